"""What the accused side said to exactly one accusation: denied, basis rejected, something else denied, silent."""

from decimal import Decimal

import pytest
from said import SOURCES, claim, named, paper, statement

from probandum.model.source import Source
from probandum.sources.responses import ANSWERS, Heard, in_return, responses


def table(*claims, statements=(), sources=SOURCES, dates=None, owners=None, states=named):
    heard = Heard(claims, statements, sources, dates or {}, owners or {}, states)
    return [(row.accusation, row.kind, row.answer) for row in responses(heard)]


def why(*claims, **more):
    heard = Heard(claims, more.get("statements", ()), SOURCES, more.get("dates", {}), {}, named)
    return [row.why for row in responses(heard)]


ACCUSED = claim("accuses", "Northern Office", "Southland", "stole industrial secrets", name="a")


def test_the_same_subject_and_the_same_act_are_denied() -> None:
    denial = claim("denies", "Southern Office", "Southland", "theft of secrets", at=100)
    assert table(ACCUSED, denial) == [(ACCUSED.id, "denies the act", denial.id)]
    assert why(ACCUSED, denial) == ["both speak of theft"]


def test_a_denial_about_the_state_does_not_deny_what_two_persons_are_accused_of() -> None:
    accusation = claim(
        "accuses", "Northern Office", 'two Southlandish "hackers"', "espionage", level="operator"
    )
    denial = claim("denies", "Southern Mission", "Southland", "uses hackers to engage in espionage", at=90)
    assert table(accusation, denial) == [(accusation.id, "denies something else", denial.id)]
    (line,) = why(accusation, denial)
    assert line == (
        'the accusation is about two Southlandish "hackers" (level: operator): espionage, '
        "the answer about Southland (level: state): uses hackers to engage in espionage"
    )


@pytest.mark.parametrize(
    ("subject", "more", "kind"),
    [
        ("the Southlandish Ministry of Security", {"level": "organisation"}, "denies the act"),
        ("a company of Southland", {"level": "organisation"}, "denies something else"),
        ("hacking groups", {"linked_to": "Southland", "link": "linked to"}, "denies something else"),
        ("six officers of Southland", {}, "denies something else"),
        ("Southland", {}, "denies the act"),
        ("the government of Southland", {}, "denies the act"),
    ],
)
def test_a_state_answers_for_its_organs_and_not_for_those_linked_to_it(subject, more, kind) -> None:
    accusation = claim("accuses", "Northern Office", subject, "broke into the parliament", **more)
    denial = claim("denies", "Southern Office", "Southland", "did not hack anybody", at=90)
    assert table(accusation, denial) == [(accusation.id, kind, denial.id)]


def test_groups_are_accused_the_basis_is_rejected_and_another_act_is_denied() -> None:
    accusations = [
        claim("accuses", "a media report", "hacking groups", act, at=at, level="group", linked_to="Southland",
              relayed_by=("questioner",))
        for at, act in enumerate(("disrupted the system", "targeted", "compromised the systems"))
    ]  # fmt: skip
    rejected = statement("Groundless speculations must stop.", "rejection-of-basis", "demand", at=50,
                         speaker="Spokesperson", role="spokesperson", on_behalf_of="Southland")  # fmt: skip
    other = claim("denies", "Southern Mission", "we", "stole achievements", at=70)
    found = table(*accusations, other, statements=(rejected,))
    assert found == [
        row
        for one in accusations
        for row in ((one.id, "rejects the basis", rejected.id), (one.id, "denies something else", other.id))
    ]


def test_nobody_answers_for_somebody_else() -> None:
    foreign = claim("denies", "Northern Mission", "Southland", "theft of secrets", at=100)
    press = claim("denies", "Southlandish media", "Southland", "theft of secrets", at=200)
    assert table(ACCUSED, foreign, press) == [(ACCUSED.id, "silent", "")]
    assert why(ACCUSED) == ["no answer of the accused side is in this evidence"]
    nameless = claim("accuses", "Northern Office", "they", "stole secrets")
    assert "on whose side" in why(nameless)[0]


