"""A figure as it is written: one place for the text and one for the mark around it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from genderlib.text import dates, hedges, markup, numbers
from genderlib.text.languages import choose
from genderlib.text.names import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from markupsafe import Markup

    from genderlib.ledger import Figure

FORMS: Final = ("plain", "fixed", "hedged", "plus", "size", "bare", "short", "day")
"""Every form there is; a kind of figure has some of them."""


def written(figure: Figure, language: str, form: str = "plain") -> str:
    """Text of a figure.

    Parameters
    ----------
    figure : Figure
        The figure.
    language : {"vi", "en"}
        Language of the report.
    form : str
        "plain"; for shares also "fixed" (always one decimal, for columns) and
        "hedged" ("gần 31%"); "plus" for a signed change in points, persons or an
        index, "size" for one without its sign, "bare" for a signed change in points
        without the word, for columns; for dates "short" and "day".

    Raises
    ------
    ValueError
        If the figure's kind has no such form.
    """
    exact = figure.exact
    if figure.kind == "hidden":
        return choose(language, vi="không công bố", en="hidden")
    if figure.kind in ("document", "printed"):
        _only(figure, form, ())
        return str(exact)
    if isinstance(exact, date):
        return _date(figure, exact, language, form)
    if figure.kind == "count" and isinstance(exact, int):
        _only(figure, form, ("plus", "size"))
        sign = "+" if form == "plus" and exact > 0 else ""
        return sign + numbers.integer(abs(exact) if form == "size" else exact, language)
    if not isinstance(exact, int | Fraction):
        raise TypeError(f"{figure.identifier}: {figure.kind} of {exact!r}")
    return _WRITERS[figure.kind](figure, Fraction(exact), language, form)


def marked(
    figure: Figure, language: str, form: str = "plain", *, link: bool = True
) -> Markup:
    """The text within the element that leads to the figure's line in the ledger."""
    text, name = written(figure, language, form), figure.identifier
    if figure.kind == "hidden":
        return markup.hidden_count(text, name, link=link)
    if figure.kind == "date":
        return markup.time(figure.value, text, name, link=link)
    if figure.kind == "document":
        return markup.document_number(plain_text(text), name, link=link)
    return markup.data(figure.value, text, name, link=link)


def _points(figure: Figure, exact: Fraction, language: str, form: str) -> str:
    _only(figure, form, ("plus", "size", "bare"))
    if form == "bare":
        return numbers.signed(numbers.decimal(100 * exact, language, digits=1), exact)
    if form == "size":
        size = abs(exact)
        return numbers.points(size, language, digits=_telling_digits(100 * size))
    return numbers.points(exact, language, plus=form == "plus")


def _telling_digits(points: Fraction) -> int:
    """Decimals, one or more, with which a size above 0 is not written as 0."""
    digits = 1
    while points and points * 10**digits < Fraction(1, 2):
        digits += 1
    return digits


def _computed(figure: Figure, exact: Fraction, language: str, form: str) -> str:
    """Persons that are a result and need not be whole; an index, or a change of one."""
    _only(figure, form, ("plus",))
    digits = 1 if figure.kind == "persons" else 4 if form == "plus" else 3
    shown = numbers.decimal(exact, language, digits=digits)
    return numbers.signed(shown, exact) if form == "plus" else shown


def _share(figure: Figure, exact: Fraction, language: str, form: str) -> str:
    _only(figure, form, ("fixed", "hedged"))
    parts = exact.numerator, exact.denominator
    if form == "hedged":
        return str(hedges.hedge(*parts, language))
    return numbers.percent(*parts, language, fixed=form == "fixed")


def _date(figure: Figure, exact: date, language: str, form: str) -> str:
    _only(figure, form, ("short", "day"))
    if form == "short":
        return dates.short_date(exact, language)
    if form == "day":
        return dates.day_of_year(exact, language)
    return dates.long_date(exact, language)


def _only(figure: Figure, form: str, forms: tuple[str, ...]) -> None:
    if form != "plain" and form not in forms:
        known = ", ".join(("plain", *forms))
        raise ValueError(
            f"{figure.identifier} is a {figure.kind}: form {form!r} is none of {known}"
        )


_WRITERS: Final[dict[str, Callable[[Figure, Fraction, str, str], str]]] = {
    "share": _share,
    "points": _points,
    "persons": _computed,
    "index": _computed,
}
