"""Compare the indicators with published values and other programs, one by one.

`compare(folder)` reads the folder of published inputs and results, computes every row
with genderlib and says how close it came; `page(comparisons)` is docs/agreement.md.
The folder lies outside the repository: tests/oracles knows where.
"""

from __future__ import annotations

import ast
import csv
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from inspect import isfunction
from typing import TYPE_CHECKING

import pandas as pd

import genderlib
from genderlib import indicators

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path


@dataclass(frozen=True)
class Comparison:
    """One published number: which one, what we compute, and who published it."""

    file: str
    row: int
    number: str
    indicator: str
    input: str
    ours: float
    theirs: str
    digits: int  # decimals to which the published number is given
    source: str

    @property
    def difference(self) -> float:
        """Ours less theirs."""
        return self.ours - float(self.theirs)

    @property
    def agrees(self) -> bool:
        """Whether the published digits are ours, half a unit of the last allowed."""
        return abs(self.difference) <= 0.5000001 * 10.0**-self.digits


@dataclass(frozen=True)
class Left:
    """One published row that is out of scope, and why."""

    file: str
    row: int
    what: str
    reason: str


def compare(folder: Path) -> list[Comparison | Left]:
    """Every published row, in the order of the files."""
    readers: dict[str, Callable[[Path, str], Iterator[Comparison | Left]]] = {
        "intervals/proportion_ci_expected.csv": share_intervals,
        "intervals/difference_ci_expected.csv": intervals_of_two,
        "intervals/binomial_tests_expected.csv": share_tests,
        "intervals/twobytwo_tests_expected.csv": pool_tests,
        "das_gupta/expected.csv": factors,
        "elbers_segregation/expected.csv": elbers,
        "pysal_crosscheck_values.csv": pysal,
    }
    return [found for name, read in readers.items() for found in read(folder, name)]


def printed() -> list[Comparison | Left]:
    """Values with their inputs printed elsewhere than in the folder."""
    lines = [*of_tests_and_shares(), *of_chance()]
    compared = [
        Comparison("", 0, "value", name, what, ours, theirs, decimals(theirs), source)
        for name, what, ours, theirs, source in lines
    ]
    return [
        *compared,
        Left("", 0, "1,000 units of 100, women in each: 10, expected D", WINSHIP_OFF),
    ]


Line = tuple[str, str, float, str, str]


def of_tests_and_shares() -> list[Line]:
    """Tests, shares and ratios."""
    tables = admissions()
    strata = genderlib.compare_strata(*tables)
    smokers = [83, 90, 129, 70], [86, 93, 136, 82]
    shoes = [5, 7, 6, 7, 8, 10], [22, 35, 42, 48, 54, 150]
    trend = genderlib.trend_test
    scored = trend(*smokers, scores=[0, 0, 0, 1])
    return [
        ("trend_test", "smokers", trend(*smokers), "0.004132", R_TREND),
        ("trend_test", "smokers, scores 0 0 0 1", scored, "0.0004848", R_TREND),
        ("trend_test", "caesareans by shoe size", trend(*shoes), "0.004617", DALGAARD),
        ("compare_strata", "odds ratio", strata.odds_ratio, "0.9046968", R_STRATA),
        ("compare_strata", "lower", strata.lower, "0.7719074", R_STRATA),
        ("compare_strata", "upper", strata.upper, "1.0603298", R_STRATA),
        ("women_share", "151 of 499", genderlib.women_share(151, 499), "0.3026", HOUSE),
        ("women_share", "6 of 10", genderlib.women_share(6, 10), "0.60", STAMEQ),
        ("women_share", "14 of 48", genderlib.women_share(14, 48), "0.29", STAMEQ),
        (
            "parity_ratio",
            "27.3 to 26.9",
            genderlib.parity_ratio(273, 269),
            "1.01",
            AISHE,
        ),
    ]


