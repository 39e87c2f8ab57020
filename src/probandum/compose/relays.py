"""What was relayed by whom: from whoever tells it outermost down to the source of the saying."""

from probandum.compose.claimed import ACCUSING, Saying, is_found, quoted, saying, what_is_said
from probandum.compose.view import View
from probandum.compose.wording import counted, defang, visible
from probandum.model.claim import Claim
from probandum.model.dossier import Row, Sentence, Table

_ROWS = 60
_CITED = 12

Told = tuple[tuple[Sentence, ...], tuple[Table, ...]]


def passed_on(view: View, every: list[Claim]) -> Told:
    """Return which sayings were passed on by whom, the sayings passed on most often first.

    A saying that programs found has rows of its own: it is never shown as the one that a person recorded.
    """
    owners = {one.exhibit: one.source for one in view.records.documents}
    relayed = [claim for claim in every if claim.relayed_by]
    if not relayed:
        return (), ()
    groups: dict[tuple[bool, Saying], list[Claim]] = {}
    for claim in relayed:
        groups.setdefault((is_found(claim), saying(claim)), []).append(claim)
    ordered = sorted(groups.items(), key=lambda pair: (pair[0][0], -len(pair[1])))
    claims = [claim for _, same in ordered for claim in same]
    rows = []
    for claim in claims[:_ROWS]:
        path = [
            *_links(claim, claim.source or owners.get(claim.exhibit, "")),
            defang(claim.speaker) or "source not filled",
        ]
        by = f"found by {visible(claim.by)}, not reviewed" if is_found(claim) else visible(claim.by)
        cells = (" → ".join(path), what_is_said(claim), quoted(claim.quote, 200), by)
        rows.append(Row(cells, (claim.id,)))
    accusing = sum(key[1][1] in ACCUSING for key in groups)
    text = (
        f"{counted(len(groups), 'saying reaches', 'sayings reach')} this evidence through others, {accusing or 'none'} of them "
        f"{'an accusation' if accusing == 1 else 'accusations'}; whoever passes on adds no origin."
    )
    more = f" The first {_ROWS} of {len(claims):,} are shown." if len(claims) > _ROWS else ""
    head = ("Chain, outermost first", "What is said", "In its own words", "Recorded by")
    cites = tuple(claim.id for claim in claims[:_CITED])
    return (Sentence(text + more, cites, label="Passed on"),), (
        Table("What was relayed by whom", head, tuple(rows)),
    )


def _links(claim: Claim, owner: str) -> list[str]:
    """Return who passes a claim on, outermost first: before all others the source of the document, where it is another."""
    links = [defang(relay) for relay in claim.relayed_by]
    known = not owner or defang(owner) in {*links, defang(claim.speaker)}
    return links if known else [defang(owner), *links]
