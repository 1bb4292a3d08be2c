"""Parts of a change: known values, and that they add up."""

from itertools import permutations
from math import factorial

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import genderlib
from genderlib.indicators import segregation_change

# The elected councils of two provinces, 2021-2026, by tier: women and all members.
HA_GIANG = [[19, 57], [132, 370], [1348, 4054]]
LAO_CAI = [[21, 55], [125, 298], [1198, 3218]]


@st.composite
def years(draw):
    """Women and total of the same units in two years, somebody in each year."""
    group = st.integers(0, 50).flatmap(
        lambda total: st.tuples(st.integers(0, total), st.just(total))
    )
    pairs = draw(st.lists(st.tuples(group, group), min_size=1, max_size=8))
    pairs.append(((3, 7), (5, 9)))
    before, after = zip(*pairs, strict=True)
    return list(before), list(after)


def test_kitagawa_by_hand():
    # Shares 1/2 and 1/4 in units of 10 and 20, then 3/5 and 1/4 in units of 20 and 20
    found = genderlib.decompose_share_change([[5, 10], [5, 20]], [[12, 20], [5, 20]])

    assert found.before == pytest.approx(10 / 30)
    assert found.after == pytest.approx(17 / 40)
    # (1/2 - 1/3) * 0.55 + (1/2 - 2/3) * 0.25 = 0.05
    assert found.composition == pytest.approx(0.05)
    # 0.1 * (1/3 + 1/2) / 2 = 1/24
    assert found.rate == pytest.approx(1 / 24)


@given(years())
def test_parts_of_a_share_change_add_up(tables):
    found = genderlib.decompose_share_change(*tables)

    assert found.composition + found.rate == pytest.approx(found.change, abs=1e-12)
    assert found.change == pytest.approx(found.after - found.before, abs=1e-15)
    assert found.units.sum().tolist() == pytest.approx(
        [found.composition, found.rate], abs=1e-12
    )


@given(years())
def test_parts_of_a_share_change_change_sign_with_the_years(tables):
    before, after = tables

    found = genderlib.decompose_share_change(before, after)
    back = genderlib.decompose_share_change(after, before)

    assert back.composition == pytest.approx(-found.composition, abs=1e-12)
    assert back.rate == pytest.approx(-found.rate, abs=1e-12)


@given(years(), st.integers(2, 9))
def test_units_that_only_grow_alike_change_nothing(tables, factor):
    before, _ = tables

    found = genderlib.decompose_share_change(before, np.array(before) * factor)

    assert (found.composition, found.rate) == pytest.approx((0, 0), abs=1e-15)


def test_units_are_matched_by_their_names():
    columns = ["women", "total"]
    before = pd.DataFrame(HA_GIANG, index=["province", "district", "commune"])
    after = pd.DataFrame(LAO_CAI, index=["province", "district", "commune"])
    before.columns = after.columns = columns

    found = genderlib.decompose_share_change(before, after.iloc[::-1])

    plain = genderlib.decompose_share_change(HA_GIANG, LAO_CAI)
    assert found.rate == pytest.approx(plain.rate)
    assert found.units.loc["commune", "rate"] == pytest.approx(
        plain.units.loc[2, "rate"]
    )


def test_new_and_closed_units_are_composition():
    before = pd.DataFrame({"women": [2, 5], "total": [8, 10]}, index=["a", "old"])
    after = pd.DataFrame({"women": [2, 9], "total": [8, 10]}, index=["a", "new"])

    found = genderlib.decompose_share_change(before, after)

    assert found.rate == pytest.approx(0, abs=1e-15)
    assert found.composition == pytest.approx(4 / 18)
    assert found.units.index.tolist() == ["a", "old", "new"]


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        pytest.param(
            [[1, 2]], [[1, 2], [3, 4]], "before has 1 units, after 2", id="len"
        ),
        pytest.param(
            [[3, 2]], [[1, 2]], "before: women must not exceed.*3 > 2", id="up"
        ),
        pytest.param([[0, 0]], [[1, 2]], "before must count someone", id="nobody"),
        pytest.param([[1, 2, 3]], [[1, 2]], "before must have two columns", id="three"),
        pytest.param([[1, None]], [[1, 2]], "before must not be missing", id="missing"),
        pytest.param(
            pd.DataFrame({"women": [1]}),
            [[1, 2]],
            "before has no column total",
            id="col",
        ),
        pytest.param(
            [[1, 2], [1, 2]],
            pd.DataFrame({"women": [1, 1], "total": [2, 2]}, index=["a", "a"]),
            "after names the unit 'a' twice",
            id="twice",
        ),
    ],
)
def test_years_that_cannot_be_compared_are_refused(before, after, message):
    with pytest.raises(ValueError, match=message):
        genderlib.decompose_share_change(before, after)


