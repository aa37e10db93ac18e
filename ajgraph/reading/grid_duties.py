"""Rows of a table of duties: the duty, its outcomes and the group it stands in, also where cells are merged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ajgraph.reading import columns, grid_cells
from ajgraph.reading.columns import Columns
from ajgraph.reading.grid_cells import Held, Line
from ajgraph.reading.labels import Label
from ajgraph.reading.merged_cells import MOST_ROWS, Above, columns_of, rows_of
from ajgraph.reading.numbering import NUMBERED_CELL
from ajgraph.reading.pieces import Group, Labelled, Pair, Piece
from ajgraph.reading.verbs import has_finite_verb

_OUTCOMES = frozenset({"outcome", "indicator"})
_MOST_GROUP_WORDS = 8
_DOING = re.compile(r"mine\b", re.IGNORECASE)
"""How a duty is worded: "Lepingute koostamine"."""


class DutyRows:
    """Reads the rows of one table one after the other; knows which cells merged over rows were groups."""

    def __init__(self, lines: Sequence[Line], *, numbered: bool) -> None:
        self.lines = lines
        self.numbered = numbered
        self.groups: set[tuple[int, int]] = set()
        self.group_column: int | None = None
        """Where the heading stands, merged over rows, of the group that is open."""

    def headed(self, place: int, line: Line, heading: Columns, above: Mapping[int, Above]) -> Iterator[Piece]:
        """Yield what a row under a heading row says; an outcome merged over duties is an outcome of each."""
        number: dict[int, Held] = {}
        lefts: dict[int, Held] = {}
        right: dict[int, Held] = {}
        yield from self._end_of_group(line, above)
        for column, (role, words, held) in zip(line, heading.sorted(line), strict=True):
            if role == "number":
                number = {-1: held}
            elif role == "duty":
                lefts[column] = held
            elif role in _OUTCOMES:
                right[column] = held
            elif role == "group":
                yield self._group(place, column, held, next(iter(line.values()))[0].line - 1)
            elif role == "unknown":
                label = Label("unknown", "", words, "end", "")
                yield Labelled(label, held[0].line, held, known=False)
        cells = grid_cells.with_numbers({**number, **lefts}) if lefts else {}
        left = tuple(row for held in cells.values() for row in held)
        own = bool(left) and NUMBERED_CELL.match(left[0].text) is not None
        shared = {column: one.held for column, one in above.items() if heading.role(column) in _OUTCOMES}
        alone = len(line) == 1 and not right and not shared
        if left and not own and alone and self._is_group(place, line):
            yield self._group(place, None, left, left[0].line)
            return
        goes_on = (
            not left
            or any(heading.role(column) == "duty" for column in above)
            or (not own and self.numbered and (heading.has("number") or left[0].text[:1].islower()))
        )
        yield _pair(left, right, {} if goes_on else shared, goes_on=goes_on)

    def unheaded(self, place: int, line: Line, above: Mapping[int, Above]) -> Iterator[Piece]:
        """Yield what a row without a heading row says: a duty on the left, its outcomes on the right."""
        yield from self._end_of_group(line, above)
        own = {column: held for column, held in line.items() if not _is_share(held)}
        if not own:
            return
        first, *others = own
        shared = {c: one.held for c, one in above.items() if c > first and not _is_share(one.held)}
        if self._is_merged_group(own, shared):
            yield self._group(place, first, own[first], own[first][0].line)
            first, *others = others
        if any(column < first and (one.place, column) not in self.groups for column, one in above.items()):
            yield _pair((), own, {}, goes_on=True)
        else:
            yield _pair(own[first], {column: own[column] for column in others}, shared)

    def wide_group(self, place: int, line: Line) -> Group | None:
        """Return the group that a row without a heading row is: one merged cell over the duties below it."""
        if len(line) > 1 or not self._is_wide(place, line):
            return None
        (held,) = line.values()
        if has_finite_verb(grid_cells.text_of(held)):
            return None
        return self._group(place, None, held, held[0].line)

    # -- groups -------------------------------------------------------------------------------------------

    def _group(self, place: int, column: int | None, held: Held, line: int) -> Group:
        """Return the heading of a group; ``column`` is where it stands if it stands beside its duties."""
        self.group_column = column if 1 < rows_of(held) <= MOST_ROWS else None
        if column is not None:
            self.groups.add((place, column))
        return Group(grid_cells.text_of(held).rstrip(" :"), line)

    def _end_of_group(self, line: Line, above: Mapping[int, Above]) -> Iterator[Piece]:
        """End the group whose merged heading does not reach down to this row."""
        if self.group_column is not None and self.group_column not in above and min(line) > self.group_column:
            self.group_column = None
            yield Group("", next(iter(line.values()))[0].line - 1)

    def _is_group(self, place: int, line: Line) -> bool:
        ((column, held),) = line.items()
        text = grid_cells.text_of(held)
        return (
            (self.numbered and not text[:1].islower() and column == 0)
            or text.isupper()
            or text.endswith(":")
            or self._is_wide(place, line)
        )

    def _is_wide(self, place: int, line: Line) -> bool:
        """Return whether a short text is merged over columns that the row below has cells in."""
        ((column, held),) = line.items()
        text = grid_cells.text_of(held)
        below = self.lines[place + 1] if place + 1 < len(self.lines) else {}
        covered = [at for at in below if column <= at < column + columns_of(held)]
        return (
            columns_of(held) > 1
            and len(covered) > 1
            and text[:1].isupper()
            and text[-1] not in ".;,"
            and len(text.split()) <= _MOST_GROUP_WORDS
            and not NUMBERED_CELL.match(text)
        )

    def _is_merged_group(self, own: Line, shared: Line) -> bool:
        """Return whether the first cell of a row names the group of the duties beside it, which have rows of their own."""
        first, *others = own.values()
        text = grid_cells.text_of(first)
        if rows_of(first) < 2 or not others or rows_of(others[0]) >= rows_of(first):
            return False
        if NUMBERED_CELL.match(text) or has_finite_verb(text):
            return False
        if len(own) + len(shared) == 2 and _DOING.search(text):
            return False  # a duty with several outcomes
        return not has_finite_verb(grid_cells.text_of(others[0]))


def _is_share(held: Held) -> bool:
    return columns.SHARE.fullmatch(grid_cells.text_of(held)) is not None


def _pair(left: Held, right: Line, shared: Line, *, goes_on: bool = False) -> Pair:
    """Return a duty with its outcomes from left to right; ``shared`` are those merged over several duties."""
    cells = sorted({**shared, **right}.items())
    return Pair(left, tuple(row for _, held in cells for row in held), goes_on=goes_on)
