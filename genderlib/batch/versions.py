"""Signed reports: left as they are, or kept under another name and superseded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from genderlib.data.atomic import write_atomically
from genderlib.errors import GenderlibError
from genderlib.report.editions import (
    Edition,
    edition_of,
    kept,
    record_of,
    sha256_of,
    signed,
)
from genderlib.report.records import RecordError, Replaced

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from genderlib.batch.plan import Job
    from genderlib.data import Project
    from genderlib.report.records import Record


class FrozenError(GenderlibError):
    """A signed report that must not be written over."""


@dataclass(frozen=True, slots=True)
class Version:
    """The version of a report that is about to be made.

    Parameters
    ----------
    report : Path
    edition : Edition
        What it says of itself.
    old : Path or None
        Where the signed report it supersedes will lie; None where there is none.
    """

    report: Path
    edition: Edition
    old: Path | None = None

    def keep(self) -> None:
        """Copy the signed report and its record to the names they have from now on."""
        if self.old is not None:
            record = record_of(self.report)
            write_atomically(self.old, self.report.read_bytes())
            write_atomically(record_of(self.old), record.read_bytes())

    def release(self) -> None:
        """Remove the record of what was there before from beside the new version."""
        record_of(self.report).unlink(missing_ok=True)


def next_version(report: Path, *, supersede: bool = False) -> Version:
    """The version that rendering a report makes.

    Raises
    ------
    FrozenError
        If the report is signed and should not be superseded, or is not the file that
        was signed.
    RecordError
        If the record beside it cannot be read.
    """
    record = signed(report)
    if record is None or record.signature is None:
        return Version(report, edition_of(report))
    if not supersede:
        raise FrozenError(frozen(record))
    signature = record.signature
    if not report.exists() or sha256_of(report) != signature.report:
        raise FrozenError(
            f"{report.name}: it is not the report that {signature.by} signed\n"
            f"Put the signed file back; if it is lost, remove {record_of(report).name}."
        )
    old = kept(report, record.number)
    replaced = Replaced(old.name, signature.report)
    return Version(report, Edition(record.number + 1, replaced), old)


def frozen(record: Record) -> str:
    """Why a report is left as it is."""
    signature = record.signature
    who = f"{signature.by} on {signature.date}" if signature else "nobody"
    return f"signed by {who}, left as it is; --supersede makes a new version"


def without_signed(
    project: Project, jobs: Iterable[Job], *, supersede: bool = False
) -> tuple[list[Job], list[str], list[str]]:
    """Jobs to carry out, and lines about the reports that are left as they are.

    Parameters
    ----------
    project : Project
    jobs : iterable of Job
    supersede : bool
        Whether new versions of signed reports are asked for.

    Returns
    -------
    jobs : list of Job
        Those whose reports are not signed.
    left : list of str
        One line for each signed report; it names inputs that have changed since.
    broken : list of str
        One message for each record that cannot be read, whose report is left too.
    """
    open_jobs: list[Job] = []
    left: list[str] = []
    broken: list[str] = []
    for job in jobs:
        try:
            record = signed(job.target)
        except RecordError as error:
            broken.append(f"{job.name}: {error}; the report is left as it is")
            continue
        if record is None or supersede:
            open_jobs.append(job)
        else:
            changed = _changed(project, record)
            left.append(f"{job.name}: {frozen(record)}{changed}")
    return open_jobs, left, broken


def _changed(project: Project, record: Record) -> str:
    files = [
        name
        for name, sha256 in record.inputs.items()
        if not (file := project.input_file(name)).is_file() or sha256_of(file) != sha256
    ]
    return f"\n  Changed since: {', '.join(files)}" if files else ""
