"""Last year's and this year's share by group as two dots on a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from genderlib.charts import table as tables
from genderlib.charts.axis import PercentAxis, percent_axis
from genderlib.charts.change_alternative import change_alternative
from genderlib.charts.chart import make_chart
from genderlib.charts.measure import width
from genderlib.charts.scene import (
    ASCENT,
    LABEL,
    LEADING,
    MUTED,
    PAPER,
    RULE,
    SMALL,
    WOMEN,
    Dot,
    Line,
    Piece,
    Scene,
    Words,
    hatched,
    label_piece,
    middle,
    number_piece,
)
from genderlib.text.chart_words import chart_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from genderlib.charts.chart import Chart
    from genderlib.charts.table import Number, Row, Table
    from genderlib.text.chart_words import ChartWords

_BAND: Final = 14.0
_DOT: Final = 10.0
_GAP: Final = 9.0
_LEAST: Final = 12.0
"""Room for half of the axis's own "0%" where no row has a number."""
_COLUMNS: Final = ("label", "before", "after")


@dataclass(frozen=True, slots=True)
class ChangedGroup:
    """A group with its share in both years."""

    label: str
    before: Number | None
    after: Number | None

    @property
    def difference(self) -> float | None:
        """After - before."""
        if not self.before or not self.after:
            return None
        return self.after.value - self.before.value


def share_change(
    table: Table,
    *,
    before: int,
    after: int,
    title: str,
    source: str,
    language: str,
    identifier: str,
    parity: bool = True,
    note: str = "",
) -> Chart:
    """Women's share in each group in two years, in the order of the table.

    Parameters
    ----------
    table : DataFrame or iterable of mappings
        One row per group: `label`, `before` and `after` (0 to 1, or missing), with
        `before_text`, `before_figure`, `after_text` and `after_figure`.
    before, after : int
        The two years.
    title, source : str or Markup
        The finding, and where the counts come from.
    language : {"vi", "en"}
        Language of the words in the chart.
    identifier : str
        Prefix of the chart's ids, unique on the page.
    parity : bool
        Whether the middle is marked as parity.
    note : str or Markup
        What the alternative says besides, for example what is not drawn.

    Returns
    -------
    Chart
        The drawing and its text alternative.

    Raises
    ------
    ValueError
        If there is no row, the years are not in order, or rows are wrong: all of them
        are named.
    """
    if before >= after:
        raise ValueError(f"before must be an earlier year than {after}, not {before}")
    words = chart_words(language)
    groups = tables.read(table, _COLUMNS, _group)
    return make_chart(
        _scene(groups, (before, after), words, parity=parity),
        change_alternative(groups, (before, after), words),
        title=title,
        source=source,
        language=language,
        identifier=identifier,
        note=note,
    )


def _group(row: Row) -> ChangedGroup:
    return ChangedGroup(
        tables.label(row), tables.share(row, "before"), tables.share(row, "after")
    )


def _scene(
    groups: Sequence[ChangedGroup],
    years: tuple[int, int],
    words: ChartWords,
    *,
    parity: bool,
) -> Scene:
    scene = Scene()
    _draw_key(scene, years)
    numbers = [n for g in groups for n in (g.before, g.after) if n]
    texts = (width([number_piece(n, bold=True)], LABEL) for n in numbers)
    room = _GAP + max([_LEAST, *texts])
    axis = percent_axis(words, [(1.0, room)], left=room, parity=parity)
    axis.draw_above(scene, len(groups))
    top = scene.y
    for group in groups:
        scene.paragraph([label_piece(group.label)])
        scene.space(4)
        _draw_dots(scene, group, axis)
        scene.space(_BAND + 2)
        note = _note(group, years, words)
        if note:
            scene.paragraph(note, size=SMALL, x=_left(group, axis))
        scene.space(10)
    axis.draw_parity(scene, top)
    axis.draw_below(scene)
    return scene


def _draw_key(scene: Scene, years: tuple[int, int]) -> None:
    """Empty is the year before, full is this year."""
    x = _DOT / 2 + 1
    baseline = scene.y + ASCENT * LABEL
    for year, colour in zip(years, (PAPER, WOMEN), strict=True):
        piece = Piece(str(year), tick="year")
        dot = Dot(x, baseline - 0.365 * LABEL, colour, WOMEN, _DOT)
        scene.add(dot, Words(x + _GAP, baseline, (piece,)))
        x += _GAP + width([piece], LABEL) + 14
    scene.space(LEADING * LABEL + 8)


def _draw_dots(scene: Scene, group: ChangedGroup, axis: PercentAxis) -> None:
    y = scene.y + _BAND / 2
    before, after = group.before, group.after
    if before and after:
        ends = (axis.x(before.value), y), (axis.x(after.value), y)
        scene.add(Line(*ends, RULE, 2))
    if before:
        _draw_dot(scene, before, axis, PAPER)
    if after:
        _draw_dot(scene, after, axis, WOMEN)
    if not before and not after:
        scene.add(hatched(axis.left, scene.y, axis.width, _BAND))
    rise = group.difference is None or group.difference >= 0
    if before and group.difference != 0:
        _say(scene, before, axis, right=not rise, bold=False)
    if after:
        _say(scene, after, axis, right=rise, bold=True)


def _draw_dot(scene: Scene, number: Number, axis: PercentAxis, colour: str) -> None:
    y = scene.y + _BAND / 2
    x = axis.x(number.value)
    scene.add(Dot(x, y, colour, WOMEN, _DOT, number.figure))


def _say(
    scene: Scene, number: Number, axis: PercentAxis, *, right: bool, bold: bool
) -> None:
    """A share on the outer side of its dot, so that the two never meet."""
    x = axis.x(number.value) + (_GAP if right else -_GAP)
    piece = number_piece(number, bold=bold)
    anchor = "start" if right else "end"
    scene.add(Words(x, middle(scene.y, _BAND, LABEL), (piece,), anchor=anchor))


def _left(group: ChangedGroup, axis: PercentAxis) -> float:
    """Where a note starts: below the dot it is about."""
    number = group.after or group.before
    return axis.x(number.value) - _DOT / 2 if number else axis.left


def _note(
    group: ChangedGroup, years: tuple[int, int], words: ChartWords
) -> list[Piece]:
    if group.difference == 0:
        return [Piece(words.unchanged, colour=MUTED)]
    numbers = (group.before, group.after)
    missing = [year for year, n in zip(years, numbers, strict=True) if not n]
    if len(missing) == 2:
        return [Piece(words.no_data, colour=MUTED)]
    return [
        piece
        for year in missing
        for piece in (
            Piece(str(year), tick="year", colour=MUTED),
            Piece(f": {words.no_data}", colour=MUTED),
        )
    ]
