"""What the columns of a register may be called, and the words for women and men."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

# Column of ours, and what it may be called; compared as `plain_form` makes them.
HEADINGS: Final[dict[str, tuple[str, ...]]] = {
    "person": (
        "person",
        "person id",
        "id",
        "mã cán bộ",
        "mã nhân viên",
        "mã nhân sự",
        "mã số",
        "mã cb",
        "số hiệu cán bộ",
        "số hiệu công chức",
        "số hiệu viên chức",
    ),
    "unit": ("unit", "đơn vị", "đơn vị công tác", "phòng ban", "tên đơn vị"),
    "level": ("level", "grade", "ngạch", "cấp", "bậc", "cấp bậc", "ngạch công chức"),
    "title": ("title", "position", "chức vụ", "chức danh", "vị trí việc làm"),
    "sex": ("sex", "gender", "giới tính", "giới", "phái"),
    "birth_year": (
        "birth year",
        "year of birth",
        "born",
        "birth date",
        "date of birth",
        "năm sinh",
        "ngày sinh",
        "ngày tháng năm sinh",
    ),
    "date_in_post": (
        "date in post",
        "in post since",
        "appointed on",
        "ngày giữ chức vụ",
        "ngày bổ nhiệm",
        "ngày nhận chức vụ",
        "thời điểm giữ chức vụ",
    ),
    "courses": (
        "courses",
        "course",
        "training",
        "khóa học",
        "các khóa học",
        "lớp học",
        "lớp đã học",
        "đào tạo",
        "đào tạo, bồi dưỡng",
    ),
    "as_of": (
        "as of",
        "reference day",
        "reference year",
        "year",
        "năm",
        "năm báo cáo",
        "ngày chốt",
        "ngày chốt số liệu",
    ),
}
OPTIONAL: Final = ("courses", "as_of")

WOMAN, MAN, NOT_RECORDED = 1, 2, 3
RECORDED: Final = f"({WOMAN}, {MAN})"
"""Sexes that say something, for conditions on rows."""

SEXES: Final[dict[str, int]] = {
    "nữ": WOMAN,
    "nu": WOMAN,
    "female": WOMAN,
    "woman": WOMAN,
    "f": WOMAN,
    "nam": MAN,
    "male": MAN,
    "man": MAN,
    "m": MAN,
    "không ghi": NOT_RECORDED,
    "not recorded": NOT_RECORDED,
}


def plain_form(text: str) -> str:
    """A word without what a register varies: case, forms of letters, spaces, `_`.

    Examples
    --------
    >>> plain_form("  Giới_TÍNH ")
    'giới tính'
    """
    spaced = unicodedata.normalize("NFKC", text).replace("_", " ")
    return " ".join(spaced.casefold().split())


def find_columns(header: Sequence[str]) -> dict[str, list[int]]:
    """Where each column of ours stands in a header.

    Parameters
    ----------
    header : sequence of str

    Returns
    -------
    dict of str to list of int
        Positions from 0; a column that is there twice has two. Other headings are
        left out: what stands below them is never read.
    """
    known = {
        plain_form(heading): column
        for column, headings in HEADINGS.items()
        for heading in headings
    }
    found: dict[str, list[int]] = {}
    for position, heading in enumerate(header):
        column = known.get(plain_form(heading))
        if column is not None:
            found.setdefault(column, []).append(position)
    return found
