"""Records as Parquet: a few columns to query, and the whole record as JSON beside them.

Any tool that reads Parquet can query the columns; ``record`` is what the program reads back.
"""

import io
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, TypeVar

import msgspec

from probandum.errors import StoreError
from probandum.model.claim import Claim
from probandum.model.ident import Value
from probandum.model.observation import Observation, Omission, Text
from probandum.model.statement import StatedFigure, Statement

Kept = TypeVar("Kept", bound=Value)

_MAGIC = b"PAR1"
_SHORTEST = 12
Columns = Mapping[str, Callable[[Any], str]]
_COLUMNS: dict[type, Columns] = {
    Observation: {
        "kind": lambda row: row.kind,
        "value": lambda row: row.value,
        "exhibit": lambda row: row.exhibit,
        "refs": lambda row: " ".join(row.refs),
    },
    Text: {
        "exhibit": lambda row: row.exhibit,
        "title": lambda row: row.title,
        "language": lambda row: row.language,
    },
    Statement: {
        "types": lambda row: " ".join(row.types),
        "speaker": lambda row: row.speaker,
        "exhibit": lambda row: row.exhibit,
    },
    StatedFigure: {
        "unit": lambda row: row.unit,
        "value": lambda row: str(row.value),
        "exhibit": lambda row: row.exhibit,
    },
    Claim: {
        "stance": lambda row: row.stance,
        "speaker": lambda row: row.speaker,
        "exhibit": lambda row: row.exhibit,
    },
    Omission: {"exhibit": lambda row: row.exhibit, "what": lambda row: row.what},
}


def encode(kind: type[Kept], rows: Iterable[Kept], columns: Columns | None = None) -> bytes:
    """Return rows as one Parquet file; the same rows give the same bytes.

    Args:
        kind: type of the records.
        rows: the records.
        columns: what can be queried; for the records of the model it is known.
    """
    import arro3.io
    from arro3.core import Array, DataType, Table

    kept = list(rows)
    shown = {name: [value(row) for row in kept] for name, value in (columns or _COLUMNS[kind]).items()}
    shown["record"] = [msgspec.json.encode(row).decode() for row in kept]
    table = Table.from_pydict({name: Array(values, type=DataType.string()) for name, values in shown.items()})
    out = io.BytesIO()
    arro3.io.write_parquet(table, out, compression="zstd(3)")
    return out.getvalue()


def decode(kind: type[Kept], data: bytes, only: Collection[str] | None = None) -> list[Kept]:
    """Return the rows of a file made by :func:`encode`.

    Args:
        kind: type of the records.
        data: the file.
        only: values of the first column to keep; None keeps all.

    Raises:
        StoreError: the file is not what :func:`encode` writes.
    """
    import arro3.io

    advice = "delete products/ and assess again"
    if len(data) < _SHORTEST or not data.startswith(_MAGIC) or not data.endswith(_MAGIC):
        raise StoreError("a derived table is no Parquet file", advice)
    try:
        table = arro3.io.read_parquet(io.BytesIO(data)).read_all()
        first = table.column(0).to_pylist()
        records = table.column("record").to_pylist()
    except (OSError, ValueError, KeyError, IndexError) as error:
        raise StoreError(f"a derived table cannot be read: {error}", advice) from error
    decoder = msgspec.json.Decoder(kind)
    try:
        return [
            decoder.decode(record)
            for key, record in zip(first, records, strict=True)
            if only is None or key in only
        ]
    except msgspec.MsgspecError as error:
        raise StoreError(f"a derived table holds what is no record: {error}", advice) from error
