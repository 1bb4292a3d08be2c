"""Figures of further organisations, worked out by hand, are those of the reports."""

import csv
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.notebooks.editions import LANGUAGES, Edition, page

TABLE = Path(__file__).with_name("series.csv")


def rows():
    with TABLE.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "report",
    sorted({(r["notebook"], r["organisation"], r["year"]) for r in rows()}),
    ids="-".join,
)
def test_reports_show_the_figures_worked_out_by_hand(report, language):
    expected = {
        row["figure"]: row[language]
        for row in rows()
        if (row["notebook"], row["organisation"], row["year"]) == report
    }
    html = BeautifulSoup(page(Edition(*report, language)), "html.parser")

    shown = {
        name: {e.get_text() for e in html.select(f'[data-figure="{name}"]')}
        for name in expected
    }

    assert {n: t for n, t in expected.items() if t not in shown[n]} == {}
