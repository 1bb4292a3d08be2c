"""`genderlib export`: what is written beside reports."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from genderlib.commands.answers import WRONG, shown
from genderlib.text.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from genderlib.data import Project
    from genderlib.report.verify import Verifier


@click.command()
@click.option("--organisation", "organisations", multiple=True, help="Whose report.")
@click.option("--year", "years", type=int, multiple=True, help="Reporting year.")
@click.option(
    "--language",
    "languages",
    type=click.Choice(LANGUAGES),
    multiple=True,
    help="Language of the report; both if not given.",
)
@click.option(
    "--audience",
    type=click.Choice(("internal", "public")),
    default="internal",
    show_default=True,
    help="Who will read it.",
)
@click.option(
    "--notebook",
    default="annual_review",
    show_default=True,
    help="The notebook the report was made with.",
)
@click.option(
    "--sign-off",
    is_flag=True,
    required=True,
    help="The record that a reviewer prints, checks and signs.",
)
@click.option(
    "--signed-by",
    metavar="NAME",
    help="Enter the signature of this reviewer; the report is final from then on.",
)
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The day it was signed; needed with --signed-by.",
)
def export(
    organisations: tuple[str, ...],
    years: tuple[int, ...],
    languages: tuple[str, ...],
    audience: str,
    notebook: str,
    *,
    sign_off: bool,
    signed_by: str | None,
    day: datetime | None,
) -> None:
    """Write the record of a sign-off beside each report, or enter a signature.

    The record is one page of HTML, printed on one side of A4: which report and which
    draft, the files it was made from with their SHA-256, versions of the programs, what
    verify and audit found, open points, and room for name, date and signature.

    The reviewer signs on paper. Then --signed-by and --date enter name and day; the
    report says that it is final, and render leaves it as it is. A report that does not
    say what the data say cannot be signed.

    \b
    Example:
      genderlib export --sign-off --organisation stameq --year 2020 --language vi
      genderlib export --sign-off --organisation stameq --year 2020 --language vi \\
        --signed-by "NAME" --date 2026-11-23
    """
    from genderlib.data import Project

    del sign_off  # the only thing there is to write so far
    signature = _signature(signed_by, day)
    wanted = (organisations, years, languages, audience, notebook)
    project = Project.find()
    reports = _reports(project, *wanted, several=signature is None)

    from genderlib.report.verify import Verifier  # loads nbconvert

    verifier = Verifier(project)
    if signature is not None:
        _sign(verifier, reports[0], *signature)
    elif [report for report in reports if not _write(verifier, report)]:
        sys.exit(WRONG)


def _signature(by: str | None, day: datetime | None) -> tuple[str, date] | None:
    if by is None and day is None:
        return None
    if by is None or day is None:
        raise click.UsageError("--signed-by and --date belong together")
    if day.date() > datetime.now().astimezone().date():
        raise click.UsageError(f"--date {day.date()}: that day is still to come")
    return by, day.date()


def _reports(
    project: Project,
    organisations: Sequence[str],
    years: Sequence[int],
    languages: Sequence[str],
    audience: str,
    notebook: str,
    *,
    several: bool,
) -> list[Path]:
    """The reports asked for; each must have been rendered."""
    from genderlib.batch.plan import wanted_years

    name = Path(notebook).stem
    found = [
        project.reports / whose / str(year) / audience / f"{name}.{language}.html"
        for whose, year in wanted_years(project, organisations, years)
        for language in LANGUAGES
        if language in (languages or LANGUAGES)
    ]
    for report in found:
        if not report.is_file():
            raise click.UsageError(f"{shown(report)}: no such report; render it first")
    if not several and len(found) > 1:
        raise click.UsageError(
            f"--signed-by: {len(found)} reports are meant; sign one at a time\n"
            "Name --organisation, --year and --language."
        )
    return found


def _write(verifier: Verifier, report: Path) -> bool:
    """Write the record of a report; whether nothing is wrong with the report."""
    from genderlib.report.signing import export_record

    done = export_record(verifier, report)
    click.echo(shown(done.file))
    for line in (*done.record.verify, *done.record.audit):
        click.echo(f"{report.name}: {line.strip()}", err=True)
    return done.verification.right and not done.record.audit


def _sign(verifier: Verifier, report: Path, by: str, day: date) -> None:
    from genderlib.report.signing import sign

    click.echo(shown(sign(verifier, report, by, day)))
    click.echo(shown(report))
