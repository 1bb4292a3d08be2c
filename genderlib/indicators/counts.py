"""What may stand for a count, and the answer in the kind of the question.

Every indicator reads its numbers here, so that the same input is refused in the same
words everywhere. A missing number stays missing, and nothing is repaired.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from pandas.api.extensions import ExtensionArray

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Values: TypeAlias = "ArrayLike | pd.Series[Any]"
Array: TypeAlias = NDArray[Any]
Mask: TypeAlias = NDArray[np.bool_]

LARGEST = 2**53  # above this a float no longer tells one person from the next
POSITIONS_SHOWN = 5
BLOCK = 2**14  # rows

WHOLE = "whole numbers from 0 to 2**53"
POSITIVE = "finite numbers of 0 or more"
FINITE = "finite numbers"


@dataclass(frozen=True)
class Column:
    """One argument as read: its numbers (0 where missing) and what it came as."""

    name: str
    numbers: Array
    missing: Mask | None
    series: pd.Series[Any] | None = None


class Columns:
    """The arguments of one call, of one shape, and the kind of the answer."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = {column.name: column for column in columns}
        _refuse_unequal_shapes(columns)
        self._series = _common_series(columns)

    def __getitem__(self, name: str) -> Array:
        """Numbers of one argument, 0 where missing."""
        return self._columns[name].numbers

    def missing(self, *names: str) -> Mask:
        """Where any of the arguments named, or of all, has no value."""
        masks = [self._columns[name].missing for name in names or self._columns]
        found = [mask for mask in masks if mask is not None]
        return np.logical_or.reduce(np.broadcast_arrays(*found)) if found else _NONE

    def refuse_above(self, parts: Sequence[str], *wholes: str) -> None:
        """Raise ValueError where the parts together exceed the whole or wholes."""
        together = sum(self[part] for part in parts)
        bad = np.asarray(together > sum(self[whole] for whole in wholes))
        if not bad.any():
            return
        bad &= ~self.missing(*parts, *wholes)
        if bad.any():
            cases = [
                f"{self._summed(parts, at)} > {self._summed(wholes, at)}"
                f"{_place(at, self._series)}"
                for at in _positions(bad)
            ]
            rule = f"{' + '.join(parts)} must not exceed {' + '.join(wholes)}"
            raise ValueError(f"{rule}: {_listed(cases, bad)}")

    def _summed(self, names: Sequence[str], at: tuple[int, ...]) -> str:
        columns = [self[name] for name in names]
        shown = [column[at] if column.shape else column for column in columns]
        return " + ".join(str(number) for number in shown)

    def answer(self, values: Array | float) -> Any:
        """Give a float result in the kind of the arguments, missing as missing."""
        shown = np.asarray(values, dtype=float)
        missing = self.missing()
        if missing.any():
            shown = np.where(missing, np.nan, shown)
        if self._series is not None:
            return _as_series(shown, np.isnan(shown), self._series)
        return shown if shown.shape else float(shown)

    def answer_whole(self, values: Array, undefined: Mask) -> Any:
        """Give whole numbers in the kind of the arguments; floats only for gaps."""
        gaps = np.asarray(self.missing() | undefined)
        if self._series is not None and _nullable(self._series):
            return _as_series(values, gaps, self._series)
        if gaps.any():
            return self.answer(np.where(gaps, np.nan, values.astype(float)))
        if self._series is not None:
            return _as_series(values, gaps, self._series)
        return values if values.shape else int(values)


_NONE: Mask = np.zeros((), dtype=np.bool_)


def read_counts(**arguments: Values) -> Columns:
    """Read whole numbers of 0 or more; gaps stay gaps."""
    return Columns([_read(name, given, WHOLE) for name, given in arguments.items()])


def read_rates(**arguments: Values) -> Columns:
    """Read finite numbers of 0 or more; gaps stay gaps."""
    return Columns([_read(name, given, POSITIVE) for name, given in arguments.items()])


def read_units(**arguments: Values) -> Columns:
    """Read counts of units in one order: at least one, none of them missing."""
    return _complete([_read(name, given, WHOLE) for name, given in arguments.items()])


