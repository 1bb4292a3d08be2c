"""The 2020 review to look at, and a copy of it to change."""

import shutil

import pytest

from tests.review.year import Year


@pytest.fixture
def year(project):
    """The tables of 2020 in a folder of their own, to be changed."""
    return Year(project)


@pytest.fixture(scope="session")
def untouched(root, tmp_path_factory):
    """The same for tests that change nothing."""
    folder = tmp_path_factory.mktemp("untouched")
    shutil.copytree(root / "data" / "raw", folder / "data" / "raw")
    shutil.copy2(root / "data" / "datapackage.json", folder / "data")
    ignore = shutil.ignore_patterns(".ipynb_checkpoints")
    shutil.copytree(root / "notebooks", folder / "notebooks", ignore=ignore)
    return Year(folder)


@pytest.fixture(scope="session")
def definitions(untouched):
    """What every figure of 2020 means, in English."""
    return untouched.open("en").definitions
