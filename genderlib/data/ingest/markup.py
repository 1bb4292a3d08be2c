"""XML read piece by piece, never as a whole, with a bound on every number."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from genderlib.data.ingest.archives import refuse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genderlib.data.ingest.archives import Package

DEEPEST: Final = 200
# A cell makes two or three elements; a table that is collected has a few thousand.
MOST_ELEMENTS: Final = 200_000


def elements(package: Package, part: str) -> Iterator[tuple[bool, str, Any]]:
    """Every beginning and end of an element of a part, in order.

    Parameters
    ----------
    package : Package
    part : str
        Name of the part.

    Yields
    ------
    tuple of (bool, str, Element)
        Whether it ends, the name without its namespace, and the element.

    Raises
    ------
    Refused
        If the part is not well formed, declares entities or is far too large.
    """
    # Loaded here: the import takes as long as reading a small workbook.
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, iterparse

    content = io.BytesIO(package.part(part))
    depth = 0
    try:
        for event, element in iterparse(content, ("start", "end"), forbid_dtd=True):
            ends = event == "end"
            depth += -1 if ends else 1
            package.elements += ends
            if depth > DEEPEST or package.elements > MOST_ELEMENTS:
                message = "the file is far larger or deeper than a table"
                cure = "Delete what is not needed and save it again."
                raise refuse(package.file, message, cure, part)
            yield ends, element.tag.rpartition("}")[2], element
    except DefusedXmlException as error:
        raise package.declaration(part) from error
    except (ParseError, ValueError, LookupError) as error:
        message = "a part of the file is not well-formed XML"
        cure = "Open and save it again, or ask for the file again."
        raise refuse(package.file, message, cure, f"{part}: {error}") from error


def attribute(element: Any, name: str) -> str:
    """An attribute by its name without namespace; empty where it is absent."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""
