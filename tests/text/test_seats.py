"""Seats and people in words."""

import numpy as np
import pytest

from genderlib.text.markup import data
from genderlib.text.seats import (
    further_women,
    is_spelled,
    one_seat,
    reach,
    seats,
    spelled,
    women,
)


def test_counts_to_ten_are_spelled():
    vietnamese = [spelled(number, "vi") for number in range(11)]
    english = [spelled(number, "en") for number in range(11)]

    expected = "không một hai ba bốn năm sáu bảy tám chín mười"
    assert " ".join(vietnamese) == expected
    assert " ".join(english) == "no one two three four five six seven eight nine ten"


@pytest.mark.parametrize(
    ("number", "vietnamese", "english"),
    [(11, "11", "11"), (2387, "2.387", "2,387"), (np.int64(5), "năm", "five")],
)
def test_larger_counts_stay_digits(number, vietnamese, english):
    assert spelled(number, "vi") == vietnamese
    assert spelled(number, "en") == english


def test_a_word_is_known_from_digits():
    assert is_spelled(10)
    assert not is_spelled(11)


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (-1, "number must be 0 or more, not -1"),
        (1.0, "number must be a whole number, not 1.0"),
        (True, "number must be a whole number, not True"),
    ],
)
def test_malformed_counts_are_refused(number, message):
    with pytest.raises(ValueError, match=message):
        spelled(number, "vi")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (women(1, "en"), "one woman"),
        (women(0, "en"), "no women"),
        (women(14, "en"), "14 women"),
        (women(3, "vi"), "ba phụ nữ"),
        (further_women(1, "en"), "one more woman"),
        (further_women(5, "en"), "five more women"),
        (further_women(1, "vi"), "một phụ nữ nữa"),
        (further_women(12, "vi"), "12 phụ nữ nữa"),
        (seats(1, "en"), "one seat"),
        (seats(13, "en"), "13 seats"),
        (seats(2, "vi"), "hai ghế"),
        (reach(1, "35%", "en"), "one more woman would reach 35%"),
        (reach(5, "35%", "en"), "five more women would reach 35%"),
        (reach(1, "35%", "vi"), "thêm một phụ nữ nữa thì đạt 35%"),
        (reach(0, "25%", "en"), "25% is reached"),
        (reach(0, "25%", "vi"), "đã đạt 25%"),
    ],
)
def test_counted_words(said, expected):
    assert said == expected


def test_worth_of_a_seat_takes_figures():
    total = data(13, "13", "party_committee.total", link=False)

    said = one_seat(total, "7,7 điểm phần trăm", "vi")

    assert str(said) == (
        'một vị trí trong <data value="13" data-figure="party_committee.total">'
        "13</data> vị trí là 7,7 điểm phần trăm"
    )


def test_digits_of_many_women_take_a_figure():
    said = reach(12, "50%", "en", data(12, "12"))

    assert str(said) == '<data value="12">12</data> more women would reach 50%'
