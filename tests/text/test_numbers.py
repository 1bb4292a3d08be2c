"""Rounding is exact and happens once; signs and groups follow the country."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from babel.numbers import format_decimal

from genderlib.text.numbers import (
    approximate_percent,
    decimal,
    integer,
    interval,
    percent,
    points,
)


def half_up_by_integers(women, total):
    """Tenths of a per cent by whole-number arithmetic, and whether it is whole."""
    tenths, remainder = divmod(1000 * women, total)
    tenths += 2 * remainder >= total
    text = f"{tenths // 10},{tenths % 10}%"
    return text, f"{100 * women // total}%" if 100 * women % total == 0 else text


def test_percent_equals_integer_arithmetic_for_every_count_up_to_400():
    for total in range(1, 401):
        for women in range(total + 1):
            fixed, short = half_up_by_integers(women, total)

            assert percent(women, total, "vi", fixed=True) == fixed
            assert percent(women, total, "vi") == short


@pytest.mark.parametrize(
    ("women", "total", "vietnamese", "english"),
    [
        # The ten counts of the 2020 review, divided by hand.
        (4, 13, "30,8%", "30.8%"),
        (3, 13, "23,1%", "23.1%"),
        (6, 10, "60%", "60%"),
        (14, 48, "29,2%", "29.2%"),
        (70, 162, "43,2%", "43.2%"),
        (10, 18, "55,6%", "55.6%"),
        (2, 4, "50%", "50%"),
        (6, 13, "46,2%", "46.2%"),
        (7, 10, "70%", "70%"),
        (4, 7, "57,1%", "57.1%"),
        # 39.96 is not whole, so its decimal stays.
        (400, 1001, "40,0%", "40.0%"),
        (0, 5, "0%", "0%"),
        (5, 5, "100%", "100%"),
        (999999, 1000000, "100,0%", "100.0%"),
    ],
)
def test_percent_known_values(women, total, vietnamese, english):
    assert percent(women, total, "vi") == vietnamese
    assert percent(women, total, "en") == english


# Exact ties at one decimal, which go up: 1/16 is 6.25, 1/2000 is 0.05.
TIES = [
    pytest.param(1, 16, "6.3%", id="one-of-16"),
    pytest.param(5, 16, "31.3%", id="five-of-16"),
    pytest.param(1, 80, "1.3%", id="one-of-80"),
    pytest.param(1, 2000, "0.1%", id="one-of-2000"),
    pytest.param(3, 2000, "0.2%", id="three-of-2000"),
    pytest.param(1001, 2000, "50.1%", id="1001-of-2000"),
]


@pytest.mark.parametrize(("women", "total", "expected"), TIES)
def test_ties_go_up(women, total, expected):
    assert percent(women, total, "en") == expected


def test_f_strings_and_babel_miss_ties():
    # 1 of 16 is 6.25 per cent exactly; both round it to the even neighbour.
    assert f"{100 * 1 / 16:.1f}" == "6.2"
    assert format_decimal(Decimal("6.25"), "0.0", locale="en") == "6.2"
    assert percent(1, 16, "en") == "6.3%"


def test_f_strings_miss_half_of_all_ties():
    # Ties of w in 16: 16 divides 2000 w an odd number of times, which w odd gives.
    ties = [w for w in range(17) if 2000 * w % 16 == 0 and 2000 * w // 16 % 2]

    missed = [w for w in ties if f"{100 * w / 16:.1f}%" != percent(w, 16, "en")]

    assert (len(ties), len(missed)) == (8, 4)


@pytest.mark.parametrize(
    ("digits", "fixed", "expected"),
    [
        (0, False, "31%"),
        (2, False, "30.77%"),
        (3, True, "30.769%"),
    ],
)
def test_percent_with_other_digits(digits, fixed, expected):
    assert percent(4, 13, "en", digits=digits, fixed=fixed) == expected


def test_whole_percent_keeps_its_decimal_in_columns():
    assert percent(6, 10, "vi", fixed=True) == "60,0%"


@pytest.mark.parametrize(
    ("numerator", "denominator"),
    [
        pytest.param(np.int64(4), np.int32(13), id="numpy"),
        pytest.param(Fraction(4, 13), 1, id="share"),
        pytest.param(Fraction(2, 13), Fraction(1, 2), id="two-fractions"),
        pytest.param(Decimal(4), Decimal(13), id="decimal"),
    ],
)
def test_percent_takes_exact_numbers_of_every_kind(numerator, denominator):
    assert percent(numerator, denominator, "en") == "30.8%"


@pytest.mark.parametrize(
    ("numerator", "denominator", "message"),
    [
        (0.3, 1, "numerator must be a count or a Fraction, not 0.3"),
        (1, 2.0, "denominator must be a count or a Fraction, not 2.0"),
        (np.float64(1), 2, "numerator must be a count or a Fraction"),
        (True, 2, "numerator must be a number, not True"),
        ("4", 13, "numerator must be a count or a Fraction, not '4'"),
        (None, 13, "numerator must be a count or a Fraction, not None"),
        (-1, 13, "numerator must be 0 or more, not -1"),
        (0, 0, "denominator must be above 0, not 0"),
        (1, -2, "denominator must be above 0, not -2"),
        (Decimal("nan"), 2, "numerator must be a count or a Fraction"),
    ],
)
def test_percent_refuses_what_is_not_exact(numerator, denominator, message):
    with pytest.raises(ValueError, match=message):
        percent(numerator, denominator, "en")


@pytest.mark.parametrize("digits", [-1, 1.0, True])
def test_digits_must_be_a_whole_number(digits):
    with pytest.raises(ValueError, match="digits must be a whole number from 0, not"):
        percent(1, 3, "en", digits=digits)


def test_unknown_language_is_refused():
    with pytest.raises(ValueError, match="language must be one of vi, en, not 'fr'"):
        percent(1, 3, "fr")


@pytest.mark.parametrize(
    ("number", "vietnamese", "english"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (2387, "2.387", "2,387"),
        (np.int64(1234567), "1.234.567", "1,234,567"),
        (-2387, "\N{MINUS SIGN}2.387", "\N{MINUS SIGN}2,387"),
        (10**30, "1" + ".000" * 10, "1" + ",000" * 10),
    ],
)
def test_integers_are_grouped(number, vietnamese, english):
    assert integer(number, "vi") == vietnamese
    assert integer(number, "en") == english


@pytest.mark.parametrize("number", [2.0, True, "3", None, Fraction(1, 2)])
def test_integer_refuses_other_numbers(number):
    with pytest.raises(ValueError, match="number must be a whole number, not"):
        integer(number, "en")


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        pytest.param(0.1184407796, 3, "0,118", id="float"),
        # The float nearest to 2.675 lies below it; its name is 2.675.
        pytest.param(2.675, 2, "2,68", id="float-by-its-name"),
        pytest.param(np.float64(0.5), 2, "0,50", id="numpy"),
        pytest.param(Fraction(4, 9), 4, "0,4444", id="fraction"),
        pytest.param(Decimal("1234.5"), 0, "1.235", id="decimal"),
        pytest.param(-0.25, 1, "\N{MINUS SIGN}0,3", id="tie-away-from-zero"),
        pytest.param(-0.0001, 2, "0,00", id="no-minus-before-nothing"),
    ],
)
def test_decimals_are_rounded_half_up(value, digits, expected):
    assert decimal(value, "vi", digits=digits) == expected


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "1", None, True])
def test_decimal_refuses_what_is_no_number(value):
    with pytest.raises(ValueError, match="value must be a"):
        decimal(value, "en")


@pytest.mark.parametrize(
    ("difference", "vietnamese", "english"),
    [
        # 45 - 43.2099 = 1.7901
        (
            Fraction(45, 100) - Fraction(70, 162),
            "1,8 điểm phần trăm",
            "1.8 percentage points",
        ),
        (Fraction(1, 100), "1 điểm phần trăm", "1 percentage point"),
        (
            Fraction(-1, 100),
            "\N{MINUS SIGN}1 điểm phần trăm",
            "\N{MINUS SIGN}1 percentage point",
        ),
        # 1.02 is shown as 1.0, which is not one point.
        (Fraction(102, 10000), "1,0 điểm phần trăm", "1.0 percentage points"),
        (Fraction(0), "0 điểm phần trăm", "0 percentage points"),
        # One seat of 13: 7.6923
        (Fraction(1, 13), "7,7 điểm phần trăm", "7.7 percentage points"),
        # 43.2099 - 50 = -6.7901
        (
            Fraction(70, 162) - Fraction(1, 2),
            "\N{MINUS SIGN}6,8 điểm phần trăm",
            "\N{MINUS SIGN}6.8 percentage points",
        ),
    ],
)
def test_points_known_values(difference, vietnamese, english):
    assert points(difference, "vi") == vietnamese
    assert points(difference, "en") == english


def test_points_show_a_plus_where_asked():
    assert points(Fraction(1, 50), "en", plus=True) == "+2 percentage points"


@pytest.mark.parametrize("difference", [0.018, Fraction(3, 2), None])
def test_points_refuse_floats_and_other_scales(difference):
    with pytest.raises(ValueError, match="difference must"):
        points(difference, "en")


def test_interval_in_words():
    # Wilson interval of 4 of 13, from statsmodels: 12.68 to 57.63 per cent.
    assert interval(0.1268, 0.5763, "vi") == "từ 12,7% đến 57,6%"
    assert interval(0.1268, 0.5763, "en") == "12.7% to 57.6%"


def test_interval_bounds_keep_their_decimal():
    assert interval(0.15, Fraction(17, 20), "en") == "15.0% to 85.0%"
    assert approximate_percent(0.15, "vi") == "15,0%"


@pytest.mark.parametrize(
    ("lower", "upper", "message"),
    [
        (-0.1, 0.5, "lower must be a share from 0 to 1, not -0.1"),
        (0.1, 50, "upper must be a share from 0 to 1, not 50"),
        (0.6, 0.5, "lower 0.6 must not exceed upper 0.5"),
        (float("nan"), 0.5, "lower must be a finite number, not nan"),
    ],
)
def test_interval_refuses_malformed_bounds(lower, upper, message):
    with pytest.raises(ValueError, match=message):
        interval(lower, upper, "en")
