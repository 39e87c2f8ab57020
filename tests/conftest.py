"""What every case needs and none of these tests is about is made once a process; what takes long begins first."""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from probandum import intake, plugins
from probandum.model.pack import Pack

# as the command line does: a second thread of OpenBLAS waits while running, and two workers share two cores
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# how long an example takes is a matter of what else the machine does
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")
LONG = ("eval", "case", "docs", "golden", "unit/cli", "unit/evaluate", "laws")
"""Folders of the files that take longest, longest first: a worker that is given one last works while the other waits."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put files of long tests first; ``--dist loadfile`` deals out files in this order."""
    here = Path(__file__).parent

    def place(item: pytest.Item) -> int:
        folder = item.path.parent.relative_to(here).as_posix()
        return LONG.index(folder) if folder in LONG else len(LONG)

    items.sort(key=place)


class _Kept:
    """A source of knowledge that is asked once; tests of the source itself ask it themselves."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.load = cache(plugins.knowledge_source(name).load)


@pytest.fixture(autouse=True, scope="session")
def _knowledge_is_built_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(intake, "knowledge_source", cache(_Kept))
        yield


@pytest.fixture(scope="session")
def shipped_pack() -> Pack:
    """The knowledge that comes with the program."""
    return intake.knowledge_source(intake.REGISTRY).load()
