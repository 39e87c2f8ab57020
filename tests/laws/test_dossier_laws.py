"""Law 1 and its neighbours over random records: every path ends at bytes, nothing marked higher is told."""

from decimal import Decimal
from itertools import pairwise

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from probandum.compose import compose
from probandum.model.brief import Brief, EvidenceNote
from probandum.model.claim import Claim
from probandum.model.discourse import Contradiction, TalkingPoint, Uttered
from probandum.model.dossier import Act, Document, Dossier, Excerpt, KnowledgeNote, Records
from probandum.model.exhibit import Acquisition, Exhibit, Locator
from probandum.model.hypothesis import Hypothesis, Judgement, Link, Question, Review
from probandum.model.ident import Digest, digest
from probandum.model.observation import Observation, Omission
from probandum.model.scales import ICD_203, RELIABILITY, STANDARDS, TLP_ORDER
from probandum.model.sharing import Citation, Descent, Lineage, Passage, Place
from probandum.model.source import Origin, Source
from probandum.model.supposition import Supposition
from probandum.model.verdict import Verdict
from probandum.model.weight import Assessment, Estimate, Imitation, Item, NextQuestion, Pivot, Support

LAW = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

WORDS = st.text(alphabet=st.sampled_from("ab .@/:<>&|`*[](){}#\"'\\\u202e\u200b\x00\x1béß漢"), max_size=24)
NUMBER = st.integers(-300, 300).map(lambda n: Decimal(n) / 10)
CHANCE = st.integers(1, 9_999).map(lambda n: Decimal(n) / 10_000)
BANDS = st.sampled_from([band.word for band in ICD_203])


def mark(at: int) -> str:
    """Return a word that only exhibit ``at`` holds."""
    return f"zq{at}xv{at}qz"


