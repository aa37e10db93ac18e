"""Legal limits on standing in, counted over a plan (M11): 60 days a year, five months for an employee.

ATS § 57 (2): an official may be given another's duties for more than 60 calendar days a year only with written consent.
KOKS § 54²: in local government an employee (töökoht) may cover an official (ametikoht) only if no official can, for five
months at most. The state's ATS has no rule that lets an employee stand in for an official.
"""

from __future__ import annotations

import calendar
import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from ajgraph.analysis.cover import counted_links
from ajgraph.analysis.leave.away import Absence
from ajgraph.analysis.leave.plan import EMPLOYEE, OFFICIAL, Person, Standing, cut, employee_for_official
from ajgraph.analysis.leave.spread import Least, least_excess
from ajgraph.language import Bilingual
from ajgraph.organisation import Organisation
from ajgraph.posts import names
from ajgraph.result import Result

MOST_DAYS: Final = 60
"""Calendar days a year without written consent (ATS § 57 (2))."""
MOST_MONTHS: Final = 5
"""Months for which an employee may cover an official in local government (KOKS § 54²)."""


@dataclass(frozen=True, slots=True)
class YearOfStandingIn:
    """On how many calendar days of a year a person (a place of a post) stands in for others.

    ``over`` is whether that needs written consent; never for an employee, to whom ATS § 57 does not apply.
    """

    person: Person
    year: int
    days: int
    over: bool


@dataclass(frozen=True, slots=True)
class Limits(Result):
    """The counters of a plan.

    Attributes
    ----------
    loads
        Most days first.
    employees
        Where an employee stands in for an official: in local government only if no official can (KOKS § 54²), and the
        state's law has no rule for it. ``too_long`` are those of them that last over five months, in local government.
    local
        Whether the body is one of local government; the user says so.
    least
        Where somebody is over 60 days: how many days over the limit any plan needs that covers as much.

    """

    organisation: Organisation = field(repr=False, compare=False)
    loads: tuple[YearOfStandingIn, ...]
    employees: tuple[Standing, ...]
    too_long: tuple[Standing, ...]
    local: bool
    least: Least | None = None

    @property
    def over(self) -> tuple[YearOfStandingIn, ...]:
        """Who stands in for so long that it needs written consent."""
        return tuple(load for load in self.loads if load.over)

    def officials(self, post: str) -> tuple[str, ...]:
        """Return the officials who may stand in for a post.

        Where an employee does, all of these are away, or stand in for others who would have nobody or an employee.
        """
        by_iri = self.organisation.by_iri
        around = (link.substitute for link in counted_links(self.organisation, post))
        return tuple(iri for iri in around if by_iri[iri].kind == OFFICIAL)

    def to_json(self) -> dict[str, Any]:
        """Return the ``limits`` object of ``leave --format json``, which is beside the contract."""
        return {
            "days": [
                {
                    "post": one.person[0],
                    "place": one.person[1],
                    "year": one.year,
                    "days": one.days,
                    "over": one.over,
                }
                for one in self.loads
            ],
            "least_over": None
            if self.least is None
            else {"days": self.least.days, "exact": self.least.exact, "at_least": self.least.at_least},
            "employees_for_officials": [
                {**_standing(one), "officials": list(self.officials(one.leave.post))}
                for one in self.employees
            ],
            "too_long": [_standing(one) for one in self.too_long],
            "local": self.local,
        }

    def records(self) -> list[dict[str, Any]]:
        """Return a record for each person and year."""
        name = names(self.organisation, dict.fromkeys(one.person[0] for one in self.loads))
        return [
            {
                "post": one.person[0],
                "post_name": name[one.person[0]],
                "place": one.person[1],
                "year": one.year,
                "days": one.days,
                "over": one.over,
            }
            for one in self.loads
        ]

    def __str__(self) -> str:
        count = len(self.over)
        return str(
            Bilingual(
                f"{count} {'person stands' if count == 1 else 'people stand'} in on over {MOST_DAYS} days a year",
                f"üle {MOST_DAYS} päeva aastas asendab {count} {'inimene' if count == 1 else 'inimest'}",
            )
        )


