"""Cover of every post: who may stand in, how safe that is, and where the whole hangs together badly.

Everything is reckoned over the links that count (``ajgraph.analysis.cover``); narrow the organisation to count fewer.
Asked of some posts only, it is their cover: anybody may be absent, and substitutes serve these posts alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

import networkx as nx

from ajgraph.analysis.cover import counted_links, has_colleagues, single_cover, unsettled
from ajgraph.analysis.groups import bosses_and_deputies, conflicting_pairs, rings_of, substitution_graph
from ajgraph.analysis.hanging import Hanging, Hangings
from ajgraph.analysis.load import Load, load_of
from ajgraph.analysis.resilience import SOLVER_EFFORT, WORK_BUDGET, Resilience, resilience_of
from ajgraph.analysis.units import posts_by_unit
from ajgraph.language import Bilingual
from ajgraph.organisation import COUNTED, Link, Organisation, Post, Unit
from ajgraph.posts import known_post, listed, names
from ajgraph.result import Result

Verdict = Literal["uncovered", "unknown", "designated-only", "peer-only", "fragile", "covered"]

_Group = TypeVar("_Group", tuple[str, str], tuple[str, ...])

VERDICTS: dict[Verdict, Bilingual] = {
    "uncovered": Bilingual("nobody may stand in", "asendajat ei ole"),
    "unknown": Bilingual("unknown who may stand in", "asendaja teadmata"),
    "designated-only": Bilingual("somebody is to be designated", "asendaja määratakse"),
    "peer-only": Bilingual("only colleagues in the same post", "ainult sama ametikoha kolleegid"),
    "fragile": Bilingual("hangs on one person", "sõltub ühest"),
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
    resilience
        How many absences, the post's own among them, leave it without a substitute.
    hanging
        Who is on every chain of substitutes from it, and the fewest without whom no chain is left.
    hangs_on
        The only post that can step in, where ``present`` is 1.

    """

    post: Post
    links: tuple[Link, ...]
    present: int
    verdict: Verdict
    resilience: Resilience
    hanging: Hanging
    hangs_on: str | None = None

    def __str__(self) -> str:
        return f"{self.post.label}: {VERDICTS[self.verdict]}"


@dataclass(frozen=True, slots=True)
class UnitCover:
    """The cover of a unit or organisation: of its posts and those of the units below it."""

    unit: Unit
    posts: tuple[str, ...]
    resilience: Resilience

    def __str__(self) -> str:
        return f"{self.unit.name}: {self.resilience}"


@dataclass(frozen=True, slots=True)
class Coverage(Result):
    """The cover of an organisation, or of some of its posts.

    Attributes
    ----------
    posts
        Gaps first (the order of :data:`VERDICTS`), then by IRI.
    resilience, load
        Of the posts asked about: how many absences break their cover, and the least possible top load.
    units
        The units all of whose posts are asked about, by IRI.
    conflicts
        Pairs that may not be away together though each alone is covered: one place of each (design § 2.9).
    rings
        Closed rings: two or more posts that stand in for each other, directly or not, and nobody else for any
        of them. All away, nobody is left.
    bosses_and_deputies
        Pairs (manager, deputy) who have no substitute but each other. Of these three, those with a post asked about.

    """

    organisation: Organisation = field(repr=False)
    posts: tuple[PostCover, ...]
    resilience: Resilience
    conflicts: tuple[tuple[str, str], ...]
    rings: tuple[tuple[str, ...], ...]
    bosses_and_deputies: tuple[tuple[str, str], ...]
    units: tuple[UnitCover, ...]
    load: Load

    @property
    def counts(self) -> dict[Verdict, int]:
        """The number of posts of each verdict that occurs, gaps first."""
        counts = Counter(one.verdict for one in self.posts)
        return {verdict: counts[verdict] for verdict in VERDICTS if counts[verdict]}

    def to_json(self) -> dict[str, Any]:
        """Return the object of ``coverage --format json`` (design § 7); ``unit`` of a post is the path of units.

        Beside the contract: of a post ``resilience``, ``hangs_on`` (the only substitute), ``on_every_chain`` and ``cut``;
        of the whole ``bosses_and_deputies``, ``units`` and ``load``.
        """
        return {
            "posts": [self._post_to_json(one) for one in self.posts],
            "resilience": self.resilience.to_json(),
            "conflicts": [list(pair) for pair in self.conflicts],
            "rings": [list(ring) for ring in self.rings],
            "bosses_and_deputies": [list(pair) for pair in self.bosses_and_deputies],
            "units": [
                {
                    "unit": one.unit.iri,
                    "name": one.unit.name,
                    "parent": one.unit.parent,
                    "posts": len(one.posts),
                    "resilience": one.resilience.to_json(),
                }
                for one in self.units
            ],
            "load": self.load.to_json(),
        }

    def records(self) -> list[dict[str, str | int | bool | None]]:
        """Return the posts as flat rows, gaps first; several values of a cell stand with "; " between them."""
        name = names(self.organisation, self.organisation.by_iri)
        return [
            {
                "verdict": one.verdict,
                **listed("post", [one.post.iri], name),
                "id": one.post.id,
                "title": one.post.title,
                "specialisation": one.post.specialisation,
                "unit": " > ".join(one.post.unit_path) or None,
                "places": one.post.places,
                "places_known": one.post.places_known,
                **listed("substitutes", (x.substitute for x in one.links if x.status in COUNTED), name),
                "present": one.present,
                "resilience": one.resilience.size,
                **listed("hangs_on", filter(None, [one.hangs_on]), name),
                **listed("on_every_chain", one.hanging.on_every, name),
                **listed("cut", one.hanging.cut, name),
            }
            for one in self.posts
        ]

    def to_networkx(self) -> nx.DiGraph[str]:
        """Return the graph absent → substitute of the links that count, every post with its cover."""
        graph = substitution_graph(self.organisation)
        for one, record in zip(self.posts, self.records(), strict=True):
            about = {key: value for key, value in record.items() if value is not None}
            graph.nodes[one.post.iri].update(about, label=record["post_name"])
            for link in one.links:
                if graph.has_edge(link.absent, link.substitute) and link.status in COUNTED:
                    graph.edges[link.absent, link.substitute].update(
                        status=link.status, kind=link.kind, fit=link.fit
                    )
        return graph

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
            "resilience": one.resilience.to_json(),
            "hangs_on": one.hangs_on,
            "on_every_chain": list(one.hanging.on_every),
            "cut": list(one.hanging.cut),
        }

    def __str__(self) -> str:
        parts = ", ".join(f"{count} {verdict}" for verdict, count in self.counts.items())
        total = len(self.posts)
        return f"{Bilingual(f'{total} posts', f'{total} ametikohta')}: {parts}; {self.resilience}"


