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
KINDS = ["shares", "counts", "activities", "change", "lines", "projection", "funnel"]


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


def point(year, share, text, label="Đại biểu Quốc hội", *, other=False):
    figure = f"deputies.share.{year}" if not other else f"elected.share.{year}"
    share = number("share", share, text, figure)
    return {"label": label, "year": year, "other": other, **share}


# Terms of the National Assembly with a long gap, and the other count of 1946.
TERMS = [
    (1946, 10, 403, "2,5%"),
    (1960, 49, 453, "10,8%"),
    (1964, 62, 455, "13,6%"),
    (1976, 132, 492, "26,8%"),
    (2011, 122, 500, "24,4%"),
    (2016, 133, 496, "26,8%"),
    (2021, 151, 499, "30,3%"),
]


def points(language="vi"):
    del language
    rows = [point(year, women / total, text) for year, women, total, text in TERMS]
    return [*rows, point(1946, 10 / 333, "3,0%", other=True)]


def ahead(year, expected, low, high, lowest, highest):
    names = ("expected", "low_80", "high_80", "low_95", "high_95")
    row = {"year": year}
    for name, value in zip(names, (expected, low, high, lowest, highest), strict=True):
        row |= number(name, value, f"{100 * value:.1f}%", f"deputies.{name}.{year}")
    return row


def compared_row(panel, label, women, total, overall, narrow, wide, **more):
    shares = {
        "share": women / total,
        "overall": overall,
        **dict(zip(("low_95", "high_95"), narrow, strict=True)),
        **dict(zip(("low_998", "high_998"), wide, strict=True)),
    }
    row = {"panel": panel, "label": label, **more}
    for name, value in shares.items():
        figure = None if name.endswith("_95") else f"{name}.x"
        row |= number(name, value, f"{100 * value:.1f}%", figure)
    return row | count("women", women, "w.x") | count("total", total, "t.x")


def compared(language="vi"):
    del language
    district = ("HĐND huyện", 0.381)
    return [
        compared_row("HĐND tỉnh", "Lào Cai", 21, 55, 0.356, (0.25, 0.45), (0.2, 0.53)),
        compared_row(
            *(district[0], "Hà Giang", 100, 370, district[1]),
            *((0.34, 0.42), (0.32, 0.44)),
            beyond=True,
        ),
        compared_row(
            *(district[0], "Sơn La", 152, 405, district[1]),
            *((0.34, 0.42), (0.32, 0.44)),
            own=True,
        ),
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
    if kind in ("lines", "projection"):
        if kind == "projection":
            goal = number("value", 0.35, "35%", "N029.value")
            years = [ahead(y, 0.271, 0.244, 0.297, 0.232, 0.311) for y in (2026, 2027)]
            options = {"projection": years, "goal": goal, **options}
        return charts.share_lines(given(rows, points, language), **words, **options)
    if kind == "funnel":
        return charts.funnel(given(rows, compared, language), **words, **options)
    options = {"before": 2019, "after": 2020, **options}
    return charts.share_change(given(rows, changes, language), **words, **options)
