"""What MinHash of whole documents finds of the plantings of ``probandum evaluate origins``, beside this program.

Needs datasketch, which the program does not: ``pip install datasketch``. Then

    python benchmarks/origins_quality.py reports/ --collections 10

Texts of odd place among the sorted names are measured, seeds from 1000 on, as the command does by default.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from datasketch import MinHash, MinHashLSH

from probandum.evaluate.reuse_baselines import (
    GRAM,
    Found,
    containment,
    found_by,
    jaccard,
    scored,
    words_by_key,
)
from probandum.evaluate.reuse_measure import Interval, measure
from probandum.evaluate.reuse_planting import Collection, collection
from probandum.evaluate.reuse_prose import Corpus
from probandum.evaluate.reuse_results import ends, of
from probandum.evaluate.reuse_run import half_of
from probandum.evaluate.tables import Table, markdown
from probandum.sources.reuse import shared

PERMUTATIONS = 128
BARS = (0.5, 0.2)


def sketch(words: Sequence[str]) -> MinHash:
    """Return the MinHash of a text's word 5-grams."""
    made = MinHash(num_perm=PERMUTATIONS)
    made.update_batch([" ".join(words[at : at + GRAM]).encode() for at in range(len(words) - GRAM + 1)])
    return made


def by_lsh(collections: Sequence[Collection], bar: float) -> Found:
    """Return what locality-sensitive hashing finds at a bar."""

    def pairs(one: Collection) -> set[tuple[str, str]]:
        index = MinHashLSH(threshold=bar, num_perm=PERMUTATIONS)
        sketches = {key: sketch(words) for key, words in words_by_key(one.texts).items()}
        for key, made in sketches.items():
            index.insert(key, made)
        return {
            tuple(sorted((key, other)))
            for key, made in sketches.items()
            for other in index.query(made)
            if other != key
        }

    return scored(f"MinHash LSH ≥ {bar}", collections, pairs)


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("texts", type=Path)
    parser.add_argument("--collections", type=int, default=10)
    parser.add_argument("--half", choices=("tuning", "measuring"), default="measuring")
    given = parser.parse_args()
    texts = {path.stem: path.read_text("utf-8") for path in given.texts.glob("*.txt")}
    corpus = Corpus(half_of(texts, given.half))
    first = 0 if given.half == "tuning" else 1000
    made = [collection(corpus, first + number) for number in range(given.collections)]
    ours = measure(made, shared)
    others = [by_lsh(made, bar) for bar in BARS]
    others += [
        found_by(name, made, score, 0.2)
        for name, score in (("5-gram Jaccard", jaccard), ("5-gram containment", containment))
    ]
    rows = []
    for line in ours.lines:
        theirs = (dict(one.pairs)[line.condition] for one in others)
        rows.append((line.condition.label, of(line.dependent), *map(of, theirs)))
    alarm: tuple[Interval, ...] = (ours.alarm.others, *(one.alarm for one in others))
    rows.append(("pairs of independent texts", *map(of, alarm)))
    rows.append(("the same, 95 %", *map(ends, alarm)))
    heads = ("planted", "ours, as copy", *(one.name for one in others))
    print(markdown(Table("Copies, and what is none", heads, tuple(rows))))


if __name__ == "__main__":
    main()
