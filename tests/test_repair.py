"""The smallest repair of a leave calendar: against all shifts of small calendars, and what cannot be mended."""

from __future__ import annotations

import datetime
import itertools
import random
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ajgraph.analysis.absence import absent
from ajgraph.analysis.leave.away import Absence
from ajgraph.analysis.leave.repair import repair, verify_repair
from ajgraph.errors import MissingExtra, UsageError
from ajgraph.organisation import Link, Organisation, Post
from tests.strategies import by_hand, organisations, random_organisation, with_inferred

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
    for number in range(100):
        organisation = random_organisation(
            rng, posts=rng.randint(2, 5), density=rng.choice((0.3, 0.4, 0.6)), most_places=rng.randint(1, 2), odd_links=0.1
        )  # fmt: skip
        if number % 4 == 0:
            organisation = with_inferred(organisation)
        calendar = some_calendar(rng, organisation, 6)
        if calendar:
            seen[check(organisation, calendar)] += 1
    assert min(seen["blocked"], seen["moved"], seen["clean"]) > 3, seen


@settings(max_examples=60, deadline=None)
@given(organisations(4, 2), st.randoms(use_true_random=False))
def test_no_repair_of_any_small_calendar_is_smaller(organisation: Organisation, rng: random.Random) -> None:
    if calendar := some_calendar(rng, organisation, 4):
        check(organisation, calendar)


def test_the_fewest_days_come_before_the_fewest_people_and_these_decide_among_equals() -> None:
    # b moves two days, or a and c one each: two days either way, but fewer people.
    organisation = by_hand({"a": "x", "b": "x", "c": "x"})
    found = repair(organisation, [leave("a", 0, 4), leave("b", 4, 8), leave("c", 20, 24)])
    assert (found.days_moved, found.people_moved, len(found.moves)) == (1, 1, 1)
    chain = [
        leave("a", 0, 4),
        leave("b", 3, 8),
        leave("b", 20, 24, fixed=True),
        leave("c", 24, 26, fixed=True),
    ]
    assert [move.leave.post for move in repair(organisation, chain[:3]).moves] in (["a"], ["b"])
    stuck = repair(organisation, chain)
    assert [{one.post for one in group.leaves} for group in stuck.blocked] == [{"b", "c"}]
    assert (stuck.days_moved, stuck.exact) == (2, True)


def test_fixed_leaves_and_posts_windows_and_the_days_asked_about_are_honoured() -> None:
    organisation = by_hand({"a": "x", "b": "x"})
    calendar = [leave("a", 0, 9), leave("b", 8, 12)]

    def moved(calendar: Sequence[Absence] = calendar, **options: object) -> list[tuple[str, int]]:
        found = repair(organisation, calendar, **options)  # type: ignore[arg-type]
        assert verify_repair(organisation, calendar, found, **options) == []  # type: ignore[arg-type]
        return [(move.leave.post, (move.begin - move.leave.begin).days) for move in found.moves]

    assert moved(fix=["a"]) == [("b", 2)]
    assert moved(fix=["b"]) == [("a", -2)]
    assert moved(begin=day(2)) == [("b", 2)]  # a has begun
    assert moved(begin=day(0), end=day(12)) == []  # a may not begin earlier, nor b end later
    assert moved(within=1) == [("a", -1), ("b", 1)]
    assert moved([replace(calendar[0], latest=day(9)), replace(calendar[1], fixed=True)]) == [("a", -2)]
    assert (
        moved([replace(calendar[0], earliest=day(0)), replace(calendar[1], latest=day(13))], within=5) == []
    )
    assert moved([replace(calendar[0], earliest=day(-1)), replace(calendar[1], latest=day(13))]) == [
        ("a", -1),
        ("b", 1),
    ]
    # Days before are past: what they break is not mended, and stands in nobody's way.
    past = [leave("a", -9, -3), leave("b", -5, -1)]
    assert moved([*past, *calendar], begin=day(-1), end=day(40)) in (
        [("a", -1), ("b", 1)],
        [("b", 2)],
        [("a", -1), ("b", 1)],
    )


