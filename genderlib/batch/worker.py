"""The process that runs notebooks: jobs in as lines of JSON, results out the same way.

It is started by `genderlib.batch.run` as ``python -m genderlib.batch.worker`` and ends
with it. What a kernel or a library prints goes to the log, never between the results.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any, TextIO

from genderlib.batch.execute import adopt_orphans, die_with_parent, execute
from genderlib.errors import GenderlibError


def main() -> None:
    """Serve jobs until standard input ends."""
    die_with_parent()
    adopt_orphans()
    # Results keep the real standard output; every print goes to standard error.
    results = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    for line in sys.stdin:
        serve(json.loads(line), results)


def serve(job: dict[str, Any], results: TextIO) -> None:
    """Run one job and write its result as one line."""
    try:
        answer = run_job(job)
    except GenderlibError as error:
        answer = {"error": str(error)}
    json.dump(answer, results)
    results.write("\n")
    results.flush()


def run_job(job: dict[str, Any]) -> dict[str, str]:
    """Execute a notebook and export it.

    Parameters
    ----------
    job : dict
        `notebook`, `root`, `parameters`, `timeout`, and `draft` for a draft.

    Returns
    -------
    dict
        `html`, and `notebook`: the executed notebook without paths, times and names.
    """
    import nbformat

    from genderlib.report.exporter import GenderReviewExporter

    executed = execute(
        Path(job["notebook"]),
        job["parameters"],
        root=Path(job["root"]),
        timeout=job["timeout"],
        draft=job.get("draft", False),
    )
    html, _ = GenderReviewExporter().from_notebook_node(executed)
    return {"html": html, "notebook": nbformat.writes(anonymous(executed))}


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
