"""Pictures as data, and passages side by side, before a format is chosen."""

from typing import Literal

from probandum.model.ident import Value


class Mark(Value, frozen=True):
    """One row of a picture: a label and numbers or dates whose meaning the kind of figure gives."""

    label: str
    values: tuple[str, ...]
    cites: tuple[str, ...] = ()


STANDARD = "standard of proof"
"""Label of the line that a picture draws for the standard of proof."""


class Figure(Value, frozen=True):
    """A picture as data.

    Attributes:
        kind: ``intervals``: values are (lower, probability, upper), or one value for a line across all rows (the
            standard of proof); ``matrix``: values are decibans per column;
            ``timeline``: values are (RFC 3339 date, party or kind); ``curve``: values are (x, y), a line a label, or
            (x,) for a line across at that x; the label :data:`STANDARD` is the standard of proof;
            ``waterfall``: values are (from, to) in decibans, each row a step that begins where the one before ended;
            ``falls``: values are (now, without) of a probability, or one value as in ``intervals``;
            ``map``: a mark is a document or one that nobody collected; values are (key, date or empty, origin, parents),
            the parents as keys with a sign behind each: ``>`` it repeats that one, ``-`` one of the two repeats the other,
            ``=`` both were published together; separated by spaces;
            ``strip``: a mark is one saying of a talking point; label is the point; values are (date or empty, party, how).
        title: what it shows, in words that stand for the picture.
        columns: names of columns of a matrix, of the values of other kinds, of the axes of a curve.
        marks: the rows.
    """

    kind: Literal["intervals", "matrix", "timeline", "curve", "waterfall", "falls", "map", "strip"]
    title: str
    columns: tuple[str, ...]
    marks: tuple[Mark, ...]


class Run(Value, frozen=True):
    """Words of a passage that stand in the other one too, or do not."""

    words: str
    shared: bool


class Facing(Value, frozen=True):
    """Two passages side by side, what they share marked.

    Attributes:
        title: what sort of sharing it is, and by what it was taken for it.
        labels: what the two documents are called, left and right.
        left: the words of the one, in order.
        right: the words of the other.
        cites: the passage.
    """

    title: str
    labels: tuple[str, str]
    left: tuple[Run, ...]
    right: tuple[Run, ...]
    cites: tuple[str, ...] = ()
