"""Who covers whom on given days: posts that are away throughout, and whom leave calendars send away as well."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ajgraph.analysis.absence import Answer, absent
from ajgraph.analysis.leave.away import Absence, Period, periods
from ajgraph.errors import UsageError
from ajgraph.language import Bilingual, on_day
from ajgraph.organisation import Organisation

_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DatedAnswer:
    """The answer for a period in which the same places are away; both days included."""

    period: Period
    answer: Answer

    def to_json(self) -> dict[str, Any]:
        """Return the object of the answer (design § 7) with its days and who is away, once per place."""
        return {
            "from": self.period.begin.isoformat(),
            "to": self.period.end.isoformat(),
            "away": list(self.period.away),
            **self.answer.to_json(),
        }


def absent_between(
    organisation: Organisation,
    posts: Sequence[str],
    absences: Iterable[Absence],
    begin: datetime.date,
    end: datetime.date,
    *,
    capacity: int = 1,
) -> tuple[DatedAnswer, ...]:
    """Answer for every day from ``begin`` to ``end`` when ``posts`` (IRIs) are away on all of them.

    A post that is named and in a calendar at once is away with the greater number of its places: the two may speak of
    the same people. Days on which nobody is away are answered, too. Raises :class:`~ajgraph.errors.UsageError` where
    the interval ends before it begins, and as :func:`~ajgraph.analysis.absence.absent`.

    >>> from ajgraph.organisation import Link, Post
    >>> one = Organisation((Post("a", "A"), Post("b", "B"), Post("c", "C")), (Link("a", "b"), Link("b", "c")))
    >>> day = datetime.date
    >>> for found in absent_between(one, ["a"], [Absence("b", "1", day(2026, 7, 3), day(2026, 7, 9))],
    ...                             day(2026, 7, 1), day(2026, 7, 5)):
    ...     print(found.period.begin, found.period.end, found.period.away, found.answer.uncovered)
    2026-07-01 2026-07-02 ('a',) ()
    2026-07-03 2026-07-05 ('a', 'b') ('a',)
    """
    if end < begin:
        raise UsageError(
            Bilingual(
                f"the interval ends ({on_day(end).en}) before it begins ({on_day(begin).en})",
                f"vahemik lõpeb ({on_day(end).et}) enne, kui algab ({on_day(begin).et})",
            ),
            remedy=Bilingual("Turn the two days round.", "Vaheta need päevad."),
        )
    named = Counter(posts)
    found: list[Period] = []
    for period in _without_gaps(periods(absences, begin, end), begin, end):
        away = tuple(sorted((named | Counter(period.away)).elements()))
        if found and found[-1].away == away:
            found[-1] = replace(found[-1], end=period.end)
        else:
            found.append(replace(period, away=away))
    return tuple(DatedAnswer(one, absent(organisation, one.away, capacity=capacity)) for one in found)


def _without_gaps(found: Iterable[Period], begin: datetime.date, end: datetime.date) -> Iterable[Period]:
    """Yield the periods of all days, those on which no calendar sends anybody away between the others."""
    next_day = begin
    for period in found:
        if next_day < period.begin:
            yield Period(next_day, period.begin - _DAY, ())
        yield period
        if period.end == datetime.date.max:
            return  # there is no day after it
        next_day = period.end + _DAY
    if next_day <= end:
        yield Period(next_day, end, ())
