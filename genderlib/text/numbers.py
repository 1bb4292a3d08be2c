"""Numbers as readers see them: rounded once, exactly, half up, in the reader's locale.

Rounding is done here on fractions of integers. f-strings and Babel round half to even:
1 of 16, 6.25 per cent, comes out of both as 6.2. Babel is asked for what differs
between countries, never for a digit.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import isfinite
from numbers import Integral, Rational, Real

from babel.numbers import get_decimal_symbol, get_group_symbol

from genderlib.text.languages import check_language, choose
from genderlib.text.wording import say

Exact = int | Fraction | Decimal
Number = Exact | float

# Read aloud as "minus", which a hyphen is not.
MINUS = "\N{MINUS SIGN}"


def integer(number: int, language: str) -> str:
    """Whole number with its thousands grouped.

    Raises
    ------
    ValueError
        If number is not a whole number.

    Examples
    --------
    >>> integer(2387, "vi")
    '2.387'
    """
    if isinstance(number, bool) or not isinstance(number, Integral):
        raise ValueError(f"number must be a whole number, not {number!r}")  # noqa: TRY004  one error for bad input
    return _localised(Decimal(int(number)), language)


def decimal(value: Number, language: str, *, digits: int = 2) -> str:
    """Number with a fixed count of decimals, for indices and ratios.

    Parameters
    ----------
    value : int, Fraction, Decimal or float
        A float stands for the shortest decimal number that names it, the one a
        reader finds beside it in the table of figures.
    language : {"vi", "en"}
    digits : int
        Decimals shown.

    Examples
    --------
    >>> decimal(0.1184407796, "en", digits=3)
    '0.118'
    """
    exact = _exact("value", value, floats=True)
    return _localised(_rounded(exact, digits), language)


def percent(
    numerator: Exact,
    denominator: Exact,
    language: str,
    *,
    digits: int = 1,
    fixed: bool = False,
) -> str:
    """Part of a whole in per cent, rounded once and half up from the two counts.

    Parameters
    ----------
    numerator, denominator : int or Fraction
        The counts as they stand, never an already rounded quotient; a share is given
        as a Fraction over 1. NumPy integers are taken too, floats are not.
    language : {"vi", "en"}
    digits : int
        Decimals of a quotient that is not a whole per cent.
    fixed : bool
        Show the decimals of a whole per cent too, as columns of a table need.

    Returns
    -------
    str
        "43,2%" in Vietnamese, "43.2%" in English.

    Raises
    ------
    ValueError
        If a count is negative or not exact, or the denominator is 0.

    Examples
    --------
    >>> percent(70, 162, "vi")
    '43,2%'
    >>> percent(6, 10, "vi"), percent(400, 1001, "vi")
    ('60%', '40,0%')
    """
    points = 100 * quotient(numerator, denominator)
    return _in_points(points, language, digits=digits, fixed=fixed) + "%"


def approximate_percent(share: Number, language: str, *, digits: int = 1) -> str:
    """A share that is itself an estimate, such as the bound of an interval.

    Parameters
    ----------
    share : int, Fraction, Decimal or float
        Fraction 0 to 1.
    language : {"vi", "en"}
    digits : int
        Decimals shown, always all of them.

    Examples
    --------
    >>> approximate_percent(0.1268, "en")
    '12.7%'
    """
    exact = _share("share", share)
    return _in_points(100 * exact, language, digits=digits, fixed=True) + "%"


def interval(lower: Number, upper: Number, language: str) -> str:
    """The two bounds of an interval of a share.

    Raises
    ------
    ValueError
        If a bound is not a share or lower exceeds upper.

    Examples
    --------
    >>> interval(0.1268, 0.5763, "vi")
    'từ 12,7% đến 57,6%'
    >>> interval(0.1268, 0.5763, "en")
    '12.7% to 57.6%'
    """
    if _share("lower", lower) > _share("upper", upper):
        raise ValueError(f"lower {lower!r} must not exceed upper {upper!r}")
    low = approximate_percent(lower, language)
    high = approximate_percent(upper, language)
    return between(low, high, language)


def between(low: str, high: str, language: str) -> str:
    """A range of two rendered numbers, so that each can be a figure.

    Examples
    --------
    >>> between("20%", "25%", "vi")
    'từ 20% đến 25%'
    """
    return say(
        language, vi="từ {low} đến {high}", en="{low} to {high}", low=low, high=high
    )


def points(
    difference: Exact, language: str, *, digits: int = 1, plus: bool = False
) -> str:
    """Difference of two shares in percentage points.

    Parameters
    ----------
    difference : int or Fraction
        A difference of shares, -1 to 1; below 0 is written with a minus sign.
    language : {"vi", "en"}
    digits : int
        Decimals of a difference that is not a whole point.
    plus : bool
        Write a plus sign above 0, for tables of changes.

    Examples
    --------
    >>> points(Fraction(45, 100) - Fraction(70, 162), "vi")
    '1,8 điểm phần trăm'
    >>> points(Fraction(1, 100), "en")
    '1 percentage point'
    """
    exact = 100 * _exact("difference", difference, floats=False)
    if abs(exact) > 100:
        raise ValueError(f"difference must lie between -1 and 1, not {difference!r}")
    shown = _in_points(exact, language, digits=digits, fixed=False)
    if plus:
        shown = signed(shown, exact)
    noun = "percentage point" if abs(exact) == 1 else "percentage points"
    return choose(language, vi=f"{shown} điểm phần trăm", en=f"{shown} {noun}")


def signed(shown: str, value: Number) -> str:
    """A written number with a plus sign, unless it is below 0 or written as 0.

    Examples
    --------
    >>> signed("1.8", Fraction(9, 5)), signed("0.0", Fraction(1, 99))
    ('+1.8', '0.0')
    """
    plus = value > 0 and any(digit in shown for digit in "123456789")
    return f"+{shown}" if plus else shown


def quotient(numerator: Exact, denominator: Exact) -> Fraction:
    """The exact quotient of two counts, or of a Fraction and 1.

    Raises
    ------
    ValueError
        If one is not exact, the numerator is negative or the denominator 0.
    """
    part = _exact("numerator", numerator, floats=False)
    whole = _exact("denominator", denominator, floats=False)
    if part < 0:
        raise ValueError(f"numerator must be 0 or more, not {numerator!r}")
    if whole <= 0:
        raise ValueError(f"denominator must be above 0, not {denominator!r}")
    return part / whole


def _in_points(value: Fraction, language: str, *, digits: int, fixed: bool) -> str:
    whole = value.denominator == 1 and not fixed
    return _localised(_rounded(value, 0 if whole else digits), language)


def _share(name: str, value: Number) -> Fraction:
    exact = _exact(name, value, floats=True)
    if not 0 <= exact <= 1:
        raise ValueError(f"{name} must be a share from 0 to 1, not {value!r}")
    return exact


def _exact(name: str, value: object, *, floats: bool) -> Fraction:
    """The number itself; a float by its shortest name, where floats are allowed."""
    if isinstance(value, bool):
        raise ValueError(f"{name} must be a number, not {value!r}")  # noqa: TRY004  one error for bad input
    if isinstance(value, Integral):
        return Fraction(int(value))
    if isinstance(value, Rational) or (
        isinstance(value, Decimal) and value.is_finite()
    ):
        return Fraction(value)
    if floats and isinstance(value, Real) and isfinite(value):
        return Fraction(repr(float(value)))
    kinds = "a finite number" if floats else "a count or a Fraction"
    raise ValueError(f"{name} must be {kinds}, not {value!r}")


def _rounded(value: Fraction, digits: int) -> Decimal:
    """Half up, away from zero, by whole numbers alone."""
    if isinstance(digits, bool) or not isinstance(digits, int) or digits < 0:
        raise ValueError(f"digits must be a whole number from 0, not {digits!r}")
    scaled = abs(value) * 10**digits
    units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    # By its text: arithmetic on Decimal would cut long numbers to 28 digits.
    return Decimal(f"{units if value >= 0 else -units}e-{digits}")


def _localised(number: Decimal, language: str) -> str:
    decimal_sign, group_sign = _signs(check_language(language))
    signs = str.maketrans({",": group_sign, ".": decimal_sign})
    text = f"{number.copy_abs():,f}".translate(signs)
    return MINUS + text if number < 0 else text


@cache
def _signs(language: str) -> tuple[str, str]:
    return get_decimal_symbol(language), get_group_symbol(language)
