"""Bars of women and men: their parts, where numbers stand, what the words say."""

import pytest

from tests.charts.marks import boxes, lines
from tests.charts.tables import count_row, counts, drawn


def bar(chart, figure):
    """Left end and length. [SVG units]"""
    [(left, right, *_)] = boxes(chart, figure)
    return left, right - left


def colours(chart, figure):
    return {fill for *_, fill, _ in boxes(chart, figure)}


def test_parts_are_as_long_as_their_counts():
    chart = drawn("counts")

    _, ten = bar(chart, "division.women")
    start, eight = bar(chart, "division.men")
    _, two = bar(chart, "principal.women")

    # By hand: 10 and 8 in one row, 2 in the next, one length for one person.
    assert (ten / 10, start / 10, eight / 8) == pytest.approx((two / 2,) * 3, abs=0.01)


def test_women_and_men_have_their_colours():
    chart = drawn("counts")

    assert colours(chart, "english.women") == {"#12436d"}
    assert colours(chart, "english.men") == {"#f46a25"}


def test_numbers_stand_in_their_parts_where_they_fit():
    shown = lines(drawn("counts", "en"))

    assert shown[:5] == ["women", "men", "Department-level course", "10", "8"]
    assert shown[5] == "total 18"


def test_numbers_stand_below_a_bar_too_narrow_for_them():
    rows = [count_row("A", 1, 160), count_row("B", 7, 0)]

    shown = lines(drawn("counts", "en", rows=rows))

    assert {"1 women, 160 men", "7 women, 0 men"} <= set(shown)


@pytest.mark.parametrize("counts", [(1, 999), (999, 1)], ids=["woman", "man"])
def test_one_person_among_many_is_seen(counts):
    chart = drawn("counts", rows=[count_row("A", *counts)])
    [(start, end, *_)] = boxes(chart, "group.men")
    [(seam, seam_end, *_)] = [b for b in boxes(chart) if b[2] == "#ffffff"]

    covered = min(end, seam_end) - max(start, seam)

    # What lies between the parts takes nothing from a part of one person.
    assert covered <= (0 if counts[1] == 1 else 1.5)


def test_people_whose_sex_is_not_recorded_are_a_part_with_a_pattern():
    chart = drawn("counts", "en", rows=[count_row("A", 30, 40, 12)])

    assert "sex not recorded" in lines(chart)
    assert "30 women, 40 men, 12 sex not recorded" in lines(chart)
    assert colours(chart, "group.unknown") == {"url(#chart-counts-1)"}
    assert "A: 30 women, 40 men, 12 sex not recorded." in chart.plain_alternative


def test_missing_counts_are_said_and_drawn_as_a_pattern():
    chart = drawn("counts", "en", rows=[*counts("en")[:1], count_row("B", None, 5)])

    assert "no data" in lines(chart)
    assert 'fill="url(#chart-counts-1)"' in chart.svg
    assert chart.plain_alternative.endswith("No data: B.")


def test_a_chart_of_missing_counts_alone_is_drawn():
    chart = drawn("counts", "en", rows=[count_row("B", None, None)])

    assert lines(chart) == ["B", "no data"]


def test_alternative_says_what_the_chart_shows():
    chart = drawn("counts", "en")

    # By hand: 10/18, 2/4, 7/10 and 4/7 are half or more, 6/13 is not.
    assert chart.plain_alternative == (
        "Stacked bar chart: women and others in 5 groups. "
        "Most women: Department-level course (10 of 18). "
        "Fewest women: Principal-specialist course (2 of 4). "
        "Women are half or more: 4 of 5. "
        "Values: Department-level course: 10 women, 8 men; "
        "Principal-specialist course: 2 women, 2 men; "
        "Specialist course: 6 women, 7 men; English course: 7 women, 3 men; "
        "Advanced political theory: 4 women, 3 men."
    )


def test_alternative_is_vietnamese_in_a_vietnamese_report():
    rows = [count_row("Lớp cấp Vụ", 10, 8), count_row("Lớp tiếng Anh", 7, 3)]

    assert drawn("counts", rows=rows).plain_alternative == (
        "Biểu đồ thanh chồng: số nữ trong tổng số của 2 nhóm. "
        "Nhiều nữ nhất: Lớp cấp Vụ (10 trên 18). "
        "Ít nữ nhất: Lớp tiếng Anh (7 trên 10). "
        "Nữ chiếm từ một nửa trở lên: 2 trên 2. "
        "Số liệu: Lớp cấp Vụ: 10 nữ, 8 nam; Lớp tiếng Anh: 7 nữ, 3 nam."
    )


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([(0, 0)], "Women are half or more: 0 of 1.", id="nobody"),
        pytest.param([(3, 1), (3, 9)], "same number of women: 3.", id="tie"),
        pytest.param([(0, 4)], "A: 0 women, 4 men.", id="no-women"),
    ],
)
def test_ties_and_empty_groups_are_said(rows, expected):
    table = [count_row("A", women, men) for women, men in rows]

    assert expected in drawn("counts", "en", rows=table).plain_alternative


def test_counts_that_do_not_add_up_are_named():
    row = {**count_row("A", 4, 5), "total": 12}

    with pytest.raises(ValueError, match=r"row 1 \(A\): women 4, men 5 and unknown 0"):
        drawn("counts", rows=[row])


def test_the_rest_is_called_so_where_men_are_not_counted():
    chart = drawn("counts", "en", men_counted=False)

    assert "7 women, 3 others" in chart.plain_alternative
    assert lines(chart)[:2] == ["women", "others"]
