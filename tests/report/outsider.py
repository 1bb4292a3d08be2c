"""A person with a public report and no program of ours: what can be worked out of it.

Reads the page as it is shown: tables by their headings, charts by the lengths of their
bars. Then every hidden number is made as small and as large as the sums allow, by whole
numbers. Nothing of `genderlib` is used.
"""

from __future__ import annotations

import re

import numpy as np
from bs4 import BeautifulSoup
from scipy.optimize import Bounds, LinearConstraint, milp

WORDS = ("hidden", "không công bố")
MOST = 1000


def tables(html):
    """Rows of every table by the end of its id: first cell, then numbers or None."""
    page = BeautifulSoup(html, "html.parser")
    found = {}
    for table in page.select("table[id^=table-]"):
        name = table["id"].removeprefix("table-")
        found[name] = [
            [
                _value(" ".join(cell.get_text().split()))
                for cell in row.find_all(["th", "td"])
            ]
            for row in table.select("tbody tr")
        ]
    return found


def _value(text):
    plain = text.replace(",", "").replace(".", "")
    if plain.isdigit():
        return int(plain)
    return None if text in WORDS else text


def bars(html):
    """Lengths of the bars drawn, by the identifier of their figure."""
    page = BeautifulSoup(html, "html.parser")
    return {
        mark["data-figure"]: float(mark.get("width", 0))
        for mark in page.select("svg rect[data-figure], svg path[data-figure]")
    }


class Puzzle:
    """Unknown whole numbers, and sums that hold between them."""

    def __init__(self):
        self.names, self._low, self._high, self._rows = [], [], [], []

    def number(self, name, value):
        """A number as it is printed; None where it is hidden."""
        self.names.append(name)
        self._low.append(0 if value is None else value)
        self._high.append(MOST if value is None else value)

    def adds_up(self, parts, whole):
        """The parts make up the whole."""
        self._rows.append((dict.fromkeys(parts, 1) | {whole: -1}, 0))

    def at_most(self, part, whole):
        """The part is no larger than the whole."""
        self._rows.append(({part: 1, whole: -1}, -np.inf))

    def range(self, name):
        """Smallest and largest that a number can be."""
        matrix = np.zeros((len(self._rows), len(self.names)))
        for at, (terms, _) in enumerate(self._rows):
            for term, many in terms.items():
                matrix[at, self.names.index(term)] = many
        low = np.array([low for _, low in self._rows], dtype=float)
        ends = []
        for sign in (1, -1):
            costs = np.zeros(len(self.names))
            costs[self.names.index(name)] = sign
            found = milp(
                costs,
                integrality=np.ones_like(costs),
                bounds=Bounds(self._low, self._high),
                constraints=LinearConstraint(matrix, low, 0),
            )
            ends.append(round(found.x[self.names.index(name)]))
        return tuple(ends)


def breakdown_puzzle(rows):
    """The table by unit and level: "Staff", "Staff: Office", "Staff: Office, clerks".

    Names of levels begin with a small letter here, those of units with a capital.
    """
    puzzle = Puzzle()
    for row in rows:
        title, women, total = row[:3]
        puzzle.number(f"{title} women", women)
        puzzle.number(f"{title} total", total)
        puzzle.at_most(f"{title} women", f"{title} total")
    titles = [row[0] for row in rows]
    for group in {title.partition(":")[0] for title in titles}:
        for whole, parts in _sums(group, titles):
            for measure in ("women", "total"):
                named = [f"{part} {measure}" for part in parts]
                puzzle.adds_up(named, f"{whole} {measure}")
    return puzzle


def _sums(group, titles):
    parts = [t.partition(": ")[2] for t in titles if t.startswith(f"{group}: ")]
    units = [p for p in parts if p[0].isupper() and ", " not in p]
    levels = [p for p in parts if p[0].islower()]
    yield from ((group, [f"{group}: {p}" for p in ps]) for ps in (units, levels) if ps)
    for unit in units:
        inner = [f"{group}: {p}" for p in parts if p.startswith(f"{unit}, ")]
        if inner:
            yield f"{group}: {unit}", inner


def counted(text):
    """Every number that stands in a text."""
    return {int(number) for number in re.findall(r"\d+", text)}
