"""Case as code: ``case.toml`` in, what the analyst states out; each error names its line."""

from probandum.casefile.fields import LIMIT
from probandum.casefile.parse import parse
from probandum.casefile.resolve import Resolved, later, resolve
from probandum.casefile.template import template

__all__ = ["LIMIT", "Resolved", "later", "parse", "resolve", "template"]
