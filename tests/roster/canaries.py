"""Looks for names everywhere: in plain text, in archives, in what is coded."""

import base64
import contextlib
import html
import io
import json
import re
import urllib.parse
import zipfile
import zlib
from pathlib import Path

import pyarrow.parquet as pq

_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{16,}={0,2}")
_GZIP = re.compile(rb"\x1f\x8b\x08")
_HEX = re.compile(rb"(?:[0-9a-fA-F]{2}){8,}")
DEEPEST = 4


def find_names(names, *places):
    """Names that are found in folders, files or texts, with where they are."""
    wanted = {name: forms(name) for name in names}
    stems = {stem for name in names for stem in forms(name.split(" ")[0])}
    return {
        (name, where)
        for place in places
        for where, content in contents(place)
        for layer in layers(content)
        if any(stem in layer for stem in stems)
        for name, coded in wanted.items()
        if any(form in layer for form in coded)
    }


def forms(name):
    """The bytes a name may stand in."""
    return {
        name.encode(),
        name.encode("utf-16-le"),
        name.encode("utf-16-be"),
        json.dumps(name)[1:-1].encode(),
        urllib.parse.quote(name).encode(),
        html.escape(name).encode(),
        name.encode("ascii", "xmlcharrefreplace"),
    }


def contents(place):
    """Every file of a folder, its name too; or a text."""
    if isinstance(place, str):
        yield "text", place.encode()
        return
    for path in sorted(Path(place).rglob("*")):
        where = str(path.relative_to(place))
        yield where, where.encode()
        if path.is_file() and not path.is_symlink():
            yield where, path.read_bytes()


def layers(content, depth=0):
    """The bytes themselves and whatever they unpack to."""
    yield content
    if depth < DEEPEST:
        for inside in unpacked(content):
            yield from layers(inside, depth + 1)
        for inside in coded(content):
            # What was no code but a word is noise, in which nothing else is coded.
            yield from layers(inside, depth + 1 if is_something(inside) else DEEPEST)


def unpacked(content):
    """What lies in an archive, a compressed stream, a table or a coded text."""
    for found in _GZIP.finditer(content):
        with contextlib.suppress(zlib.error):
            yield zlib.decompressobj(wbits=31).decompress(content[found.start() :])
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from (archive.read(name) for name in archive.namelist())
    if content[:4] == content[-4:] == b"PAR1":
        table = pq.read_table(io.BytesIO(content))
        yield repr(table.to_pydict()).encode()
        yield repr(table.schema.metadata).encode()


def is_something(content):
    """Whether bytes are text or begin as an archive does."""
    if content[:2] in {b"\x1f\x8b", b"PK"}:
        return True
    return sum(32 <= byte < 127 for byte in content[:200]) > len(content[:200]) * 0.9


def coded(content):
    """Parts that read as base64, from any of four places on, or as hexadecimal."""
    for found in _BASE64.findall(content):
        letters = found.rstrip(b"=").replace(b"-", b"+").replace(b"_", b"/")
        for start in range(4):
            part = letters[start:]
            # One letter left over holds no whole byte; two or three do, with padding.
            part = part[:-1] if len(part) % 4 == 1 else part
            yield base64.b64decode(part + b"=" * (-len(part) % 4))
    for found in _HEX.findall(content):
        yield bytes.fromhex(found.decode())
