"""Bars of shares: where they end, what stands beside them, what the words say."""

from fractions import Fraction

import pandas as pd
import pytest

from tests.charts import tables
from tests.charts.marks import boxes, lines, ticks, verticals
from tests.charts.tables import drawn, norm, share_row


def test_bars_end_where_their_share_lies_on_the_axis():
    chart = drawn("shares")
    left, right = ticks(chart)["0%"], ticks(chart)["100%"]

    ends = {group: boxes(chart, f"{group}.share")[0][1] for group, *_ in tables.GROUPS}

    # By hand: the counts of the review, 4/13 and so on, between the two ticks.
    assert ends == {
        group: pytest.approx(left + (right - left) * women / total, abs=0.01)
        for group, _, _, women, total, _ in tables.GROUPS
    }


def test_norms_stand_where_their_value_lies_and_only_beside_their_group():
    chart = drawn("shares")

    marks = [verticals(chart, f"norm.{number}.value") for number in ("N010", "N024")]

    # The plot begins at 0: a quarter and 15 hundredths of its width.
    width = ticks(chart)["100%"]
    assert marks == [[pytest.approx(0.25 * width)], [pytest.approx(0.15 * width)]]


def test_two_documents_that_ask_for_the_same_make_one_mark():
    chart = drawn("shares")

    assert "norm.N013.value" not in chart.svg
    assert "chỉ tiêu 15%, 25%: đạt" in lines(chart)


@pytest.mark.parametrize(
    ("marks", "language", "expected"),
    [
        pytest.param([(0.25, "25%", False)], "vi", "25%: chưa đạt", id="vi-not-met"),
        pytest.param([(0.25, "25%", True)], "en", "norm 25%: met", id="en-met"),
        pytest.param(
            [(0.25, "25%", None)], "en", "norm 25%: cannot be judged", id="not-judged"
        ),
        pytest.param(
            [(0.35, "35%", False), (0.15, "15%", True)],
            "en",
            "norm 15%: met; 35%: not met",
            id="differ",
        ),
        pytest.param(
            [(0.2, "20%", True), (0.35, "35%", False), (0.4, "40%", False)],
            "en",
            "norm 20%: met; 35%, 40%: not met",
            id="two-of-three",
        ),
    ],
)
def test_norms_are_judged_in_words(marks, language, expected):
    norms = [norm(value, text, met=met) for value, text, met in marks]

    chart = drawn("shares", language, norms=norms)

    assert any(expected in text for text in lines(chart))


def test_a_norm_without_group_stands_beside_every_group():
    norms = [norm(0.3, "30%", group=None, met=None, figure="norm.N017.value")]

    chart = drawn("shares", norms=norms)

    assert len(verticals(chart, "norm.N017.value")) == len(tables.GROUPS)


def test_parity_is_said_and_can_be_left_out():
    with_parity, without = drawn("shares"), drawn("shares", parity=False)

    assert "số nữ bằng số nam" in lines(with_parity)
    assert "số nữ bằng số nam" not in lines(without)
    assert "số nữ bằng số nam" not in without.plain_alternative


def test_alternative_says_what_the_chart_shows():
    chart = drawn("shares", "en")

    # By hand: 6/10 is the largest and 3/13 the smallest of 4/13, 3/13, 6/10, 14/48,
    # 70/162; one of the five is half or more; both marks of the norms are met.
    assert chart.plain_alternative == (
        "Bar chart: share of women in 5 groups. "
        "Highest: Trade union executive (60%; 6 of 10). "
        "Lowest: Youth union executive (23.1%; 3 of 13). "
        "At or above 50%, as many women as men: 1 of 5. "
        "Levels met: 2 of 2. "
        "Norms: Party committee (15%: met); Party committee (25%: met). "
        "Values: Party committee (30.8%; 4 of 13); "
        "Youth union executive (23.1%; 3 of 13); "
        "Trade union executive (60%; 6 of 10); "
        "Leaders of units (29.2%; 14 of 48); "
        "Heads of division (43.2%; 70 of 162)."
    )


