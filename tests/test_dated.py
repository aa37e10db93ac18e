"""Who covers whom on given days: each day like the same question without days, and every bad interval told."""

from __future__ import annotations

import datetime
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ajgraph.analysis.absence import absent
from ajgraph.analysis.leave.away import Absence
from ajgraph.analysis.leave.dated import absent_between
from ajgraph.analysis.verification import verify
from ajgraph.errors import UsageError
from ajgraph.organisation import Organisation

from .strategies import by_hand, questions

FIRST = datetime.date(2026, 6, 28)


def day(number: int) -> datetime.date:
    return FIRST + datetime.timedelta(days=number)


def test_a_post_named_and_on_leave_is_away_once():
    organisation = by_hand({"a": "b", "b": "a"})
    leave = [Absence("a", "1", day(2), day(3))]
    (found,) = absent_between(organisation, ["a"], leave, day(0), day(5))
    assert (found.period.begin, found.period.end, found.period.away) == (day(0), day(5), ("a",))
    assert found.answer.covered


def test_days_without_anybody_away_are_answered_too():
    organisation = by_hand({"a": "b"})
    leave = [Absence("a", "1", day(2), day(3)), Absence("a", "1", day(9), day(12))]
    found = absent_between(organisation, [], leave, day(0), day(10))
    assert [(one.period.begin, one.period.end, one.period.away) for one in found] == [
        (day(0), day(1), ()),
        (day(2), day(3), ("a",)),
        (day(4), day(8), ()),
        (day(9), day(10), ("a",)),
    ]
    assert found[0].to_json()["covered"] is True
    assert found[1].to_json() | {"assignment": None} == {
        "from": "2026-06-30", "to": "2026-07-01", "away": ["a"], "covered": True, "assignment": None,
        "uncovered": [], "proof": None, "assumed": [], "unknown": [], "capacity": 1,
    }  # fmt: skip


def test_an_interval_that_ends_before_it_begins_is_told():
    with pytest.raises(UsageError, match=r"ends \(2026-06-28\) before it begins \(2026-06-29\)"):
        absent_between(by_hand({"a": "b"}), ["a"], [], day(1), day(0))


def test_the_last_day_of_all_is_a_day_like_others():
    last = datetime.date.max
    for leave in ([], [Absence("a", "1", day(0), last)]):
        (found,) = absent_between(by_hand({"a": "b"}), ["a"], leave, last, last)
        assert (found.period.begin, found.period.end, found.period.away) == (last, last, ("a",))


@given(questions(), st.data())
def test_every_day_has_the_answer_of_that_day(question: tuple[Organisation, list[str]], data: st.DataObject):
    organisation, away = question
    named = data.draw(st.lists(st.sampled_from(away), unique=True)) if away else []
    leave = []
    for number, post in enumerate(away):
        begin, length = data.draw(st.integers(0, 9)), data.draw(st.integers(0, 5))
        leave.append(Absence(post, str(number), day(begin), day(begin + length)))
    first, length, capacity = (data.draw(st.integers(0, most)) for most in (10, 6, 1))
    found = absent_between(organisation, named, leave, day(first), day(first + length), capacity=capacity + 1)
    days = [one for answer in found for one in answer.period.days]
    assert days == [day(number) for number in range(first, first + length + 1)]
    for one in found:
        for on in one.period.days:
            there = Counter(x.post for x in leave if x.begin <= on <= x.end) | Counter(named)
            assert one.period.away == tuple(sorted(there.elements()))
        assert verify(organisation, one.period.away, one.answer) == []
        assert one.answer == absent(organisation, one.period.away, capacity=capacity + 1)
    assert all(one.period.away != other.period.away for one, other in pairwise(found))
