"""A person reviews what programs extracted: what waits, what may be said of it, one batch of decisions an act.

::

    session   the door: queue, passage, decide, write, sheet
    queue     which records wait, and in which order
    check     what a person may say of a record
    sheet     records and decisions as CSV, and back
"""

from probandum.reviewing.queue import Choice
from probandum.reviewing.session import Review

__all__ = ["Choice", "Review"]
