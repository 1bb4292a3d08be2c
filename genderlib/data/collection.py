"""The folder in which a year's data are asked for, beside the raw tables.

`data/collection/<organisation>/<year>/` holds `asked.csv` (whom a count is asked of),
the workbooks that are sent out, what was said of the files that came back, and the
questions to the units. Nothing in it reaches a report.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from genderlib.data.cells import read_records
from genderlib.data.dictionary import TableDescription
from genderlib.data.problems import Problem, format_problems
from genderlib.data.reader import read_bytes, read_table
from genderlib.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from genderlib.data.project import Project

ASKED: Final = "asked.csv"
LOG: Final = "ingested.json"
TO_DO: Final = "to_do.md"

_TEXT: Final[dict[str, Any]] = {"type": "string", "constraints": {"maxLength": 200}}
_DESCRIPTION: Final = TableDescription(
    {
        "name": "asked",
        "pathPattern": ASKED,
        "presence": "required",
        "schema": {
            "fields": [
                {"name": "unit", **_TEXT},
                {
                    "name": "group",
                    "type": "string",
                    "constraints": {"required": True, "maxLength": 60},
                },
                {"name": "level", **_TEXT},
            ],
            "primaryKey": ["group", "unit", "level"],
        },
    }
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One count that is asked for.

    Parameters
    ----------
    unit : str or None
        Whom; None for the organisation as a whole.
    group : str
    level : str or None
    """

    unit: str | None
    group: str
    level: str | None


def collection_folder(project: Project, organisation: str, year: int) -> Path:
    """Where a year's data are asked for."""
    return project.root / "data" / "collection" / organisation / str(year)


def read_asked(
    project: Project, organisation: str, year: int, groups: Iterable[str]
) -> list[Asked]:
    """What is asked for in a year.

    Parameters
    ----------
    project : Project
    organisation : str
    year : int
    groups : iterable of str
        Groups there are.

    Returns
    -------
    list of Asked
        In the order of the file; none where the year was not prepared.

    Raises
    ------
    DataError
        If the file is wrong; every problem is named.
    """
    path = collection_folder(project, organisation, year) / ASKED
    file = project.relative(path)
    if not path.exists():
        return []
    content = read_bytes(path, file)
    if isinstance(content, Problem):
        raise DataError(format_problems([content]), [content])
    raw = read_table(file, content, _DESCRIPTION)
    records, problems = read_records(raw, _DESCRIPTION)
    problems = [*raw.problems, *problems]
    known = set(groups)
    seen: set[Asked] = set()
    for record in records:
        asked = Asked(record["unit"], record["group"], record["level"])
        if record["group"] and asked.group not in known:
            message, cure = (
                "group is not in data/raw/groups.csv",
                "Correct it, or add a row for it there.",
            )
            problems.append(
                Problem(file, record.row, "group", asked.group, message, cure)
            )
        if asked in seen:
            message, cure = "a count is asked for twice", "Delete one of the rows."
            value = ", ".join(filter(None, [asked.unit, asked.group, asked.level]))
            problems.append(Problem(file, record.row, "", value, message, cure))
        seen.add(asked)
    if problems:
        raise DataError(format_problems(problems), problems)
    return [Asked(r["unit"], r["group"], r["level"]) for r in records]


def asked_csv(asked: Iterable[Asked]) -> bytes:
    """The same as a file."""
    rows = [{"unit": a.unit, "group": a.group, "level": a.level} for a in asked]
    return to_csv(("unit", "group", "level"), rows)


def to_csv(names: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Rows as csv in the project's form: UTF-8, line feeds, blank where missing."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        cells = [row.get(name) for name in names]
        writer.writerow(["" if cell is None else str(cell) for cell in cells])
    return out.getvalue().encode()


def slug(text: str) -> str:
    """A name as an identifier: letters a-z, digits, underscores, a letter first.

    Examples
    --------
    >>> slug("Cục Đo lường")
    'cuc_do_luong'
    """
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    words = re.findall("[a-z0-9]+", letters)
    name = "_".join(words)[:40].strip("_")
    return name if name[:1].isalpha() else f"unit_{name}".strip("_")


def distinct_slugs(names: Iterable[str]) -> dict[str, str]:
    """A slug for each name, no two alike."""
    found: dict[str, str] = {}
    for name in sorted(set(names)):
        base = candidate = slug(name)
        number = 1
        while candidate in found.values():
            number += 1
            candidate = f"{base}_{number}"
        found[name] = candidate
    return found
