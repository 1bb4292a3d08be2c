"""What charts of years and of several organisations say, in Vietnamese and English."""

from __future__ import annotations

from dataclasses import dataclass

from genderlib.text.languages import Language, check_language


@dataclass(frozen=True, slots=True)
class SeriesWords:
    """Words and sentences of one language; braces name what is filled in."""

    goal: str
    projected: str
    bands: str
    other_count: str
    lines: str
    one_line: str
    series: str
    at: str
    projection: str
    goal_line: str
    another: str
    expected_by_chance: str
    overall: str
    within: str
    beyond: str
    funnel: str
    panel: str
    row: str
    row_beyond: str


_VIETNAMESE = SeriesWords(
    goal="mục tiêu",
    projected="dự kiến",
    bands="dải {level}",
    other_count="cùng năm, đếm theo cách khác",
    lines="Biểu đồ đường: tỷ lệ của {count} nhóm từ năm {start} đến năm {end}.",
    one_line="Biểu đồ đường: tỷ lệ từ năm {start} đến năm {end}.",
    series="{name}: {values}.",
    at="{value} (năm {year})",
    projection=(
        "Dự kiến năm {year}: {expected}; dải {narrow}: {low} đến {high}; "
        "dải {wide}: {lowest} đến {highest}."
    ),
    goal_line="Mục tiêu: {value}.",
    another="Theo cách đếm khác: {values}.",
    expected_by_chance="{name}: tỷ lệ chung {value}.",
    overall="tỷ lệ chung",
    within="trong dải",
    beyond="ngoài dải",
    funnel=(
        "Biểu đồ phễu: tỷ lệ nữ của từng cơ quan trong {count} nhóm, so với dải "
        "{level} khi bốc thăm cho một cơ quan cùng cỡ."
    ),
    panel="{name}, tỷ lệ chung {value}: {rows}.",
    row="{name} {share} ({women} trên {total}), dải {low} đến {high}",
    row_beyond="{row}: ngoài dải",
)

_ENGLISH = SeriesWords(
    goal="goal",
    projected="projected",
    bands="{level} band",
    other_count="same year, counted in another way",
    lines="Line chart: shares of {count} groups, {start} to {end}.",
    one_line="Line chart: share, {start} to {end}.",
    series="{name}: {values}.",
    at="{value} ({year})",
    projection=(
        "Projected for {year}: {expected}; {narrow} band: {low} to {high}; "
        "{wide} band: {lowest} to {highest}."
    ),
    goal_line="Goal: {value}.",
    another="By the other count: {values}.",
    expected_by_chance="{name}: {value} overall.",
    overall="overall",
    within="within the band",
    beyond="outside the band",
    funnel=(
        "Funnel plot: share of women of each organisation in {count} groups, with the "
        "{level} band of draws by lot for an organisation of its size."
    ),
    panel="{name}, {value} overall: {rows}.",
    row="{name} {share} ({women} of {total}), band {low} to {high}",
    row_beyond="{row}: outside the band",
)

_WORDS: dict[Language, SeriesWords] = {"vi": _VIETNAMESE, "en": _ENGLISH}


def series_words(language: str) -> SeriesWords:
    """Words of the language a report is written in.

    Raises
    ------
    ValueError
        If it is not one of the two.

    Examples
    --------
    >>> series_words("en").goal
    'goal'
    """
    return _WORDS[check_language(language)]
