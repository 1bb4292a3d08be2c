"""A project folder and the reports that come of its data, made once."""

import shutil

import pytest

from genderlib.data import Project
from genderlib.data.raw import RawTables
from genderlib.report.rebuild import rebuild
from genderlib.report.verify import Verifier
from genderlib.review import make_review


@pytest.fixture(scope="session")
def pages(root):
    """The reports of the 2020 review as `genderlib render` writes them, by language.

    `test_rebuild.py` holds them against a page made through a kernel.
    """
    tables = RawTables(Project(root)).year("stameq", 2020)
    notebook = root / "notebooks" / "annual_review.ipynb"
    return {
        language: rebuild(
            notebook, make_review(tables, None, language=language, audience="internal")
        )
        for language in ("vi", "en")
    }


@pytest.fixture
def place(project):
    """Write a page where the report of 2020 belongs; gives its path."""

    def write(html, language="en", name="annual_review"):
        folder = project / "reports" / "stameq" / "2020" / "internal"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}.{language}.html"
        path.write_bytes(html if isinstance(html, bytes) else html.encode())
        return path

    return write


@pytest.fixture
def counts(project):
    """The table of counts, for a test to change."""
    return project / "data" / "raw" / "stameq" / "2020" / "counts.csv"


@pytest.fixture(scope="session")
def verifier(root, tmp_path_factory):
    """Holds reports against a copy of the data that no test changes."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(root / "data" / "raw", folder / "data" / "raw")
    shutil.copy2(root / "data" / "datapackage.json", folder / "data")
    ignore = shutil.ignore_patterns(".ipynb_checkpoints")
    shutil.copytree(root / "notebooks", folder / "notebooks", ignore=ignore)
    return Verifier(Project(folder))
