"""Where words may stand in a drawing without touching what is drawn."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from genderlib.charts.scene import WIDTH, Words, extent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from genderlib.charts.scene import Piece, Scene

_SLACK: Final = 1.0
_PIECE: Final = 4.0

Area = tuple[float, float, float, float]


class Placing:
    """Remembers the areas that are taken; words go to the first free place."""

    def __init__(self) -> None:
        self._taken: list[Area] = []

    def block(self, left: float, top: float, right: float, bottom: float) -> None:
        """Keep words out of an area."""
        self._taken.append((left, top, right, bottom))

    def block_line(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Keep words off a slanting line; they may stand close above and below it."""
        (x, y), (end_x, end_y) = start, end
        number = max(1, round(abs(end_y - y) / _PIECE))
        parts = [part / number for part in range(number + 1)]
        spots = [(x + (end_x - x) * part, y + (end_y - y) * part) for part in parts]
        for one, other in pairwise(spots):
            top, bottom = sorted((one[1], other[1]))
            self.block(one[0], top - 1, other[0], bottom + 1)

    def say(
        self,
        scene: Scene,
        pieces: tuple[Piece, ...],
        size: float,
        places: Iterable[tuple[float, float, str]],
    ) -> bool:
        """Set words at the first place that is free; none is better than a clash."""
        for x, baseline, anchor in places:
            words = Words(x, baseline, pieces, size, anchor)
            area = extent(words)
            if self._is_free(area):
                scene.add(words)
                self._taken.append(area)
                return True
        return False

    def _is_free(self, area: Area) -> bool:
        left, top, right, bottom = area
        if left < 0 or right > WIDTH or top < 0:
            return False
        return not any(
            left < end + _SLACK
            and start - _SLACK < right
            and top < low + _SLACK
            and high - _SLACK < bottom
            for start, high, end, low in self._taken
        )
