"""Segregation measured by information: it adds up over groups and nested units."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from genderlib.indicators.counts import Array, Table, Values, read_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def mutual_information_index(counts: Values | pd.DataFrame) -> float:
    """How much a person's unit says about the group, and the other way round.

    Parameters
    ----------
    counts : array_like of int, shape (n_units, n_groups)
        Units by groups, such as women and men; empty rows and columns change nothing.
        [persons]

    Returns
    -------
    float
        M in nats: 0 when every unit mirrors the whole, at most the entropy of the
        groups (0.693 for as many women as men) when no unit is mixed.

    Raises
    ------
    ValueError
        If a count is missing, negative, fractional or infinite, if all persons are of
        one group or in one unit, or if the table is empty.

    Notes
    -----
    M = sum over units and groups of p_ig ln(p_ig / (p_i p_g))

    It adds up over nested units and over groups: see `decompose_segregation` and
    `local_segregation`.

    Misleads where units are small, see `expected_mutual_information`, and when read as
    a fraction: `theil_index` is one.

    References
    ----------
    Theil, H. and Finizza, A. J. (1971). A Note on the Measurement of Racial
    Integration of Schools by Means of Informational Concepts. Journal of Mathematical
    Sociology 1(2), 187-193.

    Mora, R. and Ruiz-Castillo, J. (2011). Entropy-Based Segregation Indices.
    Sociological Methodology 41(1), 159-194.

    Examples
    --------
    The five courses of 2020, women and men:

    >>> courses = [[10, 8], [2, 2], [6, 7], [7, 3], [4, 3]]
    >>> round(mutual_information_index(courses), 4)
    0.0134
    """
    return float(mutual_information(read_mixed(counts).cells))


def theil_index(counts: Values | pd.DataFrame) -> float:
    """Information on the group that the unit gives, as a part of all there is.

    Parameters
    ----------
    counts : array_like of int, shape (n_units, n_groups)
        Units by groups, such as women and men; empty rows and columns change nothing.
        [persons]

    Returns
    -------
    float
        Fraction H: 0 when every unit mirrors the whole, 1 when no unit is mixed.

    Raises
    ------
    ValueError
        If a count is missing, negative, fractional or infinite, if all persons are of
        one group or in one unit, or if the table is empty.

    Notes
    -----
    H = M / E with E = - sum over groups of p_g ln(p_g)

    Misleads where units are small: see `expected_theil`. Its scale is not that of the
    dissimilarity index: the courses of 2020 give 0.02 and 0.12.

    References
    ----------
    Theil, H. (1972). Statistical Decomposition Analysis. North-Holland.

    Reardon, S. F. and Firebaugh, G. (2002). Measures of Multigroup Segregation.
    Sociological Methodology 32, 33-67.

    Examples
    --------
    The five courses of 2020, women and men:

    >>> round(theil_index([[10, 8], [2, 2], [6, 7], [7, 3], [4, 3]]), 4)
    0.0195
    """
    cells = read_mixed(counts).cells
    return float(mutual_information(cells) / entropy(cells))


def local_segregation(counts: Values | pd.DataFrame) -> Any:
    """How far the mix of each unit is from the mix of the whole.

    Parameters
    ----------
    counts : array_like of int, shape (n_units, n_groups)
        Units by groups, such as women and men. [persons]

    Returns
    -------
    array, or Series for a DataFrame
        Nats, one per unit: 0 where the unit mirrors the whole, at most -ln(p) in a
        unit of one group with the share p in all. Weighted by the units' part of all
        persons they add up to the mutual information index. Missing for empty units.

    Raises
    ------
    ValueError
        If a count is missing, negative, fractional or infinite, if all persons are of
        one group or in one unit, or if the table is empty.

    Notes
    -----
    local_i = sum over groups of p_g|i ln(p_g|i / p_g)

    Misleads where the unit is small: a unit of one person is always far from the
    whole.

    References
    ----------
    Alonso-Villar, O. and del Rio, C. (2010). Local versus Overall Segregation
    Measures. Mathematical Social Sciences 60(1), 30-38.

    Elbers, B. (2023). A Method for Studying Differences in Segregation across Time and
    Space. Sociological Methods and Research 52(1), 5-42.

    Examples
    --------
    The five courses of 2020; the fourth, English, with 7 women of 10, is furthest off:

    >>> courses = [[10, 8], [2, 2], [6, 7], [7, 3], [4, 3]]
    >>> local_segregation(courses).round(4)
    array([0.    , 0.0067, 0.0186, 0.0426, 0.0004])
    """
    table = read_mixed(counts)
    totals = table.cells.sum(axis=1)
    expected = totals[:, np.newaxis] * (table.cells.sum(axis=0) / totals.sum())
    distance = divergence(table.cells, expected).sum(axis=1)
    someone = totals > 0
    local = np.where(someone, distance / np.where(someone, totals, 1), np.nan)
    return table.answer(local)


def decompose_segregation(
    counts: Values | pd.DataFrame, levels: Mapping[str, Sequence[object] | Values]
) -> pd.DataFrame:
    """Segregation between divisions, and between the units within them.

    Parameters
    ----------
    counts : array_like of int, shape (n_units, n_groups)
        Units by groups, such as women and men. [persons]
    levels : mapping of str to sequence, each of length n_units
        For each level above the unit, the outermost first, the part of it that each
        unit belongs to: ``{"organisation": [...], "division": [...]}``.

    Returns
    -------
    DataFrame
        One row per level and a last one, "unit": segregation between the parts of a
        level within the level above. Columns `mutual_information` (nats) and `theil`
        (fraction), 0 where a level adds nothing; they add up to the indices of all
        units.

    Raises
    ------
    ValueError
        If a count is missing, negative, fractional or infinite, if all persons are of
        one group or in one unit, if the table is empty, or if a level is named "unit"
        or does not name one part for each unit.

    Notes
    -----
    M = M between divisions + sum over divisions of T_d / T * M_d

    and so on for each level within the one above. Parts of the same name in different
    parts of the level above are different.

    Misleads where the inner units are small: chance alone gives them most of the
    total.

    References
    ----------
    Theil, H. (1972). Statistical Decomposition Analysis. North-Holland.

    Mora, R. and Ruiz-Castillo, J. (2011). Entropy-Based Segregation Indices.
    Sociological Methodology 41(1), 159-194.

    Examples
    --------
    The courses of 2020 by kind: for a grade, or for a skill:

    >>> courses = [[10, 8], [2, 2], [6, 7], [7, 3], [4, 3]]
    >>> kind = ["grade", "grade", "grade", "skill", "skill"]
    >>> decompose_segregation(courses, {"kind": kind}).round(4)
          mutual_information   theil
    kind              0.0080  0.0116
    unit              0.0055  0.0079
    """
    cells = read_mixed(counts).cells
    if "unit" in levels:
        raise ValueError('levels must not be named "unit": the rows of counts are')
    units = len(cells)
    parents, parts = np.zeros(units, dtype=np.int64), {}
    for name, labels in levels.items():
        children = _within(parents, _labels(name, labels, units))
        parts[name] = _information_between(cells, parents, children)
        parents = children
    parts["unit"] = _information_between(cells, parents, np.arange(units))
    information = pd.Series(parts)
    return pd.DataFrame(
        {"mutual_information": information, "theil": information / entropy(cells)}
    )


def read_mixed(counts: Values | pd.DataFrame, name: str = "counts") -> Table:
    """Table with at least two groups and two units that hold anyone."""
    table = read_table(name, counts)
    if np.count_nonzero(table.cells.sum(axis=0)) < 2:
        raise ValueError(f"{name} must hold persons of two groups: no index is defined")
    if np.count_nonzero(table.cells.sum(axis=1)) < 2:
        raise ValueError(
            f"{name} must hold persons in two units: one alone cannot be segregated"
        )
    return table


def mutual_information(cells: Array) -> Array:
    """Index of a table, or of many along the axes before the last two."""
    units = cells.sum(axis=-1, keepdims=True)
    groups = cells.sum(axis=-2, keepdims=True)
    everyone = units.sum(axis=-2, keepdims=True)
    distance = divergence(cells, units * (groups / everyone)).sum(axis=(-2, -1))
    return np.asarray(distance / everyone[..., 0, 0])


def divergence(seen: Array, expected: Array) -> Array:
    """Terms x ln(x / m) - x + m: none is negative, so that no sum loses digits.

    What the extra x and m add is 0 over a table, because both add up to everyone.
    """
    present = seen > 0  # so that something is expected, too
    ratio = np.where(present, seen, 1) / np.where(present, expected, 1)
    near = np.abs(ratio - 1) < 0.5
    logs = np.where(near, np.log1p(np.where(near, ratio - 1, 0)), np.log(ratio))
    return np.where(present, expected * (ratio * logs - (ratio - 1)), expected)


def entropy(cells: Array) -> Array:
    groups = cells.sum(axis=-2)
    shares = groups / groups.sum(axis=-1, keepdims=True)
    logs = np.log(np.where(shares > 0, shares, 1))
    return np.asarray(-(shares * logs).sum(axis=-1))


def _information_between(cells: Array, parents: Array, children: Array) -> float:
    """Mutual information of parts with groups, within the parts above them."""
    below, parent_of = _summed(cells, children), parents[_first_rows(children)]
    above = _summed(cells, parents)[parent_of]
    held = above.sum(axis=1, keepdims=True)
    mix = above / np.where(held > 0, held, 1)
    expected = below.sum(axis=1, keepdims=True) * mix
    return float(divergence(below, expected).sum() / cells.sum())


def _summed(cells: Array, codes: Array) -> Array:
    parts = np.zeros((codes.max() + 1, cells.shape[1]))
    np.add.at(parts, codes, cells)
    return parts


def _first_rows(codes: Array) -> Array:
    return np.unique(codes, return_index=True)[1]


def _within(parents: Array, labels: Array) -> Array:
    """Number the parts anew, so that equal names under other parents differ."""
    return np.unique(parents * (labels.max() + 1) + labels, return_inverse=True)[1]


def _labels(name: str, labels: object, units: int) -> Array:
    codes, _ = pd.factorize(np.asarray(labels, dtype=object))
    if codes.shape != (units,):
        raise ValueError(f"levels[{name!r}] names {len(codes)} parts for {units} units")
    if (codes < 0).any():
        position = int(np.flatnonzero(codes < 0)[0])
        raise ValueError(f"levels[{name!r}] names no part at position {position}")
    return codes
