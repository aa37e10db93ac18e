"""Merged cells of a table: which cell from above also belongs to a row, and heads that take two rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ajgraph.reading import columns
from ajgraph.reading.columns import Columns
from ajgraph.reading.grid_cells import Held, Line, text_of

MOST_ROWS = 50
_MOST_LINES = 200
"""A cell that covers more rows, or holds more lines, is no outcome of several duties: it would be copied without end."""


@dataclass(frozen=True, slots=True)
class Above:
    """A cell that covers a row below its own: the place of its own row, and what is in it."""

    place: int
    held: Held


def rows_of(held: Held) -> int:
    """Return how many rows a cell covers."""
    return held[0].cell.rows if held and held[0].cell else 1


def columns_of(held: Held) -> int:
    """Return how many columns a cell covers."""
    return held[0].cell.columns if held and held[0].cell else 1


def over_each(lines: Sequence[Line]) -> list[dict[int, Above]]:
    """Return for each row of a table, by column, the cells from rows above that cover it."""
    found: list[dict[int, Above]] = []
    open_cells: dict[int, tuple[int, Above]] = {}
    for place, line in enumerate(lines):
        row = _row(line)
        open_cells = {
            column: (end, above)
            for column, (end, above) in open_cells.items()
            if end > row and column not in line
        }
        found.append({column: above for column, (_, above) in open_cells.items()})
        open_cells |= {
            column: (row + min(rows_of(held), MOST_ROWS), Above(place, held))
            for column, held in line.items()
            if rows_of(held) > 1 and len(held) <= _MOST_LINES
        }
    return found


def _row(line: Line) -> int:
    cell = next(iter(line.values()))[0].cell
    return cell.row if cell else 0


def heading_of(lines: Sequence[Line], place: int) -> tuple[Columns | None, int]:
    """Return what the heading row at ``place`` says of its columns, and how many rows it takes: one or two.

    A head takes two rows where one of its cells covers two, or where the row below holds nothing but the names of
    columns that stand under a common one.
    """
    upper = lines[place]
    below = lines[place + 1] if place + 1 < len(lines) else {}
    under = lines[place + 2] if place + 2 < len(lines) else {}
    words = {column: text_of(held) for column, held in upper.items()}
    high = {column: words[column] for column, held in upper.items() if rows_of(held) > 1}
    lower = {column: text_of(held) for column, held in below.items()}
    if high and lower and not high.keys() & lower.keys():
        named = {
            column: text if columns.is_role(text) else words.get(_over(upper, column), text)
            for column, text in lower.items()
        }
        heads = [
            head
            for own in (lower, named)
            if (head := columns.heading_of(dict(sorted((high | own).items())), under))
        ]
        if heads:
            return min(heads, key=lambda head: head.has("unknown")), 2
    found = columns.heading_of(words, below)
    if found and found.kind == "duties" and len(lower) > 1 and all(map(columns.is_role, lower.values())):
        kept = {column: text for column, text in words.items() if column not in lower}
        both = columns.heading_of(dict(sorted((kept | lower).items())), under)
        if both and both.kind == "duties":
            return both, 2
    return found, 1


def _over(upper: Line, column: int) -> int:
    """Return the column of the cell of the row above that stands over ``column``."""
    return max((at for at in upper if at <= column), default=-1)
