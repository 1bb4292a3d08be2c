"""Checks of a finished page, beyond what axe sees: each gives its problems in words.

An empty list means that nothing was found. `test_page.py` shows each of them failing.
"""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import Comment, Declaration, Doctype

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
MOST_BYTES = 150_000
MOST_STYLE_BYTES = 12_000

# Where a digit may stand: it comes from the ledger, or is no figure of the review.
DIGIT_PLACES = (
    "data, time, svg [data-figure], [data-tick], .document-number, .interval-level, "
    ".version, .fingerprint"
)
REGION = "[tabindex='0'][role=region][aria-labelledby]"
SPOKEN_ATTRIBUTES = (
    "alt",
    "aria-description",
    "aria-label",
    "aria-roledescription",
    "aria-valuetext",
    "content",
    "label",
    "placeholder",
    "summary",
    "title",
)
# What browsers fetch without being asked; the href of an <a> waits for a reader.
FETCHED = (
    "action",
    "background",
    "cite",
    "data",
    "formaction",
    "ping",
    "poster",
    "src",
    "srcset",
    "xlink:href",
)
PLACEHOLDERS = re.compile(
    r"\s*(no (description|alt)\b.*|alt( text)?|chart|diagram|figure|graph|image|picture"
    r"|placeholder|svg|title|todo|untitled|biểu đồ|hình( ảnh)?|ảnh)?\W*",
    re.IGNORECASE,
)
VIETNAMESE_LETTER = re.compile(
    r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE
)
ENGLISH_WORD = re.compile(
    r"\b(and|are|for|from|has|have|is|not|of|on|that|the|this|was|were|with)\b",
    re.IGNORECASE,
)
VOID = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link"),
        *("meta", "source", "track", "wbr"),
    }
)


def problems(html: str, language: str, file_name: str = "annual_review") -> list[str]:
    """Everything that is wrong with a page."""
    page = BeautifulSoup(html, "html.parser")
    return [
        *unmarked_digits(page),
        *language_faults(page, language),
        *foreign_passages(page, language),
        *title_faults(page, file_name),
        *heading_faults(page),
        *landmark_faults(page),
        *table_faults(page),
        *alternative_faults(page),
        *repeated_ids(page),
        *dangling_references(page),
        *untraced_figures(page),
        *active_content(page),
        *fetched_addresses(page),
        *policy_faults(page),
        *size_faults(html),
        *unbalanced_elements(html),
    ]


def _texts(root: Tag) -> list[NavigableString]:
    """Text a reader sees or hears: no comments, no styles, no head."""
    unseen = (Comment, Declaration, Doctype)
    return [
        text
        for text in root.find_all(string=True)
        if not isinstance(text, unseen)
        and text.strip()
        and not text.find_parents(["head", "script", "style"])
    ]


def _within(node: Tag | NavigableString, places: frozenset[int]) -> bool:
    ancestors = [*([node] if isinstance(node, Tag) else []), *node.parents]
    return any(id(ancestor) in places for ancestor in ancestors)


def _places(page: Tag, selector: str) -> frozenset[int]:
    """The elements of a kind: asked for once, as a page has thousands of texts."""
    return frozenset(id(element) for element in page.select(selector))


def _short(text: str) -> str:
    return repr(" ".join(text.split())[:60])


def unmarked_digits(page: Tag) -> list[str]:
    """Digits in text or in spoken attributes that no figure stands behind."""
    places = _places(page, DIGIT_PLACES)
    found = [
        f"digit outside a figure: {_short(text)}"
        for text in _texts(page)
        if any(c.isnumeric() for c in text) and not _within(text, places)
    ]
    for element in page.select("body *"):
        found += [
            f"digit in {name} of <{element.name}>: {_short(str(element[name]))}"
            for name in SPOKEN_ATTRIBUTES
            if any(c.isnumeric() for c in str(element.get(name, "")))
        ]
    return found


def language_faults(page: Tag, language: str) -> list[str]:
    """The page says which language it is in, and it is that one."""
    said = page.html.get("lang") if page.html else None
    found = [] if said == language else [f"lang is {said!r}, not {language!r}"]
    found += [
        f"lang={element['lang']!r} on {_short(element.get_text())}"
        for element in page.select("body [lang]")
        if element["lang"] not in ("vi", "en")
    ]
    return found


def foreign_passages(page: Tag, language: str) -> list[str]:
    """Words in the other language that are not marked as such.

    Vietnamese is told by letters no English word has, English by three of its small
    words in one text. Names, which have a capital, belong to no language.
    """
    found, numbers = [], _places(page, ".document-number")
    for text in _texts(page):
        marked = text.find_parent(lang=True)
        spoken = marked["lang"] if marked else language
        if _within(text, numbers):
            continue
        if spoken == "en" and any(_is_vietnamese(w) for w in re.findall(r"\w+", text)):
            found.append(f"Vietnamese without lang: {_short(text)}")
        if spoken == "vi" and len(ENGLISH_WORD.findall(text)) >= 3:
            found.append(f"English without lang: {_short(text)}")
    return found


