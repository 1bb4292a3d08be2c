"""Files of every kind, and files that want to do harm: text, a finding or an error."""

import io
import os
import time
import zipfile

import pytest

from genderlib.claims import InputError, audit_file
from genderlib.claims.documents import Document
from genderlib.claims.reading import MOST_BYTES, read_document
from genderlib.errors import GenderlibError

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CLAIM = "Nữ có 4/13 người, chiếm 30%."
PIECES = [
    "<", "<a", "<a b=", "<a href='", '<a b="x" ', "</", "<!", "<!--", "<?",
    "<![CDATA[", "<div>", "<b>x", "<table>", "<table><tr><td>", "<td>", "<tr>",
    "<svg>", "<p hidden>", "</table>", "&", "&#1",
    "<td rowspan=50 colspan=50>1<tr>", "<script>", "<li>1/2",
]  # fmt: skip


def paragraph(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def row(*cells):
    inner = "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells)
    return f"<w:tr>{inner}</w:tr>"


def docx(body, *, head="", part="word/document.xml"):
    xml = f'<?xml version="1.0"?>{head}<w:document xmlns:w="{WORD}"><w:body>{body}'
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(part, xml + "</w:body></w:document>")
    return content.getvalue()


def found(source):
    return [(one.line, one.verdict) for one in audit_file(source).findings]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("a.txt", CLAIM.encode(), id="utf-8"),
        pytest.param("a.txt", CLAIM.encode("utf-8-sig"), id="utf-8-with-mark"),
        pytest.param("a.txt", CLAIM.encode("utf-16"), id="utf-16"),
        pytest.param("a.html", f"<p>{CLAIM}".encode(), id="html-by-name"),
        pytest.param("a", f"<!doctype html><p>{CLAIM}".encode(), id="html-by-start"),
        pytest.param("a.docx", docx(paragraph(CLAIM)), id="docx"),
        pytest.param("a", docx(paragraph(CLAIM)), id="docx-by-start"),
    ],
)
def test_a_claim_is_found_in_every_kind_of_file(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)

    assert found(path) == [(1, "truncated")]
    assert found(str(path)) == [(1, "truncated")]


def test_streams_are_read(monkeypatch):
    class Input:
        buffer = io.BytesIO(CLAIM.encode())

    monkeypatch.setattr("sys.stdin", Input)

    assert found(io.StringIO(CLAIM)) == [(1, "truncated")]
    assert found(io.BytesIO(CLAIM.encode())) == [(1, "truncated")]
    assert found("-") == [(1, "truncated")]


def test_text_of_a_pdf_is_read_over_its_page_breaks():
    text = f"Trang đầu\n\n\f{CLAIM}\n\fTrang 3/13\n"

    assert found(io.StringIO(text)) == [(3, "truncated")]


