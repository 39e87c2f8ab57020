"""Results as tables, plots and files."""

import base64
import hashlib
import json
import re
from xml.etree import ElementTree

import msgspec
import pytest
from invented_trials import outcome

from probandum.errors import StoreError
from probandum.evaluate import drawing, plots, report, tables
from probandum.evaluate.intervals import Span
from probandum.evaluate.measures import Point, Tally
from probandum.evaluate.planted import Planting, Standing
from probandum.evaluate.results import Results, as_json, results
from probandum.evaluate.tables import Table, figure
from probandum.model.hypothesis import UNKNOWN

HOSTILE = "</script><b>&'\"|\n]]>"


def answered(sure):
    truths = ["a", "a", "b", UNKNOWN] * 6
    return [outcome({"a": sure, "b": 0.02}, truth, str(n), f"g{n % 8}") for n, truth in enumerate(truths)]


PLANTED = tuple(
    Planting(
        rival, m, (Tally(0.75, 2 * m, 20), Tally(0.9, m, 20)), (Tally(0.75, 0, 20), Tally(0.9, 0, 20)), 0
    )
    for rival in ("strongest", "random")
    for m in (1, 2)
)
STANDING = tuple(Standing(bar, k, 5 - k, 6 - k) for bar in (0.5, 0.9) for k in range(4))
PLAIN = results(
    "Invented", {"ours": answered(0.6), "theirs": answered(0.96)}, ["One at a time."], {"x.json": "0" * 64}
)
FULL = msgspec.structs.replace(
    PLAIN,
    absent=(Tally(0.5, 3, 18), Tally(0.75, 2, 18), Tally(0.9, 1, 18), Tally(0.95, 0, 18)),
    planted=PLANTED,
    standing=STANDING,
    notes=("Little data.",),
)
BAD = msgspec.structs.replace(
    FULL,
    title=HOSTILE,
    protocol=(HOSTILE,),
    notes=(HOSTILE,),
    measured_on={HOSTILE: "0" * 64},
    methods=tuple(msgspec.structs.replace(one, name=HOSTILE + one.name) for one in FULL.methods),
)


def table(found, start):
    return next(one for one in tables.tables(found) if one.title.startswith(start))


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0.2534, ".253"),
        (1, "1.000"),
        (14.05, "14.050"),
        (0, ".000"),
        (-0.0001, ".000"),
        (-0.5, "−.500"),
        (None, "–"),
    ],
    ids=str,
)
def test_figures_as_people_print_them(number, words):
    assert figure(number) == words


def test_signed_figures():
    assert [figure(number, signed=True) for number in (0.5, -0.5, 0.0, None)] == [
        "+.500",
        "−.500",
        ".000",
        "–",
    ]


def test_the_bar_has_its_columns():
    bar = table(FULL, "Figures")
    assert (
        " ".join(bar.columns)
        == "method top-1 top-3 top-10 MRR log-loss ECE AUROC unknown coverage at 90 % right"
    )
    # 12 of 18 known trials are by the one who always leads; every probability is the same, so nothing is covered
    assert bar.rows[0][:4] == ("ours", ".667", "1.000", "1.000")
    assert bar.rows[0][6:] == (".100", ".500", ".000")
    assert [row[0] for row in bar.rows] == ["ours", "theirs"]


def test_what_was_counted_stands_in_the_tables():
    assert table(FULL, "Verdicts: how many").rows == (
        ("ours", "12/24", "0/0", "0/0", "0/0"),
        ("theirs", "12/24", "12/24", "12/24", "12/24"),
    )
    assert table(FULL, "A wrong name").rows == (
        ("ours", "0/6", ".000", ".000"),
        ("theirs", "6/6", "1.000", ".250"),
    )
    assert table(FULL, "The right actor taken").rows == (("ours", "3/18", "2/18", "1/18", "0/18"),)
    assert table(FULL, "Verdicts that stand").rows[1] == ("≥ .90", "5/6", "4/5", "3/4", "2/3")
    assert table(FULL, "Planted").rows[1] == (
        "strongest, 2", ".200 (4/20)", ".000 (0/20)", ".100 (2/20)", ".000 (0/20)", "0",
    )  # fmt: skip
    differences = table(FULL, "Differences")
    assert differences.columns == ("methods", "log-loss", "top-1", "ECE")
    assert differences.rows[0][0] == "ours − theirs"
    assert differences.rows[0][2] == ".000 (.000 … .000)"


