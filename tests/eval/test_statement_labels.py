"""The labelled statements are well formed, and the shared reports they point into are the ones that were labelled.

The labels are the measure of the statement rules: a shifted offset would be counted as an error of the rules. The second
set, by another hand, is held to the same form; it has no split. The fresh set was measured once and is spent: its digest is
held, so that a label cannot change unseen.
"""

import hashlib
import json
import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "statements"
ABOVE = [
    folder / "shared" / "data" / "reports" / "annoctr" / "text" for folder in Path(__file__).resolve().parents
]
REPORTS = next((folder for folder in ABOVE if folder.is_dir()), ABOVE[3])


def documents_of(paths):
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in paths}


OPEN = sorted(FOLDER.glob("*.json"))
UNTOUCHED, SECOND_FILES, UNSUPPORTED, FRESH_FILES = (
    sorted((FOLDER / name).glob("*.json"))
    for name in ("untouched", "second", "second/other-languages", "fresh")
)
MEASURED = {
    "unseen": (32, "90d2fd4dc4c5d82d9b79a12d770e6a1c32ebf3114d5b645972aa853e7052bc2f"),
    "blind": (32, "153f6fa8f1bff07ada6c4cb19e96da93df89854330aeb4d3d0e707d961cc7c43"),
    "sealed": (36, "ff9d861f62e4897b9a21691c85f00a6e862670f5a4a5364cfe13173329d6ebc3"),
    "unopened": (36, "e44ee3cd899a12e4682b90089b3e8004f4aa7073d11bef105353d539b1dfd1c8"),
    "once": (36, "1496003f204ffe9b83e26ac984087e5a425fe6e651a80f3d3cd4a1bf03664db4"),
    "twice": (37, "6f7ab7c255e89bd3e6ab34d8d95df81a1f6cef25577dfa661b0e2daf413f5772"),
    "thrice": (33, "a659d4d2018c6be46c588d548d02189eb9b532f62067cc70e0738dc2e478f055"),
    "anew": (32, "d9bdad635ae3589ac19cbfdfcf693344609c8e597d85d372c90f75707dabf907"),
}
"""Sets that were measured before anything was learnt from them: documents, and what their labels add up to."""
FILES = {name: sorted((FOLDER / name).glob("*.json")) for name in MEASURED}
DOCUMENTS, SECOND, FRESH = map(documents_of, (OPEN + UNTOUCHED, SECOND_FILES, FRESH_FILES))
SETS = {name: documents_of(files) for name, files in FILES.items()}
FRESH_DIGEST = "0eb4f8130315f3deb67b41b6f4c4a4103e45b5786edda1de2bf1a0a9dd698bfc"
LABELLED = DOCUMENTS | SECOND | FRESH | SETS["unseen"] | SETS["blind"]
OWN = sorted(name for name, document in LABELLED.items() if "text" in document)
SHARED = sorted(name for name, document in LABELLED.items() if "text" not in document)
TYPES = {"accusation", "counter-accusation", "denial", "rejection-of-basis", "evidence-challenge"}
TYPES |= {"demand", "assertion", "figure", "question"}
ROLES = {"author", "spokesperson", "questioner", "quoted"}
MODES = {"direct", "quoted", "reported", "question", "question-premise"}
LEVELS = {"operator", "group", "organisation", "state"}
STANCE_TYPE = {
    "accuses": "accusation",
    "counter-accuses": "counter-accusation",
    "denies": "denial",
    "rejects-basis": "rejection-of-basis",
}
# points after which a sentence goes on
ABBREVIATED = re.compile(r"\b(?:U\.S|P\.A\.S|Hon|hon|Mr|Ltd|St|a\.m|U\.N|S(?=\. Raj))\.(?=\s)")
TOP = {"doc", "genre", "source", "metadata", "main_text", "statements"}
STATEMENT = {"span", "speaker", "mode", "types", "hedge", "chain", "claims", "figures"}
CLAIM = {"stance", "speaker", "subject", "level", "predicate", "object"}
CLAIM |= {"incident", "basis", "linked_to", "relayed_by"}


def flat(text):
    return re.sub(r"\s+", " ", text)


