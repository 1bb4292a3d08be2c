"""A public report, attacked before it is written.

The attacker has the finished page, last year's public report and the rule. Nothing is
taken from how the page was made: which counts it shows is read from the page itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from genderlib.disclosure import (
    Statement,
    System,
    joined,
    public_cells,
    unsafe,
    year_system,
)
from genderlib.disclosure.parts import cell_name, part_of, subject_of
from genderlib.errors import GenderlibError
from genderlib.report.guarding_flows import flow_problems
from genderlib.report.guarding_neighbours import beside_others, named
from genderlib.report.guarding_series import series_problems, side_by_side
from genderlib.report.reading import read_page, shown_figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from genderlib.data import YearTables
    from genderlib.report.reading import Page

_INPUT: Final = re.compile(r"\b([a-z]\w*)=(-?[0-9]+)\b")
BEFORE: Final = "a year before: "
"""Begins the name of a count of last year."""

_HIDDEN: Final = "hidden"
# How counts are named that a page of last year, of this one and of the next speaks of:
# those of the year before it, and its own. None: they are not attacked.
_PREFIXES: Final[dict[int, tuple[str | None, str | None]]] = {
    -1: (None, BEFORE),
    0: (BEFORE, ""),
    1: ("", None),
}
_LISTED: Final = 8


class DisclosureError(GenderlibError):
    """A report for the public that gives away what must stay hidden.

    Parameters
    ----------
    problems : tuple of str
        What is given away, without any count.
    """

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        more = len(self.problems) - _LISTED
        lines = [f"  {problem}" for problem in self.problems[:_LISTED]]
        lines += [f"  and {more} more"] if more > 0 else []
        begin = "the public report would give hidden counts away:"
        cure = "Nothing was written. Take out the cells that show these counts."
        super().__init__("\n".join([begin, *lines, cure]))


def guard(
    html: str,
    tables: YearTables,
    previous: YearTables | None,
    *,
    published: Iterable[str] = (),
    beside: Iterable[YearTables] = (),
) -> None:
    """Refuse a public report from which a hidden count can be worked out.

    Parameters
    ----------
    html : str
        The finished page.
    tables, previous : YearTables
        This year's and last year's, with every count.
    published : iterable of str
        Further public reports, as HTML, that a reader may hold beside it: of last year
        and the next, in the other language, of another notebook, superseded versions.
    beside : iterable of YearTables
        Other years of the organisation and other organisations of its kind, with every
        count: all that a page of trends or a comparison is made from.

    Raises
    ------
    DisclosureError
        If the page is not for the public, shows a small count, or lets a reader come
        closer to one than its threshold.
    NotAReportError
        If one of the pages is no report.
    """
    page = read_page(html)
    if page.audience != "public":
        raise DisclosureError(["the page was made for the internal audience"])
    raise_if(flow_problems(page, tables, previous))
    if side_by_side(page, tables):
        earlier = [] if previous is None else [previous]
        raise_if(series_problems(page, [tables, *earlier, *beside]))
    told = _told_beside(tables, previous)
    for report in [page, *map(read_page, published)]:
        told.read(report, after=int(report.year) - tables.year)
    raise_if(told.problems())


def _told_beside(tables: YearTables, previous: YearTables | None) -> _Told:
    """What last year's public report and those of neighbours tell already."""
    now = year_system(tables)
    systems = [now] if previous is None else [now, named(BEFORE, year_system(previous))]
    shown, same = _shown_before(previous), list[Statement]()
    for other in tables.neighbours():
        found = beside_others(tables, now, other)
        systems.append(found.system)
        shown |= found.shown
        same += found.same
    return _Told(joined(*systems, statements=tuple(same)), shown)


def raise_if(problems: Iterable[str]) -> None:
    """Stop the report for these reasons, if there are any."""
    found = tuple(problems)
    if found:
        raise DisclosureError(found)


def _shown_before(previous: YearTables | None) -> set[str]:
    """What last year's public report shows, whether or not it was made."""
    if previous is None:
        return set()
    system, hidden = public_cells(previous)
    return {BEFORE + cell.name for cell in system.cells if cell.name not in hidden}


