"""The page that lists all reports: by organisation, year and language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

import jinja2

from genderlib.text.dates import short_date
from genderlib.text.names import name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

INDEX: Final = "index.html"
STATES: Final = {
    "draft": ("Dự thảo", "Draft"),
    "signed": ("Đã ký", "Signed"),
    "failed": ("Không làm được", "Could not be made"),
    "old": ("Bản cũ; lần làm lại bị lỗi", "Old; making it again failed"),
    "replaced": ("Đã được thay thế", "Superseded"),
}
AUDIENCES: Final = {
    "internal": ("Nội bộ", "Internal"),
    "public": ("Công khai", "Public"),
}
LANGUAGES: Final = {"vi": ("Tiếng Việt", "Vietnamese"), "en": ("Tiếng Anh", "English")}


@dataclass(frozen=True, slots=True)
class Listed:
    """One report as the index shows it.

    Parameters
    ----------
    organisation, name : str
        Identifier, and how the organisation is called.
    title : str
        What the report calls itself; the identifier and the year where it is not known.
    year : int
    audience, language, notebook : str
    link : str
        Path from the index; empty where there is no file.
    state : str
        One of `STATES`.
    data_date : date or None
        Latest date among the sources; None where it is not known.
    fingerprint : str
        Hash of the figures; empty where it is not known.
    error : str
        Why it could not be made.
    """

    organisation: str
    name: str
    title: str
    year: int
    audience: str
    language: str
    notebook: str
    link: str
    state: str
    data_date: date | None = None
    fingerprint: str = ""
    error: str = ""

    @property
    def place(self) -> tuple[str, int, str, str, str, str]:
        """Where it stands in the list; the latest year of an organisation first."""
        # Vietnamese before English: it is the language of record.
        language = "" if self.language == "vi" else self.language
        return (
            self.organisation,
            -self.year,
            self.audience,
            self.notebook,
            language,
            self.link,
        )


def index_page(reports: Iterable[Listed]) -> str:
    """The index as one page of HTML that needs nothing else.

    The same reports give the same bytes.
    """
    ordered = sorted(reports, key=lambda report: report.place)
    groups = [
        (organisation, list(found))
        for organisation, found in groupby(ordered, key=lambda r: r.organisation)
    ]
    failed = [report for report in ordered if report.error]
    return _template().render(groups=groups, reports=ordered, failed=failed)


def _day(day: date) -> str:
    return short_date(day, "vi")


@cache
def _template() -> jinja2.Template:
    folder = Path(__file__).with_name("template")
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader([folder / "index", folder]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters |= {"named": name, "day": _day}
    words = {"states": STATES, "audiences": AUDIENCES, "languages": LANGUAGES}
    return environment.get_template("index.html.j2", globals=words)
