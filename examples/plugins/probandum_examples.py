"""One plug-in of each kind. Read `probandum.interfaces` first: every door is on that page."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import numpy as np

from probandum.interfaces import Batch, Limits
from probandum.model.dossier import Dossier
from probandum.model.exhibit import Exhibit, Locator
from probandum.model.hypothesis import Hypothesis
from probandum.model.observation import Member, Observation, Omission, Span, Text
from probandum.model.pack import Pack
from probandum.model.weight import Evidence, Weights


class StringsReader:
    """bytes → text: the runs of printable ASCII in a file of no known kind, each with its place."""

    name = "strings/1"
    media_types = ("application/octet-stream",)
    limits = Limits(size=16 << 20)
    _run = re.compile(rb"[\x20-\x7e]{6,}")

    def read(self, exhibit: Exhibit, data: bytes) -> Iterator[Observation | Text | Member | Omission]:
        """Yield one text; a line a run."""
        lines: list[str] = []
        spans: list[Span] = []
        at = 0
        for run in self._run.finditer(data[: self.limits.size]):
            line = run.group().decode("ascii")
            spans.append(Span(at, at + len(line), Locator("byte", run.start(), run.end())))
            lines.append(line)
            at += len(line) + 1
        if lines:
            yield Text(exhibit.digest, self.name, "\n".join(lines), tuple(spans))
        else:
            yield Omission(exhibit.digest, self.name, "no run of six printable characters; nothing to read")


class OnionDetector:
    """texts → observations: addresses of version 3 onion services (Tor rend-spec-v3, section 6)."""

    name = "onion/1"
    stage = 1
    _address = re.compile(r"\b[a-z2-7]{56}\.onion\b")

    def detect(self, batch: Batch, knowledge: Pack) -> Iterator[Observation]:
        """Yield an observation for each address; the knowledge is not needed."""
        del knowledge
        for text in batch.texts:
            for found in self._address.finditer(text.text):
                yield Observation(
                    kind="domain-name",
                    value=found.group(),
                    exhibit=text.exhibit,
                    locator=text.locate(*found.span()),
                    by=self.name,
                    note="an onion service: nobody's place of residence",
                    authenticity=Decimal("0.9"),
                )


class SilenceWeigher:
    """hypotheses, evidence, knowledge → weights: says nothing for or against anybody."""

    name = "silence/1"

    def weigh(
        self,
        hypotheses: Sequence[Hypothesis],
        evidence: Evidence,
        knowledge: Pack,
        parameters: Mapping[str, float],
    ) -> Weights:
        """Return a matrix of zeros: (items, hypotheses)."""
        del knowledge, parameters
        items = tuple(item.id for item in evidence.items)
        return Weights("silence", items, np.zeros((len(items), len(hypotheses))), cap=1.0, scale=1.0)


class RankingRenderer:
    """dossier → bytes: the leading hypotheses as CSV; a cell that a spreadsheet would compute is made text."""

    name = "ranking/1"
    suffix = ".ranking.csv"

    def render(self, dossier: Dossier) -> bytes:
        """Return one row a hypothesis."""
        out = io.StringIO()
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(["hypothesis", "lower", "probability", "upper"])
        for hypothesis, *numbers in dossier.ranking:
            name = f"'{hypothesis.name}" if hypothesis.name[:1] in "=+-@\t\r" else hypothesis.name
            rows.writerow([name, *numbers])
        return out.getvalue().encode()


class NobodySource:
    """nothing → pack: knows nobody, so that everything is somebody else's."""

    name = "nobody/1"

    def load(self) -> Pack:
        """Return an empty pack."""
        return Pack(
            "nobody",
            "1",
            "",
            {},
            dated=True,
            actors=(),
            software=(),
            techniques=(),
            names=(),
            uses=(),
            attributions=(),
            citations=(),
        )
