"""Who came and who left: figures by hand, sentences, and what the public sees."""

from fractions import Fraction

import pytest

from genderlib.data import Project
from genderlib.norms import organisation_kind
from genderlib.review import open_review
from tests.conftest import copy_project

GROUP = "2024,example,staff,"
DAYS = "2023-12-31,2024-12-31,register,row"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Forty women of a hundred at the start; 4 of 10 left, 9 of 15 joined."""
    place = copy_project(tmp_path_factory.mktemp("flows") / "project", "example")
    year = place / "data" / "raw" / "example" / "2024"
    (year / "ages.csv").unlink()
    (year / "counts.csv").write_text(
        "year,organisation,group,unit,level,women,men,total,as_of,source,locator\n"
        f"{GROUP},,45,60,105,2024-12-31,register,row\n"
        "2024,example,division_heads,,,4,4,8,2024-12-31,register,row\n"
        "2024,example,persons_trained,,,30,20,50,2024-12-31,register,row\n"
    )
    (year / "flows.csv").write_text(
        "year,organisation,group,level,flow,women,men,total,since,as_of,source,locator\n"
        f"{GROUP},joined,9,6,15,{DAYS}\n"
        f"{GROUP},promoted,2,3,5,{DAYS}\n"
        f"{GROUP},left,4,6,10,{DAYS}\n"
        f"{GROUP}Chuyên viên,joined,1,1,2,{DAYS}\n"
        f"2024,example,division_heads,,joined,1,0,1,{DAYS}\n"
        f"2024,example,division_heads,,promoted,0,0,0,{DAYS}\n"
        f"2024,example,division_heads,,left,0,1,1,{DAYS}\n"
    )
    return Project(place)


@pytest.fixture(scope="module")
def review(folder):
    return open_review("example", 2024, language="en", project=folder)


@pytest.fixture(scope="module")
def public(folder):
    return open_review(
        "example", 2024, language="en", audience="public", project=folder
    )


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        pytest.param("joined_women", 9, id="joined-women"),
        pytest.param("left_total", 10, id="left"),
        pytest.param("promoted_women", 2, id="promoted"),
        pytest.param("promoted_share", Fraction(2, 5), id="promoted-share"),
        # 45 - 9 + 4 and 105 - 15 + 10.
        pytest.param("before_women", 40, id="before-women"),
        pytest.param("before_total", 100, id="before"),
        pytest.param("before_share", Fraction(2, 5), id="before-share"),
        # 45 - 9 and 105 - 15.
        pytest.param("stayed_women", 36, id="stayed-women"),
        pytest.param("stayed_total", 90, id="stayed"),
        pytest.param("stayed_share", Fraction(2, 5), id="stayed-share"),
        pytest.param("share", Fraction(3, 7), id="now"),
    ],
)
def test_figures_by_hand(review, measure, expected):
    assert review.record(f"staff.{measure}").exact == expected


def test_a_flow_comes_from_its_row(review):
    figure = review.record("staff.left_women")

    assert [origin.row for origin in figure.origins] == [4]


def test_a_sum_comes_from_the_count_and_both_flows(review):
    origins = review.record("staff.before_women").origins

    assert [(o.file.rpartition("/")[2], o.row) for o in origins] == [
        ("counts.csv", 2),
        ("flows.csv", 2),
        ("flows.csv", 4),
    ]


def test_a_share_of_nobody_is_left_out(review):
    assert review.maybe("division_heads.promoted_share") is None


def test_the_internal_report_tells_all_groups(review):
    assert [g.identifier for g in review.flows] == ["staff", "division_heads"]


def test_the_public_sees_flows_of_posts_alone(public):
    assert [g.identifier for g in public.flows] == ["division_heads"]
    assert [g.identifier for g in public.hidden_flows] == ["staff"]


def test_no_personal_flow_is_in_the_tables_of_the_public(public):
    assert set(public.tables.flows["group"]) == {"division_heads"}


def test_people_trained_are_no_course_places(review):
    assert [g.identifier for g in review.trained] == ["persons_trained"]
    assert list(review.topic("training")) == []


def test_an_invented_organisation_says_so_under_every_table(review):
    assert "Invented data." in review.table("flows")._repr_html_()


def test_an_invented_agency_is_judged_by_the_norms_of_agencies(review):
    assert organisation_kind(review.tables.organisations, "example") == "agency"
