"""Protection by trying everything, with programmes written in another way.

Nothing of `genderlib.disclosure` is used but the classes that hold cells and
statements. A cell is safe if two whole tables can be found that agree with everything
shown, in which it differs by the threshold, and in each of which one cell of those
joined is small.
"""

from itertools import combinations

import numpy as np
from scipy.optimize import LinearConstraint, milp


def joined(system, hidden, name):
    """Hidden cells that can be reached from one by statements that are printed."""
    found, grown = {name}, True
    while grown:
        grown = False
        for statement in system.statements:
            cells = {cell for cell, _ in statement.terms} & hidden
            if statement.name not in hidden and cells & found and not cells <= found:
                found |= cells
                grown = True
    return found


def alone(system, name):
    """Small cells of one person that are added up with this small one."""
    values = {cell.name: cell for cell in system.cells}
    yield None
    if not values[name].small:
        return
    beside = {
        other
        for statement in system.statements
        for here, many in statement.terms
        if here == name
        for other, others in statement.terms
        if other != name and many * others > 0
    }
    for other in sorted(beside):
        if values[other].small and values[other].value == 1:
            yield other


def is_safe(system, hidden, name):
    return all(reads_safe(system, hidden, name, known) for known in alone(system, name))


def reads_safe(system, hidden, name, known):
    """Two copies of the whole table side by side, and a switch for what is small."""
    cells = [cell.name for cell in system.cells]
    size = len(cells)
    values = {cell.name: cell for cell in system.cells}
    together = joined(system, hidden, name)
    switches = [c for c in cells if c in together and values[c].personal]
    many = len(switches)
    rows, low, high = [], [], []

    def add(row, lower, upper):
        rows.append(row)
        low.append(lower)
        high.append(upper)

    for copy in (0, size):
        for statement in system.statements:
            if statement.name in hidden:
                continue
            row = np.zeros(2 * size + 2 * many)
            for cell, times in statement.terms:
                row[copy + cells.index(cell)] += times
            lower, upper = statement.lower, statement.upper
            add(
                row,
                -np.inf if lower is None else lower,
                np.inf if upper is None else upper,
            )
        start = 2 * size + (many if copy else 0)
        if switches:
            row = np.zeros(2 * size + 2 * many)
            row[start : start + many] = 1
            add(row, 1, np.inf)
        for at, cell in enumerate(switches):
            # On: 1 <= count <= threshold - 1. Off: any count.
            row = np.zeros(2 * size + 2 * many)
            row[copy + cells.index(cell)], row[start + at] = 1, -1
            add(row, 0, np.inf)
            row = np.zeros(2 * size + 2 * many)
            row[copy + cells.index(cell)], row[start + at] = 1, system.ceiling
            add(row, -np.inf, system.ceiling + values[cell].threshold - 1)
    apart = np.zeros(2 * size + 2 * many)
    apart[cells.index(name)], apart[size + cells.index(name)] = 1, -1
    add(apart, values[name].threshold, np.inf)
    free = [cell in hidden and cell != known for cell in cells]
    lower = [0 if on else values[c].value for c, on in zip(cells, free, strict=True)]
    upper = [
        system.ceiling if on else values[c].value
        for c, on in zip(cells, free, strict=True)
    ]
    found = milp(
        np.zeros(2 * size + 2 * many),
        integrality=np.ones(2 * size + 2 * many),
        bounds=([*lower * 2, *[0] * 2 * many], [*upper * 2, *[1] * 2 * many]),
        constraints=LinearConstraint(np.array(rows), low, high),
    )
    return found.x is not None


def fewest(system):
    """Smallest number of things to hide, by trying all sets from the small ones on."""
    certain = {cell.name for cell in system.cells if cell.small}
    others = [cell.name for cell in system.cells if cell.name not in certain]
    others += [s.name for s in system.statements if s.hideable]
    cells = {cell.name for cell in system.cells}
    last = ""
    for size in range(len(others) + 1):
        for added in combinations(others, size):
            hidden = certain | set(added)
            # Whatever was worked out of the last set is tried first.
            order = sorted(hidden & cells, key=lambda cell: (cell != last, cell))
            broken = next((c for c in order if not is_safe(system, hidden, c)), None)
            if broken is None:
                return len(hidden)
            last = broken
    return None
