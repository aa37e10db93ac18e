"""Groups that hang together badly: pairs that may not be away at once, closed rings, boss and deputy."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

import networkx as nx

from ajgraph.analysis.arrays import CoverArrays
from ajgraph.analysis.assignment import ALIKE
from ajgraph.analysis.cover import single_cover
from ajgraph.analysis.extras import installed
from ajgraph.organisation import Organisation

RINGS_BY_ARRAYS_FROM = 20_000
"""Posts from which on rings are looked for in arrays, where the extra is installed."""


def substitution_graph(organisation: Organisation) -> nx.DiGraph[str]:
    """Return the graph absent → substitute of the links that count, colleagues left out; nodes are IRIs."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(sorted(organisation.by_iri))
    for iri in sorted(organisation.by_iri):
        graph.add_edges_from(
            (iri, other) for other in sorted(single_cover(organisation, iri)) if other != iri
        )
    return graph


def closed_rings(graph: nx.DiGraph[str]) -> tuple[tuple[str, ...], ...]:
    """Return the strongly connected parts of two or more posts that no link leaves (M8), sorted."""
    return tuple(sorted(tuple(sorted(ring)) for ring in nx.attracting_components(graph) if len(ring) > 1))


def rings_of(
    organisation: Organisation, cover: Mapping[str, Mapping[str, int]]
) -> tuple[tuple[str, ...], ...]:
    """Return the closed rings by networkx or, from :data:`RINGS_BY_ARRAYS_FROM` posts on, from arrays: the same ones.

    ``cover`` is :func:`~ajgraph.analysis.cover.single_cover` of every post.
    """
    if len(organisation.posts) < RINGS_BY_ARRAYS_FROM or not installed("numpy", "scipy"):
        return closed_rings(substitution_graph(organisation))
    posts = sorted(cover)
    number = {iri: at for at, iri in enumerate(posts)}
    arrays = CoverArrays.of(
        [organisation.by_iri[iri].places for iri in posts],
        [[(number[other], *ALIKE) for other in cover[iri]] for iri in posts],
        [False] * len(posts),
    )
    return tuple(tuple(posts[at] for at in ring.tolist()) for ring in arrays.rings())


def conflicting_pairs(
    organisation: Organisation, cover: Mapping[str, Mapping[str, int]]
) -> tuple[tuple[str, str], ...]:
    """Return the pairs that may not be away together, by Hall's condition on {p}, {q} and {p, q}.

    Such a pair has a link between the two or a common substitute, and one of them at most two places that
    could step in: only those pairs are tried.
    """
    linked = {iri: cover[iri] for iri in sorted(cover) if cover[iri] and organisation.by_iri[iri].places > 0}
    weak = [iri for iri, found in linked.items() if sum(found.values()) <= 2]
    sharing: dict[str, list[str]] = {}
    for iri in weak:
        for substitute in linked[iri]:
            sharing.setdefault(substitute, []).append(iri)
    candidates = {pair for group in sharing.values() for pair in combinations(group, 2)}
    direct = ((iri, other) for iri in weak for other in linked[iri] if other != iri and other in linked)
    candidates.update((min(pair), max(pair)) for pair in direct)
    return tuple(sorted(pair for pair in candidates if _may_not_be_away(organisation, linked, *pair)))


def _may_not_be_away(
    organisation: Organisation, cover: Mapping[str, Mapping[str, int]], one: str, other: str
) -> bool:
    def left(absent: tuple[str, ...]) -> int:
        substitutes = frozenset[str]().union(*(cover[iri] for iri in absent))
        return sum(organisation.by_iri[iri].places - (iri in (one, other)) for iri in substitutes)

    return left((one,)) < 1 or left((other,)) < 1 or left((one, other)) < 2


def bosses_and_deputies(
    organisation: Organisation, cover: Mapping[str, Mapping[str, int]]
) -> tuple[tuple[str, str], ...]:
    """Return the pairs (manager, deputy) who have no substitute but each other, sorted."""
    pairs = {(line.manager, line.post) for line in organisation.reporting}
    return tuple(
        sorted(
            (manager, deputy)
            for manager, deputy in pairs
            if manager != deputy
            and set(cover.get(manager, ())) == {deputy}
            and set(cover.get(deputy, ())) == {manager}
        )
    )
