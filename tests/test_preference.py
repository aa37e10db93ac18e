"""Of all assignments that cover the most places, the best: documented, then fit, then near; and capacities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ajgraph.analysis.absence import absent
from ajgraph.analysis.cover import counted_links
from ajgraph.analysis.distance import Distances
from ajgraph.analysis.preference import FARTHEST, Grade, Preference, weights
from ajgraph.analysis.verification import verify
from ajgraph.errors import UsageError
from ajgraph.organisation import Link, Organisation, Post, Unit

from .strategies import by_hand, questions, random_organisations

RANK = {"confirmed": 0, "one-sided": 1, "undocumented": 2, "fit": 0, "unknown": 1, "gap": 2}


def in_units(organisation: Organisation, rng) -> Organisation:
    """Put the posts into the units of a small tree and give links a fitness."""
    units = [Unit("u0", "Amet", None)]
    units += [Unit(f"u{n}", f"Üksus {n}", f"u{rng.randrange(n)}") for n in range(1, 5)]
    posts = tuple(replace(post, unit=rng.choice(units).iri) for post in organisation.posts)
    links = tuple(
        replace(
            link, fit=rng.choice(("fit", "gap", "unknown")), status=rng.choice((link.status, "confirmed"))
        )
        for link in organisation.links
    )
    return Organisation(posts, links, (), tuple(units))


def goodness(organisation: Organisation, links: list[Link]) -> tuple[int, int, int]:
    """Return what is to be small, the weightier first: three plain sums, compared one after the other."""
    far = Distances(organisation)
    return (
        sum(RANK[link.status] for link in links),
        sum(RANK[link.fit] for link in links),
        sum(min(far.between(link.absent, link.substitute), FARTHEST) for link in links),
    )


def weighed(grade: Grade, weight: Grade) -> int:
    return sum(part * heavy for part, heavy in zip(grade, weight, strict=True))


def assignments(organisation: Organisation, places: list[str], room: Counter[str]) -> Iterator[list[Link]]:
    """Yield every way to cover all of ``places``."""
    for chosen in product(*(counted_links(organisation, iri) for iri in places)):
        used = Counter(link.substitute for link in chosen)
        if all(count <= room[iri] for iri, count in used.items()):
            yield list(chosen)


def test_confirmed_comes_before_fit_and_fit_before_near():
    units = Unit("o", "Amet", None), Unit("u", "Osakond", "o")
    posts = (
        Post("a", "A", unit="u"),
        Post("b", "B", unit="o"),
        Post("c", "C", unit="u"),
        Post("d", "D", unit="u"),
    )

    def chosen(*links: Link) -> str:
        return absent(Organisation(posts, links, (), units), ["a"]).assignment[0].substitute

    assert chosen(Link("a", "b"), Link("a", "c", status="one-sided", fit="fit")) == "b"
    assert chosen(Link("a", "b", fit="fit"), Link("a", "c", fit="gap")) == "b"
    assert chosen(Link("a", "b"), Link("a", "c")) == "c"
    # One confirmed link more outweighs whatever is worse in the rest.
    both = Organisation(
        posts,
        (Link("a", "c", fit="gap"), Link("a", "d", status="one-sided", fit="fit"), Link("b", "d", fit="fit")),
        (),
        units,
    )
    assert {one.substitute: one.status for one in absent(both, ["a", "b"]).assignment} == {
        "c": "confirmed",
        "d": "confirmed",
    }


@pytest.mark.parametrize("capacity", [1, 2, 3])
def test_brute_force_finds_no_better_assignment(capacity: int):
    compared = 0
    for rng, plain in random_organisations(
        1500, seed=17 + capacity, most_posts=6, most_places=2, odd_links=0.1
    ):
        organisation = in_units(plain, rng)
        away = [post.iri for post in organisation.posts for _ in range(rng.randint(0, post.places))][:6]
        answer = absent(organisation, away, capacity=capacity)
        assert verify(organisation, away, answer) == []
        count = Counter(away)
        room = Counter({post.iri: capacity * (post.places - count[post.iri]) for post in organisation.posts})
        ways = list(assignments(organisation, [one.absent for one in answer.assignment], room))
        ours = goodness(organisation, [one.link for one in answer.assignment])
        assert ours == min(goodness(organisation, way) for way in ways)
        compared += len(ways) > 1
    assert compared > 300


@given(questions(), st.integers(1, 3))
def test_capacity_and_cost_agree_with_networkx(question: tuple[Organisation, list[str]], capacity: int):
    organisation, away = question
    count, preference = Counter(away), Preference(organisation)
    weight = weights(len(away))
    graph = nx.DiGraph()
    for iri, places in count.items():
        graph.add_edge("source", ("absent", iri), capacity=places, weight=0)
        for link in counted_links(organisation, iri):
            cost = weighed(preference.grade(link), weight)
            graph.add_edge(("absent", iri), ("present", link.substitute), capacity=places, weight=cost)
    for post in organisation.posts:
        room = capacity * (post.places - count[post.iri])
        graph.add_edge(("present", post.iri), "sink", capacity=room, weight=0)
    graph.add_nodes_from(("source", "sink"))
    answer = absent(organisation, away, capacity=capacity)
    assert verify(organisation, away, answer) == []
    assert len(answer.assignment) == nx.maximum_flow_value(graph, "source", "sink")
    # The cheapest way to cover just the places that are covered.
    for iri in count:
        graph["source"]["absent", iri]["capacity"] = sum(one.absent == iri for one in answer.assignment)
    cheapest = nx.cost_of_flow(graph, nx.max_flow_min_cost(graph, "source", "sink"))
    assert weighed(preference.total(one.link for one in answer.assignment), weight) == cheapest


def test_a_capacity_lets_one_person_cover_several():
    organisation = by_hand({"a": "x", "b": "x", "c": "x"})
    answer = absent(organisation, ["a", "b", "c"], capacity=2)
    assert answer.uncovered == ("c",)
    assert answer.proof is not None
    assert answer.proof.sentence(organisation).en == (
        "these 3 posts share 1 person: A, B, C can only be covered by X, who covers up to 2 at a time"
    )
    assert absent(organisation, ["a", "b", "c"], capacity=3).covered
    with pytest.raises(UsageError, match="a capacity of 0 covers nobody"):
        absent(organisation, ["a"], capacity=0)


def test_the_checker_looks_at_the_capacity():
    organisation = by_hand({"a": "x", "b": "x"})
    covered = absent(organisation, ["a", "b"], capacity=2)
    assert verify(organisation, ["a", "b"], covered) == []
    assert "x covers 2 places with 1 present" in verify(
        organisation, ["a", "b"], replace(covered, capacity=1)
    )
    broken = absent(organisation, ["a", "b"])
    assert verify(organisation, ["a", "b"], replace(broken, capacity=2))


def test_records_hold_a_row_for_every_absent_place():
    organisation = by_hand({"a": "x", "b": "x"})
    assert absent(organisation, ["a", "b"]).records() == [
        {
            "absent": "a", "absent_name": "A", "substitute": "x", "substitute_name": "X", "status": "confirmed",
            "kind": "post", "fit": "unknown", "cover": "covered",
        },
        {
            "absent": "b", "absent_name": "B", "substitute": None, "substitute_name": None, "status": None,
            "kind": None, "fit": None, "cover": "uncovered",
        },
    ]  # fmt: skip
