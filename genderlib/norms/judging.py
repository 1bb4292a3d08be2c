"""Whether a norm is met, by counting.

A committee list is a complete count: 4 of 13 meet 25 per cent because 4 x 100 >= 25 x
13. No interval and no test of significance has a say in it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal, Protocol

from genderlib.indicators import seats_to_target
from genderlib.norms.counts import group_counts, women_bounds
from genderlib.norms.table import Norm, applicable_norms, organisation_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from genderlib.norms.counts import Counted

Outcome = Literal["met", "not_met", "not_yet_due", "cannot_be_judged", "not_applicable"]

# Comparisons that a further woman can help to satisfy.
_UPWARD: Final = (">=", ">", "range", "=")


class YearTables(Protocol):
    """The tables of a year that judging needs."""

    @property
    def organisation(self) -> str:
        """Identifier of the organisation."""

    @property
    def year(self) -> int:
        """The reporting year."""

    @property
    def organisations(self) -> pd.DataFrame:
        """Organisations the project knows."""

    @property
    def norms(self) -> pd.DataFrame:
        """Norms of every year."""

    @property
    def groups(self) -> pd.DataFrame:
        """Groups the project knows."""

    @property
    def counts(self) -> pd.DataFrame:
        """Counts of the year."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A norm held against the counts of a year.

    Parameters
    ----------
    rule : Norm
    outcome : {"met", "not_met", "not_yet_due", "cannot_be_judged", "not_applicable"}
    reason : str
        A code that `genderlib.text.terms.reason` puts into words.
    women_low, women_high : int or None
        Women if none, or all, of those without recorded sex are women; None where the
        group is not counted.
    total : int or None
        Everyone in the group.
    seats_short : int or None
        Further women among the same seats that would meet the norm, counting none of
        those without recorded sex; None where that cannot be said.
    missing : tuple of str
        Groups that would have to be counted to judge.
    """

    rule: Norm
    outcome: Outcome
    reason: str
    women_low: int | None = None
    women_high: int | None = None
    total: int | None = None
    seats_short: int | None = None
    missing: tuple[str, ...] = ()

    @property
    def norm(self) -> str:
        """Identifier of the norm."""
        return self.rule.norm

    @property
    def group(self) -> str:
        """Identifier of the group."""
        return self.rule.group or ""


def judge_norm(
    norm: Norm, counts: Mapping[str, Counted], *, year: int | None = None
) -> Judgement:
    """Hold one norm against the counts of a year.

    Parameters
    ----------
    norm : Norm
        One that applies, see `applicable_norms`.
    counts : mapping of str to GroupCount
        By group, see `group_counts`.
    year : int, optional
        Year of the counts; without it every goal counts as due.

    Returns
    -------
    Judgement
        Where the sex of some is not recorded, a norm is met if it is met with none of
        them a woman, not met if it fails whoever of them is one, and otherwise cannot
        be judged. What is not met is not yet due in the years before its goal. A range
        is met from its lower end on: more women than a goal asks for do not miss it.
        "About" sets no limit and cannot be judged.

    Raises
    ------
    ValueError
        If nothing is measured by the norm.

    Notes
    -----
    A condition that cannot be judged does not matter where what is asked for is there.
    """
    if norm.measure == "none":
        raise ValueError(f"{norm.norm} measures nothing and cannot be judged")
    doubt = _doubt(norm, counts)
    if doubt == "condition_not_fulfilled":
        return Judgement(norm, "not_applicable", doubt)
    judged = _judge_group(norm, counts)
    if judged.outcome == "not_met" and year is not None and year < _due(norm):
        judged = replace(judged, outcome="not_yet_due")
    if doubt is None:
        return judged
    if judged.outcome == "met":
        return replace(judged, reason="whatever_the_condition")
    needed = (norm.condition_group, norm.group)
    missing = tuple(group for group in needed if group and group not in counts)
    return replace(judged, outcome="cannot_be_judged", reason=doubt, missing=missing)


def judge_norms(
    norms: Iterable[Norm], counts: Mapping[str, Counted], *, year: int | None = None
) -> list[Judgement]:
    """Hold norms against the counts of a year, see `judge_norm`.

    Returns
    -------
    list of Judgement
        One for every norm about people, whether or not its group is counted. Norms
        that count organisations are judged only where organisations are counted: one
        organisation is not a share of them.
    """
    return [
        judge_norm(norm, counts, year=year)
        for norm in norms
        if norm.counted != "organisations" or norm.group in counts
    ]


def judge_year(
    tables: YearTables, counts: Mapping[str, Counted] | None = None
) -> list[Judgement]:
    """Judge every norm that speaks to an organisation in a year.

    Parameters
    ----------
    tables : YearTables
        The tables of the year.
    counts : mapping of str to GroupCount, optional
        Counts by group; from the tables unless given.
    """
    norms = applicable_norms(
        tables.norms,
        tables.groups,
        organisation=tables.organisation,
        year=tables.year,
        kind=organisation_kind(tables.organisations, tables.organisation),
    )
    known = group_counts(tables.counts) if counts is None else counts
    return judge_norms(norms, known, year=tables.year)


def _due(norm: Norm) -> int:
    return norm.goal_year or dt.MINYEAR


def _doubt(norm: Norm, counts: Mapping[str, Counted]) -> str | None:
    """What stands against the norm's applying; None where its condition holds."""
    if norm.condition_group is None or norm.condition_share is None:
        return None
    count = counts.get(norm.condition_group)
    if count is None or count.total == 0:
        return "condition_not_counted"
    low, high = women_bounds(count)
    if low >= norm.condition_share * count.total:
        return None
    if high < norm.condition_share * count.total:
        return "condition_not_fulfilled"
    return "condition_sex_not_recorded"


