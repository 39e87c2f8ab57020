"""Indicators side by side with iocsearcher and ioc-finder on text reports; prints the tables of docs/benchmarks.md.

Usage: python benchmarks/indicators.py [--reports FOLDER] [--peers PYTHON] [--sample FILE --seed N] [--times N]

PYTHON is an interpreter that has the peers (``pip install iocsearcher ioc-finder``); by default this one. What is not
installed there is named and left out. Each tool runs in a process of its own, one thread, documents one after another;
MB/s is bytes of text by CPU seconds without start-up, best of N.

Truth: every distinct (document, type, normal value) that any tool finds is pooled. What all three find counts as there.
What they disagree on is judged by hand for a sample; ``--sample`` writes one with its context and without the finder.
Judgements lie in ``indicators-labels.json`` as document, type, digest of the value, place and verdict; no text of the
reports. From them come the estimates; intervals of 95 % draw the share of each stratum from Beta(right + ½, wrong + ½).
"""

import argparse
import hashlib
import json
import random
import re
import subprocess
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "data" / "reports" / "annoctr" / "text"
LABELS = Path(__file__).with_name("indicators-labels.json")
TOOLS = ("probandum", "iocsearcher", "ioc-finder")
TYPES = ("ipv4", "ipv6", "domain", "url", "email", "md5", "sha1", "sha256", "cve", "wallet")
"""Types that all three tools find. Mail domains count as mail addresses only, host names of URLs as domains too."""


def normal(kind, value):
    """Return a form in which the same thing found by two tools is the same: case, one closing slash, address blocks."""
    value = value.strip()
    if kind == "ipv4":
        return value.partition("/")[0]
    if kind == "url":
        scheme, mark, rest = value.rpartition("://")
        host, slash, path = rest.partition("/")
        scheme = re.sub(r"^h(?:xx|__|tx)p|^httx|^hpp", "http", scheme.lower())
        return f"{scheme}{mark}{host.lower()}{slash}{path}".removesuffix("/")
    return value if kind == "wallet" else value.lower()


def ours():
    """Return a function from a text to finds: type, value, start, end."""
    from probandum.detectors.indicators import IndicatorDetector
    from probandum.interfaces import Batch
    from probandum.model.exhibit import Locator
    from probandum.model.ident import digest
    from probandum.model.observation import Observation, Span, Text
    from probandum.model.pack import Pack

    kinds = {"ipv4-addr": "ipv4", "ipv6-addr": "ipv6", "domain-name": "domain", "email-addr": "email"}
    kinds |= {"url": "url", "vulnerability": "cve", "x-cryptocurrency-wallet": "wallet"}
    detector, pack = IndicatorDetector(), Pack("none", "0", "", {}, False, (), (), (), (), (), (), ())  # noqa: FBT003

    def find(content):
        text = Text(digest(b"x"), "t/1", content, (Span(0, len(content), Locator("char", 0, len(content))),))
        for item in detector.detect(Batch((text,)), pack):
            if not isinstance(item, Observation):
                continue
            kind, value = kinds.get(item.kind, ""), item.value
            if item.kind == "file":
                kind, _, value = item.value.partition(":")
            if kind in TYPES and (kind != "cve" or value.startswith("CVE")):
                yield kind, value, item.locator.start, item.locator.end

    return find


def iocsearcher():
    """As :func:`ours`."""
    from iocsearcher.searcher import Searcher

    kinds = {"ip4": "ipv4", "ip6": "ipv6", "ip4Net": "ipv4", "fqdn": "domain", "url": "url", "email": "email"}
    kinds |= {"md5": "md5", "sha1": "sha1", "sha256": "sha256", "cve": "cve"}
    coins = [
        "bitcoin",
        "bitcoincash",
        "cardano",
        "dashcoin",
        "dogecoin",
        "ethereum",
        "litecoin",
        "monero",
        "ripple",
        "tron",
        "zcash",
    ]
    kinds |= dict.fromkeys(coins, "wallet") | {"onionAddress": "domain"}
    searcher = Searcher()
    targets = [name for name in searcher.patterns if name in kinds]

    def find(content):
        found = searcher.search_raw(content, targets)
        mails = [range(start, start + len(raw)) for name, _, start, raw in found if name == "email"]
        for name, value, start, raw in found:
            if name == "fqdn" and any(start in mail and start != mail.start for mail in mails):
                continue
            if name == "onionAddress":
                yield "domain", f"{value}.onion", start, start + len(raw)
                continue
            yield kinds[name], value, start, start + len(raw)

    return find


