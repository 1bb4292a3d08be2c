"""The page an analyst starts the day with: what there is, and what to do next."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import jinja2
from markupsafe import Markup

from genderlib.data import Project
from genderlib.desk.steps import count_states, state_name, steps, why
from genderlib.desk.years import NOTEBOOK, overview
from genderlib.text.columns import columns
from genderlib.text.dates import short_date
from genderlib.text.languages import Language, check_language, choose
from genderlib.text.markup import escape
from genderlib.text.names import title
from genderlib.text.outputs import as_lookup

if TYPE_CHECKING:
    from typing import Any

    from genderlib.data import Problem
    from genderlib.desk.steps import Step
    from genderlib.desk.years import Overview, Report, YearState

_WIDTH: Final = 100  # characters, in a terminal
_MOST_PROBLEMS: Final = 20  # shown below a year; `genderlib check` tells all


@dataclass(frozen=True, slots=True)
class StartPage:
    """What there is in a project, and what is to do.

    Parameters
    ----------
    project : Project
    found : Overview
    language : {"vi", "en"}
    folder : Path
        Where it is shown; links lead from there.
    """

    project: Project
    found: Overview
    language: Language
    folder: Path

    def __repr__(self) -> str:
        """The page for a terminal."""
        pairs = (("Năm", "Year"), ("Trạng thái", "State"), ("Việc tiếp theo", "Next"))
        headings = [self.say(*pair) for pair in pairs]
        rows = [self._row(year) for year in self.found.years]
        return columns([headings, *rows], _WIDTH)

    def _row(self, year: YearState) -> tuple[str, str, str]:
        to_do = next(iter(steps(year, self.language)), None)
        said = "–" if to_do is None else " – ".join(filter(None, _said(to_do)))
        state = state_name(year.state, self.language)
        return f"{year.organisation} {year.year}", state, said

    def _repr_html_(self) -> str:
        """The page for JupyterLab; every text of the data in it is escaped."""
        template = _environment().get_template("start.html.j2")
        years = self.found.years
        organisations = [
            (identifier, list(those))
            for identifier, those in groupby(years, key=lambda y: y.organisation)
        ]
        return template.render(
            page=self,
            say=self.say,
            organisations=organisations,
            states=count_states(years),
            problems=self.found.problems,
            index=self.link(self.project.reports / "index.html"),
            most=_MOST_PROBLEMS,
        )

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> tuple[dict[str, str], dict[str, Any]]:
        """What Jupyter shows."""
        del include, exclude
        return as_lookup(self._repr_html_(), repr(self))

    # What the template asks for.

    def say(self, vi: str, en: str) -> str:
        """One of two wordings."""
        return choose(self.language, vi=vi, en=en)

    def title(self, organisation: str) -> Markup:
        """Name of an organisation; its identifier where it has no row."""
        row = self.found.names.get(organisation, {})
        full = row.get(f"name_{self.language}") or row.get("name_vi") or organisation
        return title(str(full))

    def link(self, path: Path) -> Markup:
        """Address of a file from where the page is shown; empty where there is none."""
        if not path.exists():
            return Markup("")
        return escape(quote(Path(os.path.relpath(path, self.folder)).as_posix()))

    def state(self, state: str) -> str:
        """What a state is called."""
        return state_name(state, self.language)

    def steps(self, year: YearState) -> list[Step]:
        """What is to do for a year."""
        return steps(year, self.language)

    def why(self, year: YearState) -> str:
        """Why its report is not up to date."""
        return why(year, self.language)

    def files(self, year: YearState) -> list[Path]:
        """Files an analyst opens: the counts, the words, and what else is there."""
        first = [path for path in year.tables if path.stem in ("counts", "to_do")]
        words = [path for path in year.narratives if path.exists()]
        others = [path for path in year.tables if path not in first]
        return [*first, *words, *others]

    def report_name(self, report: Report) -> str:
        """A report in a few words."""
        words = _NOTEBOOKS.get(report.notebook, (report.notebook,) * 2)
        audience = ("công khai", "public") if report.audience == "public" else ("", "")
        english = self.language == "en"
        tongue = _TONGUES[report.language][english]
        parts = (words[english], tongue, audience[english])
        return ", ".join(filter(None, parts))

    def day(self, iso: str) -> str:
        """A date as people write it."""
        return short_date(date.fromisoformat(iso), self.language)

    def place(self, problem: Problem) -> str:
        """Where something is wrong."""
        row = self.say("dòng", "row")
        at = f", {row} {problem.row}" if problem.row is not None else ""
        return f"{problem.file}{at}"


_NOTEBOOKS: Final[dict[str, tuple[str, str]]] = {
    NOTEBOOK: ("Báo cáo năm", "Annual review"),
    "trends": ("Xu hướng", "Trends"),
    "comparison": ("So sánh", "Comparison"),
    "news_item": ("Tin", "News item"),
}
_TONGUES: Final = {"vi": ("tiếng Việt", "Vietnamese"), "en": ("tiếng Anh", "English")}


def start_page(
    language: str = "vi", organisation: str = "", *, project: Project | None = None
) -> StartPage:
    """What there is, how far each year has come, and what to do next.

    Nothing is rendered and nothing is written.

    Parameters
    ----------
    language : {"vi", "en"}
    organisation : str
        Only this one; every one where it is empty.
    project : Project, optional
        The project folder; found from the working folder if not given.

    Returns
    -------
    StartPage
        It shows itself in a notebook and in a terminal.

    Raises
    ------
    ProjectError
        If there is no project here.
    ValueError
        If the language is not one of those above.
    """
    known = check_language(language)
    there = project or Project.find()
    return StartPage(there, overview(there, organisation), known, Path.cwd())


def _said(step: Step) -> tuple[str, str]:
    return step.text, step.command


def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).with_name("template")),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["text"] = escape
    return environment
