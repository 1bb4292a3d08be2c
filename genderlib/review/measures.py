"""What can be said of one group's counts, each measure by its indicator."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from genderlib import indicators
from genderlib.indicators import (
    seats_to_target,
    share_bounds,
    share_interval,
    women_share,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from genderlib.ledger import Exact, Kind
    from genderlib.review.facts import Count

HALF: Final = Fraction(1, 2)


class Made(NamedTuple):
    """A value with how it is written, who made it and from what."""

    kind: Kind
    exact: Exact
    indicator: str
    inputs: tuple[tuple[str, int | Fraction], ...]


def women(count: Count) -> Made:
    """Women counted."""
    return Made("count", count.women, "read", ())


def total(count: Count) -> Made:
    """Everyone counted."""
    return Made("count", count.total, "read", ())


def fraction(count: Count) -> Made:
    """Women and everyone, as a fraction that is not reduced."""
    return Made(
        "printed", f"{count.women}/{count.total}", "read", counted_inputs(count)
    )


def men(count: Count) -> Made | None:
    """Men counted, where the source gives them."""
    return None if count.men is None else Made("count", count.men, "read", ())


def others(count: Count) -> Made:
    """Everyone but the women, where the source does not count men."""
    return Made(
        "count", count.total - count.women, "total - women", counted_inputs(count)
    )


def unrecorded(count: Count) -> Made | None:
    """People counted whose sex is not recorded, where there are any."""
    if not count.unrecorded or count.men is None:
        return None
    inputs = (*counted_inputs(count), ("men", count.men))
    return Made("count", count.unrecorded, "total - women - men", inputs)


def share(count: Count) -> Made | None:
    """Women's share, exact; none of an empty group."""
    if count.total == 0:
        return None
    exact = Fraction(count.women, count.total)
    return _agreed(
        "share", exact, women_share(count.women, count.total), "women_share", count
    )


def parity_gap(count: Count) -> Made | None:
    """Distance of the share from one half; below 0 is fewer women than parity."""
    if count.total == 0:
        return None
    exact = Fraction(count.women, count.total) - HALF
    return _agreed(
        "points",
        exact,
        indicators.parity_gap(count.women, count.total),
        "parity_gap",
        count,
    )


def seat(count: Count) -> Made | None:
    """What one person more or less moves the share by."""
    if count.total == 0:
        return None
    return Made(
        "points", Fraction(1, count.total), "1 / total", counted_inputs(count)[1:]
    )


def parity_seats(count: Count) -> Made | None:
    """Further women among the same total that reach one half."""
    if count.total == 0:
        return None
    short = int(seats_to_target(count.women, count.total, HALF))
    return Made(
        "count", short, "seats_to_target", (*counted_inputs(count), ("target", HALF))
    )


def share_low(count: Count) -> Made | None:
    """The share if everyone whose sex is not recorded is a man."""
    return _bound(count, 0)


def share_high(count: Count) -> Made | None:
    """The share if everyone whose sex is not recorded is a woman."""
    return _bound(count, 1)


def interval_low(count: Count) -> Made | None:
    """Lower end of the 95 % Wilson interval."""
    return _interval(count, 0)


def interval_high(count: Count) -> Made | None:
    """Upper end of the 95 % Wilson interval."""
    return _interval(count, 1)


MEASURES: Final[Mapping[str, Callable[[Count], Made | None]]] = {
    made.__name__: made
    for made in (
        women,
        total,
        fraction,
        men,
        others,
        unrecorded,
        share,
        parity_gap,
        seat,
        parity_seats,
        share_low,
        share_high,
        interval_low,
        interval_high,
    )
}


def change_women(count: Count, before: Count) -> Made:
    """Women more or fewer than a year before."""
    inputs = (("women", count.women), ("women_before", before.women))
    return Made("count", count.women - before.women, "women - women_before", inputs)


def change_share(count: Count, before: Count) -> Made | None:
    """Points more or fewer than a year before."""
    if count.total == 0 or before.total == 0:
        return None
    inputs = (
        *counted_inputs(count),
        ("women_before", before.women),
        ("total_before", before.total),
    )
    exact = Fraction(count.women, count.total) - Fraction(before.women, before.total)
    return Made("points", exact, "women_share - women_share_before", inputs)


def previous_women(_: Count, before: Count) -> Made:
    """Women counted a year before."""
    return women(before)


def previous_total(_: Count, before: Count) -> Made:
    """Everyone counted a year before."""
    return total(before)


def previous_share(_: Count, before: Count) -> Made | None:
    """The share a year before."""
    return share(before)


CHANGES: Final[Mapping[str, Callable[[Count, Count], Made | None]]] = {
    made.__name__: made
    for made in (
        change_women,
        change_share,
        previous_women,
        previous_total,
        previous_share,
    )
}


def counted_inputs(count: Count) -> tuple[tuple[str, int], tuple[str, int]]:
    """The two counts of a group as inputs of an indicator."""
    return ("women", count.women), ("total", count.total)


def _agreed(
    kind: Kind, exact: Fraction, computed: float, indicator: str, count: Count
) -> Made:
    """The exact value for the text, held against the indicator's float."""
    if abs(float(exact) - computed) > 1e-15:
        raise ArithmeticError(f"{indicator} gives {computed}, exactly {exact}")
    return Made(kind, exact, indicator, counted_inputs(count))


def _bound(count: Count, end: int) -> Made | None:
    if not count.unrecorded or count.men is None:
        return None
    bounds = share_bounds(count.women, count.men, count.total)
    women_at = count.women + (count.unrecorded if end else 0)
    exact = Fraction(women_at, count.total)
    made = _agreed("share", exact, bounds[end], "share_bounds", count)
    return made._replace(inputs=(*made.inputs, ("men", count.men)))


def _interval(count: Count, end: int) -> Made | None:
    if count.total == 0:
        return None
    ends = share_interval(count.women, count.total)
    exact = Fraction(float(ends[end]))
    return Made("share", exact, "share_interval", counted_inputs(count))
