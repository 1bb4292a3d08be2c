"""What a report shows from cells that cannot be made again, figure by figure.

A notebook with code of its own shows what only running it can tell. What such a cell
says in figures can be checked all the same: each must be the figure of that identifier,
made from the data of today, and written in one of its forms. The rest of the report is
compared as any other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genderlib.errors import GenderlibError
from genderlib.report.differences import Difference, is_gap, regions
from genderlib.report.reasons import FILE, HAND
from genderlib.review.forms import FORMS, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genderlib.ledger import Figure
    from genderlib.report.reading import Block, Page, Token
    from genderlib.review import Review

_MOST_LINES: Final = 5_000
_ACTIVE: Final = re.compile(
    r"(?:script|iframe|object|embed|form|link|img|base)\b|.* (?:on\w+|style)="
)


def record_lines(page: Page, review: Review) -> None:
    """Record the figures that a report lists, as far as the data give them.

    Parameters
    ----------
    page : Page
        The report.
    review : Review
        Freshly opened on the data of today; its ledger takes them in the same order.
    """
    for identifier in list(page.lines)[:_MOST_LINES]:
        try:
            review.record(identifier)
        except (GenderlibError, ValueError, LookupError):
            continue


def check_figures(page: Page, expected: Page, review: Review) -> Iterator[Difference]:
    """Figures where the page that is expected has gaps.

    Parameters
    ----------
    page, expected : Page
        The report, and what could be made again of it.
    review : Review
        With every figure of the report in its ledger.
    """
    checker = _Checker(expected, review)
    for region in regions(page, expected):
        if is_gap(region):
            for block, _ in region.pairs:
                yield from checker.check(block) if block else ()


class _Checker:
    """Knows every figure with the texts it may have."""

    def __init__(self, expected: Page, review: Review) -> None:
        self._figures = {figure.identifier: figure for figure in review.ledger}
        self._texts = {
            name: _forms(figure, review.language)
            for name, figure in self._figures.items()
        }
        for block in expected.blocks:
            for token in block.tokens:
                if token.kind == "figure" and token.figure in self._texts:
                    self._texts[token.figure].add(token.text)

    def check(self, block: Block) -> Iterator[Difference]:
        """What in a block is no figure of the data, or code that no report holds."""
        for token in block.tokens:
            if token.figure and token.kind in ("figure", "value"):
                yield from self._figure(block, token)
            elif token.kind == "code" and _ACTIVE.match(token.text):
                cause = "no report holds such code"
                yield Difference(
                    *("code", block.place, "", token.text, ""), reason=FILE, cause=cause
                )

    def _figure(self, block: Block, token: Token) -> Iterator[Difference]:
        figure, wanted, cause = self._figures.get(token.figure), "", _UNKNOWN
        if figure is not None and token.kind == "value":
            wanted, cause = figure.value, _MACHINE
        elif figure is not None:
            texts = self._texts[token.figure]
            wanted = token.text if token.text in texts else " / ".join(sorted(texts))
            cause = _FORM
        if token.text != wanted:
            yield Difference(
                *(token.kind, block.place, token.figure, token.text, wanted),
                reason=HAND,
                cause=cause,
            )


_UNKNOWN: Final = "the data of today hold no such figure, or it has no line"
_MACHINE: Final = "the number for machines is not the figure's"
_FORM: Final = "the figure is written in none of these forms"


def _forms(figure: Figure, language: str) -> set[str]:
    """Every text a figure may have."""
    texts = set()
    for form in FORMS:
        try:
            texts.add(" ".join(written(figure, language, form).split()))
        except ValueError:
            continue
    return texts
