"""One year's raw tables, to be changed row by row."""

from __future__ import annotations

import csv
import shutil
from typing import TYPE_CHECKING

from genderlib.data import Project
from genderlib.review import Review, open_review

if TYPE_CHECKING:
    from pathlib import Path

KEYS = {
    "activities": "activity",
    "counts": "group",
    "documents": "document",
    "groups": "group",
    "norms": "norm",
    "organisations": "id",
    "sources": "source",
    "statements": "statement",
    "targets": "target",
}
OF_ALL_YEARS = ("disclosure", "groups", "norms", "organisations")


class Year:
    """The tables of STAMEQ's 2020 review in a project folder that is a copy."""

    def __init__(self, root: Path, year: int = 2020) -> None:
        self.root, self.year = root, year

    def copy(self, root: Path) -> Year:
        """The same tables in another folder."""
        for folder in ("data", "notebooks"):
            shutil.copytree(self.root / folder, root / folder)
        return Year(root, self.year)

    @property
    def folder(self) -> Path:
        return self.root / "data" / "raw" / "stameq" / str(self.year)

    def file(self, table: str) -> Path:
        folder = self.folder.parent.parent if table in OF_ALL_YEARS else self.folder
        return folder / f"{table}.csv"

    def rows(self, table: str) -> list[dict[str, str]]:
        with self.file(table).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def write(self, table: str, rows: list[dict[str, str]]) -> None:
        header = list(self.rows(table)[0])
        with self.file(table).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, header, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def change(self, table: str, identifier: str = "", **cells: object) -> None:
        """Set cells of one row, or of all."""
        rows = self.rows(table)
        found = [r for r in rows if identifier in ("", r[KEYS[table]])]
        assert found, f"{identifier} is not in {table}"
        for row in found:
            row.update({name: str(cell) for name, cell in cells.items()})
        self.write(table, rows)

    def add(self, table: str, **cells: object) -> None:
        """Add a row; organisation, year and source are those of the others."""
        rows = self.rows(table)
        same = ("year", "organisation", "source", "locator")
        row = {name: cell for name, cell in rows[0].items() if name in same}
        row.update({name: str(cell) for name, cell in cells.items()})
        self.write(table, [*rows, row])

    def keep(self, table: str, *identifiers: str) -> None:
        """Leave only these rows."""
        rows = self.rows(table)
        self.write(table, [r for r in rows if r[KEYS[table]] in identifiers])

    def drop_topic(self, topic: str) -> None:
        """Leave out every count of a topic."""
        topics = {row["group"]: row["topic"] for row in self.rows("groups")}
        rows = self.rows("counts")
        self.write("counts", [r for r in rows if topics[r["group"]] != topic])

    def invent_year_before(self, **women: int) -> Year:
        """A year before, INVENTED for the test: the same totals, fewer women."""
        before = Year(self.root, self.year - 1)
        shutil.copytree(self.folder, before.folder)
        for path in before.folder.glob("*.csv"):
            before.change(path.stem, year=before.year)
        for group, number in women.items():
            before.change("counts", group, women=number)
        return before

    def open(self, language: str = "vi", audience: str = "internal") -> Review:
        return open_review(
            "stameq",
            self.year,
            language=language,
            audience=audience,
            project=Project(self.root),
        )
