"""Testimony on whole cases: two invented offices accuse two invented groups, each the other's."""

import random
from decimal import Decimal
from pathlib import Path

import pytest
from one_runner import HERE

from probandum import Case
from probandum.knowledge import packs
from probandum.model.pack import Actor, Citation, Name, Pack, Software, Use

ONE, OTHER = "G9001", "G9002"
STANDARD = '{ title = "plausible", threshold = "0.10", budget = 0 }'


def _pack() -> Pack:
    """Thirty groups of three reports, each with a piece of software of its own."""
    groups = range(1, 31)
    actors = tuple(
        Actor(f"G90{n:02}", f"Group {n}", f"intrusion-set--00000000-0000-4000-8000-0000000090{n:02}", "group")
        for n in groups
    )
    software = tuple(
        Software(
            f"S90{n:02}", f"Quillware{n}x", f"malware--00000000-0000-4000-8000-0000000090{n:02}", "malware"
        )
        for n in groups
    )
    cited = tuple(
        Citation(f"Report {n} {m}", f"https://reports.example/{n}/{m}", "2019-01-01", "t")
        for n in groups
        for m in range(3)
    )
    uses = tuple(Use(f"G90{n:02}", f"S90{n:02}", tuple(f"Report {n} {m}" for m in range(3))) for n in groups)
    names = tuple(Name(one.name, one.id, "own") for one in (*actors, *software))
    return Pack("own", "1", "", {}, True, actors, software, (), names, uses, (), cited)


def _source(name: str, letter: str, more: str = "") -> str:
    return f'[[source]]\nname = "{name}"\nreliability = "{letter}"\n{more}'


def _evidence(file: str, source: str, digit: int = 2, more: str = "") -> str:
    return f'[[evidence]]\nfile = "evidence/{file}"\nsource = "{source}"\ncredibility = {digit}\n{more}'


def _claim(file: str, speaker: str, actor: str, stance: str = "accuses", more: str = "") -> str:
    named = f'hypothesis = "{actor}"\n' if actor else ""
    return (
        f'[[claim]]\nfile = "evidence/{file}"\nquote = "the alleged intruder"\nstance = "{stance}"\nspeaker = "{speaker}"\n'
        f'subject = "the alleged intruder"\npredicate = "was in the network"\nby = "analyst"\n{named}{more}'
    )


def _case(
    folder: Path, stated: str, files: tuple[str, ...], head: str = "", standard: str = STANDARD
) -> Case:
    (folder / "evidence").mkdir(parents=True)
    packs.save(_pack(), folder / "pack.json")
    (folder / "case.toml").write_text(
        f'[case]\ntitle = "Built"\n{head}[question]\ntext = "Who was it?"\nlevel = "group"\nstandard = {standard}\n'
        f'[knowledge]\npack = "pack.json"\n{stated}'
    )
    for number, name in enumerate(files):
        draw = random.Random(f"{name} {number}")
        words = " ".join("".join(draw.choices("abcdefghiklmnoprstuvwy", k=7)) for _ in range(60))
        (folder / "evidence" / name).write_text(
            f"{words}. We speak of the alleged intruder here. {words[::-1]}"
        )
    return Case.open(folder, by="tester", clock=lambda: "2030-01-01T00:00:00Z", runner=HERE)


def _probabilities(case: Case) -> dict[str, Decimal]:
    return {one.hypothesis: one.probability for one in case.assess().estimates}


def _two_sided(folder: Path, first: str, second: str) -> Case:
    stated = (
        _source("Northern Office", "B") + _source("Southern Office", "D")
        + _evidence("north.txt", "Northern Office") + _evidence("south.txt", "Southern Office")
        + _claim("north.txt", "Northern Office", first) + _claim("south.txt", "Southern Office", second)
    )  # fmt: skip
    return _case(folder, stated, ("north.txt", "south.txt"))


def test_swapping_the_accused_swaps_the_answer(tmp_path: Path) -> None:
    plain, turned = _two_sided(tmp_path / "a", ONE, OTHER), _two_sided(tmp_path / "b", OTHER, ONE)
    before, after = _probabilities(plain), _probabilities(turned)
    swap = {ONE: OTHER, OTHER: ONE}
    assert after == {swap.get(actor, actor): value for actor, value in before.items()}
    assert before[ONE] > before[OTHER] > before["G9003"]
    assert (plain.assess().leading, turned.assess().leading) == (ONE, OTHER)
    assert plain.conclude().enough == turned.conclude().enough


def test_swapping_the_names_of_the_accusers_swaps_nothing_else(tmp_path: Path) -> None:
    stated = (
        _source("Northern Office", "B") + _source("Southern Office", "D")
        + _evidence("north.txt", "Northern Office") + _evidence("south.txt", "Southern Office")
        + _claim("north.txt", "Northern Office", ONE) + _claim("south.txt", "Southern Office", OTHER)
    )  # fmt: skip
    turned = stated.replace("Northern", "\0").replace("Southern", "Northern").replace("\0", "Southern")
    files = ("north.txt", "south.txt")
    assert _probabilities(_case(tmp_path / "a", stated, files)) == _probabilities(
        _case(tmp_path / "b", turned, files)
    )


