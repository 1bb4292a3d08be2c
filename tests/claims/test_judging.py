"""Verdicts on printed percentages; every expected value is worked by hand."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from genderlib.claims import Fits, Span, judge, parse_percentage
from genderlib.claims.percentages import HEDGES, possible_totals, round_half_up

ANY_TOTAL = (Span(1, None),)


@pytest.mark.parametrize(
    ("text", "value", "digits"),
    [
        pytest.param("30%", Fraction(30, 100), 0, id="whole"),
        pytest.param("58,03%", Fraction(5803, 10000), 2, id="decimal-comma"),
        pytest.param("30.26%", Fraction(3026, 10000), 2, id="decimal-point"),
        pytest.param("26,80 %", Fraction(2680, 10000), 2, id="space-and-zero"),
        pytest.param("2.5", Fraction(25, 1000), 1, id="no-sign"),
        pytest.param("1.234,5%", Fraction(12345, 1000), 1, id="grouped"),
        pytest.param("100%", Fraction(1), 0, id="hundred"),
    ],
)
def test_percentage_keeps_value_and_precision(text, value, digits):
    printed = parse_percentage(text)

    assert (value, digits) == (printed.value, printed.digits)


@pytest.mark.parametrize("text", ["", "%", "ba mươi", "30,%", ",5%", "4/13", "-3%"])
def test_text_that_is_no_percentage_is_refused(text):
    with pytest.raises(ValueError, match="not a percentage"):
        parse_percentage(text)


@pytest.mark.parametrize(
    ("women", "total", "printed", "hedge", "verdict"),
    [
        # The 2020 review. 4/13 = 30.769, 3/13 = 23.077, 14/48 = 29.167,
        # 70/162 = 43.2099.
        pytest.param(4, 13, "30%", "", "truncated", id="party-committee"),
        pytest.param(3, 13, "23%", "gần", "hedge_wrong", id="youth-union"),
        pytest.param(6, 10, "60%", "", "correct", id="trade-union"),
        pytest.param(14, 48, "29%", "", "correct", id="unit-leaders"),
        pytest.param(70, 162, "45%", "gần", "wrong", id="division-heads"),
        # 133/496 = 26.8145: 26,81 at two decimals, 26,8 at one.
        pytest.param(133, 496, "26,80%", "", "padded", id="padded-by-one"),
        # 133/495 = 26.8687 rounds to 27; 27,00 is 27 padded twice.
        pytest.param(133, 495, "27,00%", "", "padded", id="padded-by-two"),
        # 67/250 = 26.8 exactly: the zero is right.
        pytest.param(67, 250, "26,80%", "", "correct", id="exact-with-zero"),
        # 4446/10000 = 44.46 -> 44.5 -> 45.
        pytest.param(4446, 10000, "45%", "", "double_rounded", id="twice"),
        # 44445/100000 = 44.445 -> 44.45 -> 44.5 -> 45.
        pytest.param(44445, 100000, "45%", "", "double_rounded", id="three-times"),
        # 4444/10000 = 44.44 -> 44.4 -> 44: 45 is out of reach. 4450/10000 fits.
        pytest.param(4444, 10000, "45%", "", "wrong", id="not-twice"),
        # 1/8 = 12.5: a tie is right either way.
        pytest.param(1, 8, "12%", "", "correct", id="tie-down"),
        pytest.param(1, 8, "13%", "", "correct", id="tie-up"),
        pytest.param(1, 8, "14%", "", "wrong", id="past-a-tie"),
        pytest.param(0, 9, "0%", "", "correct", id="none"),
        pytest.param(9, 9, "100%", "", "correct", id="all"),
        # 199/200 = 99.5: a tie; 198/200 = 99.
        pytest.param(199, 200, "100%", "", "correct", id="nearly-all"),
        pytest.param(198, 200, "100%", "", "wrong", id="not-all"),
    ],
)
def test_verdict(women, total, printed, hedge, verdict):
    judged = judge(women, total, printed, hedge)

    assert verdict == judged.verdict


@pytest.mark.parametrize(
    ("women", "total", "printed", "hedge", "verdict"),
    [
        # 72/162 = 44.44
        pytest.param(72, 162, "45%", "gần", "correct", id="near-below"),
        pytest.param(72, 162, "44%", "hơn", "correct", id="above"),
        pytest.param(72, 162, "44%", "trên", "correct", id="above-other-word"),
        pytest.param(72, 162, "44%", "gần", "hedge_wrong", id="near-but-above"),
        pytest.param(72, 162, "45%", "over", "hedge_wrong", id="over-but-below"),
        pytest.param(72, 162, "45%", "khoảng", "correct", id="about-below"),
        pytest.param(72, 162, "44%", "about", "correct", id="about-above"),
        pytest.param(72, 162, "46%", "about", "wrong", id="about-too-far"),
        pytest.param(72, 162, "40%", "hơn", "wrong", id="more-than-a-unit-above"),
        pytest.param(72, 162, "40%", "ít nhất", "correct", id="at-least"),
        pytest.param(72, 162, "45%", "at least", "hedge_wrong", id="not-at-least"),
        pytest.param(72, 162, "50%", "at least", "wrong", id="far-from-at-least"),
        pytest.param(72, 162, "50%", "chưa đến", "correct", id="under"),
        pytest.param(72, 162, "44%", "dưới", "hedge_wrong", id="not-under"),
        # 6/10 is 60 exactly: neither nearly nor more than 60.
        pytest.param(6, 10, "60%", "nearly", "hedge_wrong", id="nearly-exact"),
        pytest.param(6, 10, "60%", "hơn", "hedge_wrong", id="more-than-exact"),
        pytest.param(6, 10, "60%", "ít nhất", "correct", id="at-least-exact"),
        pytest.param(6, 10, "60%", "Khoảng", "correct", id="about-exact-capital"),
        # 4/13 = 30.77 lies within a unit of 30, on its far side.
        pytest.param(4, 13, "30%", "gần", "hedge_wrong", id="truncated-and-hedged"),
        # One decimal: 43.21 is 0.09 below 43.3 and 0.19 below 43.4.
        pytest.param(70, 162, "43,3%", "gần", "correct", id="unit-of-a-tenth"),
        pytest.param(70, 162, "43,4%", "gần", "wrong", id="two-tenths-away"),
    ],
)
def test_hedge(women, total, printed, hedge, verdict):
    judged = judge(women, total, printed, hedge)

    assert verdict == judged.verdict


def test_wrong_claim_has_its_distance_and_the_counts_that_fit():
    judged = judge(70, 162, "45%", "gần")

    assert Fraction(45, 100) - Fraction(70, 162) == judged.distance  # 1.790 points
    # 44.5 % of 162 is 72.09, 45.5 % is 73.71; 70/.455 = 153.8, 70/.445 = 157.3.
    assert Fits(Span(73, 73), Span(154, 157)) == judged.fits_number
    # 44 % of 162 is 71.28, 45 % is 72.9; 70/.45 = 155.6, 70/.44 = 159.1.
    assert Fits(Span(72, 72), Span(156, 159)) == judged.fits_hedged


@pytest.mark.parametrize(
    ("women", "total", "printed", "verdict"),
    [
        # 12.5 % of 8 is 1; 30 % of 7 lies between 2 (28.6) and 3 (42.9).
        pytest.param(None, 8, "12,5%", "no_count", id="total-that-fits"),
        pytest.param(None, 7, "30%", "impossible", id="total-that-does-not"),
        # 8/.0755 = 105.96, 8/.0745 = 107.4
        pytest.param(8, None, "7,5%", "no_count", id="women-alone"),
        # 2/.305 = 6.56, 2/.295 = 6.78: no total fits, and none is printed.
        pytest.param(2, None, "30%", "no_count", id="women-that-fit-no-total"),
        pytest.param(15, 13, "20%", "impossible", id="more-women-than-people"),
        pytest.param(15, 13, "", "impossible", id="more-women-no-percentage"),
        pytest.param(10, 18, "", "no_percent", id="counts-alone"),
        pytest.param(None, None, "100%", "no_count", id="percentage-alone"),
    ],
)
def test_what_is_missing_is_said(women, total, printed, verdict):
    judged = judge(women, total, printed)

    assert verdict == judged.verdict


def test_wrong_percentage_that_no_count_of_the_total_gives():
    # 14/48 = 29.17, 15/48 = 31.25; 12/.305 = 39.3, 12/.295 = 40.7.
    judged = judge(12, 48, "30%")

    assert ("wrong", Fits(None, Span(40, 40))) == (judged.verdict, judged.fits_number)


def test_totals_that_fit_a_count_of_women():
    judged = judge(8, None, "7,5%")

    assert Fits(None, Span(106, 107)) == judged.fits_number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("100%", ANY_TOTAL, id="everybody"),
        pytest.param("0%", ANY_TOTAL, id="nobody"),
        # 1/2, then every even total; 49.5 to 50.5 % of 51 holds 25.5 only.
        pytest.param("50%", tuple(Span(n, n) for n in (2, 4, 6, 8, 10)), id="half"),
        pytest.param("130%", (), id="no-share"),
    ],
)
def test_totals_that_could_give_a_bare_percentage(text, expected):
    spans = possible_totals(parse_percentage(text))

    assert expected == spans


def test_every_total_from_a_hundred_can_give_a_whole_percentage():
    # Below 100 the totals that cannot give 1 % are 1 to 66: 1/67 = 1.49.
    spans = possible_totals(parse_percentage("1%"))

    assert (Span(67, None),) == spans


@settings(deadline=None)
@given(st.integers(1, 120).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_possible_totals_start_with_the_least_one(counts):
    women, total = counts
    tenths = round_half_up(Fraction(women, total), Fraction(1, 1000)) * 1000

    spans = possible_totals(parse_percentage(f"{int(tenths) // 10},{int(tenths) % 10}"))

    fitting = [
        n
        for n in range(1, total + 1)
        if any(abs(2000 * k - 2 * tenths * n) <= n for k in range(n + 1))
    ]
    assert fitting[0] == spans[0].low


@given(
    st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    st.integers(0, 3),
)
def test_a_share_rounded_half_up_is_always_correct(counts, digits):
    women, total = counts
    scaled = int(
        round_half_up(Fraction(women, total), Fraction(1, 100 * 10**digits))
        * 100
        * 10**digits
    )
    whole, decimals = divmod(scaled, 10**digits)

    judged = judge(
        women, total, f"{whole}.{decimals:0{digits}}" if digits else f"{whole}"
    )

    assert judged.verdict == "correct"


@given(
    st.integers(1, 300),
    st.integers(0, 300),
    st.integers(0, 1000),
    st.sampled_from(["", *HEDGES]),
)
def test_counts_that_fit_are_judged_correct_themselves(total, women, tenths, hedge):
    printed = f"{tenths // 10},{tenths % 10}%"

    judged = judge(min(women, total), total, printed, hedge)

    fits = judged.fits_hedged if hedge else judged.fits_number
    if fits and fits.women:
        assert judge(fits.women.low, total, printed, hedge).verdict == "correct"
        assert judge(fits.women.high, total, printed, hedge).verdict == "correct"
    if fits and fits.totals and fits.totals.high:
        low, high = fits.totals
        assert judge(judged.women, low, printed, hedge).verdict == "correct"
        assert judge(judged.women, high, printed, hedge).verdict == "correct"
        assert judge(judged.women, high + 1, printed, hedge).verdict != "correct"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param((-1, 10, "5%"), "women must be 0 or more", id="women"),
        pytest.param((0, 0, "5%"), "total must be 1 or more", id="total"),
        pytest.param((1, 2, "x%"), "not a percentage", id="percentage"),
        pytest.param((1, 2, "50%", "chắc"), 'unknown hedge "chắc"', id="hedge"),
    ],
)
def test_arguments_that_cannot_be_judged_are_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        judge(*arguments)
