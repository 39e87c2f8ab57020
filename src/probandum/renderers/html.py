"""The dossier as one HTML file: no script, nothing fetched, a strict Content-Security-Policy.

The policy allows one style sheet by its hash and nothing else (W3C Content Security Policy Level 3). Everything
a dossier says is escaped by the template; figures are inline SVG with a title, a description and their data.
"""

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import groupby

import jinja2
from markupsafe import Markup

from probandum.model.dossier import Dossier, Reference, Section, Sentence, Table
from probandum.model.figure import Figure
from probandum.model.scales import TLP_ORDER
from probandum.renderers.citing import in_order_of_citing, place
from probandum.renderers.pictures import draw

_EXCERPTS = 240_000
"""Bytes of excerpts in one page; a dossier with more is read to its end in the JSON format."""

_ENOUGH = {"yes": "Enough", "no": "Not enough", "not certifiable": "Not certifiable"}

_HEAD = ("Question", "Standard of proof", "Verdict", "Withheld")
"""Labels of the sentences that stand across the card; the others stand below them in columns."""


class HtmlRenderer:
    """Writes HTML for people: on a screen, on a telephone, on paper."""

    name = "html/1"
    suffix = ".html"

    def render(self, dossier: Dossier) -> bytes:
        """Return one self-contained page."""
        style = _style(dossier)
        references = in_order_of_citing(dossier)
        page = _template().render(
            dossier=dossier,
            policy=_policy(style),
            style=Markup(style),  # noqa: S704 — our own file and a marking out of a fixed list
            enough=_ENOUGH[dossier.verdict.enough],
            head=_HEAD,
            first=_grouped(dossier.sections[0]),
            sections=[
                (f"s{number}", section, _grouped(section))
                for number, section in enumerate(dossier.sections, 1)
            ],
            numbers={reference.id: number for number, reference in enumerate(references, start=1)},
            exhibits={one.exhibit: one.id for one in references if one.kind == "exhibit"},
            references=references,
            quoted=_quoted(references),
            place=place,
            draw=draw,
            rows=_rows,
            wide=_wide,
        )
        return page.encode("utf-8")


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_read("dossier.html.j2"))


@cache
def _read(name: str) -> str:
    return files("probandum.renderers").joinpath(name).read_text("utf-8")


def _style(dossier: Dossier) -> str:
    """Return the style sheet; TLP 2.0 wants the marking at the head and foot of every printed page."""
    mark = TLP_ORDER[TLP_ORDER.index(dossier.tlp)]
    return f'{_read("dossier.css")}@page{{@top-right{{content:"{mark}"}}@bottom-right{{content:"{mark}"}}}}\n'


def _policy(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _grouped(section: Section) -> list[tuple[str, list[Sentence]]]:
    return [(label, list(group)) for label, group in groupby(section.sentences, key=lambda one: one.label)]


def _quoted(references: list[Reference]) -> frozenset[str]:
    """Return the ids whose excerpts are printed: the first cited, until the page is long enough."""
    return frozenset(_until_full(references))


def _until_full(references: list[Reference]) -> Iterator[str]:
    length = 0
    for reference in references:
        if reference.excerpt is not None:
            quote = reference.excerpt
            length += len(f"{quote.before}{quote.match}{quote.after}".encode())
            if length > _EXCERPTS:
                return
            yield reference.id


def _rows(figure: Figure) -> list[tuple[str, ...]]:
    """Return the data of a figure for the table that stands in for it; short rows are filled up."""
    width = max((len(mark.values) for mark in figure.marks), default=0)
    return [(mark.label, *mark.values, *([""] * (width - len(mark.values)))) for mark in figure.marks]


def _wide(table: Table) -> bool:
    """Return whether a table needs the whole width: many columns, or several columns of words and long ones."""
    wordy = len(table.columns) - len(table.numeric) > 1
    long = any(len(cell) > 44 for row in table.rows[:40] for cell in row.cells)
    return len(table.columns) > 4 or (wordy and long)
