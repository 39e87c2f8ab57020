"""A person's review of a whole case: what it changes, what it never changes, and that it is never lost."""

import json
import os
import shutil
import stat
from collections import Counter
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
from reviewed_case import NOW, REPORT, SECOND, Made, assessed, build, opened, use

import probandum
from probandum.errors import BusyError, CustodyError, StoreError, UsageError
from probandum.reviewing import Choice
from probandum.reviewing.check import Said

GROUP, OTHER = "G9001", "G9002"


@pytest.fixture(autouse=True)
def _detectors(monkeypatch):
    use(monkeypatch, Made())


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    return assessed(tmp_path_factory.mktemp("reviewed") / "case")


@pytest.fixture
def case(original, tmp_path):
    return opened(shutil.copytree(original, tmp_path / "case"))


def probabilities(case):
    return {one.hypothesis: one.probability for one in case.assess().estimates}


def say(case, what, decision, reason="read in full", by="", **changes):
    """Decide on every record whose kind, sort, quote or value is so called."""
    session = case.review()
    meant = [
        one
        for one in session.records
        if what in {one.kind, getattr(one.record, "stance", ""), getattr(one.record, "value", "")}
    ]
    assert meant, what
    batch = [session.decide(one, Said(decision, reason, by, changes)) for one in meant]
    assert session.write(batch) == len(batch)
    return batch


def products(case):
    root = case.root / "products"
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def cells(dossier):
    found = [
        table for part in dossier.sections for table in part.tables if table.title == "Reviewed by a person"
    ]
    return [row for table in found for row in table.rows]


# what a decision on an observation does


def test_an_accepted_observation_weighs_fully_and_the_programs_record_stays(case):
    before, made = probabilities(case)[GROUP], products(case)
    say(case, "S9001", "accept")
    assert probabilities(case)[GROUP] > before
    item = next(one for one in case.assess().items if one.value == "S9001")
    assert {support.authenticity for support in item.support} == {Decimal(1)}
    assert {name: data for name, data in products(case).items() if name in made} == made
    assert [entry.action for entry in case.entries()].count("review") == 1
    case.verify()


def test_a_rejected_observation_is_left_out_and_noted(case):
    assert "S9002" in {item.value for item in case.assess().items}
    say(case, "S9002", "reject", "a bird")
    assert "S9002" not in {item.value for item in case.assess().items}
    assert any("rejected it: S9002" in note for note in case.assess().notes)
    assert "S9002" not in {one.value for one in case.observations()}
    assert "S9002" in {one.value for one in case.observations(all=True)}
    case.verify()


def test_a_corrected_observation_stands_beside_the_programs_own(case):
    own = {one.id for one in case.observations("malware")}
    say(case, "S9001", "correct", value="Family 2")
    standing = case.observations("malware")
    fixed = [one for one in standing if one.by == "A. Analyst"]
    assert {(one.kind, one.value, one.refs, one.authenticity) for one in fixed} == {
        ("malware", "S9002", ("S9002",), Decimal(1))
    }
    assert {name for one in fixed for name in one.derived_from} <= own
    assert "S9001" not in {one.value for one in standing}
    found = probabilities(case)
    assert found[OTHER] > found[GROUP]
    assert case.assess().leading == OTHER
    assert own <= {one.id for one in case.observations(all=True)}


def test_a_correction_may_bring_an_observation_into_the_weighing(case):
    before = probabilities(case)["G9003"]
    say(case, "bad.example.com", "correct", "the name of the family", kind="malware", value="S9003")
    assert probabilities(case)["G9003"] > before
    assert case.observations("domain-name") == []


def test_a_decision_on_a_record_goes_before_one_by_value(tmp_path):
    rejected = '[[review]]\ndecision = "reject"\nvalue = "S9001"\nreason = "test"\nby = "B"\n'
    case = build(tmp_path / "case", rejected)
    assert "S9001" not in {item.value for item in case.assess().items}
    say(case, "S9001", "accept")
    item = next(one for one in case.assess().items if one.value == "S9001")
    assert {support.authenticity for support in item.support} == {Decimal(1)}


