"""ODT files for tests as plain XML, in the form LibreOffice writes."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path

from tests.made import Page, Paragraph, Table
from tests.made_docx import zipped

_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{uri}:1.0"'
    for name, uri in (
        ("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"), ("draw", "drawing"),
        ("manifest", "manifest"),
    )
)  # fmt: skip
_LEVELS = "".join(
    f'<text:list-level-style-number text:level="{level}" style:num-format="1" style:num-suffix="."'
    f' text:display-levels="{level}"/>'
    for level in range(1, 10)
)
_BULLETS = "".join(
    f'<text:list-level-style-bullet text:level="{level}" text:bullet-char="\u2022"/>'
    for level in range(1, 10)
)
_STYLES = (
    f'<text:list-style style:name="L1">{_LEVELS}</text:list-style>'
    f'<text:list-style style:name="L2">{_BULLETS}</text:list-style>'
)


def odt_of(
    body: str,
    *,
    automatic: str = "",
    styles: str = "",
    masters: str = "",
    parts: Mapping[str, str] | None = None,
) -> bytes:
    """Return an ODT file with this XML in its parts."""
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in (
            ("/", "application/vnd.oasis.opendocument.text"),
            ("content.xml", "text/xml"),
            ("styles.xml", "text/xml"),
        )
    )
    content = (
        f'<office:document-content {_NAMES} office:version="1.3" xmlns:xlink="http://www.w3.org/1999/xlink">'
        f"<office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    common = (
        f'<office:document-styles {_NAMES} office:version="1.3"><office:styles>{styles}</office:styles>'
        f"<office:master-styles>{masters}</office:master-styles></office:document-styles>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "styles.xml": common,
            "META-INF/manifest.xml": f"<manifest:manifest {_NAMES}>{entries}</manifest:manifest>",
            **(parts or {}),
        }
    )


def write(page: Page, path: Path) -> None:
    """Write ``page`` as LibreOffice would."""
    body = "".join(_table(item) if isinstance(item, Table) else _paragraph(item) for item in page)
    path.write_bytes(odt_of(body, automatic=_STYLES))


def text(plain: str) -> str:
    """Return text with its tabs and breaks as elements."""
    return escape(plain).replace("\t", "<text:tab/>").replace("\n", "<text:line-break/>")


def p(plain: str, style: str = "") -> str:
    """Return a paragraph."""
    return f'<text:p text:style-name="{style}">{text(plain)}</text:p>'


def _paragraph(paragraph: Paragraph) -> str:
    if not (paragraph.numbered or paragraph.bullet):
        if paragraph.heading:
            return f'<text:h text:outline-level="1">{text(paragraph.text)}</text:h>'
        return p(paragraph.text)
    made = p(paragraph.text)
    for level in range(paragraph.level, -1, -1):
        style = "" if level else f'text:style-name="{"L1" if paragraph.numbered else "L2"}"'
        goes_on = "" if level or not paragraph.numbered else 'text:continue-numbering="true"'
        made = f"<text:list {style} {goes_on}><text:list-item>{made}</text:list-item></text:list>"
    return made


def _table(table: Table) -> str:
    def cell(paragraphs: tuple[Paragraph, ...], rows: int, columns: int) -> str:
        if not rows:
            return "<table:covered-table-cell/>"
        size = f'table:number-rows-spanned="{rows}" table:number-columns-spanned="{columns}"'
        content = "".join(_paragraph(one) for one in paragraphs)
        return f"<table:table-cell{f' {size}' * (rows + columns > 2)}>{content}</table:table-cell>"

    rows = "".join(
        "<table:table-row>"
        + "".join(cell(one, *table.size_of(place, column)) for column, one in enumerate(row))
        + "</table:table-row>"
        for place, row in enumerate(table.rows)
    )
    columns = max(len(row) for row in table.rows)
    return f'<table:table><table:table-column table:number-columns-repeated="{columns}"/>{rows}</table:table>'
