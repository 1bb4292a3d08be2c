"""Every figure identifier means one number, made from the tables alone."""

from fractions import Fraction

import pytest

from genderlib.errors import GenderlibError
from genderlib.review.figures import Definitions, UnknownFigureError


@pytest.mark.parametrize(
    ("identifier", "exact"),
    [
        pytest.param("party_committee.women", 4, id="women"),
        pytest.param("party_committee.total", 13, id="total"),
        pytest.param("party_committee.share", Fraction(4, 13), id="share"),
        # 10 + 2 + 6 + 7 + 4 and 18 + 4 + 13 + 10 + 7
        pytest.param("training.women", 29, id="women-on-all-courses"),
        pytest.param("training.total", 52, id="all-course-places"),
        pytest.param("training.share", Fraction(29, 52), id="share-of-all-courses"),
        pytest.param("training.fraction", "29/52", id="fraction-of-all-courses"),
        pytest.param("training.groups", 5, id="courses"),
        # 6 of 10 alone is half or more.
        pytest.param("representation.at_parity", 1, id="at-parity"),
        # 10 of 18, 2 of 4, 7 of 10 and 4 of 7, but 6 of 13 is less.
        pytest.param("training.at_parity", 4, id="courses-at-parity"),
        pytest.param("N010.value", Fraction(1, 4), id="norm"),
        pytest.param("N012.value", 1, id="presence"),
        pytest.param("N012.condition", Fraction(3, 10), id="condition"),
        pytest.param("N010.number", "11-NQ/TW", id="document-number"),
        # 0.25 x 13 = 3.25 and 0.15 x 13 = 1.95, so 4 and 2 women meet them.
        pytest.param("party_committee.met_with.N010", 4, id="met-with-4"),
        pytest.param("party_committee.met_with.N024", 2, id="met-with-2"),
        pytest.param("party_committee.seats_short.N010", 0, id="no-seat-short"),
        # 25 % twice and 15 % for the committee; three norms want other counts.
        pytest.param("norms.applied", 6, id="norms"),
        pytest.param("norms.met", 3, id="norms-met"),
        pytest.param("norms.not_met", 0, id="norms-not-met"),
        pytest.param("norms.cannot_be_judged", 3, id="norms-open"),
        pytest.param("norms.not_applicable", 0, id="norms-not-applicable"),
        pytest.param("statements.percentages", 5, id="percentages"),
        # 60 % and 29 % are right; 30 %, "gần 23%" and "gần 45%" are not.
        pytest.param("statements.right", 2, id="percentages-right"),
        pytest.param("statements.not_right", 3, id="percentages-not-right"),
        pytest.param("statements.without_count", 1, id="percentages-alone"),
        pytest.param("statements.in_words", 3, id="statements-in-words"),
        pytest.param("claim_division_heads.printed", "45%", id="printed"),
        # 45/100 - 70/162 = 7290/16200 - 7000/16200
        pytest.param(
            "claim_division_heads.distance", Fraction(290, 16200), id="distance"
        ),
        pytest.param("targets.count", 7, id="goals"),
        pytest.param("targets.with_value", 2, id="goals-with-a-level"),
        pytest.param("targets.with_due", 0, id="goals-with-a-date"),
        pytest.param("counselling.target", Fraction(1), id="goal"),
        pytest.param("activities.count", 10, id="activities"),
        pytest.param("activities.done", 3, id="activities-done"),
        pytest.param("action_month.planned", 4, id="action-month"),
    ],
)
def test_a_figure_of_2020(definitions, identifier, exact):
    figure = definitions.figure(identifier)

    assert figure.exact == exact
    assert figure.identifier == identifier


@pytest.mark.parametrize(
    ("identifier", "day"),
    [
        ("board_decision.date", "2019-05-27"),
        ("tcvn_article.date", "2020-11-17"),
        ("hold_action_month.start", "2020-11-15"),
        ("action_month.due", "2020-12-15"),
        ("N024.valid_to", "2025-12-31"),
    ],
)
def test_a_date_of_2020(definitions, identifier, day):
    assert definitions.figure(identifier).value == day


