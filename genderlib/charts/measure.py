"""How wide words are, and where a line of them breaks.

The reader's own font shows the words, so nobody knows their width here. DejaVu Sans,
which matplotlib carries, is the widest of the fonts a chart asks for; what it needs,
and `SLACK` on top, is enough in the others.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from genderlib.charts.scene import Piece

SLACK: Final = 1.12
"""Room that is left for a reader's font wider than the one measured."""

_FILES: Final = {False: "DejaVuSans.ttf", True: "DejaVuSans-Bold.ttf"}


def width(pieces: Iterable[Piece], size: float) -> float:
    """Room for one line of words, with slack. [SVG units]"""
    ems = sum(advance(mark, piece.bold) for piece in pieces for mark in piece.text)
    return ems * size * SLACK


@cache
def advance(mark: str, bold: bool) -> float:
    """Width of a character; one that the font lacks counts as a square. [em]"""
    font, flags = _font(bold)
    if not font.get_char_index(ord(mark)):
        return 1.0
    glyph = font.load_char(ord(mark), flags=flags)
    return float(glyph.horiAdvance / font.units_per_EM)


@cache
def _font(bold: bool) -> tuple[Any, Any]:
    with quiet_loading():
        from matplotlib import get_data_path
        from matplotlib.ft2font import FT2Font, LoadFlags
    font = FT2Font(f"{get_data_path()}/fonts/ttf/{_FILES[bold]}")
    return font, LoadFlags.NO_SCALE


@contextmanager
def quiet_loading() -> Iterator[None]:
    """Keep matplotlib's first start, where it sets up its caches, off stderr.

    A word on stderr while a report is made counts as a failure of its cell.
    """
    logger = logging.getLogger("matplotlib")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)


def wrap(pieces: Sequence[Piece], size: float, room: float) -> list[tuple[Piece, ...]]:
    """Lines of words, none wider than the room; a word too long for it is cut."""
    lines: list[list[Piece]] = []
    for word in _words(pieces):
        for position, part in enumerate(_cut(word, size, room)):
            follows = lines and not position
            space = [part[0].space_after(lines[-1][-1])] if follows else []
            longer = [*space, *part]
            if lines and width([*lines[-1], *longer], size) <= room:
                lines[-1] += longer
            else:
                lines.append(list(part))
    return [_joined(line) for line in lines]


def balance(
    pieces: Sequence[Piece], size: float, room: float
) -> list[tuple[Piece, ...]]:
    """As few lines as `wrap` needs, of about the same length: no word left alone."""
    lines = wrap(pieces, size, room)
    low, high = room / 2, room
    while len(lines) > 1 and high - low > 4:
        middle = (low + high) / 2
        narrower = wrap(pieces, size, middle)
        if len(narrower) > len(lines):
            low = middle
        else:
            lines, high = narrower, middle
    return lines


def _words(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Words, each of one or more pieces: a figure and its comma are one word."""
    words: list[list[Piece]] = [[]]
    for piece in pieces:
        for position, text in enumerate(piece.text.split(" ")):
            if position:
                words.append([])
            if text:
                words[-1].append(piece.saying(text))
    return [word for word in words if word]


def _cut(word: list[Piece], size: float, room: float) -> Iterator[list[Piece]]:
    """The word, or what of it fits into a line, and what then fits, and so on."""
    if width(word, size) <= room:
        yield word
        return
    part: list[Piece] = []
    for mark in (piece.saying(mark) for piece in word for mark in piece.text):
        if part and width([*part, mark], size) > room:
            yield part
            part = []
        part.append(mark)
    yield part


def _joined(line: list[Piece]) -> tuple[Piece, ...]:
    """Neighbours of one style as one piece."""
    runs = groupby(line, key=lambda piece: piece.saying(""))
    return tuple(
        style.saying("".join(piece.text for piece in run)) for style, run in runs
    )
