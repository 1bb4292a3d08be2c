"""Shares of organisations beside the band that chance gives to one of their size.

One row an organisation, the smallest first, so that the bands narrow from row to row: a
funnel that can be read on a phone. Spiegelhalter, D. J. (2005). Funnel plots for
comparing institutional performance. Statistics in Medicine 24(8), 1185-1202.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from genderlib.charts import table as tables
from genderlib.charts.axis import OVERHANG, PercentAxis, percent_axis
from genderlib.charts.chart import make_chart
from genderlib.charts.funnel_alternative import funnel_alternative
from genderlib.charts.measure import width
from genderlib.charts.scene import (
    ASCENT,
    INK,
    LABEL,
    LEADING,
    MUTED,
    PAPER,
    SMALL,
    WOMEN,
    Box,
    Dot,
    Line,
    Piece,
    Scene,
    Words,
    filled,
    label_piece,
    middle,
    number_piece,
)
from genderlib.text.chart_words import chart_words
from genderlib.text.languages import choose
from genderlib.text.series_words import series_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from genderlib.charts.chart import Chart
    from genderlib.charts.table import Number, Row, Table
    from genderlib.text.series_words import SeriesWords

_BAND: Final = 14.0
_DOT: Final = 9.0
_GAP: Final = 8.0
_LEFT: Final = 14.0
_WIDE: Final = "#d9dfe6"
_NARROW: Final = "#a9b8c9"
_COLUMNS: Final = ("panel", "label", "share")


@dataclass(frozen=True, slots=True)
class Compared:
    """One organisation's share with its counts, bands and the share of all."""

    panel: str
    label: str
    share: Number
    women: Number
    total: Number
    narrow: tuple[Number, Number]
    wide: tuple[Number, Number]
    overall: Number
    own: bool
    beyond: bool


def funnel(
    table: Table, *, title: str, source: str, language: str, identifier: str
) -> Chart:
    """Women's share in each organisation, one panel a group, in the table's order.

    Parameters
    ----------
    table : DataFrame or iterable of mappings
        One row per group and organisation: `panel` (the group), `label` (the
        organisation), `share`, `overall` (of all organisations), `low_95`, `high_95`,
        `low_998`, `high_998` (0 to 1), `women` and `total`, each with text and figure;
        `beyond` (outside the wide band) and `own` (whose report it is).
    title, source : str or Markup
        The finding, and where the counts come from.
    language : {"vi", "en"}
        Language of the words in the chart.
    identifier : str
        Prefix of the chart's ids, unique on the page.

    Returns
    -------
    Chart
        The drawing and its text alternative.

    Raises
    ------
    ValueError
        If there is no row, or rows lack a number: all of them are named.
    """
    rows = tables.read(table, _COLUMNS, _compared)
    words = series_words(language)
    return make_chart(
        _scene(rows, words, language),
        funnel_alternative(rows, words, language),
        title=title,
        source=source,
        language=language,
        identifier=identifier,
    )


def _compared(row: Row) -> Compared:
    def share(name: str) -> Number:
        return _present(tables.share(row, name), name)

    return Compared(
        tables.label({"label": row.get("panel")}),
        tables.label(row),
        share("share"),
        _present(tables.count(row, "women"), "women"),
        _present(tables.count(row, "total"), "total"),
        (share("low_95"), share("high_95")),
        (share("low_998"), share("high_998")),
        share("overall"),
        bool(row.get("own")),
        bool(row.get("beyond")),
    )


def _present(number: Number | None, name: str) -> Number:
    if number is None:
        raise ValueError(f"{name} is missing")
    return number


def _scene(rows: Sequence[Compared], words: SeriesWords, language: str) -> Scene:
    scene = Scene()
    axis = percent_axis(chart_words(language), map(_need, rows), left=_LEFT)
    axis.draw_above(scene, len(rows))
    _draw_key(scene, words, language)
    top = scene.y
    for panel, found in groupby(rows, key=lambda row: row.panel):
        scene.paragraph([_bold(panel)])
        scene.space(4)
        for row in found:
            _draw_row(scene, row, axis)
        scene.space(8)
    axis.draw_parity(scene, top)
    axis.draw_below(scene)
    return scene


def _bold(text: str) -> Piece:
    piece = label_piece(text)
    return Piece(piece.text, tick=piece.tick, bold=True)


def _need(row: Compared) -> tuple[float, float]:
    """Where the words beside a band start, and how wide they are."""
    end = max(row.share.value, row.wide[1].value)
    return end, _GAP + _DOT / 2 + width([number_piece(row.share, bold=True)], LABEL)


def _draw_row(scene: Scene, row: Compared, axis: PercentAxis) -> None:
    name = label_piece(row.label)
    scene.paragraph(
        [
            Piece(name.text, tick=name.tick, bold=row.own),
            Piece(" (", colour=MUTED),
            number_piece(row.women, colour=MUTED),
            Piece("/", colour=MUTED),
            number_piece(row.total, colour=MUTED),
            Piece(")", colour=MUTED),
        ]
    )
    scene.space(3)
    _draw_bands(scene, row, axis)
    x, y = axis.x(row.share.value), scene.y + _BAND / 2
    colour = WOMEN if row.beyond else PAPER
    scene.add(Dot(x, y, colour, WOMEN, _DOT, row.share.figure))
    piece = number_piece(row.share, bold=row.own)
    end = max(x + _DOT / 2, axis.x(row.wide[1].value)) + _GAP
    scene.add(Words(end, middle(scene.y, _BAND, LABEL), (piece,)))
    scene.space(_BAND + OVERHANG + 5)


def _draw_bands(scene: Scene, row: Compared, axis: PercentAxis) -> None:
    for ends, colour in ((row.wide, _WIDE), (row.narrow, _NARROW)):
        low, high = (axis.x(end.value) for end in ends)
        room = max(1.0, high - low)
        scene.add(Box(low, scene.y, room, _BAND, colour, figure=ends[1].figure))
    x = axis.x(row.overall.value)
    top, bottom = scene.y - OVERHANG, scene.y + _BAND + OVERHANG
    scene.add(Line((x, top), (x, bottom), INK, 1.4, figure=row.overall.figure))


def _draw_key(scene: Scene, words: SeriesWords, language: str) -> None:
    """What bands and dots mean: one line for each, so that it fits a phone."""
    wide = choose(language, vi="99,8%", en="99.8%")
    x = 0.0
    for colour, level in ((_NARROW, "95%"), (_WIDE, wide)):
        ends = {"level": Piece(level, tick="level", colour=MUTED)}
        pieces = tuple(filled(words.bands, ends, MUTED))
        scene.add(Box(x, scene.y + 2, 16, 10, colour))
        scene.add(Words(x + 21, scene.y + ASCENT * SMALL, pieces, SMALL))
        x += 21 + width(pieces, SMALL) + 12
    piece = Piece(words.overall, colour=MUTED)
    scene.add(Line((x + 8, scene.y), (x + 8, scene.y + 14), INK, 1.4))
    scene.add(Words(x + 16, scene.y + ASCENT * SMALL, (piece,), SMALL))
    scene.space(LEADING * SMALL + 2)
    x = 0.0
    for text, colour in ((words.within, PAPER), (words.beyond, WOMEN)):
        piece = Piece(text, colour=MUTED)
        scene.add(Dot(x + 8, scene.y + 7, colour, WOMEN, _DOT))
        scene.add(Words(x + 21, scene.y + ASCENT * SMALL, (piece,), SMALL))
        x += 21 + width([piece], SMALL) + 12
    scene.space(LEADING * SMALL + 10)
