"""What to render: from a wish to jobs whose data are in order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

from genderlib.batch.parameters import ParameterError, check_parameters
from genderlib.data import format_problems, list_years, refresh, require_data
from genderlib.data.checks import check_references
from genderlib.data.dictionary import read_dictionary
from genderlib.errors import DataError, GenderlibError, NoDataError, ProjectError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from genderlib.batch.parameters import Value
    from genderlib.data import Problem, Project
    from genderlib.data.checks import Checked

OrganisationYear = tuple[str, int]
Data = tuple[str, int, str]

REPORT_SUFFIX = ".html"


@dataclass(frozen=True, slots=True)
class Job:
    """One report to make.

    Parameters
    ----------
    notebook : Path
        The notebook.
    data : tuple of (str, int, str)
        Organisation, year, and the audience its data are shown to.
    language : str
        Language of the report.
    parameters : mapping
        Checked parameters, the above among them.
    target : Path
        The file the report is written to.
    draft : bool
        Whether a section may fail, marked in its place.
    """

    notebook: Path
    data: Data
    language: str
    parameters: Mapping[str, Value]
    target: Path
    draft: bool = False

    @property
    def name(self) -> str:
        """The report as a person calls it."""
        organisation, year, _ = self.data
        return f"{organisation} {year} {self.language}"


_SET_BY_OPTIONS = ("organisation", "year", "language", "audience")


def wanted_years(
    project: Project, organisations: Sequence[str] = (), years: Sequence[int] = ()
) -> list[OrganisationYear]:
    """The organisations and years asked for, sorted; all there are where none is named.

    Raises
    ------
    ProjectError
        If there are no data at all.
    NoDataError
        If there are no data of an organisation or year that was named; all are told.
    """
    there = list_years(project)
    if not there:
        raise ProjectError(
            f"{project.raw}: no organisation has a year of data here\n"
            "Add data/raw/<organisation>/<year> with counts.csv and sources.csv.",
            project.raw,
        )
    _require(project, list(organisations) or [None], list(years) or [None])
    return [
        (organisation, year)
        for organisation, year in there
        if (not organisations or organisation in organisations)
        and (not years or year in years)
    ]


def _require(
    project: Project,
    organisations: Iterable[str | None],
    years: Iterable[int | None],
) -> None:
    missing: dict[str, NoDataError] = {}
    for organisation, year in product(organisations, years):
        try:
            require_data(project, organisation, year)
        except NoDataError as error:
            missing.setdefault(str(error), error)
    if missing:
        first = next(iter(missing.values()))
        raise NoDataError("\n".join(missing), first.organisation, first.year)


def plan(
    project: Project,
    notebook: Path,
    years: Sequence[OrganisationYear],
    languages: Sequence[str],
    audience: str,
    extra: Mapping[str, Value],
    known: Mapping[str, str],
    *,
    draft: bool = False,
) -> list[Job]:
    """One job per organisation, year and language, in that order.

    Parameters
    ----------
    project : Project
    notebook : Path
    years : sequence of (str, int)
        Organisations and years.
    languages : sequence of str
    audience : str
    extra : mapping
        Further parameters.
    known : mapping of str to str
        The notebook's parameters, see `notebook_parameters`.
    draft : bool
        Make drafts; they have names of their own, so that none replaces a report.

    Raises
    ------
    ParameterError
        If the notebook cannot take a parameter, or one has an option of its own.
    """
    if taken := [name for name in _SET_BY_OPTIONS if name in extra]:
        raise ParameterError("; ".join(f"set {n} with --{n}, not -p" for n in taken))
    stem = f"{notebook.stem}.draft" if draft else notebook.stem
    jobs = []
    for organisation, year in years:
        folder = project.reports / organisation / str(year) / audience
        data = (organisation, year, audience)
        for language in languages:
            parameters = {
                "organisation": organisation,
                "year": year,
                "language": language,
                "audience": audience,
                **extra,
            }
            check_parameters(notebook, known, parameters)
            target = folder / f"{stem}.{language}{REPORT_SUFFIX}"
            jobs.append(Job(notebook, data, language, parameters, target, draft))
    return jobs


def in_order(project: Project, jobs: Sequence[Job]) -> tuple[list[Job], list[str]]:
    """Jobs whose data are in order, and what is wrong with those of the others.

    Nothing is run yet: all bad rows are told at once, before time is spent, and one
    that concerns every year is told once. Processed tables are brought up to date.
    """
    errors: dict[Data, GenderlibError] = {}

    @cache
    def references() -> Checked:
        return check_references(project, read_dictionary(project.dictionary))

    for data in dict.fromkeys(job.data for job in jobs):
        try:
            _check(project, *data, references)
        except GenderlibError as error:
            errors[data] = error
    return [job for job in jobs if job.data not in errors], _told_once(errors)


def _check(
    project: Project,
    organisation: str,
    year: int,
    audience: str,
    references: Callable[[], Checked],
) -> None:
    refresh(project, organisation, year, references=references)
    if audience == "public":
        # Loads pandas, and an internal review has nothing to refuse.
        from genderlib.review import open_review

        open_review(organisation, year, audience=audience, project=project)


def _told_once(errors: Mapping[Data, GenderlibError]) -> list[str]:
    problems: set[Problem] = set()
    others = []
    for (organisation, year, _), error in errors.items():
        if isinstance(error, DataError) and error.problems:
            problems.update(error.problems)
        else:
            others.append(f"{organisation} {year}: {error}")
    return [format_problems(problems), *others] if problems else others


def orphaned(project: Project) -> list[Path]:
    """Reports whose data are gone, so that nobody takes them for this year's."""
    known = {(organisation, str(year)) for organisation, year in list_years(project)}
    found = project.reports.glob(f"*/*/*/*{REPORT_SUFFIX}")
    return sorted(
        report
        for report in found
        if report.relative_to(project.reports).parts[:2] not in known
    )
