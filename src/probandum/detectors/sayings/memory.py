"""Somebody a text speaks of, and who was spoken of before."""

import re
from collections.abc import Sequence

from probandum.model.ident import Value
from probandum.model.scales import Level

Keys = frozenset[str]


GROUP_KINDS = frozenset({"intrusion-set", "campaign"})
"""Kinds of what is named that act: groups and their campaigns."""


class Named(Value, frozen=True):
    """A group, campaign or piece of software that the text names at characters [start, end)."""

    start: int
    end: int
    kind: str
    keys: Keys


class Actor(Value, frozen=True):
    """Who a noun phrase stands for.

    Attributes:
        first: first word.
        last: one past the last word.
        surface: in the words of the text; of a pronoun, of whom it stands for.
        level: of whom is named; None where nobody is.
        keys: states (``state:XX``) and things of the pack it names or stands behind.
        linked_to: the state behind it, in the words of the text.
        link: how it stands behind it.
        oblique: whether it says only of what kind it is (“certain countries”).
    """

    first: int
    last: int
    surface: str
    level: Level | None
    keys: Keys
    linked_to: str = ""
    link: str = ""
    oblique: bool = False


class Memory:
    """Who was spoken of before, for “they”, “it” and “the group”."""

    def __init__(self) -> None:
        self.recent: list[tuple[int, Actor]] = []
        self.names: dict[str, Actor] = {}

    def mention(self, sentence: int, text: str, named: Sequence[Named]) -> None:
        """Remember the hacking groups that a sentence names which is not read word by word."""
        for one in named:
            if one.kind == "intrusion-set":
                self.add(sentence, Actor(0, 1, text[one.start : one.end], "group", one.keys))

    def add(self, sentence: int, actor: Actor) -> None:
        """Remember an actor; names in capitals inside it stand for it from now on."""
        self.recent.append((sentence, actor))
        if len(self.recent) > 50:
            del self.recent[:25]
        if actor.level in {"organisation", "group"}:
            for name in re.findall(r"\b[A-Z][A-Z]{2,7}\b|\(([A-Z]{2,8})\)", actor.surface)[:4]:
                self.names.setdefault(name, actor)

    def last(self, sentence: int, number: str, before: int | None = None, reach: int = 2) -> Actor | None:
        """Return the last actor of the few sentences before (or earlier in this one) that a pronoun can stand for."""
        for at, actor in reversed(self.recent):
            if sentence - at > reach:
                return None
            if at == sentence and before is not None and actor.last > before:
                continue
            if number == "many" and not _is_many(actor):
                continue
            if number == "one" and _is_many(actor) and actor.level != "state":
                continue
            return actor
        return None


def _is_many(actor: Actor) -> bool:
    head = actor.surface.split(" of ")[0].split()[-1:] or [""]
    return actor.level in {"operator", "group"} or (head[0].endswith("s") and not head[0].isupper())
