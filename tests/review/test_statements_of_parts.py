"""Statements about a unit, and with women printed without their total."""

import re

import pytest

from genderlib.claims import Verdict
from genderlib.data import Project
from genderlib.data.raw import RawTables
from genderlib.disclosure import for_the_public, year_system
from genderlib.review import open_review
from tests.conftest import ROOT, copy_project
from tests.review.personal import invent_agency
from tests.review.year import Year

CENTRAL, MINISTRY = "central_government", "foreign_ministry"


def review(organisation, year, language="en"):
    return open_review(organisation, year, language=language, project=Project(ROOT))


@pytest.mark.parametrize(
    ("year", "statement", "counts", "printed", "verdict"),
    [
        # 100 x 13 / 22 = 59.09, 100 x 15 / 98 = 15.306, 100 / 8 = 12.5, 200 / 8 = 25.
        (2023, "claim_agencies_ministries", (13, 22), "59%", Verdict.CORRECT),
        (2023, "claim_key_leaders_ministries", (15, 98), "15.31%", Verdict.CORRECT),
        (2023, "claim_agencies_government", (1, 8), "12.5%", Verdict.CORRECT),
        (2022, "claim_agencies_government", (2, 8), "25%", Verdict.CORRECT),
        # The whole beside them: 100 x 14 / 30 = 46.667.
        (2023, "claim_agencies", (14, 30), "46.67%", Verdict.CORRECT),
    ],
)
def test_percentages_of_units_are_judged_by_hand(
    year, statement, counts, printed, verdict
):
    found = review(CENTRAL, year).definitions.claims[statement]

    assert (found.women, found.total) == counts
    assert found.printed.text.replace(",", ".") == printed
    assert found.verdict is verdict


def rows_of(table):
    lines = re.findall(r"<tr>(.*?)</tr>", table._repr_html_(), re.DOTALL)
    return [
        [
            " ".join(re.sub(r"<[^>]+>", "", c).split())
            for c in re.split(r"</t[hd]>", row)
        ]
        for row in lines
    ]


def test_the_count_of_a_unit_stands_beside_its_statement():
    found = review(CENTRAL, 2023)

    cells = {row[0]: row[2:4] for row in rows_of(found.table("claims"))}

    title = "Share of women among key leaders of ministries and ministry-level agencies"
    assert cells[title] == ["15/98", "15.3%"]
    part = "unit_bo_co_quan_ngang_bo"
    assert f"key_leaders.fraction.{part}" in {f.identifier for f in found.ledger}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_women_printed_without_a_total_are_shown_with_what_fits_them(language):
    found = review(MINISTRY, 2013, language)

    cells = [(row[2], row[5]) for row in rows_of(found.table("claims"))[4:]]

    women = {"vi": "{} nữ, không in tổng số", "en": "{} women, no total printed"}
    fits = {"vi": "khớp với “{}”: {} trên tổng số {}", "en": "fits “{}”: {} of {}"}
    none = {"vi": "không số đếm nào khớp với “{}”", "en": "no count fits “{}”"}
    mark = "," if language == "vi" else "."
    # 8 / 106 = 7.547 and 8 / 107 = 7.477; 8 / 105 = 7.62 and 8 / 108 = 7.41.
    # 50 / 212 = 23.585; 50 / 211 = 23.70 and 50 / 213 = 23.47.
    # 21 / 71 = 29.58, which rounds to 29.6, and 21 / 72 = 29.17.
    # 37 / 82 = 45.12 and 37 / 83 = 44.58; 37 / 81 = 45.68 and 37 / 84 = 44.05.
    assert cells == [
        (women[language].format(n), text[language].format(*words))
        for n, text, words in (
            (8, fits, (f"7{mark}5%", 8, "106–107")),
            (50, fits, (f"23{mark}6%", 50, 212)),
            (21, none, (f"29{mark}5%",)),
            (37, fits, ("45%", 37, "82–83")),
        )
    ]


def test_printed_women_come_from_the_row_of_the_statement():
    found = review(MINISTRY, 2013).record("claim_department_directors.women")

    assert (found.exact, found.kind, found.indicator) == (8, "count", "read")
    assert [o.row for o in found.origins] == [5]


@pytest.fixture(scope="module")
def agency(tmp_path_factory):
    """An invented agency whose source printed the share of a unit."""
    folder = tmp_path_factory.mktemp("agency") / "project"
    year = invent_agency(Year(copy_project(folder)))
    year.add(
        "statements",
        statement="claim_small",
        topic="staff",
        group="staff",
        unit="Phòng Kế hoạch",
        name_vi="Tỷ lệ nữ",
        name_en="Share of women",
        printed="67%",
    )
    return RawTables(Project(folder)).year("stameq", 2020)


def test_a_printed_share_of_a_unit_is_known_to_the_attacker(agency):
    # Six of nine are 66.67 %, printed 67: from nine times 66.5 hundredths on.
    limits = {s.name: s.terms for s in year_system(agency).statements}

    part = "unit_phong_ke_hoach"
    assert limits["claim_small printed at least"] == (
        (f"staff.women.{part}", 200),
        (f"staff.total.{part}", -133),
    )


def test_a_statement_about_a_hidden_unit_is_hidden(agency):
    public = for_the_public(agency)

    hidden = {row["statement"]: row for row in public.concealed_statements}
    assert "printed" not in hidden["claim_small"]
    assert "claim_small" not in set(public.statements["statement"])
