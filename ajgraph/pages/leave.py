"""A leave calendar as a page: broken days with their proof, colliding leaves, the repair, who stands in, the law."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from ajgraph.analysis.cover import why_open
from ajgraph.analysis.leave.away import Absence
from ajgraph.analysis.leave.days import LeaveAnswer, Span, ranges
from ajgraph.analysis.leave.limits import MOST_DAYS, Limits
from ajgraph.analysis.leave.plan import Standing
from ajgraph.analysis.leave.repair import Move, Repair
from ajgraph.language import Bilingual, on_day
from ajgraph.posts import names
from ajgraph.sources import Note

_MOST_LOADS = 10
"""How many people are told by their days of standing in, unless more are over the limit."""


def leave_page(answer: LeaveAnswer, problems: Sequence[Note] = ()) -> str:
    """Return the page; what of the calendar could not be used (``problems``) comes first."""
    return "\n".join([*left_out_lines(problems), *_Page(answer).lines()]) + "\n"


def left_out_lines(problems: Sequence[Note]) -> list[str]:
    """Return what of calendars could not be used, under a line that counts it; nothing where all could."""
    if not problems:
        return []
    count = len(problems)
    head = Bilingual(
        f"{count} {'row is' if count == 1 else 'rows are'} left out of what follows:",
        f"{count} rida on järgnevast välja jäetud:",
    )
    return [str(head), *(f"  {one}" for one in problems), ""]


def leave_table(answer: LeaveAnswer) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return headers and rows for people: each period with who is away and what stays uncovered."""
    name = names(answer.organisation, answer.organisation.by_iri)
    headers = (
        Bilingual("from", "algus"),
        Bilingual("to", "lõpp"),
        Bilingual("away", "ära"),
        Bilingual("uncovered", "katmata"),
        Bilingual("not known", "teadmata"),
    )
    rows: list[tuple[str, ...]] = [
        (
            str(on_day(span.period.begin)),
            str(on_day(span.period.end)),
            ", ".join(name[iri] for iri in span.period.away),
            ", ".join(name[iri] for iri in span.answer.broken),
            ", ".join(name[iri] for iri in span.answer.unknown),
        )
        for span in answer.spans
    ]
    return tuple(map(str, headers)), rows


