"""The smallest repair of a leave calendar (M6): the fewest days moved, then the fewest people.

``ajgraph.analysis.leave.rounds`` says how it is found, and why it is the smallest.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ajgraph.analysis.cover import counted_links, left_open
from ajgraph.analysis.leave.away import Absence
from ajgraph.analysis.leave.rounds import Rounds
from ajgraph.language import Bilingual
from ajgraph.organisation import Organisation
from ajgraph.posts import names
from ajgraph.result import Result

WITHIN = 30
"""By how many days a leave may move, unless the user says otherwise."""


@dataclass(frozen=True, slots=True)
class Move:
    """A leave and the days, both included, to which it moves."""

    leave: Absence
    begin: datetime.date
    end: datetime.date

    @property
    def days(self) -> int:
        """By how many calendar days it moves, to either side."""
        return abs((self.begin - self.leave.begin).days)

    @property
    def moved(self) -> Absence:
        """The leave at its new place."""
        return replace(self.leave, begin=self.begin, end=self.end)


@dataclass(frozen=True, slots=True)
class Blocked:
    """Leaves that cannot all be had within their windows; ``left`` are those of them whose posts then stay uncovered.

    Without any one of the leaves the others would fit.
    """

    leaves: tuple[Absence, ...]
    left: tuple[Absence, ...]


@dataclass(frozen=True, slots=True)
class Repair(Result):
    """The leaves to move so that no day is broken.

    Attributes
    ----------
    moves
        By old first day. ``days_moved`` is the sum of their shifts, ``people_moved`` how many people they concern.
    exact
        Whether it is proved that fewer days do not suffice; else ``at_least`` is the proved bound.
    alone
        Leaves that break cover whenever they are: nobody may stand in for their post. No move mends that.
    blocked
        Groups in the way: the windows and fixed leaves leave no room for them. The rest is repaired.
    absences
        The whole calendar with the moves made.
    unsolved
        Leaves for which the work allowed did not suffice; they stay where they were.

    """

    organisation: Organisation = field(repr=False, compare=False)
    moves: tuple[Move, ...]
    days_moved: int
    people_moved: int
    exact: bool
    at_least: int
    alone: tuple[Absence, ...]
    blocked: tuple[Blocked, ...]
    absences: tuple[Absence, ...]
    unsolved: tuple[Absence, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the ``repair`` object of ``leave --format json``; more than moves, days_moved, exact is ours."""
        return {
            "moves": [
                {
                    "post": move.leave.post,
                    "from": move.leave.begin.isoformat(),
                    "to": move.leave.end.isoformat(),
                    "new_from": move.begin.isoformat(),
                    "new_to": move.end.isoformat(),
                    "place": move.leave.place,
                }
                for move in self.moves
            ],
            "days_moved": self.days_moved,
            "exact": self.exact,
            "people_moved": self.people_moved,
            "at_least": self.at_least,
            "alone": [_span(leave) for leave in self.alone],
            "blocked": [
                {
                    "leaves": [_span(leave) for leave in group.leaves],
                    "left": [_span(leave) for leave in group.left],
                }
                for group in self.blocked
            ],
            "unsolved": [_span(leave) for leave in self.unsolved],
        }

    def records(self) -> list[dict[str, Any]]:
        """Return a record for each move."""
        name = names(self.organisation, dict.fromkeys(move.leave.post for move in self.moves))
        return [
            {
                "post": move.leave.post,
                "post_name": name[move.leave.post],
                "place": move.leave.place,
                "from": move.leave.begin.isoformat(),
                "to": move.leave.end.isoformat(),
                "new_from": move.begin.isoformat(),
                "new_to": move.end.isoformat(),
                "days": move.days,
            }
            for move in self.moves
        ]

    def __str__(self) -> str:
        days, people, unsolved = self.days_moved, self.people_moved, len(self.unsolved)
        left = len(self.alone) + sum(len(group.left) for group in self.blocked)
        parts = []
        if self.moves:
            proved = Bilingual("", "")
            if not self.exact and not unsolved:
                proved = Bilingual(
                    f" (perhaps fewer: at least {self.at_least})",
                    f" (võib-olla ka vähem: vähemalt {self.at_least})",
                )
            parts.append(
                Bilingual(
                    f"{days} {'day' if days == 1 else 'days'} moved{proved.en}, {people} "
                    f"{'person' if people == 1 else 'people'}",
                    f"nihkeid kokku {days} {'päev' if days == 1 else 'päeva'}{proved.et}, {people} "
                    f"{'inimene' if people == 1 else 'inimest'}",
                )
            )
        elif left or unsolved:
            parts.append(Bilingual("nothing to move", "nihutada pole midagi"))
        else:
            parts.append(Bilingual("nothing to repair", "parandada pole midagi"))
        if left:
            parts.append(
                Bilingual(
                    f"{left} {'leave' if left == 1 else 'leaves'} that no move can mend",
                    f"{left} puhkust nihutamine ei paranda",
                )
            )
        if unsolved:
            parts.append(Bilingual(f"{unsolved} not settled", f"lahenduseta {unsolved}"))
        return "; ".join(map(str, parts))


