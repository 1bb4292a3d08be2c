"""Text from data arrives as text, through Markdown as the exporter reads it."""

import unicodedata
from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from nbconvert.filters import markdown2html

from genderlib.text.markup import (
    data,
    document_number,
    escape,
    interval_level,
    passage,
    plain,
    time,
)

HOSTILE = [
    pytest.param("<script>alert(1)</script>", id="script"),
    pytest.param("<img src=x onerror=alert(1)>", id="handler"),
    pytest.param("<!-- x --> <?php x ?> <![CDATA[x]]>", id="comment"),
    pytest.param("&lt;b&gt; &amp;amp; &#60;", id="entities"),
    pytest.param("*a* **b** _c_ __d__ ***", id="emphasis"),
    pytest.param("~~a~~ ~~~", id="strikethrough-and-fence"),
    pytest.param("`a` ```", id="code"),
    pytest.param("[a](javascript:alert(1)) ![b](c) [d]: e [^1]", id="links"),
    pytest.param("(javascript:alert(1))", id="second-half-of-a-link"),
    pytest.param("https://example.org HTTP://EXAMPLE.ORG ftp://a.b", id="address"),
    pytest.param("www.example.org WWW.example.org", id="address-www"),
    pytest.param("a@example.org <a@example.org>", id="mail"),
    pytest.param("1. a", id="ordered-list"),
    pytest.param("1) a", id="ordered-list-bracket"),
    pytest.param("123456789.", id="ordered-list-empty"),
    pytest.param("- a", id="list-minus"),
    pytest.param("+ a", id="list-plus"),
    pytest.param("* a", id="list-star"),
    pytest.param("- [ ] a", id="task"),
    pytest.param("# a", id="heading"),
    pytest.param("#a", id="heading-without-space"),
    pytest.param("---", id="rule-minus"),
    pytest.param("- - -", id="rule-spaced"),
    pytest.param("===", id="underline"),
    pytest.param("_ _ _", id="rule-low-line"),
    pytest.param("> a", id="quotation"),
    pytest.param(": a", id="definition"),
    pytest.param("| a | b |", id="table"),
    pytest.param(":-- | --:", id="table-rule"),
    pytest.param("a | b\n--|--\nc | d", id="whole-table"),
    pytest.param("    a", id="indented-code"),
    pytest.param("\ta", id="tab"),
    pytest.param("$a$ $$b$$", id="formula"),
    pytest.param(r"\(a\) \\(b\\) \\[c\\]", id="formula-brackets"),
    pytest.param(r"\begin{align}a\end{align}", id="formula-environment"),
    pytest.param("{{ a }} {% b %} {# c #}", id="template"),
    pytest.param("a\\", id="backslash-at-end"),
    pytest.param("a  \nb", id="hard-break"),
    pytest.param("a\n\nb", id="paragraphs"),
    pytest.param("a\u2028b\u0085c\rd", id="other-line-ends"),
    pytest.param("\u202eabc\u2066d", id="bidi"),
    pytest.param("a\x00b\x07c\ufeffd\u200be", id="controls"),
    pytest.param("\ud800", id="half-a-character"),
    pytest.param("\u1fef\u1fef\u1fefa", id="normalises-to-backticks"),
    pytest.param("<\u0338b>", id="normalises-away"),
    pytest.param("\"a\" 'b'", id="quotes"),
]

EVERY_MARK = st.text(
    alphabet=st.one_of(
        st.sampled_from("<>&;#!\"'`*_[]()|\\~$+-.:={}@/^%1aw \n\t"),
        st.characters(),
    ),
    max_size=30,
)
MARKUP = (
    r"<b> </b> &lt; ** ~~ $$ \( [a](b) ![ https://a.b www. a@b.c 1. - # --- ==="
    r""" ``` | \begin{a} \end{a} <!-- --> <data value= " Đảng ủy"""
)
PIECES = st.lists(
    st.sampled_from([*MARKUP.split(), " ", "\n", "    "]), max_size=12
).map("".join)


def text_and_elements(html):
    page = BeautifulSoup(html, "html.parser")
    return page.get_text().strip(), [tag.name for tag in page.find_all()]


def assert_arrives_as_text(label):
    text, elements = text_and_elements(markdown2html(str(escape(label))))

    assert text == plain(label)
    assert elements in (["p"], [])


def assert_arrives_inside_a_sentence(label):
    html = markdown2html(f"Một\n{escape(label)}.\nHai.")

    text, elements = text_and_elements(html)
    assert text.split("\n") == ["Một", f"{plain(label)}.", "Hai."]
    assert elements == ["p"]


@pytest.mark.parametrize("label", HOSTILE)
def test_markdown_shows_hostile_label_as_it_is(label):
    assert_arrives_as_text(label)
    assert_arrives_inside_a_sentence(label)


@pytest.mark.parametrize("label", HOSTILE)
def test_html_shows_hostile_label_as_it_is(label):
    text, elements = text_and_elements(f"<td>{escape(label)}</td>")

    assert text == plain(label)
    assert elements == ["td"]


@pytest.mark.parametrize("label", HOSTILE)
def test_attribute_holds_hostile_label(label):
    tag = BeautifulSoup(f'<p title="{escape(label)}">x</p>', "html.parser").p

    assert tag.attrs == {"title": plain(label)}


@pytest.mark.parametrize("label", HOSTILE)
def test_table_cell_and_heading_hold_hostile_label(label):
    table = f"| a | b |\n|---|---|\n| {escape(label)} | c |\n\n## {escape(label)}\n"

    page = BeautifulSoup(markdown2html(table), "html.parser")

    first, last = page.find_all("td")
    assert (first.get_text(), last.get_text()) == (plain(label), "c")
    assert page.h2.get_text().removesuffix("¶") == plain(label)


