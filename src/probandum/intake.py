"""What comes into a case: the case file, evidence, knowledge. Each is kept by digest and written into the ledger."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from probandum import casefile
from probandum.custody import acquire
from probandum.docket import Docket
from probandum.errors import KnowledgeError, ReadError, StoreError, UsageError
from probandum.knowledge import packs
from probandum.model.brief import Brief
from probandum.model.ident import Digest
from probandum.model.pack import Pack
from probandum.plugins import knowledge_source
from probandum.records import Held

FILE = "case.toml"
EVIDENCE = "evidence"
REGISTRY = "registry"
OWN = (FILE, "custody", "products", "dossier")
"""What the program and the analyst write: never evidence."""


def begin(root: Path, title: str) -> list[Path]:
    """Write a commented case file and an empty evidence folder; return what was written.

    Raises:
        UsageError: there is a case already, or a file where a folder should be.
        StoreError: the disk refused.
    """
    text = casefile.template(title)
    try:
        (root / EVIDENCE).mkdir(parents=True, exist_ok=True)
        with (root / FILE).open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise UsageError(f"{error.filename} exists already", "open it, or choose another folder") from error
    except OSError as error:
        raise StoreError(f"{root}: {error.strerror}", "choose another folder") from error
    return [root / FILE, root / EVIDENCE]


def brief(root: Path) -> Brief:
    """Return what the case file says now.

    Raises:
        UsageError: there is none, it is a link out of the folder, or it cannot be read.
        CaseFileError: it says something wrong.
    """
    return casefile.parse(_stated(root))


def fix_brief(docket: Docket, root: Path) -> Brief:
    """Keep the case file and write into the ledger what it fixes, unless its latest form is there already (law 12)."""
    data = _stated(root)
    stated = casefile.parse(data)
    last = docket.last("brief")
    if last is None or last.materials.get(FILE) != stated.digest:
        held = acquire.keep(data, docket.store)
        standard, question = stated.standard, stated.question
        fixed = (
            f"{standard.title}: {standard.threshold}, {standard.budget} planted items; level {question.level}"
        )
        taken = docket.acquisition(held, FILE)
        docket.act(
            "brief",
            {FILE: held.digest},
            {f"objects/{held.digest}": held.digest},
            1,
            f"standard of proof: {fixed}{_judged(stated)}",
            taken=(taken,),
        )
    return stated


def _judged(stated: Brief) -> str:
    """Return how many origins a person joined and split, where any."""
    counts = {act: sum(1 for note in stated.origins if note.act == act) for act in ("join", "split")}
    words = [f"{counts[act]} {said}" for act, said in (("join", "joined"), ("split", "split")) if counts[act]]
    return f"; origins: {', '.join(words)}" if words else ""


def fixed_brief(docket: Docket, digest: Digest) -> Brief:
    """Return the case file as the ledger holds it: what stands on disk may change while the program works."""
    return casefile.parse(docket.store.get(digest))


def _stated(root: Path) -> bytes:
    path = root / FILE
    if not path.resolve().is_relative_to(root.resolve()):
        raise UsageError(f"{path} is a link out of the case folder", "put the file itself into the folder")
    try:
        with path.open("rb") as file:
            return file.read(casefile.LIMIT + 1)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}", "make it readable") from error


def take_in(docket: Docket, root: Path, paths: Iterable[Path]) -> list[Held]:
    """Take files and folders into custody as one act; return what is new.

    A file of the case keeps its path inside the case as its name; one from elsewhere is called ``evidence/<name>``.

    Raises:
        UsageError: a path is the case itself or a link out of it, or a file from elsewhere has the name of other bytes.
    """
    known = _known(docket)
    new: list[Held] = []
    refused: list[str] = []
    for found in (one for path in paths for one in _look(root, path)):
        if isinstance(found, ReadError):
            refused.append(str(found))
            continue
        try:
            taken = acquire.take(found.path, found.inside, docket.store, known.get(found.name))
        except ReadError as error:
            refused.append(str(error))
            continue
        held = taken.exhibit
        if known.get(found.name, held.digest) != held.digest and found.inside != root:
            raise UsageError(f"{found.name} is in custody with other bytes", "rename the new file")
        if known.get(found.name) != held.digest:
            known[found.name] = held.digest
            new.append(docket.acquisition(held, found.name))
    _log(docket, new, refused)
    return new


def complete(docket: Docket, root: Path) -> bool:
    """Return whether all in the evidence folder is in custody as it is, or was refused before; writes nothing."""
    if docket.last("acquire") is None:
        return False
    known, said = _known(docket), set(refusals(docket))
    for found in _look(root, root / EVIDENCE):
        try:
            if isinstance(found, ReadError):
                raise found
            if not acquire.same(found.path, found.inside, docket.store, known.get(found.name)):
                return False
        except ReadError as error:
            if str(error) not in said:
                return False
    return True


class _Found(NamedTuple):
    """A file, the folder out of which no link may lead, and what it is called in the case."""

    path: Path
    inside: Path
    name: str


def _look(root: Path, path: Path) -> Iterator[_Found | ReadError]:
    """Yield the files at a path; never the case's own, through whatever link."""
    home, real = os.path.realpath(root), os.path.realpath(path)
    within = Path(real).is_relative_to(home)
    # not resolve(): what counts is where the path says it leads
    if not within and Path(os.path.abspath(path)).is_relative_to(os.path.abspath(root)):  # noqa: PTH100
        raise UsageError(
            f"{path} is a link out of the case folder", "put the files themselves into the folder"
        )
    if Path(home).is_relative_to(real) or _own(home, real):
        raise UsageError(f"{path} is the case itself, not evidence", f"name files or folders in {EVIDENCE}/")
    inside = root if within else path if path.is_dir() else path.parent
    for file in acquire.files(path):
        if isinstance(file, ReadError):
            yield file
            continue
        name = acquire.named(file, inside)
        if _own(home, os.path.realpath(file)):
            yield ReadError(f"{name}: is a link to the case's own files", "remove the link")
            continue
        yield _Found(file, inside, name if within else f"{EVIDENCE}/{name}")