@st.composite
def cases(draw: st.DrawFn) -> Records:
    count = draw(st.integers(1, 5))
    held = [Exhibit(digest(b"%d" % at), at, "text/plain") for at in range(count)]
    brief_exhibit = Exhibit(digest(b"case.toml"), 7, "application/toml")
    tlps = [draw(st.sampled_from(TLP_ORDER)) for _ in held]
    locator = st.builds(Locator, st.just("byte"), st.integers(0, 90), st.integers(91, 99))

    def told(at: int) -> str:
        return f"{draw(WORDS)} {mark(at)}"

    seen, claims, omissions, judgements, links = [], [], [], [], []
    kinds = st.sampled_from(["attack-pattern", "malware", "url", "file", "domain-name"])
    for at in draw(st.lists(st.integers(0, count - 1), max_size=12)):
        one = held[at].digest
        value = draw(st.one_of(st.just(f"T{draw(st.integers(1, 3))}"), st.just(told(at))))
        time = draw(st.sampled_from([None, "2031-01-02T03:04:05Z", "not a date"]))
        seen.append(
            Observation(
                draw(kinds), value, one, draw(locator), "t/1", told(at), time=time, authenticity=draw(CHANCE)
            )
        )
    stances = st.sampled_from(
        ["accuses", "denies", "counter-accuses", "asserts", "questions", "rejects-basis"]
    )
    for at in draw(st.lists(st.integers(0, count - 1), max_size=4)):
        claims.append(
            Claim(draw(stances), told(at), draw(WORDS), draw(WORDS), held[at].digest, draw(locator), told(at), "p",
                  basis=draw(WORDS), name=f"c{len(claims)}", answers=("c0",), relayed_by=(told(at),))
        )  # fmt: skip
    for at in draw(st.lists(st.integers(0, count - 1), max_size=2)):
        omissions.append(Omission(held[at].digest, "t/1", told(at), draw(st.one_of(st.none(), locator))))
        judgements.append(
            Judgement(
                "G1", told(at), draw(BANDS), draw(BANDS), draw(WORDS), "p", held[at].digest, draw(locator)
            )
        )
        links.append(
            Link("G1", draw(WORDS), "state", draw(BANDS), told(at), "p", held[at].digest, draw(locator))
        )
    cut = draw(st.integers(0, count))
    groups = [part for part in (held[:cut], held[cut:]) if part]
    origins = tuple(
        Origin(
            tuple(f"s {mark(held.index(one))}" for one in part),
            tuple(one.digest for one in part),
            (told(held.index(part[0])),),
        )
        for part in groups
    )
    items = tuple(_items(seen, judgements, claims, origins))
    hypotheses = (
        Hypothesis("G1", "known", "Group A", "group"), Hypothesis("G2", "known", "Group B", "group"),
        Hypothesis("unknown", "unknown", "u", "group"),
    )  # fmt: skip
    weights = tuple(tuple(draw(NUMBER) for _ in items) for _ in hypotheses)
    chances = [draw(CHANCE) for _ in hypotheses]
    estimates = tuple(
        Estimate(h.actor, p, p / 2, (p + 1) / 2) for h, p in zip(hypotheses, chances, strict=True)
    )
    question = Question("Who?", "group")
    leading = draw(st.sampled_from([None, "G1"]))
    weighing = Assessment(
        question.id, "group", brief_exhibit.digest, ("m/1",), digest(b"p"), digest(b"k"), hypotheses, items, weights,
        {"behaviour": tuple(draw(NUMBER) for _ in hypotheses)}, tuple(chances), estimates, leading,
        tuple(draw(st.lists(CHANCE, max_size=3))),
        tuple(Pivot("item", one.id, one.name, draw(CHANCE)) for one in (*items[:1], *items[-1:])),
        {told(0): told(0)} if draw(st.booleans()) else {}, tuple(one.value for one in seen[:2]),
        budget_searched=tuple(draw(st.lists(CHANCE, max_size=3))),
        budget_lower=tuple(draw(st.lists(CHANCE, max_size=3))),
        imitations=tuple(draw(st.lists(st.builds(Imitation, CHANCE, CHANCE, CHANCE, st.sampled_from(["G1", "unknown", "G7"]), CHANCE), max_size=3))),
        questions=(*_asked(draw, items), NextQuestion("look-for", "malware", "S1", "Heron", *[draw(CHANCE) for _ in range(5)])),
        lowest=told(0) if draw(st.booleans()) else "a lapse of 0.05",
    )  # fmt: skip
    verdict = Verdict(
        question.id, weighing.id, "group", leading, "Group A" if leading else "", *[draw(CHANCE) for _ in range(3)], 0,
        draw(CHANCE), STANDARDS["clear-and-convincing"], draw(st.sampled_from(["yes", "no", "not certifiable"])),
        tuple(one.name for one in items[:2]), draw(st.sampled_from(["low", "moderate", "high"])), (), ("G2", "unknown"),
        tuple(one.surface for one in seen[:2]), (),
    )  # fmt: skip
    return Records(
        brief=Brief(
            brief_exhibit.digest, draw(WORDS), question, STANDARDS["clear-and-convincing"],
            sources=tuple(Source(f"s {mark(at)}", draw(st.sampled_from(sorted(RELIABILITY)))) for at in range(count)),
            evidence=tuple(EvidenceNote(f"e/{mark(at)}", 1, tlp=tlps[at]) for at in range(count)),
        ),
        brief_exhibit=brief_exhibit,
        exhibits=(brief_exhibit, *held),
        acquisitions=tuple(Acquisition(one.digest, f"e/{mark(at)}", "2031", "p", "copied") for at, one in enumerate(held)),
        documents=tuple(
            Document(one.digest, told(at), told(at), "2031", source=f"s {mark(at)}", tlp=tlps[at])
            for at, one in enumerate(held) if draw(st.booleans())
        ),
        observations=tuple(seen),
        excerpts={one.id: Excerpt(draw(WORDS), draw(WORDS), draw(WORDS)) for one in (*seen, *claims)},
        claims=tuple(claims),
        judgements=tuple(judgements),
        links=tuple(links),
        reviews=tuple(Review("reject", one.value, draw(WORDS), "p", one.exhibit) for one in seen[:1]),
        origins=origins,
        omissions=tuple(omissions),
        assessment=weighing,
        verdict=verdict,
        acts=tuple(Act(at, "2031-01-01T00:00:00Z", "p", name, "t/1", at, digest(name.encode())) for at, name in enumerate(("open", "brief", "assess"))),
        checkpoint="c\n3\nroot\n",
        knowledge=KnowledgeNote("k", "1", weighing.pack, "", 2, 2, 1, 1, 1, {}, {}),
        parameters={"w": Decimal("0.1")},
        limits=("It was measured.",),
        lineage=draw(_lineages(held)),
        suppositions=tuple(_suppositions(draw, origins)),
        points=tuple(_points(draw, claims)),
        contradictions=tuple(
            Contradiction("denied", one.id, other.id, (one.exhibit, other.exhibit), f"{one.quote} {other.quote}")
            for one, other in pairwise(claims) if one != other
        ),
    )  # fmt: skip


