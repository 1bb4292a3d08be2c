"""A figure is written so that it tells what it is."""

from fractions import Fraction

import pytest

from genderlib.ledger import Figure
from genderlib.review.forms import written


@pytest.mark.parametrize(
    ("total", "text"),
    [
        # 100 / 13 = 7.69..., 100 / 4054 = 0.0246..., 100 / 30000 = 0.0033...
        pytest.param(13, "7.7 percentage points", id="small"),
        pytest.param(4054, "0.02 percentage points", id="large"),
        pytest.param(30000, "0.003 percentage points", id="larger"),
        pytest.param(50, "2 percentage points", id="whole"),
        pytest.param(1000, "0.1 percentage points", id="one-decimal"),
    ],
)
def test_one_of_many_is_never_written_as_nothing(total, text):
    worth = Figure("x.seat", "points", Fraction(1, total), "1 / total", (), (), "x")

    assert written(worth, "en", "size") == text


@pytest.mark.parametrize(
    ("kind", "value", "form", "text"),
    [
        pytest.param("points", Fraction(1, 4054), "bare", "0.0", id="points-of-none"),
        pytest.param("points", Fraction(1, 800), "bare", "+0.1", id="points"),
        pytest.param("points", Fraction(1, 4054), "plus", "0.0 perc", id="in-words"),
        pytest.param("persons", Fraction(1, 25), "plus", "0.0", id="persons-of-none"),
        pytest.param("index", Fraction(-1, 50_000), "plus", "0.0000", id="index"),
        pytest.param("index", Fraction(1, 1000), "plus", "+0.0010", id="index-above"),
    ],
)
def test_what_is_written_as_nothing_has_no_sign(kind, value, form, text):
    change = Figure("x.change", kind, value, "1 / total", (), (), "x")

    assert written(change, "en", form).startswith(text)
