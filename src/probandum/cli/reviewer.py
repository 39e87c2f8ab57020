"""The terminal of ``probandum review``: one record after the other beside its passage, one key a decision.

What was decided is written when the person quits, interrupts, or the terminal goes away; never twice, never in part.
"""

import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from probandum.cli.output import emit, printable
from probandum.cli.typist import Typist
from probandum.compose.wording import counted, defang
from probandum.decisions import Reviewed
from probandum.errors import BusyError, ProbandumError, UsageError
from probandum.model.decision import CHANGEABLE, READING, Decision, said_by
from probandum.reviewing import Review
from probandum.reviewing.check import Said, from_text, to_text
from probandum.reviewing.sheet import changes_text, write

FOUND_RIGHT = "read beside its passage and found right"
"""The reason of an acceptance where the person gives no other."""
_HELP = """a  accept: right as it stands; a claim may name the actor whom you take it to be about
c  correct: field by field; Enter keeps a value, - empties it, several values are separated by ;
r  reject: wrong; asks for the reason
s  skip: decide later
b  back: to the record before, and take its decision of this session back
q  quit: what was decided is written
?  this help"""
_KEYS = "a accept  c correct  r reject  s skip  b back  q quit  ? help"
_EMPTY = "-"
_WEIGHABLE = frozenset({"accuses", "counter-accuses", "denies"})
_PATIENCE = 30
"""Seconds to wait for another process that writes the case."""


def interview(session: Review, queue: Sequence[Reviewed], by: str) -> None:
    """Show each record of a queue and write what the person decides.

    Raises:
        KeyboardInterrupt: the person interrupted; what was decided is written.
        StoreError: the disk refused; what was decided lies in a CSV file that the message names.
    """
    if not queue:
        emit("nothing waits for review; --all shows what was decided")
        return
    asked = _Interview(session, queue, by)
    with _attentive():
        try:
            with asked.typist, suppress(EOFError):  # the terminal is gone
                asked.run()
        finally:
            _keep(session, list(asked.decided.values()))


class _Interview:
    def __init__(self, session: Review, queue: Sequence[Reviewed], by: str) -> None:
        from rich.console import Console

        self.session = session
        self.queue = queue
        self.by = by
        self.decided: dict[str, Decision] = {}
        self.typist = Typist()
        self.console = Console(highlight=False)

    def run(self) -> None:
        at, told = 0, -1
        while at < len(self.queue):
            one = self.queue[at]
            if told != at:
                self._show(one, at)
                told = at
            match self.typist.key():
                case "a":
                    at += self._decide(one, self._accepted)
                case "c":
                    at += self._decide(one, self._corrected)
                case "r":
                    at += self._decide(one, self._rejected)
                case "s":
                    at += 1
                case "b":
                    at, told = max(at - 1, 0), -1
                    if self.decided.pop(self.queue[at].target, None):
                        emit("taken back")
                case "q" | "\x04":
                    return
                case "?" | "h":
                    emit(_HELP)
        emit("that was all")

    def _decide(self, one: Reviewed, ask: Any) -> int:
        """Return 1 where the record was decided on; 0 with a word why not."""
        try:
            said = ask(one)
            if said is None:
                emit("not decided")
                return 0
            decision = self.session.decide(one, said)
        except UsageError as error:
            emit(f"{error.what} – {error.advice}" if error.advice else error.what)
            return 0
        self.decided[one.target] = decision
        emit(f"{decision.decision}ed" if decision.decision != "reject" else "rejected")
        return 1

    def _accepted(self, one: Reviewed) -> Said:
        changes = {}
        if one.kind == "claim" and one.record.stance in _WEIGHABLE:
            present = one.record.hypothesis
            typed = (
                self.typist.ask(f"{READING}: the actor whom it is about, or Enter for none [{present}]")
                or present
            )
            changes = {READING: typed} if typed else {}
        return Said("accept", FOUND_RIGHT, self.by, changes)

    def _rejected(self, _: Reviewed) -> Said | None:
        reason = self.typist.ask("reason (Enter: do not reject)")
        return Said("reject", reason, self.by, {}) if reason else None

    def _corrected(self, one: Reviewed) -> Said | None:
        own, changes = one.own or one.record, {}
        for field in CHANGEABLE[one.kind]:
            present = to_text(getattr(one.record, field))
            typed = self.typist.ask(f"{field} [{defang(present)}]")
            value = present if not typed else "" if typed == _EMPTY else typed
            if value != to_text(getattr(own, field)):
                changes[field] = from_text(one.kind, field, value)
        if not changes:
            return None
        reason = self.typist.ask("reason (Enter: do not correct)")
        return Said("correct", reason, self.by, changes) if reason else None

    def _show(self, one: Reviewed, at: int) -> None:
        from rich.text import Text

        record = one.record
        file = self.session.files.get(record.exhibit, record.exhibit[:12])
        line = Text(f"\n[{at + 1}/{len(self.queue)}] ")
        line.append(f"{one.kind} in {_safe(file)}, {record.locator.words}\n", style="bold")
        line.append(f"{_safe(said_by(one.kind, record))}\n")
        if one.state == "corrected":
            line.append(f"accepting takes the program's own: {_safe(said_by(one.kind, one.own))}\n")
        if one.kind == "claim" and record.gaps:
            line.append(f"it leaves empty: {', '.join(record.gaps)}\n")
        sure = getattr(record, "authenticity", None)
        line.append(f"{_safe(one.how)}, by {_safe(record.by)}" if one.how == "machine" else _safe(one.how))
        line.append(f", authenticity {sure:.2f}" if sure is not None else "")
        if note := getattr(record, "note", ""):
            line.append(f"; {_safe(note)}")
        excerpt = self.session.passage(record)
        line.append(f"\n  …{_safe(excerpt.before)}")
        line.append(f"▐{_safe(excerpt.match)}▌", style="reverse")
        line.append(f"{_safe(excerpt.after)}…\n")
        line.append(_KEYS, style="dim")
        self.console.print(line)


