"""Every command and every line of Python in the documents runs."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(console|python)\n(.*?)^```", re.S | re.M)


def blocks(page, language):
    return [body for kind, body in BLOCK.findall(page.read_text()) if kind == language]


@pytest.fixture
def copy(tmp_path):
    """A checkout to work in: the examples as they are checked out, without what a case derives."""
    ignore = shutil.ignore_patterns("custody", "products", "dossier", "__pycache__")
    shutil.copytree(ROOT / "examples", tmp_path / "examples", ignore=ignore)
    return tmp_path


def environment():
    return {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "COLUMNS": "160"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_run(page, copy):
    """Lines that begin with ``$ `` in ``console`` blocks, in order, in one folder."""
    for body in blocks(page, "console"):
        for line in body.splitlines():
            if not line.startswith("$ "):
                continue
            done = subprocess.run(
                line[2:],
                shell=True,
                cwd=copy,
                capture_output=True,
                text=True,
                env=environment(),
                timeout=300,
                check=False,
            )
            assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_runs(page, copy):
    for body in blocks(page, "python"):
        if "MyReader" in body:
            continue
        done = subprocess.run(
            [sys.executable, "-c", body],
            cwd=copy,
            capture_output=True,
            text=True,
            env=environment(),
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, f"{body}\n{done.stdout}\n{done.stderr}"


def test_there_is_something_to_run():
    readme = ROOT / "README.md"
    assert blocks(readme, "python")
    assert any(blocks(page, "console") for page in PAGES)


def test_readme_is_one_screen():
    assert len((ROOT / "README.md").read_text().splitlines()) <= 70