def test_a_denial_without_a_record_changes_no_probability(tmp_path: Path) -> None:
    base = (
        _source("Office", "B")
        + _source("Accused", "A")
        + _evidence("a.txt", "Office")
        + _evidence("b.txt", "Accused")
    )
    accusation = _claim("a.txt", "Office", ONE)
    files = ("a.txt", "b.txt")
    silent = _probabilities(_case(tmp_path / "silent", base + accusation, files))
    denial = _claim("b.txt", "Accused", ONE, "denies")
    assert _probabilities(_case(tmp_path / "denied", base + accusation + denial, files)) == silent
    known = base.replace('"A"\n', '"A"\ndenials_right = 9\ndenials_wrong = 1\nrecord = "own count"\n')
    assert _probabilities(_case(tmp_path / "known", known + accusation + denial, files))[ONE] < silent[ONE]


def test_ten_that_pass_on_one_accusation_change_no_probability(tmp_path: Path) -> None:
    base = _source("Office", "B") + _evidence("a.txt", "Office") + _claim("a.txt", "Office", ONE)
    once = _probabilities(_case(tmp_path / "once", base, ("a.txt",)))
    names = tuple(f"p{n}.txt" for n in range(10))
    press = "".join(
        _source(f"Paper {name}", "C")
        + _evidence(name, f"Paper {name}")
        + _claim(name, "Office", ONE, more=f'relayed_by = ["Paper {name}"]\n')
        for name in names
    )
    assert _probabilities(_case(tmp_path / "many", base + press, ("a.txt", *names))) == once
    reliant = "".join(
        _source(f"Paper {name}", "C", 'relies_on = ["Office"]\n')
        + _evidence(name, f"Paper {name}")
        + _claim(name, f"Paper {name}", ONE)
        for name in names
    )
    assert _probabilities(_case(tmp_path / "reliant", base + reliant, ("a.txt", *names))) == once


@pytest.mark.parametrize(
    ("name", "claim", "evidence", "head", "note"),
    [
        ("no hypothesis", _claim("a.txt", "Office", ""), "", "", "names no hypothesis: 1 claim"),
        ("other level", _claim("a.txt", "Office", ONE, more='level = "state"\n'), "", "", "another level than groups: 1 claim"),
        ("questions", _claim("a.txt", "Office", ONE, "questions"), "", "", "neither accuses nor denies: 1 claim"),
        ("use", _claim("a.txt", "Office", ONE), 'use = ["behaviour"]\n', "", "does not testify to claims: 1 claim"),
        ("undeclared", _claim("a.txt", "A Passer-by", ONE), "", "", "whom no source of the case file is called after"),
        ("late", _claim("a.txt", "Office", ONE), "published = 2020-01-01\n", "as_of = 2019-06-01\n", ""),
    ],
)  # fmt: skip
def test_what_is_not_heard_moves_nothing_and_is_said(
    tmp_path: Path, name: str, claim: str, evidence: str, head: str, note: str
) -> None:
    base = _source("Office", "A") + _evidence("a.txt", "Office", 2, evidence)
    case = _case(tmp_path / "case", base + claim, ("a.txt",), head)
    found = _probabilities(case)
    assert found[ONE] == found[OTHER], name
    assert case.assess().leading is None
    assert any(note in one for one in case.assess().notes) == bool(note)


def test_sayings_alone_reach_no_more_than_their_bound_and_cite_the_words(tmp_path: Path) -> None:
    names = tuple(f"s{n}.txt" for n in range(12))
    stated = "".join(
        _source(f"Office {name}", "A")
        + _evidence(name, f"Office {name}", 1)
        + _claim(name, f"Office {name}", ONE)
        for name in names
    )
    case = _case(tmp_path / "case", stated, names)
    weighed = case.assess()
    found = {one.hypothesis: float(one.probability) for one in weighed.estimates}
    assert found[ONE] / found["unknown"] < 20.1 / 30 / 0.7408, (
        "exp(3) over the prior of one of thirty against somebody else"
    )
    claims = {claim.id: claim for claim in case.claims()}
    items = [item for item in weighed.items if item.kind == "testimony"]
    assert len(items) == 12
    for item in items:
        for support in item.support:
            assert all(claims[name].quote == "the alleged intruder" for name in support.evidence)


def test_a_dossier_traces_a_saying_to_its_words_and_hides_what_is_marked_higher(tmp_path: Path) -> None:
    stated = (
        _source("Open Office", "B") + _source("Cloistered Bureau", "A")
        + _evidence("open.txt", "Open Office") + _evidence("closed.txt", "Cloistered Bureau", 2, 'tlp = "TLP:RED"\n')
        + _claim("open.txt", "Open Office", ONE) + _claim("closed.txt", "Cloistered Bureau", OTHER)
    )  # fmt: skip
    case = _case(tmp_path / "case", stated, ("open.txt", "closed.txt"))
    items = {item.name: item.id for item in case.assess().items}
    assert sorted(items) == [
        "accusation of Group 1 by Open Office",
        "accusation of Group 2 by Cloistered Bureau",
    ]
    whole = {one.id: one for one in case.dossier("TLP:RED").references}
    for name in items.values():
        assert [whole[cited].kind for cited in whole[name].cites] == ["claim"]
        assert all(whole[cited].exhibit for cited in whole[name].cites)
    green = case.dossier("TLP:GREEN")
    assert items["accusation of Group 2 by Cloistered Bureau"] not in {one.id for one in green.references}
    assert items["accusation of Group 1 by Open Office"] in {one.id for one in green.references}
    for path in case.report(tlp="TLP:GREEN"):
        assert "Cloistered Bureau" not in path.read_text(), path.name
