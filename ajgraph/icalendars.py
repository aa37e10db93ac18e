"""Events of an iCalendar file (.ics) as absences: the post from X-AJGRAPH-POST or SUMMARY, days from DTSTART and DTEND.

Each event is parsed on its own, so that a broken one is a problem with its line and the rest stays; nothing in a file
makes the work grow beyond its size: rules that repeat are followed for ten years and a few hundred times.
"""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ajgraph.absence_words import is_leave, name_alone, without_leave
from ajgraph.description import Problem
from ajgraph.icalendar_lines import BROKEN, chunks, lines_of
from ajgraph.language import Bilingual, on_day
from ajgraph.recurrences import FIRST_DAY, LAST_DAY, Rule

ENDINGS: Final = frozenset({".ics", ".ical", ".icalendar"})

_MOST_TIMES: Final = 600
_MOST_RULES: Final = 1_000
_MOST_REPEATED: Final = 5_000
"""So many times the rules of a file add in all."""
_SHORTEST: Final = datetime.timedelta(hours=4)
"""What lasts less is an appointment, no absence of a day."""

_FIXED: Final = frozenset({"fixed", "kindel", "ei liigu"})
_ONE_DAY: Final = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Event:
    """One absence of a calendar: the name of its post, both days included, and the line its event begins on.

    ``uid`` tells an event from others in whatever file, ``sequence`` a later version of it from earlier ones.
    """

    post: str
    unit: str | None
    holder: str | None
    begin: datetime.date
    end: datetime.date
    line: int
    fixed: bool = False
    earliest: datetime.date | None = None
    latest: datetime.date | None = None
    uid: str | None = None
    sequence: int = 0


@dataclass(slots=True)
class _Left:
    """How many rules of a file, and how many times in all, may still be followed."""

    rules: int
    times: int


def events_of(content: bytes, where: str) -> tuple[list[Event], list[Problem]]:
    """Return the absences in the bytes of an iCalendar file, and what could not be read.

    Raises :class:`~ajgraph.errors.UnreadableInput` for what is no iCalendar.
    """
    lines = lines_of(content, where)
    problems: list[Problem] = []
    parsed = [
        (line, event)
        for line, chunk in chunks(lines, where, problems)
        if (event := _parsed(line, chunk, problems))
    ]
    marked = any(is_leave(one) for _, event in parsed for one in _categories(event))
    replaced = {
        (str(event.get("UID")), _day(event["RECURRENCE-ID"].dt))
        for _, event in parsed
        if hasattr(event.get("RECURRENCE-ID"), "dt")
    }
    left = _Left(_MOST_RULES, _MOST_REPEATED)
    events: list[Event] = []
    for line, event in _newest(parsed):
        try:
            events.extend(_absences(event, line, marked, replaced, left, problems))
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError, IndexError):
            problems.append(Problem(line, BROKEN))
    return events, sorted(problems, key=lambda problem: problem.line)


def _newest(parsed: list[tuple[int, Any]]) -> list[tuple[int, Any]]:
    """Return the events without the versions that later ones replace (RFC 5545, section 3.8.7.4)."""
    newest: dict[str, int] = {}
    for _, event in parsed:
        if uid := _uid(event):
            newest[uid] = max(newest.get(uid, 0), _sequence(event))
    seen: set[str] = set()
    kept: list[tuple[int, Any]] = []
    for line, event in parsed:
        uid = _uid(event)
        if uid is None or (_sequence(event) == newest[uid] and uid not in seen):
            kept.append((line, event))
            seen.update(filter(None, [uid]))
    return kept


def _uid(event: Any) -> str | None:
    """Return what tells an event from others: its UID, with its place in the row of a rule that it replaces."""
    uid = _text(event, "UID")
    again = event.get("RECURRENCE-ID")
    return f"{uid}#{_day(again.dt)}" if uid and hasattr(again, "dt") else uid or None


def _sequence(event: Any) -> int:
    number = _text(event, "SEQUENCE")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0


def _parsed(line: int, chunk: list[str], problems: list[Problem]) -> Any:
    import icalendar

    try:
        return icalendar.Event.from_ical("\r\n".join(chunk) + "\r\n")
    except Exception:  # whatever a broken event makes the parser do, the others are read
        problems.append(Problem(line, BROKEN))
        return None