def surfaces(statement):
    """Yield every field of a statement that quotes the text, whatever form it has."""
    yield statement["hedge"]
    yield from statement["chain"]
    yield from (statement["speaker"]["name"], statement["speaker"]["on_behalf_of"])
    for claim in statement["claims"]:
        yield from (claim[key] for key in sorted(CLAIM - {"stance", "level", "relayed_by"}))
        yield claim.get("refers_to", "")
        yield from claim["relayed_by"]
    for figure in statement["figures"]:
        yield from (figure["surface"], figure["when"], figure["approx"], figure["of"])


def test_enough_is_labelled_and_a_third_is_untouched():
    assert len(DOCUMENTS) == len(OPEN) + len(UNTOUCHED) >= 26
    assert sum("text" in document for document in DOCUMENTS.values()) >= 18
    assert sum("text" not in document for document in DOCUMENTS.values()) >= 8
    counts = [len(document["statements"]) for document in DOCUMENTS.values()]
    assert sum(counts) >= 240
    assert 0.3 <= len(UNTOUCHED) / len(DOCUMENTS) <= 0.37
    held = sum(len(DOCUMENTS[path.stem]["statements"]) for path in UNTOUCHED)
    assert 0.3 <= held / sum(counts) <= 0.37
    labelled = [s["types"] for document in DOCUMENTS.values() for s in document["statements"]]
    accusing = sum(bool({"accusation", "counter-accusation"} & set(types)) for types in labelled)
    assert 0.25 <= accusing / len(labelled) <= 0.35
    assert {kind for types in labelled for kind in types} == TYPES


def test_the_second_set_is_large_and_repeats_no_document():
    assert len(SECOND) >= 22
    assert not set(SECOND) & set(DOCUMENTS)
    labelled = [s["types"] for document in SECOND.values() for s in document["statements"]]
    assert len(labelled) >= 320
    assert {kind for types in labelled for kind in types} == TYPES
    texts = [document["text"] for document in LABELLED.values() if "text" in document]
    sentences = [line for text in texts for line in set(re.findall(r"[^.!?\n]{60,}[.!?]", text))]
    assert len(set(sentences)) == len(sentences)


def test_the_fresh_set_is_large_and_as_it_was_labelled():
    assert len(FRESH) >= 18
    assert not set(FRESH) & set(DOCUMENTS | SECOND)
    labelled = [set(s["types"]) for document in FRESH.values() for s in document["statements"]]
    assert len(labelled) >= 250
    assert sum(bool({"accusation", "counter-accusation"} & types) for types in labelled) >= 60
    assert sum(bool({"denial", "rejection-of-basis"} & types) for types in labelled) >= 20
    assert {kind for types in labelled for kind in types} == TYPES
    sums = "".join(hashlib.sha256(path.read_bytes()).hexdigest() for path in FRESH_FILES)
    assert hashlib.sha256(sums.encode()).hexdigest() == FRESH_DIGEST


@pytest.mark.parametrize("name", MEASURED)
def test_the_last_sets_are_large_and_as_they_were_labelled(name):
    documents, files, (count, signed) = SETS[name], FILES[name], MEASURED[name]
    assert len(documents) == count
    others = [path.stem for path in FOLDER.rglob("*.json") if path not in files]
    assert not set(documents) & set(others)
    labelled = [set(s["types"]) for document in documents.values() for s in document["statements"]]
    assert len(labelled) >= 14 * count
    assert sum(bool({"accusation", "counter-accusation"} & types) for types in labelled) >= 3 * count
    assert {kind for types in labelled for kind in types} == TYPES
    sums = "".join(hashlib.sha256(path.read_bytes()).hexdigest() for path in files)
    assert hashlib.sha256(sums.encode()).hexdigest() == signed


@pytest.mark.parametrize("name", [name for name in MEASURED if name not in {"unseen", "blind"}])
def test_labels_of_the_last_sets_are_places_in_order_that_do_not_overlap(name):
    """They tell types only."""
    for document in SETS[name].values():
        ends = 0
        for label in document["statements"]:
            start, end = label["span"]
            assert ends <= start < end <= len(document.get("text", "x" * end))
            assert set(label) == {"span", "types"}
            assert set(label["types"]) <= TYPES
            assert not {"accusation", "counter-accusation"} <= set(label["types"])
            ends = end


@pytest.mark.parametrize("path", UNSUPPORTED, ids=lambda path: path.stem)
def test_texts_in_other_languages_carry_no_labels(path):
    document = json.loads(path.read_text(encoding="utf-8"))
    assert set(document) == {"doc", "metadata", "text"}
    assert document["doc"] == path.stem
    assert set(document["metadata"]) == {"language"}
    assert document["metadata"]["language"] != "en"
    assert len(document["text"]) > 150


