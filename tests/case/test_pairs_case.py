"""The table of pairs: made by examine out of the texts, the same with any runner, stale when a text changes."""

import random

import pytest

from probandum import comparing, pairs, spreading
from probandum.case import Case
from probandum.errors import CustodyError
from probandum.interfaces import Failure
from probandum.runner import Here, Processes
from probandum.sources.reuse import shared
from probandum.spreading import spread
from probandum.stores.scratch import scratch

SYLLABLES = [
    "ba",
    "de",
    "fi",
    "go",
    "hu",
    "ka",
    "le",
    "mi",
    "no",
    "pu",
    "ra",
    "se",
    "ti",
    "vo",
    "wu",
    "za",
    "che",
    "dri",
    "flo",
    "gra",
]
NOW = "2031-01-01T00:00:00Z"


def prose(rng: random.Random, count: int) -> str:
    return " ".join("".join(rng.choices(SYLLABLES, k=rng.randint(2, 4))) for _ in range(count))


def story() -> dict[str, str]:
    rng = random.Random(12)
    told = prose(rng, 90)
    texts = {f"own-{place}.txt": prose(rng, 150) for place in range(5)}
    texts |= {f"copy-{place}.txt": f"{prose(rng, 60)}. {told}. {prose(rng, 60)}" for place in range(4)}
    return texts | {
        "same.txt": texts["own-0.txt"].upper(),
        "again.txt": f" {texts['own-0.txt']}\n",
        "empty.txt": " ",
    }


def opened(folder, runner) -> Case:
    (folder / "evidence").mkdir(parents=True)
    for name, text in story().items():
        (folder / "evidence" / name).write_text(text)
    Case.init(folder, "Pairs")
    case = Case.open(folder, by="tester", clock=lambda: NOW, runner=runner)
    case.acquire()
    case.examine()
    return case


def table(case: Case) -> dict[str, bytes]:
    folder = case.root / "products"
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_table_is_the_same_with_any_runner_and_says_what_shared_says(tmp_path, monkeypatch) -> None:
    plain = opened(tmp_path / "a", Here())
    texts = {text.exhibit: text.text for text in plain.texts()}
    assert plain._desk().pairs() == list(shared(texts))
    assert len(plain._desk().pairs()) == 2 + 6
    monkeypatch.setattr(pairs, "WHOLE", 0)
    spilled = opened(tmp_path / "b", Here())
    assert table(spilled) == table(plain)
    assert table(opened(tmp_path / "c", Processes(2))) == table(plain)
    assert spilled.verify()["replayed"] == plain.verify()["replayed"]


def test_another_text_makes_the_table_anew_and_deleted_files_come_back(tmp_path) -> None:
    case = opened(tmp_path / "a", Here())
    first = table(case)
    for path in (case.root / "products" / "pairs").iterdir():
        path.unlink()
    Case.open(case.root, by="tester", clock=lambda: NOW, runner=Here()).examine()
    assert table(case) == first
    (case.root / "evidence" / "late.txt").write_text(story()["own-3.txt"] + " more")
    case.acquire()
    case.examine()
    assert len(case._desk().pairs()) == 2 + 6 + 1
    acts = len(case.entries())
    case.examine()
    assert len(case.entries()) == acts


def test_a_changed_table_is_not_believed(tmp_path) -> None:
    case = opened(tmp_path / "a", Here())
    name = next(name for name in table(case) if name.startswith("pairs/"))
    (case.root / "products" / name).write_bytes(b"PAR1 something else PAR1")
    with pytest.raises(CustodyError):
        case._desk().pairs()


@pytest.mark.parametrize("small", [("RANGE", 2_000), ("TEXTS", 2), ("PAIRS", 1), ("GROUP", 2)])
def test_however_the_work_is_cut_the_pairs_are_the_same(monkeypatch, small) -> None:
    texts = {f"{place:02x}": text for place, text in enumerate(story().values())}
    monkeypatch.setattr(spreading, *small)
    with scratch() as room:
        found = [
            pair
            for portion, lost in spread(sorted(texts.items()), Here(), room)
            for pair in [*portion, *lost]
        ]
    assert found == list(shared(texts))


class Failing(Here):
    """Every task that compares the third text fails."""

    def map(self, make, setting, tasks):
        tasks = list(tasks)
        for task, answer in zip(tasks, super().map(make, setting, tasks), strict=True):
            broken = make is not comparing.comparer or b"\xa202" in task
            yield Failure("too slow") if broken else answer


def test_what_cannot_be_compared_is_said_and_costs_nothing_else() -> None:
    texts = {f"{place:02x}": text for place, text in enumerate(story().values())}
    texts["02"] = texts["01"] + " and more"
    with scratch() as room:
        portions = list(spread(sorted(texts.items()), Failing(), room))
    found = [pair for portion, _ in portions for pair in portion]
    lost = [one for _, failed in portions for one in failed]
    assert [(one.first, one.second, one.why) for one in lost] == [("01", "02", "too slow")]
    assert found == [pair for pair in shared(texts) if "02" not in (pair.first, pair.second)]
