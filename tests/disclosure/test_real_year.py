"""A year in which nothing is small keeps all its counts in a public report."""

from genderlib.data import Project, open_year
from genderlib.disclosure import for_the_public


def test_a_year_without_small_personal_counts_hides_nothing(untouched):
    # 2020 counts seats and course places alone, which are public.
    tables = open_year(Project(untouched), "stameq", 2020)

    public = for_the_public(tables)

    assert public.counts["group"].tolist() == tables.counts["group"].tolist()
    assert public.statements["statement"].tolist() == (
        tables.statements["statement"].tolist()
    )
