"""Laws of the review sheet: what is written is read back; a spreadsheet is never given a formula; bad lines are named."""

import csv
import io
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probandum.errors import UsageError
from probandum.reviewing.sheet import COLUMNS, changes_of, changes_text, read, write

CELL = st.one_of(
    st.text(st.characters(exclude_categories=("Cs",)), max_size=30),
    st.text("=+-@\t\r\n'\"`;, ＝aA\ufeff\x00\x1b\u202e", max_size=12),
)
ROW = st.fixed_dictionaries(dict.fromkeys(COLUMNS, CELL))


@settings(max_examples=200, deadline=None)
@given(st.lists(ROW, max_size=5))
def test_what_is_written_is_read_back(rows):
    kept = [row for row in rows if any(row.values())]
    assert [line.cells for line in read(write(rows))] == kept


@settings(max_examples=200, deadline=None)
@given(st.lists(ROW, max_size=3))
def test_no_cell_is_a_formula(rows):
    text = write(rows).decode("utf-8-sig")
    for cells in csv.reader(io.StringIO(text, newline="")):
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(ROW, max_size=3),
    st.sampled_from(",;\t"),
    st.sampled_from(["", "\ufeff"]),
    st.sampled_from(["\r\n", "\n"]),
)
def test_a_spreadsheet_may_write_it_anew(rows, delimiter, mark, end):
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    lines = read(write(rows))
    writer.writerow(COLUMNS)
    writer.writerows([[line.cells[name] for name in COLUMNS] for line in lines])
    again = read((mark + out.getvalue()).encode())
    bare = [[_typed(line.cells[name]) for name in COLUMNS] for line in lines]
    assert [[line.cells[name] for name in COLUMNS] for line in again] == [one for one in bare if any(one)]


def _typed(cell):
    """An apostrophe before what would be a formula is the mark of text, whoever wrote it."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in set("=+-@\t\r\n'＝＋－＠") and cell[1:] else cell


VALUE = st.one_of(
    st.text("ab é;=,\n", max_size=8), st.lists(st.text("ab;=", max_size=4), max_size=3), st.none()
)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(["value", "level", "types"]), VALUE))
def test_changes_are_read_back(changes):
    assert changes_of(changes_text(changes)) == changes


@given(st.text(max_size=60))
def test_any_text_gives_changes_or_one_line(text):
    with suppress(UsageError):
        assert isinstance(changes_of(text), dict)


@given(st.binary(max_size=300))
def test_any_bytes_give_lines_or_one_line(data):
    said = "line 1: none"
    try:
        assert isinstance(read(data), list)
    except UsageError as error:
        said = error.what
    assert said.startswith("line ")


HEAD = "id,decision,changes,reason\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "line 1: the file is empty"),
        (b"id,reason\n", "line 1: there is no column 'decision'"),
        (b"id,decision,reason,id\n", "line 1: the column 'id' is there twice"),
        ((HEAD + "a,accept,,caf\xe9\n").encode("latin-1"), "line 2: the file is not UTF-8"),
        ((HEAD + "a,accept,,ok\n").encode("utf-16"), "line 1: the file is not UTF-8"),
        ((HEAD + 'a,accept,,"never ends\n').encode(), "line 2: no CSV"),
        ((HEAD + "a,accept,,x,y\n").encode(), "line 2: 5 cells under 4 columns"),
        ((HEAD + 'a,accept,,"' + "x" * 140_000 + '"\n').encode(), "line 2: no CSV"),
    ],
)
def test_a_wrong_file_is_named_by_its_line(data, said):
    with pytest.raises(UsageError) as found:
        read(data)
    assert said in found.value.what


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("", {}),
        ('{"types": ["denial"]}', {"types": ["denial"]}),
        ("level = state; speaker = Office A", {"level": "state", "speaker": "Office A"}),
        ("level=state\nspeaker=", {"level": "state", "speaker": ""}),
    ],
)
def test_changes_may_be_typed(text, made):
    assert changes_of(text) == made


@pytest.mark.parametrize("text", ["level", "= state", "a=1;a=2", '{"a":', "[1]", '{"a":' * 5000])
def test_changes_that_cannot_be_read_are_refused(text):
    with pytest.raises(UsageError):
        changes_of(text)
