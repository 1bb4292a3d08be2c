"""The files of the invented district are those that the script makes."""

import io

import example_district
import openpyxl
import pytest

from genderlib.data.workbook import form


@pytest.fixture(scope="module")
def files():
    return dict(example_district.files())


def test_they_are_what_the_script_makes(files):
    folder = example_district.RECEIVED
    there = {p.relative_to(folder).as_posix() for p in folder.rglob("*.xlsx")}

    assert there == set(files), "run tools/example_district.py"
    for name, content in files.items():
        assert (folder / name).read_bytes() == content, name


def test_each_says_that_it_is_invented(files):
    for content in files.values():
        overview = openpyxl.load_workbook(io.BytesIO(content))[form.OVERVIEW]
        shown = " ".join(str(c.value) for row in overview for c in row if c.value)
        assert "(số liệu giả định)" in shown


def test_two_units_make_a_mistake_and_correct_it():
    wrong = {
        place
        for place, counts in example_district.FILES.items()
        for women, total in counts.values()
        if not isinstance(total, int) or women > total
    }

    assert wrong == {"phong_noi_vu_gia_dinh", "phong_giao_duc_gia_dinh"}
    assert {f"corrected/{place}" for place in wrong} <= set(example_district.FILES)
