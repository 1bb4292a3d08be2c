"""Cells that hold a number, with the format that shows what the page shows."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from genderlib.exports.document import Cell
    from genderlib.ledger import Figure

_NUMBER: Final = re.compile(
    r"(?P<sign>[+\N{MINUS SIGN}]?)(?P<digits>\d[\d.,]*)(?P<unit>\D*)"
)
_SCALE: Final = {"share": 100, "points": 100}


class Number(NamedTuple):
    """What a cell of a workbook holds, its number format, and what that shows."""

    value: float | int
    form: str
    text: str


def cell_number(
    cell: Cell, figures: Mapping[str, Figure], language: str
) -> Number | None:
    """A cell as a number, where a format can show what the page shows.

    Parameters
    ----------
    cell : Cell
    figures : mapping of str to Figure
        The ledger by identifier.
    language : {"vi", "en"}

    Returns
    -------
    Number or None
        None where the cell holds other words too, or is no number.
    """
    runs = [run for run in cell.content if run.text.strip()]
    if len(runs) != 1 or not runs[0].value:
        return None
    figure = figures.get(runs[0].figure)
    if figure is not None:
        return figure_number(figure, runs[0].text, language)
    return _whole(runs[0].value, runs[0].text)


def figure_number(figure: Figure, text: str, language: str) -> Number | None:
    """A figure written as a text, as a number with its format.

    Examples
    --------
    >>> from genderlib.ledger import Figure
    >>> share = Figure("a.share", "share", Fraction(4, 13), "women_share", (), (), "")
    >>> figure_number(share, "30.8%", "en").form
    '0.0%'
    """
    exact, found = figure.exact, _NUMBER.fullmatch(text)
    if not isinstance(exact, int | Fraction) or found is None:
        return None
    scaled = exact * _SCALE.get(figure.kind, 1)
    sign, digits, unit = found["sign"], found["digits"], found["unit"]
    group, point = (".", ",") if language == "vi" else (",", ".")
    places = len(digits.partition(point)[2])
    shown = Decimal(digits.replace(group, "").replace(point, "."))
    if _rounded(scaled, places) != (-shown if sign == "\N{MINUS SIGN}" else shown):
        return None
    form = "#,##0" if group in digits else "0"
    form += f".{'0' * places}" if places else ""
    if figure.kind == "share":
        return Number(float(exact), f"{form}%", text) if unit == "%" else None
    form += f'"{unit}"' if unit else ""
    form = f"+{form};-{form}" if sign == "+" else form
    value = scaled if isinstance(scaled, int) else float(scaled)
    return Number(value, form, text)


def _rounded(exact: Fraction | int, places: int) -> Decimal:
    step = Decimal(1).scaleb(-places)
    whole = Decimal(exact.numerator) / Decimal(exact.denominator)
    return whole.quantize(step, ROUND_HALF_UP)


def _whole(value: str, text: str) -> Number | None:
    """A number beside the ledger: the count of rows, a year."""
    is_whole = value == text and value.isdecimal()
    return Number(int(value), "0", text) if is_whole else None
