"""The workbook that collects a year's counts from a unit."""

from __future__ import annotations

from genderlib.data.workbook.form import Form, FormRow
from genderlib.data.workbook.making import make_workbook

__all__ = ["Form", "FormRow", "make_workbook"]
