"""Text of a Word document: a line for each paragraph and table row.

Only the document part is unpacked, after its size is known, and no more of it than
that; the XML is read as a stream, and a document type, which could define entities that
grow without end, is refused.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass, field
from xml.parsers import expat  # a document type is refused below

from genderlib.claims.documents import InputError, TextLine

_PART = "word/document.xml"
_MOST_UNPACKED = 100_000_000  # bytes
_MOST_RATIO = 200  # a page of Word shrinks by 10 to 30
_MOST_FILES = 10_000
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006 "
_DAMAGED = "is a damaged docx; open it in Word and save it again"


def docx_lines(name: str, content: bytes) -> list[TextLine]:
    """Lines of a Word document, numbered by paragraph; cells stand between tabs.

    Raises
    ------
    InputError
        If it is no Word document, damaged, encrypted, or unpacks to far more than it
        can hold.
    """
    return _Reader(name).read(_unpack(name, content))


def _unpack(name: str, content: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check(name, archive)
            with archive.open(_PART) as part:
                unpacked = part.read(_MOST_UNPACKED + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise InputError(name, _DAMAGED) from error
    if len(unpacked) > _MOST_UNPACKED:
        raise InputError(name, "unpacks to more than a document can hold")
    return unpacked


def _check(name: str, archive: zipfile.ZipFile) -> None:
    """Look at the archive's list before anything is unpacked."""
    files = archive.infolist()
    part = next((file for file in files if file.filename == _PART), None)
    if part is None:
        raise InputError(name, "is an archive but not a Word document (.docx)")
    if part.flag_bits & 1:
        raise InputError(name, "is encrypted; save it without a password")
    ratio = part.file_size / max(1, part.compress_size)
    is_bomb = part.file_size > _MOST_UNPACKED or (
        ratio > _MOST_RATIO and part.file_size > _MOST_UNPACKED // 100
    )
    if is_bomb or len(files) > _MOST_FILES:
        raise InputError(name, "unpacks to more than a document can hold")


@dataclass(slots=True)
class _Row:
    """A table row that is being read."""

    cells: list[list[str]] = field(default_factory=list)
    spanned: int = 1  # columns of the cell that is being read


class _Reader:
    """Reads the elements of a document as they come."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: list[TextLine] = []
        self.words: list[str] = []
        self.rows: list[_Row] = []
        self.is_text = self.is_item = False
        self.fallbacks = 0

    def read(self, xml: bytes) -> list[TextLine]:
        """Read the whole part."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._refuse
        try:
            parser.Parse(xml, True)
        except expat.ExpatError as error:
            raise InputError(self.name, _DAMAGED) from error
        return self.lines

    def _refuse(self, *_: object) -> None:
        raise InputError(self.name, "declares a document type, which no docx does")

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        if element == _COMPATIBLE + "Fallback":
            self.fallbacks += 1
        tag = element.removeprefix(_WORD)
        if tag == "t":
            self.is_text = True
        elif tag in ("tab", "br", "cr"):
            self._characters_between(" ")
        elif tag == "numPr":
            self.is_item = True
        elif tag == "tr":
            self.rows.append(_Row())
        elif tag == "tc" and self.rows:
            self.rows[-1].cells.append([])
            self.rows[-1].spanned = 1
        elif tag == "gridSpan" and self.rows:
            span = attributes.get(_WORD + "val", "1")
            self.rows[-1].spanned = int(span) if span in map(str, range(64)) else 1

    def _end(self, element: str) -> None:
        if element == _COMPATIBLE + "Fallback":
            self.fallbacks -= 1
        tag = element.removeprefix(_WORD)
        if tag == "t":
            self.is_text = False
        elif tag == "p":
            self._end_paragraph()
        elif tag == "tc" and self.rows:
            self._end_cell(self.rows[-1])
        elif tag == "tr" and self.rows:
            self._end_row()
        elif tag == "tbl" and not self.rows:
            self._add_line("")

    def _characters(self, text: str) -> None:
        if self.is_text:
            self._characters_between(text)

    def _characters_between(self, text: str) -> None:
        if not self.fallbacks:
            self.words.append(text)

    def _end_paragraph(self) -> None:
        text = " ".join("".join(self.words).split())
        self.words = []
        if self.rows and self.rows[-1].cells:
            self.rows[-1].cells[-1].append(text)
            return
        if text:
            self._add_line(f"- {text}" if self.is_item else text)
            if not self.is_item:
                self._add_line("")
        self.is_item = False

    def _end_cell(self, row: _Row) -> None:
        """Repeat a heading that spans columns, so that they keep their places."""
        text = " ".join(row.cells[-1]).strip()
        repeated = "" if any(mark.isdecimal() for mark in text) else text
        row.cells[-1:] = [[text], *([repeated] for _ in range(1, row.spanned))]
        row.spanned = 1

    def _end_row(self) -> None:
        row = self.rows.pop()
        self.is_item = False
        text = "\t".join(" ".join(cell) for cell in row.cells)
        if not text.strip():
            return
        if self.rows and self.rows[-1].cells:
            self.rows[-1].cells[-1].append(text.replace("\t", ", "))
        else:
            self._add_line(text)

    def _add_line(self, text: str) -> None:
        """Add a line; an empty one keeps the number of the line above it."""
        last = self.lines[-1].number if self.lines else 0
        self.lines.append(TextLine(text, last + bool(text)))
