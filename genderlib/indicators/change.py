"""What moved a share between two years: parts that add up to the change."""

from __future__ import annotations

from dataclasses import dataclass
from math import factorial
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from genderlib.indicators.counts import Array, Table, Values, read_scores, read_table

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, eq=False)
class ShareChange:
    """A change of the women's share in two parts: see `decompose_share_change`."""

    before: float
    after: float
    change: float
    composition: float
    rate: float
    units: pd.DataFrame


@dataclass(frozen=True, eq=False)
class FactorChange:
    """A change of a product in one part per factor: see `decompose_factors`."""

    before: float
    after: float
    change: float
    factors: pd.DataFrame


def decompose_share_change(
    before: Values | pd.DataFrame, after: Values | pd.DataFrame
) -> ShareChange:
    """Change of the women's share: units that grew, and shares inside units.

    Parameters
    ----------
    before, after : DataFrame with columns `women` and `total`, or array_like of int
        Counts per unit, level or group in two years, shape (n_units, 2). The rows of
        DataFrames are matched by their index, those of arrays by their order. A unit
        that one year does not have counts nobody there. [persons]

    Returns
    -------
    ShareChange
        `before` and `after`, the shares (fractions); `change`, after - before, from -1
        to 1; its parts `composition` (units with a high share grew) and `rate` (shares
        inside units rose), 0 where nothing of the kind happened; and `units`, a
        DataFrame of both parts per unit.

    Raises
    ------
    ValueError
        If a count is missing, negative, fractional or infinite, if women exceed their
        total, if a year has nobody, if arrays differ in length, or if a DataFrame has
        no column `women` or `total` or names a unit twice.

    Notes
    -----
    composition_i = (w_i' - w_i) * ((s_i + s_i') / 2 - (S + S') / 2)

    rate_i = (s_i' - s_i) * (w_i + w_i') / 2

    with w the unit's part of everyone, s its share, S the share in all, ' for after.
    What is taken off in the first line adds up to 0 and lets a unit count by its
    distance from the whole. A new or a closed unit has one share only: all of its part
    is composition.

    Misleads as an explanation of causes: it says where the change happened. Finer
    units move it from rate to composition.

    References
    ----------
    Kitagawa, E. M. (1955). Components of a Difference between Two Rates. Journal of
    the American Statistical Association 50(272), 1168-1194.

    Examples
    --------
    The elected councils of Ha Giang and of Lao Cai, 2021-2026, by tier (province,
    district, commune): two places are compared like two years:

    >>> ha_giang = [[19, 57], [132, 370], [1348, 4054]]
    >>> lao_cai = [[21, 55], [125, 298], [1198, 3218]]
    >>> found = decompose_share_change(ha_giang, lao_cai)
    >>> round(found.change, 4), round(found.composition, 4), round(found.rate, 4)
    (0.0418, 0.0, 0.0418)
    """
    first, second, units = _two_years(before, after)
    old_share, old_part = _share_and_part(first)
    new_share, new_part = _share_and_part(second)
    # A unit that only one year has keeps the share of that year.
    old_share, new_share = (
        np.where(first[:, 1] > 0, old_share, new_share),
        np.where(second[:, 1] > 0, new_share, old_share),
    )
    was, now = (float(t[:, 0].sum() / t[:, 1].sum()) for t in (first, second))
    middle = (old_share + new_share) / 2 - (was + now) / 2
    composition = (new_part - old_part) * middle
    rate = (new_share - old_share) * (old_part + new_part) / 2
    parts = pd.DataFrame({"composition": composition, "rate": rate}, index=units)
    return ShareChange(
        was, now, now - was, float(composition.sum()), float(rate.sum()), parts
    )


