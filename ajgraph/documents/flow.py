"""What a word processor's file holds, whatever its format: paragraphs and tables, one in the other; made into blocks.

Every decision that must be the same for DOCX, ODT and HTML is taken here: how text is cleaned, how columns count, and
what becomes of a table inside a table.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ajgraph import estonian
from ajgraph.blocks import Block, Cell, Line
from ajgraph.documents.numerals import BULLET

COLUMN: Final = 1000
"""What one column is worth in :attr:`Box.left` where the file tells no widths."""

_NEAR: Final = 150
"""Edges this near to each other (twentieths of a point: 2.6 mm) are one edge, drawn by hand."""

_INVISIBLE: Final = dict.fromkeys(
    [0xAD, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A)], ""
)
_CONTROLS: Final = dict.fromkeys([*range(9), *range(0x0E, 0x20), *range(0x7F, 0xA0)], "")
_SPACES: Final = dict.fromkeys([0xA0, 0x202F, 0x205F, 0x3000, *range(0x2000, 0x200B)], " ")
_ENDS: Final = dict.fromkeys([0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029], "\n")
_CLEAN: Final = _CONTROLS | _INVISIBLE | _SPACES | _ENDS | {0x2011: "-"}
_UNCLEAN: Final = re.compile(f"[{''.join(re.escape(chr(code)) for code in _CLEAN)}]")

_COLUMNS: Final = re.compile(r"\t|\s{3,}")
_APPROVAL: Final = re.compile(r"kinnita(?:tud|n\b)|käskkir", re.IGNORECASE)


@dataclass(slots=True)
class Text:
    """A paragraph: its text, with line breaks and tabs, and the number or bullet before it ("2.1. ", "• ")."""

    text: str
    sign: str = ""


@dataclass(slots=True)
class Box:
    """A cell: where its edges stand, how many rows it covers, and what is in it; ``right`` 0 is one column."""

    left: int
    items: list[Item] = field(default_factory=list)
    right: int = 0
    rows: int = 1


@dataclass(slots=True)
class Grid:
    """A table: rows of cells from left to right; a merged cell stands at its first row and column only."""

    rows: list[list[Box]] = field(default_factory=list)


Item = Text | Grid


def clean(text: str) -> str:
    r"""Return ``text`` in plain characters.

    Invisible ones are gone, blanks and hyphens that do not break are plain ones, letters are composed.

    >>> clean("era\xadsektori\xa0e\u2011kiri")
    'erasektori e-kiri'
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return text.translate(_CLEAN) if _UNCLEAN.search(text) else text


def lines_of(item: Text) -> list[str]:
    """Return the lines of a paragraph, the sign before the first; none where there is no text."""
    lines = [line for raw in clean(item.text).split("\n") if (line := raw.strip())]
    if lines and item.sign:
        lines[0] = item.sign + lines[0]
    return lines


def of_header(items: Sequence[Item], *, opens: bool) -> list[Item]:
    """Return what a page header says of the document: all of it with an approval, else the names of bodies and units.

    In many agencies the approval of a job description stands in the header of its first page and nowhere else, so
    such a header is kept, before the text of its pages. A letterhead is kept where it ``opens`` the document.
    """
    lines = list(_flat(items))
    if any(_APPROVAL.search(line) for line in lines):
        return list(items)
    pieces = [piece.strip() for line in lines for piece in _COLUMNS.split(line)] if opens else []
    return [Text(piece) for piece in pieces if estonian.unit_kind(piece) or estonian.is_organisation(piece)]


def blocks_of(items: Iterable[Item]) -> tuple[Block, ...]:
    """Return the blocks of a document: a paragraph each, a cell each; lines count from 1 over all of them.

    A table inside a table is a table of its own where its cell is alone in its row, for then the outer table only
    frames it; elsewhere it is lines of its cell, the cells of a row with tabs between them.
    """
    return tuple(_Blocks().of(items))


class _Blocks:
    def __init__(self) -> None:
        self.line = 0
        self.tables = 0

    def of(self, items: Iterable[Item]) -> Iterator[Block]:
        for item in items:
            if isinstance(item, Grid):
                yield from self._table(item)
            else:
                yield from self._block(lines_of(item))

    def _block(self, texts: Sequence[str], cell: Cell | None = None) -> Iterator[Block]:
        if texts:
            yield Block(tuple(Line(text, self.line + place) for place, text in enumerate(texts, 1)), cell)
            self.line += len(texts)

    def _table(self, grid: Grid) -> Iterator[Block]:
        rank = _ranks(box.left for row in grid.rows for box in row)
        edges = _edges(rank)
        table, place = -1, 0
        left = _rows_left(grid)
        for row, rows in zip(grid.rows, left, strict=True):
            if not rows:
                yield from self.of(row[0].items)
                table = -1  # what goes on below the frame is a table of its own
                continue
            if table < 0:
                table, place = self.tables, 0
                self.tables += 1
            column = -1
            for box in row:
                column = max(rank[box.left], column + 1)
                lines = list(_flat(box.items)) or _number_alone(box.items)
                high = max(1, min(box.rows, rows))
                wide = max(1, bisect_left(edges, box.right - _NEAR) - column)
                yield from self._block(lines, Cell(table, place, column, high, wide))
            place += 1


def _ranks(lefts: Iterable[int]) -> dict[int, int]:
    """Return the column of each left edge: edges that no cell begins at do not count, near ones are one."""
    rank: dict[int, int] = {}
    column, edge = -1, 0
    for left in sorted(set(lefts)):
        if column < 0 or left - edge > _NEAR:
            column, edge = column + 1, left
        rank[left] = column
    return rank


def _edges(rank: Mapping[int, int]) -> list[int]:
    """Return the left edge of each column."""
    first: dict[int, int] = {}
    for left, column in rank.items():
        first.setdefault(column, left)
    return list(first.values())


def _rows_left(grid: Grid) -> list[int]:
    """Return how many rows of one table there are from each row on, itself included; 0 for a row that is a frame."""
    found: list[int] = []
    left = 0
    for row in reversed(grid.rows):
        frame = len(row) == 1 and any(isinstance(item, Grid) for item in row[0].items)
        left = 0 if frame else left + 1
        found.append(left)
    return found[::-1]


def _number_alone(items: Iterable[Item]) -> list[str]:
    """Return the number of a cell that holds nothing else: a column of automatic numbers."""
    signs = [item.sign.strip() for item in items if isinstance(item, Text) and item.sign.strip()]
    return signs if len(signs) == 1 and signs[0] != BULLET.strip() else []


def _flat(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        if isinstance(item, Text):
            yield from lines_of(item)
            continue
        for row in item.rows:
            cells = [list(_flat(box.items)) for box in row]
            if all(len(lines) < 2 for lines in cells):
                if whole := "\t".join(line for lines in cells for line in lines):
                    yield whole
            else:
                yield from (line for lines in cells for line in lines)
