"""Resilience against brute force over every absence, and the cases that simpler rules get wrong."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from itertools import chain, combinations, product

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ajgraph.analysis.absence import absent
from ajgraph.analysis.resilience import Resilience, resilience, verify_resilience
from ajgraph.errors import UnknownPost, UsageError
from ajgraph.organisation import COUNTED, Link, Organisation, Post

from .strategies import by_hand, organisations, random_organisation, random_organisations


def substitutes(organisation: Organisation) -> dict[str, set[str]]:
    """Return the posts with a substitute and theirs; the colleague of a single place is none, nor is a post of no place."""
    found: dict[str, set[str]] = {}
    for link in organisation.links:
        alone = link.absent == link.substitute and organisation.by_iri[link.absent].places == 1
        nobody = 0 in (organisation.by_iri[link.absent].places, organisation.by_iri[link.substitute].places)
        if link.status in COUNTED and not alone and not nobody:
            found.setdefault(link.absent, set()).add(link.substitute)
    return found


def breaks(organisation: Organisation, away: Counter[str]) -> bool:
    """Whether some absent place of a post that has substitutes stays without one: by maximum flow."""
    graph = nx.DiGraph()
    graph.add_nodes_from(("from", "to"))
    for post, found in substitutes(organisation).items():
        graph.add_edge("from", ("absent", post), capacity=away[post])
        for iri in found:
            graph.add_edge(("absent", post), ("present", iri))
            graph.add_edge(("present", iri), "to", capacity=organisation.by_iri[iri].places - away[iri])
    wanted = sum(away[iri] for iri in substitutes(organisation))
    return nx.maximum_flow_value(graph, "from", "to") < wanted


def hall_fails(
    organisation: Organisation, away: dict[str, int], linked: dict[str, set[str]], capacity: int = 1
) -> bool:
    """Do the same by Hall's condition on every set: quicker for the thousands of tiny cases."""
    posts = [iri for iri in linked if away[iri]]
    for size in range(1, len(posts) + 1):
        for chosen in combinations(posts, size):
            around = set().union(*(linked[iri] for iri in chosen))
            there = sum(organisation.by_iri[iri].places - away[iri] for iri in around)
            if sum(away[iri] for iri in chosen) > capacity * there:
                return True
    return False


def by_brute_force(
    organisation: Organisation, asked: set[str] | None = None, capacity: int = 1
) -> int | None:
    """Try every vector of absences, the small ones first; substitutes serve the posts ``asked`` alone."""
    linked = {iri: found for iri, found in substitutes(organisation).items() if asked is None or iri in asked}
    if not linked:
        return None
    iris = [post.iri for post in organisation.posts]
    vectors = product(*(range(post.places + 1) for post in organisation.posts))
    for vector in sorted(vectors, key=sum):
        if hall_fails(organisation, dict(zip(iris, vector, strict=True)), linked, capacity):
            return sum(vector)
    raise AssertionError("all absent always breaks")


def by_the_formula_of_one_place(organisation: Organisation) -> int | None:
    """Design 2.8: min over S of max(|S|, |N(S) minus S| + 1)."""
    linked = substitutes(organisation)
    sets = chain.from_iterable(combinations(linked, size) for size in range(1, len(linked) + 1))
    return min(
        (
            max(len(chosen), len(set().union(*(linked[iri] for iri in chosen)) - set(chosen)) + 1)
            for chosen in sets
        ),
        default=None,
    )


def check_witness(organisation: Organisation, found: Resilience) -> None:
    away = Counter(found.witness)
    assert len(found.witness) == found.size
    assert all(count <= organisation.by_iri[iri].places for iri, count in away.items())
    assert breaks(organisation, away)
    assert verify_resilience(organisation, found) == []
    assert set(absent(organisation, found.witness).uncovered) - set(found.left_out)


def test_fewest_substitutes_plus_one_overstates():
    # In a group that covers itself the absent are missing as substitutes, too: half of it breaks cover.
    for size, others in ((3, 2), (4, 3), (6, 5)):
        group = "abcdef"[:size]
        organisation = by_hand({one: group.replace(one, "") for one in group})
        assert {len(found) for found in substitutes(organisation).values()} == {others}
        assert resilience(organisation).size == size // 2 + 1 < others + 1


