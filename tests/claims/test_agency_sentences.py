"""Sentences of the kind agencies publish, written for this test; counts are invented.

Beside each stand the statements a reader finds in it, with the verdict worked by hand:
women, total, verdict. Whatever else the sentence holds is no statement about counts.
"""

import pytest

from genderlib.claims import audit_text

VIETNAMESE = [
    (
        (
            "Năm 2022, toàn ngành có 1.245 viên chức, trong đó nữ là 512 người, "
            "chiếm 41,12%."
        ),  # 41.124
        [(512, 1245, "correct")],
    ),
    (
        "Trong 27 đồng chí cấp ủy nhiệm kỳ 2020-2025 có 6 đồng chí nữ (chiếm 22,2%).",
        [(6, 27, "correct")],  # 22.222
    ),
    (
        (
            "Tỷ lệ nữ tham gia cấp ủy đạt 18,5% (5/27 đồng chí), tăng 3,7% so với "
            "nhiệm kỳ trước."
        ),
        [(5, 27, "correct")],  # 18.519
    ),
    (
        "Tính đến 31/12/2021, Bộ có 08/26 vụ, cục có lãnh đạo là nữ, chiếm 30,8%.",
        [(8, 26, "correct")],  # 30.769
    ),
    (
        "Quốc hội khóa XV có 151 nữ đại biểu, chiếm 30,26% trong số 499 đại biểu.",
        [(151, 499, "correct")],  # 30.261
    ),
    ("Kinh phí thực hiện năm 2021 là 120/150 triệu đồng, đạt 80%.", []),
    (
        "Quyết định số 2351/QĐ-TTg ngày 24/12/2010 đặt mục tiêu đạt 95% vào năm 2020.",
        [],
    ),
    ("Nghị quyết số 11-NQ/TW yêu cầu tỷ lệ nữ cấp ủy đạt từ 25% trở lên.", []),
    (
        "Tổ chức 12 lớp tập huấn cho 486 lượt người, trong đó 298 lượt nữ (61,3%).",
        [(298, 486, "correct")],  # 61.317
    ),
    (
        "Hội nghị diễn ra ngày 20/10, có 85 đại biểu, trong đó có 52 nữ tham dự.",
        [(52, 85, "no_percent")],
    ),
    (
        "Trong 5 năm, tỷ lệ nữ trưởng phòng tăng từ 21,4% (15/70) lên 27,8% (20/72).",
        [(15, 70, "correct"), (20, 72, "correct")],  # 21.429, 27.778
    ),
    (
        (
            "Nữ tiến sĩ là 21/62 người bằng 33,9%; nữ thạc sĩ là 148/261 người bằng "
            "56,5%."
        ),
        [(21, 62, "correct"), (148, 261, "wrong")],  # 33.871, 56.705
    ),
    ("Liên hệ: 0243.7911.615, fax 024.3836.1556, phòng 12/A, số 8 phố X.", []),
    (
        "Tổng số đoàn viên công đoàn 611 người, nữ 268 người, chiếm hơn 44%.",
        [(268, 611, "hedge_wrong")],  # 43.863
    ),
    ("Thực hiện Luật số 73/2006/QH11, Nghị định 70/2008/NĐ-CP và 48/2009/NĐ-CP.", []),
    ("Có hơn 2/3 cán bộ nữ được đào tạo, bồi dưỡng trong năm.", []),
    ("Cứ 10 người thì có 4 người là nữ, tức 40%.", [(4, 10, "correct")]),
    ("Điểm số đạt 8/10, xếp thứ 12/63 tỉnh, thành phố.", []),
    (
        "Có 98,5% nữ công chức, viên chức (504/512) được khám sức khỏe định kỳ.",
        [(504, 512, "wrong")],  # 98.4375, which is 98,4
    ),
    (
        "Cấp ủy có bốn nữ trên mười ba ủy viên, chiếm 30,8%.",
        [(4, 13, "correct")],  # 30.769
    ),
    (
        "Tỷ lệ nữ lãnh đạo cấp vụ là 26,9% (7/26), thấp hơn chỉ tiêu 35%.",
        [(7, 26, "correct")],  # 26.923
    ),
    (
        "Số nữ tiến sĩ, thạc sĩ lần lượt là 21/62 và 148/261, chiếm 33,9% và 56,7%.",
        [(21, 62, "correct"), (148, 261, "correct")],
    ),
    (
        "Ban Thường vụ: 3/11 nữ, tỷ lệ 27%; Ban Chấp hành: 9/39 nữ, tỷ lệ 24%.",
        [(3, 11, "correct"), (9, 39, "wrong")],  # 27.273, 23.077
    ),
    (
        "Nữ tham gia lớp cao cấp 4/7 (57%), trung cấp 11/20 (55%), sơ cấp 0/3 (0%).",
        [(4, 7, "correct"), (11, 20, "correct"), (0, 3, "correct")],  # 57.143
    ),
]
ENGLISH = [
    (
        "In 2022 women held 87 of the 312 senior posts in the ministry, or 27.9%.",
        [(87, 312, "correct")],  # 27.885
    ),
    (
        "Women account for 41.1 per cent of staff (512 out of 1,245).",
        [(512, 1245, "correct")],
    ),
    (
        "The share of women rose from 21.4% (15/70) to 27.7% (20/72).",
        [(15, 70, "correct"), (20, 72, "truncated")],  # 27.777…
    ),
    (
        "Of the 27 members of the committee, 6 are women (22.2%).",
        [(6, 27, "correct")],
    ),
    (
        "Of the 27 members of the committee, six are women (22.2%).",
        [(6, 27, "correct")],
    ),
    (
        "The board has nine members, three of whom are women (33%).",
        [(3, 9, "correct")],
    ),
    ("Nearly 44% of union members (268 of 611) are women.", [(268, 611, "correct")]),
    (
        "Women made up 298 of 486 participants (61%) at 12 courses on 20/10 and 25/11.",
        [(298, 486, "correct")],
    ),
    ("Call 024 3791 1615 or write to room 12/24, 8 Hoang Quoc Viet street.", []),
    ("The budget was 120/150 million dong, 80% of the plan.", []),
    (
        (
            "Female representation is 3 out of 9 (33%), compared to 2 of 8 (20%) in "
            "2019/2020."
        ),
        [(3, 9, "correct"), (2, 8, "wrong")],
    ),
    ("Women's share fell by 2.5 points to 38.6% (17/44).", [(17, 44, "correct")]),
    ("Version 3.2/2021, page 14/36, 24/7 helpline, ratio 50/50.", []),
    (
        "Of 500 deputies elected, 122 (24.4%) were women, 42 (8.4%) from minorities.",
        [(122, 500, "correct")],
    ),
    (
        "The ministry employs 2,387 people, 1,041 of them women (43.6%).",
        [(1041, 2387, "correct")],  # 43.611
    ),
    (
        "From 1/7/2020 to 30/6/2021, 9 of 31 appointments (29%) went to women.",
        [(9, 31, "correct")],  # 29.032
    ),
    ("Women are 1.5 times as likely, 95% CI 1.2-1.9, to leave (p = 0.03).", []),
    ("At least 35% of members (11 of 31) are women.", [(11, 31, "correct")]),  # 35.484
]


