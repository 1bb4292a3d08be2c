"""An executed notebook with every kind of output a review shows, made by hand.

The counts are those of the 2020 review of STAMEQ; every percentage is worked out beside
the row it stands in. Names that are markup stand among the real ones.
"""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from genderlib.text.markup import data, document_number, escape, passage, time

if TYPE_CHECKING:
    import nbformat

HOSTILE = "<script>alert()</script> **A** [B](javascript:alert()) <img src=x onerror=a>"

# id, name in vi and en, women, total, share in tenths of a per cent (half up)
REPRESENTATION = [
    ("party_committee", "Đảng ủy", "Party committee", 4, 13, 308),  # 30.769
    ("youth_union", "Ban chấp hành Đoàn thanh niên", "Youth union", 3, 13, 231),  # .077
    ("trade_union", "Ban chấp hành công đoàn", "Trade union", 6, 10, 600),
    ("unit_leaders", "Lãnh đạo đơn vị", "Leaders of units", 14, 48, 292),  # 29.167
    (
        "division_heads",
        "Trưởng, phó phòng và tương đương",
        "Heads and deputy heads of division",
        70,
        162,
        432,  # 43.210
    ),
]
TRAINING = [
    ("department_course", "Lớp cấp Vụ", "Department-level course", 10, 18, 556),
    ("principal_course", "Lớp chuyên viên chính", "Principal course", 2, 4, 500),
    ("specialist_course", "Lớp chuyên viên", "Specialist course", 6, 13, 462),  # .154
    ("english_course", "Lớp tiếng Anh", "English course", 7, 10, 700),
    ("theory_course", HOSTILE, HOSTILE, 4, 7, 571),  # 57.143
]
CLAIMS = [
    ("party_committee", "30%", "truncated", ("cắt bỏ phần lẻ", "truncated")),
    (
        "youth_union",
        "gần 23%",
        "hedge_wrong",
        ("từ ước lượng sai chiều", "hedge wrong"),
    ),
    ("trade_union", "60%", "correct", ("đúng", "correct")),
    ("division_heads", "gần 45%", "wrong", ("sai", "wrong")),
]
LABELS = {
    "vi": {
        "skip": "Đến nội dung chính",
        "contents": "Nội dung",
        "about": "Về báo cáo này",
        "year": "Năm báo cáo",
        "state": "Tình trạng",
        "audience": "Phạm vi",
        "data_date": "Số liệu đến",
        "version": "Phiên bản",
        "fingerprint": "Dấu kiểm của số liệu",
        "draft": "Dự thảo",
        "final": "Chính thức",
        "internal": "Nội bộ",
        "public": "Công khai",
    },
    "en": {
        "skip": "Skip to main content",
        "contents": "Contents",
        "about": "About this report",
        "year": "Reporting year",
        "state": "State",
        "audience": "Audience",
        "data_date": "Data as of",
        "version": "Version",
        "fingerprint": "Fingerprint of the figures",
        "draft": "Draft",
        "final": "Final",
        "internal": "Internal",
        "public": "Public",
    },
}


