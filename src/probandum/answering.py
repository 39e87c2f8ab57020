"""The answer of a case: what its name depends on, whether it is kept, and how it is made and written."""

import msgspec

from probandum import assessing, pairs, parts, supposing
from probandum.assessing import Answer
from probandum.decisions import standing
from probandum.desk import Desk
from probandum.intake import FILE, refusals
from probandum.model.ident import Digest, canonical, digest
from probandum.parts import Progress


def kept(desk: Desk) -> Answer | None:
    """Return the answer where it was made from all that the case holds now; nothing is written.

    Raises:
        CustodyError: the derived file is not the one that was made.
    """
    data = desk.docket.product(_product(desk)[0])
    return msgspec.json.decode(data, type=Answer) if data is not None else None


def weigh(desk: Desk, progress: Progress | None = None) -> Answer:
    """Make the answer, keep it and write the act; the case is held for writing."""
    name, read = _product(desk)
    bench = desk.bench()
    bare = assessing.answer(bench)
    answer = msgspec.structs.replace(bare, suppositions=supposing.suppose(bench, bare, progress))
    made = {name: desk.docket.store.write_product(name, canonical(answer))}
    stated = {
        FILE: desk.brief.digest,
        "knowledge": desk.pack_digest,
        "parameters": answer.assessment.parameters,
    }
    reviewed = {f"decisions {number}": one for number, one in enumerate(_batches(desk), start=1)}
    materials = stated | reviewed | read
    desk.docket.act("assess", materials, made, len(answer.assessment.items), answer.verdict.sentence())
    return answer


def _product(desk: Desk) -> tuple[str, dict[str, Digest]]:
    """Return the name of the answer, which says all that it depends on, and the texts that it was made from."""
    docket = desk.docket
    read = {part.name("texts"): part.key for part in parts.current(docket, desk.pack_digest)}
    names = [(one.acquisition.name, one.acquisition.parent, one.exhibit.digest) for one in desk.held]
    rest = [names, refusals(docket), pairs.METHOD, assessing.method()]
    decided = [one.decision.id for one in standing(desk.outcomes)]
    stated = [desk.brief.digest, desk.pack_digest, read, rest, *([decided] if decided else [])]
    return f"products/answer-{digest(canonical(stated))[:16]}.json", read


def _batches(desk: Desk) -> list[Digest]:
    """Return the objects that hold the decisions, in order."""
    return list(dict.fromkeys(one.exhibit for one in desk.outcomes))
