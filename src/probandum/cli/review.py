"""``probandum review``."""

import sys
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from probandum.cli.output import PLAIN, CaseFolder, Options, emit, emit_json, emit_table, open_case
from probandum.cli.reviewer import interview
from probandum.cli.show import as_json
from probandum.compose.wording import counted, cut, defang
from probandum.errors import UsageError
from probandum.model.decision import Decision
from probandum.model.ident import short
from probandum.model.statement import STATEMENT_TYPES
from probandum.reviewing import Choice, Review
from probandum.reviewing.sheet import LARGEST

_LISTED = 20


@Parameter(name="*")
@dataclass(frozen=True)
class Which:
    """Which records are meant."""

    kind: Annotated[
        str,
        Parameter(help="claim, statement, observation, figure; malware, domain-name …; accuses, denies …"),
    ] = ""
    types: Annotated[
        tuple[str, ...], Parameter(help="Only statements of these types (accusation, denial …).", negative="")
    ] = ()
    exhibit: Annotated[str, Parameter(help="First digits of the exhibit's SHA-256.")] = ""
    file: Annotated[str, Parameter(help="Pattern of the file's name, e.g. '*.html'.")] = ""
    value: Annotated[
        str, Parameter(help="Pattern of a value, e.g. '*.example.com'; of other records, of the quote.")
    ] = ""
    below: Annotated[str, Parameter(help="Only below this authenticity, e.g. 0.9.")] = ""
    unreviewed: Annotated[
        bool, Parameter(negative="--all", help="Only those on which nobody decided, or all.")
    ] = True

    def choice(self) -> Choice:
        """Return what was typed as a choice."""
        if strange := sorted(set(self.types) - set(STATEMENT_TYPES)):
            raise UsageError(
                f"{strange[0]!r} is no type of statement", f"one of: {', '.join(STATEMENT_TYPES)}"
            )
        try:
            below = Decimal(self.below) if self.below else None
        except InvalidOperation:
            below = Decimal("NaN")
        if below is not None and not (below.is_finite() and 0 <= below <= 1):
            raise UsageError(f"--below {self.below!r} is no share", "a number from 0 to 1, e.g. 0.9")
        return Choice(self.kind, self.types, self.exhibit, self.file, self.value, below, self.unreviewed)


@Parameter(name="*")
@dataclass(frozen=True)
class Rule:
    """What is decided without a terminal."""

    accept: Annotated[bool, Parameter(negative="", help="Accept all that is meant.")] = False
    reject: Annotated[bool, Parameter(negative="", help="Reject all that is meant.")] = False
    reason: Annotated[str, Parameter(help="Why; needed with --accept and --reject.")] = ""
    by: Annotated[str, Parameter(help="Who decides; PROBANDUM_ACTOR or your login name by default.")] = ""
    dry_run: Annotated[bool, Parameter(negative="", help="Say what would be decided and write nothing.")] = (
        False
    )


@Parameter(name="*")
@dataclass(frozen=True)
class Sheets:
    """Files for a spreadsheet."""

    export: Annotated[
        Path | None, Parameter(help="Write what is meant as CSV, with --all every record; never over a file.")
    ] = None
    import_: Annotated[
        Path | None, Parameter(name="--import", help="Read decisions from such a CSV; all of them or none.")
    ] = None


def review(
    case: CaseFolder,
    /,
    *,
    which: Which = Which(),
    rule: Rule = Rule(),
    sheets: Sheets = Sheets(),
    options: Options = PLAIN,
) -> None:
    """Review what was extracted, each record beside its passage: accept, correct or reject it.

    Every decision is a record with name, time and reason and never changes the program's own.
    """
    wanted = [rule.accept, rule.reject, sheets.export is not None, sheets.import_ is not None]
    if sum(wanted) > 1:
        raise UsageError("--accept, --reject, --export and --import exclude each other", "give one of them")
    session, choice = open_case(case).review(), which.choice()
    if sheets.export is not None:
        _export(session, choice, sheets.export, options)
    elif sheets.import_ is not None:
        _decide(session, _imported(session, sheets.import_, rule.by), rule, options)
    elif rule.accept or rule.reject:
        verb = "accept" if rule.accept else "reject"
        _decide(session, session.by_rule(choice, verb, rule.reason, rule.by), rule, options)
    elif options.json:
        emit_json(
            [{"record": one.kind, "target": one.target, **as_json(one)} for one in session.queue(choice)]
        )
    elif sys.stdin.isatty() and sys.stdout.isatty():
        session.ready()
        interview(session, session.queue(choice), rule.by)
    else:
        advice = "use --json, --export, --import, or --accept and --reject with a rule"
        raise UsageError("review asks a person, and there is no terminal", advice)


def _decide(session: Review, batch: list[Decision], rule: Rule, options: Options) -> None:
    """Say how many are meant, then write them unless this is a rehearsal."""
    if not options.json:
        rows = [(short(one.target), one.decision, cut(defang(one.found), 100)) for one in batch[:_LISTED]]
        emit_table(
            f"{counted(len(batch), 'record')} meant", ("target", "decision", "the program found"), rows
        )
        if len(batch) > _LISTED:
            emit(f"{len(batch) - _LISTED:,} more")
    written = 0 if rule.dry_run else session.write(batch)
    if options.json:
        emit_json({"meant": len(batch), "written": written})
    else:
        emit("nothing was written" if rule.dry_run else f"{counted(written, 'decision')} written")


def _export(session: Review, choice: Choice, path: Path, options: Options) -> None:
    records = session.queue(choice) if choice.unreviewed else session.every(choice)
    data = session.export(records)
    try:
        with path.open("xb") as file:
            file.write(data)
    except FileExistsError as error:
        raise UsageError(
            f"{path} is there already", "it may hold decisions: import it, or name another"
        ) from error
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}", "choose another place") from error
    said: dict[str, Any] = {"records": len(records), "file": str(path)}
    emit_json(said) if options.json else emit(f"{counted(len(records), 'record')} written to {path}")


def _imported(session: Review, path: Path, by: str) -> list[Decision]:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}", "name a file that --export wrote") from error
    try:
        return session.imported(data, by)
    except UsageError as error:
        raise UsageError(f"{path.name}: {error.what}", error.advice) from error
