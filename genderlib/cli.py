"""The command line: parses, calls, prints; no logic."""

from __future__ import annotations

import difflib
import errno
import json
import re
import shutil
import signal
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from genderlib import __version__
from genderlib.batch.parameters import ParameterError
from genderlib.commands.audit import audit
from genderlib.commands.check import check
from genderlib.commands.diff import diff
from genderlib.commands.export import export
from genderlib.commands.ingest import ingest
from genderlib.commands.init import init
from genderlib.commands.lab import lab
from genderlib.commands.new import new
from genderlib.commands.roster import roster
from genderlib.commands.verify import verify
from genderlib.commands.workbook import workbook
from genderlib.data.notebooks import do_without_addresses, makes_reports
from genderlib.data.packaged import packaged
from genderlib.errors import GenderlibError, NoDataError, ProjectError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    import pandas as pd

    from genderlib.batch.plan import Job
    from genderlib.batch.scope import OrganisationYear
    from genderlib.data import Project

LANGUAGES = ("vi", "en")
AUDIENCES = ("internal", "public")

DONE, WRONG, USAGE, INTERRUPTED, TERMINATED = 0, 1, 2, 130, 143


class UsageError(GenderlibError):
    """A command that cannot be carried out as it is written."""


class Terminated(KeyboardInterrupt):
    """The system asks the command to end; it ends as on Ctrl-C."""


class Commands(click.Group):
    """Turns every error of ours into a message and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; 2 for wrong usage, 1 for wrong data or a failed report."""
        try:
            return super().invoke(ctx)
        except (NoDataError, ParameterError, ProjectError, UsageError) as error:
            _fail(str(error), USAGE)
        except GenderlibError as error:
            _fail(str(error), WRONG)
        except OSError as error:
            # A pipe that is closed is click's to end.
            if error.errno == errno.EPIPE:
                raise
            where = f"{error.filename}: " if error.filename else ""
            _fail(f"{where}{error.strerror or error}", WRONG)
        except Terminated:
            _fail("Stopped. What was finished is kept.", TERMINATED)
        except KeyboardInterrupt:
            _fail("Stopped. What was finished is kept.", INTERRUPTED)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Commands in the order of a year's work."""
        del ctx
        return list(self.commands)


def _fail(message: str, code: int) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(code)


