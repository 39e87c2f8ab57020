"""``probandum examine``."""

from probandum.cli.output import PLAIN, CaseFolder, Options, emit, emit_json, open_case, progress


def examine(case: CaseFolder, /, *, options: Options = PLAIN) -> None:
    """Read the evidence in custody: observations, each with its place in the bytes. Only what is new is read."""
    opened = open_case(case)
    with progress(options) as bar:
        count = opened.examine(bar)
    kinds = opened.counts()
    omissions = opened.omissions()
    if options.json:
        emit_json({"examined": count, "observations": kinds, "omissions": omissions})
        return
    emit(f"examined {count} exhibits; {sum(kinds.values()):,} observations; {len(omissions)} omissions")
    for kind, number in kinds.items():
        emit(f"  {number:7,}  {kind}")
