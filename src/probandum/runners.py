"""Where work may be done, by name; what a runner needs is imported only when it is asked for."""

from collections.abc import Callable
from typing import Literal

from probandum.errors import UsageError
from probandum.examine import patience
from probandum.interfaces import Runner
from probandum.runner import Here, Processes

Name = Literal["here", "processes", "spark"]


def runner(name: Name, master: str = "") -> Runner:
    """Return a runner that gives each task as long as the most patient reader asks for.

    Args:
        name: ``here``, in this process, which nothing stops; ``processes``, two that can be stopped; ``spark``.
        master: URL of a Spark master, such as ``spark://host:7077``, ``yarn`` or ``local[4]``.

    Raises:
        UsageError: there is no such runner, it takes no master, or what it needs is missing.
    """
    if name not in _MAKERS:
        raise UsageError(f"no runner named {name!r}", f"there are: {', '.join(_MAKERS)}")
    if master and name != "spark":
        raise UsageError(f"the runner {name!r} has no master", "leave out --master, or use --runner spark")
    return _MAKERS[name](master)


def _spark(master: str) -> Runner:
    from probandum.spark import Spark

    return Spark(master, seconds=patience())


_MAKERS: dict[str, Callable[[str], Runner]] = {
    "here": lambda _: Here(),
    "processes": lambda _: Processes(seconds=patience()),
    "spark": _spark,
}
