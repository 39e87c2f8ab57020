"""Where things lie in a case folder, and which names derived files may have."""

from pathlib import Path

from probandum.errors import CustodyError, UsageError
from probandum.stores import disk

DERIVED = ("products", "dossier")


class Layout:
    """The paths of a case.

    Args:
        root: the case folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.custody = root / "custody"
        self.ledger = self.custody / "ledger.jsonl"
        self.leaves = self.custody / "leaves"
        self.checkpoint = self.custody / "checkpoint"
        self.pending = self.custody / "pending"
        self.lock = self.custody / "lock"
        self.objects = self.custody / "objects"
        self.tmp = self.custody / "tmp"

    def make(self) -> None:
        """Make the folders of custody; ``CustodyError`` where something else has their names."""
        for folder in (self.custody, self.objects, self.tmp):
            disk.real_folder(folder)

    def product(self, name: str, *, make: bool = False) -> Path:
        """Return where a derived file lies.

        Args:
            name: relative POSIX path that begins with ``products/`` or ``dossier/``.
            make: make the folders it lies in.

        Raises:
            UsageError: the name is no such path, or leads out.
            CustodyError: a folder on the way is a link.
        """
        return _inside(self.root, name, make=make)

    def draft(self, name: str, *, make: bool = False) -> Path:
        """Return where a derived file waits for the act that makes it visible; like :meth:`product`."""
        return _inside(self.tmp, name, make=make)


def _inside(root: Path, name: str, *, make: bool) -> Path:
    parts = name.split("/")
    if parts[0] not in DERIVED or len(parts) < 2 or {"", ".", ".."} & set(parts) or "\0" in name:
        message = f"{name!r} is not the name of a derived file"
        raise UsageError(message, "it is a relative path that begins with products/ or dossier/")
    folder = root
    for part in parts[:-1]:
        folder /= part
        if make:
            disk.real_folder(folder)
        elif folder.is_symlink():
            message = f"{folder.relative_to(root).as_posix()} is a link"
            raise CustodyError(message, "put a real folder in its place: a link could lead out of the case")
    return folder / parts[-1]
