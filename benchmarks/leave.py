"""A year of leave of 500 posts: day by day, and its smallest repair next to moving one leave after the other."""

from __future__ import annotations

import datetime
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ajgraph.analysis.absence import absent
from ajgraph.analysis.leave.away import Absence
from ajgraph.analysis.leave.days import leave
from ajgraph.analysis.leave.repair import WITHIN, repair, verify_repair
from ajgraph.organisation import Link, Organisation, Post
from benchmarks.report import Size, Table, figure, seconds

YEAR = datetime.date(2026, 1, 1)
UNIT = 10
SUMMER = (152, 236)
"""The days of the year in which leave is wanted most: 12 weeks from June on."""
PIECES = ((21, 14), (14, 14, 7))
"""How people part the 35 days of ATS § 43."""


def run(size: Size) -> list[Table]:
    """Return the table of calendars."""
    rows = []
    for substitutes, share in ((4, 0.3), (3, 0.4)):
        organisation, calendar = invented(size.on_leave, substitutes, share)
        took = {}
        answers = []
        took["days"] = seconds(lambda: answers.append(leave(organisation, calendar)))  # noqa: B023 - called at once
        mended = []
        took["repair"] = seconds(lambda: mended.append(repair(organisation, calendar)))  # noqa: B023
        if wrong := verify_repair(organisation, calendar, mended[0]):
            raise AssertionError(wrong)
        moved = []
        took["greedy"] = seconds(lambda: moved.append(one_after_the_other(organisation, calendar)))  # noqa: B023
        days, stuck = moved[0]
        broken = sum((span.period.end - span.period.begin).days + 1 for span in answers[0].broken)
        rows.append(
            (
                f"{substitutes} substitutes, {share:.0%} of leave in summer",
                str(len(calendar)),
                str(broken),
                f"{figure(took['days'])} s",
                f"{figure(took['repair'])} s",
                f"{mended[0].days_moved} days{'' if mended[0].exact else ' (not proven)'}",
                f"{figure(took['greedy'])} s",
                f"{days} days" + (f", {stuck} leaves find no room" if stuck else ""),
            )
        )
    return [
        Table(
            "A year of leave",
            f"{size.on_leave} posts of one place in units of {UNIT}, each with substitutes of its own unit and 35 days of "
            "leave in two or three pieces, a share of them within twelve weeks of summer. Day by day: who is away, who "
            "covers whom, the proofs, the leaves that collide, a plan of substitutes with its counters. The smallest "
            f"repair moves leaves by at most {WITHIN} days; next to it, each leave in turn goes to the nearest "
            "days on which it breaks nothing so far.",
            (
                "calendar",
                "leaves",
                "broken days",
                "day by day",
                "smallest repair",
                "moved",
                "one after the other",
                "moved",
            ),
            tuple(rows),
        )
    ]


def invented(posts: int, substitutes: int, share: float) -> tuple[Organisation, list[Absence]]:
    """Return an organisation and its calendar of a year, always the same."""
    rng = random.Random(posts * substitutes)
    names = [f"p{number:04}" for number in range(posts)]
    links, calendar = [], []
    for number, name in enumerate(names):
        unit = [other for other in names[number - number % UNIT :][:UNIT] if other != name]
        links += [Link(name, other) for other in rng.sample(unit, min(substitutes, len(unit)))]
        taken: list[tuple[int, int]] = []
        for length in rng.choice(PIECES):
            while True:
                first = rng.randint(*SUMMER) if rng.random() < share else rng.randint(0, 364 - length)
                if all(first + length < begin or end < first for begin, end in taken):
                    break
            taken.append((first, first + length))
            begin = YEAR + datetime.timedelta(first)
            calendar.append(Absence(name, "1", begin, begin + datetime.timedelta(length - 1)))
    organisation = Organisation(tuple(Post(name, name, places_known=True) for name in names), tuple(links))
    return organisation, sorted(calendar, key=lambda one: (one.begin, one.end, one.post))


def one_after_the_other(organisation: Organisation, calendar: Sequence[Absence]) -> tuple[int, int]:
    """Return by how many days the leaves move in all, and how many find no room, if each is placed in turn."""
    days = stuck = 0
    placed: dict[int, list[Absence]] = {}
    for one in calendar:
        others = placed.setdefault(int(one.post[1:]) // UNIT, [])
        for shift in sorted(range(-WITHIN, WITHIN + 1), key=lambda by: (abs(by), by)):
            step = datetime.timedelta(shift)
            moved = replace(one, begin=one.begin + step, end=one.end + step)
            if _holds(organisation, [*others, moved], moved):
                days += abs(shift)
                others.append(moved)
                break
        else:
            stuck += 1
            others.append(one)
    return days, stuck


def _holds(organisation: Organisation, leaves: Sequence[Absence], new: Absence) -> bool:
    """Say whether the new leave meets no other of its person and breaks no day that was not broken before."""
    if any(one.post == new.post and one.begin <= new.end and new.begin <= one.end for one in leaves[:-1]):
        return False
    near = [one for one in leaves if one.begin <= new.end and new.begin <= one.end]
    changes = {new.begin, *(max(one.begin, new.begin) for one in near)}
    for day in changes:
        away = Counter(one.post for one in near if one.begin <= day <= one.end)
        if not absent(organisation, sorted(away)).covered:
            return False
    return True
