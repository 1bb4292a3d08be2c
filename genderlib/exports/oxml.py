"""What Word files hold and python-docx has no words for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape, quoteattr

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_CUSTOM: Final = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_FORMAT: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_PROPERTIES: Final = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/'
    '2006/docPropsVTypes">'
)


def add_field(paragraph: Paragraph, code: str, text: str) -> list[Run]:
    """Add a field that shows a text until somebody updates it.

    Parameters
    ----------
    paragraph : Paragraph
    code : str
        What the field is: ``PAGE``, ``DOCPROPERTY name``.
    text : str
        What it shows.

    Returns
    -------
    list of Run
        Its runs; all of them want the same look, programs differ in which they take.
    """
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = f" {code} "
    marks = [_mark("begin"), instruction, _mark("separate")]
    runs = [_run_of(paragraph, mark) for mark in marks]
    runs.append(paragraph.add_run(text))
    return [*runs, _run_of(paragraph, _mark("end"))]


def _mark(kind: str) -> Any:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    return mark


def _run_of(paragraph: Paragraph, element: Any) -> Run:
    run = paragraph.add_run()
    run._r.append(element)  # noqa: SLF001  no other way
    return run


def add_properties(document: Document, values: Mapping[str, str]) -> None:
    """Add the custom properties that DOCPROPERTY fields show."""
    lines = [
        f'<property fmtid="{_FORMAT}" pid="{number}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(values.items(), start=2)
    ]
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    content = f"{head}{_PROPERTIES}{''.join(lines)}</Properties>".encode()
    package = document.part.package
    part = Part(PackURI("/docProps/custom.xml"), _CUSTOM, content, package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def describe_picture(run: Run, title: str, description: str) -> None:
    """Give a picture its text alternative."""
    for properties in run._r.iter(qn("wp:docPr")):  # noqa: SLF001  no other way
        properties.set("name", title[:250])
        properties.set("title", title)
        properties.set("descr", description)


def repeat_header(row: Any) -> None:
    """Show a row at the top of each page its table goes over."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001  no other way
    properties.append(OxmlElement("w:tblHeader"))


def keep_whole(row: Any) -> None:
    """Leave a row on one page."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001  no other way
    properties.insert(0, OxmlElement("w:cantSplit"))


def describe_table(table: Any, caption: str) -> None:
    """Give a table a name for those who hear it."""
    title = OxmlElement("w:tblCaption")
    title.set(qn("w:val"), caption)
    properties = table._tbl.tblPr  # noqa: SLF001  no other way
    properties.append(title)


def set_borders(element: Any, **sides: str) -> None:
    """Lines around a paragraph; each side is `single` or `none`."""
    lines = "".join(
        f'<w:{side} w:val="{kind}" w:sz="6" w:space="1" w:color="000000"/>'
        for side, kind in sides.items()
    )
    borders = parse_xml(f"<w:pBdr {nsdecls('w')}>{lines}</w:pBdr>")
    element.get_or_add_pPr().insert_element_before(
        borders,
        *("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind"),
        *("w:jc", "w:outlineLvl", "w:rPr", "w:sectPr"),
    )


def set_language(properties: Any, language: str) -> None:
    """Say the language of words, for spelling and for those who hear them."""
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    mark = OxmlElement("w:lang")
    for name in ("w:val", "w:eastAsia", "w:bidi"):
        mark.set(qn(name), language)
    properties.append(mark)


def add_link(paragraph: Paragraph, address: str, text: str) -> Any:
    """A run that leads to an address outside the report."""
    reference = paragraph.part.relate_to(
        address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), reference)
    run = paragraph.add_run(text)
    link.append(run._r)  # noqa: SLF001  no other way
    paragraph._p.append(link)  # noqa: SLF001  no other way
    return run
