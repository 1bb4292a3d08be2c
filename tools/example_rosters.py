"""Invented personnel registers, the same on every machine: nobody in them exists.

`python tools/example_rosters.py FOLDER` writes `register_2022.csv` to
`register_2024.csv`. They have identifiers and no names. The counts of the organisation
`example` were made from them by `genderlib roster`; docs/collecting.md says how.
"""

from __future__ import annotations

import csv
import random
import sys
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

SEED = 20241231
YEARS = (2022, 2023, 2024)
HEADER = (
    "Mã cán bộ",
    "Đơn vị",
    "Ngạch",
    "Chức vụ",
    "Giới tính",
    "Năm sinh",
    "Ngày bổ nhiệm",
    "Khóa học",
)
# Unit, persons at first, women among 100 of those who come.
UNITS = (
    ("Phòng Tổng hợp", 96, 62),
    ("Phòng Kỹ thuật", 148, 31),
    ("Trung tâm Thử nghiệm", 204, 44),
    ("Chi cục Giám sát", 152, 36),
)
# Level, from the highest, with persons among 100 at first.
LEVELS = (
    ("Chuyên viên cao cấp", 1),
    ("Chuyên viên chính", 22),
    ("Chuyên viên", 55),
    ("Nhân viên", 22),
)
COURSES = ("Quản lý nhà nước", "Tin học", "Bình đẳng giới")


@dataclass(frozen=True)
class Person:
    """One invented person on one day."""

    number: int
    unit: str
    level: str
    title: str
    sex: str
    born: int
    since: date
    courses: tuple[str, ...] = ()


class Agency:
    """An invented agency that lives from year to year."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311  nothing here is a secret
        self.last = 0
        self.persons = [
            self.person(unit, women, 2021, self.level())
            for unit, size, women in UNITS
            for _ in range(size)
        ]

    def person(self, unit: str, women: int, year: int, level: str) -> Person:
        """Somebody who comes, or was always there."""
        self.last += self.chance.randrange(1, 4)
        sex = "Nữ" if self.chance.randrange(100) < women else "Nam"
        born = year - self.chance.randrange(24, 58 if year == 2021 else 36)
        since = date(year, 1, 1) + timedelta(days=self.chance.randrange(365))
        return Person(self.last, unit, level, "", sex, born, since)

    def level(self) -> str:
        """A level by chance."""
        weights = [weight for _, weight in LEVELS]
        return self.chance.choices([name for name, _ in LEVELS], weights)[0]

    def live(self, year: int) -> None:
        """A year: some leave, some rise, some come, posts are filled, courses held."""
        stayed = [p for p in self.persons if not self.leaves(p, year)]
        self.persons = [self.risen(person, year) for person in stayed]
        for unit, size, women in UNITS:
            there = sum(person.unit == unit for person in self.persons)
            for _ in range(max(0, size + self.chance.randrange(-2, 3) - there)):
                self.persons.append(self.person(unit, women, year, "Chuyên viên"))
        self.fill_posts(year)
        self.persons = [self.taught(person) for person in self.persons]

    def leaves(self, person: Person, year: int) -> bool:
        """Everybody at 60, and three in a hundred."""
        return year - person.born >= 60 or self.chance.randrange(100) < 3

    def risen(self, person: Person, year: int) -> Person:
        """Four in a hundred rise by a level."""
        names = [name for name, _ in LEVELS]
        place = names.index(person.level)
        if place == 0 or self.chance.randrange(100) >= 4:
            return person
        day = date(year, 1, 1) + timedelta(days=self.chance.randrange(365))
        return replace(person, level=names[place - 1], since=day)

    def fill_posts(self, year: int) -> None:
        """A head and two deputies in each unit, from those of the upper levels."""
        for unit, _, _ in UNITS:
            for title, posts in (("Trưởng phòng", 1), ("Phó trưởng phòng", 2)):
                held = [p for p in self.persons if (p.unit, p.title) == (unit, title)]
                fit = [
                    p
                    for p in self.persons
                    if p.unit == unit and not p.title and p.level != "Nhân viên"
                ]
                for chosen in self.chance.sample(fit, posts - len(held)):
                    day = date(year, 1, 1) + timedelta(days=self.chance.randrange(365))
                    place = self.persons.index(chosen)
                    self.persons[place] = replace(chosen, title=title, since=day)

    def taught(self, person: Person) -> Person:
        """Courses of the year; most people are in none, some in several."""
        taken = tuple(c for c in COURSES if self.chance.randrange(100) < 11)
        return replace(person, courses=taken)


def main() -> None:
    """Write the registers of all years."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    agency = Agency(SEED)
    for year in YEARS:
        agency.live(year)
        path = folder / f"register_{year}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(HEADER)
            writer.writerows(row(person) for person in agency.persons)
        print(path)


def row(person: Person) -> tuple[object, ...]:
    """A person as a row of the register."""
    return (
        f"G{person.number:05}",
        person.unit,
        person.level,
        person.title or "Chuyên viên",
        person.sex,
        person.born,
        person.since.isoformat(),
        "; ".join(person.courses),
    )


if __name__ == "__main__":
    main()
