"""What sort of sharing a passage is: a case of each, and what is nothing at all."""

import numpy as np
import pytest

from probandum.sources.reuse import Document, Passage, Shared, compare
from probandum.sources.words import grams

ONE = (
    "The harbour stood still for nine days after somebody had broken into the booking system of the port. "
    "Divers, dockers and clerks waited in the canteen, where the soup ran out on the second evening. "
    "Engineers from three towns rebuilt the lists by hand, a ship at a time, and slept beside the printers. "
)
TWO = (
    "Shipping on the river came to a halt in the first week of spring, and traders counted their losses. "
    "Insurers asked for papers that nobody could print, since the office had no power after the storm. "
    "A retired captain offered his old card index, which turned out to be complete up to last summer. "
)
STATEMENT = (
    "we regret what happened on our quays and will pay every carrier for each hour that was lost, "
    "because trust is worth more to this port than the winter's earnings"
)
REPORT = (
    "The attackers came in through a forgotten test account, whose password was printed on a poster in the hall. "
    "From there they reached the lists of berths, which they copied at night over four weeks without any hurry. "
)
NOTE = """All your files have been encrypted.
We have also taken the contracts of your company.
Do not try to restore anything without our key, you would only lose your data.
Contact us at quay@example.org and pay within five days, or we publish what we have.
As proof we decrypt two files for free."""
LOG = """2020-03-01 04:11:02 quay sshd[411]: Failed password for root from 192.0.2.7 port 4022 ssh2
2020-03-01 04:11:09 quay sshd[411]: Accepted password for berth from 192.0.2.7 port 4023 ssh2
2020-03-01 04:12:44 quay sudo: berth : TTY=pts/1 ; PWD=/srv/lists ; COMMAND=/bin/tar czf /tmp/l.tgz ."""
CODE = """rule berth_lists {
  strings:
    $a = "berth.lst" wide ascii
    $b = { 6A 40 68 00 30 00 00 }
  condition:
    uint16(0) == 0x5A4D and $a and #b > 2
}"""
LISTED = """HKLM\\Software\\Quay\\Run = C:\\ProgramData\\berth\\lists.exe
cmd.exe /c schtasks /create /tn "Quay Lists" /tr C:\\ProgramData\\berth\\lists.exe /sc onlogon
44d88612fea8a8f36de82e1278abb02f  berth/lists/quay_setup_x64.exe
powershell.exe -NoProfile -ExecutionPolicy Bypass -File C:\\ProgramData\\berth\\copy-lists.ps1"""
FOOT = (
    "About us: we are a leading provider of news on ports and rivers. Subscribe to our newsletter, "
    "follow us, or contact our desk. All rights reserved, see our privacy policy and terms of use."
)


def found(one: str, two: str) -> Shared | None:
    return compare(Document("a", one), Document("b", two))


def only(one: str, two: str) -> Passage:
    both = found(one, two)
    assert both is not None
    assert len(both.passages) == 1
    return both.passages[0]


def test_prose_of_one_in_the_other_is_a_copy() -> None:
    one, two = ONE + REPORT + ONE[::-1], TWO + REPORT
    passage = only(one, two)
    assert passage.kind == "copy"
    assert one[slice(*passage.first)] == two[slice(*passage.second)] == REPORT.strip(" .")
    assert passage.why == "prose: 38 of 38 words match in order"
    both = found(one, two)
    assert both is not None
    assert both.covered == (38, 38)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (f"The director said: “{STATEMENT}”.", f'"{STATEMENT}", the port wrote.'),
        (f"«{STATEMENT}», a déclaré le port.", f"„{STATEMENT}“, erklärte der Hafen."),
        (f"「{STATEMENT}」", f"『{STATEMENT}』"),
        (f"In the words of the port:\n> {STATEMENT}", f"The port said: {STATEMENT}."),
        (f"The port wrote: “{STATEMENT}”", f"Nobody doubts it: {STATEMENT}."),
    ],
    ids=[
        "English marks",
        "French and German marks",
        "corner brackets",
        "block quote and colon",
        "attributed in one",
    ],
)
def test_the_words_of_a_third_are_a_quotation(first: str, second: str) -> None:
    one, two = f"{ONE}\n{first}\n{ONE[::-1]}", f"{TWO}\n{second}\n{TWO[::-1]}"
    passage = only(one, two)
    assert passage.kind == "quotation"
    both = found(one, two)
    assert both is not None
    assert both.covered == (0, 0)


