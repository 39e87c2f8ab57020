"""Figures of numbers on an axis."""

import json
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from dossier_records import records
from hypothesis import given
from hypothesis import strategies as st

from probandum.compose import compose
from probandum.model.figure import STANDARD, Figure, Mark
from probandum.renderers.html import HtmlRenderer
from probandum.renderers.json import JsonRenderer
from probandum.renderers.markdown import MarkdownRenderer
from probandum.renderers.pictures import draw
from probandum.renderers.stix import StixRenderer
from probandum.renderers.strokes import apart

LONG = "a very long label " * 20
WATERFALL = Figure(
    "waterfall",
    "what lifts",
    ("from", "to"),
    (
        Mark("prior odds", ("0.00", "-19.30")),
        Mark(LONG, ("-19.30", "-6.90")),
        Mark("bound", ("-6.90", "-8.00")),
        Mark("nothing", ("-8.00", "-8.00")),
        Mark("together", ("0.00", "-8.00")),
    ),
)
FALLS = Figure("falls", "t", ("now", "without"), (Mark(LONG, ("0.9", "0.0001")), Mark(STANDARD, ("0.75",))))


def svg(figure: Figure) -> ET.Element:
    return ET.fromstring(str(draw(figure, "f")))


@pytest.mark.parametrize("kind", ["waterfall", "falls", "curve", "intervals"])
def test_an_empty_figure_is_a_figure(kind: str) -> None:
    assert svg(Figure(kind, "t", (), ())).get("role") == "img"


@pytest.mark.parametrize("figure", [WATERFALL, FALLS], ids=["waterfall", "falls"])
def test_words_for_those_who_do_not_see_it(figure: Figure) -> None:
    made = svg(figure)
    assert made.find("title").text == figure.title
    assert made.find("desc").text.startswith(figure.marks[0].label[:40])
    assert any(
        text.find("title") is not None and text.find("title").text == LONG for text in made.iter("text")
    )


def test_a_bar_begins_where_the_one_before_ended() -> None:
    bars = [
        (float(one.get("x")), float(one.get("x")) + float(one.get("width")), one.get("class"))
        for one in svg(WATERFALL).iter("rect")
    ]
    assert [kind for _, _, kind in bars] == ["against", "for", "against", "for", "against"]
    assert bars[0][0] == bars[1][0]
    assert bars[1][1] == bars[2][1]
    assert bars[2][0] == pytest.approx(bars[4][0], abs=0.1)
    shown = [text.text for text in svg(WATERFALL).iter("text") if text.get("class") == "number"]
    assert shown == ["−19.3", "+12.4", "−1.1", "0", "−8.0"]


def test_a_fall_is_drawn_from_now_to_what_remains_and_never_says_zero() -> None:
    made = svg(FALLS)
    ring, dot = made.findall("circle")
    assert (ring.get("class"), dot.get("class")) == ("ring", "dot")
    assert float(ring.get("cx")) > float(dot.get("cx"))
    assert [text.text for text in made.iter("text") if text.get("class") == "number"] == ["<0.01"]


def test_a_curve_shows_the_standard_and_where_its_budget_stands() -> None:
    made = svg(
        Figure(
            "curve",
            "t",
            ("items planted", "probability"),
            (
                *(Mark("least", (str(at), f"0.{9 - at}")) for at in range(4)),
                *(Mark(STANDARD, (at, "0.75")) for at in ("0", "3")),
                Mark("the standard asks", ("2",)),
            ),
        )
    )
    assert [one.get("class") for one in made.iter("polyline")] == ["series s1", "series standard"]
    across = next(one for one in made.iter("line") if one.get("class") == "standard")
    third = made.findall("circle")[2]
    assert across.get("x1") == across.get("x2") == third.get("cx")


@given(st.lists(st.floats(0, 252), max_size=8))
def test_heights_stand_apart_and_in_the_frame(wanted: list[float]) -> None:
    placed = apart(wanted, 16, 252)
    assert len(placed) == len(wanted)
    assert all(height <= 252 for height in placed)
    assert all(below - above >= 16 - 1e-9 for above, below in pairwise(sorted(placed)))


def test_every_format_carries_what_it_hangs_on_and_what_to_ask() -> None:
    dossier = compose(records())
    page = HtmlRenderer().render(dossier).decode()
    for kind in ("curve", "falls", "waterfall", "intervals"):
        assert f'class="{kind}"' in page
    assert page.count("Data of this figure") == page.count("<svg ")
    told = (
        "k* = 0",
        "a search found an item that brings it to 0.34",
        "most probable imitator is Group B",
        "If S9365 Heron Dropper were found",
    )
    kinds = [
        figure["kind"]
        for part in json.loads(JsonRenderer().render(dossier))["sections"]
        for figure in part["figures"]
    ]
    assert {"curve", "falls", "waterfall"} <= set(kinds)
    for text in (
        page,
        MarkdownRenderer().render(dossier).decode().replace("\\", ""),
        StixRenderer().render(dossier).decode(),
    ):
        for words in told:
            assert words in text
    markdown = MarkdownRenderer().render(dossier).decode()
    for title in ("From prior to probability: Group A", "Group A if items were planted", "Next questions"):
        assert f"**{title}**" in markdown