def test_what_was_made_from_a_rejected_record_falls_with_it(tmp_path, monkeypatch):
    from probandum.detectors.known import KnownDetector

    class Feed(Made):
        def phrases(self):
            return {"Quillwarex": lambda *place: self.seen("malware", "Family 1", *place)}

        def seen(self, kind, value, exhibit, locator, quote):
            import msgspec

            return msgspec.structs.replace(super().seen(kind, value, exhibit, locator, quote), refs=())

    known = KnownDetector()
    known.stage = 2
    monkeypatch.setattr("probandum.plugins.detectors", lambda: [Feed(), known])
    case = build(tmp_path / "case")
    assert "S9001" in {item.value for item in case.assess().items}
    say(case, "Family 1", "reject")
    assert case.assess().items == ()
    assert case.observations("malware") == []


# claims, statements, figures


def test_a_claim_of_a_program_weighs_only_once_a_person_names_the_hypothesis(case, tmp_path):
    before = probabilities(case)
    say(case, "accuses", "accept")
    assert probabilities(case) == before
    assert any("names no hypothesis: 1 claim" in note for note in case.assess().notes)
    say(case, "accuses", "accept", hypothesis="Group 1")
    after = probabilities(case)
    assert after[GROUP] > before[GROUP]
    recorded = (
        '[[claim]]\nfile = "evidence/report.txt"\nquote = "Northern Office says the intruder broke in"\nstance = "accuses"\n'
        'speaker = "Northern Office"\nsubject = "the intruder"\npredicate = "broke in"\nby = "A. Analyst"\nhypothesis = "G9001"\n'
    )
    stated = build(tmp_path / "stated", recorded)
    assert probabilities(stated) == after, "it weighs as one that the analyst recorded"
    claim = next(one for one in case.claims() if one.stance == "accuses")
    assert (claim.by, claim.hypothesis, claim.credibility, claim.source) == (
        "A. Analyst",
        GROUP,
        2,
        "Northern Office",
    )
    case.verify()


def test_a_hypothesis_of_a_program_counts_for_nothing(tmp_path, monkeypatch):
    class Bold(Made):
        def accusation(self, *place):
            import msgspec

            return msgspec.structs.replace(super().accusation(*place), hypothesis=GROUP)

    plain = probabilities(build(tmp_path / "plain"))
    use(monkeypatch, Bold())
    assert probabilities(build(tmp_path / "bold")) == plain


def test_corrected_fields_are_shown(case):
    say(case, "statement", "correct", types="denial; demand", speaker="Southern Office")
    say(case, "figure", "correct", value="60000", when="2028")
    say(case, "denies", "correct", speaker="Southern Office", level="state")
    (statement,) = case.statements()
    assert (statement.types, statement.speaker, statement.by) == (
        ("denial", "demand"),
        "Southern Office",
        "A. Analyst",
    )
    (figure,) = case.figures()
    assert (figure.value, figure.when, figure.unit) == (Decimal(60000), "2028", "requests")
    claim = next(one for one in case.claims() if one.stance == "denies")
    assert (claim.speaker, claim.level, claim.gaps) == ("Southern Office", "state", ())
    assert len(case.statements(all=True)) == len(case.figures(all=True)) == 2
    say(case, "statement", "reject")
    assert case.statements() == []
    assert [one.types for one in case.statements(all=True)] == [("accusation",)]
    assert [one.how for one in case.reviewed("figure")] == [
        "corrected by A. Analyst",
        "replaced by A. Analyst",
    ]


# nothing is lost


def test_a_later_decision_replaces_an_earlier_and_both_are_told(case):
    say(case, "S9001", "reject", "a bird")
    say(case, "S9001", "accept", "no bird after all", "B. Second")
    assert {one.how for one in case.reviewed("observation") if one.record.value == "S9001"} == {
        "accepted by B. Second"
    }
    rows = cells(case.dossier())
    assert len(rows) == 4
    text = " ".join(" ".join(row.cells) for row in rows)
    for words in ("a bird", "no bird after all", "B. Second", "a later decision replaces it", NOW):
        assert words in text


def test_the_same_decision_twice_writes_nothing(case):
    session = case.review()
    batch = [session.decide(one, Said("accept", "seen", "", {})) for one in session.records[:2]]
    statement = next(one for one in session.records if one.kind == "statement")
    batch.append(
        session.decide(statement, Said("correct", "seen", "", {"types": ["demand"], "chain": ["A", "B"]}))
    )
    assert session.write(batch) == 3
    acts = len(case.entries())
    assert session.write(batch) == 0
    assert case.review().write(batch) == 0
    assert session.write([]) == 0
    assert len(opened(case.root).entries()) == acts


