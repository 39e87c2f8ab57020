"""Same bytes in, same dossier out: whole examples, byte for byte."""

import importlib.util
from pathlib import Path

import pytest

HERE = Path(__file__).parent
spec = importlib.util.spec_from_file_location("golden_build", HERE / "build.py")
build = importlib.util.module_from_spec(spec)
spec.loader.exec_module(build)


@pytest.mark.slow
@pytest.mark.parametrize("name", build.CASES)
def test_golden(name, tmp_path):
    made = build.kept(build.dossiers(build.CASES[name], tmp_path))
    for file, data in made.items():
        expected = (HERE / name / file).read_text()
        assert data.decode() == expected, f"{name}/{file}: run tests/golden/build.py and read the difference"
