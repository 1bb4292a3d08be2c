"""What can be worked out, on tables small enough to do it by hand."""

from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from genderlib.disclosure import (
    Cell,
    ContradictionError,
    Interval,
    Statement,
    System,
    attack,
    cross_table,
    joined,
    printed_share,
    protect,
    unsafe,
)

# Two cells at least are hidden in every row and column, and it does not help: the first
# two rows less the second and third columns leave one cell.
COUNTIES = [[15, 1, 3, 1], [20, 10, 10, 15], [3, 10, 10, 2], [12, 14, 7, 2]]
HIDDEN_COUNTIES = {
    *("0,1", "0,2", "0,3"),
    *("1,1", "1,2"),
    *("2,0", "2,3"),
    *("3,0", "3,3"),
}


def pair(women, total, threshold=5):
    return System(
        (Cell("women", women, threshold=threshold), Cell("total", total)),
        printed_share("share", "women", "total", Fraction(women, total)),
    )


def test_the_complement_of_a_shown_total_is_worked_out():
    table = cross_table([[3, 20]], threshold=5)

    actual = attack(table, {"0,0", "*,0"})

    assert actual == {"0,0": Interval(3, 3), "*,0": Interval(3, 3)}


def test_a_total_of_seven_with_a_printed_share_leaves_one_whole_number():
    # 28.6 % of 7 lies between 1.9985 and 2.0055.
    actual = attack(pair(2, 7), {"women"})

    assert actual == {"women": Interval(2, 2)}


def test_a_printed_share_of_many_leaves_several():
    # 28.6 % of 7000: from 28.55 % of it, 1998.5, to less than 28.65 %, 2005.5.
    actual = attack(pair(2000, 7000), {"women"})["women"]

    # Hidden for another reason than its size: the rule says nothing here.
    assert actual == Interval(1999, 2005)


def test_share_and_total_hidden_together_leave_multiples():
    # Every pair with 28.55 % <= women / total < 28.65 %, below 1000: 2/7 first.
    actual = attack(pair(2, 7), {"women", "total"})

    assert actual["women"].low == 2
    assert actual["total"].low == 7


def test_rows_less_columns_leave_one_cell():
    table = cross_table(COUNTIES, threshold=4)

    actual = attack(table, HIDDEN_COUNTIES)["0,3"]

    # (20 + 55) - (35 + 30) + (10 + 10 + 14 + 7) - (15 + 20 + 15) = 1
    assert actual == Interval(1, 1)


def test_rows_less_columns_are_protected():
    table = cross_table(COUNTIES, threshold=4)

    hidden = protect(table)

    assert unsafe(table, hidden) == {}


# Øyvind Langsrud, The problem of singletons and zeros, vignette of easySdcTable 1.1.2,
# data1a and data1b; at most 3 is small there.
SINGLETONS = {
    "data1a": [[0, 1, 7, 1, 0], [2, 0, 0, 2, 8]],
    "data1b": [[1, 1, 7, 1, 0], [1, 0, 0, 2, 8]],
}


@pytest.mark.parametrize("name", SINGLETONS)
def test_published_case_whoever_is_alone_learns_nothing_of_others(name):
    table = cross_table(SINGLETONS[name], threshold=4)
    hidden = protect(table)
    inner = {c.name: c for c in table.cells if c.small and "*" not in c.name}
    neighbours = [
        (one, other)
        for one, other in product(inner, repeat=2)
        if one != other and {*one.split(",")} & {*other.split(",")}
    ]

    learnt = [
        (one, other)
        for one, other in neighbours
        if inner[one].value == 1
        and (one[0] == other[0] or one[2] == other[2])
        and attack(table, hidden, known={one: 1})[other].span < 4
    ]

    assert unsafe(table, hidden) == {}
    assert learnt == []


def regions():
    """Two tables over the same people, linked by their regions.

    R package sdcTable, tests/testthat/test-linked-tables.r; at most 3 is small there.
    """
    counts = {"A": 2, "B": 2, "I": 8, "J": 8, "K": 3, "L": 3, "M": 3, "N": 7}
    sums = {
        "county-1": "ABIJ",
        "county-2": "KLMN",
        "big": "LM",
        "small": "ABIJKN",
    }
    parts = {name: sum(counts[r] for r in members) for name, members in sums.items()}
    values = counts | parts | {"Total": sum(counts.values())}
    cells = tuple(Cell(name, value, threshold=4) for name, value in values.items())
    statements = [
        Statement(f"{name} sum", (*((r, 1) for r in members), (name, -1)))
        for name, members in sums.items()
    ]
    for one, other in (("county-1", "county-2"), ("big", "small")):
        statements.append(
            Statement(f"{one} total", ((one, 1), (other, 1), ("Total", -1)))
        )
    return System(cells, tuple(statements))


