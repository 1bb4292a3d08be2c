"""`genderlib roster`: a personnel register counted; no person is kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from genderlib.commands.answers import shown

if TYPE_CHECKING:
    from datetime import datetime

_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command()
@click.argument("register", type=click.Path(path_type=Path), metavar="REGISTER")
@click.option("--organisation", required=True, help="Whose register.")
@click.option(
    "--year",
    required=True,
    type=click.IntRange(1945, 2100),
    help="Reporting year.",
)
@click.option(
    "--as-of",
    type=_DAY,
    help="Day the register holds for.  [default: 31 December of the year]",
)
@click.option(
    "--previous",
    type=click.Path(path_type=Path),
    metavar="REGISTER",
    help="The register before it, for who came, rose and left.",
)
@click.option(
    "--previous-as-of",
    type=_DAY,
    help="Day that one holds for.  [default: the same day a year before]",
)
@click.option(
    "--replace",
    "replaces",
    is_flag=True,
    help="Let these counts take the place of others already there.",
)
@click.option("--quiet", "-q", is_flag=True, help="Print files and errors only.")
def roster(
    register: Path,
    organisation: str,
    year: int,
    as_of: datetime | None,
    previous: Path | None,
    previous_as_of: datetime | None,
    *,
    replaces: bool,
    quiet: bool,
) -> None:
    """Count a personnel register into data/raw; nothing of a person is kept.

    REGISTER is a csv or Parquet file or a folder of them, one row per person, outside
    of the project folder. The groups it is counted into stand in roster_groups.csv of
    the organisation, the names it may hold in roster_names.csv. Every wrong row is
    listed by number and column; its values are never shown. Exit code 1 if a row is
    wrong: nothing is written then.

    \b
    Example:
      genderlib roster ../register_2024.parquet --organisation example --year 2024
    """
    from genderlib.data import Project
    from genderlib.data.roster.taking import Day, take_register, year_before

    now = Day(register, as_of.date() if as_of else date(year, 12, 31))
    if now.as_of.year != year:
        raise click.UsageError(f"--as-of is not a day of {year}")
    before = None
    if previous is not None:
        then = previous_as_of.date() if previous_as_of else year_before(now.as_of)
        before = Day(previous, then)
        if then >= now.as_of:
            raise click.UsageError("--previous-as-of is not before --as-of")
    taken = take_register(
        Project.find(), organisation, year, now, before, replace_counts=replaces
    )
    for path in taken.written:
        click.echo(shown(path))
    if taken.question:
        click.echo(f"warning: {taken.question}", err=True)
    if not quiet:
        click.echo(
            f"{organisation} {year}: {taken.persons} persons, "
            f"{len(taken.counted)} counts",
            err=True,
        )
