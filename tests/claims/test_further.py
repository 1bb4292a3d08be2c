"""What is wrong between statements; sentences are invented, sums worked by hand."""

from fractions import Fraction

import pytest

from genderlib.claims import audit_text, exit_code


def further(text):
    return [one for one in audit_text(text) if not one.judgement]


def kinds(text):
    return [finding.verdict for finding in further(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 4 + 8 = 12
        ("Ban có 13 ủy viên, trong đó 4 nữ và 8 nam.", 1),
        ("Ban có 13 ủy viên, trong đó 4 nữ và 9 nam.", 0),
        ("Of the 13 members, 4 are women and 8 are men.", 1),
        # 48 + 160 = 208; 48 + 162 = 210
        ("Có 210 lãnh đạo, gồm 48 lãnh đạo đơn vị và 160 trưởng phòng.", 1),
        ("Có 210 lãnh đạo, gồm 48 lãnh đạo đơn vị và 162 trưởng phòng.", 0),
        ("There are 210 leaders, comprising 48 directors and 160 heads.", 1),
        # Not all parts have a number, or they are of another kind.
        ("Có 13 ủy viên, gồm 1 chủ tịch, 2 phó chủ tịch và các ủy viên.", 0),
        ("Có 15 đơn vị, gồm 3 vụ và 48 phòng.", 0),
    ],
)
def test_parts_that_do_not_add_up(text, expected):
    found = kinds(text)

    assert found == ["parts_do_not_add_up"] * expected


def test_parts_and_their_total_are_named():
    finding = further("Ban có 13 ủy viên, trong đó 4 nữ và 8 nam.")[0]

    assert finding.facts == {"parts": Fraction(12), "total": Fraction(13)}
    assert finding.reason("vi") == "các phần cộng lại là 12, tổng số in là 13"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 26.8 - 24.4 = 2.4 points; 2.4 / 24.4 = 9.8 %
        ("Tỷ lệ nữ tăng từ 24,4% lên 26,8%, tăng 2,4%.", 1),
        ("Tỷ lệ nữ tăng từ 24,4% lên 26,8%, tăng 2,4 điểm phần trăm.", 0),
        ("Tỷ lệ nữ tăng từ 24,4% lên 26,8%, tăng 9,8%.", 0),
        ("Women's share rose from 24.4% to 26.8%, up 2.4%.", 1),
        ("Women's share fell from 26.8% to 24.4%, down 2.4%.", 1),
        ("Women's share rose from 24.4% to 26.8%, up 2.4 percentage points.", 0),
        ("Đảng ủy có 4/13 nữ (30,8%), tăng 7,7% so với khóa trước (23,1%).", 1),
        # From nothing known the change cannot be told.
        ("Đảng ủy có 4/13 nữ (30,8%), tăng 7,7% so với khóa trước.", 0),
        # 1 of 100 to 2 of 100: a point, and 100 %.
        ("Tỷ lệ nữ tăng từ 1% lên 2%, tăng 100%.", 0),
    ],
)
def test_points_printed_as_per_cent(text, expected):
    found = kinds(text)

    assert found == ["points_printed_as_percent"] * expected


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        # (30.77 + 23.08 + 60) / 3 = 37.95; 13/36 = 36.11
        ("37,9%", ["average_of_shares"]),
        ("38,0%", ["average_of_shares"]),
        ("36,1%", []),
        ("40%", []),
    ],
)
@pytest.mark.parametrize("word", ["bình quân", "tính chung", "overall,"])
def test_the_mean_of_shares_printed_as_the_share_of_the_whole(word, share, expected):
    text = (
        "Nữ trong Đảng ủy 4/13 (30,8%), Đoàn 3/13 (23,1%), Công đoàn 6/10 (60%); "
        f"{word} nữ chiếm {share}."
    )

    found = kinds(text)

    assert found == expected


def test_a_mean_that_is_not_called_one_is_left_alone():
    text = "Nữ trong Đảng ủy 4/13, Đoàn 3/13, Công đoàn 6/10. Nữ đảng viên chiếm 37,9%."

    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Cấp ủy cơ quan có 4/13 nữ. Theo báo cáo, cấp ủy cơ quan có 5/13 nữ.",
            1,
            id="women-differ",
        ),
        pytest.param(
            "Cấp ủy cơ quan có 4/13 nữ. Theo báo cáo, cấp ủy cơ quan có 4/13 nữ.",
            0,
            id="the-same",
        ),
        pytest.param(
            "Năm 2019, cấp ủy cơ quan có 3/13 nữ. Năm 2020, cấp ủy cơ quan có 4/13 nữ.",
            0,
            id="other-years",
        ),
        pytest.param(
            "Lào Cai: HĐND tỉnh 2/6 nữ, HĐND huyện 3/9 nữ; "
            "Hà Giang: HĐND tỉnh 3/6 nữ, HĐND huyện 4/9 nữ.",
            0,
            id="other-provinces",
        ),
        pytest.param(
            "Lào Cai\n- Đoàn đại biểu: 2/6 nữ\n\nHà Giang\n- Đoàn đại biểu: 3/6 nữ",
            0,
            id="other-headings",
        ),
        pytest.param(
            "Số trúng cử là 6/10 người, trong đó nữ trúng cử là 2/6; HĐND số trúng cử "
            "là 55/92, trong đó nữ trúng cử là 21/55.",
            0,
            id="other-groups",
        ),
    ],
)
def test_the_same_fact_with_two_values(text, expected):
    found = kinds(text)

    assert found == ["two_values"] * expected


def test_the_line_of_the_first_value_is_named():
    text = "Cấp ủy cơ quan có 4/13 nữ.\n\nCấp ủy cơ quan có 5/13 nữ.\n"

    finding = further(text)[0]

    assert finding.reason("en") == "the same fact is printed as 4 of 13 in line 1"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đến năm 2025, 60% lãnh đạo chủ chốt là nữ.", 1),
        ("Theo Nghị quyết 28/NQ-CP, phụ nữ giữ 60% vị trí lãnh đạo chủ chốt.", 1),
        ("At least 60% of heads of agencies are women by 2025.", 1),
        ("By 2030, women hold 75% of leadership positions.", 1),
        ("Đến năm 2025, 60% cơ quan có lãnh đạo chủ chốt là nữ.", 0),
        ("By 2025, at least 60% of agencies have a woman among key leaders.", 0),
        ("By 2030, 75% of ministries are to have women leaders.", 0),
        # Another value, or another year: no norm of these.
        ("Đến năm 2025, 50% lãnh đạo chủ chốt là nữ.", 0),
        ("Năm 2019, 60% lãnh đạo là nữ.", 0),
    ],
)
def test_an_agency_norm_told_of_leaders(text, expected):
    found = kinds(text)

    assert found == ["agency_norm_for_leaders"] * expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Nữ chiếm 4/13 người (30,8%).", 0),
        ("Nữ chiếm 4/13 người (30%).", 0),
        ("Nữ có 133/496 người (26,80%).", 0),
        ("100% cán bộ nữ được khám sức khỏe.", 0),
        ("Nữ chiếm 4/13 người (38%).", 1),
        ("Nữ chiếm 3/13 người (gần 23%).", 1),
        ("30% of the 7 board members are women.", 1),
        ("Ban có 13 ủy viên, trong đó 4 nữ và 8 nam.", 1),
        ("", 0),
    ],
)
def test_the_audit_fails_where_something_is_wrong(text, code):
    assert exit_code(audit_text(text)) == code