def _is_vietnamese(word: str) -> bool:
    return not word[0].isupper() and bool(VIETNAMESE_LETTER.search(word))


def title_faults(page: Tag, file_name: str) -> list[str]:
    """The title is words, and not the name of the file."""
    title = page.title.get_text().strip() if page.title else ""
    if not title:
        return ["no title"]
    if file_name in title or re.fullmatch(r"[\w.-]+", title):
        return [f"the title is a file name: {title!r}"]
    return []


def heading_faults(page: Tag) -> list[str]:
    """One first-level heading; no level is skipped; none is empty."""
    headings = page.find_all(re.compile(r"^h[1-6]$"))
    levels = [int(heading.name[1]) for heading in headings]
    found = [] if levels.count(1) == 1 else [f"{levels.count(1)} h1 headings"]
    if levels and levels[0] != 1:
        found.append(f"the first heading is an h{levels[0]}")
    found += [
        f"h{level} follows h{before}: {_short(heading.get_text())}"
        for before, level, heading in zip(
            levels, levels[1:], headings[1:], strict=False
        )
        if level > before + 1
    ]
    found += [f"empty {h.name}" for h in headings if not h.get_text(strip=True)]
    return found


def landmark_faults(page: Tag) -> list[str]:
    """Header, main, footer once; contents that name each section; a skip link first.

    A news item is short and has no contents: its sections are folded, one line each.
    """
    contents = 0 if page.select("body.news") else 1
    expected = {"body > header": 1, "main": 1, "body > footer": 1, "nav": contents}
    found = [
        f"{len(page.select(selector))} of {selector}"
        for selector, number in expected.items()
        if len(page.select(selector)) != number
    ]
    found += ["nav without a name" for nav in page.select("nav:not([aria-labelledby])")]
    first = page.select_one("body a[href], body [tabindex]")
    target = (first.get("href") or "") if first else ""
    main = page.select_one("main")
    if not main or target != f"#{main.get('id')}":
        found.append("the first link does not skip to main")
    listed = {a["href"] for a in page.select("nav a[href]")}
    found += [
        f"not in the contents: {_short(heading.get_text())}"
        for heading in page.select("main section > h2")
        if f"#{heading.get('id')}" not in listed
    ]
    return found


def table_faults(page: Tag) -> list[str]:
    """Each table has a caption and column headers; each header has text and scope."""
    found, regions = [], _places(page, REGION)
    for table in page.find_all("table"):
        caption = table.find("caption", recursive=False)
        name = _short(caption.get_text()) if caption else f"table {table.get('id')}"
        if not caption or not caption.get_text(strip=True):
            found.append(f"{name}: no caption")
        if not table.select("thead th[scope=col], thead th[scope=colgroup]"):
            found.append(f"{name}: no column header")
        for header in table.find_all("th"):
            if header.get("scope") not in ("col", "row", "colgroup", "rowgroup"):
                found.append(f"{name}: th without scope: {_short(header.get_text())}")
            if not header.get_text(strip=True):
                found.append(f"{name}: empty th")
        if not _within(table, regions):
            found.append(f"{name}: not in a region that scrolls by keyboard")
    return found


def alternative_faults(page: Tag) -> list[str]:
    """Each chart has a title and a description with figures; neither is a stopgap."""
    found = [f"<img> in the page: {_short(str(img))}" for img in page.find_all("img")]
    found += [
        f"figure without figcaption: {_short(figure.get_text())}"
        for figure in page.select("figure")
        if not figure.select_one(":scope > figcaption")
    ]
    for svg in page.select("svg:not([aria-hidden=true])"):
        title, desc = svg.find("title"), svg.find("desc")
        named = (svg.get("aria-labelledby") or "").split()
        texts = [part.get_text().strip() if part else "" for part in (title, desc)]
        if svg.get("role") != "img":
            found.append(f"svg without role=img: {_short(texts[0])}")
        for part, text in zip(("title", "desc"), texts, strict=True):
            if PLACEHOLDERS.fullmatch(text):
                found.append(f"svg {part} says nothing: {_short(text)}")
        if texts[0] and texts[0] == texts[1]:
            found.append(f"svg desc repeats the title: {_short(texts[0])}")
        if not (desc and desc.find(["data", "time"])):
            found.append(f"svg desc without figures: {_short(texts[0])}")
        if not all(part and part.get("id") in named for part in (title, desc)):
            found.append(f"svg not labelled by title and desc: {_short(texts[0])}")
    return found


