"""Women and men by group as stacked bars of counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from genderlib.charts import table as tables
from genderlib.charts.chart import make_chart
from genderlib.charts.counts_alternative import counts_alternative
from genderlib.charts.measure import width
from genderlib.charts.scene import (
    ASCENT,
    INK,
    LABEL,
    LEADING,
    MEN,
    MUTED,
    PAPER,
    SMALL,
    WIDTH,
    WOMEN,
    Box,
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

_BAR: Final = 20.0
_END: Final = 300.0
_GAP: Final = 6.0
_SQUARE: Final = 10.0
_SEAM: Final = 1.5
_COLUMNS: Final = ("label", "women", "men", "total")


@dataclass(frozen=True, slots=True)
class Part:
    """One sex in a bar, or those whose sex is not recorded."""

    number: Number
    word: str
    fill: str
    ink: str


@dataclass(frozen=True, slots=True)
class CountedGroup:
    """A group whose women and men are known."""

    label: str
    women: Number
    men: Number
    unknown: Number | None
    total: Number

    def parts(self, words: ChartWords) -> list[Part]:
        """From left to right."""
        parts = [
            Part(self.women, words.women, WOMEN, PAPER),
            Part(self.men, words.men, MEN, INK),
        ]
        if self.unknown:
            parts.append(Part(self.unknown, words.sex_not_recorded, PAPER, INK))
        return parts


def stacked_counts(
    table: Table,
    *,
    title: str,
    source: str,
    language: str,
    identifier: str,
    men_counted: bool = True,
    note: str = "",
) -> Chart:
    """Women and men in each group as one bar, in the order of the table.

    Parameters
    ----------
    table : DataFrame or iterable of mappings
        One row per group: `label`, and the counts `women`, `men` and `total`, each with
        `women_text`, `women_figure` and so on; a row with a count missing is shown as
        without data. Where women and men do not add up to the total, `unknown` in the
        same way: those whose sex is not recorded.
    title, source : str or Markup
        The finding, and where the counts come from.
    language : {"vi", "en"}
        Language of the words in the chart.
    identifier : str
        Prefix of the chart's ids, unique on the page.
    men_counted : bool
        False where the source counts women and everyone: `men` then holds the rest,
        which the chart calls so.
    note : str or Markup
        What the alternative says besides, for example what is not drawn.

    Returns
    -------
    Chart
        The drawing and its text alternative.

    Raises
    ------
    ValueError
        If there is no row, counts do not add up, or rows are wrong in another way: all
        of them are named.
    """
    words = chart_words(language)
    if not men_counted:
        words = replace(words, men=words.others)
    rows = tables.read(table, _COLUMNS, _row)
    return make_chart(
        _scene(rows, words),
        counts_alternative(rows, words),
        title=title,
        source=source,
        language=language,
        identifier=identifier,
        note=note,
    )


def _row(row: Row) -> CountedGroup | str:
    """A group, or the name of one without data."""
    women, men, total = (tables.count(row, column) for column in _COLUMNS[1:])
    if women is None or men is None or total is None:
        return tables.label(row)
    unknown = tables.count(row, "unknown")
    rest = unknown.value if unknown else 0
    if women.value + men.value + rest != total.value:
        raise ValueError(
            f"women {women.value}, men {men.value} and unknown {rest} "
            f"are not the total {total.value}"
        )
    return CountedGroup(tables.label(row), women, men, unknown if rest else None, total)


def _scene(rows: Sequence[CountedGroup | str], words: ChartWords) -> Scene:
    scene = Scene()
    groups = [row for row in rows if isinstance(row, CountedGroup)]
    _draw_key(scene, groups, words)
    unit = _unit(groups, words)
    for row in rows:
        scene.space(10)
        if isinstance(row, CountedGroup):
            _draw_group(scene, row, unit, words)
        else:
            _draw_missing(scene, row, words)
    return scene


def _draw_key(scene: Scene, groups: Sequence[CountedGroup], words: ChartWords) -> None:
    """Colours and their words in the order in which they stand in the bars."""
    parts = max((group.parts(words) for group in groups), key=len, default=[])
    x = 0.0
    baseline = scene.y + ASCENT * LABEL
    for part in parts:
        square = _box(part, x, baseline - _SQUARE, _SQUARE, _SQUARE)
        scene.add(replace(square, figure=None))
        piece = Piece(part.word)
        scene.add(Words(x + _SQUARE + 5, baseline, (piece,)))
        x += _SQUARE + 5 + width([piece], LABEL) + 14
    scene.space(LEADING * LABEL if parts else 0)


def _unit(groups: Sequence[CountedGroup], words: ChartWords) -> float:
    """Length of one person in a bar, so that every total fits beside its bar."""
    rooms = (
        (WIDTH - _GAP - width(_total(group, words), LABEL)) / group.total.value
        for group in groups
        if group.total.value
    )
    longest = max((group.total.value for group in groups), default=0)
    return float(min([_END / longest if longest else 0, *rooms]))


def _total(group: CountedGroup, words: ChartWords) -> list[Piece]:
    return [
        Piece(f"{words.total} ", colour=MUTED),
        number_piece(group.total, colour=MUTED),
    ]


def _draw_group(
    scene: Scene, group: CountedGroup, unit: float, words: ChartWords
) -> None:
    scene.paragraph([label_piece(group.label)])
    scene.space(4)
    parts = group.parts(words)
    inside = all(_fits(part, unit) for part in parts)
    x = 0.0
    for part in parts:
        length = unit * part.number.value
        _draw_part(scene, part, x, length, say=inside)
        x += length
    total = tuple(_total(group, words))
    scene.add(Words(x + _GAP, middle(scene.y, _BAR, LABEL), total))
    scene.space(_BAR + 4)
    if not inside:
        scene.paragraph(_note(parts), size=SMALL)


def _fits(part: Part, unit: float) -> bool:
    """Whether the number has room inside its part of the bar, on a plain colour."""
    room = unit * part.number.value
    return part.fill != PAPER and width([_inside(part)], LABEL) + 2 * _GAP <= room


def _inside(part: Part) -> Piece:
    return number_piece(part.number, bold=True, colour=part.ink)


def _draw_part(scene: Scene, part: Part, x: float, length: float, *, say: bool) -> None:
    if length:
        scene.add(_box(part, x, scene.y, length, _BAR))
        if x:
            # Between two parts, cut out of the one that can spare it.
            seam = x if length > 2 * _SEAM else x - _SEAM
            scene.add(Box(seam, scene.y, _SEAM, _BAR, PAPER))
    if say:
        baseline = middle(scene.y, _BAR, LABEL)
        scene.add(Words(x + _GAP, baseline, (_inside(part),)))


def _box(part: Part, x: float, y: float, length: float, height: float) -> Box:
    if part.fill == PAPER:
        return hatched(x, y, length, height, part.number.figure)
    return Box(x, y, length, height, part.fill, figure=part.number.figure)


def _note(parts: Sequence[Part]) -> list[Piece]:
    """The numbers below a bar too narrow for them: "2 women, 0 men"."""
    note: list[Piece] = []
    for part in parts:
        note += [Piece(", " if note else ""), number_piece(part.number, bold=True)]
        note.append(Piece(f" {part.word}"))
    return note


def _draw_missing(scene: Scene, label: str, words: ChartWords) -> None:
    scene.paragraph([label_piece(label)])
    scene.space(4)
    scene.add(hatched(0, scene.y, _END, _BAR))
    scene.space(_BAR + 4)
    scene.paragraph([Piece(words.no_data, colour=MUTED)], size=SMALL)
