"""Quality of names and technique ids on AnnoCTR (LREC-COLING 2024), 86 annotated reports of five publishers.

Documents are halved by the digest of their name. Rules were made on one half (``tuned``); the other (``held out``) was
looked at twice, its misses and then its false finds, so that it is held out no more for what comes next. Floors lie in
``floors.json`` under ``detectors`` and only rise.

A mention counts as found where it overlaps. Annotations are flat: a name inside a longer annotation of a technique or
tactic is not judged; neither is a name with an escaped underscore (``more\\_eggs``), since none is annotated anywhere.
``recall`` is over mentions whose name the pack holds, with or without a last word like “group”.

Annotations are incomplete, so ``precision`` understates. ``adjudicated-precision`` also counts as right what
``adjudicated_names.csv`` says is right: each find that was not annotated was read in its place and judged, wrong in
doubt; those verdicts are ours. A find that is neither annotated nor judged counts as wrong. ``mapping`` is the share of
annotated mentions with a link to ATT&CK whose id is among the refs of the find.

``second_annotation.csv`` is blind: 404 stretches in random order, all finds of actors that are not annotated among
annotated ones, finds of software and words that are no find, read by somebody who knew neither annotations nor finds.
"""

import csv
import hashlib
import json
import lzma
import re
from collections import Counter
from pathlib import Path

import pytest

from probandum.detectors.authenticity import START
from probandum.detectors.lexicon import Lexicon
from probandum.detectors.names import NameDetector, finds_in
from probandum.detectors.states import States
from probandum.detectors.techniques import TechniqueDetector
from probandum.interfaces import Batch
from probandum.knowledge.resolve import fold, names_by_fold
from probandum.model.exhibit import Locator
from probandum.model.ident import digest
from probandum.model.observation import Observation, Span, Text

ABOVE = [folder / "shared" / "data" / "reports" / "annoctr" for folder in Path(__file__).resolve().parents]
DATA = next((folder for folder in ABOVE if folder.is_dir()), ABOVE[3])
FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))["detectors"]
pytestmark = [
    pytest.mark.shared,
    pytest.mark.slow,
    pytest.mark.skipif(not DATA.exists(), reason=f"no development data at {DATA}: quality not measured"),
]
KNOWLEDGE = DATA.parents[1] / "knowledge" / "enterprise-attack-14.1.json.xz"
ADJUDICATED = Path(__file__).parent / "adjudicated_names.csv"
SECOND = Path(__file__).parent / "second_annotation.csv"
LABELS = {"actor": {"GROUP"}, "software": {"MALWARE", "TOOL"}}
KINDS = {"actor": {"intrusion-set", "campaign"}, "software": {"malware", "tool"}}
LAST = {
    "actor": re.compile(r"\s+(group|gang|team|apt|hackers?|actors?)$", re.IGNORECASE),
    "software": re.compile(
        r"\s+(ransomware|malware|trojan|backdoor|botnet|stealer|miner|rat|loader|family|banker)$",
        re.IGNORECASE,
    ),
}


def half(name):
    return "tuned" if int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2 == 0 else "held out"


def read(name):
    content = (DATA / "text" / f"{name}.txt").read_bytes().decode("utf-8")
    span = Span(0, len(content), Locator("byte", 0, len(content)))
    return Text(digest(content.encode()), "eval/1", content, (span,))


def annotated(name, content):
    """Return (start, end, label, mention, ATT&CK id) of annotated mentions, wherever their sentence stands."""
    found = set()
    for line in (DATA / "links" / f"{name}.json").read_text("utf-8").splitlines():
        entry = json.loads(line)
        if entry["entity_class"] != "CE":
            continue
        left, mention = entry["_context_left"], entry["mention"]
        at = content.find(left + mention + entry["_context_right"])
        while at >= 0:
            start = at + len(left)
            linked = re.search(
                r"attack\.mitre\.org/(?:groups|software)/([GS]\d{4})", entry["label_link"] or ""
            )
            found.add(
                (start, start + len(mention), entry["entity_type"], mention, linked[1] if linked else "")
            )
            at = content.find(left + mention + entry["_context_right"], at + 1)
    return found


def touches(spans, start, end):
    return any(start < span[1] and span[0] < end for span in spans)


@pytest.fixture(scope="module")
def pack(shipped_pack):
    return shipped_pack


