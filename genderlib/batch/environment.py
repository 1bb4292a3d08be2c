"""The surroundings a notebook runs in: the same for everyone who renders a report."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Final

from genderlib.batch.kernels import NOTEBOOK_VARIABLE, PROVISIONER
from genderlib.data.project import ROOT_VARIABLE
from genderlib.data.reads import READS_VARIABLE

KERNEL: Final = "genderlib"

# Beginnings of variables that lead Python, IPython, Jupyter, matplotlib or the system's
# language to settings of the person who happens to run the command.
_PERSONAL: Final = (
    "IPYTHON",
    "JPY_",
    "JUPYTER",
    "LANG",
    "LC_",
    "MATPLOTLIB",
    "MPL",
    "PYDEVD",
    "PYTHON",
)
# Order of sets, dates in charts, language and time zone: the same on every machine.
_FIXED: Final = {
    # One thread: as fast for tables of this size, and a process is forked safely.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "JUPYTER_NO_CONFIG": "1",
    "LC_ALL": "C.UTF-8",
    "MPLBACKEND": "svg",
    # ipykernel loads a debugger, which warns where nobody debugs.
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    "PYTHONHASHSEED": "0",
    "PYTHONSAFEPATH": "1",
    "PYTHONUTF8": "1",
    "SOURCE_DATE_EPOCH": "0",
    "TZ": "UTC",
}
_PROVISIONERS: Final = {
    False: {"provisioner_name": "local-provisioner"},
    True: {"provisioner_name": PROVISIONER},
}


def worker_environment(folder: Path) -> dict[str, str]:
    """Variables for the worker and its kernels, and the files they lead to.

    Parameters
    ----------
    folder : Path
        A temporary folder; everything that is not the report stays in it.

    Returns
    -------
    dict of str to str
        Those of this process without what is personal. The cache of matplotlib's fonts
        stays where it is: to fill it anew takes as long as half a report, and charts
        name the fonts they are measured with.
    """
    kept = {n: v for n, v in os.environ.items() if not n.startswith(_PERSONAL)}
    settings = folder / "matplotlibrc"
    settings.touch()
    return {
        **kept,
        **_FIXED,
        "IPYTHONDIR": str(folder / "ipython"),
        "JUPYTER_CONFIG_DIR": str(folder / "jupyter"),
        "JUPYTER_DATA_DIR": str(folder / "jupyter"),
        "JUPYTER_PATH": str(folder / "jupyter"),
        "JUPYTER_RUNTIME_DIR": str(folder / "jupyter"),
        "MATPLOTLIBRC": str(settings),
        **_temporary(folder),
    }


def install_kernel(
    folder: Path, root: Path, notebook: Path, *, warm: bool = False
) -> Path:
    """Describe the kernel that the next notebook runs in.

    Jupyter looks for kernels in the user's folders and in the system's too; the one of
    this name is the Python that this process runs in.

    Parameters
    ----------
    folder : Path
        The notebook's own temporary folder.
    root : Path
        The project folder.
    notebook : Path
        What will be run.
    warm : bool
        Fork it, see `genderlib.batch.kernels`.

    Returns
    -------
    Path
        The file in which it is noted what the notebook reads.
    """
    reads = folder / "reads"
    module = ["-m", "ipykernel_launcher", "-f", "{connection_file}"]
    description = {
        "argv": [sys.executable, *module, "--HistoryManager.enabled=False"],
        "display_name": "Python 3",
        "language": "python",
        "env": {
            NOTEBOOK_VARIABLE: str(notebook),
            READS_VARIABLE: str(reads),
            ROOT_VARIABLE: str(root),
            "IPYTHONDIR": str(folder / "ipython"),
            **_temporary(folder),
        },
        "metadata": {"kernel_provisioner": _PROVISIONERS[warm]},
    }
    place = Path(os.environ["JUPYTER_PATH"], "kernels", KERNEL, "kernel.json")
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(json.dumps(description), encoding="utf-8")
    return reads


def _temporary(folder: Path) -> dict[str, str]:
    return dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder))
