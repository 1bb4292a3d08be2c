"""The notebook in JupyterLab with its own server, run by hand: no papermill."""

import json
import os
import secrets
import subprocess
import sys
import time

import nbformat
import pytest

from tests.conftest import copy_project
from tests.review.hostile import fill
from tests.review.year import Year

pytestmark = [pytest.mark.browser, pytest.mark.kernel]

HOSTILE = "<img src=x onerror=alert(1)>$x$ **b**"
NOTEBOOK = "notebooks/annual_review.ipynb"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """What the server shows: the real project, and one whose names are hostile."""
    folder = tmp_path_factory.mktemp("lab")
    copy_project(folder / "real")
    fill(Year(copy_project(folder / "hostile")), HOSTILE)
    return folder


@pytest.fixture(scope="module")
def lab(folder, tmp_path_factory):
    """Address of a JupyterLab of our own, on the loopback, with a token."""
    own = tmp_path_factory.mktemp("jupyter")
    token = secrets.token_hex()
    places = {
        f"JUPYTER_{name}": str(own / name)
        for name in ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR")
    } | {
        f"JUPYTERLAB_{name}": str(own / name)
        for name in ("SETTINGS_DIR", "WORKSPACES_DIR")
    }
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
        *("--ip=127.0.0.1", "--port=0", f"--IdentityProvider.token={token}"),
        *(f"--ServerApp.root_dir={folder}", "--LabApp.news_url=None"),
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.expose_app_in_browser=True",
    ]
    settings = {"IPYTHONDIR": str(own / "ipython"), "JUPYTER_PREFER_ENV_PATH": "1"}
    with (own / "log").open("wb") as log:
        server = subprocess.Popen(
            command, env=os.environ | places | settings, stdout=log, stderr=log
        )
        try:
            address = address_of(server, own)
            yield lambda path: f"{address}lab/tree/{path}?token={token}&reset"
        finally:
            # The server ends its kernels and terminals before itself.
            server.terminate()
            server.wait(30)


def address_of(server, own, patience=60):
    """Where the server listens, once it says so."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline and server.poll() is None:
        for facts in (own / "RUNTIME_DIR").glob("jpserver-*.json"):
            return json.loads(facts.read_text(encoding="utf-8"))["url"]
        time.sleep(0.1)
    raise TimeoutError((own / "log").read_text(encoding="utf-8"))


@pytest.fixture
def tab(browser):
    """A page that reaches the loopback and nothing else; it opens no dialog."""
    problems = []
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(90_000)
    context.route(
        lambda url: not url.startswith(("http://127.0.0.1:", "data:", "blob:")),
        lambda route: (problems.append(route.request.url), route.abort()),
    )
    page = context.new_page()
    page.on("dialog", lambda box: (problems.append(box.message), box.dismiss()))
    yield page
    context.close()
    assert problems == []


def run_all(page, address):
    """Open a notebook, run it from the first cell to the last, and save it."""
    page.goto(address)
    page.wait_for_function(
        "window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel"
    )
    page.evaluate("""async () => {
        const { commands, shell } = window.jupyterapp;
        await shell.currentWidget.revealed;
        await commands.execute('notebook:run-all-cells');
        await commands.execute('docmanager:save');
    }""")
    page.locator("table#figures").wait_for(state="attached")


def test_every_cell_runs_and_shows_what_it_should(lab, tab, folder):
    run_all(tab, lab(f"real/{NOTEBOOK}"))

    notebook = nbformat.read(folder / "real" / NOTEBOOK, as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    kinds = {output.output_type for cell in cells for output in cell.outputs}
    assert [c.id for c in cells if c.execution_count is None] == []
    assert kinds == {"display_data", "execute_result"}
    assert tab.locator("table#figures tbody tr").count() > 100
    # Figures in sentences are still marked, and headings reach the contents panel.
    share = tab.locator('p data[data-figure="training.share"]').first
    assert share.text_content() == "55,8%"
    tab.evaluate("window.jupyterapp.commands.execute('toc:show-panel')")
    contents = tab.locator(".jp-TableOfContents-tree")
    contents.get_by_text("Ai được đào tạo?").first.wait_for(state="attached")


def test_a_hostile_name_is_text_in_jupyterlab_too(lab, tab):
    run_all(tab, lab(f"hostile/{NOTEBOOK}"))

    # Formulas are typeset after the text is shown.
    tab.wait_for_timeout(2000)
    heading = tab.locator(".jp-OutputArea h1").first.text_content()
    made = {
        selector: tab.locator(f".jp-OutputArea {selector}").count()
        for selector in ('img[src="x"]', "mjx-container", "b", "em")
    }
    assert made == dict.fromkeys(made, 0)
    assert HOSTILE in heading
