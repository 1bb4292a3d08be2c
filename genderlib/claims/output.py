"""An audit as a table for a terminal, as JSON, and as its text with marks in it."""

from __future__ import annotations

import json
import shutil
import textwrap
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from genderlib.claims.audit import detect_language
from genderlib.claims.findings import LEFT_ALONE
from genderlib.text.audit_words import heading, summary_of
from genderlib.text.numbers import decimal, integer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from genderlib.claims.audit import Audit
    from genderlib.claims.findings import Finding

_COLUMNS = ("line", "text", "counts", "printed", "exact", "verdict", "reason")
_WRAPPED = {"text": 0.4, "reason": 0.6}  # shares of the width that is left
_NARROWEST = 24
_GAP = "  "


def as_json(findings: Iterable[Finding]) -> str:
    """Findings as a list of objects.

    `exact` is a share from 0 to 1, null where the text gives no counts; `printed` and
    `hedge` are the text's own words. Further findings have their numbers in `facts`.
    """
    objects = [_object(finding) for finding in findings]
    return json.dumps(objects, ensure_ascii=False, indent=2) + "\n"


def _object(finding: Finding) -> dict[str, object]:
    judged = finding.judgement
    printed = judged.printed if judged else None
    exact = judged.exact if judged else None
    fields: dict[str, object] = {
        "line": finding.line,
        "text": finding.text,
        "women": judged.women if judged else None,
        "total": judged.total if judged else None,
        "printed": printed.text if printed else None,
        "hedge": judged.hedge if judged else "",
        "exact": float(exact) if exact is not None else None,
        "verdict": finding.verdict,
        "reason": finding.reason(),
    }
    if finding.facts:
        fields["facts"] = {name: float(fact) for name, fact in finding.facts.items()}
    return fields


def as_table(audit: Audit, *, width: int | None = None) -> str:
    """Findings as a table for a terminal, and a line that counts them.

    Parameters
    ----------
    audit : Audit
    width : int, optional
        Characters in a line; by default the terminal's, 120 where there is none.
    """
    total = summary(audit)
    if not audit.findings:
        return total + "\n"
    rows = [_headings(audit), *(_row(audit, one) for one in audit.findings)]
    widths = _widths(rows, width or shutil.get_terminal_size((120, 24)).columns)
    lines = [line for row in rows for line in _wrapped(row, widths)]
    rule = "-" * (sum(widths) + len(_GAP) * (len(widths) - 1))
    return "\n".join([lines[0], rule, *lines[1:], "", total]) + "\n"


def summary(audit: Audit) -> str:
    """How many statements there are of each verdict."""
    counted = Counter(finding.name() for finding in audit.findings)
    parts = [
        f"{name} {integer(count, audit.language)}" for name, count in counted.items()
    ]
    total = integer(len(audit.findings), audit.language)
    return summary_of(total, ", ".join(parts), audit.language)


def _headings(audit: Audit) -> list[str]:
    return [heading(column, audit.language) for column in _COLUMNS]


def _row(audit: Audit, finding: Finding) -> list[str]:
    judged = finding.judgement
    printed = exact = counts = ""
    if judged is not None:
        counts = _counts(judged.women, judged.total)
        exact = _percent(audit, finding)
        if judged.printed is not None:
            printed = f"{judged.hedge} {judged.printed.text}".strip()
    line = str(finding.line)
    texts = (finding.text, counts, printed, exact, finding.name(), finding.reason())
    return [line, *texts]


def _counts(women: int | None, total: int | None) -> str:
    if women is None and total is None:
        return ""
    return "/".join("?" if count is None else str(count) for count in (women, total))


def _percent(audit: Audit, finding: Finding) -> str:
    judged = finding.judgement
    if judged is None or judged.exact is None:
        return ""
    digits = max(2, judged.printed.digits if judged.printed else 0)
    return decimal(100 * judged.exact, audit.language, digits=digits) + "%"


