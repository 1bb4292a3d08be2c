"""The annual gender-equality review of a public organisation, made from counts.

Names are loaded when they are first used, so that the import itself stays light.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from genderlib.comparison import Comparison as Comparison
    from genderlib.comparison import open_comparison as open_comparison
    from genderlib.desk import problems as problems
    from genderlib.desk import questions as questions
    from genderlib.desk import start_page as start_page
    from genderlib.indicators import Backtest as Backtest
    from genderlib.indicators import FactorChange as FactorChange
    from genderlib.indicators import Projection as Projection
    from genderlib.indicators import SegregationChange as SegregationChange
    from genderlib.indicators import ShareChange as ShareChange
    from genderlib.indicators import StratifiedComparison as StratifiedComparison
    from genderlib.indicators import appointments_needed as appointments_needed
    from genderlib.indicators import backtest as backtest
    from genderlib.indicators import career_ladder as career_ladder
    from genderlib.indicators import chance_band as chance_band
    from genderlib.indicators import compare_strata as compare_strata
    from genderlib.indicators import corrected_dissimilarity as corrected_dissimilarity
    from genderlib.indicators import corrected_theil as corrected_theil
    from genderlib.indicators import decompose_factors as decompose_factors
    from genderlib.indicators import decompose_segregation as decompose_segregation
    from genderlib.indicators import (
        decompose_segregation_change as decompose_segregation_change,
    )
    from genderlib.indicators import decompose_share_change as decompose_share_change
    from genderlib.indicators import dissimilarity_index as dissimilarity_index
    from genderlib.indicators import estimate_appointments as estimate_appointments
    from genderlib.indicators import expected_dissimilarity as expected_dissimilarity
    from genderlib.indicators import (
        expected_mutual_information as expected_mutual_information,
    )
    from genderlib.indicators import expected_theil as expected_theil
    from genderlib.indicators import exposure_index as exposure_index
    from genderlib.indicators import fewest_unremarkable as fewest_unremarkable
    from genderlib.indicators import gini_segregation_index as gini_segregation_index
    from genderlib.indicators import glass_ceiling_index as glass_ceiling_index
    from genderlib.indicators import glass_ceiling_range as glass_ceiling_range
    from genderlib.indicators import isolation_index as isolation_index
    from genderlib.indicators import karmel_maclachlan_index as karmel_maclachlan_index
    from genderlib.indicators import local_segregation as local_segregation
    from genderlib.indicators import (
        mutual_information_index as mutual_information_index,
    )
    from genderlib.indicators import narrowest_step as narrowest_step
    from genderlib.indicators import odds_ratio_interval as odds_ratio_interval
    from genderlib.indicators import parity_gap as parity_gap
    from genderlib.indicators import parity_index as parity_index
    from genderlib.indicators import parity_ratio as parity_ratio
    from genderlib.indicators import pool_test as pool_test
    from genderlib.indicators import project_share as project_share
    from genderlib.indicators import representation_ratio as representation_ratio
    from genderlib.indicators import seats_to_target as seats_to_target
    from genderlib.indicators import segregation_interval as segregation_interval
    from genderlib.indicators import share_bounds as share_bounds
    from genderlib.indicators import (
        share_difference_interval as share_difference_interval,
    )
    from genderlib.indicators import share_interval as share_interval
    from genderlib.indicators import share_ratio_interval as share_ratio_interval
    from genderlib.indicators import share_test as share_test
    from genderlib.indicators import theil_index as theil_index
    from genderlib.indicators import trend_test as trend_test
    from genderlib.indicators import vacancies_needed as vacancies_needed
    from genderlib.indicators import women_share as women_share
    from genderlib.news import NewsItem as NewsItem
    from genderlib.news import open_news as open_news
    from genderlib.review import Review as Review
    from genderlib.review import open_review as open_review
    from genderlib.review.magic import load_ipython_extension as load_ipython_extension
    from genderlib.trends import Trend as Trend
    from genderlib.trends import open_trend as open_trend

__version__ = "0.1.0"

_ROOMS = {
    "genderlib.indicators": (
        "Backtest",
        "FactorChange",
        "Projection",
        "SegregationChange",
        "ShareChange",
        "StratifiedComparison",
        "appointments_needed",
        "backtest",
        "career_ladder",
        "chance_band",
        "compare_strata",
        "corrected_dissimilarity",
        "corrected_theil",
        "decompose_factors",
        "decompose_segregation",
        "decompose_segregation_change",
        "decompose_share_change",
        "dissimilarity_index",
        "estimate_appointments",
        "expected_dissimilarity",
        "expected_mutual_information",
        "expected_theil",
        "exposure_index",
        "fewest_unremarkable",
        "gini_segregation_index",
        "glass_ceiling_index",
        "glass_ceiling_range",
        "isolation_index",
        "karmel_maclachlan_index",
        "local_segregation",
        "mutual_information_index",
        "narrowest_step",
        "odds_ratio_interval",
        "parity_gap",
        "parity_index",
        "parity_ratio",
        "pool_test",
        "project_share",
        "representation_ratio",
        "seats_to_target",
        "segregation_interval",
        "share_bounds",
        "share_difference_interval",
        "share_interval",
        "share_ratio_interval",
        "share_test",
        "theil_index",
        "trend_test",
        "vacancies_needed",
        "women_share",
    ),
    "genderlib.comparison": ("Comparison", "open_comparison"),
    "genderlib.desk": ("problems", "questions", "start_page"),
    "genderlib.news": ("NewsItem", "open_news"),
    "genderlib.review": ("Review", "open_review"),
    "genderlib.trends": ("Trend", "open_trend"),
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
