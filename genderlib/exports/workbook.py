"""The workbook of a report: cover, contents, notes, one sheet a table, the figures.

gptables lays the sheets out as the UK's Analysis Function asks of spreadsheets that
everyone can read. What it would take for its own markup, or refuse, is written into the
cell afterwards; its English words are replaced, its warnings and times of day left out.
"""

from __future__ import annotations

import re
import warnings
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final

from genderlib.data.rules import FORMULA_SIGNS
from genderlib.exports.document import (
    FIGURES,
    Box,
    Chart,
    Heading,
    Items,
    Paragraph,
    Summary,
    Table,
    in_lines,
    plain,
)
from genderlib.exports.figures import exact_text
from genderlib.exports.numbers import Number, cell_number, figure_number
from genderlib.text.export_words import export_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from genderlib.exports.document import Block, Cell, Document
    from genderlib.exports.finished import Finished
    from genderlib.ledger import Figure

_DAY: Final = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_COVER: Final = 90
_WIDEST: Final = 48
_NARROWEST: Final = 11
_LINE: Final = 15.75  # points
# What gptables reads as its own: links, notes; and a cell without a Latin letter.
_MARKUP: Final = re.compile(r"\[.+\]\(.+\)|\$\$|\[[\w\s]+\]")
_PLAIN: Final = re.compile(r"[A-Za-z0-9]")
_STAND_IN: Final = "text"
_EMPTY: Final = frozenset({"", "–", "-"})
_FONT: Final = {"font_name": "Arial", "font_size": 12, "valign": "top"}

Value = str | Number


@dataclass(slots=True)
class _Sheet:
    """One sheet before gptables has it."""

    label: str
    name: str
    title: str
    columns: list[str]
    rows: list[list[Value]]
    source: str = ""
    numeric: frozenset[int] = frozenset()
    widest: int = _WIDEST
    legend: list[str] = field(default_factory=list)


def workbook(finished: Finished) -> bytes:
    """The workbook of a report.

    Parameters
    ----------
    finished : Finished

    Returns
    -------
    bytes
        An xlsx file; the same bytes for the same report.
    """
    words = export_words(finished.document.language)
    sheets = [_notes(finished.document, words)]
    sheets += _tables(finished, words)
    sheets.append(_ledger(finished, words))
    for sheet in sheets:
        _name_empty_cells(sheet, words)
    target = BytesIO()
    with _quiet():
        book = _laid_out(target, finished, sheets, words)
        _finish(book, finished, sheets, words)
        book.close()
    return target.getvalue()


# What stands on the sheets.


def _notes(document: Document, words: dict[str, str]) -> _Sheet:
    """Every sentence of the report, with the heading it stands under."""
    rows: list[list[Value]] = []
    section = document.title
    for block in document.blocks:
        if isinstance(block, Heading):
            section = plain(block.content) or section
        rows += [[section, text] for text in _sentences(block, words) if text]
    return _Sheet(
        words["notes"],
        "notes",
        words["notes_title"],
        [words["section"], words["text"]],
        rows,
        widest=_COVER,
    )


def _sentences(block: Block, words: dict[str, str]) -> Iterator[str]:
    match block:
        case Paragraph(role="prose"):
            yield plain(block.content)
        case Items():
            yield from map(plain, block.items)
        case Summary():
            for figure in block.figures:
                parts = map(plain, (figure.term, figure.value, figure.detail))
                yield "; ".join(part for part in parts if part)
        case Box():
            for inner in block.blocks:
                yield from _sentences(inner, words)
        case Chart():
            yield f"{words['chart']}: {plain(block.title)}"
            yield plain(block.alternative)


def _tables(finished: Finished, words: dict[str, str]) -> Iterator[_Sheet]:
    """One sheet a table, each with the source that stands below it on the page."""
    blocks = finished.document.blocks
    figures = {figure.identifier: figure for figure in finished.figures}
    shown = [
        (table, after)
        for table, after in zip(blocks, (*blocks[1:], None), strict=True)
        if isinstance(table, Table) and table.identifier != FIGURES
    ]
    for position, (table, after) in enumerate(shown, start=1):
        yield _Sheet(
            f"{words['table']} {position}",
            _name(table.identifier),
            f"{words['table']} {position}: {plain(table.caption)}",
            _distinct([cell.text for cell in table.columns]),
            [
                [_value(cell, figures, finished.document.language) for cell in row]
                for row in table.rows
            ],
            source=_source(after),
            numeric=frozenset(
                at for at, cell in enumerate(table.columns) if cell.is_number
            ),
        )