def read_scores(**arguments: Values) -> Columns:
    """Read finite numbers of any sign, one for each unit, none of them missing."""
    return _complete([_read(name, given, FINITE) for name, given in arguments.items()])


@dataclass(frozen=True)
class Table:
    """Counts of units by groups, and what the rows are called."""

    cells: Array
    units: pd.Index[Any] | None

    def answer(self, values: Array) -> Any:
        """Give one number per unit in the kind of the table."""
        return values if self.units is None else pd.Series(values, index=self.units)


def read_table(name: str, given: Values | pd.DataFrame) -> Table:
    """Read counts of units by groups: a DataFrame, an array or rows of a list."""
    if isinstance(given, pd.DataFrame):
        if not given.columns.is_unique:
            twice = given.columns[given.columns.duplicated()][0]
            raise ValueError(f"{name} names the column {twice!r} twice")
        columns = [_read(f"{name}[{label!r}]", given[label], WHOLE) for label in given]
        if not given.size:
            raise ValueError(f"{name} must hold at least one unit and one group")
        _complete(columns)
        return Table(np.column_stack([c.numbers for c in columns]), given.index)
    column = _read(name, given, WHOLE)
    if column.numbers.ndim != 2 or not column.numbers.size:
        raise ValueError(f"{name} must be a table of units by groups")
    _refuse_gaps(column)
    return Table(column.numbers, None)


def read_fraction(name: str, given: object) -> Fraction:
    """Read a fraction from 0 to 1 exactly as it is written: 0.28 is 28/100."""
    numeric = isinstance(given, int | float | np.number | Decimal | Fraction)
    if numeric and not isinstance(given, bool | np.bool_):
        try:
            fraction = Fraction(str(given))
        except ValueError:  # nan and infinity have no fraction
            fraction = Fraction(-1)
        if 0 <= fraction <= 1:
            return fraction
    raise ValueError(f"{name} must be a fraction from 0 to 1, not {_shown(given)}")


def read_level(given: object, name: str = "level") -> float:
    """Read a probability or a confidence level, strictly between 0 and 1."""
    level = float(read_fraction(name, given))
    if level in {0.0, 1.0}:
        raise ValueError(f"{name} must lie between 0 and 1, not {_shown(given)}")
    return level


def read_whole(name: str, given: int, least: int) -> int:
    whole = isinstance(given, int | np.integer) and not isinstance(given, bool)
    if whole and given >= least:
        return int(given)
    raise ValueError(f"{name} must be a whole number of {least} or more, not {given!r}")


def read_choice(name: str, given: object, known: Sequence[str]) -> str:
    """Read the name of a method or an alternative."""
    if isinstance(given, str) and given in known:
        return given
    raise ValueError(f"{name} must be one of {', '.join(known)}, not {given!r}")


def once_per_row(
    function: Callable[..., tuple[Array, ...]], *columns: Array
) -> tuple[Array, ...]:
    """Call a costly function on the distinct rows only, and spread its answers."""
    columns = tuple(np.broadcast_arrays(*columns))
    shape = columns[0].shape
    if columns[0].size <= 1:
        return function(*columns)
    rows = pd.DataFrame({n: column.ravel() for n, column in enumerate(columns)})
    number = rows.groupby(list(rows), sort=False, dropna=False).ngroup().to_numpy()
    distinct = rows.drop_duplicates()
    answers = in_blocks(function, *(distinct[n].to_numpy() for n in rows))
    return tuple(np.asarray(answer)[number].reshape(shape) for answer in answers)


def in_blocks(
    function: Callable[..., tuple[Array, ...]], *columns: Array
) -> tuple[Array, ...]:
    """Call a function of rows on blocks that stay in the processor's cache."""
    columns = tuple(np.broadcast_arrays(*columns))
    shape, size = columns[0].shape, columns[0].size
    if size <= BLOCK:
        return function(*columns)
    flat = [column.ravel() for column in columns]
    blocks = [slice(start, start + BLOCK) for start in range(0, size, BLOCK)]
    first = function(*(column[blocks[0]] for column in flat))
    answers = tuple(np.empty(size, dtype=answer.dtype) for answer in first)
    for block in blocks:
        found = function(*(column[block] for column in flat)) if block.start else first
        for answer, part in zip(answers, found, strict=True):
            answer[block] = part
    return tuple(answer.reshape(shape) for answer in answers)


