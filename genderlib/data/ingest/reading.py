"""Any file that may hold a table, as sheets."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from genderlib.data.encodings import EncodingError, decode
from genderlib.data.ingest.archives import WORKBOOK, identify, read_file, refuse
from genderlib.data.ingest.docx import read_docx
from genderlib.data.ingest.findings import Finding, Place, Refused
from genderlib.data.ingest.legacy import CURES, legacy_encoding
from genderlib.data.ingest.sheets import MOST_COLUMNS, Cell, Sheet, address
from genderlib.data.ingest.xlsx import LONGEST_TEXT, read_xlsx
from genderlib.data.workbook import form

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_CELLS: Final = 100_000
_SEPARATORS: Final = ",;\t"
_OFFICE_SUFFIXES: Final = {".xlsx", ".xlsm", ".docx"}
# Characters that turn text around or hide in it; a table has no use for them.
_TURNING: Final = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
# What nearly every cell is made of: ASCII, Vietnamese letters, dashes and quotes.
_USUAL: Final = re.compile(
    "[ -~\n\r\tÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ–—‘’“”…]*"
)
_UNSEEN: Final = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})

BEGINS_AS_FORMULA: Final = (
    "a name begins as a formula does",
    "Write it without = + - or @ before it.",
)


def read_sheets(path: Path) -> tuple[list[Sheet], bytes]:
    """The sheets of a file, and its bytes.

    Parameters
    ----------
    path : Path
        A workbook, a document with tables or a csv file.

    Returns
    -------
    tuple of (list of Sheet, bytes)

    Raises
    ------
    Refused
        If the file is none of these, damaged, dangerous or far too large.
    """
    content = read_file(path)
    package = identify(path.name, content)
    if package is None:
        sheets = [read_csv(path.name, content)]
    elif WORKBOOK in package.names:
        sheets = read_xlsx(package, form.OVERVIEW, form.NOTES)
    else:
        sheets = read_docx(package)
    if not any(sheet.cells for sheet in sheets):
        raise refuse(path.name, "the file holds an empty table", "Ask for it again.")
    return sheets, content


def read_csv(file: str, content: bytes) -> Sheet:
    """A csv file as a sheet without a name.

    Parameters
    ----------
    file : str
        Its name, for messages.
    content : bytes

    Returns
    -------
    Sheet
        All cells are text.

    Raises
    ------
    Refused
        If it is not UTF-8 or UTF-16, or not csv; under the name of a workbook or
        document it is said to be damaged.
    """
    try:
        text = decode(content)
    except EncodingError as error:
        if (suffix := PurePath(file).suffix.lower()) in _OFFICE_SUFFIXES:
            message = f"the file is damaged or no {suffix} file"
            raise refuse(file, message, "Ask for it again.") from error
        cure = CURES.get(error.value.removeprefix("probably "), error.cure)
        where = f", in line {error.row}" if error.row else ""
        raise refuse(file, error.message, cure, f"{error.value}{where}") from error
    sheet = Sheet("")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    try:
        for row, cells in enumerate(reader, start=1):
            if len(cells) > MOST_COLUMNS or len(sheet.cells) > MOST_CELLS:
                cure = "Delete what is not needed."
                raise refuse(file, "the file is far larger than a table", cure)
            for column, value in enumerate(cells, start=1):
                if value.strip():
                    sheet.cells[row, column] = _csv_cell(file, value, row, column)
    except csv.Error as error:
        cure = "Save it again as CSV UTF-8."
        place = Place(file, "", address(reader.line_num, 1))
        message = "the file is not csv"
        raise Refused(Finding(place, str(error), message, cure)) from error
    return sheet


def _separator(text: str) -> str:
    """What separates the cells: the mark that stands most often in the first lines."""
    start = text[:5000]
    return max(_SEPARATORS, key=start.count)


def _csv_cell(file: str, value: str, row: int, column: int) -> Cell:
    if len(value) > LONGEST_TEXT:
        message = f"a text is longer than {LONGEST_TEXT} characters"
        place = Place(file, "", address(row, column))
        raise Refused(Finding(place, value, message, "Shorten it."))
    return Cell("text", value)


def text_findings(file: str, sheet: Sheet) -> Iterator[Finding]:
    """Texts of a sheet that must not be taken in as they stand.

    Parameters
    ----------
    file : str
        Its name.
    sheet : Sheet

    Yields
    ------
    Finding
    """
    for (row, column), cell in sheet.cells.items():
        found = text_problem(cell.text)
        if found:
            place = Place(file, sheet.name, address(row, column))
            yield Finding(place, cell.text, *found)


def text_problem(text: str) -> tuple[str, str] | None:
    """Message and cure for characters that hide or turn text, or are of old fonts."""
    if _USUAL.fullmatch(text):
        return None
    unseen = next((char for char in text if _is_unseen(char)), "")
    if unseen in _TURNING and unseen:
        return (
            f"an invisible character U+{ord(unseen):04X} turns the text around",
            "Type the text again.",
        )
    name = legacy_encoding(text)
    if name:
        return f"the text is in {name}, not in Unicode", CURES[name]
    if unseen:
        return (
            f"an invisible character U+{ord(unseen):04X} stands in the text",
            "Delete it, or type the text again.",
        )
    return None


def _is_unseen(char: str) -> bool:
    return char not in "\n\r\t" and unicodedata.category(char) in _UNSEEN


def plain_text(text: str) -> str:
    """Text composed (NFC), in one line, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())
