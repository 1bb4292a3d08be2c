"""What the sentences of a trend may speak of, and how they may cite."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from genderlib.review.subjects import Subjects
from genderlib.review.vocabulary import Lazily
from genderlib.text.markup import interval_level
from genderlib.text.names import joined
from genderlib.trends import sentences

if TYPE_CHECKING:
    from collections.abc import Callable

    from genderlib.trends.trend import Trend


def names(trend: Trend) -> dict[str, Any]:
    """Facts and lists of sentences; a figure is recorded when its sentence is shown."""
    definitions, latest = trend.definitions, trend.data_date
    first = min(definitions.years)
    return {
        "year": trend.year_text(),
        "first_year": trend.dated_year(first),
        "several": len(definitions.years) > 1,
        "organisation": trend.organisation_name,
        "series": Subjects(
            "series", (trend.named(s.group) for s in trend.several_years)
        ),
        "one_year": trend.one_year,
        "flows": trend.flows,
        "lead": Lazily(trend, sentences.lead),
        "findings": Lazily(trend, sentences.findings),
        "moved": Lazily(trend, sentences.moved),
        "disagreements": Lazily(trend, sentences.disagreements),
        "outlooks": Lazily(trend, sentences.outlooks),
        "gaps": Lazily(trend, sentences.gaps),
        "projected": bool(trend.projected),
        "level": interval_level("95%"),
        "narrow": interval_level("80%"),
        "data_date": latest and trend.date(latest),
    }


def filters(trend: Trend) -> dict[str, Callable[..., Any]]:
    """Figures are cited by the sentences themselves; names may be listed."""
    return {"names": lambda subjects: joined(subjects, trend.language)}
