"""Benefits, INVENTED for the tests: small counts of persons beside large ones."""

# Women, men: three of twenty would be known if the men were printed.
COUNTS = {
    "maternity_support": (17, 3),
    "violence_support": (4, 1),
    "health_check": (58, 41),
    "child_allowance": (33, 29),
}


def invent_benefits(year, counts=COUNTS):
    """Add groups and counts of benefits to a year's tables."""
    for group, (women, men) in counts.items():
        words = group.replace("_", " ")
        year.add(
            "groups",
            group=group,
            topic="benefit",
            counted="persons",
            name_vi=words,
            name_en=words,
            short_vi=words,
            short_en=words,
            rank="",
            pool="",
        )
        year.add("counts", group=group, women=women, men=men, total=women + men)
    return year


# Women, total by unit and level, INVENTED: small counts in every corner.
UNITS = {
    "Văn phòng": (14, 24),
    "Phòng Kế hoạch": (6, 9),
    "Trung tâm Kiểm định": (31, 67),
    "Chi nhánh miền Nam": (18, 41),
}
LEVELS = {
    "lãnh đạo": (3, 13),
    "chuyên viên": (48, 97),
    "nhân viên": (18, 31),
}
BOTH = {
    ("Trung tâm Kiểm định", "lãnh đạo"): (1, 5),
    ("Trung tâm Kiểm định", "chuyên viên"): (22, 47),
    ("Trung tâm Kiểm định", "nhân viên"): (8, 15),
}
# Benefits, health, violence and pay: women, men.
SENSITIVE = {
    "maternity_support": (17, 3),
    "violence_support": (4, 1),
    "health_check": (58, 41),
    "pay_complaint": (2, 11),
    "child_allowance": (33, 29),
}
VIOLENCE_BY_UNIT = {"Văn phòng": (1, 1), "Trung tâm Kiểm định": (3, 4)}
NAMES = {
    "maternity_support": ("hỗ trợ thai sản", "maternity support"),
    "violence_support": ("hỗ trợ sau bạo lực", "support after violence"),
    "health_check": ("khám sức khỏe", "health checks"),
    "pay_complaint": ("khiếu nại về tiền lương", "complaints about pay"),
    "child_allowance": ("trợ cấp nuôi con nhỏ", "child allowance"),
}
AGENCY = ("Cơ quan hư cấu (số liệu bịa)", "Invented agency (made-up counts)")


def invent_agency(year):
    """Make of STAMEQ's tables those of a small agency, INVENTED and named so."""
    vi, en = AGENCY
    named = {"name_vi": vi, "name_en": en, "short_vi": vi, "short_en": en}
    year.change("organisations", **named)
    invent_benefits(year, SENSITIVE)
    for group, (name_vi, name_en) in NAMES.items():
        short = {"short_vi": name_vi.capitalize(), "short_en": name_en.capitalize()}
        year.change("groups", group, name_vi=name_vi, name_en=name_en, **short)
    parts = {("", ""): (69, 141)}
    parts |= {(unit, ""): counts for unit, counts in UNITS.items()}
    parts |= {("", level): counts for level, counts in LEVELS.items()}
    for (unit, level), (women, total) in (parts | BOTH).items():
        count = {"women": women, "men": total - women, "total": total}
        year.add("counts", group="staff", unit=unit, level=level, **count)
    for unit, (women, total) in VIOLENCE_BY_UNIT.items():
        count = {"women": women, "men": total - women, "total": total}
        year.add("counts", group="violence_support", unit=unit, **count)
    year.add(
        "statements",
        statement="claim_violence",
        topic="benefit",
        group="violence_support",
        name_vi="Tỷ lệ nữ được hỗ trợ sau bạo lực",
        name_en="Share of women supported after violence",
        printed="80%",
        hedge="",
        wording="nữ chiếm 80%",
    )
    return year
