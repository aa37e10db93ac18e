"""The text of a paragraph of a DOCX file: its runs, with fields, content controls and tracked changes resolved."""

from __future__ import annotations

from typing import Final

from ajgraph.documents.docx_numbering import Styles, W, is_on, value_of
from ajgraph.documents.packages import Element, whole

_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_DEEPEST: Final = 50
_LONGEST_INSTRUCTION: Final = 200
_PAGE_FIELDS: Final = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION"})
_CHARACTERS: Final = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_HOLDERS: Final = frozenset(f"{W}{name}" for name in ("drawing", "pict", "object"))
_RUN, _RPR, _T, _SYM, _TEXTBOX = (f"{W}{name}" for name in ("r", "rPr", "t", "sym", "txbxContent"))
_FLDCHAR, _INSTR, _FLDSIMPLE = (f"{W}{name}" for name in ("fldChar", "instrText", "fldSimple"))

CONTROL: Final = f"{W}sdt"
ALTERNATIVES: Final = f"{_MC}AlternateContent"
TRANSPARENT: Final = frozenset(
    f"{W}{name}" for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "dir", "bdo")
)
"""What stands around text and takes nothing from it; ``w:del`` and ``w:moveFrom`` do and are passed over."""


def inner(element: Element) -> Element | None:
    """Return the content of a control, of the rendering that a Word of today shows, or of a wrapper; else None.

    None also for a prompt that nobody has answered and for a table of contents.
    """
    if element.tag in TRANSPARENT:
        return element
    if element.tag == ALTERNATIVES:
        choice = element.find(f"{_MC}Choice")
        return element.find(f"{_MC}Fallback") if choice is None else choice
    if element.tag != CONTROL:
        return None
    properties = element.find(f"{W}sdtPr")
    if properties is not None:
        gallery = value_of(properties.find(f"{W}docPartObj"), "docPartGallery")
        if is_on(properties, "showingPlcHdr") or gallery == "Table of Contents":
            return None
    return element.find(f"{W}sdtContent")


def is_deleted(properties: Element | None) -> bool:
    """Return whether a row, or the end of a paragraph, was deleted or moved away by a tracked change."""
    return properties is not None and any(
        properties.find(f"{W}{name}") is not None for name in ("del", "moveFrom")
    )


class _Field:
    """A field that is open: its instruction while that lasts, and whether its result is left out."""

    def __init__(self) -> None:
        self.instruction = ""
        self.begun = False
        self.silent = True

    def add(self, text: str) -> None:
        if len(self.instruction) < _LONGEST_INSTRUCTION:
            self.instruction += text

    def begin_result(self) -> None:
        self.begun = True
        self.silent = _is_page_number(self.instruction)


class Runs:
    """The text of one paragraph, and the text boxes that hang on it."""

    def __init__(self, paragraph: Element, styles: Styles, *, hidden: bool) -> None:
        self.styles = styles
        self.pieces: list[str] = []
        self.boxes: list[Element] = []
        self.fields: list[_Field] = []  # kept for one paragraph: a field that is never closed harms no other
        self._content(paragraph, hidden)
        self.text = "".join(self.pieces)

    def _content(self, parent: Element, hidden: bool) -> None:
        for child in parent:
            if child.tag == _RUN:
                self._run(child, hidden)
            elif child.tag == _FLDSIMPLE:
                if not _is_page_number(child.get(f"{W}instr", "")):
                    self._content(child, hidden)
            elif (content := inner(child)) is not None:
                self._content(content, hidden)

    def _run(self, run: Element, hidden: bool) -> None:
        properties = run.find(_RPR)
        if properties is not None:
            own = is_on(properties, "vanish")
            hidden = self._hidden_by_style(properties, hidden) if own is None else own
        for child in run:
            tag = child.tag
            if tag == _FLDCHAR:
                self._field(child)
            elif tag == _INSTR:
                if self.fields and not self.fields[-1].begun:
                    self.fields[-1].add(child.text or "")
            elif tag in _HOLDERS or tag == ALTERNATIVES:
                self._find_boxes(child)
            elif hidden or any(field.silent for field in self.fields[:_DEEPEST]):
                continue
            elif tag == _T:
                text = child.text or ""
                self.pieces.append(text if child.get(_SPACE) == "preserve" else text.strip())
            elif tag in _CHARACTERS:
                self.pieces.append(_CHARACTERS[tag])
            elif tag == _SYM:
                self.pieces.append(_symbol(child))

    def _hidden_by_style(self, properties: Element, hidden: bool) -> bool:
        name = value_of(properties, "rStyle")
        return hidden or (name is not None and self.styles.get(name).hidden)

    def _field(self, element: Element) -> None:
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            choices = element.find(f"{W}ffData/{W}ddList")
            if choices is not None:  # an old drop-down list: its choice is no text of the file
                entries = [entry.get(f"{W}val", "") for entry in choices.findall(f"{W}listEntry")]
                self.pieces.extend(entries[max(0, whole(value_of(choices, "result"), 0)) :][:1])
            self.fields.append(_Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].begin_result()
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _find_boxes(self, holder: Element) -> None:
        children = inner(holder) if holder.tag == ALTERNATIVES else holder
        for child in () if children is None else children:
            if child.tag == _TEXTBOX:
                self.boxes.append(child)
            else:
                self._find_boxes(child)


def _is_page_number(instruction: str) -> bool:
    words = instruction.split(maxsplit=1)
    return bool(words) and words[0].upper() in _PAGE_FIELDS


def _symbol(element: Element) -> str:
    try:
        code = int(element.get(f"{W}char", ""), 16)
    except ValueError:
        return ""
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0x110000 else ""
