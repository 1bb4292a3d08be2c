"""Tables the chart tests draw: the counts of the 2020 review, and hard cases."""

from datetime import date

from genderlib import charts

LONG = (
    "Hội đồng thẩm định hồ sơ bổ nhiệm, bổ nhiệm lại, luân chuyển và quy hoạch cán bộ "
    "lãnh đạo, quản lý các đơn vị sự nghiệp công lập trực thuộc Tổng cục Tiêu chuẩn Đo "
    "lường Chất lượng tại thành phố Hà Nội, thành phố Đà Nẵng và thành phố Hồ Chí Minh "
    "giai đoạn chuyển tiếp theo quyết định của cấp có thẩm quyền"
)
GROUPS = [
    ("party_committee", "Đảng ủy", "Party committee", 4, 13, "30,8%"),
    ("youth_union", "Đoàn thanh niên", "Youth union executive", 3, 13, "23,1%"),
    ("trade_union", "Ban chấp hành công đoàn", "Trade union executive", 6, 10, "60%"),
    ("unit_leaders", "Lãnh đạo các đơn vị", "Leaders of units", 14, 48, "29,2%"),
    ("division_heads", "Trưởng phó phòng", "Heads of division", 70, 162, "43,2%"),
]
COURSES = [
    ("division", "Lớp cấp Vụ", "Department-level course", 10, 18),
    ("principal", "Lớp chuyên viên chính", "Principal-specialist course", 2, 4),
    ("specialist", "Lớp chuyên viên", "Specialist course", 6, 13),
    ("english", "Lớp tiếng Anh", "English course", 7, 10),
    ("theory", "Cao cấp lý luận chính trị", "Advanced political theory", 4, 7),
]
ACTIVITIES = [
    ("Chủ đề và thông điệp", "Theme and messages"),
    ("Tuyên truyền, khen thưởng", "Publicity and awards"),
    ("Thông tin, giáo dục", "Information and education"),
]
START, END = date(2020, 11, 15), date(2020, 12, 15)
KINDS = ["shares", "counts", "activities", "change"]


def number(name, value, text, figure):
    return {name: value, f"{name}_text": text, f"{name}_figure": figure}


def count(name, value, figure):
    return number(name, value, str(value), figure)


def english(text):
    return text.replace(",", ".")


def share_row(label, women, total, text, group="group", **more):
    share = {"value": women / total, "text": text, "figure": f"{group}.share"}
    return {
        "group": group,
        "label": label,
        **share,
        **count("women", women, f"{group}.women"),
        **count("total", total, f"{group}.total"),
        **more,
    }


def blank_row(label, group="group"):
    return {"group": group, "label": label, "value": None, "text": None, "figure": None}


def shares(language="vi"):
    return [
        share_row(vi, women, total, text, group)
        if language == "vi"
        else share_row(en, women, total, english(text), group)
        for group, vi, en, women, total, text in GROUPS
    ]


def norm(value, text, *, group="party_committee", met=True, figure="norm.N010.value"):
    return {
        "group": group,
        "value": value,
        "text": text,
        "figure": figure,
        "outcome": {True: "met", False: "not_met", None: None}[met],
    }


def norms():
    return [
        norm(0.25, "25%"),
        norm(0.25, "25%", figure="norm.N013.value"),
        norm(0.15, "15%", figure="norm.N024.value"),
    ]


def count_row(label, women, men, unknown=0, group="group"):
    total = None if women is None else women + men + unknown
    row = {
        "label": label,
        **count("women", women, f"{group}.women"),
        **count("men", men, f"{group}.men"),
        **count("total", total, f"{group}.total"),
    }
    return row | (count("unknown", unknown, f"{group}.unknown") if unknown else {})


def counts(language="vi"):
    return [
        count_row(vi if language == "vi" else en, women, total - women, group=group)
        for group, vi, en, women, total in COURSES
    ]


def activity(label, status="planned", start=None, due=None):
    figures = {"start_figure": "a.start", "due_figure": "a.due"}
    return {"label": label, "status": status, "start": start, "due": due, **figures}


def activities(language="vi"):
    return [activity(vi if language == "vi" else en) for vi, en in ACTIVITIES]


def change_row(label, before, after, before_text, after_text):
    return {
        "label": label,
        **number("before", before, before_text, "group.share_2019"),
        **number("after", after, after_text, "group.share"),
    }


def changes(language="vi"):
    texts = ["23,1%", "30,8%", "60%", "40%", "30%"]
    a, b, c, d, e = texts if language == "vi" else map(english, texts)
    return [
        change_row("Đảng ủy", 3 / 13, 4 / 13, a, b),
        change_row("Công đoàn", 0.6, 0.6, c, c),
        change_row("Lãnh đạo", 0.4, 0.3, d, e),
        change_row("Thanh niên", None, 3 / 13, None, a),
    ]


def given(rows, review, language):
    return review(language) if rows is None else rows


def drawn(kind, language="vi", rows=None, *, identifier=None, **options):
    """A chart of a kind; of the 2020 review where no rows are given."""
    words = {
        "title": "Phát hiện",
        "source": "Nguồn",
        "language": language,
        "identifier": identifier or f"chart-{kind}",
    }
    if kind == "shares":
        options = {"norms": norms(), **options}
        return charts.share_bars(given(rows, shares, language), **words, **options)
    if kind == "counts":
        return charts.stacked_counts(given(rows, counts, language), **words, **options)
    if kind == "activities":
        options = {"start": START, "end": END, "as_of": date(2020, 11, 17), **options}
        return charts.activity_span(
            given(rows, activities, language), **words, **options
        )
    options = {"before": 2019, "after": 2020, **options}
    return charts.share_change(given(rows, changes, language), **words, **options)
