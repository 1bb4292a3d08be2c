"""How fast reports are made, and how much memory that takes.

Run it with ``python benchmarks/batch.py``, or name what to measure after it: `speed`,
`cpu`, `cold`, `fresh`, `many`. The organisations are invented and have the counts of
the 2020 review. What is compared alternates in every run, because other work on the
machine slows all of it; a line holds the ratios of all runs, and their median.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
from verify import make_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from genderlib.data import Project

BIN = Path(sys.executable).parent
REVIEW = ("--notebook", "annual_review")
WANTED = ("--year", "2020", *REVIEW)
REPORTS = 24
# A loop is measured with fewer reports, and its time a report is taken.
SHELL_REPORTS, LOOP_REPORTS = 1, 4
SECONDS_TO_END = 10

LOOP = """\
import sys, time
from pathlib import Path
import papermill
from genderlib.report.exporter import GenderReviewExporter
import nbformat
exporter = GenderReviewExporter()
notebook, folder, *organisations = sys.argv[1:]
for number, organisation in enumerate(organisations):
    if number == 1:
        begun = time.perf_counter()
    out = Path(folder, "out.ipynb")
    papermill.execute_notebook(
        notebook, out, parameters={"organisation": organisation, "year": 2020},
        progress_bar=False,
    )
    html, _ = exporter.from_notebook_node(nbformat.read(out, 4))
    Path(folder, f"{organisation}.html").write_text(html, encoding="utf-8")
print((time.perf_counter() - begun) / (len(organisations) - 1))
"""
# The cells in a process in which they ran before, so that all is imported.
CELLS = """\
import json, sys, time
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
notebook, *organisations = sys.argv[1:]
cells = [c for c in json.load(open(notebook))["cells"] if c["cell_type"] == "code"]
shell = InteractiveShell.instance()
for number, organisation in enumerate(organisations):
    if number == 1:
        begun = time.process_time()
    for cell in cells:
        source = "".join(cell["source"])
        if "parameters" in cell["metadata"].get("tags", []):
            source += f"\\norganisation = {organisation!r}\\nyear = 2020\\n"
        with capture_output():
            result = shell.run_cell(source, store_history=True)
        result.raise_error()
print((time.process_time() - begun) / (len(organisations) - 1))
"""
SMALL = """\
import genderlib
from IPython.display import HTML, Markdown, display
from genderlib.text.page_words import page_labels
review = genderlib.open_review(organisation, year, language=language)
display(Markdown("# Small"))
facts = dict(kind="report", language=language, title="Small", audience=audience,
             organisation=organisation, organisation_name="X", year=year, state="draft",
             data_date="2020-11-17", version="0", fingerprint="0",
             labels=page_labels(language))
display(HTML('<table id="figures"></table>'), metadata={"genderlib": facts})
"""
PARAMETERS = """\
organisation: str = "stameq"
year: int = 2020
language: str = "vi"
audience: str = "internal"
"""


def names(number: int) -> list[str]:
    return [f"invented_{n:04}" for n in range(number)]


def asked(organisations: list[str]) -> list[str]:
    return [word for name in organisations for word in ("--organisation", name)]


def run(project: Project, command: list[str]) -> tuple[float, float]:
    """Seconds of a command by the clock, and of the processor with all it started."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    environment = {**os.environ, "GENDERLIB_ROOT": str(project.root)}
    subprocess.run(
        command,
        cwd=project.root,
        check=True,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - begun, used


def render(organisations: list[str], *options: str) -> list[str]:
    command = [str(BIN / "genderlib"), "render", "--quiet", *WANTED]
    return [*command, *asked(organisations), *options]


def shell_pair(project: Project) -> float:
    """Seconds of `papermill ... && jupyter nbconvert ...` for one report."""
    notebook = project.notebooks / "annual_review.ipynb"
    out = project.root / "out.ipynb"
    parameters = ["-p", "organisation", names(1)[0], "-p", "year", "2020"]
    first = [str(BIN / "papermill"), str(notebook), str(out), *parameters]
    second = [str(BIN / "jupyter"), "nbconvert", "--to", "gender-review", str(out)]
    return run(project, first)[0] + run(project, second)[0]


def said(project: Project, script: str, *arguments: str) -> float:
    """The number that a script prints."""
    environment = {**os.environ, "GENDERLIB_ROOT": str(project.root)}
    result = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=project.root,
        check=True,
        env=environment,
        capture_output=True,
        text=True,
    )
    return float(result.stdout.split()[-1])


def loop(project: Project) -> float:
    """Seconds a report of a loop around papermill, the first report left out."""
    notebook = str(project.notebooks / "annual_review.ipynb")
    return said(project, LOOP, notebook, str(project.root), *names(LOOP_REPORTS + 1))