def test_a_short_quotation_full_of_names_is_one_too() -> None:
    said = "Quayle and Porter of Dunmow Lines were last seen at the hut on the night of the fire"
    passage = only(f"{ONE}“{said}”, the port said. {ONE[::-1]}", f'{TWO}"{said}", it is said. {TWO[::-1]}')
    assert passage.kind == "quotation"


def test_marks_in_one_text_without_a_speaker_make_no_quotation() -> None:
    assert only(f"{ONE} “{REPORT}” {ONE[::-1]}", f"{TWO} {REPORT} {TWO[::-1]}").kind == "copy"


def test_a_quotation_within_copied_prose_is_part_of_the_copy() -> None:
    middle = f"{REPORT}“{STATEMENT}”, said the director. {ONE}"
    passage = only(f"{TWO}{middle}", f"{middle}{TWO[::-1]}")
    assert passage.kind == "copy"
    assert passage.words > 100


@pytest.mark.parametrize("shown", [NOTE, LOG, CODE, LISTED], ids=["note", "log", "rule", "keys and commands"])
def test_what_both_show_is_an_artefact(shown: str) -> None:
    both = found(
        f"{ONE}\nThis is what was found:\n{shown}\n", f"{TWO}\nThe machine held this:\n{shown}\n{ONE[::-1]}"
    )
    assert both is not None
    assert {passage.kind for passage in both.passages} == {"artefact"}
    assert both.covered == (0, 0)


def test_boilerplate_at_the_end_of_both_is_a_template() -> None:
    passage = only(ONE * 2 + FOOT, TWO * 2 + FOOT)
    assert passage.kind == "template"
    assert passage.why.endswith("turns of boilerplate, at the end of both texts")


def test_what_many_texts_carry_at_one_end_is_a_template() -> None:
    one, two = Document("a", ONE * 2 + STATEMENT), Document("b", TWO * 2 + STATEMENT)
    frequent = np.sort(grams(Document("c", STATEMENT).words.words, 4))
    both = compare(one, two, frequent)
    assert both is not None
    assert [passage.kind for passage in both.passages] == ["template"]


def test_what_many_texts_carry_and_little_else_is_a_copy() -> None:
    one, two = (
        Document("a", REPORT * 2 + STATEMENT + ONE[:90]),
        Document("b", TWO[:90] + REPORT * 2 + STATEMENT),
    )
    frequent = np.sort(grams(Document("c", REPORT * 2 + STATEMENT).words.words, 4))
    both = compare(one, two, frequent)
    assert both is not None
    assert {passage.kind for passage in both.passages} == {"copy"}


def test_the_same_in_other_words_is_a_paraphrase() -> None:
    other = (
        "Through a test account that had been forgotten, with its password on a poster in the hall, the intruders got in. "
        "They then reached the berth lists and, without hurry, copied these during the nights of four weeks. "
    )
    one, two = f"{ONE}{REPORT}", f"{other}{TWO}"
    passage = only(one, two)
    assert passage.kind == "paraphrase"
    assert one[slice(*passage.first)].startswith("The attackers came")
    assert two[slice(*passage.second)].startswith("Through a test account")
    assert passage.why.startswith("2 sentences in the same order")


@pytest.mark.parametrize(
    "common",
    [
        "Sandworm Team, Fancy Bear, Lazarus Group, Cozy Bear, Wizard Spider, APT41, APT33, APT34, FIN7, FIN6",
        "On 3 March 2020 at 04:11 in Rotterdam, Antwerp, Hamburg, Bremen, Genoa, Valencia, Piraeus and Gdansk",
        "192.0.2.7, 192.0.2.9, 198.51.100.4, berth.example, quay.example, 44d88612fea8a8f36de82e1278abb02f",
        "[1] Quiet Quays: How Nine Days Without Berth Lists Changed the Harbours of the North",
        "https://example.org/how-the-harbour-lost-its-lists-and-found-them-again-in-an-old-card-index-of-a-captain",
    ],
    ids=["names", "places and dates", "indicators", "title", "address"],
)
def test_names_indicators_dates_and_titles_alone_are_nothing(common: str) -> None:
    assert found(f"{ONE}{common}. {ONE[::-1]}", f"{TWO}{common}. {TWO[::-1]}") is None


def test_independent_reports_of_one_event_share_nothing() -> None:
    other = (
        "Rotterdam: nine days after the break-in at the port the booking system works again. Carriers lost earnings, "
        "and the director promised them money. How the attackers got in is not known; police look for a former clerk."
    )
    assert found(ONE + REPORT, other) is None
