"""A plan for a leave calendar: who stands in for whom from which day to which, with as few changes as it can.

Period by period a largest assignment, in which whoever stands in already goes on; who is new gets somebody who is
there to the end of the leave, if there is such a person, and rather one who stands in less. An employee (töökoht)
stands in for an official (ametikoht) only where no assignment that covers the same leaves does with fewer of that.
"""

from __future__ import annotations

import datetime
import itertools
from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ajgraph.analysis.cover import counted_links, left_open
from ajgraph.analysis.leave.away import Absence
from ajgraph.organisation import Link, LinkStatus, Organisation

Person = tuple[str, str]
"""A place of a post: its IRI, and the holder or a number."""

EMPLOYEE: Final = "töökoht"
OFFICIAL: Final = "ametikoht"


@dataclass(frozen=True, slots=True)
class Standing:
    """``substitute`` (a place of a post) stands in for a leave from ``begin`` to ``end``, both included."""

    leave: Absence
    substitute: Person
    begin: datetime.date
    end: datetime.date
    link: Link

    @property
    def status(self) -> LinkStatus:
        """The status of the link it rests on."""
        return self.link.status

    @property
    def days(self) -> int:
        """Its length in calendar days."""
        return (self.end - self.begin).days + 1


def people_of(organisation: Organisation, absences: Iterable[Absence]) -> dict[str, tuple[Person, ...]]:
    """Return the people of each post: those of the calendar, and others up to the number of places."""
    named: dict[str, dict[str, None]] = {}
    for one in absences:
        named.setdefault(one.post, {})[one.place] = None
    people: dict[str, tuple[Person, ...]] = {}
    for post in organisation.posts:
        here = sorted(named.get(post.iri, ()))
        free = (str(number) for number in itertools.count(1) if str(number) not in here)
        here += [next(free) for _ in range(post.places - len(here))]
        people[post.iri] = tuple((post.iri, place) for place in here)
    return people


def plan(
    organisation: Organisation,
    absences: Sequence[Absence],
    begin: datetime.date | None = None,
    end: datetime.date | None = None,
) -> tuple[Standing, ...]:
    """Return who stands in for whom, by first day; what cannot be covered on a day is not in it.

    As many leaves as possible are covered on every day; leaves of posts left open give way to others.
    """
    return tuple(_Plan(organisation, absences).run(begin or datetime.date.min, end or datetime.date.max))


def cut(standings: Iterable[Standing], first: datetime.date, last: datetime.date) -> tuple[Standing, ...]:
    """Return what of a plan lies between two days."""
    return tuple(
        replace(one, begin=max(one.begin, first), end=min(one.end, last))
        for one in standings
        if one.begin <= last and first <= one.end
    )


def employee_for_official(organisation: Organisation, absent: str, substitute: str) -> bool:
    """Say whether an employee would stand in for an official, which the law allows in local government at most."""
    return organisation.by_iri[substitute].kind == EMPLOYEE and organisation.by_iri[absent].kind == OFFICIAL


class _Plan:
    def __init__(self, organisation: Organisation, absences: Sequence[Absence]) -> None:
        self.organisation = organisation
        self.absences = sorted(absences, key=lambda one: (one.begin, one.end, one.post, one.place))
        self.people = people_of(organisation, absences)
        self.leaves_of: dict[Person, list[Absence]] = {}
        for one in self.absences:
            self.leaves_of.setdefault((one.post, one.place), []).append(one)
        self.links = {
            post: {link.substitute: link for link in counted_links(organisation, post)}
            for post in dict.fromkeys(one.post for one in self.absences)
        }
        self.employees = {
            post: frozenset(iri for iri in links if employee_for_official(organisation, post, iri))
            for post, links in self.links.items()
        }
        self.open = {post: left_open(organisation, organisation.by_iri[post]) for post in self.links}
        self.load: Counter[Person] = Counter()

    def run(self, first: datetime.date, last: datetime.date) -> list[Standing]:
        change: dict[int, list[int]] = {}
        for at, one in enumerate(self.absences):
            start, stop = max(one.begin, first).toordinal(), min(one.end, last).toordinal() + 1
            if start < stop:
                change.setdefault(start, []).append(at)
                change.setdefault(stop, []).append(at)
        active: set[int] = set()
        holder: dict[int, Person] = {}
        running: dict[int, Standing] = {}
        done: list[Standing] = []
        for day, after in itertools.pairwise(sorted(change)):
            active.symmetric_difference_update(change[day])
            holder = self._assign(sorted(active), holder, datetime.date.fromordinal(day))
            begin, end = datetime.date.fromordinal(day), datetime.date.fromordinal(after - 1)
            over = [at for at in running if holder.get(at) != running[at].substitute]
            done += [running.pop(at) for at in over]
            for at, person in holder.items():
                self.load[person] += after - day
                if at in running:
                    running[at] = replace(running[at], end=end)
                else:
                    one = self.absences[at]
                    running[at] = Standing(one, person, begin, end, self.links[one.post][person[0]])
        done += running.values()
        done.sort(key=lambda one: (one.begin, one.leave.post, one.leave.place, one.substitute))
        return done

    def _assign(
        self, active: Sequence[int], before: dict[int, Person], day: datetime.date
    ) -> dict[int, Person]:
        """Return a largest assignment of this day, from that of the day before."""
        away = {(self.absences[at].post, self.absences[at].place) for at in active}
        there = self._present(away, before.values())
        match = _Match()
        # What is left open comes after the rest: somebody not known may stand in for it.
        for open_ in (False, True):
            part = [at for at in active if self.open[self.absences[at].post] == open_]
            for at in part:
                last_resort = match.last_resort[at] = self.employees[self.absences[at].post]
                former = before.get(at)
                if former in there and former not in match.leave_of and former[0] not in last_resort:
                    match.take(at, former)
            for at in part:
                match.choices[at] = self._choices(self.absences[at], there, day, before.get(at))
            for at in part:
                if at not in match.person_of:
                    match.augment(at)
        return match.person_of

    def _present(self, away: set[Person], busy: Iterable[Person]) -> set[Person]:
        """Return who is there: no more of a post than it has places, those first who stand in already."""
        standing = set(busy)
        there: set[Person] = set()
        gone = Counter(post for post, _ in away)
        for post in {substitute for links in self.links.values() for substitute in links}:
            here = [person for person in self.people[post] if person not in away]
            here.sort(key=lambda person: person not in standing)
            there.update(here[: self.organisation.by_iri[post].present(gone[post])])
        return there

    def _choices(
        self, leave: Absence, there: set[Person], day: datetime.date, former: Person | None
    ) -> list[Person]:
        links, employees = self.links[leave.post], self.employees[leave.post]
        found = [
            (self._days_missed(person, leave, day), rank, self.load[person], person)
            for rank, substitute in enumerate(links)
            for person in self.people[substitute]
            if person in there
        ]
        ranks = {
            person: (
                person[0] in employees and 1 + (person != former),
                missed,
                links[person[0]].status != "confirmed",
            )
            for missed, _, _, person in found
        }
        found.sort(key=lambda one: (ranks[one[3]], one[2], one[1], one[3]))
        return [person for _, _, _, person in found]

    def _days_missed(self, person: Person, leave: Absence, day: datetime.date) -> int:
        """Return how many days before the end of the leave the person goes away."""
        coming = (one.begin for one in self.leaves_of.get(person, ()) if day < one.begin <= leave.end)
        return max(((leave.end - begin).days + 1 for begin in coming), default=0)


