"""A year's words: sections of Markdown in which every number is cited from the data."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import pairwise
from typing import TYPE_CHECKING, Self

from genderlib.data.encodings import EncodingError, decode
from genderlib.data.forms import text_problem
from genderlib.data.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genderlib.data.dictionary import Dictionary

_SECTION = re.compile(r"## +(\S+) *")
_TITLE = re.compile(r"#{1,2}(?!#)")
_TAG = re.compile(r"<[A-Za-z/!?]")


class Passage(str):
    """Text of one section that knows where it stands.

    Parameters
    ----------
    text : str
        Markdown with figures cited in Jinja.
    file : str
        Path from the project folder.
    line : int
        Line of the file the text begins on.
    """

    __slots__ = ("file", "line")

    file: str
    line: int

    def __new__(cls, text: str, file: str, line: int) -> Self:
        passage = super().__new__(cls, text)
        passage.file, passage.line = file, line
        return passage


@dataclass(slots=True)
class Narrative:
    """The words of one year in one language.

    Parameters
    ----------
    file : str
        Path from the project folder.
    language : str
    sha256 : str
        Of the file.
    sections : dict of str to Passage
    problems : list of Problem
    """

    file: str
    language: str
    sha256: str
    sections: dict[str, Passage] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_narrative(
    file: str, content: bytes, language: str, dictionary: Dictionary
) -> Narrative:
    """Sections of a narrative file, and everything wrong with it.

    Parameters
    ----------
    file : str
        Path from the project folder.
    content : bytes
        The file.
    language : str
    dictionary : Dictionary
        Which sections there may be.

    Returns
    -------
    Narrative
    """
    narrative = Narrative(file, language, hashlib.sha256(content).hexdigest())
    try:
        lines = decode(content).split("\n")
    except EncodingError as error:
        narrative.problems.append(
            Problem(file, error.row, "", error.value, error.message, error.cure)
        )
        return narrative
    narrative.problems += _line_problems(file, lines)
    narrative.problems += _section_problems(file, lines, dictionary.sections)
    narrative.sections = {
        name: Passage("\n".join(text), file, line)
        for name, line, text in _sections(lines)
    }
    for name, passage in narrative.sections.items():
        narrative.problems += _prose_problems(name, passage)
    return narrative


def _line_problems(file: str, lines: list[str]) -> Iterator[Problem]:
    for row, line in enumerate(lines, start=1):
        found = text_problem(line)
        if found:
            yield Problem(file, row, "", line, *found)
        if _TAG.search(line):
            message, cure = "HTML stands in the text", "Write plain Markdown."
            yield Problem(file, row, "", line, message, cure)


def _section_problems(
    file: str, lines: list[str], known: tuple[str, ...]
) -> Iterator[Problem]:
    allowed = f"Sections are: {', '.join(known)}."
    seen: set[str] = set()
    for row, line in enumerate(lines, start=1):
        heading = _SECTION.fullmatch(line)
        name = heading[1] if heading else ""
        if not heading and _TITLE.match(line):
            message = "a heading that is not a section"
            cure = (
                "Begin a section with '## ' and its name; use ### for headings in it."
            )
            yield Problem(file, row, "", line, message, cure)
        elif not heading and line.strip() and not seen:
            message, cure = "text stands before the first section", allowed
            yield Problem(file, row, "", line, message, cure)
            seen.add("")
        elif heading and name not in known:
            near = get_close_matches(name, known, n=1)
            perhaps = f"Perhaps {near[0]}? " if near else ""
            message = "a section is not known"
            yield Problem(file, row, "", name, message, perhaps + allowed)
        elif heading and name in seen:
            message, cure = "a section is there more than once", "Join the two."
            yield Problem(file, row, "", name, message, cure)
        if heading:
            seen.add(name)


def _sections(lines: list[str]) -> Iterator[tuple[str, int, list[str]]]:
    """Name, first line and text of each section, blank lines around it left out."""
    starts = [row for row, line in enumerate(lines) if _SECTION.fullmatch(line)]
    for start, end in pairwise([*starts, len(lines)]):
        filled = [row for row in range(start + 1, end) if lines[row].strip()]
        if filled:
            name = lines[start].split()[1]
            yield name, filled[0] + 1, lines[filled[0] : filled[-1] + 1]


def _prose_problems(name: str, passage: Passage) -> Iterator[Problem]:
    # jinja2 takes part of a second to import, and tables alone do not need it.
    from jinja2 import Environment, TemplateSyntaxError

    from genderlib.text.prose import typed_numbers

    try:
        Environment(autoescape=True).parse(passage)
    except TemplateSyntaxError as error:
        line = error.lineno or 1
        yield Problem(
            passage.file,
            passage.line + line - 1,
            "",
            passage.split("\n")[line - 1],
            "a citation is not well formed",
            "Write it like {{ party_committee | share }}.",
            name,
        )
        return
    for line, number in typed_numbers(passage):
        yield Problem(
            passage.file,
            passage.line + line - 1,
            "",
            number,
            "a number is typed into the text",
            "Cite it from the data, for example {{ party_committee | share }}.",
            name,
        )
