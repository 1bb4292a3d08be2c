"""Files that must not be taken in, each with the words that must tell why.

Made here and not kept: a repository is no place for bombs.
"""

import datetime as dt
import io
import json
import os
import re
import struct
import zipfile
from dataclasses import dataclass

import docx

from genderlib.data.workbook import form as layout
from tests.ingest import forms

STAFF, OVERVIEW = layout.SHEETS["staff"], layout.OVERVIEW
SHEET = "xl/worksheets/sheet2.xml"


@dataclass
class Bad:
    """One bad call: files by name, and what the message must say.

    `files` are bytes, or functions that put something at a path.
    """

    files: dict
    says: str
    places: tuple = ()
    value: str = ""
    named: str = ""


def one(says, content, *, name="a.xlsx", places=(), value="", **more):
    return Bad(
        {name: content, **more},
        says,
        places,
        value,
        named=name.replace("\u202e", "<U+202E>"),
    )


def cell(says, sheet, where, value, shown=None, number_format=None):
    """A form with one bad cell."""
    content = forms.with_cell(sheet, where, value, number_format)
    text = str(value) if shown is None else shown
    return one(says, content, places=(f"sheet {sheet}", f"cell {where}"), value=text)


def raw_cell(says, xml, where, value):
    """A form whose XML of one cell is written by hand."""

    def change(content):
        pattern = rb'<c r="' + where.encode() + rb'"[^>]*?(?:/>|>.*?</c>)'
        assert len(re.findall(pattern, content)) == 1
        return re.sub(pattern, lambda _: xml.encode(), content)

    content = forms.with_part(SHEET, change)
    return one(says, content, places=(f"sheet {STAFF}", f"cell {where}"), value=value)


def sheet_xml(says, old, new, value=""):
    """A form with a change in the XML of a sheet."""

    def change(content):
        assert old in content
        return content.replace(old, new, 1)

    return one(says, forms.with_part(SHEET, change), value=value)


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + b"".join(
        b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(12)
    )
    + b"]><worksheet>&m;</worksheet>"
)
EXTERNAL = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    b"<worksheet>&a;</worksheet>"
)
QUADRATIC = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "' + b"a" * 50_000 + b'">]>'
    b"<worksheet>" + b"&a;" * 50_000 + b"</worksheet>"
)
DECLARES = "declares entities"
DAMAGED = "damaged"

# The same words in the three encodings of old days: "Trưởng phòng và tương đương".
TCVN3 = b"Tr\xad\xebng ph\xdfng v\xb5 t\xad\xacng \xae\xad\xacng"
VNI = b"Tr\xf6\xf4\xfbng pho\xf8ng va\xf8 t\xf6\xf4ng \xf1\xf6\xf4ng"
CP1258 = b"Tr\xfd\xf5\xd2ng pho\xccng v\xe0 t\xfd\xf5ng \xf0\xfd\xf5ng"


def csv(says, content, value=""):
    return one(says, content, name="a.csv", value=value)


