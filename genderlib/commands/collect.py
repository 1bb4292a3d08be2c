"""`new`, `workbook`, `ingest`: a year's data asked for and taken in."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from genderlib.data.ingest.taking import Ingested
    from genderlib.data.project import Project


def register(main: click.Group) -> None:
    """Add the commands to the command line."""
    for command in (new, workbook, ingest):
        main.add_command(command)


@click.command()
@click.option("--organisation", required=True, help="Whose review.")
@click.option(
    "--year", type=click.IntRange(1900, 2100), required=True, help="The year."
)
@click.option("--unit", "units", multiple=True, help="A unit that will be asked.")
def new(organisation: str, year: int, units: tuple[str, ...]) -> None:
    """Prepare a year from the one before, and say what is to do.

    What is there already is left as it is.

    \b
    Example:
      genderlib new --organisation stameq --year 2021
    """
    from genderlib.collect import prepare_year
    from genderlib.data import Project

    prepared = prepare_year(Project.find(), organisation, year, units)
    for path in prepared.written:
        click.echo(shown(path))
    for path in prepared.kept:
        click.echo(f"{shown(path)}: there already, left as it is", err=True)
    click.echo(f"\n{prepared.to_do}", err=True)


@click.command()
@click.option("--organisation", required=True, help="Whose review.")
@click.option("--year", type=int, required=True, help="Reporting year.")
@click.option("--unit", "units", multiple=True, help="Only this unit's workbook.")
@click.option(
    "--to", "folder", type=click.Path(file_okay=False, path_type=Path), help="Folder."
)
def workbook(
    organisation: str, year: int, units: tuple[str, ...], folder: Path | None
) -> None:
    """Make the workbooks in which units fill in their counts.

    \b
    Example:
      genderlib workbook --organisation stameq --year 2021
    """
    from genderlib.collect import write_workbooks
    from genderlib.data import Project

    for path in write_workbooks(Project.find(), organisation, year, units, folder):
        click.echo(shown(path))


@click.command()
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE...",
)
@click.option(
    "--mapping",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What the columns of a table mean; else <file>.mapping.json.",
)
@click.option("--suggest", is_flag=True, help="Propose a mapping and take nothing in.")
@click.option("--organisation", default="", help="With --suggest: whose table.")
@click.option("--year", type=int, default=0, help="With --suggest: of which year.")
@click.option(
    "--replace", "replaces", is_flag=True, help="Let counts take the place of others."
)
@click.option("--quiet", "-q", is_flag=True, help="Print files and errors only.")
def ingest(
    files: tuple[Path, ...],
    mapping: Path | None,
    *,
    suggest: bool,
    organisation: str,
    year: int,
    replaces: bool,
    quiet: bool,
) -> None:
    """Take filled workbooks and tables into data/raw: all of them, or none.

    \b
    Example:
      genderlib ingest received/*.xlsx
      genderlib ingest --suggest report.docx > report.docx.mapping.json
    """
    from genderlib.data import Project

    project = Project.find()
    if suggest:
        _suggest(project, files, organisation, year)
        return
    from genderlib.data.ingest.taking import ingest as take

    done = take(project, files, mapping=mapping, replace_counts=replaces)
    for path in done.written:
        click.echo(shown(path))
    if not quiet:
        _tell(done)


def _tell(done: Ingested) -> None:
    """What was changed, left out and should be asked."""
    from genderlib.data.ingest.findings import format_findings

    plural = "count" if done.counts == 1 else "counts"
    click.echo(
        f"{done.organisation} {done.year}: {done.counts} {plural} taken in", err=True
    )
    for title, found in (
        ("Changed or left out", done.changes),
        ("To ask", done.questions),
    ):
        if found:
            click.echo(f"\n{title}\n{format_findings(found)}", err=True)


def _suggest(
    project: Project, files: tuple[Path, ...], organisation: str, year: int
) -> None:
    from genderlib.data.ingest.findings import IngestError, Refused
    from genderlib.data.ingest.suggest import suggest_file

    for path in files:
        try:
            proposed = suggest_file(project, path, organisation, year)
        except Refused as error:
            raise IngestError([error.finding]) from error
        click.echo(json.dumps(proposed, ensure_ascii=False, indent=2))
    click.echo("Fill in what is blank, and look at every line.", err=True)


def ask(project: Project, organisation: str | None, year: int | None) -> None:
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
    sys.stdout.flush()


def shown(path: Path) -> Path:
    """A path as a person at this prompt would write it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
