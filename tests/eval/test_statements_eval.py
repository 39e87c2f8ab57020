"""Who says what about whom: the two statements that this program was started from, and a set that was labelled before any rule.

Documents in ``statements/`` were seen while rules were made; those in ``untouched`` and ``fresh`` were measured once and are
learnt from since. Floors lie in ``floors.json`` under ``statements`` and only rise.
"""

import json
from pathlib import Path

import pytest
from statements_score import GOLD_TYPES, SHARED, as_text, documents, f_1, found_in, pack, same, score, words

from probandum.interfaces import Batch
from probandum.model.claim import Claim
from probandum.model.exhibit import Exhibit
from probandum.model.ident import digest
from probandum.model.observation import Text
from probandum.model.statement import StatedFigure, Statement
from probandum.readers.text import TextReader

HERE = Path(__file__).parent
FLOORS = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))["statements"]
GOLD = SHARED / "statements" / "gold.json"
shared = pytest.mark.shared
no_gold = pytest.mark.skipif(not GOLD.exists(), reason=f"no development data at {GOLD}: gold not measured")


@pytest.fixture(scope="module")
def gold():
    """Return (labels, what the program makes of the file, its characters by byte) of both statements."""
    knowledge = pack()
    read = []
    for document in json.loads(GOLD.read_text(encoding="utf-8"))["documents"]:
        data = (GOLD.parent / document["doc"]).read_bytes()
        exhibit = Exhibit(digest(data), len(data), "text/plain")
        text = next(one for one in TextReader().read(exhibit, data) if isinstance(one, Text))
        read.append((document, found_in(text, knowledge), data))
    return read


def by_label(document, found, data):
    """Yield (label, statement or None), matched by place."""
    statements = [one for one in found if isinstance(one, Statement)]
    for label in document["statements"]:
        start, end = (len(data.decode()[:at].encode()) for at in label["span"])
        fits = [one for one in statements if one.locator.start < end and start < one.locator.end]
        yield (
            label,
            max(
                fits, key=lambda one: min(end, one.locator.end) - max(start, one.locator.start), default=None
            ),
        )


@shared
@no_gold
def test_gold_sentences_and_types(gold):
    counts = {"right": 0, "lost": 0, "wrong": 0}
    for document, found, data in gold:
        pairs = list(by_label(document, found, data))
        assert len([one for one in found if isinstance(one, Statement)]) == len(pairs)
        for label, one in pairs:
            wanted = {GOLD_TYPES.get(kind, kind) for kind in label["types"]}
            got = set(one.types)
            assert one.quote == label["text"]
            counts["right"] += len(wanted & got)
            counts["lost"] += len(wanted - got)
            counts["wrong"] += len(got - wanted)
    assert f_1(counts) >= FLOORS["gold: types F1"]


@shared
@no_gold
def test_gold_turns_and_speakers(gold):
    for document, found, data in gold:
        for label, one in by_label(document, found, data):
            asked = label["speaker"]["role"] == "questioner"
            assert (one.role == "questioner") == asked
            assert one.on_behalf_of == ("" if asked else "China")
            if asked:
                assert one.mode == label["mode"].replace("_", "-")
            else:
                assert label["speaker"]["role"].lower() in one.speaker.lower()


@shared
@no_gold
def test_gold_figures(gold):
    wanted, got = [], []
    for document, found, _ in gold:
        for label in document["statements"]:
            wanted += [
                (figure["surface"], figure.get("value", figure.get("rank")))
                for figure in label.get("figures", ())
            ]
        got += [(one.quote, float(one.value)) for one in found if isinstance(one, StatedFigure)]
    assert got == wanted


SAME = {"United States": {"United States", "US", "U.S."}}
"""Names that the labels write in one way and the texts in several."""
ACTS = {
    'espionage by "hackers", overseas personnel and agencies': 'engage in "espionage" activities',
    "theft of industrial secrets": "stolen industrial secrets",
    'being the "thief" (metaphor)': "thief",
    "seeking cyber hegemony": "seek cyber hegemony",
    "making up lies and smearing China": "smear",
    "stealing scientific and technological achievements": "stole",
}
"""Acts that the labels put in other words than the text: as the text has them."""