def limits(
    organisation: Organisation,
    absences: Sequence[Absence],
    standings: Sequence[Standing],
    *,
    local: bool = False,
    begin: datetime.date | None = None,
    end: datetime.date | None = None,
) -> Limits:
    """Count a plan (:func:`~ajgraph.analysis.leave.plan.plan`) of these absences against the limits of the law.

    Counted are the whole years of ``begin`` and ``end`` and those between; employees are told where they stand in on
    these days, though a month or a year before counts for how long they do.

    Where somebody is over 60 days, OR-Tools say whether another plan that covers as much avoids it; without them it is
    left unsaid.

    >>> from ajgraph.analysis.leave.plan import plan
    >>> from ajgraph.organisation import Link, Post
    >>> one = Organisation((Post("a", "A"), Post("x", "X")), (Link("a", "x"),))
    >>> leaves = [Absence("a", "1", datetime.date(2026, 6, 1), datetime.date(2026, 8, 31))]
    >>> found = limits(one, leaves, plan(one, leaves))
    >>> found.over, found.least.days
    ((YearOfStandingIn(person=('x', '1'), year=2026, days=92, over=True),), 32)
    """
    first, last = begin or datetime.date.min, end or datetime.date.max
    counted = cut(standings, first.replace(month=1, day=1), last.replace(month=12, day=31))
    days: Counter[tuple[Person, int]] = Counter()
    for one in counted:
        for year, count in _by_year(one.begin, one.end):
            days[one.substitute, year] += count
    loads = tuple(
        YearOfStandingIn(
            person, year, count, count > MOST_DAYS and organisation.by_iri[person[0]].kind != EMPLOYEE
        )
        for (person, year), count in sorted(days.items(), key=lambda item: (-item[1], item[0]))
    )
    all_employees = [
        one for one in standings if employee_for_official(organisation, one.leave.post, one.substitute[0])
    ]
    employees, too_long = (
        tuple(one for one in found if one.begin <= last and first <= one.end)
        for found in (all_employees, (one for one in _runs(all_employees) if one.end >= _later(one.begin)))
    )
    return Limits(
        organisation,
        loads=loads,
        employees=employees,
        too_long=too_long if local else (),
        local=local,
        least=least_excess(
            organisation,
            absences,
            counted,
            most=MOST_DAYS,
            free=frozenset(post.iri for post in organisation.posts if post.kind == EMPLOYEE),
        )
        if any(load.over for load in loads)
        else None,
    )


def _runs(standings: Iterable[Standing]) -> Iterator[Standing]:
    """Yield the times a person stands in for the same place, those without a day between them as one."""
    last: dict[tuple[Person, Person], Standing] = {}
    for one in sorted(standings, key=lambda standing: standing.begin):
        key = (one.substitute, (one.leave.post, one.leave.place))
        before = last.get(key)
        if before and (one.begin - before.end).days <= 1:
            last[key] = replace(before, end=max(one.end, before.end))
            continue
        if before:
            yield before
        last[key] = one
    yield from last.values()


def _later(day: datetime.date) -> datetime.date:
    """Return the day five months later, on which the limit is passed."""
    years, month = divmod(day.month - 1 + MOST_MONTHS, 12)
    year = min(day.year + years, datetime.MAXYEAR)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _by_year(begin: datetime.date, end: datetime.date) -> Iterator[tuple[int, int]]:
    for year in range(begin.year, end.year + 1):
        first, last = max(begin, datetime.date(year, 1, 1)), min(end, datetime.date(year, 12, 31))
        yield year, (last - first).days + 1


def _standing(one: Standing) -> dict[str, str]:
    return {
        "absent": one.leave.post,
        "substitute": one.substitute[0],
        "place": one.substitute[1],
        "from": one.begin.isoformat(),
        "to": one.end.isoformat(),
    }
