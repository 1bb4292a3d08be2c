"""One organisation's year as the people who write for its web page tell it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Final

from genderlib.news import vocabulary
from genderlib.review.review import Review, for_public_review
from genderlib.text.languages import check_language
from genderlib.text.names import name

if TYPE_CHECKING:
    from markupsafe import Markup

    from genderlib.charts import Chart
    from genderlib.data import Project, YearTables
    from genderlib.review.subjects import Subject, Subjects

AUDIENCE: Final = "public"
"""A news item has no other: what it says is put on a web page."""


class NewsItem(Review):
    """One organisation and year in a few sentences that can be published.

    It is a public review: small counts of persons are hidden, whoever makes it.
    """

    layout: ClassVar[str] = "news"

    @property
    def page_title(self) -> tuple[str, str]:
        """Title of the page; the braces stand for the organisation and the year."""
        return "Tin: bình đẳng giới {} năm {}", "News: gender equality, {}, {}"

    @property
    def short_name(self) -> Markup:
        """Name of the organisation for a headline."""
        row = self.organisation_row
        short = row.get(f"short_{self.language}")
        return name(str(short)) if short else self.organisation_name

    @property
    def representation(self) -> Subjects:
        """Committees and leaders that were counted and may be shown."""
        return self.topic("representation")

    @property
    def staff(self) -> Subject | None:
        """All staff, where they were counted and may be shown."""
        found = (g for g in self.topic("staff") if g.identifier == "staff")
        return next(found, None)

    def chart(self, section: str) -> Chart | None:
        """A chart by name; none of a single group, which a sentence says as well."""
        return super().chart(section) if len(self.representation) > 1 else None

    @cached_property
    def names(self) -> dict[str, Any]:
        """What a sentence may speak of: all that a review may, and more."""
        return {**super().names, **vocabulary.names(self)}


def open_news(
    organisation: str,
    year: int,
    *,
    language: str = "vi",
    audience: str = AUDIENCE,
    project: Project | None = None,
) -> NewsItem:
    """Check and read the tables of one organisation and year for a news item.

    Parameters
    ----------
    organisation : str
        Identifier, for example "stameq".
    year : int
        Reporting year.
    language : {"vi", "en"}
        Language of the item.
    audience : {"public"}
        Who will read it.
    project : Project, optional
        The project folder; found from the working folder if not given.

    Returns
    -------
    NewsItem

    Raises
    ------
    DataError
        With every bad row, or the organisations and years there are.
    ValueError
        If the language or audience is not one of those above.
    UnprotectableError
        If a public text would give a small count of persons away.
    """
    from genderlib.data import Project, open_with_previous

    _check_edition(language, audience)
    found = project or Project.find()
    tables, previous = open_with_previous(found, organisation, year)
    return make_news(tables, previous, language=language, audience=audience)


def make_news(
    tables: YearTables, previous: YearTables | None, *, language: str, audience: str
) -> NewsItem:
    """A news item of tables that were read already.

    Raises
    ------
    ValueError
        If the language is not one there is, or the audience is not the public.
    UnprotectableError
        If a public text would give a small count of persons away.
    """
    _check_edition(language, audience)
    shown, before = for_public_review(tables, previous)
    checked = check_language(language)
    return NewsItem(shown, before, language=checked, audience=audience)


def _check_edition(language: str, audience: str) -> None:
    check_language(language)
    if audience != AUDIENCE:
        raise ValueError(f"audience of a news item must be public, not {audience!r}")
