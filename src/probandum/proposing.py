"""Asking a language model about documents: every request and every raw answer is kept; what follows from them is derived.

A request that the ledger holds is not sent again, so an interrupted run goes on where it stopped.
"""

from collections.abc import Callable, Iterator, Sequence

from probandum.custody import acquire
from probandum.detectors.proposals import INSTRUCTIONS, pieces, proposed, request
from probandum.docket import Docket
from probandum.errors import EndpointError, UsageError
from probandum.model.claim import Claim
from probandum.model.entry import Entry
from probandum.model.exhibit import Acquisition, Exhibit
from probandum.model.ident import Digest, Value, digest
from probandum.model.observation import Omission, Text
from probandum.records import Held

ACTION = "propose"
ANSWER = "application/vnd.probandum.answer+json"
"""No reader takes it: an answer is no evidence."""
_NAME = 120
Ask = Callable[[bytes], bytes]
Progress = Callable[[str, int, int], None]


class Asked(Value, frozen=True):
    """What a run of questions gave.

    Attributes:
        model: who was asked.
        documents: how many were asked about, those of earlier runs included.
        answers: how many answers came in this run.
        claims: how many claims are proposed now.
        dropped: what was left out, one line each.
        failures: what was not answered, one line each.
    """

    model: str
    documents: int
    answers: int
    claims: int
    dropped: tuple[str, ...]
    failures: tuple[str, ...]


class Proposals(Value, frozen=True):
    """What all answers of a case propose.

    Attributes:
        claims: each with a quote that stands in its document; never weighed before a person has accepted it.
        omissions: what was dropped.
    """

    claims: tuple[Claim, ...] = ()
    omissions: tuple[Omission, ...] = ()


def run(
    docket: Docket, texts: Sequence[Text], whom: tuple[str, Ask], progress: Progress | None = None
) -> Asked:
    """Ask about each piece of each text that this model was not asked about yet; one act of the ledger an answer.

    Args:
        docket: the case.
        texts: what may be sent.
        whom: the model's name, and how to ask it.
        progress: told (what, done, total), or None.

    Raises:
        UsageError: the model's name is none.
    """
    model, ask = whom
    if not model or not model.isprintable() or len(model) > _NAME:
        raise UsageError(f"{model!r} is no name of a model", "give the name that the endpoint lists")
    known = {name for entry in _acts(docket) for name in entry.materials.values()}
    waiting = [(text, request(part, model)) for text in texts for part in pieces(text.text)]
    count, failures = 0, []
    for done, (text, body) in enumerate(waiting, 1):
        if digest(body) not in known:
            try:
                _keep(docket, text, model, (body, ask(body)))
                count += 1
            except EndpointError as error:
                failures.append(f"exhibit {text.exhibit[:12]}: {error}")
            known.add(digest(body))
        if progress:
            progress("asking", done, len(waiting))
    found = proposals(docket, texts)
    dropped = tuple(f"exhibit {one.exhibit[:12]}: {one.what}" for one in found.omissions)
    documents = len({text.exhibit for text in texts})
    return Asked(model, documents, count, len(found.claims), dropped, tuple(failures))


def _keep(docket: Docket, text: Text, model: str, spoken: tuple[bytes, bytes]) -> None:
    """Take request and raw answer into custody: the answer as an exhibit that came from a model, not as evidence."""
    asked, answered = (acquire.keep(data, docket.store) for data in spoken)
    exhibit = Exhibit(answered.digest, answered.size, ANSWER)
    name = f"answer-{answered.digest[:12]}.json"
    taken = Held(exhibit, Acquisition(exhibit.digest, name, docket.clock(), model, "answered", text.exhibit))
    docket.act(
        ACTION,
        {f"objects/{text.exhibit}": text.exhibit, "request": asked.digest},
        {f"objects/{one.digest}": one.digest for one in (asked, answered)},
        1,
        f"{model}; instructions {digest(INSTRUCTIONS.encode())[:16]}",
        taken=(taken,),
    )


def proposals(docket: Docket, texts: Sequence[Text]) -> Proposals:
    """Return what the kept answers propose, in the order in which they came; the same answers give the same claims."""
    of: dict[Digest, list[Text]] = {}
    for text in texts:
        of.setdefault(text.exhibit, []).append(text)
    claims: dict[str, Claim] = {}
    omissions: list[Omission] = []
    for held in _answers(docket):
        parent = held.acquisition.parent
        if parent in of:
            data = docket.store.get(held.exhibit.digest)
            found, dropped = proposed(data, of[parent], held.acquisition.by)
            claims.update({one.id: one for one in found if one.id not in claims})
            omissions += dropped
    return Proposals(tuple(claims.values()), tuple(omissions))


def _answers(docket: Docket) -> Iterator[Held]:
    for entry in _acts(docket):
        for exhibit, how in zip(entry.exhibits, entry.acquisitions, strict=True):
            yield Held(exhibit, how)


def _acts(docket: Docket) -> Iterator[Entry]:
    return (entry for entry in docket.entries() if entry.action == ACTION)
