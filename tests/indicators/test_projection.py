"""Projections against the year-by-year chain, and what they refuse."""

from fractions import Fraction
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import genderlib
from genderlib.indicators.projection import Flows

ASSUMED = {
    "leavers_per_year": 3,
    "women_among_leavers": 0.4,
    "women_among_appointments": 0.6,
}
# National Assembly of Viet Nam, terms 12 to 15: years, women, deputies.
ASSEMBLY = ([2007, 2011, 2016, 2021], [127, 122, 133, 151], [493, 500, 496, 499])


def binomial(n, p):
    return np.array([comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(n + 1)])


def year_by_year(women, total, years, leavers, part, appointed):
    """Distribution from the transition matrix, one year after the other."""
    lost = leavers * part / women * (1 - appointed)
    won = leavers * (1 - part) / (total - women) * appointed
    step = np.array(
        [
            np.convolve(binomial(w, 1 - lost), binomial(total - w, won))
            for w in range(total + 1)
        ]
    )
    distribution = np.eye(total + 1)[women]
    for _ in range(years):
        distribution = distribution @ step
    return distribution


@given(st.integers(2, 15), st.integers(1, 8), st.data())
def test_project_share_equals_the_chain_year_by_year(total, years, data):
    women = data.draw(st.integers(1, total - 1))
    part, appointed = (data.draw(st.integers(0, 10)) / 10 for _ in range(2))
    most = min(
        total,
        women / part if part else total,
        (total - women) / (1 - part) if part < 1 else total,
    )
    leavers = data.draw(st.integers(0, 10)) / 10 * most

    found = genderlib.project_share(
        women,
        total,
        years,
        leavers_per_year=leavers,
        women_among_leavers=part,
        women_among_appointments=appointed,
    )

    last = found.years[-1]
    actual = np.zeros(total + 1)
    actual[last.counts] = last.probabilities
    expected = year_by_year(women, total, years, leavers, part, appointed)
    np.testing.assert_allclose(actual, expected, atol=1e-12)
    assert last.mean == pytest.approx(expected @ np.arange(total + 1))


def test_the_closed_form_moves_towards_its_balance():
    flows = Flows(woman_leaves=0.1, man_leaves=0.2, woman_appointed=0.5)

    # By hand: 0.1 of men's seats are won and 0.05 of women's lost: 2 to 1
    assert flows.balance == pytest.approx(2 / 3)
    assert flows.still_women(0) == (1, 0)
    assert flows.still_women(1) == pytest.approx((0.95, 0.1))
    assert flows.still_women(1000) == pytest.approx((2 / 3, 2 / 3))


def test_years_without_leavers_change_nothing():
    found = genderlib.project_share(
        4,
        13,
        9,
        leavers_per_year=0,
        women_among_leavers=0.5,
        women_among_appointments=1,
    )

    assert [year.band(0.95) for year in found.years] == [(4, 4)] * 10
    assert found.first_year_met(0.35) is None


def test_bands_leave_at_most_half_the_risk_on_each_side():
    found = genderlib.project_share(6, 20, 5, **ASSUMED)

    exact = year_by_year(6, 20, 5, 3, 0.4, 0.6)
    for level in (0.5, 0.8, 0.95):
        lower, upper = found.years[5].band(level)
        tail = (1 - level) / 2
        assert exact[:lower].sum() <= tail < exact[: lower + 1].sum()
        assert exact[upper + 1 :].sum() <= tail < exact[upper:].sum()


def test_table_names_the_bands():
    found = genderlib.project_share(6, 20, 5, **ASSUMED).table(levels=[0.5, 0.999])

    assert found.columns.tolist() == [
        "expected_women",
        "expected_share",
        "lower_50",
        "upper_50",
        "lower_99.9",
        "upper_99.9",
    ]
    assert found.index.tolist() == list(range(6))


