"""New links: the fewest and the best against brute force, plans checked by another way, and what candidates are told of."""

from __future__ import annotations

import random
from collections import Counter
from itertools import chain, combinations

import pytest
from hypothesis import given, settings

from ajgraph.analysis import linksolver
from ajgraph.analysis.candidates import Candidate, Candidates
from ajgraph.analysis.cover import single_cover
from ajgraph.analysis.plan import Plan, plan, verify
from ajgraph.analysis.suggestion import suggestions_for, with_links
from ajgraph.description import Competency, LanguageSkill, Requirements, Text
from ajgraph.errors import MissingExtra, UnknownPost, UsageError
from ajgraph.fitness import Profile
from ajgraph.gaps import Gap
from ajgraph.organisation import Link, Organisation, Post, Reporting, Unit

from .strategies import by_hand, organisations, random_organisation

pytest.importorskip("ortools", reason="the extra solve is not installed")


def english(level: str, *competencies: str) -> Profile:
    named = tuple(
        Competency(Text(name, 9), "core" if name == "loovus" else "additional") for name in competencies
    )
    return Profile(
        Requirements(languages=(LanguageSkill("en", level, True, 1, 5, f"inglise {level}"),)), named
    )


def profiles(rng: random.Random, organisation: Organisation) -> dict[str, Profile]:
    return {
        post.iri: english(
            rng.choice(("B1", "B2", "C1")), *rng.sample(("täpsus", "loovus"), rng.randint(0, 2))
        )
        for post in organisation.posts
        if rng.random() < 0.8
    }


def in_units(rng: random.Random, organisation: Organisation) -> Organisation:
    units = (Unit("o", "Amet", None), Unit("u", "Osakond", "o"), Unit("v", "Talitus", "u"))
    posts = tuple(
        Post(
            post.iri,
            post.title,
            unit=rng.choice("ouv"),
            places=rng.choice((0, 1, 1, 1, 2, 3)),
            places_known=True,
        )
        for post in organisation.posts
    )
    return Organisation(posts, organisation.links, units=units)


def strong(organisation: Organisation, links: tuple[tuple[str, str], ...], k: int, spoken: set[str]) -> bool:
    """Whether no set of the posts spoken of breaks by fewer than k absences: every set, by the theorem."""
    places = {post.iri: post.places for post in organisation.posts}
    around = {iri: set(single_cover(organisation, iri)) for iri in spoken}
    for absent, substitute in links:
        around[absent].add(substitute)
    for chosen in chain.from_iterable(
        combinations(sorted(spoken), size) for size in range(1, len(spoken) + 1)
    ):
        union = set().union(*(around[iri] for iri in chosen))
        outside = sum(places[iri] for iri in union - set(chosen))
        if max(-(-(sum(places[iri] for iri in union) + 1) // 2), outside + 1) < k:
            return False
    return True


def deciding(candidate: Candidate) -> list[Gap]:
    return [gap for gap in candidate.fitness.gaps if gap.kind not in ("computer", "additional-competency")]


def cost(candidates: Candidates, links: tuple[tuple[str, str], ...]) -> tuple[int, int, int]:
    """Return what the links cost: fitness in all, distance in all, and how unevenly they load the substitutes."""
    of = {(absent, one.substitute): one for absent in {a for a, _ in links} for one in candidates.of(absent)}
    chosen = [of[pair] for pair in links]
    every = [one for post in candidates.organisation.posts for one in candidates.of(post.iri)]
    most = max((len(deciding(one)) for one in every), default=0) + 1
    fitness = sum(("fit", "unknown", "gap").index(x.fitness.fit) * most + len(deciding(x)) for x in chosen)
    loads = Counter(candidates.load)
    before = sum(load**2 for load in loads.values())
    loads.update(substitute for absent, substitute in links if absent != substitute)
    return fitness, sum(one.distance for one in chosen), sum(load**2 for load in loads.values()) - before


@pytest.mark.parametrize(("k", "count"), [(2, 900), (3, 500), (4, 150)])
def test_fewest_and_best_by_brute_force(k: int, count: int) -> None:
    rng, seen = random.Random(k), Counter[str]()
    for _ in range(count):
        size = rng.randint(2, 4 if k < 4 else 5)
        organisation = in_units(
            rng, random_organisation(rng, posts=size, density=rng.choice((0.0, 0.2, 0.5)))
        )
        asks = profiles(rng, organisation)
        answer = plan(organisation, asks, k)
        assert verify(organisation, answer) == []
        candidates = Candidates(organisation, asks)
        pairs = [
            (p.iri, one.substitute) for p in organisation.posts if p.places for one in candidates.of(p.iri)
        ]
        possible = {post.iri for post in organisation.posts if post.places} - {
            iri for one in answer.impossible if len(one.posts) == 1 for iri in one.posts
        }
        for one in answer.impossible:
            mine = tuple(pair for pair in pairs if pair[0] in one.posts)
            assert not strong(organisation, mine, k, set(one.posts)), "what is impossible is possible"
        pairs = [pair for pair in pairs if pair[0] in possible]
        assert strong(organisation, tuple(pairs), k, possible) == all(
            len(x.posts) == 1 for x in answer.impossible
        )
        if any(len(one.posts) > 1 for one in answer.impossible):
            seen["impossible together"] += 1
            continue
        number = len(answer.links)
        seen[f"{number} links"] += 1
        assert (answer.exact, answer.at_least) == (True, number)
        assert strong(organisation, answer.links, k, possible)
        # More links never weaken: if fewer did, one fewer would.
        if number:
            assert not any(
                strong(organisation, links, k, possible) for links in combinations(pairs, number - 1)
            )
        if number <= 3 and answer.proven == linksolver.STEPS:
            fits = (
                links for links in combinations(pairs, number) if strong(organisation, links, k, possible)
            )
            assert cost(candidates, answer.links) == min(cost(candidates, links) for links in fits)
            seen["best"] += 1
    assert seen["best"] > count / 5
    assert len(seen) > 5 or k == 2


@settings(max_examples=60, deadline=None)
@given(organisations(most_posts=6))
def test_plans_hold_for_any_organisation(organisation: Organisation) -> None:
    for k in (2, 3):
        assert verify(organisation, plan(organisation, {}, k)) == []
