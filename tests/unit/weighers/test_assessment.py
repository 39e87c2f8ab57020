"""The whole weighing of a question: what is recorded, and that pivots are what they say."""

import math
from decimal import Decimal

import msgspec
import pytest

from probandum.errors import UsageError
from probandum.model.exhibit import Locator
from probandum.model.hypothesis import NOT_ESTABLISHED, UNKNOWN, Hypothesis, Judgement, Link, Question
from probandum.model.ident import digest, short
from probandum.model.pack import Actor, Pack, Software, Technique, Use
from probandum.model.source import Origin
from probandum.model.weight import Evidence, Item, Support, Weights
from probandum.weighers.artefacts import ArtefactWeigher
from probandum.weighers.assessment import assess
from probandum.weighers.behaviour import BehaviourWeigher
from probandum.weighers.items import gather_judgements
from probandum.weighers.parameters import Parameters
from probandum.weighers.roots import Roots
from probandum.weighers.weighing import Request

EXHIBITS = tuple(digest(name) for name in (b"a", b"b", b"c"))
ORIGINS = (Origin(("The wire",), EXHIBITS[:2]), Origin((), EXHIBITS[2:]))
GROUPS = tuple(f"G{n:04}" for n in range(12))
PACK = Pack(
    name="twelve groups",
    version="1",
    notice="",
    made_from={},
    dated=True,
    actors=(
        *(Actor(one, f"Group {one}", "", "group") for one in GROUPS),
        Actor("G9000", "Bare", "", "group"),
    ),
    software=tuple(Software(f"S{n:04}", "", "", "malware") for n in range(12)),
    techniques=tuple(Technique(f"T{n:04}", "", "") for n in range(40)),
    names=(),
    uses=(
        *(Use(group, f"S{n:04}", (f"Report {n}", f"Second {n}")) for n, group in enumerate(GROUPS)),
        *(
            Use(group, f"T{(n * 3 + m) % 39:04}", (f"Report {n}",))
            for n, group in enumerate(GROUPS)
            for m in range(6)
        ),
    ),
    attributions=(),
    citations=(),
)
HERE = Locator("byte", 0, 4)
JUDGED = (
    Judgement("G0000", "build path", "very likely", "unlikely", "because", "analyst", EXHIBITS[0], HERE),
    Judgement(
        "G0003", "language", "almost certain", "very unlikely", "because", "analyst", EXHIBITS[2], HERE
    ),
)


def shown(value, *degrees):
    support = tuple(
        Support(origin.id, Decimal(degree), ())
        for origin, degree in sorted(zip(ORIGINS, degrees, strict=True), key=lambda pair: pair[0].id)
        if degree
    )
    return Item("malware" if value.startswith("S") else "attack-pattern", value, f"Item {value}", support)


ITEMS = (
    shown("S0000", "0.9", "0.5"),
    shown("T0001", "0.8", ""),
    shown("T0002", "", "1"),
    shown("T0005", "0.4", "0.4"),
)


def request(items=ITEMS, judged=JUDGED, **changes):
    judged_items = gather_judgements(judged, Roots(ORIGINS), dict.fromkeys(EXHIBITS, 2))
    made = {
        "question": Question("Which group?", "group"),
        "brief": digest(b"brief"),
        "pack": PACK,
        "pack_digest": digest(b"whole pack"),
        "evidence": Evidence((*items, *judged_items), judged),
        "weighers": (BehaviourWeigher(), ArtefactWeigher()),
        "origins": ORIGINS,
    }
    return Request(**{**made, **changes})


def chance(assessment, actor):
    return next(one.probability for one in assessment.estimates if one.hypothesis == actor)


def test_every_group_with_a_profile_and_somebody_else_is_weighed():
    one = assess(request())
    assert [h.actor for h in one.hypotheses] == [*GROUPS, UNKNOWN]
    assert one.leading == "G0000"
    assert one.method == ("behaviour/2", "artefacts/1", "combination/2")
    assert (one.parameters, one.pack) == (Parameters().digest, digest(b"whole pack"))
    assert one.notes == ("1 actor of the pack has no profile that may testify here: not weighed by name",)


