"""Exact probabilities of counts, for many rows at once and up to millions of persons.

Arrays of float stand for whole numbers here; they were checked where they came in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from genderlib.indicators import libraries

if TYPE_CHECKING:
    from genderlib.indicators.counts import Array, Mask

# Two counts are held equally likely when their probabilities differ by less: the
# tolerance of R's binom.test and fisher.test.
TIE = 1e-7
NEGLIGIBLE = 1e-18


@dataclass(frozen=True)
class Binomial:
    """Women among `total` appointments, each made with the same chance."""

    total: Array
    chance: Array

    @property
    def lowest(self) -> Array:
        """Fewest women possible."""
        return np.zeros_like(self.total)

    @property
    def highest(self) -> Array:
        """Most women possible."""
        return self.total

    @property
    def mode(self) -> Array:
        """Likeliest count, one of the two where two are equally likely."""
        peak = np.floor((self.total + 1) * self.chance)
        return np.asarray(np.minimum(peak, self.total))

    def probability(self, women: Array) -> Array:
        """Probability of exactly so many women."""
        return np.asarray(libraries.stats().binom.pmf(women, self.total, self.chance))

    def at_most(self, women: Array) -> Array:
        """Probability of so many women or fewer."""
        return np.asarray(libraries.stats().binom.cdf(women, self.total, self.chance))

    def at_least(self, women: Array) -> Array:
        """Probability of so many women or more."""
        below = women - 1
        return np.asarray(libraries.stats().binom.sf(below, self.total, self.chance))


@dataclass(frozen=True)
class Hypergeometric:
    """Women among `total` persons drawn from a pool without replacement."""

    total: Array
    pool_women: Array
    pool_total: Array

    @property
    def lowest(self) -> Array:
        """Fewest women possible: the men of the pool may not suffice."""
        pool_men = self.pool_total - self.pool_women
        return np.asarray(np.maximum(0, self.total - pool_men))

    @property
    def highest(self) -> Array:
        """Most women possible."""
        return np.asarray(np.minimum(self.total, self.pool_women))

    @property
    def mode(self) -> Array:
        """Likeliest count, one of the two where two are equally likely."""
        peak = (self.total + 1) * (self.pool_women + 1) / (self.pool_total + 2)
        return np.asarray(np.clip(np.floor(peak), self.lowest, self.highest))

    @property
    def men(self) -> Hypergeometric:
        """The same draw, counting men."""
        pool_men = self.pool_total - self.pool_women
        return Hypergeometric(self.total, pool_men, self.pool_total)

    def probability(self, women: Array) -> Array:
        """Probability of exactly so many women.

        Written with binomial probabilities, whose saddle-point form keeps all digits
        where logarithms of the factorials of a large pool would cancel.
        """
        binom = libraries.stats().binom
        chance = self.total / self.pool_total
        pool_men = self.pool_total - self.pool_women
        drawn = binom.pmf(women, self.pool_women, chance)
        others = binom.pmf(self.total - women, pool_men, chance)
        all_drawn = binom.pmf(self.total, self.pool_total, chance)
        return np.asarray(drawn * others / all_drawn)

    def at_most(self, women: Array) -> Array:
        """Probability of so many women or fewer."""
        # The tail that is summed is the smaller one, so that no digits are lost.
        small = women < self.total * self.pool_women / self.pool_total
        lower = self.summed_down(np.where(small, women, -1))
        upper = self.men.summed_down(np.where(small, -1, self.total - women - 1))
        return np.where(small, lower, 1 - upper)

    def at_least(self, women: Array) -> Array:
        """Probability of so many women or more."""
        return self.men.at_most(self.total - women)

    def summed_down(self, women: Array) -> Array:
        """Sum from a count below the mean down, each term from the one above."""
        count = np.array(np.broadcast_to(women, self._shape(women)), dtype=float)
        term = np.where(count >= 0, self.probability(count), 0)
        total = term.copy()
        spare = self.pool_total - self.pool_women - self.total
        while (term > NEGLIGIBLE * total).any():
            up = (self.pool_women - count + 1) * (self.total - count + 1)
            term = term * count * np.maximum(spare + count, 0) / np.where(up > 0, up, 1)
            total += term
            count = np.maximum(count - 1, 0)
        return total

    def _shape(self, women: Array) -> tuple[int, ...]:
        columns = (women, self.total, self.pool_women, self.pool_total)
        return np.broadcast_shapes(*(np.shape(column) for column in columns))


Distribution: TypeAlias = Binomial | Hypergeometric


def p_value(
    distribution: Distribution, women: Array, alternative: str, *, mid: bool
) -> Array:
    """Probability of a count as far out; `mid` counts the observed one by half."""
    if alternative == "two-sided":
        return _as_unlikely(distribution, women, mid=mid)
    less = alternative == "less"
    tail = distribution.at_most(women) if less else distribution.at_least(women)
    return np.asarray(tail - distribution.probability(women) / 2) if mid else tail


def _as_unlikely(distribution: Distribution, women: Array, *, mid: bool) -> Array:
    """Probability of all counts that are no likelier than the observed one."""
    seen, mode = distribution.probability(women), distribution.mode
    other = _first_as_unlikely(distribution, women, seen)
    below = women < mode
    near = np.where(below, distribution.at_most(women), distribution.at_least(women))
    far = np.where(below, distribution.at_least(other), distribution.at_most(other))
    value = np.where(women == mode, 1, np.minimum(near + far, 1))
    if not mid:
        return value
    beside = [_tied(distribution, mode + step, seen) for step in (-1, 1)]
    ties = np.where(women == mode, sum(beside), _tied(distribution, other, seen))
    return np.asarray(value - (seen + ties) / 2)


def _first_as_unlikely(distribution: Distribution, women: Array, seen: Array) -> Array:
    """Nearest count beyond the mode, seen from the observed one, no likelier."""
    mode = distribution.mode
    side = np.where(women < mode, 1.0, -1.0)  # the way from the mode
    far = np.where(women < mode, distribution.highest, distribution.lowest)
    low = np.zeros(np.broadcast_shapes(side.shape, seen.shape))
    high = low + np.abs(far - mode) + 1
    while (low < high).any():
        middle = np.floor((low + high) / 2)
        found = distribution.probability(mode + side * middle)
        unlikely = found <= seen * (1 + TIE)
        low = np.where(unlikely, low, middle + 1)
        high = np.where(unlikely, middle, high)
    return np.asarray(mode + side * low)


def _tied(distribution: Distribution, women: Array, seen: Array) -> Array:
    """Probability of a count where it ties with the observed one, else 0."""
    found = distribution.probability(women)
    tied: Mask = np.abs(found - seen) <= TIE * seen
    return np.where(tied, found, 0)
