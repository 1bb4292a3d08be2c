"""A year from nothing to report: prepared, asked for, questioned."""

from __future__ import annotations

from genderlib.collect.preparing import Prepared, prepare_year
from genderlib.collect.questions import write_questions
from genderlib.collect.workbooks import write_workbooks

__all__ = ["Prepared", "prepare_year", "write_questions", "write_workbooks"]
