"""What a verdict on a published percentage says, in Vietnamese and English.

The sentences know nothing of where a claim was found. Every number in them goes through
a function of the caller, so that a report can wrap its digits and a terminal need not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Protocol

from genderlib.text.languages import choose
from genderlib.text.numbers import decimal, integer

if TYPE_CHECKING:
    from genderlib.text.languages import Language

Show = Callable[[Fraction, str], str]
"""Takes a value and its finished text; gives the text as it is to be shown."""


class PrintedPercentage(Protocol):
    """A percentage as printed in the text under review."""

    @property
    def text(self) -> str: ...
    @property
    def value(self) -> Fraction: ...
    @property
    def digits(self) -> int: ...


class FittingCounts(Protocol):
    """Counts that would make a percentage right, as (first, last) pairs."""

    @property
    def women(self) -> tuple[int, int | None] | None: ...
    @property
    def totals(self) -> tuple[int, int | None] | None: ...


class JudgedClaim(Protocol):
    """What a sentence needs to know of a judged claim."""

    @property
    def verdict(self) -> str: ...
    @property
    def women(self) -> int | None: ...
    @property
    def total(self) -> int | None: ...
    @property
    def printed(self) -> PrintedPercentage | None: ...
    @property
    def hedge(self) -> str: ...
    @property
    def exact(self) -> Fraction | None: ...
    @property
    def distance(self) -> Fraction | None: ...
    @property
    def steps(self) -> tuple[Fraction, ...]: ...
    @property
    def fits_number(self) -> FittingCounts | None: ...
    @property
    def fits_hedged(self) -> FittingCounts | None: ...
    @property
    def possible_totals(self) -> Iterable[tuple[int, int | None]]: ...


_NAMES = {
    "correct": ("đúng", "correct"),
    "truncated": ("cắt bỏ phần lẻ", "truncated"),
    "double_rounded": ("làm tròn hai lần", "rounded twice"),
    "padded": ("thêm số không", "padded with zeros"),
    "hedge_wrong": ("từ ước lượng sai chiều", "hedge points the wrong way"),
    "wrong": ("sai", "wrong"),
    "impossible": ("không thể có", "impossible"),
    "no_percent": ("không nêu tỷ lệ", "no percentage printed"),
    "no_count": ("không kèm số đếm", "no counts printed"),
}

# Openings that name the verdict, and those for where its name stands beside.
_OPENINGS = {
    "exactly": ("đúng: ", "correct: "),
    "rounded": ("đúng: ", "correct: "),
    "hedged": ("đúng: ", "correct: "),
    "truncated": ("cắt bỏ phần lẻ: ", "truncated: "),
    "double_rounded": ("làm tròn hai lần ({steps}): ", "rounded twice ({steps}): "),
    "hedge_wrong_lower": ("từ ước lượng sai chiều: ", "hedge points the wrong way: "),
    "hedge_wrong_higher": ("từ ước lượng sai chiều: ", "hedge points the wrong way: "),
    "hedge_wrong_equal": ("từ ước lượng sai: ", "hedge is wrong: "),
    "wrong": ("sai ", "wrong by "),
    "over": ("không thể có: ", "impossible: "),
    "impossible": ("không thể có: ", "impossible: "),
    "no_percent": ("không nêu tỷ lệ; ", "no percentage printed; "),
    "no_percent_total": ("không nêu tỷ lệ", "no percentage printed"),
    "no_count": ("không kèm số đếm", "no counts printed"),
}
_UNNAMED = {
    "double_rounded": ("qua {steps}; ", "by way of {steps}; "),
    "wrong": ("lệch ", "off by "),
}
_SENTENCES = {
    "exactly": ("chính xác là {exact}", "exactly {exact}"),
    "rounded": ("{exact} làm tròn là {printed}", "{exact} rounds to {printed}"),
    "hedged": (
        "{exact} phù hợp với “{hedge} {printed}”",
        "{exact} agrees with “{hedge} {printed}”",
    ),
    "truncated": ("{exact} làm tròn là {rounded}", "{exact} rounds to {rounded}"),
    "double_rounded": (
        "{exact} làm tròn một lần là {rounded}",
        "{exact} rounded once is {rounded}",
    ),
    "padded": (
        "làm tròn là {rounded}, không phải {printed}: đã bớt chữ số rồi thêm số không",
        "rounds to {rounded}, not {printed}: rounded to fewer digits and padded",
    ),
    "hedge_wrong_lower": (
        "{exact} thấp hơn {printed}, không phải “{hedge}”",
        "{exact} is below {printed}, not “{hedge}” it",
    ),
    "hedge_wrong_higher": (
        "{exact} cao hơn {printed}, không phải “{hedge}”",
        "{exact} is above {printed}, not “{hedge}” it",
    ),
    "hedge_wrong_equal": (
        "chính xác là {exact}, không phải “{hedge}”",
        "it is exactly {exact}, not “{hedge}” it",
    ),
    "wrong": (
        "{distance} điểm phần trăm: {women}/{total} là {exact}",
        "{distance} points: {women} of {total} is {exact}",
    ),
    "over": (
        "{women} nhiều hơn tổng số {total}",
        "{women} is more than the total of {total}",
    ),
    "impossible": ("{no_whole}", "{no_whole}"),
    "no_whole": (
        "không số nguyên nào trên tổng số {total} cho {printed}",
        "no whole count out of {total} gives {printed}",
    ),
    "no_percent": ("tỷ lệ là {exact}", "it is {exact}"),
    "no_percent_total": ("", ""),
    "no_count": ("", ""),
    "totals": ("tổng số có thể là {totals}", "the total could be {totals}"),
    "any_total": (
        "tổng số nào cũng có thể cho {printed}",
        "any total can give {printed}",
    ),
    "fit": ("khớp với “{claim}”: {counts}", "fits “{claim}”: {counts}"),
    "no_fit": ("không số đếm nào khớp với “{claim}”", "no count fits “{claim}”"),
    "fit_women": ("{women} trên tổng số {total}", "{women} of {total}"),
    "from": ("từ {low} trở lên", "{low} or more"),
    "and_more": ("...", "..."),
    "or": (" hoặc ", " or "),
}


def verdict_name(verdict: str, language: Language) -> str:
    """Name of a verdict in the words of a reader: "cắt bỏ phần lẻ", "truncated"."""
    vi, en = _NAMES[verdict]
    return choose(language, vi=vi, en=en)


def verdict_reason(
    judged: JudgedClaim,
    language: Language,
    show: Show | None = None,
    *,
    named: bool = True,
    fits: bool = True,
) -> str:
    """Say why a claim has its verdict.

    Parameters
    ----------
    judged : JudgedClaim
        A judgement of `genderlib.claims.judge`.
    language : {"vi", "en"}
        Language of the sentence.
    show : callable, optional
        Takes each number's value and its finished text, and gives the text to show.
        A percentage is passed as a share, a distance in points as a share too.
    named : bool
        Whether it begins with the name of the verdict; False where that stands beside.
    fits : bool
        Whether it names counts that would fit a wrong percentage.

    Returns
    -------
    str
        One clause without a full stop. It holds no markup but that of `show`. Empty
        where there is no more to say than the name.

    Examples
    --------
    >>> from genderlib.claims import judge
    >>> verdict_reason(judge(4, 13, "30%"), "vi")
    'cắt bỏ phần lẻ: 30,77% làm tròn là 31%'
    >>> verdict_reason(judge(4, 13, "30%"), "en", named=False)
    '30.77% rounds to 31%'
    """
    sentence = _Sentence(judged, language, show or _as_is, named=named, fits=fits)
    return sentence.reason()


def _as_is(value: Fraction, text: str) -> str:
    del value
    return text


class _Sentence:
    """The reason of one judgement in one language."""

    def __init__(
        self,
        judged: JudgedClaim,
        language: Language,
        show: Show,
        *,
        named: bool,
        fits: bool,
    ) -> None:
        self.judged = judged
        self.language = language
        self.show = show
        self.named = named
        self.fits = fits

    def reason(self) -> str:
        writer = {
            "correct": self._correct,
            "hedge_wrong": self._hedge_wrong,
            "wrong": self._wrong,
            "impossible": self._impossible,
            "no_percent": self._no_percent,
            "no_count": self._no_count,
        }.get(self.judged.verdict)
        return writer() if writer else self._write(self.judged.verdict)

    def _correct(self) -> str:
        judged = self.judged
        if judged.hedge:
            return self._write("hedged")
        exactly = judged.distance == 0
        return self._write("exactly" if exactly else "rounded")

    def _hedge_wrong(self) -> str:
        distance = self.judged.distance or Fraction(0)
        side = "lower" if distance > 0 else "higher"
        return self._write(f"hedge_wrong_{side if distance else 'equal'}")

    def _wrong(self) -> str:
        judged = self.judged
        if not self.fits:
            return self._write("wrong")
        lists = [fits for fits in (judged.fits_number, judged.fits_hedged) if fits]
        if any(fits.women is not None for fits in lists):
            return "; ".join([self._write("wrong"), *self._fits()])
        fitting = self._fits(with_none=False)
        return "; ".join([self._write("wrong"), *fitting, self._write("no_whole")])

    def _impossible(self) -> str:
        judged = self.judged
        women, total = judged.women, judged.total
        over = women is not None and total is not None and women > total
        return self._write("over" if over else "impossible")

    def _no_percent(self) -> str:
        return self._write(
            "no_percent" if self.judged.exact is not None else "no_percent_total"
        )

    def _no_count(self) -> str:
        judged = self.judged
        if judged.fits_number is not None:
            return self._joined("no_count", *self._fits())
        totals = list(judged.possible_totals)
        if totals == [(1, None)]:
            return self._joined("no_count", self._write("any_total"))
        if not totals:
            return self._write("no_count")
        return self._joined("no_count", self._write("totals"))

    def _joined(self, key: str, *clauses: str) -> str:
        return "; ".join(filter(None, [self._write(key), *clauses]))

    def _fits(self, *, with_none: bool = True) -> list[str]:
        """What fits the number alone, and what fits it with its hedge."""
        clauses = []
        printed = self._printed()
        for fits, claim in (
            (self.judged.fits_number, printed),
            (self.judged.fits_hedged, f"{self.judged.hedge} {printed}"),
        ):
            counts = self._text("or").join(self._counts(fits)) if fits else ""
            if counts:
                clauses.append(self._text("fit").format(claim=claim, counts=counts))
            elif fits is not None and with_none:
                clauses.append(self._text("no_fit").format(claim=claim))
        return clauses

    def _counts(self, fits: FittingCounts) -> list[str]:
        women, total = self.judged.women, self.judged.total
        pairs = []
        if fits.women is not None and total is not None:
            pairs.append((self._span(fits.women), self._count(total)))
        if fits.totals is not None and women is not None:
            pairs.append((self._count(women), self._span(fits.totals)))
        return [self._text("fit_women").format(women=a, total=b) for a, b in pairs]

    def _write(self, key: str) -> str:
        """Fill in a sentence; only the numbers that it names are shown."""
        template = self._opening(key) + self._text(key)
        fields: dict[str, Callable[[], str]] = {
            "exact": self._exact,
            "printed": self._printed,
            "rounded": self._rounded,
            "steps": self._steps,
            "distance": self._distance,
            "women": lambda: self._count(self.judged.women or 0),
            "total": lambda: self._count(self.judged.total or 0),
            "hedge": lambda: self.judged.hedge,
            "totals": self._totals,
            "no_whole": lambda: self._write("no_whole"),
        }
        used = {name: fields[name]() for name in fields if f"{{{name}}}" in template}
        return template.format(**used)

    def _opening(self, key: str) -> str:
        openings = _OPENINGS if self.named else _UNNAMED
        vi, en = openings.get(key, ("", ""))
        return choose(self.language, vi=vi, en=en)

    def _text(self, key: str) -> str:
        vi, en = _SENTENCES[key]
        return choose(self.language, vi=vi, en=en)

    def _count(self, count: int) -> str:
        return self.show(Fraction(count), integer(count, self.language))

    def _span(self, span: tuple[int, int | None]) -> str:
        low, high = span
        if high is None:
            return self._text("from").format(low=self._count(low))
        if low == high:
            return self._count(low)
        return f"{self._count(low)}–{self._count(high)}"

    def _totals(self) -> str:
        spans = list(self.judged.possible_totals)
        named = ", ".join(self._span(span) for span in spans)
        endless = spans[-1][1] is None
        return named if endless else f"{named}, {self._text('and_more')}"

    def _percent(self, share: Fraction, digits: int) -> str:
        text = decimal(share * 100, self.language, digits=digits)
        return self.show(share, text + "%")

    def _printed(self) -> str:
        printed = self.judged.printed
        return "" if printed is None else self._percent(printed.value, printed.digits)

    def _rounded(self) -> str:
        exact, printed = self.judged.exact, self.judged.printed
        if exact is None or printed is None:
            return ""
        return self._percent(exact, printed.digits)

    def _steps(self) -> str:
        printed, steps = self.judged.printed, self.judged.steps
        if printed is None:
            return ""
        first = printed.digits + len(steps)
        rounded = [self._percent(step, first - i) for i, step in enumerate(steps)]
        return " → ".join([*rounded, self._printed()])

    def _exact(self) -> str:
        exact = self.judged.exact
        return "" if exact is None else self._percent(exact, self._digits(exact))

    def _distance(self) -> str:
        exact, distance = self.judged.exact, self.judged.distance
        if exact is None or distance is None:
            return ""
        points, digits = abs(distance), self._digits(exact)
        return self.show(points, decimal(points * 100, self.language, digits=digits))

    def _digits(self, exact: Fraction) -> int:
        """Decimals that show an exact share on its true side of what was printed."""
        printed, least, marks = self.judged.printed, 2, []
        if printed is not None:
            half = Fraction(1, 200 * 10**printed.digits)
            marks = [printed.value + step * half for step in (-2, -1, 0, 1, 2)]
            least = max(least, printed.digits + len(self.judged.steps))
        for digits in range(12):
            shown = _rounded(exact, digits)
            if shown == exact:
                return digits
            if digits >= least and _same_side(shown, exact, marks):
                return digits
        return 12


def _same_side(shown: Fraction, exact: Fraction, marks: Iterable[Fraction]) -> bool:
    """Whether a rounded value stands to every mark as the exact value does."""
    return all(
        (shown > mark) == (exact > mark) and (shown < mark) == (exact < mark)
        for mark in marks
    )


def _rounded(share: Fraction, digits: int) -> Fraction:
    """A share as its percentage shows it with so many decimals, rounded half up."""
    steps = 100 * 10**digits
    return Fraction(floor(share * steps + Fraction(1, 2)), steps)
