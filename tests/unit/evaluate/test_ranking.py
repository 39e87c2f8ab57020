"""Items in, rows out: whole, exact, without the reports that are left out, and never half."""

import json
import math
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_reports import GROUPS, fitted, reports_by_name, small

from probandum.errors import ReadError
from probandum.evaluate.parameter_file import as_bytes
from probandum.evaluate.ranking import MAX_LINE, line, ranking, read_items
from probandum.model.scales import STANDARDS
from probandum.weighers.fitted import load

ITEMS = Path(__file__).parents[4] / "shared/data/knowledge/items-10.1-to-14.1.jsonl"
KEYS = ["id", "probabilities", "unknown", "lower", "verdicts"]


def item(name="one", observed=("T9001",), **more):
    return json.dumps({"id": name, "date": "2020", "observed": list(observed), **more}).encode()


def ranked(*lines):
    return list(ranking(small(), read_items(b"\n".join(lines), "items.jsonl"), fitted()))


def shown(name, **more):
    return item(name, reports_by_name()[name][2], **more)


def test_a_row_has_exactly_its_format():
    (one,) = ranked(shown("Report 40", actor=None, exclude=[]))
    row = json.loads(line(one.row))
    assert list(row) == KEYS
    assert list(row["probabilities"]) == list(row["lower"]) == sorted(GROUPS)
    assert list(row["verdicts"]) == list(STANDARDS)
    assert set(row["verdicts"].values()) <= {"yes", "no", "not certifiable"}
    assert line(one.row).count(b"\n") == 1


@settings(max_examples=15, deadline=None)
@given(
    observed=st.lists(
        st.sampled_from(sorted({i for _, _, items in reports_by_name().values() for i in items}))
    )
)
def test_rows_sum_to_one_and_lower_ends_lie_below(observed):
    (one,) = ranked(item("x", observed))
    row = json.loads(line(one.row))
    assert math.isclose(math.fsum([*row["probabilities"].values(), row["unknown"]]), 1, abs_tol=1e-9)
    assert 0 < row["unknown"] < 1
    assert all(0 <= row["lower"][who] <= chance for who, chance in row["probabilities"].items())


def test_repeating_an_id_or_turning_the_order_changes_nothing():
    observed = list(reports_by_name()["Report 30"][2])
    (plain,), (other,) = ranked(item("x", observed)), ranked(item("x", [*observed[::-1], *observed]))
    assert plain.row == other.row


def test_unknown_ids_are_counted_and_weigh_nothing():
    observed = reports_by_name()["Report 30"][2]
    (plain,) = ranked(item("x", observed))
    (more,) = ranked(item("x", [*observed, "S7777", "t9001", "Mimikatz", "S7777"]))
    assert more.missed == ("Mimikatz", "S7777", "t9001")
    assert plain.missed == ()
    assert more.row == plain.row


def test_what_is_left_out_does_not_testify():
    name = "Report 41"
    _, group, _ = reports_by_name()[name]
    (told,), (silent,) = ranked(shown(name)), ranked(shown(name, exclude=[name]))
    assert silent.row.probabilities[group] < told.row.probabilities[group]
    assert silent.uncited == ()
    for address in ("https://reports.example/report-41", "https:/reports.example/report-41/", "report 41"):
        (same,) = ranked(shown(name, exclude=[address]))
        assert same.row == silent.row


def test_reports_that_nobody_cites_are_counted():
    (one,) = ranked(shown("Report 41", exclude=["https://nobody.example/x"]))
    assert one.uncited == ("https://nobody.example/x",)
    assert one.row == ranked(shown("Report 41"))[0].row


def test_a_pack_that_names_no_reports_is_weighed_with_its_own_vector():
    read = fitted()
    same = load(as_bytes(msgspec.structs.replace(read.file, cited=read.file.uncited)))
    bare = msgspec.structs.replace(
        small(), uses=tuple(msgspec.structs.replace(use, citations=()) for use in small().uses)
    )
    items = read_items(shown("Report 30"), "items.jsonl")
    rows = {
        (pack is bare, which): next(ranking(pack, items, file)).row
        for pack in (bare, small())
        for which, file in (("both", read), ("uncited", same))
    }
    assert rows[True, "both"] == rows[True, "uncited"]
    assert rows[False, "both"] != rows[False, "uncited"]


def test_one_item_does_not_move_another():
    alone = [ranked(shown(name))[0].row for name in ("Report 20", "Report 21")]
    between = ranked(shown("Report 20"), shown("Report 33", exclude=["Report 33"]), shown("Report 21"))
    assert [between[0].row, between[2].row] == alone


def test_who_it_was_is_measured_only_where_it_is_said():
    group = reports_by_name()["Report 40"][1]
    said, nobody, silent, stranger = ranked(
        shown("Report 40", actor=group),
        item("none", actor=None),
        item("silent"),
        item("stranger", actor="G0404"),
    )
    assert (said.outcome.truth, said.outcome.group) == (group, group)
    assert (nobody.outcome.truth, nobody.outcome.group) == ("unknown", "unknown: none")
    assert silent.outcome is None
    assert (stranger.outcome.truth, stranger.outcome.group) == ("unknown", "G0404")
    assert said.outcome.probability.sum() == pytest.approx(1, abs=1e-9)


def test_dates_may_be_numbers_and_empty_lines_are_passed_over():
    numbered = b'\n{"id": "a", "date": 2020, "observed": [], "exclude": null}\r\n\n'
    (one,) = read_items(numbered, "f")
    assert (one.date, one.exclude, one.actor) == ("2020", (), None)


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (b"{", "truncated"),
        (b"[]", "object"),
        (b"null", "object"),
        (b'{"observed": []}', "id"),
        (b'{"id": "b"}', "observed"),
        (b'{"id": 7, "observed": []}', "id"),
        (b'{"id": "", "observed": []}', "empty"),
        (b'{"id": "b", "observed": "T9001"}', "observed"),
        (b'{"id": "b", "observed": [1]}', "observed"),
        (b'{"id": "b", "observed": [], "exclude": "x"}', "exclude"),
        (b'{"id": "b", "observed": [], "actor": 4}', "actor"),
        (b'{"id": "b", "observed": ["\xff"]}', "utf-8"),
        (b'{"id": "a", "observed": []}', "twice"),
        (b"[" * 100_000, "2: "),
        (b'{"id": "b", "observed": ["' + b"x" * MAX_LINE + b'"]}', "bytes"),
    ],
    ids=[
        "cut", "list", "null", "no-id", "no-observed", "id-number", "id-empty", "observed-words", "observed-numbers",
        "exclude-words", "actor-number", "bytes", "twice", "deep", "long",
    ],
)  # fmt: skip
def test_a_bad_line_is_named(bad, says):
    with pytest.raises(ReadError, match=r"^items\.jsonl:2: ") as caught:
        read_items(item("a") + b"\n" + bad, "items.jsonl")
    assert says.casefold() in str(caught.value).casefold()
    assert len(caught.value.what) < 400


def test_a_file_without_items_is_refused():
    with pytest.raises(ReadError, match="no item"):
        read_items(b"\n \n", "items.jsonl")


@pytest.mark.shared
@pytest.mark.skipif(not ITEMS.exists(), reason=f"no development data at {ITEMS}: its items not read")
def test_the_development_items_are_read():
    items = read_items(ITEMS.read_bytes(), ITEMS.name)
    assert (len(items), sum(one.actor == "unknown" for one in items)) == (78, 32)
