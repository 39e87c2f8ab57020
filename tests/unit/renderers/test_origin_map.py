"""The map of origins and the strip of talking points: what stands where, what the signs say, what hostile words do."""

import itertools
import random
import re
import xml.etree.ElementTree as ET

import pytest

from probandum.model.figure import Figure, Mark
from probandum.renderers.dates import dates_on
from probandum.renderers.pictures import draw

HOSTILE = '</svg><script>alert(1)</script>" onload="x" \u202egnp.exe &amp; ' + "long " * 80


def drawn(kind: str, marks: list[Mark]) -> ET.Element:
    return ET.fromstring(str(draw(Figure(kind, "t", (), tuple(marks)), "f")))  # type: ignore[arg-type]


def document(
    key: str, day: str = "2031-02-14", origin: str = "Herald", ties: str = "", label: str = ""
) -> Mark:
    return Mark(label or f"{key}.html", (key, day, origin, ties))


def nodes(svg: ET.Element) -> dict[str, tuple[float, float]]:
    """Name of a document → where its dot stands."""
    found = {}
    for dot in svg.iter("circle"):
        if "node" in dot.get("class", "").split() and len(dot):
            found[dot[0].text.partition(",")[0]] = (float(dot.get("cx")), float(dot.get("cy")))
    return found


def texts(svg: ET.Element, kind: str) -> list[str]:
    return ["".join(one.itertext()) for one in svg.iter("text") if one.get("class") == kind]


def test_days_that_lie_apart_are_to_scale() -> None:
    axis = dates_on(["2031-01-01", "2031-01-11", "2031-01-31", "no date"], 0, 300)
    assert [axis.at(f"2031-01-{day}") for day in ("01", "11", "31")] == [
        0,
        pytest.approx(100),
        pytest.approx(300),
    ]
    assert axis.scale == "Days to scale."
    assert axis.at("no date") is None


def test_days_of_one_week_stay_apart_beside_a_later_year_and_the_axis_says_so() -> None:
    days = ["2031-02-09", "2031-02-11", "2031-02-12", "2033-10-20"]
    axis = dates_on(days, 50, 550)
    at = [axis.at(day) for day in days]
    assert min(b - a for a, b in itertools.pairwise(at)) >= 21.9
    assert at == sorted(at)
    assert at[1] - at[0] > at[2] - at[1], "more time, more room"
    assert (at[0], at[-1]) == (50, pytest.approx(550))
    assert "not to scale" in axis.scale


def test_a_crowd_of_days_keeps_its_order_within_the_axis() -> None:
    days = [f"20{31 + n // 360:02}-{n // 30 % 12 + 1:02}-{n % 28 + 1:02}" for n in range(0, 700, 3)]
    axis = dates_on(days, 0, 400)
    at = [axis.at(day) for day in sorted(set(days))]
    assert all(a < b for a, b in itertools.pairwise(at))
    assert (at[0], at[-1]) == (0, pytest.approx(400))


def test_words_of_the_axis_never_touch() -> None:
    svg = drawn("map", [document(str(n), f"2031-02-{n:02}") for n in range(1, 28)])
    at = sorted(
        float(one.get("x")) for one in svg.iter("text") if re.fullmatch(r"2031-02-\d\d", one.text or "")
    )
    assert len(at) > 4
    assert min(b - a for a, b in itertools.pairwise(at)) >= 66


def test_a_month_is_written_as_a_month() -> None:
    svg = drawn("map", [document("1", "2031"), document("2", "2031-07")])
    assert {"2031", "2031-07"} <= set(texts(svg, "axis"))


def test_what_repeats_stands_below_what_it_repeats() -> None:
    marks = [
        document("3", "2031-02-16", ties="1>"),
        document("2", "2031-02-15", ties="1> 3-"),
        document("1"),
        document("4", "2031-02-17", ties="2="),
    ]
    at = nodes(drawn("map", marks))
    for child, parent in (("3", "1"), ("2", "1"), ("4", "2")):
        assert at[f"{child}.html"][1] > at[f"{parent}.html"][1]
        assert at[f"{child}.html"][0] > at[f"{parent}.html"][0]
    assert len({y for _, y in at.values()}) == 4


def test_documents_of_one_day_are_tied_visibly() -> None:
    svg = drawn("map", [document("1"), document("2", ties="1>")])
    path = next(one for one in svg.iter("path") if one.get("class") == "tie" and "C" in one.get("d"))
    at = nodes(svg)["1.html"]
    out = float(re.search(r"C(-?[\d.]+) ", path.get("d"))[1])
    assert 0 < out <= at[0] - 14


@pytest.mark.parametrize(
    ("sign", "words", "kinds"),
    [
        (">", "the arrow points to what it goes back to", {"tie", "head"}),
        ("-", "one of the two repeats the other", {"tie unsure"}),
        ("=", "published together", {"tie twice", "tie gap"}),
    ],
)
def test_the_legend_tells_what_occurs_and_nothing_else(sign: str, words: str, kinds: set[str]) -> None:
    svg = drawn("map", [document("1"), document("2", "2031-02-15", ties=f"1{sign}")])
    said = " ".join(texts(svg, "axis"))
    assert words in said
    assert "not collected" not in said
    assert {one.get("class") for one in svg.iter("path")} == kinds


def test_what_nobody_collected_stands_hollow_before_what_repeats_it() -> None:
    label = "a text that nobody collected (1)"
    marks = [
        document("1", ties="u1>"),
        document("2", "2031-02-15", ties="u1>"),
        document("u1", "", label=label),
    ]
    svg = drawn("map", marks)
    at = nodes(svg)
    assert at[label][0] < at["1.html"][0]
    assert "not collected" in texts(svg, "axis")
    assert "no date" not in texts(svg, "axis"), "it needs no column for what has no date"
    assert "2 documents, one origin" in texts(svg, "axis")


