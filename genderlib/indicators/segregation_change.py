"""What moved segregation between two years: who is there, or how they are spread."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from genderlib.indicators.change import refuse_twice
from genderlib.indicators.information import mutual_information, read_mixed

if TYPE_CHECKING:
    from genderlib.indicators.counts import Array, Table, Values

# What an empty cell counts while a table is fitted to other margins, as in the R
# package segregation: without it a unit of one sex could never take in the other.
TRACE = 1e-10
STEPS = 200
HALVINGS = 30
PRECISION = 1e-14  # of the margins, as parts of everyone
LONGEST_STEP = 8.0  # on the scale of logarithms


@dataclass(frozen=True)
class SegregationChange:
    """A change of segregation in parts: see `decompose_segregation_change`."""

    before: float
    after: float
    change: float
    additions: float
    removals: float
    group_margin: float
    unit_margin: float
    structure: float


def decompose_segregation_change(
    before: Values | pd.DataFrame, after: Values | pd.DataFrame
) -> SegregationChange:
    """Change of the mutual information index: margins, structure, new and closed units.

    Parameters
    ----------
    before, after : DataFrame or array_like of int, shape (n_units, n_groups)
        Units by groups, such as women and men, in two years. Rows and columns of
        DataFrames are matched by their labels, those of arrays by their order.
        [persons]

    Returns
    -------
    SegregationChange
        `before` and `after`, the indices in nats; `change`, after - before; and its
        parts, 0 where nothing of the kind happened: `additions` and `removals` (units
        or groups that one year does not have), `group_margin` (more women in all),
        `unit_margin` (units that grew) and `structure` (who works where, all sizes
        being equal). The parts add up to the change and change sign with the years.

    Raises
    ------
    ValueError
        If a count is missing, negative, fractional or infinite, if all persons of a
        year are of one group or in one unit, if arrays differ in shape, if a DataFrame
        names a unit or a group twice, or if the years have fewer than two units or two
        groups in common.

    Notes
    -----
    additions = M(after) - M(after, common units)

    removals = M(common units, before) - M(before)

    structure = 1/2 (M(A'B) - M(A)) + 1/2 (M(B) - M(B'A)), where A'B has the odds of
    the year after and the margins of the year before, B'A the other way round; the
    rest is divided between the margins by the mean over both orders of change. Tables
    with the margins of another year have their odds kept (iterative proportional
    fitting, solved here by Newton's method); empty cells count 1e-10 persons there.

    Misleads where units are few or small: structure then moves by chance. Compare the
    indices with their expected values first.

    References
    ----------
    Elbers, B. (2023). A Method for Studying Differences in Segregation across Time and
    Space. Sociological Methods and Research 52(1), 5-42 (online 2021).

    Deutsch, J., Flueckiger, Y. and Silber, J. (2009). Analyzing Changes in
    Occupational Segregation: The Case of Switzerland (1970-2000). Research on Economic
    Inequality 17, 171-202.

    Examples
    --------
    The elected councils of Ha Giang and of Lao Cai, 2021-2026, by tier (province,
    district, commune), women and men: two places are compared like two years:

    >>> ha_giang = [[19, 38], [132, 238], [1348, 2706]]
    >>> lao_cai = [[21, 34], [125, 173], [1198, 2020]]
    >>> found = decompose_segregation_change(ha_giang, lao_cai)
    >>> round(found.change, 6), round(found.structure, 6), round(found.unit_margin, 6)
    (0.00026, 0.000248, 2e-06)
    """
    first, second = _matched(before, after)
    units = first.index.intersection(second.index, sort=False)
    groups = first.columns.intersection(second.columns, sort=False)
    if min(len(units), len(groups)) < 2:
        raise ValueError("before and after must share two units and two groups")
    old, new = (t.loc[units, groups].to_numpy() for t in (first, second))
    tables = _adjusted(old, new)
    start, end = tables[0, 0, 0], tables[1, 1, 1]
    was, now = (float(mutual_information(t.to_numpy())) for t in (first, second))
    by_group = tables[:, :, 1] - tables[:, :, 0]
    by_unit = tables[:, 1, :] - tables[:, 0, :]
    by_odds = tables[1] - tables[0]
    return SegregationChange(
        before=was,
        after=now,
        change=now - was,
        additions=float(now - end),
        removals=float(start - was),
        group_margin=float(by_group.mean()),
        unit_margin=float(by_unit.mean()),
        structure=float(by_odds[0, 0] + by_odds[1, 1]) / 2,
    )


def _matched(
    before: Values | pd.DataFrame, after: Values | pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Both years with labels, without the units and groups that have no one."""
    first, second = read_mixed(before, "before"), read_mixed(after, "after")
    if first.units is None and second.units is None:
        if first.cells.shape != second.cells.shape:
            shapes = f"{first.cells.shape} and {second.cells.shape}"
            raise ValueError(f"before and after differ in shape: {shapes}")
    elif first.units is None or second.units is None:
        raise ValueError("before and after must both be DataFrames or both arrays")
    return _labelled("before", first, before), _labelled("after", second, after)


def _labelled(name: str, table: Table, given: Values | pd.DataFrame) -> pd.DataFrame:
    refuse_twice(name, table)
    groups = given.columns if isinstance(given, pd.DataFrame) else None
    frame = pd.DataFrame(table.cells, index=table.units, columns=groups)
    return frame.loc[frame.any(axis=1), frame.any(axis=0)]


def _adjusted(old: Array, new: Array) -> Array:
    """Index of the odds of one year under the margins of one or the other.

    The axes say from which year the odds, the unit margin and the group margin are.
    """
    filled = [np.where(cells == 0, TRACE, cells) for cells in (old, new)]
    shares = [cells / cells.sum() for cells in filled]
    units, groups = ([s.sum(axis=axis) for s in shares] for axis in (1, 0))
    found = np.empty((2, 2, 2))
    for odds, unit, group in product((0, 1), repeat=3):
        table = (old, new)[odds]  # itself, so that no trace is left in it
        if not odds == unit == group:
            table = _fitted(filled[odds], units[unit], groups[group])
        found[odds, unit, group] = mutual_information(table)
    return found


def _fitted(cells: Array, units: Array, groups: Array) -> Array:
    """Table with the odds of the cells and these margins.

    Given a factor for each group the factor of each unit follows, so that only the
    group factors are searched: their logarithms maximise a concave function, whose
    slope is what the group margins still lack.
    """
    logs = np.log(cells)
    factors = np.log(groups) - np.log(cells.sum(axis=0))
    mix = _mix(logs + factors)
    for _ in range(STEPS):
        seen = units @ mix
        lacking = groups - seen
        if np.abs(lacking).max() < PRECISION:
            break
        bend = np.diag(seen) - (mix * units[:, np.newaxis]).T @ mix
        step = np.linalg.lstsq(bend, lacking, rcond=None)[0]
        step *= min(1.0, LONGEST_STEP / np.abs(step).max())
        # Halved while it leads so far over the top that the way back is as steep.
        for _ in range(HALVINGS):
            mix = _mix(logs + factors + step)
            if (groups - units @ mix) @ step >= -0.9 * (lacking @ step):
                break
            step /= 2
        factors = factors + step
    return np.asarray(units[:, np.newaxis] * mix)


def _mix(logs: Array) -> Array:
    """Parts of the groups in each unit, from logarithms that may be far from 0."""
    weights = np.exp(logs - logs.max(axis=1, keepdims=True))
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))
