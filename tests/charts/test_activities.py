"""Activities over a programme: spans, shapes of their status, what the words say."""

from datetime import date

import pandas as pd
import pytest

from tests.charts.marks import boxes, elements, lines, ticks
from tests.charts.tables import END, START, activities, activity, drawn


# The programme has 31 days on 380 units: day n begins at 380 * n / 31. The edge of a
# box lies half a unit within it, so whole units are compared.
@pytest.mark.parametrize(
    ("start", "due", "expected"),
    [
        pytest.param(None, None, (0, 380), id="no-dates"),
        pytest.param(date(2020, 11, 15), date(2020, 12, 15), (0, 380), id="whole"),
        # By hand: days 5 to 9, 380 * 5 / 31 = 61.3 and 380 * 10 / 31 = 122.6.
        pytest.param(date(2020, 11, 20), date(2020, 11, 24), (62, 122), id="five-days"),
        # By hand: the last day begins at 380 * 30 / 31 = 367.7.
        pytest.param(date(2020, 12, 15), date(2020, 12, 15), (368, 380), id="last-day"),
        pytest.param(date(2020, 11, 20), None, (62, 380), id="no-end"),
        pytest.param(None, date(2020, 11, 24), (0, 122), id="no-start"),
        pytest.param(date(2020, 1, 1), date(2021, 1, 1), (0, 380), id="longer"),
    ],
)
def test_spans_lie_on_their_days(start, due, expected):
    chart = drawn("activities", rows=[activity("A", "planned", start, due)])

    [(left, right, *_)] = boxes(chart)

    assert (left, right) == pytest.approx(expected, abs=1)


@pytest.mark.parametrize(
    ("status", "shapes", "words"),
    [
        pytest.param("planned", [(0, 380, "#ffffff", False)], "planned", id="planned"),
        pytest.param("done", [(0, 380, "#595959", False)], "done", id="done"),
        pytest.param(
            "under_way",
            [(0, 380, "#ffffff", False), (0, 190, "#595959", False)],
            "under way",
            id="under-way",
        ),
        pytest.param(
            "not_reported",
            [(0, 380, "#ffffff", True)],
            "not reported",
            id="not-reported",
        ),
    ],
)
def test_status_is_a_shape_and_a_word(status, shapes, words):
    chart = drawn("activities", "en", rows=[activity("A", status)])

    drawn_boxes = boxes(chart)[-len(shapes) :]

    assert [box[2:] for box in drawn_boxes] == [shape[2:] for shape in shapes]
    assert [box[1] for box in drawn_boxes] == pytest.approx(
        [shape[1] for shape in shapes], abs=1
    )
    assert f"{words}, no dates of its own" in lines(chart)


@pytest.mark.parametrize(
    ("start", "due", "expected"),
    [
        pytest.param(
            date(2020, 11, 20), date(2020, 11, 24), "20 Nov to 24 Nov", id="span"
        ),
        pytest.param(date(2020, 11, 20), date(2020, 11, 20), "20 Nov", id="day"),
        pytest.param(date(2020, 11, 20), None, "from 20 Nov", id="start"),
        pytest.param(None, date(2020, 11, 24), "until 24 Nov", id="end"),
        pytest.param(
            date(2020, 11, 1),
            date(2020, 12, 31),
            "1 Nov to 31 Dec, starts before this period, ends after this period",
            id="longer",
        ),
        pytest.param(
            date(2019, 3, 1),
            date(2019, 3, 2),
            "01/03/2019 to 02/03/2019, outside this period",
            id="another-year",
        ),
    ],
)
def test_dates_are_said(start, due, expected):
    chart = drawn("activities", "en", rows=[activity("A", "done", start, due)])

    assert f"done, {expected}" in " ".join(lines(chart))


def test_an_activity_outside_the_programme_has_no_span():
    row = activity("A", "done", date(2019, 3, 1), date(2019, 3, 2))

    assert boxes(drawn("activities", rows=[row])) == []


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        pytest.param("vi", ["15/11", "22/11", "29/11", "06/12", "15/12"], id="vi"),
        pytest.param("en", ["15 Nov", "22 Nov", "29 Nov", "6 Dec", "15 Dec"], id="en"),
    ],
)
def test_axis_has_first_and_last_day_and_weeks_between(language, expected):
    assert list(ticks(drawn("activities", language))) == expected


