"""Markdown files: links lead somewhere, commands exist, pages can be found."""

import re
import shlex
from collections import Counter
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import click
import mistune
import pytest

from genderlib.cli import main

ROOT = Path(__file__).resolve().parent.parent
LEFT = {"reports", "processed", "build", "dist", "node_modules"}
PAGES = [
    path
    for path in sorted(ROOT.rglob("*.md"))
    if not any(part in LEFT or part[0] == "." for part in path.relative_to(ROOT).parts)
] + [ROOT / "reports" / "README.md", ROOT / "data" / "processed" / "README.md"]
IDS = [path.relative_to(ROOT).as_posix() for path in PAGES]
# What lies there is met where it lies, not read as documentation.
ELSEWHERE = ("data/", "reports/", "tests/")


@cache
def tokens(path):
    parse = mistune.create_markdown(renderer="ast", plugins=["table", "strikethrough"])
    return list(flat(parse(path.read_text(encoding="utf-8"))))


def flat(those):
    for token in those:
        yield token
        yield from flat(token.get("children", ()))


def text_of(token):
    return "".join(t.get("raw", "") for t in flat([token]))


def links(path):
    """What a page links to and shows, as written."""
    for token in tokens(path):
        if token["type"] in {"link", "image"}:
            yield token["attrs"]["url"]


@cache
def anchors(path):
    """Names of the headings of a page, as GitHub and GitLab make them."""
    seen = Counter()
    found = set()
    for token in tokens(path):
        if token["type"] == "heading":
            words = re.sub(r"[^\w\- ]", "", text_of(token).strip().lower())
            name = words.replace(" ", "-")
            found.add(f"{name}-{seen[name]}" if seen[name] else name)
            seen[name] += 1
    return found


def broken(path):
    """Links of a page to a file or heading that is not there."""
    for url in links(path):
        if re.match(r"[a-z]+:", url):
            continue
        place, _, anchor = unquote(url).partition("#")
        target = (path.parent / place).resolve() if place else path
        if not target.exists() or not target.is_relative_to(ROOT):
            yield f"{url}: no such file"
        elif anchor and anchor not in anchors(target):
            yield f"{url}: no such heading"


@pytest.mark.parametrize("path", PAGES, ids=IDS)
def test_links_lead_to_a_file_and_a_heading(path):
    assert list(broken(path)) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("[a](b.md)", ["b.md: no such file"], id="file"),
        pytest.param("![a](b.png)", ["b.png: no such file"], id="picture"),
        pytest.param("[a](#two-words)", [], id="heading"),
        pytest.param("[a](#other)", ["#other: no such heading"], id="no-heading"),
        pytest.param("[a](#nữ-và-nam)", [], id="vietnamese"),
        pytest.param("[a](#x-1)", [], id="second-of-one-name"),
        pytest.param("[a](https://example.org/b.md)", [], id="address"),
        pytest.param("`[a](b.md)`", [], id="code"),
        pytest.param("| [a](b.md) |\n|---|", ["b.md: no such file"], id="table"),
        pytest.param("[a][b]\n\n[b]: c.md", ["c.md: no such file"], id="reference"),
    ],
)
def test_a_broken_link_is_found(line, expected, tmp_path, monkeypatch):
    monkeypatch.setattr(f"{__name__}.ROOT", tmp_path)
    page = tmp_path / "page.md"
    page.write_text(
        f"# Two, words\n\n## Nữ và nam\n\n## `x`\n\n## x\n\n{line}\n", "utf-8"
    )

    assert list(broken(page)) == expected


def test_every_page_is_reached_from_the_readme():
    reached, open_pages = set(), [ROOT / "README.md"]
    while open_pages:
        page = open_pages.pop()
        if page not in reached:
            reached.add(page)
            places = (unquote(url).partition("#")[0] for url in links(page))
            targets = ((page.parent / place).resolve() for place in places if place)
            open_pages += [t for t in targets if t.suffix == ".md" and t.is_file()]

    unreached = set(IDS) - {page.relative_to(ROOT).as_posix() for page in reached}
    assert [name for name in sorted(unreached) if not name.startswith(ELSEWHERE)] == []


def test_every_picture_is_shown_somewhere():
    shown = {
        (page.parent / unquote(url)).resolve() for page in PAGES for url in links(page)
    }
    pictures = ROOT / "docs" / "pictures"

    assert [path.name for path in sorted(pictures.iterdir()) if path not in shown] == []


def test_every_picture_has_words_for_those_who_do_not_see_it():
    bare = [
        (path.name, token["attrs"]["url"])
        for path in PAGES
        for token in tokens(path)
        if token["type"] == "image" and len(text_of(token)) < 30
    ]

    assert bare == []


def written_commands(path):
    """Lines of the page's blocks of commands that call `genderlib`."""
    for token in tokens(path):
        if token["type"] == "block_code" and token.get("attrs", {}).get("info") in {
            "console",
            "sh",
        }:
            text = token["raw"].replace("\\\n", " ")
            # Where commands stand after a $, the other lines are answers.
            prompt = r"\$ " if re.search(r"(?m)^\$ ", text) else ""
            yield from re.findall(rf"(?m)^{prompt}(?:\S*/)?genderlib (.*)", text)


def misspelt(line):
    """What is wrong with the words of a command, without running it."""
    words = shlex.split(line.partition("  #")[0].partition(" > ")[0])
    if words[0].startswith("-"):
        return None
    context = click.Context(main, info_name="genderlib")
    command = main.get_command(context, words[0])
    if command is None:
        return f"{words[0]}: no such command"
    try:
        with command.make_context(words[0], words[1:], parent=context):
            return None
    except click.UsageError as error:
        return error.message


@pytest.mark.parametrize("path", PAGES, ids=IDS)
def test_commands_shown_are_commands_there_are(path):
    wrong = {line: misspelt(line) for line in written_commands(path)}

    assert {line: why for line, why in wrong.items() if why} == {}


def test_a_command_with_an_unknown_option_is_found():
    assert misspelt("render --organization stameq").startswith("No such option")
    assert misspelt("rendr") == "rendr: no such command"