def test_weights_add_up_to_the_totals_through_the_bound():
    one, start = assess(request()), Parameters().numbers()
    behaviour = [place for place, item in enumerate(one.items) if item.kind != "judgement"]
    for row, total in zip(one.weights, one.totals["behaviour"], strict=True):
        nats = float(sum(row[place] for place in behaviour)) * math.log(10) / 10
        top = start["behaviour_cap"] * start["behaviour_scale"]
        assert float(total) == pytest.approx(10 / math.log(10) * top * math.tanh(nats / top), abs=0.03)


def test_pivots_by_item_are_what_is_left_without_the_item():
    one = assess(request())
    found = {pivot.id: pivot.without for pivot in one.pivots if pivot.kind == "item"}
    assert found
    now, names = chance(one, one.leading), {item.id: item.name for item in one.items}
    for item in one.items:
        rest = [kept for kept in ITEMS if kept.id != item.id]
        judged = tuple(kept for kept in JUDGED if item.value != kept.id)
        without = chance(assess(request(rest, judged)), one.leading)
        assert found.get(item.id, without) == pytest.approx(without, abs=Decimal("2e-9"))
        assert (item.id in found) == (without < now)
    assert [pivot.without for pivot in one.pivots if pivot.kind == "item"] == sorted(found.values())
    assert all(pivot.name == names[pivot.id] for pivot in one.pivots if pivot.kind == "item")


def test_pivots_by_origin_are_what_is_left_without_the_origin():
    one = assess(request())
    found = {pivot.id: pivot for pivot in one.pivots if pivot.kind == "origin"}
    assert ORIGINS[0].id in found
    for origin in ORIGINS:
        rest = [
            msgspec.structs.replace(item, support=tuple(s for s in item.support if s.origin != origin.id))
            for item in ITEMS
        ]
        judged = tuple(kept for kept in JUDGED if kept.exhibit not in origin.exhibits)
        without = chance(assess(request(rest, judged)), one.leading)
        assert (origin.id in found) == (without < chance(one, one.leading))
        if origin.id in found:
            assert found[origin.id].without == pytest.approx(without, abs=Decimal("2e-9"))
    assert found[ORIGINS[0].id].name == "The wire"
    if ORIGINS[1].id in found:
        assert found[ORIGINS[1].id].name == f"exhibit {short(EXHIBITS[2])}"


def test_no_more_than_ten_items_are_named():
    items = [shown(f"T{n:04}", "0.9", "") for n in range(39)] + [
        shown(f"S{n:04}", "1", "") for n in range(12)
    ]
    one = assess(request(items, ()))
    assert sum(pivot.kind == "item" for pivot in one.pivots) <= 10


class Entangled:
    """A weigher that drops what nobody supports: rows no longer follow the items it is given."""

    name = "entangled/1"

    def weigh(self, hypotheses, evidence, knowledge, parameters):
        kept = Evidence(tuple(item for item in evidence.items if item.support), evidence.judgements)
        return BehaviourWeigher().weigh(hypotheses, kept, knowledge, parameters)


def test_a_weigher_that_does_not_weigh_each_item_on_its_own_is_refused():
    with pytest.raises(UsageError, match="entangled/1 does not weigh each item on its own"):
        assess(request(judged=(), weighers=(Entangled(),)))


def test_the_interval_covers_declared_ends_of_bands():
    certain = request(items=(), judged=JUDGED[:1])
    one = assess(certain)
    estimate = one.estimates[0]
    for band in (Decimal(0), Decimal(1)):
        moved = assess(Request(**{**vars(certain), "parameters": Parameters(band=band)}))
        assert estimate.lower <= moved.estimates[0].probability <= estimate.upper


def test_the_budget_is_spent_over_both_classes():
    one = assess(request())
    alone = assess(request(judged=()))
    assert len(one.budget) == len(one.budget_lower) == 6
    assert one.budget[1] < one.budget[0]
    assert one.budget_lower[0] == one.estimates[0].lower
    assert all(low < central for low, central in zip(one.budget_lower, one.budget, strict=True))
    assert one.budget[0] == chance(one, "G0000") > alone.budget[0]
    assert len(assess(request(depth=2)).budget) == 3


