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
