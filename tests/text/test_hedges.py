"""Words for a share agree with the counts."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from genderlib.text.hedges import hedge
from genderlib.text.markup import data

# Read by hand, independent of the code's own table.
ROUND = {
    "half": Fraction(1, 2),
    "a third": Fraction(1, 3),
    "two thirds": Fraction(2, 3),
    "a quarter": Fraction(1, 4),
    "three quarters": Fraction(3, 4),
}


def said_value(text):
    return ROUND[text] if text in ROUND else Fraction(int(text.removesuffix("%")), 100)


@pytest.mark.parametrize(
    ("women", "total", "vietnamese", "english"),
    [
        pytest.param(29, 52, "gần 56%", "nearly 56%", id="55.77"),
        pytest.param(4, 13, "gần 31%", "nearly 31%", id="30.77"),
        pytest.param(3, 13, "hơn 23%", "just over 23%", id="23.08"),
        pytest.param(70, 162, "hơn 43%", "just over 43%", id="43.21"),
        pytest.param(14, 48, "hơn 29%", "just over 29%", id="29.17"),
        pytest.param(10, 30, "một phần ba", "a third", id="exact-third"),
        pytest.param(6, 10, "60%", "60%", id="exact-whole"),
        pytest.param(2, 4, "một nửa", "half", id="exact-half"),
        pytest.param(33, 100, "33%", "33%", id="exact-whole-near-a-third"),
        pytest.param(17, 52, "gần một phần ba", "nearly a third", id="32.69"),
        pytest.param(51, 101, "hơn một nửa", "just over half", id="50.50"),
        pytest.param(2, 3, "hai phần ba", "two thirds", id="exact-two-thirds"),
        pytest.param(76, 101, "hơn ba phần tư", "just over three quarters", id="75.2"),
        pytest.param(25, 101, "gần một phần tư", "nearly a quarter", id="24.75"),
        # 25/72 is 34.72, 1.39 points above a third.
        pytest.param(25, 72, "gần 35%", "nearly 35%", id="beyond-a-third"),
        pytest.param(1, 8, "gần 13%", "nearly 13%", id="tie-12.5"),
        pytest.param(0, 7, "0%", "0%", id="none"),
        pytest.param(7, 7, "100%", "100%", id="all"),
        pytest.param(1, 400, "dưới 1%", "under 1%", id="0.25"),
        pytest.param(1, 200, "gần 1%", "nearly 1%", id="0.5"),
        pytest.param(399, 400, "gần 100%", "nearly 100%", id="99.75"),
    ],
)
def test_hedge_known_values(women, total, vietnamese, english):
    assert str(hedge(women, total, "vi")) == vietnamese
    assert str(hedge(women, total, "en")) == english


def test_no_hedge_contradicts_its_counts_up_to_200():
    for total in range(1, 201):
        for women in range(total + 1):
            share = Fraction(women, total)
            said = hedge(women, total, "en")
            value = said_value(said.text)

            assert said.base == value
            assert abs(share - value) <= Fraction(1, 100)
            assert (said.word == "") == (share == value)
            assert (said.word in {"nearly", "under"}) == (share < value)
            assert (said.word == "just over") == (share > value)


def test_both_languages_say_the_same_up_to_200():
    words = {"": "", "nearly": "gần", "just over": "hơn", "under": "dưới"}
    for total in range(1, 201):
        for women in range(total + 1):
            english, vietnamese = hedge(women, total, "en"), hedge(women, total, "vi")

            assert vietnamese.word == words[english.word]
            assert vietnamese.base == english.base


@given(st.fractions(min_value=0, max_value=1))
def test_no_hedge_contradicts_any_share(share):
    said = hedge(share, 1, "en")

    assert abs(share - said.base) <= Fraction(1, 100)
    assert (said.word == "") == (share == said.base)
    assert (said.word == "just over") == (share > said.base)


def test_numpy_counts_are_exact_too():
    assert str(hedge(np.int64(29), np.int64(52), "vi")) == "gần 56%"


def test_round_value_can_be_wrapped():
    said = hedge(29, 52, "vi")

    shown = said.phrase(data(said.base, said.text))

    assert str(shown) == 'gần <data value="0.56">56%</data>'


@pytest.mark.parametrize(
    ("women", "total", "message"),
    [
        (14, 13, "numerator 14 must not exceed denominator 13"),
        (-1, 13, "numerator must be 0 or more, not -1"),
        (1, 0, "denominator must be above 0, not 0"),
        (0.5, 1, "numerator must be a count or a Fraction, not 0.5"),
    ],
)
def test_hedge_refuses_malformed_counts(women, total, message):
    with pytest.raises(ValueError, match=message):
        hedge(women, total, "en")


def test_hedge_refuses_an_unknown_language():
    with pytest.raises(ValueError, match="language must be one of vi, en, not 'fr'"):
        hedge(1, 3, "fr")
