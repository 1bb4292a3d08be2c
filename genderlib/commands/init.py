"""`genderlib init`: a folder in which reports can be made."""

from __future__ import annotations

from pathlib import Path

import click

from genderlib.commands.answers import shown

_KINDS = ("agency", "assembly", "government", "province")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--organisation", required=True, help="Short name, such as stameq.")
@click.option("--name-vi", required=True, help="Full name in Vietnamese.")
@click.option("--name-en", required=True, help="Full name in English.")
@click.option(
    "--kind", type=click.Choice(_KINDS), default="agency", show_default=True,
    help="Organisations of one kind are compared.",
)  # fmt: skip
@click.option(
    "--notebooks", is_flag=True, help="Copy the notebooks too, to change them."
)
def init(
    folder: Path,
    organisation: str,
    name_vi: str,
    name_en: str,
    kind: str,
    *,
    notebooks: bool,
) -> None:
    """Make a folder in which reports can be made.

    It gets the dictionary, the groups, the norms, the rules for small counts and a row
    for the organisation. Reports are made from the notebooks of the package, unless a
    notebook of the same name lies in notebooks/.

    \b
    Example:
      genderlib init review --organisation agency_a --name-vi "Cục A" --name-en A
    """
    from genderlib.data.starting import Organisation, start_project

    whom = Organisation(organisation, name_vi, name_en, kind)
    for path in start_project(folder, whom, notebooks=notebooks):
        click.echo(shown(path))
    click.echo(
        f"\nNext: cd {shown(folder)}\n"
        f"      genderlib new --organisation {organisation} --year YEAR",
        err=True,
    )
