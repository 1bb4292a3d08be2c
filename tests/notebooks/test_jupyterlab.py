"""The notebook in JupyterLab with its own server, run by hand: no papermill."""

import contextlib
import json
import os
import secrets
import subprocess
import sys
import time

import nbformat
import psutil
import pytest
from bs4 import BeautifulSoup

from genderlib.batch.kernels import why_not_warm
from genderlib.desk.opening import SETTINGS
from tests.conftest import copy_project
from tests.review.hostile import fill
from tests.review.year import Year

pytestmark = [pytest.mark.browser, pytest.mark.kernel]

HOSTILE = "<img src=x onerror=alert(1)>$x$ **b**"
NOTEBOOK = "notebooks/annual_review.ipynb"
START = "notebooks/start.ipynb"
RENDER = ["render", "--organisation", "stameq", "--year", "2020", "--language", "vi"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """What the server shows: the real project, and one whose names are hostile."""
    folder = tmp_path_factory.mktemp("lab")
    copy_project(folder / "real")
    copy_project(folder / "written")
    fill(Year(copy_project(folder / "hostile")), HOSTILE)
    return folder


@pytest.fixture(scope="module")
def lab(folder, tmp_path_factory):
    """Address of a JupyterLab of our own, on the loopback, with a token."""
    own = tmp_path_factory.mktemp("jupyter")
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={folder}"]
    command += [
        f"--LabApp.app_settings_dir={SETTINGS}",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]
    with running(command, own) as (address, token):
        yield lambda path: f"{address}lab/tree/{path}?token={token}&reset"


@contextlib.contextmanager
def running(command, own, folder=None):
    """A server with settings of its own; it is ended afterwards, kernels first."""
    token = secrets.token_hex()
    own.mkdir(exist_ok=True)
    places = {
        f"JUPYTER_{name}": str(own / name)
        for name in ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR")
    } | {
        f"JUPYTERLAB_{name}": str(own / name)
        for name in ("SETTINGS_DIR", "WORKSPACES_DIR")
    }
    command = [
        *(*command, "--no-browser", "--allow-root", "--ip=127.0.0.1", "--port=0"),
        f"--IdentityProvider.token={token}",
        "--LabApp.expose_app_in_browser=True",
    ]
    settings = {"IPYTHONDIR": str(own / "ipython"), "JUPYTER_PREFER_ENV_PATH": "1"}
    with (own / "log").open("wb") as log:
        environment = os.environ | places | settings
        server = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=log, stderr=log
        )
        try:
            yield address_of(server, own), token
        finally:
            # The server ends its kernels and terminals before itself.
            server.terminate()
            try:
                server.wait(30)
            except subprocess.TimeoutExpired:
                # A kernel that is ended while it starts is waited for without end.
                for process in psutil.Process(server.pid).children(recursive=True):
                    process.kill()
                server.kill()
                server.wait()


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
    opened(page, address)
    run_and_save(page)
    page.locator("table#figures").wait_for(state="attached")


def opened(page, address):
    """Open a notebook and wait for its kernel."""
    page.goto(address)
    page.wait_for_function(
        "window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel"
    )
    page.evaluate("window.jupyterapp.shell.currentWidget.revealed")


def run_and_save(page):
    page.evaluate("""async () => {
        const { commands } = window.jupyterapp;
        await commands.execute('notebook:run-all-cells');
        await commands.execute('docmanager:save');
    }""")


def complete(page, word):
    """Ask for completion and take one word; what was offered."""
    page.keyboard.press("Tab")
    offered = page.locator(".jp-Completer:not(.lm-mod-hidden) .jp-Completer-item")
    offered.first.wait_for()
    told = [" ".join(text.split()) for text in offered.all_text_contents()]
    offered.filter(has_text=word).first.click()
    return told


def edit(page, cell):
    """Put the cursor at the end of a cell, found by its identifier."""
    page.evaluate(
        """async (wanted) => {
            const notebook = window.jupyterapp.shell.currentWidget.content;
            const found = notebook.widgets.findIndex(w => w.model.id === wanted);
            notebook.activeCellIndex = found;
            const cell = notebook.activeCell;
            await notebook.scrollToItem(found);
            await cell.ready;
            notebook.mode = 'edit';
            const last = cell.editor.lineCount - 1;
            const column = cell.editor.getLine(last).length;
            cell.editor.setCursorPosition({ line: last, column });
            cell.editor.focus();
        }""",
        cell,
    )


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


