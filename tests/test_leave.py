"""A leave calendar day by day: broken days with their proof, colliding groups, and who stands in for whom."""

from __future__ import annotations

import datetime
import itertools
import random
from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from ajgraph.analysis.absence import absent
from ajgraph.analysis.cover import counted_links
from ajgraph.analysis.leave.away import Absence
from ajgraph.analysis.leave.collisions import Collision
from ajgraph.analysis.leave.days import LeaveAnswer, leave, ranges
from ajgraph.analysis.leave.plan import verify_plan
from ajgraph.analysis.verification import verify
from ajgraph.organisation import Organisation, Post
from tests.strategies import by_hand, organisations, random_organisation, with_inferred
from tests.test_repair import day, some_calendar
from tests.test_repair import leave as away


def check(organisation: Organisation, calendar: list[Absence]) -> LeaveAnswer:
    """Compare an answer with the days asked one by one."""
    answer = leave(organisation, calendar)
    days = {one["date"]: one for one in answer.to_json()["days"]}
    covered = 0
    for number in range(-5, 20):
        there = [one for one in calendar if one.begin <= day(number) <= one.end]
        asked = absent(organisation, [one.post for one in there])
        said = days.get(day(number).isoformat())
        assert (said is not None) == bool(there)
        if said is not None:
            assert (said["covered"], len(said["uncovered"])) == (asked.covered, len(asked.uncovered))
            assert Counter(said["away"]) == Counter(one.post for one in there)
        standing = [one for one in answer.plan if one.begin <= day(number) <= one.end]
        assert len(standing) == len(asked.assignment)
        assert len({one.leave.post for one in standing} & set(asked.broken)) <= len(standing)
        sure = [one for one in standing if one.leave.post not in open_posts(organisation, there)]
        wanted = [one for one in there if one.post not in open_posts(organisation, there)]
        assert len(wanted) - len(sure) == len(asked.broken), (
            "an open leave keeps one from being covered for certain"
        )
        covered += len(asked.assignment)
    assert sum(one.days for one in answer.plan) == covered
    assert verify_plan(organisation, calendar, answer.plan) == []
    for span in answer.spans:
        assert verify(organisation, span.period.away, span.answer) == []
    return answer


def open_posts(organisation: Organisation, there: list[Absence]) -> set[str]:
    from ajgraph.analysis.cover import left_open

    return {one.post for one in there if left_open(organisation, organisation.by_iri[one.post])}


def check_collisions(organisation: Organisation, calendar: list[Absence], answer: LeaveAnswer) -> int:
    alone = {one.post for one in answer.alone}
    assert alone == {one.post for one in calendar if absent(organisation, [one.post]).broken}

    def breaks(leaves: tuple[Absence, ...]) -> bool:
        """Say whether they break something together that none of them breaks alone."""
        wanting = Counter(one.post for one in leaves if one.post not in alone)
        found = absent(helped, [one.post for one in leaves])
        return bool(wanting) and bool(found.broken)

    spare = tuple(Post(f"new-{iri}", "?", places=9) for iri in sorted(alone))
    links = tuple(replace(link, absent=iri, substitute=f"new-{iri}") for iri in sorted(alone)
                  for link in by_hand({"a": "b"}).links)  # fmt: skip
    helped = Organisation((*organisation.posts, *spare), (*organisation.links, *links))
    told = {frozenset(one.leaves) for one in answer.collisions}
    assert len(told) == len(answer.collisions)
    for group in answer.collisions:
        assert breaks(group.leaves)
        check_proof(organisation, group)
        assert alone.isdisjoint(group.proof.absent)
        assert not any(breaks(part) for part in itertools.combinations(group.leaves, len(group.leaves) - 1))
        days = [n for n in range(-5, 20) if all(one.begin <= day(n) <= one.end for one in group.leaves)]
        assert (group.begin, group.end) == (day(days[0]), day(days[-1]))
    for pair in itertools.combinations(calendar, 2):
        meet = max(one.begin for one in pair) <= min(one.end for one in pair)
        assert (frozenset(pair) in told) == (meet and breaks(pair))
    # Every broken day is accounted for: by a group, or by a leave that breaks alone.
    for first, last in ranges(answer.broken):
        for number in range((last - first).days + 1):
            when = first + datetime.timedelta(number)
            there = [one for one in calendar if one.begin <= when <= one.end]
            assert any(one.post in alone for one in there) or any(group <= set(there) for group in told)
    return len(told)


def check_proof(organisation: Organisation, group: Collision) -> None:
    """Check the Hall set of a group by counting the places that are there."""
    gone = Counter(one.post for one in group.leaves)
    assert Counter(group.proof.absent) <= gone
    around = {link.substitute for iri in group.proof.absent for link in counted_links(organisation, iri)}
    there = Counter({iri: organisation.by_iri[iri].present(gone[iri]) for iri in around})
    assert Counter(group.proof.substitutes) == +there
    assert len(group.proof.absent) == there.total() + 1
    assert not open_posts(organisation, [one for one in group.leaves if one.post in group.proof.absent])


