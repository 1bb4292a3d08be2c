"""`genderlib ingest`: filled workbooks and tables taken into the raw data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from genderlib.commands.answers import shown

if TYPE_CHECKING:
    from genderlib.data.ingest.taking import Ingested
    from genderlib.data.project import Project


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
    "--replace",
    "replaces",
    is_flag=True,
    help="Let these counts take the place of others already there.",
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

    Each count keeps its file, sheet and cell. Whatever was changed or left out is
    listed, and what should be asked. A workbook made by `genderlib workbook` needs
    nothing else; any other table (xlsx, csv, docx) needs a mapping, which --suggest
    proposes and a person completes. Exit code 1 if a file cannot be taken in.

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
    if done.questions:
        which = f"--organisation {done.organisation} --year {done.year}"
        cure = f"genderlib check --questions {which} writes them to each unit."
        click.echo(f"\n{cure}", err=True)


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
