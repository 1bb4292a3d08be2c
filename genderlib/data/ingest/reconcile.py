"""Counts of many files held against each other, the plan and the year before."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from genderlib.data.ingest.findings import Finding, Place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from genderlib.data.ingest.entries import Entry, Key, Taken

# A value that moved by more than a fifth is asked about; one or two people are not.
THRESHOLD: Final = Fraction(1, 5)
FEWEST_MOVED: Final = 3

Counted = tuple[int, int]

_TABLE: Final = Place("counts.csv")


def spellings(taken: Iterable[Taken], known: Iterable[str]) -> Iterator[Finding]:
    """Units whose names a person would take for one another.

    Parameters
    ----------
    taken : iterable of Taken
    known : iterable of str
        Names of the units that are asked, and of those already in the tables.

    Yields
    ------
    Finding
        A problem for every name that another one looks like.
    """
    first: dict[str, tuple[str, str]] = {
        likeness(name): (name, "asked.csv or counts.csv") for name in known
    }
    for file in taken:
        for entry in file.entries:
            if entry.unit is None:
                continue
            name, where = first.setdefault(
                likeness(entry.unit), (entry.unit, entry.place.file)
            )
            if name != entry.unit:
                yield Finding(
                    file.place("unit"),
                    f"{entry.unit} ≠ {name} ({where})",
                    "two units have names that look the same",
                    "Write the name as it stands in asked.csv, or tell the two apart.",
                )


def likeness(name: str) -> str:
    """A name without what a reader overlooks: forms of letters, case, spaces, marks."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(char for char in plain if char.isalnum())


def merge(
    entries: Iterable[Entry],
) -> tuple[dict[Key, Entry], list[Finding], list[Finding]]:
    """One entry per unit, group and level.

    Parameters
    ----------
    entries : iterable of Entry

    Returns
    -------
    tuple of (dict, list of Finding, list of Finding)
        Entries by key; the same count twice with different numbers, which is a
        problem; the same count twice with the same numbers, which is listed.
    """
    merged: dict[Key, Entry] = {}
    problems, changes = [], []
    for entry in entries:
        before = merged.setdefault(entry.key, entry)
        if before is entry:
            continue
        if before.numbers == entry.numbers:
            message = f"left out: the same count stands in {before.place}"
            changes.append(Finding(entry.place, str(entry), message))
        else:
            problems.append(
                Finding(
                    entry.place,
                    f"{entry} ≠ {before.women}/{before.total} in {before.place}",
                    "the same count is there twice with different numbers",
                    "Ask which one holds, and give only the file that holds.",
                )
            )
    return merged, problems, changes


def contradictions(
    counts: Mapping[Key, Counted], asked: Sequence[Key]
) -> Iterator[tuple[Key, str, str]]:
    """Where units do not add up to the organisation, or levels to the unit.

    Parameters
    ----------
    counts : mapping
        Women and total by unit, group and level.
    asked : sequence
        Keys that are asked for, so that units that are missing are named.

    Yields
    ------
    tuple
        The key of the whole, what is found, and what is asked.
    """
    parts: dict[Key, list[Key]] = defaultdict(list)
    for unit, group, level in counts:
        if unit is not None and level is None:
            parts[None, group, None].append((unit, group, level))
        if level is not None:
            parts[unit, group, None].append((unit, group, level))
    for whole, keys in parts.items():
        if whole not in counts:
            continue
        women, total = (sum(counts[key][i] for key in keys) for i in (0, 1))
        if (women, total) == counts[whole]:
            continue
        missing = sorted(
            {u for u, g, _ in asked if u and g == whole[1]}
            - {k[0] for k in keys if k[0]}
        )
        late = (
            f"; not counted yet: {', '.join(missing)}"
            if missing and whole[0] is None
            else ""
        )
        found = f"{women}/{total} ≠ {counts[whole][0]}/{counts[whole][1]}{late}"
        yield whole, found, "levels" if keys[0][2] else "units"


def with_wholes(
    counts: Mapping[Key, Counted], late: Collection[str]
) -> dict[Key, Counted]:
    """Counts with the sums of the units beside them.

    Parameters
    ----------
    counts : mapping
        Women and total by unit, group and level.
    late : collection of str
        Groups of which a unit has not sent its count; their sum would say nothing.

    Returns
    -------
    dict
        A whole that was counted itself stays as it is.
    """
    sums: dict[Key, Counted] = {}
    for (unit, group, level), (women, total) in counts.items():
        if unit is not None and level is None and group not in late:
            before = sums.get((None, group, None), (0, 0))
            sums[None, group, None] = before[0] + women, before[1] + total
    return {**sums, **counts}


def to_ask(
    counts: Mapping[Key, Counted],
    before: Mapping[Key, Counted],
    asked: Sequence[Key],
    places: Mapping[Key, Place],
) -> Iterator[Finding]:
    """What the counts that came in leave to ask.

    Parameters
    ----------
    counts, before : mapping
        Women and total of this year and of the year before.
    asked : sequence
        Keys that are asked for.
    places : mapping
        Where the counts stand that came in just now; others are not asked about again.

    Yields
    ------
    Finding
    """
    groups = {group for _, group, _ in places}
    late = {group for unit, group, level in asked if (unit, group, level) not in counts}
    whole = with_wholes(counts, late)
    for key, old, new in moved(whole, with_wholes(before, ())):
        if key in places or (key[0] is None and key[1] in groups):
            value = f"{_named(key)}: {old[0]}/{old[1]} → {new[0]}/{new[1]}"
            message = "moved by more than a fifth since the year before"
            yield Finding(places.get(key, _TABLE), value, message)
    for key, found, parts in contradictions(counts, asked):
        if key[1] in groups:
            message = f"the {parts} do not add up to the whole"
            place = places.get(key, _TABLE)
            yield Finding(place, f"{_named(key)}: {found}", message)


def _named(key: Key) -> str:
    return ", ".join(filter(None, key))


def moved(
    counts: Mapping[Key, Counted],
    before: Mapping[Key, Counted],
    threshold: Fraction = THRESHOLD,
) -> Iterator[tuple[Key, Counted, Counted]]:
    """Counts that differ much from those of the year before.

    Parameters
    ----------
    counts, before : mapping
        Women and total by unit, group and level.
    threshold : Fraction
        Part of last year's value from which on a change is asked about.

    Yields
    ------
    tuple
        The key, women and total of the year before, and of this year.
    """
    for key, now in counts.items():
        then = before.get(key)
        if then is None:
            continue
        if any(_has_moved(a, b, threshold) for a, b in zip(then, now, strict=True)):
            yield key, then, now


def _has_moved(then: int, now: int, threshold: Fraction) -> bool:
    change = abs(now - then)
    return change >= FEWEST_MOVED and change > threshold * then
