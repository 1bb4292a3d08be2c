"""Dates are written as people of each language write them."""

from datetime import date, datetime

import pytest

from genderlib.text.dates import (
    day_of_year,
    long_date,
    period,
    period_markup,
    short_date,
)


@pytest.mark.parametrize(
    ("day", "vietnamese", "english"),
    [
        (date(2020, 11, 17), "ngày 17 tháng 11 năm 2020", "17 November 2020"),
        (date(2019, 5, 27), "ngày 27 tháng 5 năm 2019", "27 May 2019"),
        # Decree 30/2020/NĐ-CP, annex I: zero before days under 10, months 1 and 2.
        (date(2025, 3, 2), "ngày 02 tháng 3 năm 2025", "2 March 2025"),
        (date(2023, 2, 1), "ngày 01 tháng 02 năm 2023", "1 February 2023"),
        (date(2021, 10, 10), "ngày 10 tháng 10 năm 2021", "10 October 2021"),
    ],
)
def test_long_date_known_values(day, vietnamese, english):
    assert long_date(day, "vi") == vietnamese
    assert long_date(day, "en") == english


@pytest.mark.parametrize("language", ["vi", "en"])
def test_short_date_is_day_month_year(language):
    assert short_date(date(2025, 3, 2), language) == "02/03/2025"


def test_day_of_year_has_no_year():
    assert day_of_year(date(2020, 11, 15), "vi") == "ngày 15 tháng 11"
    assert day_of_year(date(2020, 11, 15), "en") == "15 November"


@pytest.mark.parametrize(
    ("start", "end", "vietnamese", "english"),
    [
        pytest.param(
            date(2020, 11, 15),
            date(2020, 12, 15),
            "từ ngày 15 tháng 11 đến ngày 15 tháng 12 năm 2020",
            "15 November to 15 December 2020",
            id="one-year",
        ),
        pytest.param(
            date(2020, 11, 15),
            date(2020, 11, 20),
            "từ ngày 15 đến ngày 20 tháng 11 năm 2020",
            "15 to 20 November 2020",
            id="one-month",
        ),
        pytest.param(
            date(2019, 12, 1),
            date(2020, 12, 1),
            "từ ngày 01 tháng 12 năm 2019 đến ngày 01 tháng 12 năm 2020",
            "1 December 2019 to 1 December 2020",
            id="two-years",
        ),
        pytest.param(
            date(2020, 11, 15),
            date(2020, 11, 15),
            "ngày 15 tháng 11 năm 2020",
            "15 November 2020",
            id="one-day",
        ),
    ],
)
def test_period_says_no_month_or_year_twice(start, end, vietnamese, english):
    assert period(start, end, "vi") == vietnamese
    assert period(start, end, "en") == english
    assert period_markup(start, end, "vi").striptags() == vietnamese


def test_period_marks_both_days():
    shown = period_markup(date(2020, 11, 15), date(2020, 12, 15), "vi")

    assert str(shown) == (
        'từ <time datetime="2020-11-15">ngày 15 tháng 11</time>'
        ' đến <time datetime="2020-12-15">ngày 15 tháng 12 năm 2020</time>'
    )


def test_period_of_one_day_marks_it_once():
    shown = period_markup(date(2020, 11, 15), date(2020, 11, 15), "en")

    assert str(shown) == '<time datetime="2020-11-15">15 November 2020</time>'


def test_period_that_ends_before_it_starts_is_refused():
    with pytest.raises(ValueError, match="end 2020-11-15 must not be before start"):
        period(date(2020, 12, 15), date(2020, 11, 15), "vi")


@pytest.mark.parametrize("day", ["2020-11-17", None, datetime(2020, 11, 17)])  # noqa: DTZ001  zones are what is refused
def test_what_is_not_a_date_is_refused(day):
    with pytest.raises(ValueError, match="day must be a date, not"):
        long_date(day, "vi")


def test_unknown_language_is_refused():
    with pytest.raises(ValueError, match="language must be one of vi, en, not 'fr'"):
        short_date(date(2020, 11, 17), "fr")
