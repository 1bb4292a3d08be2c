"""What a funnel plot says to those who cannot see it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup

from genderlib.charts.sentences import fill, name, shown, together, whole
from genderlib.text.languages import choose
from genderlib.text.markup import interval_level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from genderlib.charts.funnel import Compared
    from genderlib.text.series_words import SeriesWords


def funnel_alternative(
    rows: Sequence[Compared], words: SeriesWords, language: str
) -> Markup:
    """Kind of chart; for each group the share of all and every organisation's."""
    panels = [
        (panel, list(found)) for panel, found in groupby(rows, key=lambda r: r.panel)
    ]
    level = interval_level(choose(language, vi="99,8%", en="99.8%"))
    kind = fill(words.funnel, count=whole(len(panels)), level=level)
    return together([kind, *(_panel(panel, found, words) for panel, found in panels)])


def _panel(panel: str, rows: Sequence[Compared], words: SeriesWords) -> Markup:
    said = Markup("; ").join(_row(row, words) for row in rows)
    overall = shown(rows[0].overall)
    return fill(words.panel, name=name(panel), value=overall, rows=said)


def _row(row: Compared, words: SeriesWords) -> Markup:
    said = fill(
        words.row,
        name=name(row.label),
        share=shown(row.share),
        women=shown(row.women),
        total=shown(row.total),
        low=shown(row.wide[0]),
        high=shown(row.wide[1]),
    )
    return fill(words.row_beyond, row=said) if row.beyond else said
