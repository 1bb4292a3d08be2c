"""The charts of a comparison: which table, and the finding that stands above it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from genderlib import charts
from genderlib.review.forms import written
from genderlib.text.names import joined

if TYPE_CHECKING:
    from collections.abc import Callable

    from markupsafe import Markup

    from genderlib.charts import Chart
    from genderlib.comparison.comparison import Comparison


def chart(comparison: Comparison, section: str) -> Chart | None:
    """A chart by name; None where there are no rows for it.

    Raises
    ------
    ValueError
        If there is no such chart.
    """
    if section not in _CHARTS:
        known = ", ".join(_CHARTS)
        raise ValueError(f"section must be one of {known}, not {section!r}")
    return _CHARTS[section](comparison)


def _funnel(comparison: Comparison) -> Chart | None:
    rows = [
        _row(comparison, group, organisation)
        for group in comparison.groups
        for organisation in comparison.by_size(group)
    ]
    if not rows:
        return None
    return charts.funnel(
        rows,
        title=_finding(comparison),
        source=comparison.source_line,
        language=comparison.language,
        identifier="chart-funnel",
    )


def _finding(comparison: Comparison) -> Markup:
    """In how many groups organisations differ by more than chance."""
    definitions = comparison.definitions
    uneven = [group for group in comparison.groups if definitions.beyond(group)]
    if not uneven:
        return comparison.fill(
            "Ở mọi nhóm, chênh lệch giữa các cơ quan không vượt mức có thể do ngẫu "
            "nhiên",
            "In every group the organisations differ by no more than chance could "
            "explain",
        )
    named = joined((comparison.named(g).name for g in uneven), comparison.language)
    return comparison.fill(
        "Chênh lệch giữa các cơ quan vượt mức có thể do ngẫu nhiên ở: {}",
        "Organisations differ by more than chance would explain in: {}",
        named,
    )


def _row(comparison: Comparison, group: str, organisation: str) -> dict[str, Any]:
    definitions = comparison.definitions
    row: dict[str, Any] = {
        "panel": definitions.title(definitions.groups[group]),
        "label": definitions.organisations[organisation][
            f"short_{comparison.language}"
        ],
        "own": organisation == comparison.organisation,
        "beyond": organisation in definitions.beyond(group),
        **_number(comparison, f"{group}.share", "overall"),
    }
    for measure in ("share", "women", "total", "low_998", "high_998"):
        row |= _number(comparison, f"{organisation}.{measure}.{group}", measure)
    for measure in ("low_95", "high_95"):
        row |= _drawn(comparison, f"{organisation}.{measure}.{group}", measure)
    return row


def _drawn(comparison: Comparison, identifier: str, column: str) -> dict[str, Any]:
    """A number that is drawn and nowhere written, so that it needs no line."""
    figure = comparison.definitions.figure(identifier)
    return {column: figure.exact, f"{column}_text": written(figure, "en")}


def _number(comparison: Comparison, identifier: str, column: str) -> dict[str, Any]:
    figure = comparison.record(identifier)
    return {
        column: figure.exact,
        f"{column}_text": written(figure, comparison.language),
        f"{column}_figure": identifier,
    }


_CHARTS: Final[dict[str, Callable[[Comparison], Chart | None]]] = {"funnel": _funnel}
