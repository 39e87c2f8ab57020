"""Everything that can go wrong, as a tree; each error has advice and an exit code.

::

    ProbandumError            1   never raised itself
    ├── UsageError            2   the caller asked for something that cannot be
    │   ├── CaseFileError     2   case.toml says something wrong; names file and line
    │   ├── KnowledgeError    2   a pack cannot be found, built or trusted
    │   └── BusyError         2   another process writes this case
    ├── CustodyError          3   bytes, ledger or checkpoint are not what they were: the work stops
    ├── ReadError             4   an exhibit cannot be read: collected, never fatal
    ├── StoreError            5   the disk refused (full, read-only, gone)
    └── EndpointError         6   a language model's endpoint does not answer as it should: collected
"""


class ProbandumError(Exception):
    """Base of all errors: one line saying what and where, and advice what to do.

    Args:
        what: one line: what is wrong, and where.
        advice: one line: what to do about it; may be empty.
    """

    exit_code = 1

    def __init__(self, what: str, advice: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.what} – {self.advice}" if self.advice else self.what


class UsageError(ProbandumError):
    """The caller asked for something that cannot be."""

    exit_code = 2


class CaseFileError(UsageError):
    """``case.toml`` says something wrong.

    Args:
        what: what is wrong.
        advice: what to write instead.
        line: 1-based line in the file, 0 where none can be named.
    """

    def __init__(self, what: str, advice: str = "", line: int = 0) -> None:
        where = f"case.toml:{line}" if line else "case.toml"
        super().__init__(f"{where}: {what}", advice)
        self.line = line


class KnowledgeError(UsageError):
    """A knowledge pack cannot be found, built or trusted."""


class BusyError(UsageError):
    """Another process writes this case."""


class CustodyError(ProbandumError):
    """Bytes, ledger or checkpoint are not what they were."""

    exit_code = 3


class ReadError(ProbandumError):
    """An exhibit cannot be read; collected as an omission, never fatal."""

    exit_code = 4


class StoreError(ProbandumError):
    """The disk refused."""

    exit_code = 5


class EndpointError(ProbandumError):
    """The endpoint of a language model does not answer as it should."""

    exit_code = 6
