"""Whole cases in folders that nobody needs after a power cut."""

import os
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="module")
def _the_disk_is_not_waited_for() -> Iterator[None]:
    """What a killed process wrote the system keeps; that it is synced is a matter of the tests of stores."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield
