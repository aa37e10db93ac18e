"""ODT (OpenDocument text, as LibreOffice writes it): the text as the reader of the page sees it.

Tracked changes are taken as accepted: the format keeps what was deleted apart, and it is left there. In are automatic
numbers and bullets, sections, text frames (once, before the paragraph they hang on) and links. Out are hidden text
and sections, notes, comments, indexes, page numbers, and page headers and footers but for a header with an approval
(see :func:`ajgraph.documents.flow.of_header`), which comes before the first page of its page style.
"""

from __future__ import annotations

from itertools import accumulate
from typing import Final

from ajgraph.blocks import Block
from ajgraph.documents.flow import COLUMN, Box, Grid, Item, Text, blocks_of, of_header
from ajgraph.documents.odt_lists import STYLE, TEXT, Count, Lists, name_of
from ajgraph.documents.odt_text import DRAW, OFFICE, Paragraph, hidden_styles, is_drawing
from ajgraph.documents.packages import Element, Package, whole

_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_PARAGRAPHS: Final = frozenset({f"{TEXT}p", f"{TEXT}h"})
_OUT: Final = frozenset(
    f"{TEXT}{name}"
    for name in (
        "table-of-content", "alphabetical-index", "illustration-index", "table-index", "object-index", "user-index",
        "bibliography", "tracked-changes",
    )
) | {f"{OFFICE}forms"}  # fmt: skip
_ROW_GROUPS: Final = frozenset(f"{_TABLE}table-{name}" for name in ("header-rows", "rows", "row-group"))
_HEADERS: Final = ("header-first", "header")


def blocks(content: bytes, where: str) -> tuple[Block, ...]:
    """Return the blocks of an ODT file; lines are paragraphs and the lines that breaks make in them.

    Raises :class:`~ajgraph.errors.UnreadableInput` for a file that is damaged, encrypted or far too large.
    """
    package = Package(content, where, "ODT")
    manifest = package.xml("META-INF/manifest.xml")
    if manifest is not None and any(one.tag.endswith("}encryption-data") for one in manifest.iter()):
        raise package.encrypted()
    return blocks_of(_Reader(package).items())


