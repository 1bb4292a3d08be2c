"""`genderlib new`: a year prepared from the one before."""

from __future__ import annotations

import click

from genderlib.commands.answers import shown


@click.command()
@click.option("--organisation", required=True, help="Whose review.")
@click.option(
    "--year", type=click.IntRange(1900, 2100), required=True, help="The new year."
)
@click.option(
    "--unit", "units", multiple=True, help="A unit to ask; may be given several times."
)
def new(organisation: str, year: int, units: tuple[str, ...]) -> None:
    """Prepare a year from the one before, and say what is to do.

    Last year's groups become data/raw/<organisation>/<year>/asked.csv: who is
    asked for which count. Open actions are carried over, and to_do.md lists what is
    missing and which norms begin or end. Without --unit the units of last year are
    asked, or the organisation as a whole. What is there already is left as it is.

    \b
    Example:
      genderlib new --organisation stameq --year 2021 --unit "Đơn vị A"
    """
    from genderlib.collect import prepare_year
    from genderlib.data import Project

    prepared = prepare_year(Project.find(), organisation, year, units)
    for path in prepared.written:
        click.echo(shown(path))
    for path in prepared.kept:
        click.echo(f"{shown(path)}: there already, left as it is", err=True)
    click.echo(f"\n{prepared.to_do}", err=True)
