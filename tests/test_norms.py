"""Which norms apply to a group in a year, and whether its counts meet them."""

import datetime as dt
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from genderlib.norms import (
    GroupCount,
    applicable_norms,
    asked,
    group_counts,
    judge_norm,
    judge_norms,
    judge_year,
    legal_bases,
    norms_table,
    read_norms,
)
from genderlib.text import terms

ROOT = Path(__file__).resolve().parent.parent
RAW = ROOT / "data" / "raw"


def read_table(path):
    return pd.read_csv(path, dtype=str, keep_default_na=False, na_values=[""])


@pytest.fixture(scope="module")
def norms():
    return read_table(RAW / "norms.csv")


@pytest.fixture(scope="module")
def groups():
    return read_table(RAW / "groups.csv")


class Tables:
    """What judging needs of a year's tables."""

    def __init__(self, norms, groups, counts, year=2020, organisation="stameq"):
        self.norms, self.groups, self.counts = norms, groups, counts
        self.year, self.organisation = year, organisation
        self.organisations = read_table(RAW / "organisations.csv")


ROW = {
    "norm": "X1",
    "name_vi": "Tên",
    "name_en": "Name",
    "document": "Văn bản",
    "document_en": "Document",
    "number": "1/QĐ",
    "date": "2015-01-01",
    "issuing_body": "Chính phủ",
    "locus": "Điều 1",
    "group": "party_committee",
    "organisation": None,
    "counted": "persons",
    "measure": "share",
    "comparison": ">=",
    "value": "0.25",
    "value_to": None,
    "condition_group": None,
    "condition_share": None,
    "valid_from": "2016-01-01",
    "valid_to": "2020-12-31",
    "certainty": "full_text",
    "source_url": "https://example.org",
    "note_vi": None,
    "note_en": None,
}


def table_of(*changes):
    return pd.DataFrame([ROW | change for change in changes])


def norm_of(**change):
    return read_norms(table_of(change))[0]


def judged(women, total, men=None, **change):
    counts = {"party_committee": GroupCount(women, men, total)}
    return judge_norm(norm_of(**change), counts)


def identifiers(found):
    return [item.norm for item in found]


# Which norms apply.


def test_party_committee_of_2020_has_three_norms_and_meets_them(norms, groups):
    found = applicable_norms(
        norms, groups, organisation="stameq", year=2020, group="party_committee"
    )

    # 25 per cent of 13 is 3.25 and 15 per cent is 1.95; four women are more than both.
    counts = {"party_committee": GroupCount(4, None, 13)}
    judgements = judge_norms(found, counts)
    assert [(norm.norm, norm.number, norm.value) for norm in found] == [
        ("N010", "11-NQ/TW", Fraction(25, 100)),
        ("N013", "2351/QĐ-TTg", Fraction(25, 100)),
        ("N024", "35-CT/TW", Fraction(15, 100)),
    ]
    assert [item.outcome for item in judgements] == ["met", "met", "met"]
    assert [item.seats_short for item in judgements] == [0, 0, 0]


def test_two_norms_of_2020_name_different_terms(norms):
    by_name = {norm.norm: norm for norm in read_norms(norms)}

    first, second = by_name["N013"], by_name["N024"]

    assert (first.valid_from, first.valid_to) == (
        dt.date(2016, 1, 1),
        dt.date(2020, 12, 31),
    )
    assert (second.valid_from, second.valid_to) == (
        dt.date(2020, 1, 1),
        dt.date(2025, 12, 31),
    )
    assert first.locus.endswith("nhiệm kỳ 2016-2020")
    assert second.locus.endswith("nhiệm kỳ 2020-2025")


