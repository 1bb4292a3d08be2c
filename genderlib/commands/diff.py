"""`genderlib diff`: what changed between two reports, and why."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from genderlib.commands.answers import DONE, USAGE, WRONG, shown
from genderlib.errors import GenderlibError
from genderlib.text.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from genderlib.data import Project
    from genderlib.report.comparison.pairs import Result

_NAMES = "two reports or folders; with --against REF one, or none for all reports"


@click.command()
@click.argument("names", nargs=-1, metavar="A B", type=click.Path(path_type=Path))
@click.option(
    "--against",
    metavar="REF",
    help="Compare with what a commit of git has in place of the report or folder.",
)
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    help="Language of headings and reasons; by default that of the later report.",
)
@click.option("--json", "as_json", is_flag=True, help="Print a list of objects.")
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a page that needs nothing else.",
)
@click.option("--quiet", "-q", is_flag=True, help="Print nothing of reports alike.")
def diff(
    names: tuple[Path, ...],
    against: str | None,
    language: str | None,
    html: Path | None,
    *,
    as_json: bool,
    quiet: bool,
) -> None:
    """Tell what changed from report A to report B: figures, sentences, charts.

    Of each figure that appeared, disappeared or moved you are told by how much, in
    persons and percentage points, and whether it comes from data, a norm, the method
    or wording; of each group, what moved its share. A and B are two reports, of two
    years for one, or two folders whose reports are paired by their place.

    With --against REF, a report or folder is compared with a commit: with the report
    committed there, else with one made again from the commit's data/raw and notebooks
    (reports are not kept in git).

    Exit code 0 if the reports are the same, 1 if they differ, 2 if one cannot be
    compared. For the notebooks themselves use nbdime: nbdiff A.ipynb B.ipynb, or
    nbdiff REF notebooks; it comes with the development environment.

    \b
    Example:
      genderlib diff reports/stameq/2019 reports/stameq/2020
      genderlib diff reports --against v1.0 --html changes.html
    """
    try:
        with tempfile.TemporaryDirectory(prefix="genderlib-") as folder:
            results = _results(names, against, Path(folder))
        _write(html, results, language)
    except GenderlibError as error:
        _fail(str(error))
    _print(results, language, as_json=as_json, quiet=quiet)
    sys.exit(_exit_code(results))


def _results(names: Sequence[Path], against: str | None, folder: Path) -> list[Result]:
    """Every pair that was asked for, compared."""
    most = 2 if against is None else 1
    if len(names) > most or (against is None and len(names) < most):
        raise click.UsageError(f"name {_NAMES}")
    if against is None:
        return _of_two(names[0], names[1])
    return _of_commit(names, against, folder)


def _of_two(before: Path, after: Path) -> list[Result]:
    from genderlib.report.comparison.pairs import compared, pairs_of, refused

    pairs = pairs_of(before, after, shown)
    refusals = [refusal for pair in pairs if (refusal := refused(pair))]
    if len(refusals) == len(pairs):
        return refusals
    from genderlib.report.comparison.evidence import Evidence

    project = _project()
    evidence, counted = Evidence(project, project), _counted(project)
    return [compared(pair, counted, evidence) for pair in pairs]


def _of_commit(names: Sequence[Path], against: str, folder: Path) -> list[Result]:
    from genderlib.data import Project
    from genderlib.report.comparison.evidence import Evidence
    from genderlib.report.comparison.history import Commit
    from genderlib.report.comparison.pairs import compared, pairs_against

    project = Project.find()
    commit = Commit(project, against, folder)
    pairs = pairs_against(commit, (*names, project.reports)[0], shown)
    evidence, counted = Evidence(commit.project, project), _counted(project)
    return [compared(pair, counted, evidence) for pair in pairs]


def _project() -> Project | None:
    """The project of this folder; None where there is none."""
    from genderlib.data import Project

    try:
        return Project.find()
    except GenderlibError:
        return None


def _counted(project: Project | None) -> dict[str, str]:
    """What each group counts, where the project's tables tell."""
    from genderlib.data.references import read_references

    if project is None:
        return {}
    try:
        groups = read_references(project)["groups"]
    except GenderlibError:
        return {}
    found = dict(zip(groups["group"], groups["counted"], strict=True))
    for topic, rows in groups.groupby("topic"):
        if rows["counted"].nunique() == 1:
            found.setdefault(str(topic), str(rows["counted"].iloc[0]))
    return found


def _print(
    results: Sequence[Result], language: str | None, *, as_json: bool, quiet: bool
) -> None:
    from genderlib.report.comparison import telling

    for result in results:
        if result.problem:
            click.echo(result.problem, err=True)
    if as_json:
        objects = [telling.as_json(result) for result in results]
        click.echo(json.dumps(objects, ensure_ascii=False, indent=1))
        return
    width = shutil.get_terminal_size((120, 24)).columns
    told = [r for r in results if not r.problem and not (quiet and r.same)]
    for number, result in enumerate(told):
        if number:
            click.echo()
        click.echo(telling.told(result, language or result.language, width))


def _write(html: Path | None, results: Sequence[Result], language: str | None) -> None:
    if html is None:
        return
    from genderlib.data.atomic import write_atomically
    from genderlib.report.comparison.page import as_html

    page = as_html(results, language or _common_language(results))
    try:
        write_atomically(html, page.encode())
    except OSError as error:
        _fail(f"--html {html}: {error.strerror}")


def _common_language(results: Sequence[Result]) -> str:
    """That of the first report; English where there is none."""
    known = (r.language for r in results if r.comparison)
    return next(known, "en")


def _exit_code(results: Sequence[Result]) -> int:
    if any(result.problem for result in results):
        return USAGE
    return DONE if all(result.same for result in results) else WRONG


def _fail(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(USAGE)
