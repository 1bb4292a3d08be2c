"""Known values, edges and identities of the indices of segregation."""

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import genderlib

# The five courses of the review of 2020: women and men.
WOMEN = [10, 2, 6, 7, 4]
MEN = [8, 2, 7, 3, 3]
COURSES = np.column_stack([WOMEN, MEN])

TWO_SEXES = [
    genderlib.dissimilarity_index,
    genderlib.karmel_maclachlan_index,
    genderlib.gini_segregation_index,
    genderlib.isolation_index,
    genderlib.exposure_index,
]
OF_TABLES = [genderlib.mutual_information_index, genderlib.theil_index]


@st.composite
def units(draw, most=40):
    """Women and men of several units, some empty, both sexes and two units held."""
    cells = draw(
        st.lists(
            st.tuples(st.integers(0, most), st.integers(0, most)),
            min_size=2,
            max_size=12,
        )
    )
    cells += [(draw(st.integers(1, most)), 0), (0, draw(st.integers(1, most)))]
    women, men = zip(*draw(st.permutations(cells)), strict=True)
    return list(women), list(men)


@pytest.mark.parametrize(
    ("women", "men", "expected"),
    [
        pytest.param([50, 50], [50, 50], 0, id="even-spread"),
        pytest.param([50, 0], [0, 50], 1, id="no-unit-is-mixed"),
        # By hand: (|.5-0| + |.3-.2| + |.2-.3| + |0-.5|) / 2
        pytest.param([100, 60, 40, 0], [0, 40, 60, 100], 0.6, id="by-hand"),
        # By hand with 29 women and 23 men: sum of |23 w - 29 m| is 2 + 12 + 65 + 74
        # + 5 = 158, over 2 * 29 * 23
        pytest.param(WOMEN, MEN, 158 / 1334, id="courses-2020"),
    ],
)
def test_dissimilarity_index_known_values(women, men, expected):
    actual = genderlib.dissimilarity_index(women, men)

    assert actual == expected


def test_karmel_maclachlan_index_known_value():
    # By hand: sum of |men_i - 23/52 total_i| = 158 / 52, over 52
    actual = genderlib.karmel_maclachlan_index(WOMEN, MEN)

    assert actual == pytest.approx(158 / 52**2, rel=1e-14)


def pairwise_gini(women, men):
    """Definition over pairs of units, in fractions."""
    held = [(w, m) for w, m in zip(women, men, strict=True) if w + m]
    all_women, all_men = sum(women), sum(men)
    total = all_women + all_men
    differences = sum(
        (w + m) * (v + n) * abs(Fraction(w, w + m) - Fraction(v, v + n))
        for w, m in held
        for v, n in held
    )
    share = Fraction(all_women, total)
    return float(differences / (2 * total**2 * share * (1 - share)))


@given(units())
def test_gini_equals_its_definition_over_pairs(cells):
    actual = genderlib.gini_segregation_index(*cells)

    assert actual == pytest.approx(pairwise_gini(*cells), rel=1e-12, abs=1e-14)


@pytest.mark.parametrize(
    ("index", "even", "apart"),
    [
        (genderlib.gini_segregation_index, 0, 1),
        (genderlib.isolation_index, 0.5, 1),
        (genderlib.exposure_index, 0.5, 0),
        (genderlib.karmel_maclachlan_index, 0, 0.5),
    ],
)
def test_indices_reach_the_ends_of_their_range(index, even, apart):
    assert index([50, 50], [50, 50]) == pytest.approx(even)
    assert index([50, 0], [0, 50]) == pytest.approx(apart)


@pytest.mark.parametrize(
    ("index", "expected"),
    [
        # By hand: sum of w^2 / (w + m) = 100/18 + 4/4 + 36/13 + 49/10 + 16/7
        (genderlib.isolation_index, (100 / 18 + 1 + 36 / 13 + 4.9 + 16 / 7) / 29),
        # By hand: sum of w m / (w + m) = 80/18 + 4/4 + 42/13 + 21/10 + 12/7
        (genderlib.exposure_index, (80 / 18 + 1 + 42 / 13 + 2.1 + 12 / 7) / 29),
    ],
    ids=["isolation", "exposure"],
)
def test_isolation_and_exposure_by_hand(index, expected):
    assert index(WOMEN, MEN) == pytest.approx(expected, rel=1e-14)


@given(units())
def test_isolation_and_exposure_add_up_to_one(cells):
    isolation = genderlib.isolation_index(*cells)

    assert isolation + genderlib.exposure_index(*cells) == pytest.approx(1)
    women, men = map(sum, cells)
    assert isolation >= women / (women + men) - 1e-12


