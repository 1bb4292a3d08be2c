"""A report held against the data: is every figure, word and chart what it should be?

The report is made again from `data/raw`, the notebook's prose and the year's narrative,
without running the notebook, and compared piece by piece. Nothing the file says of
itself is trusted but which report it claims to be.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from genderlib.errors import GenderlibError
from genderlib.report.reading import Page, Token, read_file, read_page
from genderlib.report.rebuild import rebuild

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from genderlib.data import Project
    from genderlib.report.reading import Line

# Why a piece differs.
DATA, METHOD, HAND, WORDS, CHART, FILE, NOT_OURS = (
    "data changed",
    "method changed",
    "edited by hand",
    "words changed",
    "chart changed",
    "file changed",
    "not verified",
)
_LONGEST: Final = 80  # characters of a piece in the terminal
_CONTEXT: Final = 5  # words before a difference that help to find it


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing a report says that it should not, or does not say.

    Parameters
    ----------
    reason : str
        "data changed", "method changed", "edited by hand", "words changed",
        "chart changed", "file changed" or "not verified".
    place : str
        prose, table, chart, alternative, head, or "table of figures".
    figure : str
        Identifier of the figure concerned; empty where it is about words.
    found, expected : str
        What the report says and what it should say.
    near : str
        The words before it.
    """

    reason: str
    place: str
    figure: str
    found: str
    expected: str
    near: str = ""


@dataclass(frozen=True, slots=True)
class Verification:
    """What holding one report against the data gave."""

    report: Path
    figures: int
    differences: tuple[Difference, ...]

    @property
    def right(self) -> bool:
        """Whether the report says what the data say."""
        return not self.differences


def verify(
    report: Path, project: Project, *, notebook: Path | None = None
) -> Verification:
    """Hold a report against the data of the project.

    Parameters
    ----------
    report : Path
        The HTML file.
    project : Project
        The folder with the data it should have been made from.
    notebook : Path, optional
        The notebook it was made with; from the report's file name if not given.

    Returns
    -------
    Verification

    Raises
    ------
    NotAReportError
        If the file is no report of this program.
    DataError
        If the data cannot be used today.
    RebuildError
        If the notebook shows what only running it can tell.
    """
    from genderlib.review import open_review

    text = read_file(report)
    page = read_page(text, report.name)
    review = open_review(
        page.organisation,
        _year(page),
        language=page.language,
        audience=page.audience,
        project=project,
    )
    expected = rebuild(notebook or notebook_of(report, project), review)
    if text == expected:
        return Verification(report, len(page.lines), ())
    differences = tuple(compare(page, read_page(expected, report.name)))
    if not differences:
        differences = (Difference(FILE, "head", "", "the file's code", "that of ours"),)
    return Verification(report, len(page.lines), differences)


def notebook_of(report: Path, project: Project) -> Path:
    """The notebook a report was made with, by its name; the annual review otherwise."""
    named = project.notebooks / f"{report.name.partition('.')[0]}.ipynb"
    return named if named.is_file() else project.notebooks / "annual_review.ipynb"


