"""Who types at the terminal: single keys without Enter where the system can, and lines where they are asked for."""

import codecs
import io
import os
import select
import signal
import sys
from contextlib import ExitStack, suppress
from typing import Any

from probandum.cli.output import printable


class Typist:
    """Keys and lines of whoever types; use it in a ``with``, which leaves the terminal as it was.

    A signal that comes just before the program waits for a key ends the waiting: its number comes through a pipe that
    is waited for as well (the “self-pipe trick”; the handler alone would run only after the next key).
    """

    def __init__(self) -> None:
        self._lines: list[Any] | None = None
        self._typed = ""
        self._left = ExitStack()

    def __enter__(self) -> "Typist":
        if isinstance(sys.stdin, io.TextIOWrapper):
            sys.stdin.reconfigure(errors="replace")
        with suppress(ImportError):  # elsewhere a key is a letter of a line
            import termios

            descriptor = sys.stdin.fileno()
            self._lines = termios.tcgetattr(descriptor)
            self._decoder = codecs.getincrementaldecoder(sys.stdin.encoding)("replace")
            self._waited = [descriptor, *self._signals()]
            self._by_key()
        return self

    def __exit__(self, *_: object) -> None:
        self._by_line()
        self._left.close()

    def key(self) -> str:
        """Return the next key, in lower case; EOFError where nobody types any more.

        An arrow or function key, which sends an escape sequence (ECMA-48, 5.4), is none: the last character of
        “up” is an A.
        """
        pressed = self._character()
        if pressed != "\x1b":
            return pressed.lower()
        pressed = self._character()
        if pressed not in "[O":
            return pressed.lower()
        while (pressed := self._character()) == "[" or not "@" <= pressed <= "~":
            pass
        return ""

    def ask(self, question: str) -> str:
        """Return one typed line; EOFError where nobody types any more."""
        self._by_line()
        sys.stdout.write(f"{printable(question)}: ")
        sys.stdout.flush()
        typed = ""
        while not typed.endswith(("\n", "\r")):
            typed += self._character()
        self._by_key()
        return " ".join(typed.split())

    def _character(self) -> str:
        if self._lines is None:
            typed = sys.stdin.read(1)
            if not typed:
                raise EOFError
            return typed
        while not self._typed:
            ready, _, _ = select.select(self._waited, [], [])
            if self._waited[0] in ready:
                self._typed = self._decoder.decode(self._read())
            else:
                os.read(ready[0], 4096)  # of a signal whose handler let the program go on
        typed, self._typed = self._typed[0], self._typed[1:]
        return typed

    def _read(self) -> bytes:
        try:
            read = os.read(self._waited[0], 4096)
        except OSError as error:  # the terminal is gone
            raise EOFError from error
        if not read:
            raise EOFError
        return read

    def _signals(self) -> list[int]:
        """Return the end of a pipe into which every signal is told, none outside the main thread."""
        ours, theirs = os.pipe()
        self._left.callback(os.close, ours)
        self._left.callback(os.close, theirs)
        os.set_blocking(ours, False)
        os.set_blocking(theirs, False)
        try:
            before = signal.set_wakeup_fd(theirs, warn_on_full_buffer=False)
        except ValueError:
            return []
        self._left.callback(signal.set_wakeup_fd, before)
        return [ours]

    def _by_key(self) -> None:
        if self._lines is not None:
            import termios
            import tty

            with suppress(termios.error):  # the terminal is gone, and reading will say so
                tty.setcbreak(sys.stdin.fileno(), termios.TCSANOW)

    def _by_line(self) -> None:
        if self._lines is not None:
            import termios

            with suppress(termios.error):  # the terminal is gone
                termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, self._lines)
