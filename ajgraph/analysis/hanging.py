"""What a post hangs on: who is on every chain of substitutes from it, and the fewest without whom no chain is left (M9).

A chain goes from the absent post from substitute to substitute, no post twice, until it comes to an end. An end is

- a post without substitutes: it can only stay uncovered itself;
- a colleague in the same post as the absent one (a step to the post itself);
- a closed ring, posts that stand in for each other and nobody else for them: reached with its first member.

The absent post itself is away, so no chain comes back to it: what can only lead back to it is an end, too. Being on
every chain means: without this post no end can be reached at all. Chains that run in a circle before they come to an
end are none.

Posts on every chain, and a smallest set that meets every chain (Menger: as many as there are chains without a
common post), come from one computation: chains without a common post are looked for one after another, each time along
what is left (augmenting paths over posts that serve one chain each). The last search, which finds no more, stays
near the post: the posts at which it stopped are the cut. ``networkx`` (dominators, minimum node cut) is the
reference in the tests.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from ajgraph.analysis.cover import counted_links, single_cover
from ajgraph.analysis.parts import strong_parts
from ajgraph.analysis.ring_ends import RingEnds
from ajgraph.organisation import Organisation
from ajgraph.posts import known_post

_START = ("", True)
"""Where chains begin; no IRI is empty."""


@dataclass(frozen=True, slots=True)
class Hanging:
    """What one post hangs on.

    Attributes
    ----------
    on_every
        The posts (IRIs) that are on every chain, the nearest first; the post itself where only colleagues in it stand in.
    cut
        A smallest set of posts (sorted) such that every chain has one of them; of several such sets the one
        nearest to the post. Empty where there is no chain.

    """

    on_every: tuple[str, ...]
    cut: tuple[str, ...]


class Hangings:
    """What the posts of one organisation hang on; its rings are looked up once.

    >>> from ajgraph.organisation import Link, Post
    >>> links = Link("a", "b"), Link("a", "c"), Link("b", "d"), Link("c", "d"), Link("d", "e"), Link("d", "f")
    >>> Hangings(Organisation(tuple(Post(iri, iri) for iri in "abcdef"), links)).of("a")
    Hanging(on_every=('d',), cut=('d',))
    """

    def __init__(
        self, organisation: Organisation, cover: Mapping[str, Collection[str]] | None = None
    ) -> None:
        """Take the links that count; ``cover`` are the substitutes of every post (``single_cover``) if known already."""
        self.organisation = organisation
        self._known = {} if cover is None else cover
        self._onward: dict[str, tuple[str, ...]] = {}
        self._part: dict[str, frozenset[str]] = {}
        self._ends: set[str] = set()
        self._rings: dict[frozenset[str], RingEnds] = {}

    def of(self, post: str) -> Hanging:
        """Return what ``post`` (IRI) hangs on; raises UnknownPost."""
        known_post(self.organisation, post)
        self._take_in(post)
        return _From(self, post).hanging()

    def onward(self, post: str) -> tuple[str, ...]:
        """Return who may stand in for a post, colleagues in it apart, sorted."""
        if (found := self._onward.get(post)) is None:
            known = self._known.get(post)
            cover = single_cover(self.organisation, post) if known is None else known
            found = self._onward[post] = tuple(sorted(iri for iri in cover if iri != post))
        return found

    def has_colleagues(self, post: str) -> bool:
        """Say whether colleagues in the same post may stand in; an unknown number of places may be several."""
        one = self.organisation.by_iri[post]
        return (one.places > 1 or not one.places_known) and any(
            link.substitute == post for link in counted_links(self.organisation, post)
        )

    def is_end_for(self, post: str) -> Callable[[str], bool]:
        """Return the test whether a post that chains of ``post`` come to is an end of them."""
        part = self._part[post]
        if len(part) == 1:
            return self._ends.__contains__
        if part not in self._rings:
            self._rings[part] = RingEnds(part, self.onward)
        in_ring = self._rings[part].of(post)
        return lambda iri: in_ring(iri) if iri in part else iri in self._ends

    def _take_in(self, post: str) -> None:
        if post in self._part:
            return
        known = self._part
        for found in strong_parts([post], self.onward, enter=lambda iri: iri not in known):
            known.update(dict.fromkeys(found, found))
            if all(other in found for iri in found for other in self.onward(iri)):
                self._ends |= found


class _From:
    """The chains of one post, as many without a common post as are asked for."""

    def __init__(self, all_: Hangings, post: str) -> None:
        self.post = post
        self.first = (*all_.onward(post), *([post] if all_.has_colleagues(post) else []))
        self.onward = all_.onward
        self.is_end = all_.is_end_for(post)

    def hanging(self) -> Hanging:
        cut = self.cut(self.post, len(self.first))
        on_every = list(cut) if len(cut) == 1 else []
        while on_every and not self._is_end(on_every[-1]):
            further = tuple(self._next(on_every[-1]))
            if len(further) > 1:
                further = self.cut(on_every[-1], 2)
            if len(further) != 1:
                break
            on_every += further
        return Hanging(tuple(on_every), cut)

    def cut(self, source: str, most: int) -> tuple[str, ...]:
        """Return the smallest cut between ``source`` and the ends, of those nearest to it; () if it is not below ``most``.

        All the first substitutes are such a cut: returned where ``most`` is their number.
        """
        after: dict[str, str | None] = {}
        before: dict[str, str] = {}
        for _ in range(most):
            reached = self._augment(source, after, before)
            if reached is not None:
                return tuple(sorted(iri for iri, out in reached if not out and (iri, True) not in reached))
        return tuple(sorted(self.first)) if source == self.post else ()

    def _augment(
        self, source: str, after: dict[str, str | None], before: dict[str, str]
    ) -> Collection[tuple[str, bool]] | None:
        """Add one chain to those found; return None, or what was reached where there is no further one.

        Every post is two places, its way in (False) and its way out (True), and only one chain goes through.
        """
        via: dict[tuple[str, bool], tuple[str, bool]] = {}
        queue: deque[tuple[str, bool]] = deque()

        def reach(place: tuple[str, bool], origin: tuple[str, bool]) -> None:
            if place not in via:
                via[place] = origin
                queue.append(place)

        for iri in self.first if source == self.post else self._next(source):
            reach((iri, False), _START)
        while queue:
            iri, out = place = queue.popleft()
            if not out:
                if iri not in before:
                    reach((iri, True), place)
                elif before[iri] != _START[0]:
                    reach((before[iri], True), place)  # the chain that comes here goes another way
                continue
            if self._is_end(iri) and (iri not in after or after[iri] is not None):
                self._turn(place, via, after, before)
                return None
            if iri in before:
                reach((iri, False), place)
            for further in self._next(iri):
                if further != source and after.get(iri) != further:
                    reach((further, False), place)
        return via

    def _turn(
        self,
        last: tuple[str, bool],
        via: Mapping[tuple[str, bool], tuple[str, bool]],
        after: dict[str, str | None],
        before: dict[str, str],
    ) -> None:
        """Lay the chains along the way found: its steps forward are new, its steps back are given up."""
        new: list[tuple[str, str]] = []
        place = last
        while place != _START:
            origin = via[place]
            if origin[0] != place[0]:
                if origin[1]:
                    new.append((origin[0], place[0]))
                elif after[place[0]] == origin[0]:
                    del after[place[0]], before[origin[0]]
            place = origin
        after[last[0]] = None
        for one, other in new:
            before[other] = one
            if one != _START[0]:
                after[one] = other

    def _next(self, iri: str) -> Iterable[str]:
        """Return where a chain goes on from ``iri``: not back to the absent post, and not from a colleague in it."""
        return () if iri == self.post else (other for other in self.onward(iri) if other != self.post)

    def _is_end(self, iri: str) -> bool:
        return iri == self.post or self.is_end(iri)