class _Told:
    """What pages say of the cells of a system."""

    def __init__(self, system: System, shown: set[str]) -> None:
        self._system, self._shown = system, shown
        self._statements: dict[str, Statement] = {}
        self._subjects = {subject_of(cell.name) for cell in system.cells}
        self._strange: dict[str, None] = {}
        self._marked: set[str] = set()

    def read(self, page: Page, *, after: int) -> None:
        """Take in every figure of a page, and how its table of figures says it.

        Parameters
        ----------
        page : Page
        after : int
            Years by which it is of another year than the counts. A page of the year
            after them says what they were "a year before"; others say nothing.
        """
        if after in _PREFIXES:
            earlier, prefix = _PREFIXES[after]
            for name, value in _figures(page):
                self._figure(prefix, earlier, _Named.of(name), value)
            for name, line in page.lines.items():
                for word, number in _INPUT.findall(line.formula):
                    self._input(prefix, earlier, _Named.of(name), word, int(number))

    def _figure(
        self, prefix: str | None, earlier: str | None, named: _Named, value: str
    ) -> None:
        """A figure of the page's own year, or what it says of the year before."""
        measure = named.measure
        if measure.startswith("previous_"):
            prefix = earlier
            named = replace(named, measure=measure.removeprefix("previous_"))
        if prefix is None or prefix + named.subject not in self._subjects:
            return
        if value == _HIDDEN:
            self._marked.add(named.cell(prefix, named.measure))
        else:
            self._take(prefix, named, value)

    def _take(self, prefix: str, named: _Named, value: str) -> None:
        """One figure: a count, a quotient of counts, or what cannot be weighed."""
        measure = named.measure
        cell = named.cell(prefix, measure)
        if cell in self._system.by_name:
            self._shown.add(cell)
        elif measure == "fraction":
            self._shown |= {named.cell(prefix, m) for m in ("women", "total")}
        elif measure == "seat":
            self._shown.add(named.cell(prefix, "total"))
        elif measure in ("share", "gap") and _is_number(value):
            self._quotient(prefix, named, value)
        elif measure not in _HARMLESS:
            self._strange[cell] = None

    def _quotient(self, prefix: str, named: _Named, value: str) -> None:
        """A share for machines says the quotient of two whole numbers exactly."""
        exact = Fraction(value).limit_denominator(self._system.ceiling)
        exact += Fraction(1, 2) if named.measure == "gap" else 0
        cells = (named.cell(prefix, m) for m in ("women", "total"))
        women, total = map(self._system.by_name.get, cells)
        if women is None or total is None:
            return
        # A comparison says the share of all organisations under the same name.
        if women.value * exact.denominator == total.value * exact.numerator:
            terms = ((women.name, exact.denominator), (total.name, -exact.numerator))
            name = f"{women.name} share"
            self._statements[name] = Statement(name, terms)

    def _input(
        self,
        prefix: str | None,
        earlier: str | None,
        named: _Named,
        word: str,
        number: int,
    ) -> None:
        """A count that a formula names is shown, if it is the count that it was."""
        measure = word.removesuffix("_before")
        if named.measure.startswith("previous_") or measure != word:
            prefix = earlier
        if prefix is None:
            return
        for name in (
            named.cell(prefix, measure),
            *(f"{prefix}{word}.{measure}" for measure in ("women", "total")),
        ):
            cell = self._system.by_name.get(name)
            if cell is not None and cell.value == number:
                self._shown.add(name)

    def problems(self) -> Iterator[str]:
        """What these pages give away together, without any count."""
        cells = self._system.cells
        statements = (*self._system.statements, *self._statements.values())
        kept = self._system.small | self._marked & self._system.by_name.keys()
        yield from (f"{name}: is shown" for name in sorted(kept & self._shown))
        known = _followed(self._shown, statements)
        yield from self._odd(kept)
        hidden = self._system.by_name.keys() - known
        found = kept & known - self._shown
        found |= unsafe(System(cells, statements), hidden, among=kept).keys()
        yield from (f"{name}: can be worked out" for name in sorted(found))

    def _odd(self, kept: Iterable[str]) -> Iterator[str]:
        closed = {(subject_of(name), part_of(name)) for name in kept}
        for figure in self._strange:
            part = part_of(figure)
            about = part if part.startswith(("unit_", "level_")) else ""
            if (subject_of(figure), about) in closed:
                yield f"{figure}: says something of a group with hidden counts"


@dataclass(frozen=True, slots=True)
class _Named:
    """The identifier of a figure: of whom, what, and of which part or norm."""

    subject: str
    measure: str
    part: str

    @classmethod
    def of(cls, name: str) -> _Named:
        measure = name.partition(".")[2].partition(".")[0]
        return cls(subject_of(name), measure, part_of(name))

    def cell(self, prefix: str, measure: str) -> str:
        return prefix + cell_name(self.subject, measure, self.part)


def _followed(shown: set[str], statements: Iterable[Statement]) -> set[str]:
    """What is shown, and what follows from it by one sum after the other."""
    known, grown = set(shown), True
    sums = [s for s in statements if s.lower == s.upper]
    while grown:
        grown = False
        for statement in sums:
            unknown = [name for name, _ in statement.terms if name not in known]
            if len(unknown) == 1:
                known.add(unknown[0])
                grown = True
    return known


# What says nothing of a count: how many groups there are, what a norm asks for.
_HARMLESS: Final = frozenset({"groups", "at_parity", "threshold"})


def _figures(page: Page) -> Iterator[tuple[str, str]]:
    """Figures of a page: those in its table of figures, and any other."""
    for name, line in page.lines.items():
        yield name, line.machine if line.value not in _WORDS else _HIDDEN
    for token in shown_figures(page):
        if token.figure not in page.lines:
            yield token.figure, _HIDDEN if token.text in _WORDS else token.text


_WORDS: Final = frozenset({"hidden", "không công bố"})


def _is_number(value: str) -> bool:
    return re.fullmatch(r"-?[0-9]+(\.[0-9]+)?(e-?[0-9]+)?", value) is not None
