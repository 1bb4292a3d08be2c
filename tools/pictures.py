"""Pictures as people see them: reports on desktop, phone and print, and JupyterLab.

`make pictures` renders one report of each notebook into a temporary folder, takes their
pictures in a real browser and writes them to docs/pictures: the ones README shows,
small, and with ``--all FOLDER`` every part of every page for the look-through in
docs/look.md. It exports the review and takes pictures of its other forms. Then it does
the steps of the tutorial and takes the pictures shown there.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import chromium
import tutorial
from form_pictures import missing_programs, take_forms
from lab_pictures import take_lab

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
SHOWN = ROOT / "docs" / "pictures"
WIDTHS = {"desktop": 1200, "phone": 375, "narrow": 320}
# Of each notebook the name of its picture, and whose report of which year it shows.
REPORTS = {
    "annual_review": ("review", "stameq", 2020),
    "trends": ("trends", "national_assembly", 2021),
    "comparison": ("comparison", "lao_cai", 2021),
    "news_item": ("news", "stameq", 2020),
}
# After which command of the tutorial which file is shown, and what of it: a part of the
# page named as in CSS, or the upper part of it.
TOP = "top"
_MADE = "reports/example_district/2024/internal/annual_review"
_FIGURE = "#figure-planned_leaders\\.share"
_WHOSE = "--organisation example_district --year 2024"
STEPS = {
    f"genderlib render {_WHOSE}": {
        "tutorial-report-vi": (f"{_MADE}.vi.html", TOP),
        "tutorial-report-en": (f"{_MADE}.en.html", TOP),
        "tutorial-figure-vi": (f"{_MADE}.vi.html", _FIGURE),
        "tutorial-figure-en": (f"{_MADE}.en.html", _FIGURE),
    },
    f"genderlib export --sign-off {_WHOSE} --language vi": {
        "tutorial-sign-off": (f"{_MADE}.vi.sign-off.html", TOP),
    },
}
_PART = 2400  # pixels of height in one picture of the look-through


def main() -> None:
    """Take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", type=Path, metavar="FOLDER", help="every part too")
    options = parser.parse_args()
    SHOWN.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        reports = render(folder)
        take(reports, options.all, folder)
        take_other_forms(reports, options.all)
    with tempfile.TemporaryDirectory() as name:
        follow_tutorial(Path(name))


def render(folder: Path) -> dict[str, Path]:
    """One report of each notebook in both languages, made in a copy of the project."""
    for part in ("data/raw", "notebooks"):
        shutil.copytree(ROOT / part, folder / part)
    shutil.copy2(ROOT / "data/datapackage.json", folder / "data")
    found = {}
    for notebook, (name, organisation, year) in REPORTS.items():
        command = [sys.executable, "-m", "genderlib", "render", "--quiet"]
        whose = ["--organisation", organisation, "--year", str(year)]
        subprocess.run(
            [*command, "--notebook", notebook, *whose], cwd=folder, check=True
        )
        audience = "public" if notebook == "news_item" else "internal"
        made = folder / "reports" / organisation / str(year) / audience
        for language in ("vi", "en"):
            found[f"{name}-{language}"] = made / f"{notebook}.{language}.html"
    return found


def take(reports: dict[str, Path], every: Path | None, folder: Path) -> None:
    """Open each report in each width and save what is seen."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.find(), args=list(chromium.ARGUMENTS)
        )
        for name, report in reports.items():
            page = opened(browser, report, WIDTHS["desktop"])
            top = {"x": 0, "y": 0, "width": WIDTHS["desktop"], "height": 1000}
            saved = SHOWN / f"{name}.png"
            page.screenshot(path=saved, clip=top, full_page=True)  # type: ignore[arg-type]  # a clip is a dict
            print(saved.relative_to(ROOT))
            if every is not None:
                look_through(browser, name, report, every)
        for saved in take_lab(browser, ROOT, folder / "lab", SHOWN):
            print(saved.relative_to(ROOT))
        browser.close()


def take_other_forms(reports: dict[str, Path], every: Path | None) -> None:
    """The review as Word, PDF and a workbook."""
    if missing := missing_programs():
        print(
            f"No pictures of exported forms: {' and '.join(missing)} not found.",
            file=sys.stderr,
        )
        return
    for language in ("vi", "en"):
        take_forms(reports[f"review-{language}"], language, SHOWN, every)


def follow_tutorial(folder: Path) -> None:
    """Do the steps of the tutorial and take the pictures it shows on the way."""
    from playwright.sync_api import sync_playwright

    steps = tutorial.steps(tutorial.PAGES["vi"].read_text(encoding="utf-8"))
    waiting = dict(STEPS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.find(), args=list(chromium.ARGUMENTS)
        )
        for done in tutorial.do(steps, folder):
            command = getattr(done.step, "text", "")
            for name, (file, part) in waiting.pop(command, {}).items():
                take_part(browser, done.folder / file, part, SHOWN / f"{name}.png")
            if not waiting:
                break
        browser.close()


def take_part(browser: Browser, page: Path, part: str, saved: Path) -> None:
    """Save the top of a page, or the part of it that is named."""
    window = opened(browser, page, WIDTHS["desktop"])
    if part == TOP:
        top = {"x": 0, "y": 0, "width": WIDTHS["desktop"], "height": 1000}
        window.screenshot(path=saved, clip=top, full_page=True)  # type: ignore[arg-type]  # a clip is a dict
    else:
        window.locator(part).screenshot(path=saved)
    window.close()
    print(saved.relative_to(ROOT))


def opened(browser: Browser, report: Path, width: int) -> Page:
    """The report in a window of that width."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.set_default_timeout(120_000)  # a long page takes its time
    page.goto(report.as_uri())
    return page


def look_through(browser: Browser, shown: str, report: Path, folder: Path) -> None:
    """Every part of the page in every width, and the print as PDF."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, width in WIDTHS.items():
        page = opened(browser, report, width)
        height = page.evaluate("document.documentElement.scrollHeight")
        for number, top in enumerate(range(0, height, _PART)):
            size = {"width": width, "height": min(_PART, height - top)}
            part = {"x": 0, "y": top, **size}
            path = folder / f"{shown}-{name}-{number:02}.png"
            page.screenshot(path=path, clip=part, full_page=True)  # type: ignore[arg-type]  # a clip is a dict
        page.close()
    page = opened(browser, report, WIDTHS["desktop"])
    page.pdf(path=folder / f"{shown}.pdf", prefer_css_page_size=True)


if __name__ == "__main__":
    main()
