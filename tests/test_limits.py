"""Days of standing in against the law, and whether another plan avoids what is over."""

from __future__ import annotations

import datetime
import itertools
import random
from collections import Counter
from dataclasses import replace

import pytest

from ajgraph.analysis.cover import counted_links
from ajgraph.analysis.leave.away import Absence
from ajgraph.analysis.leave.days import leave
from ajgraph.analysis.leave.limits import limits
from ajgraph.analysis.leave.plan import employee_for_official, people_of, plan
from ajgraph.analysis.leave.spread import least_excess
from ajgraph.organisation import Organisation
from ajgraph.pages.leave import leave_page
from tests.strategies import by_hand, random_organisation
from tests.test_repair import day, some_calendar

SUMMER = (datetime.date(2026, 6, 1), datetime.date(2026, 8, 31))


def kinds(organisation: Organisation, **of: str) -> Organisation:
    posts = tuple(replace(post, kind=of.get(post.iri)) for post in organisation.posts)
    return Organisation(posts, organisation.links)


def test_over_sixty_days_is_told_with_whether_another_plan_avoids_it() -> None:
    one = by_hand({"a": "x"})
    answer = leave(one, [Absence("a", "1", *SUMMER)])
    assert [(load.days, load.over) for load in answer.limits.loads] == [(92, True)]
    assert answer.limits.to_json()["least_over"] == {"days": 32, "exact": True, "at_least": 32}
    assert (
        "  2026   92  X  over the limit\n  No plan that covers as much avoids it: at least 32 days are over.\n"
        in leave_page(answer)
    )
    two = leave(by_hand({"a": "xy"}), [Absence("a", "1", *SUMMER)])
    assert two.limits.least is not None
    assert two.limits.least.days == 0
    assert "Another plan that covers as much keeps everybody within the limit." in leave_page(two)


def test_years_are_counted_apart_and_an_employee_has_no_such_limit() -> None:
    winter = [Absence("a", "1", datetime.date(2026, 12, 1), datetime.date(2027, 1, 31))]
    assert [
        (load.year, load.days, load.over) for load in leave(by_hand({"a": "x"}), winter).limits.loads
    ] == [
        (2026, 31, False),
        (2027, 31, False),
    ]
    employee = leave(kinds(by_hand({"a": "x"}), x="töökoht"), [Absence("a", "1", *SUMMER)])
    assert not employee.limits.over


def test_the_days_of_a_year_count_whatever_part_of_it_is_asked_about() -> None:
    one = by_hand({"a": "x"})
    calendar = [Absence("a", "1", datetime.date(2025, 12, 1), datetime.date(2026, 1, 31)),
                Absence("a", "1", datetime.date(2026, 6, 1), datetime.date(2026, 7, 15)),
                Absence("a", "1", datetime.date(2027, 1, 1), datetime.date(2027, 1, 5))]  # fmt: skip
    answer = leave(one, calendar, begin=datetime.date(2026, 7, 1), end=datetime.date(2026, 7, 10))
    assert [(one.begin.day, one.end.day) for one in answer.plan] == [(1, 10)]
    assert [(load.year, load.days, load.over) for load in answer.limits.loads] == [(2026, 31 + 45, True)]
    assert answer.limits.least is not None
    assert answer.limits.least.days == 16
    assert "Whole years are counted, the days outside --from and --to too." in leave_page(answer)
    assert "Whole years are counted" not in leave_page(leave(one, calendar))


@pytest.mark.parametrize(
    ("end", "too_long"),
    [
        (datetime.date(2026, 6, 14), False),
        (datetime.date(2026, 6, 15), True),
        (datetime.date(2026, 9, 1), True),
    ],
)
def test_an_employee_covers_an_official_for_five_months_in_local_government(
    end: datetime.date, too_long: bool
) -> None:
    one = kinds(by_hand({"a": "x"}), a="ametikoht", x="töökoht")
    calendar = [Absence("a", "1", datetime.date(2026, 1, 15), datetime.date(2026, 3, 1)),
                Absence("a", "1", datetime.date(2026, 3, 2), end)]  # fmt: skip
    local, state = (leave(one, calendar, local=local) for local in (True, False))
    assert bool(local.limits.too_long) == too_long
    assert not state.limits.too_long
    assert len(state.limits.employees) == 2
    assert ("over five months: A ← X  2026-01-15" in leave_page(local)) == too_long
    assert "ATS has no rule for it" in leave_page(state)
    assert not leave(kinds(by_hand({"a": "x"}), x="töökoht"), calendar).limits.employees


def test_an_employee_is_the_last_choice_for_an_official_and_the_page_says_whether_an_official_could() -> None:
    # The employee x comes first in the alphabet of substitutes and stands in already; y, an official, comes back.
    one = kinds(by_hand({"a": "xy", "b": "y"}), a="ametikoht", b="ametikoht", x="töökoht", y="ametikoht")
    calendar = [Absence("a", "1", day(0), day(9)), Absence("y", "1", day(0), day(4))]
    answer = leave(one, calendar, local=True)
    assert [(x.substitute[0], x.begin, x.end) for x in answer.plan if x.leave.post == "a"] == [
        ("x", day(0), day(4)),
        ("y", day(5), day(9)),
    ]
    (said,) = answer.limits.to_json()["employees_for_officials"]
    assert said["officials"] == ["y"]
    assert "officials who may, but are away or needed elsewhere: Y" in leave_page(answer)
    # Where another leave can only have y, the employee is needed.
    both = leave(one, [Absence("a", "1", day(0), day(9)), Absence("b", "1", day(0), day(9))], local=True)
    assert sorted((x.leave.post, x.substitute[0]) for x in both.plan) == [("a", "x"), ("b", "y")]


