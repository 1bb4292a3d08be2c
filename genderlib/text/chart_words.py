"""What charts and their text alternatives say, in Vietnamese and English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from babel.dates import get_month_names

from genderlib.text.languages import check_language

if TYPE_CHECKING:
    from datetime import date

    from genderlib.text.languages import Language


@dataclass(frozen=True, slots=True)
class ChartWords:
    """Words and sentences of one language; braces name what is filled in."""

    language: Language
    women: str
    men: str
    others: str
    sex_not_recorded: str
    total: str
    no_data: str
    conjunction: str
    of: str
    several: str
    parity: str
    norm: str
    possible: str
    no_own_dates: str
    before_period: str
    after_period: str
    outside: str
    data_date: str
    to: str
    since: str
    until: str
    changed: str
    unchanged: str
    shares: str
    counts: str
    activities: str
    change: str
    one_share: str
    one_count: str
    one_activity: str
    one_change: str
    highest: str
    lowest: str
    all_equal: str
    at_parity: str
    parity_open: str
    norms_met: str
    norms: str
    most_women: str
    fewest_women: str
    same_women: str
    half_women: str
    rises: str
    falls: str
    no_changes: str
    largest_rise: str
    largest_fall: str
    first_start: str
    last_end: str
    all_start: str
    all_end: str
    by_status: str
    state_on: str
    listed: str
    values: str
    missing: str


_VIETNAMESE = ChartWords(
    language="vi",
    women="nữ",
    men="nam",
    others="còn lại",
    sex_not_recorded="chưa ghi giới tính",
    total="tổng",
    no_data="không có số liệu",
    conjunction=" và ",
    of="{part} trên {whole}",
    several="{count} mục",
    parity="số nữ bằng số nam",
    norm="chỉ tiêu",
    possible="có thể từ {lower} đến {upper}, vì có người chưa ghi giới tính",
    no_own_dates="không ghi ngày riêng",
    before_period="bắt đầu trước đó",
    after_period="kéo dài sau đó",
    outside="ngoài thời gian này",
    data_date="nguồn đăng",
    to="từ {start} đến {end}",
    since="từ {start}",
    until="đến {end}",
    changed="từ {before} đến {after}",
    unchanged="không đổi",
    shares="Biểu đồ thanh: tỷ lệ nữ của {count} nhóm.",
    counts="Biểu đồ thanh chồng: số nữ trong tổng số của {count} nhóm.",
    activities="Sơ đồ thời gian: {count} hoạt động từ {start} đến {end}.",
    change="Biểu đồ điểm: tỷ lệ nữ của {count} nhóm, năm {before} và năm {after}.",
    one_share="Biểu đồ thanh: tỷ lệ nữ của một nhóm.",
    one_count="Biểu đồ thanh chồng: số nữ trong tổng số của một nhóm.",
    one_activity="Sơ đồ thời gian: một hoạt động từ {start} đến {end}.",
    one_change="Biểu đồ điểm: tỷ lệ nữ của một nhóm, năm {before} và năm {after}.",
    highest="Cao nhất: {rows}.",
    lowest="Thấp nhất: {rows}.",
    all_equal="Các nhóm có tỷ lệ như nhau: {value}.",
    at_parity="Từ {parity} trở lên (mức số nữ bằng số nam): {count} trên {total}.",
    parity_open="Chưa rõ, vì có người không ghi giới tính: {count}.",
    norms_met="Số mức chỉ tiêu đạt được: {count} trên {total}.",
    norms="Các chỉ tiêu: {rows}.",
    most_women="Nhiều nữ nhất: {rows}.",
    fewest_women="Ít nữ nhất: {rows}.",
    same_women="Các nhóm có số nữ như nhau: {value}.",
    half_women="Nữ chiếm từ một nửa trở lên: {count} trên {total}.",
    rises="Tăng: {count}.",
    falls="Giảm: {count}.",
    no_changes="Không đổi: {count}.",
    largest_rise="Tăng nhiều nhất: {rows}.",
    largest_fall="Giảm nhiều nhất: {rows}.",
    first_start="Bắt đầu sớm nhất: {rows}.",
    last_end="Kết thúc muộn nhất: {rows}.",
    all_start="Tất cả bắt đầu {date}.",
    all_end="Tất cả kết thúc {date}.",
    by_status="Tình trạng: {parts}.",
    state_on="Nguồn đăng {date}.",
    listed="Các hoạt động: {rows}.",
    values="Số liệu: {rows}.",
    missing="Không có số liệu: {rows}.",
)

_ENGLISH = ChartWords(
    language="en",
    women="women",
    men="men",
    others="others",
    sex_not_recorded="sex not recorded",
    total="total",
    no_data="no data",
    conjunction=" and ",
    of="{part} of {whole}",
    several="{count} of them",
    parity="as many women as men",
    norm="norm",
    possible="could be {lower} to {upper}: the sex of some is not recorded",
    no_own_dates="no dates of its own",
    before_period="starts before this period",
    after_period="ends after this period",
    outside="outside this period",
    data_date="source published",
    to="{start} to {end}",
    since="from {start}",
    until="until {end}",
    changed="from {before} to {after}",
    unchanged="unchanged",
    shares="Bar chart: share of women in {count} groups.",
    counts="Stacked bar chart: women and others in {count} groups.",
    activities="Timeline: {count} activities from {start} to {end}.",
    change="Dot chart: share of women in {count} groups, {before} and {after}.",
    one_share="Bar chart: share of women in one group.",
    one_count="Stacked bar chart: women and others in one group.",
    one_activity="Timeline: one activity from {start} to {end}.",
    one_change="Dot chart: share of women in one group, {before} and {after}.",
    highest="Highest: {rows}.",
    lowest="Lowest: {rows}.",
    all_equal="All groups have the same share: {value}.",
    at_parity="At or above {parity}, as many women as men: {count} of {total}.",
    parity_open="Not known, because the sex of some is not recorded: {count}.",
    norms_met="Levels met: {count} of {total}.",
    norms="Norms: {rows}.",
    most_women="Most women: {rows}.",
    fewest_women="Fewest women: {rows}.",
    same_women="All groups have the same number of women: {value}.",
    half_women="Women are half or more: {count} of {total}.",
    rises="Up: {count}.",
    falls="Down: {count}.",
    no_changes="Unchanged: {count}.",
    largest_rise="Largest rise: {rows}.",
    largest_fall="Largest fall: {rows}.",
    first_start="First to start: {rows}.",
    last_end="Last to end: {rows}.",
    all_start="All start on {date}.",
    all_end="All end on {date}.",
    by_status="Status: {parts}.",
    state_on="Source published {date}.",
    listed="Activities: {rows}.",
    values="Values: {rows}.",
    missing="No data: {rows}.",
)

_WORDS: dict[Language, ChartWords] = {"vi": _VIETNAMESE, "en": _ENGLISH}


def chart_words(language: str) -> ChartWords:
    """Words of the language a report is written in.

    Raises
    ------
    ValueError
        If it is not one of the two.

    Examples
    --------
    >>> chart_words("vi").no_data
    'không có số liệu'
    """
    return _WORDS[check_language(language)]


def day_and_month(when: date, language: str) -> str:
    """A date so short that it fits on an axis.

    Examples
    --------
    >>> from datetime import date
    >>> day_and_month(date(2020, 12, 6), "vi"), day_and_month(date(2020, 12, 6), "en")
    ('06/12', '6 Dec')
    """
    if check_language(language) == "vi":
        return f"{when:%d/%m}"
    return f"{when.day} {get_month_names('abbreviated', locale='en')[when.month]}"
