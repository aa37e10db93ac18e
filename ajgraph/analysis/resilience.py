"""Resilience: the smallest number of absent places that breaks cover (M4), with places and colleagues.

Posts p have n(p) places; N(p) are the posts that may stand in for p (p itself among them where it has a
peer link and two or more places). Let a(p) places be absent. By Hall's theorem the absent places of the posts
with a substitute cannot all be covered iff some non-empty set S of such posts, with T = N(S), has

    sum of a(p) over S  >  sum of n(q) − a(q) over T,   that is
    sum of a over S  +  sum of a over T  ≥  n(T) + 1.

An absence in S ∩ T counts twice on the left, any other in S ∪ T once. So the cheapest way to break S takes
places of S ∩ T first and places of T ∖ S or S ∖ T then, and needs

    cost(S) = max( ⌈(n(T) + 1) / 2⌉ ,  n(T ∖ S) + 1 )

absences (there are always enough: n(S) + n(T) ≥ n(T) + 1). Resilience is the least cost(S). With one place
each this is the min over S of max(|S|, |N(S) ∖ S| + 1) of design § 2.8: the two differ for some sets, never
in the minimum.

The search uses three facts. n(T) only grows with S, so a branch ends when ⌈(n(T) + 1) / 2⌉ reaches the best
cost so far, which starts at the best single post. A set S that does not beat the best cost has too many
places in T ∖ S, so a better superset takes in a post of T ∖ S: only these are branched on. And a post whose
branches are done need not come into S again. So the work is linear in the number of posts, for a given
size of the answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ajgraph.analysis.cover import single_cover
from ajgraph.language import Bilingual
from ajgraph.organisation import Organisation

WORK_BUDGET = 10_000_000
"""Posts looked at, in all sets together, before the search stops with bounds (a few seconds)."""


@dataclass(frozen=True, slots=True)
class Resilience:
    """How many places may be empty before some cover breaks.

    Attributes
    ----------
    size
        The smallest number of absent places that leaves one without a substitute of its own, among posts that
        have a substitute; None where no post has one.
    witness
        Posts (IRIs, sorted, once per place) whose absence breaks it.
    exact
        Whether ``size`` is proved to be the smallest; else the work budget ran out, and the smallest is from
        ``at_least`` to ``size``.
    left_out
        Posts without a substitute: any absence of theirs is uncovered, so resilience speaks of the others. Posts
        without a place cannot be absent and are in neither part.

    """

    size: int | None
    witness: tuple[str, ...]
    exact: bool
    left_out: tuple[str, ...] = ()
    at_least: int | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the ``resilience`` object of ``coverage --format json`` (design § 7)."""
        return {"size": self.size, "witness": list(self.witness), "exact": self.exact}

    def __str__(self) -> str:
        if self.size is None:
            return str(Bilingual("no post has a substitute", "ühelgi ametikohal ei ole asendajat"))
        if self.exact:
            return str(
                Bilingual("1 absence breaks cover", "katte murrab 1 puudumine")
                if self.size == 1
                else Bilingual(f"{self.size} absences break cover", f"katte murrab {self.size} puudumist")
            )
        return str(
            Bilingual(
                f"{self.size} absences break cover, perhaps fewer (at least {self.at_least})",
                f"katte murrab {self.size} puudumist, võib-olla ka vähem (vähemalt {self.at_least})",
            )
        )


def resilience(organisation: Organisation, *, budget: int = WORK_BUDGET) -> Resilience:
    """Return the smallest number of absent places that breaks cover, and which.

    ``budget`` bounds the work: the number of posts that the search may look at, in all its sets together.

    >>> from ajgraph.organisation import Link, Post
    >>> links = tuple(Link(absent, substitute) for absent in "abc" for substitute in "xy")
    >>> one = Organisation(tuple(Post(iri, iri) for iri in "abcxy"), links)
    >>> resilience(one)
    Resilience(size=3, witness=('a', 'x', 'y'), exact=True, left_out=('x', 'y'), at_least=3)
    """
    cover = {post.iri: single_cover(organisation, post.iri) for post in organisation.posts if post.places > 0}
    linked = {iri: frozenset(found) for iri, found in cover.items() if found}
    left_out = tuple(sorted(iri for iri in cover if iri not in linked))
    places = {post.iri: post.places for post in organisation.posts}
    if not linked:
        return Resilience(None, (), True, left_out)
    search = _Search(linked, places, budget)
    at_least = search.run()
    return Resilience(search.best, search.witness(), at_least == search.best, left_out, at_least)


