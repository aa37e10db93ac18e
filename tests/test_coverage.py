"""Coverage: verdicts, conflicts, rings, and the JSON of the contract."""

from __future__ import annotations

import json
import random
from collections import Counter
from dataclasses import replace
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given, settings

from ajgraph.analysis.absence import absent
from ajgraph.analysis.cover import has_colleagues
from ajgraph.analysis.coverage import VERDICTS, coverage
from ajgraph.analysis.hanging import Hangings
from ajgraph.analysis.load import load
from ajgraph.analysis.resilience import resilience, verify_resilience
from ajgraph.errors import UnknownPost
from ajgraph.organisation import COUNTED, Link, Organisation, Post, Reporting, Unit

from .strategies import by_hand, organisations, random_organisation, random_organisations


def verdict(post: Post, *links: Link, others: str = "bc") -> str:
    organisation = Organisation((post, *(Post(iri, iri) for iri in others)), links)
    (found,) = (one for one in coverage(organisation).posts if one.post == post)
    return found.verdict


A = Post("a", "Jurist", places=1, places_known=True)
TO_B, TO_C, PEER = Link("a", "b"), Link("a", "c"), Link("a", "a", "peer")


@pytest.mark.parametrize(
    ("post", "links", "expected"),
    [
        (A, (TO_B, TO_C), "covered"),
        (A, (TO_B,), "fragile"),
        (A, (TO_B, replace(TO_B, kind="unit-member")), "fragile"),
        (A, (TO_B, replace(TO_C, status="ambiguous")), "fragile"),
        (A, (TO_B, PEER), "fragile"),
        (replace(A, places=2), (TO_B, PEER), "covered"),
        (replace(A, places=3), (PEER,), "peer-only"),
        (replace(A, places_known=False), (PEER,), "peer-only"),
        (A, (PEER,), "uncovered"),
        (replace(A, designated=("määratud ametnik",)), (PEER,), "designated-only"),
        (replace(A, designated=("määratud ametnik",)), (TO_B,), "fragile"),
        (replace(A, designated=("määratud ametnik",), unresolved=("direktor",)), (), "designated-only"),
        (replace(A, unresolved=("direktor",)), (replace(TO_B, status="ambiguous"),), "unknown"),
        (replace(A, documented=False, substitution_stated=False), (), "unknown"),
        (A, (replace(TO_B, status="ambiguous"),), "unknown"),  # another document may mean this post
        (replace(A, places=0), (), "covered"),
        (replace(A, places=0, unresolved=("direktor",)), (TO_B,), "covered"),
        (replace(A, documented=False, substitution_stated=True), (), "uncovered"),
        (replace(A, documented=True, substitution_stated=False), (), "uncovered"),
    ],
)
def test_verdicts(post: Post, links: tuple[Link, ...], expected: str):
    assert verdict(post, *links) == expected


def test_one_substitute_with_two_places_is_two_people():
    organisation = by_hand({"a": "b"}, {"b": 2})
    found = {one.post.iri: one for one in coverage(organisation).posts}
    assert (found["a"].verdict, found["a"].present, found["a"].hangs_on) == ("covered", 2, None)
    fragile = coverage(by_hand({"a": "b"})).posts
    assert [(one.post.iri, one.hangs_on) for one in fragile] == [("b", None), ("a", "b")]


@settings(max_examples=200)
@given(organisations())
def test_verdicts_agree_with_single_absences(organisation: Organisation):
    for one in coverage(organisation).posts:
        if one.post.places == 0:  # nobody can be absent from it
            assert one.verdict == "covered"
            continue
        alone = absent(organisation, [one.post.iri])
        # What coverage calls unknown or still to be designated, an absence does not call broken.
        assert bool(alone.broken) == (one.verdict == "uncovered")
        if one.verdict in ("covered", "fragile"):
            assert alone.covered
        elif one.verdict != "peer-only":
            assert not alone.covered
        # Fragile: with that one away too (not the post itself), nobody is left.
        if one.verdict == "fragile" and one.hangs_on != one.post.iri:
            assert not absent(organisation, [one.post.iri, one.hangs_on]).covered


