"""Broken days by the people who are away: the Hall sets of what cannot be covered, remembered.

What is left open (``ajgraph.analysis.cover.left_open``) is never broken for certain, so such posts only take present
places from others. The same holds for absences that are given up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ajgraph.analysis.absence import Proof
from ajgraph.analysis.cover import counted_links, left_open
from ajgraph.analysis.matching import Matching
from ajgraph.organisation import Organisation


class HallSets:
    """The Hall sets of an organisation, as sets of posts (IRIs); what was asked once is remembered."""

    def __init__(self, organisation: Organisation) -> None:
        self.organisation = organisation
        self.places = {post.iri: post.places for post in organisation.posts}
        self._around: dict[str, tuple[str, ...]] = {}
        self._open: dict[str, bool] = {}
        self._known: dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[tuple[str, ...], ...]] = {}

    def around(self, post: str) -> tuple[str, ...]:
        """Return N(p), the posts that may stand in for ``post``, in the order in which they are tried."""
        if post not in self._around:
            self._around[post] = tuple(link.substitute for link in counted_links(self.organisation, post))
        return self._around[post]

    def is_open(self, post: str) -> bool:
        """Say whether somebody not known might stand in for ``post``."""
        if post not in self._open:
            self._open[post] = left_open(self.organisation, self.organisation.by_iri[post])
        return self._open[post]

    def room(self, posts: Sequence[str]) -> tuple[frozenset[str], int]:
        """Return N(S) and how many places it has."""
        around = frozenset(substitute for post in posts for substitute in self.around(post))
        return around, sum(self.organisation.by_iri[post].present(0) for post in around)

    def of(self, wanting: Sequence[str], away: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        """Return, for each place that stays uncovered for certain, the posts of a Hall set, without repetitions.

        ``away`` are the absent places, ``wanting`` those of them that need a substitute (IRIs, sorted, once per place).
        """
        key = (tuple(post for post in wanting if not self.is_open(post)), tuple(away))
        if key not in self._known:
            self._known[key] = self._find(*key)
        return self._known[key]

    def proof(self, wanting: Sequence[str], away: Sequence[str]) -> Proof | None:
        """Return the first Hall set of :meth:`of` as a proof, in places; None where nothing stays uncovered."""
        gone = Counter(away)
        for absent in self._reached([post for post in wanting if not self.is_open(post)], away):
            around = sorted(self.room(absent)[0])
            there = (
                post for post in around for _ in range(self.organisation.by_iri[post].present(gone[post]))
            )
            return Proof(absent, tuple(there))
        return None

    def _find(self, wanting: tuple[str, ...], away: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
        return tuple(dict.fromkeys(tuple(dict.fromkeys(found)) for found in self._reached(wanting, away)))

    def _reached(self, wanting: Sequence[str], away: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """Yield the Hall sets, a post once for each of its places."""
        gone = Counter(away)
        options = {post: [(one, 0) for one in self.around(post)] for post in dict.fromkeys(wanting)}
        present = {
            one: self.organisation.by_iri[one].present(gone[one])
            for post in options
            for one in self.around(post)
        }
        matching = Matching(wanting, options, present)
        for reached in matching.failed.values():
            yield tuple(sorted(wanting[place] for place in reached))

    def breaks(self, away: Sequence[str]) -> bool:
        """Say whether something stays uncovered for certain while exactly these places are away."""
        chosen = tuple(sorted(away))
        return bool(self.of(chosen, chosen))
