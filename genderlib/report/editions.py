"""Versions of a report: which one a file is, whether it is signed, what it replaces.

All of it is told by the files that lie together: the report, the record of its
sign-off, and earlier versions with theirs.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from genderlib.report.records import Record, Replaced, read_record

if TYPE_CHECKING:
    from pathlib import Path

RECORD_SUFFIX: Final = ".sign-off.html"
_NAME: Final = re.compile(
    r"(?P<report>[\w-]+\.(?:vi|en))(?:\.v(?P<number>[1-9]\d{0,3}))?", re.ASCII
)
_REPORT_NAME: Final = re.compile(r"[\w-]+\.(?:vi|en)(?:\.v\d+)?\.html", re.ASCII)


@dataclass(frozen=True, slots=True)
class Edition:
    """What a report says of its own version.

    Parameters
    ----------
    number : int
        1 for the first version.
    replaces : Replaced or None
        The signed version before it.
    is_final : bool
        Whether it is signed; a draft otherwise.
    """

    number: int = 1
    replaces: Replaced | None = None
    is_final: bool = False

    @property
    def facts(self) -> dict[str, Any]:
        """What the page shows of it; nothing of the version where it is the first."""
        shown: dict[str, Any] = {"state": "final" if self.is_final else "draft"}
        if self.replaces is not None:
            shown |= {"edition": self.number, "replaces": str(self.replaces)}
        return shown


FIRST: Final = Edition()
"""A draft that replaces nothing."""


def record_of(report: Path) -> Path:
    """Where the record of a report's sign-off lies."""
    return report.with_suffix(RECORD_SUFFIX)


def report_of(record: Path) -> Path:
    """The report that a record is about."""
    return record.with_name(record.name.removesuffix(RECORD_SUFFIX) + ".html")


def is_record_name(name: str) -> bool:
    """Whether a file is named as records are."""
    return (
        name.endswith(RECORD_SUFFIX)
        and _NAME.fullmatch(name.removesuffix(RECORD_SUFFIX)) is not None
    )


def kept(report: Path, number: int) -> Path:
    """Where a superseded version of a report lies."""
    return report.with_suffix(f".v{number}.html")


def is_published(report: Path) -> bool:
    """Whether people may have a report: it is signed, or was superseded."""
    if is_record_name(report.name):
        return False
    return number_kept(report) > 0 or signed(report) is not None


def current(report: Path) -> Path:
    """The version that is in force, for any version of a report."""
    found = _NAME.fullmatch(report.name.removesuffix(".html"))
    return report.with_name(f"{found['report']}.html") if found else report


def number_kept(report: Path) -> int:
    """Number of a superseded version, by its name; 0 for the one in force."""
    found = _NAME.fullmatch(report.name.removesuffix(".html"))
    return int(found["number"] or 0) if found else 0


def last_kept(report: Path) -> int:
    """Number of the last superseded version; 0 where there is none."""
    number = 0
    while kept(report, number + 1).exists():
        number += 1
    return number


def edition_of(report: Path) -> Edition:
    """What a report should say of its version, by the files beside it.

    Raises
    ------
    RecordError
        If the record of a version that counts is no record.
    """
    number = number_kept(report)
    if number:
        return Edition(number, replaced(report, number - 1), is_final=True)
    record = signed(report)
    last = last_kept(report)
    if record is not None and record.number == last:
        # Superseding it was broken off: the version that is kept is still in force.
        last -= 1
    return Edition(last + 1, replaced(report, last), is_final=record is not None)


def replaced(report: Path, number: int) -> Replaced | None:
    """A superseded version as the next one names it; None for number 0."""
    if not number:
        return None
    file = kept(current(report), number)
    record = read_record(record_of(file))
    signature = record.signature
    return Replaced(file.name, signature.report if signature else record.reviewed)


def signed(report: Path) -> Record | None:
    """The record of a signed report; None where nobody signed it.

    Raises
    ------
    RecordError
        If what lies there is no record.
    """
    file = record_of(report)
    if not file.exists() or _is_left_over(report, file):
        return None
    record = read_record(file)
    return record if record.signature else None


def _is_left_over(report: Path, file: Path) -> bool:
    """Whether a record belongs to the version that the report has superseded.

    It is removed last, so that a command that is broken off leaves the signed version
    in force.
    """
    last = last_kept(report)
    if not last or not report.exists():
        return False
    old = kept(report, last)
    return _same(file, record_of(old)) and sha256_of(report) != sha256_of(old)


def _same(one: Path, other: Path) -> bool:
    return other.exists() and one.read_bytes() == other.read_bytes()


def sha256_of(file: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def is_report_name(name: str) -> bool:
    """Whether a file is named as reports are: `<notebook>.<language>.html`."""
    return _REPORT_NAME.fullmatch(name) is not None


def reports_under(folder: Path) -> list[Path]:
    """Reports in a folder and below it, by their names; a lost one by its record's."""
    files = set(folder.rglob("*.html"))
    reports = {path for path in files if is_report_name(path.name)}
    records = (path for path in files if is_record_name(path.name))
    return sorted(reports | {report_of(record) for record in records})
