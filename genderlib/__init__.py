"""The annual gender-equality review of a public organisation, made from counts.

Names are loaded when they are first used, so that the import itself stays light.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from genderlib.indicators import StratifiedComparison as StratifiedComparison
    from genderlib.indicators import compare_strata as compare_strata
    from genderlib.indicators import fewest_unremarkable as fewest_unremarkable
    from genderlib.indicators import glass_ceiling_index as glass_ceiling_index
    from genderlib.indicators import odds_ratio_interval as odds_ratio_interval
    from genderlib.indicators import parity_gap as parity_gap
    from genderlib.indicators import parity_index as parity_index
    from genderlib.indicators import parity_ratio as parity_ratio
    from genderlib.indicators import pool_test as pool_test
    from genderlib.indicators import representation_ratio as representation_ratio
    from genderlib.indicators import seats_to_target as seats_to_target
    from genderlib.indicators import share_bounds as share_bounds
    from genderlib.indicators import (
        share_difference_interval as share_difference_interval,
    )
    from genderlib.indicators import share_interval as share_interval
    from genderlib.indicators import share_ratio_interval as share_ratio_interval
    from genderlib.indicators import share_test as share_test
    from genderlib.indicators import trend_test as trend_test
    from genderlib.indicators import women_share as women_share
    from genderlib.review import Review as Review
    from genderlib.review import open_review as open_review
    from genderlib.review.magic import load_ipython_extension as load_ipython_extension

__version__ = "0.1.0"

_ROOMS = {
    "genderlib.indicators": (
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
    ),
    "genderlib.review": ("Review", "open_review"),
    "genderlib.review.magic": ("load_ipython_extension",),
}
_HOME = {name: room for room, names in _ROOMS.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOME])
