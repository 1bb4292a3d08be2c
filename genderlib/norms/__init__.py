"""Dated norms: which apply to a group in a year, and whether its counts meet them."""

from genderlib.norms.counts import (
    Counted,
    GroupCount,
    adds_up,
    group_counts,
    rows_of_whole,
)
from genderlib.norms.judging import Judgement, judge_norm, judge_norms, judge_year
from genderlib.norms.listing import asked, norms_table
from genderlib.norms.table import (
    Norm,
    applicable_norms,
    legal_bases,
    organisation_kind,
    read_norms,
    rows,
)

__all__ = [
    "Counted",
    "GroupCount",
    "Judgement",
    "Norm",
    "adds_up",
    "applicable_norms",
    "asked",
    "group_counts",
    "judge_norm",
    "judge_norms",
    "judge_year",
    "legal_bases",
    "norms_table",
    "organisation_kind",
    "read_norms",
    "rows",
    "rows_of_whole",
]
