"""What a dossier says of one case."""

import re
from decimal import Decimal

import msgspec
import pytest
from dossier_records import HOSTILE, records

from probandum.compose import compose
from probandum.errors import UsageError
from probandum.model.dossier import Dossier, Records, Section


def section(dossier: Dossier, title: str) -> Section:
    return next(one for one in dossier.sections if one.title == title)


def labelled(part: Section, label: str) -> list[str]:
    return [one.text for one in part.sentences if one.label == label]


def test_the_first_screen_says_what_a_reader_decides_on() -> None:
    first = compose(records()).sections[0]
    assert labelled(first, "Question") == [
        "Which group carried out the intrusion at the Example Works in February 2031? (level: group)"
    ]
    assert (
        "fixed on 2031-03-01 by act 1 of the ledger, before the first result (act 4)"
        in labelled(first, "Standard of proof")[0]
    )
    assert labelled(first, "Verdict") == [records().verdict.sentence()]
    assert labelled(first, "Somebody else") == [
        "That it was an actor who is not in the knowledge base is very unlikely, 0.16."
    ]
    assert (
        labelled(first, "Hangs on")[0]
        == "Without the item “Kestrel Loader” Group A falls from likely, 0.58, to unlikely, 0.23."
    )
    assert labelled(first, "Origins") == ["8 reports, 4 origins; what is weighed comes from all of them."]
    assert len(labelled(first, "What would change it")) == 2
    assert labelled(first, "Confidence")[0] == "Confidence is low."
    assert [one.label for one in first.figures[0].marks][:3] == ["Group A", "Group B", "somebody else"]


def test_the_standard_cites_the_act_that_fixed_it_and_a_later_change_is_shown() -> None:
    case = records()
    first = compose(case).sections[0]
    assert "act:1" in next(one.cites for one in first.sentences if one.label == "Standard of proof")
    later = msgspec.structs.replace(case.acts[1], sequence=6, at="2031-03-02T09:00:00Z")
    changed = compose(msgspec.structs.replace(case, acts=(*case.acts, later))).sections[0]
    assert "The case file was changed after the first result, by act 6." in labelled(
        changed, "Standard of proof"
    )


def test_somebody_else_is_in_the_picture_however_unlikely() -> None:
    case = records()
    estimates = (
        *case.assessment.estimates[:-1],
        msgspec.structs.replace(case.assessment.estimates[-1], probability=Decimal("0.0001")),
    )
    weighing = msgspec.structs.replace(case.assessment, estimates=estimates)
    verdict = msgspec.structs.replace(case.verdict, alternatives=("G9002",))
    dossier = compose(msgspec.structs.replace(case, assessment=weighing, verdict=verdict))
    assert "somebody else" in [mark.label for mark in dossier.sections[0].figures[0].marks]
    assert "unknown" in [one.actor for one, *_ in dossier.ranking]


def test_every_survivor_has_both_headings_and_sorted_items() -> None:
    dossier = compose(records())
    for name in ("Group A", "Group B", "Group C", "somebody else"):
        part = section(dossier, f"For and against {name}")
        assert labelled(part, "For")
        assert labelled(part, "Against")
        pro = [float(row.cells[1]) for row in part.tables[0].rows]
        assert pro == sorted(pro, reverse=True)
    assert section(dossier, "For and against Group A").tables[1].rows[0].cells[:2] == (
        "T1486 Data Encrypted for Impact",
        "−0.2",
    )


def test_nothing_speaks_against_is_said_only_if_true() -> None:
    case = records()
    text = "Nothing in the evidence speaks against Group A."
    assert text not in labelled(section(compose(case), "For and against Group A"), "Against")
    weights = tuple(tuple(max(weight, Decimal(0)) for weight in row) for row in case.assessment.weights)
    mild = msgspec.structs.replace(case, assessment=msgspec.structs.replace(case.assessment, weights=weights))
    assert labelled(section(compose(mild), "For and against Group A"), "Against") == [text]


def test_hypotheses_stand_in_rows() -> None:
    part = section(compose(records()), "Weights")
    assert [row.cells[0] for row in part.tables[0].rows][:4] == [
        "Group A",
        "Group B",
        "somebody else",
        "Group C",
    ]
    assert part.tables[0].columns[1] == "S9001"
    assert part.figures[0].kind == "matrix"


