"""Rows of a table as the charts need them, checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from math import isfinite
from numbers import Real
from typing import Any, TypeVar

import pandas as pd

from genderlib.text.markup import plain

Row = Mapping[str, Any]
Table = pd.DataFrame | Iterable[Row]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is shown: its value, its text, and its figure in the ledger."""

    value: float
    text: str
    figure: str | None


def read(table: Table, columns: Iterable[str], reader: Callable[[Row], T]) -> list[T]:
    """Each row through a reader.

    Raises
    ------
    ValueError
        If there is no row, a column is missing, or the reader rejects rows: then all
        of these, by their number from 1 and their label.
    """
    rows = records(table)
    if not rows:
        raise ValueError("a chart needs a row; where there is none, say so in words")
    missing = sorted(set(columns) - set(rows[0]))
    if missing:
        raise ValueError(f"the table of the chart lacks columns: {', '.join(missing)}")
    result, problems = [], []
    for number, row in enumerate(rows, start=1):
        try:
            result.append(reader(row))
        except ValueError as problem:
            problems.append(
                f"row {number} ({row.get('label', row.get('group'))}): {problem}"
            )
    if problems:
        raise ValueError("\n".join(problems))
    return result


def records(table: Table) -> list[Row]:
    """Rows of a data frame, or of mappings as they are."""
    if isinstance(table, pd.DataFrame):
        cells = table.astype(object)
        return [{str(k): v for k, v in row.items()} for _, row in cells.iterrows()]
    return list(table)


def label(row: Row) -> str:
    """Name of a row in one line."""
    text = row.get("label")
    if not isinstance(text, str) or not plain(text):
        raise ValueError("the row has no label")
    return plain(text)


def number(row: Row, name: str, *, text: str = "", figure: str = "") -> Number | None:
    """A number with the text and figure beside it, or None where it is missing.

    Parameters
    ----------
    row : mapping
        One row of the table.
    name : str
        Column of the value.
    text, figure : str
        Columns beside it; `<name>_text` and `<name>_figure` unless said.

    Raises
    ------
    ValueError
        If the value is not a finite number, or there is no text to show for it.
    """
    value = row.get(name)
    if missing(value):
        return None
    shown = row.get(text or f"{name}_text")
    if not isinstance(shown, str) or not plain(shown):
        raise ValueError(f"{name} {value} has no text")
    recorded = identifier(row, figure or f"{name}_figure")
    return Number(_real(name, value), plain(shown), recorded)


def identifier(row: Row, name: str) -> str | None:
    """A figure in the ledger, or None where the number is not in it."""
    value = row.get(name)
    return None if missing(value) or value == "" else str(value)


def share(row: Row, name: str, *, text: str = "", figure: str = "") -> Number | None:
    """A number from 0 to 1, or None where it is missing."""
    found = number(row, name, text=text, figure=figure)
    if found and not 0 <= found.value <= 1:
        raise ValueError(f"{name} must be a share from 0 to 1, not {found.value}")
    return found


def count(row: Row, name: str) -> Number | None:
    """A whole number from 0, or None where it is missing."""
    found = number(row, name)
    if found and (found.value < 0 or found.value != int(found.value)):
        raise ValueError(f"{name} must be a whole number from 0, not {found.value}")
    return found and replace(found, value=int(found.value))


def day(row: Row, name: str) -> date | None:
    """A date, or None where it is missing."""
    value = row.get(name)
    if missing(value):
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    raise ValueError(f"{name} must be a date, not {value!r}")


def missing(value: Any) -> bool:
    """Whether a cell is blank: None, NaN, NaT, or pandas' own missing value."""
    return value is None or value is pd.NA or value is pd.NaT or value != value  # noqa: PLR0124  only NaN differs from itself


def _real(name: str, value: Any) -> float:
    """The nearest float, whatever exact kind of number it is.

    Equal shares, given as quotient or as Fraction, then compare as equal.
    """
    if isinstance(value, bool) or not isinstance(value, Real) or not isfinite(value):
        raise ValueError(f"{name} must be a finite number, not {value!r}")
    return float(value)
