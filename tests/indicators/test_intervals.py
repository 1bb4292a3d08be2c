"""Known values, edges and identities of intervals and tests."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import genderlib


@pytest.mark.parametrize(
    ("women", "total", "expected"),
    [
        # Newcombe (1998), Statistics in Medicine 17, table I, method 3
        pytest.param(81, 263, (0.2553, 0.3662), id="newcombe-81-of-263"),
        pytest.param(15, 148, (0.0624, 0.1605), id="newcombe-15-of-148"),
        pytest.param(0, 20, (0, 0.1611), id="newcombe-0-of-20"),
        pytest.param(1, 29, (0.0061, 0.1718), id="newcombe-1-of-29"),
        pytest.param(0, 0, (np.nan, np.nan), id="nobody"),
    ],
)
def test_wilson_interval_known_values(women, total, expected):
    actual = genderlib.share_interval(women, total)

    assert actual == pytest.approx(expected, nan_ok=True, abs=5e-5)


@given(st.integers(1, 10**9), st.data())
def test_wilson_limits_solve_the_score_equation(total, data):
    women = data.draw(st.integers(0, total))
    z2 = 1.959963984540054**2  # 97.5 % point of the normal distribution

    for limit in genderlib.share_interval(women, total):
        distance = (women - total * limit) ** 2
        assert distance == pytest.approx(
            z2 * total * limit * (1 - limit), rel=1e-6, abs=1e-6
        )


@given(st.integers(1, 10**9))
def test_wilson_limits_touch_the_ends(total):
    assert genderlib.share_interval(0, total)[0] == 0
    assert genderlib.share_interval(total, total)[1] == 1


@pytest.mark.parametrize("level", [0, 1, -0.5, 95, np.nan, True, "0.95"], ids=repr)
def test_a_level_outside_0_to_1_is_refused(level):
    with pytest.raises(ValueError, match="level must"):
        genderlib.share_interval(4, 13, level=level)


def test_an_unknown_method_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match="method must be one of wilson"):
        genderlib.share_interval(4, 13, method="wilsen")
