"""Where posts and units go in a picture: teams in columns, units in rows, so that it is no ribbon.

Graphviz puts a post one step below its manager. An agency has few levels and wide ones, so that 400 posts would make
a picture 27 times as wide as high. What stands below what is therefore said by more lines, which nobody sees.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ajgraph.exports.hierarchy import Branch, hierarchy
from ajgraph.organisation import Organisation

Below = tuple[str, str, int]
"""The first post (IRI) stands below the second; how much it matters that it stands straight below."""

_MOST_IN_A_COLUMN: Final = 5
_STRAIGHT: Final = 4
_WIDTH: Final = 180
"""Points that a column of posts takes, with the lines that pass it."""
_HEIGHT: Final = 62
"""Points that a row of posts takes."""
_WIDEST: Final = 4.5
_WIDEST_INSIDE: Final = 7.0
"""Units stand side by side while that is no wider than so many times its height; inside a unit it may be wider."""
_WANTED: Final = 2.0
"""Width by height of what is put in rows."""


@dataclass(frozen=True, slots=True)
class _Box:
    """A unit with all below it: columns, rows, and the posts at its upper and lower edge."""

    columns: int
    rows: int
    first: tuple[str, ...]
    last: tuple[str, ...]


def unseen_lines(organisation: Organisation) -> list[Below]:
    """Return what has to stand below what, besides posts below their managers.

    >>> from ajgraph.organisation import Post
    >>> unseen_lines(Organisation(tuple(Post(iri, "Arst") for iri in "abcdefg")))
    [('c', 'a', 4), ('d', 'b', 4), ('e', 'c', 4), ('f', 'd', 4), ('g', 'e', 4)]
    """
    return _Layout(organisation).lines


class _Layout:
    def __init__(self, organisation: Organisation) -> None:
        self.managers: dict[str, list[str]] = {}
        for line in sorted(organisation.reporting, key=lambda line: (line.post, line.manager)):
            if line.post != line.manager:
                self.managers.setdefault(line.post, []).append(line.manager)
        self.leading = {manager for managers in self.managers.values() for manager in managers}
        self.lines: list[Below] = []
        tree = hierarchy(organisation)
        self._columns(post.iri for post in tree.loose)
        _stack([self._box(top, _WIDEST) for top in tree.tops], self.lines, _WIDEST)

    def _box(self, branch: Branch, widest: float) -> _Box:
        """Lay out a unit; its own posts stand above those of its sub-units."""
        parts = [self._box(below, _WIDEST_INSIDE) for below in branch.below]
        inside = [post.iri for part in branch for post in part.posts]
        own = self._columns(post.iri for post in branch.posts)
        columns, rows = _stack(parts, self.lines, widest)
        here = set(inside)
        lines = [(lower, upper) for lower, upper, _ in self.lines if lower in here and upper in here]
        above = {lower for lower, _ in lines}
        held = {upper for _, upper in lines} | {
            m for iri in inside for m in self.managers.get(iri, ()) if m in here
        }
        first = [
            iri for iri in inside if iri not in above and not here.intersection(self.managers.get(iri, ()))
        ]
        last = [iri for iri in inside if iri not in held]
        leads = any(post.iri in self.leading for post in branch.posts)
        side_by_side = leads and rows > 0
        return _Box(
            columns=columns + own.columns if side_by_side else max(columns, own.columns),
            rows=leads + (max(rows, own.rows) if side_by_side else rows + own.rows),
            first=tuple(first),
            last=tuple(last),
        )

    def _columns(self, posts: Iterable[str]) -> _Box:
        """Put those who lead nobody in columns, each team of a manager for itself."""
        teams: dict[str | None, list[str]] = {}
        for post in posts:
            if post not in self.leading:
                teams.setdefault(next(iter(self.managers.get(post, ())), None), []).append(post)
        columns, rows = 0, 0
        for team in teams.values():
            wide = -(-len(team) // max(_MOST_IN_A_COLUMN, math.isqrt(2 * len(team))))
            self.lines += ((lower, upper, _STRAIGHT) for lower, upper in zip(team[wide:], team, strict=False))
            columns, rows = columns + wide, max(rows, -(-len(team) // wide))
        return _Box(columns, rows, (), ())


def _stack(boxes: Sequence[_Box], lines: list[Below], widest: float) -> tuple[int, int]:
    """Put boxes side by side, or in rows where that would be too wide; return columns and rows of posts."""
    if not boxes:
        return 0, 0
    best = [list(boxes)]
    if _shape(best) > widest:
        tried = (list(_in_rows(boxes, number)) for number in range(1, len(boxes) + 1))
        best = min(tried, key=lambda rows: abs(math.log(_shape(rows) / _WANTED)))
    for upper, lower in pairwise(best):
        lines += [
            (post, edge, 0) for box in lower for post in box.first for above in upper for edge in above.last
        ]
    return max(sum(box.columns for box in row) for row in best), sum(
        max(box.rows for box in row) for row in best
    )


def _in_rows(boxes: Sequence[_Box], number: int) -> Iterator[list[_Box]]:
    """Yield about ``number`` rows of about the same width, in the order of the boxes."""
    width = sum(box.columns for box in boxes) / number
    row: list[_Box] = []
    for box in boxes:
        if row and sum(one.columns for one in row) + box.columns / 2 > width:
            yield row
            row = []
        row.append(box)
    yield row


def _shape(rows: Sequence[Sequence[_Box]]) -> float:
    """Return width by height."""
    wide = max(sum(box.columns for box in row) for row in rows)
    high = sum(max(box.rows for box in row) for row in rows)
    return _WIDTH * max(wide, 1) / (_HEIGHT * max(high, 1))