@dataclass(frozen=True, slots=True)
class _Branch:
    """S (``chosen``), N(S) (``around``), and the posts barred from S because other branches have tried them.

    ``outside`` is the number of places of N(S) that can no longer join S.
    """

    chosen: frozenset[str]
    around: frozenset[str]
    barred: frozenset[str]
    outside: int = 0


class _Search:
    """Depth-first search for the set S of least cost; the module says why it is complete."""

    def __init__(self, linked: Mapping[str, frozenset[str]], places: Mapping[str, int], budget: int) -> None:
        self.linked = linked
        self.places = places
        self.budget = budget
        self.spent = 0
        alone = {iri: self._cost(frozenset([iri]), found) for iri, found in linked.items()}
        self.order = sorted(alone, key=lambda iri: (alone[iri], iri))
        self.best = alone[self.order[0]]
        self.best_set = frozenset(self.order[:1])

    def run(self) -> int:
        """Search, and return a lower bound of the cost: that of the best set unless the budget ran out."""
        done: set[str] = set()
        for position, iri in enumerate(self.order):
            stack = [_Branch(frozenset([iri]), self.linked[iri], frozenset(done))]
            while stack:
                branch = stack.pop()
                self.spent += len(branch.around)
                if self.spent > self.budget:
                    # A set not looked at holds a post not done, and its N(S) that post's substitutes.
                    return min(self.best, *(self._half(self.linked[left]) for left in self.order[position:]))
                stack.extend(reversed(self._look_at(branch)))
            done.add(iri)
        return self.best

    def witness(self) -> tuple[str, ...]:
        """Return the fewest absences that break the best set."""
        chosen = self.best_set
        around = frozenset[str]().union(*(self.linked[iri] for iri in chosen))
        need = self._places(around) + 1
        absences: list[str] = []
        for part, weight in ((chosen & around, 2), (around - chosen, 1), (chosen - around, 1)):
            for iri in sorted(part):
                taken = min(self.places[iri], -(-need // weight))
                absences += [iri] * taken
                need -= weight * taken
        return tuple(sorted(absences))

    def _look_at(self, branch: _Branch) -> list[_Branch]:
        """Note the cost of the branch if it is the least so far; return the branches that may cost less."""
        around = branch.around
        if branch.outside + 1 >= self.best or self._half(around) >= self.best:
            return []
        # Posts whose substitutes are all in N(S) already join without making N(S) larger.
        may_join = [iri for iri in sorted(around - branch.chosen - branch.barred) if iri in self.linked]
        chosen = branch.chosen.union(iri for iri in may_join if self.linked[iri] <= around)
        cost = self._cost(chosen, around)
        if cost < self.best:
            self.best, self.best_set = cost, chosen
        may_join = sorted(
            (iri for iri in may_join if iri not in chosen), key=lambda iri: len(self.linked[iri] - around)
        )
        outside = self._places(around - chosen) - self._places(may_join)
        barred, found = branch.barred, []
        for iri in may_join:
            if outside + 1 >= self.best:
                break
            found.append(_Branch(chosen | {iri}, around | self.linked[iri], barred, outside))
            barred |= {iri}
            outside += self.places[iri]
        return found

    def _cost(self, chosen: frozenset[str], around: frozenset[str]) -> int:
        return max(self._half(around), self._places(around - chosen) + 1)

    def _half(self, around: frozenset[str]) -> int:
        """Return ⌈(n(T) + 1) / 2⌉."""
        return (self._places(around) + 2) // 2

    def _places(self, posts: Iterable[str]) -> int:
        return sum(self.places[iri] for iri in posts)
