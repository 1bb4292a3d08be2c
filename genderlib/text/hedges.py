"""A share in words: "gần 56%", "just over a third", never against the exact value."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from genderlib.text.languages import choose
from genderlib.text.numbers import Exact, percent, quotient
from genderlib.text.wording import say

_ONE_POINT = Fraction(1, 100)

# Parts that readers grasp faster than a percentage.
_PARTS = {
    Fraction(1, 2): ("một nửa", "half"),
    Fraction(1, 3): ("một phần ba", "a third"),
    Fraction(2, 3): ("hai phần ba", "two thirds"),
    Fraction(1, 4): ("một phần tư", "a quarter"),
    Fraction(3, 4): ("ba phần tư", "three quarters"),
}


@dataclass(frozen=True, slots=True)
class Hedge:
    """A share beside a round value.

    Parameters
    ----------
    word : str
        "gần", "hơn", "dưới" or their English; empty where the share is the value.
    base : Fraction
        The round value, 0 to 1.
    text : str
        The round value in words or per cent: "một nửa", "56%".
    language : {"vi", "en"}
    """

    word: str
    base: Fraction
    text: str
    language: str

    def __str__(self) -> str:
        """The words without markup."""
        return self.phrase(self.text)

    def phrase(self, base: str) -> str:
        """The words around the round value as the caller renders it.

        Examples
        --------
        >>> hedge(29, 52, "vi").phrase("56%")
        'gần 56%'
        """
        if not self.word:
            return base
        template = f"{self.word} {{base}}"
        return say(self.language, vi=template, en=template, base=base)


def hedge(numerator: Exact, denominator: Exact, language: str) -> Hedge:
    """Put a share into words by the nearest round value.

    Parameters
    ----------
    numerator, denominator : int or Fraction
        The counts as they stand; numerator <= denominator.
    language : {"vi", "en"}

    Returns
    -------
    Hedge
        No hedge word where the share is a whole per cent, a half, third or quarter.
        Else against the half, third or quarter at most 1 point away, and where there
        is none against the nearest whole per cent: "gần" (nearly) below it, "hơn"
        (just over) above it. A share above 0 that rounds to 0 per cent is "dưới 1%"
        (under 1%), for "over 0%" says nothing.

    Raises
    ------
    ValueError
        If the counts are not exact, negative, or the numerator is the larger one.

    Notes
    -----
    70/162 is 43.21 per cent: "hơn 43%". 3/13 is 23.08: "hơn 23%". 29/52 is 55.77: "gần
    56%". 17/52 is 32.69: "gần một phần ba". 33/100 is "33%", being exact.

    Examples
    --------
    >>> str(hedge(70, 162, "vi")), str(hedge(10, 30, "en")), str(hedge(51, 101, "en"))
    ('hơn 43%', 'a third', 'just over half')
    """
    share = quotient(numerator, denominator)
    if share > 1:
        raise ValueError(
            f"numerator {numerator!r} must not exceed denominator {denominator!r}"
        )
    base = _round_value(share)
    return Hedge(
        _word(share, base, language), base, _base_text(base, language), language
    )


def _round_value(share: Fraction) -> Fraction:
    if share in _PARTS or (100 * share).denominator == 1:
        return share
    part = min(_PARTS, key=lambda part: abs(share - part))
    if abs(share - part) <= _ONE_POINT:
        return part
    # Half up: 12.5 is nearly 13. Never 0, see hedge().
    return max(Fraction(int(100 * share + Fraction(1, 2)), 100), _ONE_POINT)


def _word(share: Fraction, base: Fraction, language: str) -> str:
    if share == base:
        return ""
    if share > base:
        return choose(language, vi="hơn", en="just over")
    if share < _ONE_POINT / 2:
        return choose(language, vi="dưới", en="under")
    return choose(language, vi="gần", en="nearly")


def _base_text(base: Fraction, language: str) -> str:
    if base in _PARTS:
        vietnamese, english = _PARTS[base]
        return choose(language, vi=vietnamese, en=english)
    return percent(base, 1, language)