def test_axis_of_a_year_has_months():
    options = {"start": date(2020, 1, 1), "end": date(2020, 12, 31), "as_of": None}

    chart = drawn("activities", **options)

    assert list(ticks(chart)) == ["01/01", "01/04", "01/07", "01/10", "31/12"]


@pytest.mark.parametrize(
    ("as_of", "anchor"),
    [
        pytest.param(date(2020, 11, 17), None, id="room-on-the-right"),
        pytest.param(date(2020, 12, 14), "end", id="room-on-the-left"),
    ],
)
def test_day_of_the_data_is_marked_with_its_figure(as_of, anchor):
    chart = drawn("activities", as_of=as_of, as_of_figure="data.date")

    [words] = [e for e in elements(chart, "text") if e.findtext("*") == "nguồn đăng "]

    assert words.get("text-anchor") == anchor
    assert [e.get("data-figure") for e in words] == [None, "data.date"]


def test_day_of_the_data_outside_the_programme_is_said_and_not_drawn():
    chart = drawn("activities", "en", as_of=date(2021, 1, 31))

    assert not any("data as of" in line for line in lines(chart))
    assert "Source published 31 January 2021." in chart.plain_alternative


def test_alternative_says_what_the_chart_shows():
    rows = [
        activity("A", "done", date(2020, 11, 20), date(2020, 11, 24)),
        activity("B", "under_way", date(2020, 11, 16)),
        activity("C", "planned", None, date(2020, 12, 1)),
        activity("D", "done"),
    ]

    said = drawn("activities", "en", rows=rows).plain_alternative

    # By hand: 16 November is the first start, 1 December the last end; two are done.
    assert said == (
        "Timeline: 4 activities from 15 November 2020 to 15 December 2020. "
        "Status: 2 done, 1 under way, 1 planned. "
        "First to start: B (16 November 2020). "
        "Last to end: C (1 December 2020). "
        "Source published 17 November 2020. "
        "Activities: A: done, 20 November 2020 to 24 November 2020; "
        "B: under way, from 16 November 2020; "
        "C: planned, until 1 December 2020; "
        "D: done, no dates of its own."
    )


def test_activities_of_the_same_days_are_said_together():
    rows = [activity(name, "done", START, END) for name in "AB"]

    said = drawn("activities", rows=rows).plain_alternative

    assert "Tất cả bắt đầu ngày 15 tháng 11 năm 2020." in said
    assert "Tất cả kết thúc ngày 15 tháng 12 năm 2020." in said
    assert "sớm nhất" not in said


def test_alternative_is_vietnamese_in_a_vietnamese_report():
    rows = activities()[:1]

    assert drawn("activities", rows=rows).plain_alternative == (
        "Sơ đồ thời gian: một hoạt động từ ngày 15 tháng 11 năm 2020 đến ngày 15 tháng "
        "12 năm 2020. Nguồn đăng ngày 17 tháng 11 năm 2020. "
        "Các hoạt động: Chủ đề và thông điệp: dự kiến, không ghi ngày riêng."
    )


def test_alternative_marks_dates_for_machines():
    chart = drawn("activities")

    assert '<time datetime="2020-12-15">' in chart.alternative


def test_a_data_frame_gives_the_same_chart():
    rows = [
        activity("A", "done", date(2020, 11, 20), date(2020, 11, 24)),
        activity("B", "planned"),
    ]
    frame = pd.DataFrame(rows).astype({"start": "datetime64[ns]"})

    assert drawn("activities", rows=frame) == drawn("activities", rows=rows)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        pytest.param(activity("A", "finished"), "status must be one of", id="status"),
        pytest.param(
            activity("A", "done", "2020-11-20"), "start must be a date", id="text"
        ),
        pytest.param(
            activity("A", "done", date(2020, 12, 2), date(2020, 12, 1)),
            "due 2020-12-01 is before start 2020-12-02",
            id="reversed",
        ),
    ],
)
def test_wrong_rows_are_named(row, message):
    with pytest.raises(ValueError, match=rf"row 1 \(A\): {message}"):
        drawn("activities", rows=[row])


def test_a_programme_that_ends_before_it_starts_is_refused():
    with pytest.raises(
        ValueError, match="must end after 2020-12-15, not on 2020-11-15"
    ):
        drawn("activities", start=date(2020, 12, 15), end=date(2020, 11, 15))
