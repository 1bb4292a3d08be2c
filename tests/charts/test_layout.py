"""Nothing stands in the way of anything, whatever the table holds."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genderlib.charts import layout_faults, text_contrast
from tests.charts import tables
from tests.charts.tables import LONG, drawn

NAMES = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1
).filter(str.strip)
LABELS = st.sampled_from([LONG, "Đảng ủy", "Ệ", "W" * 120]) | NAMES
SHARES = st.fractions(0, 1, max_denominator=200).map(float)
DAYS = st.integers(-60, 60).map(lambda n: tables.START + timedelta(days=n))


def percent(value):
    return f"{value * 100:.1f}%"


def faults(chart):
    low = [text for text, ratio in text_contrast(chart.svg) if ratio < 4.5]
    return [*layout_faults(chart.svg), *(f"low contrast: {text}" for text in low)]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("kind", tables.KINDS)
def test_the_review_of_2020_has_no_faults(kind, language):
    assert faults(drawn(kind, language)) == []


@pytest.mark.parametrize("count", [1, 2, 5, 11, 12, 13, 40, 60])
@pytest.mark.parametrize("kind", tables.KINDS)
def test_any_number_of_rows_has_no_faults(kind, count):
    rows = {
        "shares": [
            tables.share_row(f"{LONG} {n}", n % 31, 30, percent(n % 31 / 30), "g")
            for n in range(count)
        ],
        "counts": [tables.count_row(LONG, n * 7 % 90, n) for n in range(count)],
        "activities": [
            tables.activity(LONG, "under_way", tables.START + timedelta(days=n % 30))
            for n in range(count)
        ],
        "change": [
            tables.change_row(LONG, n / 60, 1 - n / 60, f"{n}.0%", f"{60 - n}.0%")
            for n in range(count)
        ],
        "lines": [
            tables.point(1950 + n, n * 37 % 60 / 60, f"{n}.5%", LONG)
            for n in range(count)
        ],
        "projection": [
            tables.point(1950 + n, n * 37 % 60 / 60, f"{n}.5%", LONG)
            for n in range(count)
        ],
        "funnel": [
            tables.compared_row(
                *(f"{LONG} {n // 3}", LONG, n, 60, 0.5),
                *((0.4, 0.6), (0.3, 0.7)),
                beyond=n % 2 == 0,
            )
            for n in range(count)
        ],
    }[kind]
    norms = {"norms": [tables.norm(0.25, "25%", group="g")]} if kind == "shares" else {}

    assert faults(drawn(kind, rows=rows, **norms)) == []


@pytest.mark.parametrize("women", range(0, 101, 5))
def test_no_share_collides_with_a_norm_or_parity(women):
    rows = [tables.share_row("A", women, 100, f"{women},0%", "g")]
    norms = [
        tables.norm(value / 100, f"{value}%", group="g", met=women >= value)
        for value in (15, 25, 30, 35, 50, 60, 100)
    ]

    assert faults(drawn("shares", rows=rows, norms=norms)) == []


@st.composite
def groups(draw):
    value, label = draw(st.none() | SHARES), draw(LABELS)
    row = tables.blank_row(label)
    if value is None:
        return row
    row |= {"value": value, "text": percent(value)}
    if draw(st.booleans()):
        upper = draw(st.floats(value, 1))
        row |= tables.number("lower", value, percent(value), "g.low")
        row |= tables.number("upper", upper, percent(upper), "g.high")
    return row


@st.composite
def norms(draw):
    value = draw(SHARES)
    met = draw(st.sampled_from([True, False, None]))
    return tables.norm(value, percent(value), group="group", met=met)


@given(st.lists(groups(), min_size=1, max_size=4), st.lists(norms(), max_size=4))
def test_no_table_of_shares_has_faults(rows, marks):
    assert faults(drawn("shares", rows=rows, norms=marks)) == []


COUNTS = st.integers(0, 3) | st.integers(0, 100_000)


@given(
    st.lists(
        st.builds(
            tables.count_row, LABELS, st.none() | COUNTS, COUNTS, st.just(0) | COUNTS
        ),
        min_size=1,
        max_size=4,
    )
)
def test_no_table_of_counts_has_faults(rows):
    assert faults(drawn("counts", rows=rows)) == []


@st.composite
def spans(draw):
    days = sorted(draw(st.tuples(DAYS, DAYS)))
    start, due = (draw(st.sampled_from([day, None])) for day in days)
    status = draw(st.sampled_from(["planned", "under_way", "done", "not_reported"]))
    return tables.activity(draw(LABELS), status, start, due)


@given(st.lists(spans(), min_size=1, max_size=4), st.none() | DAYS, st.integers(1, 800))
def test_no_table_of_activities_has_faults(rows, as_of, days):
    end = tables.START + timedelta(days=days)

    assert faults(drawn("activities", rows=rows, as_of=as_of, end=end)) == []


@st.composite
def changed(draw):
    before, after = draw(st.none() | SHARES), draw(st.none() | SHARES)
    texts = [None if v is None else percent(v) for v in (before, after)]
    return tables.change_row(draw(LABELS), before, after, *texts)


@given(st.lists(changed(), min_size=1, max_size=4))
def test_no_table_of_changes_has_faults(rows):
    assert faults(drawn("change", rows=rows)) == []


def test_the_day_of_the_data_never_hides_a_date():
    days = [tables.START + timedelta(days=n) for n in range(31)]

    found = [faults(drawn("activities", "en", as_of=day)) for day in days]

    assert found == [[]] * 31
    assert days[-1] == date(2020, 12, 15)
