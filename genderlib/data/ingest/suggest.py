"""A mapping proposed for a table; a person completes and confirms it."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from genderlib.data.checks import check_references
from genderlib.data.dictionary import read_dictionary
from genderlib.data.ingest.findings import Finding, Place, Refused
from genderlib.data.ingest.mapping import (
    LEAVE_OUT,
    MEASURES,
    NAMES,
    TOTAL_ROW,
    likeness,
)
from genderlib.data.ingest.reading import plain_text, read_sheets, text_findings
from genderlib.data.ingest.sheets import letters
from genderlib.data.ingest.tables import heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from genderlib.data.ingest.sheets import Sheet
    from genderlib.data.project import Project

# What a heading says; the first that fits.
_MEANINGS: Final = (
    (r"tỷ lệ|tỉ lệ|%|share|percent", "share"),
    (r"nữ\s*/\s*tổng|women\s*/\s*total", "women/total"),
    (r"tổng\s*(số)?\s*/\s*nữ|total\s*/\s*women", "total/women"),
    (r"\bnữ\b|women|female", "women"),
    (r"\bnam\b|\bmen\b|\bmale\b", "men"),
    (r"tổng số|tổng cộng|số lượng|số người|sĩ số|total|number", "total"),
    (r"đơn vị|cơ quan|phòng ban|\bunit\b|department", "unit"),
    (r"cấp|ngạch|bậc|level|grade", "level"),
    (r"^(stt|tt|no\.?|#)$|ghi chú|note|năm \d{4} trước", "ignore"),
)
_TOTAL: Final = re.compile(
    r"^(tổng|tổng số|tổng cộng|cộng|toàn ngành|total|sum)\b", re.IGNORECASE
)
_FOOTNOTE: Final = re.compile(
    r"^(\*|\([0-9a-z*]\)|ghi chú|nguồn|note|source)", re.IGNORECASE
)
_NUMBERS: Final = re.compile(r"[0-9].*")
_CLOSE: Final = 0.8


def suggest_mapping(
    sheets: Iterable[Sheet],
    groups: Mapping[str, Mapping[str, Any]],
    *,
    organisation: str,
    year: int,
) -> dict[str, Any]:
    """A mapping for the tables of a file, with blanks where a person must decide.

    Parameters
    ----------
    sheets : iterable of Sheet
    groups : mapping
        Rows of the table of groups by identifier.
    organisation : str
    year : int

    Returns
    -------
    dict
        To be written as JSON. A blank under "names" or "source" must be filled in
        before it is accepted.
    """
    found = [_table(sheet, groups) for sheet in sheets]
    return {
        "organisation": organisation,
        "year": year,
        "as_of": None,
        "source": {
            "source": "",
            "title_vi": "",
            "title_en": "",
            "publisher": "",
            "date": "",
            "licence": "not_stated",
            "url": "",
            "note_vi": "",
            "note_en": "",
        },
        "tables": [table for table in found if table],
    }


def _table(
    sheet: Sheet, groups: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any] | None:
    header = _header_rows(sheet)
    if not header:
        return None
    first, last = header[-1] + 1, _last_row(sheet, header[-1] + 1)
    columns = _columns(sheet, header, first, last)
    measured = [c for c, meaning in columns.items() if meaning in MEASURES]
    if not measured or last < first:
        return None
    named = [c for c, meaning in columns.items() if meaning in NAMES]
    constant = {} if "group" in columns.values() else {"group": ""}
    return {
        "sheet": sheet.name,
        "header_rows": list(header),
        "rows": [first, last],
        "columns": {letters(c): meaning for c, meaning in columns.items()},
        "headings": {
            letters(c): heading(sheet, header, c)
            for c in columns
            if heading(sheet, header, c)
        },
        "constant": constant,
        "names": _names(sheet, columns, range(first, last + 1), groups),
        "thousands": _thousands(sheet, measured, range(first, last + 1)),
        "missing": _signs(sheet, measured, range(first, last + 1)),
        "zero": [],
        "repeated": [letters(c) for c in named if _has_blanks(sheet, c, first, last)],
        "hidden_rows": "leave_out" if sheet.hidden_rows else "",
    }


def _header_rows(sheet: Sheet) -> tuple[int, ...]:
    """The row that names women and the rows of headings around it."""
    for row in range(1, min(sheet.last_row, 40) + 1):
        texts = [plain_text(c.text) for (r, _), c in sheet.cells.items() if r == row]
        if len(texts) > 1 and any(_meaning(text) in MEASURES for text in texts):
            last = _last_heading(sheet, row)
            return tuple(range(row, last + 1))
    return ()


def _last_heading(sheet: Sheet, row: int) -> int:
    """The last row of headings: those that merges or numberless rows add below."""
    last = row
    for following in range(row + 1, min(row + 4, sheet.last_row + 1)):
        cells = [(c, cell) for (r, c), cell in sheet.cells.items() if r == following]
        merged = any(
            top <= row < following <= bottom for top, _, bottom, _ in sheet.merged
        )
        numbered = any(
            cell.kind == "number" or _NUMBERS.fullmatch(plain_text(cell.text))
            for _, cell in cells
        )
        counted = [_meaning(plain_text(cell.text)) in MEASURES for _, cell in cells]
        if merged or (cells and not numbered and any(counted)):
            last = following
        else:
            break
    return last


def _last_row(sheet: Sheet, first: int) -> int:
    """The last row before a footnote or before nothing more stands."""
    last = first - 1
    for row in range(first, sheet.last_row + 1):
        texts = [
            plain_text(c.text) for (r, _), c in sorted(sheet.cells.items()) if r == row
        ]
        if not texts:
            continue
        if _FOOTNOTE.match(texts[0]) and len(texts) == 1:
            break
        last = row
    return last


def _columns(
    sheet: Sheet, header: tuple[int, ...], first: int, last: int
) -> dict[int, str]:
    columns = {}
    for column in range(1, min(sheet.last_column, 200) + 1):
        meaning = _meaning(heading(sheet, header, column))
        filled = any((row, column) in sheet.cells for row in range(first, last + 1))
        if meaning or filled:
            columns[column] = meaning or ""
    taken = set(columns.values())
    for column, meaning in columns.items():
        if not meaning:
            columns[column] = "group" if "group" not in taken else "ignore"
            taken.add("group")
    return columns


def _meaning(text: str) -> str:
    """What a heading says, its last part first."""
    for part in reversed(text.split(" | ")):
        for pattern, meaning in _MEANINGS:
            if re.search(pattern, part.casefold()):
                return meaning
    return ""


def _names(
    sheet: Sheet,
    columns: Mapping[int, str],
    rows: Iterable[int],
    groups: Mapping[str, Mapping[str, Any]],
) -> dict[str, str]:
    """Names that stand in the columns, with the group each one may be."""
    known = {}
    for group, row in groups.items():
        for key in ("name_vi", "short_vi", "name_en", "short_en"):
            known[likeness(str(row[key]))] = group
    found: dict[str, str] = {}
    for number in rows:
        for column, meaning in columns.items():
            text = plain_text(sheet.text(number, column))
            if meaning not in NAMES or not text:
                continue
            if _TOTAL.match(text):
                found[text] = TOTAL_ROW
            elif _FOOTNOTE.match(text):
                found[text] = LEAVE_OUT
            elif meaning == "group":
                near = get_close_matches(likeness(text), known, n=1, cutoff=_CLOSE)
                found[text] = known[near[0]] if near else ""
    return found


def _thousands(sheet: Sheet, columns: list[int], rows: Iterable[int]) -> str:
    """The mark that stands between groups of three digits; none where two do."""
    marks = {
        match[1]
        for row in rows
        for column in columns
        if (
            match := re.search(r"\b[0-9]{1,3}([.,])[0-9]{3}\b", sheet.text(row, column))
        )
    }
    return marks.pop() if len(marks) == 1 else ""


def _signs(sheet: Sheet, columns: list[int], rows: Iterable[int]) -> list[str]:
    signs = ("-", "–", "—", "..", "…", "...", "x")
    texts = {sheet.text(row, column).strip() for row in rows for column in columns}
    return sorted(texts & set(signs))


def _has_blanks(sheet: Sheet, column: int, first: int, last: int) -> bool:
    return any((row, column) not in sheet.cells for row in range(first, last + 1))


def suggest_file(
    project: Project, path: Path, organisation: str, year: int
) -> dict[str, Any]:
    """A mapping for the tables of a file.

    Raises
    ------
    Refused
        If the file cannot be read, or no table of counts is seen in it.
    """
    dictionary = read_dictionary(project.dictionary)
    references = check_references(project, dictionary)
    groups = {r["group"]: r.by_column for r in references.tables["groups"].rows}
    sheets, _ = read_sheets(path)
    for sheet in sheets:
        for finding in text_findings(path.name, sheet):
            raise Refused(finding)
    proposed = suggest_mapping(sheets, groups, organisation=organisation, year=year)
    if not proposed["tables"]:
        message = "no table of counts is seen in it"
        cure = "Write the mapping by hand, or ask for another table."
        raise Refused(Finding(Place(path.name), "", message, cure))
    return proposed
