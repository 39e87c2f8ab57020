"""Every name of the pack in sentences with and without a cue: which can never be found."""

import pytest

from probandum.detectors.names import NameDetector
from probandum.interfaces import Batch
from probandum.model.exhibit import Locator
from probandum.model.ident import digest
from probandum.model.observation import Observation, Span, Text
from probandum.model.pack import Pack

# Shares found as they were counted; they may only rise. Some names of software are entries that yield to ATT&CK's.
SENTENCES = (
    ("actor", "The {} group attacked the bank.", 0.999),
    ("actor", "The attacks were attributed to {} in May.", 0.999),
    ("actor", "In May, it is also known as {}.", 0.999),
    ("actor", "Then {}’s people came back in spring.", 0.94),
    ("software", "The {} malware was dropped.", 0.994),
    ("software", "It is the {} ransomware.", 0.993),
    ("software", "Somebody uploaded a sample of {} then.", 0.985),
    ("software", "Then {}’s code came back in spring.", 0.885),
)


@pytest.fixture(scope="module")
def pack(shipped_pack: Pack) -> Pack:
    return shipped_pack


@pytest.fixture(scope="module")
def names(pack: Pack) -> dict[str, dict[str, set[str]]]:
    """Ids by name, by sort."""
    sort = {one.id: "actor" for one in pack.actors} | {one.id: "software" for one in pack.software}
    found: dict[str, dict[str, set[str]]] = {"actor": {}, "software": {}}
    for name in pack.names:
        if name.of in sort:
            found[sort[name.of]].setdefault(name.name, set()).add(name.of)
    return found


@pytest.fixture(scope="module")
def detector() -> NameDetector:
    return NameDetector()


@pytest.mark.parametrize(("sort", "sentence", "least"), SENTENCES)
def test_names_are_found(
    pack: Pack,
    names: dict[str, dict[str, set[str]]],
    detector: NameDetector,
    sort: str,
    sentence: str,
    least: float,
) -> None:
    texts, places = [], []
    for name in names[sort]:
        content = sentence.format(name)
        span = Span(0, len(content), Locator("byte", 0, len(content)))
        texts.append(Text(digest(content.encode()), "t/1", content, (span,)))
        places.append((sentence.index("{"), sentence.index("{") + len(name)))
    refs: dict[str, set[str]] = {}
    at = {text.exhibit: place for text, place in zip(texts, places, strict=True)}
    for one in detector.detect(Batch(tuple(texts)), pack):
        assert isinstance(one, Observation)
        start, end = at[one.exhibit]
        if one.locator.start < end and start < one.locator.end:
            refs.setdefault(one.exhibit, set()).update(one.refs)
    found = [
        not ids.isdisjoint(refs.get(text.exhibit, ()))
        for text, ids in zip(texts, names[sort].values(), strict=True)
    ]
    missed = [name for name, was in zip(names[sort], found, strict=True) if not was]
    share = sum(found) / len(found)
    print(sentence, len(found), round(share, 4), missed[:40])
    assert share >= least, missed[:40]


@pytest.mark.parametrize("sentence", ["He will {} it there.", "They saw the {} near the old house."])
def test_single_ordinary_words_in_small_letters_are_no_names(
    pack: Pack, names: dict[str, dict[str, set[str]]], detector: NameDetector, sentence: str
) -> None:
    """Without a cue a name that is one ordinary word is never found in small letters."""
    from probandum.detectors.lexicon import is_ordinary

    plain = sorted(
        {name.lower() for name in (*names["actor"], *names["software"]) if is_ordinary(name.lower())}
    )
    assert len(plain) > 500
    content = "\n".join(sentence.format(name) for name in plain)
    text = Text(
        digest(content.encode()), "t/1", content, (Span(0, len(content), Locator("byte", 0, len(content))),)
    )
    assert [
        one.surface or one.value
        for one in detector.detect(Batch((text,)), pack)
        if isinstance(one, Observation)
    ] == []
