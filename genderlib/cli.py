"""The command line: parses, calls, prints; no logic."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from genderlib import __version__
from genderlib.commands import collect
from genderlib.errors import GenderlibError, ProjectError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from genderlib.batch.run import Job, Outcome
    from genderlib.data import Project

LANGUAGES = ("vi", "en")
AUDIENCES = ("internal", "public")

DONE, WRONG, USAGE, INTERRUPTED = 0, 1, 2, 130


class Commands(click.Group):
    """Turns every error of ours into a message and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; 2 for wrong usage, 1 for wrong data or a failed report."""
        try:
            return super().invoke(ctx)
        except (ProjectError, UsageError) as error:
            _fail(str(error), USAGE)
        except GenderlibError as error:
            _fail(str(error), WRONG)
        except KeyboardInterrupt:
            _fail("Stopped. Finished reports are kept.", INTERRUPTED)


class UsageError(GenderlibError):
    """A command that cannot be carried out as it is written."""


def _fail(message: str, code: int) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(code)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 88},
)
@click.version_option(__version__, prog_name="genderlib")
def main() -> None:
    """Make the annual gender-equality review of a public organisation.

    Counts go in under data/raw, checked; reports come out under reports/, one HTML
    file each, every number with its source.

    \b
    Example:
      genderlib check
      genderlib render --organisation stameq --year 2020
    """


@main.command()
@click.option("--organisation", "organisations", multiple=True, help="Whose review.")
@click.option("--year", "years", type=int, multiple=True, help="Reporting year.")
@click.option(
    "--language",
    "languages",
    type=click.Choice(LANGUAGES),
    multiple=True,
    help="Language of the report.",
)
@click.option(
    "--audience",
    type=click.Choice(AUDIENCES),
    default="internal",
    show_default=True,
    help="Who will read it.",
)
@click.option(
    "--notebook",
    default="annual_review",
    show_default=True,
    help="A notebook in notebooks/, or the path of one.",
)
@click.option(
    "--parameter",
    "-p",
    "parameters",
    multiple=True,
    metavar="NAME=VALUE",
    help="A further parameter of the notebook.",
)
@click.option("--keep-notebook", is_flag=True, help="Leave the executed notebook too.")
@click.option(
    "--timeout",
    type=click.IntRange(min=1),
    default=120,
    show_default=True,
    help="Longest time for one cell, in seconds.",
)
@click.option("--log", type=click.Path(dir_okay=False), help="File for details.")
@click.option("--draft", is_flag=True, help="Mark sections that fail, show the rest.")
@click.option("--quiet", "-q", is_flag=True, help="Print errors only.")
def render(
    organisations: tuple[str, ...],
    years: tuple[int, ...],
    languages: tuple[str, ...],
    audience: str,
    notebook: str,
    parameters: tuple[str, ...],
    *,
    keep_notebook: bool,
    timeout: int,
    log: str | None,
    draft: bool,
    quiet: bool,
) -> None:
    """Render reports: any number of organisations, years and languages.

    Without options, everything there is under data/raw is rendered in both languages.

    \b
    Example:
      genderlib render --organisation stameq --year 2020 --language vi --language en
    """
    from genderlib.batch.parameters import (
        check_parameters,
        notebook_parameters,
        parse_parameter,
    )
    from genderlib.batch.run import orphaned, plan, run
    from genderlib.data import Project, list_years

    signal.signal(signal.SIGTERM, _terminate)
    project = Project.find()
    path = _notebook(project, notebook)
    known = notebook_parameters(path)
    extra = dict(parse_parameter(known, text) for text in parameters)
    there = list_years(project)
    wanted = _wanted(project, there, organisations, years)
    jobs = plan(
        project, path, wanted, languages or LANGUAGES, audience, extra, draft=draft
    )
    for job in jobs:
        check_parameters(path, known, job.parameters)
    with _opened(log) as words:
        outcomes = run(
            project, jobs, timeout=timeout, log=words, keep_notebook=keep_notebook
        )
        failed = _show(_progress(outcomes, len(jobs), quiet=quiet), quiet=quiet)
    for report in orphaned(project, there):
        click.echo(f"{_shown(report)}: its data are gone", err=True)
    if failed:
        _fail(f"{failed} of {len(jobs)} reports were not made.", WRONG)


def _terminate(_signal: int, _frame: object) -> NoReturn:
    """End as on Ctrl-C, so that every process below is ended too."""
    raise KeyboardInterrupt


def _notebook(project: Project, name: str) -> Path:
    """A notebook by name or path."""
    path = Path(name) if name.endswith(".ipynb") else _named(project, name)
    if not path.is_file():
        there = ", ".join(sorted(p.stem for p in project.notebooks.glob("*.ipynb")))
        raise UsageError(f"{path}: no such notebook\nIn notebooks/: {there}.")
    return path.resolve()


def _named(project: Project, name: str) -> Path:
    return project.notebooks / f"{name}.ipynb"


def _wanted(
    project: Project,
    there: Sequence[tuple[str, int]],
    organisations: Sequence[str],
    years: Sequence[int],
) -> list[tuple[str, int]]:
    """The organisation-years asked for; each must have data."""
    from genderlib.data import require_data

    if not there:
        raise UsageError(f"{project.raw}: no organisation has a year of data here")
    if not organisations and not years:
        return list(there)
    names = organisations or sorted({organisation for organisation, _ in there})
    for name in names:
        require_data(project, name, None)
        for year in years:
            require_data(project, name, year)
    return [
        (name, year)
        for name, year in there
        if name in names and (not years or year in years)
    ]


def _opened(log: str | None) -> Any:
    import contextlib

    return Path(log).open("ab") if log else contextlib.nullcontext()


def _progress(
    outcomes: Iterable[Outcome], total: int, *, quiet: bool
) -> Iterable[Outcome]:
    """A bar on a terminal, nothing elsewhere."""
    if quiet or not sys.stderr.isatty():
        return outcomes
    from tqdm import tqdm

    bar: Iterable[Outcome] = tqdm(outcomes, total=total, unit="report", leave=False)
    return bar


def _show(outcomes: Iterable[Outcome], *, quiet: bool) -> int:
    """One line a file written; errors to standard error. How many failed."""
    failed = 0
    for outcome in outcomes:
        if outcome.error:
            failed += 1
            click.echo(f"{_name(outcome.job)}: {outcome.error}\n", err=True)
        elif not quiet:
            click.echo(_shown(outcome.job.target))
    return failed


def _name(job: Job) -> str:
    facts = job.parameters
    return f"{facts['organisation']} {facts['year']} {facts['language']}"


def _shown(path: Path) -> Path:
    """A path as a person at this prompt would write it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


@main.command()
@click.option("--organisation", help="Only this organisation.")
@click.option("--year", type=int, help="Only this year.")
@click.option("--questions", is_flag=True, help="Write the questions to each unit too.")
def check(organisation: str | None, year: int | None, *, questions: bool) -> None:
    """Check every table under data/raw and list all bad rows at once.

    Each with file, row, value and cure. Exit code 1 if there is any.

    \b
    Example:
      genderlib check --organisation stameq --year 2020
    """
    from genderlib.data import Project, check_project, format_problems

    problems = check_project(Project.find(), organisation, year)
    if questions:
        collect.ask(Project.find(), organisation, year)
    if problems:
        click.echo(format_problems(problems), err=True)
        sys.exit(WRONG)
    click.echo("All tables are in order.")


collect.register(main)
