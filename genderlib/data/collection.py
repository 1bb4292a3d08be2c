"""The folder in which a year's data are asked for, beside the raw tables.

`data/collection/<organisation>/<year>/` holds the workbooks that are sent out, what was
said of the files that came back, and the questions to the units. Nothing in it reaches
a report. Whom a count is asked of stands in the year's raw table `asked.csv`, because a
report says what has not come in.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from genderlib.data.project import Project

ASKED: Final = "asked.csv"
LOG: Final = "ingested.json"
TO_DO: Final = "to_do.md"


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


def asked_of(rows: Iterable[Mapping[str, Any]]) -> list[Asked]:
    """What the rows of the table `asked` ask for, in their order."""
    return [Asked(row["unit"], row["group"], row["level"]) for row in rows]


def asked_csv(organisation: str, year: int, asked: Iterable[Asked]) -> bytes:
    """The same as a file."""
    whose = {"year": year, "organisation": organisation}
    rows = [{"group": a.group, "unit": a.unit, "level": a.level} for a in asked]
    names = ("year", "organisation", "group", "unit", "level")
    return to_csv(names, ({**whose, **row} for row in rows))


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
