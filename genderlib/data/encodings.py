"""From the bytes of a file to its text, and the name of a legacy encoding."""

from __future__ import annotations

import codecs
from itertools import pairwise

UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

_VOWELS = frozenset(b"aeiouyAEIOUY")
# Where each encoding keeps đ and Đ, the one Vietnamese letter no accent makes; the
# three never share a place.
_DYET = {"TCVN3": b"\xae\xa7", "VNI": b"\xf1\xd1", "CP1258": b"\xf0\xd0"}
# TCVN3 keeps ă â ê ô ơ ư đ here, where Latin-1 has signs that text seldom needs.
_TCVN3_LETTERS = frozenset(range(0xA1, 0xAF))
# CP1258 writes these five tones as a character of their own, behind the vowel.
_CP1258_TONES = frozenset(b"\xcc\xd2\xde\xec\xf2")
# VNI writes every accent as a character behind the vowel.
_VNI_MARKS = frozenset(
    b"\xf9\xf8\xfb\xf5\xef\xe2\xe1\xe0\xe5\xe3\xe4\xea\xe9\xe8\xfa\xfc\xeb"
)


class EncodingError(Exception):
    """Bytes that are not text in an encoding the project reads.

    Parameters
    ----------
    row : int or None
        Line of the first byte that does not fit.
    message : str
        What is wrong.
    value : str
        The probable encoding.
    cure : str
        What to do.
    """

    def __init__(self, row: int | None, message: str, value: str, cure: str) -> None:
        super().__init__(message)
        self.row, self.message, self.value, self.cure = row, message, value, cure


def decode(content: bytes) -> str:
    """Text of a file: UTF-8, with or without its mark, or UTF-16 with its mark.

    Parameters
    ----------
    content : bytes

    Returns
    -------
    str
        Without the mark, and with lines that end in a line feed.

    Raises
    ------
    EncodingError
        For every other encoding; the probable one is named.
    """
    wide = content.startswith(UTF16_MARKS)
    if not wide and b"\0" in content:
        raise EncodingError(
            content.count(b"\n", 0, content.index(b"\0")) + 1,
            "the file holds NUL bytes",
            "probably UTF-16 without its mark, or not a text file",
            "Save it as UTF-8 (in Excel: CSV UTF-8).",
        )
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        name = "damaged UTF-16" if wide else probable_encoding(content)
        raise EncodingError(
            None if wide else content.count(b"\n", 0, error.start) + 1,
            "the file is not UTF-8",
            f"probably {name}",
            "Save it as UTF-8 (in Excel: CSV UTF-8), and look at the accents after.",
        ) from error
    return text.replace("\r\n", "\n")


def probable_encoding(content: bytes) -> str:
    """The legacy encoding of Vietnamese text that is not UTF-8.

    Parameters
    ----------
    content : bytes

    Returns
    -------
    str
        TCVN3, VNI, CP1258, or Latin-1 where nothing speaks for the others.

    Notes
    -----
    A guess for the reader of a message; no text is ever decoded by it.
    """
    scores = {name: _dyet(content, name) for name in _DYET}
    scores["TCVN3"] += sum(byte in _TCVN3_LETTERS for byte in content)
    for before, byte in pairwise(content):
        if before in _VOWELS:
            scores["CP1258"] += byte in _CP1258_TONES
            scores["VNI"] += byte in _VNI_MARKS
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] else "Latin-1"


def _dyet(content: bytes, name: str) -> int:
    return sum(content.count(letter) for letter in _DYET[name])