@pytest.mark.parametrize(
    ("group", "year", "expected"),
    [
        # Read off reference dates by hand: resolution to 2020, strategy by term,
        # directives by term, resolution of 2018 from the end of the one before it.
        ("party_committee", 2006, []),
        ("party_committee", 2015, ["N010"]),
        ("party_committee", 2016, ["N010", "N013"]),
        ("party_committee", 2021, ["N024", "N027"]),
        ("party_committee", 2025, ["N024", "N025", "N027"]),
        ("party_committee", 2031, []),
        ("standing_committee", 2020, ["N024b"]),
        ("standing_committee", 2026, ["N026", "N028"]),
        ("key_leaders", 2015, ["N012"]),
        ("key_leaders", 2020, ["N012", "N019"]),
        ("planned_leaders", 2020, []),
        ("planned_leaders", 2025, ["N033"]),
        ("planned_leaders", 2026, ["N034"]),
        ("agencies_with_woman_leader", 2015, ["N016"]),
        ("agencies_with_woman_leader", 2020, ["N017"]),
        ("agencies_with_woman_leader", 2025, ["N030", "N037"]),
        ("agencies_with_woman_leader", 2026, ["N031", "N038"]),
        ("youth_union_committee", 2020, []),
        ("trade_union_committee", 2020, []),
        ("unit_leaders", 2020, []),
        ("division_heads", 2020, []),
        ("course_english", 2020, []),
    ],
)
def test_norms_apply_in_their_years(norms, groups, group, year, expected):
    found = applicable_norms(
        norms, groups, organisation="stameq", year=year, group=group
    )

    assert identifiers(found) == expected


def test_added_row_applies_without_a_change_of_code(norms, groups):
    added = pd.concat(
        [norms, table_of({"norm": "S001", "group": "division_heads", "value": "0.45"})]
    )

    found = applicable_norms(added, groups, organisation="stameq", year=2020)
    judgements = judge_norms(found, {"division_heads": GroupCount(70, None, 162)})

    # 45 per cent of 162 is 72.9: three more than 70.
    assert found[-1].norm == "S001"
    assert (judgements[-1].outcome, judgements[-1].seats_short) == ("not_met", 3)


def test_norm_that_counts_organisations_never_meets_a_group_of_persons(groups):
    row = {"counted": "organisations", "group": "party_committee"}

    found = applicable_norms(table_of(row), groups, organisation="stameq", year=2020)

    assert found == []


def test_no_norm_of_the_project_counts_other_things_than_its_group(norms, groups):
    counted = dict(zip(groups["group"], groups["counted"], strict=True))

    measured = [norm for norm in read_norms(norms) if norm.measure != "none"]

    assert [n.norm for n in measured if n.counted != counted[n.group]] == []


def test_norm_of_one_organisation_leaves_others_alone(groups):
    table = table_of({"organisation": "moj"})

    own = applicable_norms(table, groups, organisation="moj", year=2020)
    other = applicable_norms(table, groups, organisation="stameq", year=2020)

    assert (identifiers(own), identifiers(other)) == (["X1"], [])


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "applies"),
    [
        pytest.param("2020-12-31", None, True, id="last-day-of-the-year"),
        pytest.param("2021-01-01", None, False, id="day-after"),
        pytest.param(None, "2020-01-01", True, id="first-day-of-the-year"),
        pytest.param(None, "2019-12-31", False, id="day-before"),
        pytest.param(None, None, True, id="open"),
    ],
)
def test_norm_applies_if_in_force_on_one_day_of_the_year(
    groups, valid_from, valid_to, applies
):
    table = table_of({"valid_from": valid_from, "valid_to": valid_to})

    found = applicable_norms(table, groups, organisation="stameq", year=2020)

    assert bool(found) == applies


def test_unknown_group_is_refused_with_those_there_are(norms, groups):
    with pytest.raises(
        ValueError, match=r"group must be one of .*party_committee.*'x'"
    ):
        applicable_norms(norms, groups, organisation="stameq", year=2020, group="x")


def test_legal_bases_of_2020(norms):
    found = legal_bases(norms, organisation="stameq", year=2020)

    expected = ["N001", "N002", "N003", "N004", "N005", "N008", "N023"]
    assert identifiers(found) == expected


def test_legal_bases_are_never_applied(norms, groups):
    every = [
        norm.measure
        for year in range(2006, 2032)
        for norm in applicable_norms(norms, groups, organisation="x", year=year)
    ]

    assert "none" not in every


# Whether a norm is met.