def test_a_figure_names_the_row_it_was_read_from(definitions):
    figure = definitions.figure("division_heads.share")

    (origin,) = figure.origins
    # The sixth line of the file, its header counted.
    assert (origin.file, origin.row) == ("data/raw/stameq/2020/counts.csv", 6)
    assert (origin.source, origin.locator) == ("tcvn_article", "paragraph 4")
    assert figure.inputs == (("women", 70), ("total", 162))
    assert figure.indicator == "women_share"


def test_an_error_of_a_percentage_names_the_statement_and_its_counts(definitions):
    figure = definitions.figure("claim_division_heads.distance")

    files = [origin.file.rpartition("/")[2] for origin in figure.origins]
    assert files == ["statements.csv", "counts.csv"]
    assert figure.inputs == (("women", 70), ("total", 162))


@pytest.mark.parametrize(
    ("identifier", "start", "target"),
    [
        pytest.param("youth_union_committee.parity_seats", 3, "1/2", id="parity"),
        pytest.param("party_committee.seats_short.N010", 4, "1/4", id="seats-short"),
        pytest.param("party_committee.met_with.N024", 0, "3/20", id="met-with"),
    ],
)
def test_a_count_of_seats_names_the_share_it_aims_at(
    definitions, identifier, start, target
):
    figure = definitions.figure(identifier)

    expected = (("women", start), ("total", 13), ("target", Fraction(target)))
    assert (figure.indicator, figure.inputs) == ("seats_to_target", expected)


def test_labels_are_in_the_language_of_the_report(real_year):
    labels = [
        real_year.open(language).definitions.figure("training.share").label
        for language in ("vi", "en")
    ]

    assert labels == ["Đào tạo: tỷ lệ nữ", "Training: share of women"]


# Unknown figures.


@pytest.mark.parametrize(
    ("identifier", "problem", "known"),
    [
        pytest.param(
            "party_comittee.share",
            "party_comittee: no such figure. Did you mean party_committee?",
            "trade_union_committee",
            id="subject",
        ),
        pytest.param(
            "party_committee.shaer",
            "party_committee.shaer: no such figure. Did you mean share?",
            "parity_seats",
            id="measure",
        ),
        pytest.param("party_committee.men", "party_committee.men", "share", id="men"),
        pytest.param("training.men", "training.men", "at_parity", id="topic"),
        pytest.param("training.label", "training.label", "share", id="no-measure"),
        pytest.param("norms.women", "norms.women", "met, not_app", id="norms"),
        pytest.param("N010.condition", "N010.condition", "value", id="norm"),
        pytest.param("N010.women", "N010.women", "valid_from", id="norm-measure"),
        pytest.param("activities.women", "activities.women", "done", id="activities"),
        pytest.param("targets.women", "targets.women", "with_due", id="targets"),
        pytest.param("narrow_gap.target", "narrow_gap.target", "due", id="goal"),
        pytest.param("year_plan.number", "year_plan.number", "date", id="document"),
        pytest.param("hold_action_month.end", "hold_action_month", "due", id="action"),
        pytest.param("tcvn_article.number", "tcvn_article", "date", id="source"),
        pytest.param("statements.false", "statements.false", "right", id="statements"),
        pytest.param(
            "claim_insurance.printed", "claim_insurance.printed", "", id="no-percent"
        ),
        pytest.param(
            "party_committee.change_share", "change_share", "share", id="no-year-before"
        ),
        pytest.param(
            "unit_leaders.met_with.N010", "met_with.N010", "share", id="other-group"
        ),
    ],
)
def test_an_unknown_figure_is_refused_with_those_there_are(
    definitions, identifier, problem, known
):
    with pytest.raises(UnknownFigureError) as caught:
        definitions.figure(identifier)

    first, _, second = str(caught.value).partition("\n")
    assert problem in first
    assert second.startswith("Known: ")
    assert known in second


