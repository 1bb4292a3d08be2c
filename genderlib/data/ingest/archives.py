"""A file from elsewhere, opened with care: what it is, and what it unpacks to.

A file of Office is a zip of XML. Before anything is unpacked its size, the number of
its parts and what they claim to unpack to are looked at; every part is read by a parser
that refuses the declarations with which entity bombs are built.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

from genderlib.data.ingest.findings import Finding, Place, Refused

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_FILE: Final = 20 * 2**20
# A sheet of a hundred thousand cells unpacks to about six million bytes.
LARGEST_CONTENT: Final = 64 * 2**20
LARGEST_PART: Final = 32 * 2**20
MOST_PARTS: Final = 2000
WORKBOOK: Final = "xl/workbook.xml"
DOCUMENT: Final = "word/document.xml"

_ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ASK_AGAIN = "Do not open it; ask the sender for a new file."
_SAVE_XLSX = "Open it and save it as an Excel workbook (.xlsx)."
_KNOWN: Final = (
    (b"%PDF", "a PDF", "Ask for the table as a workbook, or type it into one."),
    (b"{\\rtf", "an RTF document", "Open it in Word and save it as .docx."),
    (b"\x89PNG", "a picture", "Ask for the table itself, or type it into a workbook."),
    (b"\xff\xd8\xff", "a picture", "Ask for the table itself, or type it."),
    (b"\x1f\x8b", "a gzip archive", "Unpack it and give the file in it."),
    (b"Rar!", "a rar archive", "Unpack it and give the files in it."),
    (b"7z\xbc\xaf", "a 7-Zip archive", "Unpack it and give the files in it."),
    (b"PAR1", "a Parquet table", "Save the table as a workbook or csv."),
)


def refuse(file: str, message: str, cure: str, value: str = "") -> Refused:
    """A refusal of a whole file."""
    return Refused(Finding(Place(file), value, message, cure))


def read_file(path: Path) -> bytes:
    """The bytes of a file that is small enough and really a file.

    Parameters
    ----------
    path : Path

    Returns
    -------
    bytes

    Raises
    ------
    Refused
        For links, folders, pipes, empty, unreadable and too large files.
    """
    name = path.name
    try:
        found = path.lstat()
        if stat.S_ISLNK(found.st_mode):
            cure = "Give the file itself, so that it is known what is taken in."
            raise refuse(name, "the file is a symbolic link", cure)
        if not stat.S_ISREG(found.st_mode):
            kind = "a folder" if stat.S_ISDIR(found.st_mode) else "a pipe or device"
            raise refuse(name, f"this is {kind}, not a file", "Name the files.")
        if found.st_size > LARGEST_FILE:
            raise refuse(
                name,
                f"the file is larger than {LARGEST_FILE // 2**20} MB",
                "Check that it is the right file; delete pictures and unused sheets.",
                f"{found.st_size} bytes",
            )
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        cure = "Check its name, and that you may read it."
        raise refuse(name, "the file cannot be read", cure, reason) from error
    if not content.strip(b"\0 \t\r\n"):
        raise refuse(name, "the file is empty", "Ask for the file again.")
    return content


def identify(name: str, content: bytes) -> Package | None:
    """What a file is, by its content and not by its name.

    Parameters
    ----------
    name : str
        For the message.
    content : bytes

    Returns
    -------
    Package or None
        A workbook or document; None for what can only be a csv file.

    Raises
    ------
    Refused
        For every other kind; it is named.
    """
    if content.startswith(_OLE):
        raise _old_office(name, content)
    for mark, what, cure in _KNOWN:
        if content.startswith(mark):
            raise refuse(name, f"the file is {what}", cure)
    if content.startswith(b"PK"):
        package = open_package(name, content)
        _check_kind(package)
        return package
    start = content[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta")):
        message = "the file is a web page under the name of a table"
        raise refuse(name, message, _SAVE_XLSX)
    if start.startswith(b"<?xml"):
        raise refuse(name, "the file is XML, not a workbook", _SAVE_XLSX)
    return None


def _old_office(name: str, content: bytes) -> Refused:
    if _ENCRYPTED_PART in content:
        cure = "Open it with its password and save it without one."
        return refuse(name, "the file is encrypted with a password", cure)
    message = "the file is in the old format of Excel or Word (.xls, .doc)"
    return refuse(name, message, "Open it and save it as .xlsx or .docx.")


def _check_kind(package: Package) -> None:
    name, names = package.file, set(package.names)
    if names & {WORKBOOK, DOCUMENT}:
        return
    if "xl/workbook.bin" in names:
        raise refuse(name, "the file is a binary workbook (.xlsb)", _SAVE_XLSX)
    if "content.xml" in names:
        cure = "Open it in LibreOffice and save it as .xlsx or .docx."
        raise refuse(name, "the file is an OpenDocument file", cure)
    raise refuse(
        name,
        "the file is a zip archive without a workbook or document in it",
        "Unpack it and give the files in it, or ask for the file again.",
    )


class Package:
    """The parts of an Office file.

    Parameters
    ----------
    file : str
        Name of the file, for messages.
    archive : ZipFile

    Attributes
    ----------
    elements : int
        How many elements of XML were read so far.
    """

    def __init__(self, file: str, archive: zipfile.ZipFile) -> None:
        self.file = file
        self._archive = archive
        self.names = archive.namelist()
        self.elements = 0

    def part(self, name: str) -> bytes:
        """The bytes of a part.

        Raises
        ------
        Refused
            If it is missing or damaged, or declares entities.
        """
        try:
            content = self._archive.read(name)
        except (
            KeyError,
            EOFError,
            RuntimeError,
            NotImplementedError,
            zipfile.BadZipFile,
            zlib.error,
            OSError,
        ) as error:
            message = "a part of the file is missing or damaged"
            cure = "Open and save it again, or ask for the file again."
            raise refuse(self.file, message, cure, name) from error
        if b"<!" in content and _declares(content):
            raise self.declaration(name)
        return content

    def declaration(self, name: str) -> Refused:
        """The refusal of a part that declares entities."""
        message = "a part of the file declares entities, as no Office program does"
        return refuse(self.file, message, _ASK_AGAIN, name)


def _declares(content: bytes) -> bool:
    return b"<!DOCTYPE" in content or b"<!ENTITY" in content


def open_package(file: str, content: bytes) -> Package:
    """An Office file whose parts are safe to unpack.

    Parameters
    ----------
    file : str
        Its name, for messages.
    content : bytes

    Returns
    -------
    Package

    Raises
    ------
    Refused
        For a damaged or encrypted zip, a zip bomb, macros, or names that lead out.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, struct.error) as error:
        message = "the file is damaged or was cut off"
        raise refuse(file, message, "Ask for the file again.") from error
    parts = archive.infolist()
    found = _package_problem(parts)
    if found:
        raise refuse(file, *found)
    return Package(file, archive)


