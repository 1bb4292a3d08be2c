"""`genderlib init`: a folder in which reports can be made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from genderlib.commands.answers import shown

if TYPE_CHECKING:
    from genderlib.data.starting import Organisation

_KINDS = ("agency", "assembly", "government", "province")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--organisation", help="Short name, such as stameq.")
@click.option("--name-vi", help="Full name in Vietnamese.")
@click.option("--name-en", help="Full name in English.")
@click.option(
    "--kind", type=click.Choice(_KINDS), default="agency", show_default=True,
    help="Organisations of one kind are compared.",
)  # fmt: skip
@click.option(
    "--notebooks", is_flag=True, help="Copy the notebooks too, to change them."
)
@click.option(
    "--example",
    is_flag=True,
    help="For the tutorial: an invented district, in place of an organisation.",
)
def init(
    folder: Path,
    organisation: str | None,
    name_vi: str | None,
    name_en: str | None,
    kind: str,
    *,
    notebooks: bool,
    example: bool,
) -> None:
    """Make a folder in which reports can be made.

    It gets the dictionary, the groups, the norms, the rules for small counts, and a row
    and a letterhead for the organisation. Reports are made from the notebooks of the
    package, unless a notebook of the same name lies in notebooks/.

    \b
    Example:
      genderlib init review --organisation agency_a --name-vi "Cục A" --name-en A
      genderlib init district --example
    """
    from genderlib.data.starting import EXAMPLE, start_example, start_project

    whom = _whom(organisation, name_vi, name_en, kind, example=example)
    if whom is None:
        written = start_example(folder, notebooks=notebooks)
    else:
        written = start_project(folder, whom, notebooks=notebooks)
    for path in written:
        click.echo(shown(path))
    name = whom.identifier if whom else EXAMPLE
    click.echo(
        f"\nNext: cd {shown(folder)}\n"
        f"      genderlib new --organisation {name} --year YEAR",
        err=True,
    )


def _whom(
    organisation: str | None,
    name_vi: str | None,
    name_en: str | None,
    kind: str,
    *,
    example: bool,
) -> Organisation | None:
    """Whom the folder is for; None for the invented district."""
    from genderlib.data.starting import Organisation

    if organisation and name_vi and name_en and not example:
        return Organisation(organisation, name_vi, name_en, kind)
    if example and not (organisation or name_vi or name_en):
        return None
    raise click.UsageError(
        "give --organisation, --name-vi and --name-en, or --example alone"
    )
