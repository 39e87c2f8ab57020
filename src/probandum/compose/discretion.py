"""Free text that people or conclusions wrote may name what a reader may not see; here such text is left out."""

from collections.abc import Collection, Iterable, Iterator

import msgspec

from probandum.model.decision import Decision
from probandum.model.dossier import Records
from probandum.model.ident import identify, short
from probandum.model.source import Origin
from probandum.model.weight import Assessment, Item

_SHORTEST = 4
"""Characters from which a word counts as telling; shorter ones stand in any text by chance."""


class Secrets:
    """Words that only the hidden part of the records holds.

    Args:
        every: all records.
        shown: what is left of them.
        items: weighed items of which something is left.
    """

    def __init__(self, every: Records, shown: Records, items: Iterable[Item]) -> None:
        known = {word.casefold() for word in (*_words(shown), *_named(items))}
        secret = {word.casefold() for word in (*_words(every), *_named(every.assessment.items))}
        self._words = sorted(word for word in secret - known if len(word) >= _SHORTEST)

    def told_by(self, *texts: str) -> bool:
        """Return whether one of the texts holds a hidden word."""
        low = "\n".join(texts).casefold()
        return any(word in low for word in self._words)

    def keep_from(self, origin: Origin) -> Origin:
        """Return an origin without the names and reasons that tell."""
        return msgspec.structs.replace(
            origin, sources=self.safe(origin.sources), why=self.safe(origin.why), roots=(), also=()
        )

    def safe(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Return the texts that tell nothing hidden."""
        return tuple(text for text in texts if not self.told_by(text))


def discreet(records: Records, secrets: Secrets, visible: Collection[str]) -> Records:
    """Return records whose free text tells nothing hidden; ``visible`` are ids of the items and origins left.

    What would be without an origin, or with its exhibits apart, is told only of origins that are wholly visible: the
    numbers would tell what the rest of it holds.
    """
    verdict, weighing, brief = records.verdict, records.assessment, records.brief
    held = {one.digest for one in records.exhibits}
    whole = {one.id for one in records.origins if held.issuperset(one.exhibits)}
    return msgspec.structs.replace(
        records,
        verdict=msgspec.structs.replace(
            verdict,
            reasons=secrets.safe(verdict.reasons),
            confidence_reasons=secrets.safe(verdict.confidence_reasons),
            would_change=secrets.safe(verdict.would_change),
            assumptions=secrets.safe(verdict.assumptions),
        ),
        assessment=_weighing(weighing, secrets, visible),
        brief=msgspec.structs.replace(
            brief,
            sources=tuple(
                msgspec.structs.replace(source, relies_on=secrets.safe(source.relies_on))
                for source in brief.sources
                if not secrets.told_by(source.name, source.interest)
            ),
        ),
        reviews=tuple(one for one in records.reviews if not secrets.told_by(one.value, one.reason)),
        judgements=tuple(one for one in records.judgements if not secrets.told_by(one.item, one.reason)),
        links=tuple(one for one in records.links if not secrets.told_by(one.reason)),
        outcomes=tuple(one for one in records.outcomes if not secrets.told_by(*_said(one.decision))),
        lineage=msgspec.structs.replace(
            records.lineage,
            citations=tuple(one for one in records.lineage.citations if not secrets.told_by(one.name)),
        ),
        suppositions=tuple(one for one in records.suppositions if whole.issuperset(one.origins)),
        acts=tuple(
            msgspec.structs.replace(act, note="".join(secrets.safe([act.note]))) for act in records.acts
        ),
    )


def _weighing(weighing: Assessment, secrets: Secrets, visible: Collection[str]) -> Assessment:
    return msgspec.structs.replace(
        weighing,
        pivots=tuple(one for one in weighing.pivots if one.id in visible and not secrets.told_by(one.name)),
        left_out={key: why for key, why in weighing.left_out.items() if not secrets.told_by(key, why)},
        questions=tuple(
            one
            for one in weighing.questions
            if not secrets.told_by(one.name, one.value)
            and (one.kind == "look-for" or identify("item", [one.item, one.value]) in visible)
        ),
        lowest="".join(secrets.safe([weighing.lowest])),
        unknown_values=secrets.safe(weighing.unknown_values),
        notes=secrets.safe(weighing.notes),
    )


def _named(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        yield from (item.name, item.value)


def _words(records: Records) -> Iterator[str]:
    for document in records.documents:
        yield from (document.title, document.source, document.exhibit, short(document.exhibit))
    for exhibit in records.exhibits:
        yield from (exhibit.digest, short(exhibit.digest))
    for taken in records.acquisitions:
        yield from (taken.name, taken.name.rpartition("/")[2])
    for claim in records.claims:
        yield from (claim.name, claim.quote)
    yield from (statement.quote for statement in records.statements)
    yield from (figure.quote for figure in records.figures)
    for observation in records.observations:
        yield from (observation.value, observation.surface)
    for outcome in records.outcomes:
        # what was rejected or corrected is no observation of the dossier any more, and still tells
        found = outcome.decision.seen
        yield from (str(found.get(name, "")) for name in ("name", "quote", "value", "surface"))


def _said(decision: Decision) -> Iterator[str]:
    yield from (decision.reason, decision.rule, decision.found, decision.standing)
