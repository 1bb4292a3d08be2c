"""How long the protection of invented tables takes, and whether it holds.

An 8 x 5 x 2 table is protected at least cost, a 20 x 8 x 2 table cell after cell.
Both are drawn from skewed Poisson rates, so that about a quarter of the cells is small.
"""

import time

import numpy as np

from genderlib.disclosure import cross_table, protect, unsafe

THRESHOLD = 10


def measure(shape: tuple[int, ...], seed: int, *, at_once: bool) -> None:
    """Protect one invented table and say what that took."""
    random = np.random.default_rng(seed)
    counts = random.poisson(random.gamma(1.2, 12, size=shape))
    table = cross_table(counts, threshold=THRESHOLD)
    begun, worked = time.perf_counter(), time.process_time()
    hidden = protect(table, at_once=at_once)
    seconds, worked = time.perf_counter() - begun, time.process_time() - worked
    name = " x ".join(map(str, shape))
    how = "fewest cells" if at_once else "cell after cell"
    print(
        f"{name}, {how}: {len(table.cells)} cells, {len(table.small)} small, "
        f"{len(hidden)} hidden, {len(unsafe(table, hidden))} unsafe, "
        f"{seconds:.1f} s, processor {worked:.1f} s"
    )


def main() -> None:
    """Three tables of each size."""
    for seed in range(3):
        measure((8, 5, 2), seed, at_once=True)
    for seed in range(3):
        measure((20, 8, 2), seed, at_once=False)


if __name__ == "__main__":
    main()
