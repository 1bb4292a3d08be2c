"""A scene drawn by matplotlib and freed of what a page does not need."""

from __future__ import annotations

import re
from io import StringIO
from math import ceil
from typing import TYPE_CHECKING, Any, Final
from xml.etree.ElementTree import Element, SubElement, fromstring

from genderlib.charts.measure import quiet_loading
from genderlib.charts.scene import INK, LABEL, WIDTH, Box, Dot, Line, Piece, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from genderlib.charts.scene import Mark, Scene

FONTS: Final = "'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif"
"""Fonts that systems carry and that hold all Vietnamese letters."""

_POINTS_PER_INCH: Final = 72
_NUMBER = re.compile(r"-?\d+\.?\d*(?:e-?\d+)?")
_REFERENCE = re.compile(r"url\(#([^)]+)\)|^#(m[0-9a-f]+)$")
_PRESENTATION: Final = {"fill", "stroke", "stroke-width", "stroke-dasharray"}
_GEOMETRY: Final = {"d", "x", "y", "width", "height", "href", "id", "patternUnits"}
_NUMERIC: Final = {"d", "x", "y", "width", "height", "stroke-width", "stroke-dasharray"}


def draw(scene: Scene, identifier: str) -> Element:
    """An `<svg>` element with the marks and their figures, without a title yet."""
    height = ceil(scene.y)
    root = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {WIDTH} {height}",
            "font-family": FONTS,
            "font-size": short(LABEL),
            "fill": INK,
        },
    )
    root.extend(_flat(fromstring(_plot(scene.marks, height)), scene.marks))  # noqa: S314  made above
    _rename(root, identifier)
    return root


def _plot(marks: Sequence[Mark], height: int) -> str:
    """The SVG as matplotlib writes it; groups carry the number of their mark."""
    with quiet_loading():
        from matplotlib import style
        from matplotlib.backends.backend_svg import FigureCanvasSVG
        from matplotlib.figure import Figure
        from matplotlib.transforms import Affine2D
    fixed = {"svg.fonttype": "none", "svg.hashsalt": "genderlib"}
    with style.context(["default", fixed]):
        size = (WIDTH / _POINTS_PER_INCH, height / _POINTS_PER_INCH)
        figure = Figure(figsize=size, dpi=_POINTS_PER_INCH, frameon=False)
        FigureCanvasSVG(figure)
        # matplotlib counts from the bottom, SVG and a scene from the top.
        upright = Affine2D().scale(1, -1).translate(0, height)
        for number, mark in enumerate(marks):
            options = {"gid": f"mark-{number}", "zorder": number, "transform": upright}
            figure.add_artist(_artist(mark, **options))
        text = StringIO()
        figure.savefig(text, format="svg", metadata={"Date": None})
    return text.getvalue()


def _artist(mark: Mark, **options: Any) -> Any:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Rectangle
    from matplotlib.text import Text

    match mark:
        case Box():
            # The edge lies within the box, so that nothing of it is cut off.
            inset = min(0.5, mark.width / 2) if mark.edge else 0
            return Rectangle(
                (mark.x + inset, mark.y + inset),
                mark.width - 2 * inset,
                mark.height - 2 * inset,
                facecolor=mark.fill,
                edgecolor=mark.edge or "none",
                linestyle="--" if mark.dashed else "-",
                hatch=mark.hatch,
                **options,
            )
        case Line():
            (x, y), (end_x, end_y) = mark.start, mark.end
            return Line2D(
                [x, end_x],
                [y, end_y],
                color=mark.colour,
                linewidth=mark.thickness,
                solid_capstyle="butt",
                **options,
            )
        case Dot():
            return Line2D(
                [mark.x],
                [mark.y],
                linestyle="none",
                marker="o",
                markersize=mark.diameter,
                markerfacecolor=mark.fill,
                markeredgecolor=mark.edge,
                markeredgewidth=2,
                **options,
            )
        case Words():
            # The words follow later: matplotlib warns of letters its font lacks.
            return Text(mark.x, mark.baseline, "x", **options)