class _Page:
    def __init__(self, answer: LeaveAnswer) -> None:
        self.answer = answer
        self.name = names(answer.organisation, answer.organisation.by_iri)

    def lines(self) -> Iterator[str]:
        answer = self.answer
        yield f"{answer}."
        yield from self._broken()
        yield from self._unknown()
        yield from self._collisions()
        if answer.repair:
            yield from self._repair(answer.repair)
        yield from self._plan(answer.plan)
        yield from self._limits(answer.limits)

    def _broken(self) -> Iterator[str]:
        if not self.answer.broken:
            if self.answer.spans:
                yield ""
                yield str(Bilingual("No day is broken.", "Ühtki katmata päeva pole."))
            return
        yield from _heading(Bilingual("Broken days", "Katmata päevad"))
        run: list[Span] = []
        said = ""
        for span in self.answer.broken:
            why = str(span.answer.proof.sentence(self.answer.organisation)) if span.answer.proof else ""
            if run and (why != said or (span.period.begin - run[-1].period.end).days > 1):
                yield f"  {_days(run[0].period.begin, run[-1].period.end)}  {said}"
                run = []
            run.append(span)
            said = why
        yield f"  {_days(run[0].period.begin, run[-1].period.end)}  {said}"

    def _unknown(self) -> Iterator[str]:
        posts = dict.fromkeys(iri for span in self.answer.spans for iri in span.answer.unknown)
        if posts:
            yield from _heading(Bilingual("Not known whether covered", "Pole teada, kas on kaetud"))
        for iri in sorted(posts, key=lambda one: self.name[one]):
            days = ranges(span for span in self.answer.spans if iri in span.answer.unknown)
            why = why_open(self.answer.organisation, self.answer.organisation.by_iri[iri])
            yield f"  {self.name[iri]}  {'; '.join(_days(*one) for one in days)}: {why}"

    def _collisions(self) -> Iterator[str]:
        if self.answer.collisions:
            yield from _heading(Bilingual("Leaves that collide", "Põrkuvad puhkused"))
        for group in self.answer.collisions:
            leaves = " + ".join(self._leave(one) for one in group.leaves)
            together = Bilingual("together", "koos ära")
            yield f"  {leaves}; {together} {_days(group.begin, group.end)}"
        if self.answer.alone:
            yield from _heading(
                Bilingual("Nobody may stand in, whenever it is", "Asendajat pole, olgu puhkus millal tahes")
            )
            yield from (f"  {self._leave(one)}" for one in self.answer.alone)

    def _leave(self, one: Absence) -> str:
        return f"{self._person(one.post, one.place)} {_days(one.begin, one.end)}"

    def _person(self, post: str, place: str) -> str:
        """Return the post, with the holder where the calendar names one or there are several."""
        shown = not place.isdecimal() or self.answer.organisation.by_iri[post].places > 1
        return f"{self.name[post]} [{place}]" if shown else self.name[post]

    def _repair(self, repair: Repair) -> Iterator[str]:
        if repair.moves or repair.blocked or repair.unsolved:
            yield from _heading(Bilingual("Smallest repair", "Väikseim parandus"), str(repair))
        yield from (f"  {self._move(move)}" for move in repair.moves)
        if repair.moves and (after := self.answer.repaired()):
            broken, unknown = after.broken_days, after.unknown_days
            yield str(
                Bilingual(
                    f"  After that: {broken} {'day' if broken == 1 else 'days'} broken, {unknown} more not known",
                    f"  Pärast seda: {broken} päeval jääb keegi katmata, veel {unknown} päeva kohta pole teada",
                )
            )
        for group in repair.blocked:
            leaves = " + ".join(self._leave(one) for one in group.leaves)
            left = ", ".join(self._person(one.post, one.place) for one in group.left)
            yield str(
                Bilingual(
                    f"  No room within the days they may move: {leaves}; stays uncovered: {left}",
                    f"  Lubatud päevade piires ei mahu: {leaves}; katmata jääb: {left}",
                )
            )
        if repair.unsolved:
            leaves = "; ".join(self._leave(one) for one in repair.unsolved)
            yield str(
                Bilingual(
                    f"  Nothing found with the work allowed: {leaves}",
                    f"  Lubatud tööga lahendust ei leitud: {leaves}",
                )
            )

    def _move(self, move: Move) -> str:
        later = move.begin > move.leave.begin
        count = move.days
        how = Bilingual(
            f"{count} {'day' if count == 1 else 'days'} {'later' if later else 'earlier'}",
            f"{count} {'päev' if count == 1 else 'päeva'} {'hiljem' if later else 'varem'}",
        )
        return f"{self._leave(move.leave)} → {_days(move.begin, move.end)}  ({how})"

    def _plan(self, plan: Sequence[Standing]) -> Iterator[str]:
        if not plan:
            return
        yield from _heading(
            Bilingual("Who stands in", "Kes asendab"),
            str(
                Bilingual(
                    "one way, in the calendar as it stands; the appointing authority decides (ATS § 57 (1))",
                    "üks võimalus praeguse ajakava järgi; otsustab ametisse nimetamise õigust omav isik (ATS § 57 lg 1)",
                )
            ),
        )
        by_leave: dict[Absence, list[Standing]] = {}
        for one in plan:
            by_leave.setdefault(one.leave, []).append(one)
        for leave in sorted(
            self.answer.absences, key=lambda one: (one.begin, self.name[one.post], one.place)
        ):
            parts = [(one.begin, one.end, self._person(*one.substitute)) for one in by_leave.get(leave, ())]
            parts += [
                (*days, self._nobody(leave.post)) for days in self._gaps(leave, by_leave.get(leave, ()))
            ]
            whole = len(parts) == 1
            who = "; ".join(name if whole else f"{name} {_days(*days)}" for *days, name in sorted(parts))
            yield f"  {self._leave(leave)} ← {who}"

    def _nobody(self, post: str) -> str:
        why = why_open(self.answer.organisation, self.answer.organisation.by_iri[post])
        return str(Bilingual("not known", "teadmata") if why else Bilingual("nobody", "mitte keegi"))

    def _gaps(
        self, leave: Absence, standings: Sequence[Standing]
    ) -> list[tuple[datetime.date, datetime.date]]:
        """Return the days of a leave, of those asked about, on which nobody in the plan stands in."""
        asked = ranges(self.answer.spans)
        first, last = max(leave.begin, asked[0][0]), min(leave.end, asked[-1][1])
        found = []
        for one in sorted(standings, key=lambda standing: standing.begin):
            if first < one.begin:
                found.append((first, one.begin - datetime.timedelta(1)))
            first = one.end + datetime.timedelta(1)
        return [*found, (first, last)] if first <= last else found

    def _limits(self, limits: Limits) -> Iterator[str]:
        if not limits.loads:
            return
        yield from _heading(
            Bilingual("Days of standing in", "Asendamispäevi"),
            str(
                Bilingual(
                    f"over {MOST_DAYS} calendar days a year need written consent, ATS § 57 (2)",
                    f"üle {MOST_DAYS} kalendripäeva aastas vajab kirjalikku nõusolekut, ATS § 57 lg 2",
                )
            ),
        )
        if any(self.answer.between):
            yield str(
                Bilingual(
                    "  Whole years are counted, the days outside --from and --to too.",
                    "  Loetud on terved aastad, ka päevad väljaspool --from ja --to piire.",
                )
            )
        for load in limits.loads[: max(_MOST_LOADS, len(limits.over))]:
            over = Bilingual("  over the limit", "  üle piiri") if load.over else ""
            yield f"  {load.year}  {load.days:>3}  {self._person(*load.person)}{over}"
        if limits.over:
            yield str(_avoidable(limits))
        if limits.employees:
            yield from self._employees(limits)

    def _employees(self, limits: Limits) -> Iterator[str]:
        law = (
            Bilingual(
                "in local government only if no official can, and for five months at most (KOKS § 54²)",
                "kohalikus omavalitsuses ainult siis, kui ükski ametnik ei saa, ja kuni viis kuud (KOKS § 54²)",
            )
            if limits.local
            else Bilingual(
                "ATS has no rule for it; in local government KOKS § 54² allows five months, say --local if this is one",
                "ATS-is sellist võimalust pole; kohalikus omavalitsuses lubab KOKS § 54² viis kuud, lisa siis --local",
            )
        )
        yield from _heading(
            Bilingual("An employee stands in for an official", "Töötaja asendab ametnikku"), str(law)
        )
        for one in limits.employees:
            who = self._person(*one.substitute)
            others = ", ".join(self.name[iri] for iri in limits.officials(one.leave.post))
            why = Bilingual(
                f"officials who may, but are away or needed elsewhere: {others}"
                if others
                else "no official may stand in",
                f"ametnikud, kes võiksid, aga on ära või asendavad mujal: {others}"
                if others
                else "ühtki ametnikku asendajana nimetatud pole",
            )
            yield f"  {self.name[one.leave.post]} ← {who}  {_days(one.begin, one.end)}; {why}"
        for one in limits.too_long:
            who = self._person(*one.substitute)
            long = Bilingual("over five months", "üle viie kuu")
            yield f"  {long}: {self.name[one.leave.post]} ← {who}  {_days(one.begin, one.end)}"