@pytest.mark.parametrize("index", TWO_SEXES[:3])
@given(units())
def test_indices_do_not_change_when_the_sexes_change_places(index, cells):
    women, men = cells

    assert index(men, women) == pytest.approx(index(women, men), abs=1e-14)


@pytest.mark.parametrize("index", TWO_SEXES)
@given(units(), st.integers(2, 50))
def test_indices_ignore_scale_and_empty_units(index, cells, factor):
    women, men = cells

    larger = index([factor * w for w in women] + [0], [factor * m for m in men] + [0])

    assert larger == pytest.approx(index(women, men), abs=1e-13)


@pytest.mark.parametrize("index", TWO_SEXES)
@given(units())
def test_units_of_the_same_mix_can_be_merged(index, cells):
    women, men = cells

    split = index([*women, *women], [*men, *men])

    assert split == pytest.approx(index(women, men), abs=1e-13)


@given(units())
def test_gini_is_never_below_dissimilarity(cells):
    dissimilarity = genderlib.dissimilarity_index(*cells)

    assert (
        dissimilarity - 1e-12 <= genderlib.gini_segregation_index(*cells) <= 1 + 1e-12
    )


def test_large_counts_keep_their_digits():
    women = np.array([10**6, 6 * 10**5, 4 * 10**5, 0]) * 10**4

    actual = genderlib.dissimilarity_index(women, women[::-1])

    assert actual == pytest.approx(0.6, rel=1e-15)
    assert genderlib.gini_segregation_index(women, women[::-1]) == pytest.approx(
        pairwise_gini([10, 6, 4, 0], [0, 4, 6, 10]), rel=1e-13
    )


@pytest.mark.parametrize("index", TWO_SEXES)
@pytest.mark.parametrize(
    ("women", "men", "message"),
    [
        pytest.param(
            [0, 0], [3, 4], "women must not be 0 in every unit", id="no-woman"
        ),
        pytest.param([3, 4], [0, 0], "men must not be 0 in every unit", id="no-man"),
        pytest.param([3], [4], "one unit alone", id="one-unit"),
        pytest.param([3, 0], [4, 0], "one unit alone", id="one-unit-held"),
        pytest.param([], [], "women must hold one number for each", id="empty"),
        pytest.param(3, 4, "women must hold one number for each", id="scalar"),
        pytest.param([[3]], [[4]], "women must hold one number for each", id="table"),
        pytest.param([3, 4], [4], "women has 2, men has 1 values", id="unequal"),
        pytest.param([3, None], [4, 5], "nothing at position 1", id="missing"),
        pytest.param(
            [3, -1], [4, 5], "women must be whole.*-1 at position 1", id="neg"
        ),
        pytest.param(
            [3, 1], [4, 2.5], "men must be whole.*2.5 at position 1", id="half"
        ),
    ],
)
def test_units_without_an_index_are_refused(index, women, men, message):
    with pytest.raises(ValueError, match=message):
        index(women, men)


def information(cells):
    """Mutual information by its first definition."""
    cells = np.asarray(cells, dtype=float)
    parts = cells / cells.sum()
    independent = parts.sum(axis=1, keepdims=True) * parts.sum(axis=0)
    held = parts > 0
    return (parts[held] * np.log(parts[held] / independent[held])).sum()


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        pytest.param([[50, 50], [50, 50]], 0, id="even-spread"),
        pytest.param([[50, 0], [0, 50]], np.log(2), id="no-unit-is-mixed"),
        # By hand: 3/4 ln(3/2) + 1/4 ln(1/2)
        pytest.param(
            [[3, 1], [1, 3]], 0.75 * np.log(1.5) - 0.25 * np.log(2), id="by-hand"
        ),
        pytest.param([[9, 0, 0], [0, 9, 0], [0, 0, 9]], np.log(3), id="three-groups"),
    ],
)
def test_mutual_information_index_known_values(counts, expected):
    actual = genderlib.mutual_information_index(counts)

    assert actual == pytest.approx(expected, rel=1e-14)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        pytest.param([[50, 50], [50, 50]], 0, id="even-spread"),
        pytest.param([[50, 0], [0, 7]], 1, id="no-unit-is-mixed"),
        # By hand: (3/4 ln(3/2) + 1/4 ln(1/2)) / ln 2
        pytest.param([[3, 1], [1, 3]], 0.75 * np.log2(1.5) - 0.25, id="by-hand"),
    ],
)
def test_theil_index_known_values(counts, expected):
    actual = genderlib.theil_index(counts)

    assert actual == pytest.approx(expected, rel=1e-14)


@given(units())
def test_mutual_information_equals_its_first_definition(cells):
    table = np.column_stack(cells)

    actual = genderlib.mutual_information_index(table)

    assert actual == pytest.approx(information(table), rel=1e-9, abs=1e-13)
    assert 0 <= genderlib.theil_index(table) <= 1 + 1e-12