def test_what_the_pack_does_not_know_or_nobody_was_seen_with_is_said():
    one = assess(
        request(
            (shown("T0039", "1", ""), shown("T8888", "1", "")),
            (),
            unknown_values=("T9999",),
            notes=("first",),
        )
    )
    assert one.unknown_values == ("T8888", "T9999")
    assert one.notes[0] == "first"
    assert "weighs nothing, because no actor of the pack was seen with it: T0039" in one.notes
    assert one.leading is None
    assert one.pivots == one.budget == ()


def test_other_priors_and_a_pack_without_reports_are_declared():
    bare = msgspec.structs.replace(PACK, uses=tuple(Use(use.subject, use.object) for use in PACK.uses))
    one = assess(request(prior="reporting-rate", pack=bare))
    assert any("favours those often reported on" in note for note in one.notes)
    assert any("counts as one report" in note for note in one.notes)
    assert any(
        "the analyst's table" in note for note in assess(request(prior={"G0001": Decimal("0.2")})).notes
    )


def test_the_analyst_may_name_hypotheses_and_a_judgement_can_lift_them():
    mine = Hypothesis("mine", "named", "My own", "group")
    judged = (
        Judgement("mine", "letter", "almost certain", "almost no chance", "because", "x", EXHIBITS[0], HERE),
    )
    one = assess(request(items=(), judged=judged, named=(mine,)))
    assert one.hypotheses[-2] == mine
    assert one.leading == "mine"
    nobody = assess(request(judged=judged))
    assert any("mine is no hypothesis" in note for note in nobody.notes)


def test_a_known_actor_named_again_is_weighed_once_and_another_level_is_kept_apart():
    again = Hypothesis("G0001", "named", "Again", "group")
    state = Hypothesis("State A", "named", "The state A", "state")
    one = assess(request(named=(again, state)))
    assert [h.actor for h in one.hypotheses].count("G0001") == 1
    assert any("The state A is not weighed" in note for note in one.notes)


def test_a_question_above_groups_is_answered_through_links_alone():
    link = Link("G0000", "State A", "state", "likely", "because", "analyst", EXHIBITS[0], HERE)
    state = Hypothesis("State A", "named", "The state A", "state")
    below = assess(request())
    above = assess(request(question=Question("Which state?", "state"), links=(link,), named=(state,)))
    assert above.hypotheses[0] == state
    assert [h.actor for h in above.hypotheses] == ["State A", NOT_ESTABLISHED, UNKNOWN]
    assert float(chance(above, "State A")) == pytest.approx(0.675 * float(chance(below, "G0000")), abs=2e-9)
    assert above.leading == "State A"
    for band, likely in ((Decimal(0), 0.55), (Decimal(1), 0.80)):
        moved = {"parameters": Parameters(band=band)}
        group = assess(request(**moved))
        state_level = assess(request(question=Question("Which state?", "state"), links=(link,), **moved))
        assert float(chance(state_level, "State A")) == pytest.approx(
            likely * float(chance(group, "G0000")), abs=2e-9
        )
    assert above.weights[0] == below.weights[0]
    assert above.estimates[0].lower < chance(above, "State A") * Decimal("0.9")
    unlinked = assess(request(question=Question("Which state?", "state")))
    assert unlinked.leading is None
    assert (
        "no link of evidence leads from a group to any state: nothing is established at that level"
        in unlinked.notes
    )


def test_an_empty_pack_leaves_somebody_else():
    empty = Pack("empty", "1", "", {}, True, (), (), (), (), (), (), ())
    one = assess(request((), (), pack=empty))
    assert [(e.hypothesis, e.probability) for e in one.estimates] == [(UNKNOWN, Decimal("0.999999999"))]
    assert one.leading is None


def test_without_any_weigher_there_is_the_prior():
    one = assess(request(weighers=()))
    assert [e.probability for e in one.estimates] == list(one.prior)


def test_weights_are_a_plain_record():
    evidence = Evidence(ITEMS)
    weights = BehaviourWeigher().weigh(
        (Hypothesis("G0000", "known", "", "group"),), evidence, PACK, Parameters().numbers()
    )
    assert isinstance(weights, Weights)
    assert weights.matrix.shape == (4, 1)
