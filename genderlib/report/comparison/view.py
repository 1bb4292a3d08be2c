"""A comparison as tables of words and numbers, for the terminal and for the page."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from genderlib.text import diff_words as words
from genderlib.text.numbers import integer, percent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from genderlib.report.comparison.charts import ChartChange
    from genderlib.report.comparison.compare import Comparison, Side
    from genderlib.report.comparison.figures import Cause, FigureChange, Kind
    from genderlib.report.comparison.groups import Counted, GroupChange, Parts
    from genderlib.report.reading import Block, Line, Place

_KINDS: Final[tuple[Kind, ...]] = ("moved", "appeared", "disappeared", "rewritten")
_MOST_NAMES: Final = 4
_NOTHING: Final = "–"


class Number(NamedTuple):
    """A number as people read it and as a machine does, in a report's language."""

    text: str
    value: str
    language: str = ""


class Quoted(NamedTuple):
    """Words of a report, in the report's language."""

    text: str
    language: str


class Code(NamedTuple):
    """An identifier or a file's name."""

    text: str


class Passage(NamedTuple):
    """A sentence of a report with its figures; `other` is what stands for it there."""

    block: Block | None
    other: Block | None
    language: str
    is_after: bool

    @property
    def text(self) -> str:
        """What it says."""
        return self.block.text if self.block else ""


Piece = str | Number | Quoted | Code | Passage
Cell = tuple[Piece, ...]


class Table(NamedTuple):
    """A part of a comparison: what it is called, columns, rows, and a sentence below.

    `key` is "groups", "moved", "sentences" and so on.
    """

    key: str
    title: str
    headings: list[str]
    rows: list[list[Cell]]
    below: str = ""


def plain(cell: Cell) -> str:
    """A cell as text alone."""
    texts = (piece if isinstance(piece, str) else piece.text for piece in cell)
    return "".join(texts)


def summary(found: Comparison, language: str) -> str:
    """How much changed, in a sentence."""
    if found.same:
        alike = "same_figures" if "languages" in found.notes else "same"
        return words.sentence(alike, language)
    number = Counter[str](change.kind for change in found.figures)
    number["sentences"] = len(found.sentences)
    number["charts"] = len(found.charts)
    keys = (*_KINDS, "sentences", "charts")
    told = [words.counted(key, number[key], language) for key in keys if number[key]]
    if not told:
        told = [words.counted("moved", 0, language)]
    return ", ".join(told) + "."


def notes(found: Comparison, language: str) -> list[str]:
    """What else a reader should know, in sentences."""
    told = [words.note(key, language) for key in found.notes]
    numbers = {"only_figures": found.only_figures, "reread": len(found.reread)}
    return told + [
        words.sentence(key, language, number=integer(number, language))
        for key, number in numbers.items()
        if number
    ]


def tables(found: Comparison, language: str) -> list[Table]:
    """Every part of a comparison that has something to show.

    Parameters
    ----------
    found : Comparison
    language : {"vi", "en"}
        Of headings and reasons; what the reports say stays in theirs.
    """
    view = _View(found, language)
    makers: list[Callable[[], Table]] = [view.reports, view.groups]
    figures = [view.figures(kind) for kind in _KINDS]
    rest = [view.sentences(), view.charts(), view.page()]
    made = [*(make() for make in makers), *figures, *rest]
    return [table for table in made if table.rows]


