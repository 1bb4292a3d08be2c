"""Sentences with figures in them: Jinja2 in, Markdown out, no number typed by hand."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jinja2 import (
    Environment,
    StrictUndefined,
    Template,
    TemplateAssertionError,
    TemplateError,
    TemplateSyntaxError,
    Undefined,
    UndefinedError,
)
from jinja2.nodes import Filter, Impossible
from jinja2.nodes import Template as Syntax
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from genderlib.errors import GenderlibError
from genderlib.text.markup import escape

if TYPE_CHECKING:
    from types import CodeType

Filters = Mapping[str, Callable[..., Any]]

# Written numbers of every kind: 30, ３, ², ½.
_DIGITS = re.compile(
    r"\d+(?:[.,]\d+)*|[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2089\u2150-\u218b]"
)
# A list number at the start of a line is Markdown, not a figure.
_ORDERED_ITEM = re.compile(r"^[ \t]*\d+\.[ \t]", re.MULTILINE)
_INDENTED = re.compile(r"^(?: {4}| {0,3}\t)", re.MULTILINE)
_ITEM = re.compile(r"(?:[-*+]|\d+[.)])[ \t]")
# What a filter gives: numbers in their marks, and within tags and entities.
_MARKED = re.compile(
    r"<(data|time)\b[^>]*>.*?</\1>"
    r'|<span class="(?:document-number|interval-level|hidden-count)"'
    r'(?:<span class="mathjax_ignore">&#\d+;</span>|.)*?</span>'
    r"|<[^>]*>|&#?\w+;",
    re.DOTALL,
)


# As Jinja2 says it.
_UNDEFINED = re.compile(r"'(\w+)' is undefined")
_NO_FILTER = re.compile(r"No filter named '(\w+)'\.")
_FILE = "<template>"
_NEAREST = 3
_NO_PART = re.compile(r".* has no attribute '(\w+)'")
_CITE = "Cite a figure by its name and form, as in {{ party_committee | women }}."


class ProseError(GenderlibError):
    """A sentence that cannot be written.

    Parameters
    ----------
    where : str
        The cell or file, as a person would look for it.
    line : int or None
        Line within it, from 1.
    problem : str
        What is wrong.
    cure : str
        What to do about it.
    """

    def __init__(self, where: str, line: int | None, problem: str, cure: str) -> None:
        self.where, self.line, self.problem, self.cure = where, line, problem, cure
        place = where if line is None else f"{where}, line {line}"
        super().__init__(f"{place}: {problem}\n{cure}")


def typed_numbers(source: str) -> list[tuple[int, str]]:
    """Numbers that stand in the sentences themselves, with their line from 1."""
    plain = _ORDERED_ITEM.sub(lambda item: " " * len(item[0]), source)
    return [
        (line + value.count("\n", 0, match.start()), match[0])
        for line, kind, value in Environment(autoescape=True).lex(plain)
        if kind == "data"
        for match in _DIGITS.finditer(value)
    ]


def render_prose(
    source: str, names: Mapping[str, Any], filters: Filters, *, where: str
) -> Markup:
    """Fill the figures into sentences.

    Parameters
    ----------
    source : str
        Markdown with Jinja2 expressions.
    names : mapping
        What may be cited.
    filters : mapping
        How it may be cited.
    where : str
        The cell or file, for messages.

    Returns
    -------
    markupsafe.Markup
        Markdown in which every piece of data is escaped.

    Raises
    ------
    ProseError
        For a number typed into a sentence, an unknown name or filter, an expression
        that would print a bare number, and for broken syntax.
    """
    source = outdented(source)
    check_prose(source, where=where)
    try:
        template = _template(source, filters, where)
        return Markup(template.render(dict(names)))  # noqa: S704  escaped by finalize
    except ProseError as error:
        if error.where != where:  # of the words of the year, which this cell shows
            raise
        place = line_of(error)
        raise ProseError(where, place, error.problem, error.cure) from error
    except UndefinedError as error:
        problem, unknown = _told(error, _UNDEFINED, "{} is no name in these data")
        if _NO_PART.search(problem):
            problem, cure = _NO_PART.sub(r".\1 leads to nothing", problem), _CITE
        else:
            cure = _nearest(unknown, names) or _listed("names", names)
        raise ProseError(where, line_of(error), problem, cure) from error
    except TemplateAssertionError as error:
        problem, unknown = _told(error, _NO_FILTER, "{} is no form of a figure")
        cure = _nearest(unknown, filters) or _listed("forms", filters)
        raise ProseError(where, error.lineno, problem, cure) from error
    except TemplateError as error:
        raise ProseError(where, line_of(error), str(error), _CITE) from error


def outdented(source: str) -> str:
    """Sentences without the spaces that an editor for programs puts before them.

    Markdown would show a paragraph that begins with four spaces as program text. What
    belongs to an item of a list keeps its spaces.

    Examples
    --------
    >>> outdented("A.\\n\\n    B.")
    'A.\\n\\nB.'
    """
    if not _INDENTED.search(source):
        return source
    lines, in_list = [], False
    for line in source.split("\n"):
        text = line.lstrip(" \t")
        if text and not text.startswith("{%"):
            deep = _INDENTED.match(line) is not None and not in_list
            line = text if deep else line  # noqa: PLW2901  the same line, moved
            in_list = bool(_ITEM.match(text)) or (in_list and line != text)
        lines.append(line)
    return "\n".join(lines)


def line_of(error: BaseException) -> int | None:
    """The line of the sentences, from 1, in which an error came up.

    None for an error that did not come up while they were filled in.
    """
    line, step = None, error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == _FILE:
            line = step.tb_lineno
        step = step.tb_next
    return line


def _told(
    error: TemplateError, pattern: re.Pattern[str], words: str
) -> tuple[str, str]:
    """What is wrong, in an analyst's words, and the name that is not known."""
    found = pattern.fullmatch(str(error.message))
    if found is None:
        return str(error.message), ""
    return words.format(found[1]), found[1]