def test_no_other_plan_within_the_limit_puts_an_employee_in_place_of_an_official() -> None:
    summer = [Absence("a", "1", *SUMMER)]
    one = kinds(by_hand({"a": "xy"}), a="ametikoht", x="ametikoht", y="töökoht")
    found = leave(one, summer, local=True)
    assert {standing.substitute[0] for standing in found.plan} == {"x"}
    assert found.limits.least is not None
    assert found.limits.least.days == 32
    both = leave(kinds(one, a="ametikoht", x="ametikoht", y="ametikoht"), summer).limits.least
    assert both is not None
    assert both.days == 0


def fewest_employees_by_trying(organisation: Organisation, covered: list[Absence], away: set[str]) -> int:
    """Return the fewest employees for officials of all ways to cover these leaves, one place a post."""
    choices = [
        [link.substitute for link in counted_links(organisation, one.post) if link.substitute not in away]
        for one in covered
    ]
    return min(
        sum(employee_for_official(organisation, one.post, who) for one, who in zip(covered, way, strict=True))
        for way in itertools.product(*choices)
        if len(set(way)) == len(way)
    )


def test_no_day_has_more_employees_for_officials_than_it_must() -> None:
    rng = random.Random(8)
    seen = Counter[int]()
    for _ in range(300):
        organisation = random_organisation(rng, posts=7, density=0.4)
        organisation = kinds(
            organisation, **{post.iri: rng.choice(("ametikoht", "töökoht")) for post in organisation.posts}
        )
        calendar = some_calendar(rng, organisation, 5)
        standings = plan(organisation, calendar)
        for number in range(-2, 16):
            now = [one for one in standings if one.begin <= day(number) <= one.end]
            away = {one.post for one in calendar if one.begin <= day(number) <= one.end}
            count = sum(employee_for_official(organisation, x.leave.post, x.substitute[0]) for x in now)
            assert count == fewest_employees_by_trying(organisation, [x.leave for x in now], away)
            seen[count] += 1
    assert seen[1] > 100
    assert seen[2] > 10


def least_by_trying(organisation: Organisation, calendar: list[Absence], most: int) -> int:
    """Return the least days over ``most`` of all ways to cover as many on every day; a state is each person's days."""
    people = people_of(organisation, calendar)
    standings = plan(organisation, calendar)
    states = {frozenset[tuple[tuple[str, str], int]]()}
    for number in range(15):
        there = [one for one in calendar if one.begin <= day(number) <= one.end]
        away = {(one.post, one.place) for one in there}
        want = sum(one.begin <= day(number) <= one.end for one in standings)
        ways = []
        choices = [
            [None, *(who for link in counted_links(organisation, one.post)
                     for who in people[link.substitute] if who not in away)]
            for one in there
        ]  # fmt: skip
        for way in itertools.product(*choices):
            used = [who for who in way if who]
            if len(used) == want and len(set(used)) == len(used):
                ways.append(used)
        after = set()
        for state, used in itertools.product(states, ways):
            counts = Counter(dict(state))
            counts.update(used)
            after.add(frozenset(counts.items()))
        states = after
    return min(sum(max(0, count - most) for _, count in state) for state in states)


def test_the_least_days_over_are_those_of_the_best_of_all_plans() -> None:
    rng = random.Random(11)
    seen = Counter[bool]()
    while sum(seen.values()) < 60:
        organisation = random_organisation(rng, posts=4, density=0.5, most_places=1)
        organisation = Organisation(
            tuple(replace(post, places_known=True) for post in organisation.posts), organisation.links
        )
        calendar = some_calendar(rng, organisation, 3)
        standings = plan(organisation, calendar)
        if not standings:
            continue
        found = least_excess(organisation, calendar, standings, most=2)
        assert found is not None
        assert (found.days, found.exact) == (least_by_trying(organisation, calendar, 2), True)
        seen[found.days > 0] += 1
    assert min(seen.values()) > 5


def test_whoever_is_away_covers_nobody_in_the_other_plan_though_nobody_covers_him() -> None:
    organisation = by_hand({"a": "b", "b": "c"}, {"b": 2})
    half = datetime.date(2026, 1, 1), datetime.date(2026, 6, 30)
    calendar = [Absence("a", "1", half[0], datetime.date(2026, 3, 31)), Absence("b", "1", *half),
                Absence("c", "1", *half)]  # fmt: skip
    found = limits(organisation, calendar, plan(organisation, calendar)).least
    assert found is not None
    assert (found.days, found.exact, found.at_least) == (30, True, 30)
    rng = random.Random(5)
    for _ in range(40):
        spans = [sorted((rng.randint(0, 9), rng.randint(0, 9))) for _ in "abc"]
        short = [
            Absence(post, "1", day(first), day(last))
            for post, (first, last) in zip("abc", spans, strict=True)
        ]
        standings = plan(organisation, short)
        least = least_excess(organisation, short, standings, most=2)
        assert least is not None
        assert (least.days, least.exact) == (least_by_trying(organisation, short, 2), True)


def test_nobody_stands_in_and_nothing_is_counted() -> None:
    found = limits(by_hand({}, {"a": 1}), [], [])
    assert (found.loads, found.least, found.records()) == ((), None, [])
