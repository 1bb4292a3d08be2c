"""Vietnamese text that a font of old days makes readable, and no program else."""

from __future__ import annotations

import re
from typing import Final

from genderlib.data.encodings import probable_encoding

# Letters and signs of Latin-1 that Vietnamese does not have, beside a letter. TCVN3
# and VNI put their own there, and only a font such as .VnTime shows them right.
_FOREIGN = "¡-»¼-¿ÄÅÆÇËÎÏÐÑÖØÛÜÞßäåæçëîïðñöøûüþÿ"
_SUSPECT = re.compile(f"[A-Za-zÀ-ÿ][{_FOREIGN}]|[{_FOREIGN}][A-Za-z]")
_FOOTNOTE = re.compile(r"[¹²³ªº]+")

CURES: Final = {
    "TCVN3": "Convert it to Unicode (UniKey: Ctrl+Shift+F6, from TCVN3 (ABC) to "
    "Unicode) and save it again, a csv as UTF-8.",
    "VNI": "Convert it to Unicode (UniKey: Ctrl+Shift+F6, from VNI Windows to "
    "Unicode) and save it again, a csv as UTF-8.",
    "CP1258": "Convert it to Unicode (UniKey: Ctrl+Shift+F6, from Vietnamese locale "
    "CP 1258 to Unicode) and save it again, a csv as UTF-8.",
}


def legacy_encoding(text: str) -> str | None:
    """The legacy encoding whose bytes a text shows as letters of Latin-1.

    Parameters
    ----------
    text : str
        Of a cell.

    Returns
    -------
    str or None
        TCVN3, VNI or CP1258; None where nothing speaks for them.

    Examples
    --------
    >>> legacy_encoding("Côc tr\\xad\\xebng")
    'TCVN3'
    >>> legacy_encoding("Cục trưởng") is None
    True
    """
    plain = _FOOTNOTE.sub("", text)
    if plain.isascii() or not _SUSPECT.search(plain):
        return None
    try:
        name = probable_encoding(plain.encode("latin-1"))
    except UnicodeEncodeError:
        return None
    return name if name in CURES else None
