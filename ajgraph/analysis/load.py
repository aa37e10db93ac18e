"""Load: how many posts the busiest person must stand in for if every stand-in had to be named at once (M10).

Each post with a substitute is given to one of its substitutes, and one person (a place of the substitute) takes up to
L posts. The least L for which that can be done is the least possible top load: whoever plans, somebody has that much.
The certificate is a set S of posts with |S| > (L − 1) · n(N(S)): more posts than L − 1 for each person who may take
them. Those people are overloaded together, however the posts are shared out.

L starts at 1. Where a maximum assignment with L posts a person leaves a post over, the posts its search reached are
such a set, and L rises to ⌈|S| / n(N(S))⌉ of the worst of them, which no assignment can avoid. So every step is proved,
the last one by the certificate, and few steps are needed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ajgraph.analysis.absence import check_places
from ajgraph.analysis.assignment import ALIKE, assign
from ajgraph.analysis.cover import single_cover
from ajgraph.language import Bilingual
from ajgraph.organisation import COUNTED, Organisation
from ajgraph.posts import known_post, listed, names
from ajgraph.result import Result


@dataclass(frozen=True, slots=True)
class Overload:
    """``posts`` (IRIs, sorted, repeated for several places) whose only substitutes are ``people`` (once for each place)."""

    posts: tuple[str, ...]
    people: tuple[str, ...]

    @property
    def least(self) -> int:
        """How many of the posts one of the people has at least."""
        return -(-len(self.posts) // len(self.people))

    def sentence(self, organisation: Organisation) -> Bilingual:
        """Return the certificate in words: "these 5 posts have 2 people between them: …"."""
        name = names(organisation, {*self.posts, *self.people})
        count, people = len(self.posts), len(self.people)
        posts = _listed(self.posts, name)
        stand_in = _listed(self.people, name)
        if people == 1:
            return Bilingual(
                f"{count} posts have one substitute, {stand_in}: {posts}",
                f"{count} ametikohal on üks asendaja, {stand_in}: {posts}",
            )
        return Bilingual(
            f"{count} posts have {people} people between them ({stand_in}), so one of these has at least "
            f"{self.least}: {posts}",
            f"{count} ametikoha peale on {people} asendajat ({stand_in}), seega on mõnel neist "
            f"{self.least} või enam: {posts}",
        )


@dataclass(frozen=True, slots=True)
class Load(Result):
    """The least possible top load.

    Attributes
    ----------
    size
        Posts that the busiest person stands in for, at the least; 0 where there is nothing to give.
    assignment
        Pairs (post, substitute), sorted, in which nobody has more.
    overload
        Why it cannot be less; None where ``size`` is 1 or 0, for then there is nothing to prove.
    left_out
        Posts nobody can be named for, sorted, once for each place.
    organisation
        Whose answer it is, to name the posts.

    """

    size: int
    assignment: tuple[tuple[str, str], ...]
    overload: Overload | None = None
    left_out: tuple[str, ...] = ()
    organisation: Organisation | None = field(default=None, repr=False, compare=False)

    def to_json(self) -> dict[str, Any]:
        """Return the ``load`` object of ``coverage --format json``."""
        return {
            "size": self.size,
            "assignment": [{"post": post, "substitute": person} for post, person in self.assignment],
            "overload": None
            if self.overload is None
            else {"posts": list(self.overload.posts), "substitutes": list(self.overload.people)},
            "left_out": list(self.left_out),
        }

    def records(self) -> list[dict[str, str | int | bool | None]]:
        """Return the assignment as flat rows."""
        name = names(self.organisation, self.organisation.by_iri) if self.organisation else {}
        return [
            {
                **listed("post", [post], name),
                **listed("substitute", [person], name),
            }
            for post, person in self.assignment
        ]

    def __str__(self) -> str:
        return str(
            Bilingual(
                f"somebody stands in for at least {self.size}",
                f"kellelgi on asendada vähemalt {self.size}",
            )
        )


def load(organisation: Organisation, posts: Iterable[str] | None = None) -> Load:
    """Return the least possible top load if every stand-in of ``posts`` (IRIs; None: all) were named at once.

    Each post counts once, however many places it has; all are taken to be present. Raises UnknownPost.

    >>> from ajgraph.organisation import Link, Post
    >>> links = Link("a", "x"), Link("b", "x"), Link("c", "x"), Link("c", "y")
    >>> load(Organisation(tuple(Post(iri, iri) for iri in "abcxy"), links)).overload
    Overload(posts=('a', 'b'), people=('x',))
    """
    asked = sorted(organisation.by_iri if posts is None else set(posts))
    cover = {iri: single_cover(organisation, known_post(organisation, iri).iri) for iri in asked}
    return load_of(organisation, cover)


def load_of(organisation: Organisation, cover: Mapping[str, Collection[str]]) -> Load:
    """Return the load of the posts of ``cover``, whose substitutes (``single_cover``) are known already."""
    there = [iri for iri in sorted(cover) if organisation.by_iri[iri].places > 0]
    return _least(organisation, there, cover, {iri: post.places for iri, post in organisation.by_iri.items()})


def load_of_absence(organisation: Organisation, absent: Iterable[str]) -> Load:
    """Return how many absent places the busiest present person must cover at the least, so that all are covered.

    ``absent`` are IRIs of posts, repeated for several places. Raises UnknownPost, and UsageError where a post does not
    have that many places.
    """
    away = Counter(absent)
    for iri, count in sorted(away.items()):
        check_places(organisation, iri, count)
    present = {iri: post.places - away[iri] for iri, post in organisation.by_iri.items()}
    cover = {iri: [x for x in single_cover(organisation, iri) if present[x] > 0] for iri in away}
    return _least(organisation, sorted(away.elements()), cover, present)


def verify_load(organisation: Organisation, found: Load, absent: Iterable[str] | None = None) -> list[str]:
    """Return what is wrong with the certificates of ``found``; an empty list means that they hold.

    ``absent`` are the places asked about with :func:`load_of_absence`. Counts along the links and follows nothing.
    """
    away = Counter(() if absent is None else absent)
    present = {iri: post.places - away[iri] for iri, post in organisation.by_iri.items()}

    def able(iri: str) -> set[str]:
        return {
            link.substitute
            for link in organisation.links_of(iri)
            if link.status in COUNTED
            and present[link.substitute] > (1 if link.substitute == iri and not away[iri] else 0)
        }

    wrong = [
        f"{person} may not stand in for {post}"
        for post, person in found.assignment
        if person not in able(post)
    ]
    loads = Counter(person for _, person in found.assignment)
    wrong += [f"{iri} has too much" for iri, count in loads.items() if count > found.size * present[iri]]
    wrong += [f"{iri} has a substitute" for iri in found.left_out if able(iri)]
    if absent is not None and Counter(found.left_out) + Counter(post for post, _ in found.assignment) != away:
        wrong.append("the assignment and what is left out are not the absent places")
    if found.overload is None:
        return [*wrong, "nothing proves that it cannot be less"] if found.size > 1 else wrong
    given = Counter(post for post, _ in found.assignment)
    if Counter(found.overload.posts) - given:
        wrong.append("the certificate names posts that are not given to anybody")
    people = set[str]().union(*(able(iri) for iri in found.overload.posts))
    if Counter(found.overload.people) != Counter({iri: present[iri] for iri in people}):
        wrong.append("the certificate does not name the people who may take its posts")
    if len(found.overload.posts) <= (found.size - 1) * len(found.overload.people):
        wrong.append("the certificate has people enough for less")
    return wrong


def _least(
    organisation: Organisation,
    places: list[str],
    cover: Mapping[str, Collection[str]],
    present: Mapping[str, int],
) -> Load:
    given = [iri for iri in places if cover[iri]]
    options = {iri: [(person, ALIKE) for person in sorted(cover[iri])] for iri in given}
    left_out = tuple(iri for iri in places if not cover[iri])
    if not given:
        return Load(0, (), None, left_out, organisation)
    people = {person: present[person] for iri in given for person in cover[iri]}
    size, overload = 1, None
    while True:
        room = {iri: size * count for iri, count in people.items()}
        solution = assign(Counter(given), options, room, frozenset())
        if not solution.uncovered:
            return Load(size, solution.pairs, overload, left_out, organisation)
        found = [_overload(posts, cover, people) for posts in solution.hall_sets]
        overload = max(found, key=lambda one: (one.least, -len(one.posts), one.posts))
        size = overload.least


def _overload(
    posts: Iterable[str], cover: Mapping[str, Collection[str]], people: Mapping[str, int]
) -> Overload:
    around = sorted({person for iri in posts for person in cover[iri]})
    return Overload(tuple(sorted(posts)), tuple(person for person in around for _ in range(people[person])))


def _listed(posts: Iterable[str], name: Mapping[str, str]) -> str:
    return ", ".join(
        name[iri] if count == 1 else f"{count} × {name[iri]}" for iri, count in Counter(posts).items()
    )
