"""Completion in `%%prose` cells: names, figures and forms inside `{{ ... }}`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from genderlib.review.citing import (
    called,
    figure_of,
    forms,
    kind_of,
    measures,
    sayings,
)
from genderlib.review.forms import written
from genderlib.review.subjects import Subject
from genderlib.review.tables import in_words
from genderlib.text.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from IPython.core.completer import CompletionContext, SimpleMatcherResult

    from genderlib.review.review import Review

IDENTIFIER: Final = "genderlib.prose"
_PRIORITY: Final = 500  # before IPython's own, which know Python alone
_LONGEST: Final = 30  # characters of what stands beside a suggestion

_MAGIC = re.compile(r"%%prose(?=\s)")
_LANGUAGE = re.compile(r"%%prose[ \t]+(\w*)")
# What follows the last opening braces that nothing has closed.
_OPEN = re.compile(r"\{[{%]-?((?:(?!\}\}|%\}).)*)\Z", re.DOTALL)
_FORM = re.compile(r"(?:(\w+)\s*\|\s*)?(\w+)\(\s*['\"]([\w.]*)\Z")
_FILTER = re.compile(r"(?:(?<![\w.|])(?<!\| )(\w+)\s*)?\|\s*(\w*)\Z")
_NAME = re.compile(r"(?:^|[\s(,=<>+*/~-])(\w*)\Z")
# Words after which a name may follow; after any other a bar or an operator does.
_BEFORE_NAME = re.compile(r"(?:^|[(,=<>+*/~-]|\b(?:if|elif|in|and|or|not|is))\s*\Z")


class Suggestion(NamedTuple):
    """One completion: the text, and what is told beside it."""

    text: str
    told: str


def matcher(review: Callable[[], Review | None]) -> Any:
    """A matcher for IPython's completer.

    Parameters
    ----------
    review : callable
        Gives the review of the notebook; None before its setup cell was run.

    Returns
    -------
    callable
        Of IPython's matcher API, version 2. It says nothing outside `%%prose` cells.
    """
    from IPython.core.completer import SimpleCompletion, context_matcher

    @context_matcher(identifier=IDENTIFIER, priority=_PRIORITY)  # type: ignore[untyped-decorator]  # theirs
    def prose_matcher(context: CompletionContext) -> SimpleMatcherResult:
        typed, found = suggestions(_before_cursor(context), review)
        return {
            "completions": [SimpleCompletion(s.text, type=s.told) for s in found],
            "matched_fragment": typed,
            "suppress": True,
            "ordered": True,
        }

    return prose_matcher


def _before_cursor(context: CompletionContext) -> str:
    lines = context.full_text.split("\n")[: context.cursor_line]
    return "\n".join([*lines, context.text_until_cursor])


def suggestions(
    before: str, review: Callable[[], Review | None]
) -> tuple[str, list[Suggestion]]:
    """What could follow.

    Parameters
    ----------
    before : str
        The cell up to the cursor.
    review : callable
        Asked only in a `%%prose` cell.

    Returns
    -------
    str and list of Suggestion
        What was typed of the word, and the words there are; those that begin so, else
        those that hold it.
    """
    if language := _LANGUAGE.fullmatch(before):
        return _fitting(language[1], [Suggestion(name, "") for name in LANGUAGES])
    is_open = _MAGIC.match(before) and _OPEN.search(before)
    opened = review() if is_open else None
    if not is_open or opened is None:
        return "", []
    typed, found = _possible(is_open[1], opened)
    return _fitting(typed, found)


def _fitting(typed: str, found: list[Suggestion]) -> tuple[str, list[Suggestion]]:
    begin = [one for one in found if one.text.startswith(typed)]
    return typed, begin or [one for one in found if typed in one.text]


def _possible(expression: str, review: Review) -> tuple[str, list[Suggestion]]:
    """What was typed of a word, and every word that is possible in its place."""
    if form := _FORM.search(expression):
        return form[3], list(_forms(review, form[1] or "", form[2]))
    if filter_ := _FILTER.search(expression):
        return filter_[2], list(_filters(review, filter_[1] or ""))
    name = _NAME.search(expression)
    if name and _BEFORE_NAME.search(expression[: name.start(1)]):
        return name[1], list(_names(review))
    return "", []


def _names(review: Review) -> Iterator[Suggestion]:
    """Names; groups first, because sentences are about them."""
    named = {name: (kind_of(value), value) for name, value in review.names.items()}
    for name in sorted(named, key=lambda name: (named[name][0] != "topic", name)):
        kind, value = named[name]
        said = called(kind, review.language)
        if isinstance(value, Subject):
            said = f"{said}: {in_words(value.short_name)}"
        yield Suggestion(name, _short(said))


def _filters(review: Review, name: str) -> Iterator[Suggestion]:
    """How a name can be cited, with what would be read; every way where it is none."""
    figures = measures(review, name)
    for measure, figure in figures.items():
        yield Suggestion(measure, _short(written(figure, review.language)))
    own = sayings(review, name)
    words = review.say("câu", "phrase")
    for said in own or () if figures else sorted(review.filters):
        yield Suggestion(said, words)


def _forms(review: Review, name: str, called_filter: str) -> Iterator[Suggestion]:
    """Inside the brackets of a filter: the form, or for `figure` the measure."""
    if called_filter == "figure":
        for measure, found in measures(review, name).items():
            yield Suggestion(measure, _short(written(found, review.language)))
        return
    figure = figure_of(review, name, called_filter)
    if figure is not None:
        for form, text in forms(figure, review.language).items():
            yield Suggestion(form, _short(text))


def _short(text: str) -> str:
    """A text that stands beside a word in a list, where it must not be broken."""
    cut = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return cut.replace(" ", "\N{NO-BREAK SPACE}")