@st.composite
def _lineages(draw: st.DrawFn, held: list[Exhibit]) -> Lineage:
    """Return what some pairs of documents share; every word tells from which document it is."""
    passages, citations, descents = [], [], []
    by = sorted((one.digest, at) for at, one in enumerate(held))
    places = [
        Place(name, Locator("byte", at, at + 50), f"{draw(WORDS)} {mark(at)}") for name, at in by
    ]  # fmt: skip
    pairs = [(one, other) for other in range(len(by)) for one in range(other)]
    for one, other in draw(st.lists(st.sampled_from(pairs), max_size=4, unique=True)) if pairs else ():
        both = f"{places[one].quote} {places[other].quote}"
        passages.append(
            Passage(
                draw(st.sampled_from(["copy", "paraphrase", "quotation"])),
                places[one],
                places[other],
                draw(st.integers(1, 400)),
                both,
            )
        )
        citations.append(
            Citation(by[one][0], by[other][0], places[other].quote, "according to", places[one], both)
        )
        citations.append(Citation(by[one][0], None, places[one].quote, "link"))
        directed, together = draw(st.sampled_from([(True, False), (False, False), (False, True)]))
        descents.append(
            Descent(
                by[one][0], by[other][0], draw(CHANCE), "dates", directed, together, (passages[-1].id,), both
            )
        )
        if draw(st.booleans()):
            descents.append(
                Descent(
                    "uncollected-1",
                    by[one][0],
                    draw(CHANCE),
                    "citation",
                    True,
                    why=places[one].quote,
                    main=False,
                )
            )
    notes = tuple(draw(st.lists(st.sampled_from([place.quote for place in places]), max_size=1)))
    return Lineage(
        tuple(passages), tuple(citations), tuple({one.id: one for one in descents}.values()), notes
    )


def _suppositions(draw: st.DrawFn, origins: tuple[Origin, ...]) -> list[Supposition]:
    """Return one of each kind whose numbers name nobody; who leads then is an actor of the knowledge."""
    names = [one.id for one in origins]
    whom = [("without", (name,)) for name in names] + [("split", (name,)) for name in names]
    whom += [("joined", tuple(sorted(names)))] if len(names) == 2 else []
    return [
        Supposition(kind, about, draw(st.integers(0, 9)), "G1", "Group A", *[draw(CHANCE) for _ in range(3)], 0, "no")
        for kind, about in whom
    ]  # fmt: skip


def _points(draw: st.DrawFn, claims: list[Claim]) -> list[TalkingPoint]:
    said = list(dict.fromkeys(claims))
    if len({one.exhibit for one in said}) < 2:
        return []
    uttered = tuple(
        Uttered(one.id, one.exhibit, one.locator, one.quote, one.speaker, f"body:{one.speaker}", "", draw(st.sampled_from(["", "2031-02"])),
                "copied" if number else "first known", direct=True)
        for number, one in enumerate(said)
    )  # fmt: skip
    return [TalkingPoint(uttered, (said[0].id,), tuple(one.party for one in uttered))]


def _asked(draw: st.DrawFn, items: tuple[Item, ...]) -> list[NextQuestion]:
    return [
        NextQuestion("review", one.kind, one.value, one.name, *[draw(CHANCE) for _ in range(5)])
        for one in items[-2:]
    ]


