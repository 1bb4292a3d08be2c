"""A new project folder: the tables every organisation shares, and a row for one."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from genderlib.data import letterheads as letters
from genderlib.data.atomic import write_atomically
from genderlib.data.collection import to_csv
from genderlib.data.dictionary import read_dictionary
from genderlib.data.forms import text_problem
from genderlib.data.packaged import packaged
from genderlib.data.rules import FORMULA_SIGNS
from genderlib.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from genderlib.data.dictionary import Dictionary

_DICTIONARY: Final = "datapackage.json"
_NOTEBOOKS: Final = "*.ipynb"
_ORGANISATIONS: Final = "data/raw/organisations.csv"
_LONGEST_SHORT_NAME: Final = 60
_EXAMPLE: Final = ("examples", "district")
EXAMPLE: Final = "example_district"
"""The invented organisation of `start_example`."""


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
        Files that were written: the dictionary, groups, norms, rules of disclosure,
        the organisation's row and its letterhead, blank. Rows that are about another
        organisation are left out.

    Raises
    ------
    ProjectError
        If the folder is a project already, has a table of organisations without this
        one, a name cannot be one, or nothing can be written there; what was there
        stays as it is.
    """
    _check(folder, organisation)
    _check_listed(folder, organisation.identifier)
    contents = dict(_contents([_known(organisation)]))
    return _write(folder, contents, notebooks=notebooks)


def start_example(folder: Path, *, notebooks: bool = False) -> list[Path]:
    """Make a folder with an invented district, to learn in.

    Parameters
    ----------
    folder : Path
        Made where it is not there.
    notebooks : bool
        Whether to copy the notebooks, to be changed.

    Returns
    -------
    list of Path
        Files that were written: those of `start_project`, last year's tables, and in
        `received` the workbooks that the district's units sent back.

    Raises
    ------
    ProjectError
        If the folder is a project already, or nothing can be written there.
    """
    _check_free(folder)
    example = packaged(*_EXAMPLE)
    found = {
        path.relative_to(example).as_posix(): path.read_bytes()
        for path in sorted(example.rglob("*"))
        if path.is_file()
    }
    rows = _rows(found.pop(_ORGANISATIONS))
    _check_listed(folder, EXAMPLE)
    return _write(folder, found | dict(_contents(rows)), notebooks=notebooks)


def _write(folder: Path, contents: dict[str, bytes], *, notebooks: bool) -> list[Path]:
    if notebooks:
        sources = sorted(packaged("notebooks").glob(_NOTEBOOKS))
        copies = {f"notebooks/{path.name}": path.read_bytes() for path in sources}
        contents = copies | contents
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


def _check_free(folder: Path) -> None:
    if (folder / "data" / _DICTIONARY).exists():
        raise ProjectError(
            f"{folder}: a project already\n"
            "Add a row to data/raw/organisations.csv, or name another folder.",
            folder,
        )


def _check_listed(folder: Path, identifier: str) -> None:
    """Refuse a table of other organisations; one that init began may be finished."""
    table = folder / _ORGANISATIONS
    if not table.is_file():
        return
    text = table.read_text("utf-8-sig", errors="replace")
    if identifier not in {row.get("id") for row in _rows(text.encode())}:
        raise ProjectError(
            f"{table}: there already, and {identifier} is not in it\n"
            "Move the file away, or name another folder.",
            folder,
        )


def _check(folder: Path, organisation: Organisation) -> None:
    _check_free(folder)
    dictionary = read_dictionary(packaged("data", _DICTIONARY))
    if not dictionary.identifier_pattern.fullmatch(organisation.identifier):
        raise ProjectError(
            f"{organisation.identifier}: not {dictionary.identifier_form}\n"
            "Name the organisation by a short word, such as stameq.",
            folder,
        )
    _check_lengths(folder, dictionary, organisation)
    for name in (organisation.name_vi, organisation.name_en):
        problem = text_problem(name)
        if problem or not name.strip() or name[:1] in FORMULA_SIGNS:
            message, cure = problem or ("this cannot be a name", "Correct it.")
            raise ProjectError(f"{name}: {message}\n{cure}", folder)


def _check_lengths(
    folder: Path, dictionary: Dictionary, organisation: Organisation
) -> None:
    """Refuse at once what `genderlib check` would refuse of the row afterwards."""
    row = _known(organisation)
    for column in dictionary.tables["organisations"].columns:
        length = len(row.get(column.name, ""))
        limit = column.constraints.get("maxLength", length)
        if length > limit:
            raise ProjectError(
                f"{column.name} is longer than {limit} characters: {length}\n"
                "Shorten it.",
                folder,
            )


def _contents(organisations: list[dict[str, str]]) -> Iterator[tuple[str, bytes]]:
    dictionary = read_dictionary(packaged("data", _DICTIONARY))
    for table in dictionary.reference_tables:
        path = table.path("", 0)
        if table.name == "organisations":
            rows = organisations
        else:
            shared = packaged("data", *path.split("/")).read_bytes()
            rows = [row for row in _rows(shared) if not row.get("organisation")]
        yield f"data/{path}", to_csv(table.names, rows)
    letterheads = [{"organisation": row["id"]} for row in organisations]
    yield f"data/{letters.FILE}", to_csv(letters.COLUMNS, letterheads)
    # Last, so that a folder is no project before its tables are there.
    yield f"data/{_DICTIONARY}", dictionary.content


def _rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def _known(organisation: Organisation) -> dict[str, str]:
    """What is known of an organisation at first; its other columns are blank."""
    return {
        "id": organisation.identifier,
        "name_vi": organisation.name_vi,
        "name_en": organisation.name_en,
        "short_vi": _short(organisation.name_vi),
        "short_en": _short(organisation.name_en),
        "kind": organisation.kind,
    }


def _short(name: str) -> str:
    """As many whole words as the dictionary lets a short name have."""
    if len(name) <= _LONGEST_SHORT_NAME:
        return name
    words, gap, _ = name[: _LONGEST_SHORT_NAME + 1].rpartition(" ")
    return words.rstrip(" ,;") if gap else name[:_LONGEST_SHORT_NAME]
