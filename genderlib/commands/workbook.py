"""`genderlib workbook`: the workbooks in which units fill in their counts."""

from __future__ import annotations

from pathlib import Path

import click

from genderlib.commands.answers import shown


@click.command()
@click.option("--organisation", required=True, help="Whose review.")
@click.option("--year", type=int, required=True, help="Reporting year.")
@click.option(
    "--unit", "units", multiple=True, help="Only this unit; may be given several times."
)
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write to; otherwise workbooks in the folder of the collection.",
)
def workbook(
    organisation: str, year: int, units: tuple[str, ...], folder: Path | None
) -> None:
    """Make the workbooks in which units fill in their counts.

    One for each unit in asked.csv, which `genderlib new` writes, with last year's
    values beside the empty cells. A file that is there already and differs, as a
    filled one does, is never replaced.

    \b
    Example:
      genderlib workbook --organisation stameq --year 2021
    """
    from genderlib.collect import write_workbooks
    from genderlib.data import Project

    for path in write_workbooks(Project.find(), organisation, year, units, folder):
        click.echo(shown(path))