def of_chance() -> list[Line]:
    """Segregation that a lot would give on average, and what is left beyond it.

    scikit-learn's were printed by

        g, u = labels of the groups and of the units, one a person
        expected_mutual_information(table, table.sum())  # of sklearn.metrics.cluster
        the same / scipy.stats.entropy(table.sum(axis=0))
        adjusted_mutual_info_score(g, u, average_method="min")

    whose last, with the groups' entropy the smaller, is (M - E(M)) / (E - E(M)).
    """
    theirs = {
        "information": ("0.042651709383", "0.003773692671", "0.005720481699"),
        "theil": ("0.062131434835", "0.005444287702", "0.010210393571"),
        "corrected": ("", "0.274120005586", "0.326155372449"),
    }
    found: list[Line] = []
    for place, (what, table) in enumerate(TABLES.items()):
        for key, name, source in (
            ("information", "expected_mutual_information", SKLEARN_EMI),
            ("theil", "expected_theil", SKLEARN_EMI),
            ("corrected", "corrected_theil", SKLEARN_AMI),
        ):
            if theirs[key][place]:
                ours = getattr(genderlib, name)(table)
                found.append((name, what, ours, theirs[key][place], source))
    for women, men, value in ((1, 9, "0.387"), (5, 5, "0.246")):
        what = f"1,000 units of {women + men}, women in each: {women}"
        name = "expected_dissimilarity"
        ours = genderlib.expected_dissimilarity([women] * 1000, [men] * 1000)
        found.append((name, what, ours, value, WINSHIP))
    return found


R_TREND = "R documentation of prop.trend.test"
R_STRATA = "R documentation of mantelhaen.test, UCBAdmissions"
DALGAARD = "Dalgaard, Introductory Statistics with R, section 7.3"
HOUSE = "National Assembly of Viet Nam, 15th term, dbqh.quochoi.vn"
STAMEQ = "STAMEQ, review of 2020"
AISHE = "gross enrolment and its parity index, AISHE 2019-20, India, ndtv.com/education"
WINSHIP = "Winship (1977), table 2, as tested in the R package segregation"
WINSHIP_OFF = (
    "Winship (1977), table 2, as tested in the R package segregation, has 0.131; the "
    "sum over the binomial distribution for units without number is 0.1319, ours for "
    "1,000 units 0.1318"
)
SKLEARN_EMI = "scikit-learn 1.9.1, expected_mutual_information"
SKLEARN_AMI = "scikit-learn 1.9.1, adjusted_mutual_info_score"
TABLES = {
    "courses of 2020": [[10, 8], [2, 2], [6, 7], [7, 3], [4, 3]],
    "matrix [[80,80,20,20],[20,20,80,80]]": [[80, 20], [80, 20], [20, 80], [20, 80]],
    "matrix [[40,20,5,1],[20,40,60,80]]": [[40, 20], [20, 40], [5, 60], [1, 80]],
}


def admissions() -> list[list[int]]:
    """Men and all admitted, men and all refused, in six departments of Berkeley."""
    admitted = [512, 353, 120, 138, 53, 22], [89, 17, 202, 131, 94, 24]
    refused = [313, 207, 205, 279, 138, 351], [19, 8, 391, 244, 299, 317]
    found = []
    for men, women in (admitted, refused):
        found += [men, [m + w for m, w in zip(men, women, strict=True)]]
    return found