@pytest.mark.parametrize(
    ("women", "total", "comparison", "value", "outcome", "short"),
    [
        pytest.param(4, 13, ">=", "0.25", "met", 0, id="4x100>=25x13"),
        pytest.param(3, 13, ">=", "0.25", "not_met", 1, id="3x100<25x13"),
        pytest.param(5, 20, ">=", "0.25", "met", 0, id="exactly-at-least"),
        pytest.param(5, 20, ">", "0.25", "not_met", 1, id="exactly-more-than"),
        pytest.param(6, 20, ">", "0.25", "met", 0, id="more-than"),
        # 0.28 x 25 is 7 and in floats 7.000000000000001.
        pytest.param(7, 25, ">=", "0.28", "met", 0, id="float-trap"),
        pytest.param(5, 20, "<=", "0.25", "met", 0, id="at-most"),
        pytest.param(6, 20, "<=", "0.25", "not_met", None, id="above-at-most"),
        pytest.param(5, 20, "<", "0.25", "not_met", None, id="not-less-than"),
        pytest.param(20, 20, "=", "1", "met", 0, id="all"),
        pytest.param(18, 20, "=", "1", "not_met", 2, id="not-all"),
        pytest.param(6, 20, "=", "0.25", "not_met", None, id="beyond-equal"),
        pytest.param(3, 13, "=", "0.25", "not_met", None, id="equal-is-not-whole"),
        pytest.param(20, 20, ">", "1", "not_met", None, id="more-than-all"),
        pytest.param(0, 0, ">=", "0.25", "cannot_be_judged", None, id="nobody"),
        pytest.param(5, 20, "about", "0.25", "cannot_be_judged", None, id="about"),
    ],
)
def test_share_norm_known_values(women, total, comparison, value, outcome, short):
    actual = judged(women, total, comparison=comparison, value=value)

    assert (actual.outcome, actual.seats_short) == (outcome, short)


@pytest.mark.parametrize(
    ("year", "women", "outcome", "short"),
    [
        pytest.param(2019, 3, "not_yet_due", 1, id="before-its-year"),
        pytest.param(2019, 4, "met", 0, id="met-early"),
        pytest.param(2020, 3, "not_met", 1, id="in-its-year"),
        pytest.param(2021, 3, "not_met", 1, id="after-its-year"),
    ],
)
def test_a_goal_is_due_from_its_year_on(year, women, outcome, short):
    # 3 of 13 are less than 25 per cent, 4 of 13 are more.
    counts = {"party_committee": GroupCount(women, None, 13)}

    actual = judge_norm(norm_of(goal_year="2020"), counts, year=year)

    assert (actual.outcome, actual.seats_short) == (outcome, short)


@pytest.mark.parametrize(
    ("women", "outcome", "reason", "short"),
    [
        pytest.param(3, "not_met", "counted", 1, id="below"),
        pytest.param(4, "met", "counted", 0, id="lower-end"),
        pytest.param(5, "met", "counted", 0, id="upper-end"),
        pytest.param(6, "met", "above_range", 0, id="above"),
    ],
)
def test_range_is_met_from_its_lower_end_on(women, outcome, reason, short):
    actual = judged(women, 20, comparison="range", value="0.20", value_to="0.25")

    assert (actual.outcome, actual.reason, actual.seats_short) == (
        outcome,
        reason,
        short,
    )


@pytest.mark.parametrize(
    ("women", "men", "outcome", "short"),
    [
        # 25 per cent of 20 is 5; three have no sex recorded.
        pytest.param(5, 12, "met", 0, id="met-without-them"),
        pytest.param(4, 13, "cannot_be_judged", 1, id="depends-on-them"),
        pytest.param(2, 15, "cannot_be_judged", 3, id="met-only-if-all-are-women"),
        pytest.param(1, 16, "not_met", 4, id="not-met-with-them"),
    ],
)
def test_unrecorded_sex_leaves_bounds(women, men, outcome, short):
    actual = judged(women, 20, men)

    assert (actual.women_low, actual.women_high) == (women, women + 3)
    assert (actual.outcome, actual.seats_short) == (outcome, short)


def test_reason_names_unrecorded_sex():
    assert judged(4, 20, 13).reason == "sex_not_recorded"


