"""Patterns mean the same in every Python that the project supports."""

import importlib
import pkgutil
import re
from re import _constants, _parser  # type: ignore[attr-defined]

import pytest

import probandum

SINGLE = {_constants.LITERAL, _constants.NOT_LITERAL, _constants.ANY, _constants.IN}


def patterns():
    """Return the patterns that the project's modules hold by name, each with its module."""
    found = {}
    for module in pkgutil.walk_packages(probandum.__path__, "probandum."):
        if not module.name.endswith("__main__"):
            for value in vars(importlib.import_module(module.name)).values():
                for one in value if isinstance(value, tuple | list) else (value,):
                    if isinstance(one, re.Pattern):
                        found[one] = module.name
    return found


def possessive_groups(parsed):
    """Return how many groups, anything but a single character, are repeated possessively."""
    count = 0
    for sign, inside in parsed:
        if sign is _constants.POSSESSIVE_REPEAT:
            body = inside[2]
            count += not (len(body) == 1 and body[0][0] in SINGLE)
        for part in inside if isinstance(inside, tuple | list) else (inside,):
            for deeper in part if isinstance(part, list) else (part,):
                if isinstance(deeper, _parser.SubPattern):
                    count += possessive_groups(deeper)
    return count


def test_no_group_is_repeated_possessively():
    """Before CPython 3.11.5 they match wrongly (python/cpython#106052), and Debian 12 ships 3.11.2: ``(?>(?:…)*)`` does not."""
    held = patterns()
    assert len(held) > 100
    wrong = {
        one.pattern: module
        for one, module in held.items()
        if possessive_groups(
            _parser.parse(
                one.pattern, one.flags & ~re.UNICODE if isinstance(one.pattern, bytes) else one.flags
            )
        )
    }
    assert not wrong


@pytest.mark.parametrize(
    ("pattern", "groups"), [("(?:ab?)*+", 1), ("a++[bc]?+", 0), ("(?>(?:ab)*)", 0), ("(?=x|(?:ab){1,2}+)", 1)]
)
def test_possessive_groups_are_told(pattern, groups):
    """The count that the rule rests on."""
    assert possessive_groups(_parser.parse(pattern)) == groups
