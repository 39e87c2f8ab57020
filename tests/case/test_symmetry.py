"""Law 11 and law 7 on whole cases: names enter no formula, sides are treated alike, copies and markings hold."""

import hashlib
import json
import random
import re
import shutil
from pathlib import Path

import msgspec
import pytest
from one_runner import HERE

from probandum import Case
from probandum.knowledge import packs
from probandum.model.pack import Actor, Citation, Name, Pack, Software, Use

EXAMPLES = Path(__file__).parents[2] / "examples"
OWN = '{ title = "plausible", threshold = "0.30", budget = 0 }'
WORDS = [
    "server",
    "mail",
    "office",
    "night",
    "admin",
    "disk",
    "route",
    "driver",
    "patch",
    "week",
    "month",
    "report",
    "team",
    "left",
    "came",
    "went",
    "host",
    "share",
    "drive",
    "backup",
    "event",
    "alarm",
    "phone",
    "guard",
    "floor",
    "door",
    "light",
    "paper",
    "desk",
    "chair",
    "window",
    "wall",
    "cable",
    "switch",
    "tower",
    "field",
    "river",
]


def opened(folder):
    return Case.open(folder, by="tester", clock=lambda: "2030-01-01T00:00:00Z", runner=HERE)


def example(name, folder):
    shutil.copytree(EXAMPLES / name / "evidence", folder / "evidence")
    shutil.copy(EXAMPLES / name / "case.toml", folder)
    return opened(folder)


def hashed(text):
    return "Q" + hashlib.sha256(text.encode()).hexdigest()[:9]


def renamed(pack):
    """Return the pack with every actor under another id and other names, in the order these give; and old → new."""
    new = {actor.id: hashed(actor.id) for actor in pack.actors}
    swap = msgspec.structs.replace
    actors = [swap(one, id=new[one.id], name=hashed(one.name)) for one in pack.actors]
    made = swap(
        pack,
        actors=tuple(sorted(actors, key=lambda one: one.id)),
        names=tuple(swap(one, of=new[one.of], name=hashed(one.name)) for one in pack.names if one.of in new)
        + tuple(one for one in pack.names if one.of not in new),
        uses=tuple(swap(one, subject=new.get(one.subject, one.subject)) for one in pack.uses),
        attributions=tuple(
            swap(one, campaign=new[one.campaign], group=new[one.group]) for one in pack.attributions
        ),
    )
    return made, new


@pytest.mark.parametrize("name", ["olympic-destroyer", "two-accusations/accusation-2020"])
def test_other_names_for_all_actors_change_only_names(name, tmp_path):
    plain = example(name, tmp_path / "plain")
    before = plain.assess()
    held = plain.root / "custody" / "objects" / before.pack
    pack, new = renamed(msgspec.json.decode(held.read_bytes(), type=Pack))
    other = tmp_path / "other"
    shutil.copytree(plain.root / "evidence", other / "evidence")
    packs.save(pack, other / "pack.json")
    brief = (plain.root / "case.toml").read_text()
    for old in new:
        brief = brief.replace(f'"{old}"', f'"{new[old]}"')
    told = '[knowledge]\npack = "pack.json"\n'
    (other / "case.toml").write_text(
        brief.replace("[knowledge]\n", told) if "[knowledge]\n" in brief else f"{brief}\n{told}"
    )
    after = opened(other).assess()
    ends = {one.hypothesis: (one.lower, one.probability, one.upper) for one in after.estimates}
    assert ends == {
        new.get(one.hypothesis, one.hypothesis): (one.lower, one.probability, one.upper)
        for one in before.estimates
    }
    assert after.leading == new[before.leading]
    assert (after.budget, after.budget_lower) == (before.budget, before.budget_lower)
    assert [(one.kind, one.without) for one in after.pivots] == [
        (one.kind, one.without) for one in before.pivots
    ]


