"""Who types, at a real terminal: keys, lines, a hang-up, and a signal in the instant before the program waits."""

import os
import pty
import select
import signal
import sys
import termios

import pytest

from probandum.cli.typist import Typist

LONGEST = 20  # seconds; so long waits only who was not woken


@pytest.fixture
def terminal(monkeypatch):
    """The end of a terminal at which somebody types; the program's end is its standard input."""
    ours, theirs = pty.openpty()
    monkeypatch.setattr(sys, "stdin", os.fdopen(theirs, encoding="utf-8"))
    yield ours
    sys.stdin.close()
    os.close(ours)


@pytest.fixture
def heard():
    """Signals whose handler let the program go on, as one does that has not run yet."""
    numbers = []
    before = signal.signal(signal.SIGUSR1, lambda number, _: numbers.append(number))
    yield numbers
    signal.signal(signal.SIGUSR1, before)


def typed(terminal, text):
    os.write(terminal, text.encode())


def test_a_signal_just_before_the_wait_ends_it(terminal, heard, monkeypatch):
    waited = []

    def late(*descriptors):
        if not waited:
            signal.raise_signal(signal.SIGUSR1)
        ready = select_really(*descriptors, LONGEST)
        waited.append(ready[0])
        if len(waited) == 1:
            typed(terminal, "A")
        return ready

    select_really = select.select
    with Typist() as typist:
        monkeypatch.setattr(select, "select", late)
        assert typist.key() == "a"
        assert heard == [signal.SIGUSR1]
        assert [len(ready) for ready in waited] == [1, 1]
        assert waited[0] != waited[1] == [sys.stdin.fileno()]


def test_whoever_was_told_of_signals_is_told_again_afterwards(terminal, heard):
    ours, theirs = os.pipe()
    os.set_blocking(theirs, False)
    before = signal.set_wakeup_fd(theirs)
    try:
        with Typist():
            signal.raise_signal(signal.SIGUSR1)
        assert select.select([ours], [], [], 0)[0] == []
        signal.raise_signal(signal.SIGUSR1)
        assert os.read(ours, 9) == bytes([signal.SIGUSR1])
    finally:
        signal.set_wakeup_fd(before)
        os.close(ours)
        os.close(theirs)


def test_keys_and_lines_come_in_the_order_in_which_they_were_typed(terminal, capsys):
    with Typist() as typist:
        typed(terminal, "\x1b[A\x1bOBÄq")
        assert [typist.key() for _ in range(4)] == ["", "", "ä", "q"]
        typed(terminal, " the  letterhead\n")
        assert typist.ask("reason\x1b[2J") == "the letterhead"
        typed(terminal, "s")
        assert typist.key() == "s"
    assert "\x1b" not in capsys.readouterr().out


def test_what_was_typed_ahead_is_not_lost(terminal):
    with Typist() as typist:
        typed(terminal, "rno accusation\ns")
        assert (typist.key(), typist.ask("reason"), typist.key()) == ("r", "no accusation", "s")


def test_bytes_that_are_no_text_are_replaced(terminal):
    with Typist() as typist:
        os.write(terminal, b"\xff\xc3")
        assert typist.key() == "\ufffd"
        os.write(terminal, b"\xa9")
        assert typist.key() == "é"


@pytest.mark.parametrize("typist_asks", [Typist.key, lambda typist: typist.ask("reason")])
def test_a_terminal_that_is_gone_ends_the_asking(monkeypatch, typist_asks):
    ours, theirs = pty.openpty()
    monkeypatch.setattr(sys, "stdin", os.fdopen(theirs, encoding="utf-8"))
    with Typist() as typist:
        os.close(ours)
        with pytest.raises(EOFError):
            typist_asks(typist)
    sys.stdin.close()


def test_the_terminal_is_left_as_it_was(terminal):
    before = termios.tcgetattr(sys.stdin.fileno())
    with Typist():
        assert termios.tcgetattr(sys.stdin.fileno()) != before
    assert termios.tcgetattr(sys.stdin.fileno()) == before
