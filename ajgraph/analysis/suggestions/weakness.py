"""The sets of posts whose cover breaks too soon: which must get more substitutes so that k − 1 absences break nothing.

By the theorem of :mod:`ajgraph.analysis.resilience`, fewer than k absences break the set S with the substitutes
T = N(S) iff max(⌈(n(T) + 1) / 2⌉, n(T ∖ S) + 1) < k, that is iff

    n(T) < 2k − 2   and   n(T ∖ S) < k − 1.

A post without a substitute is such a set, with T empty: its own absence breaks it. A set stays strong, and all that
contain it, once n(T) reaches 2k − 2. A weak set that contains a strong S with n(T) below that takes in a post of
T ∖ S. So the search branches on few posts, and finds a weak set around every post that is in one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Linked = Mapping[str, frozenset[str]]
"""Post → its substitutes that have a place (itself, where it has colleagues who stand in)."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """How many places must stand behind every set of posts, so that ``k`` − 1 absences break no cover."""

    places: Mapping[str, int]
    k: int

    def strength(self, chosen: frozenset[str], around: frozenset[str]) -> int:
        """Return the fewest absences that break the set ``chosen`` whose substitutes are ``around``."""
        outside = self.count(around - chosen)
        return max((self.count(around) + 2) // 2, outside + 1)

    def met(self, chosen: frozenset[str], around: frozenset[str]) -> bool:
        """Say whether ``chosen`` is strong enough."""
        return self.strength(chosen, around) >= self.k

    def weak_sets(
        self, linked: Linked, posts: Iterable[str], *, most: int = 8
    ) -> list[tuple[frozenset[str], frozenset[str]]]:
        """Return sets of ``posts`` that are too weak, with their substitutes: none iff there are none.

        Of each post at most ``most``, the small ones first.
        """
        universe = list(posts)
        members = frozenset(universe)
        found: dict[frozenset[str], frozenset[str]] = {}
        for post in universe:
            start = frozenset([post])
            queue, seen, own = deque([(start, linked[post])]), {start}, 0
            while queue and own < most:
                chosen, around = queue.popleft()
                if self.count(around) >= 2 * self.k - 2:
                    continue
                if not self.met(chosen, around):
                    found[chosen] = around
                    own += 1
                    continue
                for other in sorted((around - chosen) & members):
                    if (larger := chosen | {other}) not in seen:
                        seen.add(larger)
                        queue.append((larger, around | linked[other]))
        return list(found.items())

    def count(self, posts: Iterable[str]) -> int:
        """Return the number of places of ``posts``."""
        return sum(self.places[iri] for iri in posts)
