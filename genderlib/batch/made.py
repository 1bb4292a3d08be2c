"""What a report was made from: kept among the processed tables, compared before a run.

Nothing is lost with these files but time: a report without one is made again. They do
not lie beside the reports, because a hash of a table gives small counts away that a
public report hides.
"""

from __future__ import annotations

import hashlib
import json
import platform
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from genderlib.data.atomic import write_atomically
from genderlib.data.folders import ANY_PAGE, fingerprint_now
from genderlib.report.editions import edition_of
from genderlib.report.records import RecordError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from genderlib.batch.plan import Job
    from genderlib.data import Project
    from genderlib.report.editions import Edition

# Packages whose code stands between a count and the bytes of a page.
PACKAGES: Final = (
    *("babel", "ipykernel", "ipython", "jinja2", "markupsafe", "matplotlib"),
    *("mistune", "nbclient", "nbconvert", "nbformat", "numpy", "pandas", "papermill"),
    *("pyarrow", "scipy", "statsmodels"),
)
_ABSENT: Final = "none"
_VERSION: Final = "the report's version"

Concern = Literal["attempt", "report", "notebook", "program", "data", "beside"]


class Reason(NamedTuple):
    """Why a report would not be the same if it were made again.

    Parameters
    ----------
    concern : str
        What it is about: the last attempt, the report's own file or version, its
        notebook and parameters, the program, data, or reports that are read beside it.
    name : str
        Of the file, parameter or package; empty where there is none.
    text : str
        The whole of it for a person.
    """

    concern: Concern
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Made:
    """What a report was made from, and what became of it.

    Parameters
    ----------
    report : str
        SHA-256 of the file; empty where it was never made.
    notebook : str
        SHA-256 of the executed notebook that was kept; empty where none was.
    origin : dict of str to str
        Fingerprints of the notebook, parameters, code and packages, by their names.
    reads : dict of str to str
        Fingerprints of what the notebook read, see `genderlib.data.reads`.
    facts : dict
        What the report says of itself.
    error : str
        Why it could not be made the last time; empty where it was.
    """

    report: str = ""
    notebook: str = ""
    origin: dict[str, str] = field(default_factory=dict)
    reads: dict[str, str] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    error: str = ""

    @property
    def key(self) -> str:
        """Hash of everything the report depends on."""
        parts = json.dumps([self.origin, self.reads], sort_keys=True)
        return sha256(parts.encode())