def _avoidable(limits: Limits) -> Bilingual:
    least = limits.least
    if least is None:
        return Bilingual(
            "  Whether another plan avoids it was not looked at (it needs the extra solve).",
            "  Kas mõni teine plaan hoiaks sellest, jäi uurimata (selleks on vaja lisa solve).",
        )
    if least.days == 0:
        return Bilingual(
            "  Another plan that covers as much keeps everybody within the limit.",
            "  Mõni teine plaan, mis katab sama palju, hoiab kõik piiri sees.",
        )
    count = least.at_least
    if least.at_least > 0:
        return Bilingual(
            f"  No plan that covers as much avoids it: at least {count} {'day is' if count == 1 else 'days are'} over.",
            f"  Ükski sama palju kattev plaan seda ei väldi: üle piiri jääb vähemalt {count} päeva.",
        )
    return Bilingual(
        f"  Not known whether another plan avoids it; the best one found has {least.days} days over.",
        f"  Pole teada, kas mõni teine plaan seda väldib; parimal leitul jääb üle piiri {least.days} päeva.",
    )


def _heading(title: Bilingual, said: str = "") -> Iterator[str]:
    yield ""
    yield f"{title}: {said}" if said else str(title)


def _days(first: datetime.date, last: datetime.date) -> str:
    """Return a range of days.

    >>> _days(datetime.date(2026, 7, 1), datetime.date(2026, 7, 2))
    '2026-07-01 – 2026-07-02'
    """
    return f"{on_day(first)}" if first == last else f"{on_day(first)} – {on_day(last)}"
