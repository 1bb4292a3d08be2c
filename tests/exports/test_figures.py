"""`figures.json` and the tidy table: every figure with where it came from."""

import csv
import io
import json
import re
from fractions import Fraction

import pytest
from bs4 import BeautifulSoup
from jsonschema import Draft202012Validator, ValidationError

from genderlib.data import Project
from genderlib.exports.figures import SCHEMA, figures_json
from genderlib.exports.finished import read_finished
from genderlib.exports.tidy import figures_csv
from genderlib.exports.word import word
from genderlib.exports.workbook import workbook
from genderlib.report.opening import Opener
from genderlib.report.reading import Page
from genderlib.report.rebuild import read_script
from genderlib.report.verify import Verifier
from tests.conftest import copy_project

PROVINCES = ("ha_giang", "lao_cai", "son_la")


@pytest.fixture(scope="module")
def schema():
    content = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(content)
    return Draft202012Validator(content)


def figures(finished):
    found = json.loads(figures_json(finished))["figures"]
    return {figure["figure"]: figure for figure in found}


def rows(finished):
    text = figures_csv(finished).decode()
    return {row["figure"]: row for row in csv.DictReader(io.StringIO(text))}


def test_every_report_satisfies_the_schema(schema, finished):
    schema.validate(json.loads(figures_json(finished)))


@pytest.mark.parametrize(
    ("notebook", "whose"),
    [
        pytest.param("trends", ("national_assembly", 2021), id="trends"),
        pytest.param("comparison", ("son_la", 2021), id="comparison"),
    ],
)
def test_reports_of_other_notebooks_are_exported_too(schema, tmp_path, notebook, whose):
    folder = copy_project(tmp_path / "project", "national_assembly", *PROVINCES)
    finished = write_other_report(folder, notebook, *whose)

    schema.validate(json.loads(figures_json(finished)))
    assert figures(finished)
    assert workbook(finished)
    assert word(finished)


def write_other_report(folder, notebook, organisation, year):
    """A report of another notebook, as `genderlib render` writes it, read back."""
    project = Project(folder)
    script = read_script(project.notebooks / f"{notebook}.ipynb")
    head = Page(organisation, str(year), "internal", "en")
    page = script.page(Opener(project).open(script.opener, head))
    report = project.reports / organisation / str(year) / "internal"
    report.mkdir(parents=True)
    file = report / f"{notebook}.en.html"
    file.write_text(page, encoding="utf-8")
    return read_finished(project, Verifier(project), file)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        pytest.param("kind", "percent", id="unknown-kind"),
        pytest.param("value", "0.3", id="number-as-text"),
        pytest.param("value", 30.8, id="percent-in-place-of-a-share"),
        pytest.param("exact", None, id="nothing-exact"),
        pytest.param("figure", "party_committee", id="no-measure"),
        pytest.param("more", 1, id="unknown-key"),
    ],
)
def test_the_schema_refuses(schema, internal, key, value):
    content = json.loads(figures_json(internal))
    share = next(
        f for f in content["figures"] if f["figure"] == "party_committee.share"
    )
    share[key] = value

    with pytest.raises(ValidationError):
        schema.validate(content)


def test_the_schema_refuses_the_value_of_a_hidden_figure(schema, public):
    content = json.loads(figures_json(public))
    hidden = next(f for f in content["figures"] if f["kind"] == "hidden")
    hidden["value"] = 4

    with pytest.raises(ValidationError):
        schema.validate(content)


# From the source: 4 of 13 in the Party committee, 70 of 162 heads of division.
def test_a_share_is_exact_and_traced(internal):
    share = figures(internal)["party_committee.share"]

    assert share == {
        "figure": "party_committee.share",
        "label": "Party committee: share of women",
        "kind": "share",
        "text": "30.8%",
        "value": 4 / 13,
        "exact": "4/13",
        "indicator": "women_share",
        "inputs": [{"name": "women", "value": "4"}, {"name": "total", "value": "13"}],
        "origins": [
            {
                "file": "data/raw/stameq/2020/counts.csv",
                "row": 2,
                "source": "tcvn_article",
                "locator": "paragraph 4",
            }
        ],
    }


@pytest.mark.parametrize(
    ("language", "text"),
    [pytest.param("vi", "43,2%", id="vi"), pytest.param("en", "43.2%", id="en")],
)
def test_a_text_is_that_of_the_language(finished_reports, language, text):
    share = figures(finished_reports["internal", language])["division_heads.share"]

    assert (share["text"], Fraction(share["exact"])) == (text, Fraction(70, 162))


def test_the_figures_are_those_of_the_page_in_its_order(finished):
    page = BeautifulSoup(finished.html, "html.parser")
    listed = [
        row["id"].removeprefix("figure-") for row in page.select("#figures tbody tr")
    ]

    assert list(figures(finished)) == listed
    assert list(rows(finished)) == listed


def test_the_table_says_what_the_json_says(finished):
    told = {
        name: (f["text"], f["exact"] or "", f["kind"], f["indicator"])
        for name, f in figures(finished).items()
    }

    assert told == {
        name: (row["text"], row["exact"], row["kind"], row["indicator"])
        for name, row in rows(finished).items()
    }


def test_a_number_in_the_table_loses_nothing(finished):
    numbers = {n: f["value"] for n, f in figures(finished).items() if f["value"]}

    assert numbers == {name: float(rows(finished)[name]["value"]) for name in numbers}


def test_a_hidden_figure_has_no_value_and_no_row(public):
    hidden = figures(public)["violence_support.women"]

    assert (hidden["kind"], hidden["value"], hidden["exact"]) == ("hidden", None, None)
    assert (hidden["inputs"], hidden["origins"]) == ([], [])


# Invented: 4 women and 1 man; 17 women and 3 men.
def test_public_figures_hold_no_number_that_the_page_does_not_show(public):
    page = BeautifulSoup(public.html, "html.parser")
    words = page.get_text(" ").replace("\u2013", " ")
    marked = " ".join(e.get("value", "") for e in page.find_all("data"))
    shown = set(re.findall(r"\d+", f"{words} {marked}"))
    content = json.loads(figures_json(public))
    used = {
        part
        for figure in content["figures"]
        for given in figure["inputs"]
        for part in re.findall(r"\d+", given["value"])
    }

    assert used - shown == set()


def test_the_same_report_gives_the_same_bytes(finished):
    assert figures_json(finished) == figures_json(finished)
    assert figures_csv(finished) == figures_csv(finished)
