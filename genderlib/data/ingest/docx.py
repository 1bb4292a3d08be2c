"""Tables of a Word document, as sheets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from genderlib.data.ingest.archives import refuse
from genderlib.data.ingest.findings import Finding, Place, Refused
from genderlib.data.ingest.markup import attribute, elements
from genderlib.data.ingest.sheets import Cell, Sheet, address
from genderlib.data.ingest.xlsx import LONGEST_TEXT

if TYPE_CHECKING:
    from genderlib.data.ingest.archives import Package

MOST_SPANNED = 1000


def read_docx(package: Package) -> list[Sheet]:
    """The tables of a document that stand outside other tables, in order.

    Parameters
    ----------
    package : Package

    Returns
    -------
    list of Sheet
        Named "1", "2" and so on. Cells are named as in a sheet: B3 is the second
        cell of the third row.

    Raises
    ------
    Refused
        If the document is damaged or has tracked changes in a table.
    """
    reader = _Reader(package)
    for ends, tag, element in elements(package, "word/document.xml"):
        if ends:
            reader.end(tag, element)
        else:
            reader.start(tag)
    if not reader.sheets:
        cure = "Look whether the table is a picture; ask for the table itself."
        raise refuse(package.file, "the document holds no table", cure)
    return reader.sheets


@dataclass(slots=True)
class _Reader:
    """Where in the document the reading stands."""

    package: Package
    sheets: list[Sheet] = field(default_factory=list)
    depth: int = 0
    row: int = 0
    column: int = 0
    span: int = 1
    continues: bool = False
    paragraphs: list[str] = field(default_factory=list)
    # Top cell of the vertical merge that is open in a column.
    open: dict[int, tuple[int, int]] = field(default_factory=dict)

    def start(self, tag: str) -> None:
        if tag == "tbl":
            self.depth += 1
            if self.depth == 1:
                self.sheets.append(Sheet(str(len(self.sheets) + 1)))
                self.row, self.open = 0, {}
        if self.depth != 1:
            return
        if tag == "tr":
            self.row, self.column = self.row + 1, 0
        elif tag == "tc":
            self.span, self.continues, self.paragraphs = 1, False, []
        elif tag == "p":
            self.paragraphs.append("")

    def end(self, tag: str, element: Any) -> None:
        if tag == "tbl":
            self.depth -= 1
        elif tag in ("ins", "del") and self.depth:
            raise self._tracked()
        if self.depth == 0 and tag == "p":
            element.clear()
        if self.depth == 1:
            self._end_in_table(tag, element)

    def _end_in_table(self, tag: str, element: Any) -> None:
        if tag == "t" and self.paragraphs:
            self.paragraphs[-1] += element.text or ""
        elif tag in ("tab", "br", "cr") and self.paragraphs:
            self.paragraphs[-1] += " "
        elif tag == "gridSpan":
            self.span = self._bounded(attribute(element, "val"))
        elif tag == "gridBefore":
            self.column += self._bounded(attribute(element, "val"))
        elif tag == "vMerge":
            self.continues = attribute(element, "val") in ("", "continue")
            if not self.continues:
                self.open[self.column + 1] = (self.row, self.column + 1)
        elif tag == "tc":
            self._end_cell()
        elif tag == "tr":
            element.clear()

    def _bounded(self, number: str) -> int:
        if number.isascii() and number.isdigit() and 0 < int(number) <= MOST_SPANNED:
            return int(number)
        cure = "Copy the table into a new document and save that."
        place = Place(self.package.file, self.sheets[-1].name)
        message = "a cell claims to span columns that no table has"
        raise Refused(Finding(place, number, message, cure))

    def _end_cell(self) -> None:
        first = self.column + 1
        self.column += self.span
        sheet = self.sheets[-1]
        text = " ".join(piece.strip() for piece in self.paragraphs if piece.strip())
        if len(text) > LONGEST_TEXT:
            place = Place(self.package.file, sheet.name, address(self.row, first))
            message = f"a text is longer than {LONGEST_TEXT} characters"
            raise Refused(Finding(place, text, message, "Shorten it."))
        if self.continues and first in self.open:
            self._extend(sheet, first)
        elif text:
            sheet.cells[self.row, first] = Cell("text", text)
        if self.span > 1 and not self.continues:
            sheet.merged.append((self.row, first, self.row, self.column))

    def _extend(self, sheet: Sheet, first: int) -> None:
        """Let the merge that is open in this column reach down to this row."""
        top, left = self.open[first]
        same = [r for r in sheet.merged if r[:2] == (top, left)]
        right = max((r[3] for r in same), default=self.column)
        sheet.merged = [r for r in sheet.merged if r not in same]
        sheet.merged.append((top, left, self.row, right))

    def _tracked(self) -> Refused:
        message = "the table holds changes that nobody has accepted or rejected"
        cure = "Accept or reject all changes in Word and save it."
        place = Place(self.package.file, self.sheets[-1].name)
        return Refused(Finding(place, "", message, cure))
