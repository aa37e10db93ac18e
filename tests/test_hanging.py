"""What posts hang on: against dominators and minimum node cuts of networkx, and against every set of posts."""

from __future__ import annotations

import random
from itertools import combinations, pairwise

import networkx as nx
import pytest
from hypothesis import given, settings

from ajgraph.analysis.chains import chain
from ajgraph.analysis.hanging import Hanging, Hangings
from ajgraph.errors import UnknownPost
from ajgraph.organisation import COUNTED, Link, Organisation, Post

from .strategies import by_hand, organisations, random_organisation, random_organisations

END = "the end"


def onward_of(organisation: Organisation, post: str) -> nx.DiGraph:
    """Return what chains of ``post`` may go along: from "from" to END, its colleagues being the node of the post."""
    graph = nx.DiGraph()
    graph.add_nodes_from(["from", END])
    by_iri = organisation.by_iri
    for link in organisation.links:
        if link.status not in COUNTED or by_iri[link.substitute].places == 0:
            continue
        if link.absent == link.substitute:
            one = by_iri[link.absent]
            if link.absent == post and (one.places > 1 or not one.places_known):
                graph.add_edges_from([("from", post), (post, END)])
        elif link.substitute != post:
            graph.add_edge("from" if link.absent == post else link.absent, link.substitute)
    inner = graph.subgraph(nx.descendants(graph, "from") - {post, END})
    for part in nx.attracting_components(inner):
        graph.add_edges_from((iri, END) for iri in part)
    return graph


def on_every(graph: nx.DiGraph) -> tuple[str, ...]:
    """Return the dominators of the end."""
    if not nx.has_path(graph, "from", END):
        return ()
    above = nx.immediate_dominators(graph, "from")
    found = [above[END]]
    while found[-1] != "from":
        found.append(above[found[-1]])
    return tuple(reversed(found[:-1]))


def is_cut(graph: nx.DiGraph, posts: tuple[str, ...]) -> bool:
    return not nx.has_path(nx.restricted_view(graph, posts, []), "from", END)


def smallest_cut(graph: nx.DiGraph) -> int:
    """Return the size of the smallest cut, by trying every set of posts."""
    posts = sorted(set(graph) - {"from", END})
    return next(
        size
        for size in range(len(posts) + 1)
        if any(is_cut(graph, chosen) for chosen in combinations(posts, size))
    )


def check(organisation: Organisation) -> list[Hanging]:
    found = []
    hangings = Hangings(organisation)
    for post in organisation.by_iri:
        one = hangings.of(post)
        graph = onward_of(organisation, post)
        assert one.on_every == on_every(graph)
        assert is_cut(graph, one.cut)
        assert len(one.cut) == smallest_cut(graph)
        found.append(one)
    return found


@pytest.mark.parametrize("most_places", [1, 3])
def test_equals_dominators_and_the_smallest_of_all_cuts(most_places: int):
    sizes, longest = set(), 0
    for _, organisation in random_organisations(
        250, seed=80 + most_places, most_posts=8, most_places=most_places, odd_links=0.1
    ):
        for one in check(organisation):
            sizes.add(len(one.cut))
            longest = max(longest, len(one.on_every))
    assert sizes >= {0, 1, 2, 3, 4}
    assert longest >= 4


@settings(max_examples=60)
@given(organisations(most_posts=6, most_places=3))
def test_on_any_organisation(organisation: Organisation):
    check(organisation)


@pytest.mark.parametrize(("posts", "degree"), [(30, 2), (60, 1.5), (60, 3)])
def test_larger_organisations_against_networkx(posts: int, degree: float):
    organisation = random_organisation(random.Random(posts), posts=posts, density=degree / posts)
    hangings = Hangings(organisation)
    for post in organisation.by_iri:
        one, graph = hangings.of(post), onward_of(organisation, post)
        assert one.on_every == on_every(graph)
        assert is_cut(graph, one.cut)
        if one.cut:
            assert len(one.cut) == nx.node_connectivity(graph, "from", END)
        assert (len(one.cut) == 1) == bool(one.on_every)


def test_the_cut_is_the_one_nearest_to_the_post():
    organisation = by_hand({"a": "bcd", "b": "ef", "c": "ef", "d": "ef", "e": "gh", "f": "gh"})
    found = Hangings(organisation).of("a")
    assert found == Hanging((), ("e", "f"))
    assert Hangings(organisation).of("b") == Hanging((), ("e", "f"))
    assert Hangings(organisation).of("g") == Hanging((), ())


def test_a_colleague_is_a_chain_of_its_own():
    organisation = by_hand({"a": "a", "b": "bc"}, {"a": 2, "b": 3})
    assert Hangings(organisation).of("a") == Hanging(("a",), ("a",))
    assert Hangings(organisation).of("b") == Hanging((), ("b", "c"))
    assert Hangings(by_hand({"a": "a"}, {"a": 1})).of("a") == Hanging((), ())


def test_chains_say_the_same():
    for _, organisation in random_organisations(100, seed=88, most_posts=7, most_places=2):
        for post in organisation.by_iri:
            assert chain(organisation, post).on_every == Hangings(organisation).of(post).on_every


def test_a_long_chain_is_no_matter():
    names = [f"p{number:04}" for number in range(3000)]
    links = tuple(Link(one, other) for one, other in pairwise(names))
    organisation = Organisation(tuple(Post(iri, iri) for iri in names), links)
    assert Hangings(organisation).of("p0000").on_every == tuple(names[1:])


def test_an_unknown_post():
    with pytest.raises(UnknownPost):
        Hangings(by_hand({"a": "b"})).of("z")
