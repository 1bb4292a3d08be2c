"""Words of charts: the same in both languages, but for the language."""

from dataclasses import fields
from datetime import date
from string import Formatter

import pytest

from genderlib.text.chart_words import ChartWords, chart_words, day_and_month

WORDS = [field.name for field in fields(ChartWords) if field.name != "language"]


def blanks(sentence):
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("word", WORDS)
def test_both_languages_fill_in_the_same(word):
    vietnamese, english = (getattr(chart_words(lang), word) for lang in ("vi", "en"))

    assert blanks(vietnamese) == blanks(english)
    assert vietnamese != english


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_word_holds_a_digit(language):
    words = [getattr(chart_words(language), word) for word in WORDS]

    assert [word for word in words if any(mark.isdigit() for mark in word)] == []


def test_words_know_their_language():
    assert [chart_words(language).language for language in ("vi", "en")] == ["vi", "en"]


def test_a_language_without_words_is_refused():
    with pytest.raises(ValueError, match="language must be one of vi, en"):
        chart_words("fr")


@pytest.mark.parametrize(
    ("day", "language", "expected"),
    [
        pytest.param(date(2020, 11, 15), "vi", "15/11", id="vi"),
        pytest.param(date(2020, 1, 2), "vi", "02/01", id="vi-zeros"),
        pytest.param(date(2020, 11, 15), "en", "15 Nov", id="en"),
        pytest.param(date(2020, 1, 2), "en", "2 Jan", id="en-no-zeros"),
    ],
)
def test_day_and_month(day, language, expected):
    assert day_and_month(day, language) == expected
