"""Words of the page itself, in no sentence of the notebook."""

from __future__ import annotations

from typing import Final

from genderlib.text.languages import choose

PAGE_LABELS: Final = {
    "skip": ("Đến nội dung chính", "Skip to content"),
    "contents": ("Nội dung", "Contents"),
    "about": ("Về báo cáo này", "About this report"),
    "about_item": ("Về tin này", "About this item"),
    "year": ("Năm báo cáo", "Reporting year"),
    "state": ("Tình trạng", "State"),
    "audience": ("Phạm vi sử dụng", "Audience"),
    "data_date": ("Nguồn mới nhất đề ngày", "Latest source dated"),
    "undated": ("không nguồn nào ghi ngày", "no source is dated"),
    "version": ("Phiên bản phần mềm", "Software version"),
    "fingerprint": ("Mã đối chiếu số liệu", "Fingerprint of the figures"),
    "edition": ("Bản số", "Version of the report"),
    "replaces": ("Thay cho", "Replaces"),
    "draft": ("Dự thảo", "Draft"),
    "final": ("Bản chính thức", "Final"),
    "internal": ("Nội bộ", "Internal"),
    "public": ("Công khai", "Public"),
}


def page_labels(language: str) -> dict[str, str]:
    """Words of the page itself: header, contents, footer."""
    return {
        key: choose(language, vi=vi, en=en) for key, (vi, en) in PAGE_LABELS.items()
    }
