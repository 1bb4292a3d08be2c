"""The Word file: paper, head and foot, fields, tables, charts, languages."""

import io
import re
import shutil
import subprocess

import docx
import pytest
from bs4 import BeautifulSoup
from docx.oxml.ns import qn
from pypdf import PdfReader

from genderlib.data import Project
from genderlib.data.letterheads import LetterheadError, read_letterhead
from genderlib.exports.archive import read_archive
from genderlib.exports.document import Chart, Heading, plain
from genderlib.exports.word import missing, word
from tests.conftest import copy_project
from tests.exports.conftest import EDITIONS, read_all, write_reports

HEAD = "organisation,year,superior,number,symbol,place,date,signing_title,"
HEAD += "signing_name,recipients\n"
# Invented: no such body, office or person.
WHOLE = (
    "stameq,,Bộ Thử nghiệm,,TĐC,Thử Phố,,,Người Thử Nghiệm,Cơ quan A; Cơ quan B\n"
    "stameq,2020,,12,,,2021-01-05,Trưởng phòng,,\n"
)


@pytest.fixture(scope="module")
def contents(finished_reports):
    """The Word files by audience and language."""
    return {edition: word(f) for edition, f in finished_reports.items()}


@pytest.fixture(params=EDITIONS)
def edition(request):
    return request.param


@pytest.fixture
def sheet(contents):
    """The internal report in Vietnamese, opened."""
    return opened(contents["internal", "vi"])


@pytest.fixture(scope="module")
def signed_sheet(tmp_path_factory):
    """A report whose letterhead is whole."""
    folder = copy_project(tmp_path_factory.mktemp("letter") / "project")
    (folder / "data" / "letterheads.csv").write_text(HEAD + WHOLE, "utf-8")
    project = write_reports(folder, [("internal", "vi")])
    finished = read_all(project)["internal", "vi"]
    assert missing(finished) == []
    return opened(word(finished))


def opened(content):
    return docx.Document(io.BytesIO(content))


def said(sheet):
    """Every paragraph, also in tables, in the order of the file."""
    return [
        "".join(t.text or "" for t in p.iter(qn("w:t")))
        for p in sheet.element.body.iter(qn("w:p"))
    ]


def fields(sheet):
    """Name and text of every DOCPROPERTY field."""
    for paragraph in sheet.element.body.iter(qn("w:p")):
        name = text = ""
        for run in paragraph.iter(qn("w:r")):
            mark = run.find(qn("w:fldChar"))
            kind = "" if mark is None else mark.get(qn("w:fldCharType"))
            code = run.find(qn("w:instrText"))
            if code is not None:
                name = re.fullmatch(r' DOCPROPERTY "(.+)" ', code.text)[1]
            elif kind == "end":
                yield name, text
                name = text = ""
            elif name and not kind:
                text += "".join(t.text for t in run.iter(qn("w:t")))


def test_paper_and_margins_are_those_of_the_decree(sheet):
    section = sheet.sections[0]

    assert round(section.page_width.mm) == 210
    assert round(section.page_height.mm) == 297
    assert 20 <= round(section.top_margin.mm, 1) <= 25
    assert 20 <= round(section.bottom_margin.mm, 1) <= 25
    assert 30 <= round(section.left_margin.mm, 1) <= 35
    assert 15 <= round(section.right_margin.mm, 1) <= 20


def test_every_style_in_use_is_times_new_roman(sheet):
    used = {paragraph.style.name for paragraph in sheet.paragraphs}
    fonts = {sheet.styles[name].font.name for name in used}

    assert fonts == {"Times New Roman"}


def test_pages_are_numbered_at_the_top_from_the_second_on(sheet):
    section = sheet.sections[0]
    number = section.header.paragraphs[0]

    assert " PAGE " in "".join(number._p.itertext())
    assert number.alignment == docx.enum.text.WD_ALIGN_PARAGRAPH.CENTER
    assert section.different_first_page_header_footer
    assert section.first_page_header.paragraphs[0].text == "Dự thảo · Nội bộ"