def test_a_person_is_never_away_twice_and_colleagues_are_told_apart() -> None:
    organisation = by_hand({"a": "x", "b": "x"})
    calendar = [leave("a", 0, 4), leave("a", 5, 9), leave("b", 4, 4, fixed=True)]
    found = repair(organisation, calendar)
    assert verify_repair(organisation, calendar, found) == []
    assert found.days_moved == 1  # the first of a ends a day earlier; no need to push the second
    tight = [leave("a", -3, -1, fixed=True), leave("a", 0, 4), leave("a", 5, 9), leave("b", 4, 4, fixed=True)]
    assert repair(organisation, tight).days_moved == 8  # before the fixed one
    pushed = repair(organisation, tight, within=7)  # behind the other, each five days
    assert verify_repair(organisation, tight, pushed, within=7) == []
    assert (pushed.days_moved, pushed.people_moved, len(pushed.moves)) == (10, 1, 2)


def test_no_post_has_more_away_than_places_after_the_repair() -> None:
    organisation = by_hand({"a": "ax", "b": "x"}, {"a": 2})
    calendar = [leave("a", 0, 4, "A"), leave("a", 5, 9, "B"), leave("b", 0, 9, fixed=True)]
    assert repair(organisation, calendar).moves == ()
    assert verify_repair(organisation, calendar, repair(organisation, calendar)) == []


def test_the_checker_finds_false_repairs() -> None:
    organisation = by_hand({"a": "x", "b": "x"})
    calendar = [leave("a", 0, 9), leave("b", 8, 12, fixed=True)]
    good = repair(organisation, calendar)
    (move,) = good.moves
    less = replace(move, begin=move.begin + datetime.timedelta(1), end=move.end + datetime.timedelta(1))
    longer = replace(move, end=move.end + datetime.timedelta(1))
    for fake in (
        replace(good, moves=()),
        replace(good, moves=(), absences=tuple(calendar)),
        replace(good, moves=(less,), absences=(less.moved, calendar[1])),
        replace(good, moves=(longer,), absences=(longer.moved, calendar[1])),
    ):
        assert verify_repair(organisation, calendar, fake)
    assert verify_repair(organisation, calendar, good, within=1)
    assert verify_repair(organisation, calendar, good, fix=["a"])


@pytest.mark.parametrize("least", [0.0, 0.001, 0.01])
def test_without_work_allowed_the_answer_says_what_is_proved(
    monkeypatch: pytest.MonkeyPatch, least: float
) -> None:
    rng = random.Random(1)
    organisation = random_organisation(rng, posts=14, density=0.2)
    calendar = [leave(post.iri, first := rng.randint(0, 25), first + 9) for post in organisation.posts]
    long = repair(organisation, calendar)
    assert long == repair(organisation, calendar)
    assert long.exact
    monkeypatch.setattr("ajgraph.analysis.leave.moving._LEAST_EFFORT", least)
    short = repair(organisation, calendar, effort=0.0)
    assert verify_repair(organisation, calendar, short) == []
    assert short.at_least <= long.days_moved
    assert short.unsolved or short.days_moved >= long.days_moved
    assert not short.exact or short.days_moved == long.days_moved
    assert least or short.unsolved
    assert not short.unsolved or "not settled" in str(short)


def test_what_cannot_be_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    organisation = by_hand({"a": "x", "b": "x"})
    with pytest.raises(UsageError, match="more are away at once"):
        repair(organisation, [leave("a", 0, 3, "A"), leave("a", 2, 4, "B")])
    assert str(repair(organisation, [])) == "nothing to repair"
    monkeypatch.setitem(sys.modules, "ortools.sat.python.cp_model", None)
    assert repair(organisation, [leave("a", 0, 3)]).exact  # nothing to solve
    with pytest.raises(MissingExtra, match="the smallest repair"):
        repair(organisation, [leave("a", 0, 3), leave("b", 0, 3)])