def rows(folder: Path, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a file, numbered from 1 below the header."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        yield from enumerate(csv.DictReader(file), start=1)


def decimals(*printed: str) -> int:
    """Decimals printed; a spreadsheet drops the last zeros of one, rarely of all."""
    return max(-int(Decimal(text).as_tuple().exponent) for text in printed)


NEWCOMBE_1 = "Newcombe (1998), Statistics in Medicine 17, 857-872, table I"
NEWCOMBE_2 = "Newcombe (1998), Statistics in Medicine 17, 873-890, table II"
BOOK = "Fagerland, Lydersen and Laake (2017), R package contingencytables"
DESCTOOLS = "R 4.3.3, DescTools, as tested in statsmodels"
PROPCIS = "R package PropCIs, as tested in statsmodels"

SHARE_METHODS = {
    "wald": "wald",
    "normal": "wald",
    "wilson": "wilson",
    "clopper_pearson": "clopper-pearson",
    "clopper_pearson_midP": "mid-p",
    "jeffreys": "jeffreys",
    "agresti_coull": "agresti-coull",
}
NOT_OURS = "method is not one of ours"


def share_intervals(folder: Path, name: str) -> Iterator[Comparison | Left]:
    """Limits for one share."""
    for number, row in rows(folder, name):
        method = SHARE_METHODS.get(row["method"])
        what = f"{row['x']} of {row['n']}, {row['method']}"
        if method is None:
            yield Left(name, number, what, NOT_OURS)
            continue
        women, total, level = int(row["x"]), int(row["n"]), float(row["level"])
        limits = genderlib.share_interval(women, total, level=level, method=method)
        book = BOOK if "contingencytables" in row["source"] or total < 17 else DESCTOOLS
        source = NEWCOMBE_1 if total in {263, 148, 20, 29} else book
        for side, ours in zip(("lower", "upper"), limits, strict=True):
            yield Comparison(
                name,
                number,
                side,
                "share_interval",
                f"{women} of {total}, {method}, {level:g}, {side}",
                ours,
                row[side],
                decimals(row["lower"], row["upper"]),
                source,
            )


TWO_GROUPS = {
    "newcombe_hybrid": ("share_difference_interval", "newcombe"),
    "wald": ("share_difference_interval", "wald"),
    "agresti_caffo": ("share_difference_interval", "agresti-caffo"),
    "score_miettinen_nurminen(PropCIs diffscoreci)": (
        "share_difference_interval",
        "miettinen-nurminen",
    ),
    "diff_score_MN": ("share_difference_interval", "miettinen-nurminen"),
    "ratio_katz_log": ("share_ratio_interval", "katz"),
    "ratio_score_MN": ("share_ratio_interval", "miettinen-nurminen"),
    "ratio_score_koopman(PropCIs)": ("share_ratio_interval", "koopman"),
    "or_score_MN": ("odds_ratio_interval", "miettinen-nurminen"),
    "or_cornfield_exact_conditional": ("odds_ratio_interval", "conditional-mid-p"),
}
LOOSE = (
    "odds ratios are not in the design; PropCIs searches in steps of 0.1 % and is off "
    "by 0.03 and 0.04 % from our limits 1.24662 and 56.46158"
)


def intervals_of_two(folder: Path, name: str) -> Iterator[Comparison | Left]:
    """Limits for a difference, a ratio and an odds ratio."""
    for number, row in rows(folder, name):
        counts = [int(row[key]) for key in ("x1", "n1", "x2", "n2")]
        pair = "{} of {} against {} of {}".format(*counts)
        known = TWO_GROUPS.get(row["method"])
        if known is None:
            reason = LOOSE if row["method"] == "or_score(PropCIs)" else NOT_OURS
            yield Left(name, number, f"{pair}, {row['method']}", reason)
            continue
        indicator, method = known
        limits = getattr(genderlib, indicator)(*counts, method=method)
        source = PROPCIS if "PropCIs" in row["method"] else BOOK
        source = NEWCOMBE_2 if row["method"].startswith("newcombe") else source
        for side, ours in zip(("lower", "upper"), limits, strict=True):
            yield Comparison(
                name,
                number,
                side,
                indicator,
                f"{pair}, {method}, {side}",
                ours,
                row[side],
                decimals(row["lower"], row["upper"]),
                source,
            )


def share_tests(folder: Path, name: str) -> Iterator[Comparison | Left]:
    """Tests of one share against a baseline."""
    methods = {"exact_two_sided": "exact", "midP": "mid-p", "score": "score"}
    for number, row in rows(folder, name):
        women, total, baseline = int(row["x"]), int(row["n"]), float(row["pi0"])
        method = methods.get(row["test"])
        what = f"{women} of {total} against {baseline:g}, {method or row['test']}"
        if method is None:
            yield Left(name, number, what, NOT_OURS)
            continue
        ours = genderlib.share_test(women, total, baseline, method=method)
        yield Comparison(
            name,
            number,
            "p",
            "share_test",
            what,
            ours,
            row["p"],
            decimals(row["p"]),
            BOOK,
        )


def pool_tests(folder: Path, name: str) -> Iterator[Comparison | Left]:
    """Fisher's test of a 2 x 2 table, which is a draw from a pool."""
    methods = {"fisher_exact_two_sided": "exact", "fisher_midP": "mid-p"}
    for number, row in rows(folder, name):
        a, b, c, d = (int(row[key]) for key in "abcd")
        counts = (a, a + b, a + c, a + b + c + d)
        method = methods.get(row["test"])
        what = "{} of {} from a pool of {} of {}".format(*counts)
        if method is None:
            yield Left(name, number, f"{what}, {row['test']}", NOT_OURS)
            continue
        ours = genderlib.pool_test(*counts, method=method)
        yield Comparison(
            name,
            number,
            "p",
            "pool_test",
            f"{what}, {method}",
            ours,
            row["p"],
            decimals(row["p"]),
            BOOK,
        )


DAS_GUPTA = "Das Gupta (1993), Standardization and Decomposition of Rates, example {}"
README_TOY = "R package DasGuptR, README"
EXAMPLES = {
    "eg2.1 earnings R=ab": ("eg2.1", "black", "white"),
    "eg2.2 birth rate R=abc": ("eg2.2", "austria", "chile"),
    "eg2.3 R=abcd": ("eg2.3", "1971", "1979"),
    "eg5.1 headship (Kitagawa: composition vs rate)": ("eg5.1", "1970", "1985"),
    "eg4.3 birth rate R=sum(abc) 1960/1970": ("eg4.3", "1960", "1970"),
}
# The file holds the results of this one only. They fix both factors up to a common
# scale, which the decomposition does not see.
TOY = ({"alpha": 0.5, "beta": 0.6}, {"alpha": 0.25, "beta": 0.54})


def factors(folder: Path, name: str) -> Iterator[Comparison | Left]:
    """Products of factors in two populations."""
    inputs = pd.read_csv(folder / "das_gupta/inputs.csv", dtype={"pop": str})
    for number, row in rows(folder, name):
        example = row["example"]
        short = EXAMPLES.get(example, ("README toy",))[0]
        years = TOY if example not in EXAMPLES else populations(inputs, example)
        found = genderlib.decompose_factors(*years)
        ours = {"pop1": found.before, "pop2": found.after, "diff": found.change}
        if row["factor"] != "crude":
            effect = list(found.factors.loc[row["factor"]])
            ours = dict(zip(ours, effect, strict=True))
        ours["percent"] = 100 * ours["diff"] / found.change
        source = README_TOY if example not in EXAMPLES else DAS_GUPTA.format(short[2:])
        if short == "eg5.1":
            yield kitagawa(inputs, number, row, source)
        for column, value in ours.items():
            yield Comparison(
                name,
                number,
                column,
                "decompose_factors",
                f"{short}, {row['factor']}, {column}",
                value,
                row[column],
                decimals(row[column]),
                source,
            )


KITAGAWA = {"age_str": "composition", "rate": "rate", "crude": "change"}


def kitagawa(
    inputs: pd.DataFrame, number: int, row: dict[str, str], source: str
) -> Comparison:
    """Heads of households by age, in per cent with one decimal, as whole counts."""
    years = [
        [
            (round(10 * size) * round(10 * rate), 1000 * round(10 * size))
            for size, rate in zip(one["size"], one["rate"], strict=True)
        ]
        for one in (of_population(inputs, "eg5.1", y) for y in ("1970", "1985"))
    ]
    part = KITAGAWA[row["factor"]]
    return Comparison(
        "das_gupta/expected.csv",
        number,
        "diff",
        "decompose_share_change",
        f"eg5.1, {part}, per cent",
        100 * getattr(genderlib.decompose_share_change(*years), part),
        row["diff"],
        decimals(row["diff"]),
        source,
    )


def populations(inputs: pd.DataFrame, example: str) -> list[dict[str, list[float]]]:
    """Factors of both populations; sizes become parts of their sum."""
    short, *names = EXAMPLES[example]
    found: list[dict[str, list[float]]] = []
    for population in names:
        values = of_population(inputs, short, population)
        if "size" in values:
            sizes = values.pop("size")
            values["age_str"] = [size / sum(sizes) for size in sizes]
        found.append(values)
    return found


def of_population(
    inputs: pd.DataFrame, example: str, population: str
) -> dict[str, list[float]]:
    """Factors of one population as they are printed."""
    chosen = inputs[(inputs["example"] == example) & (inputs["pop"] == population)]
    return {
        str(factor): [float(value) for value in group["value"]]
        for factor, group in chosen.groupby("factor", sort=False)
    }


SEGREGATION = "R package segregation (Elbers), README"
SEED = "bootstrap with an unknown seed"
DEBIASED = (
    "corrected by a bootstrap with an unknown seed; the exact parts are "
    "166,902 and 133,150 of 877,739, or 0.19015 and 0.15170"
)
UNFINISHED = (
    "the package stops fitting at a precision of 0.001 from a random start with an "
    "unknown seed; its printed numbers come out when its stops are repeated, ours are "
    "those of the finished fit: 0.01625, -0.01674 and 0.00315"
)


def elbers(folder: Path, name: str) -> Iterator[Comparison | Left]:
    """Segregation of schools, and its change."""
    for number, row in rows(folder, name):
        what = f"{row['dataset']}, {row['call']}, {row['stat']}"
        reason = why_not_elbers(row["call"], row["stat"])
        if reason is not None:
            yield Left(name, number, what, reason)
            continue
        indicator, ours = elbers_value(folder, row)
        exact = row["digits_printed"] == "exact"
        digits = 12 if exact else decimals(row["value"])
        yield Comparison(
            name,
            number,
            "value",
            indicator,
            what,
            ours,
            row["value"],
            digits,
            SEGREGATION,
        )


def why_not_elbers(call: str, stat: str) -> str | None:
    """Reason why a row cannot be computed again, if there is one."""
    if "bootstrap" in call:
        return SEED
    if call in {"group share black", "group share hisp"}:
        return DEBIASED
    if stat in {"group_marginal", "unit_marginal", "structural"}:
        return UNFINISHED
    return None


def elbers_value(folder: Path, row: dict[str, str]) -> tuple[str, float]:
    """Ours for one row, and the function it comes from."""
    if row["dataset"].startswith("matrix"):
        women, men = ast.literal_eval(row["dataset"].removeprefix("matrix "))
        return "dissimilarity_index", genderlib.dissimilarity_index(women, men)
    before = schools(folder, "schools00")
    if row["call"].startswith("group share"):
        group = before[row["call"].split()[2]]
        return "women_share", genderlib.women_share(
            int(group.sum()), int(before.to_numpy().sum())
        )
    if row["call"].startswith("mutual_difference"):
        found = genderlib.decompose_segregation_change(
            before, schools(folder, "schools05")
        )
        names = {"M1": "before", "M2": "after", "diff": "change"}
        stat = names.get(row["stat"], row["stat"])
        return "decompose_segregation_change", getattr(found, stat)
    if row["call"] == "mutual_total(race,school)":
        index = "mutual_information_index" if row["stat"] == "M" else "theil_index"
        return index, getattr(genderlib, index)(before)
    states = before.index.str.split("_").str[0].str.extract(r"^([A-Z])", expand=False)
    parts = genderlib.decompose_segregation(before, {"state": states})
    column = "mutual_information" if row["stat"] == "M" else "theil"
    level = "state" if row["call"].endswith("between") else "unit"
    return "decompose_segregation", float(parts[column].loc[level])


@cache
def schools(folder: Path, name: str) -> pd.DataFrame:
    """Schools by ethnic group; the names of schools begin with their state."""
    long = pd.read_csv(folder / f"elbers_segregation/{name}.csv")
    wide = long.pivot_table(index="school", columns="race", values="n", aggfunc="sum")
    return wide.fillna(0).astype(int)


PYSAL = "PySAL segregation 2.5.4"
PYSAL_INDICES: dict[str, tuple[str, bool]] = {
    "MultiInfoTheory": ("theil_index", True),
    "MultiDivergence": ("mutual_information_index", True),
    "Entropy": ("theil_index", True),
    "Dissim": ("dissimilarity_index", False),
    "Gini": ("gini_segregation_index", False),
    "Isolation": ("isolation_index", False),
    "Interaction": ("exposure_index", False),
}


def pysal(folder: Path, name: str) -> Iterator[Comparison | Left]:
    """Indices of schools and of occupations."""
    for number, row in rows(folder, name):
        what = f"{row['dataset']}, {row['index']}, {row['group']}"
        known = PYSAL_INDICES.get(row["index"])
        if known is None:
            yield Left(name, number, what, "index is not one of ours")
            continue
        indicator, of_table = known
        table = pysal_table(folder, row["dataset"], row["group"])
        function = getattr(genderlib, indicator)
        ours = function(table) if of_table else function(*table.T.to_numpy())
        yield Comparison(
            name,
            number,
            "value",
            indicator,
            what,
            ours,
            row["pysal_2.5.4"],
            12,
            PYSAL,
        )


def pysal_table(folder: Path, dataset: str, group: str) -> pd.DataFrame:
    """Units by groups: all groups, or one and the others."""
    if dataset == "schools00":
        table = schools(folder, dataset)
        if group == "all":
            return table
        rest = table.sum(axis=1) - table[group]
        return pd.DataFrame({group: table[group], "others": rest})
    jobs = pd.read_csv(folder / "us_census/jobs_gender.csv")
    year = jobs[jobs["year"] == int(dataset.rpartition("_")[2])]
    others = year["total_workers"] - year[group]
    return pd.DataFrame({group: year[group], "others": others})


PAGE = """# How close the indicators come to other programs and publications

Each number that was published with its inputs, computed again with genderlib: ours,
theirs, the difference, and who published it. "Agrees" means that ours, rounded to the
digits they print, is theirs; for programs that print all digits, that the difference is
below 1e-12. This page is made by `make agreement`.

{summary}

{tables}
## Repeating this

A line of the tables says what went in, what came out elsewhere and where that is
printed. The larger inputs (schools, occupations, ages) and the results of others lie
in a folder of csv files that is not part of this repository, because they are other
people's. [The manifest](../tests/oracles/manifest.csv) lists its files, row by row.
Whoever has such a folder names it:

```console
GENDERLIB_ORACLES=/path/to/oracles .venv/bin/python -m pytest -q -m oracle
GENDERLIB_ORACLES=/path/to/oracles make agreement
```

Without it these tests are skipped and say so. Everything in the folder comes from the
sources named on this page: the tables of the articles and books, the data that the R
packages segregation and DasGuptR bring along, occupations of the US Census, and calls
of PySAL's segregation, which `pip install genderlib[bench]` installs.

## Checked by hand only

For these no program or publication with inputs was found, or they are counting. Their
tests work values out by hand, or compare with the definition: the sum over all
allocations, over all orders of change, over all pairs of units, year by year.

{by_hand}

## Not compared

Rows of the same publications that are out of scope.

{left}
"""


def page(found: Sequence[Comparison | Left]) -> str:
    """docs/agreement.md."""
    compared = [one for one in (*printed(), *found) if isinstance(one, Comparison)]
    left = [one for one in (*printed(), *found) if isinstance(one, Left)]
    agreeing = sum(one.agrees for one in compared)
    summary = (
        f"{agreeing} of {len(compared)} published numbers agree. {len(left)} rows are\n"
        "out of scope and listed at the end with the reason."
    )
    names = sorted({one.indicator for one in compared})
    tables = "\n".join(
        section(name, [one for one in compared if one.indicator == name])
        for name in names
    )
    functions = [n for n in indicators.__all__ if isfunction(getattr(indicators, n))]
    alone = "\n".join(f"- `{name}`" for name in functions if name not in names)
    listed = [("row", "reason"), *((one.what, one.reason) for one in left)]
    return PAGE.format(
        summary=summary, tables=tables, by_hand=alone, left=markdown(listed)
    )


def section(indicator: str, compared: list[Comparison]) -> str:
    """Table of one indicator."""
    head = ("input", "ours", "theirs", "difference", "agrees", "source")
    body = [
        (
            one.input,
            f"{one.ours:.{min(one.digits + 2, 15)}f}",
            one.theirs,
            f"{one.difference:.1e}",
            "yes" if one.agrees else "no",
            one.source,
        )
        for one in compared
    ]
    return f"## {indicator}\n\n{markdown([head, *body])}\n"


def markdown(table: Sequence[tuple[str, ...]]) -> str:
    """Rows as a Markdown table, the first being the head."""
    head, *body = ("| " + " | ".join(row) + " |" for row in table)
    rule = "|" + "---|" * len(table[0])
    return "\n".join([head, rule, *body])
