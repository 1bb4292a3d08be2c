"""What holds for the SVG of every chart."""

import json
import os
import re
import subprocess
import sys

import pytest
from bs4 import BeautifulSoup

from genderlib import charts
from tests.charts import tables
from tests.charts.marks import SVG, elements, parsed

EVERY = pytest.mark.parametrize(
    ("kind", "language"),
    [
        pytest.param(kind, language, id=f"{kind}-{language}")
        for kind in tables.KINDS
        for language in ("vi", "en")
    ],
)


@EVERY
def test_svg_is_wellformed_and_scales(kind, language):
    root = parsed(tables.drawn(kind, language).svg)

    left, top, width, height = map(float, root.get("viewBox").split())

    assert root.tag == f"{SVG}svg"
    assert (left, top, width) == (0, 0, 380)
    assert height > 0
    assert {"width", "height", "class", "style"} & set(root.attrib) == set()


@EVERY
def test_svg_is_named_by_its_title_and_description(kind, language):
    chart = tables.drawn(kind, language)
    page = BeautifulSoup(chart.svg, "html.parser")

    assert page.svg["role"] == "img"
    assert page.svg["lang"] == language
    assert page.svg["aria-labelledby"].split() == [
        page.find("title")["id"],
        page.find("desc")["id"],
    ]
    assert page.find("title").get_text() == "Phát hiện"
    assert page.find("desc").get_text() == chart.plain_alternative


@EVERY
def test_description_holds_figures_as_html_elements(kind, language):
    chart = tables.drawn(kind, language)

    desc = BeautifulSoup(chart.svg, "html.parser").find("desc")

    assert desc.find_all(["data", "time"])
    assert "<a " not in str(desc)
    assert all(e.get("value") for e in desc.find_all("data"))


@EVERY
def test_nothing_matplotlib_adds_is_left(kind, language):
    chart = tables.drawn(kind, language)

    assert (
        re.findall("metadata|rdf|<style|style=|<!|<\\?|clip|matplotlib", chart.svg)
        == []
    )
    assert elements(chart, "g") == []


@EVERY
def test_every_digit_belongs_to_a_figure_or_a_tick(kind, language):
    page = BeautifulSoup(tables.drawn(kind, language).svg, "html.parser")
    places = {"data", "time"}

    bare = [
        text
        for text in page.find_all(string=re.compile(r"\d"))
        if not any(
            p.name in places
            or {"data-figure", "data-tick"} & set(p.attrs)
            or "interval-level" in p.get("class", [])
            for p in text.parents
        )
    ]

    assert bare == []


def test_digits_of_names_are_those_of_an_axis_and_of_data():
    row = tables.share_row("Tổ 2, phòng ⑤", 1, 2, "50%")

    page = BeautifulSoup(tables.drawn("shares", rows=[row]).svg, "html.parser")

    heading = page.find("tspan", string=re.compile("Tổ 2"))
    assert heading["data-tick"] == "label"
    assert {"2", "⑤"} <= {d.get_text() for d in page.find("desc").find_all("data")}


@EVERY
def test_figures_of_marks_are_figures_of_words(kind, language):
    chart = tables.drawn(kind, language)

    marked = {e.get("data-figure") for e in elements(chart, "path", "use")} - {None}
    said = {e.get("data-figure") for e in elements(chart, "text", "tspan")} - {None}
    # Values that have no room beside their mark are said in the alternative.
    said |= set(re.findall(r'data-figure="([^"]+)"', chart.alternative))

    assert marked <= said
    assert kind == "activities" or marked


@EVERY
def test_ids_are_those_that_something_refers_to(kind, language):
    root = parsed(tables.drawn(kind, language).svg)
    values = " ".join(v for e in root.iter() for v in e.attrib.values())

    ids = [e.get("id") for e in root.iter() if e.get("id")]

    referred = set(re.findall(r"#(chart-[\w-]+)", values))
    assert sorted(ids) == sorted({*referred, *root.get("aria-labelledby").split()})