def speed(project: Project, runs: int) -> Iterator[str]:
    """24 reports beside two loops."""
    organisations = names(REPORTS // 2)
    shells, loops = [], []
    for _ in range(runs):
        shell, looped = shell_pair(project), loop(project)
        batch, _ = run(project, render(organisations, "--force"))
        shells.append(REPORTS * shell / batch)
        loops.append(REPORTS * looped / batch)
        yield (
            f"  {REPORTS} reports in {batch:.1f} s; shell loop {shell:.1f} s a report, "
            f"papermill loop {looped:.1f} s a report"
        )
    yield ratio(f"{REPORTS} reports, times as fast as the shell loop", shells)
    yield ratio(f"{REPORTS} reports, times as fast as a papermill loop", loops)


def cpu(project: Project, runs: int) -> Iterator[str]:
    """Processor time beside the cells' own."""
    organisations = names(REPORTS // 2)
    notebook = str(project.notebooks / "annual_review.ipynb")
    more, own = [], []
    for _ in range(runs):
        own.append(said(project, CELLS, notebook, *names(5)))
        _, used = run(project, render(organisations, "--force"))
        more.append(used / REPORTS - own[-1])
    yield ratio("CPU of the cells' own code, seconds a report", own)
    yield ratio(f"CPU above it, seconds a report of {REPORTS}", more)


def cold(project: Project, runs: int) -> Iterator[str]:
    """One report from nothing beside the shell pair."""
    one = render(names(1), "--language", "vi", "--force")
    ratios = [run(project, one)[0] / shell_pair(project) for _ in range(runs)]
    yield ratio("one report, cold, part of the shell pair's time", ratios)


def fresh(project: Project, runs: int) -> Iterator[str]:
    """500 reports of a small notebook that are up to date, beside annual reviews.

    What 500 reviews would take is taken from 24.
    """
    write_small(project)
    small = render(names(250), "--notebook", "small")
    run(project, small)
    shares = []
    for _ in range(runs):
        made, _ = run(project, render(names(REPORTS // 2), "--force"))
        looked, _ = run(project, small)
        shares.append(100 * looked / (made * 500 / REPORTS))
        yield f"  {REPORTS} reviews in {made:.1f} s; 500 up to date in {looked:.2f} s"
    yield ratio("500 reports up to date, % of rendering 500 reviews", shares)


def many(project: Project, runs: int) -> Iterator[str]:
    """1,000 reports beside 100, of a small notebook that opens a year.

    It fails where a run leaves a process, a temporary file or an open file behind.
    """
    write_small(project)
    times, peaks = [], []
    for _ in range(runs):
        few, few_peak = watched(project, 50)
        lot, lot_peak = watched(project, 500)
        times.append((lot / 1000) / (few / 100))
        peaks.append(lot_peak - few_peak)
        yield f"  100 in {few:.0f} s, {few_peak:.0f} MB; 1,000 in {lot:.0f} s"
    yield ratio("1,000 reports, time a report, times that of 100", times)
    yield ratio(
        "1,000 reports, peak memory of the command above that of 100, MB", peaks
    )


def write_small(project: Project) -> None:
    def cell(source: str, *tags: str) -> dict[str, object]:
        content = {"source": source, "metadata": {"tags": list(tags)}, "outputs": []}
        return {"cell_type": "code", "id": f"c{len(source)}", **content} | {
            "execution_count": None
        }

    cells = [cell(PARAMETERS, "parameters"), cell(SMALL)]
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (project.notebooks / "small.ipynb").write_text(json.dumps(notebook), "utf-8")


def watched(project: Project, organisations: int) -> tuple[float, float]:
    """Seconds and peak megabytes of the command itself; afterwards all is as before."""
    command = render(names(organisations), "--force", "--notebook", "small")
    temporary = project.root / "temporary"
    temporary.mkdir(exist_ok=True)
    before = there(temporary)
    begun = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=project.root,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "TMPDIR": str(temporary)},
    ) as it:
        # The kernel's own account: what is still there of a process that has ended.
        _, status, used = os.wait4(it.pid, 0)
        it.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - begun
    if it.returncode:
        sys.exit(f"the command ended with exit code {it.returncode}")
    refuse_leftovers(temporary, before)
    return seconds, used.ru_maxrss / 1024


def there(temporary: Path) -> set[str]:
    """Processes of a batch, temporary files, and what this process has open."""
    processes = {f"process {p.pid}" for p in psutil.process_iter() if is_ours(p)}
    files = {f"file {path}" for path in temporary.rglob("*")}
    own = psutil.Process()
    # Windows has handles, and no number for each.
    count = own.num_fds() if hasattr(own, "num_fds") else 0
    return processes | files | {f"descriptor {number + 1}" for number in range(count)}


def refuse_leftovers(temporary: Path, before: set[str]) -> None:
    """End with exit code 1 where anything is left behind after ten seconds."""
    deadline = time.monotonic() + SECONDS_TO_END
    while (left := there(temporary) - before) and time.monotonic() < deadline:
        time.sleep(0.1)
    if left:
        sys.exit(f"left behind: {', '.join(sorted(left))}")


def is_ours(process: psutil.Process) -> bool:
    try:
        return any("genderlib.batch" in word for word in process.cmdline())
    except psutil.Error:
        return False


def ratio(what: str, values: list[float]) -> str:
    low, high = min(values), max(values)
    middle = statistics.median(values)
    return f"{what}: {middle:.2f} (median of {len(values)}; {low:.2f} to {high:.2f})"


PARTS: dict[str, Callable[[Project, int], Iterator[str]]] = {
    "cold": cold,
    "speed": speed,
    "cpu": cpu,
    "fresh": fresh,
    "many": many,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS])
    parser.add_argument("--runs", type=int, default=5)
    wanted = parser.parse_args()
    for part in wanted.parts or PARTS:
        number = {"fresh": 250, "many": 500}.get(part, REPORTS // 2)
        with tempfile.TemporaryDirectory() as folder:
            project = make_project(Path(folder), names(number))
            print(f"{part}: {(PARTS[part].__doc__ or '').splitlines()[0]}")
            for line in PARTS[part](project, wanted.runs):
                print(line, flush=True)


if __name__ == "__main__":
    main()
