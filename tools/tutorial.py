"""The steps of the tutorials: read from the page, done in a folder, compared.

A block of `console` holds commands after `$` and what is seen after each; a line `...`
stands for lines that are left out. Any other block is the content of the file that
the paragraph above it names last. `python tools/tutorial.py` does all steps in a
temporary folder and writes what differs into both tutorials.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
PAGES = {x: ROOT / "docs" / f"tutorial.{x}.md" for x in ("vi", "en")}
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LEFT_OUT = "..."


@dataclass(frozen=True)
class Command:
    """A command and what the tutorial shows after it."""

    text: str
    shown: str


@dataclass(frozen=True)
class File:
    """A file that the reader writes."""

    path: str
    text: str


@dataclass(frozen=True)
class Done:
    """A step, what was seen after it, its exit code, and the folder it ended in."""

    step: Command | File
    seen: str
    code: int
    folder: Path


def steps(page: str) -> list[Command | File]:
    """What the reader of a tutorial does, in order."""
    found: list[Command | File] = []
    above, *blocks = BLOCK.split(page)
    for kind, text, below in zip(*(iter(blocks),) * 3, strict=True):
        if kind == "console":
            found += commands(text)
        else:
            *_, path = re.findall(r"`([^`\n]+)`", above)
            found.append(File(path, text))
        above = below
    return found


def commands(block: str) -> Iterator[Command]:
    """Commands of one block, each with the lines below it.

    Raises
    ------
    ValueError
        If a command does not end.
    """
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        # A command goes on where its line ends in a backslash.
        found = re.fullmatch(r"((?:[^\n]*\\\n)*[^\n]*)\n(.*)", part, re.DOTALL)
        if found is None:
            raise ValueError(f"a command that does not end: {part!r}")
        yield Command(*found.groups())


def do(those: list[Command | File], folder: Path) -> Iterator[Done]:
    """Do the steps in a folder, one after the other."""
    for step in those:
        if isinstance(step, File):
            path = folder / step.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(step.text, encoding="utf-8")
            yield Done(step, "", 0, folder)
        elif step.text.startswith("cd "):
            folder = (folder / step.text.removeprefix("cd ")).resolve(strict=True)
            yield Done(step, "", 0, folder)
        else:
            yield run(step, folder)


def run(step: Command, folder: Path) -> Done:
    """Run a command as a person in that folder does, in a terminal of 80 columns."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    ended = subprocess.run(
        ["/bin/bash", "-c", step.text],
        cwd=folder,
        env={**os.environ, "PATH": path, "COLUMNS": "80", "LC_ALL": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return Done(step, ended.stdout, ended.returncode, folder)


def fits(shown: str, seen: str) -> bool:
    """Whether what was seen is what the tutorial shows, with its lines left out."""
    gap = r"(?:[^\n]*\n)*?"
    parts = [
        gap if line == LEFT_OUT else re.escape(line) + r" *\n"
        for line in shown.splitlines()
    ]
    return re.fullmatch("".join(parts), seen) is not None


def mended(page: str, done: list[Done]) -> str:
    """A tutorial with what was seen in place of what it showed, where that differs."""
    for one in done:
        step = one.step
        if isinstance(step, Command) and not fits(step.shown, one.seen):
            page = page.replace(
                f"$ {step.text}\n{step.shown}", f"$ {step.text}\n{one.seen}", 1
            )
    return page


def main() -> None:
    """Do all steps and write what was seen into both pages."""
    page = PAGES["vi"].read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as name:
        done = list(do(steps(page), Path(name)))
    for path in PAGES.values():
        text = path.read_text(encoding="utf-8")
        path.write_text(mended(text, done), encoding="utf-8")
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
