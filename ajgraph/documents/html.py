"""HTML, as browsers, Word, LibreOffice and Google Docs save it: the text as the reader of the page sees it.

In are list numbers and bullets, also those that Word writes as text and Google Docs as style sheets, and what a form
is filled in with. Out are scripts, hidden text, deleted text, notes, comments, navigation, page footers and buttons.
Nothing that a page refers to is loaded. Encoding: a byte order mark decides; else what the page states; else as plain text.
"""

from __future__ import annotations

import codecs
import re
from itertools import groupby, islice
from typing import Final

from lxml import etree

from ajgraph.blocks import Block
from ajgraph.documents.flow import COLUMN, Box, Grid, Item, Text, blocks_of, of_header
from ajgraph.documents.html_lists import Lists, Sheet, hides, sign_from, style_of
from ajgraph.documents.numerals import BULLET
from ajgraph.documents.packages import MAX_MARKUP, Element, too_large, whole
from ajgraph.documents.text import AS_TEXT, encoding_of_text
from ajgraph.errors import UnreadableInput
from ajgraph.language import Bilingual

_MOST_COLUMNS: Final = 200
_HEAD: Final = 4096
_START: Final = 100
_MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_STATED: Final = re.compile(
    rb"(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})", re.IGNORECASE
)
_LATIN1: Final = re.compile(r"iso-?8859-?1|latin-?1|us-ascii|ascii")
_KNOWN: Final = re.compile(r"utf-?8|(?:windows-|cp|x-cp)125\d|iso-?8859-?\d{1,2}|latin-?\d{1,2}")
_WHITE: Final = re.compile(r"[ \t\r\n\f]+")
_NOTE: Final = re.compile(r"(?:ftn|edn|sdfootnote|sdendnote)\d+")
_NOTE_MARK: Final = re.compile(r"#(?:_?ftn|_?edn|sdfootnote|sdendnote|cmnt|_msocom)")
_NOTE_TEXT: Final = re.compile(r"#(?:_?ftn|_?edn|ftnt_?|cmnt_)ref\d|#sd(?:foot|end)note\d+anc|#_msoanchor")
_SHOWN: Final = ("text", "date", "number", "email", "tel", "url", "month", "datetime-local")
_SYMBOLS: Final = ("symbol", "wingdings", "webdings", "courier new")

_OUT: Final = frozenset(
    {
        "head", "script", "style", "template", "noscript", "svg", "iframe", "object", "embed", "applet",
        "audio", "video", "canvas", "map", "nav", "footer", "datalist", "button", "dialog", "del", "title", "rp",
        "rt", "xml",
    }
)  # fmt: skip
_BLOCKS: Final = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup",
        "hr", "html", "legend", "main", "menu", "p", "pre", "section", "summary",
    }
)  # fmt: skip
_MSO_OUT: Final = frozenset(
    {
        "header", "footer", "footnote-list", "footnote", "endnote-list", "endnote", "comment-list",
        "comment", "frameset",
    }
)  # fmt: skip


