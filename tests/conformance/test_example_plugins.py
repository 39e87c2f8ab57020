"""The plug-ins of the examples pass the kit."""

import importlib.util
from pathlib import Path

import pytest

from probandum import Case
from probandum.model.hypothesis import UNKNOWN, Hypothesis
from probandum.model.ident import Id
from probandum.model.weight import Evidence, Item, Support
from probandum.runner import Here
from probandum.testing import check_detector, check_reader, check_renderer, check_weigher

PATH = Path(__file__).resolve().parents[2] / "examples" / "plugins" / "probandum_examples.py"
spec = importlib.util.spec_from_file_location("probandum_examples", PATH)
plugged = importlib.util.module_from_spec(spec)
spec.loader.exec_module(plugged)


def test_reader():
    check_reader(
        plugged.StringsReader(), [b"\x00\x01MZ a program that prints words\x00\xff\xfe and more words\x00"]
    )


def test_detector():
    check_detector(
        plugged.OnionDetector(), [f"They met at {'a2' * 28}.onion."], plugged.NobodySource().load()
    )


def test_weigher():
    from decimal import Decimal

    item = Item("tool", "S1", "a tool", (Support(Id("origin:1"), Decimal("0.5"), ()),))
    hypotheses = [
        Hypothesis("G1", "known", "One", "group"),
        Hypothesis(UNKNOWN, "unknown", "somebody else", "group"),
    ]
    check_weigher(plugged.SilenceWeigher(), hypotheses, Evidence((item,)), plugged.NobodySource().load(), {})


def test_renderer(tmp_path):
    (tmp_path / "evidence").mkdir()
    (tmp_path / "case.toml").write_text(
        '[case]\ntitle = "C"\n[question]\ntext = "Who?"\nlevel = "group"\nstandard = "clear-and-convincing"\n'
    )
    dossier = Case.open(tmp_path, by="t", clock=lambda: "2024-01-01T00:00:00Z", runner=Here()).dossier()
    check_renderer(plugged.RankingRenderer(), dossier)


def test_knowledge():
    assert plugged.NobodySource().load().digest == plugged.NobodySource().load().digest


@pytest.mark.parametrize("kind", ["readers", "detectors", "weighers", "renderers", "knowledge"])
def test_each_kind_is_there(kind):
    import tomllib

    listed = tomllib.loads((PATH.parent / "pyproject.toml").read_text())["project"]["entry-points"]
    (target,) = listed[f"probandum.{kind}"].values()
    assert hasattr(plugged, target.partition(":")[2])
