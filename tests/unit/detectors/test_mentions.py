"""Words before a name that say its bearer is only mentioned."""

import pytest

from probandum.detectors.mentions import aside

SAID = [
    *(
        ("Unlike", "excluded name"),
        ("This is unrelated to", "excluded name"),
        ("in contrast to the", "excluded name"),
    ),
    *(
        ("as opposed to", "excluded name"),
        ("it is distinct from", "excluded name"),
        ("It differs from", "excluded name"),
    ),
    *(("apart from", "excluded name"), ("rather than", "excluded name"), ("instead of", "excluded name")),
    *(("was not directly linked to", "excluded name"), ("is no longer attributed to", "excluded name")),
    *(("was never associated with", "excluded name"), ("we see no evidence of", "excluded name")),
    *(
        ("is similar to", "likened name"),
        ("with similarities to", "likened name"),
        ("comparable with", "likened name"),
    ),
    *(
        ("is identical in code to", "likened name"),
        ("resembles", "likened name"),
        ("reminiscent of", "likened name"),
    ),
    *(
        ("posed as", "borrowed name"),
        ("masquerading themselves as", "borrowed name"),
        ("pretend to be", "borrowed name"),
    ),
    *(("claimed to be", "borrowed name"), ("purporting to be", "borrowed name")),
    *(
        ("identified itself as", "borrowed name"),
        ("IMPERSONATED", "borrowed name"),
        ("in the name of", "borrowed name"),
    ),
    *(("under the names of", "borrowed name"), ("imitating", "borrowed name")),
]


@pytest.mark.parametrize(("words", "sort"), SAID)
@pytest.mark.parametrize("frame", ["{} ", "“So”, they say, {} “", "{}\n*"])
def test_words_before_a_name_say_that_it_is_only_mentioned(words, sort, frame):
    text = frame.format(words)
    found = aside(f"{text}Example did it.", len(text))
    assert found is not None
    assert found.sort == sort


@pytest.mark.parametrize(
    "words",
    ["", "The attack was the work of", "tools of", "posted by", "It was named", "We note that", "notably"],
)
def test_other_words_say_nothing(words):
    assert aside(f"{words} Example did it.", len(words) + 1) is None


def test_letters_that_count_as_others_are_read_as_before():
    text = "is \u017fimilar to "
    found = aside(f"{text}Example.", len(text))
    assert found is not None
    assert found.sort == "likened name"
