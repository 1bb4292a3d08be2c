"""A year from nothing to report: prepared, asked for, questioned."""

from __future__ import annotations

from genderlib.collect.preparing import Prepared, prepare_year
from genderlib.collect.questions import Question, open_questions, write_questions
from genderlib.collect.workbooks import write_workbooks

__all__ = [
    "Prepared",
    "Question",
    "open_questions",
    "prepare_year",
    "write_questions",
    "write_workbooks",
]