def test_probability_met_is_that_of_the_seats_needed():
    found = genderlib.project_share(6, 20, 5, **ASSUMED)

    exact = year_by_year(6, 20, 5, 3, 0.4, 0.6)
    # 35 % of 20 are 7 seats; more than 35 % are 8
    assert found.probability_met(0.35)[5] == pytest.approx(exact[7:].sum())
    assert found.probability_met(0.35, strict=True)[5] == pytest.approx(exact[8:].sum())
    assert found.probability_met(0.30)[0] == 1
    assert found.probability_met(0.35)[0] == 0


def test_first_year_met_is_the_first_with_the_probability():
    found = genderlib.project_share(6, 20, 9, **ASSUMED)

    met = found.probability_met(0.4)
    for probability in (0.2, 0.5, 0.6):
        year = found.first_year_met(0.4, probability=probability)
        assert (met[:year] < probability).all()
        assert met[year] >= probability
    assert found.first_year_met(0.9) is None


@pytest.mark.parametrize(
    ("women", "part"), [(0, 0), (9, 1)], ids=["no-woman", "women-only"]
)
def test_a_sex_that_is_absent_today_leaves_as_often_as_everybody_later(women, part):
    found = genderlib.project_share(
        women,
        9,
        60,
        leavers_per_year=3,
        women_among_leavers=part,
        women_among_appointments=0.25,
    )

    assert found.years[60].mean / 9 == pytest.approx(0.25)


def test_a_million_seats_are_projected():
    found = genderlib.project_share(
        300_000,
        10**6,
        3,
        leavers_per_year=50_000,
        women_among_leavers=0.3,
        women_among_appointments=0.5,
    )

    # By hand: a twentieth changes hands, so 0.5 - 0.2 * 0.95^3
    assert found.years[3].mean == pytest.approx(10**6 * (0.5 - 0.2 * 0.95**3))
    assert found.years[3].probabilities.sum() == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        pytest.param({"women": 21}, "women must not exceed total: 21 > 20", id="women"),
        pytest.param({"women": None}, "women must be one whole number", id="missing"),
        pytest.param({"women": [6]}, "women must be one whole number", id="list"),
        pytest.param({"women": 6.5}, "women must be whole numbers", id="half"),
        pytest.param({"women": 0, "total": 0}, "total must not be 0", id="no-seat"),
        pytest.param({"years": 0}, "years must be a whole number of 1", id="years"),
        pytest.param({"years": 2.0}, "years must be a whole number", id="float"),
        pytest.param({"leavers_per_year": 21}, "from 0 to the total of 20", id="all"),
        pytest.param({"leavers_per_year": -1}, "leavers_per_year must", id="negative"),
        pytest.param({"leavers_per_year": np.nan}, "leavers_per_year must", id="nan"),
        pytest.param({"leavers_per_year": "3"}, "leavers_per_year must", id="text"),
        pytest.param(
            {"leavers_per_year": 16},
            "6.4 women would leave in a year, but",
            id="women-out",
        ),
        pytest.param(
            {"women": 19},
            "1.8 men would leave in a year, but there are 1",
            id="men-out",
        ),
        pytest.param(
            {"women": 0}, "1.2 women would leave in a year, but there are 0", id="none"
        ),
        pytest.param(
            {"women_among_leavers": 40},
            "women_among_leavers must be a frac",
            id="percent",
        ),
        pytest.param(
            {"women_among_appointments": -0.1},
            "women_among_appointments must",
            id="part",
        ),
    ],
)
def test_assumptions_that_cannot_hold_are_refused(changed, message):
    given_values = {"women": 6, "total": 20, "years": 3, **ASSUMED, **changed}
    positional = [given_values.pop(name) for name in ("women", "total", "years")]

    with pytest.raises(ValueError, match=message):
        genderlib.project_share(*positional, **given_values)


@pytest.mark.parametrize("probability", [0.2, 0.5, 0.9])
def test_appointments_needed_are_the_fewest(probability):
    assumed = {"leavers_per_year": 3, "women_among_leavers": 0.4}

    part = genderlib.appointments_needed(
        6, 20, 5, 0.45, probability=probability, **assumed
    )

    def met(appointed):
        found = genderlib.project_share(
            6, 20, 5, women_among_appointments=appointed, **assumed
        )
        return found.probability_met(0.45)[5]

    assert met(part) >= probability > met(part - 1e-9)


