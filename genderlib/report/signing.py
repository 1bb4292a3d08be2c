"""Writing the record of a sign-off, and signing a report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from genderlib.data.atomic import write_atomically
from genderlib.errors import GenderlibError
from genderlib.report.editions import record_of, signed
from genderlib.report.reading import read_file
from genderlib.report.records import Record, as_page, read_record
from genderlib.report.sign_off import as_final, sha256

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from genderlib.report.verification import Verification
    from genderlib.report.verify import Verifier

_LONGEST_NAME: Final = 80


class SigningError(GenderlibError):
    """A report that cannot be signed as it is asked."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A record that was written.

    Parameters
    ----------
    file : Path
    record : Record
    verification : Verification
        What holding the report against the data gave.
    """

    file: Path
    record: Record
    verification: Verification


def export_record(
    verifier: Verifier, report: Path, *, notebook: Path | None = None
) -> Exported:
    """Write the record of a draft beside it, for a reviewer to print and sign.

    Raises
    ------
    SigningError
        If the report is signed already.
    GenderlibError
        If it is no report, its data do not pass the checks, or what lies in the place
        of the record is none.
    OSError
        If the file cannot be written.
    """
    already = signed(report)
    if already is not None:
        raise SigningError(f"{report.name}: {_is_signed(already)}")
    record, verification = verifier.record(report, notebook=notebook)
    file = record_of(report)
    write_atomically(file, as_page(record).encode())
    return Exported(file, record, verification)


def sign(
    verifier: Verifier,
    report: Path,
    by: str,
    day: date,
    *,
    notebook: Path | None = None,
) -> Path:
    """Enter a signature into the record, and make the report final.

    The record is written first: from then on the report is frozen, and a command that
    was broken off is finished by the same command.

    Parameters
    ----------
    verifier : Verifier
    report : Path
        The draft.
    by : str
        The reviewer's name as it was typed.
    day : date
        The day of the signature.
    notebook : Path, optional
        The notebook the report was made with, where its name does not say it.

    Returns
    -------
    Path
        The record.

    Raises
    ------
    SigningError
        If the report is not what the data say, is signed already, or is another draft
        than the record that was printed.
    """
    name = checked_name(by)
    already = signed(report)
    if already is not None:
        return _finished(report, already, name, day)
    record, verification = verifier.record(report, notebook=notebook)
    _refuse(report, record, verification, day)
    final = as_final(read_file(report), record.language)
    file = record_of(report)
    done = record.signed(name, day, sha256(final))
    write_atomically(file, as_page(done).encode())
    write_atomically(report, final.encode())
    return file


def checked_name(by: str) -> str:
    """A name as it may stand under a record.

    Raises
    ------
    SigningError
        If it is empty, longer than a line, or holds what cannot be printed.
    """
    name = " ".join(by.split())
    letters = sum(letter.isalpha() for letter in name)
    if letters < 2 or len(name) > _LONGEST_NAME or not name.isprintable():
        shown = by[:_LONGEST_NAME]
        raise SigningError(f"--signed-by {shown!r}: type the reviewer's name")
    return name


def _finished(report: Path, already: Record, by: str, day: date) -> Path:
    """The record, where the same person signed that day; a draft is made final."""
    signature = already.signature
    if signature is None or (signature.by, signature.date) != (by, day.isoformat()):
        raise SigningError(f"{report.name}: {_is_signed(already)}")
    text = read_file(report)
    if sha256(text) == already.reviewed:
        text = as_final(text, already.language)
        if sha256(text) == signature.report:
            write_atomically(report, text.encode())
    if sha256(text) != signature.report:
        raise SigningError(f"{report.name}: it is not the report that was signed")
    return record_of(report)


def _refuse(
    report: Path, record: Record, verification: Verification, day: date
) -> None:
    if not verification.right:
        raise SigningError(
            f"{report.name}: it does not say what the data say, so nobody can sign it\n"
            "See genderlib verify; render it again, and print the record again."
        )
    file = record_of(report)
    if file.exists() and read_record(file).reviewed != record.reviewed:
        raise SigningError(
            f"{report.name}: it is another draft than the one {file.name} was printed "
            "for\nWrite the record again without --signed-by, and check the new draft."
        )
    if day.isoformat() < record.data_date:
        raise SigningError(
            f"--date {day}: the latest source of the report is of {record.data_date}"
        )


def _is_signed(record: Record) -> str:
    signature = record.signature
    who = f"{signature.by} on {signature.date}" if signature else "nobody"
    return (
        f"it is signed already, by {who}\n"
        "A new version is made by genderlib render --supersede."
    )
