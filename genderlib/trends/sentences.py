"""What a trend says in words: changes, what moved them, what is due, what is unknown.

Every count is complete, no sample: between years counts are told and no test is made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from genderlib.review.citing import figure_of
from genderlib.text.markup import interval_level
from genderlib.text.names import capital, joined
from genderlib.trends.series import FEWEST_POINTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genderlib.trends.series import Series
    from genderlib.trends.trend import Trend

_MOST_IN_LEAD: Final = 2
_WHEN: Final = ("before", "after")
_BARELY: Final = 0.0005
"""Below it a probability is written as 0.0%."""


def lead(trend: Trend) -> Iterator[Markup]:
    """The finding of the report: the last count beside the first one."""
    for series in trend.several_years[:_MOST_IN_LEAD]:
        group = series.group
        vi, en = "{} nữ trên {}", "{} of {} were women"
        if trend.counts_agencies(group):
            vi, en = "{} trên {} cơ quan", "{} of {}"
        yield trend.fill(
            f"{{}}: năm {{}} có {vi} ({{}}), so với {{}} năm {{}}.",
            f"{{}}: in {{}}, {en} ({{}}), against {{}} in {{}}.",
            trend.named(group).title,
            trend.dated_year(series.last),
            trend.cite(f"{group}.women.{series.last}"),
            trend.cite(f"{group}.total.{series.last}"),
            trend.cite(f"{group}.share.{series.last}"),
            trend.in_year(group, series.first),
            trend.dated_year(series.first),
        )
        if goal := _goal(trend, series):
            yield goal


def findings(trend: Trend) -> Iterator[Markup]:
    """For each group its first and last count, and the change between them."""
    for series in trend.several_years:
        group = series.group
        yield trend.fill(
            "{}: {} từ năm {} đến năm {}, {}.",
            "{}: {} from {} to {}, {}.",
            trend.named(group).title,
            _changed(trend, group, f"{group}.span_women"),
            trend.dated_year(series.first),
            trend.dated_year(series.last),
            trend.cite(f"{group}.span_share", "plus"),
        )
        yield from _from_other(trend, series)


def _from_other(trend: Trend, series: Series) -> Iterator[Markup]:
    """The change from another count of the first year, where there is one."""
    for other in trend.others_at_start(series):
        yield trend.fill(
            "Nếu năm {0} tính theo {1}, {2}, thì thay đổi {3}.",
            "Counting {1} in {0}, {2}, the change is {3}.",
            trend.dated_year(other.first),
            trend.named(other.group).name,
            trend.in_year(other.group, other.first),
            trend.cite(f"{other.group}.span_other", "plus"),
        )


def _changed(trend: Trend, group: str, figure: str) -> Markup:
    """A change in number with its sign and what is counted: "−1 agency"."""
    one = abs(int(trend.definitions.figure(figure).value)) == 1
    vi, en = trend.counted(group, one=one)
    return trend.fill(f"{{}} {vi}", f"{{}} {en}", trend.cite(figure, "plus"))


def moved(trend: Trend) -> Iterator[Markup]:
    """What the last change of each group comes from."""
    for series in trend.several_years:
        yield _last_step(trend, series)
        if trend.definitions.parts(series.group, series.last):
            yield _by_units(trend, series)
            yield from _by_spread(trend, series)


def _last_step(trend: Trend, series: Series) -> Markup:
    before, year = series.steps[-1]
    group, old, new = series.group, series.counts[before], series.counts[year]
    if (old.women, old.total) == (new.women, new.total):
        return trend.fill(
            "{}, từ năm {} đến năm {}: không có gì thay đổi.",
            "{}, {} to {}: nothing changed.",
            trend.named(group).title,
            trend.dated_year(before),
            trend.dated_year(year),
        )
    changed = trend.fill(
        "{}, từ năm {} đến năm {}: {}",
        "{}, {} to {}: {}",
        trend.named(group).title,
        trend.dated_year(before),
        trend.dated_year(year),
        _changed(trend, group, f"{group}.change_women.{year}"),
    )
    if old.total == new.total:
        return changed + trend.fill(
            "; tổng số không đổi, nên toàn bộ là do tỷ lệ thay đổi.",
            "; the total stayed the same, so all of it comes from the share.",
        )
    return changed + trend.fill(
        ", trong đó {} do tổng số thay đổi và {} do tỷ lệ thay đổi.",
        ", of which {} because the total changed and {} because the share did.",
        trend.cite(f"{group}.by_total.{year}", "plus"),
        trend.cite(f"{group}.by_share.{year}", "plus"),
    )


def _by_units(trend: Trend, series: Series) -> Markup:
    group, year = series.group, series.last
    return trend.fill(
        "Theo đơn vị, tỷ lệ thay đổi {}: {} do cơ cấu giữa các đơn vị và {} do tỷ lệ "
        "trong từng đơn vị.",
        "By unit, the share changed by {}: {} from the mix of units and {} from the "
        "shares inside them.",
        trend.cite(f"{group}.change_share.{year}", "plus"),
        trend.cite(f"{group}.composition.{year}", "plus"),
        trend.cite(f"{group}.rate.{year}", "plus"),
    )


def _by_spread(trend: Trend, series: Series) -> Iterator[Markup]:
    """What the last change of evenness between units comes from, beyond chance."""
    group, year = series.group, series.last
    change = figure_of(trend, group, f"spread_change.{year}")
    if change is None:
        return
    if not all(_beyond_chance(trend, group, f"{w}.{year}") for w in _WHEN):
        yield _no_more_than_chance(trend, group, year)
        return
    less = float(change.value) < 0
    way = ("đều hơn", "more evenly") if less else ("kém đều hơn", "less evenly")
    yield trend.fill(
        f"So với lần đếm trước, phụ nữ phân bố {way[0]} giữa các đơn vị: chỉ số M "
        "(bằng không khi mọi đơn vị có cùng tỷ lệ nữ) thay đổi {}, trong đó {} do tỷ "
        "lệ nữ chung, {} do quy mô các đơn vị và {} do phân bố giữa các đơn vị.",
        f"Women are spread {way[1]} over the units than at the count before: the M "
        "index (zero where all units have the same share of women) changed by {}, of "
        "which {} comes from the share overall, {} from the sizes of the units and {} "
        "from who works where.",
        *(
            trend.cite(f"{group}.spread_{part}.{year}", "plus")
            for part in ("change", "share", "sizes", "structure")
        ),
    )


def _beyond_chance(trend: Trend, group: str, when: str) -> bool:
    """Whether the index at one of two counts is above what a lot gives on average."""
    index, lot = (
        float(trend.definitions.figure(f"{group}.{name}_{when}").value)
        for name in ("spread", "lot")
    )
    return index > lot


def _no_more_than_chance(trend: Trend, group: str, year: int) -> Markup:
    """Why a change of evenness is not taken apart: chance could have made it."""
    return trend.fill(
        "Chỉ số M theo đơn vị (bằng không khi mọi đơn vị có cùng tỷ lệ nữ) là {} ở lần "
        "đếm trước và {} ở lần này, trong khi bốc thăm cho trung bình {} và {}; không "
        "phải cả hai lần đều cao hơn mức đó, nên thay đổi của chỉ số không được phân "
        "tích.",
        "The M index by unit (zero where all units have the same share of women) was "
        "{} at the count before and is {} now, where a lot gives {} and {} on average; "
        "it was not above that both times, so its change is not taken apart.",
        *(
            trend.cite(f"{group}.{name}_{when}.{year}")
            for name in ("spread", "lot")
            for when in _WHEN
        ),
    )


def disagreements(trend: Trend) -> Iterator[Markup]:
    """Years for which sources count one group in two ways; both are shown."""
    definitions = trend.definitions
    for group, series in definitions.series.items():
        usual = definitions.groups[group]["variant_of"]
        if usual is None or usual not in definitions.series:
            continue
        for year in series.years:
            if year in definitions.series[usual].years:
                yield trend.fill(
                    "Năm {}: {} là {}; {} là {}. Cả hai đều được giữ; đường trong "
                    "biểu đồ theo cách đếm thứ nhất.",
                    "{}: {}, {}; {}, {}. Both are kept; the line in the chart follows "
                    "the first.",
                    trend.dated_year(year),
                    trend.named(usual).name,
                    trend.in_year(usual, year),
                    trend.named(group).name,
                    trend.in_year(group, year),
                )


def outlooks(trend: Trend) -> Iterator[Markup]:
    """Where each group is heading if seats go on being filled as they were."""
    for series in trend.several_years:
        title = trend.named(series.group).title
        if len(series.years) < FEWEST_POINTS:
            yield trend.fill(
                "{}: mới có {} lần đếm; dưới bốn lần đếm thì không dự kiến.",
                "{}: there are {} counts; under four counts nothing is projected.",
                title,
                trend.cite(f"{series.group}.counted_years"),
            )
        elif trend.definitions.term(series.group) is None:
            yield trend.fill(
                "{}: không được bầu theo nhiệm kỳ; báo cáo chỉ dự kiến cho những nhóm "
                "được bầu theo nhiệm kỳ.",
                "{}: not elected term by term; only groups that are can be projected.",
                title,
            )
        elif trend.definitions.outlook(series.group) is None:
            yield from _interrupted(trend, series)
        else:
            yield _assumption(trend, series)
            yield from _ahead(trend, series)


def _interrupted(trend: Trend, series: Series) -> Iterator[Markup]:
    """Why nothing is projected over a long gap, and what the goal takes even so."""
    first = series.recent(trend.definitions.term(series.group) or 1)[0]
    since = trend.cite(f"{series.group}.since_gap")
    one = trend.definitions.figure(f"{series.group}.since_gap").exact == 1
    yield trend.fill(
        "{}: giữa lần đếm năm {} và lần đếm năm {} là hơn hai nhiệm kỳ, và từ đó mới "
        "có {} lần đếm; dưới bốn lần đếm liền nhau thì không dự kiến.",
        f"{{}}: more than two terms lie between the counts of {{}} and {{}}, and there "
        f"{'is' if one else 'are'} {{}} {'count' if one else 'counts'} from then on; "
        "under four counts in a row nothing is projected.",
        trend.named(series.group).title,
        trend.dated_year(series.before(first) or first),
        trend.dated_year(first),
        since,
    )
    if goal := _goal(trend, series):
        yield goal
        yield from _required(trend, series)


def _ahead(trend: Trend, series: Series) -> Iterator[Markup]:
    if series not in trend.projected:
        yield trend.fill(
            "Trước năm {} không có lần bầu lại nào, nên tỷ lệ chưa thể thay đổi "
            "đến lúc "
            "đó.",
            "Before {} ends no seat is filled anew, so the share cannot change "
            "by then.",
            trend.dated_year(trend.horizon(series)),
        )
        return
    yield _result(trend, series)
    if goal := _goal(trend, series):
        yield goal
        yield _chance(trend, series)
        yield from _required(trend, series)
    yield from _tried(trend, series)


def _assumption(trend: Trend, series: Series) -> Markup:
    group = series.group
    return trend.fill(
        "{}: mỗi nhiệm kỳ, mọi ghế đều được bầu lại. Cộng các lần đếm năm {}, {} số "
        "ghế thuộc về phụ nữ.",
        "{}: every seat is filled anew each term. Over the counts of {} together, {} "
        "of the seats went to women.",
        trend.named(group).title,
        trend.window(series),
        trend.cite(f"{group}.appointed"),
    )


def _result(trend: Trend, series: Series) -> Markup:
    group, year = series.group, trend.elections(series)[-1]
    result = trend.fill(
        "Nếu lần bầu tới cũng như vậy, tỷ lệ nữ năm {} là {}; dải {} từ {} đến {}.",
        "If the next election is like these, the share in {} is {}; the {} band runs "
        "from {} to {}.",
        trend.dated_year(year),
        trend.cite(f"{group}.expected.{year}"),
        interval_level("80%"),
        trend.cite(f"{group}.low_80.{year}"),
        trend.cite(f"{group}.high_80.{year}"),
    )
    return result + _why_other(trend, series, year)


def _why_other(trend: Trend, series: Series, year: int) -> Markup:
    """Why a projection lies below or above the last count: earlier ones weigh too."""
    figure = trend.definitions.figure
    expected, last = (
        float(figure(f"{series.group}.{name}").value)
        for name in (f"expected.{year}", f"share.{series.last}")
    )
    side = ("thấp hơn", "below") if expected < last else ("cao hơn", "above")
    if f"{expected:.3f}" == f"{last:.3f}":
        return Markup("")
    return trend.fill(
        f" Con số này {side[0]} lần đếm năm {{}}, vì các lần đếm trước có trọng số như "
        "lần đếm gần nhất.",
        f" That is {side[1]} the count of {{}}, for the counts before it weigh as much "
        "as the last.",
        trend.dated_year(series.last),
    )


def _goal(trend: Trend, series: Series) -> Markup | None:
    """What a norm asks for by a year to come, and how many that takes."""
    group = series.group
    norm = trend.definitions.goal_norm(group)
    if norm is None:
        return None
    level = ("trên {0}", "over {0}")
    if norm.comparison != ">":
        level = ("từ {0} trở lên", "at least {0}")
    goal = trend.fill(
        f"Mục tiêu đến năm {{1}} là {level[0]} ({{2}})",
        f"The goal is {level[1]} by {{1}} ({{2}})",
        trend.cite(f"{norm.norm}.value"),
        trend.dated_year(norm.goal_year or trend.year),
        trend.cite(f"{norm.norm}.number"),
    )
    further = f"{group}.further"
    if not trend.definitions.figure(further).exact:
        return goal + trend.fill("; đã đạt.", ", and it is reached.")
    vi, en = trend.counted(group, one=trend.definitions.figure(further).exact == 1)
    return goal + trend.fill(
        f": với tổng số như năm {{}}, cần thêm {{}} {vi}.",
        f": with the total of {{}}, that takes {{}} more {en}.",
        trend.dated_year(series.last),
        trend.cite(further),
    )


def _chance(trend: Trend, series: Series) -> Markup:
    """How likely a goal is met; "0.0%" and "100.0%" alone would sound exact."""
    chance = f"{series.group}.chance"
    probability = float(trend.definitions.figure(chance).value)
    words = (
        "xác suất đạt mục tiêu là {}.",
        "the probability that the goal is met is {}.",
    )
    if probability < _BARELY:
        words = (
            "hầu như không thể đạt mục tiêu (xác suất {}).",
            "the goal is practically out of reach (probability {}).",
        )
    elif probability > 1 - _BARELY:
        words = (
            "hầu như chắc chắn đạt mục tiêu (xác suất {}).",
            "the goal is practically certain to be met (probability {}).",
        )
    return trend.fill(
        f"Với giả định trên, {words[0]}", f"As assumed, {words[1]}", trend.cite(chance)
    )


def _required(trend: Trend, series: Series) -> Iterator[Markup]:
    """What would make a goal likely; nothing where no election comes before it."""
    if not trend.elections(series):
        return
    needed = trend.maybe(f"{series.group}.needed")
    if needed is None:
        yield trend.fill(
            "Dù mọi ghế đều thuộc về phụ nữ cũng không đạt.",
            "It would not be met even if women took every seat.",
        )
        return
    yield trend.fill(
        "Mỗi nhiệm kỳ, mọi ghế đều được bầu lại: để xác suất đạt mục tiêu từ một nửa "
        "trở lên, tỷ lệ nữ dự kiến trong số ghế được bầu phải là {}.",
        "Every seat is filled anew each term: for the goal to be met at least as "
        "likely as not, women would have to be expected in {} of the seats filled.",
        needed,
    )


def _tried(trend: Trend, series: Series) -> Iterator[Markup]:
    """How often a projection to the next count held; nothing where none is possible."""
    held = trend.maybe(f"{series.group}.held_95")
    if held is None:
        return
    one = trend.definitions.figure(f"{series.group}.tried").exact == 1
    yield trend.fill(
        "Thử cách tính này trên quá khứ, mỗi lần dự kiến cho lần đếm tiếp theo: dải {} "
        "đúng trong {} trên {} lần. Vì vậy đây là phép tính từ một giả định, không "
        "phải dự báo.",
        "Tried on the past, each time for the next count, the {} band held in {} of "
        f"{{}} {'projection' if one else 'projections'}. So this is arithmetic on an "
        "assumption, not a forecast.",
        interval_level("95%"),
        held,
        trend.cite(f"{series.group}.tried"),
    )


def gaps(trend: Trend) -> Iterator[Markup]:
    """What the years do not tell."""
    if not trend.registers:
        yield trend.fill(
            "Nguồn không cho biết ai ở lại, ai mới đến và ai rời đi giữa các lần đếm.",
            "The sources do not say who stayed, who joined and who left between the "
            "counts.",
        )
    yield from _uncounted(trend)
    if trend.one_year:
        named = joined((s.name for s in trend.one_year), trend.language)
        yield trend.fill(
            "{}: chỉ được đếm trong một năm, nên không thấy được thay đổi.",
            "{}: counted in one year only, so no change can be seen.",
            Markup(capital(named)),  # noqa: S704  escaped where it was made
        )
    if trend.withheld:
        yield trend.fill(
            "Số liệu có thể liên quan đến từng người không có trong bản công khai: {}.",
            "Counts that may tell of single people are not in the public report: {}.",
            joined((s.name for s in trend.withheld), trend.language),
        )


def _uncounted(trend: Trend) -> Iterator[Markup]:
    """Stretches of years without a count, which a line in a chart hides."""
    for series in trend.several_years:
        term = trend.definitions.term(series.group)
        stretches = [
            trend.fill("{}–{}", "{} to {}", *map(trend.dated_year, step))
            for step in series.steps
            if term is not None and step[1] - step[0] > 2 * term
        ]
        if stretches:
            yield trend.fill(
                "{}: không có số đếm nào trong các giai đoạn {}; đường trong biểu đồ "
                "nối thẳng qua.",
                "{}: there are no counts in between for {}; the line in the chart runs "
                "straight through.",
                trend.named(series.group).title,
                joined(stretches, trend.language),
            )
