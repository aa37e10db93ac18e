"""Arrays and paths answer alike: as many covered, the same cost, the same certainty; and each certificate holds."""

from __future__ import annotations

from collections import Counter

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ajgraph.analysis import assignment, groups
from ajgraph.analysis.absence import Answer, absent
from ajgraph.analysis.assignment import Solution, assign
from ajgraph.analysis.cover import counted_links, single_cover
from ajgraph.analysis.coverage import coverage
from ajgraph.analysis.preference import Preference
from ajgraph.analysis.verification import verify
from ajgraph.organisation import Organisation

from .strategies import organisations, questions, random_organisations

np = pytest.importorskip("numpy", reason="arrays need the extra solve")
pytest.importorskip("ortools", reason="arrays need the extra solve")


def by_arrays(
    monkeypatch: pytest.MonkeyPatch, organisation: Organisation, away: list[str], capacity: int
) -> Answer:
    with monkeypatch.context() as patched:
        patched.setattr(assignment, "ARRAYS_FROM", 0)
        return absent(organisation, away, capacity=capacity)


def test_whole_answers_agree_and_their_certificates_hold(monkeypatch: pytest.MonkeyPatch):
    outcomes = Counter()
    for rng, organisation in random_organisations(2000, seed=71, most_places=3, odd_links=0.2):
        away = [post.iri for post in organisation.posts for _ in range(rng.randint(0, post.places))]
        capacity = rng.choice((1, 1, 2))
        paths, arrays = (
            absent(organisation, away, capacity=capacity),
            by_arrays(monkeypatch, organisation, away, capacity),
        )
        assert verify(organisation, away, arrays) == []
        preference = Preference(organisation)
        assert len(arrays.uncovered) == len(paths.uncovered)
        assert len(arrays.unknown) == len(paths.unknown)
        if Counter(arrays.uncovered) == Counter(paths.uncovered):
            assert preference.total(x.link for x in arrays.assignment) == preference.total(
                x.link for x in paths.assignment
            )
        outcomes[arrays.covered, bool(arrays.unknown)] += 1
    assert outcomes[True, False] > 300
    assert outcomes[False, False] > 100
    assert outcomes[False, True] > 50


@given(questions(), st.integers(1, 2))
def test_any_question_is_answered_alike(question: tuple[Organisation, list[str]], capacity: int):
    organisation, away = question
    count = Counter(away)
    preference = Preference(organisation)
    options = {
        iri: [(link.substitute, preference.grade(link)) for link in counted_links(organisation, iri)]
        for iri in count
    }
    room = {
        q: capacity * (organisation.by_iri[q].places - count[q])
        for found in options.values()
        for q, _ in found
    }
    open_ = {iri for iri in count if organisation.by_iri[iri].designated}
    paths, arrays = (assign(count, options, room, open_, arrays=one) for one in (False, True))
    assert len(paths.pairs) == len(arrays.pairs)
    assert sum(x in open_ for x in paths.uncovered) == sum(x in open_ for x in arrays.uncovered)
    for solution in (paths, arrays):
        assert_right(solution, count, options, room)


def assert_right(
    solution: Solution, away: Counter[str], options: assignment.Options, room: dict[str, int]
) -> None:
    assert Counter(one for one, _ in solution.pairs) + Counter(solution.uncovered) == away
    used = Counter(substitute for _, substitute in solution.pairs)
    assert all(used[iri] <= room[iri] for iri in used)
    assert all(any(q == substitute for q, _ in options[iri]) for iri, substitute in solution.pairs)
    assert bool(solution.hall_sets) == bool(solution.uncovered)
    for hall in solution.hall_sets:
        assert not Counter(hall) - away
        assert sum(room[iri] for iri in {q for one in set(hall) for q, _ in options[one]}) < len(hall)


@given(organisations(most_posts=8))
def test_rings_are_those_of_networkx(organisation: Organisation):
    cover = {post.iri: single_cover(organisation, post.iri) for post in organisation.posts}
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(groups, "RINGS_BY_ARRAYS_FROM", 0)
        patched.setattr(groups, "substitution_graph", None)  # not asked for
        found = groups.rings_of(organisation, cover)
    assert (
        found == groups.closed_rings(groups.substitution_graph(organisation)) == coverage(organisation).rings
    )


def test_a_large_absence_is_answered_by_arrays_and_like_by_paths():
    size = 6_000
    away = {f"p{n:05}": 1 for n in range(size)}
    options = {
        iri: [(f"q{(n * 7 + step) % (size // 2 * 3):05}", (step % 2, step, 3 - step)) for step in range(3)]
        for n, iri in enumerate(away)
    }
    room = {q: 1 for found in options.values() for q, _ in found}
    graph = nx.Graph((iri, q) for iri, found in options.items() for q, _ in found)
    solution = assign(away, options, room, frozenset())
    assert len(solution.pairs) == len(nx.bipartite.hopcroft_karp_matching(graph, list(away))) // 2
    paths = assign(away, options, room, frozenset(), arrays=False)
    cost = {(iri, q): c for iri, found in options.items() for q, c in found}
    for part in range(3):
        assert sum(cost[x][part] for x in paths.pairs) == sum(cost[x][part] for x in solution.pairs)
