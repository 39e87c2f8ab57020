"""A command in the process of the tests: for what does not hang on a process of its own."""

import contextlib
import io
import os
import sys
from pathlib import Path
from subprocess import CompletedProcess
from unittest.mock import patch

import pytest

from probandum.cli import main


def inside(*arguments, cwd=".", environment=None):
    """Run a command as ``subprocess.run`` does, nothing typed; what would be a traceback there rises here."""
    out, errors = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with (
        Path(os.devnull).open() as nothing,
        contextlib.chdir(cwd),
        patch.dict(os.environ, environment or {}),
        patch.object(sys, "stdin", nothing),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(errors),
        pytest.raises(SystemExit) as ended,
    ):
        main([str(one) for one in arguments])
    return CompletedProcess(arguments, ended.value.code, out.buffer.getvalue(), errors.buffer.getvalue())
