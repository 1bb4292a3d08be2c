"""Small reports written by hand: what a comparison reads, and nothing else."""

from html import escape

HEAD = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8">
<meta name="generator" content="genderlib {version}">
<meta name="genderlib-report" content="{organisation} {year} {audience} {language}">
<title>Report</title>{style}</head><body><main>
"""
TABLE = """
<table id="figures"><caption>Figures</caption>
<thead><tr><th>Figure</th><th>Value</th><th>Made</th><th>Data</th></tr></thead>
<tbody>{rows}</tbody></table></main></body></html>
"""


def report(*figures, body="", style="", **facts):
    """The HTML of a report with these figures; `facts` say which report it is."""
    which = {
        "organisation": "stameq",
        "year": "2020",
        "audience": "internal",
        "language": "en",
        "version": "0.1.0",
    }
    head = HEAD.format(style=style, **(which | facts))
    return head + body + TABLE.format(rows="".join(figures))


def figure(name, text, machine=None, formula="read from the table", **line):
    """A row of the table of figures."""
    label, origin = line.get("label", name), line.get("origin", "counts.csv:2")
    value = text if machine is None else f'<data value="{machine}">{text}</data>'
    place = line.get("place", "paragraph 4")
    return (
        f'<tr id="figure-{name}"><th>{escape(label)}<br><code>{name}</code></th>'
        f"<td>{value}</td><td>{formula}</td>"
        f'<td><data value="{origin}">{origin}; {place}</data></td></tr>'
    )


def group(name, women, total, text, exact):
    """Women, total and share of a group."""
    made = f"women_share(women={women}, total={total})"
    return (
        figure(f"{name}.women", str(women), women, label=f"{name}: women")
        + figure(f"{name}.total", str(total), total, label=f"{name}: total")
        + figure(f"{name}.share", text, exact, made, label=f"{name}: share of women")
    )


def cited(name, text, machine):
    """A figure in a sentence."""
    return (
        f'<a class="figure" href="#figure-{name}"><data value="{machine}" '
        f'data-figure="{name}">{text}</data></a>'
    )
