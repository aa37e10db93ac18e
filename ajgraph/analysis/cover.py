"""What counts as cover: the links an analysis may use, and how many places stand behind them."""

from __future__ import annotations

from ajgraph.language import Bilingual
from ajgraph.organisation import COUNTED, Fit, Link, LinkKind, LinkStatus, Organisation, Post
from ajgraph.posts import known_post, names

STATUSES: tuple[LinkStatus, ...] = ("confirmed", "one-sided", "undocumented")
"""The statuses that count, the best first."""

FITS: tuple[Fit, ...] = ("fit", "unknown", "gap")
"""Fitness, the best first."""

_KINDS: tuple[LinkKind, ...] = ("post", "peer", "unit-member", "designated")


def counted_links(organisation: Organisation, post: str) -> tuple[Link, ...]:
    """Return the links that count for ``post``: one for each substitute, the best documented first.

    Ambiguous and unresolved links never count (design: unknown is an answer). Where two links name the same
    substitute, the better documented one stays. A link of the post to itself is a peer link, whatever its
    kind. Raises :class:`~ajgraph.errors.UnknownPost` where a link names a post that the organisation does
    not have.

    >>> from ajgraph.organisation import Post
    >>> links = Link("a", "c", status="ambiguous"), Link("a", "b", status="one-sided"), Link("a", "a", "peer")
    >>> one = Organisation((Post("a", "Jurist"), Post("b", "Nõunik"), Post("c", "Arst")), links)
    >>> [(link.substitute, link.status) for link in counted_links(one, "a")]
    [('a', 'confirmed'), ('b', 'one-sided')]
    """
    best: dict[str, Link] = {}
    for link in sorted((x for x in organisation.links_of(post) if x.status in COUNTED), key=_strength):
        known_post(organisation, link.substitute)
        best.setdefault(link.substitute, link)
    return tuple(best.values())


def single_cover(organisation: Organisation, post: str) -> dict[str, int]:
    """Return who can step in for ONE absent place of ``post``: each substitute with its number of places.

    The colleagues of a peer link are the other places of the post, so none where it has one place.
    Substitutes without any place are left out: all values are 1 or more.
    """
    places = {
        link.substitute: organisation.by_iri[link.substitute].places - (link.substitute == post)
        for link in counted_links(organisation, post)
    }
    return {substitute: count for substitute, count in places.items() if count > 0}


def has_colleagues(organisation: Organisation, post: Post) -> bool | None:
    """Say whether a colleague in the same post may stand in for it; None where the number of places is unknown."""
    if all(link.substitute != post.iri for link in counted_links(organisation, post.iri)):
        return False
    return True if post.places - post.inferred > 1 else None if not post.places_known else False


def unsettled(organisation: Organisation, post: Post) -> bool:
    """Say whether the sources leave it unknown who may stand in for ``post`` besides the links that count.

    A mention was not resolved or is ambiguous, in the post's own sources or in those of others, or it has no
    source of its own at all. What names nobody yet is another matter: ``post.designated``.

    >>> one = Organisation((Post("a", "Jurist", unresolved=("direktor",)), Post("b", "Arst")))
    >>> [unsettled(one, post) for post in one.posts]
    [True, False]
    """
    return (
        bool(post.unresolved)
        or not (post.documented or post.substitution_stated)
        or any(link.status not in COUNTED for link in organisation.links_of(post.iri))
    )


def left_open(organisation: Organisation, post: Post) -> bool:
    """Say whether somebody not known might stand in for ``post`` besides the links that count.

    Somebody who is to be designated, what is :func:`unsettled`, or colleagues whose number nobody has stated.
    """
    return (
        bool(post.designated) or unsettled(organisation, post) or has_colleagues(organisation, post) is None
    )


def why_open(organisation: Organisation, post: Post) -> Bilingual | None:
    """Return what leaves a post open (:func:`left_open`), in words; None where nothing does."""
    if post.designated:
        return Bilingual(
            f"{', '.join(f'“{text}”' for text in post.designated)} names nobody yet",
            f"{', '.join(f'„{text}“' for text in post.designated)} ei nimeta veel kedagi",
        )
    if post.unresolved:
        return Bilingual(
            f"{', '.join(f'“{text}”' for text in post.unresolved)} could not be settled",
            f"{', '.join(f'„{text}“' for text in post.unresolved)} jäi selgusetuks",
        )
    perhaps = {link.substitute for link in organisation.links_of(post.iri) if link.status not in COUNTED}
    if perhaps:
        listed = ", ".join(sorted(names(organisation, perhaps).values()))
        return Bilingual(
            f"the mention is ambiguous; {listed} may be meant to stand in",
            f"mainimine on mitmeti mõistetav; asendaja võib olla {listed}",
        )
    if unsettled(organisation, post):
        return Bilingual(
            "its own job description is not here, so there may be others who stand in",
            "selle ametikoha enda juhendit siin pole; asendajaid võib olla veel",
        )
    if left_open(organisation, post):
        return Bilingual(
            "a colleague in the same post may stand in, but its number of places is not known",
            "asendada võib sama ametikoha kolleeg, aga kohtade arv pole teada",
        )
    return None


def _strength(link: Link) -> tuple[int, int, int, str]:
    return STATUSES.index(link.status), FITS.index(link.fit), _KINDS.index(link.kind), link.substitute
