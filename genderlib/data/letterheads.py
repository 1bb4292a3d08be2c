"""Letterheads: what stands above and below an administrative report in Word.

`data/letterheads.csv` has one row per organisation and year; a row without a year holds
for every year, and a year's own cells come first.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, fields
from datetime import date
from io import StringIO
from typing import TYPE_CHECKING, Final

from genderlib.errors import GenderlibError

if TYPE_CHECKING:
    from genderlib.data.project import Project

FILE: Final = "letterheads.csv"


class LetterheadError(GenderlibError):
    """A table of letterheads that cannot be read."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What an administrative report says of its sender; "" is not known.

    Parameters
    ----------
    superior : str
        The body above the one that issues the report.
    number : str
        Number the report got in the register.
    symbol : str
        Letters that stand for the issuing body in its symbol: TĐC in BC-TĐC.
    place : str
    date : str
        Day of issue. (ISO)
    signing_title, signing_name : str
        Office and name of who signs.
    recipients : str
        With semicolons between.
    """

    superior: str = ""
    number: str = ""
    symbol: str = ""
    place: str = ""
    date: str = ""
    signing_title: str = ""
    signing_name: str = ""
    recipients: str = ""


COLUMNS: Final = ("organisation", "year", *(f.name for f in fields(Letterhead)))


def read_letterhead(project: Project, organisation: str, year: int) -> Letterhead:
    """The letterhead of an organisation in a year.

    Parameters
    ----------
    project : Project
    organisation : str
    year : int

    Returns
    -------
    Letterhead
        Empty where there is no such row or no such file.

    Raises
    ------
    LetterheadError
        If the file is not UTF-8, has other columns, or two rows for one year.
    """
    path = project.root / "data" / FILE
    if not path.is_file():
        return Letterhead()
    rows = [
        row for row in _rows(path.read_bytes()) if row["organisation"] == organisation
    ]
    found: dict[str, str] = {}
    for wanted in ("", str(year)):
        own = [row for row in rows if row["year"] == wanted]
        if len(own) > 1:
            raise LetterheadError(
                f"data/{FILE}: {len(own)} rows for {organisation} "
                f"{wanted or 'without a year'}\nLeave one of them."
            )
        for row in own:
            found |= {name: row[name] for name in COLUMNS[2:] if row[name]}
    return Letterhead(**found)


def _rows(content: bytes) -> list[dict[str, str]]:
    try:
        reader = csv.DictReader(StringIO(content.decode("utf-8-sig")), strict=True)
        rows = list(reader)
    except (UnicodeDecodeError, csv.Error) as error:
        raise LetterheadError(
            f"data/{FILE}: it cannot be read: {error}\nSave it as CSV in UTF-8."
        ) from error
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise LetterheadError(
            f"data/{FILE}: the columns are {', '.join(reader.fieldnames or ())}\n"
            f"They must be {', '.join(COLUMNS)}."
        )
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            raise LetterheadError(
                f"data/{FILE}: row {number} has more or fewer cells than the header\n"
                "Put quotation marks around a cell that holds a comma."
            )
        _check_date(number, row["date"].strip())
    return [{name: value.strip() for name, value in row.items()} for row in rows]


def _check_date(number: int, text: str) -> None:
    try:
        if text:
            date.fromisoformat(text)
    except ValueError as error:
        raise LetterheadError(
            f"data/{FILE}: row {number}: date {text} is no day\nWrite it as 2021-01-15."
        ) from error