def test_what_a_person_linked_goes_first_and_is_said_to_be_linked() -> None:
    linked = claim("rejects-basis", "a lawyer", "the accusation", "rests on nothing", at=300, answers=("a",))
    denial = claim("denies", "Southern Office", "Southland", "theft of secrets", at=100)
    heard = Heard((denial, ACCUSED, linked), sources=SOURCES, named=named)
    assert [(one.kind, one.answer, one.stated) for one in responses(heard)] == [
        ("rejects the basis", linked.id, True),
        ("denies the act", denial.id, False),
    ]


def test_an_answer_does_not_come_before_the_accusation_where_days_are_known() -> None:
    accusation = claim(
        "accuses", "Northern Office", "Southland", "stole secrets", doc="d1", time="2031-05-02"
    )
    early = claim("denies", "Southern Office", "Southland", "theft of secrets", doc="d2", time="2031-04-30")
    assert table(accusation, early) == [(accusation.id, "silent", "")]
    for time in ("2031-05-02", "2031-05", "2031", "2031-06-01T10:00:00Z"):
        later = claim("denies", "Southern Office", "Southland", "theft of secrets", doc="d2", time=time)
        assert table(accusation, later) == [(accusation.id, "denies the act", later.id)]
    undated = claim("denies", "Southern Office", "Southland", "theft of secrets", doc="d2")
    assert why(accusation, undated) == ["both speak of theft; which was said first is not known"]
    assert table(accusation, undated, dates={paper("d2"): ("2030", "2030")}) == [
        (accusation.id, "silent", "")
    ]
    bounds = {paper("d2"): ("2029", "2031-04")}
    assert table(accusation, undated, dates=bounds) == [(accusation.id, "silent", "")]
    linked = claim(
        "denies", "Southern Office", "Southland", "theft of secrets", doc="d2", time="2030", answers=("n",)
    )
    stated = claim("accuses", "Northern Office", "Southland", "stole secrets", time="2031-05-02", name="n")
    assert why(stated, linked) == ["both speak of theft; dated before the accusation"]


def test_the_day_of_a_relay_is_not_the_day_of_the_accusation() -> None:
    relay = claim(
        "accuses",
        "Northern Office",
        "Southland",
        "stole secrets",
        doc="d1",
        time="2033",
        relayed_by=("Daily Paper",),
    )
    denial = claim("denies", "Southern Office", "Southland", "theft of secrets", doc="d2", time="2031")
    assert table(relay, denial) == [(relay.id, "denies the act", denial.id)]


def test_ten_relays_and_two_offices_of_one_party_are_one_accusation() -> None:
    relays = [
        claim("accuses", ("Northern Office", "Northern Mission")[n % 2], "Southland", "stole industrial secrets",
              doc=f"r{n}", relayed_by=(f"Paper {n}",))
        for n in range(10)
    ]  # fmt: skip
    denial = claim("denies", "Southern Office", "Southland", "theft of secrets", doc="r3", at=100)
    again = claim("denies", "Southern Mission", "Southland", "theft of secrets", doc="r4", at=100)
    ((accusation, kind, answer),) = table(*relays, ACCUSED, denial, again)
    assert (accusation, kind) == (ACCUSED.id, "denies the act")
    assert answer in {denial.id, again.id}
    reliant = claim("accuses", "Wire", "Southland", "stole industrial secrets", doc="w")
    wire = (*SOURCES, Source("Wire", relies_on=("Northern Office",)))
    assert len(table(ACCUSED, reliant)) == 2
    assert table(ACCUSED, reliant, sources=wire) == [(ACCUSED.id, "silent", "")]


def test_reliance_in_a_circle_loses_nothing() -> None:
    sources = (Source("A", relies_on=("B",)), Source("B", relies_on=("C",)), Source("C", relies_on=("A",)))
    said = [claim("accuses", name, "Southland", "stole secrets", doc=name) for name in "ABC"]
    found = table(*said, sources=sources)
    assert [kind for _, kind, _ in found] == ["silent"]