class TestHtml:
    def lines(self, source):
        document = read_document(io.StringIO(f"<html><body>{source}"))
        return [line for line in document.text.split("\n") if line]

    @pytest.mark.parametrize(
        "hidden",
        [
            "<script>var a = '4/13 nữ (30%)';</script>",
            "<style>p::after { content: '4/13' }</style>",
            "<!-- 4/13 nữ (30%) -->",
            "<p hidden>4/13 nữ (30%)</p>",
            "<template><p>4/13 nữ (30%)</p></template>",
            "<svg><text>4/13 nữ (30%)</text></svg>",
            "<select><option>4/13</option></select>",
        ],
    )
    def test_what_nobody_sees_is_not_read(self, hidden):
        assert self.lines(f"{hidden}<p>Hết</p>") == ["Hết"]

    def test_elements_inside_a_line_do_not_break_it(self):
        source = "<p>Nữ <b>chiếm</b> <a href='#x'><data value=1>30,8</data>%</a>.</p>"

        assert self.lines(source) == ["Nữ chiếm 30,8%."]

    def test_entities_and_white_space_are_resolved(self):
        assert self.lines("<p>\n 4&#47;13&nbsp;&lt;n&#7919;&gt;\n</p>") == ["4/13 <nữ>"]

    def test_paragraphs_and_items_are_lines(self):
        source = "<h1>Đầu</h1><p>Một<br>Hai</p><ul><li>Ba<li>Bốn</ul>"

        assert self.lines(source) == ["Đầu", "Một", "Hai", "- Ba", "- Bốn"]

    def test_rows_keep_their_cells_and_headings_their_columns(self):
        source = (
            "<table><tr><th rowspan=2>Nhóm<th colspan=2>Nữ"
            "<tr><th>Số<th>Tỷ lệ<tr><td>Đảng ủy<td>4<td>30,8%</table>"
        )

        assert self.lines(source) == [
            "Nhóm\tNữ\tNữ",
            "Nhóm\tSố\tTỷ lệ",
            "Đảng ủy\t4\t30,8%",
        ]

    def test_tables_that_lay_out_a_page_are_read_as_paragraphs(self):
        source = (
            "<table><tr><td>Trái<td><p>Nữ có 4/13 người.</p>"
            "<table><tr><td>a<td>1</table></table>"
        )

        assert self.lines(source) == ["Trái", "Nữ có 4/13 người.", "a\t1"]

    def test_lines_are_those_of_the_source(self):
        source = f"<!doctype html>\n<p>Một</p>\n\n<p>\n{CLAIM}</p>\n"

        assert found(io.StringIO(source)) == [(5, "truncated")]

    @pytest.mark.parametrize("piece", PIECES)
    def test_what_never_ends_is_read(self, piece):
        lines = self.lines("<p>Đầu</p>" + piece * 5_000)

        assert lines[0] == "Đầu"

    @pytest.mark.soak
    @pytest.mark.parametrize("piece", PIECES)
    def test_time_grows_with_length(self, piece):
        def spent(count):
            start = time.process_time()
            self.lines("<p>Đầu</p>" + piece * count)
            return time.process_time() - start

        spent(500)
        short, long = spent(5_000), spent(20_000)

        # Four times the length; a quadratic reader takes sixteen times as long.
        assert long < 9 * short + 0.1


class TestDocx:
    def test_rows_keep_their_cells(self, tmp_path):
        body = paragraph("Bảng") + "<w:tbl>"
        body += row("Đơn vị", "Nữ", "Tổng số", "Tỷ lệ") + row("Đoàn", "3", "13", "25%")
        path = tmp_path / "a.docx"
        path.write_bytes(docx(body + "</w:tbl>"))

        assert found(path) == [(3, "wrong")]

    def test_runs_of_a_paragraph_are_one_text(self, tmp_path):
        runs = "".join(
            f"<w:r><w:t>{run}</w:t></w:r>" for run in ("Nữ 4/", "13 (3", "0%)")
        )
        path = tmp_path / "a.docx"
        path.write_bytes(docx(f"<w:p>{runs}</w:p>"))

        assert found(path) == [(1, "truncated")]

    def test_deleted_text_is_not_read(self, tmp_path):
        body = f"<w:p><w:del><w:r><w:delText>{CLAIM}</w:delText></w:r></w:del></w:p>"
        path = tmp_path / "a.docx"
        path.write_bytes(docx(body + paragraph("Hết")))

        assert found(path) == []

    def test_headings_over_columns_keep_their_places(self, tmp_path):
        span = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
        cells = f"<w:tc>{paragraph('Nhóm')}</w:tc>{span}{paragraph('Nữ')}</w:tc>"
        rows = f"<w:tr>{cells}</w:tr>" + row("Nhóm", "Số", "Tỷ lệ")
        path = tmp_path / "a.docx"
        path.write_bytes(docx(f"<w:tbl>{rows}</w:tbl>"))

        lines = read_document(path).text.strip().split("\n")

        assert lines == ["Nhóm\tNữ\tNữ", "Nhóm\tSố\tTỷ lệ"]


