"""Counts of several files held against each other; sums by hand."""

from fractions import Fraction

import pytest

from genderlib.data.ingest.entries import Entry
from genderlib.data.ingest.findings import Place
from genderlib.data.ingest.reconcile import (
    contradictions,
    merge,
    moved,
    to_ask,
    with_wholes,
)


def entry(unit, women, total, file="a.xlsx"):
    return Entry(unit, "staff", None, women, None, total, None, Place(file, "S", "G6"))


def test_the_same_count_twice_is_kept_once_and_listed():
    merged, problems, changes = merge([entry("A", 4, 9), entry("A", 4, 9, "b.xlsx")])

    assert len(merged) == 1
    assert problems == []
    (change,) = changes
    assert (
        change.message == "left out: the same count stands in a.xlsx, sheet S, cell G6"
    )


def test_the_same_count_with_other_numbers_is_a_problem_in_both_places():
    _, problems, _ = merge([entry("A", 4, 9), entry("A", 5, 9, "b.xlsx")])

    (problem,) = problems
    assert problem.place.file == "b.xlsx"
    assert problem.value == "A, staff: 5/9 ≠ 4/9 in a.xlsx, sheet S, cell G6"


WHOLE = (None, "staff", None)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        # 4 + 5 = 9 women of 9 + 11 = 20.
        pytest.param({"A": (4, 9), "B": (5, 11), None: (9, 20)}, [], id="adds-up"),
        pytest.param(
            {"A": (4, 9), "B": (5, 11), None: (9, 21)},
            [(WHOLE, "9/20 ≠ 9/21; not counted yet: C", "units")],
            id="one-is-missing",
        ),
        pytest.param({"A": (4, 9), "B": (5, 11)}, [], id="no-whole"),
        pytest.param({None: (9, 20)}, [], id="no-units"),
    ],
)
def test_units_are_added_up_and_held_against_the_whole(counts, expected):
    keyed = {(unit, "staff", None): count for unit, count in counts.items()}
    asked = [(unit, "staff", None) for unit in ("A", "B", "C")]

    assert list(contradictions(keyed, asked)) == expected


def test_levels_are_added_up_and_held_against_their_unit():
    counts = {
        ("A", "staff", "1"): (1, 2),
        ("A", "staff", "2"): (2, 4),
        ("A", "staff", None): (3, 7),
    }

    (found,) = contradictions(counts, [])

    assert found == (("A", "staff", None), "3/6 ≠ 3/7", "levels")


@pytest.mark.parametrize(
    ("then", "now", "asked"),
    [
        # A fifth of 20 is 4: 5 more are asked about, 4 are not; 2 people never are.
        pytest.param((20, 50), (25, 50), True, id="women-moved"),
        pytest.param((20, 50), (24, 50), False, id="at-the-threshold"),
        pytest.param((20, 50), (20, 61), True, id="total-moved"),
        pytest.param((2, 5), (4, 5), False, id="two-people"),
        pytest.param((0, 5), (3, 5), True, id="from-none"),
    ],
)
def test_a_count_that_moved_by_more_than_a_fifth_is_asked_about(then, now, asked):
    found = list(moved({WHOLE: now}, {WHOLE: then}, Fraction(1, 5)))

    assert found == ([(WHOLE, then, now)] if asked else [])


def test_sums_of_units_stand_beside_them_unless_one_is_late():
    counts = {("A", "staff", None): (4, 9), ("B", "staff", None): (5, 11)}

    # 4 + 5 = 9 women of 9 + 11 = 20.
    assert with_wholes(counts, ())[WHOLE] == (9, 20)
    assert WHOLE not in with_wholes(counts, {"staff"})


def test_what_came_in_is_asked_about_at_its_cell_and_nothing_else():
    unit, other = ("A", "staff", None), ("A", "division_heads", None)
    place = Place("a.xlsx", "S", "G6")
    now = {unit: (10, 20), other: (9, 9), WHOLE: (11, 20)}
    before = {unit: (4, 20), other: (1, 9), WHOLE: (11, 20)}

    found = list(to_ask(now, before, [unit, other], {unit: place}))

    assert [(f.place, f.value) for f in found] == [
        (place, "A, staff: 4/20 → 10/20"),
        (Place("counts.csv"), "staff: 10/20 ≠ 11/20"),
    ]