def test_a_post_without_a_place_stands_in_for_nobody_and_breaks_nothing():
    organisation = by_hand({"a": "bc", "b": "a", "c": "a"}, {"b": 0})
    found = coverage(organisation)
    assert {one.post.iri: (one.verdict, one.present) for one in found.posts} == {
        "a": ("fragile", 1),
        "b": ("covered", 1),
        "c": ("fragile", 1),
    }
    assert "b" not in {
        iri for pair in (*found.conflicts, *found.rings, found.resilience.witness) for iri in pair
    }
    assert found.resilience.left_out == ()
    assert found.rings == (("a", "c"),)
    colleagues = coverage(by_hand({"a": "ab"}, {"a": 2, "b": 0}))  # b is nobody, so only a colleague is left
    assert {one.post.iri: one.verdict for one in colleagues.posts} == {"a": "peer-only", "b": "covered"}
    lonely = coverage(by_hand({}, {"a": 0, "b": 1}))
    assert lonely.resilience.left_out == ("b",)


def test_gaps_come_first():
    organisation = Organisation(
        (
            Post("a", "A"),
            Post("b", "B", places=2),
            Post("c", "C"),
            Post("d", "D", designated=("x",)),
            Post("e", "E", unresolved=("y",)),
            Post("f", "F"),
            Post("g", "G"),
        ),
        (Link("a", "c"), Link("a", "f"), Link("b", "b", "peer"), Link("c", "a"), Link("g", "a")),
    )
    found = coverage(organisation)
    assert [(one.post.iri, one.verdict) for one in found.posts] == [
        ("f", "uncovered"),
        ("e", "unknown"),
        ("d", "designated-only"),
        ("b", "peer-only"),
        ("c", "fragile"),
        ("g", "fragile"),
        ("a", "covered"),
    ]
    assert list(found.counts) == list(VERDICTS)
    assert str(found).startswith("7 posts: 1 uncovered, 1 unknown, 1 designated-only, 1 peer-only, 2 fragile")


def conflicts_by_absence(organisation: Organisation) -> tuple[tuple[str, str], ...]:
    alone = sorted(iri for iri in organisation.by_iri if absent(organisation, [iri]).covered)
    return tuple(pair for pair in combinations(alone, 2) if not absent(organisation, pair).covered)


@pytest.mark.parametrize("most_places", [1, 2, 3])
def test_conflicts_equal_the_answers_about_pairs(most_places: int):
    pairs = 0
    for _, organisation in random_organisations(
        700, seed=30 + most_places, most_posts=8, most_places=most_places, odd_links=0.1
    ):
        conflicts = coverage(organisation).conflicts
        assert conflicts == conflicts_by_absence(organisation)
        pairs += len(conflicts)
    assert pairs > 150


def test_conflicts_of_single_places_equal_the_formula():
    for _, organisation in random_organisations(1500, seed=40, most_posts=8):
        n = {
            post.iri: {link.substitute for link in organisation.links_of(post.iri)}
            for post in organisation.posts
        }
        linked = sorted(iri for iri in n if n[iri])
        assert coverage(organisation).conflicts == tuple(
            (p, q)
            for p, q in combinations(linked, 2)
            if n[p] <= {q} or n[q] <= {p} or len((n[p] | n[q]) - {p, q}) <= 1
        )


def test_conflicts_of_a_large_organisation():
    organisation = random_organisation(random.Random(8), posts=60, density=0.03, most_places=2)
    assert coverage(organisation).conflicts == conflicts_by_absence(organisation)


def test_rings_have_no_way_out():
    closed = by_hand({"a": "b", "b": "c", "c": "ab", "d": "ab"})
    assert coverage(closed).rings == (("a", "b", "c"),)
    assert coverage(by_hand({"a": "b", "b": "c", "c": "ax"})).rings == ()
    assert coverage(by_hand({"a": "a"}, {"a": 2})).rings == ()


