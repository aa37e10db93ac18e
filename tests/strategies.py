"""Organisations for tests: random ones from a seed, hypothesis strategies, and short ones by hand."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace

from hypothesis import strategies as st

from ajgraph.organisation import Link, LinkStatus, Organisation, Post

STATUSES: tuple[LinkStatus, ...] = ("confirmed", "one-sided", "undocumented", "ambiguous", "unresolved")


def by_hand(
    links: Mapping[str, str], places: Mapping[str, int] | None = None, known: bool = True
) -> Organisation:
    """Return the organisation of ``{"a": "bc"}``: b and c may stand in for a; posts are single letters."""
    places = places or {}
    posts = sorted({*links, *"".join(links.values()), *places})
    return Organisation(
        tuple(
            Post(iri, iri.upper(), places=places.get(iri, 1), places_known=known or iri in places)
            for iri in posts
        ),
        tuple(
            Link(absent, substitute, "peer" if absent == substitute else "post")
            for absent in sorted(links)
            for substitute in links[absent]
        ),
    )


def with_inferred(organisation: Organisation) -> Organisation:
    """Return it with all places but the first of each post inferred."""
    posts = (
        replace(post, inferred=max(0, post.places - 1), places_known=post.places < 2)
        for post in organisation.posts
    )
    return Organisation(tuple(posts), organisation.links)


def random_organisation(
    rng: random.Random, *, posts: int, density: float, most_places: int = 1, odd_links: float = 0.0
) -> Organisation:
    """Return an organisation of ``posts`` posts p0, p1 …; peer links only where there may be several places.

    ``odd_links`` is the share of links that are ambiguous or unresolved, and so do not count.
    """
    iris = [f"p{number}" for number in range(posts)]
    links = []
    for absent in iris:
        for substitute in iris:
            if rng.random() < density and (absent != substitute or most_places > 1):
                status = rng.choice(STATUSES[3:] if rng.random() < odd_links else STATUSES[:3])
                links.append(Link(absent, substitute, "peer" if absent == substitute else "post", status))
    made = (Post(iri, iri.upper(), places=rng.randint(1, most_places)) for iri in iris)
    return Organisation(
        tuple(
            Post(post.iri, post.title, places=post.places, places_known=post.places > 1 or rng.random() < 0.5)
            for post in made
        ),
        tuple(links),
    )


def random_organisations(
    count: int, *, seed: int, most_posts: int = 7, most_places: int = 1, odd_links: float = 0.0
) -> Iterator[tuple[random.Random, Organisation]]:
    """Yield ``count`` small organisations of all densities, each with the generator to go on with."""
    rng = random.Random(seed)
    for _ in range(count):
        yield (
            rng,
            random_organisation(
                rng,
                posts=rng.randint(1, most_posts),
                density=rng.choice((0.1, 0.2, 0.3, 0.5, 0.8)),
                most_places=most_places,
                odd_links=odd_links,
            ),
        )


@st.composite
def organisations(draw: st.DrawFn, most_posts: int = 6, most_places: int = 3) -> Organisation:
    """Organisations with places (or none), peers, links of every status and kind, double links, and open mentions."""
    iris = [f"p{number}" for number in range(draw(st.integers(1, most_posts)))]
    counts = draw(st.lists(st.integers(0, most_places), min_size=len(iris), max_size=len(iris)))
    post = st.sampled_from(iris)
    links = draw(
        st.lists(
            st.builds(
                Link,
                absent=post,
                substitute=post,
                kind=st.sampled_from(("post", "peer", "unit-member")),
                status=st.sampled_from(STATUSES),
                fit=st.sampled_from(("fit", "gap", "unknown")),
            ),
            max_size=3 * len(iris),
        )
    )
    return Organisation(
        tuple(
            Post(
                iri,
                iri.upper(),
                places=count,
                places_known=count != 1 or draw(st.booleans()),
                documented=(stated := draw(st.integers(0, 4)) > 0),
                substitution_stated=stated,
                designated=draw(st.sampled_from(((), (), (), ("määratud ametnik",)))),
                unresolved=draw(st.sampled_from(((), (), (), ("direktor",)))),
            )
            for iri, count in zip(iris, counts, strict=True)
        ),
        tuple(sorted(links, key=lambda link: (link.absent, link.substitute, link.kind, link.status))),
    )


@st.composite
def questions(draw: st.DrawFn) -> tuple[Organisation, list[str]]:
    """Draw an organisation and a possible absence: no post away with more places than it has."""
    organisation = draw(organisations())
    away = [post.iri for post in organisation.posts for _ in range(draw(st.integers(0, post.places)))]
    return organisation, draw(st.permutations(away))
