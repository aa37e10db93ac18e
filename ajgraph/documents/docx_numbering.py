"""Word's automatic numbers: what stands before a paragraph though no text of the file says so.

A paragraph, or its style, names a list (``w:num``) and a level. The list names an abstract list, whose levels say
how a number looks ("%1.%2."), where it starts and after which level it starts again. Lists of one abstract list
count on from each other, until one of them is first used that overrides where it starts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from ajgraph.documents.numerals import BULLET, LONGEST_SIGN, letters, roman, sign_of
from ajgraph.documents.packages import Element, tree, whole

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL: Final = f"{W}val"
_LEVELS: Final = 9
_PLACE: Final = re.compile(r"%([1-9])")
_LONGEST_CHAIN: Final = 32
_LONGEST_NAME: Final = 255


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts; ``restart`` is the level (from 1) after which it starts again, if stated."""

    start: int = 1
    kind: str = "decimal"
    text: str = ""
    figures: bool = False
    restart: int | None = None
    style: str | None = None


@dataclass(frozen=True, slots=True)
class _List:
    number: str
    abstract: str
    levels: dict[int, Level]
    overridden: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Style:
    """What matters of a style: its list, its level there, whether its text is hidden or a table of contents."""

    list_id: str | None = None
    level: int | None = None
    hidden: bool = False
    owner: str = ""
    """The style that speaks of the list: levels are tied to it, not to styles based on it."""
    contents: bool = False


def _name(value: str | None) -> str | None:
    """Return a name as it is compared: no longer than names are."""
    return None if value is None else value[:_LONGEST_NAME]


def value_of(parent: Element | None, name: str) -> str | None:
    """Return the value of the property ``name``, None where it is not set."""
    found = None if parent is None else parent.find(f"{W}{name}")
    return None if found is None else _name(found.get(_VAL))


def is_on(parent: Element | None, name: str) -> bool | None:
    """Return whether the property ``name`` is on; None where it is not set."""
    found = None if parent is None else parent.find(f"{W}{name}")
    if found is None:
        return None
    return found.get(_VAL, "true") not in ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class StatedStyle:
    """What one style says itself; ``None`` where it leaves a thing to the style it is based on."""

    name: str
    based_on: str | None
    numbered: bool
    list_id: str | None
    level: str | None
    hidden: bool | None


class StyleSheet:
    """The styles of a template by their ids, each looked at when it is first asked for."""

    def __init__(self, root: Element | None) -> None:
        elements = [] if root is None else root.findall(f"{W}style")
        self._elements = {_name(style.get(f"{W}styleId")): style for style in elements}
        self._stated: dict[str | None, StatedStyle] = {}
        self.default = next((name for name, style in self._elements.items() if _is_default(style)), None)

    def get(self, name: str | None) -> StatedStyle | None:
        """Return what the style ``name`` says itself, None if there is none."""
        if name not in self._stated and (style := self._elements.get(name)) is not None:
            self._stated[name] = _stated(style)
        return self._stated.get(name)


@lru_cache(maxsize=2)  # the files of one body come from one template, whose styles are most of their markup
def style_sheet(data: bytes) -> StyleSheet:
    """Return the styles of a ``styles`` part; raises as :func:`~ajgraph.documents.packages.tree`."""
    return StyleSheet(tree(data))


def _is_default(style: Element) -> bool:
    return style.get(f"{W}default") in ("1", "true", "on") and style.get(f"{W}type") == "paragraph"


def _stated(style: Element) -> StatedStyle:
    numbering = style.find(f"{W}pPr/{W}numPr")
    return StatedStyle(
        name=(value_of(style, "name") or "").lower(),
        based_on=value_of(style, "basedOn"),
        numbered=numbering is not None,
        list_id=value_of(numbering, "numId"),
        level=value_of(numbering, "ilvl"),
        hidden=is_on(style.find(f"{W}rPr"), "vanish"),
    )


class Styles:
    """The styles of a document, each with what it takes from the style it is based on."""

    def __init__(self, sheet: StyleSheet) -> None:
        self.sheet = sheet
        self.known: dict[str | None, Style] = {}
        self.default = sheet.default

    def get(self, name: str | None) -> Style:
        """Return the style ``name``, an empty one if there is none."""
        if name not in self.known:
            self.known[name] = self._made(name)
        return self.known[name]

    def _made(self, name: str | None) -> Style:
        list_id: str | None = None
        level: int | None = None
        hidden: bool | None = None
        owner = ""
        own = self.sheet.get(name)
        contents = own is not None and own.name.startswith("toc ")
        for _ in range(_LONGEST_CHAIN):
            style = self.sheet.get(name)
            if style is None:
                break
            if style.numbered and list_id is None:
                list_id, owner = style.list_id, owner or name or ""
                if level is None and style.level is not None:
                    level = whole(style.level, 0)
            if hidden is None:
                hidden = style.hidden
            name = style.based_on
        return Style(list_id, level, bool(hidden), owner, contents)


