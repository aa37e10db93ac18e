"""The smallest repair of a leave calendar: against all shifts of small calendars, and what cannot be mended."""

from __future__ import annotations

import datetime
import itertools
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ajgraph.analysis.absence import absent
from ajgraph.analysis.away import Absence
from ajgraph.analysis.repair import repair, verify_repair
from ajgraph.organisation import Link, Organisation, Post
from tests.strategies import organisations, random_organisation

WITHIN = 2
FIRST = datetime.date(2026, 7, 1)


def day(number: int) -> datetime.date:
    return FIRST + datetime.timedelta(number)


def leave(post: str, first: int, last: int, place: str = "1", **more: object) -> Absence:
    return Absence(post, place, day(first), day(last), **more)  # type: ignore[arg-type]


Moved = tuple[tuple[str, str, int, int], ...]
"""Post, place, first and last day of each leave."""


class Judge:
    """Says of calendars whether they are possible, and whether they break cover; by the definition, day by day.

    Posts ``given_up`` need nobody, but stand in for nobody while they are away.
    """

    def __init__(self, organisation: Organisation, given_up: frozenset[str] = frozenset()) -> None:
        self.places = {post.iri: post.places for post in organisation.posts}
        self.helped = Organisation(
            (*organisation.posts, *(Post(f"new-{iri}", "?", places=9) for iri in sorted(given_up))),
            (*organisation.links, *(Link(iri, f"new-{iri}") for iri in sorted(given_up))),
        )
        self.known: dict[tuple[str, ...], bool] = {}

    def possible(self, calendar: Moved) -> bool:
        """Nobody is away twice at once, and no post with more places than it has."""
        for _, _, first, _ in calendar:
            there = [one for one in calendar if one[2] <= first <= one[3]]
            if len({one[:2] for one in there}) < len(there):
                return False
            if any(count > self.places[iri] for iri, count in Counter(one[0] for one in there).items()):
                return False
        return True

    def broken(self, calendar: Moved) -> bool:
        """Something is uncovered for certain on some day."""
        for _, _, first, _ in calendar:
            away = tuple(sorted(one[0] for one in calendar if one[2] <= first <= one[3]))
            if away not in self.known:
                self.known[away] = bool(absent(self.helped, away).broken)
            if self.known[away]:
                return True
        return False


def as_numbers(calendar: Sequence[Absence], shifts: Sequence[int]) -> Moved:
    return tuple(
        (one.post, one.place, one.begin.toordinal() + by, one.end.toordinal() + by)
        for one, by in zip(calendar, shifts, strict=True)
    )


def smallest(
    organisation: Organisation, calendar: Sequence[Absence], within: int, given_up: frozenset[str]
) -> tuple[int, int] | None:
    """Return the fewest days and then people of all repairs, by trying all of them."""
    judge = Judge(organisation, given_up)
    ranges = []
    for one in calendar:
        low = -within if one.earliest is None else max(-within, (one.earliest - one.begin).days)
        high = within if one.latest is None else min(within, (one.latest - one.end).days)
        ranges.append(range(1) if one.fixed else range(low, high + 1))
    best: tuple[int, int] | None = None
    for shifts in itertools.product(*ranges):
        people = len({(one.post, one.place) for one, by in zip(calendar, shifts, strict=True) if by})
        cost = sum(map(abs, shifts)), people
        if best is not None and cost >= best:
            continue
        moved = as_numbers(calendar, shifts)
        if judge.possible(moved) and not judge.broken(moved):
            best = cost
    return best


def some_calendar(rng: random.Random, organisation: Organisation, most: int) -> list[Absence]:
    """Return a possible calendar of up to ``most`` leaves."""
    found: list[Absence] = []
    judge = Judge(organisation)
    for _ in range(most):
        post = rng.choice(organisation.posts)
        first = rng.randint(0, 4)
        one = leave(post.iri, first, first + rng.randint(0, 3), str(rng.randint(1, max(1, post.places))))
        if rng.random() < 0.2:
            one = replace(one, fixed=True)
        if rng.random() < 0.3:
            one = replace(one, earliest=one.begin - datetime.timedelta(rng.randint(0, 1)))
        if rng.random() < 0.3:
            one = replace(one, latest=one.end + datetime.timedelta(rng.randint(0, 1)))
        if post.places and judge.possible(as_numbers([*found, one], [0] * (len(found) + 1))):
            found.append(one)
    return found


def check(organisation: Organisation, calendar: list[Absence]) -> str:
    found = repair(organisation, calendar, within=WITHIN)
    assert verify_repair(organisation, calendar, found, within=WITHIN) == []
    alone = frozenset(one.post for one in found.alone)
    assert alone == {one.post for one in calendar if absent(organisation, [one.post]).broken}
    best = smallest(organisation, calendar, WITHIN, alone)
    if best is None:
        assert found.blocked
        return "blocked"
    assert not found.blocked
    assert (found.days_moved, found.people_moved, found.exact) == (*best, True)
    assert found.at_least == found.days_moved
    return "moved" if found.moves else "clean"


@pytest.mark.parametrize("seed", range(10))
def test_no_repair_of_small_calendars_is_smaller(seed: int) -> None:
    rng = random.Random(seed)
    seen = Counter[str]()
    for _ in range(100):
        organisation = random_organisation(
            rng, posts=rng.randint(2, 5), density=rng.choice((0.3, 0.4, 0.6)), most_places=rng.randint(1, 2), odd_links=0.1
        )  # fmt: skip
        calendar = some_calendar(rng, organisation, 6)
        if calendar:
            seen[check(organisation, calendar)] += 1
    assert min(seen["blocked"], seen["moved"], seen["clean"]) > 3, seen


@settings(max_examples=60, deadline=None)
@given(organisations(4, 2), st.randoms(use_true_random=False))
def test_no_repair_of_any_small_calendar_is_smaller(organisation: Organisation, rng: random.Random) -> None:
    if calendar := some_calendar(rng, organisation, 4):
        check(organisation, calendar)
