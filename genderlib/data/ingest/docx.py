"""Tables of a Word document, as sheets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from genderlib.data.ingest.archives import refuse
from genderlib.data.ingest.findings import Finding, Place, Refused
from genderlib.data.ingest.markup import parse
from genderlib.data.ingest.sheets import Cell, Sheet, address
from genderlib.data.ingest.xlsx import LONGEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Callable

    from genderlib.data.ingest.archives import Package
    from genderlib.data.ingest.markup import Attributes

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
    parse(package, "word/document.xml", reader.starts, reader.ends)
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

    @property
    def starts(self) -> dict[str, Callable[[Attributes], None]]:
        """What is done where an element begins."""
        return {
            "tbl": self._table,
            "tr": self._inside(self._row),
            "tc": self._inside(self._cell),
            "p": self._inside(self._paragraph),
            "tab": self._inside(self._space),
            "br": self._inside(self._space),
            "cr": self._inside(self._space),
            "gridSpan": self._inside(self._span),
            "gridBefore": self._inside(self._before),
            "vMerge": self._inside(self._vertical),
            "ins": self._change,
            "del": self._change,
        }

    @property
    def ends(self) -> dict[str, Callable[[str], None]]:
        """What is done where an element ends."""
        return {"tbl": self._end_table, "t": self._text, "tc": self._end_cell}

    def _inside(
        self, handler: Callable[[Attributes], None]
    ) -> Callable[[Attributes], None]:
        """Only in a table that stands in no other table."""

        def handle(given: Attributes) -> None:
            if self.depth == 1:
                handler(given)

        return handle

    def _table(self, _: Attributes) -> None:
        self.depth += 1
        if self.depth == 1:
            self.sheets.append(Sheet(str(len(self.sheets) + 1)))
            self.row, self.open = 0, {}

    def _end_table(self, _: str) -> None:
        self.depth -= 1

    def _row(self, _: Attributes) -> None:
        self.row, self.column = self.row + 1, 0

    def _cell(self, _: Attributes) -> None:
        self.span, self.continues, self.paragraphs = 1, False, []

    def _paragraph(self, _: Attributes) -> None:
        self.paragraphs.append("")

    def _text(self, text: str) -> None:
        if self.depth == 1 and self.paragraphs:
            self.paragraphs[-1] += text

    def _space(self, _: Attributes) -> None:
        if self.paragraphs:
            self.paragraphs[-1] += " "

    def _span(self, given: Attributes) -> None:
        self.span = self._bounded(given["val"])

    def _before(self, given: Attributes) -> None:
        self.column += self._bounded(given["val"])

    def _vertical(self, given: Attributes) -> None:
        self.continues = given["val"] in ("", "continue")
        if not self.continues:
            self.open[self.column + 1] = (self.row, self.column + 1)

    def _change(self, _: Attributes) -> None:
        if self.depth:
            raise self._tracked()

    def _bounded(self, number: str) -> int:
        if number.isascii() and number.isdigit() and 0 < int(number) <= MOST_SPANNED:
            return int(number)
        cure = "Copy the table into a new document and save that."
        place = Place(self.package.file, self.sheets[-1].name)
        message = "a cell claims to span columns that no table has"
        raise Refused(Finding(place, number, message, cure))

    def _end_cell(self, _: str) -> None:
        if self.depth != 1:
            return
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