def test_the_head_says_nation_sender_and_title(sheet):
    lines = said(sheet)

    assert lines[:13] == [
        "[tên cơ quan chủ quản]",
        "TỔNG CỤC TIÊU CHUẨN ĐO LƯỜNG CHẤT LƯỢNG",
        "",
        "Số: [số]/BC-TĐC",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "",
        "[địa danh], [ngày]",
        "BÁO CÁO",
        "Bình đẳng giới tại Tổng cục Tiêu chuẩn Đo lường Chất lượng năm 2020",
        *lines[10:13],
    ]


def test_what_keeps_a_place_is_marked(sheet):
    marked = [
        "".join(t.text for t in run.iter(qn("w:t")))
        for run in sheet.element.body.iter(qn("w:r"))
        if run.find(f"{qn('w:rPr')}/{qn('w:highlight')}") is not None
    ]

    assert marked == [
        "[tên cơ quan chủ quản]",
        "[số]",
        "[địa danh]",
        "[ngày]",
        "[nơi nhận]",
        "[chức vụ người ký]",
        "[họ và tên người ký]",
    ]


def test_a_whole_letterhead_leaves_no_place_open(signed_sheet):
    lines = said(signed_sheet)
    foot = lines.index("Nơi nhận:")

    assert lines[0] == "BỘ THỬ NGHIỆM"
    assert lines[3] == "Số: 12/BC-TĐC"
    # A day below 10 and the months 1 and 2 are written with a zero (annex I).
    assert lines[7] == "Thử Phố, ngày 05 tháng 01 năm 2021"
    assert lines[foot : foot + 5] == [
        "Nơi nhận:",
        "- Cơ quan A;",
        "- Cơ quan B;",
        "- Lưu: VT.",
        "TRƯỞNG PHÒNG",
    ]
    assert "Người Thử Nghiệm" in lines
    assert not [line for line in lines if re.search(r"\[[^x]", line)]


def test_what_to_check_before_signing_stays_in_the_house(sheet, signed_sheet):
    box = "Trước khi ký, hãy kiểm tra"

    assert box in said(sheet)
    assert box not in said(signed_sheet)


def test_no_body_above_is_said_with_a_dash(tmp_path):
    folder = copy_project(tmp_path / "project")
    (folder / "data" / "letterheads.csv").write_text(
        f"{HEAD}stameq,,-,,,,,,,\n", "utf-8"
    )
    finished = read_all(write_reports(folder, [("internal", "vi")]))

    sheet = opened(word(finished["internal", "vi"]))

    assert said(sheet)[0] == "TỔNG CỤC TIÊU CHUẨN ĐO LƯỜNG CHẤT LƯỢNG"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"\xff\xfe\xfa", "Save it as CSV in UTF-8", id="encoding"),
        pytest.param(b"organisation\n", "the columns are organisation", id="columns"),
        pytest.param(
            (HEAD + "stameq,,,,\n").encode(), "row 2 has more or fewer", id="cells"
        ),
        pytest.param(
            (HEAD + "stameq,,,,,,,,,\n" * 2).encode(), "2 rows for stameq", id="twice"
        ),
        pytest.param(
            (HEAD + "stameq,2020,,,,,2020-02-30,,,\n").encode(),
            "row 2: date 2020-02-30 is no day",
            id="date",
        ),
    ],
)
def test_a_table_of_letterheads_that_is_wrong_is_told(project, content, message):
    (project / "data" / "letterheads.csv").write_bytes(content)

    with pytest.raises(LetterheadError, match=re.escape(message)):
        read_letterhead(Project(project), "stameq", 2020)


def test_every_figure_of_the_page_is_a_field(contents, finished_reports, edition):
    page = BeautifulSoup(finished_reports[edition].html, "html.parser")
    for drawing in page.find_all("svg"):
        drawing.decompose()
    shown = {
        (e["data-figure"], " ".join(e.get_text().split()))
        for e in page.select("main [data-figure]")
    }

    found = {
        (name.partition("#")[0], " ".join(text.split()))
        for name, text in fields(opened(contents[edition]))
    }

    assert found == shown