class _Match:
    """A matching of leaves to people that grows by augmenting paths, shifting as few as it can.

    Every path is the one with the fewest last resorts, then the shortest; so the matching has as few of them as any that
    covers the same leaves (successive shortest paths).
    """

    def __init__(self) -> None:
        self.person_of: dict[int, Person] = {}
        self.leave_of: dict[Person, int] = {}
        self.choices: dict[int, list[Person]] = {}
        self.last_resort: dict[int, frozenset[str]] = {}

    def take(self, at: int, person: Person) -> None:
        self.person_of[at] = person
        self.leave_of[person] = at

    def augment(self, start: int) -> None:
        costs: dict[int, tuple[int, int]] = {start: (0, 0)}
        best: dict[Person, tuple[int, int]] = {}
        via: dict[Person, int] = {}
        end: Person | None = None
        # Without a last resort to win back no way costs less than nothing, and the first such way is the best.
        nothing_to_win = not any(self._price(at, person) for at, person in self.person_of.items())
        queue = deque([start])
        while queue:
            at = queue.popleft()
            resorts, steps = costs[at]
            for person in self.choices[at]:
                cost = (resorts + self._price(at, person), steps + 1)
                if self.leave_of.get(person) == at or (person in best and best[person] <= cost):
                    continue
                best[person], via[person] = cost, at
                other = self.leave_of.get(person)
                if other is not None:
                    costs[other] = (cost[0] - self._price(other, person), cost[1])
                    queue.append(other)
                elif end is None or cost < best[end]:
                    end = person
                if end == person and nothing_to_win and not cost[0]:
                    queue.clear()
                    break
        while end is not None:
            at = via[end]
            former = self.person_of.get(at)
            self.take(at, end)
            end = former

    def _price(self, at: int, person: Person) -> int:
        return person[0] in self.last_resort[at]


def verify_plan(
    organisation: Organisation,
    absences: Sequence[Absence],
    standings: Sequence[Standing],
) -> list[str]:
    """Return what is wrong with a plan, day by day; an empty list means that everybody in it may and can do so."""
    wrong = []
    days = {one.begin for one in absences} | {one.begin for one in standings}
    for one in standings:
        if (
            one.link not in counted_links(organisation, one.leave.post)
            or one.link.substitute != one.substitute[0]
        ):
            wrong.append(f"no counted link lets {one.substitute} stand in for {one.leave}")
        if one.begin < one.leave.begin or one.leave.end < one.end:
            wrong.append(f"{one} is longer than its leave")
    for day in sorted(days):
        away = [(one.post, one.place) for one in absences if one.begin <= day <= one.end]
        busy = [one for one in standings if one.begin <= day <= one.end]
        people = Counter(one.substitute for one in busy)
        if people and (max(people.values()) > 1 or not people.keys().isdisjoint(away)):
            wrong.append(f"on {day} somebody stands in twice, or is away")
        if len({one.leave for one in busy}) < len(busy):
            wrong.append(f"on {day} a leave has two substitutes")
        gone = Counter(post for post, _ in away)
        used = Counter(post for post, _ in people)
        if any(count > organisation.by_iri[iri].present(gone[iri]) for iri, count in used.items()):
            wrong.append(f"on {day} more stand in than there are")
    return wrong