def test_places_and_peers():
    assert resilience(by_hand({"a": "a"}, {"a": 3})) == Resilience(2, ("a", "a"), True, (), 2)
    assert resilience(by_hand({"a": "a"}, {"a": 4})).size == 3
    assert resilience(by_hand({"a": "b"}, {"b": 3})) == Resilience(4, ("a", "b", "b", "b"), True, ("b",), 4)
    assert resilience(by_hand({"a": "b"}, {"a": 3, "b": 2})).size == 3


def test_posts_without_substitutes_are_left_out():
    assert resilience(by_hand({}, {"a": 1})) == Resilience(None, (), True, ("a",))
    assert resilience(by_hand({"a": "a"})) == Resilience(None, (), True, ("a",))
    assert resilience(by_hand({"a": "xyz"}, {"b": 1})).left_out == ("b", "x", "y", "z")


@pytest.mark.parametrize(("most_places", "most_posts", "count"), [(1, 7, 2500), (2, 5, 1200), (3, 4, 800)])
def test_equals_brute_force(most_places: int, most_posts: int, count: int):
    sizes = Counter()
    for _, organisation in random_organisations(
        count, seed=most_places, most_posts=most_posts, most_places=most_places, odd_links=0.1
    ):
        found = resilience(organisation)
        assert found.exact
        assert found.size == by_brute_force(organisation)
        sizes[found.size] += 1
        if found.size is not None:
            check_witness(organisation, found)
    assert len(sizes) >= 4


def test_equals_brute_force_with_places_up_to_seven_posts():
    rng = random.Random(77)
    for _ in range(60):
        organisation = random_organisation(rng, posts=7, density=rng.uniform(0.1, 0.6), most_places=3)
        assert resilience(organisation).size == by_brute_force(organisation)


@settings(max_examples=60)
@given(organisations(most_posts=4, most_places=2))
def test_equals_brute_force_on_any_organisation(organisation: Organisation):
    assert resilience(organisation).size == by_brute_force(organisation)


def test_equals_the_formula_of_one_place():
    for _, organisation in random_organisations(1500, seed=3, most_posts=9):
        assert resilience(organisation).size == by_the_formula_of_one_place(organisation)


@pytest.mark.parametrize(("posts", "degree"), [(60, 3), (60, 8), (150, 12), (500, 5), (500, 25)])
def test_large_organisations_are_answered_exactly(posts: int, degree: int):
    organisation = random_organisation(random.Random(posts + degree), posts=posts, density=degree / posts)
    found = resilience(organisation)
    assert found.exact
    check_witness(organisation, found)


def test_units_in_which_everybody_may_cover_everybody():
    members = [f"{unit}{number:02}" for unit in "ab" for number in range(40)]
    organisation = Organisation(
        tuple(Post(iri, iri) for iri in members),
        tuple(Link(a, b, "unit-member") for a in members for b in members if a != b and a[0] == b[0]),
    )
    found = resilience(organisation)
    assert (found.size, found.exact) == (21, True)
    check_witness(organisation, found)


def test_without_work_left_the_answer_is_bounds_and_says_so():
    looser = 0
    for _, organisation in random_organisations(300, seed=21, most_posts=9, most_places=2):
        exact, hasty = resilience(organisation, effort=0), resilience(organisation, budget=1, effort=0)
        if hasty.size is None:
            continue
        assert hasty.at_least <= exact.size <= hasty.size
        assert exact.at_least == exact.size
        assert not (hasty.exact and hasty.size != exact.size)
        check_witness(organisation, hasty)
        looser += not hasty.exact
    assert looser > 100


def test_a_set_of_posts_with_capacities_equals_brute_force():
    sizes = Counter()
    for rng, organisation in random_organisations(1200, seed=91, most_posts=5, most_places=2, odd_links=0.1):
        asked = {post.iri for post in organisation.posts if rng.random() < 0.6}
        capacity = rng.randint(1, 3)
        found = resilience(organisation, asked, capacity=capacity)
        assert found.exact
        assert found.size == by_brute_force(organisation, asked, capacity)
        assert verify_resilience(organisation, found) == []
        assert (found.posts, found.capacity) == (tuple(sorted(asked)), capacity)
        sizes[found.size] += 1
    assert len(sizes) >= 5


