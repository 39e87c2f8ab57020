"""From a name to the actors and software that somebody calls so."""

import re
import unicodedata

from probandum.model.pack import Pack

_BETWEEN = re.compile(r"[\W_]+")


def fold(name: str) -> str:
    """Return a name without regard to case, hyphens, spaces and other punctuation (Unicode NFKC, case-folded)."""
    plain = (name if name.isascii() else unicodedata.normalize("NFKC", name)).casefold()
    return _BETWEEN.sub("", plain) or " ".join(plain.split())


def names_by_fold(pack: Pack) -> dict[str, tuple[str, ...]]:
    """Return all that carries a name, by folded name; ids sorted. For those who resolve many names."""
    found: dict[str, set[str]] = {}
    for name in pack.names:
        found.setdefault(fold(name.name), set()).add(name.of)
    for identity in _ids(pack):
        found.setdefault(fold(identity), set()).add(identity)
    return {name: tuple(sorted(ids)) for name, ids in found.items()}


def _ids(pack: Pack) -> list[str]:
    return [item.id for items in (pack.actors, pack.software) for item in items]


def resolve(pack: Pack, name: str) -> tuple[str, ...]:
    """Return the ids of all actors and software of that name or id, sorted; several where the name is disputed."""
    key = fold(name)
    if not key:
        return ()
    found = {item.of for item in pack.names if not item.of.startswith("T") and fold(item.name) == key}
    found.update(identity for identity in _ids(pack) if fold(identity) == key)
    return tuple(sorted(found))