class Words:
    """The sentences of one language, and the figures they cite."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.figures: dict[str, tuple[str, str]] = {}

    def __call__(self, vi: str, en: str) -> str:
        return vi if self.language == "vi" else en

    def figure(self, name: str, value: object, text: str, label: str) -> str:
        self.figures.setdefault(name, (escape(label), data(value, text)))
        return data(value, text, name)

    def name(self, row: tuple) -> str:
        return escape(self(row[1], row[2]))

    def women(self, row: tuple) -> str:
        return self.figure(f"{row[0]}.women", row[3], str(row[3]), self(*row[1:3]))

    def total(self, row: tuple) -> str:
        return self.figure(f"{row[0]}.total", row[4], str(row[4]), self(*row[1:3]))

    def share_text(self, row: tuple) -> str:
        whole, tenth = divmod(row[5], 10)
        return f"{whole}{self(',', '.')}{tenth}%"

    def share(self, row: tuple) -> str:
        text = self.share_text(row)
        return self.figure(f"{row[0]}.share", row[3] / row[4], text, self(*row[1:3]))


def notebook(language: str = "vi", **report: object) -> nbformat.NotebookNode:
    """The review as a kernel left it; `report` changes facts of the last output."""
    words = Words(language)
    outputs = [
        *_summary(words),
        *_documents(words),
        *_representation(words),
        *_training(words),
        *_claims(words),
        _prose(
            words(
                "## Điều gì chưa thể đánh giá?\n\nNguồn không cho biết tổng số nhân "
                "sự, nên chưa thể đánh giá quy định về tỷ lệ nữ trong lãnh đạo chủ "
                "chốt.\n",
                "## What cannot be judged from these data?\n\nThe source gives no "
                "number of staff, so the rule on women among key leaders cannot be "
                "judged.\n",
            )
        ),
        _prose(
            words(
                "## Phương pháp, nguồn và mọi con số\n\nTỷ lệ được làm tròn một lần.",
                "## Method, sources and every figure\n\nShares are rounded once.",
            )
        ),
    ]
    figures = _figures(words, report)
    cells = [
        new_markdown_cell("# Notes for the analyst\n\nThey are left out of the page."),
        _cell("year: int = 2020  # reporting year", []),
        *(_cell(f"show({number})", [o]) for number, o in enumerate(outputs)),
        _cell("review.figures()", [figures]),
    ]
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"
        if cell.cell_type == "code":
            cell.execution_count = number
    return new_notebook(cells=cells, metadata={"language_info": {"name": "python"}})


def _cell(source: str, outputs: list) -> nbformat.NotebookNode:
    return new_code_cell(source, outputs=outputs)


def _prose(markdown: str) -> nbformat.NotebookNode:
    return new_output("display_data", data={"text/markdown": markdown})


def _html(html: str, **metadata: object) -> nbformat.NotebookNode:
    shown = {"text/html": html, "text/plain": "<HTML>"}
    return new_output("display_data", data=shown, metadata=metadata)


def _summary(words: Words) -> list:
    cards = "".join(
        f'<div><dt>{words.name(row)}</dt><dd class="value">{words.share(row)}</dd>'
        f"<dd>{words.women(row)} {words('nữ trong', 'women of')} {words.total(row)}"
        "</dd></div>"
        for row in REPRESENTATION
    )
    party, trade = REPRESENTATION[0], REPRESENTATION[2]
    year = time("2020", "2020")
    return [
        _prose(
            words(
                f"# Bình đẳng giới tại Tổng cục năm {year}: phụ nữ là số đông ở một "
                f"trong năm nhóm\n\nPhụ nữ chiếm {words.share(trade)} Ban chấp hành "
                f"công đoàn, nhưng chỉ {words.share(party)} Đảng ủy. Mỗi con số dẫn "
                "tới dòng của nó trong bảng số liệu ở cuối báo cáo.\n",
                f"# Gender equality at the Directorate in {year}: women are the "
                f"majority in one group of five\n\nWomen are {words.share(trade)} of "
                "the trade "
                f"union executive, but only {words.share(party)} of the Party "
                "committee. Every number leads to its line in the table of figures at "
                "the end.\n",
            )
        ),
        _prose(
            words(
                f"## Năm {year} qua các con số\n\nKhông có số liệu năm trước.",
                f"## {year} in key figures\n\nThere are no data of the year before.",
            )
        ),
        _html(f'<section class="summary"><dl>{cards}</dl></section>'),
        _html(
            '<aside class="reviewer" aria-labelledby="reviewer"><h3 id="reviewer">'
            + words("Trước khi ký", "Before signing")
            + "</h3><ul><li>"
            + words(
                "Ba tỷ lệ đã công bố không khớp với số đếm.",
                "Three published percentages do not agree with their counts.",
            )
            + "</li><li>"
            + words(
                "Nguồn không ghi ngày chốt số liệu.",
                "The source gives no reference day for its counts.",
            )
            + "</li></ul></aside>"
        ),
    ]


def _documents(words: Words) -> list:
    decision = document_number("1019/QĐ-TĐC")
    day = time("2019-05-27", words("ngày 27 tháng 5 năm 2019", "27 May 2019"))
    return [
        _prose(
            words(
                "## Ai phụ trách công việc này, theo quyết định nào?\n\nBan vì sự "
                f"tiến bộ của phụ nữ được thành lập {day} theo Quyết định số "
                f"{decision}.\n\n"
                "1. Ban hành kế hoạch năm.\n2. Tự kiểm tra, giám sát.\n",
                "## Who runs the work, and on what decision?\n\nThe Board, "
                f"{passage('Ban vì sự tiến bộ của phụ nữ', 'vi')}, was established on "
                f"{day} by Decision {decision}.\n\n1. It issues the plan of the year.\n"
                "2. It inspects its own work.\n",
            )
        )
    ]


def _representation(words: Words) -> list:
    head = words(
        "## Phụ nữ ở đâu trong bộ máy, và có đạt quy định không?",
        "## Where do women sit, and are the norms met?",
    )
    text = words(
        f"Tỷ lệ nữ thấp nhất là {words.share(REPRESENTATION[1])}, ở Ban chấp hành Đoàn "
        "thanh niên.\n\n### Quy định áp dụng\n\nHai quy định được đối chiếu.",
        f"The lowest share of women is {words.share(REPRESENTATION[1])}, in the youth "
        "union executive.\n\n### Norms that apply\n\nTwo norms are held against it.",
    )
    headings = [
        words("Quy định", "Norm"),
        words("Mức", "Level"),
        words("Thực tế", "Actual"),
        words("Kết quả", "Result"),
    ]
    norms = [("11-NQ/TW", "N010", 25), ("35-CT/TW", "N020", 15)]
    rows = [
        [
            document_number(number),
            words.figure(
                f"norm.{norm}.value", level / 100, f"{level}%", document_number(number)
            ),
            words.share(REPRESENTATION[0]),
            f'<span class="outcome outcome-met">{words("đạt", "met")}</span>',
        ]
        for number, norm, level in norms
    ]
    caption = words("Đảng ủy đạt cả hai mức", "The Party committee meets both levels")
    return [
        _prose(f"{head}\n\n{text}\n"),
        _chart(words, "shares", REPRESENTATION),
        _html(
            _table("norms", caption, headings, rows, numbers={1, 2}) + _source(words)
        ),
    ]


def _training(words: Words) -> list:
    headings = [
        words("Khóa học", "Course"),
        words("Nữ", "Women"),
        words("Tổng", "Total"),
        words("Tỷ lệ nữ", "Share of women"),
    ]
    rows = [
        [words.name(r), words.women(r), words.total(r), words.share(r)]
        for r in TRAINING
    ]
    text = words(
        "## Ai được đào tạo?\n\nSố liệu đếm lượt người: một người học hai khóa là hai "
        "lượt.",
        "## Who was trained?\n\nThese are attendances: a person in two courses counts "
        "twice.",
    )
    caption = words("Lượt nữ tham gia đào tạo", "Attendances of women in training")
    return [
        _prose(text),
        _chart(words, "training", TRAINING),
        _html(_table("courses", caption, headings, rows, numbers={1, 2, 3})),
    ]


def _claims(words: Words) -> list:
    by_id = {row[0]: row for row in REPRESENTATION}
    rows = [
        [
            words.name(by_id[group]),
            passage(_printed(words, group, printed), "vi")
            if words.language == "en"
            else _printed(words, group, printed),
            words.share(by_id[group]),
            f'<span class="verdict verdict-{verdict}">{words(*name)}</span>',
        ]
        for group, printed, verdict, name in CLAIMS
    ]
    headings = [
        words("Nhóm", "Group"),
        words("Đã công bố", "As published"),
        words("Chính xác", "Exact"),
        words("Đánh giá", "Verdict"),
    ]
    text = words(
        "## Văn bản đã công bố nói gì, và có đúng không?\n\nBa trong bốn tỷ lệ không "
        "đúng.",
        "## What did the published text say, and does it hold?\n\nThree of four "
        "percentages do not hold.",
    )
    caption = words("Tỷ lệ đã công bố và tỷ lệ tính lại", "Published and exact shares")
    return [_prose(text), _html(_table("claims", caption, headings, rows, numbers={2}))]


def _printed(words: Words, group: str, printed: str) -> str:
    hedge, _, number = printed.rpartition(" ")
    value = int(number.removesuffix("%")) / 100
    figure = words.figure(f"{group}.printed", value, number, group)
    return escape(f"{hedge} ") + " " + figure if hedge else figure


def _table(
    name: str, caption: str, headings: list, rows: list, numbers: set = frozenset()
) -> str:
    def number(column: int) -> str:
        return ' class="number"' if column in numbers else ""

    head = "".join(
        f'<th scope="col"{number(i)}>{h}</th>' for i, h in enumerate(headings)
    )
    body = "".join(
        f'<tr><th scope="row">{row[0]}</th>'
        + "".join(f"<td{number(i)}>{v}</td>" for i, v in enumerate(row[1:], 1))
        + "</tr>"
        for row in rows
    )
    return (
        '<div class="table" tabindex="0" role="region" '
        f'aria-labelledby="{name}-caption">'
        f'<table><caption id="{name}-caption">{caption}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _source(words: Words) -> str:
    text = words("Nguồn: bài của Tổng cục", "Source: article of the Directorate")
    day = time("2020-11-17", words("ngày 17 tháng 11 năm 2020", "17 November 2020"))
    return f'<p class="source">{text}, {day}.</p>'


def _chart(words: Words, name: str, rows: list) -> nbformat.NotebookNode:
    title = words("Tỷ lệ nữ theo nhóm, phần trăm", "Share of women by group, per cent")
    height = 44 * len(rows)
    bars = "".join(_bar(words, row, 44 * i) for i, row in enumerate(rows))
    ticks = "".join(
        f'<text x="{14 + 2.6 * t:g}" y="{height + 16}" text-anchor="middle" '
        f'fill="#4c565f" data-tick="axis">{t}%</text>'
        for t in (0, 25, 50, 75, 100)
    )
    desc = words("Các nhóm và tỷ lệ: ", "Groups and shares: ") + "; ".join(
        f"{words.name(r)} {data(r[3] / r[4], words.share_text(r))}" for r in rows
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 380 {height + 22}" '
        f'role="img" aria-labelledby="{name}-title {name}-desc" font-size="12">'
        f'<title id="{name}-title">{title}</title><desc id="{name}-desc">{desc}</desc>'
        f'<path d="M144 0v{height}" stroke="#4c565f" stroke-dasharray="4 3"/>'
        f"{bars}{ticks}</svg>"
    )
    image = '<figure><img alt="" src="data:image/svg+xml;base64,PHN2Zy8+"></figure>'
    source = _source(words).removeprefix('<p class="source">').removesuffix("</p>")
    return new_output(
        "display_data",
        data={"image/svg+xml": svg, "text/html": image, "text/plain": "<Figure>"},
        metadata={"genderlib": {"kind": "chart", "title": title, "source": source}},
    )


def _bar(words: Words, row: tuple, y: int) -> str:
    name = escape(shorten(words(row[1], row[2]), 44, placeholder="…"))
    width = 2.6 * row[5] / 10
    return (
        f'<text x="14" y="{y + 13}">{name}</text>'
        f'<rect x="14" y="{y + 18}" width="{width:g}" height="18" fill="#12436d" '
        f'data-figure="{row[0]}.share"/>'
        f'<text x="{20 + width:g}" y="{y + 31}" data-figure="{row[0]}.share">'
        f"{words.share_text(row)}</text>"
    )


def _figures(words: Words, changes: dict) -> nbformat.NotebookNode:
    rows = "".join(
        f'<tr id="figure-{name}"><th scope="row">{label}</th>'
        f'<td>{name.split(".")[-1]}</td><td class="number">{shown}</td>'
        f"<td>{words('bài đăng, đoạn về đại diện', 'article, on posts')}</td></tr>"
        for name, (label, shown) in words.figures.items()
    )
    heads = words(
        ("Con số", "Phép tính", "Giá trị", "Nguồn"),
        ("Figure", "Measure", "Value", "Source"),
    )
    columns = "".join(f'<th scope="col">{h}</th>' for h in heads)
    caption = words("Mọi con số của báo cáo", "Every figure of this report")
    html = (
        '<div class="table" tabindex="0" role="region" '
        'aria-labelledby="figures-caption">'
        f'<table id="figures"><caption id="figures-caption">{caption}</caption>'
        f"<thead><tr>{columns}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
    report = {
        "kind": "report",
        "language": words.language,
        "title": words(
            "Bình đẳng giới tại Tổng cục, năm 2020", "Gender equality, review of 2020"
        ),
        "organisation": "stameq",
        "organisation_name": words(
            "Tổng cục Tiêu chuẩn Đo lường Chất lượng",
            "Directorate for Standards, Metrology and Quality",
        ),
        "year": 2020,
        "audience": "internal",
        "state": "draft",
        "data_date": "2020-11-17",
        "version": "0.1.0",
        "fingerprint": "ab12cd34ef567890",
        "labels": LABELS[words.language],
    }
    report = {k: v for k, v in (report | changes).items() if v is not None}
    return _html(html, genderlib=report)
