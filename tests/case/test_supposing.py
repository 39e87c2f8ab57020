"""What would become of the verdict without an origin, with two joined, with one split: as weighing anew would give it."""

from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import structs
from one_runner import HERE

from probandum import Case, assessing, supposing
from probandum.assessing import Answer, Bench
from probandum.model.ident import digest
from probandum.model.source import Origin

CASE = """[case]
title = "A mill"

[question]
text = "Which group broke into the mill?"
level = "group"
standard = "balance-of-probabilities"
"""
SOURCE = """
[[source]]
name = "{name}"
reliability = "{letter}"

[[evidence]]
file = "evidence/{file}"
source = "{name}"
credibility = 2
"""
TEXTS = {
    "lab.txt": "The intruders ran Mimikatz against the mill and left PlugX on two hosts. They used spearphishing with a link.",
    "paper.txt": "According to people at the mill, PlugX was found on a server there, next to the payroll archive.",
    "quiet.txt": "The harbour office opened late on Monday, and nobody at all could say why that had come about.",
}


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    root: Path = tmp_path_factory.mktemp("mill")
    (root / "evidence").mkdir()
    text = CASE
    for (file, words), letter in zip(TEXTS.items(), "ABC", strict=True):
        (root / "evidence" / file).write_text(words)
        text += SOURCE.format(name=file.removesuffix(".txt"), letter=letter, file=file)
    (root / "case.toml").write_text(text)
    case = Case.open(root, by="A. Analyst", clock=lambda: "2024-01-01T00:00:00Z", runner=HERE)
    case.assess()
    return case._desk().bench()


@pytest.fixture(scope="module")
def answer(bench: Bench) -> Answer:
    return assessing.answer(bench)


def origin(bench: Bench, name: str) -> Origin:
    return next(one for one in bench.origins if one.sources == (name,))


def test_without_an_origin_is_what_the_case_without_its_files_gives(bench: Bench, answer: Answer) -> None:
    supposed = {one.origins: one for one in supposing.suppose(bench, answer) if one.kind == "without"}
    lab, paper, quiet = (origin(bench, name) for name in ("lab", "paper", "quiet"))
    assert set(supposed) == {(lab.id,), (paper.id,)}, "what shows nothing that is weighed is left out"
    assert quiet.id not in {name for key in supposed for name in key}
    for one in (lab, paper):
        rest = tuple(seen for seen in bench.observations if seen.exhibit not in one.exhibits)
        again = assessing.answer(replace(bench, observations=rest))
        found = supposed[(one.id,)]
        assert (found.leading, found.enough) == (again.verdict.leading, again.verdict.enough)
        estimate = next(e for e in again.assessment.estimates if e.hypothesis == answer.verdict.leading)
        assert (found.probability, found.lower) == (estimate.probability, estimate.lower)


def test_joining_lowers_and_splitting_what_was_joined_brings_it_back(bench: Bench, answer: Answer) -> None:
    (joined,) = (one for one in supposing.suppose(bench, answer) if one.kind == "joined")
    assert joined.origins == tuple(sorted(origin(bench, name).id for name in ("lab", "paper")))
    assert joined.touched == 1
    both = Origin(
        ("lab", "paper"),
        tuple(sorted((*origin(bench, "lab").exhibits, *origin(bench, "paper").exhibits))),
        ("x",),
    )
    rest = tuple(one for one in bench.origins if one.id not in joined.origins)
    as_one = replace(bench, origins=(*rest, both))
    together = assessing.answer(as_one)
    assert joined.probability == next(
        e.probability for e in together.assessment.estimates if e.hypothesis == answer.verdict.leading
    )
    (split,) = (one for one in supposing.suppose(as_one, together) if one.kind == "split")
    assert split.probability == next(
        e.probability for e in answer.assessment.estimates if e.hypothesis == together.verdict.leading
    )


def test_it_is_kept_with_the_answer_and_told(bench: Bench, answer: Answer) -> None:
    told: list[tuple[str, int, int]] = []
    found = supposing.suppose(bench, answer, lambda *step: told.append(step))
    assert told == [("supposing", number, len(found)) for number in range(1, len(found) + 1)]


def test_a_flood_of_pages_by_nobody_keeps_no_named_report_from_being_left_out(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supposing, "MOST", 2)
    pages = [digest(b"page %d" % number) for number in range(6)]
    pasted = [structs.replace(one, exhibit=page) for one in bench.observations for page in pages]
    flooded = replace(
        bench,
        observations=(*bench.observations, *pasted),
        origins=(*bench.origins, *(Origin((), (page,)) for page in pages)),
    )
    found = supposing.suppose(flooded, assessing.answer(flooded))
    named = {origin(bench, name).id for name in ("lab", "paper")}
    assert {one.origins for one in found if one.kind == "without"} == {(name,) for name in named}
    assert tuple(sorted(named)) in {one.origins for one in found if one.kind == "joined"}
