"""How far apart two posts stand in the structure: the fewest steps from unit to unit, up and down the tree."""

from __future__ import annotations

from ajgraph.organisation import Organisation, Post

FAR = 99
"""The distance of posts that no unit above joins (different bodies, or a unit not known)."""


class Distances:
    """Distances between the posts of one organisation; the units above each unit are looked up once.

    >>> from ajgraph.organisation import Unit
    >>> units = Unit("o", "Amet", None), Unit("d", "Osakond", "o"), Unit("t", "Talitus", "d")
    >>> posts = Post("a", "A", unit="t"), Post("b", "B", unit="d"), Post("c", "C", unit="o"), Post("x", "X")
    >>> far = Distances(Organisation(posts, units=units))
    >>> [far.between("a", other) for other in "abcx"]
    [0, 1, 2, 99]
    """

    def __init__(self, organisation: Organisation) -> None:
        self._posts = organisation.by_iri
        self._parents = {unit.iri: unit.parent for unit in organisation.units}
        self._above: dict[str | None, dict[str, int]] = {None: {}}

    def between(self, one: str, other: str) -> int:
        """Return the number of steps between the units of two posts (IRIs): 0 in one unit, :data:`FAR` if unjoined."""
        if one == other:
            return 0
        here, there = self._of(self._posts[one]), self._of(self._posts[other])
        return min((steps + there[unit] for unit, steps in here.items() if unit in there), default=FAR)

    def _of(self, post: Post) -> dict[str, int]:
        """Return the units above a post, its own first, each with the steps to it."""
        if (known := self._above.get(post.unit)) is not None:
            return known
        above: dict[str, int] = {}
        unit = post.unit
        while unit is not None and unit not in above:  # a hierarchy may bite its tail
            above[unit] = len(above)
            unit = self._parents.get(unit)
        self._above[post.unit] = above
        return above
