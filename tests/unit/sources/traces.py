"""Reports and shared passages made by hand."""

from probandum.model.exhibit import Locator
from probandum.model.ident import Digest, digest
from probandum.model.observation import Span, Text
from probandum.model.sharing import Sharing
from probandum.sources.reports import Report
from probandum.sources.reuse import Passage, Shared

WORDS = 200
"""Words of a report, each of five characters with the space behind it."""


def name(label: str) -> Digest:
    return digest(label.encode())


def report(label: str, published: str = "", text: str = "", **said: str) -> Report:
    """A report whose digest is that of its label."""
    body = text or " ".join(f"{label[:1]}{number:03}" for number in range(WORDS))
    links = tuple(said.pop("links", "").split())
    read = Text(
        name(label),
        "text/1",
        body,
        (Span(0, len(body), Locator("byte", 0, len(body))),),
        title=said.get("title", ""),
        publisher=said.get("publisher", ""),
        url=said.get("url", ""),
        links=links,
    )
    return Report(name(label), texts=(read,), published=published, **said)


def pair(one: str, other: str, *parts: tuple[int, int, int], kind: Sharing = "copy", words: tuple[int, int] = (WORDS, WORDS)) -> Shared:  # fmt: skip
    """What two reports share: words from, in one and in the other, so many."""
    ends = sorted(((name(one), 0), (name(other), 1)))
    order = [side for _, side in ends]
    found = []
    for part in parts:
        ranges = [(5 * part[side], 5 * (part[side] + part[2]) - 1) for side in order]
        found.append(Passage(ranges[0], ranges[1], part[2], kind, "made by hand"))
    covered = sum(part[2] for part in parts) if kind in ("copy", "paraphrase") else 0
    sizes = (words[order[0]], words[order[1]])
    return Shared(ends[0][0], ends[1][0], tuple(found), (covered, covered), sizes)
