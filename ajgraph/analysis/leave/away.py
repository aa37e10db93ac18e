"""Leave calendars as absences of places: who of which post is away, and on which days the same people are.

Names in a calendar become posts of the organisation, people become places of a post. What cannot be settled is said
with its place in the file and left out; the rest goes on.
"""

from __future__ import annotations

import datetime
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ajgraph.analysis.leave.away_rows import Entry, at_once, capped, joined, note_on, person, within
from ajgraph.calendars import Leave, LeaveCalendar
from ajgraph.errors import UnknownPost, UsageError
from ajgraph.language import Bilingual
from ajgraph.organisation import Organisation, Post
from ajgraph.posts import find_post, names
from ajgraph.sources import Note


@dataclass(frozen=True, slots=True)
class Absence:
    """One place of a post is empty from ``begin`` to ``end``, both days included.

    ``place`` is the holder as written (``named``), or a number where the calendar names nobody; with ``post`` it tells one
    person from another. ``fixed``, ``earliest`` and ``latest`` say how far it may move. ``path``, ``line`` and ``sheet``
    are those of its row (the first, where rows were joined).
    """

    post: str
    place: str
    begin: datetime.date
    end: datetime.date
    fixed: bool = False
    earliest: datetime.date | None = None
    latest: datetime.date | None = None
    line: int = 0
    sheet: str | None = None
    path: str = ""
    named: bool = False

    @property
    def days(self) -> int:
        """Its length in calendar days."""
        return (self.end - self.begin).days + 1


@dataclass(frozen=True, slots=True)
class Away:
    """The absences that calendars hold, by first day.

    Attributes
    ----------
    organisation
        The one asked about, with more places where the calendar proves them (``notes`` says where).
    problems
        What was left out, and why.
    notes
        What was understood in a way that needs to be known: rows joined, names followed by title, places added.

    """

    absences: tuple[Absence, ...]
    problems: tuple[Note, ...]
    organisation: Organisation
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """Days, both included, on which the same places are away: ``away`` holds IRIs, sorted, once per place."""

    begin: datetime.date
    end: datetime.date
    away: tuple[str, ...]

    @property
    def days(self) -> Iterator[datetime.date]:
        """Its days."""
        return map(datetime.date.fromordinal, range(self.begin.toordinal(), self.end.toordinal() + 1))


def away_of(organisation: Organisation, calendars: Iterable[LeaveCalendar]) -> Away:
    """Return the rows of ``calendars`` as absences of places of posts.

    Overlapping rows of one holder are one absence; overlapping rows that name nobody are different places. Where the
    number of places of a post is unknown, it has at least as many as are away on one day, of which those that no source
    states stand in for nobody; where it is known, rows beyond it are problems.

    >>> day = datetime.date
    >>> rows = (Leave("jurist", None, None, "A", day(2026, 7, 1), day(2026, 7, 14), 2),
    ...         Leave("jurist", None, None, "B", day(2026, 7, 10), day(2026, 7, 20), 3))
    >>> found = away_of(Organisation((Post("x", "Jurist"),)), [LeaveCalendar("a.csv", "", rows)])
    >>> [(one.post, one.place, one.days) for one in found.absences], found.organisation.posts[0].places
    ([('x', 'A', 14), ('x', 'B', 11)], 2)
    >>> [period.away for period in periods(found.absences)]
    [('x',), ('x', 'x'), ('x',)]
    """
    problems: list[Note] = []
    notes: list[Note] = []
    names_known: dict[tuple[str | None, str | None, str, bool], str | UsageError] = {}
    by_post: dict[str, list[Entry]] = {}
    numbers = itertools.count()
    seen: dict[str, str] = {}
    calendars = list(calendars)
    newest = _newest(calendars)
    for calendar in calendars:
        if calendar.sha256 in seen:
            notes.append(Note(calendar.path, _the_same_as(seen[calendar.sha256])))
            continue
        if calendar.sha256:
            seen[calendar.sha256] = calendar.path
        problems += [Note(calendar.path, problem.message, problem.line) for problem in calendar.problems]
        for leave in calendar.leaves:
            if leave.uid and newest[leave.uid] != (leave.sequence, calendar.path):
                notes.append(note_on(calendar.path, leave, _again(newest[leave.uid][1])))
                continue
            named = (leave.id, leave.unit, leave.post, leave.private)
            if named not in names_known:
                names_known[named] = _post_of(organisation, leave, calendar.path, notes)
            found = names_known[named]
            if isinstance(found, UsageError):
                problems.append(note_on(calendar.path, leave, found.message, found.remedy))
            else:
                by_post.setdefault(found, []).append(Entry(calendar.path, leave, next(numbers)))
    absences: list[Absence] = []
    places: dict[str, int] = {}
    for iri, entries in by_post.items():
        post = organisation.by_iri[iri]
        name = names(organisation, [iri])[iri]
        rows = joined(entries, notes)
        if post.places_known:
            rows = within(post.places, name, rows, problems)
        elif (count := at_once(rows)) > post.places:
            places[iri] = count
            notes.append(_more_places(name, count, rows))
        absences += _placed(iri, rows)
    absences.sort(key=lambda one: (one.begin, one.end, one.post, one.place))
    posts = tuple(
        replace(post, places=places[post.iri], inferred=places[post.iri] - post.places)
        if post.iri in places
        else post
        for post in organisation.posts
    )
    known = (
        Organisation(posts, organisation.links, organisation.reporting, organisation.units)
        if places
        else organisation
    )
    return Away(
        tuple(absences),
        capped(problems, lambda note: note.line or str(note)),
        known,
        capped(notes, lambda note: note.message.en),
    )


