"""Checks of certificates, each independent of the search that found them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ajgraph.analysis.absence import Answer, Proof
from ajgraph.analysis.cover import left_open
from ajgraph.organisation import COUNTED, Organisation


def verify(organisation: Organisation, posts: Sequence[str], answer: Answer) -> list[str]:
    """Return what is wrong with the certificate of ``answer``; an empty list means that it holds.

    Independent of the search: it counts places along the links and follows nothing. An assignment of all
    places proves "covered", a Hall set proves "not covered"; that ``uncovered`` is as short as possible is
    not checked.
    """
    away = Counter(posts)
    done = Counter(one.absent for one in answer.assignment)
    used = Counter(one.substitute for one in answer.assignment)
    wrong = []
    if done + Counter(answer.uncovered) != away:
        wrong.append("the assignment and the uncovered places are not the absent places")
    wrong += [
        f"no counted link lets {one.substitute} stand in for {one.absent}"
        for one in answer.assignment
        if one.link not in organisation.links_of(one.absent)
        or (one.link.substitute, one.status, one.kind) != (one.substitute, one.link.status, one.link.kind)
        or one.status not in COUNTED
    ]
    wrong += [
        f"{iri} covers {count} places with {organisation.by_iri[iri].present(away[iri])} present"
        for iri, count in used.items()
        if count > answer.capacity * organisation.by_iri[iri].present(away[iri])
    ]
    if answer.covered != (not answer.uncovered) or answer.covered != (answer.proof is None):
        wrong.append("covered, uncovered and proof contradict each other")
    if answer.unknown != tuple(
        x for x in answer.uncovered if left_open(organisation, organisation.by_iri[x])
    ):
        wrong.append("unknown is not the part of uncovered that is left open")
    if answer.proof:
        if answer.proof.capacity != answer.capacity:
            wrong.append("the proof is one of another capacity")
        wrong += _verify_proof(organisation, away, answer.proof)
        if answer.broken and any(
            left_open(organisation, organisation.by_iri[x]) for x in answer.proof.absent
        ):
            wrong.append("the proof of what is uncovered for certain holds a post that is left open")
    return wrong


def _verify_proof(organisation: Organisation, away: Counter[str], proof: Proof) -> list[str]:
    wrong = []
    if Counter(proof.absent) - away:
        wrong.append("the proof names places that are not absent")
    if proof.capacity * len(proof.substitutes) >= len(proof.absent):
        wrong.append("the proof has as many substitutes as absent places")
    named = Counter(proof.substitutes)
    for iri in sorted(set(proof.absent)):
        for link in organisation.links_of(iri):
            there = organisation.by_iri[link.substitute].present(away[link.substitute])
            if link.status in COUNTED and named[link.substitute] < there:
                wrong.append(
                    f"the proof leaves out a present place of {link.substitute}, who may cover {iri}"
                )
    return wrong