def test_all_of_a_ring_away_leaves_nobody():
    rings = 0
    for _, organisation in random_organisations(800, seed=50, odd_links=0.1):
        graph = nx.DiGraph((x.absent, x.substitute) for x in organisation.links if x.status in COUNTED)
        for ring in coverage(organisation).rings:
            rings += 1
            assert set(absent(organisation, ring).uncovered) == set(ring)
            assert all(nx.has_path(graph, a, b) for a in ring for b in ring)
    assert rings > 100


def test_bosses_and_deputies_who_cover_only_each_other():
    organisation = by_hand({"a": "b", "b": "a", "c": "d", "d": "ce"})
    lines = (Reporting("b", "a"), Reporting("d", "c"), Reporting("e", "e"))
    assert coverage(replace(organisation, reporting=lines)).bosses_and_deputies == (("a", "b"),)
    assert coverage(replace(organisation, reporting=lines)).rings == (("a", "b"),)
    with_peer = by_hand({"a": "b", "b": "ab"}, {"b": 2})
    peer = replace(with_peer, links=(*with_peer.links, Link("b", "b", "peer")), reporting=lines[:1])
    assert coverage(peer).bosses_and_deputies == ()


def test_json_has_the_keys_of_the_contract():
    nounik = Post(
        "x:n", "Nõunik", "perelepitus", id="SKA-2", unit="x:u", unit_path=("Osakond", "Talitus"),
        places=2, places_known=True, unresolved=("direktor",),
    )  # fmt: skip
    jurist = Post("x:j", "Jurist", designated=("määratud ametnik",))
    links = (Link("x:j", "x:n", status="ambiguous"), Link("x:n", "x:j", "unit-member", "one-sided", "gap"))
    units = Unit("x:o", "Amet", None), Unit("x:u", "Talitus", "x:o")
    answer = coverage(Organisation((jurist, nounik), links, units=units)).to_json()
    assert json.loads(json.dumps(answer)) == {
        "posts": [
            {
                "post": "x:j", "id": None, "title": "Jurist", "specialisation": None, "unit": None,
                "places": 1, "places_known": False,
                "links": [{"to": "x:n", "to_id": "SKA-2", "to_title": "Nõunik", "kind": "post",
                           "status": "ambiguous", "fit": "unknown"}],
                "verdict": "designated-only", "designated": ["määratud ametnik"], "unresolved": [],
                "resilience": {"size": None, "witness": [], "exact": True, "at_least": None},
                "hangs_on": None, "on_every_chain": [], "cut": [],
            },
            {
                "post": "x:n", "id": "SKA-2", "title": "Nõunik", "specialisation": "perelepitus",
                "unit": "Osakond > Talitus", "places": 2, "places_known": True,
                "links": [{"to": "x:j", "to_id": None, "to_title": "Jurist", "kind": "unit-member",
                           "status": "one-sided", "fit": "gap"}],
                "verdict": "fragile", "designated": [], "unresolved": ["direktor"],
                "resilience": {"size": 2, "witness": ["x:j", "x:n"], "exact": True, "at_least": 2},
                "hangs_on": "x:j", "on_every_chain": ["x:j"], "cut": ["x:j"],
            },
        ],
        "resilience": {"size": 2, "witness": ["x:j", "x:n"], "exact": True, "at_least": 2},
        "conflicts": [],
        "rings": [],
        "bosses_and_deputies": [],
        "units": [
            {
                "unit": unit, "name": name, "parent": parent, "posts": 1,
                "resilience": {"size": 2, "witness": ["x:j", "x:n"], "exact": True, "at_least": 2},
            }
            for unit, name, parent in (("x:o", "Amet", None), ("x:u", "Talitus", "x:o"))
        ],
        "load": {
            "size": 1, "assignment": [{"post": "x:n", "substitute": "x:j"}], "overload": None, "left_out": ["x:j"],
        },
    }  # fmt: skip


