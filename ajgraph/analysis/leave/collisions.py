"""Groups of leaves that collide: together they break cover, without any one of them they do not."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, product
from math import comb

from ajgraph.analysis.absence import Proof
from ajgraph.analysis.leave.away import Absence, Period
from ajgraph.analysis.leave.hall import HallSets
from ajgraph.organisation import Organisation

_MOST_TRIED = 3000
"""Sets of one size that are tried for the smallest group; beyond that a group is made smaller one by one."""
_MOST_ALIKE = 12
"""How many ways are told in which leaves of posts with several places make up the same group."""


@dataclass(frozen=True, slots=True)
class Collision:
    """Leaves that break cover from ``begin`` to ``end``, while all of them last; none can be spared for that.

    ``proof`` speaks of a day on which nobody else is away; it is not about posts that nobody may stand in for anyway.
    """

    leaves: tuple[Absence, ...]
    begin: datetime.date
    end: datetime.date
    proof: Proof


def collisions(
    organisation: Organisation,
    absences: Sequence[Absence],
    periods: Sequence[Period],
    begin: datetime.date | None = None,
    end: datetime.date | None = None,
) -> tuple[Collision, ...]:
    """Return the groups of two or more leaves that collide in these periods (from ``begin`` to ``end``), pairs first.

    All pairs are found, and larger groups until each broken day is accounted for. Posts that nobody may stand in for
    are left out: they are broken without anybody's help.
    """
    groups = _Groups(organisation)
    found: dict[tuple[Absence, ...], tuple[str, ...]] = {}
    for period in periods:
        for group in groups.of(period.away):
            there = [one for one in absences if one.begin <= period.end and period.begin <= one.end]
            for leaves in _leaves(group, there):
                if max(one.begin for one in leaves) <= min(one.end for one in leaves):
                    found[leaves] = group
    told = (
        Collision(
            leaves,
            max(*(one.begin for one in leaves), begin or datetime.date.min),
            min(*(one.end for one in leaves), end or datetime.date.max),
            proof,
        )
        for leaves, group in found.items()
        if (proof := groups.proof(group))
    )
    return tuple(sorted(told, key=lambda one: (len(one.leaves), one.begin, one.end, _order(one))))


def _order(one: Collision) -> list[tuple[str, str, datetime.date]]:
    return [(leave.post, leave.place, leave.begin) for leave in one.leaves]


def _leaves(group: Sequence[str], there: Sequence[Absence]) -> Iterator[tuple[Absence, ...]]:
    """Yield the leaves that make up a group of posts."""
    ways = [
        combinations([one for one in there if one.post == post], count)
        for post, count in Counter(group).items()
    ]
    for chosen in islice(product(*ways), _MOST_ALIKE):
        yield tuple(
            sorted((one for part in chosen for one in part), key=lambda one: (one.begin, one.post, one.place))
        )


class _Groups:
    """Smallest groups of posts that break cover, by who is away; what was found is remembered."""

    def __init__(self, organisation: Organisation) -> None:
        self.halls = HallSets(organisation)
        self._alone: dict[str, bool] = {}
        self._pairs: dict[tuple[str, str], bool] = {}
        self._known: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {}

    def of(self, away: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
        if away not in self._known:
            self._known[away] = tuple(self._find(away))
        return self._known[away]

    def proof(self, group: tuple[str, ...]) -> Proof | None:
        """Return the Hall set that a group breaks, in places."""
        return self.halls.proof([post for post in group if not self._breaks_alone(post)], group)

    def _find(self, away: tuple[str, ...]) -> list[tuple[str, ...]]:
        if not self._sets(away):
            return []
        counts = Counter(away)
        found: list[tuple[str, ...]] = [pair for pair in combinations(counts, 2) if self._pair(*pair)]
        found += [(post, post) for post, count in counts.items() if count > 1 and self._pair(post, post)]
        left = away
        while sets := self._sets(left):
            group = self._smallest(left, sets[0])
            if group not in found:
                found.append(group)
            gone = list(left)
            gone.remove(group[-1])
            left = tuple(gone)
        return found

    def _sets(self, away: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        """Return the Hall sets while these are away, apart from posts that break alone."""
        return self.halls.of([post for post in away if not self._breaks_alone(post)], away)

    def _breaks_alone(self, post: str) -> bool:
        if post not in self._alone:
            self._alone[post] = self.halls.breaks((post,))
        return self._alone[post]

    def _pair(self, one: str, other: str) -> bool:
        pair = (one, other) if one <= other else (other, one)
        if pair not in self._pairs:
            near = {one, *self.halls.around(one)} & {other, *self.halls.around(other)}
            self._pairs[pair] = bool(near) and bool(self._sets(pair))
        return self._pairs[pair]

    def _smallest(self, away: Sequence[str], chosen: Sequence[str]) -> tuple[str, ...]:
        """Return a part of what is away that breaks, as small as can be found, from a Hall set."""
        matters = {*chosen, *self.halls.room(chosen)[0]}
        group = tuple(post for post in away if post in matters)
        for size in range(2, len(group)):
            if comb(len(group), size) > _MOST_TRIED:
                break
            for part in combinations(group, size):
                if self._sets(part):
                    return part
        else:
            return group
        for post in group:
            rest = list(group)
            rest.remove(post)
            if self._sets(rest):
                group = tuple(rest)
        return group