def _address(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """Where a scheduler listens; what leads nowhere is refused before it is asked."""
    if value is None or re.fullmatch(r"(?:[a-z]+://)?[^\s/]+:\d+/?", value):
        return value
    raise click.BadParameter(f"{value!r} is no address; write it as tcp://host:8786")


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
    do_without_addresses()


for command in (init, new, workbook, ingest, roster, check):
    main.add_command(command)


@main.command()
@click.option(
    "--organisation",
    "organisations",
    multiple=True,
    help="Whose review; may be given several times.",
)
@click.option(
    "--year",
    "years",
    type=int,
    multiple=True,
    help="Reporting year; may be given several times.",
)
@click.option(
    "--language",
    "languages",
    type=click.Choice(LANGUAGES),
    multiple=True,
    help="Language of the report; may be given several times.",
)
@click.option(
    "--audience",
    type=click.Choice(AUDIENCES),
    help="Who will read it.  [default: internal; of a news item public]",
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
@click.option(
    "--keep-notebook", is_flag=True, help="Leave the executed notebook beside it."
)
@click.option(
    "--supersede",
    is_flag=True,
    help="Make a new version of a signed report; the signed one is kept.",
)
@click.option(
    "--timeout",
    type=click.IntRange(min=1),
    default=120,
    show_default=True,
    help="Longest time for one cell, in seconds.",
)
@click.option(
    "--log",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to add to: a line for each report, and what the notebooks said.",
)
@click.option("--draft", is_flag=True, help="Mark sections that fail, show the rest.")
@click.option("--force", is_flag=True, help="Make reports that are up to date, too.")
@click.option(
    "--dry-run", is_flag=True, help="Only say which reports would be made, and why."
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    help="Notebooks to run at once.  [default: the number of cores]",
)
@click.option(
    "--keep-going/--fail-fast",
    default=True,
    help="After a report has failed, go on with the others, or begin no other.",
)
@click.option(
    "--retry",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Try a report that fails again, up to N times.",
)
@click.option(
    "--kernels",
    type=click.Choice(("warm", "ordinary")),
    default="warm",
    show_default=True,
    help="Fork kernels from a process in which all is loaded, or start each anew.",
)
@click.option(
    "--cluster",
    callback=_address,
    metavar="ADDRESS",
    help="Scheduler of a dask cluster that runs the notebooks, tcp://host:8786.",
)
@click.option("--quiet", "-q", is_flag=True, help="Print errors only.")
def render(
    organisations: tuple[str, ...],
    years: tuple[int, ...],
    languages: tuple[str, ...],
    audience: str | None,
    notebook: str,
    parameters: tuple[str, ...],
    *,
    keep_notebook: bool,
    supersede: bool,
    timeout: int,
    log: Path | None,
    draft: bool,
    force: bool,
    dry_run: bool,
    jobs: int | None,
    keep_going: bool,
    retry: int,
    kernels: str,
    cluster: str | None,
    quiet: bool,
) -> None:
    """Render reports: any number of organisations, years and languages.

    Without options, everything there is under data/raw is rendered in both languages.
    What is up to date is left as it is: a report is made again when its notebook, its
    parameters, a file it read, the program or a package that shapes it has changed.

    Each file written is one line on standard output. Exit code 1 if a report could not
    be made; the others are made, and what was there before stays. A signed report is
    left as it is, unless --supersede asks for a new version. reports/index.html lists
    all reports, reports/run.json says what the last run did.

    \b
    Example:
      genderlib render --organisation stameq --year 2020 --language vi --language en
    """
    from genderlib.commands.making import Wishes, make_reports
    from genderlib.data import Project

    signal.signal(signal.SIGTERM, _terminate)
    project = Project.find()
    asked = (organisations, years, languages)
    path = _notebook(project, notebook)
    planned = _jobs(project, path, asked, audience, parameters, draft=draft)
    _refuse_unwritable(log)
    wishes = Wishes(
        timeout=timeout,
        log=log,
        keep_notebook=keep_notebook,
        supersede=supersede,
        force=force,
        dry_run=dry_run,
        jobs=jobs,
        fail_fast=not keep_going,
        retries=retry,
        warm=kernels == "warm",
        cluster=cluster,
        quiet=quiet,
    )
    sys.exit(DONE if make_reports(project, planned, wishes) else WRONG)


def _terminate(_signal: int, _frame: object) -> NoReturn:
    raise Terminated


def _notebook(project: Project, name: str) -> Path:
    """A notebook by name or path; the folder's own comes before the package's."""
    named = project.notebook(name.removesuffix(".ipynb"))
    path = Path(name) if Path(name).suffix == ".ipynb" else named
    path = (path if path.is_file() else named).resolve()
    if not path.is_file():
        known = project.notebook_names()
        raise UsageError(f"--notebook {name}: no such notebook{_there(name, known)}")
    if not makes_reports(path):
        known = project.notebook_names()
        raise UsageError(
            f"--notebook {name}: no report is made from it; see genderlib lab"
            f"{_there('', known)}"
        )
    if path.parent == project.notebooks.resolve():
        return path
    if path.parent != packaged("notebooks").resolve():
        raise UsageError(
            f"--notebook {name}: it lies outside the notebooks\n"
            f"Copy it to {_shown(project.notebooks)}: a report is traced from there."
        )
    click.echo(f"{path.stem}: the notebook of the package", err=True)
    return path


def _there(name: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(name, known, 1)
    perhaps = f"; did you mean {near[0]}?" if near else ""
    return f"{perhaps}\nThere are: {', '.join(known) or 'none'}."


def _jobs(
    project: Project,
    notebook: Path,
    asked: tuple[Sequence[str], Sequence[int], Sequence[str]],
    audience: str | None,
    parameters: Sequence[str],
    *,
    draft: bool,
) -> list[Job]:
    from genderlib.batch.parameters import notebook_parameters, parse_parameters
    from genderlib.batch.plan import plan, wanted_years
    from genderlib.batch.scope import (
        alone,
        in_scope,
        notebook_audience,
        notebook_scope,
    )

    organisations, years, languages = asked
    known = notebook_parameters(notebook)
    scope = notebook_scope(notebook)
    wanted = wanted_years(project, organisations, years)
    found = in_scope(project, scope, wanted, named=bool(years))
    if organisations or not found:
        _tell_alone(alone(scope, wanted, found), refuse=not found)
    return plan(
        project,
        notebook,
        found,
        [name for name in LANGUAGES if name in (languages or LANGUAGES)],
        notebook_audience(notebook, audience),
        parse_parameters(known, parameters),
        known,
        draft=draft,
    )


def _tell_alone(those: Sequence[OrganisationYear], *, refuse: bool) -> None:
    """Say for which organisations a comparison was asked for that have no others."""
    message = "\n".join(
        f"{organisation} {year}: no other organisation of its kind has data of that "
        "year, so there is nothing to compare"
        for organisation, year in those
    )
    if refuse and message:
        raise UsageError(message)
    if message:
        click.echo(message, err=True)


def _refuse_unwritable(log: Path | None) -> None:
    """Make sure of the log, so that it is there also where nothing is said."""
    if log is not None:
        try:
            log.open("ab").close()
        except OSError as error:
            raise UsageError(f"--log {log}: {error.strerror}") from error


def _shown(path: Path) -> Path:
    """A path as a person at this prompt would write it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


@main.command()
@click.option(
    "--group",
    "groups",
    multiple=True,
    help="Only norms for this group; may be given several times.",
)
@click.option("--year", type=click.IntRange(1900, 9999), required=True)
@click.option("--organisation", help="Norms of this organisation alone are added.")
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="en",
    show_default=True,
    help="Language of the list.",
)
@click.option("--all", "everything", is_flag=True, help="Add norms that set no level.")
@click.option("--json", "as_json", is_flag=True, help="For programs, with all details.")
def norms(
    groups: tuple[str, ...],
    year: int,
    organisation: str | None,
    language: str,
    *,
    everything: bool,
    as_json: bool,
) -> None:
    """List the norms in force in a year.

    \b
    Example:
      genderlib norms --group party_committee --year 2020 --organisation stameq
    """
    from genderlib.data import Project
    from genderlib.data.references import read_references
    from genderlib.norms import applicable_norms, legal_bases, norms_table

    tables = read_references(Project.find())
    _require("group", groups, tables["groups"]["group"])
    whose = organisation or ""
    _require("organisation", [whose], tables["organisations"]["id"])
    found = applicable_norms(
        tables["norms"], tables["groups"], organisation=whose, year=year
    )
    found = [norm for norm in found if not groups or norm.group in groups]
    if everything:
        found += legal_bases(tables["norms"], organisation=whose, year=year)
    rows = norms_table(found, tables["groups"], language)
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        click.echo(_norms_text(rows, tables["groups"], language))


def _require(option: str, given: Iterable[str], known: Iterable[str]) -> None:
    there = sorted({name for name in known if name})
    for name in filter(None, given):
        if name not in there:
            raise UsageError(f"--{option} {name}: not known{_there(name, there)}")


def _norms_text(
    rows: Sequence[Mapping[str, str]], groups: pd.DataFrame, language: str
) -> str:
    """Norms as one table for each group, as wide as the terminal."""
    from genderlib.text.columns import columns
    from genderlib.text.languages import choose

    none = choose(language, vi="Không có chỉ tiêu nào.", en="No norm is in force.")
    bases = choose(language, vi="Không nêu con số", en="No level is set")
    names = dict(zip(groups["group"], groups[f"name_{language}"], strict=True))
    width = shutil.get_terminal_size((100, 24)).columns
    tables = []
    for group in dict.fromkeys(row["group"] for row in rows):
        cells = [_norm_cells(row) for row in rows if row["group"] == group]
        name = names.get(group, bases)
        heading = f"{name[0].upper()}{name[1:]}" + (f" ({group})" if group else "")
        table = columns([_HEADINGS[language], *cells], width)
        tables.append(f"{textwrap.fill(heading, width)}\n{table}")
    return "\n\n".join(tables) or none


def _norm_cells(row: Mapping[str, str]) -> tuple[str, ...]:
    days = f"{row['valid_from'] or '...'} – {row['valid_to'] or '...'}"
    document = ", ".join(filter(None, (row["document"], row["number"], row["locus"])))
    return row["norm"], row["asked"], document, days, row["certainty"]


_HEADINGS = {
    "vi": ("Mã", "Yêu cầu", "Văn bản", "Hiệu lực", "Đã đọc"),
    "en": ("Norm", "Asks for", "Document", "In force", "Seen as"),
}


for command in (lab, audit, verify, diff, export):
    main.add_command(command)
