"""Sentences, turns, quotations, figures and parts of speech: the pieces that statements are read with."""

from decimal import Decimal

import pytest

from probandum.detectors.sayings.chunks import Sentence
from probandum.detectors.sayings.figures import figures
from probandum.detectors.sayings.inflect import verb_forms
from probandum.detectors.sayings.places import Places
from probandum.detectors.sayings.quotes import Quoted, quotes
from probandum.detectors.sayings.sentences import LONGEST, paragraphs, premise, sentences
from probandum.detectors.sayings.tokens import MOST, tokens
from probandum.detectors.sayings.turns import turns
from probandum.model.exhibit import Locator
from probandum.testing.detectors import as_text


def split(text):
    return [text[start:end] for one in paragraphs(text) for start, end in sentences(text, one.start, one.end)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("The U.S. Department of Justice spoke. The U.K. did not.", ["The U.S. Department of Justice spoke.", "The U.K. did not."]),
        ("He lives in the U.S. The others do not.", ["He lives in the U.S.", "The others do not."]),
        ("Mr. Smith met Dr. J. Doe at No. 10.", ["Mr. Smith met Dr. J. Doe at No. 10."]),
        ("**What the two states have built up over the years**\nArland has a corps.", ["**What the two states have built up over the years**", "Arland has a corps."]),
        ("The corps of Arland **is large** and in these years has become\n**even larger** than that of Borduria.", ["The corps of Arland **is large** and in these years has become\n**even larger** than that of Borduria."]),
        ("“It is false. We did not do it,” she said.", ["“It is false.", "We did not do it,” she said."]),
        ("Wait… what? Yes.", ["Wait… what?", "Yes."]),
        ("中国反对一切网络攻击。这是事实。", ["中国反对一切网络攻击。", "这是事实。"]),
        ("It grew by 10.6 percent in v2.3. Then it fell.", ["It grew by 10.6 percent in v2.3.", "Then it fell."]),
        ("- First point\n- Second point", ["First point", "Second point"]),
        ("Heading\n\nA sentence that goes\non here.", ["Heading", "A sentence that goes\non here."]),
        ("", []),
        (" \n\n ... \n", []),
    ],
)  # fmt: skip
def test_sentences(text, expected):
    assert split(text) == expected


def test_a_sentence_without_end_is_cut():
    found = split("word " * 5_000)
    assert len(found) > 1
    assert max(map(len, found)) <= LONGEST


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("It is reported that A hacked B, What is your comment?", "What is your comment?"),
        ("The minister says that A hacked B, what is your comment?", "what is your comment?"),
        ("What is the comment of the embassy?", None),
        ("Will you act, and does the ministry know?", None),
    ],
)
def test_premise(text, question):
    at = premise(text, 0, len(text))
    assert (text[at:] if at else None) == question


def parts(text, about=""):
    found = list(paragraphs(text))
    return [(turn.part, turn.label, text[turn.start : turn.end]) for turn in turns(text, found, about)]


@pytest.mark.parametrize(
    "text",
    [
        "Q: Did you do it?\n\nA: No.",
        "Question: Did you do it?\n\nAnswer: No.",
        "**Reuters:** Did you do it?\n\n**Spokesperson:** No.",
        "Journalist: Did you do it?\n\nMinister of Examples: No.",
        "Q1. Did you do it?\n\nA1. No.",
    ],
)
def test_turns_with_labels(text):
    found = parts(text)
    assert [(part, words) for part, _, words in found] == [("asks", "Did you do it?"), ("answers", "No.")]


def test_turns_without_labels():
    found = parts(
        "What do you say to the report?\n\nIt is false.\n\nIt always was.", "Spokesperson's remarks"
    )
    assert [part for part, _, _ in found] == ["asks", "answers", "answers"]


def test_notes_and_sentences_are_no_labels():
    found = parts("Note: this is long.\n\nThe attackers did two things: they stole data and left.")
    assert [label for _, label, _ in found] == ["", ""]


