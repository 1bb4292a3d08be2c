"""Charts for the public: groups that are not drawn are named, in both languages."""

import re

import pytest

from genderlib.review.pictures import chart
from tests.review.year import Year

# Women of twenty, INVENTED. Each of two hides the other: with 17 women in both, as many
# as 17 or none may be in one.
COUNTS = {
    "representation": {"youth_union_committee": 8, "trade_union_committee": 9},
    "training": {"course_english": 8, "course_specialist": 9},
}
SHOWN = ("division_heads", "course_department_level")
HIDDEN = {
    ("representation", "vi"): "Không công bố vì liên quan đến ít người: "
    "Ban Chấp hành Công đoàn và Ban Chấp hành Đoàn Thanh niên.",
    ("representation", "en"): "Hidden, few people: "
    "trade union executive committee and Youth Union executive committee.",
    ("training", "vi"): "Không công bố vì liên quan đến ít người: "
    "lớp chuyên viên và lớp tiếng Anh.",
    ("training", "en"): "Hidden, few people: English course and specialist course.",
}


@pytest.fixture(scope="module")
def agency(untouched, tmp_path_factory):
    """STAMEQ with rows of its own in disclosure.csv; the rule of its topics is open."""
    year = Year(untouched).copy(tmp_path_factory.mktemp("hidden"))
    hidden = {name: n for groups in COUNTS.values() for name, n in groups.items()}
    year.keep("counts", *hidden, *SHOWN)
    year.keep("statements")
    for topic, groups in COUNTS.items():
        for group, women in groups.items():
            year.change("counts", group, women=women, total=20)
            year.add(
                "disclosure",
                organisation="stameq",
                topic=topic,
                group=group,
                personal="yes",
                threshold=10,
                source="Invented for the tests",
            )
    return year


@pytest.fixture(scope="module", params=["vi", "en"])
def review(request, agency):
    return agency.open(request.param, audience="public")


@pytest.fixture(params=list(COUNTS))
def topic(request):
    return request.param


@pytest.fixture
def drawn(review, topic):
    return chart(review, topic)


def plain(markup):
    return re.sub(r"<[^>]+>", "", markup)


def test_the_alternative_ends_with_what_is_hidden(review, topic, drawn):
    sentence = HIDDEN[topic, review.language]

    assert drawn.plain_alternative.endswith(f" {sentence}")


def test_the_description_of_the_drawing_says_it(review, topic, drawn):
    description = re.search(r"<desc\b[^>]*>(.*?)</desc>", drawn.svg, re.DOTALL)[1]

    assert plain(description).endswith(f" {HIDDEN[topic, review.language]}")


def test_the_line_below_the_chart_says_it(review, topic, drawn):
    assert plain(drawn.source).endswith(f" {HIDDEN[topic, review.language]}")


def test_hidden_groups_are_not_drawn(topic, drawn):
    counts = {f"{group}.{m}" for group in COUNTS[topic] for m in ("women", "share")}
    figures = set(re.findall(r'data-figure="([^"]+)"', drawn.svg))

    assert figures & {f"{group}.women" for group in SHOWN}
    assert figures & counts == set()


def test_the_house_sees_them_all(agency, topic):
    inside = chart(agency.open("en"), topic)

    assert "Hidden" not in inside.plain_alternative + plain(inside.source)
    assert all(f"{group}.women" in inside.svg for group in COUNTS[topic])
