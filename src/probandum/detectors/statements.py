"""Who says what about whom: sentences as statements, accusations and denials as claims, figures."""

from collections.abc import Iterator, Sequence

from probandum.detectors.sayings.document import Document, Knowing
from probandum.detectors.sayings.likely import shipped
from probandum.interfaces import Batch
from probandum.model.claim import Claim
from probandum.model.observation import Observation, Omission, Text
from probandum.model.pack import Pack
from probandum.model.statement import StatedFigure, Statement

_LANGUAGES = frozenset({"", "en"})


class StatementDetector:
    """Reads what documents say; it weighs nothing, and leaves empty what the words do not tell."""

    name = "statements/1"
    stage = 2

    def __init__(self) -> None:
        self._known: tuple[Pack, Knowing] | None = None

    def detect(self, batch: Batch, knowledge: Pack) -> Iterator[Statement | StatedFigure | Claim | Omission]:
        """Yield statements, figures and claims, text by text, in the order of the text.

        What is known of a pack is kept as long as the next call brings the same object.
        """
        if self._known is None or self._known[0] is not knowledge:
            self._known = (knowledge, Knowing(knowledge, shipped()))
        for text in batch.texts:
            if text.language not in _LANGUAGES:
                what = f"statements are read in English; not supported: language {text.language!r}; read it yourself or translate it"
                yield Omission(text.exhibit, self.name, what)
                continue
            yield from Document(text, _of(text, batch.observations), self._known[1], self.name).finds()


def _of(text: Text, observations: Sequence[Observation]) -> list[Observation]:
    return [one for one in observations if one.exhibit == text.exhibit]
