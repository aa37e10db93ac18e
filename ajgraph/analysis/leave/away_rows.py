"""The rows of a leave calendar that name one post: joined, counted, and measured against its places."""

from __future__ import annotations

import datetime
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ajgraph.calendars import Leave
from ajgraph.language import Bilingual, on_day
from ajgraph.sources import Note

_MOST_ALIKE: Final = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """A row, the file it stands in, and its number among all rows read."""

    path: str
    leave: Leave
    number: int


def note_on(path: str, leave: Leave, message: Bilingual, remedy: Bilingual | None = None) -> Note:
    """Return a note about a row: of its cell in a workbook, else of its line."""
    if leave.cell:
        return Note(f"{path}:{leave.cell}", message, remedy=remedy)
    return Note(path, message, leave.line, remedy)


def capped(notes: Iterable[Note], same: Callable[[Note], object]) -> tuple[Note, ...]:
    """Return the notes, of those of a file that are the ``same`` only the first ones, and how many more there are.

    An event that repeats would say the same hundreds of times.
    """
    found: list[Note] = []
    beyond: dict[tuple[str, object], list[Note]] = {}
    counts: Counter[tuple[str, object]] = Counter()
    for note in notes:
        key = (note.path, same(note))
        counts[key] += 1
        if counts[key] <= _MOST_ALIKE:
            found.append(note)
        else:
            beyond.setdefault(key, []).append(note)
    for (path, _), more in beyond.items():
        first, count = more[0], len(more)
        message = Bilingual(
            f"{count} more like this: {first.message.en}", f"veel {count} samasugust: {first.message.et}"
        )
        found.append(Note(path, message, first.line, first.remedy))
    return tuple(found)


def joined(entries: Sequence[Entry], notes: list[Note]) -> list[Entry]:
    """Return the rows of a post in their order, overlapping ones of the same holder as one."""
    whole = [entry for entry in entries if not entry.leave.holder]
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.leave.holder:
            groups.setdefault(person(entry.leave.holder), []).append(entry)
    for group in groups.values():
        first, *rest = sorted(group, key=lambda one: (one.leave.begin, one.leave.end, one.number))
        for entry in rest:
            if entry.leave.begin > first.leave.end:
                whole.append(first)
                first = entry
                continue
            message = Bilingual(
                "this absence overlaps another of the same holder; the two are taken as one",
                "see puudumine kattub sama isiku teisega; need loetakse üheks",
            )
            notes.append(note_on(entry.path, entry.leave, message))
            row = min(first, entry, key=lambda one: one.number)
            first = replace(row, leave=_both(first.leave, entry.leave, row.leave))
        whole.append(first)
    return sorted(whole, key=lambda one: one.number)


def _both(one: Leave, other: Leave, row: Leave) -> Leave:
    """Return two overlapping absences as one, which moves no further than either could."""
    begin, end = min(one.begin, other.begin), max(one.end, other.end)
    back = [(part.begin - part.earliest) for part in (one, other) if part.earliest]
    on = [(part.latest - part.end) for part in (one, other) if part.latest]
    return replace(
        row,
        begin=begin,
        end=end,
        fixed=one.fixed or other.fixed,
        earliest=begin - min(back) if back else None,
        latest=end + min(on) if on else None,
    )


def person(holder: str) -> str:
    """Return what makes two spellings of a holder the same: no regard to case, spaces and how accents are coded."""
    return " ".join(unicodedata.normalize("NFC", holder).casefold().split())


def _most_at_once(
    entries: Iterable[Entry], begin: datetime.date, end: datetime.date
) -> tuple[int, datetime.date]:
    """Return how many of the rows meet on one day from ``begin`` to ``end`` at most, and the first such day."""
    ends = [
        change
        for entry in entries
        if entry.leave.begin <= end and begin <= entry.leave.end
        for change in ((max(entry.leave.begin, begin), 1, 1), (entry.leave.end, 2, -1))
    ]
    now, most, day = 0, 0, begin
    for when, _, change in sorted(ends):
        now += change
        if now > most:
            most, day = now, when
    return most, day


def within(places: int, name: str, entries: Sequence[Entry], problems: list[Note]) -> list[Entry]:
    """Return the rows, in their order, that ``places`` have room for; the post is called ``name``."""
    kept: list[Entry] = []
    for entry in entries:
        most, day = _most_at_once(kept, entry.leave.begin, entry.leave.end)
        if most < places:
            kept.append(entry)
            continue
        on = on_day(day)
        problems.append(
            note_on(
                entry.path,
                entry.leave,
                Bilingual(
                    f"{name} has {places} {'place' if places == 1 else 'places'}, and {most + 1} would be "
                    f"away on {on.en}; the row is left out",
                    f"ametikohal {name} on {places} {'koht' if places == 1 else 'kohta'}, aga {on.et} puuduks "
                    f"{most + 1}; rida jäi välja",
                ),
                Bilingual(
                    "Correct the row, or the number of places in the staffing table.",
                    "Paranda rida või koosseisus kohtade arv.",
                ),
            )
        )
    return kept


def at_once(entries: Sequence[Entry]) -> int:
    """Return how many places the rows prove: those of people who are away on the same day.

    Two names apart in time prove nothing: one may be the successor of the other, or the same name written otherwise.
    """
    if not entries:
        return 0
    begin, end = min(one.leave.begin for one in entries), max(one.leave.end for one in entries)
    return _most_at_once(entries, begin, end)[0]
