"""Two reports held against each other, as a whole."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from genderlib.report.comparison.charts import chart_changes
from genderlib.report.comparison.figures import figure_changes, reread
from genderlib.report.comparison.groups import group_changes
from genderlib.report.comparison.sentences import sentence_changes
from genderlib.report.differences import differences
from genderlib.report.reading import NotAReportError, read_page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from genderlib.report.comparison.charts import ChartChange
    from genderlib.report.comparison.evidence import Evidence
    from genderlib.report.comparison.figures import FigureChange
    from genderlib.report.comparison.groups import GroupChange
    from genderlib.report.comparison.sentences import SentenceChange
    from genderlib.report.differences import Difference
    from genderlib.report.reading import Page

# Told as figures, sentences and charts.
_TOLD_ELSEWHERE: Final = frozenset({"figure", "value", "shape"})
_FRAME: Final = frozenset({"head", "footer"})
_LINE: Final = "tr id=figure-"
_FACTS: Final = ("year", "audience", "version", "fingerprint")


class Side(NamedTuple):
    """One of the two reports: what it is called and what it says it is."""

    name: str
    organisation: str
    year: str
    audience: str
    language: str
    version: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What holding one report against another gave.

    Parameters
    ----------
    before, after : Side
        The reports.
    figures : list of FigureChange
        That moved, appeared, disappeared or are made or written otherwise.
    groups : list of GroupChange
        Every group that both count, those that did not change among them.
    sentences : list of SentenceChange
        Empty for reports in two languages, which share no words.
    only_figures : int
        Sentences that say the same with other figures.
    charts : list of ChartChange
    reread : list of str
        Figures that are the same, read from another row or place in the source.
    page : list of Difference
        What else differs: styles, links, code, the head and the foot of the page.
    notes : tuple of str
        Names of what a reader should know; sentences of `genderlib.text.diff_words`.
    same : bool
        Whether nothing differs at all; of reports in two languages, no figure.
    """

    before: Side
    after: Side
    figures: list[FigureChange] = field(default_factory=list)
    groups: list[GroupChange] = field(default_factory=list)
    sentences: list[SentenceChange] = field(default_factory=list)
    only_figures: int = 0
    charts: list[ChartChange] = field(default_factory=list)
    reread: list[str] = field(default_factory=list)
    page: list[Difference] = field(default_factory=list)
    notes: tuple[str, ...] = ()
    same: bool = False


class Text(NamedTuple):
    """A report before it is read: its name, and its HTML."""

    name: str
    html: str


def compare(
    before: Text, after: Text, counted: Mapping[str, str], evidence: Evidence
) -> Comparison:
    """Hold a report against an earlier one.

    Parameters
    ----------
    before, after : Text
        The reports.
    counted : mapping of str to str
        What each group counts, as far as known: "persons" for one.
    evidence : Evidence
        The data of both, as far as at hand.

    Raises
    ------
    NotAReportError
        If one is no report of ours.
    """
    was, now = _page(before), _page(after)
    sides = _side(before.name, was), _side(after.name, now)
    groups = group_changes(was, now)
    if before.html == after.html:
        return Comparison(*sides, groups=groups, same=True)
    figures = figure_changes(was, now, counted, evidence)
    notes = _notes(was, now)
    if was.language != now.language:
        same = not figures
        return Comparison(*sides, figures, groups, notes=notes, same=same)
    sentences = sentence_changes(was, now)
    found = Comparison(
        *sides,
        figures,
        groups,
        sentences.changes,
        sentences.only_figures,
        chart_changes(was, now, {change.figure for change in figures}),
        reread(was, now),
        _of_the_page(was, now),
        notes,
    )
    return found if _tells(found) else replace(found, notes=(*notes, "spelling"))


def _page(text: Text) -> Page:
    try:
        return read_page(text.html)
    except NotAReportError as error:
        raise NotAReportError(f"{text.name}: {error}") from error


def _tells(found: Comparison) -> bool:
    """Whether anything was found that differs."""
    content = (found.figures, found.sentences, found.only_figures, found.charts)
    return any((*content, found.reread, found.page, found.notes))


def _side(name: str, page: Page) -> Side:
    return Side(
        name,
        page.organisation,
        page.year,
        page.audience,
        page.language,
        page.version,
        page.fingerprint,
    )


def _notes(was: Page, now: Page) -> tuple[str, ...]:
    facts = ("language", "organisation", "audience", "version")
    return tuple(f"{f}s" for f in facts if getattr(was, f) != getattr(now, f))


def _of_the_page(was: Page, now: Page) -> list[Difference]:
    """What differs beside figures, sentences and charts, in the words of a check."""
    found = differences(was, now)
    # Marks and links around words and figures come and go with them.
    told = {d.block for d in found if d.kind in _TOLD_ELSEWHERE or d.kind == "word"}
    facts = [(getattr(was, fact), getattr(now, fact)) for fact in _FACTS]
    return [
        difference
        for difference in found
        if difference.kind not in _TOLD_ELSEWHERE
        and (difference.place.part in _FRAME or difference.block not in told)
        and (difference.kind != "word" or difference.place.part in _FRAME)
        and not _is_line(difference)
        and not _follows(difference, facts)
    ]


def _is_line(difference: Difference) -> bool:
    """Whether it is the frame of a line in the table of figures, told as a figure."""
    sides = (difference.found, difference.expected)
    return all(not side or side.startswith(_LINE) for side in sides)


def _follows(difference: Difference, facts: list[tuple[str, str]]) -> bool:
    """Whether it says no more than what the two reports say they are."""
    said = difference.found
    for old, new in facts:
        said = said.replace(old, new) if old else said
    return said == difference.expected
