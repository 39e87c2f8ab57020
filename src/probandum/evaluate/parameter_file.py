"""``evaluate fit``: the parameter file, fitted on a pack and written so that the same data give the same bytes."""

import json

import msgspec

from probandum.evaluate.fit import DRAWS, FOLDS, vector
from probandum.evaluate.outcomes import Trial
from probandum.evaluate.prequential import PROTOCOL, enough
from probandum.evaluate.replay import replayable, replayed
from probandum.model.pack import Pack
from probandum.parts import Progress
from probandum.weighers.fitted import ParameterFile
from probandum.weighers.parameters import FITTED, Parameters

HOW = (
    f"Penalised maximum likelihood of the right answers over all trials; {DRAWS:,} bootstrap vectors, each one Newton "
    f"step for resampled groups; spread and loss over {FOLDS} folds by group."
)


def fit_file(pack: Pack, progress: Progress | None = None) -> ParameterFile:
    """Fit both vectors: for packs whose relations name their reports, and for those that name none.

    Raises:
        UsageError: too few dated reports.
    """
    tell = progress or (lambda *_: None)
    whole, trials = replayable(pack), list[Trial]()
    for one in replayed(pack):
        trials.append(one.trial)
        tell("replay", len(trials), whole)
    trials.reverse()  # in the order of time
    enough(trials, pack)
    folds = iter(range(1, 2 * FOLDS + 1))

    def tick() -> None:
        tell("fit out of fold", next(folds), 2 * FOLDS)

    fitted = {cited: vector(trials, cited, tick)[0] for cited in (True, False)}
    values = Parameters().values()
    return ParameterFile(
        fitted_on=f"{pack.name} {pack.version}",
        data=dict(sorted(pack.made_from.items())),
        protocol=" ".join((*PROTOCOL, HOW)),
        declared={name: value for name, value in sorted(values.items()) if name not in FITTED},
        cited=fitted[True],
        uncited=fitted[False],
    )


def as_bytes(file: ParameterFile) -> bytes:
    """Return a parameter file as JSON: two spaces, keys in a fixed order, one bootstrap vector a line.

    Numbers stand as numbers, with the digits they were recorded with.
    """
    encoder = msgspec.json.Encoder(order="deterministic", decimal_format="number")
    parts = []
    for key, value in msgspec.structs.asdict(file).items():
        if key in {"cited", "uncited"}:
            fields = msgspec.structs.asdict(value)
            draws = fields.pop("bootstrap")
            rows = ",\n".join(f"      {encoder.encode(row).decode()}" for row in draws)
            head = msgspec.json.format(encoder.encode(fields), indent=2).decode()[1:-2].replace("\n", "\n  ")
            parts.append(f'  {json.dumps(key)}: {{\n    "bootstrap": [\n{rows}\n    ],{head}\n  }}')
        else:
            said = msgspec.json.format(encoder.encode(value), indent=2).decode().replace("\n", "\n  ")
            parts.append(f"  {json.dumps(key)}: {said}")
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode("utf-8")