def test_each_side_is_shown_by_one_rule() -> None:
    part = section(compose(records()), "Claims of each side")
    titles = [table.title for table in part.tables]
    assert titles == ["Face to face", "Said by Side A", "Said by Side B", "What was relayed by whom"]
    assert part.tables[1].columns == part.tables[2].columns
    assert part.tables[1].rows[0].cells[4] == "no basis stated"
    assert part.tables[2].rows[0].cells[4:6] == (
        "41 tools recovered from servers of the institute",
        "Courier A ← Gazette B",
    )
    assert {row.cells[1].split(" ")[0] for row in part.tables[0].rows} == {"Centre", "no"}
    accusers = [
        row.cells[1] for table in part.tables[1:] for row in table.rows if "(accuser)" in row.cells[1]
    ]
    assert accusers == ["Ministry A (accuser)", "Centre B (accuser)"]


def test_what_persons_judge_is_marked_and_named() -> None:
    part = section(compose(records()), "Judgements of the analyst")
    views = [one for one in part.sentences if one.opinion]
    assert [one.label for one in views] == ["Judgement", "Link between levels", "Review"]
    assert all("A. Analyst" in one.text and "because" in one.text for one in views)
    assert "very likely (0.80–0.95) if it was Group A and unlikely (0.20–0.45) if not" in views[0].text


def test_losses_and_knowledge_left_out_are_told() -> None:
    part = section(compose(records()), "What was left out or could not be read")
    assert [table.title for table in part.tables] == [
        "Left out or unreadable",
        "Knowledge left out of the weighing",
    ]
    assert part.tables[0].rows[0].cells[0] == "works/locked.pdf"
    assert "S9999" in part.sentences[-1].text


def test_a_probability_and_a_confidence_never_share_a_sentence() -> None:
    for part in compose(records()).sections:
        for one in part.sentences:
            if re.search(r"\bconfidence\b", one.text, re.IGNORECASE):
                assert not re.search(r"0\.\d|likely|probab|chance", one.text), one.text


def test_addresses_are_cold_everywhere_but_in_subjects() -> None:
    dossier = compose(records(hostile=True))
    told = msgspec.json.encode([dossier.title, dossier.sections, dossier.references]).decode()
    assert "http://" not in told
    assert "evil.example" not in told
    assert "c2.example.net" not in told
    assert "hxxp://c2[.]example[.]net/gate?x=1" in told
    assert ("url", "http://c2.example.net/gate?x=1") in {(one.kind, one.value) for one in dossier.subjects}


def test_a_reader_sees_nothing_above_the_marking() -> None:
    name = "works/malware-notes.html"
    case = records(marks={name: "TLP:AMBER"})
    secret = case.exhibits[2].digest
    full, less = compose(case), compose(case, "TLP:GREEN")
    said = msgspec.json.encode(less).decode()
    for word in (secret, secret[:12], name, "Notes on malware", "build path in Kestrel", "d:/build/kestrel"):
        assert word in msgspec.json.encode(full).decode()
        assert word not in said, word
    assert (full.tlp, less.tlp) == ("TLP:AMBER", "TLP:CLEAR")
    assert full.withheld == 0
    assert less.withheld > 5
    assert str(less.withheld) in labelled(less.sections[0], "Withheld")[0]


def test_a_member_carries_the_marking_of_its_archive() -> None:
    case = records(marks={"vendor/bundle.json": "TLP:RED"})
    taken = case.acquisitions[3]
    inside = msgspec.structs.replace(taken, method="extracted", parent=case.exhibits[8].digest)
    held = msgspec.structs.replace(
        case, acquisitions=(*case.acquisitions[:3], inside, *case.acquisitions[4:])
    )
    assert case.exhibits[3].digest not in msgspec.json.encode(compose(held, "TLP:AMBER").sections).decode()


def test_what_speaks_against_is_not_denied_because_it_is_withheld() -> None:
    case = records(marks={"press/gazette-b.html": "TLP:RED"})
    part = section(compose(case, "TLP:GREEN"), "For and against Group A")
    assert labelled(part, "Against") == ["What speaks against Group A is withheld."]


def test_a_case_file_marked_higher_gives_no_dossier() -> None:
    case = records()
    case = msgspec.structs.replace(case, brief=msgspec.structs.replace(case.brief, tlp="TLP:AMBER"))
    with pytest.raises(UsageError, match="TLP:AMBER"):
        compose(case, "TLP:GREEN")


def test_the_table_of_observations_is_bounded_and_says_so() -> None:
    part = section(compose(records(count=6_000)), "What was extracted")
    assert len(part.tables[0].rows) == 2_000
    assert part.sentences[0].text.startswith("6,000 observations were extracted; the first 2,000 are listed")