def _own(home: str, real: str) -> bool:
    path = Path(real)
    return path.is_relative_to(home) and path.relative_to(home).parts[:1] in {(one,) for one in OWN}


def _known(docket: Docket) -> dict[str, Digest]:
    return {
        one.acquisition.name: one.exhibit.digest for one in docket.held() if one.acquisition.parent is None
    }


def refusals(docket: Docket) -> list[str]:
    """Return what could not be taken into custody and was not taken later, one line each."""
    standing: dict[str, str] = {}
    for entry in docket.entries():
        kept = entry.materials.get("refused")
        if kept and entry.action in {"refuse", "examine"}:
            lines = docket.store.get(kept).decode().split("\n")
            standing.update((line, line.partition(": ")[0]) for line in lines)
        elif entry.action == "acquire" and standing:
            taken = {*entry.materials, *(name.removeprefix(f"{EVIDENCE}/") for name in entry.materials)}
            standing = {line: name for line, name in standing.items() if name not in taken}
    return list(standing)


def kept_lines(docket: Docket, lines: Iterable[str]) -> dict[str, Digest]:
    """Keep what was not taken into custody, unless it was said already; return it as material of an act."""
    new = sorted(set(lines) - set(refusals(docket)))
    return {"refused": acquire.keep("\n".join(new).encode(), docket.store).digest} if new else {}


def pinned(docket: Docket, stated: Brief) -> Digest | None:
    """Return the digest of the knowledge that the case pins; None where what the case file names is not pinned yet."""
    last = docket.last("knowledge")
    return last.materials.get(stated.pack or REGISTRY) if last else None


def pack(docket: Docket, digest: Digest) -> Pack:
    """Return pinned knowledge.

    Raises:
        CustodyError: the pinned bytes are not what they were.
    """
    return packs.from_bytes(docket.store.get(digest), f"objects/{digest[:12]}")


def pin(docket: Docket, stated: Brief, root: Path) -> tuple[Pack, Digest]:
    """Return the knowledge of the case, pinning it at the first time or when the case file names another.

    Raises:
        KnowledgeError: the pack cannot be found, built or trusted.
    """
    digest = pinned(docket, stated)
    if digest is not None:
        return pack(docket, digest), digest
    loaded = packs.load_file(_inside(root, stated.pack)) if stated.pack else knowledge_source(REGISTRY).load()
    held = acquire.keep(loaded.to_bytes(), docket.store)
    products = {f"objects/{held.digest}": held.digest}
    note = f"{loaded.name} {loaded.version}"
    docket.act("knowledge", {stated.pack or REGISTRY: held.digest}, products, len(loaded.uses), note)
    return loaded, held.digest


def _inside(root: Path, name: str) -> Path:
    path = root / name
    if not path.is_file():
        raise KnowledgeError(f"{name}: no such pack", f"put it into {root}, or leave out [knowledge] pack")
    return path


def _log(docket: Docket, new: list[Held], refused: list[str]) -> None:
    if left := kept_lines(docket, refused):
        count = len(set(refused))
        note = refused[0] if count == 1 else f"{count:,} things were not taken, the first: {refused[0]}"
        docket.act("refuse", left, {f"objects/{name}": name for name in left.values()}, count, note)
    if new:
        materials = {one.acquisition.name: one.exhibit.digest for one in new}
        products = {f"objects/{one.exhibit.digest}": one.exhibit.digest for one in new}
        docket.act("acquire", materials, products, len(new), taken=tuple(new))
    elif docket.last("acquire") is None:
        docket.act("acquire", {}, {}, 0, "looked, found nothing")