def _nearest(unknown: str, names: Iterable[str]) -> str:
    """The known names next to an unknown one; empty where none is near."""
    near = get_close_matches(unknown, list(names), _NEAREST)
    return f"Did you mean {' or '.join(near)}?" if near else ""


def _listed(kind: str, names: Iterable[str]) -> str:
    return f"Known {kind}: {', '.join(sorted(names))}."


def rehearse_prose(source: str) -> None:
    """Read and compile sentences, which are then taken from memory.

    What is wrong with them is told when they are written.
    """
    with contextlib.suppress(TemplateSyntaxError):
        _compiled(source)


def check_prose(source: str, *, where: str) -> None:
    """Look for typed numbers and broken syntax without filling anything in.

    Raises
    ------
    ProseError
        For the first number typed into a sentence, or for braces and blocks that do
        not match.
    """
    try:
        numbers, _ = _parsed(source)
    except TemplateSyntaxError as error:
        cure = "Check the braces, and that every if and for has its end."
        raise ProseError(where, error.lineno, str(error), cure) from error
    for line, number in numbers:
        raise ProseError(
            where,
            line,
            f"the number {number} is typed into the text",
            "Cite it from the data, for example {{ party_committee | share }}.",
        )


@lru_cache(maxsize=512)
def _parsed(source: str) -> tuple[list[tuple[int, str]], Syntax]:
    """Typed numbers of sentences, and their syntax; looked for once."""
    return typed_numbers(source), _base().parse(source)


# In a sandbox: the words of a year come with its data, and data is never code.
@lru_cache(maxsize=1)
def _base() -> Environment:
    return SandboxedEnvironment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )


def _template(source: str, filters: Filters, where: str) -> Template:
    environment = _environment(filters, where)
    code, forms = _compiled(source)
    for name, line in forms.items():
        if name not in environment.filters:
            raise TemplateAssertionError(f"No filter named {name!r}.", line)
    return Template.from_code(environment, code, environment.make_globals(None))


@lru_cache(maxsize=512)
def _compiled(source: str) -> tuple[CodeType, dict[str, int]]:
    """Sentences as Python, made once for all reports that hold them, and their forms.

    Each form comes with the line it is first used in. Compiled code asks its
    environment for filters when it is rendered; what stands in their place here only
    keeps Jinja2 from working anything out beforehand.
    """

    def later(*_: object) -> None:
        raise Impossible

    _, syntax = _parsed(source)
    forms: dict[str, int] = {}
    for used in syntax.find_all(Filter):
        forms.setdefault(used.name, used.lineno)
    environment = _base().overlay(finalize=later)
    environment.filters = {**dict.fromkeys(forms, later), **environment.filters}
    return environment.compile(syntax), forms


def _shown(value: object) -> Markup | None:
    """What an expression prints; None for a number that leads to no figure."""
    if hasattr(value, "__html__"):
        markup = Markup(value.__html__())  # noqa: S704  escaped where it was made
    elif isinstance(value, str):
        markup = escape(value)
    else:
        return None
    unmarked = _MARKED.sub("", _ORDERED_ITEM.sub("", markup))
    return None if _DIGITS.search(unmarked) else markup


def _named(value: object) -> str:
    """What would be printed; an object without words of its own is a list."""
    return repr(value) if type(value).__repr__ is not object.__repr__ else "a list"


def _environment(filters: Filters, where: str) -> Environment:
    def finalize(value: object) -> object:
        if isinstance(value, Undefined):
            return str(value)  # raises, and names what is not there
        shown = _shown(value)
        if shown is not None:
            return shown
        raise ProseError(
            where,
            None,
            f"{_named(value)} would be printed without its source",
            _CITE,
        )

    environment = _base().overlay(finalize=finalize)
    environment.filters = {**environment.filters, **filters}
    return environment
