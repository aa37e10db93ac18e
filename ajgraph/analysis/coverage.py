"""Cover of every post: who may stand in, how safe that is, and where the whole hangs together badly.

Everything is reckoned over the links that count (``ajgraph.analysis.cover``); narrow the organisation to count fewer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, Literal

import networkx as nx

from ajgraph.analysis.cover import counted_links, has_colleagues, single_cover, unsettled
from ajgraph.analysis.resilience import WORK_BUDGET, Resilience, resilience
from ajgraph.language import Bilingual
from ajgraph.organisation import COUNTED, Link, Organisation, Post

Verdict = Literal["uncovered", "unknown", "designated-only", "peer-only", "fragile", "covered"]

VERDICTS: dict[Verdict, Bilingual] = {
    "uncovered": Bilingual("nobody may stand in", "asendajat ei ole"),
    "unknown": Bilingual("unknown who may stand in", "asendaja teadmata"),
    "designated-only": Bilingual("somebody is to be designated", "asendaja määratakse"),
    "peer-only": Bilingual("only colleagues in the same post", "ainult sama ametikoha kolleegid"),
    "fragile": Bilingual("hangs on one person", "sõltub ühest inimesest"),
    "covered": Bilingual("two or more may stand in", "kaks või enam asendajat"),
}
"""The verdicts in the order of reports: what needs work first."""


@dataclass(frozen=True, slots=True)
class PostCover:
    """The cover of one post.

    Attributes
    ----------
    links
        All links of the post, those that count first; ambiguous and unresolved ones are shown, never counted.
    present
        Number of places that could step in for one absent place of the post, all others being present.
    verdict
        See :func:`verdict_of`.
    hangs_on
        The only post that can step in, where ``present`` is 1.

    """

    post: Post
    links: tuple[Link, ...]
    present: int
    verdict: Verdict
    hangs_on: str | None = None

    def __str__(self) -> str:
        return f"{self.post.label}: {VERDICTS[self.verdict]}"


@dataclass(frozen=True, slots=True)
class Coverage:
    """The cover of an organisation.

    Attributes
    ----------
    posts
        Gaps first (the order of :data:`VERDICTS`), then by IRI.
    conflicts
        Pairs that may not be away together though each alone is covered: one place of each (design § 2.9).
    rings
        Closed rings: two or more posts that stand in for each other, directly or not, and nobody else for any
        of them. All away, nobody is left.
    bosses_and_deputies
        Pairs (manager, deputy) who have no substitute but each other.

    """

    organisation: Organisation = field(repr=False)
    posts: tuple[PostCover, ...]
    resilience: Resilience
    conflicts: tuple[tuple[str, str], ...]
    rings: tuple[tuple[str, ...], ...]
    bosses_and_deputies: tuple[tuple[str, str], ...]

    @property
    def counts(self) -> dict[Verdict, int]:
        """The number of posts of each verdict that occurs, gaps first."""
        counts = Counter(one.verdict for one in self.posts)
        return {verdict: counts[verdict] for verdict in VERDICTS if counts[verdict]}

    def to_json(self) -> dict[str, Any]:
        """Return the object of ``coverage --format json`` (design § 7); ``unit`` is the path of units."""
        return {
            "posts": [self._post_to_json(one) for one in self.posts],
            "resilience": self.resilience.to_json(),
            "conflicts": [list(pair) for pair in self.conflicts],
            "rings": [list(ring) for ring in self.rings],
        }

    def _post_to_json(self, one: PostCover) -> dict[str, Any]:
        post, by_iri = one.post, self.organisation.by_iri
        return {
            "post": post.iri,
            "id": post.id,
            "title": post.title,
            "specialisation": post.specialisation,
            "unit": " > ".join(post.unit_path) or None,
            "places": post.places,
            "places_known": post.places_known,
            "links": [
                {
                    "to": link.substitute,
                    "to_id": by_iri[link.substitute].id,
                    "to_title": by_iri[link.substitute].title,
                    "kind": link.kind,
                    "status": link.status,
                    "fit": link.fit,
                }
                for link in one.links
            ],
            "verdict": one.verdict,
            "designated": list(post.designated),
            "unresolved": list(post.unresolved),
        }

    def __str__(self) -> str:
        parts = ", ".join(f"{count} {verdict}" for verdict, count in self.counts.items())
        total = len(self.posts)
        return f"{Bilingual(f'{total} posts', f'{total} ametikohta')}: {parts}; {self.resilience}"


def coverage(organisation: Organisation, *, budget: int = WORK_BUDGET) -> Coverage:
    """Return the cover of every post and of the whole; ``budget`` is that of the resilience search.

    Raises :class:`~ajgraph.errors.UnknownPost` where a link names a post that the organisation does not have.

    >>> one = Organisation((Post("a", "A"), Post("b", "B"), Post("c", "C")), (Link("a", "b"), Link("b", "a")))
    >>> print(coverage(one))
    3 posts: 1 uncovered, 2 fragile; 2 absences break cover
    >>> coverage(one).rings, coverage(one).conflicts
    ((('a', 'b'),), (('a', 'b'),))
    """
    order = list(VERDICTS)
    cover = {post.iri: single_cover(organisation, post.iri) for post in organisation.posts}
    posts = (_post_cover(organisation, post, cover[post.iri]) for post in organisation.posts)
    return Coverage(
        organisation,
        tuple(sorted(posts, key=lambda one: (order.index(one.verdict), one.post.iri))),
        resilience(organisation, budget=budget),
        _conflicts(organisation, cover),
        closed_rings(substitution_graph(organisation)),
        _bosses_and_deputies(organisation, cover),
    )


def verdict_of(organisation: Organisation, post: Post) -> Verdict:
    """Return how well ``post`` is covered, by who could step in for one absent place of it.

    Colleagues in the same post alone are ``peer-only``, unless the post is known to have one place: then
    there is no colleague. Two places or more (colleagues besides others count) are ``covered``, one
    ``fragile``. Where nobody is named, ``designated-only`` (also by rule), else ``unknown`` where a mention
    was not resolved or no source of the post is here (:func:`~ajgraph.analysis.cover.unsettled`), else ``uncovered``.
    A post with no place at all is ``covered``: nobody can be away from it.
    """
    if post.places == 0:
        return "covered"
    by_iri = organisation.by_iri
    links = [link for link in counted_links(organisation, post.iri) if by_iri[link.substitute].places > 0]
    if links and all(link.substitute == post.iri for link in links):
        if has_colleagues(organisation, post) is not False:
            return "peer-only"
    elif present := sum(single_cover(organisation, post.iri).values()):
        return "covered" if present > 1 else "fragile"
    if post.designated:
        return "designated-only"
    if unsettled(organisation, post):
        return "unknown"
    return "uncovered"


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


def _post_cover(organisation: Organisation, post: Post, cover: Mapping[str, int]) -> PostCover:
    links = organisation.links_of(post.iri)
    shown = sorted(
        links,
        key=lambda link: (link.status not in COUNTED, link.substitute, link.kind, link.status, link.fit),
    )
    present = sum(cover.values())
    return PostCover(
        post,
        tuple(shown),
        present,
        verdict_of(organisation, post),
        next(iter(cover)) if present == 1 else None,
    )


def _conflicts(
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


def _bosses_and_deputies(
    organisation: Organisation, cover: Mapping[str, Mapping[str, int]]
) -> tuple[tuple[str, str], ...]:
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
