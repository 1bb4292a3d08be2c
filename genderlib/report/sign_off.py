"""What the record of a sign-off should say, and the two states of a report."""

from __future__ import annotations

import hashlib
import html
import io
import platform
import re
from functools import cache, lru_cache
from importlib import metadata
from typing import TYPE_CHECKING, Final

from genderlib import __version__
from genderlib.claims import Verdict, audit_file
from genderlib.errors import GenderlibError
from genderlib.report.records import Record
from genderlib.text.languages import check_language
from genderlib.text.page_words import page_labels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from genderlib.report.editions import Edition
    from genderlib.report.reading import Page
    from genderlib.review import Review

_MOST_LINES: Final = 4  # findings on one page of paper
_LONGEST: Final = 120
_LINE: Final = '<tr id="figure-'
_FINGERPRINT: Final = re.compile(r'class="fingerprint">([0-9a-f]{16})<')
_TITLE: Final = re.compile(r"<title>([^<]*)</title>")
_PACKAGE: Final = re.compile(r"[A-Za-z0-9._-]+")
_UNJUDGED: Final = frozenset({Verdict.NO_PERCENT.value, Verdict.NO_COUNT.value})


class StateError(GenderlibError):
    """A page that does not say whether it is a draft."""


def as_draft(text: str, language: str) -> str:
    """A final report as it was before it was signed; see `as_final`."""
    return _in_state(text, language, "final", "draft")


def as_final(text: str, language: str) -> str:
    """A draft with the state of a final report in its header and footer.

    Raises
    ------
    StateError
        If the page does not say just there that it is a draft.
    """
    return _in_state(text, language, "draft", "final")


def _in_state(text: str, language: str, before: str, after: str) -> str:
    labels = page_labels(language)
    for frame in (
        '<span class="state">{}</span>',
        f"<dt>{labels['state']}</dt><dd>{{}}</dd>",
    ):
        old, new = frame.format(labels[before]), frame.format(labels[after])
        if text.count(old) != 1:
            raise StateError(
                f"the report does not say once that it is a {before}: {old}"
            )
        text = text.replace(old, new)
    return text


def make_record(
    text: str,
    head: Page,
    notebook: str,
    edition: Edition,
    review: Review,
    inputs: dict[str, str],
    found: Sequence[str],
) -> Record:
    """The record of a draft, as it should be today.

    Parameters
    ----------
    text : str
        The page, as a draft.
    head : Page
        Which report it is.
    notebook : str
        Name of its notebook.
    edition : Edition
        What it should say of its own version.
    review : Review
        Freshly opened on the data of today.
    inputs : dict of str to str
        SHA-256 of the files it is made from.
    found : sequence of str
        What `verify` found, a line each.
    """
    failing, statements = _audited(text, head.language)
    title, fingerprint = _TITLE.search(text), _FINGERPRINT.search(text)
    return Record(
        report=f"{head.name} {notebook}",
        language=head.language,
        title=html.unescape(title[1]) if title else "",
        organisation=str(review.definitions.name(review.organisation_row)),
        number=edition.number,
        replaces=edition.replaces,
        data_date=review.data_date.isoformat() if review.data_date else "",
        figures=text.count(_LINE),
        fingerprint=fingerprint[1] if fingerprint else "",
        reviewed=sha256(text),
        inputs=dict(sorted(inputs.items())),
        versions=versions(),
        verify=_first(found),
        audit=_first(failing),
        statements=statements,
        open_points=tuple(point.striptags() for point in review.open_points()),
    )


@lru_cache(maxsize=4)
def _audited(text: str, language: str) -> tuple[tuple[str, ...], int]:
    """What is wrong with the percentages of a page, and how many were judged."""
    findings = audit_file(io.BytesIO(text.encode()), language).findings
    judged = [f for f in findings if f.judgement and f.verdict not in _UNJUDGED]
    words = check_language(language)
    failing = [f"“{f.text}”: {f.name(words)}" for f in findings if f.fails]
    return tuple(failing), len(judged)


def _first(lines: Sequence[str]) -> tuple[str, ...]:
    """As many lines as one page of paper has room for."""
    short = [
        line[: _LONGEST - 1] + "…" if len(line) > _LONGEST else line for line in lines
    ]
    more = len(short) - _MOST_LINES
    return (*short[:_MOST_LINES], *([f"… +{more}"] if more > 0 else []))


def sha256(text: str) -> str:
    """SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def versions() -> dict[str, str]:
    """Versions of Python, this program and the packages it needs, by name."""
    return dict(_versions())


@cache
def _versions() -> tuple[tuple[str, str], ...]:
    needed = metadata.requires("genderlib") or []
    names = {
        found[0]
        for line in needed
        if "extra ==" not in line and (found := _PACKAGE.match(line))
    }
    packages = [(name, metadata.version(name)) for name in sorted(names)]
    own = [("genderlib", __version__), ("python", platform.python_version())]
    return (*own, *packages)
