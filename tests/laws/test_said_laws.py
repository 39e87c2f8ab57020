"""Laws of the dossier over random statements, figures, checks and responses: every row ends at bytes, nothing hidden is told."""

from decimal import Decimal

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from test_dossier_laws import LAW, WORDS, cases, cited, mark

from probandum.compose import compose
from probandum.model.brief import ReferenceNote
from probandum.model.claim import Response
from probandum.model.dossier import Records
from probandum.model.exhibit import Locator
from probandum.model.scales import TLP_ORDER
from probandum.model.statement import STATEMENT_TYPES, FigureCheck, StatedFigure, Statement

SHARE = st.integers(1, 100).map(lambda n: Decimal(n) / 100)


@st.composite
def heard(draw: st.DrawFn) -> Records:
    """A random case with what was said in it; the words of each exhibit carry its mark."""
    case = draw(cases())
    held = case.exhibits[1:]
    where = st.integers(0, len(held) - 1)
    claims = tuple(msgspec.structs.replace(one, authenticity=draw(SHARE)) for one in case.claims)
    statements, figures, checks = [], [], []
    for n, at in enumerate(draw(st.lists(where, max_size=5))):
        words, place = f"{draw(WORDS)} {mark(at)}", Locator("byte", n, n + 60)
        types = (draw(st.sampled_from(STATEMENT_TYPES)),)
        said = Statement(held[at].digest, place, words, "s/1", types, speaker=words, authenticity=draw(SHARE))
        figure = StatedFigure(said.exhibit, place, words, Decimal(n), "s/1", words, words, statement=said.id)
        table = draw(st.one_of(st.none(), where))
        row = (
            {}
            if table is None
            else {"exhibit": held[table].digest, "locator": place, "row": f"row {mark(table)}"}
        )
        result = "cannot be checked" if table is None else draw(st.sampled_from(["agrees", "differs by"]))
        source = "" if table is None else f"office {mark(table)}"
        difference = None if table is None else Decimal(n)
        statements.append(said)
        figures.append(figure)
        checks.append(
            FigureCheck(
                figure.id,
                result,
                f"why {draw(WORDS)}",
                difference,
                source=source,
                bears=draw(st.booleans()),
                **row,
            )
        )
    ids = [one.id for one in (*claims, *statements)]
    accused = [one.id for one in claims]
    kinds = ["denies the act", "rejects the basis", "denies something else"]
    responses = [Response(one, "silent", why="nothing") for one in accused[:1]]
    responses += [
        Response(draw(st.sampled_from(accused)), draw(st.sampled_from(kinds)), draw(st.sampled_from(ids)), draw(WORDS), draw(st.booleans()))
        for _ in range(draw(st.integers(0, 4)) if accused else 0)
    ]  # fmt: skip
    pairs = tuple((draw(st.sampled_from(accused)), one) for one in accused[:3])
    brief = msgspec.structs.replace(
        case.brief,
        references=tuple(ReferenceNote(note.file, "office", 1) for note in case.brief.evidence[:1]),
    )
    return msgspec.structs.replace(
        case, brief=brief, claims=claims, statements=tuple(statements), figures=tuple(figures), checks=tuple(checks),
        responses=tuple(dict.fromkeys(responses)), in_return=pairs,
    )  # fmt: skip


@LAW
@given(heard(), st.sampled_from(TLP_ORDER))
def test_every_row_about_what_was_said_ends_at_bytes(case: Records, tlp: str) -> None:
    dossier = compose(case, tlp)
    known = {one.id: one for one in dossier.references}
    for cites in cited(dossier):
        assert cites
        names = list(cites)
        for name in names:
            names += [cite for cite in known[name].cites if cite not in names]
        assert any(known[name].exhibit for name in names)


@LAW
@given(heard(), st.sampled_from(TLP_ORDER))
def test_nothing_said_in_a_hidden_exhibit_is_told(case: Records, tlp: str) -> None:
    dossier = compose(case, tlp)
    text = msgspec.json.encode(dossier).decode()
    hidden = [
        at for at, note in enumerate(case.brief.evidence) if TLP_ORDER.index(note.tlp) > TLP_ORDER.index(tlp)
    ]
    for at in hidden:
        assert mark(at) not in text
        assert case.exhibits[at + 1].digest not in text
    assert (dossier.withheld > 0) == bool(hidden)


@LAW
@given(heard())
def test_what_was_said_hides_nothing_and_can_be_clicked_nowhere(case: Records) -> None:
    dossier = compose(case)
    text = msgspec.json.encode([dossier.title, dossier.sections, dossier.references]).decode()
    assert not {"\u202e", "\u200b", "\x00", "\x1b"} & set(text)
    assert "http://" not in text
    assert compose(case) == dossier
