"""What a comparison of two reports says: headings, reasons and sizes."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from genderlib.text.languages import choose
from genderlib.text.numbers import MINUS, decimal, integer

Words = dict[str, tuple[str, str]]

_HEADINGS: Final[Words] = {
    "title": ("So sánh báo cáo", "Reports compared"),
    "skip": ("Đến nội dung chính", "Skip to content"),
    "contents": ("Nội dung", "Contents"),
    "about": ("Về trang này", "About this page"),
    "reports": ("Hai báo cáo", "The two reports"),
    "groups": ("Thay đổi theo nhóm", "Change by group"),
    "moved": ("Số liệu thay đổi", "Figures that moved"),
    "appeared": ("Số liệu mới xuất hiện", "Figures that appeared"),
    "disappeared": ("Số liệu không còn", "Figures that disappeared"),
    "rewritten": (
        "Số liệu giữ nguyên giá trị, khác cách tính hoặc cách viết",
        "Figures with the same value, made or written otherwise",
    ),
    "sentences": ("Câu chữ thay đổi", "Sentences that changed"),
    "charts": ("Biểu đồ thay đổi", "Charts that changed"),
    "page": ("Phần còn lại của trang", "The rest of the page"),
    "side": ("Báo cáo", "Report"),
    "file": ("Tệp", "File"),
    "whose": ("Cơ quan, năm, phạm vi, ngôn ngữ", "Whose, year, audience, language"),
    "version": ("Phiên bản", "Version"),
    "fingerprint": ("Dấu kiểm của số liệu", "Fingerprint of the figures"),
    "group": ("Nhóm", "Group"),
    "before": ("Trước", "Before"),
    "after": ("Sau", "After"),
    "women": ("Nữ", "Women"),
    "others": ("Còn lại", "Others"),
    "share": ("Tỷ lệ nữ", "Share of women"),
    "moved_by": (
        "Điều làm tỷ lệ thay đổi (điểm phần trăm)",
        "What moved the share (percentage points)",
    ),
    "figure": ("Số liệu", "Figure"),
    "value": ("Giá trị", "Value"),
    "change": ("Thay đổi", "Change"),
    "reason": ("Do", "From"),
    "cause": ("Chi tiết", "What is known"),
    "where": ("Vị trí", "Where"),
    "chart": ("Biểu đồ", "Chart"),
    "what": ("Điều thay đổi", "What changed"),
}

_REASONS: Final[Words] = {
    "data": ("số liệu", "data"),
    "norm": ("chỉ tiêu", "norm"),
    "method": ("cách tính", "method"),
    "wording": ("câu chữ", "wording"),
    "unexplained": ("chưa rõ", "unexplained"),
}

_CAUSES: Final[Words] = {
    "input": ("{name}: {before} → {after}", "{name}: {before} → {after}"),
    "read": ("đọc từ {name}", "read from {name}"),
    "rows": ("đếm các dòng của bảng", "rows of a table counted"),
    "norms_differ": ("chỉ tiêu khác nhau: {name}", "norms that differ: {name}"),
    "counts_differ": (
        "số đếm của các nhóm thay đổi",
        "the counts of groups changed",
    ),
    "version": (
        "lập bằng genderlib {before}, sau đó {after}",
        "made by genderlib {before}, then {after}",
    ),
    "same_inputs": (
        "cùng số đếm và cách tính, khác giá trị: genderlib verify cho biết bên đúng",
        "same counts and method, another value: genderlib verify tells which is right",
    ),
    "formula": (
        "trước tính bằng {before}, nay bằng {after}",
        "made by {before} before, now by {after}",
    ),
    "label": ("trước gọi là “{before}”", "called “{before}” before"),
    "form": (
        "trước viết “{before}”, nay viết “{after}”",
        "written “{before}” before, “{after}” now",
    ),
    "norm_new": (
        "báo cáo trước không có chỉ tiêu {name}",
        "norm {name} is not in the earlier report",
    ),
    "norm_gone": (
        "báo cáo sau không có chỉ tiêu {name}",
        "norm {name} is not in the later report",
    ),
    "subject_new": (
        "báo cáo trước không có số liệu nào về mục này",
        "the earlier report has no figure of it",
    ),
    "subject_gone": (
        "báo cáo sau không có số liệu nào về mục này",
        "the later report has no figure of it",
    ),
    "data_new": ("trước đây chưa có số liệu này", "the data did not hold it before"),
    "data_gone": ("nay không còn số liệu này", "the data do not hold it now"),
    "value_new": (
        "theo số liệu trước đây là {name}, báo cáo trước không nêu",
        "{name} by the data then, which the earlier report does not name",
    ),
    "value_gone": (
        "theo số liệu nay là {name}, báo cáo sau không nêu",
        "{name} by the data now, which the later report does not name",
    ),
    "follows": ("theo sự thay đổi của {name}", "follows from {name}"),
    "same_words": (
        "lời văn không đổi; số liệu quyết định có nêu hay không",
        "the words are the same; the data decide whether it is named",
    ),
    "cited_new": ("chỉ báo cáo sau nêu", "only the later report names it"),
    "cited_gone": ("chỉ báo cáo trước nêu", "only the earlier report names it"),
}

_NOTES: Final[Words] = {
    "languages": (
        "Hai báo cáo viết bằng hai ngôn ngữ: chỉ so sánh số liệu.",
        "The reports are in two languages: only figures are compared.",
    ),
    "organisations": (
        "Hai báo cáo của hai cơ quan khác nhau.",
        "The reports are of two organisations.",
    ),
    "audiences": (
        "Hai báo cáo dành cho hai phạm vi người đọc khác nhau.",
        "The reports are for two audiences.",
    ),
    "versions": (
        "Hai báo cáo do hai phiên bản phần mềm lập ra.",
        "The reports were made by two versions of the program.",
    ),
    "spelling": (
        "Nội dung như nhau; hai tệp chỉ khác khoảng trắng hoặc cách viết mã.",
        "The content is the same; only white space or the spelling of code differs.",
    ),
    "program": (
        "Báo cáo trước được lập lại bằng chương trình hiện nay, vốn đã thay đổi.",
        "The earlier report was made again with the program of today, which differs.",
    ),
}

_SENTENCES: Final[Words] = {
    "same": ("Hai báo cáo như nhau.", "The two reports are the same."),
    "same_figures": ("Mọi số liệu như nhau.", "Every figure is the same."),
    "only_before": (
        "Báo cáo này chỉ có ở bên trước.",
        "Only the earlier side has this report.",
    ),
    "only_after": (
        "Báo cáo này chỉ có ở bên sau.",
        "Only the later side has this report.",
    ),
    "more": (
        "… và {number} dòng nữa; --json liệt kê tất cả",
        "… and {number} rows more; --json lists them all",
    ),
    "only_figures": (
        "{number} câu giữ nguyên lời, chỉ khác số liệu.",
        "Sentences that say the same with other figures: {number}.",
    ),
    "reread": (
        "{number} số liệu không đổi, nay đọc từ dòng khác hoặc chỗ khác trong nguồn.",
        "Figures that are the same, read from another row or place: {number}.",
    ),
    "still": (
        "Số nhóm có số đếm không đổi: {number}.",
        "Groups whose counts did not change: {number}.",
    ),
    "by_counts": (
        "số nữ {first}, số còn lại {second}",
        "women {first}, others {second}",
    ),
    "by_groups": (
        "tỷ lệ trong từng nhóm {first}, quy mô các nhóm {second}",
        "shares inside the groups {first}, sizes of the groups {second}",
    ),
    "below_groups": (
        (
            "Hai phần của mỗi cặp cộng lại bằng thay đổi của tỷ lệ: phần do số nữ và "
            "phần do số còn lại; với nhiều nhóm cộng lại, còn có phần do tỷ lệ trong "
            "từng nhóm và phần do quy mô các nhóm. Các phần cho biết thay đổi xảy ra ở "
            "đâu, không cho biết vì sao."
        ),
        (
            "The two parts of each pair add up to the change of the share: what the "
            "number of women did and what the number of others did; where several "
            "groups are added up, also what the shares inside them did and what their "
            "sizes did. They say where the change happened, not why."
        ),
    ),
    "drawing": ("hình vẽ", "the drawing"),
    "words": ("lời và phần mô tả", "its words or description"),
    "chart_appeared": ("chỉ có ở báo cáo sau", "only in the later report"),
    "chart_disappeared": ("chỉ có ở báo cáo trước", "only in the earlier report"),
    "row": ("{file} dòng {rows}", "{file} row {rows}"),
    "nothing": ("không có", "nothing"),
}

_COUNTS: Final[Words] = {
    "moved": ("{number} số liệu thay đổi", "{number} figure{s} moved"),
    "appeared": ("{number} số liệu mới", "{number} appeared"),
    "disappeared": ("{number} số liệu không còn", "{number} disappeared"),
    "rewritten": (
        "{number} số liệu khác cách tính hoặc cách viết",
        "{number} made or written otherwise",
    ),
    "sentences": ("{number} câu chữ thay đổi", "{number} sentence{s} changed"),
    "charts": ("{number} biểu đồ thay đổi", "{number} chart{s} changed"),
}

_MEASURES: Final[dict[str, tuple[str, str, str]]] = {
    "persons": (" người", " person", " people"),
    "attendances": (" lượt người", " attendance", " attendances"),
    "organisations": (" cơ quan", " organisation", " organisations"),
    "days": (" ngày", " day", " days"),
    "count": ("", "", ""),
    "points": (" điểm %", " point", " points"),
}

_PARTS: Final[Words] = {
    "head": ("phần đầu tệp", "head of the file"),
    "header": ("đầu trang", "header"),
    "summary": ("số liệu chính", "key figures"),
    "reviewer": ("ô dành cho người thẩm định", "reviewer's box"),
    "contents": ("mục lục", "contents"),
    "prose": ("lời văn", "text"),
    "table": ("bảng", "table"),
    "chart": ("biểu đồ", "chart"),
    "alternative": ("mô tả biểu đồ", "description of a chart"),
    "figures": ("bảng số liệu", "table of figures"),
    "footer": ("cuối trang", "footer"),
}

_INPUTS: Final[Words] = {
    "women": ("số nữ", "women"),
    "men": ("số nam", "men"),
    "total": ("tổng số", "total"),
    "women_before": ("số nữ năm trước", "women a year before"),
    "total_before": ("tổng số năm trước", "total a year before"),
    "target": ("mức của chỉ tiêu", "level required"),
    "value": ("mức của chỉ tiêu", "level required"),
}


def heading(key: str, language: str) -> str:
    """Heading of a part or a column: "Trước", "Before"."""
    return _chosen(_HEADINGS, key, language)


def reason(key: str, language: str) -> str:
    """What moved a figure: "số liệu", "data"."""
    return _chosen(_REASONS, key, language)


def cause(key: str, language: str, **facts: str) -> str:
    """What is known of why a figure differs.

    Examples
    --------
    >>> cause("input", "en", name="women", before="4", after="5")
    'women: 4 → 5'
    """
    if key == "input" and facts["name"] in _INPUTS:
        facts["name"] = _chosen(_INPUTS, facts["name"], language)
    return _chosen(_CAUSES, key, language).format(**facts)


def note(key: str, language: str) -> str:
    """What a reader should know of a comparison, in a sentence."""
    return _chosen(_NOTES, key, language)


def sentence(key: str, language: str, **facts: str) -> str:
    """A sentence or phrase of a comparison.

    Examples
    --------
    >>> sentence("row", "vi", file="counts.csv", rows="2")
    'counts.csv dòng 2'
    """
    return _chosen(_SENTENCES, key, language).format(**facts)


def part(key: str, language: str) -> str:
    """A part of a report's page: "bảng", "table"."""
    return _chosen(_PARTS, key, language)


