"""Lists: which rows begin an item, which go on with the one above."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ajgraph import estonian
from ajgraph.reading import numbering
from ajgraph.reading.row import Row, is_open, joined

_LEAD = re.compile(r"\s+(?:on\s+õigus(?:ed)?|vastutab|võib|kohustub|on\s+kohustatud)$")
_LONGEST_LEAD = 7
_LEAST_LINES = 2
_NARROWEST = 60
_ROOM = 0.9
"""Lines are not filled to the last letter: what fits into this share of the width would have been set."""
_INNER_ITEM = re.compile(r"(?<=[.;:])\s+(?=\d{1,2}\.\d{1,2}\.?\s+\S)")


@dataclass(frozen=True, slots=True)
class Item:
    """One item: its text with the wrapped lines joined and the line it begins on."""

    text: str
    line: int
    number: str = ""


def with_lost_bullets(rows: Sequence[Row]) -> list[Row]:
    """Mark rows whose bullet was lost in extraction and left a single blank behind.

    >>> [row.bullet for row in with_lost_bullets([Row("üks", 1, indent=1), Row("kaks", 2)])]
    [True, False]
    """
    if any(row.bullet for row in rows):
        return list(rows)
    return [
        row.saying(row.text, bullet=True) if row.indent == 1 and row.cell is None else row for row in rows
    ]


def items(rows: Sequence[Row]) -> list[Item]:
    """Return the items of a list, without a lead-in such as "Omab õigust:".

    Bullets and numbers begin items; without any, each line does where all are whole sentences, else each block
    after a finished one. In a list whose items
    begin with capitals, a bullet in lower case goes on with the item above it.
    """
    marked = _of_cells(_marked([piece for row in with_lost_bullets(rows) for piece in _at_numbers(row)]))
    has_marks = any(row.bullet for row, _ in marked)
    sentences = not has_marks and all(_finished(row.text) and row.text[:1].isupper() for row, _ in marked)
    starts = [row for row, number in marked if row.bullet or number]
    capitals = sum(row.text[:1].isupper() for row in starts) * 2 > len(starts)
    width = _width([row for row, _ in marked])
    found: list[tuple[list[str], int, str]] = []
    for row, number in marked:
        previous = found[-1][0][-1] if found else ""
        if not found or sentences:
            begins = True
        elif row.bullet or number:
            begins = number != "" or not capitals or not row.text[:1].islower() or _finished(previous)
        elif previous.endswith(":"):
            begins = not row.bullet and row.text[:1].isupper()
        else:
            begins = not has_marks and (
                (_finished(previous) and (row.start or previous.endswith(";")))
                or (width > 0 and _breaks(previous, row.text, width))
            )
        if begins:
            found.append(([row.text], row.line, number))
        else:
            found[-1][0].append(row.text)
    if len(found) > 1 and (found[0][0][-1].endswith(":") or leads_in(marked, found[1][1])):
        found = found[1:]
    whole = [Item(joined(texts).rstrip(" ;,"), line, number) for texts, line, number in found]
    return [item for item in whole if any(letter.isalpha() for letter in item.text)]


def _of_cells(marked: list[tuple[Row, str]]) -> list[tuple[Row, str]]:
    """Mark each cell of a table as an item where nothing else does, but for one that leads in."""
    cells = sum(row.cell is not None and row.start for row, _ in marked)
    if cells < 2 or any(row.bullet for row, _ in marked):
        return marked
    return [
        (
            row.saying(row.text, bullet=True)
            if row.cell and row.start and not row.text.endswith(":")
            else row,
            number,
        )
        for row, number in marked
    ]


def leads_in(marked: Sequence[tuple[Row, str]], line: int) -> bool:
    """Return whether the first row only names who: "Jurist" or "Juristil on õigus" before a list with marks."""
    first, *others = marked
    if (
        first[0].bullet
        or len(first[0].text.split()) > _LONGEST_LEAD
        or not others
        or others[0][0].line != line
    ):
        return False
    text = _LEAD.sub("", first[0].text).strip()
    return (
        all(row.bullet for row, _ in others if row.start)
        and others[0][0].bullet
        and estonian.ends_in_head(text)
    )


def _at_numbers(row: Row) -> list[Row]:
    """Part a row at the numbers of items in mid-line: "4.1. teha …; 4.2. saada …"."""
    pieces = _INNER_ITEM.split(row.text)
    return [row] if len(pieces) == 1 else [row.saying(piece) for piece in pieces]


def _width(rows: Sequence[Row]) -> int:
    """Return how wide the lines of a list without any marks are; 0 where punctuation parts its items."""
    if len(rows) < _LEAST_LINES or any(row.bullet or row.cell or _finished(row.text) for row in rows[:-1]):
        return 0
    return max(max(len(row.text) for row in rows), _NARROWEST)


def _breaks(previous: str, text: str, width: int) -> bool:
    """Return whether a line ends because its item does: the next word would have found room on it."""
    return not is_open(previous) and len(previous) + 1 + len(text.split(" ")[0]) <= width * _ROOM


def _finished(text: str) -> bool:
    return text.endswith((".", ";", "!", ":"))


def without_numbers(rows: Sequence[Row]) -> list[Row]:
    """Return the rows of a list with bullets in the place of its numbers; a number alone in it numbers nothing.

    >>> rows = without_numbers([Row("25. Eesti keel C1", 1), Row("26. Vene keel B1", 2)])
    >>> [(row.text, row.bullet) for row in rows]
    [('Eesti keel C1', True), ('Vene keel B1', True)]
    """
    marked = _marked(rows)
    return [row for row, _ in marked] if sum(bool(number) for _, number in marked) > 1 else list(rows)


def _marked(rows: Sequence[Row]) -> list[tuple[Row, str]]:
    """Take the numbers of items off; a row that has one begins an item like a bullet does."""
    chapters = Counter(match["chapter"] for row in rows if (match := numbering.CODED_ITEM.match(row.text)))
    chapter = next((letter for letter, count in chapters.items() if count > 1), None)
    found: list[tuple[Row, str]] = []
    for row in rows:
        match = numbering.LIST_ITEM.match(row.text)
        if match is None and chapter and row.text.startswith(chapter):
            match = numbering.CODED_ITEM.match(row.text)
        if match is None or row.bullet:
            found.append((row, ""))
        else:
            number = match[0].strip().rstrip(".)")
            found.append((row.saying(row.text[match.end() :], bullet=True), number.strip("([]")))
    return found
