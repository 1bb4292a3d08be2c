"""A project in every state an analyst meets."""

import shutil
import subprocess
import sys
from datetime import date

import pytest

from genderlib.data import Project
from genderlib.report.signing import export_record, sign
from genderlib.report.verify import Verifier
from tests.browser.conftest import axe, browser, chromium_path, new_page, problems
from tests.conftest import copy_project
from tests.review.year import Year

__all__ = ["axe", "browser", "chromium_path", "new_page", "problems"]

# Invented: no such person.
REVIEWER = "Người Thử Nghiệm"


@pytest.fixture
def year(project):
    """The tables of 2020 in a folder of their own, to be changed."""
    return Year(project)


@pytest.fixture(scope="module")
def rendered(tmp_path_factory):
    """A project whose review of 2020 was made in Vietnamese by the real command."""
    root = copy_project(tmp_path_factory.mktemp("desk") / "project")
    command = [sys.executable, "-m", "genderlib", "render", "--language", "vi"]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    return root


@pytest.fixture
def made(rendered, tmp_path):
    """A copy of it, to be changed."""
    shutil.copytree(rendered, tmp_path / "made")
    return Year(tmp_path / "made")


@pytest.fixture
def signed(made):
    """The same after the report was signed."""
    report = made.root / "reports/stameq/2020/internal/annual_review.vi.html"
    verifier = Verifier(Project(made.root))
    export_record(verifier, report)
    sign(verifier, report, REVIEWER, date(2021, 1, 15))
    return made