def _items(
    seen: list[Observation], judgements: list[Judgement], claims: list[Claim], origins: tuple[Origin, ...]
) -> list[Item]:
    made = []
    for kind, value in sorted(
        {(one.kind, one.value) for one in seen if one.kind in ("attack-pattern", "malware")}
    ):
        support = []
        for origin in origins:
            ids = tuple(
                one.id
                for one in seen
                if (one.kind, one.value) == (kind, value) and one.exhibit in origin.exhibits
            )
            if ids:
                support.append(Support(origin.id, Decimal("0.5"), ids))
        made.append(Item(kind, value, value, tuple(support)))
    made += [
        Item("judgement", one.id, one.item, (Support(origins[0].id, Decimal(1), (one.id,)),))
        for one in dict.fromkeys(judgements)
    ]
    for one in dict.fromkeys(claims):
        support = (Support(origins[0].id, Decimal("0.4"), (one.id,)),)
        made.append(
            Item("testimony", f"testimony:{one.id}", f"accusation of Group A by {one.speaker}", support)
        )
    return made


def cited(dossier: Dossier) -> list[tuple[str, ...]]:
    found = []
    for part in dossier.sections:
        found += [one.cites for one in part.sentences if not one.opinion]
        found += [row.cites for table in part.tables for row in table.rows]
        found += [one.cites for figure in part.figures for one in figure.marks]
        found += [one.cites for one in part.facing]
    return found


@LAW
@given(cases(), st.sampled_from(TLP_ORDER))
def test_every_path_from_every_sentence_and_row_ends_at_bytes(case: Records, tlp: str) -> None:
    dossier = compose(case, tlp)
    known = {one.id: one for one in dossier.references}
    assert [one.id for one in dossier.references] == sorted(known)
    assert all(cites for cites in cited(dossier)), "a sentence or row without a citation is no opinion"
    bytes_held = {one.digest for one in case.exhibits} | {Digest(act.leaf) for act in case.acts}
    bytes_held |= {case.knowledge.digest, case.assessment.parameters, digest(case.checkpoint.encode())}
    ends: set[str] = set()

    def follow(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, "a circle never ends"
        one = known[name]
        if name not in ends:
            for further in one.cites:
                follow(further, (*path, name))
            assert one.cites or one.exhibit in bytes_held, f"{name} ends nowhere"
        ends.add(name)

    for cites in cited(dossier):
        for name in cites:
            follow(name, ())
    assert all(one.locator is None or one.exhibit is not None for one in dossier.references)


@LAW
@given(cases(), st.sampled_from(TLP_ORDER))
def test_nothing_from_an_exhibit_marked_higher_is_told(case: Records, tlp: str) -> None:
    dossier = compose(case, tlp)
    said = msgspec.json.encode(dossier).decode()
    hidden = [
        at for at, note in enumerate(case.brief.evidence) if TLP_ORDER.index(note.tlp) > TLP_ORDER.index(tlp)
    ]
    for at in hidden:
        assert mark(at) not in said
        assert case.exhibits[at + 1].digest not in said
    assert (dossier.withheld > 0) == bool(hidden)
    assert TLP_ORDER.index(dossier.tlp) <= TLP_ORDER.index(tlp)


@LAW
@given(cases(), st.sampled_from(TLP_ORDER))
def test_what_would_be_otherwise_is_told_only_of_origins_that_are_wholly_visible(
    case: Records, tlp: str
) -> None:
    limit = TLP_ORDER.index(tlp)
    hidden = {
        case.exhibits[at + 1].digest
        for at, note in enumerate(case.brief.evidence)
        if TLP_ORDER.index(note.tlp) > limit
    }
    whole = {one.id for one in case.origins if hidden.isdisjoint(one.exhibits)}
    told = {one.id for one in compose(case, tlp).references if one.kind == "supposition"}
    assert told == {one.id for one in case.suppositions if whole.issuperset(one.origins)}


@LAW
@given(cases())
def test_nothing_hides_and_nothing_can_be_clicked(case: Records) -> None:
    dossier = compose(case)
    said = msgspec.json.encode([dossier.title, dossier.sections, dossier.references]).decode()
    assert not {"\u202e", "\u200b", "\x00", "\x1b"} & set(said)
    assert "\\u0000" not in said
    assert "http://" not in said


@LAW
@given(cases())
def test_same_records_same_dossier(case: Records) -> None:
    assert compose(case) == compose(case)
    assert compose(case).withheld == 0
