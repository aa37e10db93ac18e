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

Grade = tuple[int, int, int]
"""What a link costs an assignment: by status, by fitness, by distance; each 0 at best."""


class Preference:
    """The grades of an organisation's links; of two assignments that with the lesser total is the better one.

    >>> from ajgraph.organisation import Post
    >>> one = Preference(Organisation((Post("a", "A"), Post("b", "B"))))
    >>> one.grade(Link("a", "b", fit="fit")), one.grade(Link("a", "b", status="one-sided", fit="gap"))
    ((0, 0, 9), (1, 2, 9))
    """

    def __init__(self, organisation: Organisation) -> None:
        self._distances = Distances(organisation)

    def grade(self, link: Link) -> Grade:
        """Return the grade of ``link``, whose status must be one that counts."""
        near = min(self._distances.between(link.absent, link.substitute), FARTHEST)
        return STATUSES.index(link.status), FITS.index(link.fit), near

    def total(self, links: Iterable[Link]) -> Grade:
        """Return the grade of an assignment."""
        grades = [self.grade(link) for link in links]
        return sum(x[0] for x in grades), sum(x[1] for x in grades), sum(x[2] for x in grades)


def weights(places: int) -> Grade:
    """Return what each part of a grade weighs, so that sums over up to ``places`` places compare as their grades do.

    >>> weights(1), weights(10)
    ((30, 10, 1), (1911, 91, 1))
    """
    fit = FARTHEST * places + 1
    return fit * ((len(FITS) - 1) * places + 1), fit, 1