def _judge_group(norm: Norm, counts: Mapping[str, Counted]) -> Judgement:
    count = counts.get(norm.group or "")
    if count is None:
        missing = (norm.group or "",)
        return Judgement(norm, "cannot_be_judged", "not_counted", missing=missing)
    low, high = women_bounds(count)
    outcome, reason = _compare(norm, low, high, count.total)
    short = 0 if outcome == "met" else _seats_short(norm, low, count.total)
    return Judgement(norm, outcome, reason, low, high, count.total, short)


def _compare(norm: Norm, low: int, high: int, total: int) -> tuple[Outcome, str]:
    if total == 0:
        return "cannot_be_judged", "nobody_counted"
    if norm.comparison == "about":
        return "cannot_be_judged", "no_exact_limit"
    possible = {_meets(norm, women, total) for women in range(low, high + 1)}
    if len(possible) == 2:
        return "cannot_be_judged", "sex_not_recorded"
    if False in possible:
        return "not_met", "counted"
    above = norm.comparison == "range" and low > _women_of(norm, norm.value_to, total)
    return "met", "above_range" if above else "counted"


def _meets(norm: Norm, women: int, total: int) -> bool:
    limit = _women_of(norm, norm.value, total)
    return {
        ">=": women >= limit,
        ">": women > limit,
        "<=": women <= limit,
        "<": women < limit,
        "=": women == limit,
        "range": women >= limit,
    }[norm.comparison or ""]


def _women_of(norm: Norm, value: Fraction | None, total: int) -> Fraction:
    """A value of the norm as a number of women, exact and perhaps not whole."""
    exact = value or Fraction(0)
    return exact * total if norm.measure == "share" else exact


def _seats_short(norm: Norm, women: int, total: int) -> int | None:
    """Further women that meet the norm; None where more women do not, or cannot."""
    value, strict = norm.value, norm.comparison == ">"
    if value is None or total == 0 or norm.comparison not in _UPWARD:
        return None
    if norm.measure == "presence":
        short = max(0, int(value) + strict - women)
    elif strict and value == 1:
        return None
    else:
        short = int(seats_to_target(women, total, value, strict=strict))
    reached = women + short
    return short if reached <= total and _meets(norm, reached, total) else None
