"""Tables of counts with all their margins, as a system of cells and sums."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from genderlib.disclosure.system import Cell, Statement, System

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

ALL: Final = "*"


def cross_table(
    counts: Any, *, threshold: int = 10, prefix: str = "", personal: bool = True
) -> System:
    """A table of any number of dimensions with every margin.

    Parameters
    ----------
    counts : array_like of int
        Inner cells. [persons]
    threshold : int
        Smallest count above 0 that may be shown. [persons]
    prefix : str
        Beginning of every name, so that several tables can be joined.
    personal : bool
        Whether small counts are to be hidden.

    Returns
    -------
    System
        Cells are named by their places, "0,1"; "*" stands for the sum over all.

    Examples
    --------
    >>> [cell.name for cell in cross_table([[1, 2]]).cells]
    ['0,0', '0,1', '0,*', '*,0', '*,1', '*,*']
    """
    full = with_margins(np.asarray(counts, dtype=int))
    shape = np.shape(counts)
    cells = tuple(
        Cell(prefix + _name(place, shape), int(full[place]), personal, threshold)
        for place in np.ndindex(full.shape)
    )
    return System(cells, tuple(_sums(full.shape, shape, prefix)))


def with_margins(counts: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """The table with the sum over each dimension put at its end."""
    full = counts
    for axis in range(counts.ndim):
        total = full.sum(axis=axis, keepdims=True)
        full = np.concatenate([full, total], axis=axis)
    return full


def joined(*systems: System, statements: tuple[Statement, ...] = ()) -> System:
    """Several systems as one, with what links them; shared cells stand once.

    Raises
    ------
    ValueError
        If a shared cell has two values.
    """
    cells: dict[str, Cell] = {}
    for system in systems:
        for cell in system.cells:
            if cells.setdefault(cell.name, cell).value != cell.value:
                raise ValueError(f"{cell.name}: two values in tables that are joined")
    sums = {s.name: s for system in systems for s in system.statements}
    return System(tuple(cells.values()), (*sums.values(), *statements))


def printed_share(
    name: str,
    part: str,
    whole: str,
    share: Fraction,
    *,
    decimals: int = 1,
    hideable: bool = False,
) -> tuple[Statement, Statement]:
    """What a percentage printed with its rounding says of two counts.

    Parameters
    ----------
    name : str
    part, whole : str
        Cells.
    share : Fraction
        part / whole as it is; it is rounded here as it is printed, half up.
    decimals : int
        Decimals of the per cent.
    hideable : bool
        Whether it need not be printed.

    Returns
    -------
    tuple of Statement
        The share lies from half a unit below the printed number to less than half a
        unit above it.

    Examples
    --------
    >>> from fractions import Fraction
    >>> low, high = printed_share("s", "women", "total", Fraction(2, 7))
    >>> low.terms, low.lower
    ((('women', 2000), ('total', -571)), 0)
    """
    unit = 100 * 10**decimals
    twice = int(2 * share * unit + 1) // 2 * 2
    above: tuple[tuple[str, int], ...] = ((part, 2 * unit), (whole, -(twice - 1)))
    below: tuple[tuple[str, int], ...] = ((whole, twice + 1), (part, -2 * unit))
    return (
        Statement(f"{name} at least", above, 0, None, hideable=hideable),
        Statement(f"{name} below", below, 1, None, hideable=hideable),
    )


def _name(place: tuple[int, ...], shape: tuple[int, ...]) -> str:
    parts = zip(place, shape, strict=True)
    return ",".join(ALL if at == size else str(at) for at, size in parts)


def _sums(
    full: tuple[int, ...], shape: tuple[int, ...], prefix: str
) -> Iterator[Statement]:
    """Along every line of the table, the parts add up to the margin at its end."""
    for axis, size in enumerate(shape):
        others = [range(n) if at != axis else (size,) for at, n in enumerate(full)]
        for place in product(*others):
            line = [(*place[:axis], at, *place[axis + 1 :]) for at in range(size)]
            margin = prefix + _name(place, shape)
            terms = [(prefix + _name(part, shape), 1) for part in line]
            yield Statement(f"{margin} sum {axis}", (*terms, (margin, -1)))
