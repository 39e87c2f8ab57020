"""What looks like a charge and is none (a supplier's wares, a boast, a defence), and set phrases that are one."""

import pytest

from probandum.detectors.names import NameDetector
from probandum.detectors.sayings.document import Document, Knowing
from probandum.interfaces import Batch
from probandum.knowledge.registry import RegistrySource
from probandum.model.exhibit import Locator
from probandum.model.ident import digest
from probandum.model.observation import Observation, Span, Text


@pytest.fixture(scope="module")
def known():
    """Return what is built once: the pack, the detector of names, what is known of states."""
    pack = RegistrySource().load()
    return pack, NameDetector(), Knowing(pack, None)


def accuses(known, content):
    """Return whether the rules alone, without the model, find a charge."""
    pack, names, knowing = known
    span = Span(0, len(content), Locator("byte", 0, len(content)))
    text = Text(digest(content.encode()), "test/1", content, (span,))
    named = [one for one in names.detect(Batch((text,)), pack) if isinstance(one, Observation)]
    judged = Document(text, named, knowing, "test/1").judged()
    return any("accusing" in kinds for _, kinds in judged)


@pytest.mark.parametrize(
    "sentence",
    [
        "The phones of ten editors were infected with NSO Group's Pegasus spyware last year.",
        "Two ministers were targeted with technology sold by NSO Group.",
        "The devices of forty deputies had been attacked with the wares of NSO Group.",
        "KillNet had claimed the attack as well, without showing anything.",
        "The Netherlands Defence Intelligence and Security Service disrupted the attempt.",
        "The FBI disrupted the botnet of a gang.",
        "The Security Council is called upon to condemn these acts and to hold the aggressors responsible.",
        "I didn't say that the Russian state had a hand in this.",
        "The embassy said once more that Russia had no intention of interfering in the affairs of the kingdom.",
        "Assets worth 90 million United States dollars were moved and, in the end, destroyed.",
    ],
)
def test_only_looks_like_a_charge(known, sentence):
    assert not accuses(known, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Lazarus Group attacked two banks with malware built by a student.",
        "KillNet attacked the airport's website.",
        "The FBI sabotaged the ministry's mail servers.",
        "The ministry answered a question on France's linking of Chile to the “Condor” incident.",
        "Norway called the attack an act of war and accused Chile of having hacked its parliament.",
        "The Russian state had a hand in this, the minister didn't say.",
    ],
)
def test_a_charge_stays_one(known, sentence):
    assert accuses(known, sentence)


PHRASES = [
    "The outage was put down to {}'s cyber command.",
    "The letter bears the handwriting of {}'s services, the ministry said.",
    "Its chief laid the theft at {}'s door.",
    "The break-in was laid at the feet of {}.",
    "It was {} that emptied the accounts.",
    "Whoever did it, the hackers were in the pay of {}.",
    "Police think it was {}.",
    "{}'s services had been reading the ministry's mail since May.",
    "The blog names {} as the culprit.",
]


@pytest.mark.parametrize("name", ["Norway", "Peru", "Canada"])
@pytest.mark.parametrize("phrase", PHRASES)
def test_set_phrases_of_blame(known, phrase, name):
    """They hold for every state alike (law 11)."""
    assert accuses(known, phrase.format(name))


@pytest.mark.parametrize(
    "sentence",
    [
        "If the outage was put down to Norway, nobody would believe it.",
        "The ministry denied that it was Norway that emptied the accounts.",
        "Nobody has said it was Norway.",
        "The delay was put down to Norway's weather.",
        "Was it Norway that emptied the accounts?",
    ],
)
def test_set_phrases_that_blame_nobody(known, sentence):
    assert not accuses(known, sentence)
