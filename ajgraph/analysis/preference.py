"""Which of several assignments is the best: the one that rests on more documents, then fits better, then is nearer.

The three are compared one after the other over the whole assignment: one confirmed link more outweighs any fitness,
one step of fitness any distance. As one number that is a sum of weights so far apart that the lesser can never add up
to the greater.
"""

from __future__ import annotations

from collections.abc import Iterable

from ajgraph.analysis.cover import FITS, STATUSES
from ajgraph.analysis.distance import Distances
from ajgraph.organisation import Link, Organisation

FARTHEST = 9
"""Steps in the structure beyond which one substitute is as far away as another."""


class Preference:
    """The cost of a link in an assignment of up to ``places`` places; the least total is the best assignment.

    >>> from ajgraph.organisation import Post
    >>> one = Preference(Organisation((Post("a", "A"), Post("b", "B"))), places=2)
    >>> best, unfit, told_by_one = Link("a", "b", fit="fit"), Link("a", "b", fit="gap"), Link("a", "b", status="one-sided")
    >>> 2 * one.cost(unfit) < one.cost(told_by_one), one.cost(best) < one.cost(unfit)
    (True, True)
    """

    def __init__(self, organisation: Organisation, places: int) -> None:
        self._distances = Distances(organisation)
        self._fit = FARTHEST * places + 1
        self._status = self._fit * ((len(FITS) - 1) * places + 1)

    def cost(self, link: Link) -> int:
        """Return the cost of using ``link`` for one place: 0 or more; its status must be one that counts."""
        near = min(self._distances.between(link.absent, link.substitute), FARTHEST)
        return STATUSES.index(link.status) * self._status + FITS.index(link.fit) * self._fit + near

    def total(self, links: Iterable[Link]) -> int:
        """Return the cost of an assignment."""
        return sum(map(self.cost, links))
