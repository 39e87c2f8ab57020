"""Whoever hides a copy is found out: by letters that look alike, marks nobody sees, quotation marks, order, padding."""

import random

import pytest

from probandum.sources.reuse import Document, Shared, compare

STORY = (
    "The intruders sent a letter with a document that fetched a second stage from a rented server. "
    "After two weeks they moved from the mail server to the archive and copied what they found there. "
    "The operators took care to work in the office hours of another time zone, and they removed the logs. "
    "Nobody noticed before the backup failed, because the agent on the host had been stopped a month earlier. "
    "A technician then found the scheduled task, which started a small program from the folder for fonts. "
    "It wrote what people typed into a file and sent that file away once a day, shortly after lunch."
)
OTHER = (
    "Port authorities closed both terminals on Monday while engineers rebuilt the booking system by hand. "
    "A spokesperson said that trucks would be turned away until further notice and asked for patience. "
    "Customers who had paid in advance were told to keep their receipts and wait for a letter. "
    "Farmers along the river complained about rotting fruit and demanded help from the government. "
    "The union called for a meeting in the town hall, which was postponed twice for lack of chairs. "
)
LATIN = "aceopxyisABEKMHOPCTX"
ALIKE = "асеорхуіѕАВЕКМНОРСТХ"


def pair(one: str, two: str) -> Shared | None:
    return compare(Document("a", one), Document("b", two))


def copied(text: str) -> float:
    found = pair(STORY, text)
    if found is None:
        return 0.0
    assert {passage.kind for passage in found.passages} <= {"copy", "paraphrase"}
    return found.covered[0] / found.words[0]


def sentences(text: str) -> list[str]:
    return [sentence.strip(" .") + "." for sentence in text.split(". ")]


def hyphenated(text: str) -> str:
    words = text.split(" ")
    return " ".join(
        f"{w[:3]}-\n{w[3:]}" if place % 9 == 4 and len(w) > 5 else w for place, w in enumerate(words)
    )


@pytest.mark.parametrize(
    "hidden",
    [
        STORY.translate(str.maketrans(LATIN, ALIKE)),
        "".join(f"{letter}\u200b" if letter.isalpha() else letter for letter in STORY),
        STORY.replace("en", "e\u00adn"),
        STORY.replace("e", "e\u0301"),
        STORY.swapcase(),
        "".join(chr(ord(letter) + 0xFEE0) if letter.isalpha() else letter for letter in STORY),
        STORY.replace("o", "0").replace("l", "1"),
        hyphenated(STORY),
        STORY.replace(" ", "\u00a0"),
        STORY.replace(" ", "\n"),
        STORY.replace(" ", "_"),
        STORY.replace(" ", " * "),
    ],
    ids=[
        "homoglyphs",
        "zero width",
        "soft hyphens",
        "accents",
        "case",
        "full width",
        "digits for letters",
        "hyphens at line ends",
        "no-break spaces",
        "a word a line",
        "underscores",
        "asterisks",
    ],
)
def test_a_disguise_hides_no_copy(hidden: str) -> None:
    assert copied(hidden) > 0.9


@pytest.mark.parametrize(
    "hidden",
    [
        f"“{STORY}”",
        f"The ministry said: “{STORY}”",
        " ".join(f"“{word}”" for word in STORY.split()),
        "\n".join(f"“{sentence}”, a spokesperson said." for sentence in sentences(STORY)),
        "\n".join(f"> {sentence}" for sentence in sentences(STORY)),
        f"A source wrote:\n{STORY}",
        f"```\n{STORY}\n```",
        " ".join(f"${word}" for word in STORY.split()),
        "\n".join(f"// {sentence} {{x = 1;}}" for sentence in sentences(STORY)),
    ],
    ids=[
        "all in quotation marks",
        "attributed to a third",
        "each word",
        "each sentence attributed",
        "block quote",
        "announced",
        "fenced as code",
        "each word a variable",
        "each sentence in a line of code",
    ],
)
def test_prose_dressed_as_something_else_is_still_a_copy(hidden: str) -> None:
    assert copied(hidden) > 0.8


def test_sentences_in_another_order_are_still_copied() -> None:
    shuffled = sentences(STORY)
    random.Random(1).shuffle(shuffled)
    assert copied(" ".join(shuffled)) > 0.9


def test_padding_between_all_sentences_hides_no_copy() -> None:
    padded = " ".join(
        f"{one} {two}" for one, two in zip(sentences(STORY), sentences(OTHER * 2), strict=False)
    )
    assert copied(padded) > 0.9


def test_padding_of_a_hundred_times_the_length_hides_no_copy() -> None:
    rng = random.Random(2)
    words = [f"{a}{b}" for a in OTHER.split() for b in ("", "s", "ly")]
    filler = " ".join(rng.choices(words, k=5_000))
    assert copied(f"{filler}. {STORY} {filler}") > 0.95


def test_many_small_pieces_make_a_copy_together() -> None:
    words = STORY.split()
    pieces = [" ".join(words[place : place + 8]) for place in range(0, len(words), 8)]
    filler = OTHER.split()
    text = " ".join(
        f"{piece} {filler[3 * place % 60]} {filler[7 * place % 60]}." for place, piece in enumerate(pieces)
    )
    assert copied(text) > 0.8
    random.Random(3).shuffle(pieces)
    assert copied(". ".join(pieces)) > 0.6


def test_every_third_word_replaced_and_sentences_shuffled_is_still_a_copy() -> None:
    rng = random.Random(4)
    filler = OTHER.split()
    changed = []
    for sentence in sentences(STORY):
        words = sentence.split()
        changed.append(
            " ".join(rng.choice(filler) if place % 4 == 2 else word for place, word in enumerate(words))
        )
    rng.shuffle(changed)
    assert copied(" ".join(changed)) > 0.7


def test_boilerplate_words_at_the_end_do_not_make_a_template_of_a_copy() -> None:
    foot = " Subscribe to our newsletter. All rights reserved. Follow us. Contact us. Privacy policy."
    found = pair(OTHER * 3 + STORY, OTHER.replace("e", "a") * 3 + STORY + foot)
    assert found is not None
    assert found.covered[1] > 90
