"""Who covers whom when several places are empty at once, or the proof that it cannot be.

Simultaneous absence is an assignment problem: every absent place needs a present one among its substitutes, and a
present place covers one absent place, or as many as ``capacity`` says. Colleagues in the same post, members of a unit
and posts named by title are all arcs of that one model; somebody who is yet to be designated is none, but leaves the
answer open. It is solved as a maximum bipartite matching of least cost (:mod:`~ajgraph.analysis.matching`, for very many
absences :mod:`~ajgraph.analysis.arrays`), where a link costs by how well it is documented, then by fitness, then by
the distance in the structure (:mod:`~ajgraph.analysis.preference`). Where it fails, the places that the failed search
reached are a Hall set: more absent places than the present substitutes can take.

The answer depends on nothing but the organisation and the multiset of absent posts: absent places are taken in the
order of their IRIs, substitutes as :func:`~ajgraph.analysis.cover.counted_links` orders them. Posts whose sources
leave open who else may stand in (:func:`~ajgraph.analysis.cover.left_open`) come last. So a place that finds nobody
before them is uncovered whatever is left open, with a Hall set in which nothing is; and of the other sets one such
post is named: somebody not known for it would free a substitute for the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from ajgraph.analysis.assignment import assign
from ajgraph.analysis.cover import counted_links, left_open
from ajgraph.analysis.preference import Preference
from ajgraph.errors import UsageError
from ajgraph.language import Bilingual
from ajgraph.organisation import Link, LinkKind, LinkStatus, Organisation
from ajgraph.posts import known_post, names
from ajgraph.result import Substitutions


@dataclass(frozen=True, slots=True)
class Assignment:
    """One absent place covered by one present place of ``substitute`` (IRIs of posts)."""

    absent: str
    substitute: str
    status: LinkStatus
    kind: LinkKind
    link: Link


@dataclass(frozen=True, slots=True)
class Proof:
    """A Hall set: every present substitute of ``absent`` is in ``substitutes``, and they are too few.

    Both hold IRIs, sorted, a post once for each of its places, so that the lengths compare: ``capacity`` times
    ``substitutes`` is less than ``absent``. No smaller part of ``absent`` proves it: cover any one of these places
    otherwise, and the rest can be covered.
    """

    absent: tuple[str, ...]
    substitutes: tuple[str, ...]
    capacity: int = 1

    def sentence(self, organisation: Organisation) -> Bilingual:
        """Return the proof in words: "these 3 posts share 2 people: …"."""
        name = names(organisation, {*self.absent, *self.substitutes})
        absent, present = _listed(self.absent, name), _listed(self.substitutes, name)
        count, people = len(self.absent), len(self.substitutes)
        repeated = len(set(self.absent)) < count
        en, et = ("places", "koha") if repeated else ("posts", "ametikoha")
        if count == 1:
            return Bilingual(
                f"nobody who is present may stand in for {absent}",
                f"kohalolijatest ei saa keegi asendada ametikohta {absent}",
            )
        if people == 0:
            return Bilingual(
                f"nobody who is present may stand in for any of these {count} {en}: {absent}",
                f"nende {count} {et} täitjaid ei saa kohalolijatest keegi asendada: {absent}",
            )
        each, igaüks = (
            ("one", "üht") if self.capacity == 1 else (f"up to {self.capacity}", f"kuni {self.capacity}")
        )
        if people == 1:
            return Bilingual(
                f"these {count} {en} share 1 person: {absent} can only be covered by {present}, who covers {each} at a "
                "time",
                f"{count} {et} peale on kohal üks asendaja: {absent}; neid saab asendada ainult {present}, korraga "
                f"{igaüks}",
            )
        return Bilingual(
            f"these {count} {en} share {people} people: {absent} can only be covered by {present}, each {each} at a time",
            f"{count} {et} peale on kohal {people} asendajat: {absent}; neid saavad asendada ainult {present}, igaüks "
            f"korraga {igaüks}",
        )


@dataclass(frozen=True, slots=True)
class Answer(Substitutions):
    """Whether all absent places can be covered at once, and the certificate.

    Attributes
    ----------
    covered
        Whether every absent place has a substitute of its own.
    assignment
        A largest possible assignment, the best one of the places it covers, sorted by absent post and substitute.
    uncovered
        Posts left over, once per place; as few as possible. Which ones they are is often a matter of choice.
    proof
        Why it cannot be; None where all is covered. Where something is uncovered for certain (more than
        ``unknown``), no post of the proof is left open; else it speaks of the substitutes that are known.
    assumed
        Posts on whose unknown number of places this answer hangs: with more places there, more could be
        covered. Empty where all is covered, because an unknown number counts as the least there can be.
    unknown
        The part of ``uncovered`` about which the sources do not let us say: beside what counts they hold a
        mention that names nobody yet or could not be settled, or nothing at all (once per place).

    capacity
        How many absent places one present place may cover.

    """

    organisation: Organisation = field(repr=False, compare=False)
    covered: bool
    assignment: tuple[Assignment, ...]
    uncovered: tuple[str, ...]
    proof: Proof | None
    assumed: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    capacity: int = 1

    @property
    def broken(self) -> tuple[str, ...]:
        """What is uncovered for certain: the rest of ``uncovered``."""
        return tuple((Counter(self.uncovered) - Counter(self.unknown)).elements())

    def to_json(self) -> dict[str, Any]:
        """Return the object of ``absent --format json``; beside the contract from ``assumed`` on."""
        return {
            "covered": self.covered,
            "assignment": [
                {"absent": one.absent, "substitute": one.substitute, "status": one.status}
                for one in self.assignment
            ],
            "uncovered": list(self.uncovered),
            "proof": None
            if self.proof is None
            else {"absent": list(self.proof.absent), "substitutes": list(self.proof.substitutes)},
            "assumed": list(self.assumed),
            "unknown": list(self.unknown),
            "capacity": self.capacity,
        }

    def records(self) -> list[dict[str, Any]]:
        """Return a record for each absent place: who covers it, by what link; nobody where it is uncovered."""
        name = names(
            self.organisation,
            {*self.uncovered, *(x for y in self.assignment for x in (y.absent, y.substitute))},
        )
        unknown = Counter(self.unknown)
        records: list[dict[str, Any]] = [
            {
                "absent": one.absent,
                "absent_name": name[one.absent],
                "substitute": one.substitute,
                "substitute_name": name[one.substitute],
                "status": one.status,
                "kind": one.kind,
                "fit": one.link.fit,
                "cover": "covered",
            }
            for one in self.assignment
        ]
        for iri in self.uncovered:
            known = not unknown[iri]
            unknown[iri] -= not known
            records.append(
                dict.fromkeys(
                    ("absent", "absent_name", "substitute", "substitute_name", "status", "kind", "fit")
                )
                | {"absent": iri, "absent_name": name[iri], "cover": "uncovered" if known else "unknown"}
            )
        return records

    def __str__(self) -> str:
        total, open_ = len(self.assignment) + len(self.uncovered), len(self.unknown)
        return str(
            Bilingual(
                f"{len(self.assignment)} of {total} absent places can be covered"
                + (f", {open_} not known" if open_ else ""),
                f"puuduvaid kohti {total}, kaetud {len(self.assignment)}"
                + (f", teadmata {open_}" if open_ else ""),
            )
        )


def absent(organisation: Organisation, posts: Sequence[str], *, capacity: int = 1) -> Answer:
    """Say who covers whom when ``posts`` (IRIs; repeated = several places of it) are absent.

    Only links that count are used; narrow the organisation to use fewer. Of all assignments that cover the most
    places, the best: most confirmed links, then fitness, then the nearest in the structure.

    Raises
    ------
    UnknownPost
        An IRI is not in the organisation.
    UsageError
        More places of a post are absent than it has, or ``capacity`` is less than 1.

    >>> from ajgraph.organisation import Post
    >>> one = Organisation((Post("a", "A"), Post("b", "B"), Post("c", "C")), (Link("a", "c"), Link("b", "c")))
    >>> answer = absent(one, ["b", "a"])
    >>> print(answer, answer.uncovered, sep="; ")
    1 of 2 absent places can be covered; ('b',)
    >>> print(answer.proof.sentence(one))
    these 2 posts share 1 person: A, B can only be covered by C, who covers one at a time

    """
    if capacity < 1:
        raise UsageError(
            Bilingual(f"a capacity of {capacity} covers nobody", f"asendusmaht {capacity} ei kata kedagi"),
            remedy=Bilingual("Give 1 or more.", "Anna 1 või rohkem."),
        )
    away = Counter(posts)
    for iri, count in away.items():
        check_places(organisation, iri, count)
    links = {iri: counted_links(organisation, iri) for iri in sorted(away)}
    by_ends = {(link.absent, link.substitute): link for link in chain.from_iterable(links.values())}
    may_be_more = {iri for iri in away if left_open(organisation, organisation.by_iri[iri])}
    preference = Preference(organisation)
    solution = assign(
        away,
        {iri: [(link.substitute, preference.grade(link)) for link in found] for iri, found in links.items()},
        {q: capacity * organisation.by_iri[q].present(away[q]) for _, q in by_ends},
        may_be_more,
    )
    assignment = tuple(
        Assignment(ends[0], ends[1], by_ends[ends].status, by_ends[ends].kind, by_ends[ends])
        for ends in solution.pairs
    )
    proofs = [_proof(organisation, away, found, links, capacity) for found in solution.hall_sets]
    hanging = {x.substitute for proof in proofs for iri in proof.absent for x in links[iri]}
    return Answer(
        organisation,
        covered=not solution.uncovered,
        assignment=assignment,
        uncovered=solution.uncovered,
        proof=min(
            proofs,
            key=lambda proof: (not may_be_more.isdisjoint(proof.absent), len(proof.absent), proof.absent),
            default=None,
        ),
        assumed=tuple(sorted(iri for iri in hanging if not organisation.by_iri[iri].places_known)),
        unknown=tuple(iri for iri in solution.uncovered if iri in may_be_more),
        capacity=capacity,
    )


def _proof(
    organisation: Organisation,
    away: Counter[str],
    absent: tuple[str, ...],
    links: Mapping[str, tuple[Link, ...]],
    capacity: int,
) -> Proof:
    substitutes = {link.substitute for iri in set(absent) for link in links[iri]}
    there = {iri: organisation.by_iri[iri].present(away[iri]) for iri in sorted(substitutes)}
    return Proof(absent, tuple(iri for iri, count in there.items() for _ in range(count)), capacity)


def check_places(organisation: Organisation, iri: str, count: int) -> None:
    """Raise where ``count`` places of a post cannot be absent: UnknownPost, or UsageError where it has fewer."""
    post = known_post(organisation, iri)
    if count <= post.places:
        return
    name = names(organisation, [iri])[iri]
    known = post.places_known
    if post.places == 0:
        raise UsageError(
            Bilingual(
                f"nobody can be absent from {name}: the staffing table gives it 0 places",
                f"ametikohal {name} ei saa keegi puududa: koosseisus on sellel 0 kohta",
            ),
            remedy=Bilingual(
                "Leave it out, or correct the number of places in the table and build again.",
                "Jäta see välja või paranda tabelis kohtade arv ja ehita graaf uuesti.",
            ),
        )
    raise UsageError(
        Bilingual(
            f"{count} places of {name} are to be absent, but it has {post.places}"
            + ("" if known else " (assumed)"),
            f"ametikohal {name} puuduks {count} kohta, aga neid on {post.places}"
            + ("" if known else " (eeldatud)"),
        ),
        remedy=Bilingual(
            "Name the post once for each absent place."
            + ("" if known else " A staffing table (koosseis) can tell how many places it has."),
            "Nimeta ametikoht üks kord iga puuduva koha kohta."
            + ("" if known else " Kohtade arv loetakse koosseisutabelist."),
        ),
    )


def _listed(posts: Sequence[str], name: Mapping[str, str]) -> str:
    counts = Counter(posts)
    return ", ".join(name[iri] if count == 1 else f"{count} × {name[iri]}" for iri, count in counts.items())
