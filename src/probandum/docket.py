"""The register of acts of one case: what was done, by whom, and what is held because of it. The only way to write."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from probandum import __version__
from probandum.custody import ledger
from probandum.errors import CustodyError
from probandum.examine import tools
from probandum.model.entry import Entry
from probandum.model.exhibit import Acquisition, Exhibit
from probandum.model.ident import Digest
from probandum.records import Held, held
from probandum.stores.folder import FolderStore

TOOL = f"probandum/{__version__}"


class Docket:
    """Reads and writes the ledger of a case.

    Args:
        root: the case folder.
        by: who acts.
        clock: gives the time as RFC 3339 in UTC.
    """

    def __init__(self, root: Path, by: str, clock: Callable[[], str]) -> None:
        self._root = root
        self.store = FolderStore(root)
        self.by = by
        self.clock = clock
        self._writing = False
        self._entries: list[Entry] | None = None

    def reopen(self) -> None:
        """Look at the case anew, as another process may have left it."""
        self.store, self._entries = FolderStore(self._root), None

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the case for writing; one at a time, and again inside itself.

        Raises:
            BusyError: another process writes this case.
        """
        if self._writing:
            yield
            return
        with self.store.writing():
            self._writing, self._entries = True, None
            try:
                yield
            finally:
                self._writing = False

    @cached_property
    def tools(self) -> tuple[str, ...]:
        """Names and versions of all readers and detectors, on which derived tables depend."""
        return tools()

    def entries(self) -> list[Entry]:
        """Return all acts in order.

        Raises:
            CustodyError: a line is not an act.
        """
        if self._entries is None:
            read = [(number, ledger.read_entry(line)) for number, line in enumerate(self.store.lines(), 1)]
            wrong = next((number for number, entry in read if entry is None), 0)
            if wrong:
                raise CustodyError(
                    f"line {wrong} of the ledger is no act", "run verify: it names what was changed"
                )
            self._entries = [entry for _, entry in read if entry is not None]
        return self._entries

    def last(self, action: str) -> Entry | None:
        """Return the latest act of a kind."""
        return next((entry for entry in reversed(self.entries()) if entry.action == action), None)

    def held(self) -> tuple[Held, ...]:
        """Return the exhibits that the case holds now."""
        return held(self.entries())

    def listed(self) -> dict[str, Digest]:
        """Return every derived file that an act names, with its latest digest."""
        return {name: made for entry in self.entries() for name, made in entry.products.items()}

    def act(
        self,
        action: str,
        materials: Mapping[str, Digest],
        products: Mapping[str, Digest],
        count: int,
        note: str = "",
        *,
        taken: tuple[Held, ...] = (),
    ) -> Entry:
        """Write one act."""
        lines = self.store.lines()
        head = ledger.read_head(lines, self.store.leaves(), self.store.checkpoint())
        entry = Entry(
            sequence=head.size,
            at=self.clock(),
            by=self.by,
            action=action,
            tool=TOOL,
            materials=dict(materials),
            products=dict(products),
            count=count,
            note=note,
            exhibits=tuple(one.exhibit for one in taken),
            acquisitions=tuple(one.acquisition for one in taken),
        )
        written = ledger.next_act(head, entry)
        self.store.append(written.line, written.leaf, written.checkpoint)
        self._entries = [*self.entries()[: head.size], entry]
        return entry

    def acquisition(self, exhibit: Exhibit, name: str, parent: Digest | None = None) -> Held:
        """Return an exhibit with how it came, here and now."""
        how = Acquisition(
            exhibit.digest, name, self.clock(), self.by, "extracted" if parent else "copied", parent
        )
        return Held(exhibit, how)
