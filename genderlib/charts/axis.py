"""The percent axis that charts of shares stand on, and the line of parity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from genderlib.charts.scene import (
    ASCENT,
    LEADING,
    MUTED,
    PAPER,
    SMALL,
    WIDTH,
    Line,
    Piece,
    Scene,
    Words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from genderlib.text.chart_words import ChartWords

PARITY: Final = 0.5
OVERHANG: Final = 3.0
"""How far lines of reference stand out above and below a bar."""

_END: Final = 345.0
_TICK: Final = 4.0
_PERCENTS: Final = (0, 25, 50, 75, 100)
_LONG: Final = 12
"""From this many rows on, the axis stands above the chart too."""


@dataclass(frozen=True, slots=True)
class PercentAxis:
    """Where shares lie between the left and the right end of the plot."""

    left: float
    width: float
    parity: bool
    words: ChartWords

    def x(self, value: float) -> float:
        """Position of a share. [SVG units]"""
        return self.left + self.width * value

    def draw_above(self, scene: Scene, rows: int) -> None:
        """Start a chart so long that its axis below is out of sight."""
        if rows < _LONG:
            return
        if self.parity:
            self._name_parity(scene)
        self._label(scene)
        scene.space(2 + _TICK)
        self._line(scene, -_TICK)
        scene.space(8)

    def draw_below(self, scene: Scene) -> None:
        """End a chart: line, ticks, and what the middle means."""
        self._line(scene, _TICK)
        scene.space(_TICK + 2)
        self._label(scene)
        if self.parity:
            self._name_parity(scene)

    def draw_parity(self, scene: Scene, top: float) -> None:
        """A line down the middle from the top to here, around all words on its way."""
        if self.parity:
            scene.line_behind(self.x(PARITY), top)

    def draw_parity_within(self, scene: Scene, height: float) -> None:
        """The same line within a bar that covers it."""
        if self.parity:
            x = self.x(PARITY)
            scene.add(Line((x, scene.y), (x, scene.y + height), PAPER))

    def _line(self, scene: Scene, tick: float) -> None:
        y = scene.y
        scene.add(Line((self.x(0), y), (self.x(1), y)))
        for percent in _PERCENTS:
            x = self.x(percent / 100)
            scene.add(Line((x, y), (x, y + tick)))

    def _label(self, scene: Scene) -> None:
        for percent in _PERCENTS:
            anchor = "start" if percent == 0 and not self.left else "middle"
            piece = Piece(f"{percent}%", tick="axis", colour=MUTED)
            self._say(scene, percent / 100, piece, anchor)
        scene.space(LEADING * SMALL)

    def _name_parity(self, scene: Scene) -> None:
        piece = Piece(self.words.parity, colour=MUTED)
        self._say(scene, PARITY, piece, "middle")
        scene.space(LEADING * SMALL)

    def _say(self, scene: Scene, value: float, piece: Piece, anchor: str) -> None:
        baseline = scene.y + ASCENT * SMALL
        scene.add(Words(self.x(value), baseline, (piece,), SMALL, anchor))


def percent_axis(
    words: ChartWords,
    needs: Iterable[tuple[float, float]],
    *,
    left: float = 0.0,
    parity: bool = True,
) -> PercentAxis:
    """An axis as wide as the words right of its marks allow.

    Parameters
    ----------
    words : ChartWords
        The language.
    needs : iterable of (float, float)
        For each row where its words start [share] and how wide they are [SVG units].
    left : float
        Room on the left.
    parity : bool
        Whether the middle is marked as parity.
    """
    widths = [(WIDTH - left - room) / end for end, room in needs if end]
    return PercentAxis(left, min([_END - left, *widths]), parity, words)
