"""How far each organisation's year has come; nothing is rendered or written for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from genderlib.batch.made import Made, Staleness, read_made
from genderlib.batch.parameters import ParameterError, notebook_parameters
from genderlib.batch.plan import plan
from genderlib.collect import open_questions
from genderlib.data import list_years
from genderlib.data.checks import check_references, check_shared, check_year
from genderlib.data.collection import TO_DO, collection_folder
from genderlib.data.dictionary import read_dictionary
from genderlib.errors import DataError
from genderlib.report.editions import is_record_name, number_kept, signed
from genderlib.report.records import RecordError
from genderlib.text.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from genderlib.batch.made import Reason
    from genderlib.batch.plan import Job
    from genderlib.data import Problem, Project
    from genderlib.data.checks import Checked
    from genderlib.data.dictionary import Dictionary

NOTEBOOK: Final = "annual_review"
"""The notebook whose report says how far a year has come."""

# From what stands in the way of all else to what is finished.
STATES: Final = (
    *("problems", "no_counts", "failed", "not_rendered", "stale", "draft", "signed"),
)
_YEAR = re.compile(r"[12][0-9]{3}")
_REPORT = re.compile(r"(?P<notebook>[\w-]+)\.(?P<language>vi|en)\.html")
_AUDIENCES: Final = ("internal", "public")


@dataclass(frozen=True, slots=True)
class Report:
    """A report that is there.

    Parameters
    ----------
    path : Path
    notebook, language, audience : str
    """

    path: Path
    notebook: str
    language: str
    audience: str


@dataclass(frozen=True, slots=True)
class YearState:
    """How far a year has come.

    Parameters
    ----------
    organisation : str
    year : int
    state : str
        One of `STATES`.
    problems : tuple of Problem
        What is wrong with the year's tables and words.
    questions : int
        Open questions to the units; 0 for a year that was not prepared.
    changed : tuple of Reason
        Why its reports are not up to date.
    error : str
        Why a report could not be made.
    signed_by, signed_on : str
        Who signed, and when (ISO).
    narratives : tuple of Path
        Words of the year, whether they are there or not.
    tables : tuple of Path
        Tables that are there, and the list of what is to do.
    reports : tuple of Report
    """

    organisation: str
    year: int
    state: str
    problems: tuple[Problem, ...] = ()
    questions: int = 0
    changed: tuple[Reason, ...] = ()
    error: str = ""
    signed_by: str = ""
    signed_on: str = ""
    narratives: tuple[Path, ...] = ()
    tables: tuple[Path, ...] = ()
    reports: tuple[Report, ...] = ()

    @property
    def has_words(self) -> bool:
        """Whether anybody wrote words for the year."""
        return any(path.exists() for path in self.narratives)


@dataclass(frozen=True, slots=True)
class Overview:
    """Every year there is, and what is wrong for all of them.

    Parameters
    ----------
    years : tuple of YearState
        By organisation, the latest year first.
    problems : tuple of Problem
        Of tables that hold for every year, and of folders that belong nowhere.
    names : dict of str to dict
        The latest row of each organisation, by its identifier.
    """

    years: tuple[YearState, ...]
    problems: tuple[Problem, ...]
    names: Mapping[str, Mapping[str, Any]]


def overview(project: Project, organisation: str = "") -> Overview:
    """Look at every year; a quick look, in which no notebook is run.

    Parameters
    ----------
    project : Project
    organisation : str
        Only this one; every one where it is empty.
    """
    look = _Look(project)
    years = [
        look.year(name, year)
        for name, year in _all_years(project)
        if organisation in ("", name)
    ]
    shared = check_shared(
        project, look.dictionary, look.references, organisation or None
    )
    return Overview(tuple(years), tuple(shared), _names(look.references))


def _all_years(project: Project) -> list[tuple[str, int]]:
    """Years with tables and years that are being asked for, the latest first."""
    found = project.root.glob("data/collection/*/*")
    asked = {
        (path.parent.name, int(path.name))
        for path in found
        if path.is_dir() and _YEAR.fullmatch(path.name)
    }
    return sorted(asked | set(list_years(project)), key=lambda y: (y[0], -y[1]))


def _names(references: Checked) -> dict[str, Mapping[str, Any]]:
    table = references.tables.get("organisations")
    rows = (record.by_column for record in table.rows) if table else ()
    dated = sorted(rows, key=lambda row: str(row["valid_from"] or ""))
    return {str(row["id"]): row for row in dated}


class _Look:
    """Looks at one year after the other; what all share is read once."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self.dictionary: Dictionary = read_dictionary(project.dictionary)
        self.references = check_references(project, self.dictionary)
        self._staleness = Staleness(project)

    def year(self, organisation: str, year: int) -> YearState:
        """How far a year has come."""
        project = self._project
        folder = project.raw / organisation / str(year)
        problems: tuple[Problem, ...] = ()
        if (folder / "counts.csv").exists():
            problems = self._problems(organisation, year)
            state = "problems" if problems else ""
        else:
            state = "no_counts"
        jobs = self._jobs(organisation, year)
        facts = {} if state else self._of_reports(jobs)
        known = {
            "state": state,
            "problems": problems,
            "questions": self._questions(organisation, year),
            "narratives": tuple(folder / f"narrative.{x}.md" for x in LANGUAGES),
            "tables": tuple(self._tables(organisation, year)),
            "reports": tuple(_reports(project, organisation, year)),
        }
        return YearState(organisation, year, **known | facts)  # type: ignore[arg-type]  # by name

    def _problems(self, organisation: str, year: int) -> tuple[Problem, ...]:
        checked = check_year(
            self._project, self.dictionary, self.references, organisation, year
        )
        return tuple(sorted(checked.problems, key=lambda p: (p.file, p.row or 0)))

    def _questions(self, organisation: str, year: int) -> int:
        if not collection_folder(self._project, organisation, year).is_dir():
            return 0
        try:
            return len(open_questions(self._project, organisation, year))
        except DataError:  # of tables that are named as problems already
            return 0

    def _tables(self, organisation: str, year: int) -> Iterator[Path]:
        folder = self._project.raw / organisation / str(year)
        yield from sorted(folder.glob("*.csv"))
        to_do = collection_folder(self._project, organisation, year) / TO_DO
        if to_do.exists():
            yield to_do

    def _jobs(self, organisation: str, year: int) -> list[Job]:
        notebook = self._project.notebook(NOTEBOOK)
        try:
            known = notebook_parameters(notebook)
            years = [(organisation, year)]
            return plan(
                self._project, notebook, years, LANGUAGES, _AUDIENCES[0], {}, known
            )
        except ParameterError:  # `check --notebooks` tells
            return []

    def _of_reports(self, jobs: Iterable[Job]) -> dict[str, Any]:
        """What the reports of a year say of it; the one least far counts."""
        found = [self._of_report(job) for job in jobs]
        there = [facts for facts in found if facts["state"] != "not_rendered"]
        order = {state: number for number, state in enumerate(STATES)}
        first = min(there, key=lambda facts: order[facts["state"]], default=None)
        return first or {"state": "not_rendered"}

    def _of_report(self, job: Job) -> dict[str, Any]:
        made = read_made(self._project, job.target)
        if not job.target.is_file():
            state = "failed" if made.error else "not_rendered"
            return {"state": state, "error": made.error}
        try:
            record = signed(job.target)
        except RecordError as error:
            return {"state": "draft", "error": str(error)}
        if record is not None and record.signature is not None:
            by, day = record.signature.by, record.signature.date
            said = {"signed_by": by, "signed_on": day}
            # Signing changes the page, so only what it was made from is compared.
            return {"state": "signed", "changed": self._changed(made), **said}
        if made.error:
            return {"state": "failed", "error": made.error}
        why = tuple(self._staleness.reasons(job))
        return {"state": "stale" if why else "draft", "changed": why}

    def _changed(self, made: Made) -> tuple[Reason, ...]:
        return tuple(self._staleness.changed(made.reads))


def _reports(project: Project, organisation: str, year: int) -> Iterator[Report]:
    """Reports of a year that are in force, the annual review first."""
    found = (project.reports / organisation / str(year)).glob("*/*.html")
    listed = []
    for path in found:
        named = _REPORT.fullmatch(path.name)
        in_force = not is_record_name(path.name) and not number_kept(path)
        if named and in_force and path.parent.name in _AUDIENCES:
            audience = path.parent.name
            listed.append(Report(path, named["notebook"], named["language"], audience))
    yield from sorted(listed, key=_place)


def _place(report: Report) -> tuple[int, bool, str, int]:
    languages = [str(language) for language in LANGUAGES]
    return (
        _AUDIENCES.index(report.audience),
        report.notebook != NOTEBOOK,
        report.notebook,
        languages.index(report.language),
    )