class _View:
    """Makes the tables of one comparison."""

    def __init__(self, found: Comparison, language: str) -> None:
        self._found, self._language = found, language
        self._was, self._now = found.before.language, found.after.language

    def reports(self) -> Table:
        """Which two reports they are."""
        rows = [
            self._report("before", self._found.before),
            self._report("after", self._found.after),
        ]
        columns = ("side", "file", "whose", "version", "fingerprint")
        return self._table("reports", columns, rows)

    def _report(self, which: str, side: Side) -> list[Cell]:
        whose = f"{side.organisation} {side.year} {side.audience} {side.language}"
        return [
            (words.heading(which, self._language),),
            (Code(side.name),),
            (Code(whose),),
            (Code(side.version),),
            (Code(side.fingerprint),),
        ]

    def groups(self) -> Table:
        """Groups that both reports count."""
        groups = self._found.groups
        rows = [self._group(g) for g in groups if g.before != g.after]
        still = integer(len(groups) - len(rows), self._language)
        columns = ("group", "before", "after", "women", "others", "share", "moved_by")
        table = self._table("groups", columns, rows)
        below = [
            words.sentence("still", self._language, number=still),
            words.sentence("below_groups", self._language),
        ]
        return table._replace(below=" ".join(below))

    def _group(self, change: GroupChange) -> list[Cell]:
        was, now = change.before, change.after
        share = change.change_of_share
        moved = Number(_NOTHING, "") if share is None else self._points(share)
        return [
            (Quoted(change.label, self._now),),
            self._counts(was),
            self._counts(now),
            (self._count(now.women - was.women),),
            (self._count(now.others - was.others),),
            (moved,) if moved.value else (moved.text,),
            self._moved_by(change),
        ]

    def _counts(self, counted: Counted) -> Cell:
        women, total = (
            Number(integer(number, self._language), str(number))
            for number in (counted.women, counted.total)
        )
        if counted.share is None:
            return women, "/", total
        shown = percent(counted.women, counted.total, self._language)
        return women, "/", total, " (", Number(shown, str(float(counted.share))), ")"

    def _count(self, change: int) -> Number:
        shown = words.size("count", _fraction(change), self._language)
        return Number(shown, str(change))

    def _points(self, share: object) -> Number:
        exact = _fraction(share)
        return Number(words.signed_points(exact, self._language), str(float(exact)))

    def _moved_by(self, change: GroupChange) -> Cell:
        told: list[Piece] = []
        for key, parts in (
            ("by_counts", change.by_counts),
            ("by_groups", change.by_groups),
        ):
            if parts is not None:
                told += ["; "] * bool(told)
                told += self._parts(key, parts)
        return tuple(told) or (_NOTHING,)

    def _parts(self, key: str, parts: Parts) -> Iterator[Piece]:
        """A sentence with both parts of a change put in."""
        whole = words.sentence(key, self._language, first="\0", second="\0")
        before, between, after = whole.split("\0")
        yield before
        yield self._points(parts.first)
        yield between
        yield self._points(parts.second)
        yield after

    def figures(self, kind: Kind) -> Table:
        """Figures of one kind of change."""
        changes = [change for change in self._found.figures if change.kind == kind]
        columns: tuple[str, ...] = ("figure", "value", "reason", "cause")
        if kind == "moved":
            columns = ("figure", "before", "after", "change", "reason", "cause")
        return self._table(kind, columns, [self._figure(c) for c in changes])

    def _figure(self, change: FigureChange) -> list[Cell]:
        language = self._now if change.after else self._was
        cells: list[Cell] = [
            (Quoted(change.label, language), " ", Code(change.figure)),
        ]
        sides = [(change.before, self._was), (change.after, self._now)]
        if change.kind != "moved":
            sides = sides[1:] if change.after else sides[:1]
        cells += [_value(line, language) for line, language in sides]
        if change.kind == "moved":
            cells.append(self._size(change))
        reasons = (words.reason(reason, self._language) for reason in change.reasons)
        causes = (self._cause(cause) for cause in change.causes)
        return [*cells, (", ".join(reasons),), ("; ".join(causes),)]

    def _size(self, change: FigureChange) -> Cell:
        if change.size is None:
            return (_NOTHING,)
        measure, exact = change.size
        value = exact if measure != "points" else float(exact)
        return (Number(words.size(measure, exact, self._language), str(value)),)

    def _cause(self, cause: Cause) -> str:
        name = cause.name
        if cause.key == "read":
            name = self._row(name)
        elif cause.key == "norms_differ":
            first = name.split(", ", _MOST_NAMES)
            name = ", ".join(
                [*first[:_MOST_NAMES], *["…"] * (len(first) > _MOST_NAMES)]
            )
        facts = {"name": name, "before": cause.before, "after": cause.after}
        return words.cause(cause.key, self._language, **facts)

    def _row(self, origin: str) -> str:
        file, colon, rows = origin.partition(":")
        if not colon:
            return origin
        return words.sentence("row", self._language, file=file, rows=rows)

    def sentences(self) -> Table:
        """Sentences with what they say in both reports."""
        rows: list[list[Cell]] = [
            [
                self._where(change.place),
                _passage(change.before, change.after, self._was, is_after=False),
                _passage(change.after, change.before, self._now, is_after=True),
            ]
            for change in self._found.sentences
        ]
        return self._table("sentences", ("where", "before", "after"), rows)

    def _where(self, place: Place) -> Cell:
        """Part, section, row and column of a page."""
        told: list[Piece] = [words.part(place.part, self._language)]
        for text in dict.fromkeys((place.section, place.row, place.column)):
            if text:
                told += [", “", Quoted(text, self._now), "”"]
        return tuple(told)

    def charts(self) -> Table:
        """Charts that differ."""
        rows: list[list[Cell]] = [
            [
                (Quoted(change.title, self._now), " ", Code(change.chart)),
                self._of_chart(change),
            ]
            for change in self._found.charts
        ]
        return self._table("charts", ("chart", "what"), rows)

    def _of_chart(self, change: ChartChange) -> Cell:
        if change.kind != "changed":
            return (words.sentence(f"chart_{change.kind}", self._language),)
        told = [
            words.sentence(key, self._language)
            for key, differs in (("drawing", change.drawing), ("words", change.words))
            if differs
        ]
        pieces: list[Piece] = [", ".join(told)]
        for figure in change.figures:
            pieces += [", " if any(pieces) else "", Code(figure)]
        return tuple(pieces)

    def page(self) -> Table:
        """What else differs."""
        rows: list[list[Cell]] = [
            [
                self._where(difference.place),
                (Code(difference.found or _NOTHING),),
                (Code(difference.expected or _NOTHING),),
            ]
            for difference in self._found.page
        ]
        return self._table("page", ("where", "before", "after"), rows)

    def _table(self, key: str, columns: Sequence[str], rows: list[list[Cell]]) -> Table:
        headings = [words.heading(column, self._language) for column in columns]
        return Table(key, words.heading(key, self._language), headings, rows)


def _passage(
    block: Block | None, other: Block | None, language: str, *, is_after: bool
) -> Cell:
    if block is None:
        return (_NOTHING,)
    return (Passage(block, other, language, is_after),)


def _value(line: Line | None, language: str) -> Cell:
    if line is None:
        return (_NOTHING,)
    if line.machine == line.value and not line.value.replace("-", "").isdecimal():
        return (Quoted(line.value, language),)
    return (Number(line.value, line.machine, language),)


def _fraction(number: object) -> Fraction:
    return number if isinstance(number, Fraction) else Fraction(str(number))