def periods(
    absences: Iterable[Absence], begin: datetime.date | None = None, end: datetime.date | None = None
) -> tuple[Period, ...]:
    """Return the periods in which somebody is away, from ``begin`` to ``end`` where these are given.

    A sweep over the ends of the absences: a new period begins only where the places that are away change.
    """
    first = begin.toordinal() if begin else 0
    last = end.toordinal() if end else datetime.date.max.toordinal()
    change: dict[int, Counter[str]] = {}
    for one in absences:
        start, stop = max(one.begin.toordinal(), first), min(one.end.toordinal(), last)
        if start <= stop:
            change.setdefault(start, Counter())[one.post] += 1
            change.setdefault(stop + 1, Counter())[one.post] -= 1
    found: list[Period] = []
    now: Counter[str] = Counter()
    for day, after in itertools.pairwise(sorted(change)):
        now.update(change[day])
        away = tuple(sorted(now.elements()))
        if not away:
            continue
        until = datetime.date.fromordinal(after - 1)
        if found and found[-1].away == away and found[-1].end.toordinal() == day - 1:
            found[-1] = replace(found[-1], end=until)
        else:
            found.append(Period(datetime.date.fromordinal(day), until, away))
    return tuple(found)


def _post_of(organisation: Organisation, leave: Leave, path: str, notes: list[Note]) -> str | UsageError:
    """Return the post a row means, or why there is none: its id, else its title within its unit, else its title.

    The title alone decides where no unit is named, or none is known of the post.
    """
    written = [leave.id, f"{leave.unit} / {leave.post}" if leave.unit and leave.post else None, leave.post]
    ways = [name for name in written if name]
    first: UsageError | None = None
    for name in ways:
        try:
            post = find_post(organisation, name)
        except UnknownPost as error:
            first = first or (_no_post_named(error) if leave.private else error)
            continue
        except UsageError as error:
            return error
        # What stands for the unit of an event is its place, which may be any room.
        if leave.unit and not leave.private and name == leave.post and post.unit_path:
            return _elsewhere(leave.unit, post)
        if first:
            label = names(organisation, [post.iri])[post.iri]
            message = Bilingual(
                f"the unit (LOCATION) has no such post; taken for {label} by its title",
                f"üksuses (LOCATION) sellist ametikohta ei ole; nimetuse järgi on see {label}",
            )
            if not leave.private:
                message = Bilingual(
                    f"there is no post “{ways[0]}”; taken for {label} by its title",
                    f"ametikohta „{ways[0]}“ ei ole; nimetuse järgi on see {label}",
                )
            notes.append(note_on(path, leave, message))
        elif leave.id and leave.post and not _titled(organisation, post, leave):
            message = Bilingual(
                f"the row says “{leave.post}”, but {leave.id} is {post.label}; the id decides",
                f"real on „{leave.post}“, aga {leave.id} on {post.label}; otsustab kood",
            )
            notes.append(note_on(path, leave, message))
        return post.iri
    return first or UsageError(Bilingual("the row names no post", "rida ei nimeta ametikohta"))


