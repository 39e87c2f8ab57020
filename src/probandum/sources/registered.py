"""Under which names, titles and addresses the documents of a case are known."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from probandum.model.ident import Digest
from probandum.model.source import Source
from probandum.sources.addresses import normal
from probandum.sources.attributions import WORD
from probandum.sources.reports import Report

TITLE_WORDS = 4
"""A title of fewer words does not tell one report from another."""
_LONGEST = 30
"""Words of a title that are compared."""
_NAME_WORDS = 8
_LEGAL = frozenset(("inc", "ltd", "llc", "gmbh", "plc", "corp", "co", "corporation", "limited", "ag", "sa"))

Words = tuple[str, ...]


def folded(name: str) -> Words:
    """Return the words of a name whatever its case and punctuation, without ``the`` and a legal form."""
    words = [word[0].casefold().replace("’", "'").removesuffix("'s") for word in WORD.finditer(name[:2_000])]
    if len(words) > 1 and words[0] == "the":
        del words[0]
    if len(words) > 1 and words[-1].rstrip(".") in _LEGAL:
        del words[-1]
    return tuple(words)


@dataclass(frozen=True)
class Register:
    """What the documents of a case are called.

    Attributes:
        names: words of a publisher, author or source → its exhibits; none for a source that reports in none.
        written: words of a name → as it is written, the first of several.
        titles: last words of a title → the titles that end so, each with its exhibits.
        addresses: normal form → exhibits.
        pages: exhibit → the normal form of its address, the first of several.
        own: exhibit → the words of its own names.
    """

    names: Mapping[Words, frozenset[Digest]]
    written: Mapping[Words, str]
    titles: Mapping[Words, Mapping[Words, frozenset[Digest]]]
    addresses: Mapping[str, frozenset[Digest]]
    pages: Mapping[Digest, str]
    own: Mapping[Digest, frozenset[Words]] = field(default_factory=dict)


def register(reports: Sequence[Report], sources: Iterable[Source]) -> Register:
    """Return under what the documents can be named.

    Args:
        reports: the exhibits, in any order.
        sources: of the case file.
    """
    names: defaultdict[Words, set[Digest]] = defaultdict(set)
    written: dict[Words, str] = {}
    titles: defaultdict[Words, defaultdict[Words, set[Digest]]] = defaultdict(lambda: defaultdict(set))
    addresses: defaultdict[str, set[Digest]] = defaultdict(set)
    own: defaultdict[Digest, set[Words]] = defaultdict(set)
    for report in reports:
        authors = (text.author for text in report.texts)
        for name in sorted({report.source, report.publisher, *authors} - {""}):
            words = folded(name)
            if 0 < len(words) <= _NAME_WORDS:
                names[words].add(report.exhibit)
                own[report.exhibit].add(words)
                written[words] = min(name, written.get(words, name))
        for title in {report.title, *(text.title for text in report.texts)}:
            words = folded(title)
            if TITLE_WORDS <= len(words) <= _LONGEST:
                titles[words[-TITLE_WORDS:]][words].add(report.exhibit)
        for address in {report.url, *(text.url for text in report.texts)}:
            if plain := normal(address):
                addresses[plain].add(report.exhibit)
    for source in sources:
        words = folded(source.name)
        if words:
            names[words] |= set()
            written[words] = min(source.name, written.get(words, source.name))
    return Register(
        {words: frozenset(found) for words, found in names.items()},
        written,
        {tail: {words: frozenset(held) for words, held in whole.items()} for tail, whole in titles.items()},
        {address: frozenset(found) for address, found in addresses.items()},
        {exhibit: address for address in sorted(addresses, reverse=True) for exhibit in addresses[address]},
        {exhibit: frozenset(words) for exhibit, words in own.items()},
    )
