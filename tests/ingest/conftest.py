"""A project in which 2021 is being collected from invented units."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from genderlib.data import Project

sys.path.insert(0, str(Path(__file__).parent))

UNITS = ("Đơn vị A", "Đơn vị B", "Đơn vị C")


@pytest.fixture
def copy(project):
    """The real project in a folder of its own."""
    return Project(project)


@pytest.fixture(scope="session")
def commands():
    """Runs `genderlib` with arguments in a folder, in a fork of a warm process."""
    driver = Path(__file__).with_name("one_by_one.py")
    process = subprocess.Popen(
        [sys.executable, str(driver)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=Path(__file__).parents[2],
        env={"PYTHONPATH": str(Path(__file__).parents[2]), "PATH": "/usr/bin:/bin"},
    )

    def run(folder, *arguments):
        job = {"folder": str(folder), "arguments": [str(a) for a in arguments]}
        process.stdin.write(json.dumps(job) + "\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    yield run
    process.stdin.close()
    process.wait(timeout=10)
    process.stdout.close()
