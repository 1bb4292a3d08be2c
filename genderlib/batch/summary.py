"""What a run did, for programs: `reports/run.json`."""

from __future__ import annotations

import datetime as dt
import json
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from genderlib import __version__
from genderlib.data.atomic import write_atomically

if TYPE_CHECKING:
    from collections.abc import Sequence

    from genderlib.batch.plan import Job
    from genderlib.batch.run import Task
    from genderlib.data import Project

SUMMARY: Final = "run.json"
UP_TO_DATE: Final = "up to date"
SIGNED: Final = "signed"
REFUSED: Final = "failed"


@dataclass(slots=True)
class Summary:
    """What ran, how long, why, and what became of it.

    Parameters
    ----------
    project : Project
    jobs : int
        Notebooks that ran at once.
    kernels : str
        How kernels were started.
    """

    project: Project
    jobs: int = 0
    kernels: str = ""
    _reports: list[dict[str, Any]] = field(default_factory=list)
    _begun: float = field(default_factory=time.monotonic)
    _started: str = field(
        default_factory=lambda: dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    )

    def add(self, jobs: Sequence[Job], outcome: str, error: str = "") -> None:
        """Add reports that no notebook was run for."""
        for job in jobs:
            self._add(job, outcome=outcome, error=error)

    def add_tasks(self, tasks: Sequence[Task]) -> None:
        """Add reports that were to be made."""
        for task in tasks:
            self._add(
                task.job,
                outcome=task.outcome,
                error=task.error,
                why=task.why,
                attempts=task.attempts,
                seconds=round(task.seconds, 2),
            )

    def _add(self, job: Job, *, error: str, **facts: Any) -> None:
        organisation, year, audience = job.data
        said = {"error": error} if error else {}
        self._reports.append(
            {
                "report": self.project.relative(job.target),
                "organisation": organisation,
                "year": year,
                "audience": audience,
                "language": job.language,
                **facts,
                **said,
            }
        )

    def write(self) -> None:
        """Write the summary beside the reports.

        Raises
        ------
        OSError
            If it cannot be written.
        """
        reports = sorted(self._reports, key=lambda report: str(report["report"]))
        content = {
            "version": __version__,
            "started": self._started,
            "seconds": round(time.monotonic() - self._begun, 2),
            "jobs": self.jobs,
            "kernels": self.kernels,
            "reports": reports,
        }
        text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
        write_atomically(self.project.reports / SUMMARY, text.encode())
