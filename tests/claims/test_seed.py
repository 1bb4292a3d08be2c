"""The published review that the project starts from, audited."""

import pytest

from genderlib.claims import Fits, Span, audit_file, audit_text

# The numbers of the 2020 review in words of our own.
REVIEW = """\
Kết quả năm 2020

Ngày 27/5/2019 cơ quan lập ban theo quyết định số 1019/QĐ-TĐC.

Về cán bộ nữ: Đảng ủy có 4/13 người, chiếm 30%; Đoàn Thanh niên 3/13 người, chiếm \
gần 23%; Công đoàn 6/10 người, chiếm 60%; lãnh đạo đơn vị 14/48 người, chiếm 29%; \
trưởng phó phòng 70/162 người, chiếm gần 45%.

Học viên nữ của lớp cấp Vụ: 10/18; chuyên viên chính: 2/4; chuyên viên 6/13; tiếng Anh \
7/10, 4/7 lớp lý luận chính trị.

100% cán bộ nữ được khám sức khỏe. 100% người làm công tác này được tập huấn; phấn đấu \
100% viên chức có nhu cầu được tư vấn.

Hoạt động từ ngày 15/11 đến ngày 15/12. Cập nhật: 17/11/2020
Lượt xem: 1605
"""
EXPECTED = [
    (4, 13, "30%", "", "truncated"),
    (3, 13, "23%", "gần", "hedge_wrong"),
    (6, 10, "60%", "", "correct"),
    (14, 48, "29%", "", "correct"),
    (70, 162, "45%", "gần", "wrong"),
    (10, 18, None, "", "no_percent"),
    (2, 4, None, "", "no_percent"),
    (6, 13, None, "", "no_percent"),
    (7, 10, None, "", "no_percent"),
    (4, 7, None, "", "no_percent"),
    *[(None, None, "100%", "", "no_count")] * 3,
]


def rows(findings):
    for finding in findings:
        judged = finding.judgement
        printed = judged.printed.text if judged.printed else None
        yield judged.women, judged.total, printed, judged.hedge, finding.verdict


def test_ten_counts_and_three_bare_percentages_are_found_and_nothing_else():
    findings = audit_text(REVIEW)

    assert list(rows(findings)) == EXPECTED


def test_the_wrong_claim_is_1_79_points_off_and_names_the_counts_that_fit():
    judged = audit_text(REVIEW)[4].judgement

    assert pytest.approx(100 * float(judged.distance), abs=0.001) == 1.79
    assert Fits(Span(73, 73), Span(154, 157)) == judged.fits_number
    assert Fits(Span(72, 72), Span(156, 159)) == judged.fits_hedged


def test_dates_documents_and_page_views_are_left_alone_with_a_reason():
    findings = audit_text(REVIEW, everything=True)

    left = {one.text.split(" ")[-1]: one.why for one in findings if one.why}
    seen = {one.why for one in findings if one.verdict == "left_alone"}
    assert {"date", "code", "contact", "year"} == seen
    assert left["1605"] == "contact"


@pytest.mark.oracle
def test_the_review_itself_has_the_same_verdicts(oracle):
    audit = audit_file(oracle.parent.parent / "seed" / "review-2020.txt")

    assert list(rows(audit.findings)) == EXPECTED
    assert audit.exit_code == 1
