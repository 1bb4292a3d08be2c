"""Published counts, verdicts worked by hand, and ways to say them in both languages.

Rows and verdicts are facts of published sources; the sentences are our own.
"""

# women, total, percentage as printed, hedge, body in vi and en, verdict; the quotient
# in per cent stands beside each row.
CLAIMS = [
    (4, 13, "30", "", "Đảng ủy", "the Party committee", "truncated"),  # 30.769
    (
        3,
        13,
        "23",
        "gần",
        "Ban Chấp hành Đoàn",
        "the Youth Union",
        "hedge_wrong",
    ),  # 23.077
    (6, 10, "60", "", "Công đoàn", "the trade union", "correct"),  # 60
    (14, 48, "29", "", "lãnh đạo các đơn vị", "the unit leaders", "correct"),  # 29.167
    (
        70,
        162,
        "45",
        "gần",
        "trưởng, phó phòng",
        "the division heads",
        "wrong",
    ),  # 43.210
    (1041, 2387, "43", "", "cơ quan Bộ", "the ministry", "truncated"),  # 43.611
    (23, 72, "32", "", "nhóm tiến sĩ", "those with a doctorate", "correct"),  # 31.944
    (
        243,
        570,
        "42.6",
        "",
        "nhóm thạc sĩ",
        "those with a master's",
        "correct",
    ),  # 42.632
    (15, 30, "50", "", "các bộ, ngành", "the ministries", "correct"),  # 50
    (2, 8, "25", "", "cơ quan thuộc Chính phủ", "the other agencies", "correct"),  # 25
    (14, 30, "46.67", "", "khối cơ quan", "all agencies", "correct"),  # 46.667
    (18, 126, "14.29", "", "lãnh đạo chủ chốt", "the key leaders", "correct"),  # 14.286
    (13, 22, "59", "", "bộ, cơ quan ngang bộ", "the ministries", "correct"),  # 59.091
    (15, 98, "15.31", "", "nhóm lãnh đạo bộ", "the key leaders", "correct"),  # 15.306
    (1, 8, "12.5", "", "khối cơ quan khác", "the other agencies", "correct"),  # 12.5
    (2, 6, "33.33", "", "đoàn đại biểu", "the delegation", "correct"),  # 33.333
    (21, 55, "38.18", "", "HĐND tỉnh", "the provincial council", "correct"),  # 38.182
    (
        125,
        298,
        "41.95",
        "",
        "HĐND huyện/thành phố",
        "the districts",
        "correct",
    ),  # 41.946
    (1198, 3218, "37.22", "", "HĐND xã", "the communes", "truncated"),  # 37.228
    (19, 57, "33.33", "", "HĐND tỉnh", "the provincial council", "correct"),  # 33.333
    (132, 370, "35.68", "", "HĐND huyện", "the districts", "correct"),  # 35.676
    (1348, 4054, "33.25", "", "HĐND xã", "the communes", "correct"),  # 33.251
    (1, 7, "14.29", "", "đoàn đại biểu", "the delegation", "correct"),  # 14.286
    (23, 65, "35.38", "", "HĐND tỉnh", "the provincial council", "correct"),  # 35.385
    (152, 405, "37.53", "", "HĐND huyện", "the districts", "correct"),  # 37.531
    (1898, 4590, "41.35", "", "HĐND xã", "the communes", "correct"),  # 41.351
    (10, 333, "3", "", "Quốc hội khóa I", "the first Assembly", "correct"),  # 3.003
    (
        10,
        403,
        "2.5",
        "",
        "khóa I (gồm 70 đặc cách)",
        "term I (70 admitted)",
        "correct",
    ),  # 2.481
    (
        49,
        453,
        "10.8",
        "",
        "Quốc hội khóa II",
        "the second Assembly",
        "correct",
    ),  # 10.817
    (
        62,
        455,
        "13.6",
        "",
        "Quốc hội khóa III",
        "the third Assembly",
        "correct",
    ),  # 13.626
    (
        127,
        493,
        "25.76",
        "",
        "Quốc hội khóa XII",
        "the twelfth Assembly",
        "correct",
    ),  # 25.761
    (
        122,
        500,
        "24.4",
        "",
        "Quốc hội khóa XIII",
        "the 13th Assembly",
        "correct",
    ),  # 24.4
    (
        133,
        496,
        "26.80",
        "",
        "Quốc hội khóa XIV",
        "the 14th Assembly",
        "padded",
    ),  # 26.815
    (
        151,
        499,
        "30.26",
        "",
        "Quốc hội khóa XV",
        "the 15th Assembly",
        "correct",
    ),  # 30.261
]

# women and total printed without a percentage.
COUNTS = [
    (10, 18, "lớp cấp vụ", "the course for directors"),
    (2, 4, "lớp chuyên viên chính", "the course for principal specialists"),
    (6, 13, "lớp chuyên viên", "the course for specialists"),
    (7, 10, "lớp tiếng Anh", "the English course"),
    (4, 7, "lớp lý luận chính trị", "the course in political theory"),
    (1, 21, "nhóm đại sứ được bổ nhiệm", "the ambassadors appointed"),
    (11, 30, "các bộ, ngành", "the ministries"),
    (13, 22, "bộ, cơ quan ngang bộ", "the ministries"),
    (3, 6, "đoàn đại biểu", "the delegation"),
    (132, 492, "Quốc hội khóa VI", "the sixth Assembly"),
]

