"""Techniques from prose: folds of TRAM's reports, and AnnoCTR's reports, which the model never learnt from.

TRAM (3,431 labelled fragments of 100 reports, 50 techniques; none of them without a technique) says how well techniques are
told apart. AnnoCTR (86 annotated reports, all their sentences) says what suggestions for running text are worth. Weights are
learnt from TRAM and the procedure examples of ATT&CK 14.1; on AnnoCTR only bands are fitted, and here measured on reports of
other folds. Floors lie in ``floors.json`` under ``prose-techniques``; names that begin with ``ece`` are ceilings.
"""

import json
from pathlib import Path

import pytest

from probandum.detectors.classifier import shipped
from probandum.detectors.clauses import Names
from probandum.detectors.suggestions import SuggestionDetector
from probandum.detectors.techniques import TechniqueDetector
from probandum.evaluate.technique_bands import family, made
from probandum.evaluate.technique_examples import from_prose
from probandum.evaluate.technique_labels import read_labels
from probandum.evaluate.technique_measure import banded, out_of_fold, prepared, told, transferred
from probandum.interfaces import Batch
from probandum.knowledge.bundle import from_bundle
from probandum.model.exhibit import Locator
from probandum.model.ident import digest
from probandum.model.observation import Observation, Span, Text

ABOVE = [folder / "shared" / "data" for folder in Path(__file__).resolve().parents]
DATA = next((folder for folder in ABOVE if folder.is_dir()), ABOVE[3])
BUNDLE = DATA / "knowledge" / "enterprise-attack-14.1.json.xz"
TRAM, ANNOCTR = DATA / "reports" / "tram" / "single_label_dev.json", DATA / "reports" / "annoctr"
FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))["prose-techniques"]
pytestmark = [
    pytest.mark.shared,
    pytest.mark.slow,
    pytest.mark.skipif(not TRAM.exists(), reason=f"no development data at {DATA}: quality not measured"),
]


@pytest.fixture(scope="module")
def pack():
    return from_bundle(BUNDLE.read_bytes(), BUNDLE.name)


@pytest.fixture(scope="module")
def answers(pack):
    labelled, _ = read_labels(TRAM)
    names = Names(pack)
    ready = prepared(labelled, from_prose(BUNDLE.read_bytes(), BUNDLE.name, pack), names)
    return out_of_fold(ready, names, labelled)[0]


@pytest.fixture(scope="module")
def annotated():
    return read_labels(ANNOCTR)[0]


def held(found, prefix):
    print(prefix, {name: round(value, 4) for name, value in found.items()})
    for name, bound in FLOORS.items():
        what, _, figure = name.partition(", ")
        if what == prefix:
            assert (found[figure] <= bound) if figure.startswith("ece") else (found[figure] >= bound), name


@pytest.mark.parametrize("among", [False, True], ids=["any technique", "techniques that occur"])
def test_told_apart_on_reports_not_learnt_from(answers, among):
    assert len(answers) > 3400
    held(told(answers, among=among), "techniques that occur" if among else "any technique")


def test_reports_of_others_never_learnt_from(pack, annotated):
    held(transferred(shipped()[0], annotated, Names(pack)), "transfer")


def test_suggestions_are_worth_what_they_say_on_reports_that_no_band_was_fitted_on(pack, annotated):
    model, _ = shipped()
    found = banded(made(model, annotated, Names(pack)), annotated)
    assert found.bands == model.header.bands
    held(found.figures, "suggestions")


def test_the_shipped_model_was_made_from_what_it_says(pack):
    header = shipped()[0].header
    assert header.made_from == {**pack.made_from, TRAM.name: digest(TRAM.read_bytes())}
    assert header.fitted_on == {ANNOCTR.name: read_labels(ANNOCTR)[1]}
    assert pack.digest in header.knowledge


def test_beside_techniques_named_by_id_or_name(pack, annotated):
    """What suggestions add to a report's explicit ids and names; whole detectors on whole texts."""
    gold = {(one.doc, family(label)) for one in annotated for label in one.labels}
    explicit, prose = TechniqueDetector(), SuggestionDetector()
    named, suggested = set(), set()
    for doc in sorted({one.doc for one in annotated}):
        content = (ANNOCTR / "text" / f"{doc}.txt").read_bytes().decode("utf-8")
        batch = Batch(
            (
                Text(
                    digest(content.encode()),
                    "t/1",
                    content,
                    (Span(0, len(content), Locator("byte", 0, len(content))),),
                ),
            )
        )
        for detector, found in ((explicit, named), (prose, suggested)):
            found |= {
                (doc, family(item.refs[0]))
                for item in detector.detect(batch, pack)
                if isinstance(item, Observation) and len(item.refs) == 1
            }
    for what, found in (("explicit", named), ("prose", suggested), ("both", named | suggested)):
        right = len(found & gold)
        held(
            {
                "precision": right / len(found),
                "recall": right / len(gold),
                "f1": 2 * right / (len(found) + len(gold)),
            },
            what,
        )
