"""Two sequences laid beside each other: what is the same, what stands for what.

Pages come from anywhere, so the time must not grow with the square of their length:
what occurs once on both sides is matched first, and only short stretches between are
compared piece by piece.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from genderlib.report.reading import Block, Token

_MOST_WORK: Final = 400_000  # pairs of pieces that are compared one with another
_MOST_PAIRS: Final = 2_500  # blocks that are held against blocks by their words
_ALIKE: Final = 0.4  # share of words in common from which a block is the other, changed


class Change(NamedTuple):
    """A stretch of one sequence that stands for a stretch of the other."""

    start: int
    end: int
    other_start: int
    other_end: int


def changes(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[Change]:
    """Stretches in which two sequences differ, in order.

    Parameters
    ----------
    one, other : sequence
        Hashable pieces.

    Returns
    -------
    list of Change
        Empty where they are equal. Of a very long stretch without anything in common
        it is only said that it differs.
    """
    found: list[Change] = []
    waiting = [Change(0, len(one), 0, len(other))]
    while waiting:
        stretch = _trimmed(one, other, waiting.pop())
        if stretch.start == stretch.end or stretch.other_start == stretch.other_end:
            found += [stretch] * (stretch.end > stretch.start)
            found += [stretch] * (stretch.other_end > stretch.other_start)
        elif between := _between_anchors(one, other, stretch):
            waiting += between
        else:
            found += _compared(one, other, stretch)
    return sorted(found)


def _trimmed(
    one: Sequence[Hashable], other: Sequence[Hashable], stretch: Change
) -> Change:
    """The stretch without what both sides begin and end with."""
    start, end, first, last = stretch
    while start < end and first < last and one[start] == other[first]:
        start, first = start + 1, first + 1
    while start < end and first < last and one[end - 1] == other[last - 1]:
        end, last = end - 1, last - 1
    return Change(start, end, first, last)


def _between_anchors(
    one: Sequence[Hashable], other: Sequence[Hashable], stretch: Change
) -> list[Change]:
    """Stretches between pieces that occur once on both sides; none without such."""
    start, end, first, last = stretch
    here = _positions_of_unique(one, start, end)
    there = _positions_of_unique(other, first, last)
    shared = sorted((here[piece], there[piece]) for piece in here.keys() & there.keys())
    anchors = _increasing(shared)
    if not anchors:
        return []
    found = []
    for here_at, there_at in [*anchors, (end, last)]:
        found.append(Change(start, here_at, first, there_at))
        start, first = here_at + 1, there_at + 1
    return found


def _positions_of_unique(
    pieces: Sequence[Hashable], start: int, end: int
) -> dict[Hashable, int]:
    counted = Counter(pieces[start:end])
    return {
        pieces[index]: index
        for index in range(start, end)
        if counted[pieces[index]] == 1
    }


def _increasing(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs whose second numbers grow too (patience sorting)."""
    tops: list[int] = []
    last_of: list[int] = []
    before: list[int] = []
    for index, (_, number) in enumerate(pairs):
        pile = bisect_left(tops, number)
        before.append(last_of[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [number]
        last_of[pile : pile + 1] = [index]
    run = []
    index = last_of[-1] if last_of else -1
    while index >= 0:
        run.append(pairs[index])
        index = before[index]
    return run[::-1]


def _compared(
    one: Sequence[Hashable], other: Sequence[Hashable], stretch: Change
) -> Iterator[Change]:
    start, end, first, last = stretch
    if (end - start) * (last - first) > _MOST_WORK:
        yield stretch
        return
    matcher = SequenceMatcher(None, one[start:end], other[first:last], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            yield Change(start + a, start + b, first + c, first + d)


def paired(
    blocks: Sequence[Block], others: Sequence[Block]
) -> list[tuple[Block | None, Block | None]]:
    """Blocks with what stands for them on the other side; None where nothing does.

    Parameters
    ----------
    blocks, others : sequence of Block
        A stretch in which two pages differ.

    Returns
    -------
    list of tuple
        Both sides in their order. Two blocks are a pair where they share words or
        stand in the same cell; as many and as few on both sides are pairs by order.
    """
    if len(blocks) == len(others):
        return list(zip(blocks, others, strict=True))
    if len(blocks) * len(others) > _MOST_PAIRS:
        return [*((block, None) for block in blocks), *((None, o) for o in others)]
    return _best_pairs(blocks, others)


def _best_pairs(
    blocks: Sequence[Block], others: Sequence[Block]
) -> list[tuple[Block | None, Block | None]]:
    """Pairs in order whose likenesses add up to the most (dynamic programming)."""
    rows, columns = len(blocks), len(others)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    here, there = ([Counter(b.tokens) for b in side] for side in (blocks, others))
    alike = [
        [
            _likeness(block, other, words, there[column])
            for column, other in enumerate(others)
        ]
        for block, words in zip(blocks, here, strict=True)
    ]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            best[row][column] = max(
                best[row + 1][column],
                best[row][column + 1],
                best[row + 1][column + 1] + alike[row][column],
            )
    return list(_traced(blocks, others, alike, best))


def _traced(
    blocks: Sequence[Block],
    others: Sequence[Block],
    alike: list[list[float]],
    best: list[list[float]],
) -> Iterator[tuple[Block | None, Block | None]]:
    row = column = 0
    while row < len(blocks) and column < len(others):
        likeness = alike[row][column]
        if likeness and best[row][column] == best[row + 1][column + 1] + likeness:
            yield blocks[row], others[column]
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            yield blocks[row], None
            row += 1
        else:
            yield None, others[column]
            column += 1
    yield from ((block, None) for block in blocks[row:])
    yield from ((None, other) for other in others[column:])


def _likeness(
    block: Block, other: Block, here: Counter[Token], there: Counter[Token]
) -> float:
    """Share of tokens in common; 0 for blocks that have little or nothing in common."""
    if block.place.part != other.place.part:
        return 0.0
    if block.place.column and block.place == other.place:
        return 1.0
    fewer, more = sorted((here, there), key=len)
    shared = sum(min(number, more[token]) for token, number in fewer.items())
    likeness = 2 * shared / (len(block.tokens) + len(other.tokens))
    return likeness if likeness >= _ALIKE else 0.0
