"""The dictionary: what `data/datapackage.json` says of every table and column."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from genderlib.errors import ProjectError

if TYPE_CHECKING:
    from pathlib import Path

REFERENCE_TABLES = ("organisations", "groups", "norms")


@dataclass(frozen=True)
class Column:
    """One column, as the dictionary describes it.

    Parameters
    ----------
    descriptor : dict
        Its Table Schema field.
    """

    descriptor: dict[str, Any]

    @property
    def name(self) -> str:
        """Name in the header."""
        return str(self.descriptor["name"])

    @property
    def type(self) -> str:
        """Table Schema type: string, integer, number or date."""
        return str(self.descriptor["type"])

    @property
    def required(self) -> bool:
        """Whether a table must have the column, be it empty."""
        return self.descriptor.get("presence") != "optional"

    @property
    def form(self) -> str:
        """What a value looks like, in words; empty where the type says it all."""
        return str(self.descriptor.get("form", ""))

    @property
    def constraints(self) -> dict[str, Any]:
        """Table Schema constraints."""
        return dict(self.descriptor.get("constraints", {}))


@dataclass(frozen=True)
class Reference:
    """Columns whose values must be found in another table.

    Parameters
    ----------
    column : str
        Column here.
    table : str
        Table there.
    key : str
        Column there.
    """

    column: str
    table: str
    key: str


@dataclass(frozen=True)
class TableDescription:
    """One table, as the dictionary describes it.

    Parameters
    ----------
    descriptor : dict
        Its resource in the data package.
    """

    descriptor: dict[str, Any]

    @property
    def name(self) -> str:
        """Name of the table."""
        return str(self.descriptor["name"])

    @property
    def required(self) -> bool:
        """Whether every year (or the project) must have it."""
        return self.descriptor.get("presence") == "required"

    @property
    def per_year(self) -> bool:
        """Whether each organisation and year has its own."""
        return "{year}" in self.descriptor["pathPattern"]

    @property
    def per_organisation(self) -> bool:
        """Whether each organisation has its own, one for all its years."""
        return "{organisation}" in self.descriptor["pathPattern"] and not self.per_year

    @property
    def schema(self) -> dict[str, Any]:
        """Table Schema descriptor."""
        return dict(self.descriptor["schema"])

    @property
    def rules(self) -> list[dict[str, Any]]:
        """Rules across columns."""
        return list(self.descriptor.get("rules", []))

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns in order."""
        return tuple(Column(field) for field in self.schema["fields"])

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns in order."""
        return tuple(column.name for column in self.columns)

    @property
    def key(self) -> tuple[str, ...]:
        """Columns that together name a row."""
        return tuple(self.schema["primaryKey"])

    @property
    def label(self) -> str:
        """The column that says whom a row is about."""
        here = [name for name in self.key if name not in ("year", "organisation")]
        return here[0]

    @property
    def references(self) -> tuple[Reference, ...]:
        """Columns whose values must be found in another table.

        A foreign key is one to the file that the dictionary names as an example; where
        the example is of another year than that of the other table, `references` says
        the same of the tables of one year.
        """
        keys = tuple(
            Reference(
                key["fields"][0],
                key["reference"]["resource"] or self.name,
                key["reference"]["fields"][0],
            )
            for key in self.schema.get("foreignKeys", [])
        )
        return keys + tuple(
            Reference(**r) for r in self.descriptor.get("references", [])
        )

    def path(self, organisation: str, year: int) -> str:
        """Path of the table from the data folder."""
        pattern: str = self.descriptor["pathPattern"]
        return pattern.format(organisation=organisation, year=year)


@dataclass(frozen=True)
class Dictionary:
    """All tables.

    Parameters
    ----------
    descriptor : dict
        The data package.
    content : bytes
        The file itself.
    """

    descriptor: dict[str, Any]
    content: bytes

    @cached_property
    def tables(self) -> dict[str, TableDescription]:
        """Tables by name, in the order of the dictionary."""
        return {
            resource["name"]: TableDescription(resource)
            for resource in self.descriptor["resources"]
        }

    @property
    def year_tables(self) -> list[TableDescription]:
        """Tables each organisation and year has its own of."""
        return [table for table in self.tables.values() if table.per_year]

    @property
    def reference_tables(self) -> list[TableDescription]:
        """Tables that hold for every organisation and year."""
        return [
            table
            for table in self.tables.values()
            if not (table.per_year or table.per_organisation)
        ]

    @property
    def organisation_tables(self) -> list[TableDescription]:
        """Tables each organisation has its own of: how its register is read."""
        return [table for table in self.tables.values() if table.per_organisation]

    @property
    def identifiers(self) -> dict[str, Any]:
        """The rule that an identifier names one thing."""
        return dict(self.descriptor["rules"][0])

    @property
    def sections(self) -> tuple[str, ...]:
        """Sections a year's words may have."""
        return tuple(self.descriptor["narrative"]["sections"])

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages a year's words may be in."""
        return tuple(self.descriptor["narrative"]["languages"])

    @property
    def identifier_pattern(self) -> re.Pattern[str]:
        """Form of an identifier that becomes a folder's name."""
        return re.compile(self._identifier.constraints["pattern"])

    @property
    def identifier_form(self) -> str:
        """The same in words."""
        return self._identifier.form

    @property
    def _identifier(self) -> Column:
        return self.tables["organisations"].columns[0]


def read_dictionary(path: Path) -> Dictionary:
    """The dictionary of a project.

    Parameters
    ----------
    path : Path
        Its `data/datapackage.json`.

    Returns
    -------
    Dictionary

    Raises
    ------
    ProjectError
        If the file cannot be read, is not JSON or lacks a table.
    """
    try:
        content = path.read_bytes()
        descriptor = json.loads(content)
        dictionary = Dictionary(descriptor, content)
        missing = {*REFERENCE_TABLES, "counts", "sources"} - dictionary.tables.keys()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ProjectError(
            f"{path.name}: the dictionary cannot be read: {error}\n"
            "Take data/datapackage.json from the last version that worked.",
            path,
        ) from error
    if missing:
        raise ProjectError(
            f"{path.name}: tables not described: {', '.join(sorted(missing))}\n"
            "Take data/datapackage.json from the last version that worked.",
            path,
        )
    return dictionary
