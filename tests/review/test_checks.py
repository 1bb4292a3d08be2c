"""Words of a year that do not fit its figures, found before anything is rendered."""

import pytest

from genderlib.data import Project
from genderlib.review.checks import word_problems


def found(year):
    return [
        (p.file.rpartition("/")[2], p.row, p.column, p.message, p.cure, p.label)
        for p in word_problems(Project(year.root))
    ]


def test_nothing_is_wrong_with_the_words_of_2020(real_year):
    assert found(real_year) == []


@pytest.mark.parametrize(
    ("cited", "message", "cure"),
    [
        pytest.param(
            "board_decison | number",
            "board_decison is no name in these data",
            "Did you mean board_decision?",
            id="name",
        ),
        pytest.param(
            "board_decision | numbre",
            "numbre is no form of a figure",
            "Did you mean number?",
            id="form",
        ),
        pytest.param(
            "board_decision | share",
            "board_decision.share: no such figure",
            "Known: date, number.",
            id="figure",
        ),
        pytest.param(
            "party_committee.women",
            "4 would be printed without its source",
            "Cite a figure by its name and form, as in {{ party_committee | women }}.",
            id="bare-number",
        ),
        pytest.param(
            "training.women",
            ".women leads to nothing",
            "Cite a figure by its name and form, as in {{ party_committee | women }}.",
            id="no-such-part",
        ),
    ],
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_citation_that_cannot_be_shown_has_its_line_and_cure(
    year, language, cited, message, cure
):
    file = year.folder / f"narrative.{language}.md"
    file.write_text(f"## who\n\nA.\n\nB {{{{ {cited} }}}}.\n", encoding="utf-8")

    actual = found(year)

    assert actual == [(file.name, 5, "", message, cure, "who")]


def test_a_hedge_that_is_none_is_named_with_its_row(year):
    year.change("statements", "claim_party_committee", hedge="giần")

    ((file, row, column, message, cure, label),) = found(year)

    # The header is row 1, the statement about the Party committee the second.
    assert (file, row, column) == ("statements.csv", 3, "hedge")
    assert message == "a hedge is not known"
    assert "gần, " in cure
    assert label == "claim_party_committee"
