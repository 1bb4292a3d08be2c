"""Which numbers of a sentence belong together, and which are left alone.

Sentences are invented; quotients are worked by hand: 4/13 = 30.77, 3/13 = 23.08,
9/13 = 69.23, 6/10 = 60, 44/120 = 36.67, 44/611 = 7.20, 14/48 = 29.17, 70/162 = 43.21.
"""

import unicodedata

import pytest

from genderlib.claims import audit_text

RIGHT = "correct"
BARE = (None, None, "no_count")


def found(text):
    return [
        (one.judgement.women, one.judgement.total, one.verdict)
        for one in audit_text(text)
        if one.judgement
    ]


def left_alone(text):
    return {one.why for one in audit_text(text, everything=True)} - {""}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Sáng 15/11, hội nghị có 120 đại biểu dự, trong đó có 44 nữ, chiếm 36,7%.",
            [(44, 120, RIGHT)],
            id="a-date-a-total-and-a-part",
        ),
        pytest.param(
            "Đảng ủy đạt 30,8% với 4/13 người, Đoàn đạt 23,1% với 3/13 người.",
            [(4, 13, RIGHT), (3, 13, RIGHT)],
            id="percentages-first",
        ),
        pytest.param(
            "Đảng ủy đạt 30,8% (4/13), Đoàn đạt 23,1% (3/13), Công đoàn 60% (6/10).",
            [(4, 13, RIGHT), (3, 13, RIGHT), (6, 10, RIGHT)],
            id="percentages-first-in-a-list",
        ),
        pytest.param(
            "Đảng ủy 4/13 (30,8%), Đoàn 3/13 (23,1%), Công đoàn 6/10 (60%).",
            [(4, 13, RIGHT), (3, 13, RIGHT), (6, 10, RIGHT)],
            id="counts-first-in-a-list",
        ),
        pytest.param(
            "Nữ trong Đảng ủy, Đoàn và Công đoàn là 4/13, 3/13 và 6/10, "
            "lần lượt chiếm 30,8%, 23,1% và 60%.",
            [(4, 13, RIGHT), (3, 13, RIGHT), (6, 10, RIGHT)],
            id="in-turn",
        ),
        pytest.param(
            "Ban có 13 ủy viên, trong đó 4 nữ (30,8%) và 9 nam (69,2%).",
            [(4, 13, RIGHT), (9, 13, RIGHT)],
            id="women-and-men",
        ),
        pytest.param(
            "Nam chiếm 69,2% (9/13), nữ chiếm 30,8% (4/13).",
            [(9, 13, RIGHT), (4, 13, RIGHT)],
            id="men-first",
        ),
        pytest.param(
            "Bốn trong số mười ba ủy viên là nữ (30,8%).",
            [(4, 13, RIGHT)],
            id="numbers-in-words",
        ),
        pytest.param(
            "Chi bộ có năm đồng chí nữ trong tổng số 12 đồng chí, chiếm 41,7%.",
            [(5, 12, RIGHT)],
            id="five-that-is-no-year",
        ),
        pytest.param(
            "Twenty-three of the forty participants were women, or 57.5%.",
            [(23, 40, RIGHT)],
            id="numbers-in-english-words",
        ),
        pytest.param(
            "Tổng số cán bộ: 611 người\nNữ: 44 người (7,2%)",
            [(44, 611, RIGHT)],
            id="over-two-lines",
        ),
        pytest.param(
            "Cơ quan có 611 cán bộ. Trong đó có 44 nữ, chiếm 7,2%.",
            [(44, 611, RIGHT)],
            id="over-two-sentences",
        ),
        pytest.param(
            "70/162 cán bộ là trưởng, phó phòng và tương đương chiếm gần 45%.",
            [(70, 162, "wrong")],
            id="commas-in-a-name",
        ),
        pytest.param(
            "Lãnh đạo nữ của các đơn vị năm nay có 14/48 người, tương\n"
            "đương 29%, và 70/162 trưởng phòng, chiếm gần\n45%.",
            [(14, 48, RIGHT), (70, 162, "wrong")],
            id="lines-broken-by-a-page",
        ),
        pytest.param(
            "Khóa XV có 151 nữ trong 499 đại biểu, đạt 30,26%, cao hơn khóa XIV.",
            [(151, 499, RIGHT)],
            id="compared-with-an-older-term",
        ),
        pytest.param(
            "Women's share fell from 24.4% (122 of 500) to 20.0% (100 of 500).",
            [(122, 500, RIGHT), (100, 500, RIGHT)],
            id="from-and-to",
        ),
        pytest.param(
            "Women accounted for 43.6% (1,041) of the 2,387 civil servants.",
            [(1041, 2387, RIGHT)],
            id="women-in-a-bracket",
        ),
        pytest.param(
            "In 13 of the 30 ministries (43.3%) a woman is among the key leaders.",
            [(13, 30, RIGHT)],
            id="organisations",
        ),
        pytest.param(
            "The 13-member committee includes 4 women (30.8%).",
            [(4, 13, RIGHT)],
            id="a-13-member-committee",
        ),
        pytest.param(
            "Số nữ: 4; tổng số: 13; tỷ lệ: 30,8%.", [(4, 13, RIGHT)], id="labels"
        ),
        pytest.param(
            "Of the committee's 13 members, just four (30.8%) are women.",
            [(4, 13, RIGHT)],
            id="a-word-before-its-percentage",
        ),
        pytest.param(
            "Trong 162 trưởng phòng có 70 nữ (đạt 43,2%), trong 48 lãnh đạo có 14 nữ.",
            [(70, 162, RIGHT), (14, 48, "no_percent")],
            id="one-total-behind-another",
        ),
        pytest.param(
            "3 ngày tập huấn cho 45 học viên, 32 nữ (45,7%) trong số 70 đại biểu.",
            [(32, 70, RIGHT)],
            id="a-total-of-their-own-behind",
        ),
        pytest.param(
            "Với 4/13 người là nữ, Đảng ủy đạt 30,8%.",
            [(4, 13, RIGHT)],
            id="with-counts-in-front",
        ),
        pytest.param("Có 4 nữ/9 nam (30,8%).", [(4, 13, RIGHT)], id="women-per-men"),
        pytest.param(
            "30% of the 7 board members are women.",
            [(None, 7, "impossible")],
            id="no-whole-count-gives-it",
        ),
        pytest.param(
            "Cơ quan hoàn thành 8/10 chỉ tiêu, đạt 80%.",
            [(8, 10, RIGHT)],
            id="criteria-with-their-percentage",
        ),
    ],
)
def test_counts_and_percentages_are_joined(text, expected):
    statements = found(text)

    assert statements == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Đảng ủy có 4/13 đồng chí nữ, trình độ đại học đạt 85%.",
            [(4, 13, "no_percent")],
            id="another-subject-behind-a-comma",
        ),
        pytest.param(
            "Đảng ủy có 4/13 nữ, 100% cán bộ nữ được khám sức khỏe.",
            [(4, 13, "no_percent"), BARE],
            id="another-clause-with-its-own-percentage",
        ),
        pytest.param(
            "Đảng ủy có 4/13 nữ, vượt chỉ tiêu 25%.",
            [(4, 13, "no_percent")],
            id="a-target",
        ),
        pytest.param(
            "Đảng ủy có 4/13 nữ (30,8%), tăng 7,7% so với nhiệm kỳ trước.",
            [(4, 13, RIGHT)],
            id="a-change",
        ),
        pytest.param(
            "Có 27/43 tỉnh có tỷ lệ nữ tham gia cấp ủy trên 15%.",
            [(27, 43, "no_percent"), BARE],
            id="a-share-that-provinces-have",
        ),
        pytest.param(
            "27 of 43 provinces have a share of women above 15%.",
            [(27, 43, "no_percent"), BARE],
            id="a-share-that-provinces-have-in-english",
        ),
        pytest.param(
            "Toàn thành phố có 727 nữ đại biểu. Trong đó, có 13 nữ cấp thành phố, "
            "đạt tỷ lệ 23,64%.",
            [(13, None, "no_count")],
            id="women-among-women-are-no-share",
        ),
        pytest.param(
            "44/611 cán bộ là nữ, trong đó 30% là đảng viên.",
            [(44, 611, "no_percent"), BARE],
            id="a-part-of-the-part",
        ),
        pytest.param(
            "4/13 ủy viên là nữ, nam chiếm 69,2%.",
            [(4, 13, "no_percent"), BARE],
            id="the-other-sex",
        ),
        pytest.param(
            "Hơn 2.500 ứng viên trong tổng số gần 6.200 là nữ, chiếm 45%.",
            [],
            id="approximate-counts",
        ),
        pytest.param(
            "Cấp ủy có 4 nữ (30,8%), trong 48 lãnh đạo có 14 nữ.",
            [(4, None, "no_count"), (14, 48, "no_percent")],
            id="the-total-of-the-next-ones",
        ),
        pytest.param(
            "16/30 người là nữ, chiếm 53,3%, trong tổng số 899 người có 684 nữ.",
            [(16, 30, RIGHT), (684, 899, "no_percent")],
            id="a-total-behind-a-percentage-that-has-counts",
        ),
        pytest.param(
            "Hà Nội, 4/7 - Hội thảo về phụ nữ.", [], id="the-date-of-a-report"
        ),
        pytest.param(
            "Trong 5 năm qua có 44 nữ được bổ nhiệm.", [], id="years-are-no-total"
        ),
        pytest.param(
            "Khảo sát 1.200 người cho thấy 58,03% đồng ý.",
            [],
            id="a-percentage-far-from-counts",
        ),
        pytest.param(
            "One of the three women on the board resigned.", [], id="among-women"
        ),
        pytest.param(
            "10 cán bộ nữ của 13 đơn vị dự hội nghị, đạt 95% kế hoạch.",
            [],
            id="women-of-units",
        ),
    ],
)
def test_what_does_not_belong_together_is_kept_apart(text, expected):
    statements = [row for row in found(text) if row[2] != "no_count" or expected]

    assert statements == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Từ ngày 15/11 đến ngày 15/12, nữ cán bộ tham gia.", "date"),
        ("Ngày 27/5/2019 có nữ lãnh đạo mới.", "date"),
        ("Kỷ niệm Quốc khánh 2/9, cán bộ nữ mít tinh.", "date"),
        ("On 4/7 the women's committee met.", "date"),
        ("Nữ lãnh đạo theo Quyết định 1019/QĐ-TĐC.", "code"),
        ("Nghị quyết 28/NQ-CP, 11-NQ/TW và 73/2006/QH11 về phụ nữ.", "code"),
        ("Lượt xem: 1605", "contact"),
        ("Điện thoại: 02437911606", "code"),
        ("Giai đoạn 2016-2020 về cán bộ nữ", "range"),
        ("Năm học 2020/2021 có nữ giáo viên.", "period"),
        ("Năm 2020 cán bộ nữ tham gia.", "year"),
        ("Trang 3/13 về cán bộ nữ", "numbered"),
        ("Nhà số 12/45, tổ phụ nữ.", "numbered"),
        ("Hơn 2/3 số đại biểu nữ tán thành.", "fraction"),
        ("The ratio of women to men is 3/4.", "fraction"),
        ("Xã đạt 19/19 tiêu chí, có phụ nữ tham gia.", "no_group"),
        ("Phấn đấu tỷ lệ nữ từ 25% trở lên.", "threshold"),
        ("Nữ chiếm 20-25% cấp ủy.", "range"),
        ("Between 20 and 25 per cent of seats are held by women.", "range"),
        ("Women's share rose by 2.4%.", "change"),
        ("Tỷ lệ nữ tăng 2,4 điểm phần trăm.", "points"),
        ("The target for women is a goal of 30%.", "target"),
        ("Hội nghị kéo dài 3 ngày, có nữ đại biểu.", "measure"),
        ("Trường có 12 nữ giáo viên.", "no_total"),
        ("Women took part at 10:30 in room QH11 with COVID-19 rules.", "code"),
    ],
)
def test_other_numbers_are_left_alone(text, reason):
    statements = found(text)

    assert statements == []
    assert reason in left_alone(text)


