"""Notebooks and tables that come with the package, for folders that hold only data."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parents[1]
_BUILT: Final = _PACKAGE / "packaged"


def packaged(*parts: str) -> Path:
    """Where a file of the package is that is no code.

    Parameters
    ----------
    *parts : str
        Its path from the root of the sources, `notebooks` and a name for instance.

    Returns
    -------
    Path
        In an installed package a copy that was built in; in a clone the file itself.

    Examples
    --------
    >>> packaged("data", "datapackage.json").is_file()
    True
    """
    root = _BUILT if _BUILT.is_dir() else _PACKAGE.parent
    return root.joinpath(*parts)
