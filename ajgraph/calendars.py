"""Leave calendars (puhkuste ajakava) from CSV, a workbook or iCalendar: who of which post is away, on which days.

Columns in any order, Estonian or English: post or id, and from and to (both days included); unit and holder where there
are such; fixed (may not be moved), earliest and latest (the days between which it may). Dates as 2026-07-01 or
1.7.2026. What cannot be read is a problem with its sheet and cell, or its line; the rest stays.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Final

from ajgraph import icalendars
from ajgraph.description import Problem
from ajgraph.documents import load_bytes, name_of
from ajgraph.errors import UnreadableInput
from ajgraph.language import Bilingual
from ajgraph.reading import dates
from ajgraph.recurrences import FIRST_DAY, LAST_DAY
from ajgraph.tables import Row, Table, heading_row, table_of

_AFTER_A_DAY: Final = re.compile(r"\s*a?\.?\s*(?:[T ]?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?\s*")
"""What may stand behind a day in a cell: "a.", a time of the day."""

HEADERS: Final[Mapping[str, str]] = {
    "post": "post",
    "title": "post",
    "ametikoht": "post",
    "ametinimetus": "post",
    "töökoht": "post",
    "ametikoha nimetus": "post",
    "teenistuskoht": "post",
    "position": "post",
    "job title": "post",
    "id": "id",
    "kood": "id",
    "tunnus": "id",
    "unit": "unit",
    "üksus": "unit",
    "struktuuriüksus": "unit",
    "holder": "holder",
    "nimi": "holder",
    "teenistuja": "holder",
    "töötaja": "holder",
    "from": "from",
    "begin": "from",
    "start": "from",
    "algus": "from",
    "alates": "from",
    "puhkuse algus": "from",
    "alguskuupäev": "from",
    "puhkuse alguskuupäev": "from",
    "start date": "from",
    "to": "to",
    "end": "to",
    "lõpp": "to",
    "kuni": "to",
    "puhkuse lõpp": "to",
    "lõppkuupäev": "to",
    "puhkuse lõppkuupäev": "to",
    "end date": "to",
    "fixed": "fixed",
    "kindel": "fixed",
    "ei liigu": "fixed",
    "earliest": "earliest",
    "varaseim": "earliest",
    "latest": "latest",
    "hiliseim": "latest",
}
"""Header, in lower case, to column."""

_YES: Final = frozenset({"yes", "y", "true", "1", "x", "jah", "j", "tõene", "fixed", "kindel", "ei liigu"})
_NO: Final = frozenset({"", "no", "n", "false", "0", "-", "–", "ei", "väär"})
_LONGEST: Final = datetime.timedelta(days=3660)


@dataclass(frozen=True, slots=True)
class Leave:
    """One absence: of a post by name or id, both days included; ``line`` and ``sheet`` say where it stands.

    A ``fixed`` one may not be moved, others not before ``earliest`` nor beyond ``latest``, where those are given.
    ``cell`` is where its post is named in a workbook: "Ajakava!B12". What a ``private`` one calls its post may tell why
    somebody is away: no message repeats it. ``uid`` and ``sequence`` tell the event of an iCalendar file, and its newest
    version, wherever it comes again.
    """

    post: str
    id: str | None
    unit: str | None
    holder: str | None
    begin: datetime.date
    end: datetime.date
    line: int
    sheet: str | None = None
    cell: str | None = None
    fixed: bool = False
    earliest: datetime.date | None = None
    latest: datetime.date | None = None
    private: bool = False
    uid: str | None = None
    sequence: int = 0


@dataclass(frozen=True, slots=True)
class LeaveCalendar:
    """The absences of a file in its order, and what could not be read of it."""

    path: str
    sha256: str
    leaves: tuple[Leave, ...]
    problems: tuple[Problem, ...] = ()


def read_calendar(path: Path) -> LeaveCalendar:
    """Read a leave calendar from a file: iCalendar by its name, else a table.

    Raises as :func:`calendar_of`, or where the file is none of these.
    """
    content, _ = load_bytes(path)
    name = name_of(path)
    if path.suffix.lower() not in icalendars.ENDINGS:
        return calendar_of(table_of(content, name))
    events, problems = icalendars.events_of(content, name)
    leaves = [
        Leave(
            post=one.post,
            id=None,
            unit=one.unit,
            holder=one.holder,
            begin=one.begin,
            end=one.end,
            line=one.line,
            fixed=one.fixed,
            earliest=one.earliest,
            latest=one.latest,
            private=True,
            uid=one.uid,
            sequence=one.sequence,
        )
        for one in events
    ]
    sound = []
    for leave in leaves:
        told: list[Bilingual] = []
        if one := _sound(leave, told):
            sound.append(one)
        problems += [Problem(leave.line, message) for message in told]
    return LeaveCalendar(name, hashlib.sha256(content).hexdigest(), tuple(sound), tuple(problems))


def calendar_of(table: Table) -> LeaveCalendar:
    """Return the absences of a table.

    Raises :class:`~ajgraph.errors.UnreadableInput` where no sheet has columns for the post and for both days.
    """
    leaves: list[Leave] = []
    problems: list[Problem] = []
    usable = False
    for _, group in groupby(table.rows, key=lambda row: row.sheet):
        rows = list(group)
        columns = _columns(rows)
        if columns is None:
            problems.append(_problem(rows[0], None, _NO_COLUMNS))
            continue
        usable = True
        at, places = columns
        for row in rows[at + 1 :]:
            leaves.extend(_leaves(row, places, problems))
    if not usable:
        raise UnreadableInput(
            Bilingual("this is no leave calendar", "see pole puhkuste ajakava"),
            where=table.path,
            remedy=Bilingual(
                "Name columns “post” (or “id”), “from” and “to”.",
                "Pane veergude nimeks „ametikoht“ (või „kood“), „algus“ ja „lõpp“.",
            ),
        )
    return LeaveCalendar(table.path, table.sha256, tuple(leaves), tuple(problems))


def is_calendar(rows: Sequence[Row]) -> bool:
    """Say whether the rows of a sheet have the columns of a leave calendar."""
    return _columns(rows) is not None


def _column(header: str) -> str | None:
    return HEADERS.get(" ".join(header.lower().replace("_", " ").split()))


def _columns(rows: Sequence[Row]) -> tuple[int, dict[str, int]] | None:
    """Return the index of the headers and where each column stands; None without a post and both days."""
    at = heading_row(rows, lambda cell: _column(cell) is not None)
    if at is None:
        return None
    places: dict[str, int] = {}
    for place, cell in enumerate(rows[at].cells):
        if name := _column(cell):
            places.setdefault(name, place)
    whole = {"from", "to"} <= places.keys() and not {"post", "id"}.isdisjoint(places)
    return (at, places) if whole else None


def _leaves(row: Row, places: Mapping[str, int], problems: list[Problem]) -> Iterator[Leave]:
    def cell(name: str) -> str:
        place = places.get(name, len(row.cells))
        return row.cells[place].strip() if place < len(row.cells) else ""

    if not (cell("post") or cell("id")):
        problems.append(_problem(row, places.get("post", places.get("id")), _NO_POST))
        return
    days: list[datetime.date] = []
    for name in ("from", "to"):
        day = _day(cell(name))
        if day is None:
            problems.append(_problem(row, places[name], _without_day(cell(name))))
            return
        days.append(day)
    begin, end = days
    if end < begin:
        problems.append(_problem(row, places["to"], _TURNED_ROUND))
        return
    fixed = cell("fixed").casefold()
    if fixed not in _YES | _NO:
        message = Bilingual(
            f"“{cell('fixed')}” is neither yes nor no; the absence is taken as fixed",
            f"„{cell('fixed')}“ pole jah ega ei; puudumine on loetud kindlaks",
        )
        problems.append(_problem(row, places["fixed"], message))
    window: list[datetime.date | None] = []
    for name in ("earliest", "latest"):
        day = _day(cell(name))
        if cell(name) and day is None:
            problems.append(_problem(row, places[name], _no_date(cell(name))))
        window.append(day)
    leave = Leave(
        cell("post"),
        cell("id") or None,
        cell("unit") or None,
        cell("holder") or None,
        begin,
        end,
        row.number,
        row.sheet,
        row.place(places["id" if cell("id") else "post"]) if row.sheet else None,
        fixed not in _NO,
        window[0],
        window[1],
    )
    told: list[Bilingual] = []
    if sound := _sound(leave, told):
        yield sound
    problems += [_problem(row, places["from"], message) for message in told]


def _sound(leave: Leave, told: list[Bilingual]) -> Leave | None:
    """Return the absence, in a window that holds it, and tell what was amiss; None where it is too long to be one."""
    if leave.end - leave.begin > _LONGEST:
        told.append(_TOO_LONG)
        return None
    if leave.begin < FIRST_DAY or leave.end > LAST_DAY:
        told.append(icalendars.OUT_OF_RANGE)
        return None
    if leave.earliest and leave.earliest < FIRST_DAY:
        told.append(Bilingual("the earliest day is no likely one", "varaseim päev pole usutav"))
        leave = replace(leave, earliest=FIRST_DAY)
    if leave.latest and leave.latest > LAST_DAY:
        told.append(Bilingual("the latest day is no likely one", "hiliseim päev pole usutav"))
        leave = replace(leave, latest=LAST_DAY)
    if leave.earliest and leave.earliest > leave.begin:
        told.append(Bilingual("it begins before the earliest day", "see algab enne varaseimat päeva"))
        leave = replace(leave, earliest=leave.begin)
    if leave.latest and leave.latest < leave.end:
        told.append(Bilingual("it ends after the latest day", "see lõpeb pärast hiliseimat päeva"))
        leave = replace(leave, latest=leave.end)
    return leave


def _day(text: str) -> datetime.date | None:
    """Return the day that a cell holds and nothing else does; 7/1/2026 may be July or January, and is none.

    >>> _day("1.7.2026"), _day("2026-07-01T00:00:00"), _day("7/1/2026"), _day("01.07.2026-05.07.2026")
    (datetime.date(2026, 7, 1), datetime.date(2026, 7, 1), None, None)
    """
    found = dates.find(text)
    alone = found is not None and not found[1] and _AFTER_A_DAY.fullmatch(text, found[2]) is not None
    return found[0] if found and alone and "/" not in text else None


def _no_date(text: str) -> Bilingual:
    return Bilingual(
        f"“{text}” is no date like 2026-07-01 or 1.7.2026",
        f"„{text}“ pole kuupäev kujul 2026-07-01 ega 1.7.2026",
    )


def _without_day(text: str) -> Bilingual:
    why = _no_date(text) if text else Bilingual("the day is missing", "kuupäev puudub")
    return Bilingual(f"{why.en}; left out", f"{why.et}; jäi välja")


def _problem(row: Row, column: int | None, message: Bilingual) -> Problem:
    at = row.place(column) if row.sheet else ""
    said = Bilingual(f"{at}: {message.en}", f"{at}: {message.et}") if at else message
    return Problem(row.number, said)


_NO_COLUMNS: Final = Bilingual(
    "no columns for a post and both days; left out", "ametikoha ja mõlema päeva veerge pole; jäi välja"
)
_NO_POST: Final = Bilingual("the row names no post and is left out", "rida ei nimeta ametikohta; jäi välja")
_TOO_LONG: Final = Bilingual("this lasts over ten years; left out", "see kestab üle kümne aasta; jäi välja")
_TURNED_ROUND: Final = Bilingual(
    "the absence ends before it begins; left out", "puudumine lõpeb enne, kui algab; jäi välja"
)
