"""How a dossier says what a claim says; what a program found and nobody reviewed is always marked so."""

from probandum.compose.view import View
from probandum.compose.wording import cut, defang, number, visible
from probandum.model.claim import Claim, Stance
from probandum.model.observation import ONE
from probandum.model.statement import Statement

ACCUSING = ("accuses", "counter-accuses")
NO_BASIS = "no basis stated"
NOT_FILLED = "not filled"
QUOTE = 360

Saying = tuple[str, str, str, str, str]

VERBS: dict[Stance, str] = {
    "accuses": "accuses",
    "denies": "denies",
    "rejects-basis": "rejects the basis",
    "counter-accuses": "accuses in return",
    "asserts": "asserts",
    "questions": "questions",
}


def party(view: View, speaker: str) -> str:
    """Return the party a speaker belongs to, as the case file says; itself where it says nothing."""
    for source in view.records.brief.sources:
        if source.name == speaker and source.party:
            return source.party
    return speaker


def verb(claim: Claim) -> str:
    """Return what a claim does, in one neutral word or two."""
    return VERBS[claim.stance]


def is_found(record: Claim | Statement) -> bool:
    """Return whether a program found it and no person recorded or reviewed it."""
    return record.authenticity < ONE


def how_found(record: Claim | Statement) -> str:
    """Return by whom a record is, and what that is worth where nobody reviewed it."""
    if not is_found(record):
        return visible(record.by)
    return f"found by {visible(record.by)}, not reviewed, share right {number(record.authenticity)}"


def what_is_said(claim: Claim) -> str:
    """Return what a claim does, in neutral words; what a program could not fill is said."""
    parts = [f"{VERBS[claim.stance]}: {defang(claim.subject) or NOT_FILLED}"]
    if claim.predicate:
        parts.append(f"alleged: {defang(claim.predicate)}")
    if claim.object:
        parts.append(f"against: {defang(claim.object)}")
    if claim.level:
        parts.append(f"level: {claim.level}")
    if claim.linked_to:
        parts.append(f"{defang(claim.link) or 'linked to'}: {defang(claim.linked_to)}")
    if claim.hedge:
        parts.append(f"in its own words “{defang(claim.hedge)}”")
    missing = (
        [{"subject": "accused", "predicate": "act"}.get(name, name) for name in claim.gaps]
        if is_found(claim)
        else []
    )
    if missing and claim.stance != "asserts":
        parts.append(f"{NOT_FILLED}: {', '.join(missing)}")
    return "; ".join(parts)


def quoted(words: str, most: int = QUOTE) -> str:
    """Return words as a quotation, cut where they are long."""
    return f"“{cut(defang(words), most)}”"


def speaker_of(claim: Claim) -> str:
    """Return who speaks, and whether as an accuser."""
    name = defang(claim.speaker) or f"speaker {NOT_FILLED}"
    return f"{name} (accuser)" if claim.stance in ACCUSING else name


def in_brief(claim: Claim) -> str:
    """Return a claim in one cell: who does what, and the words."""
    subject = defang(claim.subject) or NOT_FILLED
    mark = f" [{how_found(claim)}]" if is_found(claim) else ""
    return f"{speaker_of(claim)} {VERBS[claim.stance]}: {subject} – {quoted(claim.quote, 200)}{mark}"


def saying(claim: Claim) -> Saying:
    """Return what makes two claims one saying: who says what about whom, however often and by whomever passed on."""
    return claim.speaker, claim.stance, claim.subject, claim.predicate, claim.object


def chain(claim: Claim) -> str:
    """Return who passed a claim on, nearest to the source first; empty where nobody did."""
    return " ← ".join(defang(relay) for relay in reversed(claim.relayed_by))
