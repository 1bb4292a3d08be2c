"""Head and foot of an administrative report, as Decree 30/2020/NĐ-CP (annex I) asks."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.shared import Mm, Pt

from genderlib.data.letterheads import Letterhead, read_letterhead
from genderlib.exports import oxml
from genderlib.exports.document import Heading, plain

if TYPE_CHECKING:
    from docx.document import Document as Sheet

    from genderlib.exports.finished import Finished

NONE: Final = "-"
"""What the table says of a superior body where there is none."""

_LEFT, _RIGHT = Mm(65), Mm(95)


def open_places(finished: Finished) -> list[str]:
    """Names of what the letterhead of a report lacks."""
    letterhead = _letterhead(finished)
    return [f.name for f in fields(Letterhead) if not getattr(letterhead, f.name)]


def _letterhead(finished: Finished) -> Letterhead:
    document = finished.document
    return read_letterhead(finished.project, document.organisation, document.year)


def add_head(sheet: Sheet, finished: Finished, words: dict[str, str]) -> None:
    """Write what stands above the text: sender, number, nation, place, date, title."""
    letterhead, document = _letterhead(finished), finished.document
    state = sheet.sections[0].first_page_header.paragraphs[0]
    state.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    state.add_run(" · ".join(document.edition[1:])).font.size = Pt(11)
    left, right = _two_columns(sheet)
    if letterhead.superior != NONE:
        superior = letterhead.superior.upper()
        _line(left, [_value(superior, words["superior_open"])], 12)
    _line(left, [(plain(document.masthead).upper(), False)], 12, bold=True)
    _rule(left, Mm(20))
    _line(left, _number(letterhead, words), 13)
    _line(right, [(words["nation"], False)], 12, bold=True)
    _line(right, [(words["motto"], False)], 13, bold=True)
    _rule(right, Mm(19))
    _line(right, _place_and_date(letterhead, words), 13, italic=True)
    _title(sheet, finished, words)


def add_signature(sheet: Sheet, finished: Finished, words: dict[str, str]) -> None:
    """Write what stands below the text: who gets the report, and who signs it."""
    letterhead = _letterhead(finished)
    sheet.add_paragraph()
    left, right = _two_columns(sheet)
    heading = _line(left, [(words["recipients"], False)], 12, bold=True, italic=True)
    heading.alignment = WD_ALIGN_PARAGRAPH.LEFT
    named = [part.strip() for part in letterhead.recipients.split(";") if part.strip()]
    lines = [[(f"- {name};", False)] for name in named]
    lines = lines or [[("- ", False), (words["recipients_open"], True), (";", False)]]
    for parts in (*lines, [(f"- {words['filed']}", False)]):
        _line(left, parts, 11).alignment = WD_ALIGN_PARAGRAPH.LEFT
    title = letterhead.signing_title.upper()
    _line(right, [_value(title, words["signing_title_open"])], 13, bold=True)
    for _ in range(4):
        _line(right, [("", False)], 13)
    name = _value(letterhead.signing_name, words["signing_name_open"])
    _line(right, [name], 13, bold=True)


def _number(letterhead: Letterhead, words: dict[str, str]) -> list[tuple[str, bool]]:
    parts = {
        "{number}": _value(letterhead.number, words["number_open"]),
        "{symbol}": _value(letterhead.symbol, words["symbol_open"]),
    }
    return _filled(words["number_line"], parts)


def _place_and_date(
    letterhead: Letterhead, words: dict[str, str]
) -> list[tuple[str, bool]]:
    place = _value(letterhead.place, words["place_open"])
    if not letterhead.date:
        return [place, (", ", False), (words["date_open"], True)]
    day = date.fromisoformat(letterhead.date)
    # A day below 10 and the months 1 and 2 have a zero before them (annex I).
    parts = {
        "{place}": place,
        "{day}": (f"{day.day:02}", False),
        "{month}": (f"{day.month:02}" if day.month < 3 else str(day.month), False),
        "{year}": (str(day.year), False),
    }
    return _filled(words["place_line"], parts)


def _filled(line: str, parts: dict[str, tuple[str, bool]]) -> list[tuple[str, bool]]:
    """A line with what is known, and marks for what is not."""
    pieces: list[tuple[str, bool]] = []
    while line:
        at, name = min(
            ((line.find(name), name) for name in parts if name in line),
            default=(len(line), ""),
        )
        if at:
            pieces.append((line[:at], False))
        if name:
            pieces.append(parts[name])
        line = line[at + len(name) :]
    return pieces


def _value(known: str, placeholder: str) -> tuple[str, bool]:
    """Words, and whether they only keep a place."""
    return (known, False) if known else (placeholder, True)


def _title(sheet: Sheet, finished: Finished, words: dict[str, str]) -> None:
    blocks = finished.document.blocks
    heading = next((b for b in blocks if isinstance(b, Heading) and b.level == 1), None)
    subject = plain(heading.content) if heading else finished.document.title
    kind = sheet.add_paragraph(style="Title")
    kind.add_run(words["kind"]).font.size = Pt(14)
    about = sheet.add_paragraph(style="Title")
    about.add_run(subject).font.size = Pt(14)
    for paragraph in (kind, about):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    about.paragraph_format.left_indent = about.paragraph_format.right_indent = Mm(15)
    kind.paragraph_format.space_before = Pt(18)
    kind.paragraph_format.space_after = about.paragraph_format.space_after = Pt(0)
    _rule(sheet, Mm(55))


def _two_columns(sheet: Sheet) -> list[Any]:
    """Two cells side by side without lines."""
    table = sheet.add_table(1, 2)
    table.autofit = False
    for cell, width in zip(table.rows[0].cells, (_LEFT, _RIGHT), strict=True):
        cell.width = width
    for column, width in zip(table.columns, (_LEFT, _RIGHT), strict=True):
        column.width = width
    return list(table.rows[0].cells)


def _line(
    target: Any,
    parts: list[tuple[str, bool]],
    size: int,
    *,
    bold: bool = False,
    italic: bool = False,
) -> Any:
    """A centred line; what only keeps a place is marked yellow."""
    is_new = not target.paragraphs[0].text and len(target.paragraphs) == 1
    paragraph = target.paragraphs[0] if is_new else target.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(0)
    for text, keeps_place in parts:
        run = paragraph.add_run(text)
        run.bold, run.italic, run.font.size = bold, italic, Pt(size)
        if keeps_place:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    return paragraph


def _rule(target: Any, inset: Mm) -> None:
    """The short line below a name: what is left between two insets."""
    paragraph = target.add_paragraph()
    spacing = paragraph.paragraph_format
    spacing.left_indent = spacing.right_indent = inset
    spacing.space_before, spacing.space_after = Pt(0), Pt(6)
    spacing.line_spacing = Pt(4)
    oxml.set_borders(paragraph._p, top="single")  # noqa: SLF001  no other way