def _elsewhere(unit: str, post: Post) -> UsageError:
    where = " > ".join(post.unit_path)
    return UsageError(
        Bilingual(
            f"there is no {post.label} in “{unit}”; the one there is, is in “{where}”",
            f"üksuses „{unit}“ ametikohta {post.label} ei ole; see on üksuses „{where}“",
        ),
        remedy=Bilingual(
            "Correct the unit or leave it empty, or give the id of the post.",
            "Paranda üksus või jäta see tühjaks või anna ametikoha kood.",
        ),
    )


def _no_post_named(error: UnknownPost) -> UnknownPost:
    """Return the error without what is written: the title of an event may say why somebody is away."""
    return UnknownPost(
        Bilingual(
            "the event names no post of the graph (X-AJGRAPH-POST, or SUMMARY)",
            "sündmus ei nimeta ühtki graafi ametikohta (X-AJGRAPH-POST või SUMMARY)",
        ),
        remedy=error.remedy,
    )


def _titled(organisation: Organisation, post: Post, leave: Leave) -> bool:
    """Whether the title beside an id is one that may mean the same post."""
    alone = Organisation((post,))
    try:
        return find_post(alone, leave.post) == post
    except UsageError:
        return False


def _newest(calendars: Iterable[LeaveCalendar]) -> dict[str, tuple[int, str]]:
    """Return for each event of an iCalendar file its newest version, and the first file that has it."""
    newest: dict[str, tuple[int, str]] = {}
    for calendar in calendars:
        for leave in calendar.leaves:
            if leave.uid and (leave.uid not in newest or newest[leave.uid][0] < leave.sequence):
                newest[leave.uid] = leave.sequence, calendar.path
    return newest


def _again(path: str) -> Bilingual:
    return Bilingual(
        f"the same event is taken from {path}; not counted twice",
        f"sama sündmus on võetud failist {path}; teist korda ei loeta",
    )


def _the_same_as(path: str) -> Bilingual:
    return Bilingual(f"the same as {path}; not counted twice", f"sama mis {path}; teist korda ei loeta")


def _more_places(name: str, count: int, entries: Sequence[Entry]) -> Note:
    return Note(
        entries[0].path,
        Bilingual(
            f"{name}: {count} people of this post are away at once, so it has at least {count} places (no staffing table "
            "says how many)",
            f"{name}: sellelt ametikohalt on korraga ära {count} inimest, seega on kohti vähemalt {count} (koosseisust "
            "kohtade arvu ei selgu)",
        ),
    )


def _placed(iri: str, entries: Sequence[Entry]) -> Iterator[Absence]:
    """Yield the rows as absences, those without a holder on the first numbered place that is free."""
    written: Mapping[str, str] = {
        person(one.leave.holder): one.leave.holder for one in reversed(entries) if one.leave.holder
    }
    numbers = (str(number) for number in itertools.count(1) if str(number) not in written)
    free_from: list[tuple[str, datetime.date]] = []
    for entry in sorted(entries, key=lambda one: (one.leave.begin, one.leave.end)):
        leave = entry.leave
        if leave.holder:
            place = written[person(leave.holder)]
        else:
            at = next((at for at, (_, until) in enumerate(free_from) if until < leave.begin), len(free_from))
            place = free_from[at][0] if at < len(free_from) else next(numbers)
            free_from[at : at + 1] = [(place, leave.end)]
        yield Absence(
            iri,
            place,
            leave.begin,
            leave.end,
            leave.fixed,
            leave.earliest,
            leave.latest,
            leave.line,
            leave.sheet,
            entry.path,
            named=bool(leave.holder),
        )
