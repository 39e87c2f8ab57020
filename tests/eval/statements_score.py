"""Scores what the detector of statements makes of labelled documents: ``python tests/eval/statements_score.py FOLDER``.

A predicted sentence is held against the labelled one that it overlaps most, by at least half of the shorter. Documents
are read as they lie in the folder; the ones without text take it from the shared reports, and are left out without them.
A label that tells no more than types is judged by these alone.
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path

from probandum.detectors.names import NameDetector
from probandum.detectors.statements import StatementDetector
from probandum.interfaces import Batch
from probandum.knowledge.registry import RegistrySource
from probandum.model.claim import Claim
from probandum.model.exhibit import Locator
from probandum.model.ident import digest
from probandum.model.observation import Span, Text
from probandum.model.statement import STATEMENT_TYPES, StatedFigure, Statement

ABOVE = [folder / "shared" / "data" for folder in Path(__file__).resolve().parents]
SHARED = next((folder for folder in ABOVE if folder.is_dir()), ABOVE[3])
ACCUSING = {"accusation", "counter-accusation"}
STANCES = {"accusation": "accuses", "counter-accusation": "counter-accuses", "denial": "denies"}
GOLD_TYPES = {
    "attribution_claim": "accusation",
    "general_assertion": "assertion",
    "checkable_figure": "figure",
    "evidence_challenge": "evidence-challenge",
    "counter_accusation": "counter-accusation",
    "rejection_of_basis": "rejection-of-basis",
}


def documents(folder):
    """Yield (name, text, title, publisher, statements) of a folder of label files."""
    for path in sorted(Path(folder).glob("*.json")):
        label = json.loads(path.read_text(encoding="utf-8"))
        text = label.get("text")
        if text is None:
            report = SHARED / "reports" / "annoctr" / "text" / label["source"]["file"]
            if not report.exists():
                continue
            text = report.read_bytes().decode("utf-8")
        about = label["metadata"]
        yield label["doc"], text, about.get("title") or "", about.get("publisher") or "", label["statements"]


def pack():
    return RegistrySource().load()


def as_text(content, title="", publisher=""):
    span = Span(0, len(content), Locator("byte", 0, len(content)))
    body = content.find(title) + len(title) if title and title in content[:1000] else 0
    return Text(
        digest(content.encode()), "eval/1", content, (span,), title=title, publisher=publisher, body=body
    )


def found_in(text, knowledge):
    """Return what stage 1 names and stage 2 find in a text."""
    observations = tuple(one for one in NameDetector().detect(Batch((text,)), knowledge))
    return list(StatementDetector().detect(Batch((text,), observations), knowledge))


def place(record):
    return record.locator.start, record.locator.end


def matched(labels, statements):
    """Return for each label the predicted statement that overlaps it most, or None; and the predictions left over inside."""
    pairs, left = [], set(range(len(statements)))
    for label in labels:
        start, end = label["span"]
        best, most = None, 0.0
        for index, one in enumerate(statements):
            left_at, right_at = place(one)
            common = min(end, right_at) - max(start, left_at)
            if common > 0 and common / min(end - start, right_at - left_at) >= 0.5 and common > most:
                best, most = index, common
        left.discard(best)
        pairs.append((label, statements[best] if best is not None else None))
    inside = [
        statements[index]
        for index in sorted(left)
        if any(
            place(statements[index])[0] < label["span"][1] and label["span"][0] < place(statements[index])[1]
            for label in labels
        )
    ]
    return pairs, inside


def words(surface, text=""):
    if isinstance(surface, list):
        surface = text[surface[0] : surface[1]]
    plain = re.sub(r"[^\w\s]", " ", (surface or "").lower().replace("’s", "").replace("'s", ""))
    return {word for word in plain.split() if word not in {"the", "a", "an", "of", "in", "and", "s", "its"}}


def same(one, other):
    """Return whether two surfaces name the same: half of the words of the shorter, at least one."""
    if not one or not other:
        return one == other
    return len(one & other) * 2 >= min(len(one), len(other))


class Score:
    """Counts over documents."""

    def __init__(self):
        self.types = Counter()
        self.sides = Counter()
        self.fields = Counter()
        self.claims = Counter()
        self.errors = []

    def add(self, name, text, labels, found):
        statements = [one for one in found if isinstance(one, Statement)]
        claims = [one for one in found if isinstance(one, Claim)]
        figures = [one for one in found if isinstance(one, StatedFigure)]
        pairs, extra = matched(labels, statements)
        for label, one in pairs:
            self._types(name, text, label, one)
            self._fields(text, label, one)
            mine = [claim for claim in claims if one is not None and claim.statement == one.id]
            self._claims(name, text, label, mine)
            self._figures(label, figures)
        for one in extra:
            for kind in one.types:
                self.types[kind, "wrong"] += kind != "assertion"

    def _types(self, name, text, label, one):
        wanted, got = set(label["types"]), set(one.types) if one else set()
        for kind in STATEMENT_TYPES:
            if kind in wanted | got:
                self.types[
                    kind, "right" if kind in wanted & got else "lost" if kind in wanted else "wrong"
                ] += 1
        accused, said = bool(wanted & ACCUSING), bool(got & ACCUSING)
        if accused or said:
            self.sides["right" if accused and said else "lost" if accused else "wrong"] += 1
        if wanted != got:
            start, end = label["span"]
            self.errors.append(
                (name, sorted(wanted - got), sorted(got - wanted), " ".join(text[start:end].split()))
            )

    def _fields(self, text, label, one):
        if one is None or "speaker" not in label:
            return
        wanted = label["speaker"]
        self.fields["mode", one.mode == label["mode"]] += 1
        self.fields["role", one.role == wanted["role"]] += 1
        source = words(label["chain"][-1], text) if label["chain"] else set()
        name = words(wanted["name"], text)
        right = same(name, words(one.speaker)) or (source and same(source, words(one.speaker)))
        self.fields["speaker", bool(right or (wanted["role"] == "author" and one.role == "author"))] += 1

    def _claims(self, name, text, label, mine):
        wanted = [claim for claim in label.get("claims", ()) if claim["stance"] != "rejects-basis"]
        for claim in wanted:
            stance = [one for one in mine if one.stance == claim["stance"]]
            speaker, subject = (
                words(claim["speaker"], text),
                words(claim["subject"], text) | words(claim.get("refers_to"), text),
            )
            best = max(stance, key=lambda one: same(subject, words(one.subject)), default=None)
            self.claims["all"] += 1
            if best is None:
                continue
            self.claims["found"] += 1
            self.claims["subject"] += same(subject, words(best.subject))
            self.claims["speaker"] += same(speaker, words(best.speaker))
            self.claims["level"] += best.level == claim["level"]
            self.claims["object"] += same(words(claim["object"], text), words(best.object))
            self.claims["predicate"] += same(words(claim["predicate"], text), words(best.predicate))

    def _figures(self, label, figures):
        start, end = label["span"]
        inside = [one for one in figures if place(one)[0] < end and start < place(one)[1]]
        if "figures" not in label:
            return
        wanted = [figure["value"] for figure in label["figures"]]
        got = [float(one.value) for one in inside]
        for value in wanted:
            if value is None or float(value) in got:
                self.fields["figure", True] += 1
                if value is not None:
                    got.remove(float(value))
                elif got:
                    got.pop()
            else:
                self.fields["figure", False] += 1
        self.fields["figure too many", True] += len(got)

    def measures(self):
        """Return shares by name."""
        total = Counter()
        found = {}
        for kind in STATEMENT_TYPES:
            counts = {what: self.types[kind, what] for what in ("right", "lost", "wrong")}
            total.update(counts)
            found[f"F1 {kind}"] = f_1(counts)
        found["F1 micro"] = f_1(total)
        found["accusation precision"] = share(self.sides["right"], self.sides["right"] + self.sides["wrong"])
        found["accusation recall"] = share(self.sides["right"], self.sides["right"] + self.sides["lost"])
        for field in ("mode", "role", "speaker", "figure"):
            found[field] = share(
                self.fields[field, True], self.fields[field, True] + self.fields[field, False]
            )
        for part in ("found", "speaker", "subject", "level", "predicate", "object"):
            found[f"claim {part}"] = share(self.claims[part], self.claims["all"])
        return found


def share(part, whole):
    return part / whole if whole else 0.0


def f_1(counts):
    return share(2 * counts["right"], 2 * counts["right"] + counts["lost"] + counts["wrong"])


def score(folder, only=lambda _: True):
    """Return the score of the documents of a folder whose name passes."""
    knowledge, result = pack(), Score()
    for name, text, title, publisher, labels in documents(folder):
        if only(name):
            result.add(name, text, labels, found_in(as_text(text, title, publisher), knowledge))
    return result


def main(folder, half=""):
    names = sorted(path.stem for path in Path(folder).glob("*.json"))
    chosen = set(names[::2] if half == "a" else names[1::2] if half == "b" else names)
    result = score(folder, chosen.__contains__)
    if half != "b":
        for name, lost, wrong, sentence in result.errors:
            print(
                f"{name}: lost {','.join(lost) or '-'}; wrong {','.join(wrong) or '-'}\n    {sentence[:240]}"
            )
    for name, value in result.measures().items():
        print(f"{name:28} {value:.3f}")
    print(
        "accusations",
        dict(result.sides),
        "claims",
        result.claims["all"],
        "figures too many",
        result.fields["figure too many", True],
    )
    for kind in STATEMENT_TYPES:
        print(f"{kind:20}", {what: result.types[kind, what] for what in ("right", "lost", "wrong")})


if __name__ == "__main__":
    main(*sys.argv[1:3])