def _absences(
    event: Any,
    line: int,
    marked: bool,
    replaced: set[tuple[str, datetime.date]],
    left: _Left,
    problems: list[Problem],
) -> Iterator[Event]:
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return
    categories = _categories(event)
    if marked and not any(is_leave(one) for one in categories):
        problems.append(Problem(line, _OTHER))
        return
    post = _text(event, "X-AJGRAPH-POST") or without_leave(_text(event, "SUMMARY"))
    if not post or is_leave(post):
        problems.append(Problem(line, _NO_POST))
        return
    if event.get("DTSTART") is None:
        problems.append(Problem(line, _NO_DAY))
        return
    begin, end, length = _days(event)
    if end < begin:
        problems.append(Problem(line, _TURNED_ROUND))
        return
    if begin < FIRST_DAY or end > LAST_DAY:
        problems.append(Problem(line, OUT_OF_RANGE))
        return
    if length is not None and length < _SHORTEST:
        problems.append(Problem(line, _SHORT))
        return
    fixed = (
        any(one.casefold() in _FIXED for one in categories)
        or _text(event, "X-AJGRAPH-FIXED").upper() == "TRUE"
    )
    window = [_window(event, name, line, problems) for name in ("EARLIEST", "LATEST")]
    again = event.get("RECURRENCE-ID") is not None
    for first in [begin] if again else _repeated(event, begin, end, line, left, problems):
        if not again and (str(event.get("UID")), first) in replaced:
            continue
        if first + (end - begin) > LAST_DAY:
            problems.append(Problem(line, OUT_OF_RANGE))
            return
        yield Event(
            post,
            _text(event, "LOCATION") or None,
            _holder(event),
            first,
            first + (end - begin),
            line,
            fixed,
            window[0],
            window[1],
            _uid(event),
            _sequence(event),
        )


def _days(event: Any) -> tuple[datetime.date, datetime.date, datetime.timedelta | None]:
    """Return the first and the last day of an event, and its length if it has times; DTEND itself is not part of it."""
    start = event["DTSTART"].dt
    if event.get("DTEND") is not None:
        stop = event["DTEND"].dt
    elif event.get("DURATION") is not None:
        stop = start + event["DURATION"].dt
    elif isinstance(start, datetime.datetime):
        stop = datetime.datetime.combine(start.date() + _ONE_DAY, datetime.time(0), start.tzinfo)
    else:
        stop = start + _ONE_DAY
    if not isinstance(start, datetime.datetime) and not isinstance(stop, datetime.datetime):
        # Some programs write the same day twice for an event of one day.
        return start, stop if stop == start else stop - _ONE_DAY, None
    first, last = _local(start), _local(stop)
    if last < first:
        return first.date(), first.date() - _ONE_DAY, None
    ends_at_midnight = last.time() == datetime.time(0) and last > first
    return first.date(), last.date() - _ONE_DAY if ends_at_midnight else last.date(), last - first


def _local(when: datetime.date) -> datetime.datetime:
    """Return a moment as the clocks in Estonia show it."""
    if not isinstance(when, datetime.datetime):
        return datetime.datetime.combine(when, datetime.time(0))
    if when.tzinfo is None:
        return when
    try:
        return when.astimezone(ZoneInfo("Europe/Tallinn")).replace(tzinfo=None)
    except ZoneInfoNotFoundError:
        return when.replace(tzinfo=None)


def _day(when: datetime.date) -> datetime.date:
    return _local(when).date()


