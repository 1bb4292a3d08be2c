"""Any text at all: no exception, and time in proportion to length."""

import io
import string
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genderlib.claims import as_html, as_json, as_table, audit_file, audit_text, judge
from genderlib.claims.documents import InputError
from genderlib.claims.findings import LEFT_ALONE
from genderlib.claims.percentages import HEDGES

WORDS = [
    "nữ", "nam", "người", "cán bộ", "đại biểu", "trong tổng số", "trong số", "trên",
    "trong đó", "tổng số", "chiếm", "đạt", "tỷ lệ", "gần", "hơn", "là", "có", "và",
    "tăng", "từ", "lên", "so với", "chỉ tiêu", "ngày", "năm", "số", "phần trăm", "gồm",
    "lần lượt", "bình quân", "điểm phần trăm", "trở lên", "Đảng ủy", "tỉnh", "hai mươi",
    "women", "men", "of the", "of", "out of", "members", "are", "or", "nearly", "from",
    "to", "including", "of whom", "a total of", "per cent", "percentage points",
    "respectively", "three", "twenty-three", "the", "by 2025", "28/NQ-CP", "leaders",
]  # fmt: skip
NUMBERS = [
    "4/13", "13/ 55", "1.198/3.218", "4/0", "0/0", "1/1", "2020/2021", "27/5/2019",
    "15/11", "30%", "26,80 %", "30.26%", "100%", "0%", "4", "13", "611", "2.387",
    "2020", "2016-2020", "20-25%", "1019/QĐ-TĐC", "0912345678", "999999999999",
    "1" * 30, "10:30",
]  # fmt: skip
MARKS = [",", ";", ":", ".", "(", ")", "\n", "\n\n", "\t", "|", "-", "–", "/", "%", "“"]
TEXTS = st.lists(st.sampled_from(WORDS + NUMBERS + MARKS), max_size=60).map(" ".join)


def audited(source, *arguments, **options):
    """The audit of a file, or the error it is refused with."""
    try:
        return audit_file(source, *arguments, **options), ""
    except InputError as error:
        return None, str(error)


@given(TEXTS | st.text() | st.text(alphabet="0123456789.,/%-– nữ\n\t|()"))
def test_any_text_is_audited(text):
    findings = audit_text(text, everything=True)

    assert [one.start for one in findings] == sorted(one.start for one in findings)
    for finding in findings:
        assert finding.reason("vi")
        assert finding.reason("en")


@given(TEXTS)
def test_every_finding_stands_where_it_says(text):
    findings = audit_text(text, everything=True)

    lines = text.split("\n")
    for finding in findings:
        start = sum(len(line) + 1 for line in lines[: finding.line - 1])
        assert start <= finding.start < start + len(lines[finding.line - 1])


@given(TEXTS)
def test_every_judgement_is_the_one_of_its_numbers(text):
    for finding in audit_text(text):
        judged = finding.judgement
        if judged:
            again = judge(judged.women, judged.total, judged.printed, judged.hedge)
            assert again == judged


@given(TEXTS)
def test_a_number_is_in_one_statement_at_most(text):
    findings = [one for one in audit_text(text) if one.judgement]

    places = [(one.start, one.end, one.judgement.printed) for one in findings]
    assert len(places) == len(set(places))


@given(TEXTS, st.sampled_from(["vi", "en"]), st.integers(10, 200))
def test_any_audit_is_written_out(text, language, width):
    audit, _ = audited(io.StringIO(f"a {text}"), language, everything=True)

    assert as_table(audit, width=width)
    assert as_json(audit.findings)
    assert as_html(audit).startswith("<!doctype html>")


@given(st.binary(max_size=300) | st.text().map(str.encode))
def test_any_bytes_are_audited_or_refused(content):
    audit, error = audited(io.BytesIO(content))

    assert audit.exit_code in (0, 1) if audit else error.startswith("-: ")


@given(st.text(alphabet=string.printable + "ữ"))
def test_any_page_is_read(source):
    audit, error = audited(io.StringIO(f"<html>{source}"))

    assert audit.document.text.strip() if audit else "no visible text" in error


@given(st.integers(1, 500), st.integers(1, 500), st.sampled_from(["", *HEDGES]))
def test_a_true_claim_is_never_called_wrong(women, total, hedge):
    women, total = sorted((women, total))
    tenths = (2000 * women + total) // (2 * total)
    text = f"Có {women}/{total} cán bộ nữ, chiếm {hedge} {tenths // 10},{tenths % 10}%."

    verdicts = {one.verdict for one in audit_text(text)}

    assert not verdicts & {"wrong", "impossible"}


PIECES = [
    "1/", "1", "1,", "1.", "1 ", "12/3 ", "4/13 30% ", "4 of 13 ", "nữ 4 ", "( 3 ",
    "(3%", "từ 3% ", "3 - 4% ", "1\n", "\t1", "| 3 ", "13 người ", " , 4 nữ", ". ",
    "%", "đến", "trong tổng số ", "gồm 3 nữ, ", "lần lượt 3% ", "a/1", "1-", "ữ1",
    "a\t3\t4/13\t30%\n", "Nữ\tTổng số\n4\t13\n", "Cấp ủy xã có 4/13 nữ. ",
]  # fmt: skip


def steps(text):
    """Lines of Python that an audit runs; the same on every machine and every day."""
    count = 0

    def trace(_frame, event, _argument):
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        audit_text(text, everything=True)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("piece", PIECES)
def test_steps_grow_with_length(piece):
    texts = [piece * (size // len(piece)) for size in (600, 2_400)]
    audit_text(texts[1])  # fills what is kept between texts

    short, long = map(steps, texts)

    # Four times the length; a quadratic reader takes sixteen times as many.
    assert long < 6 * short + 1_000


@pytest.mark.soak
@pytest.mark.parametrize("piece", PIECES)
def test_time_grows_with_length(piece):
    def spent(size):
        text = piece * (size // len(piece))
        start = time.process_time()
        audit_text(text, everything=True)
        return time.process_time() - start

    spent(1_000)
    short, long = spent(10_000), spent(40_000)

    assert long < 9 * short + 0.1


def test_five_megabytes_of_digits_and_slashes_are_read():
    text = "1234567890/" * 450_000 + " 4/13 nữ (30%)"

    findings = [one for one in audit_text(text) if one.verdict != LEFT_ALONE]

    assert [one.verdict for one in findings] == ["truncated"]
