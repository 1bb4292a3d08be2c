"""Write docs/methods.md from the docstrings: `python tools/methods.py`."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from genderlib import indicators

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = Path(__file__).resolve().parents[1] / "docs" / "methods.md"

HEAD = """# Methods

One entry per indicator: what it says, its range and neutral value, the formula, when it
misleads, where it is from, and an example from the project's data. The entries are the
docstrings, so `help(genderlib.women_share)` shows the same. How close the indicators
come to other programs stands in [agreement.md](agreement.md), how often intervals hold
in [coverage.md](coverage.md).

This page is made by `make methods`; a test fails when it is not up to date.

"""

ROOMS = {
    "representation": "Representation",
    "intervals": "Intervals",
    "significance": "Tests",
    "funnel": "Organisations against chance",
    "segregation": "Segregation of women and men",
    "information": "Segregation as information",
    "chance": "Segregation against chance",
    "careers": "Careers",
    "change": "Change of a share or a rate",
    "segregation_change": "Change of segregation",
    "projection": "Projection",
    "backtesting": "Past counts and past projections",
}


def sections(function: Callable[..., Any]) -> dict[str, str]:
    """Docstring as its sections; the first, without a title, is called "Summary"."""
    text = inspect.getdoc(function) or ""
    parts = re.split(
        r"^(\w+)\n-{3,}\n", "Summary\n-------\n" + text, flags=re.MULTILINE
    )
    titles, bodies = parts[1::2], map(str.strip, parts[2::2])
    return dict(zip(titles, bodies, strict=True))


def entry(name: str, function: Callable[..., Any]) -> str:
    """Entry of one indicator."""
    found = sections(function)
    formula, _, misleads = found["Notes"].partition("\n\nMisleads ")
    example = re.sub(r"^\n*", "", found["Examples"])
    return "\n\n".join(
        [
            f"### {name}",
            found["Summary"],
            f"`{name}{arguments(function)}`",
            "**Result and range.** " + returned(found["Returns"]),
            "**Formula.**",
            as_paragraphs(formula),
            "**It misleads** " + " ".join(misleads.split()),
            "**Source.** " + joined(found["References"]),
            "**Example.**",
            shown(example),
        ]
    )


def arguments(function: Callable[..., Any]) -> str:
    """Names and defaults of the arguments, without types."""
    signature = inspect.signature(function)
    plain = [p.replace(annotation=p.empty) for p in signature.parameters.values()]
    return str(
        signature.replace(parameters=plain, return_annotation=inspect.Signature.empty)
    )


def returned(text: str) -> str:
    """What is given back: the words below the line with names and types."""
    _, _, words = text.partition("\n")
    return joined(inspect.cleandoc(words))


def joined(text: str) -> str:
    """Paragraphs of a docstring as lines without its breaks."""
    return "  \n".join(" ".join(part.split()) for part in text.split("\n\n"))


def as_paragraphs(text: str) -> str:
    """Formulas and the words between them, apart by blank lines."""
    return "\n\n".join(
        part if part.startswith("    ") else " ".join(part.split())
        for part in text.replace("*", "\\*").split("\n\n")
    )


def shown(text: str) -> str:
    """Example with its words as text and its code as code."""
    blocks = re.split(r"(?m)^(?=>>> )|\n\n", text)
    found: list[str] = []
    for block in filter(None, (b.strip("\n") for b in blocks)):
        if not block.startswith((">>>", "...")):
            found.append(" ".join(block.split()))
        elif found and found[-1].startswith("```"):
            found[-1] = found[-1].removesuffix("\n```") + f"\n{block}\n```"
        else:
            found.append(f"```python\n{block}\n```")
    return "\n\n".join(found)


def rooms() -> dict[str, list[str]]:
    """Indicators by the module they live in, in the order of the page."""
    found: dict[str, list[str]] = {room: [] for room in ROOMS}
    for name in indicators.__all__:
        function = getattr(indicators, name)
        if inspect.isfunction(function):
            found[function.__module__.rpartition(".")[2]].append(name)
    return found


def page() -> str:
    """The whole page."""
    parts = [HEAD.rstrip()]
    for room, names in rooms().items():
        parts.append(f"## {ROOMS[room]}")
        parts += [entry(name, getattr(indicators, name)) for name in names]
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE.relative_to(Path.cwd()) if PAGE.is_relative_to(Path.cwd()) else PAGE)