def test_an_analyst_changes_a_sentence_and_it_is_in_the_report(lab, tab, folder):
    run_all(tab, lab(f"written/{NOTEBOOK}"))
    edit(tab, "title-vi")
    tab.keyboard.type("\n\nTrong Đảng ủy, nữ chiếm {{ party_c")
    groups = complete(tab, "party_committee")
    tab.keyboard.type(" | s")
    figures = complete(tab, "share")
    tab.keyboard.type(" }}.")
    run_and_save(tab)

    # 4 of the 13 members are women.
    sentence = tab.locator(".jp-OutputArea p", has_text="Trong Đảng ủy, nữ chiếm")
    assert sentence.text_content() == "Trong Đảng ủy, nữ chiếm 30,8%."
    assert any("đảng ủy" in one for one in groups), groups
    assert any("share" in one and "30,8%" in one for one in figures), figures
    made = subprocess.run(
        [sys.executable, "-m", "genderlib", *RENDER],
        cwd=folder / "written",
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    report = folder / "written" / made.stdout.strip()
    page = BeautifulSoup(report.read_text("utf-8"), "html.parser")
    (said,) = [p for p in page("p") if "Trong Đảng ủy, nữ chiếm" in p.text]
    assert said.text == "Trong Đảng ủy, nữ chiếm 30,8%."
    assert said.a["href"] == "#figure-party_committee.share"


def test_lab_opens_on_the_start_page_in_either_language(tab, tmp_path):
    root = copy_project(tmp_path / "project")
    command = [sys.executable, "-m", "genderlib", "lab"]
    with running(command, tmp_path / "jupyter", root) as (address, token):
        # Nothing is run: the page is there when it is opened, and it is trusted.
        opened(tab, f"{address}?token={token}")
        page = tab.locator(".genderlib-start")
        page.wait_for()
        first = page.locator("tbody tr:not(.organisation) td strong").first
        vietnamese = page.get_attribute("lang"), first.text_content()
        styled = page.locator("table").evaluate("t => getComputedStyle(t).tableLayout")
        tab.evaluate("""() => {
            const { model } = window.jupyterapp.shell.currentWidget.content;
            const { sharedModel } = model.cells.get(1);
            sharedModel.setSource(sharedModel.source.replace('"vi"', '"en"'));
        }""")
        run_and_save(tab)
        tab.locator('.genderlib-start[lang="en"]').wait_for()
        english = page.get_attribute("lang"), first.text_content()
        page.locator("a", has_text="counts.csv").click()
        tab.locator(".jp-CSVViewer").wait_for()
        source, kernels = forking()
        tab.close()  # which would keep the server waiting

    assert vietnamese == ("vi", "Làm báo cáo")
    assert english == ("en", "Render")
    # JupyterLab's own is "fixed".
    assert styled == "auto"
    assert git_untouched(root)
    if not why_not_warm():
        # The kernel was a fork, and nothing is left of either.
        assert kernels
        assert psutil.wait_procs([*source, *kernels], timeout=30)[1] == []


def forking():
    """Processes below this one that fork kernels, and the kernels."""
    below = psutil.Process().children(recursive=True)
    alike = [p for p in below if "genderlib.batch.forking" in p.cmdline()]
    numbers = {process.pid for process in alike}
    kernels = [process for process in alike if process.ppid() in numbers]
    return [process for process in alike if process not in kernels], kernels


def git_untouched(root):
    """Whether the notebook that is kept in git has no output."""
    notebook = nbformat.read(root / START, as_version=4)
    return not any(cell.get("outputs") for cell in notebook.cells)


def test_a_hostile_name_is_text_on_the_start_page_too(lab, tab):
    opened(tab, lab(f"hostile/{START}"))
    run_and_save(tab)
    page = tab.locator(".genderlib-start")
    page.wait_for()

    tab.wait_for_timeout(2000)
    made = {
        selector: page.locator(selector).count()
        for selector in ('img[src="x"]', "mjx-container", "b", "em")
    }
    assert made == dict.fromkeys(made, 0)
    assert HOSTILE in page.locator("tr.organisation").first.text_content()
