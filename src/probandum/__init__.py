"""Who did it, how sure may we be, and is it enough? An evidence workbench for cyber attribution."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from probandum.case import Case
    from probandum.errors import CustodyError, ProbandumError, ReadError
    from probandum.model.claim import Claim
    from probandum.model.dossier import Dossier
    from probandum.model.entry import Entry
    from probandum.model.exhibit import Exhibit, Locator
    from probandum.model.hypothesis import Hypothesis, Judgement, Question
    from probandum.model.observation import Observation
    from probandum.model.pack import Pack
    from probandum.model.source import Origin, Source
    from probandum.model.verdict import Verdict
    from probandum.model.weight import Assessment

__version__ = "0.1.0"
__all__ = [
    "Assessment",
    "Case",
    "Claim",
    "CustodyError",
    "Dossier",
    "Entry",
    "Exhibit",
    "Hypothesis",
    "Judgement",
    "Locator",
    "Observation",
    "Origin",
    "Pack",
    "ProbandumError",
    "Question",
    "ReadError",
    "Source",
    "Verdict",
]
_HOMES = {
    "Assessment": "model.weight",
    "Case": "case",
    "Claim": "model.claim",
    "CustodyError": "errors",
    "Dossier": "model.dossier",
    "Entry": "model.entry",
    "Exhibit": "model.exhibit",
    "Hypothesis": "model.hypothesis",
    "Judgement": "model.hypothesis",
    "Locator": "model.exhibit",
    "Observation": "model.observation",
    "Origin": "model.source",
    "Pack": "model.pack",
    "ProbandumError": "errors",
    "Question": "model.hypothesis",
    "ReadError": "errors",
    "Source": "model.source",
    "Verdict": "model.verdict",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used (PEP 562), so that ``import probandum`` stays cheap."""
    if name not in _HOMES:
        raise AttributeError(f"module 'probandum' has no attribute {name!r}")
    return getattr(import_module(f"probandum.{_HOMES[name]}"), name)