def decompose_factors(
    before: Mapping[str, float | Values], after: Mapping[str, float | Values]
) -> FactorChange:
    """Change of a product of factors, one part for each factor.

    Parameters
    ----------
    before, after : mapping of str to float, or to array_like of float
        The same factors in two years. With arrays, one value per subgroup in one
        order: the product is then summed over the subgroups.

    Returns
    -------
    FactorChange
        `before`, `after` and `change` of the product, and `factors`, a DataFrame with
        one row per factor: `standardised_before` and `standardised_after`, the product
        if only that factor had changed, and `effect`, their difference, 0 where the
        factor did not change. The effects add up to the change.

    Raises
    ------
    ValueError
        If a value is missing or infinite, if the years name different factors or none,
        or if the factors differ in length.

    Notes
    -----
    R = sum over subgroups of a * b * c ...

    effect of a = (a' - a) * Q, with Q the mean over all orders in which the factors
    could have changed, of the product of the others: for three factors
    (b c + b' c') / 3 + (b c' + b' c) / 6

    Misleads where factors cannot change one without the other, and as an explanation
    of causes.

    References
    ----------
    Das Gupta, P. (1993). Standardization and Decomposition of Rates: A User's Manual.
    U.S. Bureau of the Census, Current Population Reports P23-186, chapters 2 to 5.

    Examples
    --------
    Women in the National Assembly of Viet Nam, 14th and 15th term, as seats times
    their share, 133 of 496 and 151 of 499:

    >>> found = decompose_factors(
    ...     {"seats": 496, "share": 133 / 496}, {"seats": 499, "share": 151 / 499}
    ... )
    >>> found.factors["effect"].round(2)
    seats     0.86
    share    17.14
    Name: effect, dtype: float64
    """
    if not before or set(before) != set(after):
        raise ValueError("before and after must name the same factors, at least one")
    old, new = _factors("before", before, before), _factors("after", after, before)
    if old.shape != new.shape:
        raise ValueError("before and after must have the same subgroups")
    weight = np.stack([_other_factors(old, new, n) for n in range(len(old))])
    standardised = (old * weight).sum(axis=1), (new * weight).sum(axis=1)
    was, now = float(old.prod(axis=0).sum()), float(new.prod(axis=0).sum())
    factors = pd.DataFrame(
        {
            "standardised_before": standardised[0],
            "standardised_after": standardised[1],
            "effect": ((new - old) * weight).sum(axis=1),
        },
        index=list(before),
    )
    return FactorChange(was, now, now - was, factors)


def _two_years(
    before: Values | pd.DataFrame, after: Values | pd.DataFrame
) -> tuple[Array, Array, Any]:
    """Women and totals of the same units in both years."""
    first, second = _women_and_total("before", before), _women_and_total("after", after)
    if first.units is not None and second.units is not None:
        units = first.units.union(second.units, sort=False)
        return _at(first, units), _at(second, units), units
    if len(first.cells) != len(second.cells):
        raise ValueError(
            f"before has {len(first.cells)} units, after {len(second.cells)}: "
            "give DataFrames, whose index says which is which"
        )
    return first.cells, second.cells, None


def _women_and_total(name: str, given: Values | pd.DataFrame) -> Table:
    if isinstance(given, pd.DataFrame):
        lacking = [c for c in ("women", "total") if c not in given]
        if lacking:
            raise ValueError(f"{name} has no column {' and no column '.join(lacking)}")
        given = given[["women", "total"]]
    table = read_table(name, given)
    if table.cells.shape[1] != 2:
        raise ValueError(f"{name} must have two columns: women and total")
    refuse_twice(name, table)
    above = np.flatnonzero(table.cells[:, 0] > table.cells[:, 1])
    if above.size:
        women, total = table.cells[above[0]]
        raise ValueError(
            f"{name}: women must not exceed total: {women} > {total} "
            f"at position {above[0]}"
        )
    if not table.cells[:, 1].any():
        raise ValueError(f"{name} must count someone: no share is defined")
    return table


def refuse_twice(name: str, table: Table) -> None:
    """Raise ValueError where a unit stands in two rows."""
    if table.units is not None and not table.units.is_unique:
        twice = table.units[table.units.duplicated()][0]
        raise ValueError(f"{name} names the unit {twice!r} twice")


def _at(table: Table, units: pd.Index[Any]) -> Array:
    frame = pd.DataFrame(table.cells, index=table.units)
    return frame.reindex(units, fill_value=0).to_numpy()


def _share_and_part(table: Array) -> tuple[Array, Array]:
    women, total = table[:, 0], table[:, 1]
    share = women / np.where(total > 0, total, 1)
    return share, total / total.sum()


def _factors(
    name: str, given: Mapping[str, float | Values], order: Mapping[str, Any]
) -> Array:
    """Values of the factors, in one order, by subgroup."""
    labels = {key: f"{name}[{key!r}]" for key in order}
    listed = {labels[key]: np.atleast_1d(given[key]) for key in order}
    values = [read_scores(**{key: one})[key] for key, one in listed.items()]
    if len({value.size for value in values}) > 1:
        raise ValueError(f"{name}: factors must have one value for each subgroup")
    return np.stack(values).astype(float)


def _other_factors(old: Array, new: Array, factor: int) -> Array:
    """Mean product of the other factors over all orders of change, by subgroup.

    The terms of the polynomial prod(old + new t) collect the products with so many
    factors changed; an order chosen by lot finds s of the others changed first in
    s! (k - 1 - s)! / k! of the cases.
    """
    others = [n for n in range(len(old)) if n != factor]
    terms = np.ones((1, old.shape[1]))
    for n in others:
        grown = np.zeros((len(terms) + 1, old.shape[1]))
        grown[:-1] += terms * old[n]
        grown[1:] += terms * new[n]
        terms = grown
    k = len(old)
    chance = [factorial(s) * factorial(k - 1 - s) / factorial(k) for s in range(k)]
    return np.asarray(np.array(chance) @ terms)