def test_what_is_derived_comes_back_with_the_decisions(case):
    say(case, "S9001", "correct", value="S9003")
    say(case, "accuses", "accept", hypothesis=GROUP)
    answer, made = case.assess(), products(case)
    shutil.rmtree(case.root / "products")
    again = opened(case.root)
    assert again.assess() == answer
    assert set(products(again)) <= set(made)
    assert all(made[name] == data for name, data in products(again).items())
    again.verify()


def test_an_answer_in_hand_is_made_anew_after_a_decision(case):
    before = case.conclude()
    say(case, "S9001", "reject")
    assert case.conclude() != before
    assert case.assess() == opened(case.root).assess()


@pytest.mark.parametrize("decision", ["accept", "correct"])
def test_what_a_person_let_stand_outlives_other_tools(case, monkeypatch, decision):
    """Another version gives the record at the place another id: the decision still finds it."""
    say(case, "accuses", decision, hypothesis=GROUP, **({"level": "group"} if decision == "correct" else {}))
    before = probabilities(case)
    other = Made(2)
    other.broke = "broke in one night"
    use(monkeypatch, other)
    again = opened(case.root)
    assert probabilities(again) == before
    claim = next(one for one in again.claims() if one.stance == "accuses")
    assert claim.predicate == "broke in"
    assert [one.status for one in again.review().outcomes] == ["stands"]
    say(again, "accuses", "reject")
    assert probabilities(again) != before
    assert [one.status for one in again.review().outcomes] == ["replaced", "stands"]


def test_a_rejection_does_not_hide_what_nobody_has_seen(case, monkeypatch):
    say(case, "accuses", "reject", "a joke")
    other = Made(2)
    other.broke = "stole the keys"
    use(monkeypatch, other)
    again = opened(case.root)
    again.assess()
    assert "stole the keys" in {one.predicate for one in again.claims()}
    (row,) = cells(again.dossier())
    assert "stands for a record that the tools of now do not make" in row.cells[2]


def test_a_statement_that_other_tools_read_differently_stays_as_it_was_accepted(case, monkeypatch):
    say(case, "statement", "accept")
    other = Made(2)
    other.types = ("denial",)
    use(monkeypatch, other)
    again = opened(case.root)
    again.assess()
    assert [one.types for one in again.statements()] == [("accusation",)]


def test_a_decision_whose_record_is_gone_is_not_lost(case, monkeypatch):
    say(case, "S9001", "accept", "seen it myself")
    silent = Made(2)
    silent.silent = True
    use(monkeypatch, silent)
    again = opened(case.root)
    again.assess()
    rows = cells(again.dossier())
    assert len(rows) == 2
    assert all("stands for a record that the tools of now do not make" in row.cells[2] for row in rows)
    assert all("S9001" in row.cells[1] and row.cells[5] == "seen it myself" for row in rows)
    ends = {one.id: one for one in again.dossier().references}
    assert all(set(row.cites) <= set(ends) for row in rows)
    again.verify()
    use(monkeypatch, Made(1))
    assert {one.status for one in opened(case.root).review().outcomes} == {"stands"}


def test_what_other_tools_have_not_read_cannot_be_reviewed(case, monkeypatch):
    """Otherwise every decision would seem to stand for nothing."""
    use(monkeypatch, Made(2))
    with pytest.raises(UsageError, match="have not read everything"):
        opened(case.root).review()
    opened(case.root).examine()
    assert opened(case.root).review().queue()


def test_two_programs_that_say_the_same_make_one_record_to_review(tmp_path, monkeypatch):
    monkeypatch.setattr("probandum.plugins.detectors", lambda: [Made(1), Made(2)])
    case = build(tmp_path / "case")
    case.assess()
    session = case.review()
    targets = [one.target for one in session.records]
    assert len(targets) == len(set(targets)) == 8
    assert session.imported(session.export(session.records)) == []
    say(case, "accuses", "accept", hypothesis=GROUP)
    assert [one.by for one in case.claims() if one.stance == "accuses"] == ["A. Analyst"]


