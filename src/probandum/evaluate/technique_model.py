"""From a bundle and labelled sentences to a model file with its bands and figures: ``evaluate techniques``."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import msgspec
import numpy as np

from probandum.detectors.classifier import Band, Model
from probandum.detectors.clauses import Names
from probandum.errors import UsageError
from probandum.evaluate.technique_bands import Made, made
from probandum.evaluate.technique_examples import from_prose
from probandum.evaluate.technique_labels import Labelled
from probandum.evaluate.technique_measure import Tick, banded, out_of_fold, prepared, told, transferred
from probandum.evaluate.technique_train import train
from probandum.knowledge.bundle import from_bundle
from probandum.model.ident import Digest, Value, decimal, digest
from probandum.model.pack import Pack

Sources = Mapping[str, tuple[Sequence[Labelled], Digest]]
"""Labelled sentences and their digest, by name of the file."""


class Trained(Value, frozen=True):
    """What ``evaluate techniques`` made.

    Attributes:
        model: bytes of the model file.
        figures: by what was measured, name → value; empty groups are left out.
        bands: of the model.
        counts: how much it was made from.
    """

    model: bytes
    figures: dict[str, dict[str, Decimal]]
    bands: tuple[Band, ...]
    counts: dict[str, int]


def fit_model(
    bundle: tuple[str, bytes], labels: Sources, running: Sources, tick: Tick | None = None
) -> Trained:
    """Train a model, fit its bands and measure both.

    Args:
        bundle: name and bytes of an ATT&CK bundle.
        labels: sentences to learn from; figures come from folds of their reports.
        running: whole labelled reports, sentence by sentence, which only the bands are fitted on. Without any the bands are
            fitted out of fold on ``labels``.
        tick: called after each fold.

    Raises:
        KnowledgeError: the bundle is none.
        UsageError: too little to fit bands on.
    """
    name, data = bundle
    pack = from_bundle(data, name)
    names = Names(pack)
    labelled = [one for sentences, _ in labels.values() for one in sentences]
    ready = prepared(labelled, from_prose(data, name, pack), names)
    figures: dict[str, dict[str, float]] = {}
    suggestions: list[Made] = []
    if labelled:
        answers, suggestions = out_of_fold(ready, names, labelled, tick)
        if answers:
            figures |= {"labels, any technique": told(answers, among=False)}
            figures |= {"labels, techniques that occur": told(answers, among=True)}
    model = train(ready, np.arange(len(ready.examples)))
    texts = [one for sentences, _ in running.values() for one in sentences]
    if texts:
        figures["running text, sentences with a technique"] = transferred(model, texts, names)
        suggestions = made(model, texts, names)
    found = banded(suggestions, texts or labelled)
    if not found.bands:
        raise UsageError("too few labelled reports to fit bands on", "give more --labels or --running")
    figures["suggestions, bands fitted on other reports"] = found.figures
    whole = _signed(model, pack, found.bands, (labels, running))
    return Trained(
        model=whole.to_bytes(),
        figures={
            what: {key: decimal(value, 4) for key, value in values.items()}
            for what, values in figures.items()
        },
        bands=found.bands,
        counts={
            "examples": len(ready.examples),
            "labelled sentences": len(labelled),
            "sentences of running text": len(texts),
            "techniques": len(model.header.techniques) - 1,
        },
    )


def _signed(model: Model, pack: Pack, bands: tuple[Band, ...], files: tuple[Sources, Sources]) -> Model:
    """Return the model with all that its header must say."""
    labels, running = ({name: made_from for name, (_, made_from) in one.items()} for one in files)
    header = msgspec.structs.replace(
        model.header,
        bands=bands,
        knowledge=f"{pack.name} {pack.version} sha256 {pack.digest}",
        made_from={**pack.made_from, **labels},
        fitted_on=running or labels,
        command=" ".join(
            [
                "probandum evaluate techniques",
                *pack.made_from,
                *(f"--labels {name}" for name in labels),
                *(f"--running {name}" for name in running),
            ]
        ),
        notice=pack.notice,
    )
    return model._replace(header=header)


def figures_file(trained: Trained) -> bytes:
    """Return ``figures.json``: what was measured, the bands, and the digest of the model."""
    told_all = {
        "model": digest(trained.model),
        "bytes": len(trained.model),
        "counts": trained.counts,
        "figures": trained.figures,
        "bands": trained.bands,
    }
    return msgspec.json.format(msgspec.json.encode(told_all, order="sorted"), indent=1)
