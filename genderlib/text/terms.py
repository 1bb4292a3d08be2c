"""What the codes of the tables and of the judgements are called in both languages.

Functions that would show a digit take it as the caller rendered it.
"""

from __future__ import annotations

import re
from typing import Final

from genderlib.text.languages import check_language
from genderlib.text.numbers import between
from genderlib.text.seats import women
from genderlib.text.wording import say

Words = dict[str, tuple[str, str]]

_OUTCOMES: Final[Words] = {
    "met": ("đạt", "met"),
    "not_met": ("chưa đạt", "not met"),
    "not_yet_due": ("chưa đến hạn", "not yet due"),
    "cannot_be_judged": ("chưa thể đánh giá", "cannot be judged"),
    "not_applicable": ("không áp dụng", "does not apply"),
}

_COMPARISONS: Final[Words] = {
    ">=": ("từ {value} trở lên", "at least {value}"),
    ">": ("trên {value}", "more than {value}"),
    "<=": ("không quá {value}", "at most {value}"),
    "<": ("dưới {value}", "less than {value}"),
    "=": ("bằng {value}", "exactly {value}"),
    "about": ("khoảng {value}", "about {value}"),
}

_MEASURES: Final[Words] = {
    "share": ("tỷ lệ nữ", "share of women"),
    "presence": ("số nữ", "number of women"),
    "none": ("không đo bằng số liệu", "not measured by counts"),
}

_CERTAINTIES: Final[Words] = {
    "full_text": ("đã đọc toàn văn", "full text seen"),
    "full_text_of_guidance": (
        "đã đọc toàn văn văn bản hướng dẫn có dẫn lại",
        "full text of guidance that cites it seen",
    ),
    "full_text_of_news_digest": (
        "đã đọc toàn văn bản tin có dẫn lại",
        "full text of a news digest that cites it seen",
    ),
    "full_text_of_provincial_plan": (
        "đã đọc toàn văn kế hoạch của tỉnh có dẫn lại",
        "full text of a provincial plan that cites it seen",
    ),
    "quoted_on_secondary_page": (
        "được trích nguyên văn trên nguồn thứ cấp",
        "quoted on a secondary page",
    ),
    "summary": ("được tóm tắt trên nguồn thứ cấp", "summed up on a secondary page"),
}

_COUNTED: Final[Words] = {
    "persons": ("người", "people"),
    "attendances": ("lượt người", "attendances"),
    "organisations": ("cơ quan", "organisations"),
}

_PROGRAMMES: Final[Words] = {
    "year": ("cả năm", "the year"),
    "action_month": ("tháng hành động", "the action month"),
}

_STATUSES: Final[Words] = {
    "planned": ("dự kiến", "planned"),
    "under_way": ("đang thực hiện", "under way"),
    "done": ("đã thực hiện", "done"),
    "not_reported": ("chưa báo cáo", "not reported"),
}

_REASONS: Final[Words] = {
    "counted": (
        "số liệu cho câu trả lời chắc chắn",
        "the counts give a definite answer",
    ),
    "above_range": (
        "cao hơn mức trên của chỉ tiêu",
        "above the upper end of what is asked",
    ),
    "whatever_the_condition": (
        "đã có điều được yêu cầu, dù điều kiện áp dụng chưa rõ",
        "what is asked for is there, whether or not the condition holds",
    ),
    "not_counted": (
        "nguồn không có số liệu về {groups}",
        "the source gives no count for: {groups}",
    ),
    "hidden": (
        "số liệu về {groups} không công bố vì liên quan đến ít người",
        "the count is hidden because it concerns few people: {groups}",
    ),
    "nobody_counted": ("nhóm không có ai", "there is nobody in the group"),
    "sex_not_recorded": (
        "giới tính của một số người không được ghi, nên chưa rõ có đạt hay không",
        "the sex of some is not recorded, so it may or may not be met",
    ),
    "condition_not_counted": (
        "nguồn không có số liệu về {groups}, nên chưa rõ chỉ tiêu có áp dụng hay không",
        "the source gives no count for: {groups}; so it may or may not apply",
    ),
    "condition_sex_not_recorded": (
        "giới tính của một số người không được ghi, nên chưa rõ có áp dụng hay không",
        "the sex of some is not recorded, so it is not known whether it applies",
    ),
    "condition_not_fulfilled": (
        "điều kiện áp dụng không được đáp ứng",
        "the condition under which it applies does not hold",
    ),
    "no_exact_limit": (
        "chỉ tiêu nói “khoảng” mà không có giới hạn rõ ràng",
        "it says “about” and sets no exact limit",
    ),
}

