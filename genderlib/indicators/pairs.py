"""Limits in closed form for two shares, and the methods by name.

Every method takes women and total of group a and of group b, and the probability left
out on each side.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from genderlib.indicators import libraries, score
from genderlib.indicators.limits import normal_point, wilson

if TYPE_CHECKING:
    from collections.abc import Callable

    from genderlib.indicators.counts import Array
    from genderlib.indicators.limits import Limits
    from genderlib.indicators.score import Pair


def newcombe(pair: Pair, tail: float) -> Limits:
    """Square-and-add the distances to the Wilson limits of both shares."""
    women_a, total_a, women_b, total_b = pair
    share_a, share_b = women_a / total_a, women_b / total_b
    lower_a, upper_a = wilson(women_a, total_a, tail)
    lower_b, upper_b = wilson(women_b, total_b, tail)
    difference = share_a - share_b
    return (
        difference - np.hypot(share_a - lower_a, upper_b - share_b),
        difference + np.hypot(upper_a - share_a, share_b - lower_b),
    )


def wald(pair: Pair, tail: float, *, added: int = 0) -> Limits:
    """Difference plus and minus its estimated standard error, cut at -1 and 1."""
    women_a, total_a, women_b, total_b = pair
    share_a = (women_a + added) / (total_a + 2 * added)
    share_b = (women_b + added) / (total_b + 2 * added)
    variance_a = share_a * (1 - share_a) / (total_a + 2 * added)
    variance_b = share_b * (1 - share_b) / (total_b + 2 * added)
    margin = normal_point(tail) * np.sqrt(variance_a + variance_b)
    difference = share_a - share_b
    return np.maximum(difference - margin, -1), np.minimum(difference + margin, 1)


def katz(pair: Pair, tail: float) -> Limits:
    """Ratio of shares on the log scale; missing where a group has no woman."""
    women_a, total_a, women_b, total_b = (np.where(n == 0, np.nan, n) for n in pair)
    ratio = women_a / total_a / (women_b / total_b)
    variance = 1 / women_a - 1 / total_a + 1 / women_b - 1 / total_b
    return _on_log_scale(ratio, variance, tail)


def woolf(pair: Pair, tail: float) -> Limits:
    """Odds ratio on the log scale; missing where a group is all women or all men."""
    women_a, total_a, women_b, total_b = pair
    cells = women_a, total_a - women_a, women_b, total_b - women_b
    yes_a, no_a, yes_b, no_b = (np.where(n == 0, np.nan, n) for n in cells)
    variance = 1 / yes_a + 1 / no_a + 1 / yes_b + 1 / no_b
    return _on_log_scale(yes_a * no_b / (no_a * yes_b), variance, tail)


def conditional(pair: Pair, tail: float, *, mid: bool) -> Limits:
    """Odds ratio from Fisher's exact distribution, one table after the other."""
    women_a, total_a, women_b, total_b = pair
    known = np.isfinite(total_a) & np.isfinite(total_b)
    lower, upper = (np.full(known.shape, np.nan) for _ in range(2))
    for at in map(tuple, np.argwhere(known)):
        table = women_a[at], total_a[at], women_b[at], total_b[at]
        lower[at] = _conditional_lower(table, tail, mid=mid)
        # The groups change places, and with them the limits, turned over.
        swapped = _conditional_lower((*table[2:], *table[:2]), tail, mid=mid)
        upper[at] = 1 / swapped if swapped else np.inf
    return lower, upper


DIFFERENCE_METHODS: dict[str, Callable[[Pair, float], Limits]] = {
    "newcombe": newcombe,
    "miettinen-nurminen": score.difference_limits,
    "agresti-caffo": partial(wald, added=1),
    "wald": wald,
}
RATIO_METHODS: dict[str, Callable[[Pair, float], Limits]] = {
    "miettinen-nurminen": partial(score.ratio_limits, corrected=True),
    "koopman": partial(score.ratio_limits, corrected=False),
    "katz": katz,
}
ODDS_RATIO_METHODS: dict[str, Callable[[Pair, float], Limits]] = {
    "miettinen-nurminen": partial(score.odds_ratio_limits, corrected=True),
    "conditional-exact": partial(conditional, mid=False),
    "conditional-mid-p": partial(conditional, mid=True),
    "woolf": woolf,
}


def _on_log_scale(centre: Array, variance: Array, tail: float) -> Limits:
    reach = np.exp(normal_point(tail) * np.sqrt(variance))
    return centre / reach, centre * reach


def _conditional_lower(
    table: tuple[float, float, float, float], tail: float, *, mid: bool
) -> float:
    """Odds ratio under which so many women in a or more have this probability."""
    seen, total_a, women_b, total_b = table
    women = seen + women_b
    counts = np.arange(max(0, women - total_b), min(total_a, women) + 1)
    if seen == counts[0]:
        return 0.0
    choices = libraries.special().gammaln
    logs = -choices(counts + 1) - choices(total_a - counts + 1)
    logs -= choices(women - counts + 1) + choices(total_b - women + counts + 1)
    weight = np.where(counts == seen, 0.5 if mid else 1.0, counts > seen)

    def excess(log_ratio: float) -> float:
        raised = logs + counts * log_ratio
        chances = np.exp(raised - raised.max())
        return float((weight * chances).sum() / chances.sum() - tail)

    edge = score.WIDEST_LOG
    return float(np.exp(libraries.optimize().brentq(excess, -edge, edge)))
