"""True statements among others: nothing in them is called wrong, and they are found.

Texts are put together from statements whose percentage is rounded half up from their
counts, and from clauses with other numbers in them. A false alarm costs trust, so not
one is allowed; a statement may be missed now and then.
"""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from genderlib.claims import audit_text
from tests.claims.published import CLAIMS, ENGLISH, VIETNAMESE, sentence

TRUE = {
    "vi": [
        "Đảng ủy có {w}/{t} người là nữ, chiếm {p}",
        "Công đoàn có {w} nữ trong tổng số {t} ủy viên ({p})",
        "Đoàn Thanh niên có {t} ủy viên, trong đó {w} nữ (chiếm {p})",
        "tỷ lệ nữ cấp vụ đạt {p} ({w}/{t})",
        "nữ chiếm {p} với {w}/{t} người",
        "{w} nữ/{t} cán bộ, đạt {p}",
        "trong {t} lãnh đạo có {w} nữ ({p})",
        "cấp phòng có {w} đồng chí nữ, chiếm {p} tổng số {t} trưởng phòng",
        "lớp cấp vụ: {w}/{t}",
        "chi bộ có {w}/{t} đảng viên nữ",
    ],
    "en": [
        "{w} of {t} members are women ({p})",
        "women hold {w} of the {t} seats, or {p}",
        "of the {t} staff, {w} ({p}) are women",
        "women make up {p} ({w} of {t})",
        "there are {t} members, including {w} women ({p})",
        "the council has {w} women out of {t} members, {p}",
        "{p} of the {t} managers ({w}) are women",
        "{w} women ({p}) among {t} deputies",
    ],
}
OTHER = {
    "vi": [
        "mục tiêu là 35%", "tăng 2,5% so với năm 2019", "trình độ đại học đạt 85%",
        "100% cán bộ nữ được khám sức khỏe", "ngày 15/11 tổ chức hội nghị",
        "theo Nghị quyết 28/NQ-CP", "vượt chỉ tiêu 25%", "có 12 nữ được bổ nhiệm",
        "cao hơn năm trước (20,5%)", "3 ngày tập huấn cho 45 học viên",
        "kinh phí tăng 10%", "tuổi bình quân 42", "từ 25% trở lên theo quy định",
        "trong nhiệm kỳ 2016-2021", "so với 22,4% của khóa trước", "nam chiếm đa số",
        "dân tộc thiểu số chiếm 12%", "đảng viên trẻ đạt 15,5%",
        "tỷ lệ phụ nữ dùng internet đạt 68%", "có 5/7 đơn vị đạt chuẩn",
        "trong đó 30% là đảng viên", "khoảng 45 người chưa học",
        "3/4 thời gian dành cho thảo luận", "nữ tiến sĩ tăng 4 người",
        "quý 3/2020 có 12 lớp", "dịp 8/3 và 20/10", "tổng kinh phí 2,5 tỷ đồng",
        "giảm 1,2 điểm phần trăm", "hơn 60% ý kiến đồng tình", "từ 18 đến 60 tuổi",
        "xếp thứ 3/63 tỉnh, thành", "mỗi lớp 30 học viên nữ", "đạt 4,5/5 điểm",
        "có 27/43 tỉnh có tỷ lệ nữ trên 15%", "bình quân chung là 30%",
    ],
    "en": [
        "the target is 35%", "up 2.5% since 2019", "85% have a degree",
        "on 15/11 a meeting was held", "under Resolution 28/NQ-CP",
        "above the 25% quota", "compared with 20.5% in 2015", "costs rose by 10%",
        "3 days of training for 45 people", "at least 30% by 2030",
        "12 women were promoted", "men hold most posts", "turnout was 99.6%",
        "68% of women use the internet", "5 of 7 units met the standard",
        "of whom 30% are under 35", "about 45 people were absent",
        "two thirds voted in favour", "the national average is 27.3%",
        "in Q3 2020 there were 12 courses", "ranked 3rd of 63 provinces",
        "the budget was 2.5 billion", "over 60% agreed", "each class has 30 women",
        "scores were 4.5/5 on average", "aged 18 to 60",
    ],
}  # fmt: skip
JOINTS = {
    "vi": [", ", "; ", ". ", " và ", ", trong đó ", ", còn ", "\n- ", "\n\n"],
    "en": [", ", "; ", ". ", " and ", ", of which ", ", while ", "\n- ", "\n\n"],
}
FAILING = {"wrong", "hedge_wrong", "impossible", "parts_do_not_add_up"} | {
    "points_printed_as_percent",
    "average_of_shares",
    "agency_norm_for_leaders",
}


@st.composite
def reviews(draw):
    """A text, and the counts of the true statements in it."""
    language = draw(st.sampled_from(["vi", "en"]))
    text, counts = "", []
    for _ in range(draw(st.integers(1, 5))):
        if draw(st.booleans()):
            clause = draw(st.sampled_from(OTHER[language]))
        else:
            clause, pair = draw(true_statements(language))
            counts.append(pair)
        starts = not text or text.endswith((". ", "- ", "\n"))
        text += clause[0].upper() + clause[1:] if starts else clause
        text += draw(st.sampled_from(JOINTS[language]))
    return text.rstrip(" ,;-\n") + ".", counts


@st.composite
def true_statements(draw, language):
    """A statement rounded half up, and its counts."""
    total = draw(st.integers(5, 900))
    women = draw(st.integers(1, total - 1))
    digits = draw(st.integers(0, 2))
    scaled = (200 * 10**digits * women + total) // (2 * total)
    whole, decimals = divmod(scaled, 10**digits)
    mark = "," if language == "vi" else "."
    printed = f"{whole}{mark}{decimals:0{digits}}%" if digits else f"{whole}%"
    phrasing = draw(st.sampled_from(TRUE[language]))
    return phrasing.format(w=women, t=total, p=printed), (women, total)


@given(reviews())
def test_nothing_true_is_called_wrong(review):
    text, _ = review

    verdicts = {finding.verdict for finding in audit_text(text)}

    assert not verdicts & FAILING


@settings(max_examples=3)
@given(st.lists(reviews(), min_size=60, max_size=60))
def test_hardly_a_true_statement_is_missed(drawn):
    found = printed = 0
    for text, counts in drawn:
        judged = [one.judgement for one in audit_text(text) if one.judgement]
        pairs = {(one.women, one.total) for one in judged}
        found += sum(pair in pairs for pair in counts)
        printed += len(counts)

    assert found >= 0.9 * printed


@pytest.mark.parametrize("points", [-17, -6, 6, 17])
@pytest.mark.parametrize(
    ("phrasing", "language"),
    [
        *(pytest.param(text, "vi", id=f"vi-{n}") for n, text in enumerate(VIETNAMESE)),
        *(pytest.param(text, "en", id=f"en-{n}") for n, text in enumerate(ENGLISH)),
    ],
)
def test_a_percentage_that_is_far_off_is_called_wrong(phrasing, language, points):
    verdicts = {}
    for women, total, _, hedge, vi, en, _ in CLAIMS:
        share = 100 * Fraction(women, total) + points
        if 0 < share < 100 and "," not in vi:
            claim = (women, total, f"{float(share):.1f}", hedge, vi, en, "wrong")
            findings = audit_text(sentence(phrasing, claim, language))
            verdicts[claim] = [one.verdict for one in findings]

    assert all("wrong" in found for found in verdicts.values())
