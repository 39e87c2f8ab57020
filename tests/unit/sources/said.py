"""Invented sides: two states that accuse each other, their offices, their persons, and a list of states for both."""

from collections.abc import Iterator

from probandum.model.claim import Claim
from probandum.model.exhibit import Locator
from probandum.model.ident import Digest, digest
from probandum.model.source import Source
from probandum.model.statement import Statement

STATES = {"northland": ("NL", "name"), "northlandish": ("NL", "demonym"), "southland": ("SL", "name"), "southlandish": ("SL", "demonym")}  # fmt: skip


def named(words: str) -> Iterator[tuple[str, str]]:
    """Yield the invented states that words name."""
    for word in words.casefold().replace("'s", "").replace(",", " ").split():
        if word in STATES:
            yield STATES[word]


def paper(name: str) -> Digest:
    return digest(name.encode())


def place(start: int, length: int = 40) -> Locator:
    return Locator("byte", start, start + length)


def claim(
    stance: str, speaker: str, subject: str, predicate: str, doc: str = "d1", at: int = 0, **more
) -> Claim:  # type: ignore[no-untyped-def]
    quote = more.pop("quote", f"{speaker}: {subject} {predicate}")
    return Claim(
        stance,
        speaker,
        subject,
        predicate,
        paper(doc),
        place(at),
        quote,
        more.pop("by", "A. Analyst"),
        **more,
    )


def statement(quote: str, *types: str, doc: str = "d1", at: int = 0, **more) -> Statement:  # type: ignore[no-untyped-def]
    return Statement(paper(doc), place(at), quote, "statements/1", types or ("assertion",), **more)


SOURCES = (
    Source("Northern Office", party="Northland"),
    Source("Northern Mission", party="Northland"),
    Source("Southern Office", party="Southland"),
    Source("Southern Mission", party="Southland"),
    Source("Daily Paper"),
)
