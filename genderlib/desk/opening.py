"""The start page made ready to be opened: run, trusted, and put where it may lie."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import nbformat
from nbformat.sign import NotebookNotary

from genderlib.batch.execute import private_connection
from genderlib.data.atomic import write_atomically

if TYPE_CHECKING:
    from genderlib.data import Project

START: Final = "start"
SETTINGS: Final = Path(__file__).with_name("settings")
"""What JupyterLab is told to do differently from its own defaults."""
_LANGUAGE: Final = re.compile(r'(?m)^(language: str = )"\w*"')
_SECONDS: Final = 120


def prepare_start(project: Project, language: str) -> Path:
    """Run the start page and keep it among the processed files.

    The notebook itself stays without outputs. What goes wrong in it is shown in it.

    Parameters
    ----------
    project : Project
    language : {"vi", "en"}

    Returns
    -------
    Path
        The notebook to open; JupyterLab trusts what it shows.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    path = project.processed / f"{START}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    notebook = nbformat.read(project.notebook(START), as_version=4)
    for cell in notebook.cells:
        if "parameters" in cell.metadata.get("tags", []):
            cell.source = _LANGUAGE.sub(rf'\g<1>"{language}"', cell.source)
    _run(notebook, path.parent)
    NotebookNotary().sign(notebook)
    write_atomically(path, f"{nbformat.writes(notebook)}\n".encode())
    return path


def _run(notebook: Any, folder: Path) -> None:
    """Run the cells in a kernel that works in a folder; an error is one more output."""
    from nbclient import NotebookClient

    with tempfile.TemporaryDirectory() as sockets:
        client: Any = NotebookClient(
            notebook,
            timeout=_SECONDS,
            allow_errors=True,
            record_timing=False,
            resources={"metadata": {"path": str(folder)}},
            config=private_connection(sockets),
        )
        client.execute()