def coverage(
    organisation: Organisation,
    posts: Iterable[str] | None = None,
    *,
    budget: int = WORK_BUDGET,
    effort: float = SOLVER_EFFORT,
) -> Coverage:
    """Return the cover of every post and of the whole, or of ``posts`` (IRIs) alone.

    ``budget`` and ``effort`` bound the search for resilience (:func:`~ajgraph.analysis.resilience.resilience`): once
    for all posts together, and once for the units together.

    Raises :class:`~ajgraph.errors.UnknownPost` where a link names a post that the organisation does not have.

    >>> one = Organisation((Post("a", "A"), Post("b", "B"), Post("c", "C")), (Link("a", "b"), Link("b", "a")))
    >>> print(coverage(one))
    3 posts: 1 uncovered, 2 fragile; 2 absences break cover
    >>> coverage(one).rings, coverage(one).conflicts
    ((('a', 'b'),), (('a', 'b'),))
    """
    asked = set(organisation.by_iri) if posts is None else {known_post(organisation, x).iri for x in posts}
    cover = {post.iri: single_cover(organisation, post.iri) for post in organisation.posts}
    ours = {iri: found for iri, found in cover.items() if iri in asked}
    order = list(VERDICTS)
    hangings = Hangings(organisation, cover)
    rows = (
        _post_cover(organisation, organisation.by_iri[iri], found, hangings.of(iri))
        for iri, found in ours.items()
    )

    def concerned(groups: Iterable[_Group]) -> tuple[_Group, ...]:
        return tuple(group for group in groups if not asked.isdisjoint(group))

    return Coverage(
        organisation,
        tuple(sorted(rows, key=lambda one: (order.index(one.verdict), one.post.iri))),
        resilience_of(organisation, ours, whole=posts is None, budget=budget, effort=effort),
        concerned(conflicting_pairs(organisation, cover)),
        concerned(rings_of(organisation, cover)),
        concerned(bosses_and_deputies(organisation, cover)),
        _units(organisation, asked, cover, budget, effort),
        load_of(organisation, ours),
    )


def _units(
    organisation: Organisation,
    asked: set[str],
    cover: Mapping[str, Mapping[str, int]],
    budget: int,
    effort: float,
) -> tuple[UnitCover, ...]:
    posts = {iri: found for iri, found in posts_by_unit(organisation).items() if asked.issuperset(found)}
    return tuple(
        UnitCover(
            unit,
            posts[unit.iri],
            resilience_of(
                organisation,
                {iri: cover[iri] for iri in posts[unit.iri]},
                budget=budget // len(posts),
                effort=effort / len(posts),
            ),
        )
        for unit in organisation.units
        if unit.iri in posts
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


def _post_cover(
    organisation: Organisation, post: Post, cover: Mapping[str, int], hanging: Hanging
) -> PostCover:
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
        resilience_of(organisation, {post.iri: cover}),
        hanging,
        next(iter(cover)) if present == 1 else None,
    )
