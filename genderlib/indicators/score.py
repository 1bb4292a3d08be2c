"""Score limits for two shares: difference, ratio and odds ratio.

A score test asks how far the counts lie from those expected where the two shares
differ by exactly so much; the limits are the values it does not reject. The expected
shares solve a cubic (difference) or quadratic (ratio, odds ratio) equation in closed
form; the limits are searched between brackets, all rows at once.

Miettinen, O. and Nurminen, M. (1985). Comparative Analysis of Two Rates. Statistics
in Medicine 4(2), 213-226.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from genderlib.indicators import libraries
from genderlib.indicators.limits import normal_point

if TYPE_CHECKING:
    from collections.abc import Callable

    from genderlib.indicators.counts import Array
    from genderlib.indicators.limits import Limits

# Women and total of group a, women and total of group b.
Pair: TypeAlias = "tuple[Array, Array, Array, Array]"
# Distance of the counts from a value held true, and its variance.
Distance: TypeAlias = "Callable[..., tuple[Array, Array]]"

# Ratios of counts up to 2**53, and of their odds, lie well within exp(+-80).
WIDEST_LOG = 80.0


def difference_limits(pair: Pair, tail: float) -> Limits:
    """Limits for share a minus share b, with the factor N / (N - 1)."""
    women_a, total_a, women_b, total_b = pair
    seen = women_a / total_a - women_b / total_b
    brackets = (-np.ones_like(seen), seen), (seen, np.ones_like(seen))
    lower, upper = _inverted(_difference, pair, tail, brackets, corrected=True)
    return np.where(seen == -1, -1, lower), np.where(seen == 1, 1, upper)


def ratio_limits(pair: Pair, tail: float, *, corrected: bool) -> Limits:
    """Limits for share a over share b: 0 without women in a, none without in b."""
    women_a, total_a, women_b, total_b = pair
    lower, upper = _on_logs(
        _ratio, pair, tail, women_a * total_b, women_b * total_a, corrected=corrected
    )
    nobody = 0 * total_a * total_b
    lower = np.where(women_a == 0, 0, lower) + nobody
    return lower, np.where(women_b == 0, np.inf, upper) + nobody


def odds_ratio_limits(pair: Pair, tail: float, *, corrected: bool) -> Limits:
    """Limits for the odds in a over the odds in b."""
    women_a, total_a, women_b, total_b = pair
    top, bottom = women_a * (total_b - women_b), (total_a - women_a) * women_b
    lower, upper = _on_logs(_odds_ratio, pair, tail, top, bottom, corrected=corrected)
    nobody = 0 * total_a * total_b
    lower = np.where(top == 0, 0, lower) + nobody
    return lower, np.where(bottom == 0, np.inf, upper) + nobody


def _on_logs(
    distance: Distance,
    pair: Pair,
    tail: float,
    top: Array,
    bottom: Array,
    *,
    corrected: bool,
) -> Limits:
    """Search around the logarithm of the quotient seen."""
    quotient = np.where(top > 0, top, 1) / np.where(bottom > 0, bottom, 1)
    seen = np.log(quotient)
    seen = np.where(bottom == 0, WIDEST_LOG, np.where(top == 0, -WIDEST_LOG, seen))
    edge = np.full_like(seen, WIDEST_LOG)
    brackets = (-edge, seen), (seen, edge)
    lower, upper = _inverted(distance, pair, tail, brackets, corrected=corrected)
    return np.exp(lower), np.exp(upper)


def _inverted(
    distance: Distance,
    pair: Pair,
    tail: float,
    brackets: tuple[Limits, Limits],
    *,
    corrected: bool,
) -> Limits:
    """Values on each side at which the score test just rejects."""
    everyone = pair[1] + pair[3]
    factor = everyone / (everyone - 1) if corrected else np.ones_like(everyone)
    z2 = normal_point(tail) ** 2

    def excess(value: Array, factor: Array, *pair: Array) -> Array:
        gap, variance = distance(value, *pair)
        margin = z2 * factor * variance
        # Between -1/2 and 1/2, so that the search never meets an infinite value.
        whole = gap**2 + margin
        return np.where(whole > 0, gap**2 / np.where(whole > 0, whole, 1), 0) - 0.5

    find_root = libraries.elementwise().find_root
    lower, upper = (
        find_root(excess, bracket, args=(factor, *pair)).x for bracket in brackets
    )
    return lower, upper


def _difference(
    value: Array, women_a: Array, total_a: Array, women_b: Array, total_b: Array
) -> tuple[Array, Array]:
    """Distance from a difference of shares."""
    pair = women_a, total_a, women_b, total_b
    least, most = np.maximum(0, -value), np.minimum(1, 1 - value)
    share_b = np.clip(_cubic_root(value, pair), least, most)
    for _ in range(3):
        share_b = np.clip(_newton_step(value, share_b, pair), least, most)
    share_a = np.clip(share_b + value, 0, 1)
    gap = women_a / total_a - women_b / total_b - value
    return gap, _variance(share_a, total_a) + _variance(share_b, total_b)


def _cubic_root(value: Array, pair: Pair) -> Array:
    """Expected share of b in closed form; appendix of the paper."""
    women_a, total_a, women_b, total_b = pair
    everyone = total_a + total_b
    women, weight_b = (women_a + women_b) / everyone, total_b / everyone
    only_b = women_b / everyone
    # Coefficients of the cubic, the first being 1.
    c2 = (1 + weight_b) * value - 1 - women
    c1 = (weight_b * value - 1 - 2 * only_b) * value + women
    c0 = only_b * value * (1 - value)
    bend = (c2 / 3) ** 3 - c1 * c2 / 6 + c0 / 2
    spread = np.copysign(np.sqrt(np.maximum((c2 / 3) ** 2 - c1 / 3, 0)), bend)
    cosine = np.where(spread == 0, 0, bend / np.where(spread == 0, 1, spread**3))
    angle = (np.pi + np.arccos(np.clip(cosine, -1, 1))) / 3
    return np.asarray(2 * spread * np.cos(angle) - c2 / 3)


def _newton_step(value: Array, share_b: Array, pair: Pair) -> Array:
    """Give back the digits that the closed form loses where two roots are close."""
    women_a, total_a, women_b, total_b = pair
    share_a = share_b + value
    spread_a, spread_b = share_a * (1 - share_a), share_b * (1 - share_b)
    gap_a, gap_b = women_a - total_a * share_a, women_b - total_b * share_b
    slope = (
        gap_a * (1 - 2 * share_b)
        + gap_b * (1 - 2 * share_a)
        - total_a * spread_b
        - total_b * spread_a
    )
    excess = gap_a * spread_b + gap_b * spread_a
    step = excess / np.where(slope < 0, slope, 1)
    return np.where(slope < 0, share_b - step, share_b)


def _ratio(
    value: Array, women_a: Array, total_a: Array, women_b: Array, total_b: Array
) -> tuple[Array, Array]:
    """Distance from a ratio of shares, given by its logarithm."""
    ratio = np.exp(value)
    women, everyone = women_a + women_b, total_a + total_b
    middle = ratio * (total_a + women_b) + women_a + total_b
    root = np.sqrt(np.maximum(middle**2 - 4 * ratio * everyone * women, 0))
    share_b = 2 * women / (middle + root)
    share_a = np.minimum(ratio * share_b, 1)
    # Divided by the ratio where it is large, so that nothing overflows.
    scale = np.maximum(ratio, 1)
    gap = women_a / total_a / scale - ratio / scale * (women_b / total_b)
    variance_b = (ratio / scale) ** 2 * _variance(share_b, total_b)
    return gap, _variance(share_a, total_a) / scale**2 + variance_b


def _odds_ratio(
    value: Array, women_a: Array, total_a: Array, women_b: Array, total_b: Array
) -> tuple[Array, Array]:
    """Distance from an odds ratio, given by its logarithm."""
    expected = expected_cells((women_a, total_a, women_b, total_b), np.exp(value))
    observed = [women_a, total_a - women_a, women_b, total_b - women_b]
    pairs = zip((1, -1, -1, 1), observed, expected, strict=True)
    gaps = np.stack([sign * (seen - e) for sign, seen, e in pairs])
    sizes = np.stack([s + e for s, e in zip(observed, expected, strict=True)])
    smallest = sizes.argmin(axis=0)[np.newaxis]
    gap = np.take_along_axis(gaps, smallest, axis=0)[0]
    spread_a = expected[0] * expected[1] / total_a
    spread_b = expected[2] * expected[3] / total_b
    both = spread_a + spread_b
    return gap, spread_a * spread_b / np.where(both > 0, both, 1)


def expected_cells(pair: Pair, odds_ratio: Array | float) -> list[Array]:
    """Women and men in a, women and men in b under an odds ratio and all margins.

    Each cell is found by itself, so that the smallest keeps its digits.
    """
    women_a, total_a, women_b, total_b = pair
    women = women_a + women_b
    men = total_a + total_b - women
    return [
        _expected(women, total_a, total_b, 1 / odds_ratio),
        _expected(men, total_a, total_b, odds_ratio),
        _expected(women, total_b, total_a, odds_ratio),
        _expected(men, total_b, total_a, 1 / odds_ratio),
    ]


def _expected(women: Array, total: Array, others: Array, odds: Array | float) -> Array:
    """Women expected in a group where the other one's odds are so many times higher."""
    middle = others * odds + total - women * (odds - 1)
    root = np.sqrt(np.maximum(middle**2 + 4 * total * (odds - 1) * women, 0))
    # The form without a difference of nearly equal numbers, on either side of 0.
    ahead = middle > 0
    divisor = np.where(ahead, middle + root, 2 * total * (odds - 1))
    top = np.where(ahead, 2 * women, root - middle)
    return total * np.minimum(top / np.where(divisor == 0, 1, divisor), 1)


def _variance(share: Array, total: Array) -> Array:
    return np.asarray(share * (1 - share) / total)
