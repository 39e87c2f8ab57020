"""Copies and origins, measured on texts of the half that nothing was tuned on; fewer trials than in docs/evaluation.md.

What is planted, and how it is counted, is in ``probandum.evaluate.reuse_*``; floors lie in ``floors.json`` under
``origins`` and only rise. Forty-one made-up events are each told, told again sentence by sentence and
in quite other words, and reported by somebody else.
"""

import json
from pathlib import Path

import pytest

from probandum.evaluate.reuse_measure import measure
from probandum.evaluate.reuse_planting import collection
from probandum.evaluate.reuse_prose import Corpus
from probandum.evaluate.reuse_run import half_of
from probandum.evaluate.reuse_stories import story
from probandum.evaluate.reuse_story_measure import measure_stories
from probandum.evaluate.reuse_worth import worth
from probandum.plugins import knowledge_source
from probandum.sources.reuse import shared

ABOVE = [
    folder / "shared" / "data" / "reports" / "annoctr" / "text" for folder in Path(__file__).resolve().parents
]
DATA = next((folder for folder in ABOVE if folder.is_dir()), ABOVE[3])
FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))["origins"]
EVENTS = Path(__file__).parent / "paraphrase" / "events.jsonl"
SEED = 1000
needs_texts = [
    pytest.mark.shared,
    pytest.mark.skipif(not DATA.exists(), reason=f"no development data at {DATA}: origins not measured"),
]


@pytest.fixture(scope="module")
def texts():
    return half_of({path.stem: path.read_text("utf-8") for path in DATA.glob("*.txt")}, "measuring")


@pytest.fixture(scope="module")
def corpus(texts):
    return Corpus(texts)


def hold(measured):
    print({name: round(value, 3) for name, value in measured.items()})
    for name, value in measured.items():
        assert value >= FLOORS[name], name


class TestTexts:
    pytestmark = needs_texts

    def test_plantings(self, corpus):
        found = measure((collection(corpus, seed) for seed in (SEED, SEED + 1)), shared)
        lines = {line.condition.label: line for line in found.lines}
        copies = [line for line in found.lines if line.condition.kind == "copy"]
        light = [line for line in copies if line.condition.rate <= 30]
        others = [line for line in found.lines if line.condition.kind != "copy"]
        assert {line.found.of for line in found.lines} == {10}
        hold(
            {
                "80 words found": lines["80 words"].found.share,
                "80 words, 40 % replaced, found": lines["80 words, 40 % replaced"].found.share,
                "copies of at most 30 % found": mean(line.found.share for line in light),
                "copies of at most 30 % called copies": mean(line.dependent.share for line in light),
                "copies of at most 30 %, span F1": mean(line.letters.f1 for line in light),
                "quotations, artefacts, templates, names not called copies": 1
                - mean(line.dependent.share for line in others),
                "independent pairs not called copies": 1 - found.alarm.others.share,
            }
        )

    def test_stories(self, corpus):
        full, partly, none = measure_stories((story(corpus, SEED + number) for number in range(25)), shared)
        hold(
            {
                "stories, number exact, all dates": full.origins.share,
                "stories, number exact, 30 % of dates missing": partly.origins.share,
                "stories, number exact, no dates": none.origins.share,
                "direction, all dates": full.direction.share,
                "direction, 30 % of dates missing": partly.direction.share,
                "roots, all dates": full.roots.share,
                "uncollected wires, all dates": full.wires.share,
            }
        )
        assert [one.guessed.count for one in (full, partly, none)] == [0, 0, 0]

    def test_worth(self, texts):
        found = worth(knowledge_source("registry").load(), texts, 5, SEED, lambda *_: None)
        assert len(found.trials) == 5
        assert found.unmoved.count == 5  # a law: a copy changes nothing
        hold({"rewrites move less than a report": found.weaker.share})


@pytest.mark.parametrize("telling", ["close", "own_words"])
def test_told_again(telling):
    """All passages lie in one heap; what is called dependent beside the forty-one true pairs is false."""
    events = [json.loads(line) for line in EVENTS.read_text(encoding="utf-8").splitlines()]
    names = ("report", telling, "independent")
    texts = {f"{number:02} {name}": event[name] for number, event in enumerate(events) for name in names}
    found = {
        (pair.first, pair.second)
        for pair in shared(texts)
        if any(passage.kind in ("copy", "paraphrase") for passage in pair.passages)
    }
    true = {tuple(sorted((f"{n:02} report", f"{n:02} {telling}"))) for n in range(len(events))}
    same = {pair for pair in found - true if pair[0][:2] == pair[1][:2]}
    others = found - true - same
    print(
        telling,
        len(found & true),
        "of",
        len(true),
        "found; false of one event",
        len(same),
        "others",
        len(others),
    )
    assert len(true) == 41
    hold(
        {
            f"told again, {telling}": len(found & true) / len(true),
            "independent reports not called paraphrases": 1 - len(same) / (2 * len(true)),
        }
    )
    assert not others


def mean(values):
    listed = list(values)
    return sum(listed) / len(listed)
