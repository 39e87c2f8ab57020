"""Recomputing a case: custody first, then every derived table."""

from collections.abc import Callable
from contextlib import closing
from typing import Any

from probandum import pairs, parts
from probandum.custody.audit import Finding, audit_store
from probandum.docket import Docket
from probandum.errors import BusyError, CustodyError
from probandum.interfaces import Runner
from probandum.parts import Progress, Workshop

_LOOKS = 20
"""How often it looks again at a case that another process is writing."""


def verify(docket: Docket, runner: Callable[[], Runner] | None, progress: Progress | None) -> dict[str, Any]:
    """Return what was checked and what is worth a note.

    Args:
        docket: the case.
        runner: where derived tables are made again; None for checking custody only.
        progress: told (what, done, total), or None.

    Raises:
        CustodyError: naming the first thing that is wrong.
        BusyError: another process writes all the time.
    """
    findings = _audited(docket)
    broken = [finding for finding in findings if finding.severity == "broken"]
    if broken:
        more = f" (and {len(broken) - 1} more)" if len(broken) > 1 else ""
        raise CustodyError(broken[0].what + more, broken[0].advice)
    notes = [f"{finding.what} – {finding.advice}" for finding in findings]
    again = _replayed(docket, runner, notes, progress) if runner else 0
    return {
        "acts": len(docket.entries()),
        "objects": len(list(docket.store.objects())),
        "replayed": again,
        "notes": notes,
        "checkpoint": " ".join(docket.store.checkpoint().decode().split()),
    }


def _replayed(
    docket: Docket, runner: Callable[[], Runner], notes: list[str], progress: Progress | None
) -> int:
    """Return how many parts were made again and are the same; what could not be compared becomes a note."""
    examined = docket.last("examine")
    pack = examined.materials.get("knowledge") if examined else None
    if not pack:
        return 0
    if others := len(parts.stale(docket, parts.current(docket, pack))):
        notes.append(f"{others} parts of the case were not examined by the tools of now – run assess")
    with closing(runner()) as working:
        shop = Workshop(working, docket, pack, progress)
        counts = parts.replay(shop), pairs.replay(shop)
    again, stopped = (sum(column) for column in zip(*counts, strict=True))
    if stopped:
        notes.append(
            f"{stopped} parts were not compared: reading was stopped – see the omissions; it depends on the machine"
        )
    return again


def _audited(docket: Docket) -> list[Finding]:
    """Return what the audit finds; again where another process wrote meanwhile."""
    for _ in range(_LOOKS):
        findings = list(audit_store(docket.store))
        if docket.store.current():
            return findings
        docket.reopen()
    raise BusyError("another process is writing this case all the time", "verify when it has finished")
