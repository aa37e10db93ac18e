"""Absent places to present ones, by paths or by arrays, whichever the size asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from ajgraph.analysis.arrays import ARRAYS_FROM, CoverArrays
from ajgraph.analysis.extras import installed
from ajgraph.analysis.matching import Matching
from ajgraph.analysis.preference import Grade, weights

ALIKE: Grade = (0, 0, 0)
"""The grade where no substitute is better than another."""

Options = Mapping[str, Sequence[tuple[str, Grade]]]
"""By absent post who may cover it, and the grade of that."""


@dataclass(frozen=True, slots=True)
class Solution:
    """A largest assignment of least cost.

    Attributes
    ----------
    pairs
        (absent, substitute) of each place covered, sorted.
    uncovered
        The posts of the places left over, sorted; as few as possible that are not open.
    hall_sets
        Of Hall sets the absent places, by post, sorted: one of each uncovered place by paths, the smallest of some of
        them by arrays.

    """

    pairs: tuple[tuple[str, str], ...]
    uncovered: tuple[str, ...]
    hall_sets: tuple[tuple[str, ...], ...]


def assign(
    away: Mapping[str, int],
    options: Options,
    room: Mapping[str, int],
    open_: AbstractSet[str],
    *,
    arrays: bool | None = None,
) -> Solution:
    """Cover as many of the ``away`` places as can be, those of posts not ``open_`` before the others, at least cost.

    ``room`` says how many places each substitute can take. ``arrays`` chooses the way; by default the number of places
    does, and whether the extra ``solve`` is there.
    """
    if arrays is None:
        arrays = sum(away.values()) >= ARRAYS_FROM and installed("ortools", "numpy", "scipy")
    return (_by_arrays if arrays else _by_paths)(away, options, room, open_)


def _by_paths(
    away: Mapping[str, int], options: Options, room: Mapping[str, int], open_: AbstractSet[str]
) -> Solution:
    order = sorted(away, key=lambda iri: (iri in open_, iri))
    status, fit, near = weights(sum(away.values()))
    costs = {
        iri: [(q, status * grade[0] + fit * grade[1] + near * grade[2]) for q, grade in found]
        for iri, found in options.items()
    }
    matching = Matching([iri for iri in order for _ in range(away[iri])], costs, room)
    place = matching.places
    return Solution(
        tuple(sorted(matching.pairs())),
        tuple(sorted(place[one] for one in matching.failed)),
        tuple(tuple(sorted(place[one] for one in reached)) for reached in matching.failed.values()),
    )


def _by_arrays(
    away: Mapping[str, int], options: Options, room: Mapping[str, int], open_: AbstractSet[str]
) -> Solution:
    import numpy as np

    iris = sorted({*away, *room})
    number = {iri: at for at, iri in enumerate(iris)}
    solved = CoverArrays.of(
        [room.get(iri, 0) + away.get(iri, 0) for iri in iris],
        [[(number[q], *grade) for q, grade in options.get(iri, ())] for iri in iris],
        [iri in open_ for iri in iris],
    ).absent(np.array([away.get(iri, 0) for iri in iris], dtype=np.int64))
    ends = [(iri, substitute) for iri in sorted(away) for substitute, _ in options.get(iri, ())]
    absent = [iris[row] for row in solved.rows.tolist()]
    return Solution(
        tuple(
            sorted(
                pair for pair, count in zip(ends, solved.covering.tolist(), strict=True) for _ in range(count)
            )
        ),
        tuple(
            iri for iri, count in zip(absent, solved.uncovered.tolist(), strict=True) for _ in range(count)
        ),
        (tuple(iris[post] for post, count in solved.hall for _ in range(count)),) if solved.hall else (),
    )
