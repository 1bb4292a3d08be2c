"""XML read piece by piece, never as a whole, with a bound on every number.

expat itself and no tree above it: a third of the time, and memory that does not grow
with the file. A document type declaration, without which no entity can be declared, is
refused where it begins; other files are never asked for.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from genderlib.data.ingest.archives import refuse

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from genderlib.data.ingest.archives import Package

    Attributes = Mapping[str, str]
    Starts = Mapping[str, Callable[[Attributes], None]]
    Ends = Mapping[str, Callable[[str], None]]

DEEPEST: Final = 200
# A cell makes two or three elements; a table that is collected has a few thousand.
MOST_ELEMENTS: Final = 200_000


def parse(package: Package, part: str, starts: Starts, ends: Ends) -> None:
    """Call what is to be done at the beginning and end of elements.

    Parameters
    ----------
    package : Package
    part : str
        Name of the part.
    starts : mapping of str to callable
        By the name of an element without its prefix; called with its attributes,
        whose names have no prefix either and which are "" where they are absent.
    ends : mapping of str to callable
        Called with the text since the last tag.

    Raises
    ------
    Refused
        If the part is not well formed, declares entities or is far too large.
    """
    content = package.part(part)
    reader = _Reader(package, part, starts, ends)
    try:
        reader.parser.Parse(content, True)
    except expat.ExpatError as error:
        raise reader.broken(str(error)) from error
    except (ValueError, LookupError) as error:
        raise reader.broken(type(error).__name__) from error


class _Reader:
    """The handlers of one parser."""

    def __init__(self, package: Package, part: str, starts: Starts, ends: Ends) -> None:
        self.package, self.part = package, part
        self.starts, self.ends = starts, ends
        self.depth = 0
        self.pieces: list[str] = []
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self.declared
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.pieces.append

    def declared(self, *_: object) -> None:
        raise self.package.declaration(self.part)

    def start(self, name: str, given: dict[str, str]) -> None:
        self.depth += 1
        self.package.elements += 1
        if self.depth > DEEPEST or self.package.elements > MOST_ELEMENTS:
            message = "the file is far larger or deeper than a table"
            cure = "Delete what is not needed and save it again."
            raise refuse(self.package.file, message, cure, self.part)
        self.pieces.clear()
        handler = self.starts.get(name.rpartition(":")[2])
        if handler:
            names = {key.rpartition(":")[2]: value for key, value in given.items()}
            handler(defaultdict(str, names))

    def end(self, name: str) -> None:
        self.depth -= 1
        handler = self.ends.get(name.rpartition(":")[2])
        if handler:
            handler("".join(self.pieces))
        self.pieces.clear()

    def broken(self, error: str) -> Exception:
        message = "a part of the file is not well-formed XML"
        cure = "Open and save it again, or ask for the file again."
        return refuse(self.package.file, message, cure, f"{self.part}: {error}")
