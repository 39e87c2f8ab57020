"""What comes into a case: the case file, evidence, knowledge. Each is kept by digest and written into the ledger."""

from collections.abc import Iterable
from pathlib import Path

from probandum import casefile
from probandum.custody import acquire
from probandum.docket import Docket
from probandum.errors import KnowledgeError, ReadError, UsageError
from probandum.knowledge import packs
from probandum.model.brief import Brief
from probandum.model.ident import Digest
from probandum.model.pack import Pack
from probandum.plugins import knowledge_source
from probandum.records import Held

FILE = "case.toml"
EVIDENCE = "evidence"
REGISTRY = "registry"


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
    if last is None or last.materials[FILE] != stated.digest:
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
            f"standard of proof: {fixed}",
            taken=(taken,),
        )
    return stated


def fixed_brief(docket: Docket, digest: Digest) -> Brief:
    """Return the case file as the ledger holds it: what stands on disk may change while the program works."""
    return casefile.parse(docket.store.get(digest))


def _stated(root: Path) -> bytes:
    path = root / FILE
    if not path.resolve().is_relative_to(root.resolve()):
        raise UsageError(f"{path} is a link out of the case folder", "put the file itself into the folder")
    try:
        with path.open("rb") as file:
            return file.read(casefile.SIZE + 1)
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
    for found in _found(docket, root, paths, known):
        if isinstance(found, ReadError):
            refused.append(str(found))
        elif known.get(found.name) != found.exhibit.digest:
            known[found.name] = found.exhibit.digest
            new.append(docket.acquisition(found.exhibit, found.name))
    _log(docket, new, refused)
    return new


def complete(docket: Docket, root: Path) -> bool:
    """Return whether all that lies in the evidence folder is in custody as it is, or was refused; writes nothing."""
    known, said = _known(docket), set(refusals(docket))
    if docket.last("acquire") is None:
        return False
    for path in acquire.files(root / EVIDENCE):
        if isinstance(path, ReadError):
            if str(path) not in said:
                return False
            continue
        name = acquire.named(path, root)
        try:
            if own(root, path) or not acquire.same(path, root, docket.store, known.get(name)):
                return False
        except ReadError as error:
            if str(error) not in said:
                return False
    return True


def _known(docket: Docket) -> dict[str, Digest]:
    return {one.acquisition.name: one.exhibit.digest for one in docket.held() if one.acquisition.parent is None}


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
    said = set(refusals(docket))
    for line in sorted(set(refused) - said):
        docket.act("refuse", {}, {}, 0, line)
    if new:
        materials = {one.acquisition.name: one.exhibit.digest for one in new}
        products = {f"objects/{one.exhibit.digest}": one.exhibit.digest for one in new}
        docket.act("acquire", materials, products, len(new), taken=tuple(new))
    elif docket.last("acquire") is None:
        docket.act("acquire", {}, {}, 0, "looked, found nothing")