def _widths(rows: list[list[str]], width: int) -> list[int]:
    """Widths of the columns; text and reason share what the others leave."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(_COLUMNS))]
    columns = list(zip(_COLUMNS, widths, strict=True))
    fixed = sum(size for name, size in columns if name not in _WRAPPED)
    left = width - fixed - len(_GAP) * (len(_COLUMNS) - 1)
    for i, (name, size) in enumerate(columns):
        if name in _WRAPPED:
            widths[i] = min(size, max(_NARROWEST, int(left * _WRAPPED[name])))
    return widths


def _wrapped(row: list[str], widths: list[int]) -> Iterator[str]:
    """Lines of a row, as many as its longest cell needs."""
    cells = [
        textwrap.wrap(text, size or 1) or [""]
        for text, size in zip(row, widths, strict=True)
    ]
    for i in range(max(len(cell) for cell in cells)):
        parts = [
            (cell[i] if i < len(cell) else "").ljust(size)
            for cell, size in zip(cells, widths, strict=True)
        ]
        yield _GAP.join(parts).rstrip()


def as_html(audit: Audit) -> str:
    """The text with its findings marked, one page that needs nothing else."""
    language = audit.language
    title = f"{heading('title', language)}: {Path(audit.document.name).name}"
    style = files("genderlib.claims").joinpath("audit.css").read_text("utf-8")
    marked = [one for one in audit.findings if one.verdict != LEFT_ALONE]
    numbers = {id(finding): n for n, finding in enumerate(audit.findings, start=1)}
    page = _PAGE.format(
        language=language,
        title=title,
        style=Markup(style),  # noqa: S704  our own style sheet
        summary=summary(audit),
        table=_html_table(audit, numbers),
        text_heading=heading("document", language),
        text_language=detect_language(audit.document.text),
        body=_html_body(audit, marked, numbers),
    )
    return str(page)


_PAGE = Markup("""\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src \
'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p class="summary">{summary}</p>
{table}
<h2 id="text">{text_heading}</h2>
<article lang="{text_language}" aria-labelledby="text">
{body}
</article>
</main>
</body>
</html>
""")
_TABLE = Markup("""\
<div class="table" role="region" tabindex="0" aria-labelledby="caption">
<table>
<caption id="caption">{caption}</caption>
<thead><tr>{headings}</tr></thead>
<tbody>
{rows}
</tbody>
</table>
</div>""")
_MARK = Markup('<mark id="{id}" class="{verdict}">{text}</mark>')
_NOTE = Markup(' <a class="note {verdict}" href="#{row}" lang="{language}">{name}</a>')


def _html_table(audit: Audit, numbers: dict[int, int]) -> Markup:
    if not audit.findings:
        return Markup()
    head = Markup().join(
        Markup('<th scope="col">{}</th>').format(text) for text in _headings(audit)
    )
    rows = Markup("\n").join(
        _html_row(audit, finding, numbers[id(finding)]) for finding in audit.findings
    )
    caption = heading("caption", audit.language)
    return _TABLE.format(caption=caption, headings=head, rows=rows)


def _html_row(audit: Audit, finding: Finding, number: int) -> Markup:
    line, text, *cells = _row(audit, finding)
    language = detect_language(audit.document.text)
    if finding.verdict != LEFT_ALONE:
        text = Markup('<a href="#mark-{}">{}</a>').format(number, text)
    return Markup(
        '<tr id="finding-{}" class="{}"><th scope="row">{}</th>'
        '<td lang="{}">{}</td>{}</tr>'
    ).format(
        number,
        finding.verdict,
        line,
        language,
        text,
        Markup().join(Markup("<td>{}</td>").format(cell) for cell in cells),
    )


def _html_body(audit: Audit, marked: list[Finding], numbers: dict[int, int]) -> Markup:
    """Lines of the text; what overlaps is one mark with several notes."""
    text = audit.document.text
    pieces, at = [], 0
    for start, end, findings in _stretches(marked):
        pieces.append(escape(text[at:start]))
        pieces.append(_marked(audit, text[start:end], findings, numbers))
        at = end
    pieces.append(escape(text[at:]))
    lines = Markup().join(pieces).split("\n")
    return Markup("\n").join(_html_line(Markup(line)) for line in lines if line.strip())  # noqa: S704  escaped above


def _html_line(line: Markup) -> Markup:
    cells = line.split("\t")
    spaced = Markup(' <span class="cell">|</span> ').join(map(Markup, cells))
    return Markup("<p>{}</p>").format(spaced)


def _stretches(findings: list[Finding]) -> Iterator[tuple[int, int, list[Finding]]]:
    """Places of the findings, those that overlap together."""
    together: list[Finding] = []
    start = end = 0
    for finding in findings:
        if together and finding.start < end:
            end = max(end, finding.end)
            together.append(finding)
            continue
        if together:
            yield start, end, together
        start, end, together = finding.start, finding.end, [finding]
    if together:
        yield start, end, together


def _marked(
    audit: Audit, text: str, findings: list[Finding], numbers: dict[int, int]
) -> Markup:
    worst = next((one for one in findings if one.fails), findings[0])
    notes = Markup().join(
        _NOTE.format(
            verdict=finding.verdict,
            row=f"finding-{numbers[id(finding)]}",
            language=audit.language,
            name=finding.name(),
        )
        for finding in findings
    )
    anchors = Markup().join(
        Markup('<span id="mark-{}"></span>').format(numbers[id(finding)])
        for finding in findings[1:]
    )
    first = f"mark-{numbers[id(findings[0])]}"
    single = " ".join(text.replace("\t", " | ").split())
    return anchors + _MARK.format(id=first, verdict=worst.verdict, text=single) + notes
