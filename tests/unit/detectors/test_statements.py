"""Statements and claims in texts of several sides; states of the pack stand for any states."""

import time

import msgspec
import pytest

from probandum.detectors.statements import StatementDetector
from probandum.errors import ReadError
from probandum.interfaces import Batch
from probandum.knowledge.places import PLACES
from probandum.model.claim import Claim
from probandum.model.observation import Observation, Omission
from probandum.model.pack import Actor, Pack
from probandum.model.statement import StatedFigure, Statement
from probandum.testing import check_detector
from probandum.testing.detectors import as_text

PACK = Pack("p", "1", "", {}, False, (Actor("G9", "Sand Cat", "", "group"),), (), (), (), (), (), (), PLACES)  # fmt: skip
ANSWER = (
    "Q: Media report that two Ruritanian hackers stole plans. What do you say?\n\n"
    "A: We have nothing to do with it. The accusation is groundless."
)


def found(words, observations=(), **metadata):
    text = msgspec.structs.replace(as_text(words), **metadata)
    return list(StatementDetector().detect(Batch((text,), tuple(observations)), PACK))


def statements(words, **metadata):
    return [one for one in found(words, **metadata) if isinstance(one, Statement)]


def claims(words, **metadata):
    return [one for one in found(words, **metadata) if isinstance(one, Claim)]


def types(words, **metadata):
    return set().union(*(one.types for one in statements(words, **metadata)))


@pytest.mark.parametrize(
    ("words", "accuser", "accused", "level"),
    [
        ("Norway accused Chile of hacking its parliament.", "Norway", "Chile", "state"),
        ("Chile was blamed by Norway for the attack on its parliament.", "Norway", "Chile", "state"),
        ("Norway attributes the intrusion to Chile's army.", "Norway", "Chile's army", "organisation"),
        ("Chilean hackers broke into the bank, Norway's police said.", "Norway's police", "Chilean hackers", "group"),
        ("According to Norway, Chile was behind the intrusion.", "Norway", "Chile", "state"),
        ("Four officers of the Chilean army were indicted for espionage.", "", "Four officers of the Chilean army", "operator"),
        ("A hacking group linked to Chile compromised the ministry.", "", "A hacking group linked to Chile", "group"),
    ],
)  # fmt: skip
def test_accusations(words, accuser, accused, level):
    (claim,) = claims(words)
    assert (claim.stance, claim.speaker, claim.subject, claim.level) == ("accuses", accuser, accused, level)
    assert claim.quote in words
    assert claim.hypothesis == ""


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Chile denied that it had hacked the parliament.", "denial"),
        ("We have never attacked anybody's networks.", "denial"),
        ("The allegations are baseless.", "rejection-of-basis"),
        ("No evidence has been presented.", "evidence-challenge"),
        ("We urge Chile to stop these attacks.", "demand"),
        ("Install the update today.", "demand"),
        ("Is that so?", "question"),
        ("The bank lost 3,000 accounts.", "figure"),
        ("The weather was fine.", "assertion"),
    ],
)
def test_types(words, kind):
    assert kind in types(words)


@pytest.mark.parametrize(
    "words",
    [
        "Chile is the victim of cyber attacks.",
        "Chile was attacked by hackers.",
        "Norway condemned the attack on the Chilean bank.",
        "If Chile attacked Norway, Norway would answer.",
        "The malware steals passwords and sends them to a server in Chile.",
        "The attackers used a stolen password.",
        "Chilean banks were hit by ransomware.",
        "Norway's police are investigating the breach.",
    ],
)
def test_no_accusation(words):
    assert claims(words) == []


def test_question_premise_and_answer():
    premise, question, denial, rejection = statements(ANSWER, title="Embassy of Chile: questions and answers")
    assert (premise.mode, premise.role) == ("question-premise", "questioner")
    assert question.types == ("question",)
    assert (denial.types, denial.role, denial.on_behalf_of) == (("denial",), "spokesperson", "Chile")
    assert rejection.types == ("rejection-of-basis",)