def encoding_of(content: bytes) -> tuple[str, bool]:
    r"""Return the encoding of a page and whether nothing in it said so.

    >>> encoding_of(b'<meta charset="ISO-8859-1">'), encoding_of(b"<p>\xe4")
    (('windows-1252', False), ('windows-1257', True))
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return name, False
    if stated := _STATED.search(content[:_HEAD]):
        name = stated[1].decode("ascii", "replace").lower()
        if _LATIN1.fullmatch(name):
            return "windows-1252", False  # what browsers take it for
        if _KNOWN.fullmatch(name):
            name = "utf-8" if name.startswith("utf") else name.removeprefix("x-")
            try:
                content.decode(name)
            except (UnicodeDecodeError, LookupError):
                pass
            else:
                return name, False
    return encoding_of_text(content)


def blocks(content: bytes, where: str) -> tuple[Block, ...]:
    """Return the blocks of an HTML page; lines are paragraphs and the lines that breaks make in them.

    Raises :class:`~ajgraph.errors.UnreadableInput` for a page that is far too large or nested beyond reason.
    """
    if content.count(b"<") + content.count(b"=") > MAX_MARKUP // 3:  # nearly every tag may be a line here
        raise too_large(where)
    text = content.decode(encoding_of(content)[0], "replace").lstrip("\ufeff").replace("\x00", "")
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise _too_deep(where)
    try:
        return () if root is None else blocks_of(_Reader(root).items())
    except RecursionError as error:  # as deep as a parser of older make lets it be
        raise _too_deep(where) from error


def _too_deep(where: str) -> UnreadableInput:
    return UnreadableInput(
        Bilingual(
            en="the elements of this page are nested too deep to be read",
            et="selle lehe elemendid on lugemiseks liiga sügavalt üksteise sees",
        ),
        where=where,
        remedy=AS_TEXT,
    )


def _start_of(element: Element) -> str:
    """Return the text of an element that may be a sign, and no more of a longer one."""
    return "".join(piece[:_START] for piece in islice(element.itertext(), _START))[:_START]


def _filled_in(element: Element) -> str:
    """Return what a field of a form shows: its value, or the option chosen."""
    if element.tag == "input":
        kind = (element.get("type") or "text").lower()
        return f" {element.get('value') or ''} " if kind in _SHOWN else ""
    chosen = (option for option in element.iter("option") if option.get("selected") is not None)
    return "".join(f" {option.text or ''} " for option in chosen)


def _blank(match: re.Match[str]) -> str:
    return "\t" if "\t" in match[0] and "\n" not in match[0] and "\r" not in match[0] else " "


class _Reader:
    def __init__(self, root: Element) -> None:
        self.root = root
        self.sheet = Sheet(style.text or "" for style in root.iter("style"))
        self.lists = Lists(self.sheet)
        self.out: list[Item] = []
        self.pieces: list[str] = []
        self.blank = True  # nothing of the paragraph can be seen yet
        self.sign = ""
        self.typed = False  # whether the sign was written as text
        self.note = False
        self.verbatim = False

    def items(self) -> list[Item]:
        self._add(self.root)
        self._end_paragraph()
        return self.out

    # -- text ---------------------------------------------------------------------------------------------

    def _add_text(self, text: str | None) -> None:
        if not text:
            return
        if not self.verbatim:
            # A tab among words is a tab that somebody typed; browsers show a blank, but the reader may use it.
            text = _WHITE.sub(_blank, text)
            if text[0] == " " and (not self.pieces or self.pieces[-1][-1:] in (" ", "\n")):
                text = text[1:]
        if text:
            self.pieces.append(text)
            self.blank = self.blank and not text.strip()

    def _end_paragraph(self) -> None:
        text = "".join(self.pieces)
        self.pieces, self.blank = [], True
        if self.note:
            self.note = False
        elif text.strip():
            self.out.append(Text(text, self.sign))
            self.sign, self.typed = "", False

    def _end_typed_sign(self) -> None:
        """Leave a sign that was written as text in the paragraph it stands in, though that has no other text."""
        if self.typed and self.sign:
            self.out.append(Text("", self.sign))
            self.sign = ""
        self.typed = False

    # -- elements -----------------------------------------------------------------------------------------

    def _add(self, element: Element) -> None:
        """Add an element with all that is in it; what follows it is added by the element around it."""
        tag = element.tag
        style = style_of(element) if element.get("style") else {}
        if self._is_out(element, style):
            return
        if tag == "br":
            self.pieces.append("\n")
        elif tag in ("input", "select"):
            self._add_text(_filled_in(element))
        elif tag == "table":
            self._end_paragraph()
            self._add_table(element)
        elif tag == "div" and element.get("title") == "header":  # the page header, as LibreOffice saves it
            self._end_paragraph()
            self.out.extend(of_header(self._apart(element), opens=not self.out))
        elif tag in ("ol", "ul"):
            self._end_paragraph()
            self.lists.begin(element)
            self._add_inside(element)
            self._end_paragraph()
            self.lists.end()
        elif tag == "li":
            self._end_paragraph()
            self.sign = self.lists.sign(element)
            self._add_inside(element)
            self._end_paragraph()
            if self.sign:
                self.out.append(Text("", self.sign))
                self.sign = ""
        elif tag in _BLOCKS:
            self._end_paragraph()
            before, self.verbatim = self.verbatim, self.verbatim or tag == "pre"
            self._add_inside(element)
            self.verbatim = before
            self._end_paragraph()
            self._end_typed_sign()
        else:
            self._add_inline(element, style)

    def _add_inside(self, element: Element) -> None:
        self._add_text(element.text)
        for child in element:
            self._add(child)
            self._add_text(child.tail)

    def _add_inline(self, element: Element, style: dict[str, str]) -> None:
        if "mso-tab-count" in style:
            self.pieces.append("\t")
            return
        if element.tag == "a" and (href := element.get("href") or "").startswith("#"):
            if _NOTE_TEXT.match(href):
                self.note = True
                return
            if _NOTE_MARK.match(href):
                return
        if style:
            if self.blank and (sign := self._typed_sign(element, style)):
                self.sign, self.typed = sign, True
                return
            if style.get("font", "").startswith("7.0pt") and not _start_of(element).strip():
                self.pieces.append(" ")  # the gap after a number that Word wrote as text
                return
        before, self.verbatim = self.verbatim, self.verbatim or style.get("white-space", "").startswith("pre")
        self._add_inside(element)
        self.verbatim = before

    def _typed_sign(self, element: Element, style: dict[str, str]) -> str:
        """Return the number or bullet that Word or LibreOffice wrote as text; empty where ``element`` is none."""
        in_place = style.get("display") == "block" and style.get("float") == "left"  # XHTML of LibreOffice
        if in_place or style.get("mso-list") == "ignore":
            return sign_from(_start_of(element))
        family = style.get("font-family", "").strip("\"'")
        if family.startswith(_SYMBOLS) and len(_start_of(element).strip()) == 1:
            return BULLET
        return ""

    def _is_out(self, element: Element, style: dict[str, str]) -> bool:
        if element.tag in _OUT or element.get("hidden") is not None:
            return True
        if style and (hides(style) or style.get("mso-element") in _MSO_OUT):
            return True
        if _NOTE.fullmatch(element.get("id") or "") or (
            element.tag == "div" and element.get("title") == "footer"
        ):
            return True
        names = element.get("class")
        return bool(names and self.sheet.hidden and not self.sheet.hidden.isdisjoint(names.split()))

    # -- tables -------------------------------------------------------------------------------------------

    def _add_table(self, table: Element) -> None:
        grid = Grid()
        rows: list[Element] = []
        self._add_text(table.text)
        self._find(table, ("tr",), rows)
        self._end_paragraph()  # captions and what stands in a table but in no cell come before it
        below: dict[int, int] = {}  # by column: how many rows more a cell from above covers
        for _, held in groupby(rows, key=lambda row: row.getparent()):
            below.clear()  # no cell goes on beyond the part of the table (head, body) that it stands in
            group = list(held)
            for place, row in enumerate(group):
                grid.rows.append(self._row(row, below, len(group) - place))
        self.out.append(grid)

    def _row(self, row: Element, below: dict[int, int], left: int) -> list[Box]:
        """Return the cells of a row; ``left`` is how many rows there are from here on."""
        cells: list[Element] = []
        self._find(row, ("td", "th"), cells)
        covered = {column for column, left in below.items() if left > 0}
        for column in covered:
            below[column] -= 1
        boxes: list[Box] = []
        column = 0
        for cell in cells:
            while column in covered:
                column += 1
            wide = min(max(1, whole(cell.get("colspan"), 1)), _MOST_COLUMNS)
            high = max(1, min(whole(cell.get("rowspan"), 1) or left, left))
            for place in range(column, min(column + wide, _MOST_COLUMNS)) if high > 1 else ():
                below[place] = high - 1
            edges = [min(edge, _MOST_COLUMNS) * COLUMN for edge in (column, column + wide)]
            boxes.append(Box(edges[0], self._apart(cell), edges[1], high))
            column += wide
        return boxes

    def _apart(self, element: Element) -> list[Item]:
        """Return what is in an element that shares no paragraph and no list with what is around it."""
        kept = self.out, self.pieces, self.blank, self.sign, self.lists.open
        self.out, self.pieces, self.blank, self.sign, self.lists.open = [], [], True, "", []
        self._add_inside(element)
        self._end_paragraph()
        found = self.out
        self.out, self.pieces, self.blank, self.sign, self.lists.open = kept
        return found

    def _find(self, parent: Element, tags: tuple[str, ...], found: list[Element]) -> None:
        """Collect the rows of a table, or the cells of a row; what is neither is added as text."""
        for child in parent:
            style = style_of(child) if child.get("style") else {}
            if self._is_out(child, style):
                continue
            if child.tag in tags:
                found.append(child)
            elif child.tag in ("thead", "tbody", "tfoot", "form", "colgroup", "col"):
                self._find(child, tags, found)
            else:
                self._add(child)
            self._add_text(child.tail)