def test_how_decisions_are_spread_over_acts_is_irrelevant(case, tmp_path):
    other = build(tmp_path / "other")
    other.assess()
    first, second = case.review(), other.review()
    batch = [first.decide(one, Said("accept", "seen", "", {})) for one in first.records]
    assert first.write(batch) == len(batch)
    assert sum(second.write([one]) for one in batch) == len(batch)
    assert probabilities(case) == probabilities(other)
    assert {name for name in products(case) if "answer" in name} == {
        name for name in products(other) if "answer" in name
    }


def test_two_persons_at_once_both_are_kept(case):
    first, second = case.review(), opened(case.root, by="B. Second").review()
    mine = [
        first.decide(one, Said("accept", "seen", "", {}))
        for one in first.records
        if one.record.id and one.kind == "figure"
    ]
    theirs = [
        second.decide(one, Said("reject", "not so", "", {})) for one in second.records if one.kind == "figure"
    ]
    assert first.write(mine) == second.write(theirs) == 1
    outcomes = opened(case.root).review().outcomes
    assert [(one.decision.by, one.status) for one in outcomes] == [
        ("A. Analyst", "replaced"),
        ("B. Second", "stands"),
    ]


def test_while_another_writes_it_is_busy(case):
    other = opened(case.root)
    session = other.review()
    batch = [session.decide(session.records[0], Said("accept", "seen", "", {}))]
    with case._docket.writing():
        with pytest.raises(BusyError):
            session.ready()
        with pytest.raises(BusyError):
            session.write(batch)
    assert session.write(batch) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_read_only_case_can_be_looked_at(case):
    shut = [path for path in (case.root / "custody").rglob("*") if path.is_dir()] + [case.root / "custody"]
    for path in shut:
        path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        session = opened(case.root).review()
        assert session.queue()
        with pytest.raises(StoreError):
            session.ready()
    finally:
        for path in shut:
            path.chmod(0o755)


def test_what_a_read_only_case_says_does_not_need_the_lock(case):
    say(case, "S9001", "accept")
    answer = case.assess()
    before = {path: path.stat().st_mtime_ns for path in case.root.rglob("*")}
    again = opened(case.root)
    assert again.assess() == answer
    assert again.review().queue()
    assert {path: path.stat().st_mtime_ns for path in case.root.rglob("*")} == before


def test_an_object_that_holds_no_decision_stops_the_work(case):
    from probandum.custody import acquire

    docket = case._docket
    with docket.writing():
        held = acquire.keep(b'{"decision":"accept"}\n', docket.store).digest
        docket.act("review", {"decisions": held}, {f"objects/{held}": held}, 1)
    with pytest.raises(CustodyError, match="holds what is no decision"):
        opened(case.root).assess()


# the dossier


def test_the_dossier_shows_both_sides_cites_act_and_record_and_ends_at_bytes(case):
    (decision,) = say(
        case, "denies", "correct", "it speaks for the state", speaker="Southern Office", level="state"
    )
    dossier = case.dossier()
    (row,) = cells(dossier)
    assert row.cells[0] == "corrected"
    assert "nobody named denies" in row.cells[1]
    assert "made/1" in row.cells[1]
    assert "speaker: none → Southern Office" in row.cells[2]
    assert row.cells[3:] == ("A. Analyst", NOW, "it speaks for the state")
    act = next(entry for entry in case.entries() if entry.action == "review")
    assert {f"act:{act.sequence}", decision.id, decision.target} <= set(row.cites)
    references = {one.id: one for one in dossier.references}
    kept = references[decision.id]
    line = case._docket.store.get(kept.exhibit)[kept.locator.start : kept.locator.end]
    assert b"it speaks for the state" in line
    assert references[decision.target].kind == "claim"
    assert references[decision.target].exhibit == decision.exhibit
    steps = case.trace(decision.id)
    assert "digest checked" in {step.check for step in steps}
    assert any("1 corrected" in one.text for part in dossier.sections for one in part.sentences)
    written = {path.name: path.read_text() for path in case.report()}
    assert all(
        "it speaks for the state" in text for name, text in written.items() if not name.endswith(".stix.json")
    )
    schema = json.loads((Path(probandum.__file__).parent / "renderers" / "dossier.schema.json").read_text())
    jsonschema.validate(json.loads(written["dossier.json"]), schema)


