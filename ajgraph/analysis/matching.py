"""The cheapest assignment of absent places to present ones, with the Hall sets of what stays unmatched (M2, M3).

Successive shortest paths with potentials (Kuhn 1955; Edmonds and Karp 1972): absent places come one by one, each by the
cheapest augmenting path, found by Dijkstra's algorithm over costs made non-negative by the potentials. Two things
follow. The matching is a largest one, and which places it leaves out depends on their order alone, not on the costs:
a place that finds no path never will. And it is the cheapest one of the places it covers.

``networkx`` has the parts, but its Hopcroft–Karp is recursive (a path of 1,000 steps is too long for it), neither keeps
Hall sets, and its network simplex goes through the whole graph where the paths here stay near the absent places: they
are the reference in the tests. Nothing iterates over a set, so the same input always gives the same matching.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heappop, heappush


class Matching:
    """A maximum matching of absent places to present places, a substitute serving up to its room, at least cost.

    ``places`` are the posts of the absent places; ``options`` says by post who may cover it and at what cost (none
    below 0); ``room`` how many places each substitute can take. ``failed`` maps each unmatched place (its index) to
    the absent places that its search reached. What a failed search reached stays closed while others are matched
    later, since no augmenting path can enter it: so each such set is a Hall set of the final matching, too.
    """

    def __init__(
        self, places: Sequence[str], options: Mapping[str, Sequence[tuple[str, int]]], room: Mapping[str, int]
    ) -> None:
        self.places = places
        self.options = options
        self.room = room
        self.holder: dict[int, str] = {}
        self.served: dict[str, dict[int, None]] = {iri: {} for iri in room}
        self.failed: dict[int, tuple[int, ...]] = {}
        # Potentials: cost(place, substitute) ≥ gain[place] + price[substitute], equal where the two are matched.
        self._gain: dict[int, int] = {}
        self._price = dict.fromkeys(room, 0)
        for place in range(len(places)):
            self._match(place)

    def pairs(self) -> list[tuple[str, str]]:
        """Return each matched place as (absent post, substitute)."""
        return [(self.places[place], substitute) for place, substitute in self.holder.items()]

    def _match(self, start: int) -> None:
        far = {start: 0}  # the places reached, each with its distance
        settled: dict[str, int] = {}
        via: dict[str, int] = {}
        nearest: dict[str, int] = {}
        queue: list[tuple[int, int, str]] = []
        self._gain[start] = 0
        self._look(start, 0, nearest, via, queue)
        while queue:
            distance, _, substitute = heappop(queue)
            if substitute in settled:
                continue
            if len(self.served[substitute]) < self.room[substitute]:
                for place, reached in far.items():
                    self._gain[place] += distance - reached
                for other, reached in settled.items():
                    self._price[other] -= distance - reached
                self._shift(start, substitute, via)
                return
            settled[substitute] = distance
            for place in self.served[substitute]:
                far[place] = distance
                self._look(place, distance, nearest, via, queue)
        self.failed[start] = tuple(far)

    def _look(
        self,
        place: int,
        distance: int,
        nearest: dict[str, int],
        via: dict[str, int],
        queue: list[tuple[int, int, str]],
    ) -> None:
        """Note whom the place leads to on a shorter way than known."""
        so_far = distance - self._gain[place]
        for substitute, cost in self.options[self.places[place]]:
            there = so_far + cost - self._price[substitute]
            if there < nearest.get(substitute, there + 1):
                nearest[substitute] = there
                via[substitute] = place
                heappush(queue, (there, len(via), substitute))

    def _shift(self, start: int, free: str, via: Mapping[str, int]) -> None:
        """Give ``free`` to the place that reached it, its former substitute to the one before, and so on."""
        substitute: str | None = free
        while substitute is not None:
            place = via[substitute]
            former = self.holder.get(place)
            if former is not None:
                del self.served[former][place]
            self.holder[place] = substitute
            self.served[substitute][place] = None
            substitute = None if place == start else former
