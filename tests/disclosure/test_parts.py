"""Groups by unit and level: what the parts are called and how they add up."""

import pytest

from genderlib.disclosure import System, attack, protect, unsafe
from genderlib.disclosure.parts import WHOLE, Breakdown, PartNames, part_of
from genderlib.disclosure.rules import Rule
from genderlib.norms.counts import GroupCount

PERSONAL = Rule(personal=True, threshold=10, row={})
OFFICE, BRANCH = ("Văn phòng", None), ("Chi nhánh", None)


def system(counts):
    """Women and totals by unit and level, as a system."""
    made = {place: GroupCount(w, None, total) for place, (w, total) in counts.items()}
    return System(
        *map(tuple, Breakdown("staff", made, PartNames(made)).cells(PERSONAL))
    )


def values(found):
    return {cell.name: cell.value for cell in found.cells}


@pytest.mark.parametrize(
    ("place", "name"),
    [
        pytest.param(("Văn phòng", None), "unit_van_phong", id="unit"),
        pytest.param((None, "Lãnh đạo"), "level_lanh_dao", id="level"),
        pytest.param(("Đội 2", "a/b"), "unit_doi_2.level_a_b", id="both"),
        pytest.param(("∆", None), "unit_unnamed", id="no-letters"),
        pytest.param(WHOLE, "", id="whole"),
    ],
)
def test_a_part_is_called_by_its_letters(place, name):
    assert PartNames([place]).name(place) == name


def test_two_units_with_the_same_letters_have_two_names():
    names = PartNames([("Phòng A", None), ("Phong A", None)])

    found = {names.name(("Phòng A", None)), names.name(("Phong A", None))}

    assert found == {"unit_phong_a", "unit_phong_a__2"}


def test_the_part_of_a_cell():
    assert part_of("staff.women.unit_a.level_b") == "unit_a.level_b"
    assert part_of("staff.women") == ""


def test_what_units_leave_of_the_whole_is_a_count_that_can_be_worked_out():
    actual = values(system({WHOLE: (70, 162), OFFICE: (30, 60), BRANCH: (38, 97)}))

    # 70 - 30 - 38 women of 162 - 60 - 97 people.
    assert actual["staff.women.other_units"] == 2
    assert actual["staff.total.other_units"] == 5


def test_units_that_make_up_the_whole_leave_nothing():
    actual = values(system({WHOLE: (70, 162), OFFICE: (32, 65), BRANCH: (38, 97)}))

    assert not [name for name in actual if "other_units" in name]


def test_parts_that_are_no_parts_say_nothing_of_the_whole():
    found = system({WHOLE: (70, 162), OFFICE: (71, 80)})

    assert not [s for s in found.statements if "unit_van_phong" in s.name.split()[2:]]


def test_the_sum_over_the_levels_of_a_unit_without_a_row_is_a_count():
    both = {("A", "x"): (2, 30), ("A", "y"): (40, 50)}

    actual = values(system({WHOLE: (42, 80), **both}))

    assert actual["staff.total.unit_a"] == 80
    assert actual["staff.women.level_x"] == 2


def test_one_small_unit_is_worked_out_from_the_others():
    found = system({WHOLE: (70, 162), OFFICE: (4, 12), BRANCH: (66, 150)})

    # 70 - 66
    assert attack(found, {"staff.women.unit_van_phong"})[
        "staff.women.unit_van_phong"
    ] == (4, 4)


def test_protected_parts_are_safe_and_the_whole_is_shown():
    units = {("A", None): (4, 12), ("B", None): (66, 150), ("C", None): (30, 61)}
    found = system({WHOLE: (100, 223), **units})

    hidden = protect(found)

    # Four women and eight others are small, and with one other unit they are safe.
    assert "staff.women.unit_a" in hidden
    assert "staff.others.unit_a" in hidden
    assert not {"staff.women", "staff.others", "staff.total"} & hidden
    assert unsafe(found, hidden) == {}
