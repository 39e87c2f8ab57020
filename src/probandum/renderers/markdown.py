"""The dossier as Markdown with footnotes: CommonMark 0.31 and the tables and footnotes of GitHub's dialect.

What comes out of evidence is escaped character by character, so no word of it becomes a link, an image, a heading,
a table cell, a mention or HTML.
"""

import re
from collections.abc import Iterator

from probandum.model.dossier import Dossier, Reference, Section, Sentence, Table
from probandum.model.figure import Facing, Figure
from probandum.renderers.citing import in_order_of_citing, place

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_ACTIVE = re.compile(r"[&<>]|[\\`*_{}\[\]!|~$@]|:(?=//)|(?<=www)\.", re.IGNORECASE)
_START = re.compile(r"^(?:[-+=#]|\d+[.)](?=\s|$))")
_BREAKS = re.compile(r"[\r\n\u2028\u2029\x0b\x0c\x85]+")


class MarkdownRenderer:
    """Writes Markdown for people who keep their cases in git."""

    name = "markdown/1"
    suffix = ".md"

    def render(self, dossier: Dossier) -> bytes:
        """Return UTF-8 with a final line feed."""
        references = in_order_of_citing(dossier)
        numbers = {reference.id: number for number, reference in enumerate(references, start=1)}
        lines = [
            f"# {escaped(dossier.title)}",
            "",
            f"**{dossier.tlp}** · last act {escaped(dossier.written)}",
            "",
        ]
        if dossier.as_of:
            lines += [f"As of {escaped(dossier.as_of)}.", ""]
        for section in dossier.sections:
            lines += _section(section, numbers)
        lines += ["## References", ""]
        lines += [line for reference in references for line in _footnote(reference, numbers)]
        if dossier.withheld:
            lines += [f"{dossier.withheld} sentences and rows are withheld from this reader.", ""]
        lines += [f"**{dossier.tlp}**", ""]
        return "\n".join(lines).encode("utf-8")


def escaped(text: str) -> str:
    """Return text in which no character means anything to Markdown or HTML."""
    flat = _BREAKS.sub(" ", text)
    safe = _ACTIVE.sub(lambda match: _ENTITIES.get(match[0], "\\" + match[0]), flat)
    return _START.sub(lambda match: f"{match[0][:-1]}\\{match[0][-1]}", safe)


def _cited(cites: tuple[str, ...], numbers: dict[str, int]) -> str:
    return "".join(f"[^{numbers[cite]}]" for cite in cites)


def _section(section: Section, numbers: dict[str, int]) -> Iterator[str]:
    yield f"## {escaped(section.title)}"
    label = None
    for sentence in section.sentences:
        if sentence.label != label:
            label = sentence.label
            yield from ("", f"### {escaped(label)}", "") if label else ("",)
        yield f"- {_say(sentence, numbers)}"
    yield ""
    for figure in section.figures:
        if figure.kind == "intervals":
            yield from _data(figure, numbers)
    for table in section.tables:
        yield from _table(table, numbers)
    for pair in section.facing:
        yield from _facing(pair, numbers)


def _facing(pair: Facing, numbers: dict[str, int]) -> Iterator[str]:
    """Write two passages one below the other, what both have in bold."""
    yield from (f"**{escaped(pair.title)}**{_cited(pair.cites, numbers)}", "")
    for label, runs in zip(pair.labels, (pair.left, pair.right), strict=True):
        words = " ".join(f"**{escaped(run.words)}**" if run.shared else escaped(run.words) for run in runs)
        yield from (f"> {escaped(label)}:", f"> {words}", "")


def _say(sentence: Sentence, numbers: dict[str, int]) -> str:
    mark = " *(opinion)*" if sentence.opinion else ""
    return f"{escaped(sentence.text)}{mark}{_cited(sentence.cites, numbers)}"


def _table(table: Table, numbers: dict[str, int]) -> Iterator[str]:
    yield from (f"**{escaped(table.title)}**", "")
    yield f"| {' | '.join(map(escaped, table.columns))} |"
    yield f"|{'|'.join('---:' if at in table.numeric else '---' for at in range(len(table.columns)))}|"
    for row in table.rows:
        first, *rest = map(escaped, row.cells)
        yield f"| {' | '.join([first + _cited(row.cites, numbers), *rest])} |"
    yield ""


def _data(figure: Figure, numbers: dict[str, int]) -> Iterator[str]:
    """Write the numbers of a picture that no table of its section repeats."""
    yield from (f"**{escaped(figure.title)}**", "")
    yield f"| | {' | '.join(map(escaped, figure.columns))} |"
    yield f"|---|{'---:|' * len(figure.columns)}"
    for mark in figure.marks:
        cells = [*mark.values, *[""] * (len(figure.columns) - len(mark.values))]
        yield f"| {escaped(mark.label)}{_cited(mark.cites, numbers)} | {' | '.join(map(escaped, cells))} |"
    yield ""


def _footnote(reference: Reference, numbers: dict[str, int]) -> Iterator[str]:
    parts = [f"*{escaped(reference.kind)}* {escaped(reference.label)}"]
    if reference.excerpt is not None:
        quote = reference.excerpt
        words = f"{escaped(quote.before)}**{escaped(quote.match.strip())}**{escaped(quote.after)}"
        parts.append(f"“{words}”")
    if reference.exhibit is not None:
        where = place(reference.locator)
        parts.append(f"{where} of `{reference.exhibit}`" if where else f"`{reference.exhibit}`")
    if reference.cites:
        parts.append(f"rests on {_cited(reference.cites, numbers)}")
    yield f"[^{numbers[reference.id]}]: {'; '.join(parts)}"
    yield ""