def test_the_proof_of_a_collision_is_about_what_collides() -> None:
    organisation = by_hand({"b": "a"})
    found = leave(organisation, [away("a", 0, 5), away("b", 3, 9)])
    assert [one.post for one in found.alone] == ["a"]
    (group,) = found.collisions
    assert (group.proof.absent, group.proof.substitutes) == (("b",), ())


def test_places_that_only_the_calendar_proves_stand_in_for_nobody() -> None:
    # Two of x are away on one day; on the day before, one of them: nobody else of x is known to be there.
    organisation = with_inferred(by_hand({"a": "x"}, {"x": 2}))
    calendar = [away("a", 0, 2), away("x", 1, 2), away("x", 2, 2, "2")]
    found = leave(organisation, calendar)
    assert [(one.leave.post, one.begin, one.end) for one in found.plan] == [("a", day(0), day(0))]
    assert day(1) in [span.period.begin for span in found.broken]


def test_random_calendars_are_answered_like_their_days_and_collisions_are_smallest() -> None:
    rng = random.Random(3)
    sizes = Counter[int]()
    for number in range(400):
        organisation = random_organisation(
            rng, posts=rng.randint(2, 6), density=rng.choice((0.3, 0.4, 0.6)), most_places=rng.randint(1, 3), odd_links=0.1
        )  # fmt: skip
        if number % 4 == 0:
            organisation = with_inferred(organisation)
        calendar = some_calendar(rng, organisation, 9)
        answer = check(organisation, calendar)
        check_collisions(organisation, calendar, answer)
        sizes.update(len(group.leaves) for group in answer.collisions)
    assert sizes[2] > 100
    assert sizes[3] > 30
    assert sizes[1] == 0


@settings(max_examples=80, deadline=None)
@given(organisations(5, 3), st.randoms(use_true_random=False))
def test_any_calendar_is_answered_like_its_days(organisation: Organisation, rng: random.Random) -> None:
    calendar = some_calendar(rng, organisation, 7)
    check_collisions(organisation, calendar, check(organisation, calendar))


def test_the_same_substitute_stays_through_a_leave() -> None:
    # x alone could stand in for the whole of a; y is away in the middle, and b comes and goes meanwhile.
    organisation = by_hand({"a": "xy", "b": "xy", "y": "z"})
    calendar = [away("a", 0, 9), away("y", 4, 5), away("b", 2, 3), away("b", 7, 8)]
    found = leave(organisation, calendar)
    assert [(one.substitute[0], one.days) for one in found.plan if one.leave.post == "a"] == [("x", 10)]
    assert found.broken == ()


def test_a_change_of_substitute_when_there_is_no_other_way() -> None:
    organisation = by_hand({"a": "xy", "x": "z", "y": "z"})
    found = leave(organisation, [away("a", 0, 9), away("x", 0, 4), away("y", 5, 9)])
    assert [(one.substitute[0], one.begin, one.end) for one in found.plan if one.leave.post == "a"] == [
        ("y", day(0), day(4)),
        ("x", day(5), day(9)),
    ]


def test_only_the_days_asked_about() -> None:
    organisation = by_hand({"a": "x", "b": "x"})
    calendar = [away("a", 0, 9), away("b", 5, 12)]
    found = leave(organisation, calendar, begin=day(6), end=day(7))
    assert ranges(found.spans) == ranges(found.broken) == [(day(6), day(7))]
    assert [(group.begin, group.end) for group in found.collisions] == [(day(6), day(7))]
    assert {(one.begin, one.end) for one in found.plan} == {(day(6), day(7))}
    nothing = leave(organisation, calendar, begin=day(100))
    said = nothing.to_json()
    assert (said["days"], said["repair"], said["collisions"], said["alone"], said["plan"]) == (
        [],
        None,
        [],
        [],
        [],
    )
    assert str(nothing) == "0 days with somebody away: 0 broken, 0 more not known"


def test_json_has_the_keys_of_the_contract_and_records_are_flat() -> None:
    organisation = by_hand({"a": "x", "b": "x"})
    found = leave(organisation, [away("a", 0, 1), away("b", 1, 1)])
    assert found.to_json()["days"] == [
        {"date": "2026-07-01", "away": ["a"], "covered": True, "verdict": "covered", "uncovered": [], "proof": None,
         "unknown": []},
        {"date": "2026-07-02", "away": ["a", "b"], "covered": False, "verdict": "broken", "uncovered": ["b"],
         "proof": {"absent": ["a", "b"], "substitutes": ["x"]}, "unknown": []},
    ]  # fmt: skip
    assert [row["days"] for row in found.records()] == [1, 1]
    assert all(isinstance(cell, str | int | bool) for row in found.records() for cell in row.values())


def test_days_of_which_the_sources_do_not_tell_are_apart() -> None:
    posts = (Post("a", "A", designated=("kes määratakse",)), Post("b", "B"))
    found = leave(Organisation(posts), [away("a", 0, 3), away("b", 2, 3)])
    assert ranges(found.unknown) == [(day(0), day(1))]
    assert ranges(found.broken) == [(day(2), day(3))]
    assert [one.post for one in found.alone] == ["b"]
    assert found.collisions == ()
