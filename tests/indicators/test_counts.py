"""What may stand for a count, and the kind in which the answer comes."""

import numpy as np
import pandas as pd
import pytest

import genderlib

OF_TWO_COUNTS = [genderlib.women_share, genderlib.parity_gap]


@pytest.mark.parametrize(
    ("women", "message"),
    [
        pytest.param(
            -1, "women must be whole numbers from 0 to 2**53: -1", id="negative"
        ),
        pytest.param(
            2.5, "women must be whole numbers from 0 to 2**53: 2.5", id="half"
        ),
        pytest.param(
            np.inf, "women must be whole numbers from 0 to 2**53: inf", id="inf"
        ),
        pytest.param(
            True, "women must be whole numbers from 0 to 2**53: True", id="bool"
        ),
        pytest.param(
            "4", "women must be whole numbers from 0 to 2**53: '4'", id="text"
        ),
        pytest.param(
            [1, -2, 3.5, True],
            "women must be whole numbers from 0 to 2**53: -2 at position 1, "
            "3.5 at position 2, True at position 3",
            id="every-bad-element-of-a-list",
        ),
        pytest.param(
            np.array([True, False]),
            "True at position 0, False at position 1",
            id="array-of-bool",
        ),
        pytest.param(
            np.array([1, 2, -3], dtype="int8"), "-3 at position 2", id="small-integers"
        ),
        pytest.param(np.array(["4", "5"]), "'4' at position 0", id="array-of-text"),
        pytest.param(
            pd.Series([1, -1], index=["a", "b"]),
            "-1 at position 1 (index 'b')",
            id="series-names-its-label",
        ),
        pytest.param(
            pd.Series([True, None], dtype="boolean"), "True at position 0", id="boolean"
        ),
        pytest.param(pd.Series(["4", "5"]), "'4' at position 0", id="series-of-text"),
        pytest.param([2**54], "18014398509481984 at position 0", id="beyond-floats"),
        pytest.param([-1] * 9, "position 4 and 4 more", id="long-lists-are-cut"),
        pytest.param(
            {"a": 1}, "must be a number, array or Series, not a dict", id="dict"
        ),
        pytest.param(
            pd.DataFrame({"a": [1]}), "array or Series, not a DataFrame", id="table"
        ),
        pytest.param(iter([1]), "array or Series, not a list_iterator", id="iterator"),
    ],
)
@pytest.mark.parametrize("indicator", OF_TWO_COUNTS)
def test_invalid_counts_are_named_with_value_and_position(indicator, women, message):
    with pytest.raises(ValueError) as caught:
        indicator(women, 100)

    assert message in str(caught.value)


def test_lists_of_unequal_length_are_refused():
    with pytest.raises(ValueError, match="women has 3, total has 2 values"):
        genderlib.women_share([1, 2, 3], [4, 5])


def test_series_in_another_order_are_not_paired_by_position():
    women = pd.Series([1, 2], index=["a", "b"])
    total = pd.Series([4, 4], index=["b", "a"])

    with pytest.raises(ValueError, match="women and total are Series with different"):
        genderlib.women_share(women, total)


def test_women_above_total_are_named_with_both_counts():
    with pytest.raises(ValueError, match=r"women must not exceed total: 6 > 5 at pos"):
        genderlib.women_share([1, 6], 5)


def test_women_above_total_is_not_hidden_by_a_gap_elsewhere():
    with pytest.raises(ValueError, match="women must not exceed total: 6 > 5"):
        genderlib.representation_ratio(6, 5, None, 5)


def test_a_gap_is_not_compared_with_the_total():
    actual = genderlib.women_share([7, 1], [None, 2])

    np.testing.assert_array_equal(actual, [np.nan, 0.5])


@pytest.mark.parametrize("gap", [None, pd.NA, np.nan, np.float32("nan")], ids=repr)
def test_a_missing_scalar_gives_missing(gap):
    actual = genderlib.women_share(gap, 5)

    assert isinstance(actual, float)
    assert np.isnan(actual)


@pytest.mark.parametrize(
    ("women", "dtype"),
    [
        pytest.param(pd.Series([1, None], index=["a", "b"]), "float64", id="float64"),
        pytest.param(
            pd.Series([1, None], index=["a", "b"], dtype="Int64"), "Float64", id="Int64"
        ),
        pytest.param(
            pd.Series([1, None], index=["a", "b"], dtype="int64[pyarrow]"),
            "double[pyarrow]",
            id="arrow",
        ),
        pytest.param(
            pd.Series([1, None], index=["a", "b"], dtype=object), "float64", id="object"
        ),
    ],
)
def test_a_series_keeps_index_and_gaps(women, dtype):
    actual = genderlib.women_share(women, 4)

    assert actual.dtype == dtype
    assert actual.index.tolist() == ["a", "b"]
    assert actual.isna().tolist() == [False, True]
    assert actual["a"] == 0.25


@pytest.mark.parametrize(
    "women",
    [
        pytest.param([1, 2], id="list"),
        pytest.param((1, 2), id="tuple"),
        pytest.param(range(1, 3), id="range"),
        pytest.param(np.array([1, 2], dtype="uint8"), id="uint8"),
        pytest.param(np.array([1.0, 2.0]), id="whole-floats"),
        pytest.param(pd.Index([1, 2]), id="index"),
        pytest.param(pd.array([1, 2], dtype="Int64"), id="extension-array"),
        pytest.param(np.array([1, 2], dtype=object), id="objects"),
    ],
)
def test_a_sequence_gives_an_array(women):
    actual = genderlib.women_share(women, [255, 4])

    assert isinstance(actual, np.ndarray)
    np.testing.assert_array_equal(actual, [1 / 255, 0.5])


def test_masked_elements_are_missing():
    actual = genderlib.women_share(np.ma.array([1, 2], mask=[False, True]), 4)

    np.testing.assert_array_equal(actual, [0.25, np.nan])


def test_tables_of_counts_keep_their_shape():
    actual = genderlib.women_share([[1, 2], [3, 4]], 4)

    np.testing.assert_array_equal(actual, [[0.25, 0.5], [0.75, 1]])


@pytest.mark.parametrize("number", [3, 3.0, np.int8(3), np.float32(3)], ids=repr)
def test_a_scalar_gives_a_python_float(number):
    actual = genderlib.women_share(number, 4)

    assert type(actual) is float
    assert actual == 0.75


def test_no_counts_give_no_answers():
    assert genderlib.women_share([], []).shape == (0,)


def test_options_are_keyword_only():
    with pytest.raises(TypeError):
        genderlib.share_interval(4, 13, 0.95)