def test_alternative_is_vietnamese_in_a_vietnamese_report():
    rows = tables.shares()[:2]

    chart = drawn("shares", rows=rows)

    assert chart.plain_alternative == (
        "Biểu đồ thanh: tỷ lệ nữ của 2 nhóm. "
        "Cao nhất: Đảng ủy (30,8%; 4 trên 13). "
        "Thấp nhất: Đoàn thanh niên (23,1%; 3 trên 13). "
        "Từ 50% trở lên (mức số nữ bằng số nam): 0 trên 2. "
        "Số mức chỉ tiêu đạt được: 2 trên 2. "
        "Các chỉ tiêu: Đảng ủy (15%: đạt); Đảng ủy (25%: đạt). "
        "Số liệu: Đảng ủy (30,8%; 4 trên 13); Đoàn thanh niên (23,1%; 3 trên 13)."
    )


def test_values_in_the_alternative_are_exact():
    chart = drawn("shares")

    # 4/13 to the nearest float, as Python's own division gives it.
    assert (
        '<data value="0.3076923076923077" data-figure="party_committee.share">30,8%'
        in chart.alternative
    )


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        pytest.param(
            [(1, 2), (2, 4), (1, 4)],
            ["Highest: G1 (50%; 1 of 2) and G2 (50%; 2 of 4).", "Lowest: G3 (50%;"],
            id="two-highest",
        ),
        pytest.param(
            [(1, 2), (2, 4)], ["All groups have the same share: 50%."], id="tie"
        ),
        pytest.param([(1, 2)], ["share of women in one group. At"], id="one-row"),
        pytest.param([(0, 5), (0, 7)], ["the same share: 50%."], id="no-women"),
        pytest.param(
            [(0, 5)] * 6 + [(1, 2)], ["Lowest: 6 of them, 50%."], id="many-lowest"
        ),
    ],
)
def test_ties_are_said(counts, expected):
    # The text of each share is the caller's; here it is the same for all.
    rows = [share_row(f"G{n}", w, t, "50%") for n, (w, t) in enumerate(counts, 1)]

    said = drawn("shares", "en", rows=rows, norms=None).plain_alternative

    assert [part for part in expected if part not in said] == []


def test_a_long_chart_says_extremes_and_not_every_value():
    rows = [share_row(f"G{n}", n, 9, f"{n}/9") for n in range(1, 10)]

    said = drawn("shares", "en", rows=rows, norms=None).plain_alternative

    assert "Highest: G9 (9/9; 9 of 9). Lowest: G1 (1/9; 1 of 9)." in said
    assert "Values" not in said


def test_norms_of_a_long_chart_are_said_as_a_range():
    rows = [share_row(f"G{n}", n, 9, f"{n}/9", f"g{n}") for n in range(1, 10)]
    norms = [norm(0.15 + n / 100, f"{15 + n}%", group=f"g{n}") for n in range(1, 10)]

    said = drawn("shares", "en", rows=rows, norms=norms).plain_alternative

    assert "Levels met: 9 of 9. Norms: 16% to 24%." in said


def test_missing_data_is_said_and_drawn_as_a_pattern():
    rows = [*tables.shares("en")[:1], tables.blank_row("Board")]

    chart = drawn("shares", "en", rows=rows)

    assert "no data" in lines(chart)
    assert 'fill="url(#chart-shares-1)"' in chart.svg
    assert chart.plain_alternative.endswith("No data: Board.")
    assert "0 of" not in chart.plain_alternative.partition("Values")[2]