def test_quotes():
    text = 'She said “it\'s a lie” and "no more". A 5" disk, «oui».'
    assert [text[one.start : one.end] for one in quotes(text, 0, len(text))] == [
        "it's a lie",
        "no more",
        "oui",
    ]
    quoted = Quoted(quotes(text, 0, len(text)))
    assert quoted.around(text.index("lie")) is not None
    assert quoted.around(0) is None
    assert 0 < quoted.share(text, (0, len(text))) < 1


@pytest.mark.parametrize(
    ("text", "value", "unit", "kind", "quote"),
    [
        ("In 2019, about 59,000 IP applications were filed.", 59_000, "applications", "amount", "about 59,000 IP applications"),
        ("It grew by 10.6% in a year.", Decimal("10.6"), "%", "percent", "10.6%"),
        ("They became friends nearly 50 years ago.", 50, "years", "amount", "nearly 50 years ago"),
        ("This makes it the biggest source of patents.", 1, "source", "rank", "the biggest source"),
        ("The loss was $1.2 billion.", 1_200_000_000, "$", "amount", "$1.2 billion"),
        ("Between 300 and 400 firms were hit.", 350, "firms", "amount", "300 and 400 firms"),
        ("It hit thousands of devices.", 1_000, "devices", "amount", "thousands"),
        ("It ranked second.", 2, "", "rank", "second"),
    ],
)  # fmt: skip
def test_figures(text, value, unit, kind, quote):
    found = figures(text, 0, len(text))
    assert [(one.value, one.unit, one.kind, text[one.start : one.end]) for one in found] == [
        (value, unit, kind, quote)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It listens on port 443 at 10.0.0.1 since 12 May 2020 at 10:30.",
        "CVE-2021-44228 affects version 2.14.1 (see page 12 and Figure 3).",
        "Unit 61398 used 128-bit keys.",
        "The two sides spoke.",
        "the largest scale around the world",
    ],
)
def test_no_figures(text):
    assert figures(text, 0, len(text)) == []


def test_figures_say_when_and_by_whom():
    text = "In July 2021 some 30,000 servers were open, according to Exampleland's agency."
    (found,) = figures(text, 0, len(text))
    assert (found.when, found.approximate, found.source) == ("2021-07", "some", "Exampleland's agency")


def test_verb_forms():
    forms = verb_forms(["deny", "steal", "plan"])
    assert {"denies", "denied", "denying", "stole", "stolen", "planned"} <= forms.keys()
    assert {word.form for word in forms["denied"]} == {"past", "participle"}


def phrase(text):
    return Sentence(tokens(text, 0, len(text)))


@pytest.mark.parametrize(
    ("text", "lemma", "subject"),
    [
        ("Hackers linked to Exampleland stole data.", "steal", "Hackers linked to Exampleland"),
        ("The group, which nobody knew, stole data.", "steal", "The group"),
        ("They hit banks, targeted firms that hold data, and stole files.", "steal", "They"),
        ("Those who had waited for years stole files.", "steal", "Those"),
        ("The ministry accused Exampleland of stealing data.", "steal", "Exampleland"),
        ("The ministry urged Exampleland to stop stealing data.", "steal", "Exampleland"),
        ("It had for eleven years been stealing data.", "steal", "It"),
    ],
)
def test_subjects(text, lemma, subject):
    sentence = phrase(text)
    group = next(one for one in sentence.groups if one.lemma == lemma)
    first, last = sentence.subject(group)
    assert " ".join(token.word for token in sentence.words[first:last]) == subject


def test_passives_and_negations():
    groups = {one.lemma: one for one in phrase("It was not stolen by us and has never been sold.").groups}
    assert groups["steal"].passive
    assert groups["steal"].negated
    assert groups["sell"].negated


def test_words_are_bounded():
    text = "a b " * 5_000
    assert len(tokens(text, 0, len(text))) <= MOST


def test_places_lead_back():
    text = as_text("Ü 中 abc")
    places = Places(text)
    for start in range(len(text.text)):
        assert places.find(text.locate(start, len(text.text))) == (start, len(text.text))
    assert places.find(Locator("byte", 900, 901)) is None
    assert places.find(Locator("page", 0, 1, 1)) is None
