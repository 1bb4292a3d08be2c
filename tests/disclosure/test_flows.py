"""Who came and who left stays open where two years' counts are known."""

from itertools import product

import pytest

from genderlib.disclosure import Cell, Statement, System, attack

THRESHOLD = 10
# What a public report shows: none, or the threshold at least.
SHOWN = (0, *range(THRESHOLD, THRESHOLD + 6))


@pytest.mark.parametrize(("before", "now"), list(product(SHOWN, SHOWN)))
def test_two_shown_counts_leave_small_flows_open(before, now):
    # Now is before with those who joined less those who left. All flows are hidden,
    # whatever they are, so no rule tells that one of them is small.
    fewest = max(0, now - before)
    cells = (
        Cell("joined", fewest, personal=False),
        Cell("left", before + fewest - now, personal=False),
    )
    difference = now - before
    known = (
        Statement("years", (("joined", 1), ("left", -1)), difference, difference),
        Statement("joined are here", (("joined", 1),), 0, now),
        Statement("left were here", (("left", 1),), 0, before),
    )

    found = attack(System(cells, known), {"joined", "left"})

    # By hand: joined goes from the difference, or 0, to now; left likewise.
    assert found["joined"] == (fewest, now)
    assert found["left"] == (max(0, -difference), before)
    small = [i for i in found.values() if i.low < THRESHOLD and i.high > 0]
    assert all(interval.span >= THRESHOLD for interval in small)


def year_to_year(shown):
    """Twenty women, of whom eight left; twelve came, so that there are 24."""
    counts = {"before": 20, "now": 24, "joined": 12, "left": 8, "stayed": 12}
    cells = tuple(Cell(name, n, personal=False) for name, n in counts.items())
    sums = (
        Statement("here now", (("stayed", 1), ("joined", 1), ("now", -1))),
        Statement("here before", (("stayed", 1), ("left", 1), ("before", -1))),
    )
    hidden = counts.keys() - shown
    return attack(System(cells, sums), hidden)


@pytest.mark.parametrize(
    ("flow", "expected"),
    [
        # 20 + 12 - 24, and twelve of twenty stayed.
        pytest.param("joined", {"left": (8, 8), "stayed": (12, 12)}, id="came"),
        # 24 - 20 + 8.
        pytest.param("left", {"joined": (12, 12), "stayed": (12, 12)}, id="left"),
        # 24 - 12 and 20 - 12.
        pytest.param("stayed", {"joined": (12, 12), "left": (8, 8)}, id="stayed"),
    ],
)
def test_one_flow_beside_two_years_counts_tells_the_others(flow, expected):
    """Cell by cell, the twelve would be shown and the eight worked out from them."""
    found = year_to_year({"before", "now", flow})

    assert found == expected


def test_with_all_flows_hidden_two_years_counts_leave_each_open():
    found = year_to_year({"before", "now"})

    # Four came at least; at most all twenty left, and all 24 are new.
    assert found == {"joined": (4, 24), "left": (0, 20), "stayed": (0, 20)}


def test_flows_of_everyone_shown_beside_hidden_women_narrow_them():
    """Why flows of everyone are hidden with those of women: 10 came, 4 women more."""
    cells = (
        Cell("women", 6, personal=False),
        Cell("men", 4, personal=False),
        Cell("left", 2, personal=False),
    )
    known = (
        Statement("all who came", (("women", 1), ("men", 1)), 10, 10),
        Statement("years", (("women", 1), ("left", -1)), 4, 4),
    )

    found = attack(System(cells, known), {"women", "men", "left"})

    assert found["women"] == (4, 10)
    assert found["women"].span < THRESHOLD
