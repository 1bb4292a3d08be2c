"""Counts in, numbers out: no files, no text, no charts."""

from genderlib.indicators.careers import glass_ceiling_index
from genderlib.indicators.intervals import (
    odds_ratio_interval,
    share_difference_interval,
    share_interval,
    share_ratio_interval,
)
from genderlib.indicators.representation import (
    parity_gap,
    parity_index,
    parity_ratio,
    representation_ratio,
    seats_to_target,
    share_bounds,
    women_share,
)
from genderlib.indicators.significance import (
    StratifiedComparison,
    compare_strata,
    fewest_unremarkable,
    pool_test,
    share_test,
    trend_test,
)

__all__ = [
    "StratifiedComparison",
    "compare_strata",
    "fewest_unremarkable",
    "glass_ceiling_index",
    "odds_ratio_interval",
    "parity_gap",
    "parity_index",
    "parity_ratio",
    "pool_test",
    "representation_ratio",
    "seats_to_target",
    "share_bounds",
    "share_difference_interval",
    "share_interval",
    "share_ratio_interval",
    "share_test",
    "trend_test",
    "women_share",
]
