"""New links: the fewest and the best against brute force, plans checked by another way, and what candidates are told of."""

from __future__ import annotations

import random
import sys
from collections import Counter
from dataclasses import replace
from itertools import chain, combinations

import pytest
from hypothesis import given, settings

from ajgraph.analysis.cover import single_cover
from ajgraph.analysis.suggestions import linksolver
from ajgraph.analysis.suggestions.candidates import Candidate, Candidates
from ajgraph.analysis.suggestions.plan import plan, verify
from ajgraph.analysis.suggestions.suggestion import RECORD, suggestions_for, with_links
from ajgraph.description import Competency, LanguageSkill, Requirements, Text
from ajgraph.errors import MissingExtra, UnknownPost, UsageError
from ajgraph.fitness import Profile
from ajgraph.gaps import Gap
from ajgraph.organisation import Link, Organisation, Post, Reporting, Unit
from ajgraph.pages.suggestion import plan_page

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


def test_a_wrong_plan_is_seen() -> None:
    organisation = by_hand({"a": "b", "b": "a", "c": ""})
    right = plan(organisation, {}, 2)
    assert right.links == (("c", "a"),)
    assert verify(organisation, replace(right, suggestions=())) == ["without a substitute: c"]
    assert verify(organisation, replace(right, k=3)) == ["2 absences break cover: a, b"]
    moved = replace(right.suggestions[0].candidate, absent="a", substitute="b")
    twice = replace(right, suggestions=(*right.suggestions, replace(right.suggestions[0], candidate=moved)))
    assert verify(organisation, twice) == ["b stands in for a already"]


def test_too_few_people_is_said_with_the_posts_that_show_it() -> None:
    pair = plan(by_hand({"a": "b", "b": "a"}), {}, 3)
    assert (pair.links, pair.left_out) == ((), ("a", "b"))
    assert str(pair.impossible[0].sentence(pair.organisation)) == (
        "A: even with all who could stand in (1 place), 2 absences break cover"
    )
    # Four posts of one place: each alone could have three substitutes, but two together have just two others.
    four = plan(by_hand(dict.fromkeys("abcd", "")), {}, 4)
    assert [(one.posts, one.reach) for one in four.impossible] == [(("a", "b"), 3)]
    assert (four.links, plan(by_hand(dict.fromkeys("abcd", "")), {}, 3).impossible) == ((), ())
    nobody = plan(Organisation((Post("a", "Arst"),)), {}, 2)
    assert (
        str(nobody.impossible[0].sentence(nobody.organisation))
        == "Arst: nobody could be named as a substitute"
    )


def test_without_effort_the_plan_holds_and_says_what_is_not_proved() -> None:
    rng, open_ = random.Random(8), 0
    for _ in range(40):
        organisation = random_organisation(rng, posts=9, density=0.15, most_places=2)
        hasty, exact = plan(organisation, {}, 3, effort=0.0), plan(organisation, {}, 3)
        assert verify(organisation, hasty) == []
        assert exact.exact
        assert hasty.at_least <= len(exact.links) <= len(hasty.links)
        assert not (hasty.exact and len(hasty.links) != len(exact.links))
        open_ += not hasty.exact
        if not hasty.exact:
            assert f"(at least {hasty.at_least})" in str(hasty)
    assert open_ > 5


def test_a_large_body_is_answered_exactly() -> None:
    rng = random.Random(60)
    organisation = random_organisation(rng, posts=150, density=0.03)
    kept = tuple(link for link in organisation.links if int(link.absent[1:]) >= 30)
    organisation = Organisation(organisation.posts, kept)
    for k in (2, 3):
        answer = plan(organisation, {}, k)
        assert verify(organisation, answer) == []
        assert answer.exact
        assert len(answer.links) >= 30


def test_the_same_question_gets_the_same_answer() -> None:
    organisation = random_organisation(random.Random(3), posts=20, density=0.1)
    assert plan(organisation, {}, 3).to_json() == plan(organisation, {}, 3).to_json()


@pytest.fixture
def office() -> Organisation:
    """Return a head with two advisers and an assistant in one unit, a lawyer in another, and a post on paper."""
    units = (Unit("o", "Amet", None), Unit("u", "Osakond", "o"), Unit("v", "Õigusosakond", "o"))
    titles = {"head": "Juhataja", "one": "Nõunik", "two": "Spetsialist", "clerk": "Abiline"}
    posts = [Post(iri, title, unit="u", places_known=True) for iri, title in titles.items()]
    posts += [
        Post("law", "Jurist", unit="v", places=2, places_known=True),
        Post("paper", "Arst", unit="u", places=0),
    ]
    links = (Link("one", "two"), Link("head", "two", status="ambiguous"))
    return Organisation(tuple(posts), links, (Reporting("one", "head"),), units)


ASKS = {
    "head": english("C1", "täpsus"),
    "one": english("C1", "usinus"),
    "two": english("B1", "täpsus"),
    "law": english("C2", "täpsus"),
}


