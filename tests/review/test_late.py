"""Units, INVENTED, that were asked and have not sent all counts: the report says."""

import re

import pytest

from genderlib.data import Project
from genderlib.errors import DataError
from genderlib.report.verify import Verifier
from genderlib.review.late import left_out
from tests.conftest import copy_project
from tests.notebooks.editions import Edition, made
from tests.review.year import Year

HEADER = "year,organisation,group,unit,level\n"
# Of four that were asked, C has not sent its staff and A not its heads of division. The
# heads are counted as a whole, too, so that their total lacks nobody.
ASKED = (
    ("division_heads", ""),
    ("division_heads", "Đơn vị A"),
    ("staff", "Đơn vị A"),
    ("staff", "Đơn vị B"),
    ("staff", "Đơn vị C"),
)


def late_year(folder):
    """STAMEQ's year with the staff of two units, three of which were asked."""
    year = Year(copy_project(folder))
    for unit, women, total in (("Đơn vị A", 30, 70), ("Đơn vị B", 25, 45)):
        year.add("counts", group="staff", unit=unit, women=women, total=total)
    rows = "".join(f"2020,stameq,{group},{unit},\n" for group, unit in ASKED)
    (year.folder / "asked.csv").write_text(HEADER + rows, encoding="utf-8")
    return year


@pytest.fixture(scope="module")
def year(tmp_path_factory):
    return late_year(tmp_path_factory.mktemp("late") / "project")


@pytest.fixture(scope="module", params=["vi", "en"])
def language(request):
    return request.param


@pytest.fixture(scope="module")
def review(year, language):
    return year.open(language)


@pytest.fixture(scope="module")
def html(year, language):
    edition = Edition("annual_review", "stameq", "2020", language)
    return made(edition, Project(year.root))


def plain(markup):
    words = re.sub(r"<[^>]+>", "", str(markup))
    return " ".join(words.replace("\u00a0", " ").split())


SAID = {
    "vi": "Chưa nhận đủ số liệu đã hỏi; 2 trên 4 nơi được hỏi còn thiếu: Đơn vị A "
    "(trưởng phòng, phó trưởng phòng và tương đương); Đơn vị C (công chức, viên chức "
    "và người lao động). Tổng số của công chức, viên chức và người lao động chưa gồm "
    "phần còn thiếu.",
    "en": "Not all counts that were asked for have come in; 2 of 4 asked have not sent "
    "all: Đơn vị A (heads and deputy heads of division and equivalent); Đơn vị C (all "
    "staff). The totals of all staff leave out what is missing.",
}
LEFT_OUT = {
    "vi": "Toàn thể cán bộ: tổng số chưa gồm Đơn vị C.",
    "en": "All staff: the total leaves out Đơn vị C.",
}


def test_who_is_late_is_said_before_anything_else_to_check(review, language):
    assert plain(review.open_points()[0]) == SAID[language]


def test_the_page_says_it_on_top_and_at_the_total(html, language):
    box = html.partition('<aside class="reviewer"')[2].partition("</aside>")[0]
    table = html.partition('id="table-breakdowns"')[2].partition("</p>")[0]

    assert SAID[language] in plain(box)
    left_out = LEFT_OUT[language].partition(":")[2]
    assert left_out in plain(table)
    # 30 + 25 of 70 + 45.
    assert html.count(left_out.strip()[:20]) > 1
    assert re.search(r"55 (trên|of) 115", plain(html))


def test_the_numbers_come_from_the_rows_that_were_asked(review):
    late, units = (review.record(f"asked.{m}") for m in ("late", "units"))

    assert (late.exact, units.exact) == (2, 4)
    assert [o.row for o in late.origins] == [3, 6]
    assert {o.file for o in units.origins} == {"data/raw/stameq/2020/asked.csv"}


def test_only_a_sum_over_units_is_incomplete(review):
    assert review.definitions.incomplete == ["staff"]


@pytest.mark.parametrize(
    ("received", "asked", "lacking"),
    [
        pytest.param(
            [("", "Bậc một")],
            [("", "Bậc một"), ("", "Bậc hai"), ("", "")],
            "Bậc hai",
            id="a-level",
        ),
        pytest.param(
            [("Đơn vị A", "")],
            [("", "Bậc một"), ("Đơn vị B", ""), ("Đơn vị B", "Bậc một")],
            "Đơn vị B",
            id="a-unit-and-nothing-the-sum-does-not-need",
        ),
        pytest.param(
            [("Đơn vị A", "Bậc một")],
            [("Đơn vị A", "Bậc một"), ("Đơn vị A", "Bậc hai")],
            "Đơn vị A, Bậc hai",
            id="a-level-of-a-unit",
        ),
    ],
)
def test_what_the_total_leaves_out_is_named(tmp_path, received, asked, lacking):
    year = Year(copy_project(tmp_path / "project"))
    for unit, level in received:
        place = {"group": "staff", "unit": unit, "level": level}
        year.add("counts", **place, women=30, total=70)
    rows = "".join(f"2020,stameq,staff,{unit},{level}\n" for unit, level in asked)
    (year.folder / "asked.csv").write_text(HEADER + rows, encoding="utf-8")

    review = year.open("en")

    staff = review.group(review.definitions.counts["staff"])
    said = plain(left_out(review, staff))
    assert said == f"All staff: the total leaves out {lacking}."


def test_the_public_is_told_and_nothing_that_is_hidden_counts_as_late(year):
    """Five men of the first unit are few, so that more than one count is hidden."""
    public = year.open("en", "public")

    assert plain(public.open_points()[0]) == SAID["en"]
    assert "staff" in public.definitions.incomplete


def test_everything_in_says_nothing(tmp_path):
    year = late_year(tmp_path / "project")
    rows = "".join(f"2020,stameq,{group},{unit},\n" for group, unit in ASKED[2:4])
    (year.folder / "asked.csv").write_text(HEADER + rows, encoding="utf-8")

    review = year.open("en")

    assert "have not sent all" not in " ".join(map(plain, review.open_points()))
    assert review.definitions.incomplete == []


def test_a_report_is_held_against_what_was_asked(year, tmp_path):
    root = Year(year.root).copy(tmp_path / "clone").root
    place = root / "reports/stameq/2020/internal/annual_review.en.html"
    place.parent.mkdir(parents=True)
    edition = Edition("annual_review", "stameq", "2020", "en")
    place.write_text(made(edition, Project(root)), encoding="utf-8")
    right = Verifier(Project(root)).verify(place)
    asked = root / "data/raw/stameq/2020/asked.csv"
    *kept, _ = asked.read_text("utf-8").splitlines(keepends=True)
    asked.write_text("".join(kept), encoding="utf-8")

    changed = Verifier(Project(root)).verify(place)

    assert (right.problem, right.differences) == ("", ())
    assert "asked.late" in {d.figure for d in changed.differences}


def test_a_row_that_asks_for_an_unknown_group_is_named(tmp_path):
    year = late_year(tmp_path / "project")
    rows = HEADER + "2020,stameq,staf,,\n"
    (year.folder / "asked.csv").write_text(rows, encoding="utf-8")

    with pytest.raises(DataError, match=r"asked\.csv.*\n.*staf"):
        year.open("en")
