"""A verification put into lines for a terminal, and into JSON for a program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genderlib.report.differences import Difference
    from genderlib.report.held import SignOff
    from genderlib.report.verification import Verification

MOST_SHOWN: Final = 40
"""Differences a terminal is given of one report; JSON holds all of them."""

_LONGEST: Final = 90
_PARTS: Final = {
    "head": "head of the file",
    "header": "header",
    "summary": "key figures",
    "reviewer": "reviewer's box",
    "contents": "contents",
    "prose": "text",
    "table": "table",
    "chart": "chart",
    "alternative": "description of the chart",
    "figures": "table of figures",
    "footer": "footer",
}
_KINDS: Final = {
    "value": "the number for machines",
    "word": "the words",
    "shape": "a mark of the chart",
    "link": "a link",
    "style": "a style",
    "code": "the code",
}


def told(verification: Verification, name: str) -> str:
    """What was found, in the order of reading.

    Parameters
    ----------
    verification : Verification
    name : str
        The report as the reader calls it.
    """
    return "\n".join(_lines(verification, name))


def as_json(verification: Verification, name: str) -> dict[str, Any]:
    """The same for a program.

    Parameters
    ----------
    verification : Verification
    name : str
        The report as the caller named it.

    Returns
    -------
    dict
        `report`, `right`, `figures` (how many), `problem` (why nothing could be
        compared), `notes` and `differences`, each with `reason`, `cause`, `place`
        (part, section, table, row, column), `kind`, `figure`, `found`, `expected`,
        `near` and `exchanged_with`; and `sign_off`, null or `record`, `signed_by`,
        `date`, `problems` and `changed_since`.
    """
    return {
        "report": name,
        "right": verification.right,
        "figures": verification.figures,
        "problem": verification.problem,
        "notes": list(verification.notes),
        "differences": [_object(d) for d in verification.differences],
        "sign_off": _record(verification.sign_off),
    }


def _record(sign_off: SignOff | None) -> dict[str, Any] | None:
    if sign_off is None:
        return None
    return {
        "record": sign_off.file,
        "signed_by": sign_off.by,
        "date": sign_off.date,
        "problems": list(sign_off.problems),
        "changed_since": list(sign_off.notes),
    }


def _object(difference: Difference) -> dict[str, Any]:
    names = (
        *("reason", "cause", "kind", "figure", "found", "expected", "near"),
        "exchanged_with",
    )
    place = difference.place._asdict()
    return {"place": place} | {name: getattr(difference, name) for name in names}


def _lines(verification: Verification, name: str) -> Iterator[str]:
    yield f"{name}: {_verdict(verification)}"
    yield from (f"  note: {note}" for note in verification.notes)
    if verification.sign_off:
        yield from _signature(verification.sign_off)
    where = why = ""
    for difference in verification.differences[:MOST_SHOWN]:
        before, where = where, _where(difference)
        if where != before:
            yield f"  {where}"
        yield f"    {_what(difference)}"
        before, why = why, _why(difference)
        # What many have in common is said once in full.
        yield f"      {difference.reason if why == before else why}"
    more = len(verification.differences) - MOST_SHOWN
    if more > 0:
        yield f"  … and {more} differences more; --json lists them all"


def _signature(sign_off: SignOff) -> Iterator[str]:
    who = f"signed by {_short(sign_off.by)} on {sign_off.date}"
    yield f"  {sign_off.file}: {who if sign_off.by else 'not signed yet'}"
    yield from (f"    wrong: {problem}" for problem in sign_off.problems)
    yield from (f"    note: {note}" for note in sign_off.notes)


def _verdict(verification: Verification) -> str:
    if verification.problem:
        return verification.problem.replace("\n", "\n  ")
    figures = f"{verification.figures} figures"
    number = len(verification.differences)
    if not number:
        return f"{figures}, all as the data say"
    return f"{figures}, {number} difference{'s' * (number > 1)}"


def _where(difference: Difference) -> str:
    """Part, section, table, row and column; then the words before."""
    place = difference.place
    words = [_PARTS[place.part]]
    if place.section and place.part != "figures":
        words.append(f"section “{_short(place.section)}”")
    for name in ("table", "row", "column"):
        text = getattr(place, name)
        if text and not (name == "table" and place.part == "figures"):
            words.append(f"{name} “{_short(text)}”")
    if difference.near:
        words.append(f"after “{_short(difference.near)}”")
    return ", ".join(words)


def _what(difference: Difference) -> str:
    thing = _KINDS.get(difference.kind, "a number")
    if difference.figure:
        thing = difference.figure
        if difference.kind not in ("figure", "word"):
            thing = f"{_KINDS[difference.kind]} of {difference.figure}"
    found, expected = _short(difference.found), _short(difference.expected)
    if not difference.expected:
        return f"{thing}: “{found}” does not belong there"
    if not difference.found:
        return f"{thing}: “{expected}” is missing"
    return f"{thing}: found “{found}”, expected “{expected}”"


def _why(difference: Difference) -> str:
    reason = difference.reason
    if difference.exchanged_with:
        return f"{reason}: exchanged with {difference.exchanged_with}"
    return f"{reason}: {difference.cause}" if difference.cause else reason


def _short(text: str) -> str:
    """Text that fits a line and that a terminal does not obey."""
    plain = "".join(c if c.isprintable() else "�" for c in " ".join(text.split()))
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"
