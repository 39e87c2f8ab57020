"""Finding and loading what is plugged in: entry points, ours listed like a stranger's."""

from functools import cache
from importlib.metadata import EntryPoint, EntryPoints, entry_points
from typing import Any

from probandum.errors import UsageError
from probandum.interfaces import Detector, KnowledgeSource, Reader, Renderer, Weigher

KINDS = ("readers", "detectors", "knowledge", "weighers", "renderers")


def found(kind: str) -> dict[str, EntryPoint]:
    """Return what is plugged in behind one door, by name, sorted; nothing is imported."""
    return {point.name: point for point in sorted(_installed(kind), key=lambda point: point.name)}


def load(kind: str, name: str) -> Any:
    """Return one plug-in, made without arguments.

    Raises:
        UsageError: there is none of that name, or it cannot be imported.
    """
    points = found(kind)
    if name not in points:
        raise UsageError(f"no {kind} plug-in named {name!r}", f"there are: {', '.join(points) or 'none'}")
    return _made(points[name])


@cache
def _installed(kind: str) -> EntryPoints:
    """Read the metadata of every installed distribution: 20 ms, and the same for the life of a process."""
    return entry_points(group=f"probandum.{kind}")


def _made(point: EntryPoint) -> Any:
    try:
        return point.load()()
    except Exception as error:  # a stranger's module may raise anything when it is imported
        owner = point.dist.name if point.dist else "an unknown distribution"
        what = f"plug-in {point.name!r} of {owner} cannot be loaded: {type(error).__name__}: {error}"
        raise UsageError(what, "reinstall or remove it") from error


def _all(kind: str) -> list[Any]:
    return [_made(point) for point in found(kind).values()]


def readers() -> list[Reader]:
    """Return all readers, sorted by name."""
    return _all("readers")


def detectors() -> list[Detector]:
    """Return all detectors, sorted by name."""
    return _all("detectors")


def weighers() -> list[Weigher]:
    """Return all weighers, sorted by name."""
    return _all("weighers")


def renderer(name: str) -> Renderer:
    """Return one renderer."""
    loaded: Renderer = load("renderers", name)
    return loaded


def knowledge_source(name: str) -> KnowledgeSource:
    """Return one source of knowledge."""
    loaded: KnowledgeSource = load("knowledge", name)
    return loaded