def test_every_measure_said_to_be_known_is_there(definitions):
    with pytest.raises(UnknownFigureError) as caught:
        definitions.figure("party_committee.shaer")

    for measure in caught.value.known:
        assert definitions.figure(f"party_committee.{measure}")


def test_subjects_that_share_a_name_are_refused(year):
    review = year.open()
    documents = review.tables.documents
    documents.loc[0, "document"] = "party_committee"

    with pytest.raises(GenderlibError) as caught:
        Definitions(review.tables, None, "vi")

    assert str(caught.value) == (
        "party_committee: this identifier names two things of one year.\n"
        "Give one of them another identifier, so that a figure can be traced."
    )


@pytest.mark.parametrize("name", ["training", "norms", "action_month", "statements"])
def test_a_name_of_the_review_itself_is_refused_for_a_row(year, name):
    review = year.open()
    review.tables.documents.loc[0, "document"] = name

    with pytest.raises(GenderlibError, match=f"{name}: this identifier names two"):
        Definitions(review.tables, None, "vi")


# Counts of other kinds.


def test_rows_of_units_are_added_up_where_there_is_no_total(year):
    year.keep("counts", "trade_union_committee")
    year.add("counts", group="party_committee", unit="A", women=1, men=4, total=5)
    year.add("counts", group="party_committee", unit="B", women=3, men=5, total=8)
    found = year.open().definitions

    share = found.figure("party_committee.share")

    assert share.exact == Fraction(4, 13)
    assert [origin.row for origin in share.origins] == [3, 4]
    assert found.figure("party_committee.men").exact == 9


def test_a_row_of_the_whole_group_comes_before_its_units(year):
    year.keep("counts", "party_committee")
    year.add("counts", group="party_committee", unit="A", women=2, total=5)

    share = year.open().definitions.figure("party_committee.share")

    assert share.exact == Fraction(4, 13)
    assert [origin.row for origin in share.origins] == [2]


def test_rows_of_levels_only_break_another_row_down(year):
    year.keep("counts", "trade_union_committee")
    for level, women, total in (("", 4, 13), ("vụ", 1, 5), ("phòng", 3, 8)):
        year.add(
            "counts", group="party_committee", level=level, women=women, total=total
        )

    found = year.open().definitions

    assert found.figure("party_committee.share").exact == Fraction(4, 13)


def test_men_of_some_units_alone_are_not_added_up(year):
    year.keep("counts", "trade_union_committee")
    year.add("counts", group="party_committee", unit="A", women=1, men=4, total=5)
    year.add("counts", group="party_committee", unit="B", women=3, total=8)

    with pytest.raises(UnknownFigureError):
        year.open().definitions.figure("party_committee.men")


def test_unrecorded_sex_is_a_figure_with_bounds(year):
    year.change("counts", "party_committee", men=6)
    found = year.open().definitions

    low, high = (
        found.figure(f"party_committee.{measure}")
        for measure in ("share_low", "share_high")
    )

    # 13 - 4 - 6 = 3 people may be women or men.
    assert found.figure("party_committee.unrecorded").exact == 3
    assert (low.exact, high.exact) == (Fraction(4, 13), Fraction(7, 13))
    assert high.inputs == (("women", 4), ("total", 13), ("men", 6))


def test_a_group_in_which_nobody_was_counted_is_no_group_at_parity(year):
    year.change("counts", "party_committee", women=0, total=0)
    found = year.open().definitions

    assert found.figure("representation.groups").exact == 4
    assert found.figure("representation.at_parity").exact == 1
    assert found.figure("party_committee.total").exact == 0
    # Its percentage has nothing left to be held against.
    assert found.figure("statements.percentages").exact == 4
    assert found.figure("statements.without_count").exact == 2


