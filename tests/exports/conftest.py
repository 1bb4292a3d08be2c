"""Finished reports of 2020, with benefits INVENTED for the tests, made once."""

import shutil

import pytest

from genderlib.data import Project
from genderlib.data.raw import RawTables
from genderlib.exports.finished import read_finished
from genderlib.report.rebuild import rebuild
from genderlib.report.verify import Verifier
from genderlib.review import make_review
from tests.conftest import copy_project
from tests.review.personal import invent_benefits
from tests.review.year import Year

EDITIONS = [
    pytest.param(("internal", "vi"), id="internal-vi"),
    pytest.param(("internal", "en"), id="internal-en"),
    pytest.param(("public", "vi"), id="public-vi"),
    pytest.param(("public", "en"), id="public-en"),
]


def write_reports(folder, editions, previous=None):
    """Pages as `genderlib render` writes them, without a kernel."""
    project = Project(folder)
    raw = RawTables(project)
    tables = raw.year("stameq", 2020)
    before = raw.year("stameq", previous) if previous else None
    notebook = project.notebooks / "annual_review.ipynb"
    for audience, language in editions:
        page = rebuild(
            notebook, make_review(tables, before, language=language, audience=audience)
        )
        place = project.reports / "stameq" / "2020" / audience
        place.mkdir(parents=True, exist_ok=True)
        path = place / f"annual_review.{language}.html"
        path.write_text(page, encoding="utf-8")
    return project


def read_all(project):
    """Every report of a project, by audience and language."""
    verifier = Verifier(project)
    return {
        (path.parent.name, path.name.split(".")[1]): read_finished(
            project, verifier, path
        )
        for path in sorted(project.reports.glob("stameq/2020/*/*.html"))
    }


@pytest.fixture(scope="session")
def finished_reports(tmp_path_factory, root):
    """Internal and public reports in both languages."""
    folder = copy_project(tmp_path_factory.mktemp("exports") / "project")
    shutil.copy2(root / "data" / "letterheads.csv", folder / "data")
    invent_benefits(Year(folder))
    return read_all(write_reports(folder, [param.values[0] for param in EDITIONS]))


@pytest.fixture(params=EDITIONS)
def finished(request, finished_reports):
    """Each of them in turn."""
    return finished_reports[request.param]


@pytest.fixture(scope="session")
def internal(finished_reports):
    """The internal report in English."""
    return finished_reports["internal", "en"]


@pytest.fixture(scope="session")
def public(finished_reports):
    """The public report in English; small invented counts are hidden."""
    return finished_reports["public", "en"]
