"""Counts and shares as people write them; expected values read off by hand."""

from fractions import Fraction

import pytest

from genderlib.data.ingest.numerals import (
    UnreadableError,
    parse_count,
    parse_pair,
    parse_share,
    rounded_share,
    words_to_number,
)


@pytest.mark.parametrize(
    ("text", "thousands", "value", "changes"),
    [
        pytest.param("13", "", 13, 0, id="digits"),
        pytest.param("2.387", ".", 2387, 1, id="point"),
        pytest.param("2,387", ",", 2387, 1, id="comma"),
        pytest.param("1 234 567", " ", 1234567, 1, id="spaces"),
        pytest.param("ba", "", 3, 1, id="word"),
        pytest.param("393 nữ", "", 393, 1, id="with-a-noun"),
        pytest.param("55*", "", 55, 1, id="star"),
        pytest.param("55 (1)", "", 55, 1, id="footnote"),
        pytest.param("55²", "", 55, 1, id="raised"),
    ],
)
def test_a_count_is_read_and_what_was_changed_is_said(text, thousands, value, changes):
    count = parse_count(text, thousands)

    assert (count.value, len(count.changes)) == (value, changes)


@pytest.mark.parametrize(
    ("text", "thousands", "message"),
    [
        ("2.387", "", "could separate thousands or decimals"),
        ("2,387", ".", "could separate thousands or decimals"),
        ("1,5", ".", "not a whole number"),
        ("-3", "", "below 0"),
        ("４０", "", "digits 0 to 9"),
        ("khoảng 40", "", "no count"),
        ("", "", "no count"),
        ("99999999999", "", "larger than any organisation"),
    ],
)
def test_what_could_be_two_numbers_is_not_read(text, thousands, message):
    with pytest.raises(UnreadableError, match=message):
        parse_count(text, thousands)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("không", 0),
        ("ba", 3),
        ("mười", 10),
        ("mười lăm", 15),
        ("hai mươi mốt", 21),
        ("năm mươi tư", 54),
        ("một trăm", 100),
        ("một trăm linh năm", 105),
        ("một trăm lẻ năm", 105),
        ("ba trăm chín mươi ba", 393),
        ("hai nghìn ba trăm tám mươi bảy", 2387),
        ("mười nghìn", 10000),
        ("trăm", None),
        ("hai ba", None),
        ("một ít", None),
        ("mươi", None),
    ],
)
def test_numbers_in_words(words, number):
    assert words_to_number(words) == number


@pytest.mark.parametrize(
    ("text", "first", "expected"),
    [
        ("13/ 55", "women", (13, 55)),
        ("55/13", "total", (13, 55)),
        ("393 nữ/868 người", "total", (393, 868)),
        ("868 người / 393 nữ", "women", (393, 868)),
    ],
)
def test_two_counts_in_one_cell(text, first, expected):
    women, total = parse_pair(text, first)

    assert (women.value, total.value) == expected


@pytest.mark.parametrize("text", ["13", "13/", "/55", "13/55/2", "3 nữ/4 nữ"])
def test_what_is_not_two_counts_is_not_read(text):
    with pytest.raises(UnreadableError):
        parse_pair(text, "women")


def test_a_share_keeps_its_decimals():
    assert parse_share("23,64%") == (Fraction(2364, 10000), 2)
    assert parse_share("60 %") == (Fraction(60, 100), 0)


def test_a_share_above_one_is_not_read():
    with pytest.raises(UnreadableError, match="above 100%"):
        parse_share("236,4%")


# By hand: 1/16 = 6.25 per cent; 70/162 = 43.2098...; 1/200 = 0.5.
@pytest.mark.parametrize(
    ("women", "total", "digits", "expected"),
    [(1, 16, 1, "6.3"), (70, 162, 2, "43.21"), (1, 200, 0, "1")],
)
def test_a_share_is_rounded_half_up_once(women, total, digits, expected):
    assert rounded_share(women, total, digits) == Fraction(expected) / 100