@given(units())
def test_mutual_information_does_not_change_with_the_axes(cells):
    table = np.column_stack(cells)

    actual = genderlib.mutual_information_index(table.T)

    assert actual == pytest.approx(genderlib.mutual_information_index(table), abs=1e-13)


def test_tiny_segregation_is_not_lost_in_rounding():
    # By hand: shares 1/2 +- d give M = 2 d^2 up to terms in d^4
    counts = [[10**7 + 1, 10**7 - 1], [10**7 - 1, 10**7 + 1]]

    actual = genderlib.mutual_information_index(counts)

    assert actual == pytest.approx(2 * (0.5 / 10**7) ** 2, rel=1e-8)


@given(units())
def test_local_segregation_adds_up_to_the_index(cells):
    table = np.column_stack(cells)

    local = genderlib.local_segregation(table)

    weights = table.sum(axis=1) / table.sum()
    assert np.isnan(local).tolist() == (weights == 0).tolist()
    assert np.nansum(weights * local) == pytest.approx(
        genderlib.mutual_information_index(table), abs=1e-13
    )


def test_local_segregation_by_hand_keeps_the_index():
    counts = pd.DataFrame({"women": [4, 1], "men": [0, 3]}, index=["a", "b"])

    actual = genderlib.local_segregation(counts)

    # By hand: ln(1 / (5/8)) and 1/4 ln((1/4)/(5/8)) + 3/4 ln((3/4)/(3/8))
    assert actual["a"] == pytest.approx(np.log(1.6))
    assert actual["b"] == pytest.approx(0.25 * np.log(0.4) + 0.75 * np.log(2))


@pytest.mark.parametrize(
    "index", [*OF_TABLES, genderlib.local_segregation, genderlib.expected_theil]
)
@pytest.mark.parametrize(
    ("counts", "message"),
    [
        pytest.param([[3, 0], [4, 0]], "counts must hold persons of two", id="one-sex"),
        pytest.param([[3, 4]], "counts must hold persons in two units", id="one-unit"),
        pytest.param([3, 4], "counts must be a table of units", id="no-table"),
        pytest.param([[]], "counts must be a table of units", id="empty"),
        pytest.param([[3, 4], [1]], "counts has rows of unequal length", id="ragged"),
        pytest.param([[3, None], [1, 2]], r"at position \(0, 1\)", id="missing"),
        pytest.param([[3, -4], [1, 2]], r"-4 at position \(0, 1\)", id="negative"),
        pytest.param(
            pd.DataFrame({"women": [1, 2.5], "men": [1, 2]}),
            r"counts\['women'\] must be whole numbers.*2.5 at position 1",
            id="frame",
        ),
        pytest.param(
            pd.DataFrame({"women": [], "men": []}), "at least one unit", id="no-rows"
        ),
    ],
)
def test_tables_without_an_index_are_refused(index, counts, message):
    with pytest.raises(ValueError, match=message):
        index(counts)


@given(units(), st.data())
def test_nested_segregation_adds_up(cells, data):
    table = np.column_stack(cells)
    names = st.sampled_from("abc")
    levels = {
        "organisation": [data.draw(names) for _ in table],
        "division": [data.draw(names) for _ in table],
    }

    parts = genderlib.decompose_segregation(table, levels)

    assert parts.index.tolist() == ["organisation", "division", "unit"]
    assert (parts >= 0).all(axis=None)
    assert parts["mutual_information"].sum() == pytest.approx(
        genderlib.mutual_information_index(table), abs=1e-12
    )
    assert parts["theil"].sum() == pytest.approx(
        genderlib.theil_index(table), abs=1e-12
    )


def test_segregation_between_divisions_is_that_of_their_sums():
    kind = ["grade", "grade", "grade", "skill", "skill"]

    parts = genderlib.decompose_segregation(COURSES, {"kind": kind})

    # Grade courses 18 women and 17 men, skill courses 11 and 6
    between = information([[18, 17], [11, 6]])
    within = 35 / 52 * information([[10, 8], [2, 2], [6, 7]])
    within += 17 / 52 * information([[7, 3], [4, 3]])
    assert parts["mutual_information"].tolist() == pytest.approx([between, within])


@pytest.mark.parametrize(
    ("levels", "message"),
    [
        pytest.param({"unit": list("aabbb")}, 'must not be named "unit"', id="unit"),
        pytest.param({"kind": list("ab")}, "names 2 parts for 5 units", id="short"),
        pytest.param(
            {"kind": ["a", None, "b", "b", "a"]}, "no part at position 1", id="gap"
        ),
    ],
)
def test_levels_must_name_one_part_for_each_unit(levels, message):
    with pytest.raises(ValueError, match=message):
        genderlib.decompose_segregation(COURSES, levels)
