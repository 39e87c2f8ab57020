"""How fast copied passages are found, and how growth goes on; prints the tables of docs/benchmarks.md.

Usage: python benchmarks/origins.py [--sizes 10000,100000] [--peers PYTHON] [--workers N]

Documents of 250 words are generated: 50,000 words by Zipf's law (seeded). One in fifty is an excerpt: 80 words of another
document among 170 of its own, with none, two or four in ten changed; one in two hundred is a copy of another in capitals.
So the pairs are known. The whole stage is what ``examine`` does with texts: fingerprints, join, comparison. PYTHON is an
interpreter that has datasketch (``pip install datasketch``); by default this one. Each size and each tool runs in
processes of its own; memory is the sum over them.
"""

import argparse
import json
import math
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
from run import reference, tree

WORDS, EXCERPT, VOCABULARY = 250, 80, 50_000
CHANGED = (0.0, 0.2, 0.4)


def vocabulary(seed=1):
    """Return words by rank: short ones are frequent."""
    rng = np.random.default_rng(seed)
    letters = np.array(list("etaoinshrdlcumwfgypbvkxj"))
    words = {}
    while len(words) < VOCABULARY:
        length = 1 + int(rng.integers(1, 3 + int(2 * math.log10(1 + len(words)))))
        words["".join(letters[rng.integers(0, len(letters), length)])] = None
    return list(words)


def corpus(count, seed=1000):
    """Yield key, text and what it is: () for its own words, else (number of its source, share changed)."""
    words, rng = np.array(vocabulary(), dtype=object), np.random.default_rng(seed)
    chance = 1 / np.arange(1, VOCABULARY + 1)
    steps = np.cumsum(chance / chance.sum())
    recent = []
    for start in range(0, count, 1_000):
        block = np.searchsorted(steps, rng.random((min(1_000, count - start), WORDS)))
        for row, number in zip(block, range(start, count), strict=False):
            source = ()
            if recent and number % 50 == 7:
                of, ranks = recent[int(rng.integers(len(recent)))]
                share = CHANGED[number // 50 % 3]
                first, at = rng.integers(0, WORDS - EXCERPT, 2)
                cut = ranks[first : first + EXCERPT].copy()
                new = rng.random(EXCERPT) < share
                cut[new] = np.searchsorted(steps, rng.random(int(new.sum())))
                row[at : at + EXCERPT] = cut
                source = (of, share)
            elif recent and number % 200 == 11:
                of, ranks = recent[int(rng.integers(len(recent)))]
                row[:] = ranks
                source = (of, "copy")
            if not source:
                recent = [*recent[-200:], (number, row.copy())]
            text = " ".join(words[row])
            yield f"{number:08x}", text.upper() if "copy" in source else text, source


def making(count, spent):
    """Yield what :func:`corpus` does; add the CPU seconds that it takes to ``spent``."""
    documents = corpus(count)
    while True:
        begun = time.process_time()
        one = next(documents, None)
        spent[0] += time.process_time() - begun
        if one is None:
            return
        yield one


def ours(count, workers, spent):
    """Find what the texts share; return the pairs."""
    from probandum.runner import Processes
    from probandum.spreading import spread
    from probandum.stores.scratch import scratch

    planted = {}

    def texts():
        for key, text, source in making(count, spent):
            if source:
                planted[f"{source[0]:08x}", key] = source[1]
            yield key, text

    runner, found = Processes(workers, seconds=600), set()
    with scratch() as room:
        for portion, lost in spread(texts(), runner, room):
            assert not lost
            found |= {(pair.first, pair.second) for pair in portion}
    runner.close()
    return planted, found


def datasketch(count, _, spent):
    """As :func:`ours`: MinHash of word 4-grams, 128 permutations, LSH at a Jaccard similarity of .5, .2 and .1."""
    from datasketch import MinHash, MinHashLSH

    planted, found = {}, set()
    lsh = MinHashLSH(threshold=float(LEVEL[0]), num_perm=128)
    for key, text, source in making(count, spent):
        if source:
            planted[f"{source[0]:08x}", key] = source[1]
        words = text.lower().split()
        grams = {" ".join(words[at : at + 4]).encode() for at in range(len(words) - 3)}
        sketch = MinHash(num_perm=128)
        sketch.update_batch(grams)
        found |= {(other, key) for other in lsh.query(sketch)}
        lsh.insert(key, sketch)
    return planted, found


LEVEL = ["0.5"]


def work(tool, count, workers):
    """Print recall and precision of one tool as JSON; in a process of its own."""
    spent = [0.0]
    planted, found = {"ours": ours, "datasketch": datasketch}[tool](count, workers, spent)
    recall = {}
    for kind in (*CHANGED, "copy"):
        wanted = [pair for pair, what in planted.items() if what == kind]
        recall[str(kind)] = [sum(pair in found for pair in wanted), len(wanted)]
    tied = _tied(planted)
    right = sum(tied(*pair) for pair in found)
    json.dump({"recall": recall, "found": len(found), "right": right, "making": spent[0]}, sys.stdout)


def _tied(planted):
    """Return whether two documents go back to one: excerpts of one text share words too, if they overlap."""
    source = {second: first for first, second in planted}
    return lambda first, second: source.get(first, first) == source.get(second, second)


def measure(tool, count, python, workers):
    """Return what a tool found, wall seconds, CPU seconds and peak memory in bytes of all its processes."""
    arguments = [
        python,
        __file__,
        "--tool",
        tool,
        "--sizes",
        str(count),
        "--workers",
        str(workers),
        "--level",
        LEVEL[0],
    ]
    begun, peak = time.perf_counter(), [0]
    import os

    before = os.times()
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)

    def watch():
        while process.poll() is None:
            peak[0] = max(peak[0], tree(process.pid))
            time.sleep(0.05)

    watcher = threading.Thread(target=watch)
    watcher.start()
    said, _ = process.communicate()
    watcher.join()
    if process.returncode:
        raise SystemExit(f"{tool} does not run with {python}")
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return json.loads(said), time.perf_counter() - begun, cpu, peak[0]