def test_at_most_is_doubtful_where_unrecorded_may_exceed_it():
    actual = judged(4, 20, 13, comparison="<=")

    assert actual.outcome == "cannot_be_judged"


def test_men_not_given_leave_no_doubt_about_women():
    actual = judged(4, 13, None)

    assert (actual.women_low, actual.women_high) == (4, 4)


@pytest.mark.parametrize(
    ("women", "total", "outcome", "short"),
    [(0, 9, "not_met", 1), (1, 9, "met", 0), (9, 9, "met", 0)],
)
def test_presence_counts_women(women, total, outcome, short):
    actual = judged(women, total, measure="presence", value="1")

    assert (actual.outcome, actual.seats_short) == (outcome, short)


def test_presence_beyond_the_seats_cannot_be_reached():
    actual = judged(0, 1, measure="presence", value="2")

    assert (actual.outcome, actual.seats_short) == ("not_met", None)


def test_group_without_counts_cannot_be_judged():
    actual = judge_norm(norm_of(), {})

    assert (actual.outcome, actual.reason) == ("cannot_be_judged", "not_counted")
    assert actual.missing == ("party_committee",)


def test_legal_basis_cannot_be_judged_at_all():
    with pytest.raises(ValueError, match="X1 measures nothing and cannot be judged"):
        judge_norm(norm_of(measure="none", comparison=None, value=None), {})


LEADER = {
    "group": "key_leaders",
    "measure": "presence",
    "value": "1",
    "condition_group": "staff",
    "condition_share": "0.30",
}


@pytest.mark.parametrize(
    ("leaders", "staff", "outcome", "reason", "missing"),
    [
        pytest.param(
            (1, 3), (30, None, 100), "met", "counted", (), id="condition-holds-met"
        ),
        pytest.param(
            (0, 3), (30, None, 100), "not_met", "counted", (), id="holds-not-met"
        ),
        pytest.param(
            (0, 3),
            (29, None, 100),
            "not_applicable",
            "condition_not_fulfilled",
            (),
            id="condition-does-not-hold",
        ),
        pytest.param(
            None,
            (30, None, 100),
            "cannot_be_judged",
            "not_counted",
            ("key_leaders",),
            id="leaders-not-counted",
        ),
        pytest.param(
            (0, 3),
            None,
            "cannot_be_judged",
            "condition_not_counted",
            ("staff",),
            id="staff-not-counted",
        ),
        pytest.param(
            None,
            None,
            "cannot_be_judged",
            "condition_not_counted",
            ("staff", "key_leaders"),
            id="neither-counted",
        ),
        pytest.param(
            (1, 3), None, "met", "whatever_the_condition", (), id="met-whatever-staff"
        ),
        pytest.param(
            (0, 3),
            (29, 70, 100),
            "cannot_be_judged",
            "condition_sex_not_recorded",
            (),
            id="condition-in-doubt",
        ),
        pytest.param(
            (0, 3),
            (25, 71, 100),
            "not_applicable",
            "condition_not_fulfilled",
            (),
            id="condition-fails-with-all-unrecorded",
        ),
        pytest.param(
            (0, 3),
            (0, None, 0),
            "cannot_be_judged",
            "condition_not_counted",
            (),
            id="no-staff-at-all",
        ),
    ],
)
def test_conditional_norm(leaders, staff, outcome, reason, missing):
    counts = {}
    if leaders is not None:
        counts["key_leaders"] = GroupCount(leaders[0], None, leaders[1])
    if staff is not None:
        counts["staff"] = GroupCount(*staff)

    actual = judge_norm(norm_of(**LEADER), counts)

    assert (actual.outcome, actual.reason) == (outcome, reason)
    assert actual.missing == missing


def test_2020_review_has_norms_met_and_norms_that_cannot_be_judged(norms, groups):
    counts = read_table(RAW / "stameq" / "2020" / "counts.csv")

    actual = judge_year(Tables(norms, groups, counts))

    # By hand: three norms for the committee; no source counts the others' groups.
    assert [(item.norm, item.group, item.outcome) for item in actual] == [
        ("N010", "party_committee", "met"),
        ("N012", "key_leaders", "cannot_be_judged"),
        ("N013", "party_committee", "met"),
        ("N019", "key_leaders", "cannot_be_judged"),
        ("N024", "party_committee", "met"),
        ("N024b", "standing_committee", "cannot_be_judged"),
    ]
    assert actual[3].missing == ("staff", "key_leaders")


