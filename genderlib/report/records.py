"""The record of a sign-off: one page that a reviewer signs and `verify` reads back."""

from __future__ import annotations

import hashlib
import html
import json
import re
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

import jinja2

from genderlib.errors import GenderlibError
from genderlib.text.dates import long_date
from genderlib.text.sign_off_words import sign_off_words

FORMAT: Final = 1
LARGEST: Final = 1_000_000  # bytes; a record is under 20 kB
_DATA: Final = re.compile(
    r'<template id="record" data-sha256="([0-9a-f]{64})">(.*?)</template>', re.DOTALL
)
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_T = TypeVar("_T")


class RecordError(GenderlibError):
    """A file that is no record of a sign-off, or a part of one."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """The version that a report replaces: its file and the SHA-256 of its bytes."""

    file: str
    sha256: str

    def __str__(self) -> str:
        """As the footer and the record show it."""
        return f"{self.file} (SHA-256 {self.sha256[:16]}…)"


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, on which day (ISO), and the SHA-256 of the report that is final."""

    by: str
    date: str
    report: str


@dataclass(frozen=True, slots=True)
class Record:
    """What a reviewer signs.

    Parameters
    ----------
    report : str
        Organisation, year, audience, language and notebook, with spaces between.
    language : str
    title, organisation : str
        As the report shows them.
    number : int
        Version of the report, from 1.
    replaces : Replaced or None
        The version it replaces.
    data_date : str
        Date of the latest source. (ISO)
    figures : int
        Lines of the table of figures.
    fingerprint : str
        Over identifiers and values of all figures, as in the report's footer.
    reviewed : str
        SHA-256 of the draft that was checked.
    inputs : dict of str to str
        SHA-256 of every file the report was made from, by its path from the project.
    versions : dict of str to str
        Versions of Python and of the packages, by name.
    verify, audit : tuple of str
        What `verify` and `audit` found in the draft; empty where they found nothing.
    statements : int
        Statements about counts that `audit` judged.
    open_points : tuple of str
        What the data leave open.
    signature : Signature or None
        None until it is signed.
    """

    report: str
    language: str
    title: str
    organisation: str
    number: int
    replaces: Replaced | None
    data_date: str
    figures: int
    fingerprint: str
    reviewed: str
    inputs: dict[str, str]
    versions: dict[str, str]
    verify: tuple[str, ...]
    audit: tuple[str, ...]
    statements: int
    open_points: tuple[str, ...]
    signature: Signature | None = None

    @property
    def name(self) -> str:
        """The report as a person calls it."""
        return " ".join(self.report.split(" ")[:4])

    @property
    def code(self) -> str:
        """SHA-256 of everything the record says."""
        return hashlib.sha256(_as_json(self).encode()).hexdigest()

    def signed(self, by: str, day: date, report: str) -> Record:
        """The record with a signature."""
        return replace(self, signature=Signature(by, day.isoformat(), report))


def _as_json(record: Record) -> str:
    facts = {"format": FORMAT, **asdict(record)}
    return json.dumps(facts, ensure_ascii=False)


def as_page(record: Record) -> str:
    """The record as a page of HTML that prints on one side of A4.

    The same record gives the same bytes. Everything it says stands in it twice: for
    people, and as JSON in an element that browsers do not show.
    """
    template = _template(record.language)
    return template.render(record=record, data=_as_json(record))


@cache
def _template(language: str) -> jinja2.Template:
    folder = Path(__file__).with_name("template") / "sign-off"
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters["day"] = lambda day: long_date(
        date.fromisoformat(day), language
    )
    return environment.get_template(
        "record.html.j2", globals={"words": sign_off_words(language)}
    )


def read_record(file: Path) -> Record:
    """Read the record of a sign-off; see `parse_record`."""
    return parse_record(file.name, read_text(file))


def read_text(file: Path) -> str:
    """The text of a record.

    Raises
    ------
    RecordError
        If it cannot be read, or is longer than any record.
    """
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except OSError as error:
        raise RecordError(
            f"{file.name}: it cannot be read: {error.strerror}"
        ) from error
    if len(content) > LARGEST:
        raise RecordError(f"{file.name}: {_NONE}: it is longer than any")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RecordError(f"{file.name}: {_NONE}: it is not text in UTF-8") from error


_NONE: Final = "not a record of a sign-off"


def parse_record(name: str, text: str) -> Record:
    """Read what a record says to machines.

    Parameters
    ----------
    name : str
        The file, for messages.
    text : str
        Its content.

    Raises
    ------
    RecordError
        If it breaks off, is no record, or was changed by hand.
    """
    found = _DATA.search(text)
    if found is None or not text.rstrip().endswith("</html>"):
        broken = "it breaks off or was not made by genderlib export --sign-off"
        raise RecordError(f"{name}: {_NONE}: {broken}")
    code, data = found[1], html.unescape(found[2])
    if hashlib.sha256(data.encode()).hexdigest() != code:
        raise RecordError(f"{name}: the record was changed by hand: its code differs")
    try:
        return _record(json.loads(data))
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise RecordError(f"{name}: {_NONE}: {error}") from error


def _record(facts: Any) -> Record:
    """Facts of JSON, each of the type it should have."""
    given = _mapping(facts)
    if given.pop("format", None) != FORMAT:
        raise ValueError("its format is not known")
    known = {field.name for field in fields(Record)}
    if set(given) != known:
        raise ValueError(f"it lacks or adds {', '.join(sorted(known ^ set(given)))}")
    for name in ("report", "language", "title", "organisation", "fingerprint"):
        _of(str, given[name])
    if data_date := _of(str, given["data_date"]):
        date.fromisoformat(data_date)
    for name in ("number", "figures", "statements"):
        _of(int, given[name])
    signature, before = given["signature"], given["replaces"]
    return Record(
        **given
        | {
            "reviewed": _sha256(given["reviewed"]),
            "inputs": {_of(str, n): _sha256(v) for n, v in _items(given["inputs"])},
            "versions": {
                _of(str, n): _of(str, v) for n, v in _items(given["versions"])
            },
            "verify": _texts(given["verify"]),
            "audit": _texts(given["audit"]),
            "open_points": _texts(given["open_points"]),
            "signature": None if signature is None else _signature(signature),
            "replaces": None if before is None else _replaced(before),
        }
    )


def _signature(facts: Any) -> Signature:
    given = _mapping(facts)
    day = date.fromisoformat(_of(str, given["date"]))
    return Signature(_of(str, given["by"]), day.isoformat(), _sha256(given["report"]))


def _replaced(facts: Any) -> Replaced:
    given = _mapping(facts)
    return Replaced(_of(str, given["file"]), _sha256(given["sha256"]))


def _mapping(value: Any) -> dict[str, Any]:
    return dict(_of(dict, value))


def _items(value: Any) -> Any:
    return _mapping(value).items()


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(_of(str, text) for text in _of(list, value))


def _of(kind: type[_T], value: Any) -> _T:
    if type(value) is not kind:
        raise TypeError(f"{value!r:.40} is not of the type {kind.__name__}")
    return value


def _sha256(value: Any) -> str:
    text = _of(str, value)
    if not _SHA256.fullmatch(text):
        raise ValueError(f"{text!r:.40} is no SHA-256")
    return text
