"""The first page of a comparison: key figures, and what a reviewer checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genderlib.review.summary import boxed, card, cards

if TYPE_CHECKING:
    from genderlib.comparison.comparison import Comparison
    from genderlib.review.tables import Fragment

_MOST_GROUPS = 4


def summary(comparison: Comparison) -> Fragment:
    """The organisation's share in each group beside that of all."""
    own = comparison.organisation
    found = [
        card(
            comparison.named(group).short_name,
            comparison.cite(f"{own}.share.{group}"),
            comparison.fill(
                "{} trên {}; tính chung {}",
                "{} of {}; {} overall",
                comparison.cite(f"{own}.women.{group}"),
                comparison.cite(f"{own}.total.{group}"),
                comparison.cite(f"{group}.share"),
            ),
        )
        for group in comparison.groups
        if own in comparison.definitions.compared[group]
    ]
    return cards(comparison, found[:_MOST_GROUPS])


def reviewer_box(comparison: Comparison) -> Fragment:
    """What to check before signing."""
    points = [
        comparison.fill(
            "Các cơ quan có đếm cùng một nhóm theo cùng một cách không.",
            "Whether the organisations count the same groups in the same way.",
        ),
        comparison.fill(
            "Không xếp hạng những nơi có chênh lệch không vượt mức có thể do ngẫu "
            "nhiên.",
            "That nobody ranks organisations that differ by no more than chance could "
            "explain.",
        ),
        comparison.fill(
            "Chọn vài con số bất kỳ và theo đường dẫn đến nguồn của chúng ở bảng cuối.",
            "Pick a few figures and follow their links to their source in the last "
            "table.",
        ),
    ]
    return boxed(comparison, points)
