"""An evaluation as files: one HTML page that holds everything, the same as JSON and Markdown, and each plot.

The page has no script and fetches nothing; its Content-Security-Policy allows two style sheets by their hashes (the
page's and the plots') and nothing else (W3C Content Security Policy Level 3). The same results give the same bytes.
"""

import base64
import hashlib
import tempfile
from functools import cache
from importlib.resources import files
from pathlib import Path

import jinja2
from markupsafe import Markup

from probandum.errors import StoreError
from probandum.evaluate.drawing import STYLE
from probandum.evaluate.plots import plots
from probandum.evaluate.results import Results, as_json
from probandum.evaluate.tables import about, document, tables


def write(found: Results, folder: Path) -> list[Path]:
    """Write ``report.html``, ``results.json``, ``table.md`` and every plot; return the files, sorted.

    Raises:
        StoreError: the disk refused.
    """
    made = contents(found)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in made.items():
            _replace(folder / name, data)
    except OSError as error:
        raise StoreError(
            f"{folder}: {error.strerror or error}", "name a folder that can be written"
        ) from error
    return [folder / name for name in made]


def contents(found: Results) -> dict[str, bytes]:
    """Return name of a file → its bytes, sorted by name."""
    drawn = plots(found)
    made = {name: svg.encode("utf-8") for name, svg in drawn.items()}
    made["report.html"] = page(found, tuple(drawn.values()))
    made["results.json"] = as_json(found)
    made["table.md"] = document(found).encode("utf-8")
    return dict(sorted(made.items()))


def page(found: Results, drawn: tuple[str, ...]) -> bytes:
    """Return the HTML page.

    Args:
        found: results.
        drawn: SVG of the plots, as :func:`~probandum.evaluate.plots.plots` makes them.
    """
    style = _read("report.css")
    written = _template().render(
        found=found,
        about=about(found),
        policy=_policy(style, STYLE),
        style=Markup(style),  # noqa: S704 – our own file
        tables=tables(found),
        plots=[Markup(svg) for svg in drawn],  # noqa: S704 – escaped where it was drawn
    )
    return written.encode("utf-8")


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_read("report.html.j2"))


@cache
def _read(name: str) -> str:
    return files("probandum.evaluate").joinpath(name).read_text("utf-8")


def _policy(*styles: str) -> str:
    hashes = " ".join(f"'sha256-{_sha256(style)}'" for style in styles)
    return f"default-src 'none'; style-src {hashes}; base-uri 'none'; form-action 'none'"


def _sha256(style: str) -> str:
    return base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")


def _replace(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        try:
            file.write(data)
            file.close()
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    path.chmod(0o644)
