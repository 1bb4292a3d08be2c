"""Speed and memory of the indicators against other programs, in one run.

`python benchmarks/indicators.py` prints a table. Times are processor times, the best of
several runs, so that what else the machine does counts least; ratios, not times, are
what is quoted. PySAL segregation is measured where it is installed
(`pip install genderlib[bench]`).
"""

from __future__ import annotations

import math
import os
import subprocess
import sys
import time
import tracemalloc
import warnings
from importlib.util import find_spec
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from statsmodels.stats.proportion import proportion_confint

import genderlib

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS = 1_000_000
UNITS = 2_000
ALLOCATIONS = 1_000
MEASURED_ALLOCATIONS = 50  # of PySAL, each alike: the others would take minutes


def best(
    call: Callable[[], object],
    repeats: int,
    clock: Callable[[], float] = time.process_time,
) -> float:
    """Shortest time of some calls, after one that loads what is needed. [seconds]"""
    call()
    times = []
    for _ in range(repeats):
        start = clock()
        call()
        times.append(clock() - start)
    return min(times)


def peak(call: Callable[[], object]) -> float:
    """Most memory held during a call. [MB]"""
    tracemalloc.start()
    call()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1e6


def units(number: int) -> tuple[np.ndarray, np.ndarray]:
    """Women and men of units of 5 to 60 persons."""
    draw = np.random.default_rng(2020)
    total = draw.integers(5, 61, number)
    women = draw.binomial(total, draw.beta(4, 6, number))
    return women, total - women


def wilson() -> None:
    """A million intervals in one call."""
    draw = np.random.default_rng(2020)
    total = draw.integers(1, 500, ROWS)
    women = draw.binomial(total, 0.4)
    ours = best(lambda: genderlib.share_interval(women, total), 7)
    theirs = best(lambda: proportion_confint(women, total, method="wilson"), 7)
    line("Wilson, 1,000,000 rows", ours, theirs, "statsmodels", wanted=1)


def lots() -> None:
    """Expected value against random allocations, and the bootstrap per sample."""
    women, men = units(UNITS)
    table = np.column_stack([women, men])
    expected = best(lambda: genderlib.expected_dissimilarity(women, men), 7)
    sample = (
        best(lambda: genderlib.segregation_interval(table, seed=1, samples=500), 3)
        / 500
    )
    if find_spec("segregation") is None:
        for what, ours in (
            ("expected D, 2,000 units", expected),
            ("bootstrap of D, one sample", sample),
        ):
            print(f"| {what} | {1e3 * ours:.2f} ms | PySAL is not installed | | |")
        return
    allocation, resampling = pysal(women, men)
    theirs = ALLOCATIONS * allocation
    line("expected D, 2,000 units", expected, theirs, "PySAL, 1,000 lots", wanted=50)
    line("bootstrap of D, one sample", sample, resampling, "PySAL", wanted=1)


def pysal(women: np.ndarray, men: np.ndarray) -> tuple[float, float]:
    """Time of one random allocation and of one bootstrap sample."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its own imports
        from segregation.inference import SingleValueTest
        from segregation.singlegroup import Dissim
    frame = pd.DataFrame({"women": women, "total": women + men})
    index = Dissim(frame, "women", "total")

    def run(approach: str) -> float:
        return best(
            lambda: SingleValueTest(
                index,
                iterations_under_null=MEASURED_ALLOCATIONS,
                null_approach=approach,
                n_jobs=1,
            ),
            2,
        )

    return run("systematic") / MEASURED_ALLOCATIONS, run(
        "bootstrap"
    ) / MEASURED_ALLOCATIONS


def growth() -> None:
    """How cost and memory grow with the number of units."""
    print("\n| units | index | ms | ms per n log n, relative | MB |")
    print("|---|---|---|---|---|")
    for name, call in {
        "dissimilarity_index": genderlib.dissimilarity_index,
        "gini_segregation_index": genderlib.gini_segregation_index,
        "expected_dissimilarity": genderlib.expected_dissimilarity,
        "mutual_information_index": lambda w, m: genderlib.mutual_information_index(
            np.column_stack([w, m])
        ),
        "expected_mutual_information": lambda w, m: (
            genderlib.expected_mutual_information(np.column_stack([w, m]))
        ),
    }.items():
        first = None
        for number in (10_000, 100_000, 1_000_000):
            women, men = units(number)
            took = best(lambda: call(women, men), 3)  # noqa: B023  called at once
            memory = peak(lambda: call(women, men))  # noqa: B023  called at once
            per = took / (number * math.log(number))
            first = first or per
            print(
                f"| {number:,} | {name} | {1e3 * took:.1f} | {per / first:.2f} "
                f"| {memory:.0f} |"
            )


def imports() -> None:
    """Import of the package against that of pandas."""
    theirs, ours = (
        best(lambda: run_python(code), 7, children)  # noqa: B023  called at once
        for code in ("import pandas", "import genderlib")
    )
    line("start and import", ours, theirs, "pandas", wanted=1 / 1.1)


def children() -> float:
    """Processor time of the programs started so far. [seconds]"""
    spent = os.times()
    return spent.children_user + spent.children_system


def run_python(code: str) -> None:
    """A new interpreter, as a user starts one."""
    subprocess.run([sys.executable, "-c", code], check=True)


def line(what: str, ours: float, theirs: float, other: str, *, wanted: float) -> None:
    """One comparison: how many times faster than the other program."""
    ratio = theirs / ours
    print(
        f"| {what} | {1e3 * ours:.2f} ms | {1e3 * theirs:.2f} ms ({other}) "
        f"| {ratio:.3g} | at least {wanted:.2g} |"
    )


def main() -> None:
    """All tables."""
    print("| what | genderlib | other | times faster | wanted |")
    print("|---|---|---|---|---|")
    wilson()
    lots()
    imports()
    growth()


if __name__ == "__main__":
    main()
