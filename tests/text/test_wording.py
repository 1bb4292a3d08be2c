"""Wordings take plain pieces and pieces with markup."""

import pytest
from markupsafe import Markup

from genderlib.text.markup import data
from genderlib.text.wording import say


def test_plain_pieces_make_plain_text():
    said = say("vi", vi="từ {low} đến {high}", en="", low="<1%", high="2%")

    assert said == "từ <1% đến 2%"
    assert not isinstance(said, Markup)


def test_one_piece_with_markup_makes_markup_and_escapes_the_rest():
    said = say("en", vi="", en="{low} to {high}", low=data(1, "1%"), high="*<2%*")

    assert isinstance(said, Markup)
    assert str(said) == '<data value="1">1%</data> to &#42;&lt;2%&#42;'


def test_unknown_language_is_refused():
    with pytest.raises(ValueError, match="language must be one of vi, en, not 'fr'"):
        say("fr", vi="a", en="b")
