"""The text of a paragraph of an ODT file: blanks, tabs, links and fields resolved, notes and hidden text left out."""

from __future__ import annotations

import re
from typing import Final

from ajgraph.documents.odt_lists import STYLE, TEXT
from ajgraph.documents.packages import Element, whole

DRAW: Final = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_MOST_BLANKS: Final = 100
_BLANKS: Final = re.compile(r"[ \t\r\n]+")
_OUT: Final = frozenset(
    {f"{OFFICE}annotation", f"{OFFICE}annotation-end", f"{OFFICE}forms"}
    | {
        f"{TEXT}{name}"
        for name in (
            "note", "number", "page-number", "page-count", "page-continuation", "placeholder", "ruby-text",
            "tracked-changes", "alphabetical-index-mark", "toc-mark", "user-index-mark",
        )
    }
)  # fmt: skip


def is_drawing(element: Element) -> bool:
    """Return whether ``element`` is a frame or shape, which may hold paragraphs of its own."""
    return bool(element.tag.startswith(DRAW)) and element.tag != f"{DRAW}a"


class Paragraph:
    """The text of one paragraph, and the frames and shapes that hang on it."""

    def __init__(self, element: Element, hidden_styles: frozenset[str]) -> None:
        self.hidden_styles = hidden_styles
        self.pieces: list[str] = []
        self.drawings: list[Element] = []
        self._content(element)
        self.text = "".join(self.pieces)

    def _add(self, text: str | None) -> None:
        """Add characters as they stand in the file, where several blanks count as one and none at the start."""
        if not text:
            return
        text = _BLANKS.sub(" ", text)
        if text[0] == " " and (not self.pieces or self.pieces[-1][-1:] in (" ", "\n")):
            text = text[1:]
        if text:
            self.pieces.append(text)

    def _content(self, parent: Element) -> None:
        self._add(parent.text)
        for child in parent:
            tag = child.tag
            if tag == f"{TEXT}s":
                self.pieces.append(" " * min(max(whole(child.get(f"{TEXT}c"), 1), 0), _MOST_BLANKS))
            elif tag == f"{TEXT}tab":
                self.pieces.append("\t")
            elif tag == f"{TEXT}line-break":
                self.pieces.append("\n")
            elif is_drawing(child):
                self.drawings.append(child)
            elif not self._is_out(child):
                self._content(child)
            self._add(child.tail)

    def _is_out(self, element: Element) -> bool:
        if element.tag in _OUT or element.get(f"{TEXT}is-hidden") == "true":
            return True
        return element.tag == f"{TEXT}span" and element.get(f"{TEXT}style-name") in self.hidden_styles


def hidden_styles(roots: list[Element]) -> frozenset[str]:
    """Return the names of the styles whose text is not shown."""
    return frozenset(
        name
        for root in roots
        for properties in root.iter(f"{STYLE}text-properties")
        if properties.get(f"{TEXT}display") == "none"
        and (name := properties.getparent().get(f"{STYLE}name")) is not None
    )
