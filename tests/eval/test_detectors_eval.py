"""Quality of names and technique ids on AnnoCTR (LREC-COLING 2024), 86 annotated reports of five publishers.

Documents are halved by the digest of their name. Rules were made on one half (``tuned``); the other (``held out``) was
only measured, and its misses looked at once. Floors lie in ``floors.json`` under ``detectors`` and only rise.

A mention counts as found where it overlaps. Annotations are flat: a name inside a longer annotation of a technique or
tactic is not judged. ``recall`` is over mentions whose name the pack holds, with or without a last word like “group”.
"""

import hashlib
import json
import re
from pathlib import Path

import pytest

from probandum.detectors.names import NameDetector
from probandum.detectors.techniques import TechniqueDetector
from probandum.interfaces import Batch
from probandum.knowledge.registry import RegistrySource
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
    """Return (start, end, label, mention) of all annotated mentions, wherever their sentence stands in the text."""
    found = set()
    for line in (DATA / "links" / f"{name}.json").read_text("utf-8").splitlines():
        entry = json.loads(line)
        if entry["entity_class"] != "CE":
            continue
        left, mention = entry["_context_left"], entry["mention"]
        at = content.find(left + mention + entry["_context_right"])
        while at >= 0:
            start = at + len(left)
            found.add((start, start + len(mention), entry["entity_type"], mention))
            at = content.find(left + mention + entry["_context_right"], at + 1)
    return found


def touches(spans, start, end):
    return any(start < span[1] and span[0] < end for span in spans)


@pytest.fixture(scope="module")
def pack():
    return RegistrySource().load()


@pytest.fixture(scope="module")
def counts(pack):
    """Counts by (half, what): right and wrong finds; held mentions, found and all."""
    detector, total = NameDetector(), {}
    holders = names_by_fold(pack)
    kind = {item.id: "actor" for item in pack.actors} | {item.id: "software" for item in pack.software}
    for path in sorted((DATA / "links").glob("*.json")):
        text = read(path.stem)
        gold = annotated(path.stem, text.text)
        finds = [item for item in detector.detect(Batch((text,)), pack) if item.refs]
        for what, labels in LABELS.items():
            mine = [item.locator for item in finds if item.kind in KINDS[what]]
            wanted = [span for span in gold if span[2] in labels]
            unjudged = [span for span in gold if span[2] in {"TECHNIQUE", "TACTIC"}]
            row = total.setdefault((half(path.stem), what), {"right": 0, "wrong": 0, "held": 0, "found": 0})
            for place in mine:
                if touches(wanted, place.start, place.end):
                    row["right"] += 1
                elif not touches(unjudged, place.start, place.end):
                    row["wrong"] += 1
            for start, end, _, mention in wanted:
                forms = {fold(mention), fold(LAST[what].sub("", mention))}
                if any(kind[id_] == what for form in forms for id_ in holders.get(form, ())):
                    row["held"] += 1
                    row["found"] += any(place.start < end and start < place.end for place in mine)
    return total


@pytest.mark.parametrize("which", ["tuned", "held out"])
@pytest.mark.parametrize("what", ["actor", "software"])
def test_names(counts, which, what):
    row = counts[which, what]
    precision, recall = row["right"] / (row["right"] + row["wrong"]), row["found"] / row["held"]
    measured = {"precision": precision, "recall": recall, "f1": 2 * precision * recall / (precision + recall)}
    print(which, what, row, {name: round(value, 3) for name, value in measured.items()})
    for name, value in measured.items():
        assert value >= FLOORS[f"{what}-{name}, {which}"], f"{what} {name}, {which}"


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
