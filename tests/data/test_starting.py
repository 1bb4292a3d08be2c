"""A new folder for an organisation, INVENTED, where something is there already."""

import csv

import pytest

from genderlib.data.starting import Organisation, start_example, start_project
from genderlib.errors import ProjectError

OURS = Organisation("agency_a", "Cục A", "Agency A")
TABLE = "data/raw/organisations.csv"
HEAD = "id,name_vi,name_en,short_vi,short_en,kind,part_of,valid_from,valid_to\n"


def write(folder, text):
    place = folder / TABLE
    place.parent.mkdir(parents=True)
    place.write_text(text, encoding="utf-8")
    return place


@pytest.mark.parametrize(
    "start",
    [
        pytest.param(lambda folder: start_project(folder, OURS), id="agency"),
        pytest.param(start_example, id="example"),
    ],
)
def test_a_table_of_other_organisations_is_refused_and_stays(tmp_path, start):
    place = write(tmp_path, f"{HEAD}agency_b,Cục B,Agency B,B,B,agency,,,\n")

    with pytest.raises(ProjectError, match=r"organisations\.csv: there already, and "):
        start(tmp_path)

    assert [p for p in tmp_path.rglob("*") if p.is_file()] == [place]


def test_a_folder_whose_making_was_interrupted_is_finished(tmp_path):
    place = write(tmp_path, f"{HEAD}agency_a,Cục A,Agency A,Cục A,A,agency,,,\n")

    written = start_project(tmp_path, OURS)

    assert tmp_path / "data" / "datapackage.json" in written
    assert place not in written


@pytest.mark.parametrize(
    ("organisation", "message"),
    [
        pytest.param(
            Organisation("a" * 61, "A", "A"), "id is longer than 60", id="identifier"
        ),
        pytest.param(
            Organisation("a", "A" * 201, "A"), "name_vi is longer than 200", id="vi"
        ),
        pytest.param(
            Organisation("a", "A", "A" * 300), "name_en is longer than 200", id="en"
        ),
    ],
)
def test_what_the_check_would_refuse_afterwards_is_refused_at_once(
    tmp_path, organisation, message
):
    with pytest.raises(ProjectError, match=f"{message} characters"):
        start_project(tmp_path / "new", organisation)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "short"),
    [
        pytest.param("Cục A", "Cục A", id="short"),
        # Letter 60 is within the word "Province".
        pytest.param(
            "Department of Standards, Metrology and Quality of the Province",
            "Department of Standards, Metrology and Quality of the",
            id="at-a-word",
        ),
        pytest.param("A" * 60, "A" * 60, id="sixty"),
        pytest.param("A" * 61, "A" * 60, id="one-word"),
        pytest.param(f"{'A' * 60} B", "A" * 60, id="a-word-that-ends-there"),
    ],
)
def test_a_short_name_ends_with_a_word(tmp_path, name, short):
    start_project(tmp_path, Organisation("agency_a", "Cục A", name))

    with (tmp_path / TABLE).open(encoding="utf-8", newline="") as file:
        [row] = csv.DictReader(file)
    assert row["short_en"] == short
