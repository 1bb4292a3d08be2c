"""Public reports of an agency, INVENTED, with small counts in every corner."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from genderlib.report.guarding import DisclosureError, guard
from tests.report import outsider, page
from tests.report.agency import Agency
from tests.review.personal import BOTH, LEVELS, UNITS

STAFF = {"Staff": (69, 141)}
STAFF |= {f"Staff: {unit}": counts for unit, counts in UNITS.items()}
STAFF |= {f"Staff: {level}": counts for level, counts in LEVELS.items()}
STAFF |= {f"Staff: {u}, {level}": counts for (u, level), counts in BOTH.items()}


@pytest.fixture(scope="module")
def agency(tmp_path_factory):
    return Agency(tmp_path_factory.mktemp("agency") / "project")


@pytest.fixture(scope="module")
def shown(agency):
    return outsider.tables(agency.page())


def earlier(tables, **changes):
    """The tables as those of the year before."""
    return replace(tables, year=2019, **changes)


def test_safe_cells_of_a_breakdown_are_shown(shown):
    rows = {row[0]: row[1:3] for row in shown["breakdowns"]}

    assert rows["Staff"] == [69, 141]
    assert rows["Staff: Văn phòng"] == [14, 24]
    assert rows["Staff: chuyên viên"] == [48, 97]


def test_small_cells_and_what_gives_them_away_are_marked(shown):
    rows = {row[0]: row[1:3] for row in shown["breakdowns"]}

    assert rows["Staff: Phòng Kế hoạch"] == [None, None]
    assert rows["Staff: Trung tâm Kiểm định, lãnh đạo"] == [None, None]
    # Nine men among 24 would be told by a shown number of women.
    assert [title for title, row in rows.items() if row[0] in range(1, 10)] == []


def test_an_outsider_comes_no_closer_than_the_threshold(shown):
    rows = [row for row in shown["breakdowns"] if row[0].startswith("Staff")]
    puzzle = outsider.breakdown_puzzle(rows)
    closed = [
        f"{row[0]} {measure}"
        for row in rows
        for measure, value in zip(("women", "total"), row[1:3], strict=True)
        if value is None
    ]

    ranges = {name: puzzle.range(name) for name in closed}

    assert len(closed) == 9
    assert {n: r for n, r in ranges.items() if r[1] - r[0] < 10} == {}


def test_an_outsider_works_small_cells_out_where_nothing_else_is_hidden():
    """The control: the same table with its small cells alone left out."""
    rows = [
        [title, *(None if 0 < n < 10 else n for n in counts)]
        for title, counts in STAFF.items()
    ]

    puzzle = outsider.breakdown_puzzle(rows)

    # 31 - 22 women less one of eight; the total of leaders is 67 - 47 - 15.
    assert puzzle.range("Staff: Trung tâm Kiểm định, lãnh đạo total") == (5, 5)
    assert puzzle.range("Staff: Phòng Kế hoạch women") == (6, 6)


def test_charts_draw_what_is_shown_alone(agency):
    ends = {line.partition(".")[0] for line in outsider.bars(agency.page())}

    assert ends.isdisjoint({"staff", "violence_support", "pay_complaint"})


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_has_no_fault(agency, language):
    found = page.problems(agency.page(language=language), language)

    # The agency is invented on top of a whole review, which is as large as one may be.
    assert [problem for problem in found if "bytes" not in problem] == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        pytest.param("vi", "dưới 10 người", id="vi"),
        pytest.param("en", "fewer than 10 people", id="en"),
    ],
)
def test_why_is_explained_once(agency, language, words):
    text = BeautifulSoup(agency.page(language=language), "html.parser").get_text(" ")

    assert " ".join(text.split()).count(words) == 1


def test_a_statement_about_a_hidden_group_is_a_mark(agency):
    review = agency.review()

    said = review.prose("It was {{ claim_violence | printed }}.", where="here")

    assert "hidden" in said
    assert "80" not in said


def test_a_statement_about_a_hidden_group_has_its_name(agency):
    said = agency.review().prose("{{ claim_violence }}", where="here")

    assert said == "Share of women supported after violence"


def test_hidden_groups_stand_by_name(shown):
    names = [row[0] for row in shown["benefit"] if None in row]

    assert names == sorted(names)
    assert len(names) > 2


def test_the_attacker_gets_nothing_from_the_page(agency):
    guard(agency.page(), agency.tables, None)


def test_both_years_are_attacked_together(agency):
    # Last year's counts are this year's, and one unit was hidden another way.
    before = earlier(agency.tables)
    public = agency.made(agency.tables, before)
    last = agency.made(before)

    guard(public, agency.tables, before, published=[last])


def test_a_superseded_page_that_showed_a_count_stops_the_next(agency):
    changed = _show(agency.page(), "violence_support.women", "4")

    with pytest.raises(DisclosureError, match=r"violence_support\.women: is shown"):
        guard(agency.page(), agency.tables, None, published=[changed])


def test_next_years_page_that_shows_what_was_gives_it_away(agency):
    before = earlier(agency.tables)
    public = agency.made(before)
    following = agency.made(agency.tables, before, audience="internal")

    with pytest.raises(DisclosureError, match=r"violence_support\.women"):
        guard(public, before, None, published=[following])


def test_the_internal_page_beside_the_public_one_gives_all_away(agency):
    internal = agency.page("internal")

    with pytest.raises(DisclosureError, match="staff") as caught:
        guard(agency.page(), agency.tables, None, published=[internal])

    assert "more" in str(caught.value)


def _show(html, figure, text):
    """The page with one hidden mark written over by a number."""
    line = html.index(f'id="figure-{figure}"')
    return html[:line] + html[line:].replace("hidden", text, 2)
