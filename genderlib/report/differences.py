"""Where one page says something else than another, piece by piece."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

from genderlib.report.aligning import changes, paired
from genderlib.report.reading import Token
from genderlib.report.rebuild import GAP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from genderlib.report.reading import Block, Kind, Page, Place

_NEAR: Final = 6  # words before a difference that help to find it
_MANY: Final = 12  # blocks in a row that only one page has, said in one line
_OPENING: Final = frozenset("([“‘")
_CLOSING: Final = frozenset(".,;:!?)]”’%/–")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing a report says that it should not, or does not say.

    Parameters
    ----------
    kind : str
        What differs: "figure", "value" (the number as machines read it), "word",
        "shape", "link", "style" or "code".
    place : Place
        Where in the report.
    figure : str
        Identifier of the figure concerned; empty where it is about none.
    found, expected : str
        What the report says and what it should say.
    near : str
        The words before it.
    reason : str
        One of those in `genderlib.report.reasons`.
    cause : str
        What is known of how it came about.
    exchanged_with : str
        The figure that stands in this one's place, where two were exchanged.
    block : int
        The block of the report it is in, or stands before.
    """

    kind: Kind
    place: Place
    figure: str
    found: str
    expected: str
    near: str = ""
    reason: str = ""
    cause: str = ""
    exchanged_with: str = ""
    block: int = -1


def differences(page: Page, expected: Page) -> list[Difference]:
    """Every difference of a page from what it should be, in the order of reading."""
    found = [
        _placed(difference, block, page.blocks)
        for region in regions(page, expected)
        for block, difference in _of_region(region)
    ]
    return _with_exchanges(found)


def _placed(difference: Difference, block: int, blocks: Sequence[Block]) -> Difference:
    """The difference with its block, and the figure whose line it is in."""
    place, near = difference.place, difference.near
    figure = place.row if place.part == "figures" else ""
    return replace(
        difference,
        block=block,
        near=near or _before(blocks, block),
        figure=difference.figure or figure,
    )


def _before(blocks: Sequence[Block], block: int) -> str:
    """The last words before a block."""
    said = (b.text for b in reversed(blocks[max(0, block - _NEAR) : block]) if b.text)
    return " ".join(next(said, "").split()[-_NEAR:])


class Region(NamedTuple):
    """A stretch in which two pages differ: blocks in pairs, from a block on."""

    start: int
    pairs: list[tuple[Block | None, Block | None]]


def regions(page: Page, expected: Page) -> Iterator[Region]:
    """Blocks that differ, each with the one that stands for it."""
    one = [block.tokens for block in page.blocks]
    other = [block.tokens for block in expected.blocks]
    for start, end, first, last in changes(one, other):
        yield Region(start, paired(page.blocks[start:end], expected.blocks[first:last]))


def is_gap(region: Region) -> bool:
    """Whether what is expected here could not be made again."""
    code = Token("code", f"div class={GAP}")
    return any(wanted and code in wanted.tokens for _, wanted in region.pairs)


def _of_region(region: Region) -> Iterator[tuple[int, Difference]]:
    if is_gap(region):
        return
    block = region.start
    alone: list[tuple[Block, bool]] = []
    for found, wanted in region.pairs:
        if found is None or wanted is None:
            alone += [(b, b is found) for b in (found, wanted) if b is not None]
        else:
            for difference in _of_pair(found, wanted):
                yield block, difference
        block += found is not None
    for difference in _of_lone(alone):
        yield region.start, difference


def _of_lone(alone: list[tuple[Block, bool]]) -> Iterator[Difference]:
    """What only one page has, a row of a table at once; of many only the first."""
    for is_ours in (True, False):
        blocks = [block for block, ours in alone if ours is is_ours]
        said = [block for block in blocks if block.text or _has(block, "shape")]
        shown = [list(row) for _, row in groupby(said or blocks, key=_row)]
        more = len(shown) - 1 if len(shown) > _MANY else 0
        for row in shown[: 1 if more else None]:
            yield _whole(row, is_ours=is_ours, more=more)


def _row(block: Block) -> object:
    """The same for cells of one row; what stands in none is alone."""
    place = block.place
    return (place.table, place.row) if place.row else block


