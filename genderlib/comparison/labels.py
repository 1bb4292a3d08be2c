"""What each measure of a comparison is called in the table of figures."""

from __future__ import annotations

from typing import Final

from genderlib.review.labels import LABELS

COMPARISON_LABELS: Final[dict[str, tuple[str, str]]] = {
    **LABELS,
    "organisations": ("số cơ quan có số liệu", "organisations counted"),
    "beyond": (
        "số cơ quan nằm ngoài dải ngẫu nhiên",
        "organisations outside the band of chance",
    ),
    "low_95": ("cận dưới của dải ngẫu nhiên 95%", "lower end of the 95% chance band"),
    "high_95": ("cận trên của dải ngẫu nhiên 95%", "upper end of the 95% chance band"),
    "low_998": (
        "cận dưới của dải ngẫu nhiên 99,8%",
        "lower end of the 99.8% chance band",
    ),
    "high_998": (
        "cận trên của dải ngẫu nhiên 99,8%",
        "upper end of the 99.8% chance band",
    ),
    "dissimilarity": ("chỉ số khác biệt", "index of dissimilarity"),
    "expected_dissimilarity": (
        "chỉ số khác biệt khi phân bổ ngẫu nhiên",
        "index of dissimilarity under random allocation",
    ),
    "corrected_dissimilarity": (
        "chỉ số khác biệt đã hiệu chỉnh theo ngẫu nhiên",
        "index of dissimilarity corrected for chance",
    ),
}
