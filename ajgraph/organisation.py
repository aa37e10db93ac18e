"""An organisation as the analyses see it: posts with places, links between them, nothing of RDF.

Built from the graph (``ajgraph.network``) or by hand; everything in ``coverage``, ``absence``, ``resilience``
and ``chains`` takes an :class:`Organisation` and returns frozen results.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

LinkKind = Literal["post", "peer", "unit-member", "designated"]
"""How the substitute is meant; ``designated`` is what whoever asks has decided, and no source says."""
LinkStatus = Literal["confirmed", "one-sided", "undocumented", "ambiguous", "unresolved"]
Fit = Literal["fit", "gap", "unknown"]
Side = Literal["substituted_by", "substitutes"]
"""Who states a link: the absent post, or the substitute."""

COUNTED: frozenset[LinkStatus] = frozenset({"confirmed", "one-sided", "undocumented"})
"""The statuses that count as cover unless the user narrows them (all of them resolved)."""


@dataclass(frozen=True, slots=True)
class Unit:
    """An organisational unit; ``parent`` is the IRI of the unit or organisation above it."""

    iri: str
    name: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class Post:
    """A post (ametikoht) with its number of places.

    Attributes
    ----------
    unit
        IRI of the unit or organisation it belongs to; ``unit_path`` the names, largest first, organisation apart.
    id, ids
        The ids of its rows in staffing tables, sorted; ``id`` is the first and always one of them.
    places
        Number of places of the koosseis; 1 where it is unknown, the least that is stated where tables disagree (but
        one at least); ``places_known`` is False in both cases. 0: it exists on paper, nobody can be away from it.
    documented
        Whether a job description of the post is in the graph.
    substitution_stated
        Whether any source of its own says something about who stands in (a document, a staffing row).
    designated, unresolved
        Mentions as written that name nobody yet, or that could not be settled: unresolved and ambiguous ones, and
        lines about substitution that could not be read where nothing else says who stands in.
    kind
        What staffing tables call it: "ametikoht" (of an official) or "töökoht" (of an employee); None where they do
        not say, or not the same.
    inferred
        How many of ``places`` no source states: a leave calendar has so many people away at once. That they are away is
        all that is known of them, so they stand in for nobody.

    """

    iri: str
    title: str
    specialisation: str | None = None
    id: str | None = None
    unit: str | None = None
    unit_path: tuple[str, ...] = ()
    organisation: str | None = None
    places: int = 1
    places_known: bool = False
    documented: bool = True
    substitution_stated: bool = True
    designated: tuple[str, ...] = ()
    unresolved: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    kind: str | None = None
    inferred: int = 0

    def __post_init__(self) -> None:
        if self.id is not None and self.id not in self.ids:
            object.__setattr__(self, "ids", (self.id, *self.ids))

    def present(self, away: int) -> int:
        """Return how many places can stand in for others while ``away`` of the post are absent."""
        return max(0, self.places - self.inferred - away)

    @property
    def label(self) -> str:
        """The title with its specialisation in brackets."""
        return f"{self.title} ({self.specialisation})" if self.specialisation else self.title


@dataclass(frozen=True, slots=True)
class Link:
    """``substitute`` may stand in for ``absent`` (both IRIs); a peer link has the same post on both ends.

    ``claims`` are the IRIs of the claims it rests on, ``gaps`` what the substitute's requirements lack; ``described``
    and ``listed`` are the sides that job descriptions and rows of staffing tables state, where that is known.
    """

    absent: str
    substitute: str
    kind: LinkKind = "post"
    status: LinkStatus = "confirmed"
    fit: Fit = "unknown"
    claims: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    described: tuple[Side, ...] = ()
    listed: tuple[Side, ...] = ()


@dataclass(frozen=True, slots=True)
class Reporting:
    """``post`` reports to ``manager`` (both IRIs)."""

    post: str
    manager: str


@dataclass(frozen=True)
class Organisation:
    """Posts, links, reporting lines and units, each sorted by IRI.

    >>> one = Organisation(posts=(Post("a", "Jurist"), Post("b", "Nõunik")), links=(Link("a", "b"),))
    >>> [link.substitute for link in one.links_of("a")]
    ['b']
    """

    posts: tuple[Post, ...]
    links: tuple[Link, ...] = ()
    reporting: tuple[Reporting, ...] = ()
    units: tuple[Unit, ...] = ()

    @cached_property
    def by_iri(self) -> dict[str, Post]:
        """The posts by IRI."""
        return {post.iri: post for post in self.posts}

    @cached_property
    def _links_by_absent(self) -> dict[str, tuple[Link, ...]]:
        links: dict[str, list[Link]] = {}
        for link in self.links:
            links.setdefault(link.absent, []).append(link)
        return {absent: tuple(found) for absent, found in links.items()}

    def links_of(self, post: str) -> tuple[Link, ...]:
        """Return the links that say who may stand in for ``post``, whatever their status."""
        return self._links_by_absent.get(post, ())

    def designating(self, absent: str, substitute: str) -> Organisation:
        """Return the same organisation where ``substitute`` has been designated to stand in for ``absent`` (IRIs)."""
        decided = Link(absent, substitute, "designated", "undocumented")
        return replace(self, links=(*self.links, decided))

    def narrowed(self, statuses: frozenset[LinkStatus] = COUNTED, *, fit_only: bool = False) -> Organisation:
        """Return the same organisation with only the links that count.

        ``fit_only`` also drops links whose substitute is known to be unfit; unknown fitness stays.
        """
        kept = tuple(
            link for link in self.links if link.status in statuses and not (fit_only and link.fit == "gap")
        )
        return replace(self, links=kept)
