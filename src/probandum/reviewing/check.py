"""What a person may say of a record: every field is checked before anything is written."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, get_origin
from unicodedata import category

import msgspec

from probandum.decisions import Reviewed
from probandum.errors import UsageError
from probandum.knowledge.resolve import resolve
from probandum.model.brief import Brief
from probandum.model.decision import (
    CHANGEABLE,
    READING,
    TYPES,
    VERBS,
    Decision,
    RecordKind,
    Verb,
    json_types,
    sort_of,
    typed,
)
from probandum.model.hypothesis import UNKNOWN
from probandum.model.pack import Pack
from probandum.model.statement import STATEMENT_TYPES

LONGEST = 2_000
"""Characters of a reason or of a corrected field."""
NAME = 200
_LARGEST = 40
_WHEN = re.compile(r"(\d{4}(-\d\d(-\d\d)?)?)?", re.ASCII)
_KIND = re.compile(r"[a-z][a-z0-9-]{1,60}", re.ASCII)
_BEHAVIOUR = ("attack-pattern", "malware", "tool")
_ACTORS = ("intrusion-set", "threat-actor", "campaign")


@dataclass(frozen=True)
class Said:
    """What a person says of a record.

    Attributes:
        decision: accept, correct or reject.
        reason: why.
        by: who.
        changes: field → new value, as JSON types or as text.
        rule: by which rule, where many are decided at once.
    """

    decision: str
    reason: str
    by: str
    changes: Mapping[str, Any]
    rule: str = ""


def decide(one: Reviewed, said: Said, at: str, brief: Brief, pack: Pack) -> Decision:
    """Return the decision on a record.

    Raises:
        UsageError: it cannot be; says what is wrong, and what can be.
    """
    verb = next((verb for verb in VERBS if verb == said.decision), None)
    if verb is None:
        raise UsageError(f"{said.decision!r} is no decision", f"one of: {', '.join(VERBS)}")
    reason, by = _line(said.reason, "the reason", LONGEST), _line(said.by, "the name of who decides", NAME)
    own = one.own or one.record
    changes = _changes(one.kind, own, verb, said.changes, brief, pack)
    return Decision(
        target=own.id,
        record=one.kind,
        sort=sort_of(one.kind, own),
        exhibit=own.exhibit,
        locator=own.locator,
        seen=json_types(own),
        decision=verb,
        reason=reason,
        by=by,
        at=at,
        changes=changes,
        rule=said.rule,
        replaces=one.decision.id if one.decision and one.own is not None else "",
    )


def from_text(kind: RecordKind, field: str, text: str) -> Any:
    """Return the JSON value that a typed text stands for; several values are separated by semicolons.

    Raises:
        UsageError: the field may not be corrected.
    """
    if field not in CHANGEABLE[kind]:
        raise UsageError(
            f"{field!r} of a {kind} cannot be corrected", f"what can: {', '.join(CHANGEABLE[kind])}"
        )
    if field == "level" and not text.strip():
        return None
    types = {one.name: one.type for one in msgspec.structs.fields(TYPES[kind])}
    if get_origin(types[field]) is tuple:
        return [part.strip() for part in text.split(";") if part.strip()]
    return text


def to_text(value: Any) -> str:
    """Return the text under which a person meets the value of a field."""
    if isinstance(value, tuple | list):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)


def _line(text: str, what: str, longest: int) -> str:
    """Return a text on one line.

    Raises:
        UsageError: it is empty, too long or no Unicode.
    """
    flat = " ".join(str(text).split())
    if not flat:
        raise UsageError(f"{what} is empty", "a decision of a person has a name and a reason")
    return _sound(flat, what, longest)


def _sound(text: str, what: str, longest: int = LONGEST) -> str:
    if len(text) > longest:
        raise UsageError(f"{what} is longer than {longest:,} characters", "say it in fewer")
    if any(category(char) == "Cc" for char in text):
        raise UsageError(f"{what} holds control characters", "an arrow key sends some; write it again")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise UsageError(f"{what} is no Unicode text", "write it in UTF-8") from error
    return text


def _changes(
    kind: RecordKind, own: Any, verb: Verb, wanted: Mapping[str, Any], brief: Brief, pack: Pack
) -> dict[str, Any]:
    if verb == "reject" or (verb == "accept" and (kind != "claim" or set(wanted) - {READING})):
        if wanted:
            advice = "correct it, if fields change" + (
                f"; to accept a claim may name its {READING}" if kind == "claim" else ""
            )
            raise UsageError(f"to {verb} changes no field, yet {sorted(wanted)[0]!r} is given", advice)
        return {}
    plain = {name: _plain(kind, name, value) for name, value in wanted.items()}
    try:
        values = typed(kind, plain)
    except ValueError as error:
        raise UsageError(str(error), f"what can be corrected: {', '.join(CHANGEABLE[kind])}") from error
    checked = _CHECKS[kind](own, values, brief, pack)
    changed = {name: value for name, value in checked.items() if value != getattr(own, name)}
    if verb == "correct" and not changed:
        raise UsageError("the correction changes nothing", "accept it, or say what is to change")
    return {name: json_types(value) for name, value in sorted(changed.items())}


def _plain(kind: RecordKind, name: str, value: Any) -> Any:
    """Return a value without white space around it; text for several values is taken apart."""
    if isinstance(value, str):
        value = from_text(kind, name, _sound(" ".join(value.split()), name))
    elif isinstance(value, list | tuple):
        value = [_sound(" ".join(part.split()), name) if isinstance(part, str) else part for part in value]
    return str(value) if isinstance(value, int | float | Decimal) and not isinstance(value, bool) else value


def _observation(own: Any, values: dict[str, Any], _: Brief, pack: Pack) -> dict[str, Any]:
    if not _KIND.fullmatch(values.get("kind", own.kind)):
        raise UsageError(
            f"{values['kind']!r} is no kind of observation", "e.g. malware, tool, attack-pattern, domain-name"
        )
    if not values.get("value", own.value):
        raise UsageError("the value is empty", "reject the observation, if it is none")
    kinds = {one.id: "attack-pattern" for one in pack.techniques} | {
        one.id: one.kind for one in pack.software
    }
    kinds |= {one.id: "campaign" if one.kind == "campaign" else "intrusion-set" for one in pack.actors}
    unknown = [name for name in values.get("refs", ()) if name not in kinds]
    if unknown:
        raise UsageError(
            f"{unknown[0]!r} is no id of the knowledge", "look it up with 'probandum knowledge actor'"
        )
    if "refs" in values:
        return values
    kind, value = values.get("kind", own.kind), values.get("value", own.value)
    if kind not in (*_BEHAVIOUR, *_ACTORS):
        return {**values, "refs": ()}
    refs = (value,) if value in kinds else resolve(pack, value)
    if "kind" in values:
        wanted = (
            _ACTORS
            if kind in _ACTORS
            else ("attack-pattern",)
            if kind == "attack-pattern"
            else _BEHAVIOUR[1:]
        )
        refs = tuple(name for name in refs if kinds[name] in wanted)
    if len(refs) == 1:  # as the tools say it: the id is the value
        return {"kind": kinds[refs[0]], **values, "value": refs[0], "refs": refs}
    return {**values, "refs": refs}


def _statement(_: Any, values: dict[str, Any], __: Brief, ___: Pack) -> dict[str, Any]:
    if "types" in values:
        if not values["types"]:
            raise UsageError(
                "a statement has at least one type", f"one or more of: {', '.join(STATEMENT_TYPES)}"
            )
        values["types"] = tuple(one for one in STATEMENT_TYPES if one in values["types"])
    return values


def _claim(_: Any, values: dict[str, Any], brief: Brief, pack: Pack) -> dict[str, Any]:
    if wanted := values.get(READING):
        ids = {one.id for one in pack.actors} | {one.actor for one in brief.hypotheses} | {UNKNOWN}
        named = {one.id for one in pack.actors if one.name.casefold() == wanted.casefold()}
        if wanted not in ids and len(named) != 1:
            hint = "look it up with 'probandum knowledge actor', or add [[hypothesis]] to case.toml"
            raise UsageError(f"{wanted!r} is no actor that the knowledge has or the case names", hint)
        values[READING] = wanted if wanted in ids else named.pop()
    names = {note.name for note in brief.claims if note.name}
    strange = [name for name in values.get("answers", ()) if name not in names]
    if strange:
        raise UsageError(
            f"{strange[0]!r} is no claim of the case file",
            f"one of: {', '.join(sorted(names)) or 'none has a name yet'}",
        )
    return values


def _figure(_: Any, values: dict[str, Any], __: Brief, ___: Pack) -> dict[str, Any]:
    value = values.get("value", Decimal(0))
    if not value.is_finite() or abs(value.adjusted()) > _LARGEST or len(value.as_tuple().digits) > _LARGEST:
        raise UsageError(f"value cannot be {value}", "a plain number, e.g. 59000 or 10.6")
    if not _WHEN.fullmatch(values.get("when", "")):
        raise UsageError(f"when cannot be {values['when']!r}", "write 2019, 2020-07 or 2020-07-01")
    return values


_CHECKS = {"observation": _observation, "statement": _statement, "claim": _claim, "figure": _figure}
