"""What each measure is called in the table of figures."""

from __future__ import annotations

from typing import Final

LABELS: Final[dict[str, tuple[str, str]]] = {
    "women": ("số nữ", "women"),
    "men": ("số nam", "men"),
    "total": ("tổng số", "total"),
    "others": ("số người còn lại", "the others"),
    "unrecorded": ("số người không ghi giới tính", "people whose sex is not recorded"),
    "fraction": ("số nữ trên tổng số", "women of total"),
    "share": ("tỷ lệ nữ", "share of women"),
    "share_low": ("tỷ lệ nữ thấp nhất có thể", "lowest possible share of women"),
    "share_high": ("tỷ lệ nữ cao nhất có thể", "highest possible share of women"),
    "gap": ("khoảng cách so với một nửa", "distance from one half"),
    "seat": ("một người tương ứng với", "weight of one person"),
    "parity_seats": ("số nữ cần thêm để đạt một nửa", "women short of one half"),
    "interval_low": ("cận dưới của khoảng Wilson", "lower end of the Wilson interval"),
    "interval_high": ("cận trên của khoảng Wilson", "upper end of the Wilson interval"),
    "previous_women": ("số nữ năm trước", "women a year before"),
    "previous_total": ("tổng số năm trước", "total a year before"),
    "previous_share": ("tỷ lệ nữ năm trước", "share of women a year before"),
    "change_women": ("thay đổi số nữ", "change in women"),
    "change_share": ("thay đổi tỷ lệ nữ", "change in the share of women"),
    "groups": ("số nhóm", "number of groups"),
    "at_parity": ("số nhóm có từ một nửa là nữ", "groups that are at least half women"),
    "value": ("mức quy định", "level required"),
    "value_to": ("mức trên của quy định", "upper level required"),
    "condition": ("điều kiện áp dụng", "condition"),
    "seats_short": ("số nữ còn thiếu", "women short of the norm"),
    "met_with": ("số nữ tối thiểu theo quy định", "fewest women that meet the norm"),
    "number": ("số hiệu", "number"),
    "date": ("ngày", "date"),
    "valid_from": ("có hiệu lực từ", "in force from"),
    "valid_to": ("có hiệu lực đến", "in force to"),
    "start": ("bắt đầu", "start"),
    "due": ("thời hạn", "due"),
    "target": ("mục tiêu", "target"),
    "printed": ("tỷ lệ đã công bố", "percentage as published"),
    "distance": ("độ lệch của tỷ lệ đã công bố", "error of the published percentage"),
    "reason": ("số trong phần giải thích", "number in the explanation"),
    "applied": ("số quy định được đối chiếu", "norms held against the counts"),
    "met": ("số quy định đạt", "norms met"),
    "not_met": ("số quy định chưa đạt", "norms not met"),
    "cannot_be_judged": (
        "số quy định chưa thể đánh giá",
        "norms that cannot be judged",
    ),
    "not_applicable": ("số quy định không áp dụng", "norms that do not apply"),
    "percentages": (
        "số tỷ lệ đã công bố kèm số đếm",
        "percentages published with counts",
    ),
    "right": ("số tỷ lệ đúng", "percentages that are right"),
    "not_right": ("số tỷ lệ không đúng", "percentages that are not right"),
    "without_count": ("số tỷ lệ không kèm số đếm", "percentages without counts"),
    "in_words": ("số nhận định không có số liệu", "statements without a number"),
    "count": ("số mục", "number of entries"),
    "planned": ("số hoạt động dự kiến", "activities planned"),
    "under_way": ("số hoạt động đang thực hiện", "activities under way"),
    "done": ("số hoạt động đã thực hiện", "activities done"),
    "not_reported": ("số hoạt động chưa báo cáo", "activities not reported"),
    "with_value": ("số mục tiêu có mức", "goals with a level"),
    "with_due": ("số mục tiêu có thời hạn", "goals with a date"),
}

SUBJECTS: Final[dict[str, tuple[str, str]]] = {
    "staff": ("Nhân sự", "Staff"),
    "representation": ("Tham gia lãnh đạo", "Representation"),
    "training": ("Đào tạo", "Training"),
    "benefit": ("Quyền lợi", "Benefits"),
    "norms": ("Quy định", "Norms"),
    "statements": ("Nhận định đã công bố", "Published statements"),
    "activities": ("Hoạt động", "Activities"),
    "action_month": ("Tháng hành động", "Action month"),
    "targets": ("Mục tiêu", "Goals"),
    "report": ("Báo cáo", "Report"),
}


def label(measure: str, language: str) -> str:
    """Name of a measure; the part after a dot names its object and is left out."""
    return LABELS[measure.partition(".")[0]][language == "en"]


def subject_label(subject: str, language: str) -> str:
    """Name of a subject that is no row of a table."""
    return SUBJECTS[subject][language == "en"]
