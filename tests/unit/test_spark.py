"""Spark does the same work: the same products byte for byte, and a task that fails costs itself only."""

import shutil
import sys
from pathlib import Path

import pytest

from probandum import pairs, spreading
from probandum.case import Case
from probandum.errors import UsageError
from probandum.interfaces import Cascading, Failure
from probandum.runner import Here, Processes
from probandum.runners import runner

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "olympic-destroyer"
needs_spark = pytest.mark.skipif(
    shutil.which("java") is None,
    reason="Java is absent: Spark was not tested (Debian: openjdk-17-jre-headless)",
)


@pytest.fixture(scope="module")
def spark():
    pytest.importorskip("pyspark", reason="PySpark is absent: Spark was not tested")
    import os

    from probandum.spark import Spark

    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join([str(Path(__file__).parent), *([before] if before else [])])
    try:
        made = Spark("local[2]", seconds=8.0, memory=4 << 30)
        yield made
        made.close()
    finally:
        os.environ.pop("PYTHONPATH") if before is None else os.environ.update(PYTHONPATH=before)


def examined(folder: Path, using) -> dict[str, bytes]:
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("custody", "products", "dossier"))
    case = Case.open(folder, by="tester", clock=lambda: "2031-01-01T00:00:00Z", runner=using)
    case.acquire()
    case.examine()
    made = folder / "products"
    return {str(path.relative_to(made)): path.read_bytes() for path in made.rglob("*") if path.is_file()}


class Kept:
    """A runner that stays open between cases."""

    def __init__(self, inner) -> None:
        self.start, self.map, self.cascade = inner.start, inner.map, inner.cascade

    def close(self) -> None:
        """Leave it open."""


@needs_spark
@pytest.mark.slow
def test_the_products_of_an_example_are_the_same_with_every_runner(tmp_path, monkeypatch, spark) -> None:
    monkeypatch.setattr(pairs, "WHOLE", 0)
    spark._bounds = (120.0, 4 << 30)
    expected = examined(tmp_path / "here", Here())
    assert any(name.startswith("pairs/") for name in expected)
    assert isinstance(Kept(spark), Cascading)
    assert examined(tmp_path / "spark", Kept(spark)) == expected
    assert examined(tmp_path / "processes", Processes(2, seconds=120)) == expected


@needs_spark
@pytest.mark.slow
def test_pairs_are_the_same_however_many_ranges_executors_exchange(monkeypatch, spark) -> None:
    import random

    from probandum.sources.reuse import shared
    from probandum.stores.scratch import scratch

    rng = random.Random(8)
    words = ["".join(rng.choices("abcdefghiklmnoprstuvw", k=rng.randint(2, 9))) for _ in range(3_000)]
    told = " ".join(rng.choices(words, k=90))
    texts = {f"{place:02x}": " ".join(rng.choices(words, k=200)) for place in range(30)}
    texts |= {f"{place:02x}": f"{texts[f'{place % 30:02x}']} {told}" for place in range(30, 70)}
    monkeypatch.setattr(spreading, "RANGE", 20_000)
    monkeypatch.setattr(spreading, "TEXTS", 9)
    with scratch() as room:
        portions = list(spreading.spread(sorted(texts.items()), spark, room))
    assert [pair for portion, _ in portions for pair in portion] == list(shared(texts))


@needs_spark
@pytest.mark.slow
def test_a_task_that_raises_hangs_or_dies_costs_itself_only(spark) -> None:
    from test_runner import troubled

    spark._bounds = (10.0, 4 << 30)
    tasks = [b"a", b"raise", b"b", b"sleep", b"c", b"die", b"d"]
    results = list(spark.map(troubled, b"", tasks))
    assert [one for one in results if isinstance(one, bytes)] == [b"a", b"b", b"c", b"d"]
    lost = dict(zip(tasks, results, strict=True))
    assert all(isinstance(lost[task], Failure) for task in (b"raise", b"sleep", b"die"))
    assert "KeyError" in lost[b"raise"].what
    assert "longer than 10 s" in lost[b"sleep"].what
    assert "died" in lost[b"die"].what


def test_without_pyspark_the_advice_is_one_line(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(UsageError, match=r"pip install 'probandum\[spark\]'"):
        runner("spark")


def test_a_runner_that_is_not_there_and_a_master_without_spark_are_said() -> None:
    with pytest.raises(UsageError, match="here, processes, spark"):
        runner("ray")
    with pytest.raises(UsageError, match="--runner spark"):
        runner("processes", "spark://host:7077")
    assert isinstance(runner("here"), Here)
