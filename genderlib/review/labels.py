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
    "parity_gap": ("khoảng cách so với một nửa", "distance from one half"),
    "seat": ("một người tương ứng với", "weight of one person"),
    "parity_seats": ("số nữ cần thêm để đạt một nửa", "women short of one half"),
    "interval_low": ("cận dưới của khoảng Wilson", "lower end of the Wilson interval"),
    "interval_high": ("cận trên của khoảng Wilson", "upper end of the Wilson interval"),
    "previous_women": ("số nữ năm trước", "women a year before"),
    "previous_total": ("tổng số năm trước", "total a year before"),
    "previous_share": ("tỷ lệ nữ năm trước", "share of women a year before"),
    "change_women": ("thay đổi số nữ", "change in women"),
    "change_share": ("thay đổi tỷ lệ nữ", "change in the share of women"),
    "before_women": ("số nữ đầu kỳ", "women at the start"),
    "before_total": ("tổng số đầu kỳ", "total at the start"),
    "before_share": ("tỷ lệ nữ đầu kỳ", "share of women at the start"),
    "joined_women": ("số nữ vào", "women who joined"),
    "joined_total": ("số người vào", "people who joined"),
    "joined_share": ("tỷ lệ nữ trong số người vào", "share of women who joined"),
    "left_women": ("số nữ ra", "women who left"),
    "left_total": ("số người ra", "people who left"),
    "left_share": ("tỷ lệ nữ trong số người ra", "share of women who left"),
    "promoted_women": ("số nữ được nâng ngạch", "women promoted"),
    "promoted_total": ("số người được nâng ngạch", "people promoted"),
    "promoted_share": (
        "tỷ lệ nữ trong số người được nâng ngạch",
        "share of women promoted",
    ),
    "stayed_women": ("số nữ ở lại", "women who stayed"),
    "stayed_total": ("số người ở lại", "people who stayed"),
    "stayed_share": ("tỷ lệ nữ trong số người ở lại", "share of women who stayed"),
    "groups": ("số nhóm", "number of groups"),
    "at_parity": ("số nhóm có từ một nửa là nữ", "groups that are at least half women"),
    "threshold": ("số nhỏ nhất được công bố", "smallest count that is shown"),
    "value": ("mức của chỉ tiêu", "level required"),
    "value_to": ("mức trên của chỉ tiêu", "upper level required"),
    "condition": ("điều kiện áp dụng", "condition"),
    "seats_short": ("số nữ còn thiếu", "women short of the norm"),
    "met_with": ("số nữ tối thiểu theo chỉ tiêu", "fewest women that meet the norm"),
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
    "applied": ("số chỉ tiêu được đối chiếu", "norms held against the counts"),
    "met": ("số chỉ tiêu đạt", "norms met"),
    "not_met": ("số chỉ tiêu chưa đạt", "norms not met"),
    "not_yet_due": ("số chỉ tiêu chưa đến hạn", "norms not yet due"),
    "cannot_be_judged": (
        "số chỉ tiêu chưa thể đánh giá",
        "norms that cannot be judged",
    ),
    "not_applicable": ("số chỉ tiêu không áp dụng", "norms that do not apply"),
    "percentages": (
        "số tỷ lệ đã công bố kèm số liệu",
        "percentages published with counts",
    ),
    "right": ("số tỷ lệ đúng", "percentages that are right"),
    "not_right": ("số tỷ lệ không đúng", "percentages that are not right"),
    "truncated": ("số tỷ lệ bị cắt bỏ phần lẻ", "percentages cut off"),
    "double_rounded": ("số tỷ lệ làm tròn hai lần", "percentages rounded twice"),
    "padded": ("số tỷ lệ thêm số không", "percentages padded with zeros"),
    "hedge_wrong": ("số tỷ lệ dùng sai từ ước lượng", "percentages with a wrong hedge"),
    "wrong": ("số tỷ lệ sai", "percentages that are wrong"),
    "impossible": ("số tỷ lệ không thể có", "percentages that cannot be"),
    "without_count": ("số tỷ lệ không kèm số liệu", "percentages without counts"),
    "in_words": ("số nhận định không có số liệu", "statements without a number"),
    "units": ("số nơi được hỏi số liệu", "units asked for counts"),
    "late": ("số nơi chưa gửi đủ số liệu", "units that have not sent all counts"),
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
    "norms": ("Chỉ tiêu", "Norms"),
    "statements": ("Nhận định đã công bố", "Published statements"),
    "asked": ("Số liệu đã hỏi", "Counts asked for"),
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


# How a figure without inputs is made; functions are named as in the program.
_MADE: Final[dict[str, tuple[str, str]]] = {
    "read": ("đọc từ bảng", "read from the table"),
    "count": ("đếm các dòng", "rows counted"),
    "min": ("ngày sớm nhất", "earliest date"),
    "max": ("ngày muộn nhất", "latest date"),
    "judge": ("đối chiếu với số liệu", "held against the counts"),
    "hidden": (
        "không công bố vì liên quan đến ít người",
        "hidden: few people",
    ),
}


def how_made(indicator: str, language: str) -> str:
    """Words for how a figure is made; a function of the program keeps its name."""
    words = _MADE.get(indicator)
    return words[language == "en"] if words else indicator
