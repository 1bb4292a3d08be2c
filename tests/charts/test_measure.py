"""Widths of words, and lines of them."""

from pathlib import Path

import matplotlib as mpl
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from genderlib.charts.measure import SLACK, advance, balance, width, wrap
from genderlib.charts.scene import Piece

WORDS = st.text(st.sampled_from("aW Ệ1,中"), max_size=200)


@pytest.mark.parametrize("bold", [False, True], ids=["regular", "bold"])
def test_widths_are_those_of_the_font(bold):
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    font = TTFont(Path(mpl.get_data_path()) / "fonts" / "ttf" / name)
    glyphs, widths = font.getBestCmap(), font["hmtx"].metrics
    letters = "AaăÂđơưệỄỹ0123456789%,./()–"

    actual = [advance(letter, bold) for letter in letters]

    # fontTools reads the same file on its own.
    assert actual == [widths[glyphs[ord(letter)]][0] / 2048 for letter in letters]


def test_a_letter_the_font_lacks_counts_as_a_square():
    assert advance("中", bold=False) == 1


def test_width_leaves_slack_for_another_font():
    # By hand: an em dash is 1 em wide in DejaVu Sans.
    assert width([Piece("——")], 10) == pytest.approx(2 * 10 * SLACK)


def texts(lines):
    return ["".join(piece.text for piece in line) for line in lines]


def test_lines_break_between_words():
    room = width([Piece("Ban chấp hành")], 13)

    lines = wrap([Piece("Ban chấp hành công đoàn")], 13, room)

    assert texts(lines) == ["Ban chấp hành", "công đoàn"]


def test_a_word_too_long_for_a_line_is_cut():
    room = width([Piece("aaaa")], 13)

    assert texts(wrap([Piece("b aaaaaaaaaa")], 13, room)) == ["b", "aaaa", "aaaa", "aa"]


def test_pieces_without_space_between_them_stay_together():
    pieces = [Piece("norm "), Piece("25%", "norm.a"), Piece(": met")]
    room = width([Piece("norm 25%")], 13)

    lines = wrap(pieces, 13, room)

    assert texts(lines) == ["norm", "25%: met"]
    assert lines[1] == (Piece("25%", "norm.a"), Piece(": met"))


def test_balanced_lines_leave_no_word_alone():
    words = [Piece("aaa aaa aaa aaa aaa b")]
    room = width([Piece("aaa aaa aaa aaa aaa")], 13)

    assert texts(wrap(words, 13, room))[1] == "b"
    assert texts(balance(words, 13, room)) == ["aaa aaa aaa", "aaa aaa b"]


@given(WORDS, st.floats(20, 400))
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(text, room):
    for lines in (wrap([Piece(text)], 13, room), balance([Piece(text)], 13, room)):
        assert all(width(line, 13) <= room for line in lines)
        assert "".join(texts(lines)).replace(" ", "") == text.replace(" ", "")
