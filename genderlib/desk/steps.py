"""The next steps of a year in plain words, the first one first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from genderlib.desk.years import STATES
from genderlib.text.languages import choose
from genderlib.text.numbers import integer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from genderlib.data import Problem
    from genderlib.desk.years import YearState

_STATES: Final[dict[str, tuple[str, str]]] = {
    "problems": ("Số liệu có lỗi", "Problems in the data"),
    "no_counts": ("Chưa có số liệu", "No counts yet"),
    "failed": ("Không làm được báo cáo", "Could not be rendered"),
    "not_rendered": ("Chưa làm báo cáo", "Not yet rendered"),
    "stale": ("Báo cáo đã cũ", "Stale"),
    "draft": ("Dự thảo", "Draft"),
    "signed": ("Đã ký", "Signed"),
}
_CHANGED: Final[dict[str, tuple[str, str]]] = {
    "report": ("tệp báo cáo", "the report's file"),
    "beside": ("báo cáo được đọc kèm", "a report read beside it"),
    "notebook": ("sổ tính", "the notebook"),
    "program": ("chương trình", "the program"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do.

    Parameters
    ----------
    text : str
        In words.
    command : str
        What does it, or helps with it; empty where no command does.
    """

    text: str
    command: str = ""


def state_name(state: str, language: str) -> str:
    """What a state is called."""
    return _STATES[state][language == "en"]


def steps(year: YearState, language: str) -> list[Step]:
    """What is to do for a year.

    Parameters
    ----------
    year : YearState
    language : {"vi", "en"}

    Returns
    -------
    list of Step
        The first is the next; none where nothing is left.
    """
    return list(_steps(year, language))


def _steps(year: YearState, language: str) -> Iterator[Step]:
    whose = f"--organisation {year.organisation} --year {year.year}"
    if year.problems:
        yield Step(_to_mend(year.problems, language), f"genderlib check {whose}")
    if year.state == "no_counts":
        yield _to_add(year, whose, language)
    elif year.questions and year.state != "signed":
        yield _to_answer(year.questions, whose, language)
    yield from _of_report(year, whose, language)
    if year.state == "not_rendered" and not year.has_words:
        vi = "viết lời cho năm này trong narrative.vi.md"
        en = "write the words of the year in narrative.vi.md"
        yield Step(choose(language, vi=vi, en=en))


def _to_mend(problems: Sequence[Problem], language: str) -> str:
    rows = {(problem.file, problem.row) for problem in problems}
    number = integer(len(rows), language)
    if any(problem.row is None for problem in problems):
        en = f"Mend {number} {'place' if len(rows) == 1 else 'places'} in the data"
        return choose(language, vi=f"Sửa {number} chỗ trong số liệu", en=en)
    en = f"Mend {number} {'row' if len(rows) == 1 else 'rows'}"
    return choose(language, vi=f"Sửa {number} dòng số liệu", en=en)


def _to_add(year: YearState, whose: str, language: str) -> Step:
    if year.questions:
        vi = "Thu thập số liệu: gửi biểu cho các đơn vị, rồi nhận lại"
        en = "Add counts: send the workbooks out and take them in"
        return Step(choose(language, vi=vi, en=en), f"genderlib workbook {whose}")
    text = choose(language, vi="Bổ sung số liệu: counts.csv", en="Add counts.csv")
    return Step(text)


def _to_answer(questions: int, whose: str, language: str) -> Step:
    number = integer(questions, language)
    en = f"Answer {number} {'question' if questions == 1 else 'questions'}"
    text = choose(language, vi=f"Trả lời {number} câu hỏi", en=en)
    return Step(text, f"genderlib check --questions {whose}")


def _of_report(year: YearState, whose: str, language: str) -> Iterator[Step]:
    """What is to do with the report, where the data allow one."""
    render = f"genderlib render {whose}"
    if year.state == "failed":
        text = choose(language, vi="Sửa lỗi rồi làm lại", en="Mend the error, render")
        yield Step(text, render)
    elif year.state == "not_rendered":
        yield Step(choose(language, vi="Làm báo cáo", en="Render"), render)
    elif year.state == "stale":
        yield Step(choose(language, vi="Làm lại báo cáo", en="Render again"), render)
    elif year.state == "draft":
        text = choose(language, vi="Đọc, kiểm tra và ký", en="Read, check and sign")
        yield Step(text, f"genderlib export --sign-off {whose}")
    elif year.changed:
        vi = "Số liệu đổi sau khi ký: xem có cần bản mới"
        en = "Data changed after signing: decide on a new version"
        yield Step(choose(language, vi=vi, en=en), f"{render} --supersede")


def why(year: YearState, language: str) -> str:
    """Why a report is not up to date, in a few words; empty where it is.

    Files of data are named; of all else it is said only what kind of thing changed.
    """
    data = [reason.name for reason in year.changed if reason.concern == "data"]
    named = dict.fromkeys(name.rpartition("/")[2] for name in data)
    parts = [name for name in named if name]
    if data and not parts:
        parts.append(choose(language, vi="số liệu", en="the data"))
    concerns = {reason.concern for reason in year.changed}
    parts += [
        choose(language, vi=vi, en=en)
        for concern, (vi, en) in _CHANGED.items()
        if concern in concerns
    ]
    changed = choose(language, vi="Đã đổi: {}.", en="Changed: {}.")
    return changed.format(", ".join(parts)) if parts else ""


def count_states(years: Sequence[YearState]) -> dict[str, int]:
    """Years by their state, what stands in the way of all else first."""
    found = [year.state for year in years]
    return {state: found.count(state) for state in STATES if state in found}
