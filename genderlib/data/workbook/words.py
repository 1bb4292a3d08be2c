"""What the collection workbook says, in both languages."""

from __future__ import annotations

from typing import Final

from genderlib.data.workbook import form as f

COMPLETE: Final = "Hoàn tất / Complete"
TO_DO: Final = "Còn thiếu / To do"
MISTAKES: Final = "Có lỗi / Mistakes"

SHEETS_EN: Final = {
    "staff": "Staff",
    "representation": "Leadership",
    "training": "Training",
    "benefit": "Benefits",
}
COUNTED: Final = {
    "persons": ("Người", "Persons"),
    "attendances": ("Lượt người", "Attendances"),
    "organisations": ("Cơ quan", "Organisations"),
}
INTRODUCTION: Final = (
    "Chỉ điền vào ô màu vàng; ghi 0 nếu không có ai. Nhóm không có ở đơn vị: chọn "
    f"“{f.NONE_STATE}”; chưa biết số liệu: chọn “{f.UNKNOWN_STATE}”.\n"
    "Fill in the yellow cells only; write 0 where there is nobody. No such group in "
    f"the unit: choose “{f.NONE_STATE}”; number not known yet: “{f.UNKNOWN_STATE}”."
)
NOTES: Final = (
    (
        "Tổng số",
        "Tất cả những người được đếm, kể cả khi không ghi giới tính.",
        "Total",
        "Everyone counted, also those whose sex is not recorded.",
    ),
    (
        "Trong đó: Nữ",
        "Số nữ trong tổng số; không lớn hơn tổng số.",
        "Of whom women",
        "Women among the total; never more than the total.",
    ),
    (
        "Người",
        "Mỗi người được đếm một lần.",
        "Persons",
        "Each person is counted once.",
    ),
    (
        "Lượt người",
        "Một người học hai lớp được đếm hai lần.",
        "Attendances",
        "A person in two courses counts twice.",
    ),
    (
        f.COUNTED_STATE,
        "Đã điền tổng số và số nữ; có thể để trống ô này.",
        "Counted",
        "Total and women are filled in; this cell may be left blank.",
    ),
    (
        f.NONE_STATE,
        "Đơn vị không có nhóm này hoặc không có ai học lớp này; để trống hai ô số.",
        "No such group",
        "No such group, or nobody took the course; leave both numbers blank.",
    ),
    (
        f.UNKNOWN_STATE,
        "Sẽ gửi sau; để trống hai ô số.",
        "Not known yet",
        "To be sent later; leave both numbers blank.",
    ),
    (
        "Năm trước",
        "Số liệu đã có của năm trước; trống nếu chưa có.",
        "The year before",
        "What is known of the year before; blank where nothing is.",
    ),
    (
        "Ngày chốt số liệu",
        "Ngày mà các con số mô tả, ví dụ 31/12.",
        "Reference day",
        "The day the numbers describe, for example 31 December.",
    ),
)

CHECK_TITLE: Final = "Xem lại / Please check"
WHOLE_ERROR: Final = (
    "Tổng số là số nguyên, không nhỏ hơn số nữ.\n"
    "The total is a whole number, not less than the women."
)
WOMEN_ERROR: Final = (
    "Số nữ là số nguyên từ 0 đến tổng số.\n"
    "Women are a whole number from 0 to the total."
)
STATE_ERROR: Final = "Chọn một mục trong danh sách.\nChoose one of the list."
NOTE_ERROR: Final = "Tối đa 500 ký tự.\nAt most 500 characters."
DAY_ERROR: Final = (
    "Nhập ngày, ví dụ 31/12, trong năm báo cáo hoặc năm sau.\n"
    "Enter a day of the reporting year or of the year after."
)