def test_a_case_with_nothing_in_it_still_gives_a_dossier() -> None:
    case = records()
    weighing = msgspec.structs.replace(
        case.assessment, items=(), weights=tuple(() for _ in case.assessment.hypotheses), totals={}, leading=None,
        pivots=(), budget=(), left_out={}, unknown_values=(), notes=(),
    )  # fmt: skip
    verdict = msgspec.structs.replace(
        case.verdict, leading=None, leading_name="", alternatives=(), would_change=(), record=None
    )
    bare: dict[str, object] = dict.fromkeys(
        (
            "documents",
            "observations",
            "claims",
            "judgements",
            "links",
            "reviews",
            "origins",
            "omissions",
            "acts",
            "limits",
        ),
        (),
    )
    empty: Records = msgspec.structs.replace(case, assessment=weighing, verdict=verdict, excerpts={}, **bare)
    dossier = compose(empty)
    assert "points to any known actor" in labelled(dossier.sections[0], "Verdict")[0]
    assert labelled(section(dossier, "For and against somebody else"), "Against")


def test_hostile_words_are_visible_and_flat() -> None:
    text = msgspec.json.encode(compose(records(hostile=True)).sections).decode()
    assert "\\u202e" not in text
    assert "\u202e" in HOSTILE
    assert "⟨U+202E⟩" in text
    assert "⟨U+0000⟩" in text


def test_knowledge_left_out_is_counted_by_reason_and_reports_of_the_case_stand_first() -> None:
    case = records()
    left = {f"Later {n:03}": f"published 2032-{1 + n % 12:02}, after 2031-12-31" for n in range(400)} | {
        "Zeta of the case": "a report of this case: its address or its title stands in the evidence",
        "Yonder": "about this incident: named in case.toml",
        "Contrary": "published 2032 by its name (its reference says 2030-01), after 2031-12-31",
        "Bare": "undated: cannot be shown to be earlier than 2031-12-31",
    }
    weighed = msgspec.structs.replace(case.assessment, left_out=left)
    part = section(
        compose(msgspec.structs.replace(case, assessment=weighed)), "What was left out or could not be read"
    )
    table = part.tables[-1]
    assert [row.cells[1:] for row in table.rows[:2]] == [("1", "Zeta of the case"), ("1", "Yonder")]
    assert sum(int(row.cells[1]) for row in table.rows) == len(left)
    assert len(table.rows) == 5
    said = next(one.text for one in part.sentences if "did not testify" in one.text)
    assert "2 because they are reports of this case" in said
    assert "402 because of their date" in said


def test_an_accusation_passed_on_again_is_not_counted_again_nor_called_unanswered() -> None:
    case = records()
    first = next(one for one in case.claims if one.stance == "accuses")
    relayed = msgspec.structs.replace(first, name="again", basis="", relayed_by=("Gazette",))
    before = section(compose(case), "Claims of each side")
    part = section(
        compose(msgspec.structs.replace(case, claims=(*case.claims, relayed))), "Claims of each side"
    )
    assert [one.text for one in part.sentences if "accusation" in one.text] == [
        one.text for one in before.sentences if "accusation" in one.text
    ]
    assert len(part.tables[0].rows) == len(before.tables[0].rows)
    rows = [
        sum(len(table.rows) for table in one.tables if table.title.startswith("Said by"))
        for one in (part, before)
    ]
    assert rows[0] == 1 + rows[1]


def test_mass_that_no_link_carries_is_said_and_is_no_rival() -> None:
    case = records()
    hypotheses = tuple(
        msgspec.structs.replace(one, actor="not-established", kind="not-established", level="state")
        if one.actor == case.assessment.hypotheses[1].actor
        else one
        for one in case.assessment.hypotheses
    )
    estimates = tuple(
        msgspec.structs.replace(one, hypothesis=who.actor)
        for one, who in zip(case.assessment.estimates, hypotheses, strict=True)
    )
    weighed = msgspec.structs.replace(
        case.assessment, hypotheses=hypotheses, estimates=estimates, level="state"
    )
    verdict = msgspec.structs.replace(
        case.verdict, level="state", assessment=weighed.id, alternatives=("not-established",)
    )
    dossier = compose(msgspec.structs.replace(case, assessment=weighed, verdict=verdict))
    said = labelled(dossier.sections[0], "Not established")
    assert len(said) == 1
    assert "to the level of state" in said[0]
    assert not any(part.title == "For and against not established" for part in dossier.sections)
    assert not labelled(section(dossier, "Why this verdict"), "Alternative")


def test_the_same_number_is_no_fall() -> None:
    case = records()
    pivot = msgspec.structs.replace(
        case.assessment.pivots[0], without=case.verdict.probability - Decimal("0.000001")
    )
    weighed = msgspec.structs.replace(case.assessment, pivots=(pivot,))
    first = compose(msgspec.structs.replace(case, assessment=weighed)).sections[0]
    assert labelled(first, "Hangs on")[0].startswith("No single item holds it up")
