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
from probandum.model.ident import Digest, digest
from probandum.records import Held, held
from probandum.stores.folder import FolderStore

TOOL = f"probandum/{__version__}"


class Docket:
    """Reads and writes the ledger of a case.

    Args:
        root: the case folder.
        by: who acts.
        clock: gives the time as RFC 3339 in UTC.

    Attributes:
        store: where everything lies.
        is_writing: it is held for writing.
    """

    def __init__(self, root: Path, by: str, clock: Callable[[], str]) -> None:
        self._root = root
        self.store = FolderStore(root)
        self.by = by
        self.clock = clock
        self.is_writing = False
        self._entries: list[Entry] | None = None
        self._held: tuple[int, tuple[Held, ...]] = (-1, ())
        self._listed: tuple[int, dict[str, Digest]] = (-1, {})

    def reopen(self) -> None:
        """Look at the case anew, as another process may have left it."""
        self.store = FolderStore(self._root)
        self._forget()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the case for writing; one at a time, and again inside itself.

        Raises:
            BusyError: another process writes this case.
        """
        if self.is_writing:
            yield
            return
        with self.store.writing():
            self.is_writing = True
            self._forget()
            try:
                yield
            finally:
                self.is_writing = False

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
        entries = self.entries()
        if self._held[0] != len(entries):
            self._held = len(entries), held(entries)
        return self._held[1]

    def listed(self) -> dict[str, Digest]:
        """Return every derived file that an act names, with its latest digest."""
        entries = self.entries()
        if self._listed[0] != len(entries):
            made = {name: one for entry in entries for name, one in entry.products.items()}
            self._listed = len(entries), made
        return self._listed[1]

    def product(self, name: str) -> bytes | None:
        """Return a derived file as the ledger names it; None where no act made it or it was deleted.

        Raises:
            CustodyError: its bytes are not those that the act made.
        """
        made = self.listed().get(name)
        data = self.store.read_product(name) if made else None
        if data is not None and digest(data) != made:
            advice = "delete it and run assess: it is derived and comes back"
            raise CustodyError(f"product {name} is not what the ledger says was made", advice)
        return data

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

    def _forget(self) -> None:
        """Read the ledger again when it is needed next: it only grows, so what follows from it goes by its length."""
        self._entries, self._held, self._listed = None, (-1, ()), (-1, {})

    def acquisition(self, exhibit: Exhibit, name: str, parent: Digest | None = None) -> Held:
        """Return an exhibit with how it came, here and now."""
        how = Acquisition(
            exhibit.digest, name, self.clock(), self.by, "extracted" if parent else "copied", parent
        )
        return Held(exhibit, how)