def test_other_matters_in_other_documents_answer_nothing_where_the_own_document_answers() -> None:
    here = claim("rejects-basis", "Southern Office", "the accusation", "is groundless", at=100)
    far = claim("denies", "Southern Office", "Southland", "interfered in elections", doc="d2")
    exact = claim("denies", "Southern Office", "Southland", "stole anything", doc="d3")
    assert table(ACCUSED, here, far, exact) == [
        (ACCUSED.id, "denies the act", exact.id),
        (ACCUSED.id, "rejects the basis", here.id),
    ]
    assert table(ACCUSED, far) == [(ACCUSED.id, "denies something else", far.id)]


def test_a_denial_that_names_no_act_denies_what_stands_beside_it() -> None:
    blanket = claim("denies", "Southern Office", "", "the allegations are false", at=100)
    assert table(ACCUSED, blanket)[0][1] == "denies the act"
    far = claim("denies", "Southern Office", "", "the allegations are false", doc="d2")
    assert table(ACCUSED, far)[0][1] == "denies something else"
    bare = claim("accuses", "Northern Office", "Southland", "", name="b")
    linked = claim("denies", "Southern Office", "Southland", "theft", answers=("b",), at=200)
    assert table(bare, linked)[0][1] == "denies the act"


def test_a_general_denial_covers_one_attack_and_not_the_other_way_round() -> None:
    theft = claim("denies", "Southern Office", "Southland", "stole anything", at=100)
    attack = claim("accuses", "Northern Office", "Southland", "conducts cyber attacks")
    assert table(attack, theft)[0][1] == "denies something else"
    general = claim("denies", "Southern Office", "Southland", "conducts cyber attacks", at=100)
    assert table(ACCUSED, general)[0][1] == "denies the act"
    both = claim("accuses", "Northern Office", "Southland", "broke into firms and stole secrets")
    assert why(both, theft) == ["both speak of theft; of intrusion it says nothing"]


def test_an_unnamed_author_speaks_for_the_source_of_the_document() -> None:
    said = statement("We never stole secrets.", "denial", at=100, role="author")
    found = claim("denies", "", "we", "stole secrets", at=100, statement=said.id, by="statements/1")
    assert table(ACCUSED, found, statements=(said,)) == [(ACCUSED.id, "silent", "")]
    owners = {paper("d1"): "Southern Mission"}
    assert table(ACCUSED, found, statements=(said,), owners=owners) == [
        (ACCUSED.id, "denies the act", found.id)
    ]
    asked = statement("Do you deny it?", "denial", at=120, role="questioner", mode="question")
    assert table(ACCUSED, statements=(asked,), owners=owners) == [(ACCUSED.id, "silent", "")]


def test_without_a_list_of_states_the_parties_of_the_case_file_decide() -> None:
    accusation = claim("accuses", "Northern Office", "Southland", "stole secrets")
    denial = claim("denies", "Southern Office", "Southland", "theft of secrets", at=90)
    embassy = claim(
        "denies", "the Embassy of Southland in Northland", "Southland", "theft of secrets", at=190
    )
    found = table(accusation, denial, embassy, states=lambda _: ())
    assert {(kind, answer) for _, kind, answer in found} == {
        ("denies the act", denial.id),
        ("denies the act", embassy.id),
    }


def test_rows_are_bounded() -> None:
    many = [
        claim("denies", "Southern Office", "Southland", f"theft of secret{n}x", at=100 + n) for n in range(60)
    ]
    assert len(table(ACCUSED, *many)) == ANSWERS


