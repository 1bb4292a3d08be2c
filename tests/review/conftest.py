"""The 2020 review to look at, and a copy of it to change."""

import pytest

from tests.review.year import Year


@pytest.fixture
def year(project):
    """The tables of 2020 in a folder of their own, to be changed."""
    return Year(project)


@pytest.fixture(scope="session")
def real_year(untouched):
    """The same for tests that change nothing in it."""
    return Year(untouched)


@pytest.fixture(scope="session")
def definitions(real_year):
    """What every figure of 2020 means, in English."""
    return real_year.open("en").definitions