numbers = st.floats(-100, 100).map(lambda value: round(value, 3))


@st.composite
def products(draw):
    """The same one to five factors in two years, for one to four subgroups."""
    size = draw(st.integers(1, 4))
    names = "abcde"[: draw(st.integers(1, 5))]
    values = st.lists(numbers, min_size=size, max_size=size)
    return tuple({name: draw(values) for name in names} for _ in range(2))


def mean_over_orders(before, after):
    """Definition: each factor changed in turn, over all orders."""
    effects = dict.fromkeys(before, 0.0)
    for order in permutations(before):
        now = {name: np.array(values) for name, values in before.items()}
        for name in order:
            was = np.prod(list(now.values()), axis=0).sum()
            now[name] = np.array(after[name])
            effects[name] += np.prod(list(now.values()), axis=0).sum() - was
    return {name: effect / factorial(len(before)) for name, effect in effects.items()}


@given(products())
def test_das_gupta_equals_the_mean_over_all_orders(years):
    found = genderlib.decompose_factors(*years)

    expected = mean_over_orders(*years)
    scale = 1 + max(abs(found.before), abs(found.after))
    for name, effect in expected.items():
        actual = found.factors.loc[name, "effect"]
        assert actual == pytest.approx(effect, rel=1e-9, abs=1e-9 * scale)


@given(products())
def test_effects_of_factors_add_up(years):
    found = genderlib.decompose_factors(*years)

    largest = np.abs(
        [np.abs(np.array(list(year.values()))).prod(axis=0).sum() for year in years]
    ).max()
    error = found.factors["effect"].sum() - found.change
    assert abs(error) <= 1e-12 * (1 + largest + abs(found.factors).to_numpy().max())


def test_das_gupta_two_factors_by_hand():
    # Das Gupta (1993), example 2.1: earnings of black and of white persons
    black = {"avg_earnings": 10930, "earner_prop": 0.717892}
    white = {"avg_earnings": 16591, "earner_prop": 0.825974}

    found = genderlib.decompose_factors(black, white)

    # By hand: (16591 - 10930) * (0.717892 + 0.825974) / 2
    assert found.factors.loc["avg_earnings", "effect"] == pytest.approx(4369.912713)
    assert found.factors.loc["earner_prop", "standardised_before"] == pytest.approx(
        9878.553, abs=5e-4
    )


def test_the_order_in_which_factors_are_named_changes_nothing():
    before, after = {"a": [2, 3], "b": [5, 1]}, {"b": [4, 1], "a": [2, 6]}

    found = genderlib.decompose_factors(before, after)

    turned = genderlib.decompose_factors(dict(reversed(before.items())), after)
    pd.testing.assert_frame_equal(turned.factors.loc[["a", "b"]], found.factors)


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        pytest.param({}, {}, "name the same factors", id="none"),
        pytest.param({"a": 1}, {"b": 1}, "name the same factors", id="other"),
        pytest.param({"a": 1}, {"a": 1, "b": 1}, "name the same factors", id="more"),
        pytest.param({"a": [1, 2]}, {"a": 1}, "the same subgroups", id="subgroups"),
        pytest.param(
            {"a": [1, 2], "b": [1]},
            {"a": [1, 2], "b": [1]},
            "one value for",
            id="length",
        ),
        pytest.param({"a": None}, {"a": 1}, r"before\['a'\] must not be", id="missing"),
        pytest.param({"a": 1}, {"a": np.inf}, r"after\['a'\] must be finite", id="inf"),
        pytest.param({"a": "1"}, {"a": 1}, r"before\['a'\] must be finite", id="text"),
    ],
)
def test_factors_that_cannot_be_compared_are_refused(before, after, message):
    with pytest.raises(ValueError, match=message):
        genderlib.decompose_factors(before, after)


@st.composite
def tables(draw):
    """Units by women and men in two years, both sexes in two units of each year."""
    cells = st.tuples(*[st.integers(0, 30)] * 2)
    rows = draw(st.lists(st.tuples(cells, cells), max_size=5))
    rows += [((4, 1), (3, 2)), ((1, 5), (2, 2))]
    return tuple(np.array(year) for year in zip(*rows, strict=True))


PARTS = ["additions", "removals", "group_margin", "unit_margin", "structure"]


