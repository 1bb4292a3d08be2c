"""What the sentences of a news item may speak of, beside what those of a review may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from genderlib.news import corrections, findings, levels, outlook
from genderlib.review.vocabulary import Lazily

if TYPE_CHECKING:
    from genderlib.news.item import NewsItem


def names(item: NewsItem) -> dict[str, Any]:
    """Lists of sentences; a figure is recorded when its sentence is shown."""
    return {
        "invented": item.invented,
        "headline": Lazily(item, findings.headline),
        "lead": Lazily(item, findings.lead),
        "further": Lazily(item, findings.further),
        "benefit_sentences": Lazily(item, findings.benefits),
        "since": Lazily(item, findings.since),
        "norm_sentences": Lazily(item, levels.norms),
        "published": Lazily(item, corrections.published),
        "unchecked_sentences": Lazily(item, corrections.unchecked),
        "corrections": Lazily(item, corrections.corrections),
        "goals": Lazily(item, outlook.goals),
        "done": outlook.done(item),
        "planned": outlook.planned(item),
        "hidden": Lazily(item, outlook.hidden),
        "unknown": Lazily(item, outlook.unknown),
        "source": Lazily(item, outlook.source),
    }
