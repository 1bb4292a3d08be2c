"""The smallest set, held against trying every set; and safety on linked tables."""

from fractions import Fraction

import numpy as np
import pytest

from genderlib.disclosure import (
    Cell,
    Statement,
    System,
    UnprotectableError,
    cross_table,
    joined,
    printed_share,
    protect,
    unsafe,
)
from tests.disclosure import brute, cycles

SMALL = [
    pytest.param([[1, 4]], id="one-line"),
    pytest.param([[2, 2], [4, 1]], id="two-by-two"),
    pytest.param([[2, 2], [0, 0]], id="zeros"),
    pytest.param([[0, 1, 4], [2, 4, 4]], id="two-by-three"),
    pytest.param([[0, 9, 1], [1, 2, 9]], id="several-small"),
    pytest.param([[4, 9, 1], [0, 4, 0], [4, 0, 9]], id="three-by-three"),
    pytest.param([[1, 4, 0], [4, 9, 4], [4, 2, 9]], id="two-small-apart"),
]


@pytest.mark.parametrize("counts", SMALL)
def test_no_smaller_set_is_safe(counts):
    table = cross_table(counts, threshold=3)

    hidden = protect(table)

    assert len(hidden) == brute.fewest(table)
    assert all(brute.is_safe(table, hidden, name) for name in hidden)


def by_every_set(table, counts, threshold, most):
    """Size of the smallest safe set, if it is below `most`; by every set there is.

    Sets are found without a solver and without the rule; those that are left are
    looked at with both.
    """
    for chosen in cycles.safe_sets(counts, threshold):
        if len(chosen) >= most:
            return most
        if all(brute.is_safe(table, chosen, name) for name in sorted(chosen)):
            return len(chosen)
    return None


# Tables of two lines: three have more than a million moves by three.
@pytest.mark.parametrize("counts", [p for p in SMALL if len(p.values[0]) < 3])
def test_the_list_of_safe_sets_knows_no_smaller_one(counts):
    table = cross_table(counts, threshold=3)
    hidden = protect(table)

    assert by_every_set(table, counts, 3, len(hidden)) == len(hidden)


@pytest.mark.parametrize(
    ("shape", "values", "expected"),
    [
        # Multisets of two and three counts.
        pytest.param((1, 2), range(7), 28, id="1x2"),
        pytest.param((1, 3), range(7), 84, id="1x3"),
        # Burnside: (3**4 + 3 * 3**2 + 2 * 3**3 + 2 * 3) / 8 for the square's group.
        pytest.param((2, 2), range(3), 21, id="2x2"),
    ],
)
def test_classes_of_tables_are_counted_by_hand(shape, values, expected):
    assert len(list(cycles.classes(shape, values))) == expected


@pytest.mark.soak
@pytest.mark.parametrize(
    ("shape", "values", "threshold"),
    [
        pytest.param((1, 2), range(7), 3, id="1x2"),
        pytest.param((1, 3), range(7), 3, id="1x3"),
        pytest.param((2, 2), range(7), 3, id="2x2"),
        pytest.param((2, 3), range(5), 2, id="2x3"),
        # None, one person, many: every pattern of small cells.
        pytest.param((3, 3), (0, 1, 4), 2, id="3x3-patterns"),
        pytest.param((3, 3), range(5), 2, id="3x3"),
    ],
)
def test_no_smaller_set_is_safe_in_any_table(shape, values, threshold):
    wrong = []
    for counts in cycles.classes(shape, values):
        table = cross_table(counts, threshold=threshold)
        hidden = protect(table)
        safe = all(brute.is_safe(table, hidden, name) for name in hidden)
        least = by_every_set(table, counts, threshold, len(hidden)) if hidden else 0
        if not safe or least != len(hidden):
            wrong.append(counts)

    assert wrong == []


def test_a_share_is_hidden_where_it_gives_a_count_away():
    cells = (Cell("women", 2), Cell("men", 28), Cell("total", 30))
    whole = Statement("sum", (("women", 1), ("men", 1), ("total", -1)))
    share = printed_share("share", "women", "total", Fraction(2, 30), hideable=True)
    system = System(cells, (whole, *share))

    hidden = protect(system)

    # 6.7 % of a hidden total of at most 999 leaves women from 1 to 66.
    assert len(hidden) == brute.fewest(system)
    assert unsafe(system, hidden) == {}


def test_what_was_published_before_cannot_be_taken_back():
    cells = (Cell("women", 2, threshold=5),)
    printed = Statement("last year", (("women", 1),), 2, 2)

    with pytest.raises(UnprotectableError, match="women: can be worked out") as caught:
        protect(System(cells, (printed,)))

    assert caught.value.cells == ("women",)


