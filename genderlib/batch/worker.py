"""The process that runs notebooks: jobs in as lines of JSON, results out the same way.

What a kernel or a library prints goes to standard error, never between the results.
"""

from __future__ import annotations

import json
import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from genderlib.batch.kernels import source, why_not_warm
from genderlib.batch.processes import adopt_orphans, end_with_parent, no_process_left
from genderlib.data.notebooks import do_without_addresses
from genderlib.data.reads import noting
from genderlib.errors import GenderlibError

if TYPE_CHECKING:
    from genderlib.data import YearTables
    from genderlib.data.raw import RawTables
    from genderlib.report.exporter import GenderReviewExporter

Job = dict[str, Any]

# What an index of reports shows.
FACTS = ("title", "organisation_name", "state", "data_date", "fingerprint")

_LONGEST_LINE = 200


def main() -> None:
    """Serve jobs until standard input ends."""
    adopt_orphans()
    # Without its guard nobody would end what it leaves.
    end_with_parent(int(sys.argv[1]))
    # Results keep the real standard output; every print goes to standard error.
    results = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    _load(is_warm="--warm" in sys.argv and not why_not_warm())
    for line in sys.stdin:
        serve(json.loads(line), results)


def _load(*, is_warm: bool) -> None:
    """Import what every job needs, while the command still checks the data."""
    do_without_addresses()
    if is_warm:
        source().start()
    import papermill.execute

    import genderlib.report.exporter

    del papermill, genderlib


def serve(job: Job, results: TextIO) -> None:
    """Run one job and write its result as one line."""
    if job.get("warm") and not why_not_warm():
        # It outlives the job.
        source().start()
    try:
        with no_process_left():
            answer = run_job(job)
    except GenderlibError as error:
        answer = {"error": legible(str(error))}
    except OSError as error:
        answer = {"error": f"the notebook could not be run: {error}"}
    results.write(json.dumps(answer) + "\n")
    results.flush()


def legible(message: str) -> str:
    """A message for a terminal: no line too long, nothing a terminal would obey."""
    short = [
        line if len(line) <= _LONGEST_LINE else f"{line[: _LONGEST_LINE - 1]}…"
        for line in message.splitlines()
    ]
    return "".join(
        char if char.isprintable() or char == "\n" else f"<U+{ord(char):04X}>"
        for char in "\n".join(short)
    )


def run_job(job: Job) -> dict[str, Any]:
    """Execute a notebook and export it.

    Parameters
    ----------
    job : dict
        `notebook`, `root`, `parameters`, `timeout`, `draft` for a draft, `warm` for a
        forked kernel, `keep_notebook` where the notebook is asked for, and `edition`:
        what the report says of its own version.

    Returns
    -------
    dict
        `html`; `notebook`: the executed notebook without paths, times and names, or
        nothing;
        `reads`: what it read; `facts`: what the report says of itself.
    """
    import nbformat

    from genderlib.batch.execute import execute

    executed, reads = execute(
        Path(job["notebook"]),
        job["parameters"],
        root=Path(job["root"]),
        timeout=job["timeout"],
        draft=job.get("draft", False),
        warm=job.get("warm", False) and not why_not_warm(),
    )
    html, resources = _exporter().from_notebook_node(
        as_numbered(executed), {"edition": job["edition"]}
    )
    if job["parameters"].get("audience") == "public":
        with noting() as further:
            attack(html, Path(job["root"]), job["parameters"])
        reads |= further
    facts = {name: resources["report"][name] for name in FACTS}
    keep = job.get("keep_notebook", False)
    notebook = nbformat.writes(anonymous(executed)) if keep else ""
    return {"html": html, "notebook": notebook, "reads": reads, "facts": facts}


@cache
def _exporter() -> GenderReviewExporter:
    """The exporter, kept: to read its templates takes longer than to fill them."""
    from genderlib.report.exporter import GenderReviewExporter

    return GenderReviewExporter()


def attack(html: str, root: Path, parameters: Job) -> None:
    """Try to work out what a public report hides, with all there are beside it.

    Beside it are last year's public reports, and those of this year and the next that
    people may have: signed ones, and versions that were superseded.

    Raises
    ------
    DisclosureError
        If that succeeds; the report must not be written.
    """
    from genderlib.data import Project
    from genderlib.data.folders import published_in
    from genderlib.data.raw import RawTables
    from genderlib.report.editions import is_published, is_record_name
    from genderlib.report.guarding import guard
    from genderlib.report.reading import read_file

    whose, year = parameters["organisation"], parameters["year"]
    project = Project(root)
    tables = RawTables(project)
    last, this, following = (
        project.reports / whose / str(beside) / "public"
        for beside in (year - 1, year, year + 1)
    )
    pages = published_in(project, last)
    pages += [
        page
        for page in sorted((*this.glob("*.html"), *following.glob("*.html")))
        if is_published(page)
    ]
    published = [read_file(page) for page in pages if not is_record_name(page.name)]
    own = tables.year(whose, year)
    guard(
        html,
        own,
        tables.previous(whose, year),
        published=published,
        beside=beside(html, tables, own),
    )


def beside(html: str, raw: RawTables, own: YearTables) -> list[YearTables]:
    """Tables of all that a page sets beside its own organisation and year.

    Years before it where it is a page of years, organisations of its kind where it
    compares some.
    """
    from genderlib.data import earlier_years, others_of_its_kind
    from genderlib.report.guarding_series import side_by_side
    from genderlib.report.reading import read_page

    kept = side_by_side(read_page(html), own)
    if not kept:
        return []
    here, wanted = (own.organisation, own.year), []
    if "years" in kept:
        wanted += earlier_years(raw.project, *here)
    if "organisations" in kept:
        wanted += others_of_its_kind(raw.project, *here)
    return [raw.year(whose, year) for whose, year in wanted]


def as_numbered(notebook: Any) -> Any:
    """Leave out the cell that papermill adds: cells are told of by their number."""
    cells = [
        cell
        for cell in notebook.cells
        if "injected-parameters" not in cell.metadata.get("tags", [])
    ]
    return type(notebook)({**notebook, "cells": cells})


def anonymous(notebook: Any) -> Any:
    """Free an executed notebook of what papermill records: paths, times, durations."""
    notebook.metadata.pop("papermill", None)
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number}"
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
    return notebook


if __name__ == "__main__":
    main()
