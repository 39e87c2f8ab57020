"""The command line: one verb, one file, one call of Case. Results go to stdout, progress and trouble to stderr."""

import io
import os
import signal
import sys
from contextlib import suppress
from types import FrameType
from typing import NoReturn

from probandum.errors import ProbandumError

_NARROWEST = 20


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run one command and exit; whatever a user can cause is one line with advice, never a traceback."""
    interrupted = _heed_interrupts()
    code = 0
    try:
        _steady()
        code = _run(arguments)
    except ProbandumError as error:
        code = error.exit_code
        _say(f"probandum: {error.what}")
        if error.advice:
            _say(f"  → {error.advice}")
    except (BrokenPipeError, SystemExit):  # nobody reads any more; rich makes an exit of that
        _let_go()
    except OSError as error:
        code = 5
        _say(f"probandum: {error.strerror or error}")
        _let_go()
    except BaseException as error:  # libraries make other errors of an interrupt
        if not interrupted and not isinstance(error, KeyboardInterrupt):
            raise
        code = 130
        _say("probandum: interrupted; nothing is half written, run the command again to go on")
    sys.exit(code)


def _run(arguments: list[str] | None) -> int:
    from probandum.cli.commands import CycloptsError, app

    try:
        app(arguments, exit_on_error=False, print_error=True, result_action="return_value")
    except CycloptsError:
        return 2
    sys.stdout.flush()
    return 0


def _heed_interrupts() -> list[int]:
    """Return a list that is no longer empty once the user has interrupted, whatever becomes of the exception."""
    seen: list[int] = []

    def interrupt(number: int, _: FrameType | None) -> NoReturn:
        seen.append(number)
        raise KeyboardInterrupt

    with suppress(ValueError):  # not in the main thread
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, interrupt)
    return seen


def _steady() -> None:
    """Print on whatever terminal there is: characters that it does not have are written out, a closed stream is none."""
    # between small products a second thread of OpenBLAS waits while running: four times the CPU for nothing
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
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
