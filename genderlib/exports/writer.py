"""Blocks of a report written into a Word file."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from math import sqrt
from typing import TYPE_CHECKING, Any, Final

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Emu, Mm, Pt

from genderlib.exports import oxml
from genderlib.exports.document import (
    FIGURES,
    Box,
    Chart,
    Heading,
    Items,
    Paragraph,
    Summary,
    Table,
    plain,
)
from genderlib.exports.drawing import as_png
from genderlib.exports.sheet import TEXT_WIDTH, language_tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docx.document import Document as Sheet
    from docx.text.paragraph import Paragraph as WordParagraph

    from genderlib.exports.document import Block, Cell, Content, Run

_CHART: Final = Mm(130)
_TALLEST: Final = Mm(215)
_SMALL, _SMALLER = Pt(11), Pt(9)
_WIDEST_WORD: Final = 24  # characters
_LETTER: Final = 0.62  # width of a letter over the size of its font
_PADDING: Final = Mm(5)
_SHORT: Final = 900  # letters


@dataclass(slots=True)
class Writer:
    """Writes blocks one after the other.

    Parameters
    ----------
    sheet : docx.document.Document
    words : dict of str to str
        Words of exports in the report's language.
    language : {"vi", "en"}
    is_letter : bool
        Whether the title stands in a letterhead.
    properties : dict of str to str
        What the fields show, by name; filled while figures are written.
    """

    sheet: Sheet
    words: dict[str, str]
    language: str
    is_letter: bool
    properties: dict[str, str] = field(default_factory=dict)
    tables: int = 0

    def write(self, blocks: Iterable[Block]) -> None:
        """Write blocks in their order."""
        for block in blocks:
            match block:
                case Heading():
                    self._heading(block)
                case Paragraph():
                    self._paragraph(block)
                case Items():
                    self._items(block)
                case Summary():
                    self._summary(block)
                case Box():
                    self._box(block)
                case Table():
                    self._table(block)
                case Chart():
                    self._chart(block)

    def annex(self, blocks: Sequence[Block]) -> None:
        """Write the last section under its own heading."""
        heading = self.sheet.add_paragraph(self.words["annex"], style="Heading 1")
        heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self.write(blocks)

    def facts(self, facts: Iterable[tuple[str, str]]) -> None:
        """Write what the report says of itself."""
        self.sheet.add_paragraph(self.words["about"], style="Heading 1")
        for term, fact in facts:
            line = self.sheet.add_paragraph(f"{term}: ")
            line.paragraph_format.space_after = Pt(2)
            line.add_run(fact)

    def subtitle(self, text: str) -> None:
        """Write the line below a title."""
        self.sheet.add_paragraph(text, style="Subtitle")

    def page_break(self) -> None:
        """Go on on a new page."""
        # python-docx says no types of this one.
        self.sheet.add_page_break()  # type: ignore[no-untyped-call]

    def _heading(self, block: Heading) -> None:
        if block.level == 1:
            if self.is_letter:
                return
            title = self.sheet.add_paragraph(style="Title")
            self._runs(title, block.content)
            # The subtitle was written first; a title stands above it.
            first = self.sheet.paragraphs[0]
            first._p.addprevious(title._p)  # noqa: SLF001  no other way
            return
        style = f"Heading {min(block.level - 1, 3)}"
        self._runs(self.sheet.add_paragraph(style=style), block.content)

    def _paragraph(self, block: Paragraph) -> None:
        paragraph = self.sheet.add_paragraph()
        if block.role == "source":
            self._runs(paragraph, block.content, size=_SMALL, italic=True)
            return
        if self.language == "vi":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            paragraph.paragraph_format.first_line_indent = Mm(10)
        self._runs(paragraph, block.content)

    def _items(self, block: Items) -> None:
        style = "List Number" if block.ordered else "List Bullet"
        for item in block.items:
            self._runs(self.sheet.add_paragraph(style=style), item)

    def _summary(self, block: Summary) -> None:
        """Key figures: what, how many, and of what."""
        if not any(figure.term for figure in block.figures):
            self._items(Items(tuple(figure.detail for figure in block.figures)))
            return
        table = self._grid(len(block.figures), 3, block.label)
        for row, figure in zip(table.rows, block.figures, strict=True):
            oxml.keep_whole(row)
            parts = (figure.term, figure.value, figure.detail)
            for cell, content, bold in zip(
                row.cells, parts, (False, True, False), strict=True
            ):
                self._cell(cell, content, bold=bold, size=Pt(12))
        _set_widths(table, _shares(TEXT_WIDTH, [20, 10, 24]))
        _keep_together(table)
        self._gap()

    def _box(self, block: Box) -> None:
        """A frame around what is to be checked before signing."""
        table = self._grid(1, 1, "")
        cell = table.rows[0].cells[0]
        for number, inner in enumerate(block.blocks):
            contents = inner.items if isinstance(inner, Items) else None
            if isinstance(inner, Heading | Paragraph):
                target = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
                is_bold = isinstance(inner, Heading)
                self._runs(target, inner.content, bold=is_bold, size=Pt(12))
            for item in contents or ():
                target = cell.add_paragraph(style="List Bullet")
                self._runs(target, item, size=Pt(12))
        self._gap()

    def _table(self, block: Table) -> None:
        size = _SMALLER if block.identifier == FIGURES else _SMALL
        caption = self.sheet.add_paragraph(style="Caption")
        if block.identifier != FIGURES:
            self.tables += 1
            caption.add_run(f"{self.words['table']} {self.tables}: ")
        self._runs(caption, block.caption)
        table = self._grid(
            1 + len(block.rows), len(block.columns), plain(block.caption)
        )
        oxml.repeat_header(table.rows[0])
        lines = (block.columns, *block.rows)
        for number, (row, cells) in enumerate(zip(table.rows, lines, strict=True)):
            oxml.keep_whole(row)
            for target, cell, heading in zip(
                row.cells, cells, block.columns, strict=True
            ):
                self._cell(target, cell.content, bold=number == 0, size=size)
                if heading.is_number:
                    target.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _set_widths(table, _column_widths(lines, size))
        _keep_together(table)
        self._gap()

    def _chart(self, block: Chart) -> None:
        caption = self.sheet.add_paragraph(style="Caption")
        self._runs(caption, block.title)
        holder = self.sheet.add_paragraph()
        holder.paragraph_format.keep_with_next = True
        width = min(_CHART, int(_TALLEST * block.width / block.height))
        run = holder.add_run()
        run.add_picture(BytesIO(as_png(block.svg)), width=Emu(width))
        oxml.describe_picture(run, plain(block.title), plain(block.alternative))

    def _grid(self, rows: int, columns: int, name: str) -> Any:
        table = self.sheet.add_table(rows, columns, style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        if name:
            oxml.describe_table(table, name)
        return table

    def _gap(self) -> None:
        """Room after a table, which has no space of its own."""
        gap = self.sheet.add_paragraph()
        gap.paragraph_format.space_after = Pt(0)
        gap.paragraph_format.line_spacing = Pt(6)

    def _cell(self, cell: Any, content: Content, *, bold: bool, size: Pt) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.paragraph_format.space_before = Pt(2)
        self._runs(paragraph, content, bold=bold, size=size)

    def _runs(
        self,
        paragraph: WordParagraph,
        content: Content,
        *,
        bold: bool = False,
        italic: bool = False,
        size: Pt | None = None,
    ) -> None:
        for run in content:
            for written in self._run(paragraph, run):
                written.bold = True if bold or run.bold else None
                written.italic = True if italic or run.italic else None
                if size is not None:
                    written.font.size = size
                if run.language and run.language != self.language:
                    properties = written._r.get_or_add_rPr()  # noqa: SLF001  no other way
                    oxml.set_language(properties, language_tag(run.language))

    def _run(self, paragraph: WordParagraph, run: Run) -> list[Any]:
        if run.text == "\n":
            written = paragraph.add_run()
            written.add_break()
            return [written]
        if run.figure:
            code = f'DOCPROPERTY "{self._property(run)}"'
            return oxml.add_field(paragraph, code, run.text)
        if run.link:
            return [oxml.add_link(paragraph, run.link, run.text)]
        return [paragraph.add_run(run.text)]

    def _property(self, run: Run) -> str:
        """Name of the property a figure's text has; another form has a number."""
        name, number = run.figure, 1
        while self.properties.setdefault(name, run.text) != run.text:
            number += 1
            name = f"{run.figure}#{number}"
        return name