# women and percentage printed without a total.
SHARES = [
    (8, "7.5", "vụ trưởng", "directors general"),  # 8/.0755 = 105.96, 8/.0745 = 107.4
    (50, "23.6", "phó vụ trưởng", "deputy directors"),  # of 212: 23.585
    (21, "29.5", "trưởng phòng", "heads of division"),  # 21 of 71 is 29.577, cut off
    (37, "45", "phó trưởng phòng", "deputy heads"),  # of 82: 45.12
]

VIETNAMESE = [
    "{w}/{t} người tham gia {body} chiếm {p}.",
    "{body} có {w} nữ trong tổng số {t} người, chiếm {p}.",
    "Trong tổng số {t} người của {body}, có {w} nữ, chiếm {p}.",
    "{body}: {w}/{t} ({p}).",
    "Nữ chiếm {p} ({w}/{t} người) trong {body}.",
    "Tỷ lệ nữ tham gia {body} là {p} ({w} trên tổng số {t} người).",
    "{body} có {t} người, trong đó có {w} nữ, đạt tỷ lệ {p}.",
    "Nữ tham gia {body} có {w} nữ/{t} người, đạt {p}.",
    "{body} có {w} nữ ({p}) trong tổng số {t} người.",
    "{body} có {w} phụ nữ, chiếm {p} tổng số {t} người.",
    "Với {w}/{t} người là nữ, {body} đạt tỷ lệ {p}.",
    "{body} có {t} người; nữ: {w}; tỷ lệ: {p}.",
    "Tổng số: {t} người, nữ {w} người, tỷ lệ {p}.",
    "{body} có {t} người. Trong đó, nữ là {w} người, chiếm {p}.",
    "Nữ có {w} người, chiếm {p} trong tổng số {t} người của {body}.",
    "Trong {t} người của {body}, nữ chiếm {p} ({w} người).",
    "{w} trong số {t} người của {body} là nữ, tương đương {p}.",
    "{body} đạt {p} nữ, tương ứng {w}/{t} người.",
    "- {body}: {w} nữ/{t}, tỷ lệ {p}",
    "{body}\t{w}/{t}\t{p}",
    "Có {w} trên {t} người của {body} là nữ ({p}).",
    "{body} có {w} cán bộ nữ trên tổng số {t} cán bộ, chiếm tỷ lệ {p}.",
    "Năm 2021, {body} nhiệm kỳ 2016-2021 có {w}/ {t} người là nữ (chiếm {p}).",
    "{body} (nhiệm kỳ 2016 - 2021) có {w} / {t} nữ, chiếm {p} so với tổng số.",
    "Đơn vị\tTổng số\tNữ\tTỷ lệ nữ\n{body}\t{t}\t{w}\t{p}",
]
ENGLISH = [
    "{w} of {t} members of {body} are women ({p}).",
    "{w} of the {t} members ({p}) are women.",
    "Women made up {p} ({w} of {t}) of {body}.",
    "Women hold {w} of {t} seats in {body}, or {p}.",
    "Of {t} members, {w} are women, {p}.",
    "Of the {t} members of {body}, {w} ({p}) are women.",
    "There were {w} women out of {t} members in {body}, accounting for {p}.",
    "{w}/{t} members of {body} were women ({p}).",
    "{p} of the {t} members ({w}) are women.",
    "There are {t} members in {body}, including {w} women ({p}).",
    "It has {t} members, {w} of whom are women ({p}).",
    "The share of women in {body} is {p}: {w} of {t}.",
    "It counts {w} women ({p}) among {t} members.",
    "Total: {t}; women: {w}; share: {p}.",
    "A total of {t} people were elected, {w} of them women, which is {p}.",
    "{p} of the members, or {w} out of {t}, are women.",
    "Women's representation in {body} stood at {p} ({w} out of {t}).",
    "It has {t} members. Of these, {w} ({p}) are women.",
    "In {body}, women occupy {w} of the {t} posts, equal to {p}.",
    "With {w} women among its {t} members, it reached {p}.",
    "Body\t{w}/{t}\t{p}",
    "The proportion of women among the {t} members of {body} was {p} ({w} women).",
    "{w} women ({p}) out of a total of {t} were elected.",
    "It has {t} members, of whom {w}, or {p}, are women.",
    "| Body | Women | Total | Share |\n|---|---|---|---|\n| it | {w} | {t} | {p} |",
]


def sentence(phrasing, claim, language):
    """A published claim in one phrasing, its numbers as the language writes them."""
    women, total, printed, hedge, vi, en, _ = claim
    hedge = {"vi": hedge, "en": "nearly" if hedge else ""}[language]
    return phrasing.format(
        w=grouped(women, language),
        t=grouped(total, language),
        p=f"{hedge} {percent(printed, language)}".strip(),
        body=vi if language == "vi" else en,
    )


def grouped(number, language):
    text = f"{number:,}"
    return text.replace(",", ".") if language == "vi" else text


def percent(printed, language):
    return (printed.replace(".", ",") if language == "vi" else printed) + "%"
