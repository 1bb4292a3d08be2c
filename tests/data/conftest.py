"""A copy of the real project, and one change in it."""

import pytest

from genderlib.data import Project, check_project


@pytest.fixture
def copy(project):
    """The real project in a folder of its own."""
    return Project(project)


@pytest.fixture
def edit(copy):
    """Change one text of a file into another; it must be there exactly once."""

    def change(file, old, new):
        path = copy.root / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} is there {text.count(old)} times"
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change


@pytest.fixture
def found(copy):
    """What the checks find, as (file, row, column, value, message)."""

    def check():
        return [
            (p.file.rpartition("/")[2], p.row, p.column, p.value, p.message)
            for p in check_project(copy)
        ]

    return check


@pytest.fixture
def found_after(edit, found):
    """What the checks find after one change."""

    def check(file, old, new):
        edit(file, old, new)
        return found()

    return check
