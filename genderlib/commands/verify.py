"""`genderlib verify`: reports held against the data."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from genderlib.commands.answers import WRONG, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from genderlib.data import Project
    from genderlib.report.verification import Verification


@click.command()
@click.argument(
    "reports",
    nargs=-1,
    required=True,
    metavar="REPORT...",
    type=click.Path(path_type=Path),
)
@click.option(
    "--notebook",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The notebook they were made with, where the file's name does not say it.",
)
@click.option("--json", "as_json", is_flag=True, help="Print a list of objects.")
@click.option("--quiet", "-q", is_flag=True, help="Print only what is not right.")
def verify(
    reports: tuple[Path, ...], *, notebook: Path | None, as_json: bool, quiet: bool
) -> None:
    """Check that reports say what the data say.

    Each REPORT is a file, or a folder with reports in it. Every figure is computed
    again from data/raw and every sentence, table and chart made again from the
    notebook's words, without running the notebook; then the file is compared with that
    piece by piece. Of each difference you are told where it is, what stands there, what
    should, and why: data changed, method changed, edited by hand, words changed, chart
    changed or file changed.

    Where the record of a sign-off lies beside a report, you are told who signed,
    whether the record holds, and what has changed since: the report, files it was made
    from, versions of programs. A record may be named in place of its report.

    Exit code 0 if all reports are right, 1 if one is not, or is no report, 2 if a file
    is not there.

    \b
    Example:
      genderlib verify reports/stameq/2020/internal/annual_review.vi.html
      genderlib verify reports --json
    """
    from genderlib.data import Project
    from genderlib.report.telling import as_json as told_json

    paths = list(_files(reports))
    results = _results(Project.find(), paths, notebook)
    if as_json:
        done = list(results)
        objects = [told_json(v, str(shown(v.report))) for v in done]
        click.echo(json.dumps(objects, ensure_ascii=False, indent=1))
    else:
        done = list(_printed(results, quiet=quiet))
    if not all(verification.right for verification in done):
        sys.exit(WRONG)


def _files(named: Iterable[Path]) -> Iterator[Path]:
    """The files, and what lies in the folders; each must be there."""
    from genderlib.report.editions import is_record_name, report_of, reports_under

    for path in named:
        if not path.exists():
            raise click.UsageError(f"{path}: no such file or folder")
        if not path.is_dir():
            yield report_of(path) if is_record_name(path.name) else path
            continue
        found = reports_under(path)
        if not found:
            raise click.UsageError(f"{path}: no report lies in this folder")
        yield from found


def _results(
    project: Project, paths: Iterable[Path], notebook: Path | None
) -> Iterator[Verification]:
    """Each file held against the data; what that takes is loaded for a report only."""
    from genderlib.report.verification import refused

    verifier = None
    for path in paths:
        if refusal := refused(path):
            yield refusal
            continue
        if verifier is None:
            from genderlib.report.verify import Verifier

            verifier = Verifier(project)
        yield verifier.verify(path, notebook=notebook)


def _printed(results: Iterable[Verification], *, quiet: bool) -> Iterator[Verification]:
    from genderlib.report.telling import told

    for verification in results:
        if not (quiet and verification.right):
            click.echo(told(verification, str(shown(verification.report))))
        yield verification
