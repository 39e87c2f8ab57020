"""The house is kept by tools: ceilings, public names, what an import costs and brings."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "probandum"
FILES = sorted(SOURCE.rglob("*.py"))
TABLES_OF_DATA = {"detectors/words.py", "detectors/tlds.py", "knowledge/places.py"}
FUNCTION_LINES, FILE_LINES = 40, 300


def functions(tree):
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def code_lines(node):
    """Lines of a function without its docstring: a long explanation is no long function."""
    first = node.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(getattr(first, "value", None), ast.Constant)
    return node.end_lineno - node.lineno + 1 - ((first.end_lineno - first.lineno + 1) if documented else 0)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_ceilings(path):
    text = path.read_text()
    if str(path.relative_to(SOURCE)) not in TABLES_OF_DATA:
        assert len(text.splitlines()) <= FILE_LINES
    long = {
        node.name: code_lines(node)
        for node in functions(ast.parse(text))
        if code_lines(node) > FUNCTION_LINES
    }
    assert not long


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_attic(path):
    assert path.stem not in {"utils", "helpers", "common", "misc", "settings", "manager", "engine"}
    assert "import *" not in path.read_text()


def run(code):
    finished = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return finished.stdout


def test_public_names():
    import probandum

    assert 0 < len(probandum.__all__) <= 20
    for name in probandum.__all__:
        assert getattr(probandum, name).__doc__, f"{name} has no docstring"


def test_import_brings_little():
    loaded = set(json.loads(run("import sys, json, probandum; print(json.dumps(sorted(sys.modules)))")))
    heavy = {
        "numpy",
        "lxml",
        "trafilatura",
        "pypdfium2",
        "rich",
        "cyclopts",
        "jinja2",
        "arro3.core",
        "socket",
        "ssl",
    }
    assert not heavy & loaded


def test_help_brings_little():
    code = (
        "import sys, json\nfrom probandum.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    loaded = set(json.loads(run(code).splitlines()[-1]))
    assert not {"numpy", "lxml", "trafilatura", "pypdfium2", "jinja2", "arro3.core"} & loaded


def test_import_is_quick():
    """A generous bound in CPU time against an accident; the figure itself is in docs/benchmarks.md."""
    code = "import time; start = time.process_time(); import probandum; print(time.process_time() - start)"
    assert min(float(run(code)) for _ in range(3)) < 0.2


def test_no_network_at_import():
    code = (
        "import socket\n"
        "def refuse(*a, **k): raise AssertionError('network at import')\n"
        "socket.socket.connect = refuse; socket.getaddrinfo = refuse\n"
        "import pkgutil, importlib, probandum\n"
        "for module in pkgutil.walk_packages(probandum.__path__, 'probandum.'):\n"
        "    if not module.name.endswith('__main__'): importlib.import_module(module.name)\n"
        "print('quiet')"
    )
    assert run(code).strip() == "quiet"


def test_every_dependency_has_its_reason():
    text = (ROOT / "pyproject.toml").read_text()
    block = text[text.index("dependencies = [") : text.index("]", text.index("dependencies = ["))]
    lines = [line for line in block.splitlines()[1:] if line.strip()]
    assert lines
    assert not [line for line in lines if "#" not in line]


def test_locked_versions_name_no_host():
    for name in ("run", "dev"):
        text = (ROOT / "requirements" / f"{name}.txt").read_text()
        assert "--hash=sha256:" in text
        assert "://" not in text
