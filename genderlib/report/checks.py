"""What a notebook and its page must not hold, found before anyone reads it."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, NamedTuple

from genderlib.errors import GenderlibError
from genderlib.text.outputs import LOOKUP, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# What a cell may show, the best form first. An SVG comes with an <img> for JupyterLab.
SHOWN_TYPES = ("image/svg+xml", "text/markdown", "text/html")

# A page needs nothing from elsewhere, runs nothing and shows charts as SVG with text.
_BARRED = frozenset({"embed", "iframe", "img", "link", "object", "script"})

# Ids of the template.
_FRAME = dict.fromkeys(("content", "contents"), "the frame of the page")


class Finding(NamedTuple):
    """One thing that stops the export, and the cell as a person would look for it."""

    cell: str
    problem: str


class ExportError(GenderlibError):
    """A notebook that cannot become a report.

    Parameters
    ----------
    findings : sequence of Finding
        Everything that is wrong, in the order of the cells.
    """

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        lines = [f"  {finding.cell}: {finding.problem}" for finding in findings]
        super().__init__(
            "\n".join(
                [
                    "the notebook cannot become a report:",
                    *lines,
                    "Correct the cells named above and run the notebook again.",
                ]
            )
        )


def cell_name(cells: Sequence[Any], position: int) -> str:
    """Name a cell by its number in the notebook and its first line."""
    source = cells[position].source.strip()
    first = source.splitlines()[0] if source else "empty"
    return f"cell {position + 1} ({first[:60]})"


def check_outputs(cells: Sequence[Any]) -> None:
    """Every code cell was run, and shows what a report can hold.

    Raises
    ------
    ExportError
        For a cell that was not run, stopped with an error, printed text, or shows a
        value that is neither prose, table nor chart.
    """
    findings = [
        Finding(cell_name(cells, position), problem)
        for position, cell in enumerate(cells)
        if cell.cell_type == "code"
        for problem in _cell_problems(cell)
    ]
    if findings:
        raise ExportError(findings)


def _cell_problems(cell: Any) -> Iterator[str]:
    # A cell without code has nothing to run, and Jupyter leaves it unnumbered.
    if cell.source.strip() and cell.execution_count is None:
        yield "it was not run"
    for output in cell.outputs:
        if output.output_type == "error":
            yield f"it stopped with {output.ename}: {output.evalue}"
        elif output.output_type == "stream":
            last = (output.text.strip().splitlines() or [""])[-1]
            yield f"it printed to {output.name}: {last}"
        elif not any(kind in output.data for kind in SHOWN_TYPES):
            kinds = ", ".join(sorted(output.data))
            yield f"it shows {kinds}, which is neither prose, table nor chart"
        elif kind_of(output) == LOOKUP:
            yield "it shows a table to look things up in; delete the cell"


class _Fragment(HTMLParser):
    """Ids, inner links, first-level headings and barred things of one output."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.barred: list[str] = []
        self.titles = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.titles += tag == "h1"
        if tag in _BARRED:
            self.barred.append(f"<{tag}>")
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name == "href" and (value or "").startswith("#"):
                self.targets.append((value or "")[1:])
            elif name.startswith("on"):
                self.barred.append(f"the attribute {name}")


class PageCheck:
    """Looks at a page output by output, and at the whole in the end."""

    def __init__(self) -> None:
        self._owners: dict[str, str] = dict(_FRAME)
        self._links: list[tuple[str, str]] = []
        self._titles: list[str] = []
        self._findings: list[Finding] = []

    def add(self, html: str, cell: str) -> None:
        """Look at what one cell shows."""
        fragment = _Fragment(html)
        for identifier in fragment.ids:
            owner = self._owners.setdefault(identifier, cell)
            if fragment.ids.count(identifier) > 1 or owner != cell:
                self._find(cell, f"the id {identifier} stands in {owner} already")
        for thing in fragment.barred:
            self._find(cell, f"{thing} has no place in a report")
        self._links += [(target, cell) for target in fragment.targets]
        self._titles += [cell] * fragment.titles

    def _find(self, cell: str, problem: str) -> None:
        finding = Finding(cell, problem)
        if finding not in self._findings:
            self._findings.append(finding)

    def finish(self) -> None:
        """Hold links against ids, and count the titles.

        Raises
        ------
        ExportError
            With everything found since the first output.
        """
        for target, cell in self._links:
            if target not in self._owners:
                self._find(cell, f"a link leads to #{target}, which is not there")
        if not self._titles:
            self._find("the notebook", "no cell shows the title, a line '# ...'")
        for cell in self._titles[1:]:
            self._find(cell, f"the title stands in {self._titles[0]} already")
        if self._findings:
            raise ExportError(self._findings)