@given(EVERY_MARK)
def test_any_text_arrives_as_text(label):
    assert_arrives_as_text(label)
    assert_arrives_inside_a_sentence(label)


@given(PIECES)
def test_any_chain_of_markup_arrives_as_text(label):
    assert_arrives_as_text(label)
    assert_arrives_inside_a_sentence(label)


@pytest.mark.parametrize(
    "name",
    [
        "Đảng ủy, Tổng cục Tiêu chuẩn Đo lường Chất lượng",
        "35-CT/TW",
        "2351/QĐ-TTg",
        "Ban Chấp hành Đoàn – Đội; năm 2020: 30,8%",
    ],
)
def test_ordinary_names_stay_readable(name):
    assert str(escape(name)) == name


def test_ampersand_and_brackets_become_entities():
    shown = escape("Bộ KH&CN (Tổng cục)")

    assert str(shown) == "Bộ KH&amp;CN &#40;Tổng cục&#41;"


def test_markup_is_not_escaped_twice():
    figure = data(4, "4")

    assert escape(figure) is figure


def test_unseen_characters_show_that_something_was_there():
    assert (
        plain("a\u202eb\x07c")
        == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c"
    )


def test_decomposed_text_is_composed():
    assert plain(unicodedata.normalize("NFD", "Đảng ủy")) == "Đảng ủy"


def test_plain_refuses_what_is_not_text():
    with pytest.raises(ValueError, match="text must be a string, not None"):
        plain(None)


def test_figure_is_a_link_around_a_data_element():
    shown = data(Fraction(4, 13), "30,8%", "party_committee.share")

    # From the contract between the rooms: value is the nearest float.
    assert shown == Markup(
        '<a class="figure" href="#figure-party_committee.share">'
        '<data value="0.3076923076923077" data-figure="party_committee.share">'
        "30,8%</data></a>"
    )


def test_figure_survives_markdown():
    figure = data(Fraction(4, 13), "30,8%", "party_committee.share")
    day = time(date(2019, 5, 27), "ngày 27 tháng 5 năm 2019")

    html = markdown2html(f"{figure} là *{figure}*, {day}.")

    assert html.count(str(figure)) == 2
    assert f"<em>{figure}</em>" in html
    assert str(day) in html


def test_figure_without_link_keeps_its_name():
    shown = data(4, "4", "a.women", link=False)

    assert shown == Markup('<data value="4" data-figure="a.women">4</data>')


def test_number_outside_the_ledger_has_no_name():
    assert data(4, "<4>") == Markup('<data value="4">&lt;4&gt;</data>')


@pytest.mark.parametrize(
    ("value", "attribute"),
    [
        pytest.param(2387, "2387", id="integer"),
        pytest.param(np.int64(13), "13", id="numpy-integer"),
        pytest.param(0.1, "0.1", id="float"),
        pytest.param(Decimal("0.250"), "0.250", id="decimal"),
        pytest.param(Decimal("1E+2"), "100", id="decimal-without-exponent"),
        pytest.param("-0.0679", "-0.0679", id="text-of-a-number"),
        pytest.param('"><b>', "&#34;&gt;&lt;b&gt;", id="hostile-text"),
    ],
)
def test_value_is_written_for_machines(value, attribute):
    assert str(data(value, "x")) == f'<data value="{attribute}">x</data>'


@pytest.mark.parametrize("value", [float("nan"), float("inf"), True])
def test_value_that_is_no_number_is_refused(value):
    with pytest.raises(ValueError, match="value must be a finite number, not"):
        data(value, "x")


@pytest.mark.parametrize("figure", ["", "share", "a b.c", 'a"b.c', "a..b", "a.b<"])
def test_malformed_figure_identifier_is_refused(figure):
    with pytest.raises(ValueError, match=r"figure must be <subject>\.<measure>, not"):
        data(1, "1", figure)


@pytest.mark.parametrize(
    ("when", "attribute"),
    [
        pytest.param(date(2019, 5, 27), "2019-05-27", id="date"),
        pytest.param("2020", "2020", id="year"),
        pytest.param("2020-11", "2020-11", id="month"),
        pytest.param("11-15", "11-15", id="day-of-every-year"),
    ],
)
def test_time_holds_the_date_for_machines(when, attribute):
    assert str(time(when, "x")) == f'<time datetime="{attribute}">x</time>'


@pytest.mark.parametrize("when", ["17/11/2020", "", 2020, None])
def test_malformed_date_is_refused(when):
    with pytest.raises(ValueError, match="when must be a date, month, year or day"):
        time(when, "x")


def test_dated_figure_leads_to_its_line():
    shown = time("2020-11-17", "x", "counts.as_of")

    assert shown == Markup(
        '<a class="figure" href="#figure-counts.as_of">'
        '<time datetime="2020-11-17" data-figure="counts.as_of">x</time></a>'
    )


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (
            document_number("1019/QĐ-TĐC"),
            '<span class="document-number">1019/QĐ-TĐC</span>',
        ),
        (interval_level("95%"), '<span class="interval-level">95%</span>'),
        (passage("Đảng ủy", "vi"), '<span lang="vi">Đảng ủy</span>'),
    ],
    ids=["document-number", "interval-level", "passage"],
)
def test_marks_around_other_digits_and_languages(shown, expected):
    assert str(shown) == expected


def test_passage_in_an_unknown_language_is_refused():
    with pytest.raises(ValueError, match="language must be one of vi, en, not 'fr'"):
        passage("Comité", "fr")
