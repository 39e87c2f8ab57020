"""Case: opens a store, runs the stages, writes the ledger. Each verb is a few lines; the logic lives in the rooms."""

import os
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Self

from probandum import (
    answering,
    decisions,
    intake,
    pairs,
    plugins,
    proposing,
    records,
    reporting,
    surroundings,
    verifying,
)
from probandum.assessing import Answer
from probandum.compose import compose
from probandum.decisions import Reviewed
from probandum.desk import Desk
from probandum.docket import Docket
from probandum.errors import UsageError
from probandum.examine import ahead, examiner, patience
from probandum.intake import EVIDENCE, FILE
from probandum.interfaces import Runner
from probandum.model.brief import Brief
from probandum.model.claim import Claim
from probandum.model.decision import RecordKind
from probandum.model.dossier import Dossier
from probandum.model.entry import Entry
from probandum.model.ident import Digest
from probandum.model.observation import Observation, Omission, Text
from probandum.model.pack import Pack
from probandum.model.scales import Tlp
from probandum.model.source import Origins
from probandum.model.statement import StatedFigure, Statement
from probandum.model.verdict import Verdict
from probandum.model.weight import Assessment
from probandum.parts import Progress, Workshop
from probandum.proposing import Ask, Asked
from probandum.records import Held, Step
from probandum.replying import Replies, replies
from probandum.reporting import Target
from probandum.reviewing import Review
from probandum.runner import Processes