@pytest.fixture(scope="module")
def verdicts():
    """Whether a find that is not annotated is right, by (document, start, end, sort)."""
    with ADJUDICATED.open(encoding="utf-8", newline="") as file:
        return {
            (row["document"], int(row["start"]), int(row["end"]), row["sort"]): row["verdict"] == "right"
            for row in csv.DictReader(file)
        }


@pytest.fixture(scope="module")
def judged(pack, verdicts):
    """Every find of a name: (half, what, row of authenticity, annotated, right, mapped, annotated or judged, place).

    Mapped is None where the annotation has no link to ATT&CK; place is (document, start, end).
    """
    lexicon, states, rows = Lexicon(pack), States(pack.places), []
    for path in sorted((DATA / "links").glob("*.json")):
        content = read(path.stem).text
        gold = annotated(path.stem, content)
        unjudged = [span for span in gold if span[2] in {"TECHNIQUE", "TACTIC"}]
        for find in finds_in(content, lexicon, states):
            for what, kinds in KINDS.items():
                if find.kind not in kinds or not find.refs or "\\_" in content[find.start : find.end]:
                    continue
                on = [
                    span for span in gold if span[2] in LABELS[what] and touches([span], find.start, find.end)
                ]
                agreed, links = bool(on), {span[4] for span in on if span[4]}
                if agreed or not touches(unjudged, find.start, find.end):
                    verdict = verdicts.get((path.stem, find.start, find.end, what))
                    right = agreed or verdict is True
                    mapped = not links.isdisjoint(find.refs) if links else None
                    listed = agreed or verdict is not None
                    place = (path.stem, find.start, find.end)
                    rows.append((half(path.stem), what, find.sort, agreed, right, mapped, listed, place))
    return rows


@pytest.fixture(scope="module")
def counts(pack, judged):
    """Counts by (half, what): finds right by annotation, by ours too, wrong; held mentions, found, linked, rightly."""
    total = {}
    for which, what, _, agreed, right, *_ in judged:
        row = total.setdefault((which, what), Counter())
        row["right" if agreed else "wrong"] += 1
        row["adjudicated"] += right
    detector, holders = NameDetector(), names_by_fold(pack)
    kind = {item.id: "actor" for item in pack.actors} | {item.id: "software" for item in pack.software}
    for path in sorted((DATA / "links").glob("*.json")):
        text = read(path.stem)
        finds = [item for item in detector.detect(Batch((text,)), pack) if item.refs]
        for start, end, label, mention, link in annotated(path.stem, text.text):
            for what in (what for what, labels in LABELS.items() if label in labels):
                forms = {fold(mention), fold(LAST[what].sub("", mention))}
                if not any(kind[id_] == what for form in forms for id_ in holders.get(form, ())):
                    continue
                row = total[half(path.stem), what]
                mine = [item for item in finds if item.kind in KINDS[what] and lies_on(item, start, end)]
                row["held"] += 1
                row["found"] += bool(mine)
                if mine and link:
                    row["linked"] += 1
                    row["mapped"] += any(link in item.refs for item in mine)
    return total


def lies_on(item, start, end):
    return item.locator.start < end and start < item.locator.end


@pytest.mark.parametrize("which", ["tuned", "held out"])
@pytest.mark.parametrize("what", ["actor", "software"])
def test_names(counts, which, what):
    row = counts[which, what]
    finds = row["right"] + row["wrong"]
    precision, adjudicated, recall = (
        row["right"] / finds,
        row["adjudicated"] / finds,
        row["found"] / row["held"],
    )
    measured = {
        "precision": precision,
        "adjudicated-precision": adjudicated,
        "recall": recall,
        "f1": 2 * precision * recall / (precision + recall),
        "mapping": row["mapped"] / row["linked"],
    }
    print(which, what, dict(row), {name: round(value, 3) for name, value in measured.items()})
    for name, value in measured.items():
        assert value >= FLOORS[f"{what}-{name}, {which}"], f"{what} {name}, {which}"


def smoothed(right, all_):
    return (right + 1) / (all_ + 2)


def test_authenticity_of_names(judged):
    """Authenticity says no more than the share that is annotated, times the share of these that is linked rightly."""
    for sort in ("actor name", "malware name", "tool name", "cued name", "ambiguous name"):
        mine = [row for row in judged if row[2] == sort]
        linked = [row[5] for row in mine if row[5] is not None]
        agreed, right = sum(row[3] for row in mine), sum(row[4] for row in mine)
        share = smoothed(agreed, len(mine)) * smoothed(sum(linked), len(linked))
        print(
            sort, len(mine), agreed, right, f"{sum(linked)}/{len(linked)}", round(share, 3), START[sort].value
        )
        assert len(mine) >= 30
        assert float(START[sort].value) <= share, sort


