"""Write docs/reference from the program itself: `python tools/reference.py`.

`commands.md` says what `--help` says, `python.md` what the docstrings of the names in
`genderlib` say, `tables.md` what the dictionary of the tables says.
"""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from methods import arguments, sections

import genderlib
from genderlib.cli import main as cli
from genderlib.data.dictionary import read_dictionary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from genderlib.data.dictionary import Column, TableDescription

ROOT: Final = Path(__file__).resolve().parents[1]
FOLDER: Final = ROOT / "docs" / "reference"

_MADE: Final = (
    "This page is made by `make reference`; a test fails when it is not up to date."
)
_COMMANDS: Final = f"""# Commands

What `genderlib --help` and `genderlib COMMAND --help` say. Exit codes: 0 done; 1 the
work was done and something is wrong with data, a claim or a report; 2 wrong usage.
Results go to standard output, messages to standard error.

{_MADE}
"""
_PYTHON: Final = f"""# Python

The names of `genderlib`. `help(genderlib.women_share)` shows the same, and so does
Shift+Tab in JupyterLab.

{_MADE}
"""
_INDICATORS: Final = """\
Counts in, numbers out. Formulas, sources and when they mislead:
[Methods](../methods.md).
"""
_TABLES: Final = f"""# Tables

Every table under `data/raw` and every column, as `data/datapackage.json` describes
them. `genderlib check` holds the files against this description.

{_MADE}
"""


def pages() -> dict[str, str]:
    """Every page of the reference, by its name."""
    made = {
        "commands.md": [_COMMANDS, *_commands()],
        "python.md": [_PYTHON, *_python()],
        "tables.md": [_TABLES, *_tables()],
    }
    return {name: "\n".join(parts) for name, parts in made.items()}


def _commands() -> Iterator[str]:
    group = click.Context(cli, info_name="genderlib", **cli.context_settings)
    names = cli.list_commands(group)
    yield _table(
        ("command", "what it does"),
        ((f"[`{n}`](#genderlib-{n})", _short(cli.commands[n])) for n in names),
    )
    for name in names:
        command = cli.commands[name]
        yield from _command(click.Context(command, group, name))


def _short(command: click.Command) -> str:
    return command.get_short_help_str(limit=200)


def _command(context: click.Context) -> Iterator[str]:
    command = context.command
    words, _, example = inspect.cleandoc(command.help or "").partition("\n\n\b\n")
    lines = inspect.cleandoc(example.partition("\n")[2])
    yield f"## {context.command_path}\n"
    yield " ".join(words.split("\n\n")[0].split()) + "\n"
    yield f"```text\n{' '.join(command.get_usage(context).split())}\n```\n"
    for paragraph in words.split("\n\n")[1:]:
        yield _prose(" ".join(paragraph.split())) + "\n"
    yield _table(("option", "what it does"), _options(context))
    yield f"```console\n{lines}\n```\n"


def _options(context: click.Context) -> Iterator[tuple[str, str]]:
    for parameter in context.command.get_params(context):
        name, words = parameter.get_help_record(context) or ("", "")
        if words:
            # A bar in code inside a table is shown with its backslash by some.
            yield f"`{name.replace('|', ', ')}`", _prose(words)


def _python() -> Iterator[str]:
    public = {name: getattr(genderlib, name) for name in dir(genderlib)}
    ours = {name: it for name, it in public.items() if _is_ours(name, it)}
    indicators = {n: it for n, it in ours.items() if ".indicators." in it.__module__}
    yield "## Indicators\n"
    yield _INDICATORS
    functions = {n: it for n, it in indicators.items() if inspect.isfunction(it)}
    yield _table(
        ("function", "gives"),
        ((f"[`{n}`](../methods.md#{n})", _summary(it)) for n, it in functions.items()),
    )
    yield "## Results of indicators\n"
    for name, it in indicators.items():
        if inspect.isclass(it):
            yield from _class(name, it)
    yield "## Reviews in a notebook\n"
    others = {name: it for name, it in ours.items() if name not in indicators}
    for name, it in sorted(others.items(), key=lambda item: inspect.isclass(item[1])):
        yield from _class(name, it) if inspect.isclass(it) else _function(name, it)


def _is_ours(name: str, it: object) -> bool:
    module = getattr(it, "__module__", None) or ""
    return not name.startswith("_") and module.startswith("genderlib.")


def _function(name: str, function: Any) -> Iterator[str]:
    found = sections(function)
    yield f"### {name}\n"
    yield f"```python\n{name}{arguments(function)}\n```\n"
    yield _prose(found["Summary"]) + "\n"
    for title in ("Parameters", "Returns", "Raises"):
        if title in found:
            yield f"**{title}**\n"
            yield "".join(_entries(found[title]))


