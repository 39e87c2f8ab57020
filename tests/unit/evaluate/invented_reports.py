"""An invented bundle in which eight groups act in their own ways through sixty dated reports; the same every time."""

import dataclasses
import hashlib
import json
from datetime import date, timedelta
from functools import cache

from probandum.evaluate.parameter_file import as_bytes, fit_file
from probandum.knowledge.bundle import from_bundle
from probandum.weighers.fitted import load

GROUPS = tuple(f"G90{number:02d}" for number in range(1, 9))
REPORTS = 60
FIRST = date(2015, 1, 5)
TECHNIQUES = tuple(f"T9{number:03d}" for number in range(40))


def chosen(seed, pool, count):
    """So many of a pool, by hash."""
    return sorted(pool, key=lambda one: hashlib.sha256(f"{seed}/{one}".encode()).hexdigest())[:count]


def software(group):
    return [f"S9{GROUPS.index(group)}{number}0" for number in range(3)] + ["S9990"]


def reports():
    """Name → date, group, items; every sixth stands on the day of the one before."""
    made, day = {}, FIRST
    for number in range(REPORTS):
        group = chosen(f"group {number}", GROUPS[: 3 + number // 6], 1)[0]
        favoured = chosen(group, TECHNIQUES, 12)
        items = chosen(f"items {number}", favoured, 5) + chosen(f"more {number}", TECHNIQUES, 2)
        items += chosen(f"software {number}", software(group), 2)
        day += timedelta(days=0 if number % 6 == 5 else 20)
        made[f"Report {number:02d}"] = (day, group, tuple(sorted(set(items))))
    return made


def reference(name):
    day = reports_by_name()[name][0]
    said = f"Somebody. ({day:%Y, %B} {day.day}). {name}. Retrieved May 1, 2024."
    return {
        "source_name": name,
        "url": f"https://reports.example/{name.replace(' ', '-').lower()}",
        "description": said,
    }


@cache
def reports_by_name():
    return reports()


def bundle():
    pool = sorted({item for _, _, items in reports_by_name().values() for item in items})
    kinds = {one: "malware" if one.startswith("S") else "attack-pattern" for one in pool}
    kinds["S9990"] = "tool"
    names = [(group, "intrusion-set") for group in GROUPS] + sorted(kinds.items())
    identity = {
        one: f"{kind}--00000000-0000-4000-8000-{place:012d}" for place, (one, kind) in enumerate(names)
    }
    things = [
        {
            "type": kind,
            "id": identity[one],
            "name": f"Invented {one}",
            "external_references": [{"source_name": "mitre-attack", "external_id": one}],
        }
        for one, kind in names
    ]
    behind = {}
    for name, (_, group, items) in reports_by_name().items():
        for item in items:
            behind.setdefault((group, item), []).append(name)
    links = [
        {
            "type": "relationship",
            "id": f"relationship--00000000-0000-4000-8000-{place:012d}",
            "relationship_type": "uses",
            "source_ref": identity[group],
            "target_ref": identity[item],
            "description": "Seen." + "".join(f"(Citation: {name})" for name in cited),
            "external_references": [reference(name) for name in cited],
        }
        for place, ((group, item), cited) in enumerate(sorted(behind.items()))
    ]
    return json.dumps({"type": "bundle", "id": "bundle--x", "objects": [*things, *links]}).encode()


@cache
def small():
    """The pack of the bundle."""
    return from_bundle(bundle(), "invented-attack-1.0.json")


@cache
def fitted_bytes():
    """The parameter file that fits it."""
    return as_bytes(fit_file(small()))


def fitted():
    return load(fitted_bytes())


def plain(trial):
    """A trial as JSON, equal where two trials are equal."""
    return json.dumps(dataclasses.asdict(trial), default=lambda array: array.tolist())
