"""Speed and memory of the main job; prints the table of docs/benchmarks.md.

Usage: python benchmarks/run.py [--reports FOLDER] [--times N]

FOLDER holds text reports (the development data beside the checkout by default); without it only the example is measured.
The corpus of ten times the size is made of the same reports with every common word changed in ten ways, so that names,
indicators and lengths stay while no report repeats another.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "data" / "reports" / "annoctr" / "text"
COMMON = re.compile(r"\b[a-z]{5,}\b")


def tree(pid):
    """Resident memory in bytes of a process and all below it."""
    total, waiting = 0, [pid]
    while waiting:
        one = waiting.pop()
        try:
            total += int(Path(f"/proc/{one}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
            for task in Path(f"/proc/{one}/task").iterdir():
                waiting += [int(child) for child in (task / "children").read_text().split()]
        except (FileNotFoundError, ProcessLookupError):
            continue
    return total


def measure(*arguments):
    """Return wall seconds, CPU seconds and peak memory in MB of one command with all its processes."""
    before = os.times()
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "probandum.cli", *map(str, arguments)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    peak = [0]

    def watch():
        while process.poll() is None:
            peak[0] = max(peak[0], tree(process.pid))
            time.sleep(0.02)

    watcher = threading.Thread(target=watch)
    watcher.start()
    _, errors = process.communicate()
    watcher.join()
    after = os.times()
    if process.returncode:
        raise SystemExit(f"{arguments}: exit {process.returncode}: {errors.decode()}")
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - start, cpu, peak[0] / 1e6


def row(what, *arguments, times=1):
    best = min(measure(*arguments) for _ in range(times))
    print(f"| {what} | {best[0]:.2f} | {best[1]:.2f} | {best[2]:.0f} |", flush=True)
    return best


def reference():
    """Seconds for ten million additions in plain Python: what this machine is worth at this moment."""
    start = time.process_time()
    total = 0
    for number in range(10_000_000):
        total += number
    return time.process_time() - start


def corpus(folder, reports, copies):
    subprocess.run(
        [sys.executable, "-m", "probandum.cli", "init", folder], check=True, stdout=subprocess.DEVNULL
    )
    case = folder / "case.toml"
    for number in range(copies):
        for path in sorted(reports.glob("*.txt")):
            text = path.read_text()
            if number:
                text = COMMON.sub(lambda word: word.group() + "abcdefghij"[number], text)  # noqa: B023
            (folder / "evidence" / f"{number}-{path.name}").write_text(text)
    return case


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--reports", type=Path, default=SHARED)
    options.add_argument("--times", type=int, default=3)
    given = options.parse_args()
    print(f"reference, ten million additions: {reference():.2f} s\n")
    print("| what | wall s | CPU s | peak MB, all processes |\n|---|---|---|---|")
    row("`probandum --help`", "--help", times=given.times)
    with tempfile.TemporaryDirectory() as scratch:
        fresh = Path(scratch) / "example"
        for _ in range(1):
            shutil.copytree(
                ROOT / "examples" / "olympic-destroyer",
                fresh,
                ignore=shutil.ignore_patterns("custody", "products", "dossier"),
            )
            row("`assess` on examples/olympic-destroyer, from nothing", "assess", fresh)
            row("the same again, nothing to do", "assess", fresh)
            row("`verify` with replay", "verify", fresh)
        if not given.reports.is_dir():
            print(f"\n{given.reports} is absent: the corpus of reports was not measured", file=sys.stderr)
            return
        sizes = {}
        for copies in (1, 10):
            folder = Path(scratch) / f"corpus-{copies}"
            corpus(folder, given.reports, copies)
            files = list((folder / "evidence").iterdir())
            megabytes = sum(path.stat().st_size for path in files) / 1e6
            sizes[copies] = row(
                f"`assess` on {len(files):,} reports ({megabytes:.1f} MB), from nothing", "assess", folder
            )
        print(f"\ngrowth for ten times the reports: {sizes[10][1] / sizes[1][1]:.1f} times the CPU")


if __name__ == "__main__":
    main()
