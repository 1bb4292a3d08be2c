"""Rows of text side by side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genderlib.text.columns import columns


def test_columns_are_as_wide_as_their_longest_cell():
    actual = columns([["a", "bbb"], ["cc", "d"]], 80)

    assert actual == "a   bbb\ncc  d"


def test_the_widest_column_gives_way():
    # 20 characters: 4 for N001, 2 between, 14 for the text.
    actual = columns([["N001", "at least a third of women"]], 20)

    assert actual == "N001  at least a\n      third of women"


def test_a_word_longer_than_its_column_is_cut():
    actual = columns([["a" * 12, "b"]], 11)

    assert actual == "aaaaaaaa  b\naaaa"


def test_an_empty_cell_keeps_its_place():
    actual = columns([["a", "", "c"], ["a", "b", "c"]], 80)

    assert actual == "a     c\na  b  c"


WORD = st.text("abcđ", min_size=1, max_size=30)


@given(
    st.lists(st.tuples(WORD, WORD, WORD), min_size=1, max_size=5),
    # Three columns of 8 and two gaps of 2 are the narrowest.
    st.integers(28, 80),
)
def test_no_line_is_too_long_and_no_letter_is_lost(rows, width):
    actual = columns(rows, width)

    letters = sorted("".join(cell for row in rows for cell in row))
    assert max(map(len, actual.splitlines())) <= width
    assert sorted(actual.replace(" ", "").replace("\n", "")) == letters


@pytest.mark.parametrize("width", [1, 10])
def test_no_width_is_too_small_to_end(width):
    actual = columns([["a" * 30, "b" * 30]], width)

    assert actual.count("a") == actual.count("b") == 30
