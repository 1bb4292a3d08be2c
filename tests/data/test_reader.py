"""Files as careless programs save them: each is refused with its place and its cure."""

import unicodedata

import pytest

from genderlib.data import check_project
from genderlib.data.dictionary import read_dictionary
from genderlib.data.encodings import probable_encoding
from genderlib.data.reader import read_table

HEADER = "id,name_vi,name_en,short_vi,short_en,kind,valid_from,valid_to"
ROW = "stameq,Tổng cục,Directorate,Tổng cục,STAMEQ,agency,,"


@pytest.fixture(scope="module")
def organisations(root):
    return read_dictionary(root / "data" / "datapackage.json").tables["organisations"]


@pytest.fixture
def read(organisations):
    """Read bytes or text as the table of organisations."""

    def call(content):
        content = content if isinstance(content, bytes) else content.encode()
        return read_table("organisations.csv", content, organisations)

    return call


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(f"{HEADER}\n{ROW}\n".encode(), id="utf-8"),
        pytest.param(f"{HEADER}\n{ROW}".encode(), id="no-line-feed-at-the-end"),
        pytest.param(f"{HEADER}\n{ROW}\n".encode("utf-8-sig"), id="utf-8-with-mark"),
        pytest.param(f"{HEADER}\r\n{ROW}\r\n".encode(), id="lines-of-windows"),
        pytest.param(f"{HEADER}\n{ROW}\n".encode("utf-16"), id="utf-16-with-mark"),
    ],
)
def test_text_in_a_known_encoding_is_read(read, content):
    raw = read(content)

    assert [(row.line, row.cells["name_vi"]) for row in raw.rows] == [(2, "Tổng cục")]
    assert raw.problems == []


def test_a_quoted_comma_and_a_quote_inside_quotes_are_read(read):
    raw = read(f'{HEADER}\nx,"Cục ""A"", B",Name,Tên,Name,agency,,\n')

    assert raw.rows[0].cells["name_vi"] == 'Cục "A", B'


def test_line_numbers_are_those_of_the_file(read):
    raw = read(f'{HEADER}\na,"Hai\ndòng",N,T,N,agency,,\nb,Tên,N,T,N,agency,,\n')

    assert [row.line for row in raw.rows] == [2, 4]


# "Trưởng phòng, phó trưởng phòng và tương đương", letter by letter from the tables of
# TCVN 5712:1993 and of VNI for Windows; CP1258 from Microsoft's.
TCVN3 = (
    b"Tr\xad\xebng ph\xdfng, ph\xe3 tr\xad\xebng ph\xdfng v\xb5 "
    b"t\xad\xacng \xae\xad\xacng"
)
VNI = (
    b"Tr\xf6\xf4\xfbng pho\xf8ng, pho\xf9 tr\xf6\xf4\xfbng pho\xf8ng va\xf8 "
    b"t\xf6\xf4ng \xf1\xf6\xf4ng"
)
CP1258 = (
    b"Tr\xfd\xf5\xd2ng pho\xccng, ph\xf3 tr\xfd\xf5\xd2ng pho\xccng v\xe0 "
    b"t\xfd\xf5ng \xf0\xfd\xf5ng"
)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        pytest.param(TCVN3, "TCVN3", id="tcvn3"),
        pytest.param(b"\xa7\xb6ng \xf1y", "TCVN3", id="tcvn3-short"),
        pytest.param(VNI, "VNI", id="vni"),
        pytest.param(b"\xd1a\xfbng u\xfby", "VNI", id="vni-short"),
        pytest.param(CP1258, "CP1258", id="cp1258"),
        pytest.param(b"\xd0a\xd2ng u\xd2y", "CP1258", id="cp1258-short"),
        pytest.param("Comité für".encode("latin-1"), "Latin-1", id="latin-1"),
    ],
)
def test_a_legacy_encoding_is_named(read, content, name):
    raw = read(HEADER.encode() + b"\nx," + content + b",N,T,N,agency,,\n")

    (problem,) = raw.problems
    assert raw.rows is None
    assert (problem.row, problem.message, problem.value) == (
        2,
        "the file is not UTF-8",
        f"probably {name}",
    )
    assert "Save it as UTF-8" in problem.cure


