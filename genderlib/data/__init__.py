"""The only code that reads or writes tables: dictionary, reader, checks, store."""

from __future__ import annotations

from genderlib.data.beside import earlier_years, others_of_its_kind
from genderlib.data.checks import check_project
from genderlib.data.folders import has_year, list_years, require_data
from genderlib.data.narrative import Passage
from genderlib.data.problems import Problem, format_problems
from genderlib.data.project import Project
from genderlib.data.references import organisation_kinds
from genderlib.data.store import (
    YearTables,
    open_with_previous,
    open_year,
    read_year,
    refresh,
)

__all__ = [
    "Passage",
    "Problem",
    "Project",
    "YearTables",
    "check_project",
    "earlier_years",
    "format_problems",
    "has_year",
    "list_years",
    "open_with_previous",
    "open_year",
    "organisation_kinds",
    "others_of_its_kind",
    "read_year",
    "refresh",
    "require_data",
]
