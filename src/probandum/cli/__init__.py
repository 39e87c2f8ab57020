"""The command line: one verb, one file, one call of Case. Results go to stdout, progress and trouble to stderr."""

import io
import os
import sys
from contextlib import suppress
from typing import NoReturn

from cyclopts import App, CycloptsError

from probandum import __version__
from probandum.errors import ProbandumError

EPILOGUE = """Example:

    probandum init mycase
    cp report.pdf mycase/evidence/
    probandum assess mycase

Exit codes: 0 done ("not enough evidence" is an answer, not an error) · 2 usage · 3 custody broken · 4 unreadable input · 5 disk.
"""

app = App(
    name="probandum",
    help="Who did it, how sure may we be, and is it enough? From evidence to a dossier with a verdict.",
    help_epilogue=EPILOGUE,
    version=__version__,
    help_format="plaintext",
    suppress_keyboard_interrupt=False,
)
_NARROWEST = 20
_VERBS = {
    "init": (
        "Begin a case: a folder with a commented case.toml.",
        'init mycase --title "Intrusion of last May"',
    ),
    "acquire": (
        "Take evidence into custody: hashed, copied, logged.",
        "acquire mycase ~/downloads/report.pdf",
    ),
    "examine": ("Read the evidence: observations, each with its place in the bytes.", "examine mycase"),
    "assess": ("Do everything that is missing, then print the verdict.", "assess mycase --json"),
    "show": (
        "Show observations, claims, origins, weights, verdict …",
        "show mycase observations --kind malware",
    ),
    "report": (
        "Write the dossier: html, markdown, json, stix.",
        "report mycase --format html --tlp TLP:GREEN",
    ),
    "trace": ("Follow a sentence, weight or observation back to highlighted bytes.", "trace mycase 1.3"),
    "verify": ("Recompute everything in custody and name the first thing that is wrong.", "verify mycase"),
    "plugins": ("List what is plugged in.", "plugins --json"),
}
for _verb, (_help, _example) in _VERBS.items():
    app.command(
        f"probandum.cli.{_verb}:{_verb}",
        name=_verb,
        help=_help,
        help_epilogue=f"Example: probandum {_example}",
    )
app.command("probandum.cli.knowledge:app", name="knowledge", help="Packs of knowledge: list, build, actor.")
app.register_install_completion_command(name="completion", help="Install completion for your shell.")


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run one command and exit; whatever a user can cause is one line with advice, never a traceback."""
    _steady()
    code = 0
    try:
        app(arguments, exit_on_error=False, print_error=True, result_action="return_value")
        sys.stdout.flush()
    except CycloptsError:
        code = 2
    except ProbandumError as error:
        code = error.exit_code
        _say(f"probandum: {error.what}")
        if error.advice:
            _say(f"  → {error.advice}")
    except KeyboardInterrupt:
        code = 130
        _say("probandum: interrupted; the case is whole, run the command again to go on")
    except (BrokenPipeError, SystemExit):  # nobody reads any more; rich makes an exit of that
        _let_go()
    except OSError as error:
        code = 5
        _say(f"probandum: {error.strerror or error}")
        _let_go()
    sys.exit(code)


def _steady() -> None:
    """Print on whatever terminal there is: characters that it does not have are written out, a closed stream is none."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    # what draws tables and help never ends on a line of one or two characters
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) < _NARROWEST:
        os.environ["COLUMNS"] = str(_NARROWEST)


def _let_go() -> None:
    """Let what is still to be printed go nowhere, also at the end of the process."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123


def _say(line: str) -> None:
    from probandum.cli.output import printable

    with suppress(OSError):
        sys.stderr.write(printable(line) + "\n")
        sys.stderr.flush()
