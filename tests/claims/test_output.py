"""The audit as JSON, as a table and as a marked page."""

import html
import io
import json
import re
from html.parser import HTMLParser

import pytest

from genderlib.claims import as_html, as_json, as_table, audit_file, audit_text

TEXT = """\
Kết quả năm 2020

Đảng ủy có 4/13 nữ, chiếm 30%; trưởng phòng nữ có 70/162 người, chiếm gần 45%.
100% cán bộ nữ được <khám> & tư vấn.

Ban có 13 ủy viên, trong đó 4 nữ và 8 nam.
"""


def audit(text=TEXT, **options):
    return audit_file(io.StringIO(text), **options)


class Page(HTMLParser):
    """Elements of a page with their attributes, its text, and the text it audits."""

    def __init__(self, source):
        super().__init__()
        self.elements, self.text = [], ""
        self.feed(source)
        body = source[source.index("<article") : source.index("</article")]
        unnoted = re.sub(r' <a class="note.*?</a>|<[^>]*>', "", body)
        self.audited = " ".join(html.unescape(unnoted).split())

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


class TestJson:
    def test_objects_hold_what_a_program_needs(self):
        first = json.loads(as_json(audit_text(TEXT)))[0]

        # 4/13 = 0.3077
        exact = first.pop("exact")
        assert exact == pytest.approx(4 / 13)
        assert first == {
            "line": 3,
            "text": "4/13 nữ, chiếm 30%",
            "women": 4,
            "total": 13,
            "printed": "30%",
            "hedge": "",
            "verdict": "truncated",
            "reason": "cắt bỏ phần lẻ: 30,77% làm tròn là 31%",
        }

    def test_what_is_not_printed_is_null(self):
        bare = json.loads(as_json(audit_text("100% cán bộ nữ được khám.")))[0]

        assert (bare["women"], bare["total"], bare["exact"]) == (None, None, None)

    def test_further_findings_have_their_numbers(self):
        objects = json.loads(as_json(audit_text(TEXT)))

        facts = [one["facts"] for one in objects if "facts" in one]
        assert facts == [{"total": 13, "parts": 12}]

    def test_nothing_found_is_an_empty_list(self):
        assert json.loads(as_json([])) == []


class TestTable:
    def test_every_column_is_there(self):
        table = as_table(audit(), width=140)

        heading = table.split("\n")[0].split()
        assert " ".join(heading) == (
            "Dòng Nguyên văn Số đếm Đã in Chính xác Kết luận Vì sao"
        )
        assert re.search(r"3 +70/162 người, .* 70/162 +gần 45% +43,21% +sai", table)

    def test_it_keeps_to_its_width(self):
        lines = as_table(audit(), width=120).split("\n")

        assert max(map(len, lines[:-3])) <= 120

    def test_the_last_line_counts_the_verdicts(self):
        last = as_table(audit()).rstrip().split("\n")[-1]

        assert last == (
            "Tìm thấy 6: cắt bỏ phần lẻ 1, sai 1, không kèm số đếm 1, "
            "không nêu tỷ lệ 2, cộng không khớp 1"
        )

    def test_nothing_found_is_said(self):
        assert as_table(audit("Không có gì cả để kể.", language="vi")) == (
            "Không tìm thấy nhận định về số đếm.\n"
        )

    def test_what_was_left_alone_is_listed_with_its_reason(self):
        table = as_table(audit(everything=True), width=140)

        assert re.search(r"1 +Kết quả năm 2020 +bỏ qua +năm", table)


class TestPage:
    def test_the_text_is_whole_and_escaped(self):
        page = Page(as_html(audit()))

        assert page.audited == " ".join(TEXT.split())

    def test_markup_in_a_name_or_a_text_stays_text(self):
        stream = io.StringIO("<script>alert(1)</script> Nữ có 4/13 người, chiếm 30%.")
        stream.name = "<img src=x>.txt"

        page = Page(as_html(audit_file(stream)))

        assert page.all("script") == page.all("img") == []

    def test_every_finding_is_marked_and_leads_to_its_row(self):
        page = Page(as_html(audit()))

        targets = {one["href"].lstrip("#") for one in page.all("a")}
        ids = [
            attributes["id"] for _, attributes in page.elements if "id" in attributes
        ]
        assert targets <= set(ids)
        assert len(ids) == len(set(ids))
        assert len(page.all("mark")) == 4  # the parts stand inside one another

    def test_a_verdict_is_said_in_words_beside_its_mark(self):
        page = Page(as_html(audit()))

        assert "chiếm gần 45% sai" in " ".join(page.text.split())

    def test_it_needs_nothing_and_says_its_language(self):
        source = as_html(audit())
        page = Page(source)

        policy = next(one for one in page.all("meta") if "http-equiv" in one)
        assert policy["content"].startswith("default-src 'none'; ")
        assert page.all("html") == [{"lang": "vi"}]
        assert not re.search(r"(?:src|href)=\"(?!#)|url\(|@import", source)

    def test_reasons_in_another_language_are_told_apart_from_the_text(self):
        page = Page(as_html(audit(language="en")))

        assert page.all("html") == [{"lang": "en"}]
        assert page.all("article")[0]["lang"] == "vi"

    def test_a_table_of_the_text_keeps_its_cells_apart(self):
        text = "Đơn vị\tNữ\tTổng số\tTỷ lệ\nĐảng ủy\t4\t13\t38%"

        page = Page(as_html(audit(text)))

        assert "Đảng ủy | 4 | 13 | 38%" in " ".join(page.text.split())
