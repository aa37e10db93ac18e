"""List numbers and bullets of HTML pages: plain lists, Word's ("mso-list") and those of Google Docs, counted in CSS.

Of the style sheets in a page only what this needs is read, and the classes that hide text; nothing is loaded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from ajgraph.documents.numerals import BULLET, LONGEST_SIGN, letters, roman, sign_of
from ajgraph.documents.packages import Element, whole

_CONTENT: Final = re.compile(r'"([^"]*)"|\'([^\']*)\'|counter\(\s*([\w-]+)\s*(?:,\s*([\w-]+)\s*)?\)')
_ESCAPE: Final = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
_CLASS: Final = re.compile(r"[a-z]*((?:\.[\w-]+)+)")
_NUMBERED: Final = re.compile(r"\(?(?:\w{1,9}[.)]){1,9}+\w{0,9}|\(?\d{1,9}")
_CONTENT_OF: Final = re.compile(r"\s{0,99}content\s{0,9}:(.{0,1000})", re.IGNORECASE | re.DOTALL)
_LONGEST_BODY: Final = 10_000
_LONGEST_NAME: Final = 100
_BRACE: Final = re.compile(r"[{}]")
_NONE: Final = "none"
_KINDS: Final = {
    "1": "decimal",
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
    "lower-latin": "lower-alpha",
    "upper-latin": "upper-alpha",
}


def style_of(element: Element) -> dict[str, str]:
    """Return the properties of an element's own ``style``, names and values in small letters."""
    return declarations(element.get("style") or "")


def declarations(text: str) -> dict[str, str]:
    """Return the declarations of a block of CSS.

    >>> declarations("Display: None; color:red")
    {'display': 'none', 'color': 'red'}
    """
    found = {}
    for declaration in text.split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            found[name.strip().lower()] = value.strip().lower().removesuffix("!important").rstrip()
    return found


def hides(style: dict[str, str]) -> bool:
    """Return whether a style keeps its text from being shown."""
    return (
        style.get("display") == _NONE
        or style.get("visibility") in ("hidden", "collapse")
        or style.get("mso-hide") == "all"
    )


def sign_from(text: str) -> str:
    """Return the sign that Word put before an item, as text in a font of its own.

    >>> sign_from("1.1.   "), sign_from("o  "), sign_from("§ ")
    ('1.1. ', '• ', '• ')
    """
    bare = " ".join(text[:LONGEST_SIGN].split())
    if not bare:
        return ""
    return f"{bare} " if _NUMBERED.fullmatch(bare) and bare != "o" else BULLET


class Sheet:
    """What the style sheets of a page say of hidden classes and of lists that count in CSS."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.hidden: set[str] = set()
        self.before: dict[str, str] = {}
        self.increments: dict[str, str] = {}
        self.resets: dict[str, tuple[str, int]] = {}
        for text in texts:
            for selectors, body in _rules(text):
                self._add(selectors, body)

    def _add(self, selectors: str, body: str) -> None:
        style = declarations(body[:_LONGEST_BODY])
        for selector in selectors.split(","):
            head, child, tail = selector.strip().partition(">")
            match = _CLASS.fullmatch(head.strip())
            if match is None:
                continue
            classes = match[1][1:].split(".")
            tail = tail.strip()
            if not child:
                if len(classes) == 1 and hides(style):
                    self.hidden.add(classes[0])
                if len(reset := style.get("counter-reset", "").split()) == 2 and "start" in classes:
                    self.resets[classes[0]] = (reset[0][:_LONGEST_NAME], whole(reset[1], 0))
            elif tail == "li":
                if increment := style.get("counter-increment", "").split():
                    self.increments[classes[0]] = increment[0][:_LONGEST_NAME]
            elif tail in ("li:before", "li::before") and (content := _CONTENT_OF.match(body)):
                self.before[classes[0]] = content[1]


@dataclass(slots=True)
class _Open:
    """A list that is open: its tag, the number of its next item, and how its numbers look."""

    tag: str
    number: int
    kind: str
    name: str | None
    """The class whose rule in the style sheet makes its numbers."""


class Lists:
    """The lists that are open, and how far each counts."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.open: list[_Open] = []
        self.named: dict[str, int] = {}

    def begin(self, element: Element) -> None:
        """Open the list ``element``."""
        names = (element.get("class") or "").split()
        kind = _kind(element, element.get("type") or ("decimal" if element.tag == "ol" else "disc"))
        name = next((one for one in names if one in self.sheet.before), None)
        self.open.append(_Open(element.tag, whole(element.get("start"), 1), kind, name))
        if "start" in names:
            for name in names:
                if name in self.sheet.resets:
                    counter, value = self.sheet.resets[name]
                    self.named[counter.lower()] = value

    def end(self) -> None:
        """Close the list opened last."""
        self.open.pop()

    def sign(self, item: Element) -> str:
        """Count one item more and return its number with a blank, or a bullet; empty where none is shown."""
        if not self.open:
            return BULLET
        one = self.open[-1]
        number = whole(item.get("value"), one.number)
        one.number = number + 1
        if one.name is not None:
            return self._from_sheet(one.name)
        kind = _kind(item, one.kind)
        kind = _KINDS.get(kind, kind)
        if kind == _NONE:
            return ""
        return f"{_numeral(number, kind)}. " if one.tag == "ol" else BULLET

    def _from_sheet(self, name: str) -> str:
        if counter := self.sheet.increments.get(name):
            self.named[counter] = self.named.get(counter, 0) + 1
        text, counted = "", False
        for match in _CONTENT.finditer(self.sheet.before[name]):
            if match[3]:
                counted = True
                text += _numeral(self.named.get(match[3].lower(), 0), (match[4] or "decimal").lower())
            else:
                text += _ESCAPE.sub(_character, match[1] or match[2] or "")
        sign = sign_of(text)
        return sign if counted or not sign else BULLET


def _kind(element: Element, default: str) -> str:
    style = style_of(element)
    return style.get("list-style-type") or style.get("list-style", "").partition(" ")[0] or default


def _rules(text: str) -> Iterator[tuple[str, str]]:
    """Yield the selectors and declarations of a sheet; what holds for some media only is passed over."""
    text = _without_comments(text).replace("<!--", "").replace("-->", "")
    depth, begin, selectors = 0, 0, ""
    for brace in _BRACE.finditer(text):
        if brace[0] == "{":
            if depth == 0:
                selectors, begin = text[begin : brace.start()].rpartition(";")[2], brace.end()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                if not selectors.lstrip().startswith("@"):
                    yield selectors, text[begin : brace.start()]
                begin = brace.end()


def _without_comments(text: str) -> str:
    kept: list[str] = []
    for piece in text.split("/*"):
        _, closed, after = piece.partition("*/")
        kept.append(after if kept and closed else "" if kept else piece)
    return "".join(kept)


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0x110000 else ""


def _numeral(value: int, kind: str) -> str:
    match kind:
        case "lower-alpha" | "lower-latin":
            return letters(value)
        case "upper-alpha" | "upper-latin":
            return letters(value).upper()
        case "lower-roman":
            return roman(value)
        case "upper-roman":
            return roman(value).upper()
    return str(value)
