"""The picture of ``docs/how-to/origins.md``: the map of origins of the example ``olympic-destroyer``.

``python docs/images/origin_map.py`` assesses a copy of the example and writes ``origin-map.svg`` beside this file.
"""

import json
import re
import shutil
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import Any

from probandum import Case
from probandum.model.figure import Figure, Mark
from probandum.renderers.pictures import draw

HERE = Path(__file__).parent
EXAMPLE = HERE.parents[1] / "examples" / "olympic-destroyer"


def figure() -> Figure:
    """Return the map as the dossier of the example has it."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "case"
        folder.mkdir()
        shutil.copy(EXAMPLE / "case.toml", folder)
        shutil.copytree(EXAMPLE / "evidence", folder / "evidence")
        case = Case.open(folder, by="analyst", clock=lambda: "2024-01-01T00:00:00Z")
        case.assess()
        made = {path.suffix: path for path in case.report() if path.name == "dossier.json"}
        dossier: dict[str, Any] = json.loads(made[".json"].read_text("utf-8"))
    every = [one for section in dossier["sections"] for one in section["figures"]]
    found = next(one for one in every if one["kind"] == "map")
    marks = tuple(Mark(one["label"], tuple(one["values"])) for one in found["marks"])
    return Figure("map", found["title"], tuple(found["columns"]), marks)


def picture(shown: Figure) -> str:
    """Return the figure as a file that stands alone, with what it needs of the style sheet of the dossier."""
    sheet = files("probandum.renderers").joinpath("dossier.css").read_text("utf-8")
    colours = re.findall(r"^(?:@media \(prefers-color-scheme:dark\)\{)?:root\{.*?^\}+$", sheet, re.S | re.M)
    rules = re.findall(r"^svg.*$", sheet, re.M)
    style = "\n".join([*colours, *rules, "svg{background:var(--paper)}"])
    drawn = str(draw(shown, "origin-map"))
    head = drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return head.replace("</desc>", f"</desc><style>{style}</style>", 1) + "\n"


if __name__ == "__main__":
    HERE.joinpath("origin-map.svg").write_text(picture(figure()), "utf-8")
