"""Sentences that say in words what a chart shows, for the text alternative."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final, TypeVar

from markupsafe import Markup

from genderlib.text.markup import data, escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from genderlib.charts.table import Number
    from genderlib.text.chart_words import ChartWords

ALL_VALUES: Final = 8
"""Up to this many rows every value is said; more are in the table below the chart."""

_MANY: Final = 4
_ENTITY_OR_CHARACTER = re.compile(r"&#?\w+;|.")
T = TypeVar("T")


def fill(sentence: str, **parts: Markup) -> Markup:
    """A sentence of ours around marked up parts."""
    return Markup(sentence).format(**parts)  # noqa: S704  the sentences are our own


def name(label: str) -> Markup:
    """A label; its digits are marked, as all digits of a report are."""
    tokens = _ENTITY_OR_CHARACTER.findall(escape(label))
    runs = groupby(tokens, key=lambda token: len(token) == 1 and token.isnumeric())
    parts = ((numeric, "".join(run)) for numeric, run in runs)
    marked = "".join(data(text, text) if numeric else text for numeric, text in parts)
    return Markup(marked)  # noqa: S704  made of escaped parts


def shown(number: Number) -> Markup:
    """A number with its value and figure; a link could not be followed here."""
    return data(number.value, number.text, number.figure, link=False)


def whole(number: int) -> Markup:
    """How many rows; no figure of the ledger."""
    return data(number, str(number))


def listed(
    parts: Iterable[Markup], words: ChartWords, *, value: Markup | None = None
) -> Markup:
    """Parts as a sentence lists them, "a, b and c".

    Where they are many: how many they are, and the value they share.
    """
    *first, last = items = list(parts)
    if len(items) > _MANY:
        many = fill(words.several, count=whole(len(items)))
        return many if value is None else fill("{a}, {b}", a=many, b=value)
    if not first:
        return last
    beginning = Markup(", ").join(first)
    conjunction = Markup(words.conjunction)  # noqa: S704  one of our own words
    return fill("{a}{and_}{b}", a=beginning, and_=conjunction, b=last)


def extremes(rows: Sequence[T], key: Callable[[T], float]) -> tuple[list[T], list[T]]:
    """Rows with the highest and with the lowest value; all that share it."""
    values = [key(row) for row in rows]
    return (
        [row for row, value in zip(rows, values, strict=True) if value == max(values)],
        [row for row, value in zip(rows, values, strict=True) if value == min(values)],
    )


def together(parts: Iterable[Markup | None]) -> Markup:
    """Sentences one after the other; None is one that is not needed."""
    return Markup(" ").join(part for part in parts if part is not None)
