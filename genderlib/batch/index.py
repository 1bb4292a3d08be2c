"""The index of all reports there are, written after each run."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from genderlib.batch.made import Made, folder_of, read_made
from genderlib.data.atomic import write_atomically
from genderlib.report.editions import is_record_name, number_kept, signed
from genderlib.report.listing import AUDIENCES, INDEX, LANGUAGES, Listed, index_page
from genderlib.report.records import RecordError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from genderlib.data import Project

_NAME = re.compile(r"(?P<notebook>.+)\.(?P<language>vi|en)(?:\.v[1-9]\d*)?\.html")
_DATE = re.compile(r'<time datetime="(\d{4}-\d\d-\d\d)">')
_FINGERPRINT = re.compile(r'<dd class="fingerprint">(\w+)</dd>')
_ORGANISATION = re.compile(r'<p class="organisation">(.*?)</p>')
_TITLE = re.compile(r"<title>(.*?)</title>")
_TAG = re.compile(r"<[^>]*>")


def write_index(project: Project) -> Path:
    """Write `reports/index.html`: what there is, and what could not be made.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    place = project.reports / INDEX
    write_atomically(place, index_page(_listed(project)).encode())
    return place


def _listed(project: Project) -> Iterator[Listed]:
    found = set(project.reports.glob("*/*/*/*.html"))
    made = folder_of(project)
    known = made.glob("*/*/*/*.json")
    found |= {project.reports / p.relative_to(made).with_suffix(".html") for p in known}
    for path in found:
        if not is_record_name(path.name) and (report := _report(project, path)):
            yield report


def _report(project: Project, path: Path) -> Listed | None:
    """A report as it is listed; None for what is not named as reports are."""
    inside = path.relative_to(project.reports)
    organisation, year, audience, name = inside.parts
    named = _NAME.fullmatch(name)
    if not named or not year.isdecimal() or audience not in AUDIENCES:
        return None
    made = read_made(project, path)
    there = path.is_file()
    if not there and not made.error:
        return None
    facts = made.facts or (_read(path) if there else {})
    return Listed(
        organisation,
        str(facts.get("organisation_name") or organisation),
        str(facts.get("title") or f"{organisation} {year}"),
        int(year),
        audience,
        named["language"] if named["language"] in LANGUAGES else "vi",
        named["notebook"],
        quote(inside.as_posix()) if there else "",
        _state(path, made, there=there),
        _date(str(facts.get("data_date", ""))),
        # Whoever has the public report could try small counts on the hash of another.
        str(facts.get("fingerprint", "")) if audience == "public" else "",
        made.error,
    )


def _state(path: Path, made: Made, *, there: bool) -> str:
    if made.error:
        return "old" if there else "failed"
    if number_kept(path):
        return "replaced"
    try:
        return "signed" if signed(path) else "draft"
    except RecordError:
        return "draft"


def _read(path: Path) -> dict[str, Any]:
    """Facts of a report of which nothing is kept, from its page."""
    text = path.read_text("utf-8", errors="replace")
    foot = text[text.rfind("<footer") :]
    dates, hashes = _DATE.findall(foot), _FINGERPRINT.findall(foot)
    names, titles = _ORGANISATION.findall(text), _TITLE.findall(text)
    return {
        "title": unescape(titles[0]) if titles else "",
        "organisation_name": unescape(_TAG.sub("", names[0])) if names else "",
        "data_date": dates[-1] if dates else "",
        "fingerprint": hashes[-1] if hashes else "",
    }


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
