"""What counts as cover: the links an analysis may use, and how many places stand behind them."""

from __future__ import annotations

from ajgraph.organisation import COUNTED, Fit, Link, LinkKind, LinkStatus, Organisation
from ajgraph.posts import known_post

_STATUSES: tuple[LinkStatus, ...] = ("confirmed", "one-sided", "undocumented")
_FITS: tuple[Fit, ...] = ("fit", "unknown", "gap")
_KINDS: tuple[LinkKind, ...] = ("post", "peer", "unit-member")


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


def _strength(link: Link) -> tuple[int, int, int, str]:
    return _STATUSES.index(link.status), _FITS.index(link.fit), _KINDS.index(link.kind), link.substitute