def _entries(text: str) -> Iterator[str]:
    """Lines of a docstring's section: a name, its type, and the words below it."""
    for entry in re.split(r"\n(?=\S)", text):
        head, _, words = entry.partition("\n")
        name, _, kind = head.partition(" : ")
        what = f"`{name}`" + (f" ({kind})" if kind else "")
        said = " ".join(words.split())
        yield f"- {what}: {_prose(said)}\n" if said else f"- {what}\n"


def _class(name: str, it: type) -> Iterator[str]:
    yield f"### {name}\n"
    yield _prose(_summary(it)) + "\n"
    if above := _public_parent(it):
        name = above.__name__
        yield f"It has what a [`{name}`](#{name.lower()}) has, and:\n"
    fields = getattr(it, "_fields", None) or getattr(it, "__dataclass_fields__", {})
    rows = [(f"`{f}`", _field(it, f)) for f in fields]
    rows += [(f"`{_called(m, v)}`", _prose(_summary(v))) for m, v in _members(it)]
    yield _table(("name", "gives"), rows)


def _field(it: type, field: str) -> str:
    """What the class's docstring says of a field, else its type."""
    entries = re.split(r"\n(?=\S)", sections(it).get("Parameters", ""))
    said = {e.partition(" : ")[0]: " ".join(e.split("\n")[1:]) for e in entries}
    kind = inspect.get_annotations(it).get(field, "")
    return _prose(" ".join(said.get(field, "").split())) or f"`{kind}`"


def _public_parent(it: type) -> type | None:
    """The class it extends, where that has an entry of its own."""
    names = (parent for parent in it.__mro__[1:] if parent.__name__ in dir(genderlib))
    return next(names, None)


def _members(it: type) -> Iterator[tuple[str, Any]]:
    """Public methods and properties; not what the parent's entry has."""
    above = _public_parent(it)
    for name in dir(it):
        value = inspect.getattr_static(it, name)
        if above and inspect.getattr_static(above, name, None) is value:
            continue
        wrapped = getattr(value, "fget", None) or getattr(value, "func", value)
        module = getattr(wrapped, "__module__", None) or ""
        if _is_ours(name, wrapped) and module.startswith("genderlib."):
            yield name, value


def _called(name: str, value: Any) -> str:
    if not inspect.isfunction(value):
        return name
    return name + arguments(value).replace("(self, ", "(").replace("(self)", "()")


def _summary(it: object) -> str:
    return " ".join((inspect.getdoc(it) or "").split("\n\n")[0].split())


def _tables() -> Iterator[str]:
    dictionary = read_dictionary(ROOT / "data" / "datapackage.json")
    tables = dictionary.tables.values()
    yield _table(
        ("table", "holds"),
        ((f"[`{t.name}`](#{t.name})", t.descriptor["description"]) for t in tables),
    )
    for table in tables:
        yield from _described(table)
    yield "## The year's words\n"
    yield "`narrative.vi.md` and `narrative.en.md` of a year have these sections.\n"
    told = dictionary.descriptor["narrative"]["sections"]
    yield _table(
        ("section", "vi", "en"),
        ((f"`## {name}`", words["vi"], words["en"]) for name, words in told.items()),
    )


def _described(table: TableDescription) -> Iterator[str]:
    yield f"## {table.name}\n"
    yield table.descriptor["description"] + "\n"
    must = "required" if table.required else "optional"
    yield f"`data/{table.descriptor['pathPattern']}`, {must}.\n"
    yield _table(
        ("column", "type", "holds", "cột này là gì"),
        (
            (
                f"`{column.name}`",
                _type(column),
                column.descriptor["description"],
                column.descriptor.get("description_vi", ""),
            )
            for column in table.columns
        ),
    )


def _type(column: Column) -> str:
    values = [f"`{value}`" for value in column.constraints.get("enum", ())]
    must = "" if column.constraints.get("required") else ", may be blank"
    return (", ".join(values) or column.type) + must


def _prose(text: str) -> str:
    """Words of a docstring as Markdown: nothing in them is markup but code."""
    parts = re.split(r"(`[^`]*`)", text.replace("``", "`"))
    return "".join(
        part if part.startswith("`") else re.sub(r"([*_<|\\\[\]])", r"\\\1", part)
        for part in parts
    )


def _table(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [headings, ("---",) * len(headings), *rows]
    return "".join("| " + " | ".join(_cells(line)) + " |\n" for line in lines)


def _cells(line: tuple[str, ...]) -> Iterator[str]:
    return (re.sub(r"(?<!\\)\|", r"\\|", cell) for cell in line)


def main() -> None:
    """Write every page."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
        print((FOLDER / name).relative_to(ROOT))


if __name__ == "__main__":
    main()