def _repeated(
    event: Any, begin: datetime.date, end: datetime.date, line: int, left: _Left, problems: list[Problem]
) -> Iterator[datetime.date]:
    """Yield the first day of each time an event takes place."""
    rules = event.get("RRULE")
    if event.get("RDATE") is not None or isinstance(rules, list):
        problems.append(Problem(line, _RULE))
    if rules is None or isinstance(rules, list):
        yield begin
        return
    rule = Rule.of({name.upper(): _dates(values) for name, values in rules.items()}, begin)
    if rule is None:
        problems.append(Problem(line, _RULE))
        yield begin
        return
    if not left.rules or not left.times:
        problems.append(Problem(line, _TOO_MANY))
        yield begin
        return
    left.rules -= 1
    times, cut = rule.days(min(_MOST_TIMES, left.times))
    if any(later <= earlier + (end - begin) for earlier, later in itertools.pairwise(times)):
        problems.append(Problem(line, _OVERLAPPING))
        yield begin
        return
    left.times -= len(times)
    if cut:
        day = on_day(times[-1] if times else begin)
        message = Bilingual(
            f"this repeats without end; taken up to {day.en}", f"see kordub lõputult; loetud kuni {day.et}"
        )
        if rule.ends:
            message = Bilingual(
                f"this repeats more often or for longer than is followed; taken up to {day.en}",
                f"see kordub sagedamini või kauem, kui järgitakse; loetud kuni {day.et}",
            )
        problems.append(Problem(line, message))
    left_out = {_day(one.dt) for part in _several(event.get("EXDATE")) for one in getattr(part, "dts", ())}
    yield from (day for day in times if day not in left_out)


def _dates(values: Iterable[Any]) -> list[Any]:
    return [_day(value) if isinstance(value, datetime.date) else value for value in values]


def _several(value: Any) -> Iterable[Any]:
    if value is None:
        return ()
    return value if isinstance(value, list) else (value,)


def _text(event: Any, name: str) -> str:
    value = event.get(name)
    if isinstance(value, list):
        value = value[0] if value else None
    return "" if value is None else " ".join(str(value).split())


def _holder(event: Any) -> str | None:
    """Return who is away: X-AJGRAPH-HOLDER, else the name of the only attendee."""
    if given := _text(event, "X-AJGRAPH-HOLDER"):
        return given
    attendees = list(_several(event.get("ATTENDEE")))
    if len(attendees) != 1:
        return None
    name = str(getattr(attendees[0], "params", {}).get("CN", "") or attendees[0])
    return name_alone(re.sub("^mailto:", "", name, flags=re.IGNORECASE)) or None


def _categories(event: Any) -> list[str]:
    found = []
    for part in _several(event.get("CATEGORIES")):
        found += [str(one).strip() for one in getattr(part, "cats", [part])]
    return found


def _window(event: Any, name: str, line: int, problems: list[Problem]) -> datetime.date | None:
    text = _text(event, f"X-AJGRAPH-{name}")
    if not text:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        told = Bilingual(f"X-AJGRAPH-{name} is no date", f"X-AJGRAPH-{name} pole kuupäev")
        problems.append(Problem(line, told))
        return None


_NO_POST: Final = Bilingual(
    "the event names no post (X-AJGRAPH-POST, or SUMMARY) and is left out",
    "sündmus ei nimeta ametikohta (X-AJGRAPH-POST või SUMMARY); jäi välja",
)
_NO_DAY: Final = Bilingual(
    "the event has no day (DTSTART); left out", "sündmusel pole päeva (DTSTART); jäi välja"
)
_TURNED_ROUND: Final = Bilingual(
    "the absence ends before it begins; left out", "puudumine lõpeb enne, kui algab; jäi välja"
)
_OTHER: Final = Bilingual(
    "other events here are marked as leave (CATEGORIES), this one is not; left out",
    "teised sündmused on siin märgitud puhkuseks (CATEGORIES), see mitte; jäi välja",
)
_SHORT: Final = Bilingual(
    "this lasts less than four hours: no absence of a day; left out",
    "see kestab alla nelja tunni ega ole päevane puudumine; jäi välja",
)
OUT_OF_RANGE: Final = Bilingual(
    f"days before {FIRST_DAY.year} or after {LAST_DAY.year} are those of no leave; left out",
    f"enne {FIRST_DAY.year}. või pärast {LAST_DAY.year}. aastat ei ole ükski puhkus; jäi välja",
)
_OVERLAPPING: Final = Bilingual(
    "this lasts longer than the step in which it repeats; only its first time is taken",
    "see kestab kauem kui kordumise samm; loetud on ainult esimene kord",
)
_TOO_MANY: Final = Bilingual(
    f"the events of this file repeat more than {_MOST_REPEATED} times; of this one only the first time is taken",
    f"selle faili sündmused korduvad üle {_MOST_REPEATED} korra; sellest on loetud ainult esimene kord",
)
_RULE: Final = Bilingual(
    "how this event repeats cannot be followed; only its first time is taken",
    "selle sündmuse kordumist ei saa järgida; loetud on ainult esimene kord",
)
