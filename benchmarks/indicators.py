"""Speed and memory of the indicators against other programs, in one run.

`python benchmarks/indicators.py` prints a table. Times are processor times, the best of
several runs, so that what else the machine does counts least; ratios, not times, are
what is quoted: the median of rounds in which one program follows the other, with the
lowest and the highest. PySAL segregation is measured where it is installed
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
from functools import partial
from importlib.util import find_spec
from statistics import median
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from statsmodels.stats.proportion import proportion_confint

import genderlib

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS = 1_000_000
ROUNDS = 5
UNITS = 2_000
ALLOCATIONS = 1_000
SAMPLES = 500
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


def rounds(
    *calls: Callable[[], object], clock: Callable[[], float] = time.process_time
) -> list[list[float]]:
    """Times of calls that follow one another, five rounds and one before. [seconds]"""
    for call in calls:
        call()
    found: list[list[float]] = [[] for _ in calls]
    for _ in range(ROUNDS):
        for call, times in zip(calls, found, strict=True):
            start = clock()
            call()
            times.append(clock() - start)
    return found


def wilson() -> None:
    """A million intervals in one call."""
    draw = np.random.default_rng(2020)
    total = draw.integers(1, 500, ROWS)
    women = draw.binomial(total, 0.4)
    ours, theirs = rounds(
        lambda: genderlib.share_interval(women, total),
        lambda: proportion_confint(women, total, method="wilson"),
    )
    line("Wilson, 1,000,000 rows", ours, theirs, "statsmodels", wanted=1)


def lots() -> None:
    """Expected value against random allocations, and the bootstrap per sample."""
    women, men = units(UNITS)
    calls = [
        lambda: genderlib.expected_dissimilarity(women, men),
        lambda: genderlib.segregation_interval(
            np.column_stack([women, men]), seed=1, samples=SAMPLES
        ),
    ]
    if find_spec("segregation") is None:
        expected, bootstrap = rounds(*calls)
        alone("expected D, 2,000 units", expected, "PySAL is not installed")
        alone("bootstrap of D, 500 samples", bootstrap, "PySAL is not installed")
        return
    expected, bootstrap, allocated, resampled = rounds(*calls, *pysal(women, men))
    every = ALLOCATIONS / MEASURED_ALLOCATIONS
    lots_of = [every * t for t in allocated]
    samples_of = [SAMPLES / MEASURED_ALLOCATIONS * t for t in resampled]
    line("expected D, 2,000 units", expected, lots_of, "PySAL, 1,000 lots", wanted=50)
    line("bootstrap of D, 500 samples", bootstrap, samples_of, "PySAL", wanted=1)


def pysal(women: np.ndarray, men: np.ndarray) -> list[Callable[[], object]]:
    """Some random allocations and some bootstrap samples."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its own imports
        from segregation.inference import SingleValueTest
        from segregation.singlegroup import Dissim
    frame = pd.DataFrame({"women": women, "total": women + men})
    index = Dissim(frame, "women", "total")
    return [
        partial(
            SingleValueTest,
            index,
            iterations_under_null=MEASURED_ALLOCATIONS,
            null_approach=approach,
            n_jobs=1,
        )
        for approach in ("systematic", "bootstrap")
    ]


def million() -> None:
    """A million rows of counts in one call, and five times a tenth of them."""
    print("\n| of rows of counts | 100,000, median | span | 1,000,000 | MB |")
    print("|---|---|---|---|---|")
    for name, call in {
        "mid-p": mid_p,
        "Miettinen-Nurminen": scored,
        "pool_test": drawn,
    }.items():
        (times,) = rounds(partial(call, *groups(ROWS // 10)))
        rows = groups(ROWS)
        start = time.process_time()
        memory = peak(partial(call, *rows))
        once = time.process_time() - start
        span = f"{min(times):.2f} to {max(times):.2f} s"
        print(
            f"| {name} | {median(times):.2f} s | {span} | {once:.1f} s | {memory:.0f} |"
        )


def groups(rows: int) -> tuple[np.ndarray, ...]:
    """Women and total of two groups a row, of up to 500 persons."""
    draw = np.random.default_rng(2020)
    total, other = draw.integers(1, 500, (2, rows))
    return draw.binomial(total, 0.4), total, draw.binomial(other, 0.45), other


def mid_p(a: np.ndarray, n_a: np.ndarray, *_: np.ndarray) -> None:
    """Mid-p limits of the share in the first group."""
    genderlib.share_interval(a, n_a, method="mid-p")


def scored(*counts: np.ndarray) -> None:
    """Miettinen-Nurminen limits of the difference."""
    genderlib.share_difference_interval(*counts, method="miettinen-nurminen")


def drawn(a: np.ndarray, n_a: np.ndarray, b: np.ndarray, n_b: np.ndarray) -> None:
    """The first group as drawn from both."""
    genderlib.pool_test(a, n_a, a + b, n_a + n_b)


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
    ours, theirs = rounds(
        lambda: run_python("import genderlib"),
        lambda: run_python("import pandas"),
        clock=children,
    )
    line("start and import", ours, theirs, "pandas", wanted=1 / 1.1)


def children() -> float:
    """Processor time of the programs started so far. [seconds]"""
    spent = os.times()
    return spent.children_user + spent.children_system


def run_python(code: str) -> None:
    """A new interpreter, as a user starts one."""
    subprocess.run([sys.executable, "-c", code], check=True)


def line(
    what: str, ours: list[float], theirs: list[float], other: str, *, wanted: float
) -> None:
    """One comparison: how many times faster than the other program, round by round."""
    ratios = sorted(b / a for a, b in zip(ours, theirs, strict=True))
    print(
        f"| {what} | {1e3 * min(ours):.2f} ms | {1e3 * min(theirs):.2f} ms ({other}) "
        f"| {times(median(ratios))} ({times(ratios[0])} to {times(ratios[-1])}) "
        f"| at least {wanted:.2g} |"
    )


def times(ratio: float) -> str:
    """A ratio to three digits."""
    return f"{ratio:.3g}" if ratio < 1000 else f"{ratio:,.0f}"


def alone(what: str, ours: list[float], why: str) -> None:
    """A time without another program's."""
    print(f"| {what} | {1e3 * min(ours):.2f} ms | {why} | | |")


def main() -> None:
    """All tables."""
    print("| what | genderlib, best | other, best | times faster, median | wanted |")
    print("|---|---|---|---|---|")
    wilson()
    lots()
    imports()
    million()
    growth()


if __name__ == "__main__":
    main()
