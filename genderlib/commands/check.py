"""`genderlib check`: the raw tables checked, and the questions to each unit."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from genderlib.commands.answers import WRONG, shown

if TYPE_CHECKING:
    from genderlib.data.project import Project


@click.command()
@click.option("--organisation", help="Only this organisation.")
@click.option("--year", type=int, help="Only this year.")
@click.option(
    "--questions",
    is_flag=True,
    help="Also write the questions to each unit, as texts to send.",
)
@click.option(
    "--notebooks",
    is_flag=True,
    help="Also hold the notebooks against the rules of the house.",
)
def check(
    organisation: str | None, year: int | None, *, questions: bool, notebooks: bool
) -> None:
    """Check every table under data/raw and list all bad rows at once.

    Each with file, row, value and cure. With --notebooks also what breaks the rules of
    the house in notebooks/, each with notebook, cell and cure: typed numbers, figures
    that pass the ledger by, parameters, outputs, logic, names that are not there, a
    language that is missing. Exit code 1 if there is anything.

    \b
    Example:
      genderlib check --organisation stameq --year 2020
      genderlib check --notebooks
    """
    from genderlib.data import Project, format_problems
    from genderlib.review.checks import all_problems

    project = Project.find()
    problems = all_problems(project, organisation, year)
    if questions:
        _ask(project, organisation, year)
    if problems:
        click.echo(format_problems(problems), err=True)
    else:
        click.echo("All tables are in order.")
    breaches = _breaches(project) if notebooks else 0
    if problems or breaches:
        sys.exit(WRONG)


def _breaches(project: Project) -> int:
    """Tell what breaks the rules in the notebooks; how often."""
    from genderlib.desk.notebooks import notebook_breaches

    found = notebook_breaches(project)
    for breach in found:
        click.echo(str(breach), err=True)
    if not found:
        click.echo("All notebooks are in order.")
    return len(found)


def _ask(project: Project, organisation: str | None, year: int | None) -> None:
    """Write the questions of each year that is being collected or has tables."""
    from genderlib.collect import write_questions
    from genderlib.data import list_years

    years = [
        (name, number)
        for name, number in list_years(project)
        if organisation in (None, name) and year in (None, number)
    ]
    for name, number in years:
        for path in write_questions(project, name, number):
            click.echo(shown(path))
