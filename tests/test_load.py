"""The least possible top load against every assignment, and its certificate."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ajgraph.analysis.absence import absent
from ajgraph.analysis.load import Overload, load, load_of_absence, verify_load
from ajgraph.errors import UnknownPost, UsageError
from ajgraph.organisation import COUNTED, Organisation

from .strategies import by_hand, organisations, questions, random_organisation, random_organisations


def options(organisation: Organisation) -> dict[str, list[str]]:
    """Return who may stand in for each post, colleagues where there is a second place."""
    found: dict[str, set[str]] = {}
    for link in organisation.links:
        least = 1 if link.absent == link.substitute else 0
        if (
            link.status in COUNTED
            and organisation.by_iri[link.substitute].places > least
            and organisation.by_iri[link.absent].places > 0
        ):
            found.setdefault(link.absent, set()).add(link.substitute)
    return {iri: sorted(able) for iri, able in sorted(found.items())}


def by_brute_force(organisation: Organisation, asked: set[str]) -> int:
    """Try every way to name the stand-ins."""
    able = [people for iri, people in options(organisation).items() if iri in asked]
    places = {post.iri: post.places for post in organisation.posts}
    return min(
        max((-(-count // places[iri]) for iri, count in Counter(chosen).items()), default=0)
        for chosen in product(*able)
    )


def test_equals_brute_force_and_its_certificate_holds():
    sizes = Counter()
    for rng, organisation in random_organisations(1500, seed=17, most_posts=6, most_places=2, odd_links=0.1):
        asked = {post.iri for post in organisation.posts if rng.random() < 0.9}
        found = load(organisation, asked)
        assert found.size == by_brute_force(organisation, asked)
        assert verify_load(organisation, found) == []
        assert {post for post, _ in found.assignment} == set(options(organisation)) & asked
        assert (found.overload is None) == (found.size <= 1)
        sizes[found.size] += 1
    assert sizes[2] > 40


def test_many_posts_for_few_people():
    rng = random.Random(5)
    sizes = Counter()
    for _ in range(300):
        able = {post: "".join(x for x in "xyz" if rng.random() < 0.4) for post in "abcdefgh"}
        organisation = by_hand(able, {x: rng.randint(0, 2) for x in "xyz"})
        found = load(organisation)
        assert found.size == by_brute_force(organisation, set(able))
        assert verify_load(organisation, found) == []
        sizes[found.size] += 1
    assert len(sizes) >= 5


@settings(max_examples=100)
@given(organisations(most_posts=5, most_places=3))
def test_on_any_organisation(organisation: Organisation):
    found = load(organisation)
    assert found.size == by_brute_force(organisation, set(organisation.by_iri))
    assert verify_load(organisation, found) == []


@settings(max_examples=100)
@given(questions())
def test_of_an_absence_it_is_the_least_capacity_that_covers_all(question: tuple[Organisation, list[str]]):
    organisation, away = question
    found = load_of_absence(organisation, away)
    assert verify_load(organisation, found, away) == []
    coverable = list((Counter(away) - Counter(found.left_out)).elements())
    assert bool(coverable) == (found.size > 0)
    if found.size == 1:
        # Those who are away without any substitute present are away all the same.
        assert set(absent(organisation, away).uncovered) <= set(found.left_out)
    if not found.left_out and found.size:
        assert absent(organisation, away, capacity=found.size).covered
        assert found.size == 1 or not absent(organisation, away, capacity=found.size - 1).covered


@settings(max_examples=100)
@given(questions(), st.integers(1, 3))
def test_a_wrong_size_does_not_pass(question: tuple[Organisation, list[str]], more: int):
    organisation, _ = question
    found = load(organisation)
    if found.size:
        assert verify_load(organisation, replace(found, size=found.size + more))
        assert verify_load(organisation, replace(found, size=found.size - 1))


@pytest.mark.parametrize(("posts", "degree"), [(300, 2), (1000, 3)])
def test_large_organisations_are_certified(posts: int, degree: int):
    organisation = random_organisation(random.Random(posts), posts=posts, density=degree / posts)
    found = load(organisation)
    assert found.size >= 2
    assert verify_load(organisation, found) == []


def test_the_certificate_in_words():
    organisation = by_hand({"a": "x", "b": "xy", "c": "xy", "d": "y", "e": "y"})
    found = load(organisation)
    assert found.size == 3
    assert found.overload == Overload(tuple("abcde"), ("x", "y"))
    assert found.overload.sentence(organisation).en == (
        "5 posts have 2 people between them (X, Y), so one of these has at least 3: A, B, C, D, E"
    )
    alone = load(by_hand({"a": "x", "b": "x", "c": "d"}))
    assert alone.overload.sentence(by_hand({"a": "x", "b": "x"})).en == "2 posts have one substitute, X: A, B"
    assert load(by_hand({"a": "xy", "b": "xy", "c": "xyz"}, {"x": 2})).size == 1
    assert load(by_hand({"a": "x"})).overload is None
    assert load(by_hand({})).size == 0


def test_what_cannot_be_asked():
    with pytest.raises(UnknownPost):
        load(by_hand({"a": "b"}), ["z"])
    with pytest.raises(UsageError, match="2 places of A"):
        load_of_absence(by_hand({"a": "b"}), ["a", "a"])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"assignment": (("a", "z"), ("b", "x"))}, "z may not stand in for a"),
        ({"assignment": (("a", "x"), ("b", "x"), ("c", "x"))}, "x has too much"),
        ({"left_out": ("a",)}, "a has a substitute"),
        ({"overload": None}, "nothing proves"),
        ({"overload": Overload(("a", "b", "d"), ("x",))}, "does not name the people"),
        ({"overload": Overload(("a", "b"), ())}, "does not name the people"),
        ({"overload": Overload(("a",), ("x",))}, "has people enough for less"),
        ({"overload": Overload(("a", "b", "b"), ("x",))}, "names posts that are not given"),
    ],
)
def test_the_verifier_finds_what_is_wrong(change: dict[str, object], said: str):
    organisation = by_hand({"a": "x", "b": "x", "c": "xz", "d": "z"})
    found = load(organisation)
    assert verify_load(organisation, found) == []
    assert any(said in one for one in verify_load(organisation, replace(found, **change)))