def test_the_sentence_in_cp1258_is_what_python_makes_of_it():
    text = "Trươ\u0309ng pho\u0300ng, phó trươ\u0309ng pho\u0300ng và tương đương"

    assert text.encode("cp1258") == CP1258
    assert probable_encoding(CP1258) == "CP1258"


@pytest.mark.parametrize(
    ("content", "row", "message"),
    [
        pytest.param(b"", None, "the file is empty", id="empty"),
        pytest.param(b"\xef\xbb\xbf", None, "the file is empty", id="only-a-mark"),
        pytest.param(
            f"{HEADER}\n{ROW}\n".encode("utf-16-le"),
            1,
            "the file holds NUL bytes",
            id="utf-16-without-mark",
        ),
        pytest.param(
            f"{HEADER}\n{ROW}\nx\0,".encode(),
            3,
            "the file holds NUL bytes",
            id="nul",
        ),
        pytest.param(
            b"\xff\xfeab\xd8", None, "the file is not UTF-8", id="utf-16-cut-short"
        ),
        pytest.param(
            HEADER.replace(",", ";").encode(),
            1,
            "the columns are not separated by commas",
            id="semicolons",
        ),
        pytest.param(
            HEADER.replace(",", "\t").encode(),
            1,
            "the columns are not separated by commas",
            id="tabs",
        ),
        pytest.param(
            f"{HEADER},id\n".encode(), 1, "a column is there more than once", id="twice"
        ),
        pytest.param(
            f"{HEADER},nmae_vi\n".encode(), 1, "a column is not known", id="unknown"
        ),
        pytest.param(
            HEADER.removesuffix(",valid_to").encode(),
            1,
            "a column is missing",
            id="missing",
        ),
    ],
)
def test_a_file_that_is_no_table_is_refused(read, content, row, message):
    raw = read(content)

    assert raw.rows is None
    assert [(p.row, p.message) for p in raw.problems] == [(row, message)]


@pytest.mark.parametrize(
    ("line", "message", "value"),
    [
        pytest.param(
            "a,b",
            "a row does not have as many cells as the header",
            "2 cells, the header has 8",
            id="too-short",
        ),
        pytest.param(
            ROW + ",,",
            "a row does not have as many cells as the header",
            "10 cells, the header has 8",
            id="too-long",
        ),
        pytest.param("", "a line is empty", "nothing", id="empty-line"),
        pytest.param(
            'a,"b"c,N,T,N,,',
            "a double quote is out of place",
            "',' expected after '\"'",
            id="quote-inside",
        ),
        pytest.param(
            "a,b\rc,N,T,N,agency,,",
            "a line ends in a way csv does not know",
            "carriage return",
            id="old-mac-line-end",
        ),
    ],
)
def test_a_broken_line_is_named_and_the_others_are_read(read, line, message, value):
    raw = read(f"{HEADER}\n{ROW}\n{line}\n{ROW}\n")

    assert [(p.row, p.message, p.value) for p in raw.problems] == [(3, message, value)]
    assert [row.line for row in raw.rows] == [2, 4]


def test_a_quote_that_is_never_closed_is_named_where_it_opens(read):
    raw = read(f'{HEADER}\n{ROW}\na,"b,c,d\n{ROW}\n')

    assert [(p.row, p.message) for p in raw.problems] == [
        (3, "a double quote is not closed")
    ]


def test_a_header_names_the_nearest_column(read):
    (problem,) = read(f"{HEADER},nmae_vi\n").problems

    assert problem.cure == "Write name_vi, or delete the column."


def test_the_columns_may_stand_in_any_order(read):
    names = HEADER.split(",")[::-1]

    raw = read(",".join(names) + "\n" + ",".join(ROW.split(",")[::-1]) + "\n")

    assert raw.rows[0].cells["id"] == "stameq"