def test_what_was_corrected_in_a_file_that_is_not_heard_is_cited(tmp_path):
    deaf = '[[evidence]]\nfile = "evidence/second.txt"\nuse = ["behaviour"]\n'
    texts = {"report.txt": "Nothing but Quillwarex.\n", "second.txt": REPORT}
    case = build(tmp_path / "case", deaf, texts)
    case.assess()
    say(case, "figure", "correct", value="60000")
    say(case, "statement", "correct", speaker="Southern Office")
    say(case, "denies", "correct", speaker="Southern Office")
    dossier = case.dossier()
    ids = {one.id for one in dossier.references}
    rows = cells(dossier)
    assert len(rows) == 3
    assert all(ids.issuperset(row.cites) for row in rows)
    (figure,) = case.figures()
    assert "60000 requests" in next(one.label for one in dossier.references if one.id == figure.id)


def test_without_a_decision_the_dossier_says_nothing_of_any(case):
    text = case.report(["markdown"])[0].read_text()
    assert "Reviewed by a person" not in text


def test_a_decision_on_a_hidden_exhibit_is_hidden(tmp_path):
    marked = '[[evidence]]\nfile = "evidence/second.txt"\ntlp = "TLP:RED"\nsource = "Northern Office"\n'
    texts = {"report.txt": REPORT, "second.txt": SECOND.replace("Quillwarex", "Ploverkit")}
    case = build(tmp_path / "case", marked, texts)
    case.assess()
    session = case.review()
    for one in session.records:
        if one.kind == "observation":
            secret = session.files[one.record.exhibit] == "evidence/second.txt"
            reason = "told by the cloistered witness" if secret else "open to all"
            session.write([session.decide(one, Said("accept", reason, "", {}))])
    assert any("cloistered" in row.cells[5] for row in cells(case.dossier()))
    for path in case.report(tlp="TLP:GREEN"):
        assert "cloistered" not in path.read_text(), path.name
    assert any("open to all" in row.cells[5] for row in cells(case.dossier("TLP:GREEN")))
    # the file is replaced: what was decided on its old words is no more open than before
    (case.root / "evidence" / "second.txt").write_text("Other words altogether, of other days.\n")
    case.assess()
    assert any("cloistered" in row.cells[5] for row in cells(case.dossier()))
    for path in case.report(tlp="TLP:GREEN"):
        assert "cloistered" not in path.read_text(), path.name


def test_what_was_rejected_in_a_hidden_exhibit_is_not_told_by_a_note(tmp_path):
    marked = '[[evidence]]\nfile = "evidence/second.txt"\ntlp = "TLP:RED"\n'
    texts = {"report.txt": "Nothing but Quillwarex.\n", "second.txt": "Nothing but Ploverkit.\n"}
    case = build(tmp_path / "case", marked, texts)
    case.assess()
    say(case, "S9002", "reject", "of no use")
    assert any("S9002" in note for note in case.assess().notes)
    for path in case.report(tlp="TLP:GREEN"):
        assert "S9002" not in path.read_text(), path.name


# the queue, rules, and what cannot be said


def test_the_queue_begins_with_what_matters_most(case):
    order = [(one.kind, getattr(one.record, "value", "")) for one in case.review().queue()]
    kinds = [kind for kind, _ in order]
    assert kinds == sorted(kinds, key=["claim", "statement", "observation", "figure"].index)
    assert [one for one in order if one[0] == "observation"] == [
        ("observation", value) for value in ("S9001", "S9002", "S9001")
    ]
    assert "bad.example.com" not in {value for _, value in order}
    say(case, "accuses", "correct", level="group")
    left = case.review().queue()
    assert "accuses" not in {getattr(one.record, "stance", "") for one in left}
    again = case.review().queue(Choice(unreviewed=False))
    assert len(again) == len(left) + 1
    claims = [one.record for one in again if one.kind == "claim"]
    assert [bool(claim.gaps) for claim in claims] == [True, False], "what has gaps comes first"


