"""How many women a draw by lot gives an organisation: the band of a funnel plot."""

from __future__ import annotations

import math

from genderlib.indicators import libraries
from genderlib.indicators.counts import read_counts, read_level


def chance_band(
    total: int, pool_women: int, pool_total: int, *, level: float = 0.95
) -> tuple[int, int]:
    """Fewest and most women that chance gives so many drawn from a pool.

    Parameters
    ----------
    total : int
        How many are drawn: the size of one organisation. [persons]
    pool_women, pool_total : int
        Counts of all organisations together, this one included. [persons]
    level : float
        How often a draw lies in the band, at least; between 0 and 1.

    Returns
    -------
    tuple of int
        Fewest and most women, 0 to `total`. With at most (1 - level) / 2 fewer and as
        much more, so that the band of a small organisation is wide.

    Raises
    ------
    ValueError
        If a count is missing, negative, fractional or infinite, if women exceed the
        pool, if the pool is smaller than the draw, or if the level does not lie between
        0 and 1.

    Notes
    -----
    The quantiles (1 - level) / 2 and (1 + level) / 2 of the hypergeometric distribution
    of women among `total` drawn without putting back.

    Misleads as a norm: what lies in the band may still be unfair everywhere alike. With
    many organisations some lie outside the 95 % band by chance; 99.8 % is usual beside
    it. Where a count adds up many bodies, each elected from its own lists and with its
    own quotas, or where persons are chosen together, counts vary more (or less) than
    draws by lot, and the band is too narrow (or too wide).

    References
    ----------
    Spiegelhalter, D. J. (2005). Funnel plots for comparing institutional performance.
    Statistics in Medicine 24(8), 1185-1202.

    Examples
    --------
    The council of Lao Cai province, 55 seats, among those of Lao Cai, Ha Giang and Son
    La, where 63 of 177 members are women:

    >>> chance_band(55, 63, 177)
    (14, 25)
    """
    counts = read_counts(total=total, pool_women=pool_women, pool_total=pool_total)
    counts.refuse_above(["pool_women"], "pool_total")
    counts.refuse_above(["total"], "pool_total")
    for name in ("total", "pool_women", "pool_total"):
        if counts[name].shape or counts.missing(name).any():
            raise ValueError(f"{name} must be one whole number, not missing")
    tail = (1 - read_level(level)) / 2
    drawn = libraries.stats().hypergeom(
        int(counts["pool_total"]), int(counts["pool_women"]), int(counts["total"])
    )
    return int(drawn.ppf(tail)), math.floor(drawn.isf(tail))
