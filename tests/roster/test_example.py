"""The counts of the invented organisation are those of its invented registers."""

import shutil
import subprocess
import sys
from datetime import date

import pytest

from genderlib.data import Project, open_year
from genderlib.data.roster.taking import Day, take_register
from genderlib.disclosure import for_the_public

YEARS = (2022, 2023, 2024)


@pytest.fixture(scope="module")
def registers(root, tmp_path_factory):
    """The registers, written by their tool in a process of its own."""
    folder = tmp_path_factory.mktemp("registers")
    tool = root / "tools" / "example_rosters.py"
    subprocess.run([sys.executable, tool, folder], check=True, capture_output=True)
    return {year: folder / f"register_{year}.csv" for year in YEARS}


def test_the_committed_counts_are_those_of_the_registers(project, registers, root):
    example = project / "data" / "raw" / "example"
    for year in YEARS:
        shutil.rmtree(example / str(year))
        before = registers.get(year - 1)
        take_register(
            Project(project),
            "example",
            year,
            Day(registers[year], date(year, 12, 31)),
            before and Day(before, date(year - 1, 12, 31)),
        )

    committed = root / "data" / "raw" / "example"
    made = {p.relative_to(example): p.read_bytes() for p in example.rglob("*.csv")}
    # Who is asked for counts stands in no register.
    assert made == {
        p.relative_to(committed): p.read_bytes()
        for p in committed.rglob("*.csv")
        if p.name != "asked.csv"
    }


def test_registers_of_the_example_hold_no_names(registers):
    header = registers[2024].read_text("utf-8").splitlines()[0]

    assert "tên" not in header.lower()


def test_the_example_has_a_threshold_of_its_own(project):
    """Thirteen people of a level show by the rule of all, ten, and not by its own."""
    before = for_the_public(open_year(Project(project), "example", 2024))
    rules = project / "data" / "raw" / "disclosure.csv"
    kept = [
        line
        for line in rules.read_text("utf-8").splitlines(keepends=True)
        if not line.startswith("example,")
    ]
    rules.write_text("".join(kept), "utf-8")
    after = for_the_public(open_year(Project(project), "example", 2024))

    total = "staff.total.level_chuyen_vien_cao_cap"
    assert (before.concealed[total], after.concealed[total]) == (None, 13)


def test_the_rule_of_the_example_says_that_it_is_invented(example):
    rules = open_year(example, "example", 2024).disclosure
    own = rules[rules["organisation"] == "example"].iloc[0]

    assert (own["topic"], own["threshold"]) == ("staff", 15)
    assert "invented" in own["source"]
    assert "giả định" in own["note_vi"]
