"""Why a report differs from what it should be, told from evidence and not from claims.

A difference is put down to changed data only if a report made from the values in the
report's own table of figures says the same there and is nearer to it as a whole. One
number changed with its line does not pass: the shares, charts and sentences that would
have changed with it have not.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from genderlib import __version__
from genderlib.errors import GenderlibError
from genderlib.report.aligning import changes
from genderlib.report.reading import read_page
from genderlib.report.supposing import supposed, suppositions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from genderlib.report.differences import Difference
    from genderlib.report.editions import Edition
    from genderlib.report.reading import Page
    from genderlib.report.rebuild import Script
    from genderlib.report.supposing import Supposition
    from genderlib.review import Review

DATA: Final = "data changed"
METHOD: Final = "method changed"
HAND: Final = "edited by hand"
WORDS: Final = "words changed"
CHART: Final = "chart changed"
FILE: Final = "file changed"
REASONS: Final = (DATA, METHOD, HAND, WORDS, CHART, FILE)

_MOST_CELLS: Final = 6  # suppositions tried one by one
_FOLLOWS: Final = "follows from the changed data"
_BY_HAND: Final = "the data and the report's other figures do not say this"
_BUILT: Final = "the page is built differently"
_STYLED: Final = "the styles were changed, which can hide or alter what is seen"
_DRAWN: Final = "the drawing was changed, not the data"
_WORDS: Final = (
    "the report was edited, or the notebook, the narrative or a name in the data has "
    "changed since"
)


def explained(
    found: Sequence[Difference],
    page: Page,
    expected: Page,
    review: Review,
    own: Script,
    edition: Edition,
) -> list[Difference]:
    """Differences with their reasons.

    Parameters
    ----------
    found : sequence of Difference
        Without reasons yet.
    page, expected : Page
        The report, and what it should be.
    review : Review
        One that was opened on the data of today.
    own : Script
        What the notebook shows.
    edition : Edition
        What the report should say of its own version.
    """
    differing = _differing_lines(page, expected)
    cells = suppositions(page, review.definitions, differing)
    trial = _Trial(page, expected, review, own, edition)
    accepted = trial.accepted(cells)
    reasons = _Reasons(page, expected, accepted, trial.unlike(accepted))
    return [reasons.explain(difference) for difference in found]


def _differing_lines(page: Page, expected: Page) -> list[str]:
    return [
        figure
        for figure in {**expected.lines, **page.lines}
        if page.lines.get(figure) != expected.lines.get(figure)
    ]


class _Trial:
    """Reports made from supposed data, and how near they come to the one at hand."""

    def __init__(
        self,
        page: Page,
        expected: Page,
        review: Review,
        own: Script,
        edition: Edition,
    ) -> None:
        self._review, self._own, self._edition = review, own, edition
        self._blocks = [block.tokens for block in page.blocks]
        self._far = len(self._unlike(expected))

    def accepted(self, cells: list[Supposition]) -> list[Supposition]:
        """All cells if they explain something together, else those that do alone."""
        if not cells or self._is_nearer(cells):
            return cells
        if len(cells) > _MOST_CELLS:
            return []
        return [cell for cell in cells if len(cells) > 1 and self._is_nearer([cell])]

    def unlike(self, cells: list[Supposition]) -> set[int]:
        """Blocks of the report that supposed data do not explain."""
        page = self._page(cells) if cells else None
        return self._unlike(page) if page else set(range(-1, len(self._blocks) + 1))

    def _is_nearer(self, cells: list[Supposition]) -> bool:
        page = self._page(cells)
        return page is not None and len(self._unlike(page)) < self._far

    def _page(self, cells: Iterable[Supposition]) -> Page | None:
        """The report of supposed data; None where there can be none."""
        supposing = list(cells)
        try:
            review = self._review.again(lambda tables: supposed(tables, supposing))
            return read_page(self._own.page(review, self._edition))
        except (GenderlibError, ValueError, ArithmeticError, LookupError):
            return None

    def _unlike(self, page: Page) -> set[int]:
        """Blocks that differ; a block that is missing is told by the next one."""
        other = [block.tokens for block in page.blocks]
        return {
            block
            for start, end, first, last in changes(self._blocks, other)
            for block in range(start, max(end, start + last - first))
        }


class _Reasons:
    """The reason for each difference."""

    def __init__(
        self,
        page: Page,
        expected: Page,
        cells: Sequence[Supposition],
        unlike: set[int],
    ) -> None:
        self._page, self._expected = page, expected
        self._cells, self._unlike = cells, unlike
        self._is_other_version = page.version != __version__
        self._is_consistent = is_consistent(page)

    def explain(self, difference: Difference) -> Difference:
        """The difference with its reason and what is known of its cause."""
        reason, cause = self._reason(difference)
        return replace(difference, reason=reason, cause=cause)

    def _reason(self, difference: Difference) -> tuple[str, str]:
        if difference.block not in self._unlike:
            return DATA, self._data_cause(difference.figure)
        if difference.kind in ("link", "style", "code"):
            return self._of_code(difference)
        if self._is_other_version:
            return METHOD, self._version_cause
        if difference.kind in ("figure", "value"):
            return self._of_figure(difference)
        return self._of_words(difference)

    def _of_code(self, difference: Difference) -> tuple[str, str]:
        cause = _file_cause(difference)
        if self._is_other_version and cause in (_BUILT, _STYLED):
            return METHOD, self._version_cause
        return FILE, cause

    def _of_words(self, difference: Difference) -> tuple[str, str]:
        if difference.kind == "shape":
            return CHART, _DRAWN
        if difference.place.part == "footer":
            return HAND, self._footer_cause
        if difference.place.part == "figures" and not self._page.lines:
            return HAND, "the table of figures is gone"
        return WORDS, _WORDS

    def _of_figure(self, difference: Difference) -> tuple[str, str]:
        figure = difference.figure
        line, wanted = self._page.lines.get(figure), self._expected.lines.get(figure)
        if figure and (line is None) != (wanted is None) and self._is_consistent:
            gained = "the data give it now" if wanted else "the data do not give it now"
            return DATA, gained
        if figure and wanted and line is None:
            return HAND, "its line in the table of figures is gone"
        return HAND, _BY_HAND

    def _data_cause(self, figure: str) -> str:
        """The cells behind one figure, else all that have changed."""
        subject = figure.partition(".")[0]
        own = self._expected.lines.get(figure)
        rows = own.origins if own else ()
        near = [c for c in self._cells if subject and _is_of(c, rows)]
        return "; ".join(map(str, near or self._cells[:3])) or _FOLLOWS

    @property
    def _version_cause(self) -> str:
        made = self._page.version or "an unknown version"
        return f"made by genderlib {made}, checked with {__version__}"

    @property
    def _footer_cause(self) -> str:
        if self._page.fingerprint == fingerprint(self._page):
            return "the fingerprint fits the report's table of figures, not the data"
        return "what a report says of itself was changed"


def is_consistent(page: Page) -> bool:
    """Whether each figure is what its line says, and the fingerprint fits the lines."""
    shown = (
        (token.figure, token.text)
        for block in page.blocks
        for token in block.tokens
        if token.kind == "value" and token.figure
    )
    return page.fingerprint == fingerprint(page) and all(
        figure in page.lines and page.lines[figure].machine == value
        for figure, value in shown
    )


def fingerprint(page: Page) -> str:
    """The fingerprint of a page's table of figures, made as the ledger makes it."""
    lines = sorted(f"{figure}\t{line.machine}\n" for figure, line in page.lines.items())
    return hashlib.sha256("".join(lines).encode()).hexdigest()[:16]


def _is_of(cell: Supposition, origins: Iterable[str]) -> bool:
    """Whether a line names the row of a cell: "counts.csv:2, 7–11" for one."""
    for origin in origins:
        file, _, rows = origin.rpartition(":")
        spans = rows.split(",")
        if cell.file.endswith(file) and any(_holds(s, cell.row) for s in spans):
            return True
    return False


def _holds(span: str, row: int) -> bool:
    first, _, last = span.strip().partition("–")
    if not first.isdecimal() or not (last or first).isdecimal():
        return False
    return int(first) <= row <= int(last or first)


def _file_cause(difference: Difference) -> str:
    """What a change of the page's code can do."""
    found, expected = difference.found.lower(), difference.expected.lower()
    if "content-security-policy" in expected and "content-security-policy" not in found:
        return "the policy that forbids scripts and requests is gone or changed"
    if "script" in found.split() or " on" in found:
        return "code was added that a browser would run"
    if difference.kind == "style" or "style=" in found:
        return _STYLED
    if difference.kind == "link":
        return "a link leads elsewhere"
    if expected == "</html>":
        return "the file breaks off"
    return _BUILT