class Numbering:
    """The lists of a document, and how far each has counted."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self.styles = styles
        self.lists: dict[str, _List] = {}
        self.counts: dict[str, list[int | None]] = {}
        self.started: set[str] = set()
        if root is not None:
            self._read(root)

    def place(self, properties: Element | None, style_name: str | None) -> tuple[_List, int] | None:
        """Return the list and level of a paragraph, from its properties or else its style; None without a list."""
        direct = None if properties is None else properties.find(f"{W}numPr")
        style = self.styles.get(style_name)
        list_id = value_of(direct, "numId")
        level: int | None = None
        if list_id is None:
            list_id = style.list_id
            level = self._level_of_style(list_id, style)
        if (stated := value_of(direct, "ilvl")) is not None:
            level = whole(stated, 0)
        found = self.lists.get(list_id or "0")
        level = min(max(level or 0, 0), _LEVELS - 1)
        return (found, level) if found is not None and level in found.levels else None

    def sign(self, place: tuple[_List, int]) -> str:
        """Count one paragraph more at ``place`` and return its number with a blank, or a bullet; may be empty."""
        found, level = place
        counts = self.counts.setdefault(found.abstract, [None] * _LEVELS)
        if found.number not in self.started:
            self.started.add(found.number)
            for overridden in found.overridden:
                counts[overridden] = None
        own = found.levels[level]
        before = counts[level]
        counts[level] = own.start if before is None else before + 1
        for deeper in range(level + 1, _LEVELS):
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or level < restart:
                counts[deeper] = None
        if own.kind == "bullet":
            return BULLET
        return sign_of(_PLACE.sub(lambda match: _numeral(found, counts, int(match[1]) - 1, own), own.text))

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Count what is read meanwhile for itself: a page header does not move the numbers of the text."""
        kept = self.counts, self.started
        self.counts, self.started = {}, set()
        try:
            yield
        finally:
            self.counts, self.started = kept

    def _level_of_style(self, list_id: str | None, style: Style) -> int | None:
        found = self.lists.get(list_id or "0")
        if found is not None:
            for number, level in found.levels.items():
                if level.style == style.owner:
                    return number
        return style.level

    def _read(self, root: Element) -> None:
        abstract = {
            _name(element.get(f"{W}abstractNumId")): element for element in root.findall(f"{W}abstractNum")
        }
        by_style = {
            link: name for name, element in abstract.items() if (link := value_of(element, "styleLink"))
        }
        nums = {_name(element.get(f"{W}numId")): element for element in root.findall(f"{W}num")}
        levels = {name: _levels(element) for name, element in abstract.items()}
        for number, element in nums.items():
            name = value_of(element, "abstractNumId")
            if name in abstract and (link := value_of(abstract[name], "numStyleLink")):
                name = self._linked(link, nums) or by_style.get(link, name)
            if number is None or name is None or name not in levels or number == "0":
                continue
            own = dict(levels[name])
            overridden = []
            for override in element.findall(f"{W}lvlOverride"):
                place = whole(override.get(f"{W}ilvl"), -1)
                if not 0 <= place < _LEVELS:
                    continue
                if (whole_level := override.find(f"{W}lvl")) is not None:
                    own[place] = _level(whole_level)
                if (start := value_of(override, "startOverride")) is not None:
                    own[place] = replace(own.get(place, Level()), start=whole(start, 1))
                    overridden.append(place)
            self.lists[number] = _List(number, name, own, tuple(overridden))

    def _linked(self, style: str, nums: dict[str | None, Element]) -> str | None:
        """Return the abstract list of the list that the numbering style ``style`` names."""
        return value_of(nums.get(self.styles.get(style).list_id), "abstractNumId")


def _levels(abstract: Element) -> dict[int, Level]:
    return {
        place: _level(element)
        for element in abstract.findall(f"{W}lvl")
        if 0 <= (place := whole(element.get(f"{W}ilvl"), -1)) < _LEVELS
    }


def _level(element: Element) -> Level:
    restart = value_of(element, "lvlRestart")
    kind = value_of(element, "numFmt")
    if kind is None and element.find(f".//{W}numFmt") is not None:
        kind = "decimal"  # a format of a newer Word, beside which the old one stands
    return Level(
        start=whole(value_of(element, "start"), 0),
        kind=kind or "decimal",
        text=(value_of(element, "lvlText") or "")[:LONGEST_SIGN],
        figures=bool(is_on(element, "isLgl")),
        restart=None if restart is None else whole(restart, 0),
        style=value_of(element, "pStyle"),
    )


def _numeral(found: _List, counts: list[int | None], level: int, shown_by: Level) -> str:
    own = found.levels.get(level)
    if own is None:
        return ""
    count = counts[level]
    value = own.start if count is None else count
    kind = "decimal" if shown_by.figures else own.kind
    return _FORMATS.get(kind, str)(value)


def _letters(value: int) -> str:
    return letters(value, repeated=True)


def _capitals(value: int) -> str:
    return _letters(value).upper()


def _roman_capitals(value: int) -> str:
    return roman(value).upper()


def _nothing(_: int) -> str:
    return ""


_FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "lowerLetter": _letters,
    "upperLetter": _capitals,
    "lowerRoman": roman,
    "upperRoman": _roman_capitals,
    "decimalZero": "{:02}".format,
    "none": _nothing,
    "bullet": _nothing,
}