def test_every_statement_is_in_one_kind(year):
    year.change("statements", "claim_unit_leaders", printed="")
    year.change("counts", "party_committee", women=0, total=0)
    found = year.open().definitions

    kinds = ("percentages", "without_count", "in_words")
    numbers = {kind: found.figure(f"statements.{kind}").exact for kind in kinds}
    judged = [
        found.figure(f"statements.{kind}").exact for kind in ("right", "not_right")
    ]

    assert sum(numbers.values()) == len(found.statements) == 9
    assert sum(judged) == numbers["percentages"]


# A condition, and norms of another comparison.


@pytest.mark.parametrize(
    ("staff", "leaders", "outcome"),
    [
        # Where women are 30 % of the staff, a woman is needed among the key leaders.
        pytest.param(40, 0, "not_met", id="needed-and-missing"),
        pytest.param(40, 1, "met", id="needed-and-there"),
        pytest.param(29, 0, "not_applicable", id="not-needed"),
    ],
)
def test_norms_are_counted_by_outcome_and_add_up(year, staff, leaders, outcome):
    year.add("counts", group="staff", women=staff, total=100)
    year.add("counts", group="key_leaders", women=leaders, total=4)
    found = year.open().definitions
    before = {"met": 3, "not_met": 0, "not_applicable": 0, "cannot_be_judged": 1}

    numbers = {name: found.figure(f"norms.{name}").exact for name in before}

    # Two documents ask for it.
    assert numbers == before | {outcome: before[outcome] + 2}
    assert sum(numbers.values()) == found.figure("norms.applied").exact == 6


def test_a_woman_who_is_missing_is_counted_from_the_norm(year):
    year.add("counts", group="staff", women=40, total=100)
    year.add("counts", group="key_leaders", women=0, total=4)

    figure = year.open().definitions.figure("key_leaders.seats_short.N012")

    assert figure.exact == 1
    assert figure.indicator == "value - women"
    assert figure.inputs == (("value", 1), ("women", 0))


def test_a_norm_that_says_more_than_is_counted_strictly(year):
    year.change("counts", "party_committee", women=4, total=16)
    year.change("norms", "N010", comparison=">")
    found = year.open().definitions

    short = found.figure("party_committee.seats_short.N010")

    # 4 of 16 is 25 % and not more.
    assert short.exact == 1
    assert short.inputs[-1] == ("strict", True)
    assert found.figure("party_committee.met_with.N010").exact == 5
    assert found.figure("party_committee.seats_short.N013").exact == 0


# Two years; the year before is invented for the test.


@pytest.fixture(scope="module")
def two_years(real_year, tmp_path_factory):
    year = real_year.copy(tmp_path_factory.mktemp("two-years"))
    year.invent_year_before(party_committee=3, division_heads=75)
    return year.open("en")


@pytest.mark.parametrize(
    ("identifier", "exact"),
    [
        pytest.param("party_committee.change_women", 1, id="one-more"),
        pytest.param("party_committee.change_share", Fraction(1, 13), id="points-more"),
        pytest.param("division_heads.change_women", -5, id="five-fewer"),
        pytest.param(
            "division_heads.change_share", Fraction(-5, 162), id="points-fewer"
        ),
        pytest.param("unit_leaders.change_women", 0, id="no-change"),
        pytest.param("party_committee.previous_share", Fraction(3, 13), id="before"),
    ],
)
def test_a_change_from_the_year_before(two_years, identifier, exact):
    assert two_years.definitions.figure(identifier).exact == exact


def test_a_change_names_the_rows_of_both_years(two_years):
    change = two_years.definitions.figure("party_committee.change_women")
    before = two_years.definitions.figure("party_committee.previous_women")

    assert [origin.file for origin in change.origins] == [
        "data/raw/stameq/2020/counts.csv",
        "data/raw/stameq/2019/counts.csv",
    ]
    assert [origin.file for origin in before.origins] == [
        "data/raw/stameq/2019/counts.csv"
    ]


def test_only_groups_counted_in_both_years_are_compared(year):
    before = year.invent_year_before()
    before.keep("counts", "party_committee", "course_english")

    compared = [group.identifier for group in year.open().compared]

    assert compared == ["party_committee", "course_english"]
