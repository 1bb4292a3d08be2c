"""The smallest set, held against trying every set; and safety on linked tables."""

from fractions import Fraction
from itertools import product

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
from tests.disclosure import brute

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


def classes(shape, values):
    """Tables that no reordering of rows and columns, or turning, makes equal."""
    seen = set()
    for counts in product(values, repeat=shape[0] * shape[1]):
        table = np.reshape(counts, shape)
        forms = [table[list(r)][:, list(c)] for r, c in orders(shape)]
        if shape[0] == shape[1]:
            forms += [form.T for form in forms]
        key = min(tuple(form.ravel().tolist()) for form in forms)
        if key not in seen:
            seen.add(key)
            yield np.reshape(key, shape)


def orders(shape):
    from itertools import permutations

    return product(permutations(range(shape[0])), permutations(range(shape[1])))


@pytest.mark.soak
@pytest.mark.parametrize(
    ("shape", "values"),
    [
        pytest.param((1, 2), range(7), id="1x2"),
        pytest.param((1, 3), range(7), id="1x3"),
        pytest.param((2, 2), range(6), id="2x2"),
        pytest.param((2, 3), (0, 1, 2, 4), id="2x3"),
        pytest.param((3, 3), (0, 2, 7), id="3x3"),
    ],
)
def test_no_smaller_set_is_safe_in_any_table(shape, values):
    wrong = []
    for counts in classes(shape, values):
        table = cross_table(counts, threshold=3)
        if len(protect(table)) != brute.fewest(table):
            wrong.append(counts.tolist())

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


@pytest.mark.parametrize("seed", range(6))
def test_linked_tables_with_shares_and_a_second_year_are_safe(seed):
    system = linked(seed)

    hidden = protect(system)

    assert system.small <= hidden
    assert unsafe(system, hidden) == {}


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(6, 206))
def test_many_linked_tables_are_safe(seed):
    system = linked(seed)

    hidden = protect(system)

    assert system.small <= hidden
    assert unsafe(system, hidden) == {}


def test_cell_after_cell_is_safe_and_hides_more_at_most():
    table = cross_table([[1, 4, 0], [4, 9, 4], [4, 2, 9]], threshold=3)

    one_by_one, smallest = protect(table, at_once=False), protect(table, at_once=True)

    assert unsafe(table, one_by_one) == {}
    assert len(one_by_one) >= len(smallest)
