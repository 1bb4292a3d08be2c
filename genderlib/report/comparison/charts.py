"""Charts that two reports do not have in common, by what is drawn and what is said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from genderlib.report.comparison.sentences import spoken

if TYPE_CHECKING:
    from collections.abc import Mapping

    from genderlib.report.reading import Block, Page, Token

ChartKind = Literal["changed", "appeared", "disappeared"]

_NAME: Final = re.compile(r"\baria-labelledby=([\w-]+?)-title\b")


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as a reader meets it.

    Parameters
    ----------
    section, title : str
        Heading of its section; what it says it shows.
    blocks : tuple of Block
        Everything in it.
    """

    section: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Everything in it, piece by piece."""
        return tuple(token for block in self.blocks for token in block.tokens)


@dataclass(frozen=True, slots=True)
class ChartChange:
    """A chart that is not the same in both reports.

    Parameters
    ----------
    chart : str
        Its identifier.
    kind : {"changed", "appeared", "disappeared"}
    before, after : Chart or None
    figures : tuple of str
        Figures it shows that moved, appeared or disappeared.
    drawing, words : bool
        Whether marks differ, and whether words do, those of its text alternative
        among them.
    """

    chart: str
    kind: ChartKind
    before: Chart | None
    after: Chart | None
    figures: tuple[str, ...] = ()
    drawing: bool = False
    words: bool = False

    @property
    def title(self) -> str:
        """What it shows, in the words of the later report."""
        chart = self.after or self.before
        return chart.title if chart else self.chart


def chart_changes(before: Page, after: Page, differing: set[str]) -> list[ChartChange]:
    """Charts that differ, in the order of the later report.

    Parameters
    ----------
    before, after : Page
        The reports.
    differing : set of str
        Figures that are not the same in both.
    """
    old, new = charts_of(before), charts_of(after)
    names = [*new, *(name for name in old if name not in new)]
    found = (_chart_change(name, old, new, differing) for name in names)
    return [change for change in found if change]


def _chart_change(
    name: str, old: Mapping[str, Chart], new: Mapping[str, Chart], differing: set[str]
) -> ChartChange | None:
    was, now = old.get(name), new.get(name)
    if was is None or now is None:
        kind: ChartKind = "appeared" if now else "disappeared"
        return ChartChange(name, kind, was, now)
    if was.tokens == now.tokens:
        return None
    shown = dict.fromkeys(t.figure for t in (*now.tokens, *was.tokens))
    return ChartChange(
        name,
        "changed",
        was,
        now,
        tuple(figure for figure in shown if figure in differing),
        drawing=_only(was, "shape") != _only(now, "shape"),
        words=_words(was) != _words(now),
    )


def _only(chart: Chart, kind: str) -> list[Token]:
    return [token for token in chart.tokens if token.kind == kind]


def _words(chart: Chart) -> list[str]:
    """What it says; a figure by its identifier, because its value is told elsewhere."""
    return [
        f"\0{token.figure}" if token.figure else token.text
        for token in chart.tokens
        if token.kind in ("word", "figure")
    ]


def charts_of(page: Page) -> dict[str, Chart]:
    """The charts of a report by identifier, in order."""
    found: dict[str, list[Block]] = {}
    name = ""
    for block in page.blocks:
        if block.place.part not in ("chart", "alternative"):
            name = ""
            continue
        opening = next((t.text for t in block.tokens if t.text.startswith("svg ")), "")
        if opening:
            name = _free(_named(opening, len(found)), found)
        if name:
            found.setdefault(name, []).append(block)
    return {name: _chart(blocks) for name, blocks in found.items()}


def _named(opening: str, number: int) -> str:
    named = _NAME.search(opening)
    return named[1] if named else f"chart-{number + 1}"


def _free(name: str, taken: Mapping[str, object]) -> str:
    """The name; of two charts with one name the second is numbered."""
    return name if name not in taken else f"{name}-{len(taken) + 1}"


def _chart(blocks: list[Block]) -> Chart:
    titles = [
        spoken(block.tokens)
        for block in blocks
        if any(token.text.startswith("title ") for token in block.tokens)
    ]
    return Chart(blocks[0].place.section, titles[0] if titles else "", tuple(blocks))
