"""Figures of two reports: what became of each, by how much and why; worked by hand."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genderlib.report.comparison.compare import Text, compare
from genderlib.report.comparison.evidence import Evidence
from genderlib.report.comparison.figures import Cause
from genderlib.report.comparison.groups import Counted, Parts, parts_by_counts
from genderlib.report.comparison.lines import Size
from genderlib.report.reading import NotAReportError
from tests.report.lines import cited, figure, group, report

COUNTED = {"board": "persons", "course": "attendances"}
SHARE = "women_share(women={}, total={})"


def compared(before, after):
    return compare(Text("a", before), Text("b", after), COUNTED, Evidence())


def changed(before, after):
    """The one figure that differs."""
    (change,) = compared(report(before), report(after)).figures
    return change


def test_a_copy_is_the_same():
    html = report(group("board", 4, 13, "30.8%", 4 / 13))

    actual = compared(html, html)

    assert actual.same
    assert actual.figures == []


MOVES = [
    # 5/13 - 4/13 = 1/13.
    pytest.param(
        figure("board.share", "30.8%", 4 / 13, SHARE.format(4, 13)),
        figure("board.share", "38.5%", 5 / 13, SHARE.format(5, 13)),
        Size("points", Fraction(1, 13)),
        ("data",),
        (Cause("input", "women", "4", "5"),),
        id="share",
    ),
    pytest.param(
        figure("board.women", "4", 4),
        figure("board.women", "2", 2),
        Size("persons", Fraction(-2)),
        ("data",),
        (Cause("read", "counts.csv:2"),),
        id="persons",
    ),
    pytest.param(
        figure("course.total", "10", 10),
        figure("course.total", "20", 20),
        Size("attendances", Fraction(10)),
        ("data",),
        (Cause("read", "counts.csv:2"),),
        id="attendances",
    ),
    pytest.param(
        figure("unknown.women", "4", 4),
        figure("unknown.women", "5", 5),
        Size("count", Fraction(1)),
        ("data",),
        (Cause("read", "counts.csv:2"),),
        id="nobody-knows-what-is-counted",
    ),
    # 13 days left of November, 31 of December, and one.
    pytest.param(
        figure("article.date", "17 November 2020", "2020-11-17"),
        figure("article.date", "1 January 2021", "2021-01-01"),
        Size("days", Fraction(45)),
        ("data",),
        (Cause("read", "counts.csv:2"),),
        id="days",
    ),
    pytest.param(
        figure("N1.value", "25%", "0.25", origin="norms.csv:8"),
        figure("N1.value", "30%", "0.3", origin="norms.csv:8"),
        Size("points", Fraction(1, 20)),
        ("norm",),
        (Cause("read", "norms.csv:8"),),
        id="norm",
    ),
    # 13 x 0.25 is 3.25 and 13 x 0.35 is 4.55: 4 women, then 5.
    pytest.param(
        figure(
            "board.met_with.N1",
            *("4", 4, "seats_to_target(women=0, total=13, target=1/4)"),
        ),
        figure(
            "board.met_with.N1",
            *("5", 5, "seats_to_target(women=0, total=13, target=7/20)"),
        ),
        Size("persons", Fraction(1)),
        ("norm",),
        (Cause("input", "target", "1/4", "7/20"),),
        id="seats-by-a-norm",
    ),
    pytest.param(
        figure("board.share", "30.8%", 4 / 13, SHARE.format(4, 13)),
        figure("board.share", "31.0%", "0.31", "share_rounded(women=4, total=13)"),
        Size("points", Fraction(31, 100) - Fraction(4, 13)),
        ("method",),
        (Cause("formula", "", "women_share", "share_rounded"),),
        id="method",
    ),
    pytest.param(
        figure("board.share", "30.8%", 4 / 13, SHARE.format(4, 13)),
        figure("board.share", "31.0%", "0.31", SHARE.format(4, 13)),
        Size("points", Fraction(31, 100) - Fraction(4, 13)),
        ("unexplained",),
        (Cause("same_inputs"),),
        id="nothing-moved-it",
    ),
    pytest.param(
        figure("all.women", "5", 5, "sum(one=2, two=3)"),
        figure("all.women", "9", 9, "sum(one=2, two=3, three=4)"),
        Size("count", Fraction(4)),
        ("data",),
        (Cause("input", "three", "–", "4"),),
        id="a-sum-gains-a-group",
    ),
    pytest.param(
        figure("board.fraction", "4/13"),
        figure("board.fraction", "5/13"),
        None,
        ("data",),
        (Cause("read", "counts.csv:2"),),
        id="no-size",
    ),
]


@pytest.mark.parametrize(("before", "after", "size", "reasons", "causes"), MOVES)
def test_a_figure_that_moved_is_told_with_size_and_reason(
    before, after, size, reasons, causes
):
    actual = changed(before, after)

    assert actual.kind == "moved"
    assert actual.size == size
    assert actual.reasons == reasons
    assert actual.causes == causes


def test_another_version_explains_what_counts_and_method_do_not():
    line = figure("board.low", "12.7%", "0.127", "share_interval(women=4, total=13)")
    other = line.replace("0.127", "0.128").replace("12.7%", "12.8%")

    found = compared(report(line), report(other, version="0.2.0"))

    (actual,) = found.figures
    assert actual.reasons == ("method",)
    assert actual.causes == (Cause("version", "", "0.1.0", "0.2.0"),)
    assert found.notes == ("versions",)


def test_norms_counted_move_with_the_norms_and_with_the_counts():
    norms = figure("norms.met", "3", 3, "rows counted", origin="norms.csv:8")
    board, norm = figure("board.women", "4", 4), figure("N1.value", "25%", "0.25")
    norm = norm.replace("counts.csv:2", "norms.csv:8")

    found = compared(
        report(norms, board, norm),
        report(norms.replace("3", "2"), board.replace("4", "5"), ""),
    )

    actual = {change.figure: change.reasons for change in found.figures}
    assert actual == {
        "norms.met": ("norm", "data"),
        "board.women": ("data",),
        "N1.value": ("norm",),
    }


REWRITTEN = [
    pytest.param(
        figure("board.women", "4", 4, label="Board: women"),
        figure("board.women", "4", 4, label="Council: women"),
        ("wording",),
        id="label",
    ),
    pytest.param(
        figure("board.share", "30.8%", 4 / 13),
        figure("board.share", "31%", 4 / 13),
        ("wording",),
        id="form",
    ),
    # 6 of 10 and 12 of 20 are both 0.6.
    pytest.param(
        figure("board.share", "60%", 0.6, SHARE.format(6, 10)),
        figure("board.share", "60%", 0.6, SHARE.format(12, 20)),
        ("data",),
        id="same-share-of-other-counts",
    ),
    pytest.param(
        figure("N1.value", "25%", 0.25, origin="norms.csv:2", label="Women"),
        figure("N1.value", "25%", 0.25, origin="norms.csv:2", label="Women among"),
        ("norm",),
        id="norm-renamed",
    ),
]


@pytest.mark.parametrize(("before", "after", "reasons"), REWRITTEN)
def test_the_same_value_made_or_written_otherwise_is_told(before, after, reasons):
    actual = changed(before, after)

    assert actual.kind == "rewritten"
    assert actual.size is None
    assert actual.reasons == reasons


def test_the_same_figure_from_another_row_is_counted_apart():
    before = report(figure("board.women", "4", 4))
    after = report(figure("board.women", "4", 4, origin="counts.csv:3"))

    actual = compared(before, after)

    assert actual.figures == []
    assert actual.reread == ["board.women"]
    assert not actual.same


def test_a_new_norm_is_told_from_a_new_figure_of_a_known_group():
    board = figure("board.women", "4", 4)
    norm = figure("N2.value", "30%", 0.3, origin="norms.csv:9")
    total, men = figure("board.total", "13", 13), figure("board.men", "9", 9)

    found = compared(report(board), report(board, norm, total, men))

    actual = {change.figure: (change.kind, change.reasons) for change in found.figures}
    assert actual == {
        "N2.value": ("appeared", ("norm",)),
        "board.total": ("appeared", ("wording",)),
        "board.men": ("appeared", ("data",)),
    }


def test_without_the_data_a_new_group_has_two_possible_reasons():
    found = compared(report(figure("board.women", "4", 4)), report())

    (actual,) = found.figures
    assert (actual.kind, actual.reasons) == ("disappeared", ("data", "wording"))


# Groups.


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        # 15/49 - 14/48 = 34/2352, and the others stay 34.
        pytest.param((14, 48), (15, 49), (Fraction(17, 1176), 0), id="one-woman-more"),
        # Women: (5/14 - 4/13 + 5/13 - 4/12) / 2 = 55/1092; in all 1/13 = 84/1092.
        pytest.param(
            *((4, 13), (5, 13), (Fraction(55, 1092), Fraction(29, 1092))),
            id="a-woman-for-a-man",
        ),
        # 2/4 to 2/8: only the others grew.
        pytest.param((2, 4), (2, 8), (0, Fraction(-1, 4)), id="men-joined"),
        pytest.param((2, 4), (4, 8), (Fraction(1, 6), Fraction(-1, 6)), id="doubled"),
    ],
)
def test_what_women_and_others_did_to_a_share(before, after, expected):
    actual = parts_by_counts(Counted(*before), Counted(*after))

    assert actual == Parts(*expected)


@given(*[st.integers(0, 500)] * 4)
def test_the_parts_add_up_to_the_change(women, others, women_after, others_after):
    before = Counted(women, women + others)
    after = Counted(women_after, women_after + others_after)

    actual = parts_by_counts(before, after)

    if actual is None:
        assert 0 in {women + others, women + others_after, women_after + others} | {
            women_after + others_after
        }
    else:
        assert sum(actual) == after.share - before.share


def topic(one, two):
    """A topic of two groups, women and total each."""
    women, total = one[0] + two[0], one[1] + two[1]
    return (
        figure("all.women", women, women, f"sum(one={one[0]}, two={two[0]})")
        + figure("all.total", total, total, f"sum(one={one[1]}, two={two[1]})")
        + figure("all.share", "x", women / total, SHARE.format(women, total))
    )


@pytest.mark.parametrize(
    ("before", "after", "inside", "sizes"),
    [
        # 5 of 20 to 6 of 20: one group's share rises by 0.1 and is half of all.
        pytest.param(((5, 10), (0, 10)), ((6, 10), (0, 10)), 0.05, 0, id="shares"),
        # 5 of 20 to 5 of 40: the group without women grows.
        pytest.param(((5, 10), (0, 10)), ((5, 10), (0, 30)), 0, -0.125, id="sizes"),
    ],
)
def test_a_topic_is_moved_by_shares_inside_groups_and_by_their_sizes(
    before, after, inside, sizes
):
    found = compared(report(topic(*before)), report(topic(*after)))

    (actual,) = found.groups
    assert actual.by_groups == pytest.approx((inside, sizes))
    assert float(actual.change_of_share) == pytest.approx(inside + sizes)


def test_a_group_that_did_not_change_is_listed_too():
    html = report(group("board", 4, 13, "30.8%", 4 / 13))

    actual = compared(html, html).groups

    assert [(g.group, g.label, g.before, g.after) for g in actual] == [
        ("board", "board", (4, 13), (4, 13))
    ]


# Sentences, charts and the rest.


def sentence(words, text="30.8%", machine=4 / 13):
    return f"<p>{words.format(cited('board.share', text, machine))}</p>"


BOARD = figure("board.share", "30.8%", 4 / 13, SHARE.format(4, 13))
LATER = figure("board.share", "38.5%", 5 / 13, SHARE.format(5, 13))


def texts(found):
    return [
        (c.before.text if c.before else "", c.after.text if c.after else "")
        for c in found.sentences
    ]


def test_a_sentence_with_another_figure_says_the_same():
    before = report(BOARD, body=sentence("Women are {} of the board."))
    after = report(LATER, body=sentence("Women are {} of the board.", "38.5%", 5 / 13))

    actual = compared(before, after)

    assert actual.sentences == []
    assert actual.only_figures == 1


def test_only_the_sentence_that_changed_is_told():
    words = "Women are {} of the board. It met twice. Nobody left."
    before = report(BOARD, body=sentence(words))
    after = report(BOARD, body=sentence(words.replace("twice", "once")))

    actual = compared(before, after)

    assert texts(actual) == [("It met twice.", "It met once.")]


def test_other_words_for_a_figure_that_stayed_are_a_changed_sentence():
    before = report(BOARD, body=sentence("Women are {} of it."))
    after = report(BOARD, body=sentence("Women are {} of it.", "nearly 31%"))

    actual = compared(before, after)

    assert texts(actual) == [("Women are 30.8% of it.", "Women are nearly 31% of it.")]


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("It met {}/{} times (twice).", id="brackets-and-stops"),
        pytest.param("From {}–{}, it met.", id="range"),
        pytest.param("Women – {} of {} – met.", id="dashes"),
    ],
)
def test_sentences_are_spaced_as_people_write_them(words):
    body = words.format(cited("a", "4", 4), cited("b", "13", 13))

    found = compared(report(body=f"<p>{body}</p>"), report(body="<p>Other.</p>"))

    assert found.sentences[0].before.text == words.format(4, 13)


def test_two_figures_exchanged_are_two_other_cells():
    lines = BOARD + figure("party.share", "60%", 0.6)
    one = cited("board.share", "30.8%", 4 / 13)
    other = cited("party.share", "60%", 0.6)
    head = "<thead><tr><th>Shares</th><th>Board</th><th>Party</th></tr></thead>"
    row = f"<table>{head}<tr><th>All</th><td>{{}}</td><td>{{}}</td></tr></table>"

    actual = compared(
        report(lines, body=row.format(one, other)),
        report(lines, body=row.format(other, one)),
    )

    assert texts(actual) == [("30.8%", "60%"), ("60%", "30.8%")]


def test_the_year_of_the_report_is_no_changed_sentence():
    body = '<h1>The year <time datetime="{0}">{0}</time></h1>'

    actual = compared(
        report(BOARD, body=body.format("2020")),
        report(BOARD, body=body.format("2021"), year="2021"),
    )

    assert actual.sentences == []


def test_a_row_that_only_one_report_has_is_one_change():
    body = "<table><tr><th>Board</th><td>met</td></tr>{}</table>"
    row = "<tr><th>Council</th><td>not met</td></tr>"

    actual = compared(report(body=body.format(row)), report(body=body.format("")))

    assert texts(actual) == [("Council | not met", "")]


CHART = (
    '<figure><svg role="img" aria-labelledby="chart-a-title chart-a-desc">'
    '<title id="chart-a-title">Women lead</title><desc id="chart-a-desc">One bar.'
    '</desc><path d="M0 0L{width} 0" data-figure="board.share"></path>'
    "<text>board</text></svg></figure>"
)


@pytest.mark.parametrize(
    ("before", "after", "drawing", "words"),
    [
        pytest.param("L{width}", "L9", True, False, id="drawing"),
        pytest.param("One bar.", "A bar.", False, True, id="description"),
    ],
)
def test_a_changed_chart_says_what_of_it(before, after, drawing, words):
    chart = CHART.format(width=4) if before not in CHART else CHART
    other = chart.replace(before, after)
    old, new = (c.replace("{width}", "4") for c in (chart, other))

    (actual,) = compared(report(BOARD, body=old), report(BOARD, body=new)).charts

    assert (actual.chart, actual.title) == ("chart-a", "Women lead")
    assert (actual.kind, actual.drawing, actual.words) == ("changed", drawing, words)
    assert actual.figures == ()


def test_a_chart_names_its_figures_that_moved():
    found = compared(
        report(BOARD, body=CHART.format(width=4)),
        report(LATER, body=CHART.format(width=5)),
    )

    (actual,) = found.charts
    assert actual.figures == ("board.share",)
    assert actual.drawing


def test_a_chart_that_only_one_report_has_appeared():
    found = compared(report(BOARD), report(BOARD, body=CHART.format(width=5)))

    (actual,) = found.charts
    assert actual.kind == "appeared"


def test_styles_are_told_as_the_rest_of_the_page():
    style = "<style>p{{opacity:{}}}</style>"

    actual = compared(
        report(BOARD, style=style.format(1)), report(BOARD, style=style.format(0))
    )

    assert [(d.kind, d.found, d.expected) for d in actual.page] == [
        ("style", "p{opacity:1", "p{opacity:0")
    ]


def test_added_code_is_told_as_the_rest_of_the_page():
    actual = compared(report(BOARD), report(BOARD, body="<script>alert(1)</script>"))

    assert any("alert(1)" in difference.expected for difference in actual.page)


def test_white_space_alone_is_said_to_be_all():
    actual = compared(report(BOARD), report(BOARD) + "\n")

    assert not actual.same
    assert actual.notes == ("spelling",)


def test_of_two_languages_only_figures_are_compared():
    vi = report(
        BOARD.replace("30.8%", "30,8%").replace("women: ", "nữ: "),
        body="<p>Bằng tiếng Việt.</p>",
        language="vi",
    )

    actual = compared(vi, report(BOARD, body="<p>In English.</p>"))

    assert actual.same
    assert actual.notes == ("languages",)


@given(st.floats(0, 1), st.integers(0, 60), st.text('<>"=&;#/ a4%\n', max_size=30))
def test_any_change_is_told_and_never_an_exception(at, gone, come):
    html = report(BOARD, body=sentence("Women are {} of it.") + CHART.format(width=4))
    cut = int(at * len(html))
    other = html[:cut] + come + html[cut + gone :]

    try:
        actual = compared(html, other)
    except NotAReportError:
        return

    assert actual.same == (html == other) or actual.notes[:1] == ("languages",)
