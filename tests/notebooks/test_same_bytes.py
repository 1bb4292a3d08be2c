"""The same data give the same bytes, whoever renders them, where and when."""

import getpass
import os
import platform
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.conftest import copy_project

pytestmark = pytest.mark.kernel

FILES = [
    f"annual_review.{language}.{kind}"
    for language in ("en", "vi")
    for kind in ("html", "ipynb")
]


def contents(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def render(project, *options, **environment):
    made = subprocess.run(
        [sys.executable, "-m", "genderlib", "render", "--keep-notebook", *options],
        cwd=project,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    return contents(project / "reports" / "stameq" / "2020" / "internal")


@pytest.fixture(scope="module")
def first(reports):
    """Reports and executed notebooks as they were made once."""
    return contents(reports)


def test_both_reports_and_their_notebooks_are_made(first):
    assert list(first) == FILES


def test_elsewhere_and_with_other_settings_the_bytes_are_equal(first, tmp_path):
    project = copy_project(tmp_path / "một thư mục khác" / "project")

    second = render(
        project,
        TZ="Pacific/Kiritimati",
        LANG="de_DE.UTF-8",
        LC_ALL="C",
        PYTHONHASHSEED="4711",
        COLUMNS="40",
    )

    assert [name for name in FILES if second[name] != first[name]] == []


def test_once_more_in_the_same_place_the_bytes_are_equal(first, untouched):
    again = render(untouched, "--language", "vi")

    assert again == first


@pytest.mark.parametrize("name", FILES)
def test_no_place_time_or_person_is_in_a_file(first, untouched, name):
    text = first[name].decode()
    folders = [untouched, Path.home(), sys.prefix, tempfile.gettempdir()]
    patterns = [re.escape(str(folder)) for folder in folders]
    patterns += [
        re.escape(platform.node()),
        rf"(?<!:)\b{re.escape(getpass.getuser())}\b",
    ]
    patterns += [r"\d{4}-\d\d-\d\dT\d\d", r"\b\d\d:\d\d:\d\d\b", "start_time|duration"]

    found = [match[0] for p in patterns if (match := re.search(p, text))]

    assert found == []
