"""A leave calendar day by day (M6): which days break cover and why, which leaves collide, who stands in for whom.

One question to :func:`~ajgraph.analysis.absence.absent` for each period in which the same places are away.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ajgraph.analysis.absence import Answer, absent
from ajgraph.analysis.leave.away import Absence, Period, periods
from ajgraph.analysis.leave.collisions import Collision, collisions
from ajgraph.analysis.leave.limits import Limits, limits
from ajgraph.analysis.leave.plan import Standing, cut, plan
from ajgraph.analysis.leave.repair import Repair
from ajgraph.language import Bilingual
from ajgraph.organisation import Organisation
from ajgraph.posts import names
from ajgraph.result import Result

Days = tuple[datetime.date, datetime.date]
"""A range of days, both included."""


@dataclass(frozen=True, slots=True)
class Span:
    """A period, and the answer for each of its days."""

    period: Period
    answer: Answer


@dataclass(frozen=True, slots=True)
class LeaveAnswer(Result):
    """What a leave calendar does to cover.

    Attributes
    ----------
    spans
        The periods in which somebody is away, each with who covers whom, or the proof that it cannot be.
    collisions
        Groups of leaves that break cover together; ``alone`` are leaves that do so without anybody's help.
    plan
        Who stands in for whom through the calendar, and ``limits`` on how many days, against the law: over the whole of
        the years asked about, since that is what the law counts.
    repair
        The smallest repair, where one was asked for and something is broken.
    between
        The first and last day asked about, where they were given.

    """

    organisation: Organisation = field(repr=False)
    absences: tuple[Absence, ...]
    spans: tuple[Span, ...]
    collisions: tuple[Collision, ...]
    alone: tuple[Absence, ...]
    plan: tuple[Standing, ...]
    limits: Limits
    repair: Repair | None = None
    between: tuple[datetime.date | None, datetime.date | None] = (None, None)

    @property
    def broken(self) -> tuple[Span, ...]:
        """The spans in which something stays uncovered for certain."""
        return tuple(span for span in self.spans if span.answer.broken)

    @property
    def unknown(self) -> tuple[Span, ...]:
        """The spans of which the sources do not let us say whether all is covered."""
        return tuple(span for span in self.spans if span.answer.unknown and not span.answer.broken)

    @property
    def broken_days(self) -> int:
        """How many days are broken."""
        return sum(1 for span in self.broken for _ in span.period.days)

    @property
    def unknown_days(self) -> int:
        """Of how many more days it is not known whether all is covered."""
        return sum(1 for span in self.unknown for _ in span.period.days)

    def repaired(self) -> LeaveAnswer | None:
        """Return the answer for the calendar as the repair leaves it; None without one."""
        if self.repair is None:
            return None
        begin, end = self.between
        return leave(self.organisation, self.repair.absences, begin=begin, end=end, local=self.limits.local)

    def to_json(self) -> dict[str, Any]:
        """Return the object of ``leave --format json``; beside the contract: unknown, collisions, alone, plan, limits."""
        return {
            "days": [
                {"date": day.isoformat(), "away": list(span.period.away), **_of_day(span.answer)}
                for span in self.spans
                for day in span.period.days
            ],
            "repair": self.repair.to_json() if self.repair else None,
            "collisions": [
                {
                    "leaves": [_leave(one) for one in group.leaves],
                    "from": group.begin.isoformat(),
                    "to": group.end.isoformat(),
                    "proof": {
                        "absent": list(group.proof.absent),
                        "substitutes": list(group.proof.substitutes),
                    },
                }
                for group in self.collisions
            ],
            "alone": [_leave(one) for one in self.alone],
            "plan": [
                {
                    "absent": one.leave.post,
                    "place": one.leave.place,
                    "substitute": one.substitute[0],
                    "substitute_place": one.substitute[1],
                    "from": one.begin.isoformat(),
                    "to": one.end.isoformat(),
                    "status": one.status,
                }
                for one in self.plan
            ],
            "limits": self.limits.to_json(),
        }

    def records(self) -> list[dict[str, Any]]:
        """Return a record for each period in which somebody is away."""
        name = names(self.organisation, dict.fromkeys(iri for span in self.spans for iri in span.period.away))

        def both(key: str, posts: Sequence[str]) -> dict[str, str]:
            return {key: "; ".join(posts), f"{key}_name": "; ".join(name[iri] for iri in posts)}

        return [
            {
                "from": span.period.begin.isoformat(),
                "to": span.period.end.isoformat(),
                "days": (span.period.end - span.period.begin).days + 1,
                **both("away", span.period.away),
                "covered": span.answer.covered,
                "verdict": _verdict(span.answer),
                **both("uncovered", span.answer.broken),
                **both("unknown", span.answer.unknown),
                "proof": str(span.answer.proof.sentence(self.organisation)) if span.answer.proof else "",
            }
            for span in self.spans
        ]

    def __str__(self) -> str:
        broken = self.broken_days
        unknown = self.unknown_days
        total = sum(1 for span in self.spans for _ in span.period.days)
        return str(
            Bilingual(
                f"{total} {'day' if total == 1 else 'days'} with somebody away: {broken} broken, {unknown} more not known",
                f"{total} päeval on keegi ära: {broken} päeval jääb keegi katmata, veel {unknown} päeva kohta pole teada",
            )
        )


def leave(
    organisation: Organisation,
    absences: Sequence[Absence],
    *,
    begin: datetime.date | None = None,
    end: datetime.date | None = None,
    repair: Repair | None = None,
    local: bool = False,
) -> LeaveAnswer:
    """Say for every day, from ``begin`` to ``end`` where given, whether those who are away can be covered.

    ``local`` says that the body is one of local government. ``absences`` and ``organisation`` are those of
    :func:`~ajgraph.analysis.leave.away.away_of`. Raises as :func:`~ajgraph.analysis.absence.absent`.

    >>> from ajgraph.organisation import Link, Post
    >>> day = datetime.date
    >>> one = Organisation((Post("a", "A"), Post("b", "B"), Post("x", "X")), (Link("a", "x"), Link("b", "x")))
    >>> answer = leave(one, [Absence("a", "1", day(2026, 7, 1), day(2026, 7, 14)),
    ...                      Absence("b", "1", day(2026, 7, 13), day(2026, 7, 26))])
    >>> print(answer)
    26 days with somebody away: 2 broken, 0 more not known
    >>> [(one.period.begin.day, one.period.end.day) for one in answer.broken]
    [(13, 14)]
    """
    found = periods(absences, begin, end)
    answers: dict[tuple[str, ...], Answer] = {}
    for period in found:
        if period.away not in answers:
            answers[period.away] = absent(organisation, period.away)
    spans = tuple(Span(period, answers[period.away]) for period in found)
    chosen = tuple(
        one for one in absences if (not begin or one.end >= begin) and (not end or one.begin <= end)
    )
    alone = {
        post for post in dict.fromkeys(one.post for one in chosen) if absent(organisation, [post]).broken
    }
    broken = [span.period for span in spans if span.answer.broken]
    whole = plan(organisation, absences)
    return LeaveAnswer(
        organisation=organisation,
        absences=chosen,
        spans=spans,
        collisions=collisions(organisation, chosen, broken, begin, end),
        alone=tuple(one for one in chosen if one.post in alone),
        plan=cut(whole, begin or datetime.date.min, end or datetime.date.max),
        limits=limits(organisation, absences, whole, local=local, begin=begin, end=end),
        repair=repair,
        between=(begin, end),
    )


def ranges(spans: Iterable[Span]) -> list[Days]:
    """Return the days of spans as ranges, those that touch as one."""
    found: list[Days] = []
    for span in spans:
        if found and (span.period.begin - found[-1][1]).days == 1:
            found[-1] = (found[-1][0], span.period.end)
        else:
            found.append((span.period.begin, span.period.end))
    return found


def _of_day(answer: Answer) -> dict[str, Any]:
    proof = answer.proof
    return {
        "covered": answer.covered,
        "verdict": _verdict(answer),
        "uncovered": list(answer.uncovered),
        "proof": proof and {"absent": list(proof.absent), "substitutes": list(proof.substitutes)},
        "unknown": list(answer.unknown),
    }


def _verdict(answer: Answer) -> str:
    return "covered" if answer.covered else "broken" if answer.broken else "unknown"


def _leave(one: Absence) -> dict[str, str]:
    return {"post": one.post, "place": one.place, "from": one.begin.isoformat(), "to": one.end.isoformat()}