@pytest.mark.parametrize(
    ("choice", "count"),
    [
        (Choice(kind="malware"), 3),
        (Choice(kind="malware", value="S9001", below=Decimal("0.9")), 2),
        (Choice(kind="malware", value="S9001", file="second.txt"), 1),
        (Choice(kind="domain-name", value="*.example.com"), 1),
        (Choice(kind="domain-name", below=Decimal("0.5")), 0),
        (Choice(types=("accusation",)), 1),
        (Choice(types=("denial",)), 0),
        (Choice(value="*59,000*"), 1),
        (Choice(kind="denies"), 1),
        (Choice(file="evidence/report.*"), 6),
        (Choice(exhibit="zz"), 0),
    ],
)
def test_a_rule_means_what_it_names(case, choice, count):
    session = case.review()
    batch = session.by_rule(choice, "accept", "by the rule")
    assert len(batch) == count
    assert all(one.rule == choice.words("accept") for one in batch)
    assert session.write(batch) == count
    assert session.by_rule(choice, "reject", "again") == [], "what was decided is left alone"


def test_a_rule_that_names_nothing_is_refused(case):
    with pytest.raises(UsageError, match="everything"):
        case.review().by_rule(Choice(), "accept", "all of it")


DEEP: dict = {}
for _ in range(900):
    DEEP = {"a": DEEP}
WRONG = [
    ("S9001", "maybe", {}, "", "no decision"),
    ("S9001", "accept", {}, " \n", "reason is empty"),
    ("S9001", "accept", {}, "x" * 2001, "longer than"),
    ("S9001", "accept", {}, "\udcff", "no Unicode"),
    ("S9001", "reject", {"value": "S9002"}, "r", "changes no field"),
    ("S9001", "accept", {"value": "S9002"}, "r", "changes no field"),
    ("S9001", "accept", {"hypothesis": "G9001"}, "r", "changes no field"),
    ("S9001", "correct", {}, "r", "changes nothing"),
    ("S9001", "correct", {"value": "S9001"}, "r", "changes nothing"),
    ("S9001", "correct", {"value": " "}, "r", "value is empty"),
    ("S9001", "correct", {"kind": "Mal ware"}, "r", "no kind"),
    ("S9001", "correct", {"refs": ["S0"]}, "r", "no id of the knowledge"),
    ("S9001", "correct", {"authenticity": "1"}, "r", "cannot be corrected"),
    ("S9001", "correct", {"locator": {}}, "r", "cannot be corrected"),
    ("statement", "correct", {"types": ["praise"]}, "r", "types cannot be"),
    ("statement", "correct", {"types": []}, "r", "at least one type"),
    ("statement", "correct", {"mode": "shouted"}, "r", "mode cannot be"),
    ("statement", "correct", {"speaker": {"a": 1}}, "r", "speaker cannot be"),
    ("accuses", "correct", {"level": "planet"}, "r", "level cannot be"),
    ("accuses", "correct", {"level": DEEP}, "r", "level cannot be"),
    ("accuses", "correct", {"hypothesis": "Nobody at All"}, "r", "no actor"),
    ("accuses", "accept", {"hypothesis": "G9001", "level": "group"}, "r", "changes no field"),
    ("accuses", "correct", {"answers": ["first"]}, "r", "no claim of the case file"),
    ("figure", "correct", {"value": "59,000"}, "r", "value cannot be"),
    ("figure", "correct", {"value": "NaN"}, "r", "value cannot be"),
    ("figure", "correct", {"value": "1e999"}, "r", "value cannot be"),
    ("figure", "correct", {"when": "last year"}, "r", "when cannot be"),
]


@pytest.mark.parametrize(("what", "decision", "changes", "reason", "said"), WRONG)
def test_what_cannot_be_said_is_refused_in_one_line(case, what, decision, changes, reason, said):
    with pytest.raises(UsageError, match=said) as found:
        say(case, what, decision, reason, **changes)
    assert "\n" not in str(found.value)
    assert case.review().outcomes == ()


def test_counts_are_of_the_observations_that_stand(case):
    def counted():
        return Counter(one.kind for one in case.observations())

    assert list(case.counts().items()) == sorted(counted().items(), key=lambda pair: (-pair[1], pair[0]))
    before = case.counts()
    say(case, "bad.example.com", "correct", "the name of the family", kind="malware", value="S9003")
    assert case.counts() == counted() != before