def _flat(drawn: Element, marks: Sequence[Mark]) -> list[Element]:
    """Shapes and words in drawing order, out of matplotlib's nested groups."""
    definitions, found = Element("defs"), []
    for element, mark in _walk(drawn, marks):
        name = _name(element)
        if name == "defs":
            definitions.extend(_bare(item) for item in element if "id" in item.attrib)
        elif isinstance(mark, Words):
            found.append(_words(mark))
        else:
            found.append(_shape(element, mark))
    return [definitions, *found] if len(definitions) else found


def _walk(
    parent: Element, marks: Sequence[Mark], mark: Mark | None = None
) -> Iterator[tuple[Element, Mark | None]]:
    """Elements that show or define something, each with the mark it is part of."""
    for element in parent:
        if _name(element) in {"defs", "path", "text", "use"}:
            yield element, mark
        else:
            number = re.fullmatch(r"mark-(\d+)", element.get("id", ""))
            yield from _walk(element, marks, marks[int(number[1])] if number else mark)


def _name(element: Element) -> str:
    return element.tag.partition("}")[2]


def _shape(element: Element, mark: Mark | None) -> Element:
    """A path or a use of one, with the figure it shows."""
    shape = _bare(element)
    if isinstance(mark, Box | Line | Dot) and mark.figure:
        shape.set("data-figure", mark.figure)
    return shape


def _bare(element: Element) -> Element:
    """The element without name space and style sheet, numbers cut to two decimals."""
    bare = Element(_name(element))
    for key, value in {**element.attrib, **_declarations(element)}.items():
        name = key.partition("}")[2] or key
        if name in _PRESENTATION or name in _GEOMETRY:
            bare.set(name, _cut(value) if name in _NUMERIC else value)
    bare.extend(_bare(child) for child in element)
    return bare


def _declarations(element: Element) -> dict[str, str]:
    pairs = (part.partition(":") for part in element.get("style", "").split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs if value}


def _cut(text: str) -> str:
    """Numbers with at most two decimals and no space that could be left out."""
    rounded = _NUMBER.sub(lambda number: short(float(number[0])), text)
    return re.sub(r" ?([A-Za-z,]) ?", r"\1", " ".join(rounded.split()))


def short(number: float) -> str:
    """A coordinate with at most two decimals.

    Examples
    --------
    >>> short(12.50)
    '12.5'
    """
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _words(words: Words) -> Element:
    text = Element("text", x=short(words.x), y=short(words.baseline))
    if words.size != LABEL:
        text.set("font-size", short(words.size))
    if words.anchor != "start":
        text.set("text-anchor", words.anchor)
    if len(words.pieces) == 1:
        text.attrib |= _style(words.pieces[0])
        text.text = words.pieces[0].text
        return text
    for piece in words.pieces:
        span = SubElement(text, "tspan", _style(piece))
        span.text = piece.text
    return text


def _style(piece: Piece) -> dict[str, str]:
    attributes = {
        "fill": piece.colour if piece.colour != INK else None,
        "font-weight": "bold" if piece.bold else None,
        "data-figure": piece.figure,
        "data-tick": piece.tick,
    }
    return {name: value for name, value in attributes.items() if value is not None}


def _rename(root: Element, identifier: str) -> None:
    """Give ids that are referred to a name of this chart's own, and drop the others."""
    names: dict[str, str] = {}
    for element in root.iter():
        for attribute, value in element.attrib.items():
            for match in _REFERENCE.finditer(value):
                old = match[1] or match[2]
                new = names.setdefault(old, f"{identifier}-{len(names) + 1}")
                element.set(attribute, value.replace(f"#{old}", f"#{new}"))
    for element in root.iter():
        if "id" in element.attrib:
            element.set("id", names[element.attrib["id"]])
