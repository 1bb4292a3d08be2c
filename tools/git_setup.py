"""Set git up for notebooks in this repository, and only here: `make git`.

Outputs never reach a commit (nbstripout); `git diff` and `git merge` speak of cells in
place of JSON (nbdime). .gitattributes says for which files; this writes the programs
into the repository's own configuration, by their place from its top folder, so that a
second working tree uses its own .venv. Running it again changes nothing.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_PROGRAMS = ".venv/Scripts" if os.name == "nt" else ".venv/bin"


def settings() -> dict[str, str]:
    """Names and values, as the two programs' own installers write them."""
    strip = f"{_PROGRAMS}/nbstripout --keep-id"
    return {
        "filter.nbstripout.clean": strip,
        "filter.nbstripout.smudge": "cat",
        "diff.jupyternotebook.command": f"{_PROGRAMS}/git-nbdiffdriver diff",
        "merge.jupyternotebook.name": "jupyter notebook merge driver",
        "merge.jupyternotebook.driver": (
            f"{_PROGRAMS}/git-nbmergedriver merge %O %A %B %L %P"
        ),
        "difftool.nbdime.cmd": f'{_PROGRAMS}/git-nbdifftool diff "$LOCAL" "$REMOTE"',
        "mergetool.nbdime.cmd": (
            f'{_PROGRAMS}/git-nbmergetool merge "$BASE" "$LOCAL" "$REMOTE" "$MERGED"'
        ),
    }


def set_up(folder: Path) -> list[str]:
    """Write the settings that are not there yet; the names of those written."""
    written = []
    for name, value in settings().items():
        if _git(folder, "--get", name, check=False) != value:
            _git(folder, "--replace-all", name, value)
            written.append(name)
    return written


def _git(folder: Path, *arguments: str, check: bool = True) -> str:
    done = subprocess.run(
        ["git", "config", "--local", *arguments],  # noqa: S607  git is found on the path
        cwd=folder,
        check=check,
        capture_output=True,
        text=True,
    )
    return done.stdout.rstrip("\n")


def main() -> None:
    """Set this repository up and say what was done."""
    try:
        written = set_up(ROOT)
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"git could not be set up here: {error}")
    for name in written:
        print(f"git config {name}")
    if not written:
        print("git is set up for notebooks already.")


if __name__ == "__main__":
    main()
