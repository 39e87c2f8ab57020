"""Copied passages: planted ones are found with their places, independent texts share nothing."""

import random
import time
from pathlib import Path

import pytest

from probandum.sources.reuse import Shared, count_words, fingerprints, shared

SHARED = next(
    (p for p in (up / "shared/data" for up in Path(__file__).resolve().parents) if p.is_dir()), None
)

STORY = (
    "The intruders sent a letter with a document that fetched a second stage from a rented server. "
    "After two weeks they moved from the mail server to the archive and copied what they found there. "
    "The operators took care to work in the office hours of another time zone, and they removed the logs. "
    "Nobody noticed before the backup failed, because the agent on the host had been stopped a month earlier. "
)
OTHER = (
    "Port authorities closed both terminals on Monday while engineers rebuilt the booking system by hand. "
    "A spokesperson said that trucks would be turned away until further notice and asked for patience. "
    "Customers who had paid in advance were told to keep their receipts and wait for a letter. "
)


def pairs(texts: dict[str, str]) -> dict[tuple[str, str], Shared]:
    return {(pair.first, pair.second): pair for pair in shared(texts)}


def test_an_excerpt_is_found_with_its_place_in_both_texts() -> None:
    excerpt = STORY[STORY.index("After two") : STORY.index(" The operators")]
    texts = {"a": STORY, "b": OTHER + excerpt + " " + OTHER.replace("Monday", "Tuesday")[::1]}
    pair = pairs(texts)["a", "b"]
    passage = max(pair.passages, key=lambda item: item.words)
    assert texts["a"][slice(*passage.first)].split()[:3] == ["After", "two", "weeks"]
    assert texts["b"][slice(*passage.second)].startswith("After two weeks they moved")
    assert passage.words >= 15


def test_a_whole_copy_is_covered_whole() -> None:
    pair = pairs({"a": STORY, "b": STORY.upper()})["a", "b"]
    assert pair.share == 1.0
    assert pair.words == (count_words(STORY), count_words(STORY))


def test_every_fourth_word_changed_is_still_a_copy() -> None:
    words = (STORY + OTHER).split()
    changed = [f"changed{place}" if place % 7 == 3 else word for place, word in enumerate(words)]
    assert pairs({"a": STORY + OTHER, "b": " ".join(changed)})["a", "b"].share > 0.8


def test_saying_it_twice_hides_no_copy() -> None:
    assert pairs({"a": STORY, "b": f"{STORY} {STORY}"})["a", "b"].share > 0.9


def test_independent_texts_and_empty_ones_share_nothing() -> None:
    assert pairs({"a": STORY, "b": OTHER, "c": "", "d": "…", "e": "one"}) == {}
    assert fingerprints("") == ()


def test_names_and_addresses_are_no_prose() -> None:
    names = "Sandworm Team, Fancy Bear, Lazarus Group, Cozy Bear, Wizard Spider, APT41, APT33, APT34, FIN7, FIN6. "
    link = "https://example.org/a-long-story-about-an-intrusion-that-everybody-links-to-and-nobody-has-copied-so-far "
    assert pairs({"a": STORY + names + link, "b": OTHER + names + link}) == {}


def test_what_many_texts_carry_at_their_end_is_told_for_every_pair() -> None:
    foot = STORY[: STORY.index("Nobody")]
    rng = random.Random(7)
    bodies = [" ".join(rng.choices([f"word{n}" for n in range(900)], k=80)) for _ in range(8)]
    found = pairs({f"t{place}": f"{body}. {foot}" for place, body in enumerate(bodies)})
    assert len(found) == 28
    assert {passage.kind for pair in found.values() for passage in pair.passages} == {"template"}


def test_scripts_without_spaces_are_compared_by_character() -> None:
    text = "攻击者向目标发送了一封带有恶意文档的邮件，随后在内部网络中移动，并复制了服务器上的文件。"
    assert pairs({"a": text, "b": "昨天有消息说：" + text})["a", "b"].share > 0.9


@pytest.mark.parametrize("text", ["ab " * 40_000, "https://" * 20_000, "." * 200_000, "\ud800 x " * 9_000])
def test_hostile_repetition_stays_cheap(text: str) -> None:
    begun = time.process_time()
    pairs({"a": text, "b": text + " more", "c": STORY})
    assert time.process_time() - begun < 5


@pytest.mark.shared
def test_planted_excerpts_in_real_reports_are_found_and_independent_reports_do_not_match() -> None:
    if SHARED is None or not (SHARED / "reports").is_dir():
        pytest.skip("the development data is not beside the checkout")
    files = sorted((SHARED / "reports/annoctr/text").glob("*.txt"))[::6]
    texts = {path.stem: path.read_text("utf-8", "replace") for path in files}
    rng = random.Random(11)
    long = [key for key in texts if len(texts[key].split()) > 400]
    vocabulary = " ".join(texts.values()).split()
    planted = {}
    for key in long:
        words = texts[key].split()
        start = rng.randrange(len(words) - 80)
        cut = [rng.choice(vocabulary) if rng.random() < 0.2 else word for word in words[start : start + 80]]
        planted[f"~{key}"] = " ".join([*OTHER.split(), *cut])
    found = pairs(texts | planted)
    recall = sum((key, f"~{key}") in found for key in long) / len(long)
    real = [pair for pair in found if "~" not in pair[0] + pair[1]]
    across = [pair for pair in real if pair[0].partition("_")[0] != pair[1].partition("_")[0]]
    assert recall >= 0.9
    assert len(across) <= 1
