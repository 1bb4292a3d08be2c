"""`genderlib audit`: the statements of any text held against its own counts."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from genderlib.text.languages import LANGUAGES


@click.command()
@click.argument("file")
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    help="Language of the reasons; by default that of the text.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the text with marks.",
)
@click.option("--all", "everything", is_flag=True, help="List numbers left alone, too.")
def audit(
    file: str,
    language: str | None,
    html: Path | None,
    *,
    as_json: bool,
    everything: bool,
) -> None:
    """Hold the percentages of any published text against its own counts.

    FILE is text, HTML or docx; "-" reads standard input. Of a PDF the text is audited
    as `pdftotext -layout` gives it. Exit code 1 if a statement is wrong, cannot be, or
    its hedge points the wrong way.

    \b
    Example:
      genderlib audit review-2020.txt
    """
    from genderlib import claims

    found = claims.audit_file(file, language, everything=everything)
    if html:
        from genderlib.data.atomic import write_atomically

        write_atomically(html, claims.as_html(found).encode())
    text = claims.as_json(found.findings) if as_json else claims.as_table(found)
    click.echo(text, nl=False)
    sys.exit(claims.exit_code(found.findings))
