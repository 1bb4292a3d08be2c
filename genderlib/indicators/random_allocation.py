"""Segregation that a lot gives on average, the sizes of units and groups staying.

Under a lot the number of women in a unit is hypergeometric, and the expectation of an
index that is a sum over units is the sum of exact expectations. It depends on the size
of a unit only, so that units of one size are worked out once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from genderlib.indicators.distributions import Hypergeometric
from genderlib.indicators.information import divergence

if TYPE_CHECKING:
    from genderlib.indicators.counts import Array

VALUES_AT_ONCE = 2**20  # of the sums that are held in memory together
# Counts further from the mean than this many units of the exponent in the bounds of
# Hoeffding and of Bernstein have a probability below 2 exp(-45), about 6e-20.
REACH = 45.0


def expected_distance(totals: Array, all_women: int, all_men: int) -> float:
    """Mean dissimilarity index."""
    sizes, repeats = np.unique(totals[totals > 0], return_counts=True)
    size, women, men = sizes.astype(float), float(all_women), float(all_men)
    everyone = women + men
    above = np.floor(size * (women / everyone)) + 1  # first whole number over the mean
    likely = Hypergeometric(size, np.asarray(women), np.asarray(everyone)).probability(
        above
    )
    half = above * np.maximum(men - size + above, 0) / everyone * likely
    return float((repeats * half).sum() * (everyone / women / men))


def expected_information(cells: Array) -> float:
    """Mean mutual information index."""
    groups, everyone = cells.sum(axis=0), float(cells.sum())
    totals = cells.sum(axis=1)
    sizes, repeats = np.unique(totals[totals > 0], return_counts=True)
    together = sum(
        (repeats * _mean_divergence(sizes.astype(float), float(group), everyone)).sum()
        for group in groups
        if group > 0
    )
    return float(together / everyone)


def _mean_divergence(sizes: Array, group: float, everyone: float) -> Array:
    """Mean of x ln(x / m) - x + m over the counts x of a group in units of a size."""
    mean = sizes * (group / everyone)
    reach = _reach(sizes, mean, group, everyone)
    first = np.maximum(np.maximum(0, sizes - (everyone - group)), mean - reach)
    last = np.minimum(np.minimum(sizes, group), mean + reach)
    first, last = np.ceil(first).astype(np.int64), np.floor(last).astype(np.int64)
    found = np.zeros(sizes.size)
    for block in _blocks(last - first + 1):
        found[block] = _summed(
            sizes[block], mean[block], first[block], last[block], group, everyone
        )
    return found


def _reach(sizes: Array, mean: Array, group: float, everyone: float) -> Array:
    """Distance from the mean beyond which nothing adds up to anything."""
    variance = mean * (1 - group / everyone)
    bernstein = REACH / 3 + np.sqrt((REACH / 3) ** 2 + 2 * REACH * variance)
    return np.asarray(np.minimum(np.sqrt(REACH / 2 * sizes), bernstein) + 1)


def _blocks(lengths: Array) -> list[slice]:
    """Runs of units whose sums fit into memory together."""
    run = (np.cumsum(lengths) - 1) // VALUES_AT_ONCE
    starts = np.flatnonzero(np.diff(run, prepend=-1))
    ends = [*starts[1:], len(lengths)]
    return [slice(int(a), int(b)) for a, b in zip(starts, ends, strict=True)]


def _summed(
    sizes: Array, mean: Array, first: Array, last: Array, group: float, everyone: float
) -> Array:
    lengths = last - first + 1
    unit = np.repeat(np.arange(sizes.size), lengths)
    offset = np.cumsum(lengths) - lengths
    count = (np.arange(unit.size) - offset[unit] + first[unit]).astype(float)
    model = Hypergeometric(sizes[unit], np.asarray(group), np.asarray(everyone))
    terms = divergence(count, mean[unit])
    return np.bincount(unit, model.probability(count) * terms, minlength=sizes.size)
