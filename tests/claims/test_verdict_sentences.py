"""Sentences on verdicts; the numbers in them are worked by hand."""

import pytest

from genderlib.claims import judge
from genderlib.text.verdicts import verdict_name, verdict_reason


@pytest.mark.parametrize(
    ("claim", "vietnamese", "english"),
    [
        pytest.param(
            (4, 13, "30%"),
            "cắt bỏ phần lẻ: 30,77% làm tròn là 31%",
            "truncated: 30.77% rounds to 31%",
            id="truncated",
        ),
        pytest.param(
            (6, 10, "60%"),
            "đúng: chính xác là 60%",
            "correct: exactly 60%",
            id="exact",
        ),
        pytest.param(
            (14, 48, "29%"),
            "đúng: 29,17% làm tròn là 29%",
            "correct: 29.17% rounds to 29%",
            id="rounded",
        ),
        pytest.param(
            (72, 162, "45%", "gần"),
            "đúng: 44,44% phù hợp với “gần 45%”",
            "correct: 44.44% agrees with “gần 45%”",
            id="hedged",
        ),
        pytest.param(
            (3, 13, "23%", "gần"),
            "từ ước lượng sai chiều: 23,08% cao hơn 23%, không phải “gần”",
            "hedge points the wrong way: 23.08% is above 23%, not “gần” it",
            id="hedge-wrong",
        ),
        pytest.param(
            (6, 10, "60%", "hơn"),
            "từ ước lượng sai: chính xác là 60%, không phải “hơn”",
            "hedge is wrong: it is exactly 60%, not “hơn” it",
            id="hedge-on-an-exact-value",
        ),
        pytest.param(
            (70, 162, "45%", "gần"),
            "sai 1,79 điểm phần trăm: 70/162 là 43,21%; "
            "khớp với “45%”: 73 trên tổng số 162 hoặc 70 trên tổng số 154–157; "
            "khớp với “gần 45%”: 72 trên tổng số 162 hoặc 70 trên tổng số 156–159",
            "wrong by 1.79 points: 70 of 162 is 43.21%; "
            "fits “45%”: 73 of 162 or 70 of 154–157; "
            "fits “gần 45%”: 72 of 162 or 70 of 156–159",
            id="wrong",
        ),
        pytest.param(
            (12, 48, "30%"),
            "sai 5 điểm phần trăm: 12/48 là 25%; "
            "khớp với “30%”: 12 trên tổng số 40; "
            "không số nguyên nào trên tổng số 48 cho 30%",
            "wrong by 5 points: 12 of 48 is 25%; fits “30%”: 12 of 40; "
            "no whole count out of 48 gives 30%",
            id="wrong-and-no-count-of-the-total-fits",
        ),
        pytest.param(
            (133, 496, "26,80%"),
            "làm tròn là 26,81%, không phải 26,80%: đã bớt chữ số rồi thêm số không",
            "rounds to 26.81%, not 26.80%: rounded to fewer digits and padded",
            id="padded",
        ),
        pytest.param(
            (4446, 10000, "45%"),
            "làm tròn hai lần (44,5% → 45%): 44,46% làm tròn một lần là 44%",
            "rounded twice (44.5% → 45%): 44.46% rounded once is 44%",
            id="double-rounded",
        ),
        pytest.param(
            (309999, 1000000, "30%"),
            "cắt bỏ phần lẻ: 30,9999% làm tròn là 31%",
            "truncated: 30.9999% rounds to 31%",
            id="as-many-decimals-as-it-takes",
        ),
        pytest.param(
            (None, 7, "30%"),
            "không thể có: không số nguyên nào trên tổng số 7 cho 30%",
            "impossible: no whole count out of 7 gives 30%",
            id="impossible",
        ),
        pytest.param(
            (1015, 1013, "20%"),
            "không thể có: 1.015 nhiều hơn tổng số 1.013",
            "impossible: 1,015 is more than the total of 1,013",
            id="more-women-than-people",
        ),
        pytest.param(
            (10, 18, ""),
            "không nêu tỷ lệ; tỷ lệ là 55,56%",
            "no percentage printed; it is 55.56%",
            id="no-percentage",
        ),
        pytest.param(
            (None, None, "100%"),
            "không kèm số đếm; tổng số nào cũng có thể cho 100%",
            "no counts printed; any total can give 100%",
            id="no-counts",
        ),
        pytest.param(
            (None, None, "43,2%"),
            "không kèm số đếm; tổng số có thể là 37, 44, 74, 81, 88, ...",
            "no counts printed; the total could be 37, 44, 74, 81, 88, ...",
            id="no-counts-and-few-totals",
        ),
        pytest.param(
            (8, None, "7,5%"),
            "không kèm số đếm; khớp với “7,5%”: 8 trên tổng số 106–107",
            "no counts printed; fits “7.5%”: 8 of 106–107",
            id="women-alone",
        ),
    ],
)
def test_reason(claim, vietnamese, english):
    judged = judge(*claim)

    assert vietnamese == verdict_reason(judged, "vi")
    assert english == verdict_reason(judged, "en")


def test_every_number_in_a_reason_goes_through_the_caller():
    judged = judge(70, 162, "45%", "gần")

    reason = verdict_reason(judged, "vi", lambda _value, _text: "#")

    assert not any(character.isdigit() for character in reason)


def test_numbers_are_handed_over_with_their_exact_value():
    seen = {}

    verdict_reason(judge(4, 13, "30%"), "en", lambda v, t: seen.setdefault(t, v) and t)

    assert {"30.77%": judge(4, 13, "").exact, "31%": judge(4, 13, "").exact} == seen


@pytest.mark.parametrize("verdict", ["correct", "wrong", "impossible", "no_count"])
def test_every_verdict_has_a_name_in_both_languages(verdict):
    names = verdict_name(verdict, "vi"), verdict_name(verdict, "en")

    assert all(names)
    assert names[0] != names[1]


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        pytest.param((4, 13, "30%"), "30.77% rounds to 31%", id="truncated"),
        pytest.param((6, 10, "60%"), "exactly 60%", id="correct"),
        pytest.param(
            (3, 13, "23%", "gần"), "23.08% is above 23%, not “gần” it", id="hedge"
        ),
        pytest.param((10, 18, ""), "it is 55.56%", id="no-percentage"),
        pytest.param((None, None, "100%"), "any total can give 100%", id="no-counts"),
        pytest.param(
            (None, None, "43,2%"),
            "the total could be 37, 44, 74, 81, 88, ...",
            id="few-totals",
        ),
        pytest.param((8, None, "7,5%"), "fits “7.5%”: 8 of 106–107", id="women-alone"),
    ],
)
def test_a_reason_beside_its_verdict_does_not_name_it_again(claim, reason):
    assert reason == verdict_reason(judge(*claim), "en", named=False)


def test_a_wrong_percentage_beside_its_verdict_is_off_by_points():
    reason = verdict_reason(judge(70, 162, "45%"), "en", named=False)

    assert reason.startswith("off by 1.79 points: 70 of 162 is 43.21%; fits “45%”: ")
