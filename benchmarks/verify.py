"""How long verifying reports takes, beside rendering them.

Run it with ``python benchmarks/verify.py``. Hundred reports of fifty organisations in
two languages lie in a temporary project; the organisations are invented and have the
counts of the 2020 review. Each run verifies all of them with the real command, from
its start to its end, and renders a few of them anew. What rendering hundred would take
is the mean of those few as the log gives it, without the time to start the command.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from genderlib.data import Project
from genderlib.data.raw import RawTables
from genderlib.report.rebuild import read_script
from genderlib.review import make_review

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("vi", "en")
SECONDS = re.compile(r" in ([\d.]+) s$", re.MULTILINE)


def make_project(folder: Path, organisations: list[str]) -> Project:
    """The real year under invented names, without reports."""
    raw = folder / "data" / "raw"
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    raw.mkdir(parents=True)
    shutil.copy2(ROOT / "data" / "datapackage.json", folder / "data")
    for table in ROOT.joinpath("data", "raw").glob("*.csv"):
        shutil.copy2(table, raw)
    with (raw / "organisations.csv").open("a", encoding="utf-8") as file:
        for name in organisations:
            copy_year(ROOT / "data" / "raw" / "stameq" / "2020", raw / name / "2020")
            vi, en = f"Cơ quan giả định {name}", f"Invented agency {name}"
            file.write(f"{name},{vi},{en},{vi},{en},agency,,,\n")
    return Project(folder)


def copy_year(year: Path, target: Path) -> None:
    """The tables of a year as another organisation's."""
    target.mkdir(parents=True)
    for file in year.iterdir():
        text = file.read_text("utf-8")
        own = re.sub("(?m)^2020,stameq,", f"2020,{target.parent.name},", text)
        (target / file.name).write_text(own, encoding="utf-8")


def make_reports(project: Project, organisations: list[str]) -> None:
    """The reports as `genderlib render` makes them, which takes far longer."""
    script = read_script(project.notebooks / "annual_review.ipynb")
    tables = RawTables(project)
    for name in organisations:
        year = tables.year(name, 2020)
        for language in LANGUAGES:
            review = make_review(year, None, language=language, audience="internal")
            folder = project.reports / name / "2020" / "internal"
            folder.mkdir(parents=True, exist_ok=True)
            page = folder / f"annual_review.{language}.html"
            page.write_text(script.page(review), encoding="utf-8")


def run(project: Project, *arguments: str) -> float:
    """Seconds a command takes from its start to its end."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "genderlib", *arguments]
    subprocess.run(command, cwd=project.root, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def seconds_to_render(project: Project, organisations: list[str]) -> float:
    """Seconds a report, the mean over all languages of some organisations."""
    log = project.root / "log"
    log.unlink(missing_ok=True)
    asked = [word for name in organisations for word in ("--organisation", name)]
    # As a report was rendered before kernels were kept warm, one after the other.
    options = ("--force", "--jobs", "1", "--kernels", "ordinary")
    run(project, "render", *asked, *options, "--log", "log")
    return statistics.mean(map(float, SECONDS.findall(log.read_text("utf-8"))))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reports", type=int, default=100, help="reports to verify")
    parser.add_argument("--rendered", type=int, default=4, help="reports to render")
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    names = [f"invented_{n:03}" for n in range(asked.reports // len(LANGUAGES))]
    few = names[: asked.rendered // len(LANGUAGES)]
    with tempfile.TemporaryDirectory() as folder:
        project = make_project(Path(folder), names)
        make_reports(project, names)
        ratios = []
        for number in range(1, asked.runs + 1):
            verified = run(project, "verify", "reports", "--quiet")
            rendered = asked.reports * seconds_to_render(project, few)
            ratios.append(rendered / verified)
            print(
                f"run {number}: {asked.reports} verified in {verified:5.1f} s, "
                f"rendered in {rendered:5.0f} s ({asked.rendered} measured): "
                f"{ratios[-1]:.1f} times"
            )
        print(
            f"verify is {statistics.median(ratios):.1f} times as fast as render "
            f"(median of {len(ratios)} runs; {min(ratios):.1f} to {max(ratios):.1f})"
        )


if __name__ == "__main__":
    main()