def test_narrowing_drops_cover():
    organisation = Organisation(
        (Post("a", "A"), Post("b", "B"), Post("c", "C")),
        (Link("a", "b", status="one-sided", fit="gap"), Link("a", "c")),
    )
    for narrowed in (organisation.narrowed(frozenset({"confirmed"})), organisation.narrowed(fit_only=True)):
        counts = Counter(one.verdict for one in coverage(narrowed).posts)
        assert counts == {"fragile": 1, "uncovered": 2}


UNITS = Unit("o", "Amet", None), Unit("d", "Osakond", "o"), Unit("t", "Talitus", "d"), Unit("e", "Tühi", "o")


def in_units(units: dict[str, str], links: dict[str, str]) -> Organisation:
    organisation = by_hand(links)
    posts = tuple(replace(post, unit=units[post.iri]) for post in organisation.posts)
    return replace(organisation, posts=posts, units=UNITS)


def test_the_resilience_of_units_holds_that_of_their_sub_units():
    organisation = in_units({"a": "t", "b": "t", "c": "d", "x": "o"}, {"a": "bx", "b": "a", "c": "x"})
    found = coverage(organisation)
    assert {one.unit.iri: (one.posts, one.resilience.size) for one in found.units} == {
        "o": (("a", "b", "c", "x"), 2),
        "d": (("a", "b", "c"), 2),
        "t": (("a", "b"), 2),
    }
    for one in found.units:
        assert one.resilience == resilience(organisation, one.posts)
        assert verify_resilience(organisation, one.resilience) == []
    assert str(found.units[2]) == "Talitus: 2 absences break cover"


def test_some_posts_only():
    organisation = in_units(
        {"a": "t", "b": "t", "c": "d", "x": "o"}, {"a": "bx", "b": "a", "c": "x", "x": "c"}
    )
    whole, some = coverage(organisation), coverage(organisation, ["a", "b", "a"])
    assert [one.post.iri for one in some.posts] == ["b", "a"]
    assert set(some.posts) < set(whole.posts)
    assert [one.unit.iri for one in some.units] == ["t"]
    assert whole.rings == (("c", "x"),)
    assert some.rings == ()
    assert some.conflicts == tuple(pair for pair in whole.conflicts if {"a", "b"} & set(pair))
    assert some.resilience == resilience(organisation, ["a", "b"])
    assert some.load == load(organisation, ["a", "b"])
    with pytest.raises(UnknownPost):
        coverage(organisation, ["z"])


@settings(max_examples=60)
@given(organisations())
def test_each_post_is_answered_as_if_it_were_asked_about_alone(organisation: Organisation):
    found = coverage(organisation)
    hangings = Hangings(organisation)
    assert found.load == load(organisation)
    for one in found.posts:
        assert one.resilience == resilience(organisation, [one.post.iri])
        assert verify_resilience(organisation, one.resilience) == []
        assert one.hanging == hangings.of(one.post.iri)
        if one.hangs_on and one.post.places:
            assert one.resilience.size == 2
            if has_colleagues(organisation, one.post) is False:
                assert one.hanging.on_every[0] == one.hangs_on
    assert [row["post"] for row in found.records()] == [one.post.iri for one in found.posts]


def test_an_organisation_without_posts():
    found = coverage(Organisation(()))
    assert (found.posts, found.units, found.resilience.size, found.load.size) == ((), (), None, 0)


def test_a_notebook_shows_posts_by_name():
    page = coverage(by_hand({"a": "b", "b": "c"}))._repr_html_()
    assert page.startswith("<p>3 posts: ")
    assert "<th>on every chain</th>" in page
    assert "<td>B; C</td>" in page
    assert "<td>b" not in page
    for one in (resilience(by_hand({"a": "b"})), load(by_hand({"a": "b"}))):
        assert "<td>" in one._repr_html_()
        assert "<td>a" not in one._repr_html_()
