"""Figures as SVG."""

import xml.etree.ElementTree as ET

import pytest

from probandum.model.figure import Figure, Mark
from probandum.renderers.pictures import draw

LONG = "a very long label " * 20
FIGURES = [
    Figure(
        "intervals",
        "t <b>",
        ("l", "p", "u"),
        (Mark(LONG, ("0.1", "0.2", "0.9")), Mark("standard", ("0.95",))),
    ),
    Figure(
        "matrix",
        "t",
        tuple(f"{LONG}{n}" for n in range(12)),
        tuple(Mark(LONG, ("-3.25",) * 12) for _ in range(20)),
    ),
    Figure(
        "timeline",
        "t",
        (),
        (Mark(LONG, ("2031", "said")), Mark("x", ("2031-02", "published")), Mark("y", ("never", "?"))),
    ),
    Figure(
        "curve",
        "t",
        ("k", "p"),
        (Mark("a", ("0", "0.9")), Mark("a", ("3", "0.5")), Mark("b", ("0", "0.5")), Mark("b", ("3", "0.5"))),
    ),
    *(Figure(kind, "t", (), ()) for kind in ("intervals", "matrix", "timeline", "curve")),
]


def boxes(svg: ET.Element) -> list[tuple[float, float, str]]:
    found = []
    for text in svg.iter("text"):
        words = list(text.itertext())[-1] if len(text) else text.text or ""
        if text.get("x") is not None:
            width = 6.6 * len(words)
            shift = {"middle": width / 2, "end": width}.get(text.get("text-anchor"), 0)
            found.append((float(text.get("x")) - shift, width, words))
    return found


@pytest.mark.parametrize("figure", FIGURES)
def test_it_is_accessible_and_stays_in_its_frame(figure: Figure) -> None:
    svg = ET.fromstring(str(draw(figure, "f")))
    assert svg.get("role") == "img"
    assert svg.find("title").text == figure.title
    assert svg.get("aria-labelledby") == "f-t f-d"
    assert svg.find("desc") is not None
    assert "style" not in {name for one in svg.iter() for name in one.attrib}
    for left, width, words in boxes(svg):
        assert left >= -1, words
        assert left + width <= 761, words


def test_a_long_label_is_cut_and_whole_in_its_title() -> None:
    svg = ET.fromstring(str(draw(FIGURES[0], "f")))
    label = next(text for text in svg.iter("text") if text.get("class") == "label")
    assert label.find("title").text == LONG
    assert label.find("title").tail.endswith("…")


def test_no_picture_says_zero_or_one() -> None:
    figure = Figure(
        "intervals",
        "t",
        (),
        (Mark("a", ("0.0001", "0.0001", "0.1")), Mark("b", ("0.9", "0.9999", "0.99991"))),
    )
    svg = ET.fromstring(str(draw(figure, "f")))
    assert [text.text for text in svg.iter("text") if text.get("class") == "number"] == ["<0.01", ">0.99"]


def test_lines_of_a_curve_are_labelled_apart() -> None:
    svg = ET.fromstring(str(draw(FIGURES[3], "f")))
    heights = [float(text.get("y")) for text in svg.iter("text") if text.get("class") == "label"]
    assert abs(heights[0] - heights[1]) >= 16
