"""The same bytes in another process with other hash seeds."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
SCRIPT = """
import sys, hashlib
sys.path.insert(0, sys.argv[1])
from dossier_records import records
from probandum.compose import compose
from probandum.renderers.html import HtmlRenderer
from probandum.renderers.json import JsonRenderer
from probandum.renderers.markdown import MarkdownRenderer
from probandum.renderers.stix import StixRenderer
dossier = compose(records(hostile=True, marks={"vendor/bundle.json": "TLP:AMBER"}), "TLP:GREEN")
for kind in (HtmlRenderer, JsonRenderer, MarkdownRenderer, StixRenderer):
    print(kind.name, hashlib.sha256(kind().render(dossier)).hexdigest())
"""


def test_every_renderer_gives_the_same_bytes_in_any_process() -> None:
    said = set()
    for seed in ("1", "77"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", SCRIPT, str(HERE.parent / "compose")]
        said.add(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout)
    assert len(said) == 1
    assert said.pop().count("\n") == 4
