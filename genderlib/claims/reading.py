"""A file to the text that a reader sees, with the line each piece comes from."""

from __future__ import annotations

import codecs
import re
import stat
import sys
from pathlib import Path
from typing import IO

from genderlib.claims.documents import Document, InputError, TextLine, clean
from genderlib.claims.docx_text import docx_lines
from genderlib.claims.html_text import html_lines

MOST_BYTES = 50_000_000
_HTML_SUFFIXES = {".html", ".htm", ".xhtml"}
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)?"
    r"<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_KNOWN = {
    b"%PDF": ("a PDF; give its text: pdftotext -layout FILE.pdf - | genderlib audit -"),
    b"\xd0\xcf\x11\xe0": "an old Office file; save it as .docx",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a gzip archive; unpack it first",
    b"7z\xbc\xaf": "an archive; unpack it first",
    b"Rar!": "an archive; unpack it first",
}

_NO_FILE = (
    "is no regular file; save it as one, or give it to standard input: "
    "genderlib audit -"
)
_OFFICE_SUFFIXES = {".docx", ".xlsx"}


def read_document(source: str | Path | IO[bytes] | IO[str]) -> Document:
    """Read plain text, html or docx; text taken from a PDF is plain text.

    Parameters
    ----------
    source : path or stream
        A file, an open stream of bytes or text, or "-" for standard input.

    Raises
    ------
    InputError
        If the file cannot be read, is empty, longer than 50 MB, or none of these.
    """
    if isinstance(source, str) and source == "-":
        return _from_bytes("-", sys.stdin.buffer.read(MOST_BYTES + 1))
    if isinstance(source, (str, Path)):
        return _from_bytes(str(source), _read_file(Path(source)))
    name = str(getattr(source, "name", "-"))
    content = source.read(MOST_BYTES + 1)
    if isinstance(content, str):
        return _from_text(name, content)
    return _from_bytes(name, content)


def _read_file(path: Path) -> bytes:
    try:
        # Nobody may ever write into a pipe, and a device never ends.
        if stat.S_IFMT(path.stat().st_mode) not in {stat.S_IFREG, stat.S_IFDIR}:
            raise InputError(str(path), _NO_FILE)
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        reason = error.strerror or "cannot be opened"
        raise InputError(str(path), f"{reason[0].lower()}{reason[1:]}") from error


def _from_bytes(name: str, content: bytes) -> Document:
    """Tell the kind of a file by its first bytes."""
    _check_size(name, len(content))
    if content.startswith(b"PK\x03\x04"):
        return _document(name, docx_lines(name, content))
    for start, message in _KNOWN.items():
        if content.startswith(start):
            raise InputError(name, f"is {message}")
    return _from_text(name, _decode(name, content))


def _check_size(name: str, size: int) -> None:
    if size > MOST_BYTES:
        limit = MOST_BYTES // 1_000_000
        raise InputError(name, f"is longer than {limit} MB; audit it in parts")


def _decode(name: str, content: bytes) -> str:
    encoding = next(
        (code for bom, code in _BOMS.items() if content.startswith(bom)), "utf-8"
    )
    suffix = Path(name).suffix.lower()
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        if suffix in _OFFICE_SUFFIXES:
            raise InputError(name, _damaged(suffix)) from error
        raise InputError(
            name,
            f"is not UTF-8 text (byte {error.start + 1}); save it as UTF-8",
        ) from error
    if "\0" in text and suffix in _OFFICE_SUFFIXES:
        raise InputError(name, _damaged(suffix))
    if "\0" in text:
        raise InputError(name, "is binary, not text, html or docx")
    return text


def _damaged(suffix: str) -> str:
    return f"is damaged or no {suffix} file; ask for it again"


def _from_text(name: str, text: str) -> Document:
    _check_size(name, len(text))
    is_html = Path(name).suffix.lower() in _HTML_SUFFIXES
    if is_html or _HTML_START.match(text, 0, 10_000):
        return _document(name, html_lines(text))
    text = clean(text)
    if not text.strip():
        raise InputError(name, "holds no text")
    return Document(name, text, tuple(range(1, text.count("\n") + 2)))


def _document(name: str, lines: list[TextLine]) -> Document:
    """Put lines together."""
    texts = [clean(line.text).replace("\n", " ") for line in lines]
    if not any(text.strip() for text in texts):
        raise InputError(name, "holds no visible text")
    return Document(name, "\n".join(texts), tuple(line.number for line in lines))
