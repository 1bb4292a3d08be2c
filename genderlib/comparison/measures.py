"""What can be said of one group in several organisations, by its indicators."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from genderlib.indicators import (
    chance_band,
    corrected_dissimilarity,
    dissimilarity_index,
    expected_dissimilarity,
)
from genderlib.review.measures import Made, counted_inputs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from genderlib.review.facts import Count

BANDS: Final = {"95": 0.95, "998": 0.998}
"""The two bands of a funnel plot, as Spiegelhalter (2005) draws them."""

_INDICES: Final = {
    "dissimilarity": dissimilarity_index,
    "expected_dissimilarity": expected_dissimilarity,
    "corrected_dissimilarity": corrected_dissimilarity,
}
INDICES: Final = tuple(_INDICES)


def band_end(count: Count, pooled: tuple[int, int], end: str, level: str) -> Made:
    """An end of the shares that a draw by lot from all gives an organisation."""
    women, total = pooled
    ends = _band(count.total, women, total, BANDS[level])
    inputs = (("total", count.total), ("pool_women", women), ("pool_total", total))
    exact = Fraction(ends[end == "high"], count.total)
    return Made("share", exact, "chance_band", inputs)


def beyond(count: Count, pooled: tuple[int, int]) -> int:
    """1 above the wide band, -1 below it, 0 within."""
    low, high = _band(count.total, *pooled, BANDS["998"])
    return (count.women > high) - (count.women < low)


@lru_cache(maxsize=1024)
def _band(total: int, women: int, pool: int, level: float) -> tuple[int, int]:
    return chance_band(total, women, pool, level=level)


def index(counts: Mapping[str, Count], measure: str) -> Made | None:
    """How unevenly women are spread over organisations; None without both sexes."""
    women = [count.women for count in counts.values()]
    others = [count.total - count.women for count in counts.values()]
    if not sum(women) or not sum(others):
        return None
    value = _index(measure, tuple(women), tuple(others))
    inputs = tuple(
        (f"{name}_{organisation}", number)
        for organisation, count in counts.items()
        for name, number in counted_inputs(count)
    )
    name = _INDICES[measure].__name__
    return Made("index", Fraction(f"{value:.12f}"), name, inputs)


@lru_cache(maxsize=256)
def _index(measure: str, women: Sequence[int], others: Sequence[int]) -> float:
    return float(_INDICES[measure](list(women), list(others)))
