"""Zip files that are the same bytes on every day, and in every folder."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from collections.abc import Mapping

_DAY: Final = (1980, 1, 1, 0, 0, 0)
_FOR_EVERYONE: Final = 0o644 << 16


def make_archive(files: Mapping[str, bytes]) -> bytes:
    """A zip file.

    Parameters
    ----------
    files : mapping of str to bytes
        Contents by path, in the order of the archive.

    Returns
    -------
    bytes
        No time of day and no name of a machine in it.
    """
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for path, content in files.items():
            entry = ZipInfo(path, _DAY)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = _FOR_EVERYONE
            entry.create_system = 3  # else the system it is made on
            archive.writestr(entry, content)
    return target.getvalue()


def read_archive(content: bytes) -> dict[str, bytes]:
    """Contents of a zip file by path, in its order."""
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
