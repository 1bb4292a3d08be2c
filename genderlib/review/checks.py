"""What the rules of the tables cannot see: whether the words fit the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genderlib.claims import HEDGES
from genderlib.data import check_project, list_years, open_with_previous
from genderlib.data.problems import Problem
from genderlib.norms import rows
from genderlib.review.review import make_review
from genderlib.text.prose import ProseError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genderlib.data import Project, YearTables
    from genderlib.review.facts import Row
    from genderlib.review.review import Review

_LANGUAGES = ("vi", "en")


def all_problems(
    project: Project, organisation: str | None = None, year: int | None = None
) -> list[Problem]:
    """Everything that is wrong with the tables; where nothing is, with the words.

    Words are held against figures, and figures need tables that are in order.

    Parameters
    ----------
    project : Project
    organisation : str, optional
        Only this organisation.
    year : int, optional
        Only this year.

    Raises
    ------
    NoDataError
        If there are no tables of that organisation or year.
    """
    found = check_project(project, organisation, year)
    return found or word_problems(project, organisation, year)


def word_problems(
    project: Project, organisation: str | None = None, year: int | None = None
) -> list[Problem]:
    """Words of a year that cannot be shown with its figures.

    Parameters
    ----------
    project : Project
        Its tables are in order, see `genderlib.data.check_project`.
    organisation : str, optional
        Only this organisation's years.
    year : int, optional
        Only this year.

    Returns
    -------
    list of Problem
        Citations of a figure, name or form there is none of, in either language of the
        narrative, and hedges of statements that are not known.
    """
    return [
        problem
        for name, number in list_years(project)
        if organisation in (None, name) and year in (None, number)
        for problem in _year_problems(project, name, number)
    ]


def _year_problems(project: Project, organisation: str, year: int) -> Iterator[Problem]:
    tables, previous = open_with_previous(project, organisation, year)
    found = list(_hedge_problems(tables))
    yield from found
    for language in () if found else _LANGUAGES:
        review = make_review(tables, previous, language=language, audience="internal")
        yield from _narrative_problems(review)


def _hedge_problems(tables: YearTables) -> Iterator[Problem]:
    for row in rows(tables.statements):
        hedge = " ".join((row["hedge"] or "").lower().split())
        if hedge and hedge not in HEDGES:
            yield _hedge_problem(row)


def _hedge_problem(row: Row) -> Problem:
    return Problem(
        str(row["file"]),
        int(row["row"]),
        "hedge",
        str(row["hedge"]),
        "a hedge is not known",
        f"Known are: {', '.join(sorted(HEDGES))}. Leave it blank for none.",
        str(row["statement"]),
    )


def _narrative_problems(review: Review) -> Iterator[Problem]:
    passages = review.tables.narrative.get(review.language, {})
    words = review.names["narrative"]
    for section, passage in passages.items():
        try:
            getattr(words, section)
        except ProseError as error:
            line = error.line or passage.line
            text = passage.split("\n")[line - passage.line]
            message, _, hint = error.problem.rstrip(".").partition(". ")
            cure = " ".join(filter(None, (hint, error.cure)))
            yield Problem(passage.file, line, "", text, message, cure, section)
