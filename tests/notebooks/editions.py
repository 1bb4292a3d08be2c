"""Every report of every notebook over the real data, each made once in a process."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from genderlib.batch.scope import in_scope, notebook_audience, notebook_scope
from genderlib.data import Project, list_years
from genderlib.report.opening import Opener
from genderlib.report.rebuild import read_script
from tests.conftest import ROOT

if TYPE_CHECKING:
    from genderlib.report.rebuild import Script

NOTEBOOKS = ("annual_review", "trends", "comparison", "news_item")
LANGUAGES = ("vi", "en")


class Edition(NamedTuple):
    """Which report; it names itself as the head of a page does."""

    notebook: str
    organisation: str
    year: str
    language: str
    audience: str = "internal"


def editions(
    notebook: str, language: str, audience: str | None = None
) -> list[Edition]:
    """The reports that `genderlib render --notebook` makes of the real data."""
    project = Project(ROOT)
    scope = notebook_scope(project.notebook(notebook))
    readers = notebook_audience(project.notebook(notebook), audience)
    return [
        Edition(notebook, organisation, str(year), language, readers)
        for organisation, year in in_scope(
            project, scope, list_years(project), named=False
        )
    ]


@lru_cache
def page(edition: Edition) -> str:
    """The finished page; `test_same_bytes.py` holds it against a kernel's."""
    return made(edition, Project(ROOT))


def made(edition: Edition, project: Project) -> str:
    """The page of a report in any project folder."""
    script = _script(edition.notebook)
    return script.page(Opener(project).open(script.opener, edition))


@lru_cache
def _script(notebook: str) -> Script:
    return read_script(Project(ROOT).notebook(notebook))