def _package_problem(parts: list[zipfile.ZipInfo]) -> tuple[str, str, str] | None:
    """Message, cure and value of what makes a zip unsafe."""
    if len(parts) > MOST_PARTS:
        return "the file has far too many parts", _ASK_AGAIN, str(len(parts))
    unpacked = sum(part.file_size for part in parts)
    largest = max((part.file_size for part in parts), default=0)
    if unpacked > LARGEST_CONTENT or largest > LARGEST_PART:
        limit = f"{LARGEST_CONTENT // 2**20} MB"
        message = f"the file unpacks to more than {limit}: a zip bomb"
        cure = f"{_ASK_AGAIN} If it is a real table, delete what is not needed."
        return message, cure, f"{unpacked} bytes"
    names = [part.filename for part in parts]
    twice = next((name for name in names if names.count(name) > 1), "")
    if twice:
        return "the file holds a part twice", _ASK_AGAIN, twice
    return next(filter(None, map(_part_problem, parts)), None)


def _part_problem(part: zipfile.ZipInfo) -> tuple[str, str, str] | None:
    name = part.filename
    if part.flag_bits & 1:
        cure = "Open it with its password and save it without one."
        return "the file is encrypted with a password", cure, name
    steps = name.replace("\\", "/").split("/")
    if ".." in steps or not steps[0] or ":" in steps[0]:
        return "a part of the file has a name that leads out", _ASK_AGAIN, name
    if steps[-1].lower() in {"vbaproject.bin", "vbadata.xml"}:
        cure = "Save it without macros: as .xlsx or .docx."
        return "the file holds macros", cure, name
    return None