def counted(key: str, number: int, language: str) -> str:
    """How many there are of one kind of change.

    Examples
    --------
    >>> counted("moved", 1, "en"), counted("moved", 2, "en")
    ('1 figure moved', '2 figures moved')
    """
    plural = "" if number == 1 else "s"
    shown = integer(number, language)
    return _chosen(_COUNTS, key, language).format(number=shown, s=plural)


def size(measure: str, exact: Fraction, language: str) -> str:
    """How far a figure moved, with its sign and what is counted.

    Parameters
    ----------
    measure : str
        "persons", "attendances", "organisations", "count", "days" or "points".
    exact : Fraction
        Of points a difference of shares, else a whole number.
    language : {"vi", "en"}

    Examples
    --------
    >>> size("persons", Fraction(1), "en"), size("persons", Fraction(-2), "vi")
    ('+1 person', '−2 người')
    >>> size("points", Fraction(1, 13), "en")
    '+7.7 points'
    """
    vi, one, many = _MEASURES[measure]
    is_one = abs(exact) == (Fraction(1, 100) if measure == "points" else 1)
    shown = signed_points(exact, language) if measure == "points" else None
    number = (
        shown
        if shown is not None
        else _signed(integer(abs(int(exact)), language), exact)
    )
    return number + choose(language, vi=vi, en=one if is_one else many)


def signed_points(exact: Fraction, language: str) -> str:
    """A difference of shares in percentage points, with its sign and no noun.

    Examples
    --------
    >>> signed_points(Fraction(1, 13), "vi"), signed_points(Fraction(0), "en")
    ('+7,7', '0')
    """
    points = abs(100 * exact)
    if points.denominator == 1:
        return _signed(decimal(points, language, digits=0), exact)
    # One decimal, and more where that would show nothing.
    digits = next((d for d in range(1, 6) if points * 10**d >= Fraction(1, 2)), 6)
    return _signed(decimal(points, language, digits=digits), exact)


def _signed(number: str, exact: Fraction) -> str:
    if exact == 0:
        return number
    return f"{'+' if exact > 0 else MINUS}{number}"


def _chosen(words: Words, key: str, language: str) -> str:
    vi, en = words[key]
    return choose(language, vi=vi, en=en)
