"""Everything behind one report as a Frictionless data package in one zip file.

A package of an internal report holds the tables it was made from. One for the public
holds what the page shows and no table behind it: those have the counts that are hidden.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from genderlib import __version__
from genderlib.data.dictionary import read_dictionary
from genderlib.exports import tidy
from genderlib.exports.archive import make_archive
from genderlib.exports.figures import SCHEMA, figures_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from genderlib.data.dictionary import TableDescription
    from genderlib.exports.finished import Finished

DESCRIPTOR: Final = "datapackage.json"
_CSV: Final = {"mediatype": "text/csv", "format": "csv", "encoding": "utf-8"}
_MEDIA: Final = {
    "html": "text/html",
    "ipynb": "application/x-ipynb+json",
    "json": "application/json",
    "md": "text/markdown",
}
_MADE: Final[dict[str, tuple[Callable[[Finished], bytes], dict[str, Any], str]]] = {
    "figures": (tidy.figures_csv, tidy.FIGURES, "Every figure of the report."),
    "inputs": (tidy.inputs_csv, tidy.INPUTS, "What went into each figure."),
    "origins": (tidy.origins_csv, tidy.ORIGINS, "The rows each figure was read from."),
    "cells": (tidy.cells_csv, tidy.CELLS, "The tables the report shows."),
}


@dataclass(frozen=True, slots=True)
class _Resource:
    """A file of the package, and what the descriptor says of it."""

    path: str
    content: bytes
    facts: dict[str, Any]

    @property
    def descriptor(self) -> dict[str, Any]:
        return {
            **self.facts,
            "path": self.path,
            "bytes": len(self.content),
            "hash": f"sha256:{hashlib.sha256(self.content).hexdigest()}",
        }


def package(finished: Finished) -> bytes:
    """Everything behind a report.

    Parameters
    ----------
    finished : Finished

    Returns
    -------
    bytes
        A zip file with `datapackage.json`; the same bytes for the same report.
    """
    resources = [*_made(finished), *_files(finished)]
    if finished.document.audience == "internal":
        resources += _inputs(finished)
    files = {resource.path: resource.content for resource in resources}
    return make_archive({DESCRIPTOR: _descriptor(finished, resources), **files})


def _descriptor(finished: Finished, resources: list[_Resource]) -> bytes:
    document = finished.document
    parts = (document.organisation, str(document.year), document.audience)
    content = {
        "profile": "data-package",
        "name": "-".join([*parts, finished.stem]).lower(),
        "title": document.title,
        "description": (
            f"Everything behind {finished.report.name} (SHA-256 {finished.sha256}), "
            f"made with genderlib {__version__}."
        ),
        "resources": [resource.descriptor for resource in resources],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _made(finished: Finished) -> Iterator[_Resource]:
    """Tables made for the package."""
    for name, (make, schema, description) in _MADE.items():
        facts = {
            "name": name,
            "profile": "tabular-data-resource",
            "description": description,
            **_CSV,
            "schema": schema,
        }
        yield _Resource(f"{name}.csv", make(finished), facts)


def _files(finished: Finished) -> Iterator[_Resource]:
    """The report itself, and its figures for programs."""
    yield _file("report", finished.report.name, finished.html.encode())
    yield _file("figures-json", "figures.json", figures_json(finished))
    yield _file("figures-schema", "figures.schema.json", SCHEMA.read_bytes())


def _inputs(finished: Finished) -> Iterator[_Resource]:
    """Every file the report was made from, as it lies in the project."""
    document = finished.document
    tables = read_dictionary(finished.project.dictionary).tables.values()
    own = (document.organisation, str(document.year))
    for path in sorted(finished.inputs):
        content = finished.project.input_file(path).read_bytes()
        for table in tables:
            if whose := _whose(table, path):
                yield _Resource(path, content, _table_facts(table, whose, own))
                break
        else:
            yield _file(_name(path), path, content)


def _file(name: str, path: str, content: bytes) -> _Resource:
    ending = path.rpartition(".")[2]
    facts = {"name": name, "format": ending, "mediatype": _MEDIA.get(ending, "")}
    return _Resource(path, content, facts)


def _name(path: str) -> str:
    return re.sub(r"[^a-z0-9._-]+", "-", path.lower())


def _whose(table: TableDescription, path: str) -> dict[str, str] | None:
    """Organisation and year of a table at a path; None where it is another table."""
    pattern = re.escape(table.descriptor["pathPattern"])
    pattern = pattern.replace(r"\{organisation\}", r"(?P<organisation>\w+)")
    pattern = pattern.replace(r"\{year\}", r"(?P<year>\d{4})")
    found = re.fullmatch("data/" + pattern, path)
    return {"": "", **found.groupdict()} if found else None


def _table_facts(
    table: TableDescription, whose: dict[str, str], own: tuple[str, str]
) -> dict[str, Any]:
    """What the descriptor says of a table; another year's refer to one another."""
    ending = ""
    if table.per_year and (whose["organisation"], whose["year"]) != own:
        ending = f"-{whose['organisation']}-{whose['year']}"
    return {
        "name": f"{table.name}{ending}",
        "profile": "tabular-data-resource",
        "title": table.descriptor["title"],
        "description": table.descriptor["description"],
        **_CSV,
        "schema": _schema(table, ending),
    }


def _schema(table: TableDescription, ending: str) -> dict[str, Any]:
    schema = table.schema
    keys = [
        {**key, "reference": _reference(key["reference"], ending)}
        for key in schema.get("foreignKeys", [])
    ]
    return {**schema, "foreignKeys": keys} if keys else schema


def _reference(reference: dict[str, Any], ending: str) -> dict[str, Any]:
    """Sources are a table of the year, the others hold for every year."""
    of_year = reference["resource"] == "sources"
    return {**reference, "resource": reference["resource"] + ending * of_year}
