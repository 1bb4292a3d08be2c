"""What the audit reads of a file: its visible text, line by line."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from genderlib.errors import GenderlibError

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


class InputError(GenderlibError):
    """A file that cannot be read as text, html or docx.

    Parameters
    ----------
    name : str
        The file, "-" for standard input.
    message : str
        What is wrong and the cure.
    """

    def __init__(self, name: str, message: str) -> None:
        super().__init__(f"{name}: {message}")
        self.name = name


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader sees of a file.

    Attributes
    ----------
    name : str
        The file, "-" for standard input.
    text : str
        Paragraphs, list items and table rows on a line each; cells between tabs.
    line_numbers : tuple of int
        For every line of `text`, its line in the file: the source line of html, the
        paragraph or table row of docx.
    """

    name: str
    text: str
    line_numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of visible text: its words and its line in the file."""

    text: str
    number: int


def clean(text: str) -> str:
    """Text as the audit reads it: NFC, lines ended by LF, nothing invisible in it."""
    text = unicodedata.normalize("NFC", text)
    return _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
