"""DOCX files for tests: a page by python-docx, as Word would hold it; and any body as plain XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import docx
from docx.oxml import parse_xml

from tests.made import Page, Paragraph, Table

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NUMBERED, _BULLETS = 901, 902


def _levels(kind: str) -> str:
    texts = [
        "\uf0a7" if kind == "bullet" else "".join(f"%{n}." for n in range(1, level + 2)) for level in range(9)
    ]
    return "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level, text in enumerate(texts)
    )


def write(page: Page, path: Path) -> None:
    """Write ``page`` as Word would."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    for number, kind in ((_NUMBERED, "decimal"), (_BULLETS, "bullet")):
        numbering.insert(
            0, parse_xml(f'<w:abstractNum {NAMES} w:abstractNumId="{number}">{_levels(kind)}</w:abstractNum>')
        )
        numbering.append(
            parse_xml(f'<w:num {NAMES} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
        )
    for item in page:
        if isinstance(item, Table):
            table = document.add_table(len(item.rows), max(len(row) for row in item.rows))
            for top, left, rows, columns in item.merged:
                table.cell(top, left).merge(table.cell(top + rows - 1, left + columns - 1))
            for row, (held, cells) in enumerate(zip(item.rows, table.rows, strict=True)):
                for column, (paragraphs, cell) in enumerate(zip(held, cells.cells, strict=False)):
                    for place, paragraph in enumerate(paragraphs if item.size_of(row, column)[0] else ()):
                        _fill(cell.paragraphs[0] if not place else cell.add_paragraph(), paragraph)
        else:
            _fill(document.add_paragraph(), item)
    document.save(str(path))


def _fill(made: docx.text.paragraph.Paragraph, paragraph: Paragraph) -> None:
    made.add_run(paragraph.text).bold = paragraph.heading or None
    if paragraph.numbered or paragraph.bullet:
        number = _NUMBERED if paragraph.numbered else _BULLETS
        made._p.get_or_add_pPr().append(
            parse_xml(
                f'<w:numPr {NAMES}><w:ilvl w:val="{paragraph.level}"/><w:numId w:val="{number}"/></w:numPr>'
            )
        )


def zipped(parts: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip archive of ``parts``; what tells its type stands first and plain, as OpenDocument has it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return file.getvalue()


def docx_of(
    body: str, *, numbering: str = "", styles: str = "", headers: Mapping[str, str] | None = None
) -> bytes:
    """Return a DOCX file with this XML in its parts; ``headers`` by the id of the relation that leads to them."""
    headers = headers or {}
    relations = "".join(
        f'<Relationship Id="{name}" Type="{_RELATED}/header" Target="{name}.xml"/>' for name in headers
    )
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        "word/numbering.xml": f"<w:numbering {NAMES}>{numbering}</w:numbering>",
        "word/styles.xml": f"<w:styles {NAMES}>{styles}</w:styles>",
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}'
            "</Relationships>"
        ),
    }
    parts |= {f"word/{name}.xml": f"<w:hdr {NAMES}>{content}</w:hdr>" for name, content in headers.items()}
    return zipped(parts)


def p(text: str, properties: str = "") -> str:
    """Return a paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """Return a run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def item(text: str, level: int = 0, number: int = 1) -> str:
    """Return a paragraph of a list."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def tc(content: str, properties: str = "") -> str:
    """Return a cell of a table; plain text becomes a paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content if content.startswith('<') else p(content)}</w:tc>"


def tbl(*rows: str, widths: tuple[int, ...] = ()) -> str:
    """Return a table of rows of cells."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def abstract(number: int, *levels: tuple[str, str] | tuple[str, str, str], more: str = "") -> str:
    """Return an abstract list: format, text and further properties of each level."""
    made = "".join(
        f'<w:lvl w:ilvl="{place}">'
        + ("" if "<w:start " in "".join(level[2:]) else '<w:start w:val="1"/>')
        + f'<w:numFmt w:val="{level[0]}"/><w:lvlText w:val="{level[1]}"/>{"".join(level[2:])}</w:lvl>'
        for place, level in enumerate(levels)
    )
    return f'<w:abstractNum w:abstractNumId="{number}">{more}{made}</w:abstractNum>'


def num(number: int, of: int, more: str = "") -> str:
    """Return a list of an abstract list."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'