def repair(
    organisation: Organisation,
    absences: Sequence[Absence],
    *,
    begin: datetime.date | None = None,
    end: datetime.date | None = None,
    within: int = WITHIN,
    fix: Collection[str] = (),
    effort: float = 60.0,
) -> Repair:
    """Return the smallest repair of a calendar.

    Leaves move by at most ``within`` days and inside their windows; fixed ones, and those of the posts ``fix`` (IRIs),
    stay. With ``begin`` and ``end`` only the days between them count: what begins before, or ends after, stays, and
    nothing moves out of these days. ``effort`` bounds the work of the solver, in its own measure of time (about a
    second), which does not depend on the machine; if it does not suffice, the answer says so.

    Raises :class:`~ajgraph.errors.MissingExtra` where OR-Tools is not installed and something has to move.

    >>> from ajgraph.organisation import Link, Post
    >>> day = datetime.date
    >>> one = Organisation((Post("a", "A"), Post("b", "B"), Post("x", "X")), (Link("a", "x"), Link("b", "x")))
    >>> calendar = [Absence("a", "1", day(2026, 7, 1), day(2026, 7, 14)),
    ...             Absence("b", "1", day(2026, 7, 13), day(2026, 7, 26))]
    >>> found = repair(one, calendar)
    >>> print(found, "-", found.exact)
    2 days moved, 1 person - True
    """
    calendar = sorted(absences, key=lambda one: (one.begin, one.end, one.post, one.place))
    rounds = Rounds(organisation, calendar, (begin, end), within, frozenset(fix), effort)
    rounds.run()
    blocked: dict[tuple[int, ...], list[int]] = {}
    for stuck, left in rounds.blocked:
        blocked.setdefault(stuck, []).append(left)
    moves = []
    after = []
    for one, by in zip(calendar, rounds.outcome.shift, strict=True):
        step = datetime.timedelta(by)
        move = Move(one, one.begin + step, one.end + step)
        after.append(move.moved)
        if by:
            moves.append(move)
    days = sum(move.days for move in moves)
    return Repair(
        organisation,
        moves=tuple(moves),
        days_moved=days,
        people_moved=len({(move.leave.post, move.leave.place) for move in moves}),
        exact=rounds.outcome.exact,
        at_least=rounds.outcome.at_least,
        alone=tuple(calendar[at] for at in rounds.alone),
        blocked=tuple(
            Blocked(tuple(calendar[at] for at in stuck), tuple(calendar[at] for at in left))
            for stuck, left in blocked.items()
        ),
        absences=tuple(sorted(after, key=lambda one: (one.begin, one.end, one.post, one.place))),
        unsolved=tuple(calendar[at] for at in rounds.outcome.unsolved),
    )


def _span(leave: Absence) -> dict[str, str]:
    return {
        "post": leave.post,
        "place": leave.place,
        "from": leave.begin.isoformat(),
        "to": leave.end.isoformat(),
    }


def verify_repair(
    organisation: Organisation,
    absences: Sequence[Absence],
    found: Repair,
    *,
    begin: datetime.date | None = None,
    end: datetime.date | None = None,
    within: int = WITHIN,
    fix: Collection[str] = (),
) -> list[str]:
    """Return what is wrong with a repair, day by day; an empty list means that it does what it says.

    That fewer days would not do is not checked here.
    """
    wrong = []
    old = Counter(absences)
    new = old - Counter(move.leave for move in found.moves) + Counter(move.moved for move in found.moves)
    if new != Counter(found.absences):
        wrong.append("the calendar after the moves is another one")
    for move in found.moves:
        one = move.leave
        if move.end - move.begin != one.end - one.begin:
            wrong.append(f"{one} changes its length")
        if one.fixed or one.post in fix or move.days > within:
            wrong.append(f"{one} may not move so")
        if (one.earliest and move.begin < one.earliest) or (one.latest and move.end > one.latest):
            wrong.append(f"{one} leaves its window")
        outside = (begin and min(one.begin, move.begin) < begin) or (end and max(one.end, move.end) > end)
        if outside:
            wrong.append(f"{one} is no matter of these days")
    new_days = {move.leave: move.moved for move in found.moves}
    left = [*found.alone, *(one for group in found.blocked for one in group.left), *found.unsolved]
    given_up = Counter(new_days.get(one, one) for one in left)
    # What is away grows only on the first day of a leave, so these days show all there is to see.
    for day in sorted({max(one.begin, begin) if begin else one.begin for one in found.absences}):
        if end and day > end:
            break
        there = Counter(one for one in found.absences if one.begin <= day <= one.end)
        away = Counter(one.post for one in there.elements())
        wanting = [one.post for one in (there - given_up).elements()]
        if not _coverable(organisation, wanting, away):
            wrong.append(f"{day} is still broken")
        if any(count > organisation.by_iri[iri].places for iri, count in away.items()):
            wrong.append(f"on {day} a post has more places away than it has")
        if max(Counter((one.post, one.place) for one in there.elements()).values(), default=0) > 1:
            wrong.append(f"on {day} somebody is away twice")
    return wrong


def _coverable(organisation: Organisation, wanting: Sequence[str], away: Counter[str]) -> bool:
    """Say whether nothing of ``wanting`` is uncovered for certain; by networkx, place by place."""
    import networkx as nx

    graph = nx.Graph()
    places = [
        (iri, number)
        for number, iri in enumerate(wanting)
        if not left_open(organisation, organisation.by_iri[iri])
    ]
    for place in places:
        for link in counted_links(organisation, place[0]):
            free = organisation.by_iri[link.substitute].present(away[link.substitute])
            graph.add_edges_from((place, ("present", link.substitute, number)) for number in range(free))
    if any(place not in graph for place in places):
        return False
    return len(nx.bipartite.hopcroft_karp_matching(graph, places)) == 2 * len(places)
