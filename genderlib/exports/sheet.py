"""An empty Word file: paper, margins, fonts, styles, page numbers, facts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from genderlib.exports.document import plain
from genderlib.exports.oxml import add_field, set_language

if TYPE_CHECKING:
    from docx.document import Document as Sheet

    from genderlib.exports.document import Document

FONT: Final = "Times New Roman"
TEXT_WIDTH: Final = Mm(160)
"""A4 less the margins: 30 mm left and 20 mm right, 20 mm above and below."""

_LANGUAGES: Final = {"vi": "vi-VN", "en": "en-GB"}
_BLACK: Final = RGBColor(0, 0, 0)
_DAY: Final = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
# Style, size, bold, space before and after. [points]
_STYLES: Final = (
    ("Normal", 13, False, 0, 6),
    ("Title", 16, True, 0, 6),
    ("Subtitle", 12, False, 0, 12),
    ("Heading 1", 14, True, 14, 6),
    ("Heading 2", 13, True, 10, 4),
    ("Heading 3", 13, True, 8, 4),
    ("Caption", 12, True, 10, 4),
    ("List Bullet", 13, False, 0, 4),
    ("List Number", 13, False, 0, 4),
    ("Header", 13, False, 0, 0),
)


def new_sheet(document: Document) -> Sheet:
    """An empty file in the look of the report."""
    sheet = docx.Document()
    _set_paper(sheet)
    for name, size, bold, before, after in _STYLES:
        _set_style(sheet.styles[name], size, bold)
        spacing = sheet.styles[name].paragraph_format
        spacing.space_before, spacing.space_after = Pt(before), Pt(after)
    for name in ("Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Caption"):
        sheet.styles[name].paragraph_format.keep_with_next = True
    defaults = sheet.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    set_language(defaults, _LANGUAGES[document.language])
    _set_facts(sheet, document)
    return sheet


def language_tag(language: str) -> str:
    """A language as Word writes it."""
    return _LANGUAGES.get(language, language)


def _set_paper(sheet: Sheet) -> None:
    section = sheet.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_field(number, "PAGE", "2")


def _set_style(style: Any, size: int, bold: bool) -> None:
    style.font.name, style.font.size = FONT, Pt(size)
    style.font.bold, style.font.italic = bold, False
    style.font.color.rgb = _BLACK
    fonts = style.element.rPr.rFonts
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)
    for name in ("w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(name), FONT)
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)


def _set_facts(sheet: Sheet, document: Document) -> None:
    facts = sheet.core_properties
    facts.title, facts.author = document.title, plain(document.masthead)[:255]
    facts.language, facts.comments = _LANGUAGES[document.language], ""
    facts.created = facts.modified = _DAY
    facts.last_modified_by, facts.revision = "", 1
