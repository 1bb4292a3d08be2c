"""Words of the record that a reviewer signs."""

from __future__ import annotations

from typing import Final

from genderlib.text.languages import choose

_WORDS: Final = {
    "title": ("Phiếu ký duyệt báo cáo", "Sign-off record"),
    "signed": ("Đã ký", "Signed"),
    "unsigned": ("Chưa ký", "Not signed"),
    "about": ("Báo cáo được kiểm tra", "The report that was checked"),
    "organisation": ("Cơ quan", "Organisation"),
    "report": ("Báo cáo", "Report"),
    "number": ("Bản số", "Version of the report"),
    "replaces": ("Thay cho", "Replaces"),
    "data_date": ("Nguồn mới nhất đề ngày", "Latest source dated"),
    "figures": ("Số liệu trong báo cáo", "Figures in the report"),
    "fingerprint": ("Mã đối chiếu số liệu", "Fingerprint of the figures"),
    "reviewed": ("SHA-256 của bản dự thảo đã kiểm tra", "SHA-256 of the checked draft"),
    "final": ("SHA-256 của bản chính thức", "SHA-256 of the final report"),
    "code": ("Mã kiểm tra của phiếu này", "Check code of this record"),
    "checks": ("Kết quả kiểm tra bằng chương trình", "What the programs found"),
    "verify": ("Đối chiếu với số liệu gốc", "Held against the data"),
    "verify_none": ("không có sai khác", "no difference"),
    "audit": ("Tỷ lệ ghi trong báo cáo", "Percentages printed in the report"),
    "audit_none": ("không có chỗ nào sai", "none wrong"),
    "statements": ("nhận định đã xét", "statements judged"),
    "open_points": ("Điểm còn bỏ ngỏ", "Open points"),
    "open_none": ("Không có.", "None."),
    "inputs": (
        "Tệp đã dùng để lập báo cáo, kèm mã SHA-256",
        "Files the report was made from, with their SHA-256",
    ),
    "file": ("Tệp", "File"),
    "versions": ("Phiên bản phần mềm", "Software versions"),
    "approval": ("Người kiểm tra ký duyệt", "Signed by the reviewer"),
    "remarks": ("Ý kiến", "Remarks"),
    "name": ("Họ và tên", "Name"),
    "date": ("Ngày ký", "Date"),
    "signature": ("Chữ ký", "Signature"),
}


def sign_off_words(language: str) -> dict[str, str]:
    """Words of the record in one language."""
    return {name: choose(language, vi=vi, en=en) for name, (vi, en) in _WORDS.items()}
