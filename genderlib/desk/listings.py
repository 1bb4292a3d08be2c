"""What is wrong and what is open, as tables for a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genderlib.collect import open_questions
from genderlib.data import Project
from genderlib.errors import ProjectError
from genderlib.review.checks import all_problems
from genderlib.review.lookups import Lookup
from genderlib.review.tables import Column, Table
from genderlib.text.languages import check_language, choose
from genderlib.text.markup import passage, plain
from genderlib.text.names import name

if TYPE_CHECKING:
    from collections.abc import Sequence


def problems(
    organisation: str | None = None,
    year: int | None = None,
    *,
    language: str = "vi",
    project: Project | None = None,
) -> Lookup:
    """What `genderlib check` finds, as a table.

    Parameters
    ----------
    organisation : str, optional
        Only this organisation.
    year : int, optional
        Only this year.
    language : {"vi", "en"}
        Of the headings; rules and cures are in English.
    project : Project, optional
        The project folder; found from the working folder if not given.

    Returns
    -------
    Lookup
        A row for each problem; it shows itself in a notebook and in a terminal.

    Raises
    ------
    NoDataError
        If there are no tables of that organisation or year.
    """
    there = project or Project.find()
    found = all_problems(there, organisation, year)
    rows = [
        (
            problem.file,
            "" if problem.row is None else str(problem.row),
            f"{problem.column} {problem.value}".strip(),
            passage(problem.message, "en"),
            passage(problem.cure, "en"),
        )
        for problem in found
    ]
    headings = (
        *(("Tệp", "File"), ("Dòng", "Row"), ("Đang ghi", "It says")),
        *(("Lỗi", "What is wrong"), ("Cách sửa", "Cure")),
    )
    caption = ("Lỗi cần sửa trong số liệu và lời", "What to mend in data and words")
    nothing = ("Không có lỗi.", "All tables are in order.")
    return _lookup("problems", (caption, nothing), headings, rows, language)


def questions(
    organisation: str,
    year: int,
    *,
    language: str = "vi",
    project: Project | None = None,
) -> Lookup:
    """The open questions to the units about a year, as a table.

    Parameters
    ----------
    organisation : str
        Identifier, for example "stameq".
    year : int
        Reporting year.
    language : {"vi", "en"}
    project : Project, optional
        The project folder; found from the working folder if not given.

    Returns
    -------
    Lookup
        A row for each question; it shows itself in a notebook and in a terminal.

    Raises
    ------
    ProjectError
        If there is no such organisation.
    DataError
        If the tables that hold for every year are wrong.
    """
    there = project or Project.find()
    if not isinstance(year, int):
        raise ProjectError(f"year must be a whole number, not {year!r}")
    whole = choose(language, vi="Toàn cơ quan", en="The whole organisation")
    rows = [
        (asked.unit or whole, asked.about, asked.text)
        for asked in open_questions(there, organisation, year, language)
    ]
    headings = (("Đơn vị", "Unit"), ("Về", "About"), ("Câu hỏi", "Question"))
    caption = (f"Câu hỏi về năm {year}", f"Questions about {year}")
    nothing = ("Không có câu hỏi nào.", "There are no questions.")
    return _lookup("questions", (caption, nothing), headings, rows, language)


def _lookup(
    identifier: str,
    words: tuple[tuple[str, str], tuple[str, str]],
    headings: Sequence[tuple[str, str]],
    rows: Sequence[Sequence[str]],
    language: str,
) -> Lookup:
    caption, nothing = (choose(language, vi=vi, en=en) for vi, en in words)
    columns = [Column(choose(language, vi=vi, en=en)) for vi, en in headings]
    cells = [[_cell(text) for text in row] for row in rows]
    table = Table(f"lookup-{identifier}", caption, columns, cells)
    return Lookup(table, check_language(language), nothing)


def _cell(text: str) -> str:
    """Text of the data in one line, in which nothing is a formula."""
    return text if hasattr(text, "__html__") else name(plain(text))
