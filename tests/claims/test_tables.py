"""Counts in tables: columns by their headings, totals against their parts.

By hand: 4/13 = 30.77, 3/13 = 23.08, 6/10 = 60; together 13/36 = 36.11, the mean of the
three shares is 37.95.
"""

import pytest

from genderlib.claims import audit_text

EXPECTED = [(4, 13, "correct"), (3, 13, "correct"), (6, 10, "correct")]


def found(text):
    return [
        (one.judgement.women, one.judgement.total, one.verdict)
        for one in audit_text(text)
        if one.judgement
    ]


def further(text):
    return [one.verdict for one in audit_text(text) if not one.judgement]


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(
            "Đơn vị\tTổng số\tNữ\tTỷ lệ (%)\nĐảng ủy\t13\t4\t30,8\n"
            "Đoàn\t13\t3\t23,1\nCông đoàn\t10\t6\t60",
            id="tabs",
        ),
        pytest.param(
            "| Body | Women | Total | Share |\n|:---|---:|---:|---:|\n"
            "| Party | 4 | 13 | 30.8% |\n| Youth | 3 | 13 | 23.1% |\n"
            "| Union | 6 | 10 | 60% |",
            id="bars",
        ),
        pytest.param(
            "Đơn vị          Nữ     Nam    Tỷ lệ nữ\n"
            "Đảng ủy         4      9      30,8%\n"
            "Đoàn            3      10     23,1%\n"
            "Công đoàn       6      4      60%",
            id="wide-gaps-and-men",
        ),
        pytest.param(
            "Đơn vị\tTổng số\tNữ\tNữ\nĐơn vị\tTổng số\tSố lượng\tTỷ lệ (%)\n"
            "Đảng ủy\t13\t4\t30,8\nĐoàn\t13\t3\t23,1\nCông đoàn\t10\t6\t60",
            id="headings-of-two-rows",
        ),
        pytest.param(
            "Nhóm\tKết quả nữ\tTỷ lệ\nĐảng ủy\t4/13\t30,8%\nĐoàn\t3/13\t23,1%\n"
            "Công đoàn\t6/10\t60%",
            id="pairs-in-a-cell",
        ),
        pytest.param(
            "Đảng ủy nữ\t4/13\t30,8%\nĐoàn\t3/13\t23,1%\nCông đoàn\t6/10\t60%",
            id="no-headings",
        ),
    ],
)
def test_rows_are_statements(table):
    rows = found(table)

    assert rows == EXPECTED


def test_years_side_by_side_are_groups_of_columns():
    table = (
        "Đơn vị\tTổng số 2019\tNữ 2019\tTổng số 2020\tNữ 2020\tTỷ lệ nữ 2020\n"
        "Đảng ủy\t13\t3\t13\t4\t30%\n"
    )

    rows = found(table)

    assert rows == [(3, 13, "no_percent"), (4, 13, "truncated")]


def test_a_wrong_share_in_a_row_is_found_with_the_words_of_the_row():
    table = "Đơn vị\tNữ\tTổng số\tTỷ lệ\nĐảng ủy\t4\t13\t38,1%"

    finding = audit_text(table)[0]

    assert (finding.verdict, finding.line) == ("wrong", 2)
    assert finding.text == "Đảng ủy | 4 | 13 | 38,1%"


def test_shares_written_as_fractions_are_not_taken_for_per_cent():
    table = "Đơn vị\tNữ\tTổng số\tTỷ lệ\nĐảng ủy\t4\t13\t0,31"

    rows = found(table)

    assert rows == [(4, 13, "no_percent")]


def test_shares_of_men_are_not_held_against_women():
    table = "Đơn vị\tNữ\tTổng số\tTỷ lệ nam\nĐảng ủy\t4\t13\t69,2%"

    rows = found(table)

    assert rows == [(4, 13, "no_percent")]


@pytest.mark.parametrize(
    ("whole", "expected"),
    [
        pytest.param("Tổng cộng\t36\t13\t36,1", [], id="right"),
        # 4 + 3 + 6 = 13, not 14; 14/36 = 38.89.
        pytest.param(
            "Tổng cộng\t36\t14\t38,9", ["parts_do_not_add_up"], id="women-do-not-add-up"
        ),
        pytest.param(
            "Tổng cộng\t35\t13\t37,1", ["parts_do_not_add_up"], id="total-does-not"
        ),
        pytest.param("Cộng\t36\t13\t37,9", ["average_of_shares"], id="mean-of-shares"),
        pytest.param("Bình quân\t36\t13\t38,0", ["average_of_shares"], id="of-rounded"),
    ],
)
def test_the_row_of_the_whole_is_held_against_its_parts(whole, expected):
    table = (
        "Đơn vị\tTổng số\tNữ\tTỷ lệ (%)\nĐảng ủy\t13\t4\t30,8\n"
        f"Đoàn\t13\t3\t23,1\nCông đoàn\t10\t6\t60\n{whole}"
    )

    findings = further(table)

    assert findings == expected


def test_rows_that_are_parts_of_rows_are_not_added_up():
    table = (
        "Đơn vị\tTổng số\tNữ\nI. Khối cơ quan\t26\t7\n1.1 Đảng ủy\t13\t4\n"
        "1.2 Đoàn\t13\t3\nTổng số\t26\t7"
    )

    findings = further(table)

    assert findings == []


def test_a_table_without_counts_is_left_alone():
    assert audit_text("Tên\tSố điện thoại\nA\t0912345678\nB\t0987654321") == []