class _Reader:
    def __init__(self, package: Package) -> None:
        self.body = package.need("content.xml").find(f"{OFFICE}body/{OFFICE}text")
        if self.body is None:
            raise package.damaged()
        roots = [self.body.getroottree().getroot()]
        if (styles := package.xml("styles.xml")) is not None:
            roots.append(styles)
        self.lists = Lists(roots)
        self.hidden = hidden_styles(roots)
        named = {one.get(f"{STYLE}name"): one for root in roots for one in root.iter(f"{STYLE}style")}
        self.master_of = {name: master for name, one in named.items() if (master := _master(one))}
        self.off = {name for name, one in named.items() if one.get(f"{STYLE}list-style-name") == ""}
        self.masters = {one.get(f"{STYLE}name"): one for one in _of(styles, f"{STYLE}master-page")}
        self.headers: list[list[Item]] = []
        self.begun: set[Element] = set()

    def items(self) -> list[Item]:
        """Return the paragraphs and tables of the document, approvals in page headers in their places."""
        found: list[Item] = []
        first = next(
            (one for one in self.body.iter() if one.tag in _PARAGRAPHS or one.tag == f"{_TABLE}table"), None
        )
        if self._new_master(first) is None:
            found.extend(self._header(self.masters.get("Standard")))
        self._add_content(self.body, found)
        return found

    # -- page headers -------------------------------------------------------------------------------------

    def _new_master(self, element: Element | None) -> Element | None:
        """Return the page style that begins at ``element``, if one does."""
        if element is None:
            return None
        name = element.get(f"{TEXT}style-name") or element.get(f"{_TABLE}style-name")
        return self.masters.get(self.master_of.get(name))

    def _header(self, master: Element | None) -> list[Item]:
        """Return what the headers of a page style, and of the one after it, say and was not shown before."""
        found: list[Item] = []
        opens = not self.begun
        following = None if master is None else self.masters.get(master.get(f"{STYLE}next-style-name"))
        for page in (master, following):
            if page is None or page in self.begun:
                continue
            self.begun.add(page)
            for name in _HEADERS:
                header = page.find(f"{STYLE}{name}")
                if header is None or header.get(f"{STYLE}display") == "false":
                    continue
                items: list[Item] = []
                self._add_content(header, items)
                if (kept := of_header(items, opens=opens and not found)) and kept not in self.headers:
                    self.headers.append(kept)
                    found.extend(kept)
        return found

    # -- content ------------------------------------------------------------------------------------------

    def _add_content(self, parent: Element, out: list[Item]) -> None:
        for element in parent:
            tag = element.tag
            if (master := self._new_master(element)) is not None:
                out.extend(self._header(master))
            if tag in _PARAGRAPHS:
                self._add_paragraph(element, out)
            elif tag == f"{TEXT}list":
                style = name_of(element)
                self._add_list(element, out, self.lists.begin(element, style), style, 0)
            elif tag == f"{_TABLE}table":
                out.append(self._table(element))
            elif is_drawing(element):
                self._add_drawing(element, out)
            elif tag not in _OUT and not self._is_hidden(element):
                self._add_content(element, out)

    def _is_hidden(self, element: Element) -> bool:
        shown: bool = element.get(f"{TEXT}display") != "none" and element.get(f"{TEXT}is-hidden") != "true"
        return not shown

    def _add_paragraph(self, element: Element, out: list[Item], sign: str = "") -> None:
        style = element.get(f"{TEXT}style-name")
        if style in self.hidden:
            return
        paragraph = Paragraph(element, self.hidden)
        for drawing in paragraph.drawings:
            self._add_drawing(drawing, out)
        if not sign and element.tag == f"{TEXT}h" and paragraph.text.strip():
            sign = self._outline_sign(element, style)
        if paragraph.text.strip() or sign:
            out.append(Text(paragraph.text, sign))

    def _outline_sign(self, heading: Element, style: str | None) -> str:
        """Return the number of a heading that stands in no list."""
        if heading.get(f"{TEXT}is-list-header") == "true" or style in self.off:
            return ""
        level = max(0, whole(heading.get(f"{TEXT}outline-level"), 1) - 1)
        start = (
            heading.get(f"{TEXT}start-value") if heading.get(f"{TEXT}restart-numbering") == "true" else None
        )
        return self.lists.sign(self.lists.outline, "", level, None if start is None else whole(start, 1))

    def _add_list(self, element: Element, out: list[Item], count: Count, style: str, level: int) -> None:
        for item in element:
            if item.tag not in (f"{TEXT}list-item", f"{TEXT}list-header"):
                continue
            counted = item.tag == f"{TEXT}list-header"
            for child in item:
                if child.tag in _PARAGRAPHS:
                    sign = ""
                    if not counted:
                        start = item.get(f"{TEXT}start-value")
                        sign = self.lists.sign(
                            count, style, level, None if start is None else whole(start, 1)
                        )
                        counted = True
                    if (master := self._new_master(child)) is not None:
                        out.extend(self._header(master))
                    self._add_paragraph(child, out, sign)
                elif child.tag == f"{TEXT}list":
                    inner = name_of(child) or style
                    self._add_list(child, out, count, inner, level + 1)

    def _add_drawing(self, drawing: Element, out: list[Item]) -> None:
        """Add the paragraphs of a text frame or shape; of several renderings of an object none is text."""
        if drawing.tag in (f"{DRAW}object", f"{DRAW}object-ole", f"{DRAW}image"):
            return
        for child in drawing:
            if child.tag in _PARAGRAPHS or child.tag in (f"{TEXT}list", f"{_TABLE}table", f"{TEXT}section"):
                self._add_content([child], out)
            elif is_drawing(child):
                self._add_drawing(child, out)

    # -- tables -------------------------------------------------------------------------------------------

    def _table(self, table: Element) -> Grid:
        grid = Grid()
        rows = _rows(table)
        shown = [row.get(f"{_TABLE}visibility", "visible") == "visible" for row in rows]
        before = [0, *accumulate(shown)]  # how many rows that can be seen come before each
        for place, row in enumerate(rows):
            if not shown[place]:
                continue
            column = 0
            boxes: list[Box] = []
            for cell in row:
                if cell.tag == f"{_TABLE}table-cell":
                    wide = max(1, whole(cell.get(f"{_TABLE}number-columns-spanned"), 1))
                    below = place + max(1, whole(cell.get(f"{_TABLE}number-rows-spanned"), 1))
                    high = before[min(below, len(rows))] - before[place]
                    box = Box(column * COLUMN, right=(column + wide) * COLUMN, rows=high)
                    self._add_content(cell, box.items)
                    boxes.append(box)
                column += max(1, whole(cell.get(f"{_TABLE}number-columns-repeated"), 1))
            grid.rows.append(boxes)
        return grid


def _rows(table: Element) -> list[Element]:
    found: list[Element] = []
    for child in table:
        if child.tag in _ROW_GROUPS:
            found.extend(_rows(child))
        elif child.tag == f"{_TABLE}table-row":
            found.append(child)
    return found


def _master(style: Element) -> str:
    name: str = style.get(f"{STYLE}master-page-name") or ""
    return name


def _of(root: Element | None, tag: str) -> list[Element]:
    return [] if root is None else list(root.iter(tag))