def _source(block: Block | None) -> str:
    if isinstance(block, Paragraph) and block.role == "source":
        return plain(block.content)
    return ""


def _value(cell: Cell, figures: dict[str, Figure], language: str) -> Value:
    return cell_number(cell, figures, language) or in_lines(cell.content)


def _ledger(finished: Finished, words: dict[str, str]) -> _Sheet:
    document = finished.document
    table = next(
        b for b in document.blocks if isinstance(b, Table) and b.identifier == FIGURES
    )
    figure, _, made, place = (cell.text for cell in table.columns)
    return _Sheet(
        words["figures"],
        "ledger",
        plain(table.caption),
        [figure, words["identifier"], words["number"], words["shown"], made, place],
        [_ledger_row(finished, figure) for figure in finished.figures],
        numeric=frozenset({2}),
    )


def _ledger_row(finished: Finished, figure: Figure) -> list[Value]:
    document = finished.document
    line = document.lines[figure.identifier]
    value: Value = line.text
    if figure.kind != "hidden":
        number = figure_number(figure, line.text, document.language)
        value = number or exact_text(figure.exact)
    places = "; ".join(line.places)
    return [line.label, figure.identifier, value, line.text, line.made, places]


def _name_empty_cells(sheet: _Sheet, words: dict[str, str]) -> None:
    """Say of an empty cell that it is; a screen reader passes over a dash."""
    empty = [
        (row, at)
        for row in sheet.rows
        for at, value in enumerate(row)
        if isinstance(value, str) and value.strip() in _EMPTY
    ]
    for row, at in empty:
        row[at] = words["nothing"]
    if empty:
        sheet.legend.append(words["nothing_legend"])


def _name(identifier: str) -> str:
    """The name of a table in the workbook: letters, digits and underscores."""
    return "table_" + re.sub(r"\W", "_", identifier)


def _distinct(headings: Sequence[str]) -> list[str]:
    """Headings of which none is empty or there twice, as a workbook's table asks."""
    found: list[str] = []
    for position, heading in enumerate(headings, start=1):
        named = heading or str(position)
        found.append(f"{named} ({position})" if named in found else named)
    return found


