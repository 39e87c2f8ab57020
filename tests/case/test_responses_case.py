"""A whole case of two invented sides, in both directions: who answered what, figures against a table, and what a reader sees."""

from pathlib import Path

import msgspec
import pytest
from one_runner import HERE

from probandum import Case
from probandum.cli import main
from probandum.errors import CaseFileError
from probandum.knowledge import packs
from probandum.model.dossier import Section
from probandum.model.pack import Actor, Pack, Place

PACK = Pack(
    "own", "1", "", {}, True,
    actors=tuple(Actor(f"G900{n}", f"Group {n}", f"intrusion-set--00000000-0000-4000-8000-00000000900{n}", "group") for n in (1, 2, 3)),
    software=(), techniques=(), names=(), uses=(), attributions=(), citations=(),
    places=(Place("NL", ("Northland",)), Place("SL", ("Southland",))),
)  # fmt: skip
ACCUSATION = (
    "On Monday the Northern Office charged two nationals of Southland with espionage. "
    "It also said that the Ministry of Security of Southland broke into the parliament of Northland."
)
RELAY = "The Daily Paper writes: the Northern Office charged two nationals of Southland with espionage."
ANSWER = (
    "Southland does not use anybody for espionage. Such groundless talk must stop. Southland never broke into any parliament. "
    "Northland steals secrets everywhere. In 2030, about 59,000 treaty applications were filed from Southland."
)
TABLE = 'of,unit,when,value,rank\ntreaty applications from Southland,applications,2030,"58,990",1\n'
FILES = {"accusation.txt": ACCUSATION, "relay.txt": RELAY, "answer.txt": ANSWER, "filings.csv": TABLE}


def swapped(text: str) -> str:
    for one, other in (("Northland", "Southland"), ("Northern", "Southern")):
        text = text.replace(one, "\0").replace(other, one).replace("\0", other)
    return text


def _source(name: str, party: str) -> str:
    return f'[[source]]\nname = "{name}"\nparty = "{party}"\n'


def _evidence(file: str, source: str, day: str, more: str = "") -> str:
    return f'[[evidence]]\nfile = "evidence/{file}"\nsource = "{source}"\npublished = "{day}"\n{more}'


def _claim(
    file: str, quote: str, stance: str, speaker: str, subject: str, predicate: str, more: str = ""
) -> str:
    return (
        f'[[claim]]\nfile = "evidence/{file}"\nquote = "{quote}"\nstance = "{stance}"\nspeaker = "{speaker}"\n'
        f'subject = "{subject}"\npredicate = "{predicate}"\nby = "A. Analyst"\n{more}'
    )


def _stated(answer: str = "", table: str = "") -> str:
    north, south = "Northern Office", "Southern Office"
    return (
        _source(north, "Northland") + _source(south, "Southland") + '[[source]]\nname = "Daily Paper"\n'
        + _evidence("accusation.txt", north, "2031-05-02") + _evidence("relay.txt", "Daily Paper", "2031-05-03")
        + _evidence("answer.txt", south, "2031-05-04", answer) + _evidence("filings.csv", "Daily Paper", "2031-04-01", table)
        + _claim("accusation.txt", "charged two nationals of Southland with espionage", "accuses", north,
                 "two nationals of Southland", "espionage", 'level = "operator"\n')
        + _claim("relay.txt", "charged two nationals of Southland with espionage", "accuses", north,
                 "two nationals of Southland", "espionage", 'level = "operator"\nrelayed_by = ["Daily Paper"]\n')
        + _claim("accusation.txt", "the Ministry of Security of Southland broke into the parliament", "accuses", north,
                 "the Ministry of Security of Southland", "broke into the parliament", 'level = "organisation"\n')
        + _claim("answer.txt", "Southland does not use anybody for espionage", "denies", south, "Southland",
                 "uses anybody for espionage", 'level = "state"\n')
        + _claim("answer.txt", "Such groundless talk must stop", "rejects-basis", south, "the talk", "is groundless")
        + _claim("answer.txt", "Southland never broke into any parliament", "denies", south, "Southland",
                 "broke into any parliament", 'level = "state"\n')
        + _claim("answer.txt", "Northland steals secrets everywhere", "counter-accuses", south, "Northland",
                 "steals secrets", 'level = "state"\n')
        + '[[reference]]\nfile = "evidence/filings.csv"\nsource = "Office of Filings, yearly review"\npublished = "2031-04-01"\n'
    )  # fmt: skip


def _case(folder: Path, stated: str, files: dict[str, str]) -> Case:
    (folder / "evidence").mkdir(parents=True)
    packs.save(PACK, folder / "pack.json")
    (folder / "case.toml").write_text(
        '[case]\ntitle = "Built"\n[question]\ntext = "Who was it?"\nlevel = "group"\nstandard = "clear-and-convincing"\n'
        f'[knowledge]\npack = "pack.json"\n{stated}'
    )
    for name, words in files.items():
        (folder / "evidence" / name).write_text(words)
    return Case.open(folder, by="tester", clock=lambda: "2032-01-01T00:00:00Z", runner=HERE)


