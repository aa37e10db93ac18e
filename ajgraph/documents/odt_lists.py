"""List numbers of ODT files: what stands before an item though no text of the file says so.

A list has a style, whose levels say how a number looks, how many upper levels it shows and where it starts. An item
counts where it has text of its own; a list counts on from an earlier one only where it says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from ajgraph.documents.numerals import BULLET, LONGEST_SIGN, letters, roman, sign_of
from ajgraph.documents.packages import Element, whole

TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_LOEXT: Final = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_XML_ID: Final = "{http://www.w3.org/XML/1998/namespace}id"
_PLACE: Final = re.compile(r"%(\d{1,2})%")
_MAX_LEVEL: Final = 10
_LONGEST_NAME: Final = 255


@dataclass(frozen=True, slots=True)
class _Level:
    kind: str = "1"
    prefix: str = ""
    suffix: str = ""
    shown: int = 1
    start: int = 1
    pattern: str = ""
    together: bool = False
    bullet: bool = False


@dataclass(slots=True)
class Count:
    """One list as it is counted: how far each of its levels is."""

    style: str
    counts: list[int | None] = field(default_factory=lambda: [None] * _MAX_LEVEL)


class Lists:
    """The list styles of a document, and how far each list has counted."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self.styles: dict[str, dict[int, _Level]] = {}
        self.by_id: dict[str | None, Count] = {}
        self.last: Count | None = None
        self.outline = Count("")
        for root in roots:
            for style in root.iter(f"{TEXT}list-style"):
                self.styles.setdefault(style.get(f"{STYLE}name", "")[:_LONGEST_NAME], _levels(style))
            for style in root.iter(f"{TEXT}outline-style"):
                self.styles.setdefault("", _levels(style))

    def begin(self, element: Element, style: str) -> Count:
        """Return the count of a list that is in no other list."""
        earlier = self.by_id.get(element.get(f"{TEXT}continue-list"))
        if earlier is None and element.get(f"{TEXT}continue-numbering") == "true":
            earlier = self.last if self.last is not None and self.last.style == style else None
        count = Count(style) if earlier is None else earlier
        count.style = style
        self.last = count
        if (name := element.get(_XML_ID)) is not None:
            self.by_id[name] = count
        return count

    def sign(self, count: Count, style: str, level: int, start: int | None = None) -> str:
        """Count one item more at ``level`` (from 0) and return its number with a blank, or a bullet; may be empty."""
        level = min(level, _MAX_LEVEL - 1)
        levels = self.styles.get(style, {})
        own = levels.get(level)
        before = count.counts[level]
        first = own.start if own else 1
        count.counts[level] = start if start is not None else first if before is None else before + 1
        count.counts[level + 1 :] = [None] * (_MAX_LEVEL - level - 1)
        if own is None:
            return ""
        if own.bullet:
            return BULLET
        if not own.kind:
            return ""
        return sign_of(_number(levels, count.counts, level, own))


def name_of(element: Element) -> str:
    """Return the name of the style of a list, empty where it has none; no longer than names are."""
    name: str = element.get(f"{TEXT}style-name", "")
    return name[:_LONGEST_NAME]


def _number(levels: dict[int, _Level], counts: list[int | None], level: int, own: _Level) -> str:
    def numeral(place: int) -> str:
        one = levels.get(place, own)
        count = counts[place] if 0 <= place < _MAX_LEVEL else None
        return _numeral(one.start if count is None else count, one)

    if own.pattern:
        return _PLACE.sub(lambda match: numeral(int(match[1]) - 1), own.pattern)
    upper = range(max(0, level - own.shown + 1), level + 1)
    shown = [place for place in upper if levels.get(place, own).kind]
    return own.prefix + ".".join(numeral(place) for place in shown) + own.suffix


def _numeral(value: int, level: _Level) -> str:
    match level.kind:
        case "a":
            return letters(value, repeated=level.together)
        case "A":
            return letters(value, repeated=level.together).upper()
        case "i":
            return roman(value)
        case "I":
            return roman(value).upper()
        case "":
            return ""
    return str(value)


def _levels(style: Element) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for element in style:
        place = whole(element.get(f"{TEXT}level"), 0) - 1
        if 0 <= place < _MAX_LEVEL:
            found[place] = _level(element)
    return found


def _level(element: Element) -> _Level:
    name = element.tag.removeprefix(TEXT)
    if name in ("list-level-style-bullet", "list-level-style-image"):
        return _Level(bullet=True, kind="")
    pattern = element.get(f"{_LOEXT}num-list-format", "") or element.get(f"{STYLE}num-list-format", "")
    return _Level(
        kind=element.get(f"{STYLE}num-format", ""),
        prefix=element.get(f"{STYLE}num-prefix", "")[:LONGEST_SIGN],
        suffix=element.get(f"{STYLE}num-suffix", "")[:LONGEST_SIGN],
        shown=whole(element.get(f"{TEXT}display-levels"), 1),
        start=whole(element.get(f"{TEXT}start-value"), 1),
        pattern=pattern[:LONGEST_SIGN],
        together=element.get(f"{STYLE}num-letter-sync") == "true",
    )
