"""Figures that appeared, disappeared or moved between two reports, and why.

Why is read off the two tables of figures: what went into a figure, how it was made and
from which rows. A figure that moved although nothing of that did is left unexplained;
`genderlib verify` tells which of the two reports is right.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from genderlib.report.comparison.lines import (
    inputs,
    made_by,
    measure,
    norm_of,
    size,
    subject,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from genderlib.report.comparison.evidence import Evidence
    from genderlib.report.comparison.lines import Size
    from genderlib.report.reading import Line, Page

Kind = Literal["moved", "appeared", "disappeared", "rewritten"]
Reason = Literal["data", "norm", "method", "wording", "unexplained"]

# What is asked for, not what was counted.
_OF_A_NORM: Final = frozenset({"target", "value", "strict"})
# Measures a group has only where the data hold more than women and total.
_FROM_MORE_DATA: Final = frozenset(
    {
        *("men", "unrecorded", "share_low", "share_high"),
        *("previous_women", "previous_total", "previous_share"),
        *("change_women", "change_share"),
    }
)


class Cause(NamedTuple):
    """What is known of why a figure differs.

    `key` names a sentence of `genderlib.text.diff_words`; `name` is the input, figure
    or row it is about, `before` and `after` what the reports say of it.
    """

    key: str
    name: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One figure that the two reports do not have in common.

    Parameters
    ----------
    figure : str
        Its identifier.
    kind : {"moved", "appeared", "disappeared", "rewritten"}
        "rewritten" has the same value with other words, counts or method.
    before, after : Line or None
        Its lines in the tables of figures; None where it has none.
    size : Size or None
        How far it moved; None where it did not, or has no size.
    reasons : tuple of str
        Of "data", "norm", "method", "wording" and "unexplained".
    causes : tuple of Cause
        What is known of it.
    """

    figure: str
    kind: Kind
    before: Line | None
    after: Line | None
    size: Size | None
    reasons: tuple[Reason, ...]
    causes: tuple[Cause, ...]

    @property
    def label(self) -> str:
        """What the figure is, in the words of the later report."""
        line = self.after or self.before
        return line.label if line else self.figure


def figure_changes(
    before: Page, after: Page, counted: Mapping[str, str], evidence: Evidence
) -> list[FigureChange]:
    """Every figure that is not the same in both, in the order of the later report.

    Parameters
    ----------
    before, after : Page
        The reports.
    counted : mapping of str to str
        What each group counts, as far as known: "persons" for one.
    evidence : Evidence
        The data of both, as far as at hand.
    """
    comparing = _Comparing(before, after, counted, evidence)
    names = [*after.lines, *(name for name in before.lines if name not in after.lines)]
    found = (comparing.change(name) for name in names)
    return [change for change in found if change]


def reread(before: Page, after: Page) -> list[str]:
    """Figures with the same line but for the row, or the place in the source."""
    was, now = _origin_texts(before), _origin_texts(after)
    return [
        name
        for name, line in after.lines.items()
        if name in before.lines
        and before.lines[name]._replace(origins=line.origins) == line
        and was.get(name) != now.get(name)
    ]


def _origin_texts(page: Page) -> dict[str, list[str]]:
    """What each line says beside its label, value and formula."""
    found: dict[str, list[str]] = {}
    for block in page.blocks:
        if block.place.part == "figures" and block.place.row and block.text:
            found.setdefault(block.place.row, []).append(block.text)
    return found


