"""Laws of reuse: neither order nor names matter, more text hides nothing, places are places, work is bounded."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probandum.sources.reuse import Document, Shared, compare, shared

SETTINGS = settings(max_examples=60, deadline=None)
STEMS = ("harbour", "letter", "winter", "engine", "garden", "copper", "ladder", "market", "pencil", "stove")
WORDS = [f"{stem}{ending}" for stem in STEMS for ending in ("", "s", "ing", "ed", "like", "less")]
SMALL = ["the", "of", "and", "in", "to", "was", "by", "with"]
UNRELATED = [word[::-1] for word in WORDS]
NAMES = ("Arle", "Bost", "Crane", "Dunmow", "Elsworth")
FRAMES = (
    "{}",
    "{}",
    "“{}”",
    "> {}",
    "The mayor said: “{}”",
    "{} = 0x{{4f}};",
    "Subscribe to our newsletter. {}",
)


def sentence(seed: int) -> str:
    rng = random.Random(seed)
    words = [word for _ in range(12) for word in (rng.choice(SMALL), rng.choice(WORDS))]
    words[7] = rng.choice(NAMES)
    return " ".join(words).capitalize() + "."


SENTENCES = st.builds(
    lambda seed, frame: frame.format(sentence(seed)), st.integers(0, 8), st.sampled_from(FRAMES)
)
TEXTS = st.builds(
    lambda sentences, glue: glue.join(sentences),
    st.lists(SENTENCES, max_size=7),
    st.sampled_from((" ", "\n")),
)
ANY = st.one_of(TEXTS, st.text(max_size=300), st.text(alphabet="ab “”>\n.", max_size=300))


def pair(one: str, two: str, keys: tuple[str, str] = ("a", "b")) -> Shared | None:
    return compare(Document(keys[0], one), Document(keys[1], two))


def turned(found: Shared | None) -> object:
    if found is None:
        return None
    passages = sorted((one.second, one.first, one.words, one.kind, one.why) for one in found.passages)
    return passages, found.covered[::-1], found.words[::-1]


def straight(found: Shared | None) -> object:
    if found is None:
        return None
    passages = sorted((one.first, one.second, one.words, one.kind, one.why) for one in found.passages)
    return passages, found.covered, found.words


@SETTINGS
@given(ANY, ANY)
def test_the_order_of_two_texts_and_their_keys_do_not_matter(one: str, two: str) -> None:
    found = pair(one, two)
    assert compare(Document("b", two), Document("a", one)) == found
    assert turned(pair(one, two, ("b", "a"))) == straight(found)


@SETTINGS
@given(st.lists(TEXTS, min_size=2, max_size=5, unique=True), st.randoms(use_true_random=False))
def test_the_order_of_texts_does_not_matter(texts: list[str], rng: random.Random) -> None:
    keyed = [(f"k{place}", text) for place, text in enumerate(texts)]
    found = list(shared(dict(keyed)))
    rng.shuffle(keyed)
    assert list(shared(dict(keyed))) == found
    assert [(one.first, one.second) for one in found] == sorted((one.first, one.second) for one in found)


@SETTINGS
@given(st.lists(SENTENCES, min_size=1, max_size=7).map(" ".join))
def test_a_text_and_itself_are_one_copy_of_all(text: str) -> None:
    found = pair(text, text)
    assert found is not None
    assert [one.kind for one in found.passages] == ["copy"]
    assert found.covered == found.words
    assert found.share == 1.0


@SETTINGS
@given(TEXTS, TEXTS, st.permutations(["Ogle", "Pratt", "Quill", "Roxby", "Stoke"]))
def test_other_names_make_no_pair(one: str, two: str, new: list[str]) -> None:
    def renamed(text: str) -> str:
        for name, other in zip(NAMES, new, strict=True):
            text = text.replace(name.lower(), other).replace(name, other)
        return text

    one, two = renamed(one), renamed(two)
    before = pair(one, two)
    for name, other in zip(new, ("Tarn", "Ullock", "Vale", "Wick", "Yarm"), strict=True):
        one, two = one.replace(name, other), two.replace(name, other)
    after = pair(one, two)
    assert (before is None) == (after is None)
    if before is not None and after is not None:
        assert [one.kind for one in before.passages] == [one.kind for one in after.passages]


@SETTINGS
@given(TEXTS, TEXTS, st.integers(0, 400), st.booleans(), st.booleans())
def test_more_text_hides_no_passage(one: str, two: str, length: int, ahead: bool, both: bool) -> None:
    rng = random.Random(length)
    more = " ".join(rng.choice(UNRELATED) for _ in range(length)) + ".\n"
    found = pair(one, two)
    if found is None:
        return
    shift = len(more) + 1 if ahead else 0
    longer = f"{more} {one}" if ahead else f"{one} {more}"
    after = pair(longer, f"{two} {more[::-1]}" if both else two)
    prose = [passage for passage in found.passages if passage.kind != "paraphrase"]
    assert after is not None or not prose
    for (
        passage
    ) in prose:  # what is told in other words is weighed against what is left out between: no such law
        start, end = passage.first
        letters = {place for other in after.passages for place in range(*other.first)}
        assert len(letters & set(range(start + shift, end + shift))) >= 0.9 * (end - start)


@SETTINGS
@given(ANY, ANY)
def test_places_lie_inside_their_texts(one: str, two: str) -> None:
    found = pair(one, two)
    if found is None:
        return
    assert found.passages
    for passage in found.passages:
        for (start, end), text in ((passage.first, one), (passage.second, two)):
            assert 0 <= start < end <= len(text)
            assert text[start].strip()
            assert text[end - 1].strip()
        assert 0 < passage.words <= len(one[slice(*passage.first)])
        assert passage.why
    assert list(found.passages) == sorted(found.passages, key=lambda one: (one.first, one.second))
    assert all(0 <= covered <= words for covered, words in zip(found.covered, found.words, strict=True))
    dependent = any(passage.kind in ("copy", "paraphrase") for passage in found.passages)
    assert dependent == (found.covered != (0, 0))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("harbour " * 60_000, "harbour " * 50_001),
        ("harbour letter " * 30_000, "letter harbour winter " * 20_000),
        ("harbour, letter. " * 20_000, "harbour letter winter. " * 15_000),
        ("“" * 200_000, "”“" * 100_000),
        ("said: x\n" * 40_000, "said: x\n" * 30_000 + "y"),
        ("your files we tor bitcoin " * 12_000, "your files we tor bitcoin decrypt " * 10_000),
        ("a/b/c/d" * 40_000, "a/b/c/" * 40_000),
        ("x" * 400_000, "x" * 400_001),
        ("-\n".join(["harbour"] * 40_000), "-\n".join(["harbour"] * 30_000)),
        ("攻击" * 60_000, "击攻击" * 40_000),
        ("\ud800 harbour\x00 " * 30_000, "\ud800 harbour\x00 letter " * 20_000),
    ],
    ids=lambda text: repr(text[:12]),
)
def test_hostile_texts_cost_seconds_at_most(one: str, two: str) -> None:
    begun = time.process_time()
    pair(one, two)
    assert time.process_time() - begun < 15


def test_twice_the_text_is_no_more_than_some_times_the_work() -> None:
    rng = random.Random(5)

    def documents(words: int) -> tuple[Document, Document]:
        text = rng.choices(WORDS + SMALL, k=words)
        changed = [rng.choice(WORDS) if rng.random() < 0.3 else word for word in text]
        return Document("a", " ".join(text)), Document("b", " ".join(changed))

    def cost(words: int) -> float:
        one, two = documents(words)
        begun = time.process_time()
        compare(one, two)
        return time.process_time() - begun

    small = min(cost(8_000) for _ in range(3))
    assert min(cost(16_000) for _ in range(3)) < 6 * small