def shares(result):
    """Return recall of each kind and the share of what was found that is right."""
    recall = " | ".join(f"{found} of {wanted}" for found, wanted in result["recall"].values())
    return f"{recall} | {result['right']} of {result['found']}"


def fingerprints():
    from probandum.sources.reading import read_all
    from probandum.sources.winnow import prints

    texts = [text for _, text, _ in corpus(10_000)]
    best = math.inf
    for _ in range(3):
        begun = time.process_time()
        for start in range(0, len(texts), 1_000):
            prints(read_all(texts[start : start + 1_000]))
        best = min(best, time.process_time() - begun)
    print(f"fingerprints: {len(texts) / best:,.0f} documents a CPU second (best of three; one thread)\n")


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", default="10000,100000")
    options.add_argument("--peers", default=sys.executable)
    options.add_argument("--peer-size", type=int, default=10_000)
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--tool", choices=("ours", "datasketch"))
    options.add_argument("--level", default="0.5")
    given = options.parse_args()
    LEVEL[0] = given.level
    sizes = [int(size) for size in given.sizes.split(",")]
    if given.tool:
        work(given.tool, sizes[0], given.workers)
        return
    print(f"reference, ten million additions: {reference():.2f} s\n")
    fingerprints()
    head = "recall: 80 words verbatim | 20 % changed | 40 % changed | whole copies | right of found |"
    print(f"| documents | wall s | CPU s | of which making them | peak MB | {head}")
    print("|---:|---:|---:|---:|---:|---|---|---|---|---|")
    spent = []
    for size in sizes:
        result, wall, cpu, peak = measure("ours", size, sys.executable, given.workers)
        spent.append(cpu - result["making"])
        print(
            f"| {size:,} | {wall:.0f} | {cpu:.0f} | {result['making']:.0f} | {peak / 1e6:,.0f} | {shares(result)} |",
            flush=True,
        )
    if len(sizes) > 1:
        growth = math.log(spent[-1] / spent[0]) / math.log(sizes[-1] / sizes[0])
        far = spent[-1] * (1e8 / sizes[-1]) ** growth
        print(
            f"\ngrowth: CPU without making the documents goes with n^{growth:.2f}; 100 M at that rate: {far / 3600:,.0f} CPU h"
        )
    if given.peer_size:
        peers(given)


def peers(given):
    """Print the table beside datasketch."""
    size = given.peer_size
    print(f"\n| tool, {size:,} documents | documents a CPU s | peak MB | 80 words verbatim | 20 % changed | "
          "40 % changed | whole copies | right of found |\n|---|---:|---:|---|---|---|---|---|")  # fmt: skip
    result, _, cpu, peak = measure("ours", size, sys.executable, given.workers)
    print(
        f"| probandum | {size / (cpu - result['making']):,.0f} | {peak / 1e6:,.0f} | {shares(result)} |",
        flush=True,
    )
    for level in ("0.5", "0.2", "0.1"):
        LEVEL[0] = level
        result, _, cpu, peak = measure("datasketch", size, given.peers, 1)
        row = f"| datasketch MinHash LSH, threshold {level} | {size / (cpu - result['making']):,.0f} | {peak / 1e6:,.0f} |"
        print(f"{row} {shares(result)} |", flush=True)


if __name__ == "__main__":
    main()
