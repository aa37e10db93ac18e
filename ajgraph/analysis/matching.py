"""Maximum bipartite matching by augmenting paths, with the Hall sets of what stays unmatched (M2, M3).

``networkx`` has Hopcroft–Karp, but its search is recursive (a path of 1,000 steps is too long for it) and it
keeps no Hall set; it is the reference in the tests. Here nothing iterates over a set, so the same input
always gives the same matching. Cost: one search of the links for each absent place.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence


class Matching:
    """A maximum matching of absent places to present places, a substitute serving up to its capacity.

    ``places`` are the posts of the absent places; ``failed`` maps each unmatched one (its index) to the
    absent places that its search reached. What a failed search reached stays closed while others are matched
    later, since no augmenting path can enter it: so each such set is a Hall set of the final matching, too.
    """

    def __init__(
        self, places: Sequence[str], substitutes: Mapping[str, Sequence[str]], present: Mapping[str, int]
    ) -> None:
        self.places = places
        self.substitutes = substitutes
        self.present = present
        self.holder: dict[int, str] = {}
        self.served: dict[str, dict[int, None]] = {iri: {} for iri in present}
        self.failed: dict[int, tuple[int, ...]] = {}
        for place in range(len(places)):
            self._match(place)

    def pairs(self) -> list[tuple[str, str]]:
        """Return each matched place as (absent post, substitute)."""
        return [(self.places[place], substitute) for place, substitute in self.holder.items()]

    def _match(self, start: int) -> None:
        reached = {start: None}
        via: dict[str, int] = {}
        queue = deque([start])
        while queue:
            place = queue.popleft()
            for substitute in self.substitutes[self.places[place]]:
                if substitute in via:
                    continue
                via[substitute] = place
                if len(self.served[substitute]) < self.present[substitute]:
                    self._shift(start, substitute, via)
                    return
                found = [other for other in self.served[substitute] if other not in reached]
                reached.update(dict.fromkeys(found))
                queue.extend(found)
        self.failed[start] = tuple(reached)

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
