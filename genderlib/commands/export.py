"""`genderlib export`: what leaves the house, and the record of a sign-off."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from genderlib.commands.answers import WRONG, shown
from genderlib.exports.formats import FORMATS
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
    help="Who will read it.  [default: internal; of a news item public]",
)
@click.option(
    "--notebook",
    default="annual_review",
    show_default=True,
    help="The notebook the report was made with.",
)
@click.option(
    "--format",
    "formats",
    type=click.Choice(list(FORMATS)),
    multiple=True,
    help="What to make of the report; may be given several times.",
)
@click.option(
    "--sign-off",
    is_flag=True,
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
    audience: str | None,
    notebook: str,
    formats: tuple[str, ...],
    *,
    sign_off: bool,
    signed_by: str | None,
    day: datetime | None,
) -> None:
    """Make of reports what leaves the house, or the record of a sign-off.

    With --format each report is written beside its page in other forms: Word (docx),
    PDF to read (pdf) and to archive (pdf-archive), a workbook (xlsx), its figures for
    programs (json, csv), and everything behind it as a data package (package). All say
    what the page says; of a page that does not say what the data say nothing is made.
    In Vietnamese the Word file is an administrative report; its head comes from
    data/letterheads.csv, and a value that is missing there is marked in the file and
    makes exit code 1. PDF needs the extra: python -m pip install 'genderlib[pdf]'.

    With --sign-off the record is written: one page of HTML, printed on one side of A4:
    which report and which draft, the files it was made from with their SHA-256,
    versions of the programs, what verify and audit found, open points, and room for
    name, date and signature. The reviewer signs on paper. Then --signed-by and --date
    enter name and day; the report says that it is final, and render leaves it as it is.

    \b
    Example:
      genderlib export --format json --format package --organisation stameq --year 2020
      genderlib export --sign-off --organisation stameq --year 2020 --language vi
      genderlib export --sign-off --organisation stameq --year 2020 --language vi \\
        --signed-by "NAME" --date 2026-11-23
    """
    from genderlib.data import Project

    if sign_off == bool(formats):
        raise click.UsageError("give --format for what to make, or --sign-off")
    signature = _signature(signed_by, day)
    if formats and signature:
        raise click.UsageError("--signed-by belongs to --sign-off")
    wanted = (organisations, years, languages, audience, notebook)
    project = Project.find()
    reports = _reports(project, *wanted, several=signature is None)

    from genderlib.report.verify import Verifier  # loads nbconvert

    verifier = Verifier(project)
    if signature is not None:
        _sign(verifier, reports[0], *signature)
    elif formats:
        if [r for r in reports if not _make(project, verifier, r, formats)]:
            sys.exit(WRONG)
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
    audience: str | None,
    notebook: str,
    *,
    several: bool,
) -> list[Path]:
    """The reports asked for; each must have been rendered."""
    from genderlib.batch.plan import wanted_years
    from genderlib.batch.scope import notebook_audience

    name = Path(notebook).stem
    readers = notebook_audience(project.notebook(name), audience)
    found = [
        project.reports / whose / str(year) / readers / f"{name}.{language}.html"
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


def _make(
    project: Project, verifier: Verifier, report: Path, formats: Sequence[str]
) -> bool:
    """Write a report in other formats; whether nothing is wrong with any."""
    from genderlib.exports.finished import NotRightError, read_finished
    from genderlib.exports.formats import gaps, write_format

    try:
        finished = read_finished(project, verifier, report)
    except NotRightError as error:
        click.echo(str(error), err=True)
        return False
    complete = True
    for name in dict.fromkeys(formats):
        file = write_format(finished, name)
        click.echo(shown(file))
        if missing := gaps(finished, name):
            complete = False
            click.echo(
                f"{file.name}: no {', '.join(missing)}; enter them in "
                "data/letterheads.csv and export it again",
                err=True,
            )
    return complete


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