def repeated_ids(page: Tag) -> list[str]:
    """Ids that more than one element has, and empty ones."""
    counts = Counter(element["id"] for element in page.select("[id]"))
    return [f"id {i!r} stands {n} times" for i, n in counts.items() if n > 1 or not i]


def dangling_references(page: Tag) -> list[str]:
    """Inner links, labels and SVG references to an id that is not there."""
    ids = {element["id"] for element in page.select("[id]")}
    found = []
    for element in page.find_all(True):
        for name, value in element.attrs.items():
            text = value if isinstance(value, str) else " ".join(value)
            targets = re.findall(r"url\(['\"]?#([^)'\"]*)", text)
            if name in ("href", "xlink:href") and text.startswith("#"):
                targets.append(text[1:])
            if name in ("aria-labelledby", "aria-describedby", "for", "headers"):
                targets += text.split()
            found += [f"#{t} is not there ({name})" for t in targets if t not in ids]
    return found


def untraced_figures(page: Tag) -> list[str]:
    """Figures without a line in the table of figures, and links to another's line."""
    lines = {row["id"] for row in page.select("table#figures tr[id]")}
    listed = _places(page, "#figures")
    shown = [e for e in page.select("[data-figure]") if not _within(e, listed)]
    cited = {f"figure-{element['data-figure']}" for element in shown}
    found = [f"{line} has no line" for line in sorted(cited - lines)]
    for link in page.select("a.figure"):
        inner = link.select_one("[data-figure]")
        if not inner or link.get("href") != f"#figure-{inner['data-figure']}":
            found.append(f"figure link leads elsewhere: {link.get('href')}")
    bare = _places(page, "a.figure, svg, figcaption")
    found += [
        f"figure without a link: {_short(element.get_text())}"
        for element in shown
        if not _within(element, bare)
    ]
    return found


def active_content(page: Tag) -> list[str]:
    """Scripts, embedded pages, forms, event handlers and addresses that run code."""
    barred = "script, iframe, object, embed, form, base, link, meta[http-equiv=refresh]"
    found = [f"<{element.name}> in the page" for element in page.select(barred)]
    for element in page.find_all(True):
        for name, value in element.attrs.items():
            if name.startswith("on"):
                found.append(f"{name} on <{element.name}>")
            if re.match(
                r"\s*(javascript|vbscript|data:text)", str(value), re.IGNORECASE
            ):
                found.append(f"{name} of <{element.name}> runs code")
    return found


def fetched_addresses(page: Tag) -> list[str]:
    """Addresses a browser would fetch by itself."""
    found = []
    for element in page.find_all(True):
        for name in (*FETCHED, *(["href"] if element.name != "a" else [])):
            value = str(element.get(name, ""))
            if value and not value.startswith(("#", "data:")):
                found.append(f"{name} of <{element.name}> fetches {_short(value)}")
        css = str(element.get("style", ""))
        css += element.get_text() if element.name == "style" else ""
        found += [
            f"style of <{element.name}> fetches {_short(address)}"
            for address in re.findall(
                r"@import[^;]*|url\(\s*['\"]?(?!#|data:)[^)]*", css
            )
        ]
    return found


def policy_faults(page: Tag) -> list[str]:
    """The content-security policy, before anything it has to hold back."""
    policy = page.select_one("head > meta[http-equiv=Content-Security-Policy]")
    if not policy or policy.get("content") != POLICY:
        return [f"policy is {policy and policy.get('content')!r}"]
    earlier = [e.name for e in policy.find_previous_siblings()]
    return [f"<{n}> stands before the policy" for n in earlier if n != "meta"]


def size_faults(html: str) -> list[str]:
    """Bytes of the page, and of its styles."""
    styles = "".join(re.findall(r"<style[^>]*>(.*?)</style>", html, re.DOTALL))
    sizes = [("page", html, MOST_BYTES), ("style", styles, MOST_STYLE_BYTES)]
    return [
        f"the {name} has {len(text.encode())} bytes, more than {most}"
        for name, text, most in sizes
        if len(text.encode()) > most
    ]


class _Balance(HTMLParser):
    """Elements that are not closed, or closed in another order than opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, _attrs: list) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list) -> None:
        """Nothing stays open."""

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            row, _ = self.getpos()
            last = self.open[-1] if self.open else "nothing"
            self.found.append(f"line {row}: </{tag}> where {last} is open")


def unbalanced_elements(html: str) -> list[str]:
    """A tag that is not closed would take the rest of the page into itself."""
    parser = _Balance()
    parser.feed(html)
    parser.close()
    return (parser.found or [f"<{tag}> stays open" for tag in parser.open])[:3]
