"""Sentences take figures from the data and nothing else."""

import pytest
from markupsafe import Markup

from genderlib.text import markup
from genderlib.text.prose import (
    ProseError,
    check_prose,
    outdented,
    render_prose,
    typed_numbers,
)

SHARE = (
    '<a class="figure" href="#figure-party_committee.share">'
    '<data value="0.3" data-figure="party_committee.share">30,8%</data></a>'
)


class Group:
    """What a review hands to its sentences: shown as its name, cited by filters."""

    women = 4
    share = markup.data("0.3", "30,8%", "party_committee.share")

    def __init__(self, name):
        self.name = name

    def __html__(self):
        """Show the name."""
        return str(markup.escape(self.name))


def render(source, name="Đảng ủy", **names):
    known = {"party_committee": Group(name), **names}
    filters = {
        "share": lambda group: group.share,
        "women": lambda _: markup.data(4, "4", "party_committee.women"),
        "number": lambda _: markup.document_number("1019/QĐ-TĐC"),
    }
    return render_prose(source, known, filters, where="cell 7")


def test_a_figure_is_cited_with_its_mark():
    said = render("Phụ nữ chiếm {{ party_committee | share }}.")

    assert said == f"Phụ nữ chiếm {SHARE}."


def test_a_subject_is_said_by_its_name():
    assert render("Ở {{ party_committee }}") == "Ở Đảng ủy"


@pytest.mark.parametrize(
    ("source", "line", "number"),
    [
        pytest.param("Có 4 phụ nữ", 1, "4", id="first-line"),
        pytest.param("Phụ nữ\n\nchiếm 30,8%", 3, "30,8", id="decimal"),
        pytest.param("{% if x %}\n\nA\n{% endif %}\nB 7", 5, "7", id="after-a-block"),
        pytest.param("{{ x }} trên 13", 1, "13", id="after-a-figure"),
        pytest.param("Mục 1. là", 1, "1", id="not-at-the-start-of-a-line"),
        pytest.param("1) Đảng ủy", 1, "1", id="bracket"),
        pytest.param("Năm\n- 2.387 người", 2, "2.387", id="thousands"),
        pytest.param("Có ４ phụ nữ", 1, "４", id="fullwidth"),
        pytest.param("Có ½ là nữ", 1, "½", id="one-half"),
        pytest.param("10 m²", 1, "10", id="unit"),
        pytest.param("m²", 1, "²", id="superscript"),
        pytest.param("&#52; phụ nữ", 1, "52", id="entity"),
        pytest.param("[xem](trang4)", 1, "4", id="address"),
        pytest.param("{% raw %}4{% endraw %}", 1, "4", id="raw"),
        pytest.param("{% set n %}4{% endset %}{{ n }}", 1, "4", id="block"),
    ],
)
def test_a_typed_number_is_refused_with_cell_line_and_cure(source, line, number):
    with pytest.raises(ProseError) as caught:
        check_prose(source, where="cell 7")

    error = caught.value
    assert (error.where, error.line) == ("cell 7", line)
    assert error.problem == f"the number {number} is typed into the text"
    assert str(error) == (
        f"cell 7, line {line}: the number {number} is typed into the text\n"
        "Cite it from the data, for example {{ party_committee | share }}."
    )


def test_rendering_refuses_a_typed_number_too():
    with pytest.raises(ProseError, match="cell 7, line 2: the number 13 is typed"):
        render("{{ party_committee | women }}\ntrên 13")


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("1. Đảng ủy\n2. Công đoàn\n  10. Đoàn", id="ordered-list"),
        pytest.param("{# as in the review of 2020 #}Phụ nữ", id="comment"),
        pytest.param("{% if party_committee.women > 3 %}A{% endif %}", id="condition"),
        pytest.param("Một nửa là phụ nữ", id="words"),
    ],
)
def test_a_number_that_is_no_figure_may_stand(source):
    assert typed_numbers(source) == []
    assert render(source)


def test_every_typed_number_is_listed_with_its_line():
    assert typed_numbers("Có 4\ntrên 13, 30%") == [(1, "4"), (2, "13"), (2, "30")]


@pytest.mark.parametrize(
    "expression",
    [
        pytest.param("party_committee.women", id="cell"),
        pytest.param("4", id="number"),
        pytest.param("0.3", id="decimal"),
        pytest.param("'30%'", id="text"),
        pytest.param("dated", id="truth"),
        pytest.param("nothing", id="nothing"),
        pytest.param("[1, 2]", id="list"),
        # Jinja's own filters and operators make markup, which is not escaped again.
        pytest.param("'30%' | safe", id="safe"),
        pytest.param("party_committee.women | e", id="escape"),
        pytest.param("party_committee.women | tojson", id="json"),
        pytest.param("title ~ ' 30%'", id="joined-with-markup"),
        pytest.param("title + ' ½'", id="added-to-markup"),
        pytest.param("(party_committee | share) ~ 4", id="joined-with-a-figure"),
    ],
)
def test_a_bare_number_is_refused(expression):
    source = f"Có {{{{ {expression} }}}} phụ nữ"

    with pytest.raises(ProseError, match="would be printed without its source") as e:
        render(source, title=Markup("<b>Đảng ủy</b>"), dated=True, nothing=None)

    assert e.value.where == "cell 7"
    assert e.value.cure.startswith("Cite a figure by its name")


