"""What an audit says of findings that rest on several statements, and of the rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from genderlib.text.languages import choose
from genderlib.text.numbers import decimal, integer

Show = Callable[[Fraction, str], str]

_NAMES = {
    "parts_do_not_add_up": ("cộng không khớp", "parts do not add up"),
    "points_printed_as_percent": ("điểm phần trăm in thành %", "points as per cent"),
    "average_of_shares": ("trung bình các tỷ lệ", "average of shares"),
    "two_values": ("hai giá trị", "two values"),
    "agency_norm_for_leaders": ("nhầm đơn vị của chỉ tiêu", "norm of another unit"),
    "left_alone": ("bỏ qua", "left alone"),
}

_SENTENCES = {
    "parts_do_not_add_up": (
        "các phần cộng lại là {parts}, tổng số in là {total}",
        "the parts make {parts}, the printed total is {total}",
    ),
    "points_printed_as_percent": (
        "{low} và {high} cách nhau {points} điểm phần trăm, không phải {change}",
        "{low} and {high} are {points} percentage points apart, not {change}",
    ),
    "average_of_shares": (
        "là trung bình cộng của các tỷ lệ ({mean}); tỷ lệ của toàn bộ là {whole}",
        "this is the mean of the shares ({mean}); the share of the whole is {whole}",
    ),
    "two_values": (
        "cùng một số liệu đã in là {women}/{of} ở dòng {line}",
        "the same fact is printed as {women} of {of} in line {line}",
    ),
    "agency_norm_for_leaders": (
        "{norm} là chỉ tiêu về số cơ quan có lãnh đạo chủ chốt là nữ, không phải về nữ",
        "{norm} is a norm on agencies with a woman among key leaders, not on leaders",
    ),
}

_LEFT_ALONE = {
    "date": ("ngày tháng", "a date"),
    "year": ("năm", "a year"),
    "period": ("niên khóa", "a school year or period"),
    "range": ("khoảng giá trị", "a range"),
    "code": ("số hiệu văn bản, mã hoặc giờ", "a document number, code or time"),
    "numbered": ("số thứ tự", "a number that names something"),
    "contact": ("điện thoại hoặc lượt xem", "a telephone number or page counter"),
    "measure": ("đơn vị đo", "a measure of time, money or length"),
    "thing": ("không đếm người", "counts no persons"),
    "fraction": ("phân số hoặc tỷ số", "a fraction or ratio in words"),
    "approximate": ("số đếm ước lượng", "approximate counts"),
    "change": ("mức thay đổi", "a change"),
    "points": ("điểm", "points"),
    "compared": ("giá trị dùng để so sánh", "a value compared with"),
    "target": ("chỉ tiêu", "a target or norm"),
    "threshold": ("ngưỡng", "a threshold"),
    "aside": ("chú thích trong ngoặc", "an aside in brackets"),
    "no_group": ("không rõ nhóm", "no group named with it"),
    "no_total": ("không có tổng số", "no total named with it"),
    "no_share": ("không phải phần của tổng", "not a part of a total"),
}
_HEADINGS = {
    "title": ("Kiểm tra số liệu", "Audit of figures"),
    "caption": ("Các nhận định tìm thấy", "Statements found"),
    "document": ("Văn bản", "The text"),
    "line": ("Dòng", "Line"),
    "text": ("Nguyên văn", "Text"),
    "counts": ("Số đếm", "Counts"),
    "printed": ("Đã in", "Printed"),
    "exact": ("Chính xác", "Exact"),
    "verdict": ("Kết luận", "Verdict"),
    "reason": ("Vì sao", "Reason"),
}
_SHARES = frozenset({"low", "high", "change", "mean", "whole", "norm"})


def heading(key: str, language: str) -> str:
    """Heading of a column or a part of an audit: "Kết luận", "Verdict"."""
    vi, en = _HEADINGS[key]
    return choose(language, vi=vi, en=en)


def summary_of(total: str, parts: str, language: str) -> str:
    """How many statements an audit found.

    Examples
    --------
    >>> summary_of("13", "wrong 1, correct 12", "en")
    '13 found: wrong 1, correct 12'
    >>> summary_of("0", "", "en")
    'No statement about counts found.'
    """
    if not parts:
        vi, en = (
            "Không tìm thấy nhận định về số đếm.",
            "No statement about counts found.",
        )
        return choose(language, vi=vi, en=en)
    found = choose(
        language, vi="Tìm thấy {total}: {parts}", en="{total} found: {parts}"
    )
    return found.format(total=total, parts=parts)


def finding_name(kind: str, language: str) -> str:
    """Name of a further finding: "cộng không khớp", "parts do not add up"."""
    vi, en = _NAMES[kind]
    return choose(language, vi=vi, en=en)


def finding_reason(
    kind: str, facts: Mapping[str, Fraction], language: str, show: Show | None = None
) -> str:
    """Say what is wrong between several statements.

    Parameters
    ----------
    kind : str
        Name of the finding.
    facts : mapping of str to Fraction
        Its numbers: counts, shares and differences of shares.
    language : {"vi", "en"}
    show : callable, optional
        Takes each number's value and its finished text, and gives the text to show.

    Examples
    --------
    >>> facts = {"parts": Fraction(12), "total": Fraction(13)}
    >>> finding_reason("parts_do_not_add_up", facts, "en")
    'the parts make 12, the printed total is 13'
    """
    vi, en = _SENTENCES[kind]
    pieces = {}
    for name, value in facts.items():
        text = _number(name, value, language)
        pieces[name] = show(value, text) if show else text
    return choose(language, vi=vi, en=en).format(**pieces)


def left_alone_reason(why: str, language: str) -> str:
    """Say why a number was left alone.

    Examples
    --------
    >>> left_alone_reason("date", "vi")
    'ngày tháng'
    """
    vi, en = _LEFT_ALONE[why]
    return choose(language, vi=vi, en=en)


def _number(name: str, value: Fraction, language: str) -> str:
    if name == "points":
        return _shortest(value * 100, language)
    if name in _SHARES:
        return _shortest(value * 100, language) + "%"
    return integer(int(value), language)


def _shortest(value: Fraction, language: str) -> str:
    """A percentage as it was printed, or with two decimals where it has more."""
    for digits in range(2):
        if (value * 10**digits).denominator == 1:
            return decimal(value, language, digits=digits)
    return decimal(value, language, digits=2)
