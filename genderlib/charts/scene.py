"""What a chart consists of before it is drawn, in SVG units from the top left."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from genderlib.charts.measure import balance, width

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from genderlib.charts.table import Number

WIDTH: Final = 380
"""Width of every chart: on a phone of 375 pixels one unit is about one pixel."""

LABEL: Final = 13.0
SMALL: Final = 11.5
LEADING: Final = 1.3
"""Line height over font size: capitals with two diacritics need more than 1.2."""
ASCENT: Final = 0.98
"""Top of a line to its baseline, over font size."""

_CLEAR: Final = 1.5
"""Room between words and a line that stops before them."""
_SHORTEST: Final = 4.0

INK: Final = "#1d1d1d"
MUTED: Final = "#595959"
RULE: Final = "#767676"
PAPER: Final = "#ffffff"
# UK Government Analysis Function: apart from white, from each other and in grey print.
WOMEN: Final = "#12436d"
MEN: Final = "#f46a25"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one style; digits in them belong to a figure or to an axis."""

    text: str
    figure: str | None = None
    tick: str | None = None
    bold: bool = False
    colour: str = INK

    def saying(self, text: str) -> Piece:
        """The same style around other words."""
        return replace(self, text=text)

    def space_after(self, before: Piece) -> Piece:
        """The space between two pieces; it belongs to a figure only within one."""
        if self.saying("") == before.saying(""):
            return self.saying(" ")
        return Piece(" ")


@dataclass(frozen=True, slots=True)
class Words:
    """One line of words; `x` is where it starts, has its middle or ends."""

    x: float
    baseline: float
    pieces: tuple[Piece, ...]
    size: float = LABEL
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle, or one with a pattern of lines in the colour of its edge."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    edge: str | None = None
    hatch: str | None = None
    dashed: bool = False
    figure: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    start: tuple[float, float]
    end: tuple[float, float]
    colour: str = RULE
    thickness: float = 1.0
    figure: str | None = None


@dataclass(frozen=True, slots=True)
class Dot:
    """A circle around a point."""

    x: float
    y: float
    fill: str
    edge: str
    diameter: float = 10.0
    figure: str | None = None


Mark = Words | Box | Line | Dot


@dataclass(slots=True)
class Scene:
    """Marks in drawing order, and how far down the chart is filled."""

    marks: list[Mark] = field(default_factory=list)
    y: float = 0.0

    def add(self, *marks: Mark) -> None:
        """Draw over what is there."""
        self.marks.extend(marks)

    def space(self, height: float) -> None:
        """Leave room below."""
        self.y += height

    def paragraph(
        self, pieces: Sequence[Piece], *, size: float = LABEL, x: float = 0.0
    ) -> None:
        """Set words below what is there, over as many lines as they need.

        They start at `x` where they fit beside it in one line, else further left.
        """
        lines = balance(pieces, size, WIDTH)
        left = max(0.0, min(x, *(WIDTH - width(line, size) for line in lines)))
        for line in lines:
            self.add(Words(left, self.y + ASCENT * size, line, size))
            self.y += LEADING * size

    def line_behind(self, x: float, top: float) -> None:
        """A line from the top to here, behind everything and around all words."""
        covered = [
            (start, end)
            for left, start, right, end in map(extent, self._words())
            if left - _CLEAR < x < right + _CLEAR
        ]
        for start, end in [*sorted(covered), (self.y + _CLEAR, self.y)]:
            if start - _CLEAR - top > _SHORTEST:
                self.marks.insert(0, Line((x, top), (x, start - _CLEAR)))
            top = max(top, end + _CLEAR)

    def _words(self) -> list[Words]:
        return [mark for mark in self.marks if isinstance(mark, Words)]


def extent(words: Words) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a line of words, with slack."""
    room = width(words.pieces, words.size)
    left = words.x - room * {"start": 0.0, "middle": 0.5, "end": 1.0}[words.anchor]
    top, bottom = words.baseline - 0.95 * words.size, words.baseline + 0.25 * words.size
    return left, top, left + room, bottom


def label_piece(text: str) -> Piece:
    """The name of a row; its digits are those of an axis."""
    has_digit = any(mark.isnumeric() for mark in text)
    return Piece(text, tick="label" if has_digit else None)


def number_piece(number: Number, *, bold: bool = False, colour: str = INK) -> Piece:
    """A number with its figure."""
    return Piece(number.text, number.figure, bold=bold, colour=colour)


def filled(sentence: str, pieces: Mapping[str, Piece], colour: str) -> list[Piece]:
    """A sentence of one colour with pieces in the place of their {names}."""
    return [
        pieces.get(part[1:-1]) or Piece(part, colour=colour)
        for part in re.split(r"(\{\w+\})", sentence)
        if part
    ]


def hatched(
    x: float, y: float, width: float, height: float, figure: str | None = None
) -> Box:
    """A box of lines: what is not known."""
    return Box(x, y, width, height, PAPER, edge=RULE, hatch="///", figure=figure)


def middle(top: float, height: float, size: float) -> float:
    """Baseline of words beside the middle of a bar; figures are 0.73 em high."""
    return top + height / 2 + 0.365 * size
