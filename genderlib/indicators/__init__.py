"""Counts in, numbers out: no files, no text, no charts."""

from genderlib.indicators.careers import glass_ceiling_index
from genderlib.indicators.intervals import share_interval
from genderlib.indicators.representation import (
    parity_gap,
    parity_index,
    parity_ratio,
    representation_ratio,
    seats_to_target,
    share_bounds,
    women_share,
)

__all__ = [
    "glass_ceiling_index",
    "parity_gap",
    "parity_index",
    "parity_ratio",
    "representation_ratio",
    "seats_to_target",
    "share_bounds",
    "share_interval",
    "women_share",
]