def _whole(row: Sequence[Block], *, is_ours: bool, more: int) -> Difference:
    """Blocks that are there too much, or are not there."""
    place, tokens = row[0].place, [token for block in row for token in block.tokens]
    kind: Kind = "code"
    if any(block.text for block in row):
        kind = "figure" if place.part == "figures" and place.row else "word"
    elif any(_has(block, "shape") for block in row):
        kind = "shape"
    text = " | ".join(block.text for block in row if block.text) or _said(tokens, kind)
    if more:
        text += f" … and {more} pieces more"
    figures = [t.figure for t in tokens if t.kind == "figure" and t.figure]
    if place.part == "figures":
        figures = [place.row]
    found, expected = (text, "") if is_ours else ("", text)
    return Difference(kind, place, figures[0] if figures else "", found, expected)


def _has(block: Block, kind: Kind) -> bool:
    return any(token.kind == kind for token in block.tokens)


def _of_pair(found: Block, wanted: Block) -> Iterator[Difference]:
    for start, end, first, last in changes(found.tokens, wanted.tokens):
        near = _said(found.tokens[:start], "word", "figure").split()
        for difference in _of_tokens(
            found.tokens[start:end], wanted.tokens[first:last], wanted.place
        ):
            yield replace(difference, near=" ".join(near[-_NEAR:]))


def _of_tokens(
    found: Sequence[Token], wanted: Sequence[Token], place: Place
) -> Iterator[Difference]:
    """Figures one by one, then what else there is, kind by kind."""
    numbers = list(_of_numbers(found, wanted, place))
    yield from numbers
    for kind in _KINDS:
        is_, should = _only(found, kind), _only(wanted, kind)
        if numbers:
            # The marks around a figure come and go with it.
            is_, should = list(filter(_tells, is_)), list(filter(_tells, should))
        if is_ != should:
            texts = _said(is_, kind), _said(should, kind)
            figure = next(token.figure for token in (*should, *is_))
            if texts[0] == texts[1]:
                texts = _named(is_), _named(should)
            yield Difference(kind, place, figure, *texts)


_KINDS: Final[tuple[Kind, ...]] = ("word", "shape", "link", "style", "code")


def _tells(token: Token) -> bool:
    """Whether a token is more than a part of the marks around a figure."""
    if token.kind == "link":
        return not token.text.startswith("#figure-")
    return token.kind != "code" or token.text not in _MARKS


_MARKS: Final = frozenset(
    {"a class=figure", "/a", "data", "time", "span class=document-number", "/span"}
    | {"span class=hidden-count"}
)


def _named(tokens: Iterable[Token]) -> str:
    return ", ".join(dict.fromkeys(token.figure for token in tokens if token.figure))


def _of_numbers(
    found: Sequence[Token], wanted: Sequence[Token], place: Place
) -> Iterator[Difference]:
    """Numbers as people read them; as machines do only where nothing else differs."""
    kinds: tuple[Kind, Kind] = ("figure", "value")
    for kind in kinds:
        is_, should = _only(found, kind), _only(wanted, kind)
        differing = [
            (one, other) for one, other in zip_longest(is_, should) if one != other
        ]
        for one, other in differing:
            known = other or one
            if known is not None:
                yield Difference(kind, place, known.figure, *_texts(one, other))
        if differing:
            return


def _texts(one: Token | None, other: Token | None) -> tuple[str, str]:
    """Both texts; with the identifiers where the texts are the same."""
    if one and other and one.text == other.text:
        return f"{one.text} ({one.figure})", f"{other.text} ({other.figure})"
    return one.text if one else "", other.text if other else ""


def _only(tokens: Iterable[Token], kind: Kind) -> list[Token]:
    return [token for token in tokens if token.kind == kind]


def _said(tokens: Iterable[Token], *kinds: Kind) -> str:
    """Text of tokens, spaced as people write."""
    text = ""
    for token in tokens:
        if token.kind in kinds and token.text:
            close = token.text[0] in _CLOSING or text[-1:] in _OPENING or not text
            text += token.text if close else f" {token.text}"
    return text


def _with_exchanges(found: list[Difference]) -> list[Difference]:
    """Name the figure that stands in the place of another, where both are wrong."""
    wrong = {
        (d.found, d.expected): d.figure
        for d in found
        if d.kind == "figure" and d.figure and d.found and d.expected
    }
    return [
        replace(d, exchanged_with=wrong.get((d.expected, d.found), ""))
        if d.kind == "figure" and d.figure
        else d
        for d in found
    ]
