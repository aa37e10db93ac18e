"""The search for the fewest absences that break cover: :mod:`ajgraph.analysis.resilience` says what it looks for.

It uses three facts. n(T) only grows with S, so a branch ends when ⌈(c·n(T) + 1) / (c + 1)⌉ reaches the best cost so
far, which starts at the best single post. A set S that does not beat the best cost has too many places in T ∖ S, so a
better superset takes in a post of T ∖ S (others add to n(T) what they add to n(S ∩ T)): only these are branched on.
And a post whose branches are done need not come into S again. So the work is linear in the number of posts, for a
given size of the answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """Posts with their substitutes (one or more each), the places of both, and how many places one person covers."""

    linked: Mapping[str, frozenset[str]]
    places: Mapping[str, int]
    capacity: int = 1

    def around(self, chosen: Iterable[str]) -> frozenset[str]:
        """Return N(S)."""
        return frozenset[str]().union(*(self.linked[iri] for iri in chosen))

    def count(self, posts: Iterable[str]) -> int:
        """Return n of a set: its number of places."""
        return sum(self.places[iri] for iri in posts)

    def least(self, around: Iterable[str]) -> int:
        """Return what breaking any S costs at least whose N(S) holds ``around``: ⌈(c·n + 1) / (c + 1)⌉."""
        return -(-(self.capacity * self.count(around) + 1) // (self.capacity + 1))

    def cost(self, chosen: frozenset[str], around: frozenset[str]) -> int:
        """Return the fewest absences that break S (``chosen``), N(S) being ``around``."""
        both = self.count(chosen & around)
        return max(self.least(around), self.count(around) - (both - 1) // self.capacity)

    def witness(self, chosen: frozenset[str]) -> tuple[str, ...]:
        """Return the fewest absences that break the set S."""
        around = self.around(chosen)
        need = self.capacity * self.count(around) + 1
        absences: list[str] = []
        for part, weight in (
            (chosen & around, self.capacity + 1),
            (around - chosen, self.capacity),
            (chosen - around, 1),
        ):
            for iri in sorted(part):
                taken = min(self.places[iri], -(-need // weight)) if need > 0 else 0
                absences += [iri] * taken
                need -= weight * taken
        return tuple(sorted(absences))


@dataclass(frozen=True, slots=True)
class _Branch:
    """S (``chosen``), N(S) (``around``), and the posts barred from S because other branches have tried them.

    ``outside`` is the number of places of N(S) that can no longer join S.
    """

    chosen: frozenset[str]
    around: frozenset[str]
    barred: frozenset[str]
    outside: int = 0


class Search:
    """Depth-first search for the set S of least cost.

    ``best`` is the least cost found, of ``best_set``; ``at_least`` a proved bound, the same unless the budget ran out;
    ``left`` are the posts that a cheaper set would be made of, none where there is none.
    """

    def __init__(self, question: Question, budget: int) -> None:
        self.question = question
        self.budget = budget
        self.spent = 0
        linked = question.linked
        alone = {iri: question.cost(frozenset([iri]), found) for iri, found in linked.items()}
        order = sorted(alone, key=lambda iri: (alone[iri], iri))
        self.best = alone[order[0]]
        self.best_set = frozenset(order[:1])
        done = self._run(order)
        # A set not looked at holds only posts not done, and its N(S) the substitutes of each of them.
        least = {iri: question.least(linked[iri]) for iri in order[done:]}
        self.left = tuple(iri for iri, cost in least.items() if cost < self.best)
        self.at_least = min((least[iri] for iri in self.left), default=self.best)

    def _run(self, order: list[str]) -> int:
        """Search, and return how many posts are done."""
        done: set[str] = set()
        for position, iri in enumerate(order):
            stack = [_Branch(frozenset([iri]), self.question.linked[iri], frozenset(done))]
            while stack:
                branch = stack.pop()
                self.spent += len(branch.around)
                if self.spent > self.budget:
                    return position
                stack.extend(reversed(self._look_at(branch)))
            done.add(iri)
        return len(order)

    def _look_at(self, branch: _Branch) -> list[_Branch]:
        """Note the cost of the branch if it is the least so far; return the branches that may cost less."""
        question, linked, around = self.question, self.question.linked, branch.around
        if question.least(around) >= self.best or self._bound(around, branch.outside) >= self.best:
            return []
        # Posts whose substitutes are all in N(S) already join without making N(S) larger.
        may_join = [iri for iri in sorted(around - branch.chosen - branch.barred) if iri in linked]
        chosen = branch.chosen.union(iri for iri in may_join if linked[iri] <= around)
        cost = question.cost(chosen, around)
        if cost < self.best:
            self.best, self.best_set = cost, chosen
        may_join = sorted(
            (iri for iri in may_join if iri not in chosen), key=lambda x: len(linked[x] - around)
        )
        outside = question.count(around - chosen) - question.count(may_join)
        barred, found = branch.barred, []
        for iri in may_join:
            if self._bound(around, outside) >= self.best:
                break
            found.append(_Branch(chosen | {iri}, around | linked[iri], barred, outside))
            barred |= {iri}
            outside += question.places[iri]
        return found

    def _bound(self, around: frozenset[str], outside: int) -> int:
        """Return what a superset costs at least that leaves ``outside`` places of N(S) out of S."""
        there = self.question.count(around)
        return there - (there - outside - 1) // self.question.capacity
