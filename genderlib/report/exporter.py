"""The nbconvert exporter `gender-review`: one page that needs nothing else."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import pass_context
from nbconvert.exporters.html import HTMLExporter
from nbconvert.exporters.templateexporter import TemplateExporter
from traitlets import default

from genderlib.report.checks import (
    SHOWN_TYPES,
    PageCheck,
    cell_name,
    check_outputs,
)
from genderlib.report.contents import SECTION, Contents, render_markdown
from genderlib.report.facts import report_facts
from genderlib.text.dates import long_date
from genderlib.text.names import name

if TYPE_CHECKING:
    from traitlets.config import Config

_CSS_SPECIAL = re.compile(r"[\"\\<>\n\r\f]")


class GenderReviewExporter(HTMLExporter):
    """Turn an executed review notebook into its page.

    Only what cells show reaches the page. Title, language, header and footer come from
    the metadata of the last output, the table of figures.
    """

    export_from_notebook = "Gender review"

    def __init__(self, config: Config | None = None, **kwargs: Any) -> None:
        # Only to say the types, which nbconvert leaves out.
        super().__init__(config=config, **kwargs)  # type: ignore[no-untyped-call]

    @default("template_name")
    def _template_name_default(self) -> str:
        return "gender-review"

    @default("extra_template_basedirs")
    def _default_extra_template_basedirs(self) -> list[str]:
        return [str(Path(__file__).with_name("template"))]

    @property
    def default_config(self) -> Config:
        config: Config = super().default_config
        config.NbConvertBase.display_data_priority = list(SHOWN_TYPES)
        # Once at the end and not after each preprocessor: a third of the time.
        config.Exporter.optimistic_validation = True
        return config

    def from_notebook_node(  # type: ignore[override]  # as in nbconvert's own exporters
        self, nb: Any, resources: Any = None, **kwargs: Any
    ) -> tuple[str, dict[str, Any]]:
        """Export a notebook that was run.

        `resources["edition"]` replaces facts of the report that the notebook cannot
        know: its state, and which version it replaces.

        Raises
        ------
        ExportError
            For anything that would leave a reader with a page that is not complete or
            not ours; names the cells.
        """
        check_outputs(nb.cells)
        resources = dict(resources or {})
        resources["report"] = report_facts(nb.cells) | resources.get("edition", {})
        resources |= {"contents": Contents(), "check": PageCheck()}
        # HTMLExporter would parse the whole page again, to repair images and to make
        # JupyterLab's boxes focusable: there are none of either.
        page, resources = TemplateExporter.from_notebook_node(
            self, nb, resources, **kwargs
        )
        resources["check"].finish()
        return page, resources

    def default_filters(self) -> Any:
        """Filters of nbconvert and of our template."""
        yield from super().default_filters()  # type: ignore[no-untyped-call]  # theirs
        yield "checked", self.checked
        yield "css_string", css_string
        yield "folded", folded
        yield "iso_date", date.fromisoformat
        yield "long_date", long_date
        # The digits of a name are no figures: "Center 3" is marked like other names.
        yield "name", name
        yield "opening", opening

    @pass_context
    def markdown2html(self, context: Any, source: str) -> str:
        """Markdown to HTML with heading ids; nbconvert's templates know the name."""
        return render_markdown(source, context["resources"]["contents"])

    @pass_context
    def checked(self, context: Any, html: str) -> str:
        """Pass on what a cell shows, after a look at it."""
        cells = context["nb"].cells
        name = cell_name(cells, cells.index(context["cell"]))
        context["resources"]["check"].add(html, name)
        return html


def opening(text: str) -> tuple[str, str]:
    """Cut the report in two: its first page when printed, and the rest.

    The first page ends with the section that holds the key figures; without any it is
    what stands before the first section.
    """
    summary = text.find('<section class="summary"')
    cut = text.find(SECTION, max(summary, 0))
    return (text, "") if cut < 0 else (text[:cut], text[cut + len(SECTION) :])


def folded(sections: str) -> str:
    """Fold sections away behind their headings; a link into one opens it."""
    return SECTION.join(map(_folded, sections.split(SECTION)))


def _folded(section: str) -> str:
    heading, end, rest = section.partition("</h2>")
    if not end:
        return section
    return f"<details>\n<summary>{heading.lstrip()}{end}</summary>\n{rest}</details>\n"


def css_string(text: str) -> str:
    """Write text as a CSS string that cannot end its rule or its style element."""
    return '"' + _CSS_SPECIAL.sub(lambda c: f"\\{ord(c[0]):x} ", text) + '"'
