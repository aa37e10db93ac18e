"""DOCX (Word, Office Open XML, transitional and strict): the text as the reader of the page sees it.

Tracked changes are taken as accepted: insertions and the places text was moved to are in, deletions and the places
it was moved from are out, and so are rows and paragraph ends that were deleted. In are content controls, links, the
results of fields, text boxes (once, before the paragraph they hang on), automatic numbers and bullets. Out are hidden
text, the prompts of empty content controls, footnotes, comments, tables of contents, page numbers, and page headers
and footers but for a header with an approval (see :func:`ajgraph.documents.flow.of_header`), which comes first in its
section. Capitals that are only a format are not kept.
"""

from __future__ import annotations

import posixpath
from itertools import accumulate, pairwise
from typing import Final

from ajgraph.blocks import Block
from ajgraph.documents.docx_numbering import Numbering, Styles, StyleSheet, W, is_on, style_sheet, value_of
from ajgraph.documents.docx_runs import Runs, inner, is_deleted
from ajgraph.documents.flow import COLUMN, Box, Grid, Item, Text, blocks_of, of_header
from ajgraph.documents.packages import Element, Package, whole

_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT: Final = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _R[1:-1].encode()),
)
"""The names of the strict form in those of the usual one: the elements are the same."""

_P, _TBL, _TC, _TR, _PPR, _RPR = (f"{W}{name}" for name in ("p", "tbl", "tc", "tr", "pPr", "rPr"))
_SECTION: Final = f"{W}sectPr"


def blocks(content: bytes, where: str) -> tuple[Block, ...]:
    """Return the blocks of a DOCX file; lines are paragraphs and the lines that breaks make in them.

    Raises :class:`~ajgraph.errors.UnreadableInput` for a file that is damaged, encrypted or far too large.
    """
    return blocks_of(_Reader(_Parts(Package(content, where, "DOCX"))).items())


class _Parts:
    """The parts of the file by what they are, found by the relations that the file states."""

    def __init__(self, package: Package) -> None:
        self.package = package
        main = self._main()
        self.folder = posixpath.dirname(main)
        self.document = package.need(main, *_STRICT)
        self.by_id = self._related(f"{self.folder}/_rels/{posixpath.basename(main)}.rels")

    def of_kind(self, kind: str) -> Element | None:
        """Return the root of the part that is, say, the ``numbering``."""
        return self.package.xml(self._name(kind), *_STRICT)

    def styles(self) -> Styles:
        """Return the styles of the document."""
        return Styles(self.package.made(style_sheet, self._name("styles"), *_STRICT) or StyleSheet(None))

    def of_id(self, relation: str) -> Element | None:
        """Return the root of the part that the relation leads to."""
        return self.package.xml(self.by_id.get(relation, ("", ""))[1], *_STRICT)

    def _name(self, kind: str) -> str:
        names = (name for one, name in self.by_id.values() if one == kind)
        return next(names, f"{self.folder}/{kind}.xml")

    def _main(self) -> str:
        root = self.package.xml("_rels/.rels")
        for relation in () if root is None else root:
            if relation.get("Type", "").endswith("/officeDocument"):
                name: str = posixpath.normpath(relation.get("Target", "").lstrip("/"))
                if name in self.package.names:
                    return name
        return "word/document.xml"

    def _related(self, name: str) -> dict[str, tuple[str, str]]:
        """Return by id the kind and name of each part that the document refers to inside the file."""
        root = self.package.xml(name)
        found: dict[str, tuple[str, str]] = {}
        for relation in () if root is None else root:
            target = relation.get("Target", "")
            if relation.get("TargetMode") != "External":
                part = target.lstrip("/") if target.startswith("/") else f"{self.folder}/{target}"
                kind = relation.get("Type", "").rpartition("/")[2]
                found[relation.get("Id", "")] = (kind, posixpath.normpath(part))
        return found


