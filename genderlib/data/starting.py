"""A new project folder: the tables every organisation shares, and a row for one."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from genderlib.data.atomic import write_atomically
from genderlib.data.collection import to_csv
from genderlib.data.dictionary import read_dictionary
from genderlib.data.forms import text_problem
from genderlib.data.packaged import packaged
from genderlib.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_DICTIONARY: Final = "datapackage.json"
_NOTEBOOKS: Final = "*.ipynb"


@dataclass(frozen=True, slots=True)
class Organisation:
    """Whom a new project is for.

    Parameters
    ----------
    identifier : str
        Small letters, digits and underscores; the name of its folder.
    name_vi, name_en : str
        Its names in full; reports open with them.
    kind : str
        Which kind of organisation it is; those of one kind are compared.
    """

    identifier: str
    name_vi: str
    name_en: str
    kind: str = "agency"


def start_project(
    folder: Path, organisation: Organisation, *, notebooks: bool = False
) -> list[Path]:
    """Make a folder in which reports can be made.

    Parameters
    ----------
    folder : Path
        Made where it is not there.
    organisation : Organisation
    notebooks : bool
        Whether to copy the notebooks, to be changed; those of the package are used
        otherwise.

    Returns
    -------
    list of Path
        Files that were written: the dictionary, groups, norms, rules of disclosure and
        the organisation's row. Rows that are about another organisation are left out.

    Raises
    ------
    ProjectError
        If the folder is a project already, a name cannot be one, or nothing can be
        written there; what was there stays as it is.
    """
    _check(folder, organisation)
    contents = dict(_contents(organisation))
    if notebooks:
        sources = sorted(packaged("notebooks").glob(_NOTEBOOKS))
        contents |= {f"notebooks/{path.name}": path.read_bytes() for path in sources}
    written = []
    try:
        for name, content in contents.items():
            path = folder / name
            if not path.exists():
                write_atomically(path, content)
                written.append(path)
    except OSError as error:
        cause = error.strerror or str(error)
        raise ProjectError(
            f"{folder}: cannot be written to: {cause}\nName another folder.", folder
        ) from error
    return written


def _check(folder: Path, organisation: Organisation) -> None:
    if (folder / "data" / _DICTIONARY).exists():
        raise ProjectError(
            f"{folder}: a project already\n"
            "Add a row to data/raw/organisations.csv, or name another folder.",
            folder,
        )
    dictionary = read_dictionary(packaged("data", _DICTIONARY))
    if not dictionary.identifier_pattern.fullmatch(organisation.identifier):
        raise ProjectError(
            f"{organisation.identifier}: not {dictionary.identifier_form}\n"
            "Name the organisation by a short word, such as stameq.",
            folder,
        )
    for name in (organisation.name_vi, organisation.name_en):
        problem = text_problem(name)
        if problem or not name.strip() or name[:1] in "=+-@":
            message, cure = problem or ("this cannot be a name", "Correct it.")
            raise ProjectError(f"{name}: {message}\n{cure}", folder)


def _contents(organisation: Organisation) -> Iterator[tuple[str, bytes]]:
    dictionary = read_dictionary(packaged("data", _DICTIONARY))
    for table in dictionary.reference_tables:
        path = table.path("", 0)
        if table.name == "organisations":
            rows = [_row(table.names, organisation)]
        else:
            shared = packaged("data", *path.split("/")).read_bytes()
            rows = [row for row in _rows(shared) if not row.get("organisation")]
        yield f"data/{path}", to_csv(table.names, rows)
    # Last, so that a folder is no project before its tables are there.
    yield f"data/{_DICTIONARY}", dictionary.content


def _rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def _row(names: tuple[str, ...], organisation: Organisation) -> dict[str, str]:
    known = {
        "id": organisation.identifier,
        "name_vi": organisation.name_vi,
        "name_en": organisation.name_en,
        "short_vi": organisation.name_vi[:60],
        "short_en": organisation.name_en[:60],
        "kind": organisation.kind,
    }
    return {name: known.get(name, "") for name in names}
