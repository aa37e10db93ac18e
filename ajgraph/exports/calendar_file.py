"""Absences as an iCalendar file (RFC 5545), as ``ajgraph.icalendars`` reads it: the same bytes on every run."""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping

from ajgraph.analysis.leave.away import Absence
from ajgraph.language import Bilingual, Language, current, on_day
from ajgraph.organisation import Organisation
from ajgraph.posts import names

_ONE_DAY = datetime.timedelta(days=1)


def to_icalendar(
    organisation: Organisation,
    absences: Iterable[Absence],
    *,
    before: Mapping[Absence, Absence] | None = None,
    language: Language | None = None,
) -> str:
    """Return a calendar with one event of whole days for each absence.

    ``before`` gives the old days of those that were moved, which their description tells; SEQUENCE 1 makes them newer
    versions of the same events. DTSTAMP, which the standard demands, is the first day of the absence, so that it does
    not depend on the clock; so is UID made of what is there.
    """
    import icalendar

    language = language or current()
    chosen = list(absences)
    ids = Counter(number for post in organisation.posts for number in post.ids)
    name = names(organisation, dict.fromkeys(one.post for one in chosen))
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//ajgraph//ajgraph//ET")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", Bilingual("Leave", "Puhkused").in_(language))
    for one in chosen:
        old = (before or {}).get(one, one)
        post = organisation.by_iri[one.post]
        event = icalendar.Event()
        event.add("uid", f"{_hash(old)}@ajgraph")
        event.add("dtstamp", datetime.datetime.combine(old.begin, datetime.time(0), datetime.UTC))
        event.add("sequence", int(old != one))
        event.add("summary", _line(name[one.post]))
        event.add("dtstart", one.begin)
        event.add("dtend", one.end + _ONE_DAY)
        event.add("transp", "TRANSPARENT")
        event.add("x-ajgraph-post", _line(post.id if post.id and ids[post.id] == 1 else post.iri))
        if one.named or not one.place.isdecimal():
            event.add("x-ajgraph-holder", _line(one.place))
        if one.fixed:
            event.add("x-ajgraph-fixed", "TRUE")
        for key, day in (("x-ajgraph-earliest", one.earliest), ("x-ajgraph-latest", one.latest)):
            if day:
                event.add(key, day.isoformat())
        if old != one:
            first, last = on_day(old.begin).in_(language), on_day(old.end).in_(language)
            event.add(
                "description", Bilingual(f"was {first} – {last}", f"oli {first} – {last}").in_(language)
            )
        calendar.add_component(event)
    return str(calendar.to_ical(), "utf-8")


def _line(text: str) -> str:
    """Return a name without line breaks, which cells of a workbook may hold."""
    return " ".join(text.split())


def _hash(one: Absence) -> str:
    said = "\n".join((one.post, one.place, one.begin.isoformat(), one.end.isoformat()))
    return hashlib.sha256(said.encode()).hexdigest()[:32]
