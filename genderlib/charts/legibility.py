"""Whether the words in a chart can be read: contrast, overlaps, and what is cut off.

axe and its like do not look inside SVG. This reads the SVG of a chart as it stands in
the page and works out where its words and shapes lie.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, fromstring

from genderlib.charts.measure import SLACK, advance

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_PAPER: Final = "#ffffff"
_ASCENT: Final = 0.95
_DESCENT: Final = 0.25
_ENDS: Final = 2
_TOUCH: Final = 0.05
"""Coordinates are written with two decimals; nearer than this is side by side."""


@dataclass(frozen=True, slots=True)
class _Area:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Area) -> bool:
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > _TOUCH and down > _TOUCH

    def holds(self, other: _Area) -> bool:
        return (
            self.left <= other.left + _TOUCH
            and self.top <= other.top + _TOUCH
            and self.right >= other.right - _TOUCH
            and self.bottom >= other.bottom - _TOUCH
        )

    def grown(self, by: float) -> _Area:
        return _Area(self.left - by, self.top - by, self.right + by, self.bottom + by)


@dataclass(frozen=True, slots=True)
class _Run:
    """Words of one colour."""

    text: str
    colour: str
    area: _Area


@dataclass(frozen=True, slots=True)
class _Shape:
    """What is drawn; of a straight line its ends and half its thickness too."""

    colours: tuple[str, ...]
    area: _Area
    line: tuple[tuple[float, float], tuple[float, float], float] | None = None

    def meets(self, area: _Area) -> bool:
        """A slanting line leaves most of the area around it free."""
        if self.line is None or not self.area.meets(area):
            return self.area.meets(area)
        start, end, edge = self.line
        return _passes(start, end, area.grown(edge - _TOUCH))

    def holds(self, area: _Area) -> bool:
        """Whether an area lies on the shape; nothing is held by a line."""
        return self.line is None and self.area.holds(area)


def text_contrast(svg: str) -> list[tuple[str, float]]:
    """Contrast of all words in a chart with what lies behind them.

    Parameters
    ----------
    svg : str
        The SVG of a chart.

    Returns
    -------
    list of (str, float)
        Words and the ratio of WCAG 2.2, from 1 to 21, with the worst of the colours
        that lie behind them. Normal text needs 4.5.

    Notes
    -----
    (L1 + 0.05) / (L2 + 0.05), L the relative luminance of the lighter and the darker.
    """
    result = []
    behind: list[_Shape] = []
    for item in _items(svg):
        if isinstance(item, _Shape):
            behind.append(item)
        else:
            ratios = (contrast(item.colour, c) for c in _behind(item, behind))
            result.append((item.text, min(ratios)))
    return result


def contrast(one: str, other: str) -> float:
    """WCAG's ratio of two colours written #rrggbb.

    Examples
    --------
    >>> contrast("#000000", "#ffffff")
    21.0
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def layout_faults(svg: str) -> list[str]:
    """What stands in each other's way in a chart, one sentence per fault.

    Parameters
    ----------
    svg : str
        The SVG of a chart.

    Returns
    -------
    list of str
        Words over words, words cut by the edge of a shape or a line, words outside the
        drawing. Words count as wide as in a wide font.
    """
    root = fromstring(svg)  # noqa: S314  our own output
    drawing = _Area(0, 0, *(float(n) for n in root.get("viewBox", "").split()[2:]))
    items = list(_items(svg))
    runs = [item for item in items if isinstance(item, _Run)]
    shapes = [item for item in items if isinstance(item, _Shape)]
    return [
        *_outside(runs, drawing),
        *_overlapping(runs),
        *_crossed(runs, shapes),
    ]


def _outside(runs: Sequence[_Run], drawing: _Area) -> Iterator[str]:
    for run in runs:
        if not drawing.holds(run.area):
            yield f"“{run.text}” leaves the drawing"


def _overlapping(runs: Sequence[_Run]) -> Iterator[str]:
    for one, other in combinations(runs, 2):
        if one.area.meets(other.area):
            yield f"“{one.text}” and “{other.text}” overlap"