# Where something stands: articles of laws in Vietnamese, places in sources in English.
_PLACES: Final = (
    ("mục tiêu cụ thể", "specific goals"),
    ("mục tiêu đến", "goals to"),
    ("cơ cấu cấp ủy", "composition of committees"),
    ("cơ cấu ban thường vụ", "composition of standing boards"),
    ("nhiệm kỳ", "term"),
    ("chỉ tiêu", "indicator"),
    ("mục tiêu", "objective"),
    ("khoản", "clause"),
    ("điều", "article"),
    ("điểm", "point"),
    ("đoạn", "paragraph"),
    ("chỗ ghi", "passage"),
    ("phần lời", "text"),
    ("trang tính", "sheet"),
    ("trang", "page"),
    ("bảng", "table"),
    ("dòng", "rows"),
    ("dòng", "row"),
    ("cột", "column"),
    ("ô", "cell"),
)

# "Điều 31 khoản 2 điểm a", the way the tables have it.
_ARTICLE: Final = re.compile(r"(Điều \w+) (khoản \w+)(?: (điểm \w+))?")


def outcome(code: str, language: str) -> str:
    """Whether a norm is met, in a word.

    Examples
    --------
    >>> outcome("cannot_be_judged", "vi")
    'chưa thể đánh giá'
    """
    return _word("outcome", _OUTCOMES, code, language)


def measure(code: str, language: str) -> str:
    """What a norm compares."""
    return _word("measure", _MEASURES, code, language)


def certainty(code: str, language: str) -> str:
    """How the text of a norm was seen."""
    return _word("certainty", _CERTAINTIES, code, language)


def counted(code: str, language: str) -> str:
    """What a row counts, as a noun after a number."""
    return _word("counted", _COUNTED, code, language)


def programme(code: str, language: str) -> str:
    """The programme an activity belongs to."""
    return _word("programme", _PROGRAMMES, code, language)


def status(code: str, language: str) -> str:
    """How far an activity is."""
    return _word("status", _STATUSES, code, language)


def licence(code: str, language: str) -> str:
    """The licence of a source; names of licences stay as they are.

    Examples
    --------
    >>> licence("not_stated", "en"), licence("CC BY", "vi")
    ('not stated', 'CC BY')
    """
    if code in ("", "not_stated"):
        return say(language, vi="không nêu", en="not stated")
    check_language(language)
    return code


def reason(code: str, language: str, groups: str = "") -> str:
    """Why a norm is judged as it is, as a clause.

    Parameters
    ----------
    code : str
        Reason of a judgement.
    language : {"vi", "en"}
    groups : str
        Names of the groups that are not counted, as rendered.

    Examples
    --------
    >>> reason("not_counted", "en", "key leaders")
    'the source gives no count for: key leaders'
    """
    _word("reason", _REASONS, code, language)
    vietnamese, english = _REASONS[code]
    return say(language, vi=vietnamese, en=english, groups=groups)


def comparison(sign: str, value: str, language: str, upper: str | None = None) -> str:
    """What must hold of a value, in words around it.

    Parameters
    ----------
    sign : {">=", ">", "<=", "<", "=", "about", "range"}
    value : str
        The value as rendered.
    language : {"vi", "en"}
    upper : str, optional
        The upper end of a range, as rendered.

    Examples
    --------
    >>> comparison(">=", "25%", "vi"), comparison(">", "35%", "en")
    ('từ 25% trở lên', 'more than 35%')
    >>> comparison("range", "20%", "en", "25%")
    '20% to 25%'
    """
    if sign == "range":
        if upper is None:
            raise ValueError("upper is needed for a range")
        return between(value, upper, language)
    _word("comparison", _COMPARISONS, sign, language)
    vietnamese, english = _COMPARISONS[sign]
    return say(language, vi=vietnamese, en=english, value=value)