def test_bounds_are_drawn_and_said_where_the_sex_of_some_is_not_recorded():
    # 10 women and 20 men of 35: 10/35 to 15/35.
    bounds = {
        **tables.number("lower", Fraction(10, 35), "28.6%", "g.lower"),
        **tables.number("upper", Fraction(15, 35), "42.9%", "g.upper"),
    }
    row = share_row("G", 10, 35, "28.6%", **bounds)

    chart = drawn("shares", "en", rows=[row], norms=None)

    width = ticks(chart)["100%"]
    [(left, right, *_)] = boxes(chart, "g.upper")
    # The edge of the box lies half a unit within it.
    assert (left - 0.5, right + 0.5) == (
        pytest.approx(width * 10 / 35, abs=0.02),
        pytest.approx(width * 15 / 35, abs=0.02),
    )
    words = "could be 28.6% to 42.9%: the sex of some is not recorded"
    assert words in " ".join(lines(chart))
    assert f"G (28.6%; 10 of 35; {words})" in chart.plain_alternative


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("vi", "0 trên 1. Chưa rõ, vì có người không ghi giới tính: 1."),
        ("en", "0 of 1. Not known, because the sex of some is not recorded: 1."),
    ],
)
def test_a_share_that_may_reach_half_is_not_said_to_be_below(language, said):
    # 45 women, 40 men and 15 of whom nothing is known: 45/100 to 60/100.
    bounds = {
        **tables.number("lower", Fraction(45, 100), "45%", "g.lower"),
        **tables.number("upper", Fraction(60, 100), "60%", "g.upper"),
    }
    row = share_row("G", 45, 100, "45%", **bounds)

    chart = drawn("shares", language, rows=[row], norms=None)

    assert said in chart.plain_alternative


def test_no_women_at_all_is_a_line_where_bars_begin():
    chart = drawn("shares", rows=[share_row("G", 0, 12, "0%")])

    assert boxes(chart, "group.share") == [(0, 1, "#12436d", False)]


def test_a_data_frame_and_its_rows_give_the_same_chart():
    rows = [*tables.shares(), tables.blank_row("B")]

    frames = drawn(
        "shares", rows=pd.DataFrame(rows), norms=pd.DataFrame(tables.norms())
    )

    assert frames == drawn("shares", rows=rows)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        pytest.param(share_row("", 1, 2, "50%"), "no label", id="no-label"),
        pytest.param(share_row("A", 1, 2, ""), "has no text", id="no-text"),
        pytest.param(
            {**share_row("A", 1, 2, "50%"), "value": 50}, "from 0 to 1", id="percent"
        ),
        pytest.param(
            {**share_row("A", 1, 2, "50%"), "value": "0.5"}, "finite number", id="text"
        ),
        pytest.param(
            {**share_row("A", 1, 2, "50%"), "value": float("inf")},
            "finite number",
            id="infinite",
        ),
        pytest.param(
            {**share_row("A", 1, 2, "50%"), "women": 2}, "not women / total", id="wrong"
        ),
        pytest.param(
            {**share_row("A", 1, 2, "50%"), "women": 1.5}, "whole number", id="half"
        ),
        pytest.param(
            share_row("A", 1, 2, "50%", **tables.number("lower", 0.2, "20%", "a.b")),
            "lower and upper",
            id="one-bound",
        ),
        pytest.param(
            share_row(
                *("A", 1, 2, "50%"),
                **tables.number("lower", 0.2, "20%", "a.b"),
                **tables.number("upper", 0.4, "40%", "a.c"),
            ),
            "lower and upper",
            id="outside-bounds",
        ),
    ],
)
def test_wrong_rows_are_named(row, message):
    with pytest.raises(ValueError, match=rf"row 2 \({row['label']}\): .*{message}"):
        drawn("shares", rows=[tables.shares()[0], row])


def test_all_wrong_rows_are_named_at_once():
    rows = [share_row("A", 1, 2, ""), share_row("B", 1, 2, "")]

    with pytest.raises(ValueError, match=r"row 1 \(A\).*\nrow 2 \(B\)"):
        drawn("shares", rows=rows)


def test_a_wrong_norm_is_named():
    with pytest.raises(ValueError, match=r"row 1 \(party_committee\): .*0 to 1"):
        drawn("shares", norms=[norm(25, "25%")])


def test_a_chart_without_rows_is_refused():
    with pytest.raises(ValueError, match="a chart needs a row"):
        drawn("shares", rows=pd.DataFrame(columns=["label", "value"]))


def test_missing_columns_are_named():
    with pytest.raises(ValueError, match="lacks columns: figure, text"):
        drawn("shares", rows=[{"label": "A", "value": 0.5}])
