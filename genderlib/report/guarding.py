"""A public report, attacked before it is written.

The attacker has the finished page, last year's public report and the rule. Nothing is
taken from how the page was made: which counts it shows is read from the page itself.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from genderlib.disclosure import (
    Statement,
    System,
    for_the_public,
    joined,
    unsafe,
    year_system,
)
from genderlib.errors import GenderlibError
from genderlib.report.guarding_flows import flow_problems
from genderlib.report.reading import read_page, shown_figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from genderlib.data import YearTables
    from genderlib.report.reading import Page

_INPUT: Final = re.compile(r"\b([a-z]\w*)=(-?[0-9]+)\b")
_BEFORE: Final = "a year before: "
_HIDDEN: Final = "hidden"
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
) -> None:
    """Refuse a public report from which a hidden count can be worked out.

    Parameters
    ----------
    html : str
        The finished page.
    tables, previous : YearTables
        This year's and last year's, with every count.
    published : iterable of str
        Further public reports, as HTML, that a reader may hold beside it.

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
    raise_if(flow_problems(page, tables))
    now = year_system(tables)
    whole = [now] if previous is None else [now, _before(year_system(previous))]
    system = joined(*whole)
    told = _Told(system, _shown_before(previous))
    for report in [page, *map(read_page, published)]:
        told.read(report, last_year=int(report.year) < tables.year)
    raise_if(told.problems())


def raise_if(problems: Iterable[str]) -> None:
    """Stop the report for these reasons, if there are any."""
    found = tuple(problems)
    if found:
        raise DisclosureError(found)


def _before(system: System) -> System:
    """Last year's counts under names of their own."""
    cells = tuple(replace(cell, name=_BEFORE + cell.name) for cell in system.cells)
    statements = tuple(
        replace(
            statement,
            name=_BEFORE + statement.name,
            terms=tuple((_BEFORE + name, many) for name, many in statement.terms),
        )
        for statement in system.statements
    )
    return System(cells, statements)


def _shown_before(previous: YearTables | None) -> set[str]:
    """What last year's public report shows, whether or not it was made."""
    if previous is None:
        return set()
    concealed = for_the_public(previous).concealed
    hidden = {name for name, value in concealed.items() if value is None}
    cells = (cell.name for cell in year_system(previous).cells)
    return {_BEFORE + name for name in cells if name not in hidden}


class _Told:
    """What pages say of the cells of a system."""

    def __init__(self, system: System, shown: set[str]) -> None:
        self._system, self._shown = system, shown
        self._statements: dict[str, Statement] = {}
        self._subjects = {cell.name.rpartition(".")[0] for cell in system.cells}
        self._strange: dict[str, None] = {}
        self._marked: set[str] = set()

    def read(self, page: Page, *, last_year: bool) -> None:
        """Take in every figure of a page, and how its table of figures says it."""
        prefix = _BEFORE if last_year else ""
        for name, value in _figures(page):
            subject, _, measure = name.partition(".")
            if prefix + subject not in self._subjects:
                continue
            if value == _HIDDEN:
                self._marked.add(f"{prefix}{subject}.{measure}")
            else:
                self._take(prefix, subject, measure, value)
        for name, line in page.lines.items():
            subject = name.partition(".")[0]
            for word, number in _INPUT.findall(line.formula):
                self._input(prefix, subject, word, int(number))

    def _take(self, prefix: str, subject: str, measure: str, value: str) -> None:
        """One figure: a count, a quotient of counts, or what cannot be weighed."""
        cell = f"{prefix}{subject}.{measure}"
        if measure.startswith("previous_"):
            self._take(_BEFORE, subject, measure.removeprefix("previous_"), value)
        elif cell in self._system.by_name:
            self._shown.add(cell)
        elif measure == "fraction":
            self._shown |= {f"{prefix}{subject}.{m}" for m in ("women", "total")}
        elif measure in ("share", "gap", "seat") and _is_number(value):
            self._quotient(prefix + subject, measure, value)
        elif measure not in _HARMLESS:
            self._weigh(prefix + subject, cell)

    def _quotient(self, subject: str, measure: str, value: str) -> None:
        """A share for machines says the quotient of two whole numbers exactly."""
        exact = Fraction(value).limit_denominator(self._system.ceiling)
        if measure == "seat":
            self._shown.add(f"{subject}.total")
            return
        exact += Fraction(1, 2) if measure == "gap" else 0
        terms = (
            (f"{subject}.women", exact.denominator),
            (f"{subject}.total", -exact.numerator),
        )
        self._statements[f"{subject} share"] = Statement(f"{subject} share", terms)

    def _weigh(self, subject: str, figure: str) -> None:
        """Anything else may be said of subjects that are shown in full only."""
        self._strange[f"{subject}\t{figure}"] = None

    def _input(self, prefix: str, subject: str, word: str, number: int) -> None:
        earlier = word.endswith("_before")
        measure = word.removesuffix("_before")
        for name in (
            f"{_BEFORE if earlier else prefix}{subject}.{measure}",
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
        closed = {name.rpartition(".")[0] for name in kept}
        for strange in self._strange:
            subject, _, figure = strange.partition("\t")
            if subject in closed:
                yield f"{figure}: says something of a group with hidden counts"


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