def test_numbers_in_marks_of_every_kind_are_shown():
    marks = [
        markup.data(4, "4"),
        markup.time("2020-11-17", "ngày 17 tháng 11 năm 2020"),
        markup.document_number("1019/QĐ-TĐC"),
        markup.interval_level("95%"),
    ]

    said = render("{% for mark in marks %}{{ mark }} {% endfor %}", marks=marks)

    assert said.split(" ") == [*" ".join(marks).split(" "), ""]


def test_a_passage_with_an_ordered_list_can_be_placed():
    passage = render("1. Đảng ủy\n2. Công đoàn")

    assert render("{{ words }}", words=passage) == passage


def test_an_unknown_name_is_refused_with_the_cell_and_the_known_names():
    with pytest.raises(ProseError) as caught:
        render("{{ party_comittee | share }}", trade_union_committee=Group("A"))

    error = caught.value
    assert error.where == "cell 7"
    assert error.problem == "party_comittee is no name in these data"
    assert error.cure == "Did you mean party_committee?"


def test_an_unknown_filter_is_refused_with_line_and_known_filters():
    with pytest.raises(ProseError) as caught:
        render("Phụ nữ\nchiếm {{ party_committee | shaer }}")

    error = caught.value
    assert (error.where, error.line) == ("cell 7", 2)
    assert error.problem == "shaer is no form of a figure"
    assert error.cure == "Did you mean share?"


@pytest.mark.parametrize(
    ("source", "line"),
    [
        pytest.param("Phụ nữ {{ party_committee | share", 1, id="not-closed"),
        pytest.param("A\n{{ party_committee | share }", 2, id="one-brace"),
        pytest.param("A\n\n{{ | share }}", 3, id="no-name"),
        pytest.param("{% if party_committee %}\nA", 2, id="no-endif"),
        pytest.param("A\n{% endfor %}", 2, id="no-for"),
        pytest.param("A {{ a b }}", 1, id="two-names"),
    ],
)
@pytest.mark.parametrize(
    "act", [render, lambda source: check_prose(source, where="cell 7")]
)
def test_broken_syntax_is_refused_with_its_line(act, source, line):
    with pytest.raises(ProseError) as caught:
        act(source)

    error = caught.value
    assert (error.where, error.line) == ("cell 7", line)
    assert error.cure == "Check the braces, and that every if and for has its end."


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param(
            "<script>alert()</script>",
            "&lt;script&gt;alert&#40;&#41;&lt;/script&gt;",
            id="script",
        ),
        pytest.param("**b** `c`", "&#42;&#42;b&#42;&#42; &#96;c&#96;", id="markdown"),
        pytest.param("$x$", "&#36;x&#36;", id="formula"),
        pytest.param("{{ a }}", "&#123;&#123; a &#125;&#125;", id="braces"),
        pytest.param("A\u202eB", "A\ufffdB", id="right-to-left-override"),
        pytest.param("Đ" * 300, "Đ" * 300, id="long"),
    ],
)
@pytest.mark.parametrize("expression", ["party_committee", "title"])
def test_names_are_escaped_and_never_filled_in(expression, name, expected):
    said = render(f"Ở {{{{ {expression} }}}}", name, title=name)

    assert said == f"Ở {expected}"


@pytest.mark.parametrize(
    "expression",
    [
        pytest.param("().__class__.__base__.__subclasses__()", id="classes"),
        pytest.param("cycler.__init__.__globals__.os.getcwd()", id="globals"),
        pytest.param("party_committee.__init__.__globals__", id="of-a-subject"),
        pytest.param("range(10000000) | list", id="endless"),
    ],
)
def test_a_sentence_reaches_nothing_but_what_it_is_given(expression):
    with pytest.raises((ProseError, OverflowError)):
        render(f"{{{{ {expression} }}}}")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("A.\n\n    B.", "A.\n\nB.", id="paragraph"),
        pytest.param("\tA.", "A.", id="tab"),
        pytest.param("A.\n\n      - B\n", "A.\n\n- B\n", id="list"),
        pytest.param("- A\n\n    B.\n", "- A\n\n    B.\n", id="within-an-item"),
        pytest.param("1. A\n    B.\n", "1. A\n    B.\n", id="within-a-numbered-item"),
        pytest.param("- A\n\nB.\n\n    C.", "- A\n\nB.\n\nC.", id="after-a-list"),
        pytest.param(
            "- A\n{% if x %}\n    B\n{% endif %}",
            "- A\n{% if x %}\n    B\n{% endif %}",
            id="block-within-an-item",
        ),
        pytest.param("A\n  B", "A\n  B", id="two-spaces"),
        pytest.param("", "", id="empty"),
    ],
)
def test_sentences_that_an_editor_indented_are_no_program_text(source, expected):
    assert outdented(source) == expected