# How gptables is called, and what is mended afterwards.


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the warnings of gptables: of a theme left open, and of old pandas."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _laid_out(
    target: BytesIO, finished: Finished, sheets: list[_Sheet], words: dict[str, str]
) -> Any:
    from gptables import Cover
    from gptables.core.api import produce_workbook

    document = finished.document
    return produce_workbook(
        target,
        {sheet.label: _gptable(sheet, words) for sheet in sheets},
        cover=Cover(title=_tame(document.title), cover_label=words["cover"]),
        contentsheet_label=words["contents"],
        contentsheet_options={
            "title": words["contents"],
            "column_names": [words["sheet"], words["description"]],
            "instructions": words["one_table"],
        },
        auto_width=False,
        workbook_options={
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )


def _gptable(sheet: _Sheet, words: dict[str, str]) -> Any:
    import pandas as pd
    from gptables import GPTable

    cells = [[_stand_in(value) for value in row] for row in sheet.rows]
    return GPTable(
        table=pd.DataFrame(cells, columns=[_tame(c) for c in sheet.columns]),
        table_name=sheet.name,
        title=_tame(sheet.title),
        instructions=words["one_table"],
        source=_tame(sheet.source) or None,
        legend=sheet.legend,
        index_columns={2: 0},
    )


def _tame(text: str) -> str:
    """Text in which gptables finds no markup, and a spreadsheet no formula."""
    start = "\N{WORD JOINER}" if text.startswith(FORMULA_SIGNS) else ""
    plain = text.replace("$$", "$\N{WORD JOINER}$")
    return start + plain.replace("](", "]\N{WORD JOINER}(")


def _stand_in(value: Value) -> object:
    """What gptables is given in place of a cell; the cell itself is written later."""
    if isinstance(value, Number):
        return value.value
    is_plain = _PLAIN.search(value) and not _MARKUP.search(value)
    return value if is_plain else _STAND_IN


def _finish(
    book: Any, finished: Finished, sheets: list[_Sheet], words: dict[str, str]
) -> None:
    document = finished.document
    book.set_properties(
        {"title": document.title, "author": plain(document.masthead), "created": _DAY}
    )
    _write_cover(book, finished, words)
    contents = book.get_worksheet_by_name(words["contents"])
    contents.set_column(0, 0, 16)
    contents.set_column(1, 1, 90)
    for row, sheet in enumerate(sheets, start=3):
        contents.set_row(row, _height([sheet.title], [90]))
    for sheet in sheets:
        _write_cells(book, sheet)
    for page in book.worksheets():
        page.set_paper(9)  # A4
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.set_footer("&C&P/&N")


def _write_cover(book: Any, finished: Finished, words: dict[str, str]) -> None:
    document = finished.document
    page = book.get_worksheet_by_name(words["cover"])
    text, bold = _format(book), _format(book, bold=True)
    same = words["same"].format(file=finished.report.name, sha256=finished.sha256)
    lines = [(plain(document.masthead), bold)]
    lines += [(f"{term}: {fact}", text) for term, fact in document.about]
    lines += [(same, text), (words["rounding"], text), (words["nothing_legend"], text)]
    for row, (line, form) in enumerate(lines, start=1):
        page.write_string(row, 0, line, form)
        page.set_row(row, _height([line], [_COVER]))
    page.set_column(0, 0, _COVER)


def _write_cells(book: Any, sheet: _Sheet) -> None:
    """Formats, and the words that gptables does not take as they are."""
    page = book.get_worksheet_by_name(sheet.label)
    top = 2 + bool(sheet.source) + len(sheet.legend)
    page.freeze_panes(top + 1, 1)
    page.repeat_rows(top)
    widths = _widths(sheet)
    for at, (heading, width) in enumerate(zip(sheet.columns, widths, strict=True)):
        page.set_column(at, at, width)
        form = {"bold": True, "bottom": 1, "align": _side(sheet, at)}
        page.write_string(top, at, _tame(heading), _format(book, **form))
    page.set_row(top, _height(sheet.columns, widths))
    for number, row in enumerate(sheet.rows, start=top + 1):
        for at, value in enumerate(row):
            _write_cell(book, page, (number, at), value, _side(sheet, at))
        page.set_row(number, _height([_shown(value) for value in row], widths))


def _write_cell(
    book: Any, page: Any, place: tuple[int, int], value: Value, side: str
) -> None:
    if isinstance(value, Number):
        form = _format(book, num_format=value.form, align="right")
        page.write_number(*place, value.value, form)
    else:
        form = _format(book, align=side, quote_prefix=value.startswith(FORMULA_SIGNS))
        page.write_string(*place, value, form)


def _side(sheet: _Sheet, column: int) -> str:
    return "right" if column in sheet.numeric else "left"


def _format(book: Any, **options: Any) -> Any:
    return book.add_format({**_FONT, "text_wrap": True, **options})


def _shown(value: Value) -> str:
    return value.text if isinstance(value, Number) else value


def _widths(sheet: _Sheet) -> list[int]:
    """Characters each column is wide; what is longer goes over several lines."""
    return [
        _width(heading, [_shown(row[at]) for row in sheet.rows], sheet.widest)
        for at, heading in enumerate(sheet.columns)
    ]


def _width(heading: str, column: Sequence[str], widest: int) -> int:
    lines = [line for text in column for line in text.split("\n")]
    longest_word = max(map(len, heading.split()), default=0)
    return min(max([_NARROWEST, longest_word, *map(len, lines)]), widest) + 3


def _height(row: Sequence[str], widths: Sequence[int]) -> float:
    """Points a row is high; a program need not know how words are broken."""
    return _LINE * max(
        sum(len(wrap(line, width)) or 1 for line in text.split("\n"))
        for text, width in zip(row, widths, strict=True)
    )
