"""Whom an accusation is laid at that only the model sees."""

import pytest

from probandum.detectors.sayings.likely import features
from probandum.detectors.sayings.memory import Named
from probandum.detectors.sayings.reading import Said
from probandum.detectors.sayings.reports import Source
from probandum.detectors.sayings.speakers import Voice
from probandum.detectors.sayings.tempering import marks, tempered
from probandum.detectors.states import State

VOICE = Voice("", "author", "", frozenset())


class Accusing:
    """A model that takes every sentence for accusing."""

    kinds = ("accusing",)

    def judge(self, seen, rules, *, official, firm):
        return frozenset({"accusing"})


def state(text, words, code, form):
    start = text.index(words)
    return State(start, start + len(words), code, form)


def group(text, words):
    start = text.index(words)
    return Named(start, start + len(words), "intrusion-set", frozenset({words.lower()}))


def accused(text, states=(), named=(), **said):
    one = Said((0, len(text)), 0, VOICE, "direct", **said)
    seen = features(text, one.span, marks((states, named)))
    made = tempered(text, one, (states, named), seen, Accusing())
    return made.charges[0][0].accused


@pytest.mark.parametrize(
    ("text", "named", "level"),
    [
        ("The trail leads to Borduria.", ("Borduria", "name"), "state"),
        ("The trail leads to Bordurian hackers of some skill.", ("Bordurian", "demonym"), "group"),
        ("The trail leads to Bordurian intelligence.", ("Bordurian", "demonym"), "organisation"),
        (
            "The trail leads to two Bordurian nationals, and to no group.",
            ("Bordurian", "demonym"),
            "operator",
        ),
        ("The trail leads to the BIB.", ("BIB", "organ"), "organisation"),
    ],
)
def test_one_state_is_the_accused(text, named, level):
    found = accused(text, [state(text, named[0], "BD", named[1])])
    assert (found.surface, found.level) == (named[0], level)


def test_a_group_goes_before_states_and_an_organ_before_its_like():
    text = "Red Heron, the BIB and Syldavia come to mind."
    states = [state(text, "BIB", "BD", "organ"), state(text, "Syldavia", "SY", "name")]
    assert accused(text, states, [group(text, "Red Heron")]).surface == "Red Heron"
    assert accused(text, states).surface == "BIB"


def test_several_states_or_the_speaker_are_nobody():
    text = "Syldavia and Borduria come to mind."
    both = [state(text, "Syldavia", "SY", "name"), state(text, "Borduria", "BD", "name")]
    assert accused(text, both).surface == ""
    source = Source(0, "Syldavia", frozenset({"state:SY"}), "say")
    assert accused(text, both, sources=(source,)).surface == "Borduria"


@pytest.mark.parametrize(
    ("text", "words", "level"),
    [
        (
            "A jury charged two nationals of Borduria with entering computers.",
            "two nationals of Borduria",
            "operator",
        ),
        ("The trail leads to hackers of the Bordurian state.", "Bordurian", "state"),
        ("It was the navy of Borduria.", "navy of Borduria", "organisation"),
        ("The border of Borduria was near.", "Borduria", "state"),
    ],
)
def test_who_belongs_to_a_state_is_not_the_state(text, words, level):
    name, form = ("Bordurian", "demonym") if "Bordurian" in text else ("Borduria", "name")
    found = accused(text, [state(text, name, "BO", form)])
    assert (found.surface, found.level) == (words, level)


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        ("It carried out thousands of attacks on networks in Borduria.", "Borduria", ""),
        ("They deployed the program against several Bordurian offices.", "Bordurian", ""),
        ("It drove a wedge between Borduria and its neighbours.", "Borduria", ""),
        ("It was the work of a regime in Borduria.", "Borduria", "Borduria"),
        ("It came from Borduria, they say.", "Borduria", "Borduria"),
    ],
)
def test_where_it_was_done_and_whom_it_hit_is_not_the_accused(text, words, said):
    form = "demonym" if words.endswith("n") else "name"
    assert accused(text, [state(text, words, "BO", form)]).surface == said


def test_of_two_states_the_one_that_was_not_hit_is_accused():
    text = "Syldavia, they say, reads the mail of ministers in Borduria."
    both = [state(text, "Syldavia", "SY", "name"), state(text, "Borduria", "BD", "name")]
    assert accused(text, both).surface == "Syldavia"


def test_a_boast_accuses_nobody():
    text = "Red Heron wrote on its leak site that it had encrypted the servers of the port."
    one = Said((0, len(text)), 0, VOICE, "direct")
    near = ([], [group(text, "Red Heron")])
    seen = features(text, one.span, marks(near))
    assert tempered(text, one, near, seen, Accusing()) == one


@pytest.mark.parametrize(
    ("role", "keys", "official", "firm"),
    [
        ("author", (), False, False),
        ("author", ("state:BD",), False, True),
        ("spokesperson", ("state:BD",), True, True),
        ("spokesperson", (), False, False),
    ],
)
def test_what_rules_find_is_surer_in_papers_of_offices_and_surest_in_answers(role, keys, official, firm):
    asked = []

    class Asked(Accusing):
        def judge(self, seen, rules, *, official, firm):
            asked.append((official, firm))
            return rules

    text = "The trail leads to Borduria."
    one = Said((0, len(text)), 0, Voice("", role, "", frozenset(keys)), "direct")
    tempered(text, one, ([], []), features(text, one.span, []), Asked())
    assert asked == [(official, firm)]
