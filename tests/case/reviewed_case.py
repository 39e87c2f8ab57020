"""A small case with one record of each kind to review, and a detector that makes them: for tests of reviewing."""

import re
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from probandum import Case, plugins
from probandum.knowledge import packs
from probandum.model.claim import Claim
from probandum.model.observation import Observation
from probandum.model.pack import Actor, Citation, Name, Pack, Software, Use
from probandum.model.statement import StatedFigure, Statement
from probandum.runner import Here

NOW = "2030-01-01T00:00:00Z"
REPORT = (
    "Northern Office says the intruder broke in. The other side calls that untrue.\n"
    "Responders found Quillwarex on the server and Ploverkit beside it, and saw bad.example.com in the logs.\n"
    "In the year before, about 59,000 requests were counted.\n"
)
SECOND = "A second house wrote of the same days: Quillwarex was seen once more, by other people in another place.\n"
HEAD = """
[case]
title = "Reviewed"
[question]
text = "Who was it?"
level = "group"
standard = { title = "plausible", threshold = "0.10", budget = 0 }
[knowledge]
pack = "pack.json"
"""
STATED = f"""{HEAD}[[source]]
name = "Northern Office"
reliability = "B"
[[evidence]]
file = "evidence/report.txt"
source = "Northern Office"
credibility = 2
published = 2029-05-01
"""


class Made:
    """Finds set phrases; ``broke`` is how it reads the accusation, as another version might read it differently."""

    stage = 1
    broke = "broke in"
    level = None
    types = ("accusation",)
    software = "S9001"
    silent = False

    def __init__(self, number=1):
        self.name = f"made/{number}"

    def detect(self, batch, knowledge):
        for text in batch.texts:
            for phrase, make in self.phrases().items():
                for found in re.finditer(re.escape(phrase), text.text):
                    yield make(text.exhibit, text.locate(*found.span()), found[0])

    def phrases(self):
        return {} if self.silent else {
            "Northern Office says the intruder broke in": self.accusation,
            "The other side calls that untrue": self.denial,
            "Northern Office says the intruder broke in.": self.statement,
            "about 59,000 requests": self.figure,
            "Quillwarex": lambda *place: self.seen("malware", self.software, *place),
            "Ploverkit": lambda *place: self.seen("malware", "S9002", *place),
            "bad.example.com": self.domain,
        }  # fmt: skip

    def accusation(self, exhibit, locator, quote):
        return Claim(
            "accuses", "Northern Office", "the intruder", self.broke, exhibit, locator, quote, self.name,
            level=self.level, authenticity=Decimal("0.5"),
        )  # fmt: skip

    def denial(self, exhibit, locator, quote):
        return Claim(
            "denies",
            "",
            "the intruder",
            "that",
            exhibit,
            locator,
            quote,
            self.name,
            authenticity=Decimal("0.4"),
        )

    def statement(self, exhibit, locator, quote):
        return Statement(
            exhibit,
            locator,
            quote,
            self.name,
            types=self.types,
            speaker="Northern Office",
            authenticity=Decimal("0.7"),
        )

    def figure(self, exhibit, locator, quote):
        return StatedFigure(
            exhibit, locator, quote, Decimal(59000), self.name, "requests", approximate="about"
        )

    def seen(self, kind, value, exhibit, locator, quote):
        return Observation(
            kind, value, exhibit, locator, self.name, quote, (value,), authenticity=Decimal("0.3")
        )

    def domain(self, exhibit, locator, quote):
        return Observation("domain-name", quote, exhibit, locator, self.name, authenticity=Decimal("0.8"))


def pack():
    """Thirty groups with a piece of software of their own each."""
    numbers = range(1, 31)
    stix = "00000000-0000-4000-8000-0000000090"
    actors = tuple(
        Actor(f"G90{n:02}", f"Group {n}", f"intrusion-set--{stix}{n:02}", "group") for n in numbers
    )
    software = tuple(
        Software(f"S90{n:02}", f"Family {n}", f"malware--{stix}{n:02}", "malware") for n in numbers
    )
    cited = tuple(
        Citation(f"Report {n} {m}", f"https://reports.example/{n}/{m}", "2019-01-01", "t")
        for n in numbers
        for m in range(3)
    )
    uses = tuple(Use(f"G90{n:02}", f"S90{n:02}", tuple(f"Report {n} {m}" for m in range(3))) for n in numbers)
    names = tuple(Name(one.name, one.id, "own") for one in (*actors, *software))
    return Pack("own", "1", "", {}, True, actors, software, (), names, uses, (), cited)


def use(monkeypatch, made):
    """Let one detector be all that is plugged in."""
    monkeypatch.setattr(plugins, "detectors", lambda: [made])


def opened(folder, by="A. Analyst"):
    return Case.open(folder, by=by, clock=lambda: NOW, runner=Here())


def build(folder, more="", texts=None, stated=STATED):
    (folder / "evidence").mkdir(parents=True)
    packs.save(pack(), folder / "pack.json")
    (folder / "case.toml").write_text(stated + more)
    for name, words in (texts or {"report.txt": REPORT, "second.txt": SECOND}).items():
        (folder / "evidence" / name).write_text(words)
    return opened(folder)


def assessed(folder):
    """Return the folder of the case, assessed with its own detector: to be copied by each test."""
    made = build(folder)
    with pytest.MonkeyPatch.context() as patch:
        use(patch, Made())
        made.assess()
    return made.root


if __name__ == "__main__":
    from probandum.cli import main

    plugins.detectors = lambda: [Made()]
    sys.path[:] = [entry for entry in sys.path if Path(entry) != Path(__file__).parent]
    main(sys.argv[1:])