def test_candidates_are_ranked_and_told_of(office: Organisation) -> None:
    kinds = {"head": "ametikoht", "clerk": "töökoht", "one": "ametikoht", "law": "ametikoht"}
    posts = tuple(replace(post, kind=kinds.get(post.iri)) for post in office.posts)
    known = replace(office, posts=posts)
    found = Candidates(known, ASKS).of("head")
    # Fit and near, fit and far, short of a requirement; an employee for an official last, whatever else.
    assert [one.substitute for one in found] == ["one", "law", "two", "clerk"]
    assert [one.notes for one in found] == [("subordinate",), (), ("meant",), ("employee",)]
    assert [one.fitness.fit for one in found] == ["fit", "fit", "gap", "unknown"]
    assert [(one.distance, one.load) for one in found] == [(0, 0), (2, 0), (0, 1), (0, 0)]
    assert [gap.kind for gap in found[0].fitness.gaps] == ["additional-competency"]
    assert [one.substitute for one in Candidates(known, ASKS, fit_only=True).of("head")] == [
        "one",
        "law",
        "clerk",
    ]
    # Who stands in already is no candidate, nor is a post without a place; colleagues are.
    assert [one.substitute for one in Candidates(office, ASKS).of("one")] == ["head", "law", "clerk"]
    assert Candidates(office, ASKS).of("law")[0].substitute == "law"


def test_suggestions_show_what_they_change(office: Organisation) -> None:
    answer = suggestions_for(office, ASKS, "head", limit=2)
    assert (answer.total, len(answer.suggestions)) == (4, 2)
    near, far = (one.effect for one in answer.suggestions)
    assert (near.verdict, near.alone, near.without) == (("unknown", "fragile"), (1, 2), (4, 3))
    assert (far.verdict, far.alone) == (("unknown", "covered"), (1, 3))
    assert str(answer) == "Juhataja: 4 candidates, Nõunik first"
    (first, _) = answer.records()
    assert (first["substitute_name"], first["verdict_after"], first["absences_after"]) == (
        "Nõunik",
        "fragile",
        2,
    )
    assert tuple(first) == RECORD
    assert "<td>Nõunik</td>" in answer._repr_html_()
    assert sorted(answer.to_networkx().edges) == [("head", "law"), ("head", "one")]
    assert answer.to_json()["candidates"][0]["title"] == "Nõunik"
    relieved = suggestions_for(
        by_hand({"a": "c", "b": "c", "c": "", "d": ""}), {}, "a", limit=None
    ).suggestions
    assert {one.candidate.substitute: one.effect.conflicts_removed for one in relieved} == {
        "b": (),
        "d": ("b",),
    }


def test_questions_that_cannot_be_asked(office: Organisation) -> None:
    with pytest.raises(UsageError, match="0 places"):
        suggestions_for(office, ASKS, "paper")
    with pytest.raises(UnknownPost):
        suggestions_for(office, ASKS, "nowhere")
    with pytest.raises(UsageError, match="resilience 1"):
        plan(office, ASKS, 1)
    assert plan(Organisation(()), {}, 2).links == ()


def test_an_ambiguous_link_is_settled_by_the_suggested_one(office: Organisation) -> None:
    chosen = [one for one in Candidates(office, ASKS).of("head") if one.substitute == "two"]
    links = with_links(office, chosen).links_of("head")
    assert [(link.substitute, link.status) for link in links] == [("two", "confirmed")]


def test_without_the_extra_candidates_are_found_and_the_plan_asks_for_it(
    office: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ortools.sat.python.cp_model", None)
    assert suggestions_for(office, ASKS, "head").total == 4
    with pytest.raises(MissingExtra, match="the plan of new links needs ortools"):
        plan(office, ASKS, 2)


def test_the_page_never_says_that_all_is_well_where_no_link_helps() -> None:
    alone = Organisation((Post("a", "Jurist"),))
    page = plan_page(plan(alone, {}))
    assert page.startswith("No new link would help:\n  ! Jurist:")
    near = by_hand({"a": "b", "b": "a"})
    apart = Organisation((*near.posts, Post("c", "Arst", places=0)), near.links)
    assert plan_page(plan(apart, {})).startswith("No new link is needed")
    page = plan_page(plan(by_hand({"a": "b"}), {}, 4))
    assert "every post" not in page
    assert "!" in page


def test_a_post_known_only_from_an_ambiguous_mention_is_named_as_such() -> None:
    posts = (
        Post("a", "Nõunik"),
        Post("b", "Jurist", documented=False),
        Post("c", "Jurist", "hanked", documented=False),
        Post("d", "Arst", documented=False),
    )
    links = (Link("a", "b", status="ambiguous"), Link("a", "c", status="ambiguous"), Link("a", "d"))
    organisation = Organisation(posts, links)
    assert {one.substitute: one.notes for one in Candidates(organisation, {}).of("a")} == {
        "b": ("meant",),
        "c": ("meant",),
    }
    assert {one.substitute: one.notes for one in Candidates(organisation, {}).of("d")} == {
        "a": (),
        "b": ("reading",),
        "c": ("reading",),
    }
    listed = replace(organisation, posts=(posts[0], replace(posts[1], ids=("R-1",)), *posts[2:]))
    assert {one.substitute: one.notes for one in Candidates(listed, {}).of("d")}["b"] == ()
