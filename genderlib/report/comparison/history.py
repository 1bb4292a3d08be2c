"""A commit of the project's repository: its reports, or its data to make them again.

Reports are made by code and not kept in git. Where a commit holds the report itself (a
signed one may be), that is the earlier version. Where it does not, the commit's tables
and notebooks are written into a folder that lasts as long as the comparison, and the
report is made again from them: sentences are filled in and figures computed with the
program of today, and no notebook is run.
"""

from __future__ import annotations

import io
import subprocess
import tarfile
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from genderlib.data import Project
from genderlib.data.project import DICTIONARY
from genderlib.errors import GenderlibError
from genderlib.report.opening import Opener
from genderlib.report.reading import LARGEST, NotAReportError, read_file, read_head
from genderlib.report.rebuild import RebuildError, read_script
from genderlib.report.verify import notebook_of

if TYPE_CHECKING:
    from genderlib.report.rebuild import Script

_LARGEST_TREE: Final = 200_000_000  # bytes of tables and notebooks of one commit
_NEEDED: Final = (DICTIONARY.as_posix(), "data/raw", "notebooks")


class HistoryError(GenderlibError):
    """A commit that cannot be read, or that gives no report."""


class Commit:
    """The project as it was in a commit.

    Parameters
    ----------
    project : Project
        The project of today, in a git repository.
    reference : str
        What names the commit: a branch, a tag, a hash, "HEAD~1".
    folder : Path
        An empty folder for the commit's tables and notebooks.

    Raises
    ------
    HistoryError
        If git is not installed, the project is in no repository, or there is no such
        commit.
    """

    def __init__(self, project: Project, reference: str, folder: Path) -> None:
        self._project, self.reference, self._folder = project, reference, folder
        top = self._git("rev-parse", "--show-toplevel").decode().strip()
        self._top = Path(top).resolve()
        self.hash = self._commit()
        self._scripts: dict[Path, Script] = {}

    def report(self, path: Path) -> str:
        """The report that a commit has in the place of one of today.

        Parameters
        ----------
        path : Path
            The report of today; what it says it is decides which one is made again.

        Returns
        -------
        str
            The HTML: as committed, else made again from the commit's data.

        Raises
        ------
        HistoryError
            If the commit's notebook cannot be made again without running it.
        NoDataError
            If the commit has no data of that organisation and year.
        DataError
            If its tables do not pass the checks of today.
        """
        kept = self.kept(path)
        return kept if kept is not None else self._made_again(path)

    def kept(self, path: Path) -> str | None:
        """The report as it was committed; None where it was not."""
        place = path.resolve()
        if not place.is_relative_to(self._top):
            return None
        name = f"{self.hash}:{place.relative_to(self._top).as_posix()}"
        size = self._git("cat-file", "-s", name, may_fail=True).strip()
        if not size:
            return None
        if int(size) > LARGEST:
            raise NotAReportError(f"{name}: {int(size):,} bytes are more than any has")
        try:
            return self._git("cat-file", "blob", name).decode("utf-8")
        except UnicodeDecodeError as error:
            raise NotAReportError(f"{name}: not text in UTF-8") from error

    def reports(self, folder: Path) -> list[Path]:
        """Where the commit holds reports in a folder, as paths of today."""
        place = folder.resolve()
        if not place.is_relative_to(self._top):
            return []
        inside = place.relative_to(self._top).as_posix()
        within = [] if inside == "." else ["--", inside]
        listed = self._git(
            *("ls-tree", "-r", "-z", "--name-only", self.hash, *within), at_top=True
        )
        names = [name for name in listed.decode().split("\0") if name.endswith(".html")]
        return [self._top / name for name in names]

    @cached_property
    def is_other_program(self) -> bool:
        """Whether the commit's package differs from the one in the folder of today."""
        names = ("diff", "--name-only", self.hash, "--", "genderlib")
        changed = self._git(*names, may_fail=True)
        return bool(changed.strip())

    def _made_again(self, path: Path) -> str:
        head = read_head(read_file(path))
        script = self._script(notebook_of(path, self.project))
        review = Opener(self.project).open(script.opener, head)
        try:
            return script.page(review)
        except RebuildError as error:
            raise HistoryError(
                f"{self.reference}: {error}\nMake it in a folder of its own (git "
                f"worktree add, genderlib render) and name both files."
            ) from error

    def _script(self, notebook: Path) -> Script:
        if notebook not in self._scripts:
            self._scripts[notebook] = read_script(notebook)
        return self._scripts[notebook]

    @cached_property
    def project(self) -> Project:
        """The commit's dictionary, tables and notebooks in the folder given."""
        prefix = self._git("rev-parse", "--show-prefix").decode().strip()
        tree = f"{self.hash}:{prefix}"
        listed = self._git("ls-tree", "-z", "--name-only", tree, *_NEEDED, at_top=True)
        there = [name for name in listed.decode().split("\0") if name]
        if DICTIONARY.as_posix() not in there:
            raise HistoryError(
                f"{self.reference}: this commit holds no {DICTIONARY.as_posix()}, so "
                "there is nothing to make a report from"
            )
        packed = self._git("archive", "--format=tar", tree, *there, at_top=True)
        _unpack(packed, self._folder)
        return Project(self._folder)

    def _commit(self) -> str:
        unknown = HistoryError(
            f"--against {self.reference}: the repository has no such commit\n"
            "Name a branch, a tag or a hash; git log --oneline lists what there is."
        )
        if self.reference.startswith("-") or not self.reference.isprintable():
            raise unknown
        name = f"{self.reference}^{{commit}}"
        found = self._git("rev-parse", "--verify", "--quiet", name, may_fail=True)
        if not found.strip():
            raise unknown
        return found.decode().strip()

    def _git(
        self, *arguments: str, may_fail: bool = False, at_top: bool = False
    ) -> bytes:
        """What git answers; nothing where it fails and may."""
        folder = self._top if at_top else self._project.root
        command = ["git", "-C", str(folder), *arguments]
        try:
            done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603  arguments are ours, and the reference was looked at
        except OSError as error:
            raise HistoryError(
                f"git cannot be started: {error.strerror}\nInstall it to use --against."
            ) from error
        if done.returncode and not may_fail:
            said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
            raise HistoryError(f"{self._project.root}: {said}")
        return b"" if done.returncode else done.stdout


def _unpack(packed: bytes, folder: Path) -> None:
    """Write plain files of an archive below a folder; nothing else in it is taken."""
    room = _LARGEST_TREE
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for member in archive:
            parts = PurePosixPath(member.name).parts
            content = archive.extractfile(member) if member.isfile() else None
            if content is None or ".." in parts or member.name.startswith("/"):
                continue
            room -= member.size
            if room < 0:
                raise HistoryError("the commit's tables are larger than 200 MB")
            path = folder.joinpath(*parts)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.read())
