"""The same answers from arrays, for organisations beyond an agency's size: numpy, OR-tools and scipy (extra ``solve``).

Up to :data:`ARRAYS_FROM` absent places the paths of :mod:`~ajgraph.analysis.matching` are as fast, need nothing and are
easier to read; above, this takes over. Both cover as many places, leave out as few that are certain, and rest on an
assignment of the same cost; where several are equally good they may name different ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ajgraph.analysis.extras import needed
from ajgraph.analysis.preference import weights
from ajgraph.errors import AjgraphError
from ajgraph.language import Bilingual

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

ARRAYS_FROM = 2_000
"""Absent places from which on arrays are used, where the extra is installed."""

_STARTS = 64
"""Uncovered posts from which a Hall set is looked for, of which the smallest is told."""

_PURPOSE = Bilingual("an answer for so large an organisation", "nii suure organisatsiooni vastus")


@dataclass(frozen=True, slots=True)
class Solved:
    """A largest assignment of least cost.

    Attributes
    ----------
    covering
        Absent places that each arc (a link of an absent post, in the order of the links) covers.
    uncovered
        Places left over of each absent post, in the order of ``rows``.
    rows, arcs
        The absent posts, and for each arc the number of its link.
    hall
        Of a Hall set the places of each post (by number); empty where all is covered.

    """

    rows: Numbers
    arcs: Numbers
    covering: Numbers
    uncovered: Numbers
    hall: tuple[tuple[int, int], ...]


class CoverArrays:
    """Posts and the links that count as arrays: the links of post ``p`` are those from ``starts[p]`` to ``starts[p + 1]``.

    Attributes
    ----------
    places
        The number of places of each post.
    substitutes, grades
        Of each link, who may stand in, and its grade (three columns, as in :mod:`~ajgraph.analysis.preference`).
    open
        Of each post, whether somebody not known might stand in for it as well.

    """

    def __init__(
        self,
        places: Numbers,
        starts: Numbers,
        substitutes: Numbers,
        grades: Numbers,
        open: Flags,  # noqa: A002
    ) -> None:
        self.places, self.starts, self.open = places, starts, open
        self.substitutes, self.grades = substitutes, grades

    @classmethod
    def of(
        cls, places: Sequence[int], links: Sequence[Sequence[tuple[int, ...]]], open_: Sequence[bool]
    ) -> CoverArrays:
        """Return the arrays of lists: by post its places, its links (substitute and grade), and whether it is open."""
        np = needed("numpy", _PURPOSE)
        counts = np.fromiter(map(len, links), dtype=np.int64, count=len(links))
        flat = np.array([link for found in links for link in found], dtype=np.int64).reshape(-1, 4)
        starts = np.concatenate(([0], counts.cumsum()))
        return cls(
            np.array(places, dtype=np.int64), starts, flat[:, 0], flat[:, 1:], np.array(open_, dtype=bool)
        )

    def absent(self, away: Numbers) -> Solved:
        """Return a largest assignment of least cost when ``away[p]`` places of each post ``p`` are absent."""
        np = needed("numpy", _PURPOSE)
        rows = np.flatnonzero(away)
        supply = away[rows]
        lengths = self.starts[rows + 1] - self.starts[rows]
        row_of = np.repeat(np.arange(len(rows)), lengths)
        ends = lengths.cumsum()
        arcs = np.arange(len(row_of)) + np.repeat(self.starts[rows] - ends + lengths, lengths)
        columns, column_of = np.unique(self.substitutes[arcs], return_inverse=True)
        room = self.places[columns] - away[columns]
        flow = _Flow(row_of, column_of, room)
        chosen = flow.coverable(supply, self.open[rows])
        # The parts of the problem that share nobody are decided apart, so the weights need not be those of the whole.
        costs = self.grades[arcs] @ np.array(weights(flow.largest_part(chosen)))
        covering = flow.cheapest(chosen, costs)
        uncovered = supply - chosen
        return Solved(rows, arcs, covering, uncovered, self._hall(flow, rows, covering, uncovered))

    def rings(self) -> list[Numbers]:
        """Return the closed rings: strongly connected parts of two or more posts that no link leaves (M8)."""
        np, csgraph = needed("numpy", _PURPOSE), needed("scipy.sparse.csgraph", _PURPOSE)
        sparse = needed("scipy.sparse", _PURPOSE)
        size = len(self.places)
        origin = np.repeat(np.arange(size), np.diff(self.starts))
        able = (self.places[self.substitutes] > 0) & (origin != self.substitutes)
        origin, substitutes = origin[able], self.substitutes[able]
        shape = (size, size)
        matrix = sparse.csr_array((np.ones(len(origin), dtype=np.int8), (origin, substitutes)), shape=shape)
        count, label = csgraph.connected_components(matrix, directed=True, connection="strong")
        closed = np.bincount(label, minlength=count) > 1
        closed[label[origin[label[origin] != label[substitutes]]]] = False
        members = np.flatnonzero(closed[label])
        order = np.argsort(label[members], kind="stable")
        parts = np.split(members[order], np.flatnonzero(np.diff(label[members][order])) + 1)
        return sorted((part for part in parts if len(part)), key=lambda part: int(part[0]))

    def _hall(
        self, flow: _Flow, rows: Numbers, covering: Numbers, uncovered: Numbers
    ) -> tuple[tuple[int, int], ...]:
        """Return the smallest Hall set found from the uncovered posts, those that are certain first."""
        np = needed("numpy", _PURPOSE)
        left = np.flatnonzero(uncovered)
        certain = left[~self.open[rows[left]]]
        starts = (certain if len(certain) else left)[:_STARTS]
        covered = np.bincount(flow.row_of, covering, minlength=len(rows)).astype(np.int64)
        found: list[list[tuple[int, int]]] = []
        reach = _Reach(flow, covering)
        for start in starts.tolist():
            reached = reach.of(start)
            found.append([(int(rows[row]), int(covered[row]) + (row == start)) for row in reached])
        return tuple(
            sorted(min(found, key=lambda one: (sum(count for _, count in one), sorted(one)), default=[]))
        )


class _Flow:
    """The arcs from absent posts (rows) to substitutes (columns) as flow problems of OR-tools."""

    def __init__(self, row_of: Numbers, column_of: Numbers, room: Numbers) -> None:
        self.row_of, self.column_of, self.room = row_of, column_of, room
        self.np = needed("numpy", _PURPOSE)

    def coverable(self, supply: Numbers, open_: Flags) -> Numbers:
        """Return how many places of each row to cover: as many as can be, and of those not open as many as can be.

        The sets of places that can be covered are the independent sets of a matroid. So the most that are not open
        are part of a largest set, which is found by letting no more open ones through than make it the largest.
        """
        np = self.np
        most = self._most(supply)
        if (most == supply).all() or not open_.any():
            return most
        sure = self._most(np.where(open_, 0, supply))
        return self._most(np.where(open_, supply, sure), open_, int(most.sum() - sure.sum()))

    def largest_part(self, supply: Numbers) -> int:
        """Return the most places of ``supply`` in one part of the problem: rows joined by columns with room."""
        np, csgraph = self.np, needed("scipy.sparse.csgraph", _PURPOSE)
        size = len(supply) + len(self.room)
        used = self.room[self.column_of] > 0
        ends = self.row_of[used], len(supply) + self.column_of[used]
        matrix = needed("scipy.sparse", _PURPOSE).csr_array(
            (np.ones(len(ends[0]), dtype=np.int8), ends), shape=(size, size)
        )
        _, part = csgraph.connected_components(matrix, directed=False)
        return int(np.bincount(part[: len(supply)], supply, minlength=1).max())

    def cheapest(self, supply: Numbers, costs: Numbers) -> Numbers:
        """Return by arc a flow of least cost that takes all of ``supply``, which can be covered."""
        np = self.np
        first, sink = len(supply), len(supply) + len(self.room)
        problem = needed("ortools.graph.python.min_cost_flow", _PURPOSE).SimpleMinCostFlow()
        arcs = problem.add_arcs_with_capacity_and_unit_cost(
            self.row_of, first + self.column_of, supply[self.row_of], costs
        )
        columns = first + np.arange(len(self.room))
        problem.add_arcs_with_capacity_and_unit_cost(
            columns, np.full(len(columns), sink), self.room, np.zeros_like(self.room)
        )
        problem.set_nodes_supplies(np.arange(first), supply)
        problem.set_node_supply(sink, -int(supply.sum()))
        if (status := problem.solve()) != problem.OPTIMAL:
            raise AjgraphError(
                Bilingual(f"the flow solver gave up: {status}", f"voolulahendaja loobus: {status}"),
                remedy=Bilingual(
                    "Ask about fewer posts at once.", "Küsi korraga vähemate ametikohtade kohta."
                ),
            )
        flows: Numbers = problem.flows(arcs) if len(arcs) else np.zeros(0, dtype=np.int64)
        return flows

    def _most(self, supply: Numbers, limited: Flags | None = None, limit: int = 0) -> Numbers:
        """Return by row a largest flow; no more than ``limit`` of the rows that are ``limited`` together."""
        np = self.np
        count = len(supply)
        sink, source, gate = (count + len(self.room) + more for more in range(3))
        problem = needed("ortools.graph.python.max_flow", _PURPOSE).SimpleMaxFlow()
        rows = np.arange(count)
        origin = np.full(count, source) if limited is None else np.where(limited, gate, source)
        inward = problem.add_arcs_with_capacity(origin, rows, supply)
        problem.add_arc_with_capacity(source, gate, limit)
        problem.add_arcs_with_capacity(self.row_of, count + self.column_of, supply[self.row_of])
        columns = count + np.arange(len(self.room))
        problem.add_arcs_with_capacity(columns, np.full(len(columns), sink), self.room)
        problem.solve(source, sink)
        flows: Numbers = problem.flows(inward) if count else np.zeros(0, dtype=np.int64)
        return flows


class _Reach:
    """What alternating paths reach in a flow that covers as much as can be."""

    def __init__(self, flow: _Flow, covering: Numbers) -> None:
        np = flow.np
        used = np.flatnonzero(covering)
        self.row_of, self.column_of = flow.row_of, flow.column_of
        self._by_row = _grouped(np, flow.row_of, np.arange(len(flow.row_of)))
        self._by_column = _grouped(np, flow.column_of[used], used)

    def of(self, start: int) -> list[int]:
        """Return the rows reached from ``start``: a Hall set, if it has a place uncovered."""
        rows, columns, waiting = {start}, set[int](), [start]
        while waiting:
            for column in self.column_of[self._by_row(waiting.pop())].tolist():
                if column not in columns:
                    columns.add(column)
                    found = set(self.row_of[self._by_column(column)].tolist()) - rows
                    rows |= found
                    waiting += sorted(found)
        return sorted(rows)


def _grouped(np: Any, keys: Numbers, values: Numbers) -> Any:
    """Return a function from a key to the values that have it."""
    order = np.argsort(keys, kind="stable")
    ordered, kept = keys[order], values[order]

    def of(key: int) -> Numbers:
        found: Numbers = kept[np.searchsorted(ordered, key) : np.searchsorted(ordered, key, side="right")]
        return found

    return of