def test_norms_about_organisations_are_judged_where_organisations_are_counted(
    norms, groups
):
    counts = {"agencies_with_woman_leader": GroupCount(14, None, 30)}

    actual = judge_year(Tables(norms, groups, None, year=2023), counts)

    # 60 per cent of 30 is 18: four agencies more than 14.
    found = {item.norm: item for item in actual if item.rule.counted != "persons"}
    assert sorted(found) == ["N030", "N037"]
    assert {(item.outcome, item.seats_short) for item in found.values()} == {
        ("not_yet_due", 4)
    }


COUNTS = st.integers(1, 60).flatmap(
    lambda total: st.tuples(st.integers(0, total), st.just(total))
)
SHARES = st.integers(1, 100)


@given(COUNTS, SHARES, st.sampled_from([">=", ">"]))
def test_judgement_equals_integer_arithmetic(counts, share, comparison):
    women, total = counts

    actual = judged(women, total, comparison=comparison, value=str(share / 100))

    left, right = women * 100, share * total
    met = left >= right if comparison == ">=" else left > right
    assert (actual.outcome == "met") == met


@given(COUNTS, SHARES, st.sampled_from([">=", ">"]))
def test_seats_short_are_the_fewest_that_meet(counts, share, comparison):
    women, total = counts
    change = {"comparison": comparison, "value": str(share / 100)}

    short = judged(women, total, **change).seats_short

    met = [judged(w, total, **change).outcome == "met" for w in range(women, total + 1)]
    assert short == (met.index(True) if any(met) else None)


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), SHARES)
def test_bounds_agree_with_every_possible_count(women, men, unrecorded, share):
    total = women + men + unrecorded
    value = str(share / 100)

    actual = judged(women, total, men, value=value).outcome

    possible = {
        judged(women + k, total, value=value).outcome for k in range(unrecorded + 1)
    }
    assert actual == (possible.pop() if len(possible) == 1 else "cannot_be_judged")


# Reading.


def test_norms_are_read_as_the_store_gives_them():
    table = table_of({})
    table["valid_from"] = pd.Series([dt.date(2016, 1, 1)], dtype=object)
    table["valid_to"] = pd.to_datetime(table["valid_to"])
    table["value"] = table["value"].astype("string")

    norm = read_norms(table)[0]

    assert (norm.valid_from, norm.valid_to) == (
        dt.date(2016, 1, 1),
        dt.date(2020, 12, 31),
    )
    assert norm.value == Fraction(1, 4)


def test_decimal_value_is_exact():
    assert norm_of(value="0.28").value == Fraction(28, 100)
    assert norm_of(value=0.28).value == Fraction(28, 100)


@pytest.mark.parametrize("blank", [None, np.nan, pd.NA, pd.NaT], ids=str)
def test_every_kind_of_blank_is_none(blank):
    assert norm_of(valid_to=blank).valid_to is None


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"measure": "ratio"}, "X1: measure must be one of share, presence, none"),
        ({"comparison": "=>"}, "X1: comparison must be one of .*, not '=>'"),
        ({"comparison": None}, "X1: comparison must be one of .*, not None"),
        ({"group": None}, "X1: what is measured needs a group and a value"),
        ({"value": None}, "X1: what is measured needs a group and a value"),
        ({"comparison": "range"}, "X1: a range needs a value_to"),
    ],
)
def test_malformed_norm_is_refused_by_its_name(change, message):
    with pytest.raises(ValueError, match=message):
        norm_of(**change)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            [(None, None, 4, None, 13)], GroupCount(4, None, 13), id="whole-group"
        ),
        pytest.param(
            [("a", None, 1, 2, 3), ("b", None, 2, 2, 5)],
            GroupCount(3, 4, 8),
            id="sum-of-units",
        ),
        pytest.param(
            [(None, None, 4, 9, 13), ("a", None, 1, 2, 3)],
            GroupCount(4, 9, 13),
            id="whole-before-units",
        ),
        pytest.param(
            [(None, "head", 1, 1, 2), (None, "deputy", 2, 1, 3)],
            GroupCount(3, 2, 5),
            id="sum-of-levels",
        ),
        pytest.param(
            [("a", None, 1, 2, 3), ("b", None, 2, None, 5)],
            GroupCount(3, None, 8),
            id="men-of-one-unit-not-given",
        ),
    ],
)
def test_one_count_per_group(rows, expected):
    columns = ["unit", "level", "women", "men", "total"]
    counts = pd.DataFrame(rows, columns=columns).assign(group="staff")

    assert group_counts(counts) == {"staff": expected}