def iocfinder():
    """As :func:`ours`; it tells no places (-1)."""
    from ioc_finder import find_iocs

    kinds = {"ipv4s": "ipv4", "ipv6s": "ipv6", "ipv4_cidrs": "ipv4", "domains": "domain", "urls": "url"}
    kinds |= {"email_addresses": "email", "md5s": "md5", "sha1s": "sha1", "sha256s": "sha256", "cves": "cve"}
    kinds |= {"bitcoin_addresses": "wallet", "monero_addresses": "wallet"}

    def find(content):
        found = find_iocs(content, parse_domain_from_email_address=False, included_ioc_types=list(kinds))
        for name, values in found.items():
            for value in values:
                yield kinds[name], value, -1, -1

    return find


def work(tool, reports, times):
    """Print what a tool finds, as JSON; in a process of its own."""
    find = {"probandum": ours, "iocsearcher": iocsearcher, "ioc-finder": iocfinder}[tool]()
    texts = {path.stem: path.read_bytes().decode("utf-8") for path in sorted(reports.glob("*.txt"))}
    best, found = float("inf"), {}
    for _ in range(times):
        start = time.process_time()
        found = {name: list(find(text)) for name, text in texts.items()}
        best = min(best, time.process_time() - start)
    json.dump(
        {"seconds": best, "bytes": sum(len(text.encode()) for text in texts.values()), "found": found},
        sys.stdout,
    )


def collect(tool, python, reports, times):
    """Return what a tool found, or None where it cannot run."""
    arguments = [python, __file__, "--tool", tool, "--reports", str(reports), "--times", str(times)]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    if done.returncode:
        reason = done.stderr.strip().rpartition("\n")[2]
        print(f"{tool} does not run with {python}: {reason}", file=sys.stderr)
        return None
    return json.loads(done.stdout)


def pool(results, documents):
    """Return (document, type, normal value) → the tools that found it, and where it was seen first."""
    found, places = defaultdict(set), {}
    for tool, result in results.items():
        for name in documents:
            for kind, value, start, end in result["found"][name]:
                key = (name, kind, normal(kind, value))
                found[key].add(tool)
                if start >= 0:
                    places.setdefault(key, (start, end))
    return found, places


def key_digest(key):
    return hashlib.sha256("\0".join(key).encode()).hexdigest()[:20]


def half(name):
    """Return whether rules were made on a document (``tuned``) or it was only measured (``held out``)."""
    return "tuned" if int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2 == 0 else "held out"


def strata(found):
    """Return the disagreements by (type, tools); what all found is agreed."""
    groups = defaultdict(list)
    for key, tools in sorted(found.items()):
        if len(tools) < len(TOOLS):
            groups[key[1], tuple(sorted(tools))].append(key)
    return groups


def written(text, value):
    """Return where a value may stand in a text, defanged or not, or (-1, -1)."""
    pattern = "".join(
        r"\W{0,4}(?:[.]|dot)\W{0,4}" if letter == "." else r"\W{1,8}" if letter == ":" else r"\W{0,4}"
        if letter in "/@" else re.escape(letter) for letter in re.sub("^https?", "", value)[:60]
    )  # fmt: skip
    match = re.search(pattern, text, re.IGNORECASE)
    return match.span() if match else (-1, -1)


def sample(results, documents, reports, seed, size):
    """Return a sample of the disagreements with context: at least six of each type and set of tools, the rest by size."""
    found, places = pool(results, documents)
    groups, chance = strata(found), random.Random(seed)
    whole = sum(map(len, groups.values()))
    drawn = []
    for stratum in sorted(groups):
        wanted = max(6, round(size * len(groups[stratum]) / whole))
        drawn += chance.sample(groups[stratum], min(wanted, len(groups[stratum])))
    agreed = sorted(key for key, tools in found.items() if len(tools) == len(TOOLS))
    drawn += chance.sample(agreed, min(30, len(agreed)))
    chance.shuffle(drawn)
    rows = []
    for key in drawn:
        text = (reports / f"{key[0]}.txt").read_bytes().decode("utf-8")
        start, end = places.get(key) or written(text, key[2])
        around = text[max(start - 70, 0) : end + 50] if start >= 0 else "(place unknown)"
        rows.append({"id": key_digest(key), "doc": key[0], "type": key[1], "value": key[2], "start": start,
                     "end": end, "context": around})  # fmt: skip
    return rows