def _rows(case: Case) -> set[tuple[str, str, str]]:
    """Return what persons recorded: the words of each accusation, what became of it, and the words of the answer."""
    return {
        (one.accusation.quote, one.response.kind, one.answer.quote if one.answer else "")
        for one in case.replies().answered
        if one.accusation.by == "A. Analyst"
    }


def _section(case: Case, title: str, tlp: str = "TLP:RED") -> Section:
    return next(one for one in case.dossier(tlp).sections if one.title == title)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = _case(tmp_path / "case", _stated(), FILES)
    made.assess()
    return made


def test_each_accusation_stands_against_what_was_said_to_exactly_that(case: Case) -> None:
    persons = "charged two nationals of Southland with espionage"
    office = "the Ministry of Security of Southland broke into the parliament"
    wanted = {
        (persons, "rejects the basis", "Such groundless talk must stop"),
        (persons, "denies something else", "Southland does not use anybody for espionage"),
        (persons, "denies something else", "Southland never broke into any parliament"),
        (office, "rejects the basis", "Such groundless talk must stop"),
        (office, "denies the act", "Southland never broke into any parliament"),
        ("Northland steals secrets everywhere", "silent", ""),
    }
    assert wanted <= _rows(case)
    claims = {one.id: one for one in case.claims()}
    pairs = {(claims[one].quote, claims[other].quote) for one, other in case.replies().in_return}
    assert {
        ("Northland steals secrets everywhere", persons),
        ("Northland steals secrets everywhere", office),
    } <= pairs


def test_swapping_the_sides_of_a_whole_case_swaps_the_table(case: Case, tmp_path: Path) -> None:
    files = {name: swapped(words) for name, words in FILES.items()}
    turned = _case(tmp_path / "turned", swapped(_stated()), files)
    turned.assess()
    assert {tuple(map(swapped, row)) for row in _rows(turned)} == _rows(case)


def test_the_dossier_shows_both_sides_and_every_row_leads_to_bytes(case: Case) -> None:
    part = _section(case, "Claims of each side")
    tables = {table.title: table for table in part.tables}
    answered = tables["What was said to exactly that"]
    assert len(answered.columns) == 5
    assert {"denies the act", "rejects the basis", "denies something else", "silent"} <= {
        row.cells[2] for row in answered.rows
    }
    assert "Accused in return" in tables
    relayed = [
        row.cells[0] for row in tables["What was relayed by whom"].rows if row.cells[3] == "A. Analyst"
    ]
    assert relayed == ["Daily Paper → Northern Office"]
    references = {one.id: one for one in case.dossier().references}
    for table in part.tables:
        for row in table.rows:
            for cite in row.cites:
                ends = [cite]
                for name in ends:
                    ends += references[name].cites
                assert any(references[name].exhibit for name in ends), cite
    steps = case.trace(answered.rows[0].cites[0])
    assert [one.check for one in steps[1:]] == ["digest checked"] * (len(steps) - 1)
    assert len(steps) >= 2


def test_what_nobody_may_see_is_in_no_row_and_silence_is_not_claimed_for_it(tmp_path: Path) -> None:
    case = _case(tmp_path / "case", _stated(answer='tlp = "TLP:RED"\n'), FILES)
    case.assess()
    green = _section(case, "Claims of each side", "TLP:GREEN")
    said = msgspec.json.encode(case.dossier("TLP:GREEN")).decode()
    assert "groundless" not in said
    assert "steals secrets" not in said
    answered = next(table for table in green.tables if table.title == "What was said to exactly that")
    assert {row.cells[2] for row in answered.rows} == {"no answer that this reader may see"}
    whole = next(
        table for table in _section(case, "Claims of each side").tables if table.title == answered.title
    )
    assert {"silent", "denies the act"} <= {row.cells[2] for row in whole.rows}


def test_a_table_that_cannot_be_read_is_said_and_one_that_is_missing_stops_the_case(tmp_path: Path) -> None:
    files = FILES | {"filings.csv": 'of,unit,when,value\nx,ships,2030,"10,6"\n'}
    case = _case(tmp_path / "broken", _stated(), files)
    case.assess()
    left = _section(case, "What was left out or could not be read")
    assert any("decimal comma" in row.cells[3] for table in left.tables for row in table.rows)
    missing = _stated().replace(
        '[[reference]]\nfile = "evidence/filings.csv"', '[[reference]]\nfile = "evidence/none.csv"'
    )
    with pytest.raises(CaseFileError, match=r"none\.csv"):
        _case(tmp_path / "missing", missing, FILES).assess()


def test_the_tables_are_shown_in_the_terminal(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    for what in ("responses", "checks"):
        with pytest.raises(SystemExit) as left:
            main(["show", str(case.root), what, "--json"])
        assert left.value.code == 0
        rows = msgspec.json.decode(capsys.readouterr().out)
        if what == "responses":
            assert {"accusation", "answer", "response"} == set(rows[0])
        with pytest.raises(SystemExit):
            main(["show", str(case.root), what])
        assert what in capsys.readouterr().out