@pytest.mark.parametrize(
    ("target", "expected"), [(0, 0), (1, np.nan)], ids=["nothing", "impossible"]
)
def test_appointments_needed_at_the_ends(target, expected):
    actual = genderlib.appointments_needed(
        6, 20, 2, target, leavers_per_year=3, women_among_leavers=0.3
    )

    assert actual == pytest.approx(expected, nan_ok=True)


@pytest.mark.parametrize(
    ("women", "target", "part", "appointed", "expected"),
    [
        pytest.param(7, 0.35, 0.35, 0.5, 0, id="met"),
        # By hand: only men leave, of 14, and women follow: one vacancy, one woman
        pytest.param(6, 0.35, 0, 1, 1, id="one"),
        # By hand: 20 (1 - 0.7 * 0.95^v) >= 10 from v = ln(5/7) / ln(0.95) = 6.56
        pytest.param(6, 0.5, 0.3, 1, 7, id="women-only"),
        pytest.param(6, 0.5, 0.3, 0.5, np.nan, id="never-quite"),
        pytest.param(6, 0.5, 0.3, 0.2, np.nan, id="away"),
    ],
)
def test_vacancies_needed_known_values(women, target, part, appointed, expected):
    actual = genderlib.vacancies_needed(
        women,
        20,
        target,
        women_among_leavers=part,
        women_among_appointments=appointed,
    )

    assert actual == pytest.approx(expected, nan_ok=True)


def test_estimate_appointments_finds_what_made_the_counts():
    # A group of 10,000 of which 1,000 change hands each year, 4 in 10 to women:
    # expected women from 2,000 on, rounded
    women = [round(4000 - 2000 * 0.9**year) for year in range(6)]

    actual = genderlib.estimate_appointments(
        range(2015, 2021), women, [10_000] * 6, leavers_per_year=1000
    )

    assert actual == pytest.approx(0.4, abs=5e-4)


def test_estimate_appointments_is_cut_at_what_is_possible():
    rising = genderlib.estimate_appointments(
        range(4), [0, 5, 10, 15], [20] * 4, leavers_per_year=1
    )
    falling = genderlib.estimate_appointments(
        range(4), [15, 10, 5, 0], [20] * 4, leavers_per_year=1
    )

    assert (rising, falling) == (1, 0)


def test_backtest_compares_with_every_later_year():
    years = [2001, 2003, 2004, 2006, 2007, 2009]
    women, total = [4, 5, 5, 6, 7, 20], [20] * 6

    found = genderlib.backtest(years, women, total, leavers_per_year=2, levels=[0.8])

    assert found.table[["from", "year"]].to_numpy().tolist() == [
        [2006, 2007],
        [2006, 2009],
        [2007, 2009],
    ]
    # The jump to women only lies outside any band.
    assert found.table["held_80"].tolist() == [True, False, False]
    assert found.held.to_dict() == {0.8: pytest.approx(1 / 3)}


def test_backtest_projects_from_what_was_known_then():
    years, women, total = range(2010, 2016), [4, 5, 5, 6, 7, 9], [20] * 6
    part = genderlib.estimate_appointments(
        years[:5], women[:5], total[:5], leavers_per_year=2
    )
    ahead = genderlib.project_share(
        7,
        20,
        1,
        leavers_per_year=2,
        women_among_leavers=Fraction(7, 20),
        women_among_appointments=part,
    )

    found = genderlib.backtest(years, women, total, leavers_per_year=2)

    last = found.table.iloc[-1]
    assert last["expected_share"] == pytest.approx(ahead.years[1].mean / 20)
    lower, upper = ahead.years[1].band(0.95)
    assert (last["lower_95"], last["upper_95"]) == (lower / 20, upper / 20)


