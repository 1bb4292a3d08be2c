"""Reading a chart back: its lines of words, its shapes, its axis."""

import re
from xml.etree import ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg):
    return ET.fromstring(svg)  # noqa: S314  our own output


def elements(chart, *names):
    return [e for e in parsed(chart.svg).iter() if e.tag.removeprefix(SVG) in names]


def lines(chart):
    """Words as they are read, one line after the other."""
    return ["".join(e.itertext()) for e in elements(chart, "text")]


def ticks(chart, kind="axis"):
    """Words on an axis and where they stand."""
    found = [e for e in elements(chart, "text") if e.get("data-tick") == kind]
    return {e.text: float(e.get("x")) for e in found}


def number(chart, text):
    """Where a number of the ledger stands, and which end of it that is."""
    [found] = [
        e for e in elements(chart, "text") if e.text == text and e.get("data-figure")
    ]
    return float(found.get("x")), found.get("text-anchor", "start")


def boxes(chart, figure=None):
    """Left, right, fill and dashes of filled shapes, of one figure or of all."""
    found = []
    for e in elements(chart, "path"):
        x = [float(n) for n in re.findall(r"-?[\d.]+", e.get("d"))][::2]
        if e.get("fill") != "none" and figure in (None, e.get("data-figure")):
            found.append(
                (min(x), max(x), e.get("fill"), "stroke-dasharray" in e.attrib)
            )
    # What defines a pattern is no box of the chart.
    return [box for box in found if box[2]]


def verticals(chart, figure):
    """Where upright lines of a figure stand."""
    found = elements(chart, "path")
    own = [
        e for e in found if e.get("data-figure") == figure and e.get("fill") == "none"
    ]
    return [float(re.search(r"[\d.]+", e.get("d"))[0]) for e in own]


def dots(chart, figure):
    """Middle and fill of each dot that shows a figure."""
    own = [e for e in elements(chart, "use") if e.get("data-figure") == figure]
    return [(float(e.get("x")), e.get("fill")) for e in own]