# The table itself.


def test_every_norm_is_dated_and_has_its_source(norms):
    read = read_norms(norms)

    assert all(norm.valid_from and norm.source_url and norm.number for norm in read)
    assert all(norm.valid_to for norm in read if norm.measure != "none")


def test_no_norm_begins_before_it_was_issued(norms):
    early = [
        norm.norm
        for norm in read_norms(norms)
        if norm.valid_from.isoformat() < norm.date[:10]
    ]

    assert early == []


def test_every_certainty_has_words(norms):
    words = {terms.certainty(norm.certainty, "vi") for norm in read_norms(norms)}

    assert all(words)


def test_names_and_notes_hold_no_digit(norms):
    # A digit shown in a report is a figure; names and notes are shown as they are.
    columns = ["name_vi", "name_en", "note_vi", "note_en"]
    text = norms[columns].fillna("").to_numpy().ravel()

    assert [line for line in text if any(mark.isdigit() for mark in line)] == []


def test_norm_of_the_central_youth_union_is_left_out(norms):
    # The 20 per cent of its congress in 2022 are for the central committee alone.
    numbers = {norm.norm for norm in read_norms(norms)}

    assert "N082" not in numbers


# In words.


@pytest.mark.parametrize(
    ("norm", "vietnamese", "english"),
    [
        (
            "N010",
            "tỷ lệ nữ từ 25% trở lên, đạt vào năm 2020",
            "at least 25% women by 2020",
        ),
        (
            "N017",
            "tỷ lệ cơ quan trên 95%, đạt vào năm 2020",
            "more than 95% of organisations by 2020",
        ),
        (
            "N027",
            "tỷ lệ nữ từ 20% đến 25%, đạt vào năm 2030",
            "20% to 25% women by 2030",
        ),
        ("N024", "tỷ lệ nữ từ 15% trở lên", "at least 15% women"),
        ("N026", "có ít nhất một phụ nữ", "at least one woman"),
        (
            "N003",
            "Báo cáo hằng năm của cơ quan về bình đẳng giới",
            "The agency's yearly report on gender equality",
        ),
    ],
)
def test_what_a_norm_asks_for(norms, groups, norm, vietnamese, english):
    found = {item.norm: item for item in read_norms(norms)}[norm]

    assert asked(found, groups, "vi") == vietnamese
    assert asked(found, groups, "en") == english


def test_condition_names_its_group(norms, groups):
    found = {item.norm: item for item in read_norms(norms)}["N012"]
    name = groups.set_index("group").loc["staff", "name_en"]

    expected = f"at least one woman by 2020, where women are at least 30% of {name}"
    assert asked(found, groups, "en") == expected


def test_list_of_norms_for_the_command_line(norms, groups):
    found = applicable_norms(
        norms, groups, organisation="stameq", year=2020, group="party_committee"
    )

    first = norms_table(found, groups, "en")[0]

    assert list(first) == [
        "norm",
        "group",
        "asked",
        "document",
        "number",
        "locus",
        "valid_from",
        "valid_to",
        "certainty",
        "source_url",
        "note",
    ]
    assert (first["norm"], first["asked"]) == ("N010", "at least 25% women by 2020")
    assert (first["valid_from"], first["valid_to"]) == ("2007-04-27", "2020-12-31")
    assert first["locus"] == "goals to 2020"