def test_whoever_is_alone_beside_a_published_share_cannot_be_stopped():
    # One woman of three, 33 %: she knows that there are two men, whatever is hidden.
    cells = [Cell(n, v, threshold=5) for n, v in (("women", 1), ("men", 2))]
    total = Cell("total", 3, threshold=5)
    whole = Statement("sum", (("women", 1), ("men", 1), ("total", -1)))
    share = printed_share("share", "women", "total", Fraction(1, 3), decimals=0)

    with pytest.raises(UnprotectableError, match="men"):
        protect(System((*cells, total), (whole, *share)))


def test_nothing_is_hidden_without_a_small_count():
    assert protect(cross_table([[12, 20], [15, 30]])) == frozenset()


def test_what_others_hid_stays_hidden():
    table = cross_table([[12, 20], [15, 30]])

    hidden = protect(table, hidden={"0,0"})

    assert "0,0" in hidden


def linked(seed):
    """Two years of two tables over the same people, with shares printed of some.

    The second table breaks the rows of the first down in another way; flows join the
    years; the shares of some groups were printed elsewhere, those of others need not
    be printed.
    """
    random = np.random.default_rng(seed)
    rows, columns = random.integers(2, 4, size=2)
    threshold = int(random.integers(3, 8))
    years = []
    for year in ("0", "1"):
        first = random.poisson(random.gamma(1.0, 12, size=(rows, columns)))
        split = np.array([random.multinomial(n, [0.6, 0.4]) for n in first.sum(axis=1)])
        tables = [
            cross_table(first, threshold=threshold, prefix=f"{year} "),
            cross_table(split, threshold=threshold, prefix=f"{year} other "),
        ]
        same = tuple(
            Statement(
                f"{year} row {row}",
                ((f"{year} {row},*", 1), (f"{year} other {row},*", -1)),
            )
            for row in [*range(rows), "*"]
        )
        years.append(joined(*tables, statements=same))
    counts = {c.name: c.value for year in years for c in year.cells}
    flows, statements = [], []
    for row in range(rows):
        before, now = counts[f"0 {row},*"], counts[f"1 {row},*"]
        left = int(random.integers(0, before + 1))
        flows += (
            [
                Cell(f"left {row}", left, threshold=threshold),
                Cell(f"joined {row}", now - before + left, threshold=threshold),
            ]
            if now - before + left >= 0
            else []
        )
        if now - before + left >= 0:
            terms = (
                (f"0 {row},*", 1),
                (f"left {row}", -1),
                (f"joined {row}", 1),
                (f"1 {row},*", -1),
            )
            statements.append(Statement(f"flow {row}", terms))
        part, whole = f"1 {row},0", f"1 {row},*"
        # One person beside a share that cannot be taken back knows the others.
        alone = 1 in (counts[part], counts[whole] - counts[part])
        if counts[whole]:
            statements += printed_share(
                f"share {row}",
                part,
                whole,
                Fraction(counts[part], counts[whole]),
                decimals=0,
                hideable=bool(row) or alone,
            )
    return joined(*years, System(tuple(flows)), statements=tuple(statements))


def not_safe(system, hidden):
    """Cells that the solver of `brute` finds not to be safe."""
    cells = {cell.name for cell in system.cells}
    return [n for n in sorted(hidden & cells) if not brute.is_safe(system, hidden, n)]


@pytest.mark.parametrize("seed", range(3))
def test_linked_tables_with_shares_and_a_second_year_are_safe(seed):
    system = linked(seed)

    hidden = protect(system)

    assert system.small <= hidden
    assert unsafe(system, hidden) == {}
    assert not_safe(system, hidden) == []


@pytest.mark.parametrize("seed", range(3))
def test_small_counts_hidden_alone_are_worked_out(seed):
    """The control: what the same attacker does to tables that are not protected."""
    system = linked(seed)

    assert unsafe(system, system.small) != {}
    assert not_safe(system, system.small) != []


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(3, 206))
def test_many_linked_tables_are_safe(seed):
    system = linked(seed)

    hidden = protect(system)

    assert system.small <= hidden
    assert unsafe(system, hidden) == {}
    assert not_safe(system, hidden) == []


def test_cell_after_cell_is_safe_and_hides_more_at_most():
    table = cross_table([[1, 4, 0], [4, 9, 4], [4, 2, 9]], threshold=3)

    one_by_one, smallest = protect(table, at_once=False), protect(table, at_once=True)

    assert unsafe(table, one_by_one) == {}
    assert len(one_by_one) >= len(smallest)
