"""What is planted to see whether it is found, and taken for what it is."""

from typing import Literal

from probandum.evaluate.reuse_prose import Style
from probandum.model.ident import Value

Kind = Literal["copy", "quotation", "artefact", "template", "names"]


class Condition(Value, frozen=True):
    """What is planted.

    Attributes:
        sort: what it is: ``80 words``, ``half``, ``quotation``, …
        kind: what it should be taken for; ``names`` should be taken for nothing.
        rate: share of the words that are changed, in percent.
        style: how they are changed.
    """

    sort: str
    kind: Kind
    rate: int = 0
    style: Style = "replaced"

    @property
    def label(self) -> str:
        """As a row of a table is named."""
        return f"{self.sort}, {self.rate} % {self.style}" if self.rate else self.sort


RATES = (10, 20, 30, 40, 50)
STYLES: tuple[Style, ...] = ("inserted", "deleted", "swapped", "mixed", "endings")
CONDITIONS: tuple[Condition, ...] = (
    Condition("80 words", "copy"),
    *(Condition("80 words", "copy", rate) for rate in RATES),
    *(Condition("80 words", "copy", 30, style) for style in STYLES),
    Condition("30 words", "copy"),
    *(Condition("30 words", "copy", rate) for rate in (10, 20)),
    Condition("half", "copy"),
    Condition("half", "copy", 30),
    *(Condition("whole", "copy", rate) for rate in RATES),
    Condition("wire in 8 texts", "copy"),
    Condition("quotation", "quotation"),
    Condition("short quotation", "quotation"),
    Condition("ransom note", "artefact"),
    Condition("log", "artefact"),
    Condition("code", "artefact"),
    Condition("template in 10 texts", "template"),
    Condition("names only", "names"),
)