def share_asked(
    sign: str,
    value: str,
    language: str,
    upper: str | None = None,
    *,
    counted: str = "persons",
) -> str:
    """The share a norm asks for: of women among people, or of organisations.

    Examples
    --------
    >>> share_asked(">=", "25%", "vi")
    'tỷ lệ nữ từ 25% trở lên'
    >>> share_asked(">=", "25%", "en")
    'at least 25% women'
    >>> share_asked(">", "95%", "en", counted="organisations")
    'more than 95% of organisations'
    """
    asked = comparison(sign, value, language, upper)
    if counted == "organisations":
        return say(
            language,
            vi="tỷ lệ cơ quan {asked}",
            en="{asked} of organisations",
            asked=asked,
        )
    return say(language, vi="tỷ lệ nữ {asked}", en="{asked} women", asked=asked)


def by_year(asked: str, year: str, language: str) -> str:
    """What a norm asks for, with the year of its goal.

    Examples
    --------
    >>> by_year("tỷ lệ nữ từ 25% trở lên", "2020", "vi")
    'tỷ lệ nữ từ 25% trở lên, đạt vào năm 2020'
    >>> by_year("at least 25% women", "2020", "en")
    'at least 25% women by 2020'
    """
    return say(
        language,
        vi="{asked}, đạt vào năm {year}",
        en="{asked} by {year}",
        asked=asked,
        year=year,
    )


def presence_asked(
    sign: str, number: int, language: str, text: str | None = None
) -> str:
    """The number of women a norm asks for.

    Examples
    --------
    >>> presence_asked(">=", 1, "vi"), presence_asked(">=", 1, "en")
    ('có ít nhất một phụ nữ', 'at least one woman')
    """
    people = women(number, language, text)
    if sign == ">=":
        return say(
            language,
            vi="có ít nhất {people}",
            en="at least {people}",
            people=people,
        )
    return comparison(sign, people, language)


def condition_asked(share: str, group: str, language: str) -> str:
    """Where a norm applies: how many women another group must have.

    Parameters
    ----------
    share : str
        Least share of women there, as rendered.
    group : str
        Name of that group, as rendered.

    Examples
    --------
    >>> condition_asked("30%", "all staff", "en")
    'where women are at least 30% of all staff'
    """
    return say(
        language,
        vi="khi nữ chiếm từ {share} trở lên trong {group}",
        en="where women are at least {share} of {group}",
        share=share,
        group=group,
    )


def locator(place: str, language: str) -> str:
    """Where something stands in a document or source, in the report's language.

    Parameters
    ----------
    place : str
        An article as Vietnamese law cites it, or a place in a source in English.

    Examples
    --------
    >>> locator("Điều 31 khoản 2 điểm a", "en")
    'article 31 clause 2 point a'
    >>> locator("Điều 31 khoản 2 điểm a", "vi")
    'điểm a khoản 2 Điều 31'
    >>> locator("paragraph 4", "vi")
    'đoạn 4'
    """
    english = check_language(language) == "en"
    pairs = [(vi, en) if english else (en, vi) for vi, en in _PLACES]
    known = dict(pairs)
    pattern = "|".join(re.escape(word) for word in sorted(known, key=len, reverse=True))
    words = re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)
    named = words.sub(lambda found: known[found[0].lower()], place)
    return named if english else _ARTICLE.sub(_smallest_first, named)


def _smallest_first(found: re.Match[str]) -> str:
    """A place in a law as Vietnamese drafting cites it: point, clause, article."""
    return " ".join(part for part in reversed(found.groups()) if part)


def _word(name: str, words: Words, code: str, language: str) -> str:
    if code not in words:
        raise ValueError(f"{name} must be one of {', '.join(words)}, not {code!r}")
    return words[code][check_language(language) == "en"]
