"""A report as PDF: one file to read (PDF/UA-1) and one to archive (PDF/A-3a).

The page itself is laid out on paper with its own style for print. Nothing is fetched.
The file to archive carries the page and its figures, so that a program can read them
when nobody renders HTML any more.
"""

from __future__ import annotations

import base64
import html
import re
import warnings
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from genderlib.errors import GenderlibError
from genderlib.exports.document import Chart, plain
from genderlib.exports.figures import figures_json

if TYPE_CHECKING:
    from genderlib.exports.document import Document
    from genderlib.exports.finished import Finished

_SVG: Final = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_DAY: Final = datetime(1980, 1, 1, tzinfo=UTC)
# A list of terms is no list that PDF/UA knows: it becomes paragraphs.
_TERMS: Final = {
    "<dl>": '<div class="facts">',
    "</dl>": "</div>",
    "<dt>": '<p class="term">',
    "</dt>": "</p>",
    '<dd class="': '<p class="fact ',
    "<dd>": '<p class="fact">',
    "</dd>": "</p>",
}
_TERM: Final = re.compile("|".join(map(re.escape, _TERMS)))
# A word that is longer than a column may break after every twentieth letter.
_LONG: Final = re.compile(r"(?:&#?\w+;|[^\s<>&]){40,}(?=[^<>]*<)")
_TWENTY: Final = re.compile(r"(?:&#?\w+;|[^\s<>&]){20}")
_PAPER: Final = """
.chart img { display: block; width: 29rem; max-width: 100%; }
.facts p { max-width: none; margin: 0; }
.summary .facts { display: grid; grid-template-columns: repeat(3, 1fr); gap: .75rem; }
.summary .facts > div {
  display: flex; flex-direction: column; padding: .875rem 1rem 1rem;
  background: var(--panel); border-top: 4px solid var(--blue); break-inside: avoid;
}
.summary .term { flex: 1; line-height: 1.35; font-size: .9375rem; }
.summary .fact { color: var(--quiet); font-size: .875rem; line-height: 1.45; }
.summary .fact.value {
  margin: .25rem 0; color: var(--blue); font-size: 2rem; line-height: 1.2;
}
footer .facts { display: flex; flex-wrap: wrap; gap: .75rem 2.5rem; }
footer .term { color: var(--quiet); font-size: .875rem; }
footer .fact { font-weight: 600; }
"""


class MissingExtraError(GenderlibError):
    """A package is not installed that only this format needs."""


def pdf(finished: Finished) -> bytes:
    """A report to be read: tagged PDF/UA-1 with bookmarks and running titles.

    Parameters
    ----------
    finished : Finished

    Returns
    -------
    bytes
        A PDF file; the same bytes for the same report and the same fonts.

    Raises
    ------
    MissingExtraError
        If WeasyPrint, or the Pango it draws text with, is not installed.
    """
    return _printed(finished, "pdf/ua-1")


def archive(finished: Finished) -> bytes:
    """A report to be kept: tagged PDF/A-3a that carries the page and its figures.

    Raises
    ------
    MissingExtraError
        If WeasyPrint, or the Pango it draws text with, is not installed.
    """
    weasyprint = _weasyprint()
    carried = {
        finished.report.name: (
            finished.html.encode(),
            "Source",
            finished.document.title,
        ),
        "figures.json": (figures_json(finished), "Data", "JSON"),
    }
    attachments = [
        weasyprint.Attachment(
            string=content,
            name=name,
            description=description,
            relationship=relationship,
            created=_DAY,
            modified=_DAY,
        )
        for name, (content, relationship, description) in carried.items()
    ]
    return _printed(finished, "pdf/a-3a", attachments=attachments)


def _printed(finished: Finished, variant: str, **options: Any) -> bytes:
    weasyprint = _weasyprint()
    page = weasyprint.HTML(
        string=_for_paper(finished.html, finished.document),
        # The drawings are in the page; nothing else is asked for.
        url_fetcher=weasyprint.urls.URLFetcher(allowed_protocols=["data"]),
    )
    style = weasyprint.CSS(string=_PAPER)
    with warnings.catch_warnings():
        # WeasyPrint leaves the colour profile of PDF/A open.
        warnings.simplefilter("ignore", ResourceWarning)
        printed: bytes = page.write_pdf(
            pdf_variant=variant, stylesheets=[style], **options
        )
    return printed


def _weasyprint() -> Any:
    """WeasyPrint, or one line that says how to install what is missing."""
    try:
        import weasyprint
        import weasyprint.urls
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            f"PDF needs {error.name}, which is not installed: "
            "python -m pip install 'genderlib[pdf]'"
        ) from error
    except OSError as error:
        raise MissingExtraError(
            "PDF needs Pango, which is not installed: "
            "apt install libpango-1.0-0 libpangoft2-1.0-0"
        ) from error
    return weasyprint


def _for_paper(page: str, document: Document) -> str:
    """The page as PDF/UA can hold it: drawings as pictures, terms as paragraphs."""
    charts = iter([b for b in document.blocks if isinstance(b, Chart)])
    author = html.escape(plain(document.masthead))
    head, body, page = page.partition("<body")
    page = _LONG.sub(lambda found: _TWENTY.sub(r"\g<0><wbr>", found[0]), page)
    page = page.replace("<details>", "<details open>")
    page = _TERM.sub(lambda found: _TERMS[found[0]], page)
    page = _SVG.sub(lambda _: _picture(next(charts)), page)
    facts = f'<meta name="author" content="{author}">\n</head>'
    return head.replace("</head>", facts, 1) + body + page


def _picture(chart: Chart) -> str:
    encoded = base64.b64encode(chart.svg.encode()).decode()
    told = html.escape(plain(chart.alternative))
    return f'<img alt="{told}" src="data:image/svg+xml;base64,{encoded}">'