def test_what_was_not_measured_has_no_table():
    titles = [one.title for one in tables.tables(PLAIN)]
    assert not [
        title for title in titles if title.startswith(("Planted", "Verdicts that", "The right actor"))
    ]
    alone = results("Alone", {"ours": [one for one in answered(0.6) if one.truth != UNKNOWN]})
    assert len(tables.tables(alone)) == 3
    assert table(alone, "Figures").rows[0][7] == "–"


def test_all_rows_are_as_wide_as_their_head():
    for one in tables.tables(FULL):
        assert {len(row) for row in one.rows} == {len(one.columns)}


def test_markdown():
    one = Table("A *title*", ("method", "ECE"), (("ours|theirs", ".1"), ("a\nb", "–")), "Read it.")
    assert tables.markdown(one) == (
        "**A \\*title\\***\n\n| method | ECE |\n|---|---:|\n| ours\\|theirs | .1 |\n| a b | – |\n\nRead it.\n"
    )


def test_plain_text():
    one = Table("Title", ("method", "ECE"), (("ours", ".044"), ("theirs", "1.0")))
    assert tables.text(one) == "Title\nmethod   ECE\n------  ----\nours    .044\ntheirs   1.0\n"


def test_json_comes_back():
    data = as_json(FULL)
    assert msgspec.json.decode(data, type=Results) == FULL
    assert as_json(msgspec.json.decode(data, type=Results)) == data
    assert json.loads(data)["methods"][0]["figures"]["ece"] == 0.1


def test_same_results_same_bytes():
    again = results(
        "Invented",
        {"ours": answered(0.6), "theirs": answered(0.96)},
        ["One at a time."],
        {"x.json": "0" * 64},
    )
    assert report.contents(again) == report.contents(PLAIN)


def test_no_method_no_results():
    with pytest.raises(ValueError, match="no method"):
        results("Nothing", {})


@pytest.mark.parametrize("found", [PLAIN, FULL, BAD], ids=["plain", "full", "hostile"])
def test_every_plot_is_xml_with_words_and_without_script(found):
    made = plots.plots(found)
    assert ("planted.svg" in made) == ("standing.svg" in made) == (found is not PLAIN)
    for svg in made.values():
        root = ElementTree.fromstring(svg)
        kinds = {one.tag.rpartition("}")[2] for one in root.iter()}
        assert kinds <= {"svg", "title", "desc", "style", "rect", "line", "circle", "polyline", "text"}
        assert {"title", "desc"} <= kinds
        names = [one.get("id") for one in root.iter() if one.get("id")]
        assert root.get("aria-labelledby").split() == names
        assert not [key for one in root.iter() for key in one.attrib if key.startswith("on") or "href" in key]
        assert "nan" not in svg
        assert "url(" not in svg


def test_all_that_is_drawn_lies_in_the_picture():
    for svg in plots.plots(FULL).values():
        root = ElementTree.fromstring(svg)
        for one in root.iter():
            across = [float(one.get(key)) for key in ("x", "x1", "x2", "cx") if one.get(key)]
            down = [float(one.get(key)) for key in ("y", "y1", "y2", "cy") if one.get(key)]
            for pair in (one.get("points") or "").split():
                across.append(float(pair.split(",")[0]))
                down.append(float(pair.split(",")[1]))
            assert all(0 <= value <= drawing.WIDTH for value in across)
            assert all(0 <= value <= drawing.HEIGHT for value in down)


