"""The worked example of the explanation: its arithmetic holds, and the program's own weighers give its numbers."""

import importlib.util
import math
import re
from decimal import Decimal
from pathlib import Path

import pytest

from probandum.model.scales import STANDARDS
from probandum.weighers.budget import extremes
from probandum.weighers.combine import class_total
from probandum.weighers.counts import count, index
from probandum.weighers.imitation import DECLARED, imitations, liken
from probandum.weighers.likeness import CAPABILITY
from probandum.weighers.operations import USUAL
from probandum.weighers.parameters import FITTED, Parameters
from probandum.weighers.search import searched_bound

DOCS = Path(__file__).resolve().parents[2] / "docs"
TEXT = (DOCS / "explanation" / "weighing.md").read_text("utf-8")
SCRIPT = DOCS / "images" / "worked_example.py"
MARK = re.compile(r"<!-- table: (\w+) -->\n((?:\|.*\n)+)")
NUMBER = re.compile(r"−?\d+(?:\.\d+)?")
NAMES = {"sqrt": math.sqrt, "log": math.log, "exp": math.exp, "tanh": math.tanh}
UNKNOWN = "unknown"


def loaded():
    spec = importlib.util.spec_from_file_location("worked_example", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


EXAMPLE = loaded()
GROUPS, ITEMS = list(EXAMPLE.USES), list(EXAMPLE.OBSERVED)
FOUND = EXAMPLE.weighing()
BEHAVIOUR, OPERATIONS = FOUND.classes


def tables():
    """Name of a table → first cell of a row → its other cells."""
    return {
        name: {
            cells[0]: cells[1:]
            for cells in ([cell.strip() for cell in row.strip("|\n").split("|")] for row in rows)
        }
        for name, rows in ((name, body.splitlines()[2:]) for name, body in MARK.findall(TEXT))
    }


TABLES = tables()


def value(words):
    """What a cell of arithmetic says, written as in the page."""
    source = re.sub(r"√(\d+)", r"sqrt(\1)", words).replace("·", "*").replace("−", "-")
    assert re.fullmatch(r"[\d\s.+\-*/()a-z]*", source), words
    return eval(source, {"__builtins__": {}}, NAMES)  # our own page, letters and digits only


def right(cell):
    """The number that a cell ends in, and its places."""
    shown = cell.rpartition("= ")[2] if "=" in cell else cell
    assert NUMBER.fullmatch(shown), cell
    return float(shown.replace("−", "-")), len(shown.partition(".")[2])


def agrees(cell, truth):
    """The printed number is the true one, rounded to its places."""
    shown, places = right(cell)
    assert abs(shown - truth) <= 0.5 * 10.0**-places + 1e-9, (cell, truth)


SUMS = sorted(
    {cell for rows in TABLES.values() for cells in rows.values() for cell in cells if " = " in cell}
)


@pytest.mark.parametrize("cell", SUMS)
def test_left_side_gives_right_side(cell):
    """By hand: with the rounded numbers that the reader sees."""
    left, _, _ = cell.rpartition(" = ")
    shown, places = right(cell)
    assert abs(value(left) - shown) <= 2 * 10.0**-places * max(1.0, abs(shown))


def test_knowledge_is_what_is_weighed():
    whole = sorted(
        {item for items in EXAMPLE.USES.values() for item in items}, key=lambda one: (one[0] == "S", one)
    )
    for group, items in EXAMPLE.USES.items():
        shown = [", ".join(items[item]) if item in items else "–" for item in whole]
        assert TABLES["knowledge"][group] == [*shown, str(len(items))]
    assert list(TABLES["knowledge"]) == GROUPS


def test_declared_numbers_are_those_that_are_used():
    used = EXAMPLE.PARAMETERS.values()
    stated = {name: Decimal(number) for name, (_, number) in TABLES["declared"].items()}
    assert stated == {name: used[name] for name in stated}
    assert set(stated) == {*FITTED, "mean_items", "lapse"}
    assert f"a report of {USUAL:g} items".replace("12", "twelve") in TEXT


def test_numbers_of_the_model_are_those_of_the_code():
    """What the equations state in passing."""
    start = Parameters()
    assert TABLES["standards"] == {
        one.title: [f"{one.threshold:f}".removeprefix("0"), str(one.budget)] for one in STANDARDS.values()
    }
    assert f"The class is bounded at {start.testimony_cap:.0f} nats." in TEXT
    assert f"The class is bounded at {start.artefact_cap:.0f} nats." in TEXT
    assert start.testimony_strength == 4
    assert "is worth four observations" in TEXT
    assert f"at least {str(start.testimony_share).removeprefix('0')};" in TEXT
    assert [
        round(sum(chance for tier, chance in CAPABILITY.items() if tier >= least), 9) for least in (1, 2, 3)
    ] == [1, 0.3, 0.1]
    assert "tier 1, 2, 3 with chance 1, .3, .1" in TEXT
    assert " and ".join([", ".join(f"{one}"[1:] for one in DECLARED[:2]), f"{DECLARED[2]}"[1:]]) in TEXT


def test_numbers_in_the_prose():
    spread = index(EXAMPLE.pack()).spread
    whole = [spread[item] for item in sorted(spread, key=lambda one: (one[0] == "S", one))]
    assert f"B = {' + '.join(map(str, whole))} = {sum(whole)} and T = {len(whole)}" in TEXT
    held, against = BEHAVIOUR.matrix[-1, 0], -BEHAVIOUR.matrix[-1, 1]
    assert f"moves {held:.2f} for it and {against:.2f} against each of the others" in TEXT
    assert f"G9001 did it with probability {FOUND.probability[0]:.2f}" in TEXT
    assert f"somebody who is not in the knowledge with {FOUND.probability[-1]:.2f}." in TEXT
    assert f"P_1 is {FOUND.bound(0, 1)[1]:.4f}." in TEXT


def test_items():
    counts = count(index(EXAMPLE.pack()), ITEMS, GROUPS)
    assert list(TABLES["items"]) == ITEMS
    for row, (item, (sort, spread, base, genuine, tier)) in enumerate(TABLES["items"].items()):
        assert sort == ("malware" if item.startswith("S") else "technique")
        assert float(spread) == counts.spread[row]
        agrees(base, counts.base[row])
        assert genuine == EXAMPLE.OBSERVED[item]
        assert int(tier) == BEHAVIOUR.tiers[row]


def test_profile():
    assert set(TABLES["profile"]) == {f"{group} {item}" for group in GROUPS for item in ITEMS}
    for name, (seen, ratio, nats, doubted, weighed) in TABLES["profile"].items():
        group, item = name.split()
        reports = EXAMPLE.USES[group].get(item, ())
        implied = not reports and (item == EXAMPLE.IMPLIED[1]) and EXAMPLE.IMPLIED[0] in EXAMPLE.USES[group]
        assert seen == ("implied" if implied else str(len(reports)))
        share = float(
            EXAMPLE.PARAMETERS.malware_mixing if item[0] == "S" else EXAMPLE.PARAMETERS.technique_mixing
        )
        factor = float(EXAMPLE.PARAMETERS.malware_factor) if item[0] == "S" else 1.0
        cell = BEHAVIOUR.matrix[ITEMS.index(item), GROUPS.index(group)]
        genuine = float(EXAMPLE.OBSERVED[item])
        before = math.log((math.exp(cell / factor) - (1 - genuine)) / genuine)
        agrees(ratio, (math.exp(before) - (1 - share)) / share)
        agrees(nats, before)
        agrees(doubted, cell / factor)
        agrees(weighed, cell)


def test_behaviour():
    totals = class_total(BEHAVIOUR)
    assert list(TABLES["behaviour"]) == [*GROUPS, UNKNOWN]
    for column, (sums, bounded) in enumerate(TABLES["behaviour"].values()):
        agrees(sums, BEHAVIOUR.matrix[:, column].sum())
        agrees(bounded, totals[column])


def test_what_a_report_shows():
    numbers = EXAMPLE.PARAMETERS.numbers()
    for name, cells in TABLES["shown"].items():
        share = numbers["malware_resemblance" if name == "malware" else "technique_resemblance"]
        genuine = 0.8 if name.endswith(".8") else 1.0
        for cell, ratio in zip(cells, (4.0, 6.0, 0.0), strict=True):
            agrees(cell, math.log(genuine * (1 - share + share * ratio) + 1 - genuine))


def columns():
    """Name of a column of the operations, as the page calls it → its place."""
    reported = index(EXAMPLE.pack()).reported
    place, named = 0, {}
    for position, group in enumerate(GROUPS):
        own = [name for name, owner in zip(reported.names, reported.owner, strict=True) if owner == position]
        for name in (f"none of {group}", *own):
            named[name] = place
            place += 1
    return named


def test_reports():
    assert list(TABLES["reports"]) == list(columns())
    sizes = dict(
        zip(*(getattr(index(EXAMPLE.pack()).reported, key) for key in ("names", "size")), strict=True)
    )
    for name, place in columns().items():
        ratio, *nats, sums, bounded = TABLES["reports"][name]
        column = OPERATIONS.matrix[:, place]
        assert ratio == "–" if name.startswith("none") else right(ratio)[0] == 12 / sizes[name]
        for cell, truth in zip(nats, column, strict=True):
            agrees(cell, truth)
        agrees(sums, column.sum())
        agrees(bounded, OPERATIONS.cap * math.tanh(column.sum() / OPERATIONS.cap))


def test_operations():
    totals, sums = class_total(OPERATIONS), OPERATIONS.matrix.sum(axis=0)
    for number, (group, (nearest, total)) in enumerate(TABLES["operations"].items()):
        own = [name for name, place in columns().items() if OPERATIONS.owner[place] == number]
        assert group == GROUPS[number]
        assert nearest == max(own, key=lambda name: sums[columns()[name]])
        agrees(total, totals[number])


def test_posterior():
    totals = class_total(BEHAVIOUR) + class_total(OPERATIONS)
    mass = FOUND.prior * [math.exp(total) for total in totals]
    assert list(TABLES["posterior"]) == [*GROUPS, UNKNOWN]
    for number, (before, total, part, share, after) in enumerate(TABLES["posterior"].values()):
        agrees(before, FOUND.prior[number])
        agrees(total, totals[number])
        agrees(part, mass[number])
        agrees(share, mass[number] / mass.sum())
        agrees(after, FOUND.probability[number])
    assert f"The masses add up to {mass.sum():.4f}." in TEXT


def test_budget_bound():
    (low, high), (lows, highs) = (extremes(weights, 1) for weights in (BEHAVIOUR, OPERATIONS))
    masses = []
    for number, (behaviour, operations, total, mass) in enumerate(TABLES["bound"].values()):
        ends = (low[1], lows[1]) if number == 0 else (high[1], highs[1])
        agrees(behaviour, ends[0][number])
        agrees(operations, ends[1][number])
        agrees(total, ends[0][number] + ends[1][number])
        masses.append(FOUND.prior[number] * math.exp(ends[0][number] + ends[1][number]))
        agrees(mass, masses[-1])
    share, after = TABLES["least"]["P_1(G9001)"]
    agrees(share, masses[0] / sum(masses))
    agrees(after, FOUND.bound(0, 1)[1])


def test_certified_is_the_truth_here():
    """As the page says: without S9001 exactly the certified bound is left."""
    left = {item: genuine for item, genuine in EXAMPLE.OBSERVED.items() if item != "S9001"}
    without = EXAMPLE.weighing(left).probability[0]
    curve = searched_bound(FOUND.classes, FOUND.prior, FOUND.lapse, FOUND.share[:, 0], EXAMPLE.DEPTH)
    assert without == pytest.approx(FOUND.bound(0, 1)[1])
    assert curve[1] == pytest.approx(without)
    assert f"falls from {FOUND.probability[0]:.2f} to {without:.2f}" in TEXT


def test_imitation_caps():
    left = {item: genuine for item, genuine in EXAMPLE.OBSERVED.items() if item != "S9001"}
    pairs = zip(imitations(liken(FOUND), 0), imitations(liken(EXAMPLE.weighing(left)), 0), strict=True)
    for (declared, (with_it, without)), (one, other) in zip(TABLES["cap"].items(), pairs, strict=True):
        assert declared == f"{one.prior:f}"
        agrees(with_it, float(one.cap))
        agrees(without, float(other.cap))


def test_picture_is_the_one_that_is_drawn():
    assert (DOCS / "images" / "worked-example.svg").read_text("utf-8") == EXAMPLE.picture()


def test_a_changed_number_is_noticed():
    """The check bites: one unit in the last place is too much."""
    with pytest.raises(AssertionError):
        agrees("0.8412", FOUND.probability[0])
