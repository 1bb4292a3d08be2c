"""Groups with their shares and norms, as a chart of shares needs them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from genderlib.charts import table as tables
from genderlib.text.terms import outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from genderlib.charts.table import Number, Row, Table

_COLUMNS: Final = ("label", "value", "text", "figure")
_NORM_COLUMNS: Final = ("group", "value", "text", "figure", "outcome")
# A share and the quotient of its counts may differ by the rounding of floats alone.
_FLOAT_NOISE: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Norm:
    """What a document asks of a group, and whether the group does it."""

    number: Number
    outcome: str

    def verdict(self, language: str) -> str:
        """Met, not met, not yet due, or cannot be judged, in words."""
        return outcome(self.outcome, language)


@dataclass(frozen=True, slots=True)
class Group:
    """One row of the chart."""

    label: str
    share: Number | None
    women: Number | None
    total: Number | None
    lower: Number | None
    upper: Number | None
    norms: tuple[Norm, ...]

    @property
    def known(self) -> float:
        """The share that is certain: the bar is so long."""
        certain = self.share or self.lower
        return certain.value if certain else 0.0

    @property
    def possible(self) -> float:
        """The share if everyone whose sex is not recorded were a woman."""
        if not self.share and not self.upper:
            return 1.0
        return self.upper.value if self.upper else self.known


def read_groups(table: Table, norms: Table | None) -> list[Group]:
    """Rows of the table, each with the norms of its group and those of every group.

    Raises
    ------
    ValueError
        If there is no row, or rows are wrong: all of them are named.
    """
    known: dict[object, list[Norm]] = {}
    rows = [] if norms is None else tables.records(norms)
    for group, norm in tables.read(rows, _NORM_COLUMNS, _norm) if rows else ():
        known.setdefault(group, []).append(norm)
    return tables.read(table, _COLUMNS, partial(_group, norms=known))


def _norm(row: Row) -> tuple[object, Norm]:
    number = tables.share(row, "value", text="text", figure="figure")
    if number is None:
        raise ValueError("a norm needs a value")
    group = None if tables.missing(row.get("group")) else row["group"]
    told = row.get("outcome")
    return group, Norm(
        number, "cannot_be_judged" if tables.missing(told) else str(told)
    )


def _group(row: Row, norms: dict[object, list[Norm]]) -> Group:
    group = Group(
        tables.label(row),
        tables.share(row, "value", text="text", figure="figure"),
        tables.count(row, "women"),
        tables.count(row, "total"),
        tables.share(row, "lower"),
        tables.share(row, "upper"),
        _distinct([*norms.get(None, ()), *norms.get(row.get("group", ...), ())]),
    )
    _check(group)
    return group


def _distinct(norms: Iterable[Norm]) -> tuple[Norm, ...]:
    """Norms by value; documents that ask for the same make one mark."""
    marks: dict[tuple[object, ...], Norm] = {}
    for norm in sorted(norms, key=lambda norm: norm.number.value):
        marks.setdefault((norm.number.value, norm.number.text, norm.outcome), norm)
    return tuple(marks.values())


def _check(group: Group) -> None:
    if group.share and group.women and group.total and group.total.value:
        quotient = group.women.value / group.total.value
        if abs(group.share.value - quotient) > _FLOAT_NOISE:
            raise ValueError(f"value {group.share.value} is not women / total")
    bounds = [n.value for n in (group.lower, group.share, group.upper) if n]
    if bool(group.lower) != bool(group.upper) or bounds != sorted(bounds):
        raise ValueError("lower and upper must stand around value, both or neither")
