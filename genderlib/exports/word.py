"""A report in Word.

In Vietnamese it is an administrative report as Decree 30/2020/NĐ-CP has it (annex I);
in English a plain one. Every figure is a field that names it: DOCPROPERTY and the
figure's identifier, so that it is found again whatever becomes of the words around it.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final

from genderlib.exports.archive import make_archive, read_archive
from genderlib.exports.document import FIGURES, Box, Heading, Table, plain
from genderlib.exports.letter import add_head, add_signature, open_places
from genderlib.exports.oxml import add_properties
from genderlib.exports.sheet import new_sheet
from genderlib.exports.writer import Writer
from genderlib.text.export_words import export_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from genderlib.exports.document import Block, Document
    from genderlib.exports.finished import Finished

_LETTER: Final = "vi", "report"
"""Language and layout of what is an administrative document."""


def word(finished: Finished) -> bytes:
    """A report as a Word file.

    Parameters
    ----------
    finished : Finished

    Returns
    -------
    bytes
        A docx file; the same bytes for the same report.

    Raises
    ------
    LetterheadError
        If the table of letterheads cannot be read.
    """
    document = finished.document
    words = export_words(document.language)
    sheet = new_sheet(document)
    is_letter = _is_letter(document)
    writer = Writer(sheet, words, document.language, is_letter=is_letter)
    main, annex = _parts(document.blocks)
    if is_letter and not missing(finished):
        # Ready to be sent: what was to be checked before stays in the house.
        main = [block for block in main if not isinstance(block, Box)]
    if is_letter:
        add_head(sheet, finished, words)
    else:
        writer.subtitle(" · ".join([plain(document.masthead), *document.edition[1:]]))
    writer.write(main)
    if is_letter:
        add_signature(sheet, finished, words)
    writer.page_break()
    writer.annex(annex)
    writer.facts(
        (*document.about, (finished.report.name, f"SHA-256 {finished.sha256}"))
    )
    add_properties(sheet, writer.properties)
    target = BytesIO()
    sheet.save(target)
    return make_archive(read_archive(target.getvalue()))


def missing(finished: Finished) -> list[str]:
    """Values that the head of the report lacks, by their column in the table."""
    return open_places(finished) if _is_letter(finished.document) else []


def _is_letter(document: Document) -> bool:
    return (document.language, document.layout) == _LETTER


def _parts(blocks: Sequence[Block]) -> tuple[Sequence[Block], Sequence[Block]]:
    """The report, and its last section with the table of all figures."""
    end = next(
        (at for at, b in enumerate(blocks) if _is_ledger(b)),
        len(blocks),
    )
    start = max(
        (
            at
            for at, b in enumerate(blocks[:end])
            if isinstance(b, Heading) and b.level == 2
        ),
        default=end,
    )
    return blocks[:start], blocks[start:]


def _is_ledger(block: Block) -> bool:
    return isinstance(block, Table) and block.identifier == FIGURES
