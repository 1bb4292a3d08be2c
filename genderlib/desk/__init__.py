"""The analyst's work place: what is to do, what is open, and the rules of the house."""

from __future__ import annotations

from genderlib.desk.listings import problems, questions
from genderlib.desk.page import StartPage, start_page

__all__ = ["StartPage", "problems", "questions", "start_page"]