def bomb(size):
    """A workbook with a sheet of nothing that unpacks to so many bytes."""
    files = forms.parts(forms.filled())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in files.items():
            if name != SHEET:
                archive.writestr(name, content)
        with archive.open(SHEET, "w", force_zip64=True) as part:
            for _ in range(size // 2**20):
                part.write(b" " * 2**20)
    return out.getvalue()


def lying_zip():
    """A part that unpacks to more than its header and the directory say."""
    name = SHEET.encode()
    files = forms.parts(forms.filled())
    content = forms.package(files)
    real = struct.pack("<L", len(files[SHEET]))
    at = content.index(name)
    header = content[at - 30 : at].replace(real, struct.pack("<L", 100))
    content = content[: at - 30] + header + content[at:]
    entry = content.rindex(name)
    record = content[entry - 46 : entry].replace(real, struct.pack("<L", 100))
    return content[: entry - 46] + record + content[entry:]


def encrypted_flag():
    """A zip whose parts claim to be encrypted one by one."""
    content = bytearray(forms.filled())
    at = 0
    while (at := content.find(b"PK\x01\x02", at)) >= 0:
        content[at + 8] |= 1
        at += 4
    return bytes(content)


def twice():
    files = forms.parts(forms.filled())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in [*files.items(), (SHEET, files[SHEET])]:
            info = zipfile.ZipInfo(name)
            # writestr would warn of the second one.
            archive.NameToInfo.pop(name, None)
            archive.writestr(info, part)
    return out.getvalue()


def flipped():
    """A workbook with wrong bytes in the middle of its second sheet."""
    content = bytearray(forms.filled())
    at = content.index(SHEET.encode()) + len(SHEET) + 20
    for i in range(40):
        content[at + i] ^= 0xFF
    return bytes(content)


def with_name(name):
    return one(
        "a name that leads out",
        forms.with_part(name, lambda _: b"x"),
        value=name,
    )


def document(change=None, *, tables=1):
    """A Word document with a table."""
    made = docx.Document()
    for _ in range(tables):
        grid = made.add_table(rows=2, cols=3)
        for column, text in enumerate(("Nhóm", "Tổng số", "Nữ")):
            grid.cell(0, column).text = text
        for column, text in enumerate(("Trưởng phòng", "20", "8")):
            grid.cell(1, column).text = text
    out = io.BytesIO()
    made.save(out)
    if change is None:
        return out.getvalue()
    return forms.with_part("word/document.xml", change, out.getvalue())


def word(says, change, **more):
    return one(says, document(change), name="a.docx", **more)


def symbolic_link(path):
    target = path.with_name("real.xlsx")
    target.write_bytes(forms.filled())
    path.symlink_to(target)


MAPPING = {
    "organisation": "stameq",
    "year": 2021,
    "as_of": "2021-12-31",
    "source": {
        "source": "unit_report",
        "title_vi": "Báo cáo",
        "title_en": "Report",
        "publisher": "Đơn vị A",
        "date": "2022-01-05",
    },
    "tables": [
        {
            "sheet": "Bảng 1",
            "header_rows": [1],
            "rows": [2, 3],
            "columns": {"A": "group", "B": "total", "C": "women"},
            "headings": {"B": "Tổng số", "C": "Trong đó: Nữ"},
            "constant": {"unit": "Đơn vị A"},
            "names": {"Toàn thể": "staff", "Trưởng phòng": "division_heads"},
            "thousands": ".",
        }
    ],
}
HEAD = ("Nhóm", "Tổng số", "Trong đó: Nữ")
GOOD_ROWS = (HEAD, ("Toàn thể", 100, 40), ("Trưởng phòng", 21, 8))


def mapping(**changes):
    """The mapping above with other keys in its table."""
    given = json.loads(json.dumps(MAPPING))
    given["tables"][0] |= changes
    return json.dumps(given).encode()


def table(says, rows=GOOD_ROWS, *, how=None, change=None, places=(), value=""):
    """A table with a mapping; one of the two is bad."""
    bad = one(
        says,
        forms.table(rows, change=change),
        name="t.xlsx",
        places=places,
        value=value,
    )
    bad.files["t.xlsx.mapping.json"] = how or mapping()
    return bad


def wrong_mapping(says, content, value=""):
    bad = table(says, how=content, value=value)
    bad.named = "t.xlsx.mapping.json"
    return bad


def one_cell(says, where, text, **more):
    """A table with one bad cell."""

    def change(sheet):
        sheet[where] = text

    places = ("sheet Bảng 1", f"cell {where}")
    return table(says, change=change, places=places, value=str(text), **more)


def row_hidden(sheet):
    sheet.row_dimensions[3].hidden = True


def form_row_hidden(workbook):
    workbook[STAFF].row_dimensions[layout.FIRST_ROW].hidden = True


def no_code(workbook):
    workbook[STAFF]["A6"] = None


def deep(count):
    return b"<worksheet>" + b"<a>" * count + b"</a>" * count + b"</worksheet>"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
ENCRYPTED = OLE + "EncryptedPackage".encode("utf-16-le") + bytes(200)
NFC, NFD = "Đơn vị Hà Nội", "\u0110o\u031bn vi\u0323 Ha\u0300 No\u0323\u0302i"

# Each is made when it is asked for: some are large.
BAD = {
    # What is no file, or nothing.
    "empty": lambda: one("the file is empty", b""),
    "only-nul": lambda: one("the file is empty", bytes(3000)),
    "only-blanks": lambda: one("the file is empty", b" \r\n\t\n" * 50, name="a.csv"),
    "not-there": lambda: one(
        "the file cannot be read", lambda _: None, value="No such file"
    ),
    "folder": lambda: one("this is a folder", lambda path: path.mkdir()),
    "symbolic-link": lambda: one("symbolic link", symbolic_link),
    "dangling-link": lambda: one(
        "symbolic link", lambda p: p.symlink_to("nowhere.xlsx")
    ),
    "pipe": lambda: one("a pipe or device", os.mkfifo),
    "too-large": lambda: one(
        "larger than 20 MB", bytes([65]) * (21 * 2**20), value="22020096"
    ),
    "name-too-long": lambda: one(
        "name of the file is longer", b"x", name="a" * 80 + ".xlsx"
    ),
    "name-as-a-formula": lambda: one(
        "begins as a formula does", forms.filled(), name="=a.xlsx"
    ),
    "name-turned-around": lambda: one(
        "turns the text around", b"x", name="a\u202exslx.exe"
    ),
    # What is another kind of file than its name says.
    "pdf": lambda: one("a PDF", b"%PDF-1.7\n%\xe2\xe3", name="a.xlsx"),
    "rtf": lambda: one("RTF", b"{\\rtf1\\ansi", name="a.docx"),
    "png": lambda: one("a picture", b"\x89PNG\r\n\x1a\n"),
    "jpeg": lambda: one("a picture", b"\xff\xd8\xff\xe0"),
    "gzip": lambda: one("gzip", b"\x1f\x8b\x08\x00"),
    "rar": lambda: one("rar", b"Rar!\x1a\x07"),
    "7z": lambda: one("7-Zip", b"7z\xbc\xaf\x27\x1c"),
    "parquet": lambda: one("Parquet", b"PAR1abcPAR1"),
    "web-page": lambda: one(
        "a web page", b"\n<html><table><tr><td>1</td></tr></table>"
    ),
    "xml-2003": lambda: one("XML, not a workbook", b'<?xml version="1.0"?><Workbook/>'),
    "old-xls": lambda: one("old format", OLE, name="a.xls"),
    "encrypted": lambda: one("encrypted with a password", ENCRYPTED),
    "zip-without-workbook": lambda: one(
        "without a workbook", forms.package({"a.txt": b"x"})
    ),
    "ods": lambda: one(
        "OpenDocument", forms.package({"content.xml": b"<a/>"}), name="a.ods"
    ),
    "xlsb": lambda: one("binary workbook", forms.package({"xl/workbook.bin": b"x"})),
    "noise": lambda: one("damaged or no .xlsx file", bytes(range(256)) * 40),
    "head-lost": lambda: one("damaged or no .xlsx file", forms.filled()[100:]),
    "noise-as-docx": lambda: one(
        "damaged or no .docx file", b"\xff" * 40, name="a.docx"
    ),
    "no-mapping": lambda: one("no mapping for it", forms.table(GOOD_ROWS)),
    "csv-as-xlsx": lambda: one("no mapping for it", b"a,b\n1,2\n"),
    # Damaged files.
    "truncated-half": lambda: one(DAMAGED, forms.filled()[:6000]),
    "truncated-end": lambda: one(DAMAGED, forms.filled()[:-30]),
    "flipped-bytes": lambda: one(DAMAGED, flipped(), value=SHEET),
    "part-missing": lambda: one(
        DAMAGED,
        forms.package(
            {n: p for n, p in forms.parts(forms.filled()).items() if n != SHEET}
        ),
        value=SHEET,
    ),
    "relations-missing": lambda: one(
        DAMAGED,
        forms.package(
            {n: p for n, p in forms.parts(forms.filled()).items() if "rels" not in n}
        ),
    ),
    "lying-size": lambda: one(DAMAGED, lying_zip(), value=SHEET),
    "not-well-formed": lambda: sheet_xml(
        "not well-formed", b"</sheetData>", b"</sheet>"
    ),
    "unknown-encoding": lambda: one(
        "not well-formed",
        forms.with_part(
            SHEET,
            lambda c: (
                b'<?xml version="1.0" encoding="x-y"?>' + c[c.index(b"<worksheet") :]
            ),
        ),
    ),
    "shared-text-missing": lambda: raw_cell(
        "refers to a text that is not there",
        '<c r="G6" t="s"><v>99999</v></c>',
        "G6",
        "99999",
    ),
    # Bombs.
    "zip-bomb-gigabyte": lambda: one("zip bomb", bomb(2**30)),
    "zip-bomb-40-mb": lambda: one("zip bomb", bomb(40 * 2**20)),
    "many-parts": lambda: one(
        "far too many parts",
        forms.package({f"xl/{n}.xml": b"x" for n in range(5000)}),
        value="5000",
    ),
    "entities-sheet": lambda: one(
        DECLARES, forms.with_part(SHEET, lambda _: LAUGHS), value=SHEET
    ),
    "entities-workbook": lambda: one(
        DECLARES, forms.with_part("xl/workbook.xml", lambda _: LAUGHS)
    ),
    "entities-texts": lambda: one(
        DECLARES, forms.with_part("xl/sharedStrings.xml", lambda _: LAUGHS)
    ),
    "entities-styles": lambda: one(
        DECLARES, forms.with_part("xl/styles.xml", lambda _: LAUGHS)
    ),
    "entities-utf-16": lambda: one(
        DECLARES,
        forms.with_part(
            SHEET,
            lambda _: (
                LAUGHS.decode()
                .replace("?>", ' encoding="UTF-16"?>', 1)
                .encode("utf-16")
            ),
        ),
    ),
    "entities-quadratic": lambda: one(
        DECLARES, forms.with_part(SHEET, lambda _: QUADRATIC)
    ),
    "entities-external": lambda: one(
        DECLARES, forms.with_part(SHEET, lambda _: EXTERNAL)
    ),
    "deep-nesting": lambda: one(
        "larger or deeper", forms.with_part(SHEET, lambda _: deep(100_000))
    ),
    "two-million-elements": lambda: one(
        "larger or deeper",
        forms.with_part(SHEET, lambda _: b"<w>" + b"<a/>" * 2_000_000 + b"</w>"),
    ),
    # Zips that would do something.
    "part-leads-up": lambda: with_name("xl/../../evil.xml"),
    "part-absolute": lambda: with_name("/etc/cron.d/evil"),
    "part-on-drive": lambda: with_name("C:/evil.xml"),
    "part-twice": lambda: one("holds a part twice", twice(), value=SHEET),
    "parts-encrypted": lambda: one("encrypted with a password", encrypted_flag()),
    "macros": lambda: one(
        "macros", forms.with_part("xl/vbaProject.bin", lambda _: b"x"), name="a.xlsm"
    ),
    # Sheets that claim what no sheet has.
    "million-columns": lambda: sheet_xml(
        "claims rows or columns",
        b'<dimension ref="A1:',
        b'<dimension ref="A1:BDWGN9" x="',
        "BDWGN9",
    ),
    "column-16385": lambda: sheet_xml(
        "claims a cell", b'<c r="A1"', b'<c r="XFE1"', "XFE1"
    ),
    "row-1048577": lambda: sheet_xml(
        "claims a cell", b'<row r="1"', b'<row r="1048577"', "1048577"
    ),
    "row-no-number": lambda: sheet_xml("claims a cell", b'<row r="1"', b'<row r="x"'),
    "merge-too-far": lambda: sheet_xml(
        "claims rows or columns",
        b'<mergeCell ref="',
        b'<mergeCell ref="A1:ZZZZ9" x="',
        "ZZZZ9",
    ),
    "text-of-a-megabyte": lambda: cell(
        "longer than 2000", STAFF, "J6", "a" * 30_000, "aaa"
    ),
    # Documents.
    "document-without-table": lambda: one(
        "holds no table", document(tables=0), name="a.docx"
    ),
    "document-truncated": lambda: one(DAMAGED, document()[:9000], name="a.docx"),
    "document-entities": lambda: word(DECLARES, lambda _: LAUGHS),
    "document-span": lambda: word(
        "claims to span",
        lambda c: c.replace(b"<w:tcPr>", b'<w:tcPr><w:gridSpan w:val="1000000"/>', 1),
        value="1000000",
    ),
    "document-tracked": lambda: word(
        "nobody has accepted",
        lambda c: c.replace(b"<w:r>", b'<w:ins w:id="1"><w:r>', 1).replace(
            b"</w:r>", b"</w:r></w:ins>", 1
        ),
    ),
    "document-macros": lambda: one(
        "macros",
        forms.with_part("word/vbaProject.bin", lambda _: b"x", document()),
        name="a.docm",
    ),
    # Encodings.
    "tcvn3": lambda: csv("not UTF-8", b"Nh\xf3m,N\xf7\n" + TCVN3 + b",3\n", "TCVN3"),
    "vni": lambda: csv("not UTF-8", b"Nhom,Nu\n" + VNI + b",3\n", "VNI"),
    "cp1258": lambda: csv("not UTF-8", b"Nhom,Nu\n" + CP1258 + b",3\n", "CP1258"),
    "latin-1": lambda: csv("not UTF-8", "Comité für,3\n".encode("latin-1"), "Latin-1"),
    "utf-16-without-mark": lambda: csv("NUL bytes", "Nhóm,Nữ\n".encode("utf-16-le")),
    "utf-16-damaged": lambda: csv(
        "not UTF-8", "Nhóm,Nữ\n".encode("utf-16")[:-1], "damaged UTF-16"
    ),
    "csv-cell-too-long": lambda: csv("longer than 2000", b"a," + b"b" * 5000 + b"\n"),
    "csv-million-columns": lambda: csv(
        "far larger than a table", b"1," * 1_000_000 + b"\n"
    ),
    "csv-quote-open": lambda: csv("longer than 2000", b'a,"' + b"b,1\n" * 5000),
    "tcvn3-in-a-workbook": lambda: cell(
        "in TCVN3", STAFF, "J6", TCVN3.decode("latin-1"), "Tr"
    ),
    "vni-in-a-workbook": lambda: cell("in VNI", STAFF, "J6", VNI.decode("latin-1")),
    # Cells of a form.
    "formula": lambda: cell("a formula stands", STAFF, "G6", "=50+50"),
    "formula-hyperlink": lambda: cell(
        "a formula stands", STAFF, "H6", '=HYPERLINK("http://x.vn","40")'
    ),
    "formula-in-note": lambda: cell(
        "in place of text", STAFF, "J6", '=HYPERLINK("http://x.vn","x")'
    ),
    "formula-that-lies": lambda: raw_cell(
        "a formula stands", '<c r="G6"><f>1+1</f><v>100</v></c>', "G6", "=1+1"
    ),
    "date-as-number": lambda: cell(
        "a date stands", STAFF, "H6", 44320, "2021-05-04", "dd/mm/yyyy"
    ),
    "error-value": lambda: raw_cell(
        "no number", '<c r="G6" t="e"><v>#REF!</v></c>', "G6", "#REF!"
    ),
    "boolean": lambda: cell("no number", STAFF, "G6", True, "1"),
    "negative": lambda: cell("below 0", STAFF, "H6", -4),
    "fraction": lambda: cell("not a whole number", STAFF, "H6", 3.5),
    "infinite": lambda: raw_cell(
        "larger than any", '<c r="G6"><v>1e400</v></c>', "G6", "1e400"
    ),
    "not-a-number": lambda: raw_cell(
        "below 0 or no number", '<c r="G6"><v>nan</v></c>', "G6", "nan"
    ),
    "far-too-large": lambda: cell(
        "larger than any", STAFF, "G6", 10**12, "1000000000000"
    ),
    "words": lambda: cell("words or signs", STAFF, "H6", "ba"),
    "two-numbers": lambda: cell("words or signs", STAFF, "H6", "13/ 55"),
    "thousands-point": lambda: cell("words or signs", STAFF, "G6", "2.387"),
    "percent": lambda: cell("words or signs", STAFF, "H6", "23,64%"),
    "dash": lambda: cell("words or signs", STAFF, "H6", "-"),
    "fullwidth-digits": lambda: cell("digits 0 to 9", STAFF, "H6", "４０"),
    "arabic-digits": lambda: cell("digits 0 to 9", STAFF, "H6", "٤٠"),
    "women-above-total": lambda: one(
        "the women exceed the total",
        forms.filled({"staff": (101, 100)}),
        places=(f"sheet {STAFF}", "cell G6:H6"),
        value="101/100",
    ),
    "women-missing": lambda: one(
        "the number of women is missing",
        forms.filled({"staff": (None, 100)}),
        places=("cell G6:H6",),
    ),
    "total-missing": lambda: one(
        "the total is missing",
        forms.filled({"staff": (40, None)}),
        places=("cell G6:H6",),
    ),
    "state-against-numbers": lambda: one(
        "the state is “Không có nhóm này”",
        forms.with_cell(STAFF, "I6", layout.NONE_STATE),
        places=(f"sheet {STAFF}", "cell G6:H6"),
        value="40/100",
    ),
    "state-not-in-list": lambda: cell("not one of the list", STAFF, "I6", "có"),
    "code-unknown": lambda: cell("code of a group", STAFF, "A6", "staf"),
    "level-as-formula": lambda: cell(
        "begins as a formula does", STAFF, "B6", "-1", "-1"
    ),
    "code-deleted": lambda: one(
        "a row without a group",
        forms.filled(change=no_code),
        places=(f"sheet {STAFF}", "cell G6"),
        value="100",
    ),
    "row-hidden": lambda: one(
        "filled in is hidden",
        forms.filled(change=form_row_hidden),
        places=(f"sheet {STAFF}",),
    ),
    "nothing-filled-in": lambda: one("nothing is filled in", forms.filled({})),
    "organisation-unknown": lambda: cell(
        "organisation is not known", OVERVIEW, "B4", "stamex"
    ),
    "organisation-is-a-path": lambda: cell(
        "code of the organisation", OVERVIEW, "B4", "../../x"
    ),
    "year-is-text": lambda: cell("the year is wrong", OVERVIEW, "B5", "năm 2021"),
    "version-unknown": lambda: cell("version of the form", OVERVIEW, "B9", 99),
    "day-missing": lambda: one(
        "the reference day is missing",
        forms.with_cell(OVERVIEW, "B7", None),
        places=(f"sheet {OVERVIEW}", "cell B7"),
    ),
    "day-ambiguous": lambda: cell("is not a date", OVERVIEW, "B7", "03/04/2021"),
    "day-as-number": lambda: cell("is not a date", OVERVIEW, "B7", 44561, "44561", "0"),
    "day-of-another-year": lambda: cell(
        "neither in the year", OVERVIEW, "B7", "1999-12-31"
    ),
    "unit-turned-around": lambda: cell(
        "turns the text around", OVERVIEW, "B6", "Đơn vị \u202eA", "U+202E"
    ),
    "unit-with-invisible": lambda: cell(
        "invisible character U+200B", OVERVIEW, "B6", "Đơn vị\u200b A", "U+200B"
    ),
    "unit-begins-as-formula": lambda: one(
        "begins as a formula does",
        forms.filled(unit="=Đơn vị A", base=forms.blank("=Đơn vị A")),
        places=(f"sheet {OVERVIEW}", "cell B6"),
        value="=Đơn vị A",
    ),
    "unit-not-asked": lambda: one(
        "not among those that are asked",
        forms.filled(unit="Đơn vị Z"),
        places=(f"sheet {OVERVIEW}", "cell B6"),
        value="Đơn vị Z",
    ),
    # Files that contradict each other.
    "units-alike-in-unicode": lambda: Bad(
        {
            "a.xlsx": forms.filled(unit=NFC),
            "b.xlsx": forms.filled(unit="ĐƠN VỊ HÀ NỘI"),
        },
        "names that look the same",
        value=NFC,
        named="b.xlsx",
    ),
    "same-unit-twice": lambda: Bad(
        {"a.xlsx": forms.filled(), "b.xlsx": forms.filled({"staff": (41, 100)})},
        "twice with different numbers",
        places=(f"sheet {STAFF}", "cell G6:H6"),
        value="41/100 ≠ 40/100 in a.xlsx",
        named="b.xlsx",
    ),
    "two-years": lambda: Bad(
        {"a.xlsx": forms.filled(), "b.xlsx": forms.filled(year=2022)},
        "another organisation or year",
        value="stameq 2022, not stameq 2021",
        named="b.xlsx",
    ),
    # Mappings.
    "mapping-not-json": lambda: wrong_mapping("not JSON", b"{", "Expecting"),
    "mapping-nan": lambda: wrong_mapping(
        "not a whole number", mapping().replace(b"2021,", b"NaN,", 1)
    ),
    "mapping-unknown-key": lambda: wrong_mapping(
        "key that is not known", mapping(heder_rows=[1]), "heder_rows"
    ),
    "mapping-unknown-meaning": lambda: wrong_mapping(
        "value that is not known", mapping(columns={"B": "womenn"}), "womenn"
    ),
    "mapping-not-a-column": lambda: wrong_mapping(
        "not a column", mapping(columns={"1": "women"}), "1"
    ),
    "mapping-rows-backwards": lambda: wrong_mapping(
        "first and a last row", mapping(rows=[9, 2]), "[9, 2]"
    ),
    "mapping-name-blank": lambda: wrong_mapping(
        "does not say yet", mapping(names={"A": "", "B": ""}), "A, B"
    ),
    "mapping-no-counts": lambda: wrong_mapping(
        "no column holds counts", mapping(columns={"A": "group"})
    ),
    "mapping-blank": lambda: wrong_mapping(
        "these keys are still blank",
        mapping().replace(b'"stameq"', b'""').replace(b"2021,", b"0,", 1),
        "organisation, year",
    ),
    "mapping-title-as-formula": lambda: wrong_mapping(
        "begins as a formula does",
        mapping().replace(b'"B\\u00e1o c\\u00e1o"', b'"=1+1"', 1),
        "=1+1",
    ),
    "mapping-unit-as-formula": lambda: wrong_mapping(
        "begins as a formula does", mapping(constant={"unit": "@A"}), "@A"
    ),
    "mapping-day": lambda: wrong_mapping(
        "not a day", mapping().replace(b"2022-01-05", b"05/01/2022"), "05/01/2022"
    ),
    # Tables.
    "sheet-not-there": lambda: table(
        "no sheet or table of that name", how=mapping(sheet="Bảng 9"), value="Bảng 9"
    ),
    "heading-differs": lambda: one_cell(
        "not the one the mapping was made for", "C1", "Nam"
    ),
    "name-unknown": lambda: one_cell("does not know this name", "A3", "Phó phòng"),
    "name-as-formula": lambda: table(
        "a name begins as a formula does",
        (("Đơn vị", *HEAD[1:]), ("+Đơn vị A", 100, 40), ("Đơn vị B", 21, 8)),
        how=mapping(
            columns={"A": "unit", "B": "total", "C": "women"},
            constant={"group": "staff"},
        ),
        places=("sheet Bảng 1", "cell A2"),
        value="+Đơn vị A",
    ),
    "table-formula": lambda: one_cell("a formula stands", "B2", "=SUM(B3:B9)"),
    "table-date": lambda: one_cell("a date stands", "B2", dt.date(2021, 5, 13)),
    "table-women-above-total": lambda: table(
        "the women exceed the total",
        (HEAD, ("Toàn thể", 100, 400), GOOD_ROWS[2]),
        places=("cell B2:C2",),
        value="400 + 0 > 100",
    ),
    "table-other-thousands": lambda: one_cell(
        "could separate thousands or decimals", "B2", "2,387"
    ),
    "table-fullwidth": lambda: one_cell("digits 0 to 9", "C2", "４０"),
    "table-sign": lambda: one_cell("this is no count", "C2", "-"),
    "table-row-hidden": lambda: table(
        "a row is hidden", change=row_hidden, places=("cell A3",)
    ),
    "table-merged-number": lambda: table(
        "a number stands in merged cells",
        change=lambda sheet: sheet.merge_cells("B2:B3"),
        places=("cell B3",),
        value="100",
    ),
    "table-women-missing": lambda: table(
        "the number of women is missing",
        (HEAD, ("Toàn thể", 100, None), GOOD_ROWS[2]),
        places=("sheet Bảng 1", "cell B2"),
        value="100",
    ),
    "table-turned-around": lambda: table(
        "turns the text around",
        (HEAD, GOOD_ROWS[1], ("Trưởng \u202ephòng", 21, 8)),
        places=("sheet Bảng 1", "cell A3"),
        value="U+202E",
    ),
}