def test_text_in_separate_accents_is_read_like_composed_text():
    text = "4/13 người tham gia Đảng ủy chiếm gần 30%"

    statements = found(unicodedata.normalize("NFD", text))

    assert statements == found(text) == [(4, 13, "hedge_wrong")]


def test_characters_that_nobody_sees_do_not_hide_a_number():
    statements = found("Nữ chiếm 4\u200b/13 người (3\u00ad0%).")

    assert statements == [(4, 13, "truncated")]


@pytest.mark.parametrize("space", ["", " ", "\xa0", "\u202f"])
def test_a_space_may_stand_before_the_percent_sign(space):
    statements = found(f"Có 133/496 đại biểu nữ, chiếm 26,80{space}%.")

    assert statements == [(133, 496, "padded")]


def test_the_line_is_the_one_in_which_a_statement_begins():
    text = "Đoạn một.\n\nĐoạn hai.\nNữ: 4/13 người, chiếm 30%.\n"

    lines = [finding.line for finding in audit_text(text)]

    assert lines == [4]


def test_the_text_of_a_finding_is_as_printed():
    texts = [one.text for one in audit_text("Nữ có 4/13 người,\nchiếm  30%. Xong.")]

    assert texts == ["4/13 người, chiếm 30%"]


def test_a_number_alone_is_shown_with_the_words_around_it():
    texts = [one.text for one in audit_text("Cử nữ viên chức học lớp tiếng Anh 7/10.")]

    assert texts == ["Cử nữ viên chức học lớp tiếng Anh 7/10"]


def test_reasons_are_in_the_language_of_the_text_unless_another_is_asked_for():
    text = "4/13 người tham gia Đảng ủy chiếm 30%"

    reasons = [audit_text(text)[0].reason(), audit_text(text, "en")[0].reason()]

    assert reasons == [
        "cắt bỏ phần lẻ: 30,77% làm tròn là 31%",
        "truncated: 30.77% rounds to 31%",
    ]


def test_another_language_is_refused():
    with pytest.raises(ValueError, match="language must be one of vi, en"):
        audit_text("4/13", "fr")
