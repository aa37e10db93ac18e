"""Where chains from a post of a ring end, for every post of the ring without going through the ring for each.

A ring is a strongly connected part of two or more posts. The chains of one of them do not come back to it, so without
that post the ring falls apart. Two dominator trees from any post s of it, the root, tell how:

- *behind* p are the posts whose every way to s goes through p: without p they lead only to one another, so their own
  strongly connected parts without a way out are ends. They are few, and looked through for each p.
- *ahead* of p are the posts to which every way from s goes through p. Without p all others are reached from s; if
  none of them is behind p, they all lead back to s as well, and are an end together if no link of theirs leaves the ring.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping

import networkx as nx

from ajgraph.analysis.parts import strong_parts


class RingEnds:
    """The ends of the chains of each post of the ring ``part``; ``onward`` says who may stand in for a post."""

    def __init__(self, part: frozenset[str], onward: Callable[[str], Iterable[str]]) -> None:
        self.part = part
        self.onward = onward
        self.root = min(part)
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_edges_from((iri, other) for iri in sorted(part) for other in onward(iri) if other in part)
        self._ahead = _Tree(nx.immediate_dominators(graph, self.root), self.root)
        self._behind = _Tree(nx.immediate_dominators(graph.reverse(copy=False), self.root), self.root)
        leaving = (iri for iri in part if any(other not in part for other in onward(iri)))
        self._leaving = sorted(self._ahead.place[iri] for iri in leaving)

    def of(self, post: str) -> Callable[[str], bool]:
        """Return the test whether a post of the ring is an end of chains of ``post``."""
        if post == self.root:
            return self._closed(post, self.part - {post}).__contains__
        behind = self._behind.below(post)
        ends = self._closed(post, behind)
        place = self._ahead.place
        first, last = place[post], self._ahead.end[post]
        leaving = len(self._leaving) - (bisect_left(self._leaving, last) - bisect_left(self._leaving, first))
        if leaving or any(not first <= place[iri] < last for iri in behind):
            return ends.__contains__
        return lambda iri: iri in ends or not first <= place.get(iri, first) < last

    def _closed(self, post: str, posts: Collection[str]) -> set[str]:
        """Return the strongly connected parts among ``posts`` whose links lead nowhere but to ``post``."""
        among = set(posts)
        found: set[str] = set()
        for part in strong_parts(sorted(among), self.onward, enter=among.__contains__):
            if all(other in part or other == post for iri in part for other in self.onward(iri)):
                found |= part
        return found


class _Tree:
    """A dominator tree laid out so that what hangs below a node stands together behind it."""

    def __init__(self, above: Mapping[str, str | None], root: str) -> None:
        below: dict[str, list[str]] = {}
        for iri in sorted(above):
            parent = above[iri]
            if parent is not None and iri != root:
                below.setdefault(parent, []).append(iri)
        self._order: list[str] = []
        self.place: dict[str, int] = {}
        self.end: dict[str, int] = {}
        stack = [(root, False)]
        while stack:
            iri, done = stack.pop()
            if done:
                self.end[iri] = len(self._order)
                continue
            self.place[iri] = len(self._order)
            self._order.append(iri)
            stack.append((iri, True))
            stack.extend((child, False) for child in below.get(iri, ()))

    def below(self, iri: str) -> list[str]:
        return self._order[self.place[iri] + 1 : self.end[iri]]
