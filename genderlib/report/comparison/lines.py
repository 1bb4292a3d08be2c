"""What the table of figures says of one figure, taken apart for comparing."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from genderlib.review.labels import how_made
from genderlib.text.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from genderlib.report.reading import Line

Measure = Literal["persons", "attendances", "organisations", "count", "points", "days"]

# Measures of a group that are numbers of those it counts.
_OF_THE_COUNTED: Final = frozenset(
    {
        *("women", "men", "total", "others", "unrecorded", "parity_seats"),
        *("previous_women", "previous_total", "change_women"),
        *("seats_short", "met_with"),
    }
)
_COUNTED: Final[dict[str, Measure]] = {
    "persons": "persons",
    "attendances": "attendances",
    "organisations": "organisations",
}
_INPUT: Final = re.compile(r"\b(\w+)=([^\s,();=]+)")
_WHOLE: Final = re.compile(r"-?[0-9]{1,15}")
_DECIMAL: Final = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]+)?(?:e-?[0-9]{1,3})?")
# A share is a quotient of counts below this; its float names no other such quotient.
_LARGEST_TOTAL: Final = 10_000_000
# How a figure is made is said in words where no function of the program makes it.
_IN_WORDS: Final = {
    how_made(name, language): name
    for name in ("read", "count", "min", "max", "judge")
    for language in LANGUAGES
}


class Size(NamedTuple):
    """How far a figure moved.

    `measure` is what is counted: "persons", "attendances" or "organisations" where the
    project's table of groups tells, else "count"; "points" are a difference of shares,
    -1 to 1; "days" lie between two dates.
    """

    measure: Measure
    exact: Fraction


def subject(figure: str) -> str:
    """`party_committee` of `party_committee.share`."""
    return figure.partition(".")[0]


def measure(figure: str) -> str:
    """`share` of `party_committee.share`, `met_with` of `staff.met_with.N1`."""
    return figure.partition(".")[2].partition(".")[0]


def norm_of(figure: str, line: Line) -> str:
    """The norm a figure is about; empty where it is about none."""
    if line.origins and all(o.startswith("norms.csv:") for o in line.origins):
        return (
            "" if "." not in figure or subject(figure) == "norms" else subject(figure)
        )
    kind, _, norm = figure.partition(".")[2].partition(".")
    return norm if kind in ("seats_short", "met_with") else ""


def made_by(line: Line) -> str:
    """The function or rule that made a figure, without what went in."""
    formula = line.formula
    head = formula.partition(";")[0] if ";" in formula else formula.partition("(")[0]
    return _IN_WORDS.get(head.strip(), head.strip())


def inputs(line: Line) -> dict[str, str]:
    """What went into a figure, by name."""
    formula = line.formula
    given = formula.partition(";" if ";" in formula else "(")[2]
    return dict(_INPUT.findall(given))


def is_share(line: Line) -> bool:
    """Whether a figure is a share or a distance between shares."""
    return "." in line.machine and _DECIMAL.fullmatch(line.machine) is not None


def number(line: Line) -> Fraction | None:
    """The exact value: of a share the quotient of counts that its decimals name."""
    if _WHOLE.fullmatch(line.machine):
        return Fraction(int(line.machine))
    if _DECIMAL.fullmatch(line.machine):
        return Fraction(float(line.machine)).limit_denominator(_LARGEST_TOTAL)
    return None


def size(
    figure: str, before: Line, after: Line, counted: Mapping[str, str]
) -> Size | None:
    """How far a figure moved; None for one that has no size, such as a title.

    Parameters
    ----------
    figure : str
        Its identifier.
    before, after : Line
        Its lines in the two reports.
    counted : mapping of str to str
        What each group counts, as far as known.
    """
    days = _day(before.machine), _day(after.machine)
    if days[0] and days[1]:
        return Size("days", Fraction((days[1] - days[0]).days))
    was, now = number(before), number(after)
    if was is None or now is None:
        return None
    if is_share(before) or is_share(after):
        return Size("points", now - was)
    whose = counted.get(subject(figure), "")
    known = _COUNTED.get(whose, "count")
    return Size(known if measure(figure) in _OF_THE_COUNTED else "count", now - was)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2020-11-17") else None
    except ValueError:
        return None
