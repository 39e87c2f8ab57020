"""Who reports: the sources of a case file, with grades and records; which documents a person counts as one or apart."""

from collections.abc import Collection
from typing import Literal, get_args

from probandum.casefile.fields import Table, nearest, quoted
from probandum.model.brief import OriginNote
from probandum.model.scales import Reliability
from probandum.model.source import Source

_COUNTS = ("right", "wrong", "denials_right", "denials_wrong")
_MOST = 10_000
_SOURCE = ("name", "reliability", "interest", "relies_on", "party", *_COUNTS, "record")
_ACTS: tuple[Literal["join"], Literal["split"]] = ("join", "split")
_LETTERS: tuple[Reliability, ...] = get_args(Reliability)


def sources(root: Table) -> tuple[Source, ...]:
    """Return the sources of a case file, each name once.

    Raises:
        CaseFileError: a name twice, reliance on itself or on nobody, or counts without where they are from.
    """
    names: dict[str, Table] = {}
    for table in root.tables("source"):
        name = table.only(_SOURCE).text("name")
        if name in names:
            raise table.wrong(
                "name", f"{quoted(name)} is there twice", "keep one entry, or give it another name"
            )
        names[name] = table
    found: list[Source] = []
    for name, table in names.items():
        relies_on = table.texts("relies_on")
        for index, other in enumerate(relies_on):
            if other == name:
                raise table.wrong(("relies_on", index), f"{quoted(name)} relies on itself", "take it out")
            declared(table, ("relies_on", index), other, names)
        found.append(_source(table, relies_on))
    return tuple(found)


def declared(table: Table, keys: tuple[str | int, ...], name: str, known: Collection[str]) -> None:
    """Refuse the name of a source that no table declares.

    Raises:
        CaseFileError: it is not among the known ones.
    """
    if name not in known:
        advice = nearest(name, sorted(known)) or "add it as [[source]]"
        raise table.wrong(keys, f"names the source {quoted(name)}, which no [[source]] declares", advice)


def _source(table: Table, relies_on: tuple[str, ...]) -> Source:
    counts = {name: table.number(name, 0, _MOST, 0) for name in _COUNTS}
    if any(counts.values()) and not table.text("record", "").strip():
        first = next(name for name in _COUNTS if counts[name])
        raise table.wrong(first, f"{first} needs a key 'record'", "say in words where these counts are from")
    return Source(
        name=table.text("name"),
        reliability=table.word("reliability", _LETTERS, "F"),
        interest=table.text("interest", ""),
        relies_on=relies_on,
        party=table.text("party", ""),
        record=table.text("record", ""),
        **counts,
    )


def origins(root: Table) -> tuple[OriginNote, ...]:
    """Return which files a person joins or splits, in the order of the case file.

    Raises:
        CaseFileError: neither join nor split, or both; fewer than two files, one of them twice; no reason or name.
    """
    return tuple(_origin(table.only((*_ACTS, "reason", "by"))) for table in root.tables("origin"))


def _origin(table: Table) -> OriginNote:
    stated = [act for act in _ACTS if act in table.values]
    if len(stated) != 1:
        what = "has both join and split" if stated else "needs a key 'join' or 'split'"
        advice = "write two entries" if stated else 'add join = ["evidence/a", "evidence/b"], or split'
        raise table.wrong("split", what, advice)
    act = stated[0]
    files = table.files(act)
    if len(files) < 2:
        raise table.wrong(act, f"{act} names fewer than two files", "name the files that it is about")
    return OriginNote(act, files, table.text("reason"), table.text("by"), table.line(act))
