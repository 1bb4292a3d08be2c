"""Which sets of cells of a two-way table are safe, by listing moves, without a solver.

Two tables with the same shown cells differ by a circulation: what is added along a row
is taken away along it. A circulation is a sum of cycles that agree in their signs
(Ahuja, Magnanti and Orlin 1993, Network Flows, theorem 3.5). So a cell can be moved by
`threshold` if at most `threshold` cycles through it can be found, and no other cell
moves further than it does.

The rule, that one of the joined cells is small, is left out here: a set that is safe
under it is safe without it. Where the rule matters a further cycle may be needed, one
that leads a count down to 1, and whether there is one depends on which counts are 0
alone. Counts from twice the threshold on are therefore alike: they can lose as much as
the threshold and are neither small nor 0 afterwards. Tables with counts from 0 to twice
the threshold stand for every table there is.
"""

from functools import cache
from itertools import combinations, permutations, product

import numpy as np


def classes(shape, values):
    """Tables that no reordering of rows and columns, or turning, makes equal.

    Yields
    ------
    tuple of tuple of int
        The first of each class in the order of its counts, row after row.
    """
    rows, columns = shape
    lines = list(product(sorted(values), repeat=columns))
    for table in _ascending(lines, rows):
        forms = [table, tuple(zip(*table, strict=True))]
        if table == min(_ordered(form) for form in forms[: 1 + (rows == columns)]):
            yield table


def _ascending(lines, rows):
    """Rows in order, each at least the one before it."""
    if rows == 0:
        yield ()
        return
    for at, line in enumerate(lines):
        for rest in _ascending(lines[at:], rows - 1):
            yield (line, *rest)


def _ordered(table):
    """The first of all orders of rows and columns."""
    columns = range(len(table[0]))
    return min(
        tuple(sorted(tuple(row[at] for at in order) for row in table))
        for order in permutations(columns)
    )


def safe_sets(counts, threshold):
    """Sets of cells in which every cell is safe, were it not for the rule.

    Yields
    ------
    frozenset of str
        The smallest first; cells are named as in `cross_table`.
    """
    counts = np.asarray(counts)
    values = _with_margins(counts)
    small = _mask((values > 0) & (values < threshold))
    every = _sets(counts.shape)
    safe = _safe(values, small, counts.shape, threshold)
    good = (every.numbers & small) == small
    for parts in every.parts:
        good &= safe[parts]
    found = np.flatnonzero(good)
    found = found[np.argsort(every.sizes[found], kind="stable")]
    names = _names(counts.shape)
    for chosen in found:
        yield frozenset(n for at, n in enumerate(names) if int(chosen) >> at & 1)


def _with_margins(counts):
    full = np.vstack([counts, counts.sum(axis=0)])
    return np.hstack([full, full.sum(axis=1, keepdims=True)]).ravel()


def _names(shape):
    rows, columns = ([*map(str, range(size)), "*"] for size in shape)
    return [f"{row},{column}" for row in rows for column in columns]


def _mask(chosen):
    return int(sum(1 << int(at) for at in np.flatnonzero(chosen)))


class _Sets:
    """Every set of cells of a shape: its number, its size, the parts lines join."""

    def __init__(self, shape):
        lines = [sum(1 << cell for cell in line) for line in _lines(shape)]
        cells = (shape[0] + 1) * (shape[1] + 1)
        self.numbers = np.arange(1 << cells)
        self.sizes = np.array([int(n).bit_count() for n in self.numbers])
        found = [_parts(int(chosen), lines) for chosen in self.numbers]
        # The empty set is safe and fills up.
        self.parts = [
            np.array([parts[at] if at < len(parts) else 0 for parts in found])
            for at in range(max(map(len, found)))
        ]


_sets = cache(_Sets)


def _lines(shape):
    rows, columns = shape[0] + 1, shape[1] + 1
    yield from ([r * columns + c for c in range(columns)] for r in range(rows))
    yield from ([r * columns + c for r in range(rows)] for c in range(columns))


def _parts(chosen, lines):
    parts = []
    while chosen:
        part, grown = 0, chosen & -chosen
        while grown != part:
            part = grown
            for line in lines:
                grown |= line & chosen if line & part else 0
        parts.append(part)
        chosen &= ~part
    return parts


@cache
def _moves(shape, most):
    """Every sum of at most `most` cycles that agree in their signs."""
    single = np.array(sorted(set(_cycles(shape[0] + 1, shape[1] + 1))), dtype=np.int8)
    found = set(map(tuple, single))
    last = single
    for _ in range(most - 1):
        grown = set()
        for move in last:
            alike = single[(single * move >= 0).all(axis=1)]
            grown |= set(map(tuple, move + alike))
        last = np.array(sorted(grown), dtype=np.int8)
        found |= grown
    return np.array(sorted(found), dtype=np.int8)


def _cycles(rows, columns):
    """Cycles through alternate rows and columns; a margin counts the other way."""
    for length in range(2, min(rows, columns) + 1):
        for first, *others in combinations(range(rows), length):
            for along in permutations(others):
                for up in permutations(range(columns), length):
                    yield _cycle((first, *along), up, rows, columns)


def _cycle(along, up, rows, columns):
    move = np.zeros((rows, columns), dtype=int)
    for at, row in enumerate(along):
        move[row, up[at]] += 1
        move[row, up[at - 1]] -= 1
    # What is added inside is added to the margin, not taken from it.
    move[-1, :] *= -1
    move[:, -1] *= -1
    return tuple(move.ravel().tolist())


def _safe(values, small, shape, threshold):
    """For every set, whether each of its cells is safe, from anybody and from one.

    That one is alone in a small cell beside the cell, and knows it.
    """
    cells = len(values)
    up, down = _reach(values, shape, threshold)
    numbers = np.arange(1 << cells)
    safe = np.ones(1 << cells, dtype=bool)
    for cell in range(cells):
        inside = numbers >> cell & 1 == 1
        safe &= ~inside | (up[:, cell] + down[:, cell] >= threshold)
        for other in _beside(cell, shape) if small >> cell & 1 else ():
            if values[other] != 1 or threshold < 2:
                continue
            both = inside & (numbers >> other & 1 == 1)
            left = numbers & ~(1 << other)
            safe &= ~both | (up[left, cell] + down[left, cell] >= threshold)
    return safe


def _beside(cell, shape):
    """Cells that are added up with this one."""
    for line in _lines(shape):
        parts = line[:-1]
        if cell in parts:
            yield from (other for other in parts if other != cell)


def _reach(values, shape, threshold):
    """Furthest up and down of every cell, for every set that may move."""
    moves = _moves(shape, threshold)
    moves = moves[(values + moves >= 0).all(axis=1)]
    cells = len(values)
    moved = (moves != 0) @ (1 << np.arange(cells))
    for sign in (1, -1):
        best = np.zeros((1 << cells, cells), dtype=np.int8)
        np.maximum.at(best, moved, sign * moves)
        for bit in range(cells):
            halves = best.reshape(-1, 2, 1 << bit, cells)
            np.maximum(halves[:, 1], halves[:, 0], out=halves[:, 1])
        yield best
