"""Tables and pages, INVENTED, in which one count gives another away."""

from dataclasses import replace

from genderlib.data import Project
from genderlib.data.raw import RawTables
from tests.conftest import copy_project
from tests.review.personal import invent_benefits
from tests.review.year import Year

# Women, men. The allowance of parents is public; support after violence is for few
# people in the first year and for many in the second.
FIRST = {"violence_support": (4, 1), "child_allowance": (33, 29)}
SECOND = {"violence_support": (40, 45), "child_allowance": (35, 30)}


def two_years(folder):
    """Tables of two years of an invented agency, the earlier first."""
    year = invent_benefits(Year(copy_project(folder)), SECOND)
    year.add("disclosure", topic="benefit", group="child_allowance", personal="no")
    now = RawTables(Project(folder)).year("stameq", 2020)
    counts = now.counts.copy()
    for group, (women, men) in FIRST.items():
        here = counts["group"].eq(group)
        counts.loc[here, ["women", "men", "total"]] = [women, men, women + men]
    return replace(now, year=2019, counts=counts), now


def small_page(organisation, year, figures):
    """A page that says nothing but some figures, in its table of figures."""
    lines = "".join(
        f'<tr id="figure-{name}"><th scope="row">x<code>{name}</code></th>'
        f'<td><data value="{value}">{value}</data></td><td></td><td></td></tr>'
        for name, value in figures.items()
    )
    head = f'<meta name="genderlib-report" content="{organisation} {year} public en">'
    table = f'<table id="figures"><tbody>{lines}</tbody></table>'
    return f'<html lang="en"><head>{head}</head><body>{table}</body></html>'
