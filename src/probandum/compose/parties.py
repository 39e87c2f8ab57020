"""What the parties say: every side by one rule, in its own words, with the basis it states or the lack of one."""

from collections import Counter
from collections.abc import Iterator

from probandum.compose.view import View
from probandum.compose.wording import counted, cut, defang, listed, visible
from probandum.model.claim import Claim, Stance
from probandum.model.dossier import Row, Section, Sentence, Table

_PARTIES = 12
_CLAIMS = 40
_QUOTE = 360
_CITED = 12
_ACCUSING = ("accuses", "counter-accuses")
NO_BASIS = "no basis stated"

Saying = tuple[str, str, str, str, str]

_VERBS: dict[Stance, str] = {
    "accuses": "accuses",
    "denies": "denies",
    "rejects-basis": "rejects the basis",
    "counter-accuses": "accuses in return",
    "asserts": "asserts",
    "questions": "questions",
}


def claims(view: View) -> Section:
    """Return the sayings of each party in a table of its own, and accusations face to face with their answers."""
    title = "Claims of each side"
    every = sorted(view.records.claims, key=_order)
    if not every:
        text = (
            "No claim that this reader may see is recorded."
            if view.hidden
            else "No claim of any party is recorded."
        )
        return Section(title, (Sentence(text, (view.assessment,)),))
    by_party: dict[str, list[Claim]] = {}
    for claim in every:
        by_party.setdefault(party(view, claim.speaker), []).append(claim)
    counts = Counter(claim.stance for claim in every)
    kinds = listed(f"{counts[stance]} {verb}" for stance, verb in _VERBS.items() if counts[stance])
    cites = tuple(claim.id for claim in every[:_CITED])
    heads = f"{counted(len(every), 'claim')} of {counted(len(by_party), 'party', 'parties')}: {kinds}."
    accusations: dict[Saying, list[Claim]] = {}
    for claim in every:
        if claim.stance in _ACCUSING:
            accusations.setdefault(_saying(claim), []).append(claim)
    bare = sum(not any(claim.basis for claim in same) for same in accusations.values())
    sentences = [Sentence(heads, cites)]
    if accusations:
        text = (
            f"Of {counted(len(accusations), 'accusation')}, repetitions counted once, {bare or 'none'} "
            f"{'states' if bare == 1 else 'state'} no basis."
        )
        sentences.append(Sentence(text, cites))
    text = "A claim is testimony and no observation of behaviour; repeating it adds no weight."
    sentences.append(Sentence(text, (view.assessment,)))
    if len(by_party) > _PARTIES or any(len(said) > _CLAIMS for said in by_party.values()):
        text = f"At most {_CLAIMS} claims of each of {_PARTIES} parties are shown, those that a person recorded first."
        sentences.append(Sentence(text, cites))
    tables = [_said_by(name, said[:_CLAIMS]) for name, said in list(by_party.items())[:_PARTIES]]
    return Section(title, tuple(sentences), (*_face_to_face(view, every), *tables))


def party(view: View, speaker: str) -> str:
    """Return the party a speaker belongs to, as the case file says; itself where it says nothing."""
    for source in view.records.brief.sources:
        if source.name == speaker and source.party:
            return source.party
    return speaker


def verb(claim: Claim) -> str:
    """Return what a claim does, in one neutral word or two."""
    return _VERBS[claim.stance]


def what_is_said(claim: Claim) -> str:
    """Return what a claim does, in neutral words."""
    parts = [f"{_VERBS[claim.stance]}: {defang(claim.subject)}"]
    if claim.predicate:
        parts.append(f"alleged: {defang(claim.predicate)}")
    if claim.object:
        parts.append(f"against: {defang(claim.object)}")
    if claim.level:
        parts.append(f"level: {claim.level}")
    if claim.hedge:
        parts.append(f"in its own words “{defang(claim.hedge)}”")
    return "; ".join(parts)


def _saying(claim: Claim) -> Saying:
    """Return what makes two claims one saying: who says what about whom, however often and by whomever passed on."""
    return claim.speaker, claim.stance, claim.subject, claim.predicate, claim.object


def _order(claim: Claim) -> tuple[bool, bool, str, str, str]:
    return (not claim.name, claim.time is None, claim.time or "", claim.speaker, claim.id)


def _role(claim: Claim) -> str:
    return f"{defang(claim.speaker)} (accuser)" if claim.stance in _ACCUSING else defang(claim.speaker)


def _said_by(name: str, said: list[Claim]) -> Table:
    rows = []
    for claim in said:
        chain = " ← ".join(defang(relay) for relay in (*reversed(claim.relayed_by),))
        cells = (
            visible(claim.time or "no date"),
            _role(claim),
            what_is_said(claim),
            f"“{cut(defang(claim.quote), _QUOTE)}”",
            defang(claim.basis) or NO_BASIS,
            chain or "directly",
            visible(claim.by),
        )
        rows.append(Row(cells, (claim.id,)))
    head = (
        "Date",
        "Speaker",
        "What is said",
        "In its own words",
        "Stated basis",
        "Passed on by",
        "Recorded by",
    )
    return Table(f"Said by {cut(defang(name), 80)}", head, tuple(rows))


def _face_to_face(view: View, every: list[Claim]) -> Iterator[Table]:
    answers: dict[str, list[Claim]] = {}
    for claim in every:
        for name in claim.answers:
            answers.setdefault(name, []).append(claim)
    answered = {_saying(claim) for claim in every if claim.name and claim.name in answers}
    shown: set[Saying] = set()
    nothing = "no answer that this reader may see" if view.hidden else "no answer in the evidence"
    rows: list[Row] = []
    for claim in every:
        found = answers.get(claim.name, []) if claim.name else []
        if not found and claim.stance not in _ACCUSING:
            continue
        for answer in found[:_CLAIMS]:
            cells = (_brief(claim), _brief(answer), defang(answer.basis) or NO_BASIS)
            rows.append(Row(cells, (claim.id, answer.id)))
        if not found and _saying(claim) not in answered | shown:
            rows.append(Row((_brief(claim), nothing, "–"), (claim.id,)))
        shown.add(_saying(claim))
    if rows:
        head = ("Claim", "Answer", "Stated basis of the answer")
        yield Table("Face to face", head, tuple(rows[: 2 * _CLAIMS]))


def _brief(claim: Claim) -> str:
    quote = cut(defang(claim.quote), 200)
    return f"{_role(claim)} {_VERBS[claim.stance]}: {defang(claim.subject)} – “{quote}”"
