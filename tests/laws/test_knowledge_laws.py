"""Laws of leaving out: idempotent, order-free, monotone, without a trace; resolving ignores case and hyphens."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from probandum.knowledge.exclude import without
from probandum.knowledge.resolve import names_by_fold, resolve
from probandum.model.pack import Actor, Attribution, Citation, Name, Pack, Technique, Use

CITED = ("Alpha 2016", "Beta Mar 2018", "Gamma", "Delta", "Epsilon 2020")
DATES = ("", "2016", "2018-03", "2018-03-31", "2020-01-01")
AS_OF = ("", "2017", "2018-03-31", "2021-01")
SETTINGS = settings(max_examples=80, deadline=None)
SUPPORT = st.lists(st.sampled_from(CITED), unique=True, max_size=3).map(lambda names: tuple(sorted(names)))
REPORTS = st.lists(st.sampled_from((*CITED, "GAMMA", "https://r.example/1", "unknown report")), max_size=4)


@st.composite
def packs(draw: st.DrawFn) -> Pack:
    actors = [Actor(f"G000{n}", f"Group-{n}", "", "group") for n in (1, 2)] + [
        Actor("C0001", "Storm", "", "campaign")
    ]
    techniques = [Technique(f"T100{n}", f"Trick {n}", "") for n in range(4)]
    return Pack(
        name="drawn",
        version="1",
        notice="",
        made_from={},
        dated=True,
        actors=tuple(actors),
        software=(),
        techniques=tuple(techniques),
        names=tuple(Name(f"{a.name} Alias", a.id, "somebody", draw(SUPPORT)) for a in actors),
        uses=tuple(Use(a.id, t.id, draw(SUPPORT)) for a in actors for t in techniques),
        attributions=(Attribution("C0001", "G0001", draw(SUPPORT)),),
        citations=tuple(
            Citation(name, f"https://r.example/{n}", draw(st.sampled_from(DATES)))
            for n, name in enumerate(CITED)
        ),
    )


def said(pack: Pack) -> set[tuple[str, str, str]]:
    """Return every statement with each citation behind it."""
    rows = [(f"{use.subject} {use.object}", use.citations) for use in pack.uses]
    rows += [(f"{item.campaign} {item.group}", item.citations) for item in pack.attributions]
    rows += [(f"{item.of} {item.name}", item.citations) for item in pack.names]
    return {(row, citation, "") for row, citations in rows for citation in citations or ("",)}


@SETTINGS
@given(packs(), REPORTS, st.sampled_from(AS_OF))
def test_leaving_out_again_changes_nothing(pack: Pack, reports: list[str], as_of: str) -> None:
    once, _ = without(pack, reports, as_of)
    assert without(once, reports, as_of)[0] == once


@SETTINGS
@given(packs(), REPORTS, REPORTS, st.sampled_from(AS_OF))
def test_order_does_not_matter(pack: Pack, one: list[str], two: list[str], as_of: str) -> None:
    together = without(pack, [*one, *two], as_of)
    assert without(pack, [*two, *one, *one], as_of) == together
    assert without(without(pack, two)[0], one, as_of)[0] == together[0]


@SETTINGS
@given(packs(), REPORTS, REPORTS, st.sampled_from(AS_OF))
def test_naming_more_leaves_less(pack: Pack, one: list[str], two: list[str], as_of: str) -> None:
    less = said(without(pack, [*one, *two], as_of)[0])
    more = said(without(pack, one, as_of)[0])
    assert less <= more <= said(pack)


@SETTINGS
@given(packs())
def test_an_earlier_day_leaves_less(pack: Pack) -> None:
    days = [
        said(without(pack, [], day)[0])
        for day in ("2015", "2016", "2018-03-30", "2018-03-31", "2019", "2022")
    ]
    assert all(early <= late for early, late in combinations(days, 2))


@SETTINGS
@given(packs(), REPORTS, st.sampled_from(AS_OF))
def test_no_trace_is_left_and_every_citation_is_accounted_for(
    pack: Pack, reports: list[str], as_of: str
) -> None:
    rest, reasons = without(pack, reports, as_of)
    kept = {citation.name for citation in rest.citations}
    assert kept | (reasons.keys() & set(CITED)) == set(CITED)
    assert kept.isdisjoint(reasons)
    assert {citation for _, citation, _ in said(rest)} <= kept | {""}
    assert not any(name.encode() in rest.to_bytes() for name in reasons)


@SETTINGS
@given(packs(), st.sampled_from(("GROUP 1", "group1", "group‐1", "Group_1 alias", "G0001")))
def test_case_and_hyphens_do_not_matter(pack: Pack, name: str) -> None:
    named = Name("Group-1", "G0001", "somebody")
    whole = Pack(**{f: getattr(pack, f) for f in pack.__struct_fields__} | {"names": (*pack.names, named)})
    assert resolve(whole, name) == ("G0001",)
    assert names_by_fold(whole)["group1"] == ("G0001",)
