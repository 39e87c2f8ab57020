"""What the parties say: every side by one rule, in its own words, with the basis it states or the lack of one.

What persons recorded or reviewed stands apart from what programs found.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from probandum.compose.claimed import (
    ACCUSING,
    NO_BASIS,
    VERBS,
    Saying,
    chain,
    how_found,
    in_brief,
    is_found,
    party,
    quoted,
    saying,
    speaker_of,
    what_is_said,
)
from probandum.compose.relays import passed_on
from probandum.compose.responses import in_return, said_to_that
from probandum.compose.view import View
from probandum.compose.wording import counted, cut, defang, listed, number, visible
from probandum.model.claim import Claim
from probandum.model.dossier import Row, Section, Sentence, Table
from probandum.model.ident import Digest

_PARTIES = 12
_CLAIMS = 40
_FOUND = 60
_CITED = 12
_HEAD = ("Date", "Speaker", "What is said", "In its own words", "Stated basis", "Passed on by", "Recorded by")


def claims(view: View) -> Section:
    """Return accusations with what was said to exactly that, the sayings of each party, and what programs found."""
    title = "Claims of each side"
    every = sorted(view.records.claims, key=_order)
    stated = [claim for claim in every if not is_found(claim)]
    found = [claim for claim in every if is_found(claim)]
    by_party: dict[str, list[Claim]] = {}
    for claim in stated:
        by_party.setdefault(party(view, claim.speaker), []).append(claim)
    sentences = [*_counts(view, stated, len(by_party))]
    if every:
        text = "A claim is testimony and no observation of behaviour; repeating it adds no weight."
        sentences.append(Sentence(text, (view.assessment,)))
    if len(by_party) > _PARTIES or any(len(said) > _CLAIMS for said in by_party.values()):
        text = f"At most {_CLAIMS} claims of each of {_PARTIES} parties are shown, those that a person recorded first."
        sentences.append(Sentence(text, tuple(claim.id for claim in stated[:_CITED])))
    said = [
        _table(f"Said by {cut(defang(name), 80)}", own[:_CLAIMS])
        for name, own in list(by_party.items())[:_PARTIES]
    ]
    sentences += _found_sentences(found)
    answers, exchanges = said_to_that(view), in_return(view)
    told, relays = passed_on(view, every)
    tables = (
        *answers.tables,
        *_face_to_face(view, stated),
        *exchanges.tables,
        *said,
        *relays,
        *_found_tables(view, found),
    )
    return Section(title, (*sentences, *answers.sentences, *exchanges.sentences, *told), tables)


def _counts(view: View, stated: list[Claim], parties: int) -> Iterator[Sentence]:
    """Yield how many claims persons recorded or reviewed, and how many accusations state no basis."""
    if not stated:
        text = (
            "No claim that this reader may see is recorded."
            if view.hidden
            else "No claim of any party is recorded."
        )
        yield Sentence(text, (view.assessment,))
        return
    counts = Counter(claim.stance for claim in stated)
    kinds = listed(f"{counts[stance]} {word}" for stance, word in VERBS.items() if counts[stance])
    cites = tuple(claim.id for claim in stated[:_CITED])
    yield Sentence(
        f"{counted(len(stated), 'claim')} of {counted(parties, 'party', 'parties')}: {kinds}.", cites
    )
    accusations: dict[Saying, list[Claim]] = {}
    for claim in stated:
        if claim.stance in ACCUSING:
            accusations.setdefault(saying(claim), []).append(claim)
    if accusations:
        bare = sum(not any(claim.basis for claim in same) for same in accusations.values())
        text = (
            f"Of {counted(len(accusations), 'accusation')}, repetitions counted once, {bare or 'none'} "
            f"{'states' if bare == 1 else 'state'} no basis."
        )
        yield Sentence(text, cites)


def _by_tool(found: list[Claim]) -> dict[str, list[Claim]]:
    """Return the claims of each tool, those first of which most are right."""
    tools: dict[str, list[Claim]] = {}
    for claim in sorted(
        found,
        key=lambda one: (one.by, -one.authenticity, one.exhibit, one.locator.page, one.locator.start, one.id),
    ):
        tools.setdefault(claim.by, []).append(claim)
    return tools


def _found_sentences(found: list[Claim]) -> Iterator[Sentence]:
    for tool, own in _by_tool(found).items():
        least, most = number(own[-1].authenticity), number(own[0].authenticity)
        share = least if least == most else f"{least} to {most}"
        text = (
            f"{counted(len(own), 'claim was', 'claims were')} found by {visible(tool)} and not reviewed by a person; of such "
            f"finds a share of {share} was right where it was measured."
        )
        if len(own) > _FOUND:
            text += f" The {_FOUND} that are right most often are shown, {len(own) - _FOUND:,} more are not."
        yield Sentence(text, tuple(claim.id for claim in own[:_CITED]), label="Found by a program")


def _found_tables(view: View, found: list[Claim]) -> Iterator[Table]:
    dates = {one.exhibit: one.published for one in view.records.documents}
    for tool, own in _by_tool(found).items():
        yield _table(f"Found by {cut(visible(tool), 80)}, not reviewed by a person", own[:_FOUND], dates)


def _order(claim: Claim) -> tuple[bool, bool, str, str, str]:
    return (not claim.name, claim.time is None, claim.time or "", claim.speaker, claim.id)


def _table(title: str, said: list[Claim], dates: Mapping[Digest, str] | None = None) -> Table:
    """Return sayings as rows; ``dates`` of documents stand in where a saying has none."""
    rows = []
    for claim in said:
        cells = (
            visible(claim.time or (dates or {}).get(claim.exhibit, "") or "no date"),
            speaker_of(claim),
            what_is_said(claim),
            quoted(claim.quote),
            defang(claim.basis) or NO_BASIS,
            chain(claim) or "directly",
            how_found(claim),
        )
        rows.append(Row(cells, (claim.id,)))
    return Table(title, _HEAD, tuple(rows))


def _face_to_face(view: View, every: list[Claim]) -> Iterator[Table]:
    """Yield the table of what persons linked; accusations without an answer only where no table of responses says so."""
    answers: dict[str, list[Claim]] = {}
    for claim in every:
        for name in claim.answers:
            answers.setdefault(name, []).append(claim)
    answered = {saying(claim) for claim in every if claim.name and claim.name in answers}
    shown: set[Saying] = set()
    nothing = "no answer that this reader may see" if view.hidden else "no answer in the evidence"
    rows: list[Row] = []
    for claim in every:
        found = answers.get(claim.name, []) if claim.name else []
        if not found and (claim.stance not in ACCUSING or view.records.responses):
            continue
        for answer in found[:_CLAIMS]:
            cells = (in_brief(claim), in_brief(answer), defang(answer.basis) or NO_BASIS)
            rows.append(Row(cells, (claim.id, answer.id)))
        if not found and saying(claim) not in answered | shown:
            rows.append(Row((in_brief(claim), nothing, "–"), (claim.id,)))
        shown.add(saying(claim))
    if rows:
        head = ("Claim", "Answer", "Stated basis of the answer")
        yield Table("Face to face", head, tuple(rows[: 2 * _CLAIMS]))