def test_a_charge_in_return_answers_the_charge():
    words = (
        "Q: Norway says that Chile hacked its ministry. Your comment?\n\n"
        "A: We did not hack anybody. It is Norway that has been spying on Chile for years."
    )
    first, *_, last = (
        one for one in claims(words, title="Chile's Foreign Ministry: questions") if one.stance != "denies"
    )
    assert (first.stance, first.speaker, first.subject) == ("accuses", "Norway", "Chile")
    assert (last.stance, last.subject, last.answers) == ("counter-accuses", "Norway", (first.id,))


def test_chains_nest():
    (claim,) = claims("Papers report that Norway accused Chile of spying on its ministry.")
    assert (claim.relayed_by, claim.speaker, claim.subject) == (("Papers",), "Norway", "Chile")


def test_quotations_have_speakers():
    one, two = statements("“Chile hacked us. It will pay for it,” the minister said.")
    assert {one.mode, two.mode} == {"quoted"}
    assert {one.speaker, two.speaker} == {"the minister"}


def test_groups_come_from_observations():
    text = as_text("Sand Cat targeted banks.")
    name = Observation("intrusion-set", "G9", text.exhibit, text.locate(0, 8), "names/1", refs=("G9",))
    (claim,) = claims("Sand Cat targeted banks.", observations=()) or [None]
    assert claim is None or claim.level == "group"
    with_name = [
        one for one in StatementDetector().detect(Batch((text,), (name,)), PACK) if isinstance(one, Claim)
    ]
    assert [(one.subject, one.level, one.object) for one in with_name] == [("Sand Cat", "group", "banks")]


def test_other_languages_are_not_guessed_at():
    (omission,) = found("Россия отвергает обвинения.", language="ru")
    assert isinstance(omission, Omission)
    assert "not supported" in omission.what


def test_long_texts_list_only_what_does_more_than_assert():
    words = "The weather was fine. " * 500 + "Norway accused Chile of espionage."
    made = found(words)
    assert [one.quote for one in made if isinstance(one, Statement)] == ["Norway accused Chile of espionage."]
    (omission,) = (one for one in made if isinstance(one, Omission))
    assert "500 of 501" in omission.what


def test_figures_belong_to_statements():
    made = found("Chile lost about 3,000 accounts in 2019.")
    (statement,) = (one for one in made if isinstance(one, Statement))
    (figure,) = (one for one in made if isinstance(one, StatedFigure))
    assert (figure.statement, figure.value, figure.when, figure.approximate) == (
        statement.id,
        3000,
        "2019",
        "about",
    )


def test_headings_are_no_statements():
    assert statements("Norway and Chile\n\nThe weather was fine.\n") == statements("The weather was fine.\n") or len(
        statements("Norway and Chile\n\nThe weather was fine.\n")
    ) == 1  # fmt: skip


def test_conformance():
    check_detector(StatementDetector(), [ANSWER, "Norway accused Chile of espionage. 中国被攻击。"], PACK)


@pytest.mark.slow
@pytest.mark.parametrize(
    "parts",
    [
        [("Chile hacked ", 30_000)],
        [("“Chile hacked Norway” ", 18_000)],
        [('"', 120_000)],
        [("Q: Did Chile hack?\n\nA: No.\n\n", 12_000)],
        [("Norway said that ", 24_000)],
        [("Chile hacked Norway. Norway hacked Chile. ", 9_000)],
        [("(", 180_000), ("1,000 ", 18_000)],
        [("a.\n", 72_000)],
        [("who, ", 72_000)],
    ],
    ids=["no stop", "quotes", "marks", "turns", "chains", "charges", "brackets", "lines", "commas"],
)
def test_hostile_texts_are_read_in_time(parts):
    """Six times the text may take twelve times as long and a bit; what is quadratic takes thirty-six times."""
    short, long = (_seconds("".join(words * (times // share) for words, times in parts)) for share in (6, 1))
    assert long < 12 * short + 0.5
    assert long < 20


def _seconds(words):
    started = time.process_time()
    try:
        made = found(words)
    except ReadError:
        pytest.fail("a detector reads texts, not files")
    assert all(isinstance(one, Statement | Claim | StatedFigure | Omission) for one in made)
    return time.process_time() - started
