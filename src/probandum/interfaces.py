"""Every door on one page. A plug-in is a class without arguments behind one of these, found by entry points.

========================== =====================================================================
entry point group          signature that decides the room
========================== =====================================================================
``probandum.readers``      exhibit, bytes → observations, texts, members, omissions
``probandum.detectors``    texts and observations → observations, statements, figures, claims, omissions
``probandum.knowledge``    nothing → a pack
``probandum.weighers``     hypotheses, evidence, knowledge → weights
``probandum.renderers``    dossier → bytes
========================== =====================================================================
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO, Protocol, runtime_checkable

from probandum.model.claim import Claim
from probandum.model.dossier import Dossier
from probandum.model.exhibit import Exhibit
from probandum.model.hypothesis import Hypothesis
from probandum.model.ident import Digest, Value
from probandum.model.observation import Member, Observation, Omission, Text
from probandum.model.pack import Pack
from probandum.model.statement import StatedFigure, Statement
from probandum.model.weight import Evidence, Weights


class Limits(Value, frozen=True):
    """What a reader refuses to go beyond; hostile input is normal.

    Attributes:
        size: bytes of an exhibit.
        depth: nesting.
        members: files inside.
        output: bytes of text or of all members together.
        seconds: wall time, held by the runner, which stops the process that reads.
    """

    size: int = 64 << 20
    depth: int = 64
    members: int = 2_000
    output: int = 256 << 20
    seconds: float = 60.0


class Reader(Protocol):
    """Turns the bytes of one exhibit into what can be cited.

    Attributes:
        name: ``name/version``; a new version means that products are made anew.
        media_types: what it reads, as custody names them by content.
        limits: held by itself (size, depth, members, output) and by the runner (seconds).
    """

    name: str
    media_types: tuple[str, ...]
    limits: Limits

    def read(self, exhibit: Exhibit, data: bytes) -> Iterator[Observation | Text | Member | Omission]:
        """Yield what the exhibit shows.

        Garbage raises only ``ReadError``, or yields less and says so in an ``Omission``.
        """
        ...


class Batch(Value, frozen=True):
    """What detectors look at: the texts of exhibits, and what readers, or detectors of an earlier stage, observed."""

    texts: tuple[Text, ...]
    observations: tuple[Observation, ...] = ()


Find = Observation | Statement | StatedFigure | Claim | Omission
"""What a detector may yield."""


class Detector(Protocol):
    """Finds things in texts and observations.

    Attributes:
        name: ``name/version``.
        stage: 1 looks at texts and at what readers observed; 2 also at what detectors of stage 1 found.
    """

    name: str
    stage: int

    def detect(self, batch: Batch, knowledge: Pack) -> Iterator[Find]:
        """Yield what is found, each with exhibit and locator. Pure: the same batch gives the same finds."""
        ...


class KnowledgeSource(Protocol):
    """Knows how to build a pack from data that is already on the machine."""

    name: str

    def load(self) -> Pack:
        """Return the pack, or raise ``KnowledgeError``."""
        ...


class Weigher(Protocol):
    """Says what evidence weighs under each hypothesis.

    Attributes:
        name: ``name/version``.
    """

    name: str

    def weigh(
        self,
        hypotheses: Sequence[Hypothesis],
        evidence: Evidence,
        knowledge: Pack,
        parameters: Mapping[str, float],
    ) -> Weights:
        """Return log likelihood ratios against the unknown actor, a column a hypothesis. Pure."""
        ...


class Renderer(Protocol):
    """Writes a dossier in one format; decides nothing.

    Attributes:
        name: ``name/version``.
        suffix: of the file, with the dot.
    """

    name: str
    suffix: str

    def render(self, dossier: Dossier) -> bytes:
        """Return the file. Same dossier, same bytes."""
        ...


class Store(Protocol):
    """Keeps bytes, ledger and products. It knows nothing of what they mean."""

    def put(self, stream: BinaryIO) -> tuple[Digest, int]:
        """Keep the bytes of a stream under their digest; return digest and size. Idempotent and atomic."""
        ...

    def get(self, digest: Digest) -> bytes:
        """Return bytes, or raise ``CustodyError`` where they are missing or changed."""
        ...

    def open(self, digest: Digest) -> BinaryIO:
        """Return the stream of bytes, unchecked."""
        ...

    def objects(self) -> Iterator[Digest]:
        """Yield the digest names of all that is kept, sorted."""
        ...

    def lines(self) -> list[bytes]:
        """Return the ledger's lines without line feeds."""
        ...

    def leaves(self) -> list[str]:
        """Return the leaf hash of each line as it was appended, 64 hexadecimal digits."""
        ...

    def checkpoint(self) -> bytes:
        """Return the checkpoint; empty for a new case."""
        ...

    def append(self, line: bytes, leaf: str, checkpoint: bytes) -> None:
        """Append a line and its leaf hash and replace the checkpoint: all or, after recovery, nothing."""
        ...

    def write_product(self, name: str, data: bytes) -> Digest:
        """Write a derived file atomically; names are relative POSIX paths."""
        ...

    def read_product(self, name: str) -> bytes | None:
        """Return a derived file; None where it does not exist."""
        ...

    def products(self) -> Iterator[str]:
        """Yield the names of derived files, sorted."""
        ...


class Failure(Value, frozen=True):
    """Work that came back without a result: it died, took too long or met an error nobody foresaw.

    Attributes:
        what: one line: what happened.
    """

    what: str


Work = Callable[[bytes], bytes]
"""A pure function from a message to a message."""


class Runner(Protocol):
    """Spreads work: the same results, in the same order, wherever it runs."""

    def start(self, make: Callable[[bytes], Work], ahead: Callable[[], object]) -> None:
        """Begin what can be begun before the setting is known; ``ahead`` is what a worker may do meanwhile."""
        ...

    def map(
        self, make: Callable[[bytes], Work], setting: bytes, tasks: Iterable[bytes]
    ) -> Iterator[bytes | Failure]:
        """Yield ``make(setting)(task)`` for each task, in order.

        ``make`` is a function of a module (found again by name in another process) and is called once a process.
        """
        ...

    def close(self) -> None:
        """Let go of what was kept for the next ``map`` with the same ``make`` and ``setting``."""
        ...


@runtime_checkable
class Cascading(Protocol):
    """A runner that also groups what is made: among its workers, so that it does not pass through the caller."""

    def cascade(
        self, make: Callable[[bytes], Work], setting: bytes, tasks: Iterable[bytes], steps: int
    ) -> Iterator[tuple[int, bytes]]:
        """Yield number and answer of each range of the last step, in order of numbers.

        Tasks are messages of step 0, and every step but the last answers with parcels, as ``probandum.working`` says.
        """
        ...
