"""The record of a sign-off held against the report, and against what it should say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from genderlib import __version__
from genderlib.report.records import Record, as_page
from genderlib.report.sign_off import sha256

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Facts of a record by what they follow from.
_OF_REPORT: Final = (
    *("report", "language", "title", "number", "replaces", "figures"),
    *("fingerprint", "reviewed"),
)
_OF_PROGRAM: Final = ("audit", "statements")
_OF_DATA: Final = ("organisation", "data_date", "verify", "open_points")


@dataclass(frozen=True, slots=True)
class SignOff:
    """What became of the record that lies beside a report.

    Parameters
    ----------
    file : str
        Name of the record.
    by, date : str
        Who signed, and when (ISO); empty where nobody did.
    problems : tuple of str
        Why the record does not hold.
    notes : tuple of str
        What has changed since.
    """

    file: str
    by: str = ""
    date: str = ""
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def held(
    name: str, content: str, record: Record, text: str, made: str, due: Record
) -> SignOff:
    """A record held against the report and against what it should say today.

    Parameters
    ----------
    name : str
        The file of the record.
    content : str
        Its text.
    record : Record
        The same, read.
    text : str
        The report it is about.
    made : str
        The version of the program that made the report, as it says itself.
    due : Record
        What the record should say today.
    """
    signature = record.signature
    if signature is None and record.reviewed != sha256(text):
        stale = f"{name} is about another draft; write it again before it is signed"
        return SignOff(name, notes=(stale,), problems=tuple(_of_page(content, record)))
    problems = [*_of_page(content, record), *_of_bytes(record, text)]
    if record.versions.get("genderlib") != made:
        problems.append("the record names another genderlib than the report does")
    notes = list(_changed(record, due))
    is_same_program = record.versions == due.versions
    is_same_data = is_same_program and record.inputs == due.inputs
    known = (*_OF_REPORT, *(_OF_PROGRAM if is_same_program else ()))
    known += _OF_DATA if is_same_data else ()
    problems += _forged(record, due, known)
    by, day = (signature.by, signature.date) if signature else ("", "")
    return SignOff(name, by, day, tuple(problems), tuple(notes))


def held_alone(name: str, content: str, record: Record, text: str) -> SignOff:
    """The record of a superseded version held against its report alone."""
    signature = record.signature
    problems = [*_of_page(content, record), *_of_bytes(record, text)]
    if signature is None:
        return SignOff(name, problems=(*problems, "nobody signed the record"))
    return SignOff(name, signature.by, signature.date, tuple(problems))


def _of_page(content: str, record: Record) -> Iterator[str]:
    """Whether the page shows what it records; of another version nobody can tell."""
    is_ours = record.versions.get("genderlib") == __version__
    if is_ours and as_page(record) != content:
        yield "the record was changed by hand: its page does not show what it records"


def _of_bytes(record: Record, text: str) -> Iterator[str]:
    signature, found = record.signature, sha256(text)
    if signature is None or found == signature.report:
        return
    if found == record.reviewed:
        yield (
            "signing was broken off: the report is still the draft; sign it again with "
            "the same name and date"
        )
    else:
        yield "the report is not the one that was signed: its bytes differ"


def _changed(record: Record, due: Record) -> Iterator[str]:
    for file in sorted({*record.inputs, *due.inputs}):
        then, now = record.inputs.get(file), due.inputs.get(file)
        if then != now:
            how = "is new" if then is None else "is gone" if now is None else "changed"
            yield f"since then {file} {how}"
    for name in sorted({*record.versions, *due.versions}):
        before, today = record.versions.get(name), due.versions.get(name)
        if before != today:
            was, now = before or "none", today or "none"
            yield f"since then {name} changed: {was} then, {now} now"


def _forged(record: Record, due: Record, known: Sequence[str]) -> Iterator[str]:
    for name in known:
        said, should = getattr(record, name), getattr(due, name)
        if said != should:
            words = f"{name.replace('_', ' ')} {_value(said)}"
            yield f"the record says {words}, and should say {_value(should)}"


def _value(value: object) -> str:
    text = "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return f"“{text[:80]}”" if text else "nothing"
