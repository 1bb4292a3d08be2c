"""Sentences that two reports do not have in common.

A sentence in which only figures moved says the same: the figures are told elsewhere. A
figure counts as its identifier, so that two figures exchanged are another sentence; one
whose value did not move counts with its text, so that other words for it are seen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from genderlib.report.aligning import changes, paired
from genderlib.report.reading import Block

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from genderlib.report.reading import Page, Place, Token

# The contents repeat headings, the rest is compared as figures, charts and code.
_ELSEWHERE: Final = frozenset(
    {"head", "contents", "chart", "alternative", "figures", "footer"}
)
_ENDS: Final = re.compile(r".*[^.][.?!…][)\]”’\"]*", re.DOTALL)
_CLOSING: Final = frozenset(".,;:!?)]”’%/")
_OPENING: Final = frozenset("([“‘/")
_DASH: Final = "–"
_TOLD: Final = frozenset({"word", "figure"})


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """A sentence, heading or cell of a table that reads otherwise.

    Parameters
    ----------
    before, after : Block or None
        What it says in the two reports; None where it says nothing.
    """

    before: Block | None
    after: Block | None

    @property
    def place(self) -> Place:
        """Where it stands, in the later report if it is there."""
        block = self.after or self.before
        if block is None:
            raise ValueError("a change must have a side")
        return block.place


@dataclass(frozen=True, slots=True)
class Sentences:
    """What comparing sentences gave.

    Parameters
    ----------
    changes : list of SentenceChange
        In the order of reading.
    only_figures : int
        Sentences that say the same with other figures.
    """

    changes: list[SentenceChange]
    only_figures: int


def sentence_changes(before: Page, after: Page) -> Sentences:
    """Hold the sentences of two reports against each other.

    Parameters
    ----------
    before, after : Page
        The reports, in one language.
    """
    still = _still(before, after)
    old, new = _sentences(before), _sentences(after)
    was = [_said(s, before, still) for s in old]
    now = [_said(s, after, still) for s in new]
    differing = changes(was, now)
    found = [
        SentenceChange(one, other)
        for start, end, first, last in differing
        for one, other in paired(old[start:end], new[first:last])
    ]
    same = _same(differing, old, new)
    moved = sum(one.text != other.text for one, other in same)
    return Sentences(list(_rows_whole(found)), moved)


def _still(before: Page, after: Page) -> frozenset[str]:
    """Figures with one value in both reports."""
    return frozenset(
        name
        for name, line in after.lines.items()
        if name in before.lines and before.lines[name].machine == line.machine
    )


def _sentences(page: Page) -> list[Block]:
    """What is read, one sentence, heading or cell at a time."""
    return [
        sentence
        for block in page.blocks
        if block.text and block.place.part not in _ELSEWHERE
        for sentence in _split(block)
    ]


def _split(block: Block) -> Iterator[Block]:
    """A block sentence by sentence: each ends with a mark before a capital letter."""
    if block.place.part == "table":
        yield block
        return
    tokens: list[Token] = []
    for token, following in zip(block.tokens, _following(block.tokens), strict=True):
        tokens.append(token)
        ends = token.kind == "word" and _ENDS.fullmatch("x" + token.text)
        if ends and following[:1].isupper():
            yield _sentence(block, tokens)
            tokens = []
    if any(token.kind in _TOLD for token in tokens):
        yield _sentence(block, tokens)


def _following(tokens: Sequence[Token]) -> list[str]:
    """For each token the text that is read next."""
    found: list[str] = []
    upcoming = ""
    for token in reversed(tokens):
        found.append(upcoming)
        if token.kind in _TOLD and token.text:
            upcoming = token.text.lstrip('([“‘"')
    return found[::-1]


def _sentence(block: Block, tokens: Sequence[Token]) -> Block:
    return Block(block.place, tuple(tokens), spoken(tokens))


def spoken(tokens: Sequence[Token]) -> str:
    """Words and figures as people write them."""
    return "".join(space + tokens[at].text for at, space in spaced(tokens))


def spaced(tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """Where words and figures stand among tokens, each with the space before it."""
    told = [i for i, token in enumerate(tokens) if token.kind in _TOLD and token.text]
    for number, at in enumerate(told):
        near = [tokens[i] for i in told[max(0, number - 2) : number + 2]]
        here = min(number, 2)
        yield at, "" if not number or _is_close(near, here) else " "


def _is_close(near: Sequence[Token], here: int) -> bool:
    """Whether a token stands close to the one before it."""
    token, before = near[here], near[here - 1]
    if _DASH in (token.text, before.text):
        # A range of two figures; any other dash stands free.
        sides = (
            near[here - 1 : here + 2] if token.text == _DASH else near[here - 2 :][:3]
        )
        return len(sides) == 3 and sides[0].kind == sides[2].kind == "figure"
    return token.text[0] in _CLOSING or before.text[-1] in _OPENING


def _said(sentence: Block, page: Page, still: frozenset[str]) -> tuple[str, ...]:
    """What a sentence says apart from figures that moved."""
    place = sentence.place
    return (
        place.part,
        place.column,
        *(
            _piece(token, page, still)
            for token in sentence.tokens
            if token.kind in _TOLD and token.text
        ),
    )


def _piece(token: Token, page: Page, still: frozenset[str]) -> str:
    if token.kind == "word":
        return token.text
    if not token.figure:
        # The year is what two reports of two years differ in by name.
        return "\0year" if token.text == page.year else token.text
    return f"\0{token.figure}" + (f"\0{token.text}" if token.figure in still else "")


def _same(
    differing: Sequence[tuple[int, int, int, int]],
    old: Sequence[Block],
    new: Sequence[Block],
) -> Iterator[tuple[Block, Block]]:
    """Sentences of both reports that say the same, beside each other."""
    here = there = 0
    for start, end, first, last in [*differing, (len(old), 0, len(new), 0)]:
        yield from zip(old[here:start], new[there:first], strict=True)
        here, there = end, last


def _rows_whole(found: Sequence[SentenceChange]) -> Iterator[SentenceChange]:
    """Cells of a row that only one report has, as one change."""
    waiting: list[SentenceChange] = []
    for change in found:
        if waiting and _lone_row(waiting[0]) != _lone_row(change):
            yield _joined(waiting)
            waiting = []
        waiting.append(change)
        if not _lone_row(change):
            yield waiting.pop()
    if waiting:
        yield _joined(waiting)


def _lone_row(change: SentenceChange) -> tuple[str, ...]:
    """Where a row stands that only one report has; empty for anything else."""
    place = change.place
    if (change.before and change.after) or not place.row:
        return ()
    side = "after" if change.after else "before"
    return side, place.section, place.table, place.row


def _joined(cells: Sequence[SentenceChange]) -> SentenceChange:
    blocks = [cell.after or cell.before for cell in cells]
    known = [block for block in blocks if block]
    text = " | ".join(block.text for block in known)
    tokens = tuple(token for block in known for token in block.tokens)
    whole = Block(known[0].place._replace(column=""), tokens, text)
    return (
        SentenceChange(None, whole) if cells[0].after else SentenceChange(whole, None)
    )
