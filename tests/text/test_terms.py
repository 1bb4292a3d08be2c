"""Every code of the tables has a word in both languages."""

import pytest
from markupsafe import Markup

from genderlib.text import terms
from genderlib.text.markup import data

CODES = {
    terms.outcome: (
        "met",
        "not_met",
        "not_yet_due",
        "cannot_be_judged",
        "not_applicable",
    ),
    terms.measure: ("share", "presence", "none"),
    terms.certainty: (
        "full_text",
        "full_text_of_guidance",
        "full_text_of_news_digest",
        "full_text_of_provincial_plan",
        "quoted_on_secondary_page",
        "summary",
    ),
    terms.counted: ("persons", "attendances", "organisations"),
    terms.programme: ("year", "action_month"),
    terms.status: ("planned", "under_way", "done", "not_reported"),
}
EVERY_CODE = [
    pytest.param(function, code, id=f"{function.__name__}-{code}")
    for function, codes in CODES.items()
    for code in codes
]


@pytest.mark.parametrize(("function", "code"), EVERY_CODE)
def test_every_code_has_two_different_words_without_digits(function, code):
    words = {function(code, "vi"), function(code, "en")}

    assert len(words) == 2
    assert not any(mark.isdigit() for word in words for mark in word)


@pytest.mark.parametrize("function", CODES, ids=lambda function: function.__name__)
def test_unknown_code_is_refused(function):
    with pytest.raises(ValueError, match=f"{function.__name__} must be one of .*'x'"):
        function("x", "vi")


@pytest.mark.parametrize(
    ("sign", "vietnamese", "english"),
    [
        (">=", "từ 25% trở lên", "at least 25%"),
        (">", "trên 25%", "more than 25%"),
        ("<=", "không quá 25%", "at most 25%"),
        ("<", "dưới 25%", "less than 25%"),
        ("=", "bằng 25%", "exactly 25%"),
        ("about", "khoảng 25%", "about 25%"),
        ("range", "từ 25% đến 30%", "25% to 30%"),
    ],
)
def test_comparisons_in_words(sign, vietnamese, english):
    assert terms.comparison(sign, "25%", "vi", "30%") == vietnamese
    assert terms.comparison(sign, "25%", "en", "30%") == english


def test_unknown_comparison_is_refused():
    with pytest.raises(ValueError, match=r"comparison must be one of .*, not '=>'"):
        terms.comparison("=>", "25%", "en")


def test_range_without_upper_end_is_refused():
    with pytest.raises(ValueError, match="upper is needed for a range"):
        terms.comparison("range", "20%", "en")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (terms.share_asked(">=", "25%", "vi"), "tỷ lệ nữ từ 25% trở lên"),
        (terms.share_asked(">=", "25%", "en"), "at least 25% women"),
        (
            terms.share_asked(">", "95%", "vi", counted="organisations"),
            "tỷ lệ cơ quan trên 95%",
        ),
        (terms.presence_asked(">=", 1, "vi"), "có ít nhất một phụ nữ"),
        (terms.presence_asked(">=", 2, "en"), "at least two women"),
        (terms.presence_asked(">", 1, "en"), "more than one woman"),
        (
            terms.condition_asked("30%", "toàn thể cán bộ", "vi"),
            "khi nữ chiếm từ 30% trở lên trong toàn thể cán bộ",
        ),
    ],
)
def test_what_a_norm_asks_for(said, expected):
    assert said == expected


def test_words_around_a_figure_are_markup():
    said = terms.share_asked(">=", data("0.25", "25%", "norm.N010.value"), "vi")

    assert isinstance(said, Markup)
    assert said.striptags() == "tỷ lệ nữ từ 25% trở lên"


REASONS = (
    "counted",
    "above_range",
    "whatever_the_condition",
    "not_counted",
    "nobody_counted",
    "sex_not_recorded",
    "condition_not_counted",
    "condition_sex_not_recorded",
    "condition_not_fulfilled",
    "no_exact_limit",
)


@pytest.mark.parametrize("code", REASONS)
def test_every_reason_has_two_wordings(code):
    vietnamese = terms.reason(code, "vi", "A")
    english = terms.reason(code, "en", "A")

    assert vietnamese != english
    assert "{" not in vietnamese + english


def test_reason_names_the_groups():
    said = terms.reason("condition_not_counted", "vi", "toàn thể cán bộ")

    assert said.startswith("nguồn không có số liệu về toàn thể cán bộ")


@pytest.mark.parametrize(
    ("place", "vietnamese", "english"),
    [
        (
            "Điều 31 khoản 2 điểm a",
            "điểm a khoản 2 Điều 31",
            "article 31 clause 2 point a",
        ),
        ("Điều 5 khoản 1", "khoản 1 Điều 5", "article 5 clause 1"),
        ("Điều 12", "Điều 12", "article 12"),
        ("Mục tiêu 1 chỉ tiêu 3", "Mục tiêu 1 chỉ tiêu 3", "objective 1 indicator 3"),
        ("mục tiêu đến 2020", "mục tiêu đến 2020", "goals to 2020"),
        ("paragraph 4", "đoạn 4", "paragraph 4"),
        ("groups.csv, rows 3, 5", "groups.csv, dòng 3, 5", "groups.csv, rows 3, 5"),
        ("bảng 2 dòng 7", "bảng 2 dòng 7", "table 2 row 7"),
        (
            "sheet Nhân sự, cell B7",
            "trang tính Nhân sự, ô B7",
            "sheet Nhân sự, cell B7",
        ),
        ("", "", ""),
    ],
)
def test_places_are_named_in_both_languages(place, vietnamese, english):
    assert terms.locator(place, "vi") == vietnamese
    assert terms.locator(place, "en") == english


def test_licence_names_stay_as_they_are():
    assert terms.licence("not_stated", "vi") == "không nêu"
    assert terms.licence("", "en") == "not stated"
    assert terms.licence("CC BY 4.0", "vi") == "CC BY 4.0"