@pytest.mark.parametrize("name", ["a.docx", "a.XLSX"])
@pytest.mark.parametrize(
    "content",
    [
        pytest.param(docx(paragraph(CLAIM))[20:], id="head-lost"),
        pytest.param(b"PK\0 4/13", id="with-zeros"),
    ],
)
def test_an_office_file_that_is_none_is_said_to_be_damaged(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    suffix = path.suffix.lower()

    with pytest.raises(InputError, match=rf"is damaged or no \{suffix} file; ask for"):
        audit_file(path)


def test_a_pipe_is_refused_at_once(tmp_path):
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)

    with pytest.raises(InputError, match="is no regular file; save it as one, or give"):
        audit_file(pipe)


ENTITIES = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"", "holds no text", id="empty"),
        pytest.param(b" \n\t\r\n", "holds no text", id="white-space"),
        pytest.param(b"<html><body></body>", "holds no visible text", id="empty-html"),
        pytest.param(b"4/13\x00\x01", "is binary", id="binary"),
        pytest.param(b"\xff\xfe\xff", "is not UTF-8 text", id="torn-utf-16"),
        pytest.param(
            "Đảng".encode("cp1258", "replace"), "is not UTF-8 text", id="cp1258"
        ),
        pytest.param(b"%PDF-1.7 ...", "pdftotext -layout", id="pdf"),
        pytest.param(b"\xd0\xcf\x11\xe0...", "save it as .docx", id="old-office"),
        pytest.param(b"\x89PNG\r\n", "a picture", id="picture"),
        pytest.param(b"PK\x03\x04 torn", "damaged docx", id="torn-archive"),
        pytest.param(docx("", part="other.xml"), "not a Word document", id="other-zip"),
        pytest.param(docx("<w:p><w:unclosed>"), "damaged docx", id="broken-xml"),
        pytest.param(
            docx("&a9;", head=f'<!DOCTYPE d [<!ENTITY a0 "nữ">{ENTITIES}]>'),
            "declares a document type",
            id="entity-bomb",
        ),
        pytest.param(docx(""), "holds no visible text", id="empty-docx"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path, content, message):
    path = tmp_path / "tệp"
    path.write_bytes(content)

    with pytest.raises(InputError, match=message) as raised:
        audit_file(path)

    assert str(raised.value).startswith(f"{path}: ")
    assert isinstance(raised.value, GenderlibError)


def test_a_zip_bomb_is_told_before_it_is_unpacked(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(docx(paragraph("0" * 20_000_000)))

    with pytest.raises(InputError, match="more than a document can hold"):
        audit_file(path)


def test_an_archive_that_lies_about_its_size_is_told(tmp_path):
    content = docx(paragraph(CLAIM))
    place = content.rindex(b"PK\x01\x02")  # the entry of the document in the list
    lie = content[: place + 24] + b"\xff\xff\xff\x7f" + content[place + 28 :]
    path = tmp_path / "a.docx"
    path.write_bytes(lie)

    with pytest.raises(InputError, match="more than a document can hold"):
        audit_file(path)


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.9])
def test_a_torn_docx_is_told(tmp_path, kept):
    content = docx(paragraph(CLAIM) * 50)
    path = tmp_path / "a.docx"
    path.write_bytes(content[: int(len(content) * kept)])

    with pytest.raises(InputError, match="damaged docx"):
        audit_file(path)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        audit_file(tmp_path / "a.txt")


def test_a_folder_is_told(tmp_path):
    with pytest.raises(InputError, match="is a directory"):
        audit_file(tmp_path)


def test_a_file_of_100_mb_is_told_before_it_is_read_to_its_end(tmp_path):
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(100_000_000)

    with pytest.raises(InputError, match="longer than 50 MB"):
        audit_file(path)


def test_a_stream_that_is_too_long_is_told():
    with pytest.raises(InputError, match="longer than 50 MB"):
        audit_file(io.BytesIO(b"x" * (MOST_BYTES + 1)))


def test_deeply_nested_html_is_read():
    source = "<html>" + "<div><table><tr><td>" * 20_000 + CLAIM

    assert [verdict for _, verdict in found(io.StringIO(source))] == ["truncated"]


def test_a_document_knows_its_lines():
    document = read_document(io.StringIO("một\r\nhai\rba"))

    assert document == Document("-", "một\nhai\nba", (1, 2, 3))
