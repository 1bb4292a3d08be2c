"""Every checkable statement of the 2020 review is in the data, and no sentence."""

import csv
import re
from datetime import date

import pytest

from genderlib.data import open_year

SOURCE_COLUMNS = ("source", "locator")
# What the review states, read off the published text by hand: table, identifier and the
# values that carry the statement.
FACTS = {
    "C01": ("documents", "board_decision", {"date": date(2019, 5, 27)}),
    "C02": ("documents", "board_decision", {"number": "1019/QĐ-TĐC"}),
    "C04": ("sources", "tcvn_article", {"year": 2020}),
    "C05": ("activities", "issue_year_plan", {"programme": "year", "status": "done"}),
    "C06": ("activities", "approve_action_month_plan", {"status": "done"}),
    "C07": ("activities", "self_inspection", {"status": "done"}),
    "C08": ("counts", "party_committee", {"women": 4, "total": 13}),
    "C09": ("counts", "youth_union_committee", {"women": 3, "total": 13}),
    "C10": ("counts", "trade_union_committee", {"women": 6, "total": 10}),
    "C11": ("counts", "unit_leaders", {"women": 14, "total": 48}),
    "C12": ("counts", "division_heads", {"women": 70, "total": 162}),
    "C13": (
        "statements",
        "claim_no_discrimination",
        {"topic": "staff", "wording": "không có sự phân biệt"},
    ),
    "C14": ("counts", "course_department_level", {"women": 10, "total": 18}),
    "C15": ("counts", "course_principal_specialist", {"women": 2, "total": 4}),
    "C16": ("counts", "course_specialist", {"women": 6, "total": 13}),
    "C17": ("counts", "course_english", {"women": 7, "total": 10}),
    "C18": ("counts", "course_political_theory", {"women": 4, "total": 7}),
    "C19": ("statements", "claim_degree_study", {"topic": "training"}),
    "C20": (
        "statements",
        "claim_insurance",
        {"topic": "benefit", "wording": "được thực hiện đầy đủ"},
    ),
    "C21": (
        "statements",
        "claim_health_care",
        {"topic": "benefit", "printed": "100%"},
    ),
    "C22": ("targets", "narrow_gap", {"locator": "paragraph 8"}),
    "C23": ("targets", "officer_training", {"value": "1"}),
    "C24": ("targets", "counselling", {"value": "1"}),
    "C25": ("targets", "required_ratio", {"locator": "paragraph 12"}),
    "C26": (
        "activities",
        "hold_action_month",
        {"start": date(2020, 11, 15), "due": date(2020, 12, 15), "status": "planned"},
    ),
    "C27": ("activities", "theme_and_messages", {"status": "planned"}),
    "C28": ("activities", "publicity_and_awards", {"status": "planned"}),
    "C29": ("activities", "information_and_education", {"status": "planned"}),
    "C30": ("sources", "tcvn_article", {"date": date(2020, 11, 17)}),
}
# The percentages as they are printed, hedge and wording included.
PRINTED = {
    "claim_party_committee": ("30%", None, "chiếm 30%"),
    "claim_youth_union_committee": ("23%", "gần", "chiếm gần 23%"),
    "claim_trade_union_committee": ("60%", None, "chiếm 60%"),
    "claim_unit_leaders": ("29%", None, "chiếm 29%"),
    "claim_division_heads": ("45%", "gần", "chiếm gần 45%"),
    "claim_health_care": ("100%", None, "100% cán bộ nữ"),
}
KEYS = {
    "activities": "activity",
    "counts": "group",
    "documents": "document",
    "sources": "source",
    "statements": "statement",
    "targets": "target",
}


@pytest.fixture
def review(copy):
    return open_year(copy, "stameq", 2020)


def row_of(review, table, identifier):
    rows = getattr(review, table)
    return rows[rows[KEYS[table]] == identifier].iloc[0]


@pytest.mark.parametrize("fact", FACTS)
def test_a_fact_of_the_review_is_in_the_data(review, fact):
    table, identifier, expected = FACTS[fact]

    row = row_of(review, table, identifier)

    assert {name: row[name] for name in expected} == expected


@pytest.mark.parametrize("statement", PRINTED)
def test_a_printed_percentage_is_kept_as_printed(review, statement):
    row = row_of(review, "statements", statement)

    kept = tuple(row[["printed", "hedge", "wording"]].where(lambda v: v.notna(), None))

    assert kept == PRINTED[statement]


def test_no_other_percentage_is_in_the_data(review):
    printed = review.statements.dropna(subset="printed")

    assert set(printed["statement"]) == PRINTED.keys()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_head_of_the_board_is_named_in_the_words(review, language):
    # C03: a person's name is in no table.
    assert "Nguyễn Hoàng Linh" in review.narrative[language]["who"]


def test_the_web_counter_is_in_no_table(review):
    # C31, 1605 views, is not a statistic of gender.
    cells = {
        str(cell) for table in KEYS for cell in getattr(review, table).to_numpy().flat
    }

    assert not any("1605" in cell for cell in cells)


def test_every_row_has_a_source_and_a_place_in_it(review):
    for table in KEYS.keys() - {"sources"}:
        rows = getattr(review, table)

        assert set(rows["source"]) == {"tcvn_article"}
        assert rows["locator"].str.fullmatch(r"paragraph ([1-9]|1[0-3])").all()


def test_the_source_has_date_licence_and_address(review):
    row = review.sources.iloc[0]

    assert (row["date"], row["licence"], row["url"]) == (
        date(2020, 11, 17),
        "not_stated",
        "https://tcvn.gov.vn",
    )


def test_the_directorate_changed_its_name_on_2_march_2025(review):
    organisations = review.organisations
    own = organisations[organisations["id"] == "stameq"]
    names = own[["name_vi", "valid_from", "valid_to"]]

    assert names.to_numpy().tolist() == [
        ["Tổng cục Tiêu chuẩn Đo lường Chất lượng", None, date(2025, 3, 1)],
        ["Ủy ban Tiêu chuẩn Đo lường Chất lượng Quốc gia", date(2025, 3, 2), None],
    ]


@pytest.mark.oracle
def test_no_fact_of_the_reference_is_left_out(oracle):
    with (oracle.parent / "seed_facts.csv").open(encoding="utf-8") as file:
        ids = {row["id"] for row in csv.DictReader(file)}

    assert ids == FACTS.keys() | {"C03", "C31"}


@pytest.mark.oracle
def test_no_sentence_of_the_source_is_copied(oracle, copy):
    seed = (oracle.parent.parent / "seed" / "review-2020.txt").read_text(
        encoding="utf-8"
    )
    title, text = seed.split("\n", 1)
    runs = word_runs(text)

    for path in (copy.raw / "stameq" / "2020").iterdir():
        # The title of the article names the source; it is no sentence of it.
        own = path.read_text(encoding="utf-8").replace(title.strip(), "")

        assert word_runs(own) & runs == set()


def word_runs(text, length=12):
    """All runs of so many words, without signs and capitals."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}