def found(text):
    return [
        (one.judgement.women, one.judgement.total, one.verdict)
        for one in audit_text(text)
        if one.judgement is not None
    ]


def test_there_are_forty_of_them():
    assert len(VIETNAMESE) + len(ENGLISH) >= 40


@pytest.mark.parametrize(("text", "expected"), VIETNAMESE)
def test_vietnamese_statements_are_found_and_judged(text, expected):
    assert expected == found(text)


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english_statements_are_found_and_judged(text, expected):
    assert expected == found(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Năm 2019 có 34/132 lãnh đạo nữ (25,8%), năm 2020 có 45/132 (34,1%), tăng "
            "8,3%.",
            ["points_printed_as_percent"],
            id="points",
        ),
        pytest.param(
            "Năm 2019 có 34/132 lãnh đạo nữ (25,8%), năm 2020 có 45/132 (34,1%), tăng "
            "8,3 điểm phần trăm.",
            [],
            id="said-to-be-points",
        ),
        pytest.param(
            # 34.1 / 25.8 - 1 is 32.2%
            "Năm 2019 có 34/132 lãnh đạo nữ (25,8%), năm 2020 có 45/132 (34,1%), tăng "
            "32,2%.",
            [],
            id="per-cent-of-per-cent",
        ),
        pytest.param(
            # 45 / 34 - 1 is 32.4%
            "In 2019, 34 of 132 heads were women (25.8%), in 2020 it was 45 of 132 "
            "(34.1%), an increase of 32.4%.",
            [],
            id="per-cent-of-persons",
        ),
        pytest.param(
            "In 2019, 34 of 132 heads were women (25.8%), in 2020 it was 45 of 132 "
            "(34.1%), an increase of 8.3%.",
            ["points_printed_as_percent"],
            id="points-en",
        ),
    ],
)
def test_a_change_between_two_years_is_in_points(text, expected):
    findings = audit_text(text)

    assert [one.verdict for one in findings if one.judgement is None] == expected
