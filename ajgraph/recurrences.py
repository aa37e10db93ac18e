"""How an event of a calendar repeats: the rules (RRULE) of iCalendar that a leave may have, and nothing that runs on."""

from __future__ import annotations

import calendar
import datetime
import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

YEARS: Final = 10
"""So long a rule is followed."""
FIRST_DAY: Final = datetime.date(1990, 1, 1)
LAST_DAY: Final = datetime.date(2100, 12, 31)
"""Days before or after these are slips of the pen or of a program, never those of a leave."""
_FREQUENCIES: Final = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_RULE_PARTS: Final = frozenset(
    {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTH", "BYMONTHDAY"}
)
_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Rule:
    """How an event repeats, as a test of days one by one: so no rule, however odd, is searched beyond its ten years."""

    begin: datetime.date
    frequency: str
    step: int
    weekdays: frozenset[tuple[int, int]]
    """Place in the month (0: every, -1: the last) and day of the week."""
    months: frozenset[int]
    monthdays: frozenset[int]
    count: int | None
    until: datetime.date | None
    week_begins: int = 0

    @classmethod
    def of(cls, parts: Mapping[str, Sequence[Any]], begin: datetime.date) -> Rule | None:
        """Return the rule in the parts of an RRULE; None for what is not followed."""
        frequency = str(next(iter(parts.get("FREQ", [])), "")).upper()
        step = int(next(iter(parts.get("INTERVAL", [])), 1))
        # A part that may not be there: BYHOUR would repeat within a day, BYSETPOS and the like are for meetings.
        if frequency not in _FREQUENCIES or not parts.keys() <= _RULE_PARTS or step < 1:
            return None
        week_begins = str(next(iter(parts.get("WKST", [])), "MO")).upper()
        if week_begins not in _WEEKDAYS:
            return None
        weekdays = set()
        for text in parts.get("BYDAY", []):
            found = re.fullmatch(r"([+-]?\d)?([A-Z]{2})", str(text).upper())
            if not found or found[2] not in _WEEKDAYS or (found[1] and frequency not in _FREQUENCIES[2:]):
                return None
            weekdays.add((int(found[1] or 0), _WEEKDAYS.index(found[2])))
        if frequency == "YEARLY" and weekdays and "BYMONTH" not in parts:
            return None
        return cls(
            begin,
            frequency,
            step,
            frozenset(weekdays),
            frozenset(int(one) for one in parts.get("BYMONTH", [])),
            frozenset(int(one) for one in parts.get("BYMONTHDAY", [])),
            next((int(one) for one in parts.get("COUNT", [])), None),
            next((one for one in parts.get("UNTIL", [])), None),
            _WEEKDAYS.index(week_begins),
        )

    @property
    def ends(self) -> bool:
        """Whether the rule itself says when it ends."""
        return self.count is not None or self.until is not None

    def days(self, most: int) -> tuple[list[datetime.date], bool]:
        """Return at most ``most`` days of ten years, and whether the rule goes on behind them."""
        last = min(self.begin.toordinal() + YEARS * 366, LAST_DAY.toordinal())
        cut = self.until is None or self.until.toordinal() > last
        if self.until:
            last = min(last, self.until.toordinal())
        every = map(datetime.date.fromordinal, range(self.begin.toordinal(), last + 1))
        wanted = most + 1 if self.count is None else min(most + 1, self.count)
        found = list(itertools.islice(filter(self._fits, every), wanted))
        if self.count is not None and len(found) == self.count <= most:
            return found, False
        return found[:most], cut or len(found) > most

    def _fits(self, day: datetime.date) -> bool:
        if self.months and day.month not in self.months:
            return False
        if self._steps(day) % self.step:
            return False
        if not self.monthdays and not self.weekdays and self.frequency == "DAILY":
            return True
        from_end = day.day - calendar.monthrange(day.year, day.month)[1] - 1
        if self.monthdays and not {day.day, from_end} & self.monthdays:
            return False
        if self.weekdays:
            places = (0, (day.day - 1) // 7 + 1, -((-from_end - 1) // 7 + 1))
            return any((place, day.weekday()) in self.weekdays for place in places)
        if self.monthdays or self.frequency == "DAILY":
            return True
        if self.frequency == "WEEKLY":
            return day.weekday() == self.begin.weekday()
        in_month = self.frequency == "MONTHLY" or bool(self.months) or day.month == self.begin.month
        return in_month and day.day == self.begin.day

    def _steps(self, day: datetime.date) -> int:
        """Return how many days, weeks, months or years after the first time this is."""
        if self.frequency == "DAILY":
            return (day - self.begin).days
        if self.frequency == "WEEKLY":
            return (self._week(day) - self._week(self.begin)) // 7
        years = day.year - self.begin.year
        return years if self.frequency == "YEARLY" else 12 * years + day.month - self.begin.month

    def _week(self, day: datetime.date) -> int:
        """Return the first day of the week as the rule counts weeks (WKST)."""
        return day.toordinal() - (day.weekday() - self.week_begins) % 7