def test_swapping_accuser_and_accused_changes_only_their_names(tmp_path):
    pairs = (
        ("Department of Justice of the United States", "Embassy of China in Belgium"),
        ("United States", "China"),
    )

    def swapped(text):
        for number, (one, two) in enumerate(pairs):
            text = text.replace(one, f"\0{number}\1").replace(two, f"\0{number}\2")
        for number, (one, two) in enumerate(pairs):
            text = text.replace(f"\0{number}\1", two).replace(f"\0{number}\2", one)
        return text

    plain = example("two-accusations/accusation-2020", tmp_path / "plain")
    other = tmp_path / "other"
    shutil.copytree(plain.root / "evidence", other / "evidence")
    for path in [plain.root / "case.toml", *(plain.root / "evidence").iterdir()]:
        if path.suffix in {".toml", ".html", ".txt"}:
            (other / path.relative_to(plain.root)).write_text(swapped(path.read_text()))
    turned = opened(other)
    assert [(one.hypothesis, one.probability) for one in turned.assess().estimates] == [
        (one.hypothesis, one.probability) for one in plain.assess().estimates
    ]
    assert turned.conclude().enough == plain.conclude().enough

    def claimed(case, change):
        part = next(one for one in case.dossier().sections if one.title == "Claims of each side")
        recorded = (row for table in part.tables for row in table.rows if row.cells[-1].startswith("analyst"))
        return sorted(tuple(change(cell) for cell in row.cells) for row in recorded)

    assert claimed(turned, swapped) == claimed(plain, str)
    assert claimed(plain, str)


def own_pack():
    """Sixty-two groups with ten pieces of software each; nobody shares any."""
    groups = range(62)
    actors = tuple(
        Actor(f"G1{n:03}", f"Group {n}", f"intrusion-set--00000000-0000-4000-8000-000000001{n:03}", "group")
        for n in groups
    )
    software = tuple(
        Software(
            f"S8{n:03}", f"Quillware{n}x", f"malware--00000000-0000-4000-8000-000000008{n:03}", "malware"
        )
        for n in range(620)
    )
    citations = tuple(
        Citation(f"Report {n}", f"https://reports.example/{n}", "2019-01-01", f"title {n}") for n in range(6)
    )
    uses = tuple(
        Use(f"G1{n // 10:03}", f"S8{n:03}", tuple(one.name for one in citations)) for n in range(620)
    )
    names = tuple(Name(one.name, one.id, "own") for one in (*actors, *software))
    return Pack("own", "1", "", {}, True, actors, software, (), names, uses, (), citations)


def built(folder, files, standard=OWN, more=""):
    (folder / "evidence").mkdir(parents=True)
    packs.save(own_pack(), folder / "pack.json")
    (folder / "case.toml").write_text(
        f'[case]\ntitle = "Built"\n[question]\ntext = "Who was it?"\nlevel = "group"\nstandard = {standard}\n'
        f'[knowledge]\npack = "pack.json"\n{more}'
    )
    for name, words in files.items():
        (folder / "evidence" / name).write_text(words)
    return opened(folder)


def reporters(files):
    """Return a source for each file, so that each is somebody's report."""
    return "".join(
        f'[[source]]\nname = "Reporter {name}"\n[[evidence]]\nfile = "evidence/{name}"\nsource = "Reporter {name}"\n'
        for name in files
    )


def notes(seed, item):
    draw = random.Random(seed)
    words = [draw.choice(WORDS) for _ in range(160)]
    return f"Notes {seed}. {' '.join(words[:80])} On the host they found {item}. {' '.join(words[80:])}"


def lightly(text, seed):
    draw = random.Random(seed)
    return " ".join(
        one if "ware" in one or draw.random() > 0.3 else draw.choice(WORDS) for one in text.split(" ")
    )


