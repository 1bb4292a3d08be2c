"""A chart with its text alternative, ready for a page and for JupyterLab."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, Final
from xml.etree.ElementTree import Element, SubElement, tostring

from markupsafe import Markup

from genderlib.charts.drawing import draw
from genderlib.text.languages import check_language

if TYPE_CHECKING:
    from genderlib.charts.scene import Scene

_IDENTIFIER = re.compile(r"[a-z][a-z0-9-]*")
_KEPT: Final = {
    "data": ("value", "data-figure"),
    "time": ("datetime", "data-figure"),
    "span": ("class", "lang", "data-figure"),
}


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart.

    Parameters
    ----------
    svg : str
        Complete `<svg>` for use inside a page: role, title, description, unique ids,
        a viewBox and no size of its own.
    alternative : markupsafe.Markup
        What the chart shows, in sentences, made from the same numbers.
    title : markupsafe.Markup
        The finding; the page shows it above the chart.
    source : markupsafe.Markup
        Where the counts come from; the page shows it below.
    """

    svg: str
    alternative: Markup
    title: Markup
    source: Markup

    @property
    def plain_alternative(self) -> str:
        """The alternative without markup, for an `alt` attribute."""
        return unescape(self.alternative.striptags())

    def html(self) -> Markup:
        """A `<figure>` with the chart as an image, for where inline SVG is removed."""
        encoded = b64encode(self.svg.encode()).decode()
        return Markup(
            "<figure><figcaption>{}</figcaption>"
            '<img alt="{}" src="data:image/svg+xml;base64,{}" '
            'style="width: 100%; max-width: 32rem"><p>{}</p></figure>'
        ).format(self.title, self.plain_alternative, encoded, self.source)

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> tuple[dict[str, str], dict[str, Any]]:
        """What Jupyter shows and the exporter reads."""
        del include, exclude
        bundle = {"image/svg+xml": self.svg, "text/html": str(self.html())}
        words = {"title": str(self.title), "source": str(self.source)}
        return bundle, {"genderlib": {"kind": "chart", **words}}


def make_chart(
    scene: Scene,
    alternative: Markup,
    *,
    title: str,
    source: str,
    language: str,
    identifier: str,
    note: str = "",
) -> Chart:
    """Draw a scene and name it for those who cannot see it; a note ends what it says.

    Raises
    ------
    ValueError
        If the identifier is not one, or the title says nothing.
    """
    if not _IDENTIFIER.fullmatch(identifier):
        raise ValueError(
            f"identifier must be lower-case letters, digits and hyphens after a "
            f"letter, not {identifier!r}"
        )
    named = Markup.escape(title)
    if note:
        alternative = Markup("{} {}").format(alternative, note)
    if not named.striptags():
        raise ValueError(f"chart {identifier}: the title must state the finding")
    root = draw(scene, identifier)
    root.attrib |= {
        "role": "img",
        "aria-labelledby": f"{identifier}-title {identifier}-desc",
        "lang": check_language(language),
    }
    root.insert(0, _described("title", f"{identifier}-title", named))
    root.insert(1, _described("desc", f"{identifier}-desc", alternative))
    svg = tostring(root, encoding="unicode")
    return Chart(svg, alternative, named, Markup.escape(source))


def _described(name: str, identifier: str, markup: Markup) -> Element:
    """A title or description; HTML parsers read its content as HTML."""
    reader = _InlineReader(Element(name, id=identifier))
    reader.feed(markup)
    reader.close()
    return reader.root


class _InlineReader(HTMLParser):
    """HTML into elements: figures, dates and marked words stay, links give way."""

    def __init__(self, root: Element) -> None:
        super().__init__(convert_charrefs=True)
        self.root = root
        self._open = [root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _KEPT:
            kept = {k: v for k, v in attrs if k in _KEPT[tag] and v is not None}
            self._open.append(SubElement(self._open[-1], tag, kept))

    def handle_endtag(self, tag: str) -> None:
        if len(self._open) > 1 and self._open[-1].tag == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        parent = self._open[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + data
        else:
            parent.text = (parent.text or "") + data
