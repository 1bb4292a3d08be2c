"""Text from data made safe for Markdown and HTML, and the marks around a figure.

What stands in a cell of a notebook is shown three times: by JupyterLab, as Markdown or
as HTML, and by the exporter. The entities written here mean the same in all three.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from numbers import Integral

from markupsafe import Markup

from genderlib.text.languages import check_language

Value = int | float | Fraction | Decimal | str

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# Control, format (bidirectional overrides, invisible characters) and half characters.
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})

# Every character with a meaning in HTML or anywhere in a line of Markdown or formula.
_SPECIAL = str.maketrans(
    {mark: f"&#{ord(mark)};" for mark in "\"'`*_[]()#|\\~$!{}@^"}
    | {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
)
# What starts a list, a rule, an underlined heading or a definition.
_LINE_START = re.compile(r"^([0-9]+(?=\.(?: |$)))?([-+=:.])")
# JupyterLab and nbconvert make links of addresses written bare.
_ADDRESS = re.compile(r"(?<=[a-z]):(?=//)|(?<=www)\.", re.IGNORECASE)

_FIGURE = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+")
# A year, a month, a day, or a day of every year, as HTML's `time` takes them.
_TIME = re.compile(r"\d{4}(-\d\d(-\d\d)?)?|\d\d-\d\d")


def plain(text: str) -> str:
    """Text in one line, composed (NFC), with unseen characters made visible.

    Parameters
    ----------
    text : str
        A name or label as it stands in the data.

    Returns
    -------
    str
        Runs of white space are one space, none at the ends; control, invisible and
        direction-changing characters are U+FFFD, so that a reader sees that
        something was there.

    Examples
    --------
    >>> plain("Đảng ủy\\n  Tổng cục")
    'Đảng ủy Tổng cục'
    """
    if not isinstance(text, str):
        raise ValueError(f"text must be a string, not {text!r}")  # noqa: TRY004  one error for bad input
    line = " ".join(text.split())
    # Nothing that is unseen is printable, and looking at each mark takes long.
    if not line.isprintable():
        line = "".join(_REPLACEMENT if _is_unseen(mark) else mark for mark in line)
    return unicodedata.normalize("NFC", line)


def escape(text: str) -> Markup:
    """Text from data that arrives as text through Markdown and as HTML.

    Parameters
    ----------
    text : str
        A name or label as it stands in the data. Markup is given back unchanged.

    Returns
    -------
    markupsafe.Markup
        `plain(text)` with every character that means something to HTML, CommonMark
        or a formula renderer as an entity. Letters, digits, commas, slashes and per
        cent signs stay as they are; `- + = : .` change only where they would start
        a list, a heading or an address.

    Raises
    ------
    ValueError
        If text is not a string.

    Notes
    -----
    No element is ever made, so the result also fits into an attribute in quotes.
    JupyterLab typesets formulas in what is already rendered and sees the dollar
    signs there: a whole output is kept from that by `class="mathjax_ignore"`.

    Examples
    --------
    >>> escape("Ban <b>A</b> & B")
    Markup('Ban &lt;b&gt;A&lt;/b&gt; &amp; B')
    >>> escape("1. Đảng ủy")
    Markup('1&#46; Đảng ủy')
    """
    if isinstance(text, Markup):
        return text
    entities = plain(text).translate(_SPECIAL)
    entities = _LINE_START.sub(lambda m: (m[1] or "") + _entity(m[2]), entities)
    entities = _ADDRESS.sub(lambda m: _entity(m[0]), entities)
    return Markup(entities)  # noqa: S704  every special character is an entity by now


def data(
    value: Value, text: str, figure: str | None = None, *, link: bool = True
) -> Markup:
    """A number as people read it around the number as a machine reads it.

    Parameters
    ----------
    value : int, float, Fraction, Decimal or str
        Full precision; a Fraction is written as the nearest float.
    text : str
        What is shown; escaped unless it is Markup.
    figure : str, optional
        Identifier in the ledger, `<subject>.<measure>`.
    link : bool
        Whether a figure leads to its line in the table of figures.

    Raises
    ------
    ValueError
        If value is not a finite number or figure is not an identifier.

    Examples
    --------
    >>> data(4, "4", "party_committee.women", link=False)
    Markup('<data value="4" data-figure="party_committee.women">4</data>')
    """
    attribute = plain(_machine_value(value)).translate(_SPECIAL)
    shown = _element("data", f'value="{attribute}"', text, figure)
    return _linked(shown, figure) if link else shown


def time(
    when: date | str, text: str, figure: str | None = None, *, link: bool = True
) -> Markup:
    """A date as people read it around the date as a machine reads it.

    Parameters
    ----------
    when : date or str
        A date, or the text of a year "2020", a month "2020-11", a day "2020-11-17"
        or a day of every year "11-15".
    text : str
        What is shown; escaped unless it is Markup.
    figure : str, optional
        Identifier in the ledger.
    link : bool
        Whether a figure leads to its line in the table of figures.

    Raises
    ------
    ValueError
        If `when` is none of these or figure is not an identifier.

    Examples
    --------
    >>> time("2020-11-17", "17 November 2020")
    Markup('<time datetime="2020-11-17">17 November 2020</time>')
    """
    iso = when.isoformat() if isinstance(when, date) else when
    if not isinstance(iso, str) or not _TIME.fullmatch(iso):
        raise ValueError(f"when must be a date, month, year or day, not {when!r}")
    shown = _element("time", f'datetime="{iso}"', text, figure)
    return _linked(shown, figure) if link else shown


def document_number(
    text: str, figure: str | None = None, *, link: bool = True
) -> Markup:
    """The number of a decision or law, whose digits are no figure of the review.

    Examples
    --------
    >>> document_number("1019/QĐ-TĐC")
    Markup('<span class="document-number">1019/QĐ-TĐC</span>')
    """
    shown = _element("span", 'class="document-number"', text, figure)
    return _linked(shown, figure) if link else shown


def hidden_count(text: str, figure: str, *, link: bool = True) -> Markup:
    """The word in the place of a count that is not shown to the public.

    Examples
    --------
    >>> hidden_count("hidden", "leave.women", link=False)
    Markup('<span class="hidden-count" data-figure="leave.women">hidden</span>')
    """
    shown = _element("span", 'class="hidden-count"', text, figure)
    return _linked(shown, figure) if link else shown


def interval_level(text: str) -> Markup:
    """The level of an interval ("95%"), which is a convention and no figure."""
    return _element("span", 'class="interval-level"', text, None)


def passage(text: str, language: str) -> Markup:
    """Words in another language than the report's, for those who hear the page.

    Examples
    --------
    >>> passage("Đảng ủy", "vi")
    Markup('<span lang="vi">Đảng ủy</span>')
    """
    return _element("span", f'lang="{check_language(language)}"', text, None)


def _is_unseen(mark: str) -> bool:
    noncharacter = ord(mark) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(mark) <= 0xFDEF
    return noncharacter or unicodedata.category(mark) in _UNSEEN


def _entity(mark: str) -> str:
    return f"&#{ord(mark)};"


def _machine_value(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isfinite(value):
        raise ValueError(f"value must be a finite number, not {value!r}")
    if isinstance(value, Integral):
        return str(int(value))
    if isinstance(value, Decimal):
        return format(value, "f")
    return repr(float(value))


def _element(name: str, attributes: str, text: str, figure: str | None) -> Markup:
    if figure is not None:
        if not _FIGURE.fullmatch(figure):
            raise ValueError(f"figure must be <subject>.<measure>, not {figure!r}")
        attributes += f' data-figure="{figure}"'
    # The name and attributes are written here, the text is escaped.
    return Markup(f"<{name} {attributes}>{escape(text)}</{name}>")  # noqa: S704


def _linked(shown: Markup, figure: str | None) -> Markup:
    if figure is None:
        return shown
    return Markup(f'<a class="figure" href="#figure-{figure}">{shown}</a>')  # noqa: S704  checked before