def test_copies_move_nothing_and_rewrites_less_than_they_would_alone(tmp_path):
    base = {
        "a.txt": notes(1, "Quillware0x"),
        "b.txt": notes(2, "Quillware10x"),
        "c.txt": notes(3, "Quillware11x"),
    }
    many = {
        "copies": {f"k{n}.txt": base["a.txt"] for n in range(10)},
        "rewrites": {f"k{n}.txt": lightly(base["a.txt"], n) for n in range(10)},
        "one": {"k.txt": notes(99, "Quillware0x")},
        "ten": {f"k{n}.txt": notes(200 + n, "Quillware0x") for n in range(10)},
    }
    found = {}
    for name, more in {"base": {}, **many}.items():
        weighed = built(tmp_path / name, {**base, **more}, more=reporters((*base, *more))).assess()
        found[name] = {one.hypothesis: one.probability for one in weighed.estimates}
    assert found["copies"] == found["base"]
    assert found["rewrites"]["G1000"] <= found["one"]["G1000"] < found["ten"]["G1000"]
    assert all(found[name]["G1001"] > found[name]["G1000"] for name in ("base", "copies", "rewrites", "one"))
    nameless = built(tmp_path / "nameless", {**base, **many["ten"]}).assess()
    bare = built(tmp_path / "bare", base).assess()
    assert nameless.estimates == bare.estimates, "who names nobody may be any of the others"
    # however often it is seen anew, one thing weighs no more than if a person had confirmed it once
    review = '[[review]]\ndecision = "accept"\nvalue = "S8000"\nreason = "seen"\nby = "desk"\n'
    sure = built(tmp_path / "sure", base, more=reporters(base) + review).assess()
    confirmed = next(one.probability for one in sure.estimates if one.hypothesis == "G1000")
    assert found["ten"]["G1000"] <= confirmed


def test_the_three_outcomes_read_as_what_they_are(tmp_path):
    files = {f"r{n}.txt": notes(n, f"Quillware{n}x") for n in range(6)}
    said = {}
    for name in (OWN, '"clear-and-convincing"', '"beyond-reasonable-doubt"'):
        case = built(tmp_path / hashed(name), files, name)
        case.assess()
        summary = case.dossier().sections[0]
        text = " ".join(one.text for one in summary.sentences)
        said[case.conclude().enough] = text
        assert not re.search(r"\b(0\.00|1\.00)\b", text)
    assert "the number would do, the method's measured record does not carry it" in said["not certifiable"]
    assert "A longer measured record of the method" in said["not certifiable"]
    assert "New evidence that is about" in said["no"]
    assert "record" not in said["no"]


def test_what_is_marked_higher_leaks_in_no_format(tmp_path):
    secret = notes(7, "Quillware20x") + " It spoke to calm-harbour.example from 203.0.113.99."
    files = {"open.txt": notes(1, "Quillware0x"), "closed-circle.txt": secret}
    more = '[[evidence]]\nfile = "evidence/closed-circle.txt"\ntlp = "TLP:RED"\n'
    case = built(tmp_path / "case", files, more=more)
    case.assess()
    telling = [
        "Quillware20x",
        "S8020",
        "calm-harbour",
        "203.0.113.99",
        "203[.]0[.]113[.]99",
        "closed-circle",
        hashlib.sha256(secret.encode()).hexdigest()[:12],
        secret[20:60],
    ]
    for path in case.report(tlp="TLP:RED"):
        assert "closed-circle" in path.read_text() or path.name.endswith("stix.json")
    green = case.report(tlp="TLP:GREEN")
    assert len(green) == 4
    for path in green:
        text = path.read_text()
        assert [word for word in telling if word.casefold() in text.casefold()] == [], path.name
    shown = json.loads(next(path for path in green if path.name.endswith("green.json")).read_text())
    assert shown["withheld"] > 0


def test_reports_behind_the_knowledge_that_the_case_links_to_are_named_and_stay(tmp_path):
    linked = (
        notes(1, "Quillware0x")
        + " The firm describes the same tool at https://www.reports.example/3?utm_source=x in more detail."
    )
    found = built(tmp_path / "linked", {"a.txt": linked}).assess()
    (note,) = (one for one in found.notes if "link to" in one)
    assert note.endswith("those about this incident belong into exclude: Report 3")
    assert "Report 3" not in found.left_out
    plain = built(tmp_path / "plain", {"a.txt": notes(1, "Quillware0x")}).assess()
    assert not any("link to" in one for one in plain.notes)
