"""Substitution chains of one post: who stands in, who for them, where it goes round, and who is always on it.

A substitute does not hand on what was handed over to them: each substitution needs a decision (ATS § 57). So
a chain is one step; longer ones are suggestions for a decision.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any

import networkx as nx

from ajgraph.analysis.cover import counted_links, single_cover
from ajgraph.analysis.hanging import Hangings
from ajgraph.analysis.needs import Need, needs_of
from ajgraph.errors import UsageError
from ajgraph.language import Bilingual
from ajgraph.organisation import Link, LinkKind, LinkStatus, Organisation
from ajgraph.posts import known_post, listed, names
from ajgraph.result import Substitutions

PATH_LIMIT = 1_000
"""Paths listed at most; their number may double with every step."""


@dataclass(frozen=True, slots=True)
class Step:
    """``substitute`` (IRI) may stand in for the one before, by ``link``; ``needs`` says what that would take."""

    substitute: str
    status: LinkStatus
    kind: LinkKind
    link: Link
    needs: tuple[Need, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """A chain from the post on; no post is on it twice."""

    steps: tuple[Step, ...]

    @property
    def suggested(self) -> bool:
        """Whether it needs decisions: everything beyond the first step does."""
        return len(self.steps) > 1


@dataclass(frozen=True, slots=True)
class Ring:
    """Posts that stand in for each other, directly or not; ``closed``: and nobody else for any of them."""

    posts: tuple[str, ...]
    closed: bool


@dataclass(frozen=True, slots=True)
class Chain(Substitutions):
    """The substitution chains of ``post``.

    Attributes
    ----------
    depth
        Longest chain listed, in steps; None for any length.
    paths
        Every chain of up to ``depth`` steps, short ones first, then by IRI: each ends with one who might act.
        A colleague in the same post is a step to the post itself, and the end.
    complete
        Whether ``paths`` has them all, or only the first of too many.
    levels
        The posts first reached in one step, in two, … (all of them, within ``depth``).
    rings
        The rings that the chains run into, at any depth; the post's own among them.
    on_every, cut
        Posts on every chain that goes on to an end, at any depth, the nearest first, and the fewest posts of which
        every chain has one (:mod:`ajgraph.analysis.hanging` says what an end is).
    organisation
        Whose answer it is, to name the posts.

    """

    post: str
    depth: int | None
    paths: tuple[Path, ...]
    complete: bool
    levels: tuple[tuple[str, ...], ...]
    rings: tuple[Ring, ...]
    on_every: tuple[str, ...]
    cut: tuple[str, ...] = ()
    organisation: Organisation | None = field(default=None, repr=False, compare=False)

    def to_json(self) -> dict[str, Any]:
        """Return the object of ``chain --format json``.

        ``{"post": IRI, "depth": int|null, "complete": bool, "levels": [[IRI]],
        "paths": [{"steps": [{"substitute": IRI, "status", "kind", "needs": [{"need", "text", "basis"}], "claims": [IRI]}],
        "depth": int, "suggested": bool}], "rings": [{"posts": [IRI], "closed": bool, "member": bool}],
        "on_every_chain": [IRI], "cut": [IRI]}``; ``member`` says whether the post itself is in the ring.
        """
        return {
            "post": self.post,
            "depth": self.depth,
            "complete": self.complete,
            "levels": [list(level) for level in self.levels],
            "paths": [
                {
                    "steps": [
                        {
                            "substitute": step.substitute,
                            "status": step.status,
                            "kind": step.kind,
                            "needs": [need.to_json() for need in step.needs],
                            "claims": list(step.link.claims),
                        }
                        for step in path.steps
                    ],
                    "depth": len(path.steps),
                    "suggested": path.suggested,
                }
                for path in self.paths
            ],
            "rings": [
                {"posts": list(ring.posts), "closed": ring.closed, "member": self.post in ring.posts}
                for ring in self.rings
            ],
            "on_every_chain": list(self.on_every),
            "cut": list(self.cut),
        }

    def records(self) -> list[dict[str, str | int | bool | None]]:
        """Return a flat row for each step of each chain, numbered from 1."""
        name = names(self.organisation, self.organisation.by_iri) if self.organisation else {}
        return [
            {
                "chain": number,
                "step": depth,
                **listed("absent", [step.link.absent], name),
                **listed("substitute", [step.substitute], name),
                "status": step.status,
                "kind": step.kind,
                "suggested": path.suggested,
                "needs": "; ".join(need.kind for need in step.needs),
            }
            for number, path in enumerate(self.paths, 1)
            for depth, step in enumerate(path.steps, 1)
        ]

    def __str__(self) -> str:
        paths = f"{len(self.paths)}{'' if self.complete else '+'}"
        levels, rings = len(self.levels), len(self.rings)
        return str(
            Bilingual(
                f"{self.post}: chains {paths}, levels {levels}, rings {rings}",
                f"{self.post}: ahelaid {paths}, tasemeid {levels}, ringe {rings}",
            )
        )


def chain(organisation: Organisation, post: str, depth: int | None = 1, *, limit: int = PATH_LIMIT) -> Chain:
    """Return the chains of ``post`` (IRI) of up to ``depth`` steps (None: any) over the links that count.

    At most ``limit`` paths are listed.

    Raises
    ------
    UnknownPost
        The IRI is not in the organisation.
    UsageError
        ``depth`` is less than 1.

    >>> from ajgraph.organisation import Post
    >>> links = Link("a", "b"), Link("b", "c"), Link("c", "b")
    >>> one = Organisation(tuple(Post(iri, iri) for iri in "abc"), links)
    >>> [[step.substitute for step in path.steps] for path in chain(one, "a", depth=None).paths]
    [['b'], ['b', 'c']]
    >>> chain(one, "a").rings, chain(one, "a").on_every
    ((Ring(posts=('b', 'c'), closed=True),), ('b',))

    """
    known_post(organisation, post)
    if depth is not None and depth < 1:
        raise UsageError(
            Bilingual(
                f"a chain of depth {depth} has no steps", f"ahelal sügavusega {depth} ei ole ühtki sammu"
            ),
            remedy=Bilingual("Give 1 or more.", "Anna 1 või rohkem."),
        )
    links = _links_reached(organisation, post)
    paths, complete = _paths(organisation, links, post, depth, limit)
    hanging = Hangings(organisation).of(post)
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(links)
    graph.add_edges_from(
        (iri, x.substitute) for iri, found in links.items() for x in found if x.substitute != iri
    )
    return Chain(
        post,
        depth,
        paths,
        complete,
        _levels(links, post, depth),
        _rings(graph),
        hanging.on_every,
        hanging.cut,
        organisation,
    )


def _links_reached(organisation: Organisation, post: str) -> dict[str, tuple[Link, ...]]:
    """Return the links of the post and of all it leads to, by IRI; a peer link only of the post itself."""
    reached: dict[str, tuple[Link, ...]] = {}
    queue = deque([post])
    while queue:
        iri = queue.popleft()
        if iri in reached:
            continue
        able = single_cover(organisation, iri)
        one = organisation.by_iri[iri]
        colleagues = iri == post and (one.places > 1 or not one.places_known)
        found = (
            link
            for link in counted_links(organisation, iri)
            if (colleagues if link.substitute == iri else link.substitute in able)
        )
        reached[iri] = tuple(sorted(found, key=lambda link: link.substitute))
        queue.extend(link.substitute for link in reached[iri])
    return reached


def _paths(
    organisation: Organisation, links: dict[str, tuple[Link, ...]], post: str, depth: int | None, limit: int
) -> tuple[tuple[Path, ...], bool]:
    paths: list[Path] = []
    needs = cache(partial(needs_of, organisation))
    queue: deque[tuple[Step, ...]] = deque([()])
    while queue:
        steps = queue.popleft()
        if depth is not None and len(steps) == depth:
            break
        on_it = {step.substitute for step in steps}
        for link in links[steps[-1].substitute if steps else post]:
            peer = link.substitute == post and not steps
            if link.substitute in on_it or (link.substitute == post and not peer):
                continue
            if len(paths) == limit:
                return tuple(paths), False
            taken = Step(link.substitute, link.status, link.kind, link, needs(link, len(steps) + 1))
            longer = (*steps, taken)
            paths.append(Path(longer))
            if not peer:
                queue.append(longer)
    return tuple(paths), True


def _levels(links: dict[str, tuple[Link, ...]], post: str, depth: int | None) -> tuple[tuple[str, ...], ...]:
    seen, level = {post}, [post]
    levels: list[tuple[str, ...]] = []
    while depth is None or len(levels) < depth:
        level = sorted({link.substitute for iri in level for link in links[iri]} - seen)
        if not level:
            break
        seen.update(level)
        levels.append(tuple(level))
    return tuple(levels)


def _rings(graph: nx.DiGraph[str]) -> tuple[Ring, ...]:
    closed = {frozenset(found) for found in nx.attracting_components(graph)}
    return tuple(
        Ring(tuple(sorted(found)), frozenset(found) in closed)
        for found in sorted(nx.strongly_connected_components(graph), key=sorted)
        if len(found) > 1
    )
