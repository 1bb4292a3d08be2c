"""Invented registers for tests: nobody in them exists."""

import csv
import random
import re
from datetime import date, timedelta

import pandas as pd

HEADER = (
    "Mã cán bộ",
    "Họ và tên",
    "Đơn vị",
    "Ngạch",
    "Chức vụ",
    "Giới tính",
    "Năm sinh",
    "Ngày bổ nhiệm",
    "Khóa học",
)
UNITS = ("Phòng Tổng hợp", "Phòng Kỹ thuật", "Trung tâm Thử nghiệm")
LEVELS = ("Chuyên viên cao cấp", "Chuyên viên chính", "Chuyên viên", "Nhân viên")
TITLES = ("Trưởng phòng", "Phó trưởng phòng", "Chuyên viên")
COURSES = ("Quản lý nhà nước", "Tin học", "Bình đẳng giới")


def person(number, **cells):
    """A row that is right, but for the cells that are given."""
    row = {
        "Mã cán bộ": f"G{number:04}",
        "Họ và tên": f"Người thứ {number}",
        "Đơn vị": UNITS[0],
        "Ngạch": LEVELS[2],
        "Chức vụ": TITLES[2],
        "Giới tính": "Nữ",
        "Năm sinh": "1985",
        "Ngày bổ nhiệm": "2024-05-01",
        "Khóa học": "",
    }
    unknown = cells.keys() - row.keys()
    assert not unknown, unknown
    return row | cells


def random_persons(seed, count, year=2024):
    """Persons with all that a register may hold."""
    chance = random.Random(seed)  # noqa: S311  invented persons are no secret
    first = date(year - 6, 1, 1)
    days = (date(year, 12, 31) - first).days
    return [
        person(
            number,
            **{
                "Đơn vị": chance.choice(UNITS),
                "Ngạch": chance.choice((*LEVELS, "")),
                "Chức vụ": chance.choice((*TITLES, "")),
                "Giới tính": chance.choice(("Nữ", "Nam", "nữ ", "NAM", "không ghi")),
                "Năm sinh": chance.choice(("", *map(str, range(1950, 2000)))),
                "Ngày bổ nhiệm": day_or_blank(chance, first, days),
                "Khóa học": "; ".join(c for c in COURSES if chance.random() < 0.3),
            },
        )
        for number in range(1, count + 1)
    ]


def day_or_blank(chance, first, days):
    """A day in one of the ways that registers write it."""
    day = first + timedelta(days=chance.randrange(days))
    return chance.choice(("", day.isoformat(), f"{day:%d/%m/%Y}", f"{day:%d.%m.%Y}"))


def write_csv(path, persons, separator=","):
    """A register as csv."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=separator, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows([row[name] for name in HEADER] for row in persons)
    return path


def write_parquet(path, persons):
    """The same as Parquet, everything text and blanks missing."""
    frame = pd.DataFrame(persons, columns=list(HEADER), dtype="string")
    frame.replace("", None).to_parquet(path)
    return path


def counts_with_pandas(persons, year=2024):
    """Women, men and all by group, unit, level, ages and flow, worked out by pandas."""
    frame = pd.DataFrame(persons, columns=list(HEADER)).set_axis(
        ["person", "name", "unit", "level", "title", "sex", "born", "since", "courses"],
        axis="columns",
    )
    frame["sex"] = frame["sex"].str.strip().str.lower()
    frame["level"] = frame["level"].replace("", "không xếp ngạch")
    frame["since"] = [to_day(text) for text in frame["since"]]
    heads = frame["title"].isin(TITLES[:2])
    groups = {
        "staff": frame,
        "division_heads": frame[heads],
        "persons_trained": frame[frame["courses"] != ""],
    }
    found = {(name, None, None, None, ""): sexes(of) for name, of in groups.items()}
    for unit, of in frame.groupby("unit"):
        found["staff", unit, None, None, ""] = sexes(of)
    for level, of in frame.groupby("level"):
        found["staff", None, level, None, ""] = sexes(of)
    for ages, of in frame.groupby(frame["born"].map(lambda born: band(born, year))):
        found["staff", None, None, ages, ""] = sexes(of)
    after = pd.Timestamp(year - 1, 12, 31)
    for name in ("staff", "division_heads"):
        new = groups[name][groups[name]["since"] > after]
        found[name, None, None, None, "appointed"] = sexes(new)
        if name == "staff":
            for level, of in new.groupby("level"):
                found["staff", None, level, None, "appointed"] = sexes(of)
    return found


def to_day(text):
    """A day as Python reads it."""
    if not text:
        return pd.NaT
    if match := re.fullmatch(r"(\d\d)[/.](\d\d)[/.](\d{4})", text):
        day, month, year = map(int, match.groups())
        return pd.Timestamp(year, month, day)
    return pd.Timestamp(text)


def band(born, year):
    """Ages from and to."""
    if not born:
        return "not recorded"
    age = year - int(born)
    bands = ((None, 30), (31, 40), (41, 50), (51, 60), (61, None))
    found = next(b for b in bands if (b[0] or 0) <= age <= (b[1] or 999))
    return words(found)


def words(ages):
    """A band as a key: a tuple with None in it groups nothing in pandas."""
    first, last = ages
    return "not recorded" if first is last is None else f"{first or 0}-{last or ''}"


def sexes(frame):
    """Women, men and all."""
    women, men = (int((frame["sex"] == word).sum()) for word in ("nữ", "nam"))
    return women, men, len(frame)
