"""Tables as Parquet bytes that depend on the rows alone, and back."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    import pandas as pd
    import pyarrow as pa

Columns = tuple[tuple[str, str], ...]

_PREFIX = b"genderlib."


def to_parquet(
    columns: Columns, rows: Iterable[Mapping[str, Any]], metadata: Mapping[str, str]
) -> bytes:
    """Rows as a Parquet file.

    Parameters
    ----------
    columns : tuple of (str, str)
        Names and dictionary types.
    rows : iterable of mapping
        A value per column; None where it is missing.
    metadata : mapping of str to str
        Kept in the file under `genderlib.<name>`.

    Returns
    -------
    bytes
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = _schema(columns).with_metadata(
        {_PREFIX + name.encode(): value.encode() for name, value in metadata.items()}
    )
    table = pa.Table.from_pylist([dict(row) for row in rows], schema=schema)
    buffer = BytesIO()
    pq.write_table(table, buffer, compression="zstd")
    return buffer.getvalue()


def read_parquet(path: Path) -> tuple[pd.DataFrame, dict[str, str]]:
    """A processed table and its metadata.

    Parameters
    ----------
    path : Path

    Returns
    -------
    tuple of DataFrame and dict

    Raises
    ------
    OSError
        If the file cannot be read.
    ValueError
        If it is not Parquet.
    """
    import pyarrow.parquet as pq

    # Not read_table: it loads pyarrow.dataset first, which takes longer than the rest.
    table = pq.ParquetFile(BytesIO(path.read_bytes())).read(use_threads=False)
    return _to_frame(table), _metadata(table.schema)


def read_metadata(path: Path) -> dict[str, str]:
    """Metadata of a processed table; empty where there is no such table.

    Parameters
    ----------
    path : Path

    Returns
    -------
    dict of str to str
    """
    import pyarrow.parquet as pq

    try:
        return _metadata(pq.read_schema(path))
    except (OSError, ValueError):
        return {}


def empty_frame(columns: Columns) -> pd.DataFrame:
    """A table without rows, with the columns and types it would have.

    Parameters
    ----------
    columns : tuple of (str, str)
        Names and dictionary types.

    Returns
    -------
    DataFrame
    """
    return _to_frame(_schema(columns).empty_table())


def to_frame(columns: Columns, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows as a table, the same as by way of a file.

    Parameters
    ----------
    columns : tuple of (str, str)
        Names and dictionary types.
    rows : iterable of mapping
        A value per column; None where it is missing.

    Returns
    -------
    DataFrame
    """
    import pyarrow as pa

    plain = [dict(row) for row in rows]
    return _to_frame(pa.Table.from_pylist(plain, schema=_schema(columns)))


def _schema(columns: Columns) -> pa.Schema:
    import pyarrow as pa

    # A decimal number stays text: 0.28 is exact there and not in a float.
    types = {"integer": pa.int64(), "date": pa.date32()}
    return pa.schema([(name, types.get(kind, pa.string())) for name, kind in columns])


def _metadata(schema: pa.Schema) -> dict[str, str]:
    return {
        key.removeprefix(_PREFIX).decode(): value.decode()
        for key, value in (schema.metadata or {}).items()
        if key.startswith(_PREFIX)
    }


def _to_frame(table: pa.Table) -> pd.DataFrame:
    import pandas as pd
    import pyarrow as pa

    kinds = {pa.int64(): pd.Int64Dtype(), pa.string(): pd.StringDtype()}
    frame: pd.DataFrame = table.to_pandas(types_mapper=kinds.get)
    return frame
