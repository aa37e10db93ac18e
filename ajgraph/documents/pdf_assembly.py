"""Pages of a PDF to one document.

Running headers, footers and page numbers are left out, tables and rows that go on over pages joined, repeated
heading rows dropped, lines put together to paragraphs at the white between them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from ajgraph.blocks import Block, Cell, Line
from ajgraph.documents.pdf_columns import column_tables
from ajgraph.documents.pdf_fitting import goes_on
from ajgraph.documents.pdf_page import PageContent
from ajgraph.documents.pdf_tables import Row, Table, TextLine, lines_of, ruled_tables

_MARGIN: Final = 0.13
"""The share of the height of a page in which running headers and footers stand."""

_MOST_MARGIN_LINES: Final = 4
_SAME_PLACE: Final = 4.0
_BLANK: Final = 1.35
_REPEATED: Final = 3
_LOWER: Final = re.compile(r"[(„\"]?[a-zõäöüšž]")
_NUMBERED: Final = re.compile(r"\d{1,2}\.\d{1,2}\.?(?:\s|$)")
_PAGE_NUMBER: Final = re.compile(
    r"(?:lk|leht|lehekülg|page|p)?\.?\s*[-–]?\s*\d{1,3}\s*(?:(?:[(/]|of|-st)\s*\d{0,3}\s*\)?)?\s*[-–]?\.?",
    re.IGNORECASE,
)


def assembled(pages: Sequence[PageContent]) -> tuple[Block, ...]:
    """Return the paragraphs and cells of ``pages`` in reading order; what runs along margins comes last."""
    found = _Assembly()
    for lines, tables, page in _without_running_lines(pages):
        found.add_page(lines, tables, page)
    return found.finished(line.plain for page in pages for line in lines_of(page.aside))


# -- running headers and footers --------------------------------------------------------------------------


def _without_running_lines(
    pages: Sequence[PageContent],
) -> Iterator[tuple[list[TextLine], list[Table], PageContent]]:
    """Yield the lines and ruled tables of each page, without what stands at the same place on most pages."""
    parted = []
    for page in pages:
        tables, outside = ruled_tables(page.words, page.rules)
        parted.append((lines_of(outside), tables, page))
    marks = [
        {_mark(line, page, number, len(pages)) for line in _margins(lines, page)}
        for number, (lines, _, page) in enumerate(parted, 1)
    ]
    often = Counter(mark for found in marks for mark in found)
    first = marks[0] if marks else set()
    for number, (lines, tables, page) in enumerate(parted, 1):
        drop = set()
        for line in _margins(lines, page):
            mark = _mark(line, page, number, len(pages))
            most = max(2, 0.6 * (len(pages) if mark in first else len(pages) - 1))
            # Two cells at the top that the first page does not have: the heading row of a table.
            if often[mark] >= most and ("#" in mark[0] or mark in first or len(line.segments) == 1):
                drop.add(id(line))
        edges = [line for line in lines if id(line) not in drop]
        for line in (edges[:1] + edges[-1:]) if edges else []:
            if line in _margins(lines, page) and _PAGE_NUMBER.fullmatch(line.plain):
                drop.add(id(line))
        yield [line for line in lines if id(line) not in drop], tables, page


def _margins(lines: Sequence[TextLine], page: PageContent) -> list[TextLine]:
    height = page.bottom - page.top
    top, bottom = page.top + _MARGIN * height, page.bottom - _MARGIN * height
    head = [line for line in lines[:_MOST_MARGIN_LINES] if line.y < top]
    return head + [line for line in lines[-_MOST_MARGIN_LINES:] if line.y > bottom]


def _mark(line: TextLine, page: PageContent, number: int, count: int) -> tuple[str, int]:
    """Return what is the same on every page: the text, with a sign for the number of the page, and the height."""
    text = line.plain
    if not _NUMBERED.match(text):
        text = re.sub(rf"(?<!\d)(?:{number}|{count})(?!\d)", "#", text)
    return text, round((line.y - page.top) / _SAME_PLACE)


# -- one document -----------------------------------------------------------------------------------------


class _Assembly:
    """Puts pages together: tables and paragraphs go on over them."""

    def __init__(self) -> None:
        self.items: list[Table | list[str]] = []
        self.last: Table | None = None
        """The table that the page before ended in."""

    def add_page(self, lines: list[TextLine], tables: list[Table], page: PageContent) -> None:
        leading = _leading(lines_of(page.words))
        before, begun = self.last, False
        items: list[Table | TextLine] = []
        rest = lines
        for table in sorted(tables, key=lambda table: table.top):
            above = [line for line in rest if line.y < table.top + 1]
            rest = [line for line in rest if line.y >= table.top + 1]
            items += column_tables(above, leading, None if items else before)
            items.append(table)
        items += column_tables(rest, leading, None if items else before)
        y = None
        for item in items:
            if isinstance(item, Table):
                if not begun and before is not None and _same_columns(before, item):
                    _join(before, item)
                    item = before
                else:
                    self.items.append(item)
                y = None
            else:
                self._add_line(item, y, leading, top=not begun)
                y = item.y
            begun = True
        if items:
            last = items[-1]
            self.last = None
            if isinstance(last, Table):
                self.last = before if len(items) == 1 and before and _same_columns(before, last) else last

    def _add_line(self, line: TextLine, y: float | None, leading: float, *, top: bool) -> None:
        block = self.items[-1] if self.items else None
        text = line.text
        if isinstance(block, list):
            close = y is not None and line.y - y <= _BLANK * leading
            over = top and _LOWER.match(text) is not None and block[-1][-1] not in ".;:!?"
            if close or over:
                block.append(text)
                return
        self.items.append([text])

    def finished(self, aside: Iterable[str]) -> tuple[Block, ...]:
        found: list[Block] = []
        number = count = 0
        for item in [*self.items, *([text] for text in aside)]:
            if isinstance(item, Table):
                for row, cells in enumerate(item.rows):
                    for column, texts in sorted(cells.items()):
                        merged = item.merged.get((row, column), (1, 1))
                        found.append(Block(_numbered(texts, number), Cell(count, row, column, *merged)))
                        number += len(texts)
                count += 1
            else:
                found.append(Block(_numbered(item, number)))
                number += len(item)
        return tuple(found)


def _numbered(texts: Sequence[str], after: int) -> tuple[Line, ...]:
    return tuple(Line(text, number) for number, text in enumerate(texts, after + 1))


def _leading(lines: Sequence[TextLine]) -> float:
    """Return the usual distance of two lines in points; the smaller ones count, the larger part paragraphs."""
    near = sorted(
        two.y - one.y for one, two in pairwise(lines) if 0.85 * two.size < two.y - one.y < 1.9 * two.size
    )
    if len(near) < 3:
        return 1.2 * max((line.size for line in lines), default=12.0)
    return near[len(near) // 3]


def _same_columns(one: Table, two: Table) -> bool:
    if one.ruled != two.ruled or len(one.columns) != len(two.columns):
        return False
    return all(abs(a - b) < _SAME_PLACE for a, b in zip(one.columns, two.columns, strict=True))


def _join(table: Table, more: Table) -> None:
    """Add the rows of the next page: without repeated headings, the first to the row that the page broke."""
    heads = 0
    for head in table.rows[:_REPEATED]:
        if len(more.rows) - heads > 1 and _words_of(more.rows[heads]) == _words_of(head):
            heads += 1
        else:
            break
    rows = more.rows[heads:]
    over = _over_the_break(table, more, heads) if rows and table.rows else set()
    rest = bool(rows and table.rows) and _is_rest(table, rows[0], more, over)
    if rest:
        over.update(rows[0])
    last = len(table.rows) - 1
    for column in over:
        at = table.place_of(last, column)
        if texts := rows[0].pop(column, []):
            table.rows[at].setdefault(column, []).extend(texts)
        high, wide = table.merged.get((at, column), (1, 1))
        high += more.merged.get((heads, column), (1, 1))[0] - rest
        table.merged[at, column] = (high, wide)
    begin = last + 1 - rest - heads
    for (row, column), size in more.merged.items():
        if row >= heads and not (row == heads and column in over):
            table.merged[row + begin, column] = size
    table.rows.extend(rows[rest:])
    table.numbered = table.numbered or more.numbered


def _over_the_break(table: Table, more: Table, first: int) -> set[int]:
    """Return the columns in which a merged cell of ``table`` goes on into the row ``first`` of the next page."""
    row, last = more.rows[first], len(table.rows) - 1
    wide = {
        column
        for (at, begin), (_, width) in more.merged.items()
        if at == first
        for column in range(begin + 1, begin + width)
    }
    found = set()
    for column in range(len(table.columns)):
        at = table.place_of(last, column)
        sizes = (table.merged.get((at, column)), more.merged.get((first, column)))
        above = table.rows[at].get(column)
        if column in wide or not above or all(size is None or size[0] == 1 for size in sizes):
            continue
        if column not in row or _LOWER.match(row[column][0]) or goes_on(above[-1]):
            found.add(column)
    return found


def _is_rest(table: Table, row: Row, more: Table, over: set[int]) -> bool:
    """Return whether the first row of a page is the rest of the row that the page before ended in.

    ``over`` are the columns in which a merged cell goes on, whatever the row is.
    """
    first = next((column for column in range(len(table.columns)) if column not in over), 0)
    left = row.get(first)
    if left is None:
        return True
    if _NUMBERED.match(left[0]):
        return False
    numbered = [one for one in table.rows if first in one and _NUMBERED.match(one[first][0])]
    if table.numbered or (numbered and 2 * len(numbered) >= len(table.rows) - 1):
        return True
    above = table.rows[-1]
    return any(
        _LOWER.match(texts[0]) is not None or (column in above and goes_on(above[column][-1]))
        for column, texts in row.items()
        if column not in over
    )


def _words_of(row: Row) -> list[tuple[int, str]]:
    return [(column, " ".join(" ".join(texts).casefold().split())) for column, texts in sorted(row.items())]