def test_an_accusation_in_return_is_a_relation() -> None:
    first = claim("accuses", "Northern Office", "Southland", "stole secrets", time="2031-05-01")
    back = claim("accuses", "Southern Office", "Northland", "spies on all", doc="d2", time="2031-05-03")
    other = claim(
        "accuses", "Southern Office", "Westland", "spies on all", doc="d2", time="2031-05-03", at=99
    )
    heard = Heard((other, back, first), sources=SOURCES, named=named)
    assert in_return(heard) == ((back.id, first.id),)
    undated = [claim("accuses", "Northern Office", "Southland", "stole secrets"),
               claim("accuses", "Southern Office", "Northland", "spies on all", doc="d2")]  # fmt: skip
    one, two = (each.id for each in undated)
    assert set(in_return(Heard(undated, sources=SOURCES, named=named))) == {(one, two), (two, one)}
    marked = claim("counter-accuses", "Southern Office", "Northland", "spies on all", doc="d2")
    assert in_return(Heard((undated[0], marked), sources=SOURCES, named=named)) == ((marked.id, one),)
    premise = claim("accuses", "Northern Office", "Southland", "stole secrets", relayed_by=("a questioner",))
    reply = claim("accuses", "Southern Office", "Northland", "spies on all", at=100)
    assert in_return(Heard((premise, reply), sources=SOURCES, named=named)) == ((reply.id, premise.id),)
    assert table(premise, reply)[0][1] == "silent"


def test_an_abbreviation_is_nobody_s_own_side() -> None:
    states = {"us": ("US", "name"), "southland": ("SL", "name")}

    def called(words):  # type: ignore[no-untyped-def]
        return [states[word] for word in words.casefold().split() if word in states]

    accusation = claim("accuses", "Southland", "the US", "slanders others")
    denial = claim("denies", "Southland", "Southland", "slanders others", at=100)
    assert table(accusation, denial, sources=(), states=called) == [(accusation.id, "silent", "")]
    own = claim("accuses", "Southland", "US", "slanders others")
    assert table(own, denial, sources=(), states=called) == [(own.id, "silent", "")]


def test_what_is_linked_as_in_return_needs_no_words() -> None:
    first = claim("accuses", "Northern Office", "Southland", "stole secrets", name="a")
    back = claim("counter-accuses", "a lawyer", "Westland", "spies on all", at=50, answers=("a",))
    found = claim("counter-accuses", "a lawyer", "Eastland", "spies on all", at=90, answers=(first.id,))
    heard = Heard((first, back, found), sources=SOURCES, named=named)
    assert in_return(heard) == ((back.id, first.id), (found.id, first.id))


def test_who_is_known_to_be_of_another_side_answers_nothing_even_if_linked() -> None:
    doubts = claim("rejects-basis", "Daily Paper", "the accusation", "lacks proof", at=300, answers=("a",))
    assert table(ACCUSED, doubts) == [(ACCUSED.id, "silent", "")]
    unknown = claim(
        "accuses", "Northern Office", "Office Nine", "stole secrets", name="a", level="organisation"
    )
    assert table(unknown, doubts) == [(unknown.id, "rejects the basis", doubts.id)]
    assert why(unknown, doubts)[0].endswith("; that it speaks for the accused is not stated")
    known = claim(
        "accuses", "Northern Office", "Office Nine", "stole secrets", name="a", linked_to="Southland"
    )
    assert table(known, doubts) == [(known.id, "silent", "")]


def test_what_a_person_recorded_stands_for_what_a_program_found_there() -> None:
    share = Decimal("0.6")
    said = statement("Southland stole secrets and spied.", "accusation", at=0, speaker="Northern Office")
    again = claim(
        "accuses", "Northern Office", "Southland", "stole", at=10, statement=said.id, authenticity=share
    )
    other = claim(
        "accuses", "Northern Office", "Southland", "spied", at=10, statement=said.id, authenticity=share
    )
    rows = table(ACCUSED, again, other, statements=(said,))
    assert {accusation for accusation, _, _ in rows} == {ACCUSED.id, other.id}
    denial = claim("denies", "Southern Office", "Southland", "theft of secrets", at=100)
    sentence = statement("We deny it.", "denial", at=120, speaker="Southern Office", authenticity=share)
    assert table(ACCUSED, denial, statements=(sentence,)) == [(ACCUSED.id, "denies the act", denial.id)]
    elsewhere = statement("We deny it.", "denial", at=200, speaker="Southern Office", authenticity=share)
    assert len(table(ACCUSED, denial, statements=(elsewhere,))) == 2