def divide(numerator: Array | float, denominator: Array | float) -> Array:
    """Quotient, missing where the denominator is 0."""
    top, bottom = np.asarray(numerator, float), np.asarray(denominator, float)
    quotient = np.full(np.broadcast_shapes(top.shape, bottom.shape), np.nan)
    np.divide(top, bottom, out=quotient, where=bottom != 0)
    return quotient


def _complete(columns: list[Column]) -> Columns:
    for column in columns:
        if column.numbers.ndim != 1 or not column.numbers.size:
            raise ValueError(f"{column.name} must hold one number for each unit")
        _refuse_gaps(column)
    return Columns(columns)


def _refuse_gaps(column: Column) -> None:
    if column.missing is not None and column.missing.any():
        places = [_place(at, column.series) for at in _positions(column.missing)]
        gaps = _listed([place.strip() for place in places], column.missing)
        raise ValueError(f"{column.name} must not be missing: nothing {gaps}")


def _read(name: str, given: object, rule: str) -> Column:
    series = given if isinstance(given, pd.Series) else None
    values, missing = _numbers(name, given)
    if values.dtype.kind == "f":
        gaps = np.isnan(values)
        if gaps.any():
            missing = gaps if missing is None else gaps | missing
            values = np.where(missing, 0, values)
    elif values.dtype.kind == "O":
        missing = _gaps(values)
        values = np.where(missing, 0, values)
    bad = _invalid(values, rule)
    if bad.any():
        _refuse(name, rule, values, bad, series)
    kind = np.int64 if rule == WHOLE or values.dtype.kind in "iu" else np.float64
    return Column(name, values.astype(kind, copy=False), missing, series)


def _numbers(name: str, given: object) -> tuple[Array, Mask | None]:
    """Give the argument as an array: numbers where it can, objects to be looked at."""
    if isinstance(given, pd.Series | pd.Index | ExtensionArray):
        return _from_pandas(given)
    if isinstance(given, np.ma.MaskedArray):
        return given.filled(0), np.ma.getmaskarray(given)
    if isinstance(given, np.ndarray | np.generic):
        return np.asarray(given), None
    if isinstance(given, list | tuple | range):
        return _from_sequence(name, given), None
    if isinstance(given, pd.DataFrame | dict | set) or hasattr(given, "__next__"):
        kind = type(given).__name__
        raise ValueError(f"{name} must be a number, array or Series, not a {kind}")
    if hasattr(given, "__array__"):
        return np.asarray(given), None
    return _scalar(given), None


def _from_pandas(given: Any) -> tuple[Array, Mask | None]:
    dtype = given.dtype
    if isinstance(dtype, np.dtype):
        return given.to_numpy(), None
    if hasattr(dtype, "numpy_dtype") and dtype.numpy_dtype.kind in "iuf":
        values = given.to_numpy(dtype=dtype.numpy_dtype, na_value=0)
        return values, np.asarray(given.isna())
    return np.asarray(given, dtype=object), None


def _from_sequence(name: str, given: Sequence[Any]) -> Array:
    # numpy reads [True, 2] as [1, 2] and ["5", 2] as text: only plain numbers go
    # straight to it, everything else is looked at one by one.
    if set(map(type, given)) <= {int, float}:
        return np.asarray(given)
    rows_of = (list, tuple, np.ndarray)
    nested = [v for v in given if isinstance(v, rows_of) and np.shape(v) != ()]
    if nested:
        rows = [_from_sequence(name, list(row)) for row in nested]
        if len(rows) < len(given) or len({row.shape for row in rows}) > 1:
            raise ValueError(f"{name} has rows of unequal length")
        return np.stack(rows)
    values = np.empty(len(given), dtype=object)
    values[:] = given
    return values


def _scalar(given: object) -> Array:
    value = np.empty((), dtype=object)
    value[()] = given
    return value


def _gaps(values: Array) -> Mask:
    gaps = [_is_gap(value) for value in values.flat]
    return np.array(gaps, dtype=np.bool_).reshape(values.shape)