@given(tables())
def test_parts_of_a_change_of_segregation_add_up(years):
    found = genderlib.decompose_segregation_change(*years)

    parts = sum(getattr(found, part) for part in PARTS)
    assert parts == pytest.approx(found.change, abs=1e-12)
    assert found.after == pytest.approx(genderlib.mutual_information_index(years[1]))


@given(tables())
def test_parts_of_a_change_of_segregation_change_sign_with_the_years(years):
    found = genderlib.decompose_segregation_change(*years)
    back = genderlib.decompose_segregation_change(*years[::-1])

    assert back.additions == pytest.approx(-found.removals, abs=1e-12)
    for part in PARTS[2:]:
        assert getattr(back, part) == pytest.approx(-getattr(found, part), abs=1e-8)


def test_more_women_in_all_are_a_change_of_the_group_margin_only():
    # All odds ratios stay: the women of each unit are doubled. The sizes of the units
    # change with them, so the structure is what must not move.
    before = np.array([[4, 1], [3, 2], [1, 5]])

    found = genderlib.decompose_segregation_change(before, before * [2, 1])

    assert found.structure == pytest.approx(0, abs=1e-10)
    assert found.group_margin + found.unit_margin == pytest.approx(found.change)


def test_people_who_change_places_are_a_change_of_structure_only():
    # Sizes of units and of groups stay.
    found = genderlib.decompose_segregation_change([[4, 4], [4, 4]], [[6, 2], [2, 6]])

    assert found.structure == pytest.approx(found.change)
    assert (found.group_margin, found.unit_margin) == pytest.approx((0, 0), abs=1e-12)


def test_new_and_closed_units_are_additions_and_removals():
    before = pd.DataFrame([[4, 1], [1, 5], [9, 0]], list("abc"), ["women", "men"])
    after = pd.DataFrame([[1, 5], [4, 1], [0, 7]], list("bad"), ["women", "men"])

    found = genderlib.decompose_segregation_change(before, after)

    common = genderlib.mutual_information_index([[4, 1], [1, 5]])
    assert found.additions == pytest.approx(found.after - common)
    assert found.removals == pytest.approx(common - found.before)
    assert found.structure == pytest.approx(0, abs=1e-12)


@given(
    st.lists(st.tuples(*[st.integers(1, 40)] * 3), min_size=2, max_size=6),
    st.data(),
)
def test_fitted_tables_equal_iterative_proportional_fitting(rows, data):
    weights = st.integers(1, 20)
    units = np.array([data.draw(weights) for _ in rows], dtype=float)
    groups = np.array([data.draw(weights) for _ in range(3)], dtype=float)
    units, groups = units / units.sum(), groups / groups.sum()
    cells = np.array(rows, dtype=float)

    actual = segregation_change._fitted(cells, units, groups)

    expected = cells / cells.sum()
    for _ in range(2000):
        expected = expected * (groups / expected.sum(axis=0))
        expected = expected * (units / expected.sum(axis=1))[:, np.newaxis]
    np.testing.assert_allclose(actual, expected, rtol=1e-8)


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        pytest.param(
            [[1, 2], [3, 4]], [[1, 2, 3], [4, 5, 6]], "differ in shape", id="shape"
        ),
        pytest.param(
            [[1, 2], [3, 4]],
            pd.DataFrame([[1, 2], [3, 4]]),
            "must both be DataFrames",
            id="kinds",
        ),
        pytest.param([[1, 2]], [[1, 2]], "before must hold persons in two", id="one"),
        pytest.param(
            [[1, 2], [3, 4]],
            [[1, 0], [3, 0]],
            "after must hold persons of two",
            id="sex",
        ),
        pytest.param(
            pd.DataFrame([[1, 2], [3, 4]], index=["a", "b"]),
            pd.DataFrame([[1, 2], [3, 4]], index=["c", "b"]),
            "must share two units and two groups",
            id="nothing-shared",
        ),
        pytest.param(
            pd.DataFrame([[1, 2], [3, 4]], index=["a", "a"]),
            pd.DataFrame([[1, 2], [3, 4]]),
            "before names the unit 'a' twice",
            id="twice",
        ),
        pytest.param(
            pd.DataFrame([[1, 2], [3, 4]]),
            pd.DataFrame([[1, 2], [3, 4]], columns=["w", "w"]),
            "after names the column 'w' twice",
            id="group-twice",
        ),
    ],
)
def test_tables_that_cannot_be_compared_are_refused(before, after, message):
    with pytest.raises(ValueError, match=message):
        genderlib.decompose_segregation_change(before, after)