def test_ids_are_unique_on_a_page_of_charts():
    blank = [tables.blank_row("A"), tables.blank_row("B")]
    page = "".join(
        tables.drawn(kind, rows=rows, identifier=f"{kind}-{number}").svg
        for number, rows in enumerate((None, blank))
        for kind in ("shares", "change")
        if not (rows and kind == "change")
    )

    ids = re.findall(r'\bid="([^"]+)"', page)

    # Two names for each of three charts, two circles of dots, one pattern of lines.
    assert len(ids) == 3 * 2 + 2 + 1
    assert len(set(ids)) == len(ids)


@EVERY
def test_contrast_of_all_words_suffices(kind, language):
    worst = min(
        ratio for _, ratio in charts.text_contrast(tables.drawn(kind, language).svg)
    )

    assert worst >= 4.5


@EVERY
def test_words_are_large_enough(kind, language):
    svg = tables.drawn(kind, language).svg

    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)"', svg)]

    assert min(sizes) >= 10.5


@EVERY
def test_chart_is_small(kind, language):
    svg = tables.drawn(kind, language).svg

    assert len(svg.encode()) < 9_000


@pytest.mark.parametrize("kind", tables.KINDS)
def test_the_same_table_gives_the_same_bytes(kind):
    first, second = tables.drawn(kind), tables.drawn(kind)

    assert first == second


PROGRAM = """
import json
from tests.charts import tables
from tests.charts.marks import SVG, elements, parsed
print(json.dumps([tables.drawn(kind).svg for kind in tables.KINDS]))
"""


def test_bytes_do_not_depend_on_the_process(root, tmp_path):
    """Another hash seed, folder, time zone, matplotlib settings, no font cache yet."""
    (tmp_path / "matplotlibrc").write_text("font.size: 30\nsvg.fonttype: path\n")
    surroundings = {
        **os.environ,
        "PYTHONHASHSEED": "7",
        "PYTHONPATH": str(root),
        "TZ": "Asia/Ho_Chi_Minh",
        "MPLCONFIGDIR": str(tmp_path),
    }

    result = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=tmp_path,
        env=surroundings,
        capture_output=True,
        text=True,
        check=True,
    )

    assert json.loads(result.stdout) == [tables.drawn(k).svg for k in tables.KINDS]
    assert result.stderr == ""


def test_nothing_is_said_where_matplotlib_cannot_write(root, tmp_path):
    (tmp_path / "file").touch()
    surroundings = {**os.environ, "MPLCONFIGDIR": str(tmp_path / "file" / "no-folder")}

    result = subprocess.run(
        [
            sys.executable,
            "-c",
            "from tests.charts import tables; tables.drawn('shares')",
        ],
        cwd=root,
        env=surroundings,
        capture_output=True,
        text=True,
        check=True,
    )

    assert (result.stdout, result.stderr) == ("", "")


def test_drawing_leaves_matplotlib_as_it_was():
    import matplotlib as mpl

    before = dict(mpl.rcParams)

    tables.drawn("shares")

    assert dict(mpl.rcParams) == before


def test_matplotlib_is_not_loaded_by_the_import(loaded):
    assert loaded("import genderlib.charts", {"matplotlib"}) == []


@pytest.mark.parametrize(
    "label",
    [
        pytest.param("<script>alert(1)</script>", id="script"),
        pytest.param("a & b \"c\" 'd'", id="entities"),
        pytest.param("$x^2$ _a_ **b** [c](d)", id="markdown-and-formula"),
        pytest.param("mark-1 {name} {0} %s", id="templates"),
        pytest.param("đảng\u202eủy\x00\x0b", id="unseen"),
        pytest.param("委员会 🙂 ế", id="letters-the-font-lacks"),
    ],
)
def test_names_from_data_arrive_as_text(label):
    shown = " ".join(label.translate({0x202E: 0xFFFD, 0: 0xFFFD}).split())

    svg = tables.drawn("counts", rows=[tables.count_row(label, 1, 2)]).svg

    page = BeautifulSoup(svg, "html.parser")
    assert shown in [text.get_text() for text in page.find_all("text")]
    assert shown in page.find("desc").get_text()
    assert page.find("script") is None
    parsed(svg)
