"""What the sentences of a comparison may speak of, and how they may cite."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from genderlib.comparison import sentences
from genderlib.review.subjects import Subjects
from genderlib.review.vocabulary import Lazily
from genderlib.text.markup import interval_level, time
from genderlib.text.names import joined

if TYPE_CHECKING:
    from collections.abc import Callable

    from genderlib.comparison.comparison import Comparison


def names(comparison: Comparison) -> dict[str, Any]:
    """Facts and lists of sentences; a figure is recorded when its sentence is shown."""
    definitions, latest = comparison.definitions, comparison.data_date
    others = (o for o in definitions.others if o != comparison.organisation)
    return {
        "year": comparison.year_text(),
        "organisation": comparison.organisation_name,
        "whose": comparison.whose(comparison.organisation),
        "others": Subjects("others", map(comparison.whose, others)),
        "groups": Subjects("groups", map(comparison.named, comparison.groups)),
        "lead": Lazily(comparison, sentences.lead),
        "findings": Lazily(comparison, sentences.findings),
        "standings": Lazily(comparison, sentences.standings),
        "distances": Lazily(comparison, sentences.distances),
        "spreads": Lazily(comparison, sentences.spreads),
        "gaps": Lazily(comparison, sentences.gaps),
        "level": interval_level("95%"),
        "wide": sentences.wide_level(comparison),
        "corrected_by": comparison.fill(
            "Carrington và Troske, {}",
            "Carrington and Troske, {}",
            time("1997", "1997"),
        ),
        "data_date": latest and comparison.date(latest),
    }


def filters(comparison: Comparison) -> dict[str, Callable[..., Any]]:
    """Figures are cited by the sentences themselves; names may be listed."""
    return {"names": lambda subjects: joined(subjects, comparison.language)}
