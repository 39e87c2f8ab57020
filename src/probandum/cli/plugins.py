"""``probandum plugins``."""

from probandum import plugins as plugged
from probandum.cli.output import PLAIN, Options, emit_json, emit_table


def plugins(*, options: Options = PLAIN) -> None:
    """List what is plugged in, ours listed like a stranger's."""
    rows = [
        (kind, name, point.value, f"{point.dist.name} {point.dist.version}" if point.dist else "")
        for kind in plugged.KINDS
        for name, point in plugged.found(kind).items()
    ]
    columns = ("door", "name", "class", "distribution")
    if options.json:
        emit_json([dict(zip(columns, row, strict=True)) for row in rows])
        return
    emit_table("Plug-ins", columns, rows)
