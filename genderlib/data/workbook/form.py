"""Where everything stands in the collection workbook; made and read by this alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

VERSION: Final = 1

OVERVIEW: Final = "Tổng quan"
NOTES: Final = "Định nghĩa"
SHEETS: Final[dict[str, str]] = {
    "staff": "Nhân sự",
    "representation": "Lãnh đạo",
    "training": "Đào tạo",
    "benefit": "Chế độ",
}

# Cells of the overview.
ORGANISATION: Final = (4, 2)
YEAR: Final = (5, 2)
UNIT: Final = (6, 2)
AS_OF: Final = (7, 2)
FILLED_ON: Final = (8, 2)
FORM: Final = (9, 2)
FIRST_STATE: Final = 13

# Columns and the first row of a topic's sheet.
GROUP, LEVEL, NAME, COUNTED = 1, 2, 3, 4
LAST_TOTAL, LAST_WOMEN, TOTAL, WOMEN, STATE, NOTE = 5, 6, 7, 8, 9, 10
FIRST_ROW: Final = 6

WHOLE: Final = "Toàn cơ quan"
COUNTED_STATE: Final = "Có số liệu"
NONE_STATE: Final = "Không có nhóm này"
UNKNOWN_STATE: Final = "Chưa có số liệu"
STATES: Final = (COUNTED_STATE, NONE_STATE, UNKNOWN_STATE)


def capitalised(name: str) -> str:
    """A group's name as it begins a line."""
    return f"{name[:1].upper()}{name[1:]}"


@dataclass(frozen=True, slots=True)
class FormRow:
    """One count that is asked for, and what is known of it.

    Parameters
    ----------
    topic, group : str
    level : str or None
    name_vi, name_en : str
        Of the group.
    counted : str
        Persons, attendances or organisations.
    last_women, last_total : int or None
        Last year's.
    """

    topic: str
    group: str
    level: str | None
    name_vi: str
    name_en: str
    counted: str
    last_women: int | None = None
    last_total: int | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """One workbook to be filled in.

    Parameters
    ----------
    organisation : str
        Identifier.
    name_vi, name_en : str
        Of the organisation.
    year : int
    unit : str or None
        None for the organisation as a whole.
    rows : sequence of FormRow
    """

    organisation: str
    name_vi: str
    name_en: str
    year: int
    unit: str | None
    rows: Sequence[FormRow]

    @property
    def topics(self) -> dict[str, list[FormRow]]:
        """Rows by topic, each topic a sheet; topics without a row are left out."""
        return {
            topic: found
            for topic in SHEETS
            if (found := [row for row in self.rows if row.topic == topic])
        }