def test_six_other_languages_are_held():
    languages = [json.loads(path.read_text(encoding="utf-8"))["metadata"]["language"] for path in UNSUPPORTED]
    assert len(set(languages)) >= 6


@pytest.mark.parametrize("name", sorted(LABELLED))
def test_labels_are_well_formed(name):
    document = LABELLED[name]
    assert document["doc"] == name
    assert set(document) - {"text"} == TOP
    assert set(document["metadata"]) == {"publisher", "title", "date", "language"}
    for statement in document["statements"]:
        assert set(statement) == STATEMENT
        assert statement["types"]
        assert set(statement["types"]) <= TYPES
        assert len(set(statement["types"])) == len(statement["types"])
        assert statement["mode"] in MODES
        assert statement["speaker"]["role"] in ROLES
        assert bool(statement["figures"]) == ("figure" in statement["types"])
        for claim in statement["claims"]:
            assert set(claim) - {"refers_to"} == CLAIM
            assert claim["level"] in LEVELS
            assert claim["predicate"]
            assert claim["subject"] or claim.get("refers_to") or claim["stance"] == "denies"
        claimed = {STANCE_TYPE[claim["stance"]] for claim in statement["claims"]}
        assert claimed == set(statement["types"]) & set(STANCE_TYPE.values())


@pytest.mark.parametrize("name", sorted(LABELLED))
def test_spans_ascend_and_lie_inside_the_main_text(name):
    document = LABELLED[name]
    at = 0
    for start, end in (statement["span"] for statement in document["statements"]):
        assert at <= start < end
        assert any(first <= start and end <= last for first, last in document["main_text"])
        at = end
    if "text" in document:
        assert document["main_text"][-1][1] <= len(document["text"])


@pytest.mark.parametrize("name", OWN)
def test_own_documents_are_covered_sentence_by_sentence(name):
    document = LABELLED[name]
    assert document["source"] == "own words after public facts"
    text, spans = document["text"], [statement["span"] for statement in document["statements"]]
    for first, last in document["main_text"]:
        inside = [span for span in spans if first <= span[0] < last]
        edges = [first, *(edge for span in inside for edge in span), last]
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            assert not re.search(r"(?<!\d)[.!?]\s*$", text[start:end]), text[start:end]
    for start, end in spans:
        sentence = text[start:end]
        assert sentence == sentence.strip()
        assert re.search(r"([.!?][)”\"'’»]*| –)$", sentence), sentence
        assert not re.search(r"\w[.!?]\s[A-Z]", ABBREVIATED.sub("", sentence)), sentence


@pytest.mark.parametrize("name", OWN)
def test_claims_use_words_of_their_own_sentence(name):
    text = LABELLED[name]["text"]
    for statement in LABELLED[name]["statements"]:
        start, end = statement["span"]
        sentence = flat(text[start:end])
        quoted = [
            claim[key] for claim in statement["claims"] for key in ("subject", "predicate", "object", "basis")
        ]
        quoted += [figure["surface"] for figure in statement["figures"]]
        assert [words for words in quoted if words not in sentence] == []
        assert statement["hedge"].lower() in sentence.lower()


@pytest.mark.parametrize("name", SHARED)
def test_shared_labels_hold_offsets_instead_of_text(name):
    document = LABELLED[name]
    assert set(document["source"]) == {"file", "sha256"}
    assert document["metadata"]["title"] is None
    end_of_stretch = document["main_text"][-1][1]
    for statement in document["statements"]:
        for surface in surfaces(statement):
            assert surface in ("", None) or 0 <= surface[0] < surface[1] <= end_of_stretch
            assert not isinstance(surface, str) or surface == ""


@pytest.mark.shared
@pytest.mark.skipif(not REPORTS.is_dir(), reason=f"no development data at {REPORTS}: digests not checked")
@pytest.mark.parametrize("name", SHARED)
def test_shared_reports_are_the_ones_that_were_labelled(name):
    document = LABELLED[name]
    content = (REPORTS / document["source"]["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == document["source"]["sha256"]
    text = content.decode("utf-8")
    for start, end in (statement["span"] for statement in document["statements"]):
        assert text[start:end] == text[start:end].strip()
        assert end <= len(text)
