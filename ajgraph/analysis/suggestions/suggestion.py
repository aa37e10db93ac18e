"""Which new substitution links help most: for one post, or the fewest for all.

A suggestion is a link that no document states yet. What is known of it is what the documents ask of both posts
(fitness), how near they stand, and how much the substitute has to do already; what it changes is worked out by adding
it. Nothing is decided: the appointing authority does that, in the documents of both posts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ajgraph.analysis.cover import single_cover
from ajgraph.analysis.coverage import Verdict, verdict_of
from ajgraph.analysis.groups import conflicting_pairs
from ajgraph.analysis.resilience import Resilience, resilience
from ajgraph.analysis.suggestions.candidates import Candidate, Candidates
from ajgraph.analysis.suggestions.weakness import Requirement
from ajgraph.errors import UsageError
from ajgraph.fitness import Profile
from ajgraph.language import Bilingual
from ajgraph.organisation import Link, Organisation
from ajgraph.posts import known_post, names
from ajgraph.result import Substitutions

LIMIT = 10
"""How many candidates are looked at closely, unless asked otherwise."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a link would change, before and after.

    Attributes
    ----------
    verdict
        Of the post.
    alone
        How many absences leave an absent place of the post uncovered even if it is served first.
    resilience
        Of the organisation; it speaks of posts with a substitute only, so it may fall when it comes to speak of more.
    without
        How many posts have no substitute.
    conflicts_removed, conflicts_added
        Posts that may not be away together with it before, and no more; and the other way round, where it had no
        substitute and so could not be away at all.

    """

    verdict: tuple[Verdict, Verdict]
    alone: tuple[int, int]
    resilience: tuple[Resilience, Resilience]
    without: tuple[int, int]
    conflicts_removed: tuple[str, ...] = ()
    conflicts_added: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the effect as data, each value before and after."""
        return {
            "verdict": list(self.verdict),
            "absences_that_break_the_post": list(self.alone),
            "resilience": [one.to_json() for one in self.resilience],
            "posts_without_substitute": list(self.without),
            "conflicts_removed": list(self.conflicts_removed),
            "conflicts_added": list(self.conflicts_added),
        }


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A link to add, and what it changes."""

    candidate: Candidate
    effect: Effect

    def to_json(self) -> dict[str, Any]:
        """Return the suggestion as data."""
        return {**self.candidate.to_json(), "effect": self.effect.to_json()}


@dataclass(frozen=True, slots=True)
class Suggestions(Substitutions):
    """Who could stand in for one post, the best first; ``total`` counts those beyond the limit as well."""

    organisation: Organisation = field(repr=False)
    post: str
    suggestions: tuple[Suggestion, ...]
    total: int

    def to_json(self) -> dict[str, Any]:
        """Return the object of ``suggest POST --format json``."""
        return {
            "post": self.post,
            "candidates": [one.to_json() | _named(self.organisation, one) for one in self.suggestions],
            "total": self.total,
        }

    def records(self) -> list[dict[str, str | int | bool | None]]:
        """Return one flat record for each candidate."""
        return [record_of(self.organisation, one) for one in self.suggestions]

    def __str__(self) -> str:
        name = names(self.organisation, [self.post])[self.post]
        if not self.suggestions:
            return str(Bilingual(f"{name}: no candidate", f"{name}: kandidaate pole"))
        best = self.suggestions[0].candidate.substitute
        first = names(self.organisation, [best])[best]
        return str(
            Bilingual(
                f"{name}: {self.total} {'candidate' if self.total == 1 else 'candidates'}, {first} first",
                f"{name}: {self.total} {'kandidaat' if self.total == 1 else 'kandidaati'}, esimene {first}",
            )
        )


def suggestions_for(
    organisation: Organisation,
    profiles: Mapping[str, Profile],
    post: str,
    *,
    fit_only: bool = False,
    limit: int | None = LIMIT,
) -> Suggestions:
    """Return who could stand in for ``post`` (IRI) and does not yet, the best first, each with its effect.

    Parameters
    ----------
    profiles
        What posts ask (``ajgraph.profiles.profiles_of``).
    fit_only
        Leave out those whose requirements fall short.
    limit
        How many to look at closely; None: all.

    Raises
    ------
    UnknownPost
        The organisation has no such post.
    UsageError
        The post has no place, so nobody can be away from it.

    >>> from ajgraph.organisation import Post
    >>> one = Organisation((Post("a", "Jurist"), Post("b", "Nõunik")))
    >>> print(suggestions_for(one, {}, "a"))
    Jurist: 1 candidate, Nõunik first

    """
    _check_place(organisation, post)
    found = Candidates(organisation, profiles, fit_only=fit_only).of(post)
    before = State.of(organisation)
    chosen = found if limit is None else found[:limit]
    return Suggestions(
        organisation,
        post,
        tuple(
            Suggestion(one, effect_of(before, State.of(with_links(organisation, [one])), post))
            for one in chosen
        ),
        len(found),
    )


def with_links(organisation: Organisation, candidates: Sequence[Candidate]) -> Organisation:
    """Return the organisation with the candidates as links that both documents state."""
    new = tuple(
        Link(
            one.absent,
            one.substitute,
            "peer" if one.absent == one.substitute else "post",
            "confirmed",
            one.fitness.fit,
        )
        for one in candidates
    )
    # An ambiguous mention of the same two is settled by it.
    pairs = {(one.absent, one.substitute) for one in candidates}
    kept = tuple(link for link in organisation.links if (link.absent, link.substitute) not in pairs)
    return Organisation(organisation.posts, kept + new, organisation.reporting, organisation.units)


@dataclass(frozen=True, slots=True)
class State:
    """What is compared before and after: an organisation with its resilience and the pairs that may not be away."""

    organisation: Organisation
    resilience: Resilience
    conflicts: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, organisation: Organisation) -> State:
        """Return the state of an organisation."""
        cover = {post.iri: single_cover(organisation, post.iri) for post in organisation.posts}
        return cls(organisation, resilience(organisation), conflicting_pairs(organisation, cover))

    def not_with(self, post: str) -> set[str]:
        """Return the posts that may not be away together with ``post``."""
        return {iri for pair in self.conflicts if post in pair for iri in pair if iri != post}


def effect_of(before: State, after: State, post: str) -> Effect:
    """Return what the links in ``after`` and not in ``before`` change for ``post`` and for the whole."""
    was, now = before.not_with(post), after.not_with(post)
    verdicts = (verdict_of(one.organisation, one.organisation.by_iri[post]) for one in (before, after))
    return Effect(
        (next(verdicts), next(verdicts)),
        (alone(before.organisation, post), alone(after.organisation, post)),
        (before.resilience, after.resilience),
        (len(before.resilience.left_out), len(after.resilience.left_out)),
        tuple(sorted(was - now)),
        tuple(sorted(now - was)),
    )


def alone(organisation: Organisation, post: str) -> int:
    """Return how many absences leave an absent place of ``post`` uncovered even if it is served first."""
    places = {one.iri: one.places for one in organisation.posts}
    own = frozenset([post])
    return Requirement(places, 1).strength(own, frozenset(single_cover(organisation, post)))


def _check_place(organisation: Organisation, iri: str) -> None:
    if known_post(organisation, iri).places == 0:
        name = names(organisation, [iri])[iri]
        raise UsageError(
            Bilingual(
                f"{name} needs no substitute: the staffing table gives it 0 places",
                f"{name} ei vaja asendajat: koosseisus on sellel 0 kohta",
            ),
            remedy=Bilingual("Name a post with a place.", "Nimeta ametikoht, millel on koht."),
        )


def _named(organisation: Organisation, one: Suggestion) -> dict[str, Any]:
    post = organisation.by_iri[one.candidate.substitute]
    return {
        "id": post.id,
        "title": post.title,
        "specialisation": post.specialisation,
        "unit": " > ".join(post.unit_path) or None,
    }


def record_of(organisation: Organisation, one: Suggestion) -> dict[str, str | int | bool | None]:
    """Return one flat record of a suggestion."""
    candidate, effect = one.candidate, one.effect
    absent, substitute = (organisation.by_iri[iri] for iri in (candidate.absent, candidate.substitute))
    name = names(organisation, (absent.iri, substitute.iri))
    return {
        "absent": absent.iri,
        "absent_name": name[absent.iri],
        "absent_id": absent.id,
        "substitute": substitute.iri,
        "substitute_name": name[substitute.iri],
        "substitute_id": substitute.id,
        "substitute_unit": " > ".join(substitute.unit_path) or None,
        "fit": candidate.fitness.fit,
        "gaps": "; ".join(map(str, candidate.fitness.gaps)),
        "open": "; ".join(map(str, candidate.fitness.unknown)),
        "distance": candidate.distance,
        "load": candidate.load,
        "notes": "; ".join(candidate.notes),
        "verdict_before": effect.verdict[0],
        "verdict_after": effect.verdict[1],
        "absences_before": effect.alone[0],
        "absences_after": effect.alone[1],
    }


RECORD = (
    "absent", "absent_name", "absent_id", "substitute", "substitute_name", "substitute_id", "substitute_unit", "fit",
    "gaps", "open", "distance", "load", "notes", "verdict_before", "verdict_after", "absences_before", "absences_after",
)  # fmt: skip
"""The keys of a record, in order: the header of a table without rows."""
