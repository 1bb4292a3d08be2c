"""A report held against the data: is every figure, word and chart what it should be?

The report is made again from `data/raw`, the notebook's prose and the year's narrative,
without running the notebook, and compared piece by piece. Nothing the file says of
itself is trusted but which report it claims to be.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from genderlib.disclosure import harmless_inputs
from genderlib.errors import GenderlibError
from genderlib.report.differences import Difference, differences
from genderlib.report.editions import (
    current,
    edition_of,
    is_report_name,
    kept,
    last_kept,
    number_kept,
    record_of,
    sha256_of,
)
from genderlib.report.figurewise import check_figures, record_lines
from genderlib.report.held import held, held_alone
from genderlib.report.opening import Opener
from genderlib.report.reading import (
    Place,
    read_file,
    read_head,
    read_page,
)
from genderlib.report.reasons import FILE, explained
from genderlib.report.rebuild import RebuildError, read_script
from genderlib.report.records import parse_record, read_text
from genderlib.report.sign_off import as_draft, make_record, sha256
from genderlib.report.telling import told
from genderlib.report.verification import Verification
from genderlib.text.prose import ProseError

if TYPE_CHECKING:
    from pathlib import Path

    from genderlib.data import Project
    from genderlib.ledger import Ledger
    from genderlib.report.editions import Edition
    from genderlib.report.reading import Page
    from genderlib.report.rebuild import Script
    from genderlib.report.records import Record
    from genderlib.review import Review

NOTEBOOK: Final = "annual_review"
_NOT_COMPARED: Final = "words not compared, only figures"
_LINE: Final = '<tr id="figure-'


class Verifier:
    """Holds reports against the data of one project; what they share is read once.

    Parameters
    ----------
    project : Project
        The folder with the data the reports should have been made from.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._opener = Opener(project)
        self._scripts: dict[Path, Script] = {}
        self._last = ("", "")

    def verify(self, report: Path, *, notebook: Path | None = None) -> Verification:
        """Hold one report against the data.

        Parameters
        ----------
        report : Path
            The HTML file.
        notebook : Path, optional
            The notebook it was made with; from the report's file name if not given.

        Returns
        -------
        Verification
            With a problem where it is no report, or the data do not pass the checks.
        """
        try:
            text = read_file(report)
            return self._verified(report, text, read_head(text), notebook)
        except GenderlibError as error:
            return Verification(report, problem=str(error))

    def record(
        self, report: Path, *, notebook: Path | None = None
    ) -> tuple[Record, Verification]:
        """The record of a draft as it should be today, and what holding it gave.

        Raises
        ------
        GenderlibError
            If the file is no draft of ours, or the data do not pass the checks.
        """
        text = read_file(report)
        head = read_head(text)
        found = self._compared(report, text, head, notebook, edition_of(report))
        return self._due(report, text, head, notebook, found), found

    def figures(self, report: Path) -> Ledger:
        """The figures that a report lists, in its order, with where they come from.

        Raises
        ------
        GenderlibError
            If the file is no report of ours, or the data do not pass the checks.
        """
        page = read_page(read_file(report))
        own = self._script(notebook_of(report, self._project))
        review = self._opener.open(own.opener, page)
        record_lines(page, review)
        return review.ledger

    def inputs(self, report: Path) -> dict[str, str]:
        """SHA-256 of every file that a report is made from, by path from the project.

        Raises
        ------
        GenderlibError
            If the file is no report of ours, or the data do not pass the checks.
        """
        head = read_head(read_file(report))
        return self._inputs(head, notebook_of(report, self._project))

    def _verified(
        self, report: Path, text: str, head: Page, notebook: Path | None
    ) -> Verification:
        home = self._home(report, text, head)
        file = record_of(home)
        if number_kept(home):
            return self._superseded(report, text, file)
        found = self._compared(report, text, head, notebook, edition_of(home))
        if not file.exists():
            return found
        content = read_text(file)
        record = parse_record(file.name, content)
        is_draft = not record.signature or sha256(text) == record.reviewed
        draft = text if is_draft else as_draft(text, head.language)
        due = self._due(home, draft, head, notebook, found)
        sign_off = held(file.name, content, record, text, head.version, due)
        return replace(found, sign_off=sign_off)

    def _superseded(self, report: Path, text: str, file: Path) -> Verification:
        """A version that another one replaced: the data of today are not its own."""
        content = read_text(file)
        record = parse_record(file.name, content)
        note = f"version {record.number}, superseded: held against its own record alone"
        return Verification(
            report,
            text.count(_LINE),
            notes=(note,),
            sign_off=held_alone(file.name, content, record, text),
        )

    def _due(
        self,
        report: Path,
        draft: str,
        head: Page,
        notebook: Path | None,
        found: Verification,
    ) -> Record:
        """What the record of a draft should say today."""
        source = notebook or notebook_of(report, self._project)
        inputs = self._inputs(head, source)
        review = self._opener.open(self._script(source).opener, head)
        lines = [] if found.right else told(found, report.name).splitlines()[1:]
        edition = edition_of(report)
        return make_record(draft, head, source.stem, edition, review, inputs, lines)

    def _inputs(self, head: Page, notebook: Path) -> dict[str, str]:
        """SHA-256 of tables, dictionary and notebook, by path from the project.

        For the public those tables are left out from which a hidden count could be
        found by trying.
        """
        read = self._opener.inputs(self._script(notebook).opener, head)
        root = self._project.root
        others = (self._project.dictionary, notebook.resolve())
        return {
            **(harmless_inputs(read) if head.audience == "public" else read),
            **{
                f.relative_to(root).as_posix()
                if f.is_relative_to(root)
                else f.name: sha256_of(f)
                for f in others
            },
        }

    def _home(self, report: Path, text: str, head: Page) -> Path:
        """The file that records and earlier versions lie beside; a copy has one too."""
        own = self._project.reports
        if report.resolve().is_relative_to(own) or record_of(report).exists():
            return report
        names = (head.organisation, head.year, head.audience)
        if not all(re.fullmatch(r"[\w-]+", name) for name in names):
            return report
        place = own.joinpath(*names) / current(report).name
        last = last_kept(place)
        for candidate in (place, *(kept(place, n) for n in range(last, 0, -1))):
            if candidate.exists() and candidate.read_bytes() == text.encode():
                return candidate
        return place if place.exists() or last else report

    def _compared(
        self,
        report: Path,
        text: str,
        head: Page,
        notebook: Path | None,
        edition: Edition,
    ) -> Verification:
        own = self._script(notebook or notebook_of(report, self._project))
        review = self._opener.open(own.opener, head)
        misplaced = self._misplaced(report, head)
        try:
            expected = self._page(own, review, head.name, edition)
        except (RebuildError, ProseError):
            return self._with_gaps(report, text, own, misplaced, edition)
        if text == expected:
            return Verification(report, text.count(_LINE), misplaced)
        page, should = read_page(text), read_page(expected)
        found = _found(text, expected, page, should)
        found = explained(found, page, should, review, own, edition)
        return Verification(report, len(page.lines), (*misplaced, *found))

    def _with_gaps(
        self,
        report: Path,
        text: str,
        own: Script,
        misplaced: tuple[Difference, ...],
        edition: Edition,
    ) -> Verification:
        """As far as the report can be made again; figure by figure elsewhere."""
        page = read_page(text)
        ending = self._opener.open(own.opener, page)
        record_lines(page, ending)
        again = self._opener.open(own.opener, page)
        expected, obstacles = own.page_with_gaps(again, ending, edition)
        should = read_page(expected)
        found = explained(differences(page, should), page, should, ending, own, edition)
        found += check_figures(page, should, ending)
        notes = tuple(f"{_NOT_COMPARED}: {obstacle}" for obstacle in obstacles)
        return Verification(report, len(page.lines), (*misplaced, *found), notes=notes)

    def _page(self, own: Script, review: Review, name: str, edition: Edition) -> str:
        """What a report should be; the last one is kept for copies of it."""
        key = f"{name} {id(own)} {edition}"
        if self._last[0] != key:
            self._last = key, own.page(review, edition)
        return self._last[1]

    def _script(self, notebook: Path) -> Script:
        if notebook not in self._scripts:
            self._scripts[notebook] = read_script(notebook)
        return self._scripts[notebook]

    def _misplaced(self, report: Path, head: Page) -> tuple[Difference, ...]:
        """A report that lies where another one belongs."""
        folder = self._project.reports
        place = report.resolve()
        if not place.is_relative_to(folder):
            return ()
        *above, name = place.relative_to(folder).parts
        if len(above) != 3 or not is_report_name(name):
            return ()
        belongs = " ".join([*above, name.split(".")[1]])
        if belongs == head.name:
            return ()
        cause = "the file lies where another report belongs"
        return (
            Difference(
                "code", Place("head"), "", head.name, belongs, reason=FILE, cause=cause
            ),
        )


def notebook_of(report: Path, project: Project) -> Path:
    """The notebook a report was made with, by its name; the annual review otherwise."""
    named = project.notebook(report.name.partition(".")[0])
    return named if named.is_file() else project.notebook(NOTEBOOK)


def _found(text: str, expected: str, page: Page, should: Page) -> list[Difference]:
    """Differences; the end of a file that breaks off is one of them and no more."""
    found = differences(page, should)
    if not text.rstrip().endswith("</html>"):
        last = page.blocks[-1]
        found = [d for d in found if d.found]
        broken = Difference("code", last.place, "", "", "</html>", last.text[-60:])
        found.append(replace(broken, block=len(page.blocks)))
    return found or [_unseen(text, expected)]


def _unseen(text: str, expected: str) -> Difference:
    """The first place where only white space or the spelling of code differs."""
    letters = enumerate(zip_longest(text, expected))
    beginning = next(at for at, (one, other) in letters if one != other)
    said, due = (t[beginning : beginning + 40] for t in (text, expected))
    return Difference("code", Place("head"), "", said, due, text[:beginning][-40:])
