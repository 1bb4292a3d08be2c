"""Pictures of JupyterLab as an analyst sees it: the start page, and a completion."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

_WINDOW = {"width": 1280, "height": 800}
_PATIENCE = 120_000  # milliseconds
_SHOWN = ("stameq", "lao_cai")
# A sentence that is being written, up to the question how to cite the group.
_SENTENCE = "\n\nTrong Đảng ủy, nữ chiếm {{ party_committee | "
_KERNEL = (
    "window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel"
    "?.status === 'idle'"
)


def take_lab(browser: Browser, root: Path, folder: Path, shown: Path) -> list[Path]:
    """Take the pictures in a copy of the project; the files written."""
    project, own = folder / "project", folder / "jupyter"
    _prepare(root, project)
    saved = [shown / f"lab-{name}.png" for name in ("start-vi", "start-en", "complete")]
    for language, picture in zip(("vi", "en"), saved, strict=False):
        with _lab(project, own, language) as address:
            page = _opened(browser, address)
            page.locator(".genderlib-start").wait_for()
            page.screenshot(path=picture)
            if language == "vi":
                _complete(page, address, saved[2])
            page.close()
    return saved


def _prepare(root: Path, project: Path) -> None:
    """Years in several states: signed by nobody, never rendered, being collected."""
    raw = project / "data" / "raw"
    raw.mkdir(parents=True)
    shutil.copytree(root / "notebooks", project / "notebooks")
    shutil.copy2(root / "data" / "datapackage.json", project / "data")
    for table in (root / "data" / "raw").glob("*.csv"):
        shutil.copy2(table, raw)
    for organisation in _SHOWN:
        shutil.copytree(root / "data" / "raw" / organisation, raw / organisation)
    for arguments in (["render", "--quiet"], ["new", "--year", "2021"]):
        command = [sys.executable, "-m", "genderlib", *arguments]
        subprocess.run(
            [*command, "--organisation", "stameq"],
            cwd=project,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


@contextmanager
def _lab(project: Path, own: Path, language: str) -> Iterator[str]:
    """A server with settings of its own, by its address."""
    token = secrets.token_hex()
    shutil.rmtree(own, ignore_errors=True)
    names = ["JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"]
    names += ["JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR", "IPYTHONDIR"]
    places = {name: str(own / name) for name in names}
    command = [sys.executable, "-m", "genderlib", "lab", "--language", language]
    command += ["--no-browser", "--allow-root", "--ip=127.0.0.1", "--port=0"]
    command += [f"--IdentityProvider.token={token}"]
    command += ["--LabApp.expose_app_in_browser=True"]
    server = subprocess.Popen(
        command,
        cwd=project,
        env=os.environ | places | {"JUPYTER_PREFER_ENV_PATH": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield f"{_address(own / 'JUPYTER_RUNTIME_DIR')}?token={token}"
    finally:
        server.terminate()
        server.wait()


def _address(runtime: Path) -> str:
    """Where the server listens, once it says so."""
    deadline = time.monotonic() + _PATIENCE / 1000
    while time.monotonic() < deadline:
        for facts in runtime.glob("jpserver-*.json"):
            return str(json.loads(facts.read_text(encoding="utf-8"))["url"])
        time.sleep(0.2)
    raise TimeoutError("JupyterLab did not start")


def _opened(browser: Browser, address: str) -> Page:
    page = browser.new_page(viewport=_WINDOW)  # type: ignore[arg-type]  # a size is a dict
    page.set_default_timeout(_PATIENCE)
    page.goto(address)
    page.wait_for_function(_KERNEL)
    return page


def _complete(page: Page, address: str, picture: Path) -> None:
    """Write a sentence into the annual review and ask how to cite a group."""
    notebook = "lab/tree/notebooks/annual_review.ipynb?reset&"
    page.goto(address.replace("?", notebook))
    page.wait_for_function(_KERNEL)
    page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")
    page.evaluate("""async () => {
        const notebook = window.jupyterapp.shell.currentWidget.content;
        const found = notebook.widgets.findIndex(w => w.model.id === 'title-vi');
        notebook.activeCellIndex = found;
        await notebook.scrollToItem(found);
        notebook.mode = 'edit';
        const { editor } = notebook.activeCell;
        const line = editor.lineCount - 1;
        editor.setCursorPosition({ line, column: editor.getLine(line).length });
        editor.focus();
    }""")
    page.keyboard.type(_SENTENCE)
    page.keyboard.press("Tab")
    page.locator(
        ".jp-Completer:not(.lm-mod-hidden) .jp-Completer-item"
    ).first.wait_for()
    page.screenshot(path=picture)