class _Reader:
    def __init__(self, parts: _Parts) -> None:
        self.parts = parts
        self.styles = parts.styles()
        self.numbering = Numbering(parts.of_kind("numbering"), self.styles)
        self.following: dict[Element, Element] = {}
        self.headers: list[list[Item]] = []
        self.read: set[str] = set()

    def items(self) -> list[Item]:
        body = self.parts.document.find(f"{W}body")
        if body is None:
            raise self.parts.package.damaged()
        sections = [one for one in body.iter(_SECTION) if one.getparent().tag in (_PPR, body.tag)]
        self.following = dict(pairwise(sections))
        found = self._header(sections[0]) if sections else []
        self._add_content(body, found)
        return found

    def _header(self, section: Element) -> list[Item]:
        """Return what the headers of a section's pages say and was not shown before, that of its first page first."""
        found: list[Item] = []
        opens = not self.read
        for kind in ("first", "default"):
            if kind == "first" and not is_on(section, "titlePg"):
                continue
            for reference in section.findall(f"{W}headerReference"):
                relation = reference.get(f"{_R}id", "")
                if reference.get(f"{W}type", "default") != kind or relation in self.read:
                    continue
                self.read.add(relation)
                if (root := self.parts.of_id(relation)) is None:
                    continue
                items: list[Item] = []
                with self.numbering.apart():
                    self._add_content(root, items)
                if (kept := of_header(items, opens=opens and not found)) and kept not in self.headers:
                    self.headers.append(kept)
                    found.extend(kept)
        return found

    def _add_content(self, parent: Element, out: list[Item]) -> None:
        """Add the paragraphs and tables of a body, header, cell or text box to ``out``."""
        carried: list[str] = []  # the text of paragraphs whose end was deleted goes on in the next
        for element in _children(parent):
            if element.tag == _P:
                self._add_paragraph(element, carried, out)
            elif element.tag == _TBL:
                self._flush(carried, out)
                out.append(self._table(element))
        self._flush(carried, out)

    @staticmethod
    def _flush(carried: list[str], out: list[Item]) -> None:
        if carried:
            out.append(Text("".join(carried)))
            carried.clear()

    # -- paragraphs ---------------------------------------------------------------------------------------

    def _add_paragraph(self, element: Element, carried: list[str], out: list[Item]) -> None:
        """Add a paragraph, its text boxes before it; its text to ``carried`` where it goes on in the next one."""
        properties = element.find(_PPR)
        mark = None if properties is None else properties.find(_RPR)
        style = value_of(properties, "pStyle") or self.styles.default
        hidden = self.styles.get(style).hidden
        if self.styles.get(style).contents:
            return
        runs = Runs(element, self.styles, hidden=hidden)
        for box in runs.boxes:
            self._add_content(box, out)
        carried.append(runs.text)
        if is_deleted(mark):
            return
        text = "".join(carried)
        carried.clear()
        unseen = not text.strip() and (hidden or is_on(mark, "vanish"))
        place = None if unseen else self.numbering.place(properties, style)
        sign = "" if place is None else self.numbering.sign(place)
        if text.strip() or sign:
            out.append(Text(text, sign))
        section = None if properties is None else properties.find(_SECTION)
        if section is not None and section in self.following:
            out.extend(self._header(self.following[section]))

    # -- tables -------------------------------------------------------------------------------------------

    def _table(self, table: Element) -> Grid:
        widths = [whole(column.get(f"{W}w"), 0) for column in table.findall(f"{W}tblGrid/{W}gridCol")]
        edges = list(accumulate(widths, initial=0)) if widths and min(widths) > 0 else [0]

        def edge(column: int) -> int:
            return edges[column] if column < len(edges) else edges[-1] + column * COLUMN

        grid = Grid()
        merged: dict[int, Box] = {}  # the cells of the row above that may go on downwards, by their column
        for row in _children(table):
            properties = row.find(f"{W}trPr")
            if row.tag != _TR or is_deleted(properties) or is_on(properties, "hidden"):
                continue
            column = max(0, whole(value_of(properties, "gridBefore"), 0))
            boxes: list[Box] = []
            above, merged = merged, {}
            for cell in _children(row):
                if cell.tag != _TC:
                    continue
                own = cell.find(f"{W}tcPr")
                left, column = column, column + max(1, whole(value_of(own, "gridSpan"), 1))
                down = _merge(own, "vMerge")
                if _merge(own, "hMerge") == "continue" and left:
                    if boxes:
                        boxes[-1].right = edge(column)
                    continue
                if down == "continue" and (upper := above.get(left)):
                    upper.rows += 1
                    merged[left] = upper
                    continue
                if own is not None and own.find(f"{W}cellDel") is not None:
                    continue
                box = Box(edge(left), right=edge(column))
                self._add_content(cell, box.items)
                boxes.append(box)
                if down:
                    merged[left] = box
            grid.rows.append(boxes)
        return grid


def _children(parent: Element) -> list[Element]:
    """Return the children of ``parent``, with what stands in content controls and the like in their place."""
    found: list[Element] = []
    for child in parent:
        content = inner(child)
        if content is None:
            found.append(child)
        else:
            found.extend(_children(content))
    return found


def _merge(properties: Element | None, name: str) -> str:
    """Return whether a cell begins a merged one ("restart") or is the lower or right part of it ("continue")."""
    element = None if properties is None else properties.find(f"{W}{name}")
    return "" if element is None else element.get(f"{W}val") or "continue"
