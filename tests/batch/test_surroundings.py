"""What surrounds a run changes no byte of a report: settings, folders, other runs."""

import json
import os
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.batch.conftest import REPORT, files, reports_in

pytestmark = pytest.mark.kernel

FAIL = "raise SystemExit('a setting of the user was read')"
KERNEL = json.dumps({"argv": ["false"], "display_name": "x", "language": "python"})
CHANGED = {
    ".local/share/jupyter/kernels/python3/kernel.json": KERNEL,
    ".local/share/jupyter/kernels/genderlib/kernel.json": KERNEL,
    ".local/share/jupyter/nbconvert/templates/gender-review/index.html.j2": "changed",
    ".local/share/jupyter/nbconvert/templates/base/null.j2": "changed",
    ".local/share/jupyter/nbconvert/templates/classic/index.html.j2": "changed",
    ".jupyter/jupyter_nbconvert_config.py": FAIL,
    ".jupyter/jupyter_config.py": FAIL,
    ".ipython/profile_default/startup/x.py": FAIL,
    ".ipython/profile_default/ipython_config.py": FAIL,
    ".ipython/profile_default/ipython_kernel_config.py": FAIL,
    ".config/matplotlib/matplotlibrc": "svg.fonttype: path\nfont.size: 40\n",
    "here/matplotlibrc": "svg.fonttype: path\nfont.size: 40\n",
    "here/papermill.py": FAIL,
    "here/matplotlib.py": FAIL,
    "modules/papermill.py": FAIL,
    "modules/matplotlib.py": FAIL,
    "startup.py": FAIL,
}


def set_up(home):
    for name, content in CHANGED.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return {
        "COLUMNS": "20",
        "IPYTHONDIR": str(home / ".ipython"),
        "JUPYTER_PATH": str(home / ".local" / "share" / "jupyter"),
        "JUPYTER_PREFER_ENV_PATH": "0",
        "LANG": "vi_VN.UTF-8",
        "MATPLOTLIBRC": str(home / ".config" / "matplotlib"),
        "MPLBACKEND": "TkAgg",
        "PYTHONHASHSEED": "7",
        "PYTHONPATH": str(home / "modules"),
        "PYTHONSTARTUP": str(home / "startup.py"),
        "PYTHONWARNINGS": "error::DeprecationWarning",
        "TZ": "Asia/Ho_Chi_Minh",
    }


def test_settings_of_the_user_change_no_byte(command, project):
    # One after the other here, both at once below.
    assert command("render", "--jobs", "1").returncode == 0
    before = reports_in(project)
    index = (project / "reports/index.html").read_bytes()

    settings = set_up(command.home)
    command.environment |= settings | {"GENDERLIB_ROOT": str(project)}
    result = command("render", "--force", cwd=command.home / "here")

    assert (result.returncode, result.stderr) == (0, "")
    assert len(before) == 2
    assert reports_in(project) == before
    assert (project / "reports/index.html").read_bytes() == index
    assert files(command.home).keys() == CHANGED.keys()
    shutil.rmtree(command.home)


def test_a_kernel_runs_this_python_in_a_folder_of_its_own(
    write_notebook, render, project, tmp_path
):
    write_notebook(
        "import json, os, sys\nfrom pathlib import Path\n"
        "facts = [sys.executable, os.getcwd(), os.environ['GENDERLIB_ROOT'],\n"
        "         os.environ['TMPDIR'], os.environ['TZ'], sys.flags.safe_path]\n"
        f"_ = Path({str(tmp_path / 'facts')!r}).write_text(json.dumps(facts))",
        REPORT,
    )

    result = render()

    facts = json.loads((tmp_path / "facts").read_text())
    python, here, root, temporary, zone, safe = facts
    assert result.returncode == 0, result.stderr
    assert Path(python).parent == Path(sys.executable).parent
    assert (root, zone, safe) == (str(project), "UTC", True)
    assert here == temporary
    assert not Path(here).exists()
    assert here != os.getcwd()  # noqa: PTH109  as text


def test_a_kept_notebook_tells_nothing_of_who_ran_it(write_notebook, command, project):
    write_notebook(REPORT)
    kept = project / "reports/stameq/2020/internal/trial.en.ipynb"
    render = ("render", "--notebook", "trial", "--language", "en", "--keep-notebook")

    assert command(*render).returncode == 0
    first = kept.read_bytes()
    assert command(*render, "--force").returncode == 0

    notebook = json.loads(first)
    text = first.decode()
    assert kept.read_bytes() == first
    assert "papermill" not in notebook["metadata"]
    assert notebook["cells"][1]["source"][0].startswith("# Parameters")
    for trace in (project, command.temporary, command.home, sys.prefix, "start_time"):
        assert str(trace) not in text


OPENED = """\
import genderlib
review = genderlib.open_review(organisation, year, language=language)
"""


@pytest.mark.parametrize(
    "rounds",
    [
        pytest.param(1, id="once"),
        pytest.param(10, id="ten-times", marks=pytest.mark.soak),
    ],
)
def test_runs_at_once_do_not_disturb_each_other(
    write_notebook, command, project, rounds
):
    write_notebook(OPENED, REPORT)
    render = ("render", "--notebook", "trial", "--language", "en", "--force")
    assert command(*render).returncode == 0
    before = made(project)

    for _ in range(rounds):
        for name in tables(project):
            (project / "data" / "processed" / name).unlink()
        with ThreadPoolExecutor() as pool:
            results = list(pool.map(lambda _: command(*render), range(3)))

        assert [result.returncode for result in results] == [0, 0, 0]
        assert made(project) == before


def made(project):
    return reports_in(project) | tables(project)


def tables(project):
    processed = files(project / "data" / "processed")
    return {name: processed[name] for name in processed if name[0] != "."}