def test_published_case_linked_tables_broken_one_by_one():
    # Safe in the table of counties (K with L and M). Both together: small less county-1
    # is K + N, 30 - 20, and N = 7 is shown.
    hidden = {"A", "B", "K", "L", "M"}

    actual = attack(regions(), hidden)

    assert actual["K"] == Interval(3, 3)


def test_published_case_linked_tables_protected():
    hidden = protect(regions())

    assert unsafe(regions(), hidden) == {}


def test_the_rule_itself_tells():
    # 5 = women + men with both hidden: 0 and 5 would have been shown.
    table = cross_table([5 - 1, 1], threshold=5)

    actual = attack(table, {"0", "1"})

    assert actual == {"0": Interval(1, 4), "1": Interval(1, 4)}


def test_the_rule_tells_nothing_where_no_cell_is_personal():
    table = cross_table([4, 1], threshold=5, personal=False)

    actual = attack(table, {"0", "1"})

    assert actual == {"0": Interval(0, 5), "1": Interval(0, 5)}


def test_last_years_report_gives_away_this_years():
    # 12 last year, 4 joined and 3 left: 13 now, whatever this year's report hides.
    stocks = System(
        (
            *(Cell("before", 12), Cell("joined", 4, personal=False)),
            *(Cell("left", 3, personal=False), Cell("now", 13)),
        ),
        (Statement("flow", (("before", 1), ("joined", 1), ("left", -1), ("now", -1))),),
    )

    actual = attack(stocks, {"now"})

    assert actual["now"] == Interval(13, 13)


def test_bounds_are_rounded_inward():
    printed = System((Cell("women", 3),), (Statement("odd", (("women", 2),), 5, 7),))

    actual = attack(printed, {"women"})

    # 2.5 to 3.5 women.
    assert actual == {"women": Interval(3, 3)}


def test_no_whole_number_between_is_an_error():
    cells = (Cell("women", 3),)
    lying = System(cells, (Statement("third", (("women", 3),), 9, 9),))
    object.__setattr__(
        lying, "statements", (Statement("third", (("women", 3),), 10, 11),)
    )

    with pytest.raises(ContradictionError, match="women: no whole number agrees"):
        attack(lying, {"women"})


@pytest.mark.parametrize(
    ("cells", "statements", "message"),
    [
        pytest.param(
            (Cell("a", 1), Cell("a", 2)), (), "names that stand twice: a", id="twice"
        ),
        pytest.param((Cell("a", -1),), (), "counts below zero: a", id="negative"),
        pytest.param(
            (Cell("a", 1),),
            (Statement("s", (("b", 1),)),),
            "s: unknown cells b",
            id="unknown",
        ),
        pytest.param(
            (Cell("a", 1),),
            (Statement("s", (("a", 1),)),),
            "s: the counts do not fulfil it",
            id="false",
        ),
    ],
)
def test_a_system_that_cannot_be_is_refused(cells, statements, message):
    with pytest.raises(ValueError, match=message):
        System(cells, statements)


def by_enumeration(table, hidden, ceiling):
    """Every whole table two by two with what is shown, all at once."""
    values = {cell.name: cell.value for cell in table.cells}
    inner = ("0,0", "0,1", "1,0", "1,1")
    ranges = [range(ceiling) if n in hidden else [values[n]] for n in inner]
    a, b, c, d = (grid.ravel() for grid in np.meshgrid(*ranges))
    every = dict(zip(inner, (a, b, c, d), strict=True))
    every |= {"0,*": a + b, "1,*": c + d, "*,0": a + c, "*,1": b + d}
    every["*,*"] = a + b + c + d
    fits = np.all([every[n] == v for n, v in values.items() if n not in hidden], axis=0)
    fits &= np.any([(every[n] > 0) & (every[n] < 3) for n in hidden], axis=0)
    found = {n: every[n][fits] for n in values if n in hidden}
    return {n: Interval(int(v.min()), int(v.max())) for n, v in found.items()}


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        pytest.param([[1, 4], [5, 2]], ("0,0", "0,1", "1,0", "1,1"), id="inner"),
        pytest.param([[1, 4], [5, 2]], ("0,0", "0,1", "0,*", "*,0", "*,1"), id="some"),
        pytest.param([[2, 0], [0, 2]], ("0,0", "0,1", "1,0", "1,1"), id="diagonal"),
        pytest.param([[1, 9], [9, 9]], ("0,0", "0,1", "1,0", "1,1"), id="large"),
    ],
)
def test_bounds_are_those_of_enumeration(counts, hidden):
    table = cross_table(counts, threshold=3)

    actual = attack(table, hidden)

    assert actual == by_enumeration(table, hidden, 20)


def test_tables_with_a_shared_margin_are_one():
    first = cross_table([[3, 20], [15, 30]], prefix="a ")
    second = System((*(c for c in first.cells if c.name == "a *,*"),))

    actual = joined(first, second)

    assert actual == first


def test_tables_that_disagree_are_refused():
    with pytest.raises(ValueError, match="two values"):
        joined(System((Cell("a", 1),)), System((Cell("a", 2),)))