def test_every_field_shows_the_property_it_names(contents, edition):
    properties = BeautifulSoup(
        read_archive(contents[edition])["docProps/custom.xml"], "xml"
    )
    values = {p["name"]: p.get_text() for p in properties.find_all("property")}

    assert dict(fields(opened(contents[edition]))) == values


def test_every_sentence_of_the_page_is_there(contents, finished_reports, edition):
    document = finished_reports[edition].document
    text = " ".join(" ".join(said(opened(contents[edition]))).split())
    headings = [
        plain(block.content) for block in document.blocks if isinstance(block, Heading)
    ]

    assert [h for h in headings if h not in text] == []
    assert text.count("Bảng " if edition[1] == "vi" else "Table ") >= 8


def test_charts_say_what_they_show(contents, finished_reports, edition):
    document = finished_reports[edition].document
    sheet = opened(contents[edition])
    told = [p.get("descr") for p in sheet.element.body.iter(qn("wp:docPr"))]

    assert told == [
        plain(block.alternative)
        for block in document.blocks
        if isinstance(block, Chart)
    ]


def test_tables_repeat_their_headings_and_rows_stay_whole(sheet):
    data = [t for t in sheet.tables if t.style.name == "Table Grid"]
    captioned = [t for t in data if t._tbl.tblPr.find(qn("w:tblCaption")) is not None]
    shown = [t for t in captioned if len(t.columns) != 3 or len(t.rows) > 5]
    first = [t.rows[0]._tr.trPr for t in shown]

    assert len(shown) >= 10
    assert [p for p in first if p is None or p.find(qn("w:cantSplit")) is None] == []
    assert sum(p.find(qn("w:tblHeader")) is not None for p in first) >= 10


@pytest.mark.parametrize(("language", "tag"), [("vi", "vi-VN"), ("en", "en-GB")])
def test_the_language_is_said(contents, language, tag):
    sheet = opened(contents["internal", language])
    default = sheet.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")

    assert default.get(qn("w:val")) == tag
    assert sheet.core_properties.language == tag


def test_the_english_report_is_a_plain_one(contents):
    lines = said(opened(contents["internal", "en"]))

    assert lines[0].startswith("Gender equality at the Directorate")
    assert lines[1].endswith("· Draft · Internal")
    assert not [line for line in lines if "VIỆT NAM" in line or "[" in line[:1]]


def test_the_same_report_gives_the_same_bytes(contents, internal):
    again = word(internal)

    assert again == contents["internal", "en"]


@pytest.fixture(scope="module")
def converted(contents, tmp_path_factory):
    """Both files as LibreOffice reads them; skipped where it has no Writer."""
    folder = tmp_path_factory.mktemp("office")
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")

    def run(*paths):
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", "pdf"]
        subprocess.run(
            [*command, "--outdir", folder, *paths], capture_output=True, check=False
        )
        return [folder / f"{path.stem}.pdf" for path in paths]

    docx.Document().save(folder / "empty.docx")
    if not run(folder / "empty.docx")[0].exists():
        pytest.skip("LibreOffice has no Writer here")
    paths = {language: folder / f"report.{language}.docx" for language in ("vi", "en")}
    for language, path in paths.items():
        path.write_bytes(contents["internal", language])
    made = run(*paths.values())
    return {name: PdfReader(file) for name, file in zip(paths, made, strict=True)}


@pytest.mark.parametrize(
    ("language", "told", "share"),
    [
        # Where there is no Times New Roman, letters with two marks are of another font,
        # and a program finds them in another order.
        pytest.param("vi", "/BC-TĐC", "23,1%", id="vi"),
        pytest.param(
            "en",
            "Gender equality at the Directorate for Standards, Metrology",
            "23.1%",
            id="en",
        ),
    ],
)
def test_libreoffice_opens_it_and_shows_the_figures(converted, language, told, share):
    pages = [
        " ".join(page.extract_text().split()) for page in converted[language].pages[:3]
    ]

    assert told in pages[0]
    assert share in " ".join(pages)
    assert [page[:2] for page in pages[1:]] == ["2 ", "3 "]