def _column_widths(lines: Sequence[Sequence[Cell]], size: Pt) -> list[int]:
    """Widths that leave words whole and give long texts more of the rest. [EMU]"""
    # Half a point for each point of size is the width of a digit; headings are bold.
    letter = int(size * _LETTER)
    least, wanted = [], []
    for cells in zip(*lines, strict=True):
        texts = [cell.text for cell in cells]
        word = max((len(w) for text in texts for w in text.split()), default=1)
        longest = max(map(len, texts), default=1)
        least.append(_PADDING + letter * min(word, _WIDEST_WORD))
        wanted.append(_PADDING + letter * max(word, round(2 * sqrt(longest))))
    rest = TEXT_WIDTH - sum(least)
    if rest < 0:
        return _shares(TEXT_WIDTH, least)
    more = [max(want - need, 0) + 1 for want, need in zip(wanted, least, strict=True)]
    return [need + m for need, m in zip(least, _shares(rest, more), strict=True)]


def _shares(whole: int, weights: Sequence[int]) -> list[int]:
    return [whole * weight // sum(weights) for weight in weights]


def _set_widths(table: Any, widths: Sequence[int]) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Emu(width)
        for cell in column.cells:
            cell.width = column.width


def _keep_together(table: Any) -> None:
    """Leave a short table on one page."""
    cells = [list(row.cells) for row in table.rows[:-1]]
    length = sum(len(cell.text) for row in cells for cell in row)
    for row in cells if length < _SHORT else cells[:1]:
        for cell in row:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True