def _crossed(runs: Sequence[_Run], shapes: Sequence[_Shape]) -> Iterator[str]:
    for run in runs:
        for shape in shapes:
            if shape.meets(run.area) and not shape.holds(run.area):
                yield f"a shape cuts “{run.text}”"


def _behind(run: _Run, shapes: Sequence[_Shape]) -> Iterator[str]:
    """Colours behind words, from the top down to the first that fills their area."""
    for shape in reversed(shapes):
        if shape.meets(run.area):
            yield from shape.colours
            if shape.holds(run.area):
                return
    yield _PAPER


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return sum(w * v for w, v in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _items(svg: str) -> Iterator[_Shape | _Run]:
    """Shapes and words in drawing order."""
    root = fromstring(svg)  # noqa: S314  our own output
    named = {element.get("id"): element for element in root.iter()}
    for element in root:
        match element.tag.partition("}")[2]:
            case "path":
                yield _shape(element, element, named)
            case "use":
                yield _shape(element, named[element.get("href", "")[1:]], named)
            case "text":
                yield from _runs(element, root)


def _shape(
    element: Element, outline: Element, named: dict[str | None, Element]
) -> _Shape:
    """The area of a path, or of one that is used somewhere else, with its edge."""
    numbers = [float(n) for n in _NUMBER.findall(outline.get("d", ""))]
    x, y = float(element.get("x", 0)), float(element.get("y", 0))
    stroke = element.get("stroke", "none")
    edge = float(element.get("stroke-width", 1)) / 2 if stroke != "none" else 0.0
    across, down = numbers[::2], numbers[1::2]
    area = _Area(
        x + min(across) - edge,
        y + min(down) - edge,
        x + max(across) + edge,
        y + max(down) + edge,
    )
    fill = element.get("fill", "none")
    colours = [fill] if fill != "none" else [stroke]
    if fill.startswith("url("):
        pattern = named[fill[5:-1]]
        colours = [c for part in pattern for c in part.attrib.values() if c[0] == "#"]
    straight = fill == "none" and len(across) == _ENDS
    ends = (x + across[0], y + down[0]), (x + across[-1], y + down[-1])
    return _Shape(tuple(colours), area, (*ends, edge) if straight else None)


def _passes(start: tuple[float, float], end: tuple[float, float], area: _Area) -> bool:
    """Whether a straight line passes through an area.

    Liang, Y.-D. and Barsky, B. A. (1984). A New Concept and Method for Line Clipping.
    ACM Transactions on Graphics 3(1), 1-22.
    """
    first, last = 0.0, 1.0
    sides = ((area.left, area.right), (area.top, area.bottom))
    for here, there, (low, high) in zip(start, end, sides, strict=True):
        way = there - here
        if way == 0:
            if not low < here < high:
                return False
            continue
        enters, leaves = sorted(((low - here) / way, (high - here) / way))
        first, last = max(first, enters), min(last, leaves)
    return first < last


def _runs(text: Element, root: Element) -> Iterator[_Run]:
    size = float(text.get("font-size", root.get("font-size", 0)))
    parts = [text, *text] if text.text else list(text)
    widths = [_width(part, text, size) for part in parts]
    anchor = {"middle": 0.5, "end": 1.0}.get(text.get("text-anchor", ""), 0.0)
    left = float(text.get("x", 0)) - anchor * sum(widths)
    baseline = float(text.get("y", 0))
    top, bottom = baseline - _ASCENT * size, baseline + _DESCENT * size
    for part, width in zip(parts, widths, strict=True):
        fills = (element.get("fill") for element in (part, text, root))
        colour = next(fill for fill in fills if fill)
        yield _Run(part.text or "", colour, _Area(left, top, left + width, bottom))
        left += width


def _width(part: Element, text: Element, size: float) -> float:
    bold = "bold" in (part.get("font-weight"), text.get("font-weight"))
    return sum(advance(mark, bold) for mark in part.text or "") * size * SLACK