def compare(page: Page, expected: Page) -> Iterator[Difference]:
    """Every difference of a page from what it should be, in the order of reading."""
    reasons = _Reasons(page, expected)
    matcher = SequenceMatcher(None, page.tokens, expected.tokens, autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind != "equal":
            found, wanted = page.tokens[start:end], expected.tokens[first:last]
            near = _near(page.tokens, start)
            yield from _explained(found, wanted, near, reasons)
    yield from _lines(page, expected, reasons)
    if page.fingerprint != expected.fingerprint:
        printed, due = page.fingerprint, expected.fingerprint
        yield Difference(reasons.anywhere, "fingerprint", "", printed, due)


class _Reasons:
    """Why a figure differs, told from the two tables of figures."""

    def __init__(self, page: Page, expected: Page) -> None:
        self._page, self._expected = page, expected
        changed = {self.of(identifier) for identifier in {*page.lines, *expected.lines}}
        self.anywhere = next((r for r in (DATA, METHOD) if r in changed), HAND)

    def of(self, identifier: str) -> str:
        """The reason for one figure."""
        line = self._page.lines.get(identifier)
        wanted = self._expected.lines.get(identifier)
        if line == wanted or (line is None) != (wanted is None):
            return HAND if line == wanted else self._present(line)
        if line is None or wanted is None:
            return HAND
        if (line.formula, line.origins) != (wanted.formula, wanted.origins):
            return DATA
        if line.formula == "read" and line.machine != wanted.machine:
            return DATA
        return METHOD if self._page.version != self._expected.version else HAND

    def _present(self, line: Line | None) -> str:
        """A figure only one of the two has: the data gained or lost it."""
        same_version = self._page.version == self._expected.version
        return DATA if same_version or line is None else METHOD


def _explained(
    found: Sequence[Token], wanted: Sequence[Token], near: str, reasons: _Reasons
) -> Iterator[Difference]:
    """Figures by identifier, then charts, then words."""
    place = (list(found) or list(wanted))[0].place
    shown = [t for t in found if t.kind == "figure"]
    due = [t for t in wanted if t.kind == "figure"]
    for index in range(max(len(shown), len(due))):
        is_, should = _at(shown, index), _at(due, index)
        if is_ == should:
            continue
        known = should or is_
        if known is not None:
            reason = reasons.of(known.figure)
            said = is_.text if is_ else ""
            text = should.text if should else ""
            yield Difference(reason, known.place, known.figure, said, text, near)
    if any(t.kind == "shape" for t in [*found, *wanted]):
        yield Difference(CHART, "chart", "", *_texts(found, wanted, "shape"), near)
    words = _texts(found, wanted, "word")
    if words[0] != words[1]:
        yield Difference(WORDS, place, "", *words, near)


def _lines(page: Page, expected: Page, reasons: _Reasons) -> Iterator[Difference]:
    """Lines of the table of figures that differ."""
    for identifier in {**expected.lines, **page.lines}:
        line, wanted = page.lines.get(identifier), expected.lines.get(identifier)
        if line != wanted:
            yield Difference(
                reasons.of(identifier),
                "table of figures",
                identifier,
                "; ".join(line) if line else "",
                "; ".join(wanted) if wanted else "",
            )


def _at(tokens: Sequence[Token], index: int) -> Token | None:
    return tokens[index] if index < len(tokens) else None


def _texts(
    found: Sequence[Token], wanted: Sequence[Token], kind: str
) -> tuple[str, str]:
    return (
        " ".join(t.text for t in found if t.kind == kind),
        " ".join(t.text for t in wanted if t.kind == kind),
    )


def _near(tokens: Sequence[Token], start: int) -> str:
    words = [token.text for token in tokens[:start] if token.kind != "shape"]
    return " ".join(words[-_CONTEXT:])


def _year(page: Page) -> int:
    from genderlib.report.reading import NotAReportError

    if not (page.year.isascii() and page.year.isdecimal() and len(page.year) == 4):
        raise NotAReportError(f"the report names no year but {page.year!r}")
    return int(page.year)


def verify_all(paths: Iterable[Path], project: Project) -> list[Verification]:
    """Verify reports, and the reports in folders; one that is none is told of too.

    Returns
    -------
    list of Verification
        One per report in the order of their paths. A file that is no report, or whose
        data cannot be used, has one difference that says so.
    """
    return [_verified(report, project) for path in paths for report in _reports(path)]


def _reports(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(found for found in path.rglob("*.html") if found.is_file())


def _verified(report: Path, project: Project) -> Verification:
    try:
        return verify(report, project)
    except GenderlibError as error:
        problem = Difference(NOT_OURS, "file", "", str(error), "")
        return Verification(report, 0, (problem,))


def as_text(results: Iterable[Verification]) -> str:
    """What was found: one line a report, and each difference below a wrong one.

    A long piece is cut; its figure and the words before it say where to look.
    """
    lines = []
    for result in results:
        if result.right:
            lines.append(f"{result.report}: {result.figures} figures, all as the data")
            continue
        lines.append(f"{result.report}: {len(result.differences)} differences")
        lines += [f"  {_line(difference)}" for difference in result.differences]
    return "\n".join(lines) + "\n"


def _line(difference: Difference) -> str:
    what = f" {difference.figure}" if difference.figure else ""
    said = f"{_short(difference.found)} -> {_short(difference.expected)}"
    near = f" (after: {_short(difference.near)})" if difference.near else ""
    return f"{difference.reason}: {difference.place}{what}: {said}{near}"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return f"“{text[:_LONGEST]}…”" if len(text) > _LONGEST else f"“{text}”"


def as_json(results: Iterable[Verification]) -> str:
    """Results for a program: objects with report, right, figures and differences."""
    objects = [
        {
            "report": str(result.report),
            "right": result.right,
            "figures": result.figures,
            "differences": [asdict(difference) for difference in result.differences],
        }
        for result in results
    ]
    return json.dumps(objects, ensure_ascii=False, indent=2) + "\n"