def sha256(content: bytes) -> str:
    """SHA-256 in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def folder_of(project: Project) -> Path:
    """Where it is kept what reports were made from."""
    return project.processed / ".made"


def place_of(project: Project, target: Path) -> Path:
    """The file that tells what a report was made from."""
    inside = target.relative_to(project.reports)
    return folder_of(project) / inside.with_suffix(".json")


def read_made(project: Project, target: Path) -> Made:
    """What a report was made from; an empty answer where that is not known."""
    try:
        return Made(**json.loads(place_of(project, target).read_bytes()))
    except (OSError, ValueError, TypeError):
        return Made()


def write_made(project: Project, target: Path, made: Made) -> None:
    """Keep what a report was made from.

    Raises
    ------
    OSError
        If it cannot be written; the report is then made again the next time.
    """
    content = json.dumps(asdict(made), ensure_ascii=False, indent=1) + "\n"
    write_atomically(place_of(project, target), content.encode())


def origin_of(project: Project, job: Job, edition: Edition) -> dict[str, str]:
    """Fingerprints of what a report depends on besides what its notebook reads.

    Parameters
    ----------
    project : Project
    job : Job
    edition : Edition
        What the report says of its version.

    Returns
    -------
    dict of str to str
        By a name that a person understands.
    """
    own = job.notebook.is_relative_to(project.root)
    # A name that no file of the folder has: its own notebook takes its place.
    packaged = f"{job.notebook.name} of the package"
    notebook = project.relative(job.notebook) if own else packaged
    parameters = {f"parameter {n}": json.dumps(v) for n, v in job.parameters.items()}
    return {
        notebook: sha256(job.notebook.read_bytes()),
        **parameters,
        "draft": json.dumps(job.draft),
        _VERSION: json.dumps(edition.facts),
        **program(),
    }


@cache
def program() -> dict[str, str]:
    """Fingerprints of the program as it is while this command runs, by their names."""
    package = Path(__file__).parents[1]
    template = package / "report" / "template"
    files = [p for p in sorted(package.rglob("*")) if _is_code(p)]
    code = [path for path in files if not path.is_relative_to(template)]
    page = [path for path in files if path.is_relative_to(template)]
    return {
        "genderlib's code": _of_files(package, code),
        "the page's template": _of_files(package, page),
        "Python": platform.python_version(),
        **{name: _version(name) for name in PACKAGES},
    }


def _is_code(path: Path) -> bool:
    return "__pycache__" not in path.parts and path.is_file()


def _of_files(folder: Path, files: list[Path]) -> str:
    names = {p.relative_to(folder).as_posix(): sha256(p.read_bytes()) for p in files}
    return sha256(json.dumps(names).encode())


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return _ABSENT


class Staleness:
    """Says why a report would not be the same if it were made again.

    Parameters
    ----------
    project : Project
        Its files are looked at once.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._now: dict[str, str] = {}
        self._made_anew: set[str] = set()

    def will_be_made(self, job: Job) -> None:
        """Take into account that a report, which others may read, will be made."""
        self._made_anew.add(self._project.relative(job.target))

    def reasons(self, job: Job, *, keep_notebook: bool = False) -> list[Reason]:
        """Why a report is to be made; none where it is up to date."""
        made = read_made(self._project, job.target)
        if not made.report:
            return [_FAILED if made.error else _NEVER]
        return list(self._reasons(made, job, keep_notebook=keep_notebook))

    def _reasons(
        self, made: Made, job: Job, *, keep_notebook: bool
    ) -> Iterator[Reason]:
        if made.error:
            yield _FAILED
        yield from _of_file(job.target, made.report)
        if keep_notebook:
            yield from _of_file(job.target.with_suffix(".ipynb"), made.notebook)
        yield from self._of_origin(made, job)
        yield from self.changed(made.reads)
        yield from self._of_reports(made.reads)

    def _of_reports(self, reads: Mapping[str, str]) -> Iterator[Reason]:
        """Of last year's public reports those that will be others soon."""
        for name in reads:
            folder = name.removesuffix(ANY_PAGE)
            if folder != name and any(
                report.startswith(f"{folder}/") for report in self._made_anew
            ):
                yield Reason("beside", name, f"{name} will be made before")

    def _of_origin(self, made: Made, job: Job) -> Iterator[Reason]:
        try:
            edition = edition_of(job.target)
        except RecordError as error:
            yield Reason("report", "", str(error))
            return
        now = origin_of(self._project, job, edition)
        yield from _differences(made.origin, now, _concern_of_origin)

    def changed(self, reads: Mapping[str, str]) -> list[Reason]:
        """What was read and is not the same any more."""
        now = {name: self._at(name) for name in reads}
        return list(_differences(reads, now, _concern_of_read))

    def _at(self, name: str) -> str:
        if name not in self._now:
            self._now[name] = fingerprint_now(self._project, name)
        return self._now[name]


_FAILED: Final = Reason("attempt", "", "it failed the last time")
_NEVER: Final = Reason("attempt", "", "it was never made")


def _of_file(path: Path, expected: str) -> Iterator[Reason]:
    if not path.is_file():
        yield Reason("report", path.name, f"{path.name} is not there")
    elif sha256(path.read_bytes()) != expected:
        yield Reason("report", path.name, f"{path.name} is not as it was made")


def _concern_of_origin(name: str) -> Concern:
    if name == _VERSION:
        return "report"
    return "program" if name in program() else "notebook"


def _concern_of_read(name: str) -> Concern:
    # A page, or any page of a folder.
    return "beside" if name.endswith(".html") else "data"


def _differences(
    before: Mapping[str, str],
    now: Mapping[str, str],
    concern: Callable[[str], Concern],
) -> Iterator[Reason]:
    for name in sorted({*before, *now}):
        was, is_now = before.get(name, ""), now.get(name, "")
        if was == is_now:
            continue
        if name in PACKAGES or name == "Python" or name.startswith("parameter"):
            text = f"{name} is {is_now or _ABSENT}, was {was or _ABSENT}"
        elif was and is_now:
            text = f"{name} changed"
        else:
            text = f"{name} is {'gone' if was else 'new'}"
        yield Reason(concern(name), name, text)
