"""The counts of further organisations are those of the sources, none left out."""

import csv
import re

import pytest

ORGANISATIONS = {
    "Bộ Ngoại giao": "foreign_ministry",
    "Bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ": "central_government",
    "Bộ, cơ quan ngang bộ": "central_government",
    "Cơ quan thuộc Chính phủ": "central_government",
    "Lào Cai": "lao_cai",
    "Hà Giang": "ha_giang",
    "Sơn La": "son_la",
    "Quốc hội": "national_assembly",
}
TERM_12 = "S098"  # printed with two decimals there, with one where its counts are from


@pytest.fixture(scope="module")
def series(oracle):
    with (oracle.parent / "series.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [row for row in rows if row["organisation"] in ORGANISATIONS]


def year_of(row):
    return re.search(r"\d{4}", row["year_or_term"])[0]


def key(row):
    return ORGANISATIONS[row["organisation"]], year_of(row)


@pytest.fixture(scope="module")
def counts(root):
    """Women and total of every row, by organisation and year."""
    found = {}
    for path in (root / "data" / "raw").glob("*/*/counts.csv"):
        year, organisation = path.parent.name, path.parent.parent.name
        with path.open(encoding="utf-8") as file:
            rows = [(int(r["women"]), int(r["total"])) for r in csv.DictReader(file)]
        found[organisation, year] = sorted(rows)
    # Neither the first review nor what is invented stands in that table.
    others = {"stameq", "example"}
    del found["national_assembly", "2002"]  # found later, in a source of its own
    return {name: rows for name, rows in found.items() if name[0] not in others}


@pytest.mark.oracle
def test_every_count_printed_with_its_total_is_there_and_no_other(series, counts):
    printed = {}
    for row in series:
        # The twelfth Assembly's page prints the women and the total of two rows there.
        if row["total_source"] == "printed" or row["row_id"] == TERM_12:
            pair = int(row["women"]), int(row["total"])
            printed.setdefault(key(row), []).append(pair)

    assert counts == {name: sorted(rows) for name, rows in printed.items()}


@pytest.mark.oracle
def test_every_percentage_printed_is_there(series, root):
    statements = {}
    for path in (root / "data" / "raw").glob("*/*/statements.csv"):
        with path.open(encoding="utf-8") as file:
            found = [row["printed"].rstrip("%") for row in csv.DictReader(file)]
        name = path.parent.parent.name, path.parent.name
        statements[name] = {number.replace(",", ".") for number in found}

    missing = [
        row["row_id"]
        for row in series
        if row["published_percent"]
        and row["row_id"] != TERM_12
        and row["published_percent"] not in statements[key(row)]
    ]

    assert missing == []
