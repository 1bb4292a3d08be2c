"""Words that a report in another form adds to those of its page."""

from __future__ import annotations

from typing import Final

from genderlib.text.languages import choose

_WORDS: Final = {
    # The administrative report, as Decree 30/2020/NĐ-CP has it.
    "nation": ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", ""),
    "motto": ("Độc lập - Tự do - Hạnh phúc", ""),
    "kind": ("BÁO CÁO", "REPORT"),
    "number_line": ("Số: {number}/BC-{symbol}", ""),
    "place_line": ("{place}, ngày {day} tháng {month} năm {year}", ""),
    "recipients": ("Nơi nhận:", "Recipients:"),
    "filed": ("Lưu: VT.", ""),
    "annex": ("PHỤ LỤC", "ANNEX"),
    "about": ("Về báo cáo này", "About this report"),
    "superior_open": ("[tên cơ quan chủ quản]", "[superior body]"),
    "number_open": ("[số]", "[number]"),
    "symbol_open": ("[ký hiệu]", "[symbol]"),
    "place_open": ("[địa danh]", "[place]"),
    "date_open": ("[ngày]", "[date]"),
    "signing_title_open": ("[chức vụ người ký]", "[office of the signatory]"),
    "signing_name_open": ("[họ và tên người ký]", "[name of the signatory]"),
    "recipients_open": ("[nơi nhận]", "[recipients]"),
    # The workbook.
    "cover": ("Trang bìa", "Cover"),
    "contents": ("Mục lục", "Contents"),
    "notes": ("Ghi chú", "Notes"),
    "figures": ("Số liệu", "Figures"),
    "table": ("Bảng", "Table"),
    "sheet": ("Trang tính", "Sheet"),
    "description": ("Nội dung", "What it holds"),
    "one_table": ("Trang tính này có một bảng.", "This worksheet contains one table."),
    "notes_title": (
        "Ghi chú: phần chữ của báo cáo",
        "Notes: what the report says in words",
    ),
    "section": ("Mục", "Section"),
    "text": ("Nội dung", "Text"),
    "identifier": ("Mã số liệu", "Identifier"),
    "number": ("Giá trị đầy đủ", "Value in full"),
    "shown": ("Giá trị trong báo cáo", "As the report shows it"),
    "nothing": ("[x]", "[x]"),
    "nothing_legend": (
        "[x]: nguồn không nêu hoặc không áp dụng.",
        "[x]: the source does not say, or it does not apply.",
    ),
    "chart": ("Biểu đồ", "Chart"),
    "same": (
        "Số liệu lấy từ báo cáo {file} đã đối chiếu với dữ liệu; SHA-256: {sha256}",
        "The figures are those of {file}, held against the data; SHA-256: {sha256}",
    ),
    "rounding": (
        "Tỷ lệ được lưu đầy đủ; định dạng của ô chỉ làm tròn khi hiển thị.",
        "Shares are kept in full precision; the format of a cell rounds what is seen.",
    ),
}


def export_words(language: str) -> dict[str, str]:
    """Words of exports in one language."""
    return {name: choose(language, vi=vi, en=en) for name, (vi, en) in _WORDS.items()}