def test_a_pile_of_one_day_without_ties_is_counted() -> None:
    marks = [document(f"{n:02}") for n in range(1, 31)]
    svg = drawn("map", [*marks, *(document(f"{n:02}", "") for n in range(31, 41))])
    said = texts(svg, "halo")
    assert "and 27 more of this day" in said
    assert "and 7 more without a date" in said
    assert len(said) == 8
    assert "40 documents, one origin" in texts(svg, "axis")
    assert float(svg.get("height")) < 260


def test_a_long_name_of_an_origin_takes_a_second_line() -> None:
    name = (
        "Ministry of the Interior of the Northern Province, its regional offices and the Herald of the North"
    )
    said = texts(drawn("map", [document("1", origin=name)]), "who")
    assert len(said) == 2
    assert " ".join(said) == name


def test_a_circle_of_ties_is_drawn_and_ends() -> None:
    marks = [document("1", ties="3-"), document("2", ties="1-"), document("3", ties="2-")]
    svg = drawn("map", marks)
    assert len(nodes(svg)) == 3
    assert len([one for one in svg.iter("path") if one.get("class") == "tie unsure"]) == 4


@pytest.mark.parametrize("kind", ["map", "strip"])
def test_hostile_words_stay_words_within_the_frame(kind: str) -> None:
    values = (
        ("1", "2031-02-14", HOSTILE, "1> 9> u7= ") if kind == "map" else ("~2031-02-14", HOSTILE, HOSTILE)
    )
    svg = drawn(kind, [Mark(HOSTILE, values), Mark("", ("2", "", "", "") if kind == "map" else ("", "", ""))])
    assert {one.tag for one in svg.iter()} <= {
        "svg", "title", "desc", "rect", "line", "path", "circle", "text", "g",
    }  # fmt: skip
    assert not {"style", "onload"} & {name for one in svg.iter() for name in one.attrib}
    for one in svg.iter("text"):
        shown = (one[0].tail if len(one) else one.text) or ""
        width = 6.6 * len(shown)
        left = float(one.get("x")) - {"middle": width / 2, "end": width}.get(one.get("text-anchor"), 0)
        assert left >= -1
        assert left + width <= 761, shown


@pytest.mark.parametrize("kind", ["map", "strip"])
def test_nothing_to_draw_is_no_error(kind: str) -> None:
    assert drawn(kind, []).get("role") == "img"


def test_the_order_of_documents_within_an_origin_changes_nothing() -> None:
    chance = random.Random(7)
    marks = [
        document(f"{n:02}", f"2031-02-{n % 5 + 1:02}", ties=f"{n - 1:02}>" if n % 3 else "")
        for n in range(1, 30)
    ]
    whole = draw(Figure("map", "t", (), tuple(marks)), "f").partition("</desc>")[2]
    mixed = chance.sample(marks, len(marks))
    again = draw(Figure("map", "t", (), tuple(mixed)), "f").partition("</desc>")[2]
    assert sorted(re.findall("<[^>]*>", whole)) == sorted(re.findall("<[^>]*>", again))


def said(point: str, day: str, party: str, how: str = "in the same words") -> Mark:
    return Mark(point, (day, party, how))


def test_signs_of_one_day_stand_above_one_another_the_first_known_lowest() -> None:
    marks = [said("p", "2031-02-14", f"party {n}") for n in range(1, 4)]
    svg = drawn("strip", [*marks, said("p", "2031-02-14", "party 4", "first known")])
    forms = {
        one.find("title").text: float(re.search(r"M[-\d.]+ ([-\d.]+)", one.find("path").get("d"))[1])
        for one in svg.iter("g")
        if one.find("title") is not None
    }
    assert len(forms) == 4
    heights = sorted(forms.values())
    assert min(b - a for a, b in itertools.pairwise(heights)) > 8
    assert max(forms, key=forms.get) == "2031-02-14, party 4, first known"


def test_the_same_again_is_counted_and_a_high_pile_too() -> None:
    marks = [said("p", "2031-02-14", f"party {n:02}") for n in range(9)] + [
        said("p", "2031-02-14", "party 00")
    ] * 2
    found = texts(drawn("strip", marks), "axis")
    assert "×3" in found
    assert "+4" in found


def test_every_party_of_the_legend_has_a_sign_of_its_own() -> None:
    marks = [said("p", f"2031-02-{n:02}", f"party {n:02}") for n in range(1, 25)]
    svg = drawn("strip", marks)
    found = texts(svg, "axis")
    assert [f"party {n:02}" in found for n in (1, 7, 18, 19)] == [True, True, True, False]
    assert "6 other parties" in found
    assert {"7", "18", "…"} <= set(texts(svg, "tiny"))


def test_what_a_ring_and_a_hollow_sign_mean_is_said_where_they_occur() -> None:
    plain = " ".join(texts(drawn("strip", [said("p", "2031-02-14", "a")]), "axis"))
    assert "ring" not in plain
    assert "hollow" not in plain
    marks = [said("p", "~2031-02-14", "a"), said("p", "", "b", "first known")]
    told = " ".join(texts(drawn("strip", marks), "axis"))
    assert "ring: first, as far as is known" in told
    assert "only a bound of the date is known" in told
    assert "no date" in told


def test_words_of_a_talking_point_have_the_whole_width() -> None:
    words = "1. A grand jury in the city has charged six officers of a unit of the army with the intrusion"
    assert words in texts(drawn("strip", [said(words, "2031-02-14", "a")]), "label")
