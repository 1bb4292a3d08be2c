"""How often the intervals hold: docs/coverage.md and .svg (`make methods`).

The chance that an interval holds the true share is an exact sum: over all counts of
women whose interval holds it, of their binomial probabilities.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure
from scipy.stats import binom

import genderlib
from genderlib.indicators import limits

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

DOCS = Path(__file__).resolve().parents[1] / "docs"
LEVEL = 0.95
LARGEST = 50
# Shares that hardly any body has, below 1 and above 99 %, are left out.
SHARES = np.linspace(0.01, 0.99, 981)
TABLE_OF = (5, 10, 13, 25, 50)
BLUE, ORANGE, GREY = "#12436D", "#F46A25", "#6E6E6E"

PAGE = """# How often the intervals hold

A method for a 95 % interval should hold the true share in 95 of 100 cases. How often
each method of `share_interval` does so follows exactly from the binomial distribution:
for each true share from 1 to 99 % (in steps of 0.1 points) the probabilities of all
counts of women whose interval holds it are added up. Mean and lowest value over the
shares:

{table}

![Six panels, one for each method: mean and lowest coverage of 95 % intervals for groups
of 1 to {largest} persons. Clopper-Pearson never falls below 95 %, Wilson, Jeffreys,
Agresti-Coull and mid-p have it on average, Wald falls far below.](coverage.svg)

The project shows Wilson intervals: they hold 95 % on average, however small the group.
Who needs the level for every possible share takes Clopper-Pearson, which is wider.
`wald` is there to compare with older tables only.

This page and the chart are made by `make methods`; a test fails when the
table is not up to date.
"""


def coverage(method: str, total: int) -> NDArray[np.float64]:
    """Chance by true share that the interval of a group holds it."""
    women = np.arange(total + 1)
    lower, upper = genderlib.share_interval(women, total, level=LEVEL, method=method)
    # A limit that equals the share but for rounding holds it.
    held = (lower[:, np.newaxis] <= SHARES + 1e-12) & (
        upper[:, np.newaxis] >= SHARES - 1e-12
    )
    chances = binom.pmf(women[:, np.newaxis], total, SHARES)
    return np.asarray((chances * held).sum(axis=0))


def table() -> str:
    """Mean and lowest coverage by method and size of the group."""
    lines = [
        "| method | " + " | ".join(f"{n} persons" for n in TABLE_OF) + " |",
        "|---|" + "---|" * len(TABLE_OF),
    ]
    for method in limits.METHODS:
        found = [coverage(method, total) for total in TABLE_OF]
        cells = [f"{100 * c.mean():.1f} ({100 * c.min():.1f})" for c in found]
        lines.append(f"| {method} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def page() -> str:
    """docs/coverage.md."""
    return PAGE.format(table=table(), largest=LARGEST)


def chart() -> Figure:
    """Mean and lowest coverage by size, one panel for each method."""
    figure = Figure(figsize=(8, 5), layout="constrained")
    panels = figure.subplots(2, 3, sharex=True, sharey=True)
    for axes, method in zip(panels.flat, limits.METHODS, strict=True):
        draw(axes, method)
    figure.supxlabel("Persons in the group")
    figure.supylabel("Coverage of 95 % intervals (%)")
    return figure


def draw(axes: Axes, method: str) -> None:
    """One panel."""
    sizes = np.arange(1, LARGEST + 1)
    found = [100 * coverage(method, int(total)) for total in sizes]
    axes.axhline(100 * LEVEL, color=GREY, linewidth=0.8)
    axes.plot(sizes, [c.mean() for c in found], color=BLUE, label="mean")
    axes.plot(
        sizes, [c.min() for c in found], color=ORANGE, linestyle="--", label="lowest"
    )
    axes.set_title(method)
    axes.set_ylim(50, 101)
    axes.spines[["top", "right"]].set_visible(False)
    if method == "wald":
        axes.text(50, 52, "lowest: below 50", color=GREY, ha="right")
    if method == "wilson":
        axes.legend(frameon=False, loc="lower right")


def main() -> None:
    """Write the page and the chart."""
    (DOCS / "coverage.md").write_text(page(), encoding="utf-8")
    # The same bytes on every run.
    with mpl.rc_context({"svg.hashsalt": "coverage"}):
        chart().savefig(DOCS / "coverage.svg", metadata={"Date": None})


if __name__ == "__main__":
    main()
