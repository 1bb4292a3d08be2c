"""What each measure of a trend is called in the table of figures."""

from __future__ import annotations

from typing import Final

from genderlib.review.labels import LABELS

TREND_LABELS: Final[dict[str, tuple[str, str]]] = {
    **LABELS,
    "change_women": (
        "thay đổi số nữ so với lần đếm trước",
        "change in women since the count before",
    ),
    "change_share": (
        "thay đổi tỷ lệ nữ so với lần đếm trước",
        "change in the share of women since the count before",
    ),
    "by_total": (
        "phần thay đổi số nữ do tổng số thay đổi",
        "part of the change in women that comes from the total",
    ),
    "by_share": (
        "phần thay đổi số nữ do tỷ lệ nữ thay đổi",
        "part of the change in women that comes from the share",
    ),
    "composition": (
        "phần thay đổi tỷ lệ nữ do cơ cấu",
        "part of the change in share that comes from composition",
    ),
    "rate": (
        "phần thay đổi tỷ lệ nữ do tỷ lệ trong từng đơn vị",
        "part of the change in share that comes from shares inside units",
    ),
    "spread_before": (
        "chỉ số M theo đơn vị ở lần đếm trước",
        "M index by unit at the count before",
    ),
    "spread_after": ("chỉ số M theo đơn vị", "M index by unit"),
    "lot_before": (
        "chỉ số M trung bình khi bốc thăm ở lần đếm trước",
        "mean M index by lot at the count before",
    ),
    "lot_after": ("chỉ số M trung bình khi bốc thăm", "mean M index by lot"),
    "spread_change": (
        "thay đổi chỉ số M so với lần đếm trước",
        "change in the M index since the count before",
    ),
    "spread_share": (
        "phần thay đổi chỉ số M do tỷ lệ nữ chung",
        "part of the change in M that comes from the share overall",
    ),
    "spread_sizes": (
        "phần thay đổi chỉ số M do quy mô các đơn vị",
        "part of the change in M that comes from the sizes of units",
    ),
    "spread_structure": (
        "phần thay đổi chỉ số M do phân bố giữa các đơn vị",
        "part of the change in M that comes from who works where",
    ),
    "span_women": ("thay đổi số nữ từ lần đếm đầu", "change in women since the first"),
    "span_share": (
        "thay đổi tỷ lệ nữ từ lần đếm đầu",
        "change in the share of women since the first count",
    ),
    "span_other": (
        "thay đổi tỷ lệ từ cách đếm khác của năm đầu đến lần đếm cuối",
        "change in the share from another count of the first year to the last count",
    ),
    "since_gap": (
        "số lần đếm gần nhất không cách nhau quá hai nhiệm kỳ",
        "last counts that are no more than two terms apart",
    ),
    "counted_years": ("số năm có số liệu", "years counted"),
    "appointed": (
        "tỷ lệ nữ của bốn lần đếm gần nhất, cộng lại",
        "share of women over the last four counts together",
    ),
    "expected": ("tỷ lệ nữ dự kiến", "share of women projected"),
    "low_80": ("cận dưới của dải 80%", "lower end of the 80% band"),
    "high_80": ("cận trên của dải 80%", "upper end of the 80% band"),
    "low_95": ("cận dưới của dải 95%", "lower end of the 95% band"),
    "high_95": ("cận trên của dải 95%", "upper end of the 95% band"),
    "chance": ("xác suất đạt mục tiêu", "probability that the goal is met"),
    "further": (
        "số cần thêm để đạt mục tiêu",
        "further ones that the goal takes",
    ),
    "needed": (
        "tỷ lệ nữ cần có khi bầu lại để đạt mục tiêu",
        "share of women to be elected so that the goal is met",
    ),
    "tried": ("số lần thử trên quá khứ", "projections tried on the past"),
    "held_80": (
        "số lần thử mà dải 80% chứa lần đếm tiếp theo",
        "projections tried whose 80% band held the next count",
    ),
    "held_95": (
        "số lần thử mà dải 95% chứa lần đếm tiếp theo",
        "projections tried whose 95% band held the next count",
    ),
}
