"""What every case needs and none of these tests is about is made once a process: the knowledge of the registry."""

from collections.abc import Iterator
from functools import cache

import pytest

from probandum import intake, plugins
from probandum.model.pack import Pack


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
