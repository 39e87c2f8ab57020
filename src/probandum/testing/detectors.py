"""What every detector keeps."""

from collections.abc import Sequence

from probandum.interfaces import Batch, Detector, Find
from probandum.model.claim import Claim
from probandum.model.exhibit import Locator
from probandum.model.ident import digest
from probandum.model.observation import Observation, Omission, Span, Text
from probandum.model.pack import Pack
from probandum.model.statement import Statement

GARBAGE = ("", " ", "\u202e\u200b", "a." * 5000, "[" * 5000, "hxxp" * 2000, "\ufffd" * 1000, "T1059." * 1000)


def check_detector(detector: Detector, samples: Sequence[str], knowledge: Pack) -> None:
    """Check a detector on texts in which it finds something, and on garbage.

    Raises:
        AssertionError: the detector breaks a promise of :class:`probandum.interfaces.Detector`; the message says which.
    """
    name, slash, version = detector.name.partition("/")
    assert name and slash and version, f"{detector.name!r} is not name/version"
    assert detector.stage in (1, 2), f"{detector.name}: stage {detector.stage!r} is neither 1 nor 2"
    for sample in samples:
        batch = Batch((as_text(sample),))
        found = list(detector.detect(batch, knowledge))
        assert found, f"{detector.name} finds nothing in a sample"
        again = list(detector.detect(batch, knowledge))
        assert found == again, f"{detector.name} gives another result the second time"
        for one in found:
            _check(detector, batch.texts[0], one)
    for garbage in GARBAGE:
        text = as_text(garbage)
        for one in detector.detect(Batch((text,)), knowledge):
            _check(detector, text, one)


def as_text(words: str) -> Text:
    """Return words as the text of an exhibit that holds just them in UTF-8, a span a character."""
    spans, at = [], 0
    for index, char in enumerate(words):
        size = len(char.encode())
        spans.append(Span(index, index + 1, Locator("byte", at, at + size)))
        at += size
    return Text(digest(words.encode()), "testing/1", words, tuple(spans))


def _check(detector: Detector, text: Text, found: Find) -> None:
    assert found.exhibit == text.exhibit, f"{detector.name}: a find in another exhibit"
    assert found.by == detector.name, f"{detector.name}: a find signed {found.by!r}"
    if isinstance(found, Observation | Statement | Claim):
        assert 0 <= found.authenticity <= 1, f"{detector.name}: authenticity {found.authenticity}"
    if not isinstance(found, Omission):
        size = len(text.text.encode())
        assert 0 <= found.locator.start < found.locator.end <= size, (
            f"{detector.name}: {found.locator} is no place in it"
        )
