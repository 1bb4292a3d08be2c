"""How fast filled workbooks are taken in, and in how much memory.

    python benchmarks/ingest_workbooks.py

Unit workbooks with eighteen invented counts each, taken in by one call in a process of
its own: 125, 250 and 500 of them. The least to hold is 20 a second.
"""

import io
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from datetime import date
from pathlib import Path

import openpyxl

from genderlib.data.workbook import Form, FormRow, make_workbook
from genderlib.data.workbook import form as layout

ROOT = Path(__file__).resolve().parents[1]
YEAR, LEVELS = 2021, ("1", "2", "3", "4", "5", "6")
GROUPS = {
    "staff": ("staff", "persons"),
    "division_heads": ("representation", "persons"),
    "course_english": ("training", "attendances"),
}
UNIT = "Unit 000"
FEWEST_A_SECOND = 20


def filled() -> dict[str, bytes]:
    """One filled workbook, from which the others differ by the unit's name."""
    rows = [
        FormRow(topic, group, level, group, group, counted, 4, 10)
        for group, (topic, counted) in GROUPS.items()
        for level in LEVELS
    ]
    content = make_workbook(Form("stameq", "Tổng cục", "Directorate", YEAR, UNIT, rows))
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    workbook[layout.OVERVIEW].cell(*layout.AS_OF).value = date(YEAR, 12, 31)
    workbook[layout.OVERVIEW].cell(*layout.FILLED_ON).value = date(YEAR + 1, 1, 5)
    for name in layout.SHEETS.values():
        if name in workbook.sheetnames:
            for row in range(layout.FIRST_ROW, layout.FIRST_ROW + len(LEVELS)):
                workbook[name].cell(row, layout.TOTAL).value = 10 + row
                workbook[name].cell(row, layout.WOMEN).value = row
    out = io.BytesIO()
    workbook.save(out)
    with zipfile.ZipFile(out) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_units(folder: Path, count: int) -> str:
    """The workbooks of so many units, and the list of what they are asked."""
    parts = filled()
    asked = ["unit,group,level"]
    for number in range(count):
        unit = f"Unit {number:03}"
        with zipfile.ZipFile(
            folder / f"{number:03}.xlsx", "w", zipfile.ZIP_DEFLATED
        ) as z:
            for name, content in parts.items():
                z.writestr(name, content.replace(UNIT.encode(), unit.encode()))
        asked += [f"{unit},{group},{level}" for group in GROUPS for level in LEVELS]
    return "\n".join(asked) + "\n"


def make_project(folder: Path, count: int) -> tuple[Path, Path]:
    """A project that asks so many units, and their files."""
    project, files = folder / "project", folder / "files"
    shutil.copytree(ROOT / "data", project / "data")
    collection = project / "data" / "collection" / "stameq" / str(YEAR)
    collection.mkdir(parents=True)
    files.mkdir()
    (collection / "asked.csv").write_text(write_units(files, count), encoding="utf-8")
    return project, files


def take_in(project: str, files: str) -> None:
    """Take the files in; seconds for reading alone, for all, and peak memory."""
    from genderlib.data import Project
    from genderlib.data.checks import check_references
    from genderlib.data.dictionary import read_dictionary
    from genderlib.data.ingest import taking

    paths = sorted(Path(files).glob("*.xlsx"))
    found = Project(project)
    references = check_references(found, read_dictionary(found.dictionary))
    groups = taking.groups_of(references)
    taking.read_file_counts(paths[0], groups)
    start = time.perf_counter()
    for path in paths:
        taking.read_file_counts(path, groups)
    reading = time.perf_counter() - start
    read = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    done = taking.ingest(found, paths)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps([reading, seconds, read / 1024, peak / 1024, done.counts]))


def main() -> None:
    """Print one line per number of workbooks."""
    slowest = float("inf")
    for count in (125, 250, 500):
        with tempfile.TemporaryDirectory() as name:
            project, files = make_project(Path(name), count)
            command = [sys.executable, __file__, str(project), str(files)]
            run = subprocess.run(command, check=True, capture_output=True, text=True)
        reading, seconds, read, peak, counts = json.loads(run.stdout)
        slowest = min(slowest, count / seconds)
        print(
            f"{count} workbooks, {counts} counts: {count / seconds:.1f} a second "
            f"({count / reading:.1f} read), {read:.0f} MB after reading, "
            f"{peak:.0f} MB at the peak"
        )
    if slowest < FEWEST_A_SECOND:
        sys.exit(f"fewer than {FEWEST_A_SECOND} a second")


if __name__ == "__main__":
    take_in(*sys.argv[1:]) if sys.argv[1:] else main()