def test_finds_that_are_not_annotated_were_judged(judged):
    """An unjudged find counts as wrong, so a change of the rules wants its new finds judged."""
    assert sum(not row[6] for row in judged) <= 5
    assert {row[4] for row in judged if not row[3]} == {True, False}


def test_actors_by_a_second_annotation(judged):
    """Precision of actors where an annotation, or the second one, says that an actor is meant; and by the second alone.

    The second read all finds that were not annotated and a random part of the annotated ones, which stands for the rest.
    """
    with SECOND.open(encoding="utf-8", newline="") as file:
        answers = {
            (row["document"], int(row["start"]), int(row["end"])): row["answer"]
            for row in csv.DictReader(file)
        }
    finds = [row for row in judged if row[1] == "actor"]
    annotated_too = [answers[row[7]] for row in finds if row[3] and row[7] in answers]
    left_out = [answers.get(row[7], "not read") for row in finds if not row[3]]
    first = len(finds) - len(left_out)
    either = (first + left_out.count("actor")) / len(finds)
    second = (first * annotated_too.count("actor") / len(annotated_too) + left_out.count("actor")) / len(
        finds
    )
    print(Counter(annotated_too), Counter(left_out), round(either, 3), round(second, 3))
    assert either >= FLOORS["actor-precision, either annotation"]
    assert second >= FLOORS["actor-precision, second annotation"]


LINKED = re.compile(r"\[([^\]]+)\]\(https://attack\.mitre\.org/(groups|software|campaigns)/([GSC]\d{4})\)")


@pytest.mark.skipif(not KNOWLEDGE.exists(), reason=f"no development data at {KNOWLEDGE}: not measured")
def test_names_in_procedure_examples(pack):
    """Shares of names found, and of those mapped to the page they link to, in ATT&CK's own examples, links removed.

    One text for each group and software. The rules for names of both sorts, and for names that act, were made on it.
    """
    texts = {}
    for item in json.loads(lzma.decompress(KNOWLEDGE.read_bytes()))["objects"]:
        if item.get("relationship_type") == "uses" and not item.get("revoked"):
            example = re.sub(r"\(Citation:[^)]*\)", "", item.get("description", ""))
            texts.setdefault(item["source_ref"], []).append(example)
    lexicon, states, total = Lexicon(pack), States(pack.places), Counter()
    for examples in texts.values():
        content, linked = "", []
        written, last = "\n".join(examples), 0
        for match in LINKED.finditer(written):
            content += written[last : match.start()]
            linked.append((len(content), len(content) + len(match[1]), match[2], match[3]))
            content, last = content + match[1], match.end()
        finds = [find for find in finds_in(content + written[last:], lexicon, states) if find.refs]
        for start, end, page, id_ in linked:
            mine = [find for find in finds if find.start < end and start < find.end]
            total[page, "all"] += 1
            total[page, "found"] += bool(mine)
            total[page, "mapped"] += any(id_ in find.refs for find in mine)
    print(dict(total))
    for page in ("groups", "software", "campaigns"):
        assert total[page, "found"] / total[page, "all"] >= FLOORS[f"procedure examples, {page} found"]
        assert total[page, "mapped"] / total[page, "found"] >= FLOORS[f"procedure examples, {page} mapped"]


def test_techniques_by_authenticity(pack):
    """Share of the techniques found in a report that its annotators found too, sub-techniques counted as their parent."""
    detector = TechniqueDetector()
    right, all_ = {}, {}
    for path in sorted((DATA / "links").glob("*.json")):
        wanted = set(re.findall(r"techniques/(T\d{4})", path.read_text("utf-8")))
        found = {
            (str(item.authenticity), item.refs[0].partition(".")[0])
            for item in detector.detect(Batch((read(path.stem),)), pack)
            if isinstance(item, Observation) and len(item.refs) == 1
        }
        for band, technique in found:
            all_[band] = all_.get(band, 0) + 1
            right[band] = right.get(band, 0) + (technique in wanted)
    shares = {band: right[band] / all_[band] for band in all_}
    print({band: (right[band], all_[band], round(share, 3)) for band, share in shares.items()})
    for band, share in shares.items():
        assert share >= FLOORS[f"technique-precision, start value {band}"], band
