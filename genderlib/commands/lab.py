"""`genderlib lab`: JupyterLab, opened on the start page."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final
from urllib.parse import quote

import click

from genderlib.commands.answers import shown
from genderlib.text.languages import LANGUAGES

_PROVISIONER: Final = "--KernelProvisionerFactory.default_provisioner_name"


@click.command(context_settings={"ignore_unknown_options": True})
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="vi",
    show_default=True,
    help="Language of the start page.",
)
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def lab(language: str, options: tuple[str, ...]) -> None:
    """Open JupyterLab on the start page.

    It lists organisations and years, how far each has come and what to do next, with
    links to tables, words and reports. Further OPTIONS go to JupyterLab.

    \b
    Example:
      genderlib lab --language en
      genderlib lab --no-browser --port 8890
    """
    from genderlib.batch.kernels import PROVISIONER, why_not_warm
    from genderlib.data import Project
    from genderlib.desk.opening import SETTINGS, prepare_start

    project = Project.find()
    page = prepare_start(project, language)
    click.echo(shown(page), err=True)
    address = quote(project.relative(page))
    command = [
        *(sys.executable, "-m", "jupyterlab"),
        f"--ServerApp.root_dir={project.root}",
        # The list of files begins at the top of the project.
        f"--LabApp.default_url=/lab/tree/{address}?file-browser-path=/",
        # Sentences wrap, and nobody is asked about news from the network.
        f"--LabApp.app_settings_dir={SETTINGS}",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        # Kernels are forked from a process in which all is loaded, where that is safe.
        *([] if why_not_warm() else [f"{_PROVISIONER}={PROVISIONER}"]),
        *options,
    ]
    # So that `genderlib` is found in JupyterLab's terminals and cells.
    programs = str(Path(sys.executable).parent)
    path = os.pathsep.join([programs, os.environ.get("PATH", "")])
    # No shell is between, and the program is this Python itself.
    os.execve(sys.executable, command, os.environ | {"PATH": path})  # noqa: S606  as said
