"""How a cell may be written, before anything is asked of its value.

Python reads "１３" and " 13 " as 13 and pandas reads "1,5" as it likes; here each is a
problem with a cure.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from genderlib.data.dictionary import Column

_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,11})(\.[0-9]{1,12})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Control and format characters: the latter turn text around or hide in it.
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})


def form_problem(column: Column, value: str) -> tuple[str, str] | None:
    """What is wrong with the way a cell is written, if anything.

    Parameters
    ----------
    column : Column
        What the dictionary says of its column.
    value : str
        The cell; not empty.

    Returns
    -------
    tuple of str or None
        Message and cure.
    """
    found = text_problem(value)
    if found:
        return found
    if value != value.strip():
        return f"{column.name} has spaces around it", "Delete the spaces."
    if column.type == "integer" and not _INTEGER.fullmatch(value):
        return f"{column.name} is not a whole number", _number_cure(value, "13")
    if column.type == "number" and not _NUMBER.fullmatch(value):
        return f"{column.name} is not a decimal number", _number_cure(value, "0.25")
    if column.type == "date" and not _DATE.fullmatch(value):
        cure = "Write year-month-day, such as 2020-11-17."
        return f"{column.name} is not a date written year-month-day", cure
    return None


def text_problem(value: str) -> tuple[str, str] | None:
    """What is wrong with the characters of a text, if anything.

    Parameters
    ----------
    value : str

    Returns
    -------
    tuple of str or None
        Message and cure.
    """
    unseen = next((char for char in value if unicodedata.category(char) in _UNSEEN), "")
    if unseen == "\n":
        return "a cell holds a line break", "Write it in one line."
    if unseen:
        return (
            f"an invisible character U+{ord(unseen):04X} stands in the text",
            "Delete it, or type the text again.",
        )
    if not unicodedata.is_normalized("NFC", value):
        return (
            "accents are not in the composed form (NFC)",
            "Save the text in NFC: accents typed again on a Vietnamese keyboard are.",
        )
    if _is_encoded_twice(value):
        return (
            "UTF-8 was read as another encoding and saved again",
            "Go back to the file before that and save it as UTF-8 once.",
        )
    return None


def _is_encoded_twice(value: str) -> bool:
    """Whether the characters are the bytes of UTF-8 text, one by one."""
    if value.isascii():
        return False
    try:
        value.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return False
    return True


def _number_cure(value: str, example: str) -> str:
    if any(char.isdigit() and not char.isascii() for char in value):
        return f"Type it again with the digits 0 to 9, such as {example}."
    if example.isdigit():
        return f"Write digits only, no separators or decimals, such as {example}."
    return f"Write it with a decimal point and no percent sign, such as {example}."
