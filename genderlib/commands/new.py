"""`genderlib new`: a year prepared from the one before, or a new chapter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from genderlib.commands.answers import shown

if TYPE_CHECKING:
    from genderlib.data import Project


@click.command()
@click.option("--organisation", help="Whose review.")
@click.option("--year", type=click.IntRange(1900, 2100), help="The new year.")
@click.option(
    "--unit", "units", multiple=True, help="A unit to ask; may be given several times."
)
@click.option(
    "--chapter",
    metavar="NAME",
    help="Begin a chapter in place of a year: a notebook of that name.",
)
def new(
    organisation: str | None,
    year: int | None,
    units: tuple[str, ...],
    chapter: str | None,
) -> None:
    """Prepare a year from the one before, and say what is to do.

    Last year's groups become data/raw/<organisation>/<year>/asked.csv: who is
    asked for which count. Open actions are carried over, and to_do.md lists what is
    missing and which norms begin or end. Without --unit the units of last year are
    asked, or the organisation as a whole. What is there already is left as it is.

    With --chapter the model of a chapter is copied to notebooks/NAME.ipynb, to be
    written in JupyterLab; --organisation and --year say whose figures it shows there.

    \b
    Example:
      genderlib new --organisation stameq --year 2021 --unit "Đơn vị A"
      genderlib new --chapter women_in_science --organisation stameq --year 2020
    """
    from genderlib.data import Project

    if chapter is not None:
        if units:
            raise click.UsageError("--unit belongs to a year, not to --chapter")
        _begin(Project.find(), chapter, organisation, year)
        return
    if organisation is None or year is None:
        missing = "--organisation" if organisation is None else "--year"
        raise click.UsageError(f"Missing option '{missing}'.")
    _prepare(Project.find(), organisation, year, units)


def _begin(
    project: Project, chapter: str, organisation: str | None, year: int | None
) -> None:
    from genderlib.desk.chapters import start_chapter

    path = start_chapter(project, chapter, organisation, year)
    click.echo(shown(path))
    click.echo(
        f"\nNext: open it in JupyterLab (genderlib lab), write, and then\n"
        f"      genderlib check --notebooks\n"
        f"      genderlib render --notebook {chapter}",
        err=True,
    )


def _prepare(
    project: Project, organisation: str, year: int, units: tuple[str, ...]
) -> None:
    from genderlib.collect import prepare_year

    prepared = prepare_year(project, organisation, year, units)
    for path in prepared.written:
        click.echo(shown(path))
    for path in prepared.kept:
        click.echo(f"{shown(path)}: there already, left as it is", err=True)
    click.echo(f"\n{prepared.to_do}", err=True)
