"""The questions a year's counts leave open, as a text for each unit."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from genderlib.collect.year import CollectedYear, open_collected
from genderlib.data.atomic import write_atomically
from genderlib.data.collection import LOG, distinct_slugs
from genderlib.data.ingest.reconcile import (
    THRESHOLD,
    contradictions,
    moved,
    with_wholes,
)
from genderlib.data.ingest.taking import read_log
from genderlib.data.problems import plain
from genderlib.text.languages import choose
from genderlib.text.numbers import integer, percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from fractions import Fraction
    from pathlib import Path

    from genderlib.collect.year import Key
    from genderlib.data.collection import Asked
    from genderlib.data.ingest.reconcile import Counted
    from genderlib.data.project import Project

_SAID: Final = {
    "the unit notes": ("Đơn vị ghi chú", "You noted"),
    "the definition of the group changed since the form was made": (
        "Định nghĩa của nhóm đã đổi từ khi làm biểu; đã đếm theo định nghĩa nào?",
        "The group is defined differently since the form was made; what was counted?",
    ),
    "the printed share differs from its counts": (
        "Tỷ lệ in trong bảng không khớp với số đếm; số nào đúng?",
        "The printed share differs from its counts; which is right?",
    ),
    "a row of totals differs from the sum of its rows": (
        "Dòng tổng không bằng tổng các dòng; số nào đúng?",
        "A row of totals differs from the sum of its rows; which is right?",
    ),
}


@dataclass(slots=True)
class _Questions:
    """Lines for one unit, by kind."""

    missing: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    contradicts: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    @property
    def sections(self) -> tuple[tuple[str, str, list[str]], ...]:
        return (
            ("Số liệu còn thiếu", "What is missing", self.missing),
            ("Số liệu thay đổi nhiều so với năm trước", "What moved", self.moved),
            ("Số liệu mâu thuẫn", "What contradicts", self.contradicts),
            ("Về các tệp đã gửi", "About the files you sent", self.files),
        )

    def __bool__(self) -> bool:
        return any(lines for _, _, lines in self.sections)


@dataclass(frozen=True, slots=True)
class Question:
    """One question to a unit.

    Parameters
    ----------
    unit : str or None
        Who is asked; None for the organisation as a whole.
    about : str
        What kind of question it is.
    text : str
    """

    unit: str | None
    about: str
    text: str


def open_questions(
    project: Project,
    organisation: str,
    year: int,
    language: str = "vi",
    threshold: Fraction = THRESHOLD,
) -> list[Question]:
    """The questions to the units as they are now; nothing is written.

    Parameters
    ----------
    project : Project
    organisation : str
    year : int
    language : {"vi", "en"}
    threshold : Fraction
        Part of last year's value from which on a change is asked about.

    Returns
    -------
    list of Question
        By unit, in the order in which they are put.

    Raises
    ------
    DataError
        If the tables that hold for every year are wrong.
    ProjectError
        If there is no such organisation.
    """
    now = open_collected(project, organisation, year)
    return [
        Question(unit, choose(language, vi=vi, en=en), plain(text))
        for unit, questions in _questions(now, language, threshold).items()
        for vi, en, lines in questions.sections
        for text in lines
    ]


def write_questions(
    project: Project,
    organisation: str,
    year: int,
    language: str = "vi",
    threshold: Fraction = THRESHOLD,
) -> list[Path]:
    """Write the questions to each unit as a text that can be sent.

    Parameters
    ----------
    project : Project
    organisation : str
    year : int
    language : {"vi", "en"}
    threshold : Fraction
        Part of last year's value from which on a change is asked about.

    Returns
    -------
    list of Path
        One file per unit with questions. Files of units without any are removed.
    """
    now = open_collected(project, organisation, year)
    found = _questions(now, language, threshold)
    names = distinct_slugs(unit or "organisation" for unit in found)
    folder = now.collection / "questions"
    written = []
    for unit, questions in found.items():
        if questions:
            path = folder / f"{names[unit or 'organisation']}.{language}.txt"
            write_atomically(path, _text(now, unit, questions, language).encode())
            written.append(path)
    for old in set(folder.glob(f"*.{language}.txt")) - set(written):
        old.unlink()
    return sorted(written)


def _questions(
    now: CollectedYear, language: str, threshold: Fraction
) -> dict[str | None, _Questions]:
    before = open_collected(now.project, now.organisation, now.year - 1)
    counts, asked, log = now.counts, now.asked, read_log(now.collection / LOG)
    units = [*(a.unit for a in asked), *(unit for unit, _, _ in counts)]
    found = {unit: _Questions() for unit in dict.fromkeys([None, *units])}
    unknown = {tuple(key) for record in log for key in record.get("unknown", ())}
    for one in asked:
        key = (one.unit, one.group, one.level)
        if key not in counts:
            line = _missing(now, key, language, said=key in unknown)
            found[one.unit].missing.append(line)
    then, present = _pairs(before), _pairs(now)
    late = {key[1] for key in _keys(asked) if key not in counts}
    whole = with_wholes(present, late)
    for key, old, new in moved(whole, with_wholes(then, ()), threshold):
        found[key[0]].moved.append(_moved(now, key, old, new, language))
    for key, text, parts in contradictions(present, _keys(asked)):
        found[key[0]].contradicts.append(
            _contradiction(now, key, text, parts, language)
        )
    for record in log:
        questions = found.setdefault(record.get("unit"), _Questions())
        questions.files += _of_file(record, language)
    return found


def _keys(asked: Iterable[Asked]) -> list[Key]:
    return [(one.unit, one.group, one.level) for one in asked]


def _pairs(year: CollectedYear) -> dict[Key, Counted]:
    return {key: (row["women"], row["total"]) for key, row in year.counts.items()}


def _what(now: CollectedYear, key: Key, language: str) -> str:
    group = now.groups[key[1]]
    name = choose(language, vi=group["name_vi"], en=group["name_en"])
    text = f"{name[:1].upper()}{name[1:]}"
    return f"{text}, {key[2]}" if key[2] else text


def _missing(now: CollectedYear, key: Key, language: str, *, said: bool) -> str:
    ask = choose(language, vi="tổng số và số nữ?", en="total and women?")
    later = choose(
        language,
        vi=" Đơn vị đã ghi là chưa có số liệu; khi nào có?",
        en=" You said it is not known yet; when will it be?",
    )
    return f"{_what(now, key, language)}: {ask}{later if said else ''}"


def _moved(
    now: CollectedYear, key: Key, old: Counted, new: Counted, language: str
) -> str:
    pieces = [_fraction(old, language), _fraction(new, language)]
    text = choose(
        language,
        vi="năm {} là {}, năm {} là {}. Vì sao?",
        en="{}: {}, {}: {}. Why?",
    ).format(now.year - 1, pieces[0], now.year, pieces[1])
    return f"{_what(now, key, language)}: {text}"


def _fraction(count: Counted, language: str) -> str:
    women, total = count
    text = f"{integer(women, language)}/{integer(total, language)}"
    return f"{text} ({percent(women, total, language)})" if total else text


def _contradiction(
    now: CollectedYear, key: Key, text: str, parts: str, language: str
) -> str:
    ask = choose(
        language,
        vi="tổng các {} khác với toàn bộ: {}. Số nào đúng?",
        en="the {} do not add up to the whole: {}. Which is right?",
    )
    kinds = {"units": ("đơn vị", "units"), "levels": ("cấp", "levels")}
    kind = kinds[parts][language == "en"]
    late = choose(language, vi="chưa có số liệu của", en="not counted yet")
    shown = text.replace("not counted yet", late)
    return f"{_what(now, key, language)}: {ask.format(kind, shown)}"


def _of_file(record: dict[str, Any], language: str) -> Iterator[str]:
    for question in record.get("questions", ()):
        words = _SAID.get(question["message"], (question["message"],) * 2)
        ask = words[language == "en"]
        place = ", ".join(filter(None, [question["sheet"], question["cell"]]))
        cure = f" {question['cure']}" if question["cure"] and language == "en" else ""
        yield plain(f"{record['file']}, {place}: “{question['value']}”. {ask}{cure}")


def _text(
    now: CollectedYear, unit: str | None, questions: _Questions, language: str
) -> str:
    name = choose(language, vi=now.name["name_vi"], en=now.name["name_en"])
    to = choose(language, vi="Kính gửi", en="To")
    about = choose(
        language,
        vi="Về số liệu bình đẳng giới năm {}, xin đơn vị cho biết:",
        en="On the gender-equality data of {}, please tell us:",
    )
    lines = [f"{to}: {plain(unit or name)}", "", about.format(now.year)]
    number = 0
    for vi, en, found in questions.sections:
        if not found:
            continue
        lines += ["", choose(language, vi=vi, en=en)]
        for text in found:
            number += 1
            lines.append(f"{number}. {plain(text)}")
    return "\n".join(lines) + "\n"
