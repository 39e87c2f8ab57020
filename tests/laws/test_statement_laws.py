"""Laws of the detector of statements: places, determinism, and no state in any rule."""

from hypothesis import given, settings
from hypothesis import strategies as st

from probandum.detectors.statements import StatementDetector
from probandum.interfaces import Batch
from probandum.knowledge.places import PLACES
from probandum.model.claim import Claim
from probandum.model.observation import Omission
from probandum.model.pack import Pack
from probandum.model.statement import Statement
from probandum.testing.detectors import as_text

PACK = Pack("p", "1", "", {}, False, (), (), (), (), (), (), (), PLACES)
DETECTOR = StatementDetector()
STATES = ["Chile", "Norway", "Peru", "Kenya", "Egypt", "Spain"]
"""Names of one word and no vowel that asks for another article; every one stands for any."""
SENTENCES = [
    "{0} accused {1} of hacking its ministry.",
    "{0} denied that it had anything to do with the attack.",
    "“{1} has spied on us for years,” the government of {0} said.",
    "According to {0}, hackers linked to {1} broke into 3,000 accounts.",
    "We urge {1} to stop slandering {0}.",
    "The allegations of {1} are groundless.",
    "Where is the evidence of {0}?",
    "The intrusion was attributed to {1} by the police of {0}.",
    "They stole the plans.",
    "{0} is the victim of cyber attacks.",
    "In 2019, about 59,000 applications were filed from {0}.",
    "Q: Did {0} do it?",
    "A: No, {1} did it.",
]
texts = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8).map("\n\n".join)
noise = st.text(st.sampled_from("aZ .?!\"“”'’:;,()\n-QA10%中国ا\u202e\u200b€"), max_size=200)


def read(words):
    text = as_text(words)
    return text, list(DETECTOR.detect(Batch((text,)), PACK))


@given(texts | noise | st.tuples(texts, noise).map("".join))
@settings(max_examples=150, deadline=None)
def test_quotes_stand_where_they_are_said_to_stand(words):
    words = words.replace("{0}", "Chile").replace("{1}", "Norway")
    text, found = read(words)
    data = text.text.encode()
    for one in found:
        if not isinstance(one, Omission):
            assert data[one.locator.start : one.locator.end].decode() == one.quote
    statements = {one.id for one in found if isinstance(one, Statement)}
    assert all(one.statement in statements for one in found if isinstance(one, Claim))
    assert read(words)[1] == found


def shape(found, names):
    """Return what was found without places and ids, states by their number."""

    def plain(value):
        for number, name in enumerate(names):
            value = value.replace(name, f"<{number}>")
        return value

    rows = []
    for one in found:
        if isinstance(one, Statement):
            rows.append(
                (
                    one.types,
                    one.mode,
                    one.role,
                    plain(one.speaker),
                    plain(one.hedge),
                    tuple(map(plain, one.chain)),
                )
            )
        elif isinstance(one, Claim):
            rows.append(
                (
                    one.stance,
                    one.level,
                    *map(plain, (one.speaker, one.subject, one.predicate, one.object, one.linked_to)),
                    len(one.answers),
                )
            )
    return rows


@given(texts, st.permutations(STATES))
@settings(max_examples=100, deadline=None)
def test_other_states_are_read_alike(words, states):
    one, other = ("Chile", "Norway"), tuple(states[:2])
    first = read(words.replace("{0}", one[0]).replace("{1}", one[1]))[1]
    second = read(words.replace("{0}", other[0]).replace("{1}", other[1]))[1]
    assert shape(first, one) == shape(second, other)
