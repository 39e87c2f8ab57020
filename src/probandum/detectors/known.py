"""What a structured feed names – an ATT&CK id, a family, an actor – is looked up in the pack.

A feed states the thing and the place; which entry of the knowledge it is, is said here, in an observation derived from
the feed's own. A name that belongs to several entries keeps them all.
"""

from collections import defaultdict
from collections.abc import Iterator

import msgspec

from probandum.interfaces import Batch
from probandum.model.observation import Observation, Omission
from probandum.model.pack import Pack

BEHAVIOUR = frozenset({"attack-pattern", "malware", "tool"})
ACTORS = frozenset({"intrusion-set", "threat-actor", "campaign"})


class KnownDetector:
    """Looks up what readers of structured formats observed."""

    name = "known/1"
    stage = 1

    def __init__(self) -> None:
        self._looked: tuple[Pack, _Index] | None = None

    def detect(self, batch: Batch, knowledge: Pack) -> Iterator[Observation | Omission]:
        """Yield an observation with refs for each that a reader left without them and the pack knows."""
        wanted = [one for one in batch.observations if not one.refs and one.kind in BEHAVIOUR | ACTORS]
        if not wanted:
            return
        if self._looked is None or self._looked[0] is not knowledge:
            self._looked = (knowledge, _Index(knowledge))
        index = self._looked[1]
        for one in wanted:
            refs = index.find(one.kind, one.value)
            if refs:
                yield _known(one, refs, index, self.name)


class _Index:
    def __init__(self, pack: Pack) -> None:
        self.kinds: dict[str, str] = {one.id: "attack-pattern" for one in pack.techniques}
        self.kinds |= {one.id: one.kind for one in pack.software}
        self.kinds |= {
            one.id: "campaign" if one.kind == "campaign" else "intrusion-set" for one in pack.actors
        }
        self.named: dict[str, set[str]] = defaultdict(set)
        for technique in pack.techniques:
            self.named[_folded(technique.name)].add(technique.id)
        for name in pack.names:
            self.named[_folded(name.name)].add(name.of)

    def find(self, kind: str, value: str) -> tuple[str, ...]:
        """Return the ids that a value of a kind may stand for, sorted."""
        if value in self.kinds:
            return (value,)
        actor = kind in ACTORS
        found = self.named.get(_folded(value), set())
        return tuple(
            sorted(one for one in found if self._fits(one, actor=actor, technique=kind == "attack-pattern"))
        )

    def _fits(self, one: str, *, actor: bool, technique: bool) -> bool:
        kind = self.kinds[one]
        return kind in ACTORS if actor else (kind == "attack-pattern") == technique and kind not in ACTORS


def _folded(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


def _known(one: Observation, refs: tuple[str, ...], index: _Index, by: str) -> Observation:
    exact = len(refs) == 1
    note = (
        f"the feed's {one.value!r} is {refs[0]}"
        if exact
        else f"{one.value!r} may be {', '.join(refs)}: kept apart"
    )
    return msgspec.structs.replace(
        one,
        kind=index.kinds[refs[0]] if exact else one.kind,
        value=refs[0] if exact else one.value,
        surface=one.surface or ("" if one.value == refs[0] else one.value),
        refs=refs,
        by=by,
        note=f"{note}; {one.note}" if one.note else note,
        derived_from=(one.id,),
    )