class Case:
    """One case in one folder.

    Args:
        root: the folder that holds ``case.toml``.
        by: who acts, for the ledger.
        clock: gives the time as RFC 3339 in UTC, for the ledger.
        runner: where readers and detectors work; two processes by default.
    """

    def __init__(self, root: Path, by: str, clock: Callable[[], str], runner: Runner | None = None) -> None:
        self.root = root
        self._docket = Docket(root, by, clock)
        self._given = runner
        self._answered: Answer | None = None
        self._decided: Entry | None = None
        self._known: tuple[Pack, Digest] | None = None

    @classmethod
    def open(
        cls,
        folder: str | Path,
        *,
        by: str = "",
        clock: Callable[[], str] | None = None,
        runner: Runner | None = None,
    ) -> Self:
        """Open a case.

        Raises:
            UsageError: the folder holds no case file.
        """
        root = Path(folder)
        if not os.path.isfile(root / FILE):  # noqa: PTH113 - Path.is_file raises where a folder is locked
            raise UsageError(f"{root} holds no readable {FILE}", f"begin a case with: probandum init {root}")
        return cls(root, by or surroundings.actor(), clock or surroundings.now, runner)

    @classmethod
    def init(cls, folder: str | Path, title: str) -> list[Path]:
        """Begin a case: write a commented case file and an empty evidence folder; return what was written."""
        return intake.begin(Path(folder), title)

    # the stages

    def acquire(self, *paths: str | Path) -> list[Held]:
        """Take files and folders into custody (the evidence folder where none is named); return what is new."""
        with self._docket.writing():
            intake.fix_brief(self._docket, self.root)
            wanted = [self._find(path) for path in paths] or [self.root / EVIDENCE]
            return intake.take_in(self._docket, self.root, wanted)

    def examine(self, progress: Progress | None = None) -> int:
        """Read what is in custody and not yet read; return how many exhibits the case holds."""
        with self._docket.writing():
            brief = intake.fix_brief(self._docket, self.root)
            pinned = intake.pinned(self._docket, brief)
            if pinned is None or pairs.missing(self._docket, pinned):
                with closing(self._runner) as runner:
                    runner.start(examiner, ahead)
                    self._known = intake.pin(self._docket, brief, self.root)
                    pairs.examine(Workshop(runner, self._docket, self._known[1], progress))
            return len({one.exhibit.digest for one in self._docket.held()})

    def assess(self, progress: Progress | None = None) -> Assessment:
        """Do everything that is missing and return the weighing; what is done already stays as it is."""
        return self._answer(progress).assessment

    def conclude(self) -> Verdict:
        """Return the verdict, held against the standard of proof that was fixed before the first result."""
        return self._latest().verdict

    def dossier(self, tlp: Tlp = "TLP:RED") -> Dossier:
        """Return the dossier for a reader who may see ``tlp``."""
        answer = self._latest()
        stated = intake.fixed_brief(self._docket, answer.assessment.brief)
        return compose(reporting.gather(self._desk(stated), answer), tlp)

    def render(self, name: str, path: str | Path, tlp: Tlp = "TLP:RED") -> Path:
        """Write the dossier in one format; a relative path is taken from the case folder."""
        return self.report((name,), tlp=tlp, output=self.root / path)[0]

    def report(
        self, names: Sequence[str] = (), *, tlp: Tlp = "TLP:RED", output: Path | None = None
    ) -> list[Path]:
        """Write the dossier in the named formats (all that are plugged in where none is named); return the files."""
        names = list(dict.fromkeys(names)) or list(plugins.found("renderers"))
        if output and len(names) != 1:
            raise UsageError("one output file takes one format", "name it with --format")
        with self._docket.writing():
            return reporting.write(self._docket, self.dossier(tlp), names, Target(self.root, tlp, output))

    # what was stated and found

    def brief(self) -> Brief:
        """Return what ``case.toml`` says now."""
        return intake.brief(self.root)

    def exhibits(self) -> tuple[Held, ...]:
        """Return what is in custody, with how it came."""
        return self._docket.held()

    def entries(self) -> list[Entry]:
        """Return the ledger."""
        return self._docket.entries()

    def texts(self) -> list[Text]:
        """Return the readable texts."""
        return self._desk().texts()

    def observations(self, kind: str | None = None, *, all: bool = False) -> list[Observation]:  # noqa: A002
        """Return what the exhibits show as persons left it, of one kind or all; also what was rejected with ``all``."""
        laid = self._desk().laid("observation", frozenset({kind}) if kind else None)
        return [one.record for one in laid.records if all or one.stands]

    def counts(self) -> dict[str, int]:
        """Return how many observations there are of each kind, the most frequent first."""
        return dict(sorted(self._desk().counts().items(), key=lambda pair: (-pair[1], pair[0])))

    def omissions(self) -> list[Omission]:
        """Return what was left out or could not be read."""
        return self._desk().omissions()

    def claims(self, *, all: bool = False) -> list[Claim]:  # noqa: A002
        """Return who says what about whom: recorded by the analyst, and found by detectors, as persons left it."""
        return [one.record for one in self.reviewed("claim") if all or one.stands]

    def statements(self, *, all: bool = False) -> list[Statement]:  # noqa: A002
        """Return the sentences of documents, with what each does and who says it, as persons left them."""
        return [one.record for one in self.reviewed("statement") if all or one.stands]

    def figures(self, *, all: bool = False) -> list[StatedFigure]:  # noqa: A002
        """Return the figures that documents state, as persons left them."""
        return [one.record for one in self.reviewed("figure") if all or one.stands]

    def reviewed(self, kind: RecordKind) -> tuple[Reviewed, ...]:
        """Return all records of one kind, each with how it stands, also what was rejected or replaced."""
        return self._desk().reviewed(kind)

    def review(self) -> Review:
        """Return what waits for a person's decision, and the way to decide."""
        desk = self._desk()
        return Review(desk, answering.kept(desk))

    def propose(
        self,
        ask: Ask,
        model: str,
        files: Sequence[str] = (),
        *,
        tlp: Tlp = "TLP:CLEAR",
        progress: Progress | None = None,
    ) -> Asked:
        """Let a language model propose claims about documents marked up to ``tlp``; none weighs before its review."""
        with self._docket.writing():
            self.acquire()
            self.examine(progress)
            return proposing.run(self._docket, self._desk().sendable(files, tlp), (model, ask), progress)

    def replies(self) -> Replies:
        """Return what the accused side said to each accusation, and stated figures against reference tables."""
        desk = self._desk()
        return replies(desk, desk.texts(), self.claims())

    def answer(self) -> Answer:
        """Return the latest answer whole: weighing, verdict, origins, lineage, and what would be if an origin were not."""
        return self._latest()

    def origins(self) -> Origins:
        """Return which exhibits count as one, and why."""
        return Origins(self._latest().origins)

    # custody

    def trace(self, name: str) -> list[Step]:
        """Return the way from a citation to bytes, whose digests are checked on the way."""
        dossier = self.dossier()
        kept = {one.removeprefix("objects/") for one in self._docket.listed()}
        return records.steps(dossier, name, self._docket.store.get, kept)

    def verify(self, *, replay: bool = True, progress: Progress | None = None) -> dict[str, Any]:
        """Recompute everything; return what was checked and what is worth a note.

        Raises:
            CustodyError: naming the first thing that is wrong.
        """
        return verifying.verify(self._docket, (lambda: self._runner) if replay else None, progress)

    @property
    def _runner(self) -> Runner:
        return self._given or Processes(seconds=patience())

    def _find(self, path: str | Path) -> Path:
        for found in (Path(path), self.root / path) if str(path) else ():
            if os.path.lexists(found):
                return found
        raise UsageError(f"{path}: no such file or folder", "name files from here or from the case folder")

    def _desk(self, stated: Brief | None = None) -> Desk:
        """Return what can be read without writing: the case file as it is or was, the knowledge as it is pinned."""
        brief = stated or self.brief()
        pinned = intake.pinned(self._docket, brief)
        if pinned is None:
            raise UsageError("nothing was examined yet", f"run: probandum assess {self.root}")
        if self._known is None or self._known[1] != pinned:
            self._known = (intake.pack(self._docket, pinned), pinned)
        return Desk(self._docket, brief, *self._known)

    def _latest(self) -> Answer:
        """Return the last answer of this session while case file and decisions are the same, otherwise a new one."""
        kept, decided = self._answered, self._docket.last(decisions.ACTION)
        same = kept and decided == self._decided and kept.assessment.brief == self.brief().digest
        return kept if kept and same else self._answer()

    def _answer(self, progress: Progress | None = None) -> Answer:
        """Do everything that is missing; like make, doing it twice changes nothing, not even the lock."""
        self._answered = self._stored()
        if self._answered is None:
            with self._docket.writing():
                self.acquire()
                self.examine(progress)
                # what the ledger has fixed counts, also where the file was changed meanwhile (law 12)
                fixed = self._docket.last("brief")
                desk = self._desk(intake.fixed_brief(self._docket, fixed.materials[FILE]) if fixed else None)
                self._answered = answering.kept(desk) or answering.weigh(desk, progress)
        self._decided = self._docket.last(decisions.ACTION)
        return self._answered

    def _stored(self) -> Answer | None:
        """Return the answer where nothing is missing, without a lock and without writing: a case may be read-only."""
        docket, stated = self._docket, self.brief()
        if not docket.is_writing and not docket.store.current():
            docket.reopen()
        fixed, pinned = docket.last("brief"), intake.pinned(docket, stated)
        if fixed is None or fixed.materials.get(FILE) != stated.digest or pinned is None:
            return None
        if pairs.missing(docket, pinned) or not intake.complete(docket, self.root):
            return None
        return answering.kept(self._desk(stated))
