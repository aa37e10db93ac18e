"""The search for the smallest repair of a leave calendar (M6): rounds of solving and sweeping.

Every leave moves as a whole. A day is broken for certain iff for some set S of posts with the substitutes T = N(S)

    places of S that are away  +  places of T that are away  >  n(T)        (Hall; ``ajgraph.analysis.resilience``)

so a repair keeps, for every S, at every moment, the left side at n(T) or below: one cumulative constraint over the
leaves of S and T, where a leave of a post in both counts twice. There are too many S to state them all. So the
solver (CP-SAT of OR-Tools) begins with none; its calendar is swept, the sets that break a day in it are added, and it
solves again, until nothing breaks. Every round solves a relaxation to its optimum, so the last one is the smallest repair.

Of a post with places that only the calendar proves (``Post.inferred``), min(places known, places away) are missed; so a
constraint counts the leaves of no more of its people than it has known places, those who are away on the broken day.

That nobody is away twice at once, and no post with more places than it has, is added in the same way when it happens.

Constraints over leaves that could never meet fall apart by time, and what shares no leave and no person is solved
on its own.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence

from ajgraph.analysis.leave.away import Absence
from ajgraph.analysis.leave.hall import HallSets
from ajgraph.analysis.leave.moving import Limit, Movable, Outcome, Solver
from ajgraph.analysis.leave.plan import Person
from ajgraph.errors import UsageError
from ajgraph.language import Bilingual
from ajgraph.organisation import Organisation
from ajgraph.posts import names

Broken = tuple[tuple[str, ...], tuple[Person, ...]]
"""A Hall set, and the people of it whose absence counts where places are inferred."""


class Rounds:
    """The rounds over one calendar, whose leaves go by their number in it."""

    def __init__(
        self,
        organisation: Organisation,
        absences: Sequence[Absence],
        days: tuple[datetime.date | None, datetime.date | None],
        within: int,
        fix: frozenset[str],
        effort: float,
    ) -> None:
        self.halls = HallSets(organisation)
        self.absences = absences
        begin, end = days
        first = begin.toordinal() if begin else datetime.date.min.toordinal()
        last = end.toordinal() if end else datetime.date.max.toordinal()
        self.leaves = [
            _movable(one, first, last, 0 if one.fixed or one.post in fix else within) for one in self.absences
        ]
        self.inside = [at for at, one in enumerate(self.leaves) if one.begin <= one.end]
        self.wanting = {at for at in self.inside if not self.halls.breaks((self.absences[at].post,))}
        self.alone = [at for at in self.inside if at not in self.wanting]
        self.blocked: list[tuple[tuple[int, ...], int]] = []
        self.outcome = Outcome((0,) * len(absences), True, 0)
        self.people = [(one.post, one.place) for one in self.absences]
        self.of_post: dict[str, list[int]] = {}
        for at in self.inside:
            self.of_post.setdefault(self.absences[at].post, []).append(at)
        self.solver = Solver(self.leaves, self.people, effort)

    def run(self) -> None:
        """Solve until nothing breaks; ``outcome``, ``alone`` and ``blocked`` then say what was found."""
        if crowded := self._crowded(self.outcome.shift):
            raise _too_many(self.halls.organisation, crowded[0][0])
        hall: dict[Broken, None] = {}
        other: dict[tuple[str, ...], Limit] = {}
        while True:
            new_hall = [found for found in self._broken(self.outcome.shift) if found not in hall]
            new_other = {key: limit for key, limit in self._crowded(self.outcome.shift) if key not in other}
            if not new_hall and not new_other:
                return
            hall.update(dict.fromkeys(new_hall))
            other.update(new_other)
            while (outcome := self.solver.solve(self._limits(hall, other))).stuck:
                left = self._give_up(outcome.stuck, hall, other)
                self.blocked.append((outcome.stuck, left))
            self.outcome = outcome

    def _limits(self, hall: Collection[Broken], other: Mapping[tuple[str, ...], Limit]) -> list[Limit]:
        return [*(self._cut(*found) for found in hall), *other.values()]

    def _give_up(
        self,
        stuck: Sequence[int],
        hall: Collection[Broken],
        other: Mapping[tuple[str, ...], Limit],
    ) -> int:
        """Take one leave out of those to be covered, the last that gives the others room; return it."""
        needing = [
            at
            for at in reversed(stuck)
            if at in self.wanting and any(self.absences[at].post in posts for posts, _ in hall)
        ]
        for at in needing:
            self.wanting.discard(at)
            if self.solver.fit(self._limits(hall, other), stuck):
                return at
            self.wanting.add(at)
        self.wanting.discard(needing[0])
        return needing[0]

    def _cut(self, posts: Sequence[str], missed: Sequence[Person]) -> Limit:
        """Return the constraint of a Hall set: how much each leave counts, and how much there may be at once."""
        around, room = self.halls.room(posts)
        chosen = frozenset(posts)
        posts_of = self.halls.organisation.by_iri
        weights = {
            at: weight
            for post in sorted(chosen | around)
            for at in self.of_post.get(post, ())
            if (
                weight := (post in chosen and at in self.wanting)
                + (post in around and (not posts_of[post].inferred or self.people[at] in missed))
            )
        }
        return Limit(weights, room)

    def _broken(self, shift: Sequence[int]) -> list[Broken]:
        """Return the Hall sets of all days of the calendar so moved."""
        found: dict[Broken, None] = {}
        change: dict[int, list[tuple[int, int]]] = {}
        for at in self.inside:
            one = self.leaves[at]
            change.setdefault(one.begin + shift[at], []).append((at, 1))
            change.setdefault(one.end + shift[at] + 1, []).append((at, -1))
        now: set[int] = set()
        for day in sorted(change):
            for at, step in sorted(change[day], key=lambda item: item[1]):
                (now.add if step > 0 else now.discard)(at)
            away = sorted(self.absences[at].post for at in now)
            wanting = sorted(self.absences[at].post for at in now & self.wanting)
            found.update(
                dict.fromkeys((posts, self._missed(posts, now)) for posts in self.halls.of(wanting, away))
            )
        return list(found)

    def _missed(self, posts: Sequence[str], now: Collection[int]) -> tuple[Person, ...]:
        """Return who of the substitutes with inferred places is away now, up to the number of known places."""
        missed: list[Person] = []
        for post in sorted(self.halls.room(posts)[0]):
            one = self.halls.organisation.by_iri[post]
            if one.inferred:
                gone = sorted(self.people[at] for at in now if self.absences[at].post == post)
                missed += gone[: one.present(0)]
        return tuple(missed)

    def _crowded(self, shift: Sequence[int]) -> list[tuple[tuple[str, ...], Limit]]:
        """Return the people who are away twice at once, and the posts with more away than they have places."""
        by_person: dict[tuple[str, ...], list[int]] = {}
        for at in self.inside:
            by_person.setdefault(self.people[at], []).append(at)
        groups = [(key, found, 1) for key, found in by_person.items()]
        groups += [((post,), found, self.halls.places[post]) for post, found in self.of_post.items()]
        return [
            (key, Limit(dict.fromkeys(found, 1), room))
            for key, found, room in groups
            if len(found) > room and self._most(found, shift) > room
        ]

    def _most(self, chosen: Sequence[int], shift: Sequence[int]) -> int:
        ends = [(self.leaves[at].begin + shift[at], 1) for at in chosen]
        ends += [(self.leaves[at].end + shift[at] + 1, -1) for at in chosen]
        now = most = 0
        for _, step in sorted(ends):
            now += step
            most = max(most, now)
        return most


def _movable(one: Absence, first: int, last: int, within: int) -> Movable:
    """Return the days of a leave between ``first`` and ``last``, and by how much it may move."""
    begin, end = one.begin.toordinal(), one.end.toordinal()
    if begin < first or end > last:
        return Movable(max(begin, first), min(end, last), 0, 0)
    earliest = max(first, one.earliest.toordinal() if one.earliest else first)
    latest = min(last, one.latest.toordinal() if one.latest else last)
    return Movable(begin, end, min(0, max(-within, earliest - begin)), max(0, min(within, latest - end)))


def _too_many(organisation: Organisation, whom: tuple[str, ...]) -> UsageError:
    name = names(organisation, whom[:1])[whom[0]]
    return UsageError(
        Bilingual(
            f"{name}: more are away at once than there are places, or one person twice",
            f"{name}: korraga on ära rohkem inimesi, kui on kohti, või üks inimene kaks korda",
        ),
        remedy=Bilingual(
            "Take the absences of ajgraph.analysis.leave.away.away_of, which settles that.",
            "Võta puudumised funktsioonist ajgraph.analysis.leave.away.away_of, mis selle lahendab.",
        ),
    )