def _is_gap(value: object) -> bool:
    if isinstance(value, float | np.floating):
        return bool(np.isnan(value))
    return value is None or value is pd.NA


def _invalid(values: Array, rule: str) -> Mask:
    kind = values.dtype.kind
    if kind in "iu":
        if not values.size or (values.min() >= 0 and values.max() <= LARGEST):
            return _NONE
        if rule == FINITE:
            return np.asarray(np.abs(values.astype(float)) > LARGEST)
        return np.asarray((values < 0) | (values > LARGEST))
    if kind == "f":
        bad = ~(np.isfinite(values) & ((values >= 0) | (rule == FINITE)))
        if rule == WHOLE:
            bad |= (values != np.floor(values)) | (values > LARGEST)
        return np.asarray(bad)
    if kind == "O":
        checked = [not _allowed(value, rule) for value in values.flat]
        return np.array(checked, dtype=np.bool_).reshape(values.shape)
    return np.ones(values.shape, dtype=np.bool_)


def _allowed(value: object, rule: str) -> bool:
    if isinstance(value, bool | np.bool_):
        return False
    if not isinstance(value, int | float | np.integer | np.floating):
        return False
    if not math.isfinite(value) or (value < 0 and rule != FINITE):
        return False
    return rule != WHOLE or bool(value <= LARGEST and value == int(value))


def _refuse(
    name: str, rule: str, values: Array, bad: Mask, series: pd.Series[Any] | None
) -> NoReturn:
    cases = [f"{_shown(values[at])}{_place(at, series)}" for at in _positions(bad)]
    raise ValueError(f"{name} must be {rule}: {_listed(cases, bad)}")


def _refuse_unequal_shapes(columns: Sequence[Column]) -> None:
    shapes = {c.name: c.numbers.shape for c in columns if c.numbers.shape}
    if len(set(shapes.values())) > 1:
        lengths = ", ".join(
            f"{name} has {' x '.join(map(str, shape))}"
            for name, shape in shapes.items()
        )
        raise ValueError(f"arguments must be of equal length: {lengths} values")


def _common_series(columns: Sequence[Column]) -> pd.Series[Any] | None:
    """Choose the Series whose index the answer keeps; its dtype is nullable if any."""
    series = [(c.name, c.series) for c in columns if c.series is not None]
    if not series:
        return None
    first, reference = series[0]
    for name, other in series[1:]:
        if not reference.index.equals(other.index):
            raise ValueError(
                f"{first} and {name} are Series with different indexes: "
                "bring them into one order first"
            )
    nullable = [s for _, s in series if _nullable(s)]
    return nullable[0] if nullable else reference


def _as_series(values: Array, gaps: Mask, like: pd.Series[Any]) -> pd.Series[Any]:
    if not _nullable(like):
        return pd.Series(values, index=like.index)
    whole = values.dtype.kind == "i"
    masked = pd.arrays.IntegerArray if whole else pd.arrays.FloatingArray
    answer = pd.Series(masked(values.copy(), gaps), index=like.index)
    if isinstance(like.dtype, pd.ArrowDtype):
        return answer.astype("int64[pyarrow]" if whole else "double[pyarrow]")
    return answer


def _nullable(series: pd.Series[Any]) -> bool:
    return hasattr(series.dtype, "numpy_dtype")


def _positions(bad: Mask) -> list[tuple[int, ...]]:
    found = np.argwhere(bad)[:POSITIONS_SHOWN]
    return [tuple(int(axis) for axis in row) for row in found]


def _place(at: tuple[int, ...], series: pd.Series[Any] | None) -> str:
    if not at:
        return ""
    position = at[0] if len(at) == 1 else at
    if series is None:
        return f" at position {position}"
    return f" at position {position} (index {_shown(series.index[at[0]])})"


def _listed(cases: Sequence[str], bad: Mask) -> str:
    more = int(bad.sum()) - len(cases)
    return ", ".join(cases) + (f" and {more} more" if more else "")


def _shown(value: object) -> str:
    if isinstance(value, np.number | np.bool_ | np.str_):
        return repr(value.item())
    return repr(value)