COUNTS = "data/raw/stameq/2020/counts.csv"


@pytest.mark.parametrize(
    ("women", "cure"),
    [
        pytest.param('"1,5"', "digits only", id="decimal-comma"),
        pytest.param("1.0", "digits only", id="decimal-point"),
        pytest.param("1.234", "digits only", id="thousands-point"),
        pytest.param("007", "digits only", id="leading-zeros"),
        pytest.param("+4", "digits only", id="plus"),
        pytest.param("4e0", "digits only", id="exponent"),
        pytest.param("0x4", "digits only", id="hexadecimal"),
        pytest.param("4_0", "digits only", id="underscore"),
        pytest.param("nan", "digits only", id="nan"),
        pytest.param("bốn", "digits only", id="word"),
        pytest.param("9" * 30, "digits only", id="beyond-64-bits"),
        pytest.param("\uff14", "with the digits 0 to 9", id="fullwidth"),
        pytest.param("\u0664", "with the digits 0 to 9", id="arabic-indic"),
        pytest.param("\u00b2", "with the digits 0 to 9", id="superscript"),
    ],
)
def test_a_count_that_is_not_plain_digits_is_refused(edit, copy, women, cure):
    edit(COUNTS, ",,,4,,13,,", f",,,{women},,13,,")

    (problem,) = check_project(copy)
    assert (problem.row, problem.column) == (2, "women")
    assert (problem.message, problem.value) == (
        "women is not a whole number",
        women.strip('"'),
    )
    assert cure in problem.cure


@pytest.mark.parametrize(
    ("value", "message"),
    [
        pytest.param(" paragraph 4", "locator has spaces around it", id="space"),
        pytest.param(
            "\u00a0paragraph", "locator has spaces around it", id="hard-space"
        ),
        pytest.param('"para\ngraph"', "a cell holds a line break", id="line-break"),
        pytest.param(
            "para\u202egraph",
            "an invisible character U+202E stands in the text",
            id="right-to-left-override",
        ),
        pytest.param(
            "para\u2066graph",
            "an invisible character U+2066 stands in the text",
            id="isolate",
        ),
        pytest.param(
            "para\u200bgraph",
            "an invisible character U+200B stands in the text",
            id="zero-width-space",
        ),
        pytest.param(
            "para\x1b[31mgraph",
            "an invisible character U+001B stands in the text",
            id="terminal-escape",
        ),
        pytest.param(
            "para\tgraph",
            "an invisible character U+0009 stands in the text",
            id="tab",
        ),
        pytest.param(
            unicodedata.normalize("NFD", "đoạn"),
            "accents are not in the composed form (NFC)",
            id="nfd",
        ),
        pytest.param(
            "đoạn".encode().decode("cp1252", errors="replace").replace("\ufffd", "¡"),
            "UTF-8 was read as another encoding and saved again",
            id="encoded-twice",
        ),
        pytest.param("x" * 121, "locator is longer than 120 characters", id="too-long"),
    ],
)
def test_a_text_that_is_not_what_it_looks_like_is_refused(found_after, value, message):
    old = "party_committee,,,4,,13,,tcvn_article,paragraph 4"

    problems = found_after(COUNTS, old, old.replace("paragraph 4", value))

    assert [(row, column, text) for _, row, column, _, text in problems] == [
        (2, "locator", message)
    ]


def test_a_file_that_is_too_large_is_not_read(copy, found):
    with (copy.root / COUNTS).open("r+b") as file:
        file.truncate(64 * 2**20 + 1)

    assert found() == [
        ("counts.csv", None, "", "67108865 bytes", "the file is larger than 64 MB")
    ]


def test_a_folder_in_place_of_a_file_is_named(copy, found):
    (copy.root / COUNTS).unlink()
    (copy.root / COUNTS).mkdir()

    assert found() == [
        ("counts.csv", None, "", "Is a directory", "the file cannot be read")
    ]