@settings(max_examples=60)
@given(organisations(most_posts=4, most_places=3), st.sets(st.integers(0, 3)), st.integers(1, 3))
def test_any_set_of_any_organisation(organisation: Organisation, numbers: set[int], capacity: int):
    asked = {post.iri for post in organisation.posts} & {f"p{number}" for number in numbers}
    found = resilience(organisation, asked, capacity=capacity)
    assert found.size == by_brute_force(organisation, asked, capacity)
    assert verify_resilience(organisation, found) == []


def test_one_post_breaks_with_all_of_its_substitutes():
    organisation = by_hand({"a": "bc", "b": "a", "d": "d", "e": ""}, {"c": 2, "d": 3})
    sizes = {iri: resilience(organisation, [iri]).size for iri in "abde"}
    assert sizes == {"a": 4, "b": 2, "d": 2, "e": None}
    assert resilience(organisation, ["a"]).witness == ("a", "b", "c", "c")
    assert resilience(organisation, ["e"]).left_out == ("e",)
    assert resilience(organisation, []).size is None


def test_the_absences_may_be_those_of_posts_that_are_not_asked_about():
    # d needs c as well, but substitutes serve those who are asked about alone.
    organisation = by_hand({"a": "bc", "b": "c", "d": "c"})
    assert resilience(organisation, "ab").size == resilience(organisation, "b").size == 2
    assert resilience(organisation, "b").witness == ("b", "c")


def test_what_cannot_be_asked():
    with pytest.raises(UnknownPost):
        resilience(by_hand({"a": "b"}), ["z"])
    with pytest.raises(UsageError, match="capacity of 0"):
        resilience(by_hand({"a": "b"}), capacity=0)


def test_where_the_search_stops_the_solver_goes_on(monkeypatch: pytest.MonkeyPatch):
    settled = 0
    for rng, organisation in random_organisations(60, seed=23, most_posts=9, most_places=2):
        capacity = rng.randint(1, 2)
        exact = resilience(organisation, capacity=capacity, effort=0)
        solved = resilience(organisation, capacity=capacity, budget=1)
        assert (solved.size, solved.exact, solved.at_least) == (exact.size, True, exact.size)
        assert verify_resilience(organisation, solved) == []
        settled += not resilience(organisation, capacity=capacity, budget=1, effort=0).exact
    assert settled > 20
    monkeypatch.setattr("ajgraph.analysis.resilience.installed", lambda *_: False)
    hasty = resilience(random_organisation(random.Random(2), posts=40, density=0.5), budget=1)
    assert not hasty.exact
    assert str(hasty).endswith("; the extra solve would settle it")


def test_a_body_too_dense_for_the_search_is_settled_by_the_solver():
    dense = random_organisation(random.Random(60), posts=60, density=0.6)
    bounds = resilience(dense, budget=100_000, effort=0)
    found = resilience(dense, budget=100_000)
    assert not bounds.exact
    assert found.exact
    assert bounds.at_least < found.size <= bounds.size
    check_witness(dense, found)
    # Without effort enough the bounds are said, the same each time.
    stopped = [resilience(dense, budget=100_000, effort=0.001) for _ in range(2)]
    assert stopped[0] == stopped[1]
    assert stopped[0].at_least <= found.size <= stopped[0].size


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"size": 2, "witness": ("x", "y")}, "the witness does not break cover"),
        ({"size": 4, "at_least": 4, "witness": ("a", "b", "x", "y")}, "fewer of these absences break cover"),
        ({"witness": ("x", "x", "y")}, "2 places of x are away, of 1"),
        ({"size": 2}, "the witness is not as long as the size says"),
        ({"exact": False}, "size, bound and exactness contradict each other"),
        ({"left_out": ()}, "what is left out is not what has no substitute"),
        ({"size": None, "witness": ()}, "some post has a substitute"),
    ],
)
def test_the_verifier_finds_what_is_wrong(change: dict[str, object], said: str):
    organisation = by_hand({"a": "xy", "b": "xy", "c": "xy"})
    found = resilience(organisation)
    assert verify_resilience(organisation, found) == []
    assert any(said in one for one in verify_resilience(organisation, replace(found, **change)))


def test_prints_in_words():
    assert str(resilience(by_hand({"a": "b"}))) == "2 absences break cover"
    assert str(Resilience(None, (), True)) == "no post has a substitute"
    assert str(Resilience(5, ("a",), False, (), 3)) == "5 absences break cover, perhaps fewer (at least 3)"
