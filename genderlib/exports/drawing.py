"""A report's drawing as a picture, for programs that do not read SVG.

The drawings hold paths, marks that are used again, words and a hatch pattern, and
nothing else; what else there may be is refused, so that no picture lacks a part.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, Literal
from xml.etree.ElementTree import Element, fromstring

from genderlib.charts.measure import quiet_loading
from genderlib.errors import GenderlibError

if TYPE_CHECKING:
    from collections.abc import Iterator

Side = Literal["left", "center", "right"]

DPI: Final = 300
_POINTS_PER_INCH: Final = 72
_STEP: Final = re.compile(r"([MLCzZ])([^MLCzZ]*)")
_NUMBER: Final = re.compile(r"-?\d+\.?\d*(?:e-?\d+)?")
_REFERENCE: Final = re.compile(r"url\(#([^)]+)\)")
_SIDES: Final[dict[str, Side]] = {"start": "left", "middle": "center", "end": "right"}
_SILENT: Final = frozenset({"title", "desc", "defs"})
_INHERITED: Final = ("fill", "font-size", "font-weight")


class DrawingError(GenderlibError):
    """A drawing that holds what this program does not draw."""


def as_png(svg: str) -> bytes:
    """A drawing as a PNG.

    Parameters
    ----------
    svg : str
        The `<svg>` element of a report.

    Returns
    -------
    bytes
        One unit of the drawing is a point, at 300 pixels per inch; the same bytes for
        the same drawing.

    Raises
    ------
    DrawingError
        If it holds anything but paths, marks, words and patterns.
    """
    root = fromstring(svg)  # noqa: S314  made by this package, checked by verify
    _, _, width, height = map(float, root.get("viewBox", "0 0 1 1").split())
    with quiet_loading(), warnings.catch_warnings():
        # A letter that the font lacks is a box in the picture; the words beside it,
        # and the table, have the letter.
        warnings.filterwarnings("ignore", message="Glyph")
        drawing = _Drawing(width, height, dict(_identified(root)))
        drawing.add(root, {"fill": "#000000", "font-size": "13"})
        return drawing.png()


def _identified(root: Element) -> Iterator[tuple[str, Element]]:
    for element in root.iter():
        if name := element.get("id"):
            yield name, element


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


@dataclass(slots=True)
class _Drawing:
    """A matplotlib figure that shapes are added to, in units from the top left."""

    width: float
    height: float
    named: dict[str, Element]
    figure: Any = field(init=False)
    upright: Any = field(init=False)
    order: int = 0

    def __post_init__(self) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
        from matplotlib.transforms import Affine2D

        size = (self.width / _POINTS_PER_INCH, self.height / _POINTS_PER_INCH)
        self.figure = Figure(figsize=size, dpi=DPI, facecolor="white")
        FigureCanvasAgg(self.figure)
        scale = DPI / _POINTS_PER_INCH
        # matplotlib counts from the bottom, SVG from the top.
        turned = Affine2D().scale(1, -1).translate(0, self.height)
        self.upright = turned.scale(scale)

    def png(self) -> bytes:
        target = BytesIO()
        self.figure.savefig(target, format="png", dpi=DPI, metadata={"Software": None})
        return target.getvalue()

    def add(self, above: Element, style: dict[str, str]) -> None:
        """Draw what an element holds; style is handed down as in SVG."""
        style = style | {k: v for k in _INHERITED if (v := above.get(k))}
        for element in above:
            tag = _tag(element)
            if tag == "path":
                self._path(element, style)
            elif tag == "use":
                self._use(element, style)
            elif tag == "text":
                self._text(element, style)
            elif tag == "g":
                self.add(element, style)
            elif tag not in _SILENT:
                raise DrawingError(f"a drawing of a report holds no <{tag}>")

    def _path(
        self, element: Element, style: dict[str, str], x: float = 0, y: float = 0
    ) -> None:
        from matplotlib.patches import PathPatch

        fill, edge = element.get("fill", style["fill"]), element.get("stroke", "none")
        options: dict[str, Any] = {"facecolor": fill, "edgecolor": edge}
        if reference := _REFERENCE.match(fill):
            options |= self._hatch(self.named[reference[1]], edge)
        dashes = [
            float(n) for n in _NUMBER.findall(element.get("stroke-dasharray", ""))
        ]
        self.order += 1
        self.figure.add_artist(
            PathPatch(
                _shape(element.get("d", ""), x, y),
                linewidth=float(element.get("stroke-width", "1")),
                linestyle=(0, dashes) if dashes else "-",
                capstyle="butt",
                joinstyle="miter",
                transform=self.upright,
                zorder=self.order,
                **options,
            )
        )

    def _hatch(self, pattern: Element, edge: str) -> dict[str, Any]:
        strokes = [e.get("stroke") for e in pattern.iter() if e.get("stroke")]
        colour = next(iter(strokes), edge)
        return {"facecolor": "white", "hatch": "///", "hatchcolor": colour}

    def _use(self, element: Element, style: dict[str, str]) -> None:
        """A mark that is defined once; what it lacks the place of use says."""
        mark = self.named[element.get("href", "").removeprefix("#")]
        merged = Element(_tag(mark), {**element.attrib, **mark.attrib})
        x, y = float(element.get("x", "0")), float(element.get("y", "0"))
        self._path(merged, style, x, y)

    def _text(self, element: Element, style: dict[str, str]) -> None:
        style = style | {k: v for k in _INHERITED if (v := element.get(k))}
        x, y = float(element.get("x", "0")), float(element.get("y", "0"))
        pieces = list(_pieces(element, style))
        side = _SIDES[element.get("text-anchor", "start")]
        if len(pieces) == 1:
            self._words(x, y, *pieces[0], side)
            return
        widths = [self._width(*piece) for piece in pieces]
        x -= {"left": 0.0, "center": 0.5, "right": 1.0}[side] * sum(widths)
        for piece, width in zip(pieces, widths, strict=True):
            self._words(x, y, *piece, "left")
            x += width

    def _words(
        self, x: float, y: float, text: str, style: dict[str, str], side: Side
    ) -> None:
        from matplotlib.text import Text

        self.order += 1
        self.figure.add_artist(
            Text(
                x,
                y,
                text,
                color=style["fill"],
                fontproperties=_font(style),
                horizontalalignment=side,
                verticalalignment="baseline",
                parse_math=False,
                transform=self.upright,
                zorder=self.order,
            )
        )

    def _width(self, text: str, style: dict[str, str]) -> float:
        renderer = self.figure.canvas.get_renderer()
        width, _, _ = renderer.get_text_width_height_descent(text, _font(style), False)
        return float(width) * _POINTS_PER_INCH / DPI


def _font(style: dict[str, str]) -> Any:
    from matplotlib.font_manager import FontProperties

    return FontProperties(
        family="DejaVu Sans",
        size=float(style["font-size"]),
        weight=style.get("font-weight", "normal"),
    )


def _pieces(
    element: Element, style: dict[str, str]
) -> Iterator[tuple[str, dict[str, str]]]:
    """Words of one style each, in their order."""
    if element.text:
        yield element.text, style
    for span in element:
        yield span.text or "", style | {k: v for k in _INHERITED if (v := span.get(k))}
        if span.tail:
            yield span.tail, style


def _shape(steps: str, x: float, y: float) -> Any:
    """A path of lines and curves, moved to a place."""
    from matplotlib.path import Path

    codes: list[Any] = []
    points: list[tuple[float, float]] = []
    kinds: dict[str, Any] = {"M": Path.MOVETO, "L": Path.LINETO, "C": Path.CURVE4}
    for letter, text in _STEP.findall(steps):
        numbers = [float(number) for number in _NUMBER.findall(text)]
        pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
        if letter in "zZ":
            codes.append(Path.CLOSEPOLY)
            points.append(points[0])
        codes += [kinds[letter]] * len(pairs) if pairs else []
        points += [(x + left, y + top) for left, top in pairs]
    return Path(points, codes)
