"""Pictures of the 2020 review as Word, PDF and a workbook, in both languages.

LibreOffice opens what is exported, as people do, and prints it; poppler turns pages
into pictures. Where one of the two is missing the pictures that are there stay.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# The form of a picture's name, and the page that is shown of it.
SHOWN = {"docx": ("word", 1), "pdf": ("pdf", 1), "xlsx": ("workbook", 7)}
_DOTS = 64  # an inch
_PROGRAMS = {"soffice": "LibreOffice", "pdftoppm": "poppler-utils"}


def take_forms(report: Path, language: str, target: Path, every: Path | None) -> None:
    """Export a report, print it, and save a page of each form.

    Parameters
    ----------
    report : Path
        Its page, in the reports folder of a project.
    language : {"vi", "en"}
        Of the report.
    target : Path
        Folder of the pictures that documents show.
    every : Path or None
        Folder for all pages; none are kept if it is None.
    """
    for printed, name, page in _printed(report, language):
        _draw(printed, target / name, page)
        print(f"docs/pictures/{name}.png")
        if every is not None:
            _draw(printed, every / f"form-{name}")


def missing_programs() -> list[str]:
    """What has to be installed first."""
    return [name for call, name in _PROGRAMS.items() if shutil.which(call) is None]


def _printed(report: Path, language: str) -> Iterator[tuple[Path, str, int]]:
    organisation, year = report.parts[-4:-2]
    project = report.parents[4]
    wanted = [word for form in SHOWN for word in ("--format", form)]
    whose = ["--organisation", organisation, "--year", year, "--language", language]
    command = [sys.executable, "-m", "genderlib", "export", *wanted, *whose]
    # 1: a value of the letterhead is missing, and marked in the file.
    if subprocess.run(command, cwd=project, check=False).returncode not in {0, 1}:
        raise SystemExit(f"{report.name} could not be exported")
    for form, (name, page) in SHOWN.items():
        made = report.with_suffix(f".{form}")
        yield _as_pdf(made), f"{name}-{language}", page


def _as_pdf(made: Path) -> Path:
    if made.suffix == ".pdf":
        return made
    folder = made.parent / f"printed-{made.suffix[1:]}"
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir"]
    # A profile of its own: another LibreOffice may be open.
    own = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run([*command, folder, own, made], check=True, stdout=subprocess.DEVNULL)
    return folder / made.with_suffix(".pdf").name


def _draw(printed: Path, target: Path, page: int | None = None) -> None:
    """One page under that name, or all with their numbers added to it."""
    one = [] if page is None else ["-f", str(page), "-l", str(page), "-singlefile"]
    command = ["pdftoppm", "-png", "-r", str(_DOTS), *one]
    subprocess.run([*command, printed, target], check=True)
