"""The data package: what is in it, and that frictionless accepts it."""

import json
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from genderlib.exports.archive import read_archive
from genderlib.exports.package import package
from tests.conftest import copy_project
from tests.exports.conftest import read_all, write_reports
from tests.review.year import Year


@pytest.fixture(scope="module")
def packages(finished_reports):
    """Packages by audience and language."""
    return {edition: package(f) for edition, f in finished_reports.items()}


def frictionless(path):
    """The program, as a person calls it."""
    command = [Path(sys.executable).with_name("frictionless"), "validate", path]
    return subprocess.run(
        [*command, "--json"], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("edition", [("internal", "vi"), ("public", "en")])
def test_frictionless_validate_accepts_it(packages, edition, tmp_path):
    path = tmp_path / "report.package.zip"
    path.write_bytes(packages[edition])

    result = frictionless(path)

    assert result.returncode == 0, result.stdout
    assert json.loads(result.stdout)["stats"]["errors"] == 0


def test_frictionless_validate_accepts_one_of_two_years(tmp_path):
    folder = copy_project(tmp_path / "project")
    Year(folder).invent_year_before(party_committee=3)
    project = write_reports(folder, [("internal", "en")], previous=2019)
    path = tmp_path / "report.package.zip"
    path.write_bytes(package(read_all(project)["internal", "en"]))

    result = frictionless(path)

    names = {task["name"] for task in json.loads(result.stdout)["tasks"]}
    assert result.returncode == 0, result.stdout
    assert {"counts", "counts-stameq-2019", "sources-stameq-2019"} <= names


def test_frictionless_validate_refuses_a_count_that_was_changed(packages, tmp_path):
    folder = tmp_path / "package"
    for name, content in read_archive(packages["internal", "en"]).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.replace(b",4,,13,", b",5,,13,"))

    result = frictionless(folder / "datapackage.json")

    assert result.returncode == 1
    assert "hash-count" in result.stdout


def test_an_internal_package_holds_every_file_of_the_report(packages, internal):
    files = read_archive(packages["internal", "en"])
    digests = {path: sha256(files[path]).hexdigest() for path in internal.inputs}

    assert digests == internal.inputs


def test_a_package_holds_the_notebook_of_the_program_where_it_was_used(tmp_path):
    folder = copy_project(tmp_path / "project")
    project = write_reports(folder, [("internal", "en")])
    shutil.rmtree(project.notebooks)
    (finished,) = read_all(project).values()

    files = read_archive(package(finished))

    assert (
        sha256(files["annual_review.ipynb"]).hexdigest()
        == (finished.inputs["annual_review.ipynb"])
    )


def test_a_public_package_holds_what_the_page_shows_and_no_table_behind_it(packages):
    files = read_archive(packages["public", "en"])

    assert list(files) == [
        "datapackage.json",
        *("figures.csv", "inputs.csv", "origins.csv", "cells.csv"),
        "annual_review.en.html",
        *("figures.json", "figures.schema.json"),
    ]


def test_a_public_package_is_the_same_for_other_hidden_counts(
    packages, finished_reports, tmp_path
):
    root = finished_reports["public", "en"].project.root
    year = Year(root).copy(tmp_path / "project")
    # Invented, as the others.
    year.change("counts", "violence_support", women=5, men=0)
    year.change("counts", "maternity_support", women=16, men=4)
    project = write_reports(year.root, [("public", "en")])

    again = package(read_all(project)["public", "en"])

    assert again == packages["public", "en"]


def test_cells_are_those_of_the_tables_shown(packages):
    cells = read_archive(packages["internal", "en"])["cells.csv"].decode()

    # From the source: 4 of 13.
    assert (
        "representation,Women in the groups counted (people),3,4,"
        "Party committee,Share,30.8%,party_committee.share\n"
    ) in cells


def test_the_same_report_gives_the_same_bytes(packages, internal):
    assert package(internal) == packages["internal", "en"]
