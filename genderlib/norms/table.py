"""The table of norms, and which of them apply.

A norm applies to a group if it is about that group, counts the same thing, is meant for
the organisation and is in force on some day of the year. How `valid_from` and
`valid_to` of `data/raw/norms.csv` were set:

- from the later of the day of issue and the first day of the period it is made for;
- to the last day of the term, or of the year its goal is set for;
- a term is taken by its calendar years: 2016-2020 is 1 January 2016 to 31 December
  2020;
- the same goal for two years makes two norms: the later begins when the earlier ends,
  also where one issuer's next document sets the later one.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from fractions import Fraction
from math import isnan
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

MEASURES: Final = ("share", "presence", "none")
COMPARISONS: Final = (">=", ">", "<=", "<", "=", "about", "range")


@dataclass(frozen=True, slots=True)
class Norm:
    """One row of the table of norms.

    Parameters
    ----------
    norm : str
        Identifier.
    measure : {"share", "presence", "none"}
        What is compared; "none" is a legal basis that no count is held against.
    comparison : {">=", ">", "<=", "<", "=", "about", "range"} or None
    value, value_to : Fraction or None
        Share 0 to 1, or a number of women; `value_to` is the upper end of a range.
    goal_year : int or None
        Year by whose end the value is to be reached; before that it is not yet due.
    condition_group, condition_share : str and Fraction, or None
        The norm applies only where that group has at least that share of women.
    valid_from, valid_to : dt.date or None
        First and last day; None where open.
    """

    norm: str
    name_vi: str
    name_en: str
    document: str
    document_en: str
    number: str
    date: str
    issuing_body: str
    locus: str
    group: str | None
    organisation: str | None
    kind: str | None
    counted: str | None
    measure: str
    comparison: str | None
    value: Fraction | None
    value_to: Fraction | None
    goal_year: int | None
    condition_group: str | None
    condition_share: Fraction | None
    valid_from: dt.date | None
    valid_to: dt.date | None
    certainty: str
    source_url: str
    note_vi: str
    note_en: str

    def in_force(self, organisation: str, year: int, kind: str | None = None) -> bool:
        """Whether it holds for an organisation, of a kind, on some day of a year."""
        first = self.valid_from or dt.date.min
        last = self.valid_to or dt.date.max
        return (
            self.organisation in (None, organisation)
            and (kind is None or self.kind in (None, kind))
            and first <= dt.date(year, 12, 31)
            and last >= dt.date(year, 1, 1)
        )


def read_norms(norms: pd.DataFrame) -> list[Norm]:
    """The rows of the table of norms, in its order.

    Parameters
    ----------
    norms : DataFrame
        Columns as the dictionary describes them; further columns are left alone.

    Raises
    ------
    ValueError
        If a measure or comparison is unknown, or a norm that is measured lacks its
        group, comparison or value; the message names the norm.
    """
    found = [_norm(row) for row in rows(norms)]
    for norm in found:
        _refuse_malformed(norm)
    return found


def applicable_norms(
    norms: pd.DataFrame,
    groups: pd.DataFrame,
    *,
    organisation: str,
    year: int,
    kind: str | None = None,
    group: str | None = None,
) -> list[Norm]:
    """Norms that may be held against the counts of an organisation and year.

    Parameters
    ----------
    norms, groups : DataFrame
        The tables of that name.
    organisation : str
        Identifier of the organisation.
    year : int
        Reporting year.
    kind : str, optional
        Kind of the organisation; norms of every kind unless given.
    group : str, optional
        Only norms for this group.

    Returns
    -------
    list of Norm
        In the order of the table. A norm whose `counted` differs from that of its
        group is never among them: one that counts agencies says nothing of people.

    Raises
    ------
    ValueError
        If the group is unknown or the table of norms is malformed.
    """
    counted = {str(row["group"]): row["counted"] for row in rows(groups)}
    if group is not None and group not in counted:
        raise ValueError(f"group must be one of {', '.join(counted)}, not {group!r}")
    return [
        norm
        for norm in read_norms(norms)
        if norm.measure != "none"
        and norm.in_force(organisation, year, kind)
        and norm.counted == counted.get(norm.group or "")
        and group in (None, norm.group)
    ]


def legal_bases(
    norms: pd.DataFrame, *, organisation: str, year: int, kind: str | None = None
) -> list[Norm]:
    """Norms in force that demand something no count is held against.

    Parameters
    ----------
    norms : DataFrame
    organisation : str
    year : int
    kind : str, optional
        Kind of the organisation; norms of every kind unless given.

    Returns
    -------
    list of Norm
        In the order of the table, for example the duty to report every year.
    """
    return [
        norm
        for norm in read_norms(norms)
        if norm.measure == "none" and norm.in_force(organisation, year, kind)
    ]


def organisation_kind(organisations: pd.DataFrame, organisation: str) -> str | None:
    """Kind of an organisation, in the table of that name; None where it is not.

    An invented one is judged as what it is an example of, a state agency.
    """
    named = (row for row in rows(organisations) if row["id"] == organisation)
    kind = next((row["kind"] for row in named), None)
    return "agency" if kind == "example" else kind


def rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of a table as dictionaries; a missing cell is None."""
    cells = {str(name): _cells(column) for name, column in table.items()}
    return [
        dict(zip(cells, row, strict=True)) for row in zip(*cells.values(), strict=True)
    ]


def _cells(column: pd.Series[Any]) -> list[Any]:
    from pandas import NA, NaT

    # Tables have some tens of rows: a test of pandas for a whole column takes longer.
    return [
        None
        if cell is NA or cell is NaT or (isinstance(cell, float) and isnan(cell))
        else cell
        for cell in column.tolist()
    ]


def _norm(row: dict[str, Any]) -> Norm:
    cells = {f.name: _READERS[str(f.type)](row.get(f.name)) for f in fields(Norm)}
    return Norm(**cells)


def _refuse_malformed(norm: Norm) -> None:
    if norm.measure not in MEASURES:
        raise ValueError(_unknown(norm, "measure", norm.measure, MEASURES))
    if norm.measure == "none":
        return
    if norm.comparison not in COMPARISONS:
        raise ValueError(_unknown(norm, "comparison", norm.comparison, COMPARISONS))
    if norm.group is None or norm.value is None:
        raise ValueError(f"{norm.norm}: what is measured needs a group and a value")
    if norm.comparison == "range" and norm.value_to is None:
        raise ValueError(f"{norm.norm}: a range needs a value_to")


def _unknown(norm: Norm, column: str, value: object, known: tuple[str, ...]) -> str:
    return f"{norm.norm}: {column} must be one of {', '.join(known)}, not {value!r}"


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)


def _optional(cell: object) -> str | None:
    return _text(cell) or None


def _fraction(cell: object) -> Fraction | None:
    # By its text: 0.28 is 28/100, which the nearest float is not.
    text = _text(cell)
    return Fraction(text) if text else None


def _year(cell: object) -> int | None:
    text = _text(cell)
    return int(text) if text else None


def _day(cell: object) -> dt.date | None:
    # Text, a date or a time stamp: all begin with the day.
    text = _text(cell)[:10]
    return dt.date.fromisoformat(text) if text else None


_READERS: Final[dict[str, Callable[[object], Any]]] = {
    "str": _text,
    "str | None": _optional,
    "Fraction | None": _fraction,
    "int | None": _year,
    "dt.date | None": _day,
}