class _Comparing:
    """Two reports, and what of their norms and counts differs as a whole."""

    def __init__(
        self,
        before: Page,
        after: Page,
        counted: Mapping[str, str],
        evidence: Evidence,
    ) -> None:
        self._before, self._after, self._counted = before, after, counted
        self._evidence = evidence
        self._same_words = evidence.same_words(before, after)
        self._same_language = before.language == after.language
        self._subjects = tuple(
            {subject(name) for name in page.lines} for page in (before, after)
        )
        moved = [name for name in {**before.lines, **after.lines} if self._moved(name)]
        both = before.lines.keys() & after.lines.keys()
        self._moving = {subject(name) for name in moved if name in both}
        self._norms = {norm for name in moved if (norm := self._read_norm(name))}
        self._counts_moved = any(measure(n) in ("women", "total") for n in moved)

    def change(self, name: str) -> FigureChange | None:
        """What became of a figure; None where it is the same."""
        was, now = self._before.lines.get(name), self._after.lines.get(name)
        if was is None or now is None:
            return self._one_sided(name, was, now)
        if was.machine != now.machine:
            reasons = list(self._reasons_of_move(name, was, now))
            how_far = size(name, was, now, self._counted)
            return _change(name, "moved", was, now, how_far, reasons)
        reasons = list(self._reasons_of_rewriting(name, was, now))
        if not reasons:
            return None
        return _change(name, "rewritten", was, now, None, reasons)

    def _one_sided(
        self, name: str, was: Line | None, now: Line | None
    ) -> FigureChange | None:
        line = now or was
        if line is None:
            return None
        kind: Kind = "appeared" if now else "disappeared"
        reasons = list(self._reasons_of_one_side(name, line, gone=now is None))
        return _change(name, kind, was, now, None, reasons)

    def _reasons_of_one_side(
        self, name: str, line: Line, *, gone: bool
    ) -> Iterator[tuple[Reason, Cause]]:
        """Whether the side without the figure lacked its data, or did not name it."""
        lacking, way = (self._after, "gone") if gone else (self._before, "new")
        held = self._evidence.value(lacking, name, late=gone)
        norm = norm_of(name, line)
        if held and held != line.machine:
            yield "data", Cause(f"value_{way}", held)
        elif held:
            yield self._reason_of_naming(name, way)
        elif norm and norm not in self._subjects[gone]:
            yield "norm", Cause(f"norm_{way}", norm)
        elif held == "" or measure(name) in _FROM_MORE_DATA:
            yield "data", Cause(f"data_{way}")
        elif subject(name) in self._subjects[gone]:
            yield self._reason_of_naming(name, way)
        else:
            # Without the data nobody can tell: not counted, or only not told.
            yield "data", Cause(f"subject_{way}")
            yield "wording", Cause(f"cited_{way}")

    def _reason_of_naming(self, name: str, way: str) -> tuple[Reason, Cause]:
        """Why one report names what both could."""
        if subject(name) in self._moving:
            return "data", Cause("follows", subject(name))
        if self._same_words:
            return "data", Cause("same_words")
        return "wording", Cause(f"cited_{way}")

    def _reasons_of_move(
        self, name: str, was: Line, now: Line
    ) -> Iterator[tuple[Reason, Cause]]:
        found = [*_reasons_of_inputs(was, now), *_reasons_of_method(was, now)]
        if found:
            yield from found
        elif made_by(now) == "read":
            reason: Reason = "norm" if norm_of(name, now) else "data"
            yield reason, Cause("read", ", ".join(now.origins))
        elif not inputs(now) and made_by(now) in ("count", "min", "max"):
            yield from self._reasons_of_counting(name)
        elif made_by(now) == "judge" and self._statement_moved(name):
            yield "data", Cause("follows", f"{subject(name)}.printed")
        elif self._before.version != self._after.version:
            yield "method", self._version
        else:
            yield "unexplained", Cause("same_inputs")

    def _reasons_of_counting(self, name: str) -> Iterator[tuple[Reason, Cause]]:
        """Rows counted: norms are counted by what they ask and whether it is met."""
        if subject(name) != "norms":
            yield "data", Cause("rows")
            return
        if self._norms:
            yield "norm", Cause("norms_differ", ", ".join(sorted(self._norms)))
        if self._counts_moved or not self._norms:
            yield "data", Cause("counts_differ" if self._counts_moved else "rows")

    def _statement_moved(self, name: str) -> bool:
        return self._moved(f"{subject(name)}.printed")

    def _reasons_of_rewriting(
        self, name: str, was: Line, now: Line
    ) -> Iterator[tuple[Reason, Cause]]:
        yield from _reasons_of_inputs(was, now)
        yield from _reasons_of_method(was, now)
        if not self._same_language:
            return
        if was.label != now.label:
            about_norm = norm_of(name, now) and made_by(now) == "read"
            yield (
                "norm" if about_norm else "wording",
                Cause("label", "", was.label, now.label),
            )
        if was.value != now.value:
            yield "wording", Cause("form", "", was.value, now.value)

    def _moved(self, name: str) -> bool:
        """Whether the value of a figure is another one, or only one report has it."""
        was, now = self._before.lines.get(name), self._after.lines.get(name)
        return was is None or now is None or was.machine != now.machine

    def _read_norm(self, name: str) -> str:
        """The norm whose own figure it is; empty where it is none."""
        line = self._after.lines.get(name) or self._before.lines[name]
        return norm_of(name, line) if made_by(line) == "read" else ""

    @property
    def _version(self) -> Cause:
        return Cause("version", "", self._before.version, self._after.version)


def _reasons_of_inputs(was: Line, now: Line) -> Iterator[tuple[Reason, Cause]]:
    """What went in with another value; a sum may gain and lose groups."""
    old, new = inputs(was), inputs(now)
    if made_by(was) != made_by(now) or (
        made_by(now) != "sum" and old.keys() != new.keys()
    ):
        return
    for name in {**old, **new}:
        if old.get(name) != new.get(name):
            reason: Reason = "norm" if name in _OF_A_NORM else "data"
            yield reason, Cause("input", name, old.get(name, "–"), new.get(name, "–"))


def _reasons_of_method(was: Line, now: Line) -> Iterator[tuple[Reason, Cause]]:
    old, new = made_by(was), made_by(now)
    if old != new:
        yield "method", Cause("formula", "", old, new)
    elif old != "sum" and inputs(was).keys() != inputs(now).keys():
        yield "method", Cause("formula", "", was.formula, now.formula)


def _change(
    name: str,
    kind: Kind,
    was: Line | None,
    now: Line | None,
    how_far: Size | None,
    reasons: list[tuple[Reason, Cause]],
) -> FigureChange:
    told = dict.fromkeys(reason for reason, _ in reasons)
    causes = tuple(cause for _, cause in reasons)
    return FigureChange(name, kind, was, now, how_far, tuple(told), causes)
