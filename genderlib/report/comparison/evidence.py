"""What the data at hand can tell of a figure that only one of two reports shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genderlib.data.raw import RawTables
from genderlib.errors import GenderlibError
from genderlib.review.figures import Definitions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from genderlib.data import Project
    from genderlib.report.reading import Page


class Evidence:
    """The tables and words of the two sides, as far as they are at hand.

    Parameters
    ----------
    before, after : Project or None
        Folders with the data of the earlier and of the later report: one folder for
        reports of two years, that of a commit and that of today for two versions.
    """

    def __init__(
        self, before: Project | None = None, after: Project | None = None
    ) -> None:
        self._projects = before, after
        self._raw = [RawTables(p) if p else None for p in self._projects]
        self._known: dict[tuple[bool, str], Definitions | None] = {}

    def value(self, page: Page, figure: str, *, late: bool) -> str | None:
        """The value that the data of a report give a figure, whether shown or not.

        Parameters
        ----------
        page : Page
            The report.
        figure : str
            Identifier.
        late : bool
            Whether it is the later report.

        Returns
        -------
        str or None
            As machines read it; empty where the data give no such figure, None where
            they are not at hand or are others than the report's own.
        """
        key = late, page.name
        if key not in self._known:
            found = self._definitions(page, late=late)
            own = found is not None and _are_of(page, found)
            self._known[key] = found if own else None
        definitions = self._known[key]
        return None if definitions is None else _value(definitions, figure)

    def _definitions(self, page: Page, *, late: bool) -> Definitions | None:
        raw = self._raw[late]
        if raw is None:
            return None
        try:
            tables = raw.year(page.organisation, int(page.year))
            previous = raw.previous(page.organisation, int(page.year))
            return Definitions(tables, previous, "en")
        except (GenderlibError, ValueError):
            return None

    def same_words(self, before: Page, after: Page) -> bool:
        """Whether notebooks and narrative are known to be the same on both sides.

        Of two reports in one folder nobody knows which words the earlier was made of.
        """
        one, other = self._projects
        if one is None or other is None or one.root == other.root:
            return False
        return list(_words(one, before)) == list(_words(other, after))


def _are_of(page: Page, definitions: Definitions) -> bool:
    """Whether data give every figure of a report the value it has there."""
    lines = page.lines.items()
    return all(_value(definitions, name) == line.machine for name, line in lines)


def _value(definitions: Definitions, figure: str) -> str:
    try:
        return definitions.figure(figure).value
    except (GenderlibError, ValueError, LookupError):
        return ""


def _words(project: Project, page: Page) -> Iterator[bytes]:
    """Notebooks and the narrative of a report."""
    folder = project.raw / page.organisation / page.year
    files = map(project.notebook, project.notebook_names())
    for path in (*files, folder / f"narrative.{page.language}.md"):
        yield path.name.encode()
        yield _content(path)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
