"""Published values and other programs, each computed again; read from outside."""

import csv
from pathlib import Path

import numpy as np
import pytest

import genderlib

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
REPRODUCED, OUT_OF_SCOPE, INPUT = "reproduced", "out of scope", "input"

pytestmark = pytest.mark.oracle


@pytest.fixture(scope="module")
def manifest():
    with (HERE / "manifest.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def length(path):
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.DictReader(file))


def test_the_manifest_lists_every_row(oracle, manifest):
    files = {path.relative_to(oracle).as_posix() for path in oracle.rglob("*.csv")}
    inputs = {line["file"] for line in manifest if line["status"] == INPUT}

    listed = {(line["file"], line["row"]) for line in manifest}

    expected = {(name, "all") for name in inputs} | {
        (name, str(row))
        for name in files - inputs
        for row in range(1, length(oracle / name) + 1)
    }
    assert listed == expected
    assert len(listed) == len(manifest)


def test_the_manifest_says_what_was_computed(agreement, compared, manifest):
    found = {}
    for one in compared:
        left = isinstance(one, agreement.Left)
        status = OUT_OF_SCOPE if left else REPRODUCED
        found[one.file, str(one.row)] = (status, one.reason if left else "")

    listed = {
        (line["file"], line["row"]): (line["status"], line["reason"])
        for line in manifest
        if line["status"] != INPUT
    }

    assert listed == found
    reasons = [reason for status, reason in found.values() if status == OUT_OF_SCOPE]
    assert all(reasons)


def test_every_row_compared_is_reproduced_to_the_digits_printed(agreement, compared):
    off = [
        (one.input, one.ours, one.theirs)
        for one in (*agreement.printed(), *compared)
        if isinstance(one, agreement.Comparison) and not one.agrees
    ]

    assert off == []


def test_the_page_of_agreement_is_up_to_date(agreement, compared, request):
    path = ROOT / "docs" / "agreement.md"
    page = agreement.page(compared)
    if request.config.getoption("--write-agreement", default=False):
        path.write_text(page, encoding="utf-8")

    assert path.read_text(encoding="utf-8") == page, "run `make agreement`"


def test_dissimilarity_of_occupations_by_year(oracle, agreement):
    # As published with the data of the American Community Survey, 2013 to 2016
    published = {2013: 0.49804, 2014: 0.49756, 2015: 0.49503, 2016: 0.49348}

    for year, expected in published.items():
        table = agreement.pysal_table(oracle, f"jobs_{year}", "workers_female")
        actual = genderlib.dissimilarity_index(*table.T.to_numpy())
        assert actual == pytest.approx(expected, abs=5e-6)


def stopped_fit(cells, shares, units, groups, *, units_first):
    """Margins adjusted in turn until the R package would stop.

    It starts at rows or columns by chance, takes the first unit margins from the other
    table, and stops when no margin is further off than 0.001 of everyone.
    """
    fitted, seen_units = cells.copy(), shares.sum(axis=1)
    for turn in range(1000):
        if (turn % 2 == 0) == units_first:
            fitted *= (units / seen_units)[:, np.newaxis]
        else:
            fitted *= groups / fitted.sum(axis=0)
        fitted /= fitted.sum()
        seen_units = fitted.sum(axis=1)
        off = (
            np.abs(seen_units - units).max(),
            np.abs(fitted.sum(axis=0) - groups).max(),
        )
        if max(off) <= 0.001:
            break
    positive = fitted[fitted > 0]
    rows, columns = fitted.sum(axis=1, keepdims=True), fitted.sum(axis=0)
    return (positive * np.log(positive / (rows * columns)[fitted > 0])).sum()


def test_the_change_of_schools_comes_out_where_the_r_package_stops(oracle, agreement):
    before, after = (agreement.schools(oracle, f"schools{y}") for y in ("00", "05"))
    common = before.index.intersection(after.index)
    tables = [t.loc[common].to_numpy() for t in (before, after)]
    filled = [np.where(t == 0, 1e-10, t) for t in tables]
    shares = [t / t.sum() for t in filled]
    units, groups = ([s.sum(axis=axis) for s in shares] for axis in (1, 0))

    def index(odds, unit, group, *, units_first):
        if odds == unit == group:
            return genderlib.mutual_information_index(tables[odds])
        return stopped_fit(
            shares[odds],
            shares[1 - odds],
            units[unit],
            groups[group],
            units_first=units_first,
        )

    found = set()
    for start in range(16):  # which of the four split fits start at the units
        first = [bool(start >> bit & 1) for bit in range(4)]
        m = {
            key: index(*key, units_first=False)
            for key in [(0, 0, 0), (1, 1, 1), (0, 1, 1), (1, 0, 0)]
        }
        for key, way in zip(
            [(0, 1, 0), (0, 0, 1), (1, 1, 0), (1, 0, 1)], first, strict=True
        ):
            m[key] = index(*key, units_first=way)
        structure = (m[1, 0, 0] - m[0, 0, 0] + m[1, 1, 1] - m[0, 1, 1]) / 2
        group = sum(m[o, u, 1] - m[o, u, 0] for o in (0, 1) for u in (0, 1)) / 4
        unit = sum(m[o, 1, g] - m[o, 0, g] for o in (0, 1) for g in (0, 1)) / 4
        found.add((round(group, 5), round(unit, 5), round(structure, 5)))

    # Printed in the README of the package; and of its earlier release 0.01855, -0.01239
    assert (0.01787, -0.01171, -0.00349) in found
    assert (0.01855, -0.01239, -0.00349) in found


def test_the_finished_fit_of_schools_is_ours(oracle, agreement):
    before, after = (agreement.schools(oracle, f"schools{y}") for y in ("00", "05"))

    found = genderlib.decompose_segregation_change(before, after)

    # The fit of the R package with precision = 1e-8, repeated with numpy
    assert found.group_margin == pytest.approx(0.01625070, abs=5e-7)
    assert found.unit_margin == pytest.approx(-0.01673974, abs=5e-7)
    assert found.structure == pytest.approx(0.00315305, abs=1e-6)