def test_a_point_of_the_reliability_diagram_lies_where_it_should():
    svg = plots.reliability(PLAIN.methods[0])
    # .6 said, 12 of 24 right
    x, y = drawing.Axes("", "").place(0.6, 0.5)
    assert f'<circle cx="{drawing.at(x)}" cy="{drawing.at(y)}"' in svg
    assert "0.60 said, 12 of 24 right (0.29 to 0.71)" in svg
    assert ">24</text>" in svg


def test_more_lines_than_can_be_told_apart_are_refused():
    many = [msgspec.structs.replace(PLAIN.methods[0], name=str(n)) for n in range(7)]
    with pytest.raises(ValueError, match="told apart"):
        plots.risk_coverage(many)
    assert "risk-coverage.svg" in plots.plots(msgspec.structs.replace(PLAIN, methods=tuple(many)))


def test_long_curves_are_thinned_with_their_ends():
    points = tuple(Point(round((n + 1) / 5000, 6), n / 10000) for n in range(5000))
    svg = plots.risk_coverage([msgspec.structs.replace(PLAIN.methods[0], curve=points)])
    drawn = re.search(r'points="([^"]*)"', svg).group(1).split()
    assert len(drawn) == 120
    assert drawn[-1] == "{},{}".format(*map(drawing.at, drawing.Axes("", "").place(1, 0.4999)))


def test_the_page_allows_its_own_styles_and_nothing_else():
    page = report.contents(BAD)["report.html"].decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page).group(1).replace("&#39;", "'")
    styles = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    allowed = re.findall(r"'sha256-([^']*)'", policy)
    assert {base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in styles} == set(
        allowed
    )
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "<script" not in page
    assert "<b>" not in page
    assert not re.findall(r"""(?:src|href|style)=""", page)
    assert len(re.findall(r'id="([^"]*)"', page)) == len(set(re.findall(r'id="([^"]*)"', page)))


def test_the_page_holds_every_table_and_plot():
    page = report.contents(FULL)["report.html"].decode()
    for one in tables.tables(FULL):
        assert one.title.replace("'", "&#39;") in page
    assert page.count("<svg") == len(plots.plots(FULL))
    assert (
        "24 trials about 8 groups; 18 by an actor that the knowledge held, 6 by one that it did not." in page
    )


def test_files_are_written_whole_and_nothing_else(tmp_path):
    folder = tmp_path / "deep" / "out"
    written = report.write(FULL, folder)
    assert written == report.write(FULL, folder)
    assert sorted(folder.iterdir()) == sorted(written)
    assert [path.name for path in written] == [
        "planted.svg",
        "reliability-1.svg",
        "reliability-2.svg",
        "report.html",
        "results.json",
        "risk-coverage.svg",
        "standing.svg",
        "table.md",
    ]
    assert {path.name: path.read_bytes() for path in written} == report.contents(FULL)


def test_a_folder_that_cannot_be_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="file"):
        report.write(FULL, tmp_path / "file")


def test_markdown_document_keeps_its_tables_whatever_names_say():
    text = tables.document(BAD)
    for line in text.splitlines():
        if line.startswith("|"):
            assert len(re.findall(r"(?<!\\)\|", line)) >= 3
    assert "<b>" not in text.replace("\\<", "")


def test_intervals_name_their_ends():
    assert table(FULL, "95 %").rows[0][1].count("…") == 1
    assert FULL.methods[0].spans["auroc"] == Span(0.5, 0.5, 0.5)


def test_no_trials_no_figures_and_nothing_breaks():
    nothing = results("Nothing", {"ours": [], "theirs": []})
    assert table(nothing, "Figures").rows[0][1:] == ("–",) * 8
    made = report.contents(nothing)
    assert {name for name in made if name.endswith(".svg")} == {
        "reliability-1.svg",
        "reliability-2.svg",
        "risk-coverage.svg",
    }
    assert b"no trials" in made["reliability-1.svg"]
