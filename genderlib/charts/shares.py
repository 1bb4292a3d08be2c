"""Shares by group as bars, with parity and the norms that apply to each group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genderlib.charts.axis import OVERHANG, PARITY, PercentAxis, percent_axis
from genderlib.charts.chart import make_chart
from genderlib.charts.groups import read_groups
from genderlib.charts.measure import width
from genderlib.charts.scene import (
    INK,
    LABEL,
    MUTED,
    PAPER,
    SMALL,
    WOMEN,
    Box,
    Line,
    Piece,
    Scene,
    Words,
    filled,
    hatched,
    label_piece,
    middle,
    number_piece,
)
from genderlib.charts.shares_alternative import shares_alternative
from genderlib.text.chart_words import chart_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from genderlib.charts.chart import Chart
    from genderlib.charts.groups import Group, Norm
    from genderlib.charts.table import Number, Table
    from genderlib.text.chart_words import ChartWords

_BAR: Final = 14.0
_GAP: Final = 6.0
_THINNEST: Final = 1.0
_NORM_LINE: Final = 2.4
_NORM_RIM: Final = 5.4


def share_bars(
    table: Table,
    *,
    title: str,
    source: str,
    language: str,
    identifier: str,
    norms: Table | None = None,
    parity: bool = True,
    note: str = "",
) -> Chart:
    """Women's share in each group as a bar, in the order of the table.

    Parameters
    ----------
    table : DataFrame or iterable of mappings
        One row per group: `label`, `value` (0 to 1, or missing), `text` ("30,8%") and
        `figure` (identifier or missing). Optional: `group`, by which norms find their
        row; `women` and `total` with `women_text`, `women_figure` and so on, shown
        beside the label; `lower` and `upper` in the same way, the bounds of the share
        where the sex of some is not recorded.
    title, source : str or Markup
        The finding, and where the counts come from.
    language : {"vi", "en"}
        Language of the words in the chart.
    identifier : str
        Prefix of the chart's ids, unique on the page.
    norms : DataFrame or iterable of mappings, optional
        One row per norm and group: `group` (missing: every group), `value` (0 to 1),
        `text`, `figure`, `outcome` (as of a `Judgement`, missing: not judged).
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
        If there is no row, or rows are wrong: all of them are named.
    """
    words = chart_words(language)
    groups = read_groups(table, norms)
    return make_chart(
        _scene(groups, words, parity=parity),
        shares_alternative(groups, words, parity=parity),
        title=title,
        source=source,
        language=language,
        identifier=identifier,
        note=note,
    )


def _scene(groups: Sequence[Group], words: ChartWords, *, parity: bool) -> Scene:
    scene = Scene()
    axis = percent_axis(words, map(_need, groups), parity=parity)
    axis.draw_above(scene, len(groups))
    top = scene.y
    for group in groups:
        scene.paragraph(_heading(group))
        scene.space(4)
        _draw_bar(scene, group, axis)
        scene.space(_BAR + OVERHANG + 1)
        for note, x in _notes(group, axis, words):
            scene.paragraph(note, size=SMALL, x=x)
        scene.space(12)
    axis.draw_parity(scene, top)
    axis.draw_below(scene)
    return scene


def _need(group: Group) -> tuple[float, float]:
    """Where the words beside a bar start at the latest, and how wide they are."""
    if not group.share:
        return group.possible, 0.0
    ends = [group.possible, *(norm.number.value for norm in group.norms)]
    return max(ends), _GAP + width([number_piece(group.share, bold=True)], LABEL)


def _heading(group: Group) -> list[Piece]:
    if not group.women or not group.total:
        return [label_piece(group.label)]
    return [
        label_piece(group.label),
        Piece(" (", colour=MUTED),
        number_piece(group.women, colour=MUTED),
        Piece("/", colour=MUTED),
        number_piece(group.total, colour=MUTED),
        Piece(")", colour=MUTED),
    ]


def _draw_bar(scene: Scene, group: Group, axis: PercentAxis) -> None:
    known, end = axis.x(group.known), axis.x(group.possible)
    if end > known:
        upper = group.upper.figure if group.upper else None
        scene.add(hatched(known, scene.y, end - known, _BAR, upper))
    certain = group.share or group.lower
    if certain:
        # No women at all is a bar too: a line where the others begin.
        length = max(known - axis.left, _THINNEST)
        bar = Box(axis.left, scene.y, length, _BAR, WOMEN, figure=certain.figure)
        scene.add(bar)
    if group.known > PARITY:
        axis.draw_parity_within(scene, _BAR)
    for norm in group.norms:
        _draw_norm(scene, axis.x(norm.number.value), norm.number.figure)
    if group.share:
        _draw_share(scene, group, group.share, axis)


def _draw_norm(scene: Scene, x: float, figure: str | None) -> None:
    """A dark line with a light rim, to be seen on the bar and beside it."""
    top, bottom = scene.y - OVERHANG, scene.y + _BAR + OVERHANG
    scene.add(
        Line((x, scene.y), (x, scene.y + _BAR), PAPER, _NORM_RIM),
        Line((x, top), (x, bottom), INK, _NORM_LINE, figure=figure),
    )


def _draw_share(scene: Scene, group: Group, share: Number, axis: PercentAxis) -> None:
    """The share beside its bar, or beside a norm that would cross it there."""
    piece = number_piece(share, bold=True)
    room = width([piece], LABEL)
    x = axis.x(group.possible) + _GAP
    for norm in group.norms:
        line = axis.x(norm.number.value)
        if x - _GAP < line < x + room + _GAP / 2:
            x = line + _GAP
    scene.add(Words(x, middle(scene.y, _BAR, LABEL), (piece,)))


def _notes(
    group: Group, axis: PercentAxis, words: ChartWords
) -> Iterator[tuple[list[Piece], float]]:
    """What stands under a bar, and from where on."""
    if not group.share and not group.lower:
        yield [Piece(words.no_data, colour=MUTED)], axis.left
    if group.lower and group.upper:
        lower = number_piece(group.lower, colour=MUTED)
        upper = number_piece(group.upper, colour=MUTED)
        bounds = {"lower": lower, "upper": upper}
        yield filled(words.possible, bounds, MUTED), axis.left
    if group.norms:
        x = axis.x(group.norms[0].number.value) - _NORM_LINE / 2
        yield _norm_note(group.norms, words), x


def _norm_note(norms: Sequence[Norm], words: ChartWords) -> list[Piece]:
    """What the lines ask for, and whether it is met, once where that is the same."""
    note = [Piece(f"{words.norm} ")]
    for position, norm in enumerate(norms, start=1):
        note.append(number_piece(norm.number))
        following = norms[position : position + 1]
        if [other.outcome for other in following] == [norm.outcome]:
            note.append(Piece(", "))
        else:
            note.append(
                Piece(f": {norm.verdict(words.language)}" + "; " * len(following))
            )
    return note
