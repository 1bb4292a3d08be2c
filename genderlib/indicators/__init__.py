"""Counts in, numbers out: no files, no text, no charts."""

from genderlib.indicators.backtesting import (
    Backtest,
    backtest,
    estimate_appointments,
)
from genderlib.indicators.careers import (
    career_ladder,
    glass_ceiling_index,
    glass_ceiling_range,
    narrowest_step,
)
from genderlib.indicators.chance import (
    corrected_dissimilarity,
    corrected_theil,
    expected_dissimilarity,
    expected_mutual_information,
    expected_theil,
    segregation_interval,
)
from genderlib.indicators.change import (
    FactorChange,
    ShareChange,
    decompose_factors,
    decompose_share_change,
)
from genderlib.indicators.funnel import chance_band
from genderlib.indicators.information import (
    decompose_segregation,
    local_segregation,
    mutual_information_index,
    theil_index,
)
from genderlib.indicators.intervals import (
    odds_ratio_interval,
    share_difference_interval,
    share_interval,
    share_ratio_interval,
)
from genderlib.indicators.projection import (
    Projection,
    appointments_needed,
    project_share,
    vacancies_needed,
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
from genderlib.indicators.segregation import (
    dissimilarity_index,
    exposure_index,
    gini_segregation_index,
    isolation_index,
    karmel_maclachlan_index,
)
from genderlib.indicators.segregation_change import (
    SegregationChange,
    decompose_segregation_change,
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
]