def estimates(found, labels, draws=2_000):
    """Return tool → precision and recall, each with an interval of 95 %, from the labels of each stratum."""
    groups, chance = strata(found), random.Random(1)
    agreed = sum(len(tools) == len(TOOLS) for tools in found.values())
    judged = {
        s: [labels[key_digest(key)] for key in keys if key_digest(key) in labels]
        for s, keys in groups.items()
    }
    bare = {s: len(groups[s]) for s, verdicts in judged.items() if not verdicts}

    def once(pick):
        share = {s: pick(sum(v), len(v)) if v else 0.0 for s, v in judged.items()}
        right = {s: len(groups[s]) * share[s] for s in groups}
        total, row = max(agreed + sum(right.values()), 1e-9), {}
        for tool in TOOLS:
            mine = [s for s in groups if tool in s[1]]
            hits = agreed + sum(right[s] for s in mine)
            row[tool] = hits / max(agreed + sum(len(groups[s]) for s in mine), 1e-9), hits / total
        return row

    point = once(lambda right, judged: right / judged)
    many = [
        once(lambda right, judged: chance.betavariate(right + 0.5, judged - right + 0.5))
        for _ in range(draws)
    ]
    rows = {}
    for tool in TOOLS:
        ends = [sorted(row[tool][which] for row in many) for which in (0, 1)]
        rows[tool] = [
            (point[tool][which], ends[which][draws // 40], ends[which][-draws // 40]) for which in (0, 1)
        ]
    return rows, bare


def report(results, labels):
    found, _ = pool(results, [name for name in results[TOOLS[0]]["found"] if half(name) == "held out"])
    counted = Counter(len(tools) for tools in found.values())
    print(
        f"held-out half: {len(found):,} distinct finds, {counted[3]:,} by all three; {len(labels)} judged by hand\n"
    )
    print("| tool | precision | recall | F1 | MB/s |\n|---|---|---|---:|---:|")
    rows, bare = estimates(found, labels)
    for tool, (precision, recall) in rows.items():
        shown = [f"{value:.3f} ({low:.3f}–{high:.3f})" for value, low, high in (precision, recall)]
        f1 = 2 * precision[0] * recall[0] / (precision[0] + recall[0])
        speed = results[tool]["bytes"] / 1e6 / results[tool]["seconds"]
        print(f"| {tool} | {shown[0]} | {shown[1]} | {f1:.3f} | {speed:.2f} |")
    if bare:
        print(f"\nwithout a label, counted as wrong: {bare}")
    same = [
        labels[key_digest(key)]
        for key, tools in found.items()
        if len(tools) == 3 and key_digest(key) in labels
    ]
    print(
        f"\nof {len(same)} that all three found, {sum(same)} are right; the rest of them are taken for right"
    )
    print("\n| type | agreed | " + " | ".join(f"{tool} precision, recall" for tool in TOOLS) + " |")
    print("|---|---:|" + "---|" * len(TOOLS))
    for kind in TYPES:
        part = {key: tools for key, tools in found.items() if key[1] == kind}
        if any(len(tools) == len(TOOLS) for tools in part.values()):
            rows, _ = estimates(part, labels, 40)
            cells = [f"{rows[tool][0][0]:.3f}, {rows[tool][1][0]:.3f}" for tool in TOOLS]
            agreed = sum(len(tools) == len(TOOLS) for tools in part.values())
            print(f"| {kind} | {agreed} | " + " | ".join(cells) + " |")


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--reports", type=Path, default=SHARED)
    options.add_argument("--peers", default=sys.executable)
    options.add_argument("--times", type=int, default=3)
    options.add_argument("--tool", choices=TOOLS)
    options.add_argument("--sample", type=Path)
    options.add_argument("--seed", type=int, default=20261122)
    options.add_argument("--size", type=int, default=250)
    given = options.parse_args()
    if not given.reports.is_dir():
        raise SystemExit(f"{given.reports} is absent: nothing to measure on")
    if given.tool:
        work(given.tool, given.reports, given.times)
        return
    python = {"probandum": sys.executable}
    results = {
        tool: collect(tool, python.get(tool, given.peers), given.reports, given.times) for tool in TOOLS
    }
    if None in results.values():
        raise SystemExit("without all three tools there is no comparison: see --peers")
    if given.sample:
        names = [name for name in results[TOOLS[0]]["found"] if half(name) == "held out"]
        rows = sample(results, names, given.reports, given.seed, given.size)
        given.sample.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        print(f"{len(rows)} to judge in {given.sample}")
        return
    labels = {row["id"]: row["verdict"] for row in json.loads(LABELS.read_text(encoding="utf-8"))["labels"]}
    report(results, labels)


if __name__ == "__main__":
    main()
