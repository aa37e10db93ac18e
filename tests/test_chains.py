"""Chains: paths, rings, and who is on every chain."""

from __future__ import annotations

from dataclasses import replace

import networkx as nx
import pytest

from ajgraph.analysis.chains import Chain, Ring, chain
from ajgraph.analysis.groups import substitution_graph
from ajgraph.errors import UnknownPost, UsageError
from ajgraph.organisation import Link, Organisation, Post

from .strategies import by_hand, random_organisations


def words(found: Chain) -> list[str]:
    return ["".join(step.substitute for step in path.steps) for path in found.paths]


LONG = by_hand({"a": "bc", "b": "d", "c": "da", "d": "e"})


def test_one_step_unless_asked_for_more():
    found = chain(LONG, "a")
    assert words(found) == ["b", "c"]
    assert not any(path.suggested for path in found.paths)
    deeper = chain(LONG, "a", depth=2)
    assert words(deeper) == ["b", "c", "bd", "cd"]
    assert [path.suggested for path in deeper.paths] == [False, False, True, True]
    assert words(chain(LONG, "a", depth=None)) == ["b", "c", "bd", "cd", "bde", "cde"]
    assert chain(LONG, "a", depth=None).levels == (("b", "c"), ("d",), ("e",))
    assert words(chain(LONG, "e")) == []


def test_links_that_do_not_count_are_no_steps():
    links = (Link("a", "b", status="ambiguous"), Link("a", "c", "unit-member", "one-sided"))
    found = chain(Organisation(tuple(Post(iri, iri) for iri in "abc"), links), "a")
    assert [(s.substitute, s.kind, s.status) for path in found.paths for s in path.steps] == [
        ("c", "unit-member", "one-sided")
    ]


def test_a_colleague_is_an_end():
    organisation = by_hand({"a": "ab", "b": "c"}, {"a": 2})
    found = chain(organisation, "a", depth=None)
    assert words(found) == ["a", "b", "bc"]
    assert found.on_every == ()
    known_single = by_hand({"a": "ab"}, {"a": 1})
    assert words(chain(known_single, "a")) == ["b"]
    assert words(chain(by_hand({"a": "a"}, known=False), "a")) == ["a"]
    assert words(chain(by_hand({"b": "a", "a": "a"}, {"a": 2}), "b", depth=None)) == ["a"]


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ({"a": "b", "b": "a"}, ("b",)),
        ({"a": "b", "b": "c", "c": "a"}, ("b", "c")),
        ({"a": "bc", "b": "d", "c": "d", "d": "e"}, ("d", "e")),
        ({"a": "bc", "b": "d", "c": "d", "d": "ef"}, ("d",)),
        ({"a": "bc", "b": "a"}, ()),
        ({"a": "b", "b": "cd", "c": "d", "d": "c"}, ("b",)),
        ({}, ()),
    ],
)
def test_who_is_on_every_chain(links: dict[str, str], expected: tuple[str, ...]):
    assert chain(by_hand({"a": "", **links}, {"a": 1}), "a").on_every == expected


def test_without_one_on_every_chain_no_end_is_reached():
    seen = 0
    for _, organisation in random_organisations(1200, seed=60, odd_links=0.1):
        graph = substitution_graph(organisation)
        onward = graph.copy()
        onward.remove_edges_from(list(graph.in_edges("p0")))
        reach = nx.descendants(onward, "p0")
        ends = {iri for part in nx.attracting_components(onward) for iri in part} & reach
        unavoidable = {
            iri for iri in reach if not ends & nx.descendants(nx.restricted_view(onward, [iri], []), "p0")
        }
        assert set(chain(organisation, "p0").on_every) == unavoidable
        seen += len(unavoidable)
    assert seen > 200


@pytest.mark.parametrize("depth", [1, 2, 3, None])
def test_paths_are_all_simple_paths(depth: int | None):
    for _, organisation in random_organisations(300, seed=70, most_posts=6, most_places=2):
        graph = substitution_graph(organisation)
        expected = sorted(
            tuple(path[1:])
            for target in graph
            if target != "p0"
            for path in nx.all_simple_paths(graph, "p0", target, cutoff=depth)
        )
        found = chain(organisation, "p0", depth)
        steps = [tuple(step.substitute for step in path.steps) for path in found.paths]
        assert sorted(one for one in steps if one != ("p0",)) == expected
        assert steps == sorted(steps, key=lambda one: (len(one), one))
        assert found.complete


def test_too_many_paths_are_cut_and_said_so():
    letters = "abcdefghijkl"
    organisation = by_hand({one: letters.replace(one, "") for one in letters})
    found = chain(organisation, "a", depth=None)
    assert (len(found.paths), found.complete) == (1000, False)
    assert words(found)[:11] == list("bcdefghijkl")
    assert found.levels == (tuple("bcdefghijkl"),)
    assert chain(organisation, "a", depth=1, limit=11).complete
    assert not chain(organisation, "a", depth=1, limit=10).complete


def test_rings_the_chain_runs_into():
    organisation = by_hand({"a": "bc", "b": "a", "c": "d", "d": "ce", "e": "f", "f": "e"})
    assert chain(organisation, "a").rings == (
        Ring(("a", "b"), closed=False),
        Ring(("c", "d"), closed=False),
        Ring(("e", "f"), closed=True),
    )
    assert chain(organisation, "e").rings == (Ring(("e", "f"), closed=True),)


def test_json():
    organisation = by_hand({"a": "b", "b": "a"})
    assert chain(organisation, "a").to_json() == {
        "post": "a",
        "depth": 1,
        "complete": True,
        "levels": [["b"]],
        "paths": [
            {
                "steps": [
                    {
                        "substitute": "b",
                        "status": "confirmed",
                        "kind": "post",
                        "needs": [
                            {
                                "need": "own-description",
                                "text": "stated in the substitute's own job description: no supplement for it unless "
                                "the load grows substantially",
                                "basis": "ATS § 57 (4)",
                            }
                        ],
                        "claims": [],
                    }
                ],
                "depth": 1,
                "suggested": False,
            }
        ],
        "rings": [{"posts": ["a", "b"], "closed": True, "member": True}],
        "on_every_chain": ["b"],
        "cut": ["b"],
    }
    assert str(chain(organisation, "a")) == "a: chains 1, levels 1, rings 1"


def test_what_cannot_be_asked():
    with pytest.raises(UnknownPost):
        chain(LONG, "z")
    with pytest.raises(UsageError, match="depth 0"):
        chain(LONG, "a", depth=0)


def test_order_of_links_makes_no_difference():
    backwards = replace(LONG, links=LONG.links[::-1])
    assert chain(backwards, "a", depth=None) == chain(LONG, "a", depth=None)
