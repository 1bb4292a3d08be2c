"""Dates and periods as agencies write them in Vietnamese and as English reads them."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache

from babel.dates import get_month_names
from markupsafe import Markup

from genderlib.text.languages import check_language
from genderlib.text.markup import time


def long_date(day: date, language: str) -> str:
    """A date in words.

    Parameters
    ----------
    day : datetime.date
    language : {"vi", "en"}

    Returns
    -------
    str
        In Vietnamese days under 10 and the months 1 and 2 have a leading zero, as
        Decree 30/2020/NĐ-CP, annex I, has it.

    Raises
    ------
    ValueError
        If day is not a date.

    Examples
    --------
    >>> long_date(date(2020, 11, 17), "vi")
    'ngày 17 tháng 11 năm 2020'
    >>> long_date(date(2020, 11, 17), "en")
    '17 November 2020'
    """
    return _written(_checked("day", day), language, month=True, year=True)


def short_date(day: date, language: str) -> str:
    """A date in digits for tables: day, month, year in both languages.

    Examples
    --------
    >>> short_date(date(2019, 5, 27), "vi")
    '27/05/2019'
    """
    check_language(language)
    return f"{_checked('day', day):%d/%m}/{day.year:04}"


def day_of_year(day: date, language: str) -> str:
    """The day of every year that a date stands for.

    Examples
    --------
    >>> day_of_year(date(2020, 11, 15), "en")
    '15 November'
    """
    return _written(_checked("day", day), language, month=True, year=False)


def period(start: date, end: date, language: str) -> str:
    """First and last day in words, without saying a month or year twice.

    Raises
    ------
    ValueError
        If a day is not a date or end is before start.

    Examples
    --------
    >>> period(date(2020, 11, 15), date(2020, 12, 15), "vi")
    'từ ngày 15 tháng 11 đến ngày 15 tháng 12 năm 2020'
    >>> period(date(2020, 11, 15), date(2020, 12, 15), "en")
    '15 November to 15 December 2020'
    """
    return "".join(_period_pieces(start, end, language))


def period_markup(start: date, end: date, language: str) -> Markup:
    """`period` with both days marked for machines.

    Examples
    --------
    >>> period_markup(date(2020, 11, 15), date(2020, 11, 15), "en")
    Markup('<time datetime="2020-11-15">15 November 2020</time>')
    """
    before, first, between, last = _period_pieces(start, end, language)
    if not first:
        return time(end, last)
    shown = (before, time(start, first), between, time(end, last))
    return Markup("").join(shown)


def _period_pieces(start: date, end: date, language: str) -> tuple[str, str, str, str]:
    """Word before, first day, word between, last day; the middle empty for one day."""
    if _checked("end", end) < _checked("start", start):
        raise ValueError(f"end {end} must not be before start {start}")
    last = _written(end, language, month=True, year=True)
    if start == end:
        return "", "", "", last
    same_year = start.year == end.year
    same_month = same_year and start.month == end.month
    first = _written(start, language, month=not same_month, year=not same_year)
    return (
        ("từ ", first, " đến ", last) if language == "vi" else ("", first, " to ", last)
    )


def _written(day: date, language: str, *, month: bool, year: bool) -> str:
    if check_language(language) == "en":
        parts = [str(day.day)]
        parts += [_english_months()[day.month]] if month else []
        parts += [str(day.year)] if year else []
        return " ".join(parts)
    text = f"ngày {day.day:02}"
    if month:
        text += f" tháng {day.month:02}" if day.month <= 2 else f" tháng {day.month}"
    return f"{text} năm {day.year}" if year else text


def _checked(name: str, day: date) -> date:
    # A datetime is a date to Python; its time of day and zone would be lost unsaid.
    if not isinstance(day, date) or isinstance(day, datetime):
        raise ValueError(f"{name} must be a date, not {day!r}")  # noqa: TRY004  one error for bad input
    return day


@cache
def _english_months() -> dict[int, str]:
    return dict(get_month_names("wide", locale="en"))
