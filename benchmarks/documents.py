"""Speed of reading documents, stage by stage, and memory of reading a case; prints the tables of docs/benchmarks.md.

Usage: python benchmarks/documents.py [--reports FOLDER] [--times N] [--sizes 100,400,1600]

FOLDER holds text reports (the development data beside the checkout by default); where it is absent, texts are generated.
Stages run in this process, one text after another; CPU seconds are those of all threads, the least of N rounds, and the
first round apart, which loads models and lists. A megabyte is 10⁶ bytes of the files.

Cases of each size hold that many texts, those of the reports again and again with every common word changed in another
way, so that none repeats another. Each is taken into custody and then examined by ``probandum examine``; what is measured
is the latter with all its processes.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from run import COMMON, SHARED, measure, reference

from probandum import plugins
from probandum.detectors.sayings.likely import asked
from probandum.interfaces import Batch
from probandum.knowledge.registry import RegistrySource
from probandum.model.exhibit import Exhibit
from probandum.model.ident import digest
from probandum.model.observation import Text

GENERATED = 366
WORDS = """the actor used a backdoor to download files from the server and sent them over HTTPS after the user opened an
attachment while the loader wrote keys to the registry and scheduled a task that ran PowerShell on each host"""
NAMED = (
    "APT28",
    "Mimikatz",
    "Cobalt Strike",
    "T1059.001",
    "CVE-2017-0144",
    "hxxp://a1[.]example[.]com/x",
    "198.51.100.7",
)


def texts(folder):
    """Return the texts of a folder, or texts of about 10 kB made from a fixed seed."""
    if folder.is_dir():
        return [path.read_text() for path in sorted(folder.glob("*.txt"))]
    print(f"{folder} is absent: generated texts are measured, which say less\n", file=sys.stderr)
    draw = random.Random(20261122)
    return [" ".join(_sentence(draw) for _ in range(100)) for _ in range(GENERATED)]


def _sentence(draw):
    words = [*draw.choices(WORDS.split(), k=draw.randrange(8, 24)), draw.choice(NAMED)]
    draw.shuffle(words)
    return " ".join(words).capitalize() + ".\n"


def least(job, times):
    """Return CPU seconds of the first round and of the best of the others, and what the job gave.

    What is kept of whole sentences is forgotten before each, for no round may learn from the one before.
    """
    spent = []
    for _ in range(times + 1):
        asked().read.cache_clear()
        start = time.process_time()
        made = job()
        spent.append(time.process_time() - start)
    return spent[0], min(spent[1:]), made


def stages(documents, times):
    """Print a table of CPU seconds for each megabyte."""
    data = [text.encode() for text in documents]
    size = sum(map(len, data)) / 1e6
    pack = RegistrySource().load()
    reader = next(reader for reader in plugins.readers() if "text/plain" in reader.media_types)
    exhibits = [Exhibit(digest(one), len(one), "text/plain") for one in data]

    def read():
        pairs = zip(exhibits, data, strict=True)
        return [[made for made in reader.read(*pair) if isinstance(made, Text)] for pair in pairs]

    print(
        f"{len(data)} texts, {size:.2f} MB\n\n| stage | CPU s per MB | first round | records |\n|---|---:|---:|---:|"
    )
    first, best, batches = least(read, times)
    print(
        f"| {reader.name} | {best / size:.3f} | {first / size:.3f} | {sum(map(len, batches))} |", flush=True
    )
    whole, before = best, first
    for tool in sorted(plugins.detectors(), key=lambda tool: (tool.stage, tool.name)):

        def detect(tool=tool):
            return sum(1 for batch in batches for _ in tool.detect(Batch(tuple(batch)), pack))

        first, best, records = least(detect, times)
        whole, before = whole + best, before + first
        print(f"| {tool.name} | {best / size:.3f} | {first / size:.3f} | {records:,} |", flush=True)
    print(f"| **whole** | **{whole / size:.3f}** | {before / size:.3f} | |\n")


def changed(text, turn):
    """Return a text with its common words changed in another way each turn; as it is at turn 0."""
    ending = "abcdefghij"[turn % 10] * (1 + turn // 10)
    return COMMON.sub(lambda word: word.group() + ending, text) if turn else text


def case(folder, documents, count):
    """Make a case of so many texts, all in custody; return the megabytes."""
    subprocess.run(
        [sys.executable, "-m", "probandum.cli", "init", folder], check=True, stdout=subprocess.DEVNULL
    )
    total = 0
    for number in range(count):
        turn, index = divmod(number, len(documents))
        data = changed(documents[index], turn).encode()
        (folder / "evidence" / f"{number:05}.txt").write_bytes(data)
        total += len(data)
    measure("acquire", folder, "--quiet")
    return total / 1e6


def memory(documents, sizes):
    """Print a table of examining cases of these sizes."""
    print(
        "| texts in the case | MB | wall s | CPU s | CPU s per MB | peak MB, all processes |\n|---:|---:|---:|---:|---:|---:|"
    )
    for count in sizes:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / "case"
            size = case(folder, documents, count)
            wall, cpu, peak = measure("examine", folder, "--quiet")
            print(
                f"| {count:,} | {size:.1f} | {wall:.1f} | {cpu:.1f} | {cpu / size:.2f} | {peak:.0f} |",
                flush=True,
            )


def main():
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--reports", type=Path, default=SHARED)
    options.add_argument("--times", type=int, default=3)
    options.add_argument("--sizes", default="100,400,1600")
    given = options.parse_args()
    documents = texts(given.reports)
    print(f"reference, ten million additions: {reference():.2f} s\n")
    stages(documents, given.times)
    memory(documents, [int(size) for size in given.sizes.split(",") if size])


if __name__ == "__main__":
    main()
