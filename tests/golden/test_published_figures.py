"""The figures published of 2020 are those of the reports, in both languages."""

import csv
import re
from decimal import ROUND_HALF_UP, Decimal

import pytest
from bs4 import BeautifulSoup

LANGUAGES = ("vi", "en")


@pytest.fixture(scope="module")
def published(root):
    """The figures published, by identifier."""
    with (root / "tests" / "golden" / "stameq-2020.csv").open(encoding="utf-8") as file:
        return {row["figure"]: row for row in csv.DictReader(file)}


@pytest.fixture(scope="module", params=LANGUAGES)
def report(request, reports):
    """One report with its language, its table of figures taken out."""
    html = (reports / f"annual_review.{request.param}.html").read_text(encoding="utf-8")
    page = BeautifulSoup(html, "html.parser")
    page.select_one("table#figures").extract()
    return request.param, page


def changed_without_a_word(published, shown, language, changelog):
    """Figures that differ from what was published and are not named as changed."""
    sections = re.findall(
        r"^### Figures changed\n(.*?)(?=^#|\Z)", changelog, re.MULTILINE | re.DOTALL
    )
    lines = "\n".join(sections).splitlines()
    return [
        f"{name}: published as {row[language]}, now {shown.get(name)}"
        for name, row in published.items()
        if shown.get(name) != row[language]
        and not any(
            f"`{name}`" in line and row[language] in line and str(shown[name]) in line
            for line in lines
            if name in shown
        )
    ]


def said(page, published):
    """What sentences and charts say of each figure; all mentions say the same."""
    texts = {}
    for element in page.select("[data-figure]"):
        name, text = element["data-figure"], element.get_text()
        if name in published and text and not element.find_parent("table"):
            texts.setdefault(name, set()).add(text)
    return {name: " and ".join(sorted(found)) for name, found in texts.items()}


def test_the_computations_by_hand_are_right(published):
    # Checked with another arithmetic than the program's: decimal long division.
    for row in published.values():
        women, total = int(row["women"]), int(row["total"])
        percent = Decimal(100 * women) / total
        tenth = percent.quantize(Decimal("0.1"), ROUND_HALF_UP)
        whole = percent == percent.to_integral_value()
        text = f"{percent:f}" if whole else f"{tenth}"

        assert row["en"] == f"{text}%"
        assert row["vi"] == row["en"].replace(".", ",")
        assert row["by_hand"].startswith(f"{100 * women} / {total} = ")
        assert float(row["value"]) == women / total


def test_ten_figures_were_published(published):
    # In the order of the source: paragraph 4, then paragraph 5.
    assert [row["vi"] for row in published.values()] == [
        *("30,8%", "23,1%", "60%", "29,2%", "43,2%"),
        *("55,6%", "50%", "46,2%", "70%", "57,1%"),
    ]


@pytest.mark.kernel
def test_reports_show_the_published_figures(published, report, root):
    language, page = report
    changelog = (root / "CHANGELOG.md").read_text(encoding="utf-8")

    shown = said(page, published)
    changed = changed_without_a_word(published, shown, language, changelog)

    assert changed == [], "Name them in CHANGELOG.md under 'Figures changed'."


@pytest.mark.kernel
def test_every_mention_of_a_figure_has_its_value_and_counts(published, report):
    _, page = report
    for name, row in published.items():
        group = name.partition(".")[0]
        mentions = page.select(f'data[data-figure="{name}"]')
        women = page.select(f'data[data-figure="{group}.women"]')
        total = page.select(f'data[data-figure="{group}.total"]')
        assert {m["value"] for m in mentions} == {row["value"]}
        assert {e.get_text() for e in women} == {row["women"]}
        assert {e.get_text() for e in total} == {row["total"]}


@pytest.mark.kernel
def test_columns_have_one_decimal_always(published, report):
    language, page = report
    mark = "," if language == "vi" else "."
    for name, row in published.items():
        column = page.select(f'td data[data-figure="{name}"]')
        whole = mark not in row[language]
        fixed = row[language].replace("%", f"{mark}0%") if whole else row[language]

        assert fixed in {cell.get_text() for cell in column}


# The rule of this folder itself.


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("", ["a.share: published as 30%, now 31%"], id="not-named"),
        pytest.param("- `a.share` of 2020: 30% is now 31%", [], id="named"),
        pytest.param(
            "- `a.share` of 2020: 30% is now 32%",
            ["a.share: published as 30%, now 31%"],
            id="named-with-another-text",
        ),
        pytest.param(
            "- `b.share` of 2020: 30% is now 31%",
            ["a.share: published as 30%, now 31%"],
            id="another-figure",
        ),
    ],
)
def test_a_changed_figure_fails_until_the_changelog_names_it(line, expected):
    changelog = f"# Changes\n\n## 0.2.0\n\n### Figures changed\n\n{line}\n\n### Added\n"
    published = {"a.share": {"vi": "30%"}, "c.share": {"vi": "50%"}}
    shown = {"a.share": "31%", "c.share": "50%"}

    assert changed_without_a_word(published, shown, "vi", changelog) == expected


def test_a_figure_named_elsewhere_in_the_changelog_is_not_explained():
    changelog = "### Figures changed\n\nNone.\n\n### Added\n\n- `a.share` 30% 31%\n"

    found = changed_without_a_word(
        {"a.share": {"vi": "30%"}}, {"a.share": "31%"}, "vi", changelog
    )

    assert found == ["a.share: published as 30%, now 31%"]


def test_a_figure_that_is_gone_is_named():
    found = changed_without_a_word({"a.share": {"vi": "30%"}}, {}, "vi", "")

    assert found == ["a.share: published as 30%, now None"]