def parties(claim):
    """Return (accuser, accused, level, act, victim) of a labelled claim, as words of the text."""
    if "denier" in claim:
        inner = claim["denied"]
        accuser, accused = {"China"}, inner["accused"]
        act, victim = inner["act"], inner.get("victim")
    else:
        accuser, accused, act, victim = (
            {claim["accuser"]["name"]},
            claim["accused"],
            claim["act"],
            claim.get("victim"),
        )
    surface = accused.get("coref") or accused.get("surface") or accused["name"]
    level = {"person": "operator"}.get(accused.get("level"), accused.get("level") or "state")
    return accuser, surface, level, ACTS.get(act, act), (victim or {}).get("surface", "")


def fits(label, claim):
    accuser, surface, level, act, victim = parties(label)
    names = {other for name in accuser for other in SAME.get(name, {name})}
    speaker = any(same(words(name), words(claim.speaker)) for name in names)
    subject = same(words(surface), words(claim.subject))
    return (
        speaker
        and subject
        and claim.level == level
        and same(words(act), words(claim.predicate))
        and same(words(victim), words(claim.object))
    )


@shared
@no_gold
def test_gold_claims(gold):
    right, lost = 0, []
    for document, found, data in gold:
        claims = [one for one in found if isinstance(one, Claim)]
        for label, one in by_label(document, found, data):
            mine = [claim for claim in claims if claim.statement == one.id]
            for claim in label.get("claims", ()):
                hit = next((other for other in mine if fits(claim, other)), None)
                right += hit is not None
                lost += (
                    []
                    if hit
                    else [(claim["id"], [(c.speaker, c.subject, c.predicate, c.object) for c in mine])]
                )
    assert right >= FLOORS["gold: claims of 17"], lost


SETS = {
    "tuned": HERE / "statements",
    "second": HERE / "statements" / "second",
    "untouched": HERE / "statements" / "untouched",
    "fresh": HERE / "statements" / "fresh",
    "unseen": HERE / "statements" / "unseen",
    "blind": HERE / "statements" / "blind",
    "sealed": HERE / "statements" / "sealed",
    "unopened": HERE / "statements" / "unopened",
    "once": HERE / "statements" / "once",
    "twice": HERE / "statements" / "twice",
    "thrice": HERE / "statements" / "thrice",
    "anew": HERE / "statements" / "anew",
}
"""Documents on which rules were made; a set by another hand, on which the model was trained too; nine that were measured before
anything was learnt from them, and are learnt from since; one of which nothing is learnt."""


@pytest.mark.parametrize("key", sorted(key for key in FLOORS if not key.startswith("gold")))
def test_labelled_set(key, measured):
    kind, name = key.split(": ", 1)
    assert measured[kind][name] >= FLOORS[key]


@pytest.fixture(scope="module")
def measured():
    """Return the measures of each set, without documents that need the shared reports."""
    return {
        kind: score(folder, lambda name: not name.startswith("shared-")).measures()
        for kind, folder in SETS.items()
    }


def test_labels_are_places_in_their_texts():
    for _, text, _, _, statements in documents(HERE / "statements"):
        for label in statements:
            start, end = label["span"]
            assert 0 <= start < end <= len(text)
            assert not text[start:end][0].isspace()


def test_a_claim_names_its_statement():
    text = as_text(
        "Exampleland accused Freedonia of hacking its ministry. The United States accused China of espionage."
    )
    found = found_in(text, pack())
    statements = {one.id for one in found if isinstance(one, Statement)}
    claims = [one for one in found if isinstance(one, Claim)]
    assert claims
    assert all(claim.statement in statements and claim.quote in text.text for claim in claims)
    assert isinstance(Batch((text,)).texts, tuple)