@pytest.mark.parametrize(
    "function", [genderlib.estimate_appointments, genderlib.backtest]
)
@pytest.mark.parametrize(
    ("changed", "message"),
    [
        pytest.param(
            {"years": [1, 2, 3], "women": [1, 2, 3], "total": [9, 9, 9]},
            "years has 3 points: nothing under four is projected",
            id="three-points",
        ),
        pytest.param(
            {"years": [1, 2, 2, 4]}, "whole numbers that rise", id="not-rising"
        ),
        pytest.param({"years": [1, 2, 3.5, 4]}, "whole numbers that rise", id="half"),
        pytest.param({"years": [1, 2, 3]}, "years has 3 values, women 4", id="unequal"),
        pytest.param({"women": [127, 122, 133, 600]}, "600 > 499", id="above"),
        pytest.param({"women": [127, 122, None, 151]}, "nothing at pos", id="missing"),
        pytest.param(
            {"women": [0] * 4, "total": [0, 5, 5, 5]}, "0 in any year", id="nobody"
        ),
        pytest.param({"leavers_per_year": 0}, "must be above 0", id="no-leavers"),
        pytest.param({"leavers_per_year": 494}, "total of 493", id="too-many"),
    ],
)
def test_series_that_say_nothing_are_refused(function, changed, message):
    names = ("years", "women", "total")
    given_values = (
        dict(zip(names, ASSEMBLY, strict=True), leavers_per_year=99) | changed
    )

    with pytest.raises(ValueError, match=message):
        function(
            *(given_values[name] for name in names),
            leavers_per_year=given_values["leavers_per_year"],
        )


def test_a_backtest_of_four_points_is_refused():
    with pytest.raises(ValueError, match="years has 4 points: a backtest needs five"):
        genderlib.backtest(*ASSEMBLY, leavers_per_year=99)


def test_levels_of_a_backtest_lie_between_0_and_1():
    with pytest.raises(ValueError, match="levels must be a fraction from 0 to 1"):
        genderlib.backtest(*ASSEMBLY, leavers_per_year=99, levels=[95])


@given(st.integers(1, 19), st.integers(1, 18))
def test_a_higher_target_never_needs_fewer_women(women, seats):
    assumed = {"leavers_per_year": 1, "women_among_leavers": women / 20}
    needed = [
        genderlib.appointments_needed(women, 20, 3, Fraction(n, 20), **assumed)
        for n in (seats, seats + 1)
    ]

    assert np.isnan(needed[1]) or needed[0] <= needed[1]


@given(st.integers(0, 20), st.integers(1, 20), st.integers(1, 10))
def test_vacancies_needed_are_the_first_that_suffice(women, seats, tenths):
    options = {"women_among_leavers": Fraction(women, 20)}

    found = genderlib.vacancies_needed(
        women,
        20,
        Fraction(seats, 20),
        women_among_appointments=tenths / 10,
        **options,
    )

    # By hand: leavers are women as often as all are, so the distance from the share
    # of appointments shrinks by a twentieth with each vacancy.
    def expected(vacancies):
        return 2 * tenths + (women - 2 * tenths) * 0.95**vacancies

    if np.isnan(found):
        assert seats > women
        assert 2 * tenths <= seats
    elif found:
        assert expected(found) >= seats - 1e-9
        assert expected(found - 1) < seats + 1e-9
    else:
        assert women >= seats


@given(st.lists(st.integers(0, 20), min_size=5, max_size=8), st.integers(1, 20))
def test_wider_bands_hold_at_least_as_often(women, leavers):
    found = genderlib.backtest(
        range(len(women)),
        women,
        [20] * len(women),
        leavers_per_year=leavers,
        levels=[0.5, 0.8, 0.95],
    )

    assert found.held.is_monotonic_increasing
    assert found.held.between(0, 1).all()


@given(st.lists(st.integers(0, 20), min_size=4, max_size=8), st.integers(1, 20))
def test_estimated_appointments_ignore_scale(women, leavers):
    years, total = range(len(women)), np.full(len(women), 20)

    actual = genderlib.estimate_appointments(
        years, np.array(women) * 7, total * 7, leavers_per_year=leavers * 7
    )

    assert 0 <= actual <= 1
    assert actual == pytest.approx(
        genderlib.estimate_appointments(years, women, total, leavers_per_year=leavers)
    )