def _safe(text: str) -> str:
    """Return text from evidence as a terminal may show it: one line, nothing hidden, nothing to click."""
    edges = text[:1].isspace(), text[-1:].isspace()
    return f"{' ' if edges[0] else ''}{printable(defang(text))}{' ' if edges[1] and text.strip() else ''}"


@contextmanager
def _attentive() -> Iterator[None]:
    """Take the end of the terminal, or a polite kill, for an interrupt: what was decided is to be written."""

    def interrupt(_: int, __: FrameType | None) -> NoReturn:
        raise KeyboardInterrupt

    before: dict[Any, Any] = {}
    for name in ("SIGHUP", "SIGTERM"):
        if number := getattr(signal, name, None):
            with suppress(ValueError):  # not in the main thread
                before[number] = signal.signal(number, interrupt)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _keep(session: Review, batch: list[Decision]) -> None:
    """Write decisions; wait for another process that writes, and lose nothing where it cannot be done."""
    deaf = [number for name in ("SIGINT", "SIGHUP", "SIGTERM") if (number := getattr(signal, name, None))]
    before = {number: signal.signal(number, signal.SIG_IGN) for number in deaf}
    try:
        for _ in range(_PATIENCE):
            try:
                written = session.write(batch)
                break
            except BusyError:
                time.sleep(1)
        else:
            written = session.write(batch)
    except ProbandumError as error:
        if not batch:
            raise
        path = _rescued(batch)
        raise type(error)(
            f"{error.what}; {counted(len(batch), 'decision')} kept in {path}", f"later: --import {path}"
        ) from error
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    with suppress(OSError):  # nobody may be there to read it
        emit(f"{counted(written, 'decision')} written")


def _rescued(batch: Sequence[Decision]) -> Path:
    rows = [
        {"id": one.target, "kind": one.record, "what": one.found, "decision": one.decision,
         "changes": changes_text(one.changes), "reason": one.reason, "by": one.by}
        for one in batch
    ]  # fmt: skip
    number = 1
    while True:
        path = Path.cwd() / f"probandum-review-{number}.csv"
        try:
            with path.open("xb") as file:
                file.write(write(rows))
        except FileExistsError:
            number += 1
        else:
            return path
