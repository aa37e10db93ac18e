"""The fewest new links that make every set of posts strong enough, and among those the best: CP-SAT with lazy cuts.

There is a variable y(p, q) for each link that could be added. A set S of posts is strong with the substitutes T
that it has and gets iff n(T) ≥ 2k − 2 or n(T ∖ S) ≥ k − 1 (:mod:`~ajgraph.analysis.suggestions.weakness`); there
are too many sets to state all of them, so the model begins with single posts, and each solution is searched for weak
sets, which are stated then. A model with some of the sets only is a relaxation: its optimum is a lower bound, and the
optimum of all where no weak set is left.

What each post needs by itself, added up, bounds the number of links from below. Mostly that many will do, and with the
best candidates of each post: then all is proved without looking at the others. Else the posts get more and more of
their candidates to choose from, in the end all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ajgraph.analysis.suggestions.weakness import Requirement

Pair = tuple[str, str]
Options = Mapping[str, Mapping[str, tuple[int, int]]]
"""Post → who could stand in → cost of fitness, and distance."""
WIDTHS = (24,)
"""How many of the best candidates each post may choose from, before all."""


@dataclass(frozen=True)
class Problem:
    """What links may be added.

    Attributes
    ----------
    posts
        Every set of these must be strong; all of them are in a set that is not.
    linked
        The substitutes that there are, of every post.
    options
        Who could be added, of each of ``posts``.
    load
        How many other posts each one stands in for.

    """

    requirement: Requirement
    posts: tuple[str, ...]
    linked: Mapping[str, frozenset[str]]
    options: Options
    load: Mapping[str, int]

    def with_links(self, links: Sequence[Pair]) -> dict[str, frozenset[str]]:
        """Return the substitutes with ``links`` added."""
        found = dict(self.linked)
        for absent, substitute in links:
            found[absent] = found[absent] | {substitute}
        return found

    def weak(self, links: Sequence[Pair], *, most: int = 2) -> list[frozenset[str]]:
        """Return sets that are still too weak with ``links``; none iff there are none."""
        found = self.requirement.weak_sets(self.with_links(links), self.posts, most=most)
        return [chosen for chosen, _ in found]

    @cached_property
    def alone(self) -> dict[str, int]:
        """How many links each post needs at least, for the sake of itself: a lower bound, all added up."""
        return {post: self._alone(post) for post in self.posts}

    def cost(self, links: Sequence[Pair]) -> tuple[int, int, int, int]:
        """Return number, fitness, distance, and the growth of the sum of squared loads."""
        taken: dict[str, int] = {}
        for absent, substitute in links:
            taken[substitute] = taken.get(substitute, 0) + (absent != substitute)
        costs = [self.options[absent][substitute] for absent, substitute in links]
        load = sum(count * (2 * self.load[one] + count) for one, count in taken.items())
        return len(links), sum(fitness for fitness, _ in costs), sum(far for _, far in costs), load

    def least(self) -> tuple[int, int, int]:
        """Return lower bounds of number, fitness, distance; those of the last two hold where the ones before are met."""
        best = [
            cost for post in self.posts for cost in sorted(self.options[post].values())[: self.alone[post]]
        ]
        return len(best), sum(fitness for fitness, _ in best), sum(far for _, far in best)

    def narrowed(self, width: int | None) -> Problem:
        """Return the problem with the best options of each post only: ``width`` and those as good as the last of them.

        None: no more than each post needs by itself.
        """
        return Problem(
            self.requirement,
            self.posts,
            self.linked,
            {post: self._best(post, self.alone[post] if width is None else width) for post in self.posts},
            self.load,
        )

    def _best(self, post: str, width: int) -> dict[str, tuple[int, int]]:
        options = self.options[post]
        if not width or width >= len(options):
            return dict(options) if width else {}
        last = sorted(options.values())[width - 1]
        return {other: cost for other, cost in options.items() if cost <= last}

    def _alone(self, post: str) -> int:
        if self.requirement.met(frozenset([post]), self.linked[post]):
            return 0
        need, places = self.requirement.k - 1, self.requirement.places
        there = self.requirement.count(self.linked[post] - {post})
        gains = sorted((places[one] for one in self.options[post] if one != post), reverse=True)
        alone = _fewest(need - there, gains)
        in_all = 2 * need - there - places[post]  # with colleagues, n(T) counts the post itself
        if post in self.linked[post]:
            return min(alone, _fewest(in_all, gains))
        return min(alone, 1 + _fewest(in_all, gains)) if post in self.options[post] else alone


def greedy(problem: Problem) -> list[Pair]:
    """Return links that do, though perhaps too many: the best for each weak set, one after the other."""
    links: list[Pair] = []
    load = dict(problem.load)
    enough = problem.requirement.k - 1
    while weak := problem.weak(links, most=1):
        linked = problem.with_links(links)
        touched: set[str] = set()
        for chosen in weak:
            if touched & chosen:
                continue
            around = around_of(linked, chosen)
            absent, substitute = min(
                (
                    (post, other)
                    for post in sorted(chosen)
                    for other in problem.options[post]
                    if other not in around
                ),
                key=lambda pair: (
                    pair[1] in chosen,
                    -min(problem.requirement.places[pair[1]], enough),
                    problem.options[pair[0]][pair[1]],
                    load[pair[1]],
                    pair,
                ),
            )
            links.append((absent, substitute))
            load[substitute] += absent != substitute
            touched |= chosen
    return links


def around_of(linked: Mapping[str, frozenset[str]], chosen: frozenset[str]) -> frozenset[str]:
    """Return N(S): all substitutes of ``chosen``."""
    return frozenset[str]().union(*(linked[post] for post in chosen))


def _fewest(need: int, gains: Sequence[int]) -> int:
    """Return how many of ``gains``, the largest first, add up to ``need``; one too many where they never do."""
    count = 0
    for gain in gains:
        if need <= 0:
            break
        need, count = need - gain, count + 1
    return count if need <= 0 else len(gains) + 1
