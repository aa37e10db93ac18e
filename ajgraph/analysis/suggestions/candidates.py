"""Who could stand in and does not yet: for each post the other posts, the best first.

Any post with a place could be named in a document, so all of them are candidates; what tells them apart is fitness,
how near they stand in the structure, and how many posts they stand in for already.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ajgraph.analysis.cover import counted_links
from ajgraph.analysis.distance import Distances
from ajgraph.fitness import Fitness, Profile, compare
from ajgraph.language import Bilingual
from ajgraph.organisation import COUNTED, Fit, Organisation, Post

CandidateNote = Literal["employee", "subordinate", "meant", "reading"]

NOTES: dict[CandidateNote, Bilingual] = {
    "employee": Bilingual(
        "an employee (töökoht) for an official: only officials exercise public authority (ATS § 7)",
        "töötaja ametniku asemel: avalikku võimu teostavad ainult ametnikud (ATS § 7)",
    ),
    "subordinate": Bilingual(
        "a direct subordinate: no safe substitute where the manager must stand aside for a conflict of interest",
        "otsene alluv: ei sobi, kui juht peab end huvide konflikti tõttu taandama",
    ),
    "meant": Bilingual(
        "an ambiguous mention may mean this post already: settle it first",
        "ebaselge mainimine võib seda ametikohta juba tähendada: lahenda enne see",
    ),
    "reading": Bilingual(
        "one of the two is known only as a reading of an ambiguous mention and may be no post: settle it first",
        "üks neist on teada vaid ebaselge mainimise ühe tõlgendusena ega pruugi olla ametikoht: lahenda enne see",
    ),
}
"""What to know of a candidate before choosing it."""

_OFFICIAL, _EMPLOYEE = "ametikoht", "töökoht"
_FITS: tuple[Fit, ...] = ("fit", "unknown", "gap")


@dataclass(frozen=True, slots=True)
class Candidate:
    """``substitute`` could stand in for ``absent`` (both IRIs; the same one is a colleague in the same post).

    Attributes
    ----------
    fitness
        What the substitute's document leaves open of what the post asks.
    distance
        Steps from unit to unit in the structure.
    load
        How many other posts the substitute stands in for already.
    notes
        What to know before choosing it.

    """

    absent: str
    substitute: str
    fitness: Fitness
    distance: int
    load: int
    notes: tuple[CandidateNote, ...] = ()

    @property
    def rank(self) -> tuple[bool, int, int, int, int, int, str]:
        """What better candidates are smaller in.

        Employee for an official, fitness, how many gaps decide it, distance, load, all gaps, IRI.
        """
        return (
            "employee" in self.notes,
            _FITS.index(self.fitness.fit),
            sum(gap.decides for gap in self.fitness.gaps),
            self.distance,
            self.load,
            len(self.fitness.gaps),
            self.substitute,
        )

    def to_json(self) -> dict[str, Any]:
        """Return the candidate as data, with its gaps sentence by sentence."""
        return {
            "absent": self.absent,
            "substitute": self.substitute,
            "kind": "peer" if self.absent == self.substitute else "post",
            **self.fitness.to_json(),
            "distance": self.distance,
            "load": self.load,
            "notes": list(self.notes),
        }


class Candidates:
    """The candidates of one organisation, worked out once for each pair asked for.

    ``profiles`` are what posts ask (``ajgraph.profiles``); with ``fit_only`` candidates whose requirements fall short
    are left out.

    >>> one = Organisation((Post("a", "Jurist"), Post("b", "Nõunik"), Post("c", "Arst", places=0)))
    >>> [candidate.substitute for candidate in Candidates(one, {}).of("a")]
    ['b']
    """

    def __init__(
        self,
        organisation: Organisation,
        profiles: Mapping[str, Profile],
        *,
        fit_only: bool = False,
    ) -> None:
        self.organisation = organisation
        self._profiles = profiles
        self._fit_only = fit_only
        self._distances = Distances(organisation)
        self._substitutes = {
            post.iri: frozenset(link.substitute for link in counted_links(organisation, post.iri))
            for post in organisation.posts
        }
        self._managers = {(line.post, line.manager) for line in organisation.reporting}
        self._meant = {
            (link.absent, link.substitute) for link in organisation.links if link.status not in COUNTED
        }
        self._readings = _readings(organisation)
        self._fitness: dict[tuple[str, str], Fitness] = {}
        self.load = dict.fromkeys(self._substitutes, 0)
        for absent, found in self._substitutes.items():
            for substitute in found - {absent}:
                self.load[substitute] += 1

    def of(self, post: str) -> list[Candidate]:
        """Return who could stand in for ``post`` (IRI) and does not yet, the best first.

        The post itself is among them where it has colleagues: two places or more.
        """
        return sorted(
            (
                self._candidate(post, other)
                for other in self.organisation.posts
                if other.places > (other.iri == post) and other.iri not in self._substitutes[post]
                if not (self._fit_only and self._compared(post, other.iri).fit == "gap")
            ),
            key=lambda one: one.rank,
        )

    def _candidate(self, absent: str, other: Post) -> Candidate:
        substitute = other.iri
        notes: list[CandidateNote] = []
        if self._kind(absent) == _OFFICIAL and self._kind(substitute) == _EMPLOYEE:
            notes.append("employee")
        if (substitute, absent) in self._managers and substitute != absent:
            notes.append("subordinate")
        if (absent, substitute) in self._meant:
            notes.append("meant")
        elif not self._readings.isdisjoint((absent, substitute)):
            notes.append("reading")
        return Candidate(
            absent,
            substitute,
            self._compared(absent, substitute),
            self._distances.between(absent, substitute),
            self.load[substitute],
            tuple(notes),
        )

    def _compared(self, absent: str, substitute: str) -> Fitness:
        if absent == substitute:
            return Fitness("fit")
        pair = (absent, substitute)
        if pair not in self._fitness:
            self._fitness[pair] = compare(self._profiles.get(substitute), self._profiles.get(absent))
        return self._fitness[pair]

    def _kind(self, post: str) -> str | None:
        return self.organisation.by_iri[post].kind


def _readings(organisation: Organisation) -> frozenset[str]:
    """Return the posts that nothing but a mention that was not settled speaks of."""
    unsettled = {link.substitute for link in organisation.links if link.status not in COUNTED}
    settled = {
        iri for link in organisation.links if link.status in COUNTED for iri in (link.absent, link.substitute)
    }
    return frozenset(
        iri
        for iri in unsettled - settled
        if not (organisation.by_iri[iri].documented or organisation.by_iri[iri].ids)
    )
