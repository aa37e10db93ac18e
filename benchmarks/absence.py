"""Simultaneous absence: assignment next to "whoever is free first" and to networkx."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import networkx as nx

from ajgraph.analysis.absence import absent
from ajgraph.analysis.cover import counted_links
from ajgraph.build import build
from ajgraph.network import organisation_of
from ajgraph.organisation import Link, Organisation, Post
from ajgraph.store import GraphStore
from benchmarks.report import Size, Table, figure, milliseconds, seconds, times


@dataclass(frozen=True, slots=True)
class Case:
    """Posts that are away at once, in the order in which somebody would look for their substitutes."""

    organisation: Organisation
    away: tuple[str, ...]


def run(size: Size) -> list[Table]:
    """Return the table of errors and times."""
    rows = []
    for name, cases in (
        ("the sample agency, up to 12 away", _agency(size)),
        ("units of 8 posts, up to 4 of one away", _units(size.cases)),
        ("a body of 300 posts, up to 60 away", _random(size.cases, posts=300, away=60)),
        ("a body of 2,000 posts, up to 400 away", _random(max(size.cases // 10, 1), posts=2000, away=400)),
    ):
        rows.append((name, *_measured(cases)))
    return [
        Table(
            "Who covers whom: assignment, first-free and networkx",
            "Random absences, less the posts that networkx's Hopcroft–Karp cannot cover: what is left can be covered. "
            "First-free takes each absent post in turn and gives it the first substitute who is still free; it is wrong "
            "where it calls that uncovered. Random organisations give each post one to three substitutes. Times are for "
            "one question, from the organisation to the answer; ajgraph's answer carries the links it uses, and a proof "
            "where there is no cover.",
            (
                "absences",
                "cases",
                "first-free wrong",
                "ajgraph wrong",
                "ajgraph",
                "first-free",
                "networkx",
                "networkx takes",
            ),
            tuple(rows),
        )
    ]


def first_free(organisation: Organisation, away: Sequence[str]) -> bool:
    """Say whether all are covered if each takes the first substitute who is still free."""
    free = {post.iri: post.places for post in organisation.posts}
    for post in away:
        free[post] -= 1
    for post in away:
        for link in counted_links(organisation, post):
            if free[link.substitute] > 0:
                free[link.substitute] -= 1
                break
        else:
            return False
    return True


def covered_at_once(organisation: Organisation, away: Sequence[str]) -> list[str]:
    """Return as many of the absent posts as can be covered at once, by networkx: a node for each place.

    Nodes are numbers, because networkx goes through sets of them, and those of strings change with every run.
    """
    graph = nx.Graph()
    graph.add_nodes_from(range(len(away)))
    numbers: dict[tuple[str, int], int] = {}
    for absence, post in enumerate(away):
        for link in counted_links(organisation, post):
            for place in range(organisation.by_iri[link.substitute].places - away.count(link.substitute)):
                present = numbers.setdefault((link.substitute, place), len(away) + len(numbers))
                graph.add_edge(absence, present)
    matching = nx.bipartite.hopcroft_karp_matching(graph, range(len(away)))
    return [post for absence, post in enumerate(away) if absence in matching]


def _measured(cases: Iterator[Case]) -> tuple[str, ...]:
    count = greedy_wrong = wrong = 0
    mine = greedy = theirs = 0.0
    for case in cases:
        organisation, away = case.organisation, case.away
        count += 1
        greedy_wrong += not first_free(organisation, away)
        wrong += not absent(organisation, away).covered
        mine += seconds(lambda: absent(organisation, away))  # noqa: B023 - called at once
        greedy += seconds(lambda: first_free(organisation, away))  # noqa: B023
        theirs += seconds(lambda: covered_at_once(organisation, away))  # noqa: B023
    return (
        str(count),
        f"{figure(100 * greedy_wrong / count)} %",
        f"{figure(100 * wrong / count)} %",
        milliseconds(mine / count),
        milliseconds(greedy / count),
        milliseconds(theirs / count),
        times(mine, theirs),
    )


def _case(organisation: Organisation, away: Sequence[str]) -> Case:
    """Return the part of these absences that has cover; whoever cannot be covered stays at work."""
    return Case(organisation, tuple(covered_at_once(organisation, away)))


def _agency(size: Size) -> Iterator[Case]:
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        build(size.sources(), store)
        organisation = organisation_of(GraphStore.open(store))
    rng = random.Random(57)
    posts = [post.iri for post in organisation.posts]
    for _ in range(size.cases):
        yield _case(organisation, rng.sample(posts, rng.randint(2, min(12, len(posts)))))


def _units(count: int) -> Iterator[Case]:
    rng = random.Random(60)
    posts = [f"p{number}" for number in range(40)]
    units = [posts[start : start + 8] for start in range(0, 40, 8)]
    for _ in range(count):
        organisation = _organisation(rng, units)
        yield _case(organisation, rng.sample(rng.choice(units), rng.randint(3, 4)))


def _random(count: int, *, posts: int, away: int) -> Iterator[Case]:
    rng = random.Random(posts)
    names = [f"p{number}" for number in range(posts)]
    organisation = _organisation(rng, [names])
    for _ in range(count):
        yield _case(organisation, rng.sample(names, away))


def _organisation(rng: random.Random, units: Sequence[Sequence[str]]) -> Organisation:
    """Return an organisation whose posts have one to three substitutes each, of their own unit."""
    links = []
    for unit in units:
        for number, post in enumerate(unit):
            others = rng.sample(range(len(unit) - 1), rng.randint(1, 3))
            links += [Link(post, unit[other + (other >= number)]) for other in others]
    return Organisation(
        tuple(Post(post, post, places_known=True) for unit in units for post in unit), tuple(links)
    )
