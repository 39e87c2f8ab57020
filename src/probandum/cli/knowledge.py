"""``probandum knowledge``: list, build, actor."""

from pathlib import Path
from typing import Annotated

import msgspec
from cyclopts import App, Parameter

from probandum.cli.output import COUNT, PLAIN, Options, emit, emit_json, emit_table
from probandum.errors import KnowledgeError, UsageError
from probandum.knowledge import packs
from probandum.knowledge.bundle import from_bundle
from probandum.model.pack import Pack
from probandum.plugins import found, knowledge_source

app = App(
    name="knowledge",
    help="Packs of knowledge: data with a digest, never code.",
    help_epilogue="Example: probandum knowledge actor Turla",
    help_format="plaintext",
)
PackOption = Annotated[
    Path | None,
    Parameter(
        name=["--pack", "--knowledge"], help="A pack file; default: the one built from the registry packages."
    ),
]


@app.command(name="list", help_epilogue="Example: probandum knowledge list attack-14.1.pack.json")
def list_packs(
    *files: Annotated[Path, Parameter(help="Pack files to describe too.")], options: Options = PLAIN
) -> None:
    """List what is known: the packs that are plugged in, and pack files, with counts and digest."""
    loaded = [(name, knowledge_source(name).load()) for name in found("knowledge")]
    loaded += [(str(path), packs.load_file(path)) for path in files]
    described = [
        {
            "from": name,
            "name": pack.name,
            "version": pack.version,
            "sha256": pack.digest,
            **packs.describe(pack),
        }
        for name, pack in loaded
    ]
    if options.json:
        emit_json(described)
        return
    for one in described:
        emit_table(f"{one['name']} {one['version']}", ("", ""), list(one.items()))


@app.command(
    help_epilogue="Example: probandum knowledge build enterprise-attack.json.xz --output attack.pack.json"
)
def build(
    file: Annotated[Path, Parameter(help="Official ATT&CK STIX bundle, 2.0 or 2.1, .json or .json.xz.")],
    /,
    *,
    output: Annotated[Path, Parameter(help="Pack file to write.")],
    techniques: Annotated[
        Path | None,
        Parameter(
            help="Model that suggests techniques from prose, in place of the shipped one: evaluate techniques."
        ),
    ] = None,
    options: Options = PLAIN,
) -> None:
    """Build a pack from an official ATT&CK STIX bundle, with citations, their dates and addresses."""
    pack = from_bundle(_read(file, "name a STIX bundle"), file.name)
    if techniques:
        pack = msgspec.structs.replace(pack, technique_model=_model(techniques))
    digest = packs.save(pack, output)
    counts = packs.describe(pack)
    if options.json:
        emit_json({"written": str(output), "sha256": digest, **counts})
        return
    emit(f"wrote {output}")
    emit(f"sha256 {digest}")
    for what, count in counts.items():
        emit(f"{count:9,}  {what}")


def _model(path: Path) -> bytes:
    """Return the bytes of a model of techniques, once they are known to be one."""
    from probandum.detectors.classifier import MAX_MODEL, load

    if path.is_file() and path.stat().st_size > MAX_MODEL:
        raise KnowledgeError(f"{path}: larger than {MAX_MODEL >> 20} MiB", "give a smaller model")
    data = _read(path, "name what evaluate techniques wrote")
    load(data, str(path))
    return data


def _read(path: Path, advice: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}", advice) from error


@app.command(help_epilogue="Example: probandum knowledge actor Turla --pack attack.pack.json")
def actor(
    name: Annotated[str, Parameter(help="Name, alias or id: Sandworm, APT28, G0007 …")],
    /,
    *,
    pack: PackOption = None,
    most: Annotated[int, Parameter(help="How many techniques and software to print.", validator=COUNT)] = 15,
    options: Options = PLAIN,
) -> None:
    """Say what is known of an actor: names by vendor, techniques and software with the reports behind each.

    A name that several actors bear gives a card for each.
    """
    loaded: Pack = packs.load_file(pack) if pack else knowledge_source("registry").load()
    cards = packs.actor_card(loaded, name)
    if not cards:
        raise KnowledgeError(
            f"nobody is called {name!r} in {loaded.name} {loaded.version}", "try another name or an id"
        )
    if options.json:
        emit_json(cards)
        return
    if len(cards) > 1:
        emit(f"{name!r} may be {len(cards)} actors; they are kept apart:\n")
    for card in cards:
        emit(f"{card.actor.id} {card.actor.name}")
        emit_table(
            "names", ("who uses it", "names"), [(by, ", ".join(names)) for by, names in card.names.items()]
        )
        if card.disputed:
            emit_table(
                "disputed names",
                ("name", "also borne by"),
                [(one, ", ".join(ids)) for one, ids in card.disputed.items()],
            )
        for title, known in (("software", card.software), ("techniques", card.techniques)):
            rows = [(one.id, one.name, one.reports) for one in known[:most]]
            emit_table(f"{title} ({len(known)})", ("id", "name", "reports"), rows)
