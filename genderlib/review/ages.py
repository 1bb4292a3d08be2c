"""How old the people of a group are, in bands, and how many of them are women."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from genderlib.norms import rows
from genderlib.review.facts import Count, origin
from genderlib.text.languages import choose

if TYPE_CHECKING:
    from genderlib.text.languages import Language


@dataclass(frozen=True, slots=True)
class Band:
    """People of one age band.

    Parameters
    ----------
    first, last : int or None
        Ages, both in it; None where it is open, both where no age is recorded. [years]
    count : Count
    """

    first: int | None
    last: int | None
    count: Count

    @property
    def name(self) -> str:
        """What it is called in identifiers of figures."""
        if not self.known:
            return "age_unknown"
        if self.first is None:
            return f"age_to_{self.last}"
        return f"age_from_{self.first}" if self.last is None else f"age_{self._ends}"

    @property
    def known(self) -> bool:
        """Whether it says an age at all."""
        return self.first is not None or self.last is not None

    @property
    def _ends(self) -> str:
        return f"{self.first}_{self.last}"

    def title(self, language: Language) -> str:
        """Its name as people say it."""
        words = {
            "age_unknown": ("không rõ tuổi", "age not recorded"),
            f"age_to_{self.last}": (f"đến {self.last} tuổi", f"{self.last} or under"),
            f"age_from_{self.first}": (
                f"từ {self.first} tuổi",
                f"{self.first} or over",
            ),
            f"age_{self._ends}": (
                f"từ {self.first} đến {self.last} tuổi",
                f"{self.first} to {self.last}",
            ),
        }
        vi, en = words[self.name]
        return choose(language, vi=vi, en=en)

    @property
    def order(self) -> tuple[bool, int]:
        """The young first, those whose age is not recorded last."""
        return not self.known, self.first or 0


def age_bands(table: Any) -> dict[str, dict[str, Band]]:
    """Bands by group and name, the young first.

    Parameters
    ----------
    table : DataFrame
        The year's `ages`.
    """
    found: dict[str, list[Band]] = {}
    for row in rows(table):
        group, men = str(row["group"]), row["men"]
        count = Count(
            group,
            int(row["women"]),
            None if men is None else int(men),
            int(row["total"]),
            (origin(row),),
        )
        first, last = row["age_from"], row["age_to"]
        found.setdefault(group, []).append(Band(_age(first), _age(last), count))
    return {
        group: {band.name: band for band in sorted(bands, key=lambda band: band.order)}
        for group, bands in found.items()
    }


def _age(cell: Any) -> int | None:
    return None if cell is None else int(cell)
