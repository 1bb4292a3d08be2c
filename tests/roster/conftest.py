"""A project whose organisation `example` counts registers, and a way to count one."""

import subprocess
import sys
from datetime import date

import pytest

from genderlib.data import Project
from genderlib.data.roster.rules import read_rules
from genderlib.data.roster.taking import Day, count_register
from tests.conftest import copy_project
from tests.roster.registers import words


@pytest.fixture(scope="session")
def example(tmp_path_factory):
    """A project of the invented organisation, to read from."""
    folder = tmp_path_factory.mktemp("example") / "project"
    return Project(copy_project(folder, "example"))


@pytest.fixture
def project(tmp_path):
    """The same, to write into."""
    return copy_project(tmp_path / "project", "example")


@pytest.fixture(scope="session")
def count(example):
    """Counts of a register by group, unit, level, ages and flow."""
    rules = read_rules(example, "example")

    def counts(path, before=None, year=2024):
        now = Day(path, date(year, 12, 31))
        then = before and Day(before, date(year - 1, 12, 31))
        taken = count_register(example, rules, now, then)
        return {
            (c.group, c.unit, c.level, c.ages and words(c.ages), c.flow): (
                c.women,
                c.men,
                c.total,
            )
            for c in taken.counted
        }

    return counts


@pytest.fixture
def run(project):
    """Runs `genderlib` in the project's folder."""

    def command(*arguments, env=None):
        return subprocess.run(
            [sys.executable, "-m", "genderlib", *map(str, arguments)],
            cwd=project,
            capture_output=True,
            text=True,
            check=False,
            env=env,
        )

    return command
