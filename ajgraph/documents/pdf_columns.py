"""Tables without ruling lines: columns from where the text of several lines begins, rows from their left column.

A table begins at a line with a wide gap and goes on while every line keeps to its columns. It ends at a heading
("4. ÕIGUSED") or at a line that runs across the gap between two columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from ajgraph.documents.pdf_fitting import NUMBER, Fitted, fit, goes_on, hanging, last_text
from ajgraph.documents.pdf_groups import BLANK, HEADING, LONGEST_HEADING, heads_group
from ajgraph.documents.pdf_tables import Row, Table, TextLine

_FAR: Final = 4.5
_NEAR: Final = 60
"""The number of a row stands within so many lines of where its table begins."""

_DEEP: Final = re.compile(r"\d{1,2}\.\d{1,2}")
_BULLET: Final = re.compile(r"[\ue000-\uf8ff\u2022\u2023\u2043\u25a0-\u25ff\u27a2\u2713\u00b7*–-]|o\s")


def is_heading(line: TextLine) -> bool:
    """Return whether the line is the heading of a section, which no table goes over."""
    if len(line.segments) > 1 or len(text := line.plain) > LONGEST_HEADING or text[-1] in ".;,:":
        return False
    if match := HEADING.match(text):
        return not _DEEP.match(text) and (match["text"].isupper() or text[0].isdigit())
    return len(text) > 5 and text.isupper()


def column_tables(
    lines: Sequence[TextLine], leading: float, before: Table | None = None
) -> list[Table | TextLine]:
    """Return ``lines`` with those of tables put together.

    ``leading`` is the usual distance of lines in points; ``before`` a table that the page above ended in: lines
    at the top that keep to its columns are given as a table with the same columns.
    """
    items: list[Table | TextLine] = []
    place = 0
    if before is not None and not before.ruled:
        table, place = _read(lines, 0, list(before.columns), leading, before)
        items.extend([table] if table else [])
    while place < len(lines):
        line = lines[place]
        if len(line.segments) > 1:
            columns = [segment.x0 for segment in line.segments]
            above = _pulled_in(items, line, columns, leading)
            table, end = _read(lines, place - above, columns, leading, None)
            if table is not None:
                del items[len(items) - above :]
                items.append(table)
                place = end
                continue
        items.append(line)
        place += 1
    return items


def _pulled_in(items: list[Table | TextLine], line: TextLine, columns: list[float], leading: float) -> int:
    """Return how many lines just above ``line`` stand in its right columns alone: cells that begin higher up."""
    count, y = 0, line.y
    for item in reversed(items):
        if not isinstance(item, TextLine) or y - item.y > BLANK * leading or len(item.segments) > 1:
            break
        segments = item.cut(columns)
        if len(segments) == 1 and not any(abs(segments[0].x0 - x) < item.size for x in columns[1:]):
            break
        count, y = count + 1, item.y
    return count


def _read(
    lines: Sequence[TextLine], start: int, columns: list[float], leading: float, before: Table | None
) -> tuple[Table | None, int]:
    """Return the table that begins at ``lines[start]`` and the place after it; None if there is none."""
    found: list[Fitted] = []
    hang = hanging(lines[start : start + _NEAR], columns[0])
    for place, line in enumerate(lines[start:], start):
        if found and line.y - found[-1].line.y > _FAR * leading:
            break
        if heads_group(lines, place, columns, hang, found, leading, before):
            found.append(Fitted(line, {0: line.segments[0]}, across=True))
            continue
        cells = None if is_heading(line) else fit(line, columns, found, hang)
        if cells is None:
            break
        found.append(Fitted(line, cells))
    last = max((index for index, one in enumerate(found) if max(one.cells) > 0), default=-1)
    if before is not None and last < 0:
        open_left = bool(found) and _continues(before, found[0].cells[0].text)
        last = 0 if open_left else -1
    end = last + 1
    # Below the end of the right columns the left one goes on up to the first blank line.
    while 0 < end < len(found) and found[end].line.y - found[end - 1].line.y <= BLANK * leading:
        end += 1
    found = found[:end]
    if not found or (before is None and not _is_table(found)):
        return None, start
    if before is None:
        return _table(found, columns, leading, numbered=False), start + end
    found = found[_repeated(found, before) :] or found
    return _table(found, columns, leading, numbered=before.numbered), start + end


def _repeated(found: list[Fitted], before: Table) -> int:
    """Return how many lines at the top of a page are the heading row of the table once more."""
    head = {column: " ".join(texts) for column, texts in before.rows[0].items()} if before.rows else {}
    so_far: dict[int, str] = {}
    for count, one in enumerate(found, 1):
        for column, segment in one.cells.items():
            so_far[column] = f"{so_far[column]} {segment.text}" if column in so_far else segment.text
        if so_far == head:
            return count
        if not all(head.get(column, "").startswith(text) for column, text in so_far.items()):
            break
    return 0


def _continues(before: Table, text: str) -> bool:
    left = before.rows[-1].get(0) if before.rows else None
    return text[:1].islower() or (left is not None and goes_on(left[-1]))


def _is_table(found: list[Fitted]) -> bool:
    several = [one for one in found if len(one.cells) > 1]
    if len(several) > 1:
        return True
    return len(found) > 1 and bool(several) and max(found[-1].cells) > 0


# -- rows -------------------------------------------------------------------------------------------------


def _table(found: list[Fitted], columns: list[float], leading: float, *, numbered: bool) -> Table:
    starts = [
        index
        for index, one in enumerate(found)
        if 0 in one.cells
        and NUMBER.match(one.cells[0].text)
        and not any(NUMBER.match(segment.text) for column, segment in one.cells.items() if column)
    ]
    deep = any(_DEEP.match(found[index].cells[0].text) for index in starts)
    by_number = bool(starts) and (deep or len(starts) > 1 or numbered)
    rights = {
        column: max(one.cells[column].x1 for one in found if column in one.cells)
        for column in range(len(columns))
        if any(column in one.cells for one in found)
    }
    for column in range(len(columns) - 1):
        rights[column] = columns[column + 1] - 0.5 * found[0].line.size
    labels = _are_labels(found, rights[0]) if 0 in rights else False
    rows: list[Row] = []
    merged = {}
    for index, one in enumerate(found):
        if one.across or (index and found[index - 1].across):
            new = not (one.across and one.line.plain[0].islower())
        elif by_number and (index >= starts[0] or numbered):
            new = index in starts or not rows
        elif numbered:
            new = not rows
        else:
            new = not rows or _is_new_row(found, index, rights, leading, labels=labels)
        if new:
            rows.append({})
        if one.across:
            merged[len(rows) - 1, 0] = (1, len(columns))
        for column, segment in one.cells.items():
            rows[-1].setdefault(column, []).append(segment.text)
    top, bottom = found[0].line.y - found[0].line.size, found[-1].line.y
    return Table(columns, False, top, bottom, rows, by_number or numbered, merged)


def _are_labels(found: list[Fitted], right: float) -> bool:
    """Return whether each line of the left column is whole: the next one would have fitted on it, but stands below."""
    left = [one.cells[0] for one in found if 0 in one.cells and not one.across]
    size = found[0].line.size
    return len(left) > 2 and all(
        two.text[0].isupper() and one.x1 + 0.25 * size + two.first < right and not goes_on(one.text)
        for one, two in pairwise(left)
    )


def _is_new_row(
    found: list[Fitted], index: int, rights: dict[int, float], leading: float, *, labels: bool
) -> bool:
    """Return whether the left column begins something new and no other column is in the middle of something."""
    one, above = found[index], found[index - 1]
    left = one.cells.get(0)
    if left is None or goes_on(last_text(found, index, 0)):
        return False
    if labels:
        return True
    if len(one.cells) > 1 and all(NUMBER.match(segment.text) for segment in one.cells.values()):
        return True
    blank = one.line.y - above.line.y > BLANK * leading
    if blank and len(one.cells) > 1:
        return not left.text[0].islower()
    if left.text[0].islower() or left.text[0] == "(" or _BULLET.match(left.text):
        return False
    for column, segment in one.cells.items():
        before = above.cells.get(column)
        if before is None:
            continue
        wrapped = before.x1 + 0.25 * one.line.size + segment.first > rights[column]
        if wrapped and (column == 0 or segment.text[0].islower() or _BULLET.match(segment.text)):
            return False
        if goes_on(before.text):
            return False
    return True
