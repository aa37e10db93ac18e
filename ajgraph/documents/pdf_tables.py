"""Words of a PDF page to lines, and tables with ruling lines to rows of cells.

Ruling lines that touch make one grid; where no line stands between two places of it they are one merged cell.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from ajgraph.documents.pdf_page import Rule, Word

_WIDE: Final = 1.2
"""A gap wider than this many heights of the letters parts columns; justified text stays below."""

_MORE_THAN_BLANK: Final = 0.4
_AT_COLUMN: Final = 0.35
_TOUCH: Final = 0.04
_SAME_LINE: Final = 0.4
_NEAR: Final = 2.5
"""Points by which ruling lines that are meant to meet may miss each other."""

_MOST_CROSSINGS: Final = 250_000
_MOST_PLACES: Final = 20_000
_MOST_ROWS: Final = 200
"""No merged cell covers more rows than this."""

_SPREAD: Final = 4
"""So many single letters in a row are one word that is set wide."""

MARK: Final = re.compile(
    r"[\ue000-\uf8ff\u2022\u2023\u2043\u25a0-\u25ff\u27a2\u2713\u00b7*o–-]|\d{1,2}(?:\.\d{1,2})*[.)]?"
)
"""A bullet or a number alone: it belongs to what stands right of it."""


class Segment(NamedTuple):
    """Words of a line without a wide gap; ``first`` is the width of the first word."""

    x0: float
    x1: float
    text: str
    first: float


@dataclass(slots=True)
class TextLine:
    """What stands on one height: segments from left to right."""

    y: float
    size: float
    segments: list[Segment]
    words: list[Word]

    def cut(self, columns: Sequence[float]) -> list[Segment]:
        """Return the segments, cut also where a word stands at the left edge of a column after more than a blank."""
        runs: list[list[Word]] = [[]]
        wide = {segment.x0 for segment in self.segments}
        for word in self.words:
            if (last := runs[-1]) and (
                word.x0 in wide
                or (
                    word.x0 - last[-1].x1 > _MORE_THAN_BLANK * self.size
                    and any(abs(word.x0 - x) < _AT_COLUMN * self.size for x in columns[1:])
                )
            ):
                runs.append([])
            runs[-1].append(word)
        return [_segment(run) for run in runs]

    @property
    def text(self) -> str:
        """The segments with a wide gap between them."""
        return "    ".join(segment.text for segment in self.segments)

    @property
    def plain(self) -> str:
        """The segments with single blanks between them."""
        return " ".join(segment.text for segment in self.segments)


Row = dict[int, list[str]]
"""The lines of each cell of a row by the number of its column."""


@dataclass(slots=True)
class Table:
    """A table or the part of it on one page.

    ``columns`` are the left edges; ``top`` and ``bottom`` heights on the page; ``numbered``: rows begin with "3.1";
    ``merged``: how many rows and columns each merged cell covers, by its first row and column, empty ones as well.
    """

    columns: list[float]
    ruled: bool
    top: float
    bottom: float
    rows: list[Row] = field(default_factory=list)
    numbered: bool = False
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def place_of(self, row: int, column: int) -> int:
        """Return the row at which the cell begins that covers this place."""
        for begin in range(row - 1, max(-1, row - _MOST_ROWS), -1):
            if begin + self.merged.get((begin, column), (1, 1))[0] > row:
                return begin
        return row


# -- lines ------------------------------------------------------------------------------------------------


def lines_of(words: Iterable[Word]) -> list[TextLine]:
    """Return the lines that ``words`` stand on, from the top."""
    groups: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.y, word.x0)):
        if groups and word.y - groups[-1][0].y <= _SAME_LINE * min(word.size, groups[-1][0].size):
            groups[-1].append(word)
        else:
            groups.append([word])
    return [_line(group) for group in groups]


def _line(words: list[Word]) -> TextLine:
    words = _closed_up(sorted(words, key=lambda word: word.x0))
    size = max(word.size for word in words)
    runs: list[list[Word]] = []
    for word in words:
        gap = word.x0 - runs[-1][-1].x1 if runs else 0.0
        only_mark = bool(runs) and len(runs[-1]) == 1 and MARK.fullmatch(runs[-1][0].text) is not None
        if runs and (gap < _WIDE * size or (only_mark and gap < 4 * size)):
            runs[-1].append(word)
        else:
            runs.append([word])
    return TextLine(median(word.y for word in words), size, [_segment(run) for run in runs], words)


def _segment(words: list[Word]) -> Segment:
    parts: list[str] = [words[0].text]
    for one, two in pairwise(words):
        parts.append(two.text if two.x0 - one.x1 < _TOUCH * two.size else " " + two.text)
    return Segment(words[0].x0, max(word.x1 for word in words), "".join(parts), words[0].x1 - words[0].x0)


def _closed_up(words: list[Word]) -> list[Word]:
    """Join single letters that are set wide: "K Ä S K K I R I" is one word."""
    found: list[Word] = []
    place = 0
    while place < len(words):
        end = place
        while end < len(words) and len(words[end].text) == 1 and words[end].text.isalpha():
            end += 1
        run = words[place:end]
        if len(run) >= _SPREAD:
            gaps = [two.x0 - one.x1 for one, two in pairwise(run)]
            limit = 1.7 * max(median(gaps), 0.1)
            start = 0
            for index in [*(i + 1 for i, gap in enumerate(gaps) if gap > limit), len(run)]:
                letters = run[start:index]
                text = "".join(letter.text for letter in letters)
                found.append(letters[0]._replace(x1=letters[-1].x1, text=text))
                start = index
        else:
            found.extend(run)
        if end == place:
            found.append(words[place])
            end += 1
        place = end
    return found


# -- grids ------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Grid:
    """Ruling lines that touch: the edges of columns and rows, and which places are one cell."""

    xs: list[float]
    ys: list[float]
    cell_of: dict[tuple[int, int], tuple[int, int]]
    last_of: dict[tuple[int, int], tuple[int, int]]
    """The last row and column of each cell by its first ones."""

    def place(self, word: Word) -> tuple[int, int] | None:
        """Return row and column of the cell that ``word`` stands in, None outside of the grid."""
        x, y = (word.x0 + word.x1) / 2, word.y - 0.3 * word.size
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]):
            return None
        row = min(bisect_right(self.ys, y), len(self.ys) - 1) - 1
        column = min(bisect_right(self.xs, x), len(self.xs) - 1) - 1
        return self.cell_of[row, column]


def ruled_tables(words: Sequence[Word], rules: Iterable[Rule]) -> tuple[list[Table], list[Word]]:
    """Return the tables that ruling lines make and the words outside of them."""
    grids = [grid for grid in _grids(rules) if len(set(grid.cell_of.values())) > 1]
    cells: list[dict[tuple[int, int], list[Word]]] = [{} for _ in grids]
    outside: list[Word] = []
    for word in words:
        for grid, found in zip(grids, cells, strict=True):
            if (place := grid.place(word)) is not None:
                found.setdefault(place, []).append(word)
                break
        else:
            outside.append(word)
    tables = []
    for grid, found in zip(grids, cells, strict=True):
        if len(found) < 2:
            outside.extend(word for held in found.values() for word in held)
            continue
        rows: dict[int, Row] = {}
        for (row, column), held in sorted(found.items()):
            rows.setdefault(row, {})[column] = [line.plain for line in lines_of(held)]
        table = Table(grid.xs, True, grid.ys[0], grid.ys[-1], list(rows.values()))
        table.merged = _merged_cells(grid, list(rows))
        tables.append(table)
    return tables, outside


def _merged_cells(grid: Grid, rows: Sequence[int]) -> dict[tuple[int, int], tuple[int, int]]:
    """Return how many rows and columns each merged cell covers, counting only ``rows``: those with text."""
    found = {}
    for first, last in grid.last_of.items():
        begin, end = bisect_left(rows, first[0]), bisect_right(rows, last[0])
        if first != last and begin < end:
            found[begin, first[1]] = (end - begin, max(1, last[1] - first[1] + 1))
    return found


def _grids(rules: Iterable[Rule]) -> list[Grid]:
    drawn = list(rules)
    level = _merged([(rule.y0, rule.x0, rule.x1) for rule in drawn if rule.y0 == rule.y1])
    upright = _merged([(rule.x0, rule.y0, rule.y1) for rule in drawn if rule.y0 != rule.y1])
    if len(level) * len(upright) > _MOST_CROSSINGS:
        return []  # a drawing
    parent = list(range(len(level) + len(upright)))
    for i, (y, x0, x1) in enumerate(level):
        for j, (x, y0, y1) in enumerate(upright, len(level)):
            if x0 - _NEAR <= x <= x1 + _NEAR and y0 - _NEAR <= y <= y1 + _NEAR:
                parent[_root(parent, i)] = _root(parent, j)
    groups: dict[int, tuple[list[_Run], list[_Run]]] = {}
    for i, run in enumerate([*level, *upright]):
        groups.setdefault(_root(parent, i), ([], []))[i >= len(level)].append(run)
    grids = [grid for rows, columns in groups.values() if rows and columns and (grid := _grid(rows, columns))]
    # The smallest first: a table inside a box belongs to itself.
    return sorted(grids, key=lambda grid: (grid.xs[-1] - grid.xs[0]) * (grid.ys[-1] - grid.ys[0]))


_Run = tuple[float, float, float]
"""A ruling line: where it stands, and from where to where it runs."""


def _merged(runs: list[_Run]) -> list[_Run]:
    """Join pieces of one line, such as the borders of neighbouring cells."""
    groups: list[list[_Run]] = []
    for run in sorted(runs):
        if groups and run[0] - groups[-1][0][0] <= _NEAR:
            groups[-1].append(run)
        else:
            groups.append([run])
    found: list[_Run] = []
    for group in groups:
        at = median(run[0] for run in group)
        begin, end = None, 0.0
        for _, one, two in sorted(group, key=lambda run: run[1]):
            if begin is not None and one <= end + _NEAR:
                end = max(end, two)
                continue
            if begin is not None:
                found.append((at, begin, end))
            begin, end = one, two
        if begin is not None:
            found.append((at, begin, end))
    return found


def _grid(level: list[_Run], upright: list[_Run]) -> Grid | None:
    xs = _edges([run[0] for run in upright], [place for run in level for place in run[1:]])
    ys = _edges([run[0] for run in level], [place for run in upright for place in run[1:]])
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns > _MOST_PLACES:
        return None
    parent = list(range(rows * columns))
    walls = [_covered(upright, x, ys) for x in xs]
    floors = [_covered(level, y, xs) for y in ys]
    for row in range(rows):
        for column in range(columns):
            here = row * columns + column
            if column + 1 < columns and not walls[column + 1][row]:
                parent[_root(parent, here + 1)] = _root(parent, here)
            if row + 1 < rows and not floors[row + 1][column]:
                parent[_root(parent, here + columns)] = _root(parent, here)
    first: dict[int, tuple[int, int]] = {}
    cell_of: dict[tuple[int, int], tuple[int, int]] = {}
    last_of: dict[tuple[int, int], tuple[int, int]] = {}
    for here in range(rows * columns):
        place = divmod(here, columns)
        begin = cell_of[place] = first.setdefault(_root(parent, here), place)
        last_of[begin] = max(place, last_of.get(begin, place))
    return Grid(xs, ys, cell_of, last_of)


def _edges(places: list[float], ends: list[float]) -> list[float]:
    """Return the distinct edges; where the outer ones are not drawn, the ends of the other lines show them."""
    found: list[float] = []
    for place in sorted([*places, min(ends), max(ends)]):
        if not found or place - found[-1] > 2 * _NEAR:
            found.append(place)
    return found


def _covered(runs: list[_Run], at: float, edges: list[float]) -> list[bool]:
    """Return for each stretch between two edges whether a line at ``at`` runs along its middle."""
    near = [run for run in runs if abs(run[0] - at) <= 2 * _NEAR]
    middles = [(one + two) / 2 for one, two in pairwise(edges)]
    return [any(run[1] <= middle <= run[2] for run in near) for middle in middles]


def _root(parent: list[int], place: int) -> int:
    while parent[place] != place:
        parent[place] = parent[parent[place]]
        place = parent[place]
    return place
