"""The fewest new links that give every post a substitute, or lift resilience to k: which, why, or why it cannot be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ajgraph.analysis.cover import single_cover
from ajgraph.analysis.resilience import Resilience, resilience
from ajgraph.analysis.suggestions.candidates import Candidate, Candidates
from ajgraph.analysis.suggestions.linksolver import EFFORT, STEPS, solve
from ajgraph.analysis.suggestions.newlinks import Problem
from ajgraph.analysis.suggestions.suggestion import State, Suggestion, effect_of, record_of, with_links
from ajgraph.analysis.suggestions.weakness import Linked, Requirement
from ajgraph.errors import UsageError
from ajgraph.fitness import Profile
from ajgraph.language import Bilingual
from ajgraph.organisation import Organisation
from ajgraph.posts import names
from ajgraph.result import Substitutions


@dataclass(frozen=True, slots=True)
class Shortage:
    """Posts that no new links make strong enough: with all candidates, ``reach`` absences break their cover.

    ``substitutes`` are all who could stand in for them.
    """

    posts: tuple[str, ...]
    substitutes: tuple[str, ...]
    reach: int

    def sentence(self, organisation: Organisation) -> Bilingual:
        """Return the shortage in words."""
        name = names(organisation, (*self.posts, *self.substitutes))
        who = ", ".join(name[iri] for iri in self.posts)
        if not self.substitutes:
            return Bilingual(
                f"{who}: nobody could be named as a substitute", f"{who}: asendajaks pole kedagi nimetada"
            )
        places = sum(organisation.by_iri[iri].places for iri in self.substitutes)
        en, et = ("1 place", "1 koht") if places == 1 else (f"{places} places", f"{places} kohta")
        return Bilingual(
            f"{who}: even with all who could stand in ({en}), {self.reach} absences break cover",
            f"{who}: ka kõigi võimalike asendajatega (kokku {et}) jääb {self.reach} puudumise korral midagi katmata",
        )


@dataclass(frozen=True, slots=True)
class Plan(Substitutions):
    """New links, so that fewer than ``k`` absences break no cover.

    Attributes
    ----------
    k
        What resilience is to be; 2: every post has a substitute.
    suggestions
        The links, by post; the effect of each is that of all together on its post.
    exact
        Whether there is proved to be no plan with fewer links; else ``at_least`` bounds their number from below.
    proven
        What is proved to be best: ``number``, and among the fewest ``fitness``, ``distance`` and ``load``.
    impossible
        Posts for which there are too few people. A post that falls short by itself is left out of the plan; where
        several fall short together, the set that shows it comes last, and there is no plan.
    resilience, without, conflicts
        Of the organisation, the number of posts without a substitute, and that of pairs that may not be away together
        (which grows where posts get their first substitute); each before and after.

    """

    organisation: Organisation = field(repr=False)
    k: int
    suggestions: tuple[Suggestion, ...]
    exact: bool
    at_least: int
    proven: tuple[str, ...]
    impossible: tuple[Shortage, ...]
    resilience: tuple[Resilience, Resilience]
    without: tuple[int, int]
    conflicts: tuple[int, int]

    @property
    def left_out(self) -> tuple[str, ...]:
        """The posts that the plan does not speak of."""
        return tuple(sorted({iri for one in self.impossible for iri in one.posts}))

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """The new links as (post, substitute)."""
        return tuple((one.candidate.absent, one.candidate.substitute) for one in self.suggestions)

    def to_json(self) -> dict[str, Any]:
        """Return the object of ``suggest --format json``."""
        return {
            "k": self.k,
            "links": [one.to_json() for one in self.suggestions],
            "number": len(self.suggestions),
            "exact": self.exact,
            "at_least": self.at_least,
            "proven": list(self.proven),
            "impossible": [
                {
                    "posts": list(one.posts),
                    "substitutes": list(one.substitutes),
                    "reach": one.reach,
                    "sentence": str(one.sentence(self.organisation)),
                }
                for one in self.impossible
            ],
            "resilience": [one.to_json() for one in self.resilience],
            "posts_without_substitute": list(self.without),
            "conflicts": list(self.conflicts),
        }

    def records(self) -> list[dict[str, str | int | bool | None]]:
        """Return one flat record for each link."""
        return [record_of(self.organisation, one) for one in self.suggestions]

    def __str__(self) -> str:
        count = len(self.suggestions)
        least = Bilingual("", "")
        if not self.exact:
            least = Bilingual(f" (at least {self.at_least})", f" (vähemalt {self.at_least})")
        after = self.resilience[1]
        return str(
            Bilingual(f"{count} new links{least.en}: {after}", f"{count} uut seost{least.et}: {after}")
        )


def plan(
    organisation: Organisation,
    profiles: Mapping[str, Profile],
    k: int = 2,
    *,
    fit_only: bool = False,
    effort: float = EFFORT,
) -> Plan:
    """Return the fewest new links after which fewer than ``k`` absences break no cover; among those the best.

    The best have the least fitness cost in all (employees for officials last, then those who fall short, then those
    not known to be fit, then gaps by number), then the fewest steps in the structure, then the most even load.

    ``effort`` bounds the solver's work, in its deterministic time. Raises :class:`~ajgraph.errors.UsageError` for a
    ``k`` below 2 and :class:`~ajgraph.errors.MissingExtra` where OR-tools is not installed.

    >>> from ajgraph.organisation import Link, Post
    >>> one = Organisation((Post("a", "A"), Post("b", "B"), Post("c", "C")), (Link("a", "b"), Link("b", "a")))
    >>> plan(one, {}).links
    (('c', 'a'),)
    """
    if k < 2:
        raise UsageError(
            Bilingual(f"resilience {k} is no aim: one absence is the least", f"vastupidavus {k} ei ole siht"),
            remedy=Bilingual(
                "Give 2 or more: 2 gives every post a substitute.",
                "Anna 2 või rohkem: 2 annab igale kohale asendaja.",
            ),
        )
    candidates = Candidates(organisation, profiles, fit_only=fit_only)
    need = Requirement({post.iri: post.places for post in organisation.posts}, k)
    linked = {post.iri: frozenset(single_cover(organisation, post.iri)) for post in organisation.posts}
    weak = need.weak_sets(linked, [post.iri for post in organisation.posts if post.places > 0], most=1)
    posts = sorted(frozenset[str]().union(*(chosen for chosen, _ in weak)))
    found = {post: {one.substitute: one for one in candidates.of(post)} for post in posts}
    everybody = linked | {post: linked[post] | frozenset(found[post]) for post in posts}
    impossible = [one for post in posts if (one := _shortage(need, everybody, frozenset([post])))]
    alone = {iri for one in impossible for iri in one.posts}
    posts = [post for post in posts if post not in alone]
    jointly = need.weak_sets(everybody, posts, most=1)
    impossible += (one for chosen, _ in jointly[:1] if (one := _shortage(need, everybody, chosen)))
    chosen_links: list[Candidate] = []
    at_least, proven = 0, STEPS
    if not jointly:
        posts = sorted(
            frozenset[str]().union(*(chosen for chosen, _ in need.weak_sets(linked, posts, most=1)))
        )
        solution = solve(
            Problem(
                need, tuple(posts), linked, _costs({post: found[post] for post in posts}), candidates.load
            ),
            effort=effort,
        )
        at_least, proven = solution.at_least, solution.proven
        chosen_links = [found[absent][substitute] for absent, substitute in solution.links]
    before, after = State.of(organisation), State.of(with_links(organisation, chosen_links))
    return Plan(
        organisation,
        k,
        tuple(Suggestion(one, effect_of(before, after, one.absent)) for one in chosen_links),
        "number" in proven,
        at_least,
        tuple(proven),
        tuple(impossible),
        (before.resilience, after.resilience),
        (len(before.resilience.left_out), len(after.resilience.left_out)),
        (len(before.conflicts), len(after.conflicts)),
    )


def verify(organisation: Organisation, answer: Plan) -> list[str]:
    """Check a plan by another way: the resilience of the organisation with its links; return what is wrong with it."""
    wrong = []
    by_iri, existing = (
        organisation.by_iri,
        {iri: set(single_cover(organisation, iri)) for iri in organisation.by_iri},
    )
    for absent, substitute in answer.links:
        if substitute in existing[absent]:
            wrong.append(f"{substitute} stands in for {absent} already")
        if by_iri[substitute].places <= (absent == substitute):
            wrong.append(f"{substitute} has no place for {absent}")
    if any(len(one.posts) > 1 for one in answer.impossible):
        return wrong
    made = with_links(organisation, [one.candidate for one in answer.suggestions])
    spoken = Organisation(
        made.posts, tuple(link for link in made.links if link.absent not in answer.left_out)
    )
    found = resilience(spoken)
    without = {iri for iri in found.left_out if iri not in answer.left_out}
    if without:
        wrong.append(f"without a substitute: {', '.join(sorted(without))}")
    if found.size is not None and found.size < answer.k:
        wrong.append(f"{found.size} absences break cover: {', '.join(found.witness)}")
    return wrong


def _shortage(need: Requirement, everybody: Linked, chosen: frozenset[str]) -> Shortage | None:
    around = frozenset[str]().union(*(everybody[post] for post in chosen))
    if need.met(chosen, around):
        return None
    return Shortage(tuple(sorted(chosen)), tuple(sorted(around)), need.strength(chosen, around))


def _costs(found: Mapping[str, Mapping[str, Candidate]]) -> dict[str, dict[str, tuple[int, int]]]:
    """Return each candidate's cost of fitness, and its distance; one step of fitness weighs more than all its gaps."""
    most = max((one.rank[2] for mine in found.values() for one in mine.values()), default=0)

    def cost(one: Candidate) -> tuple[int, int]:
        employee, fit, gaps, *_ = one.rank
        return (3 * employee + fit) * (most + 1) + gaps, one.distance

    return {post: {substitute: cost(one) for substitute, one in mine.items()} for post, mine in found.items()}
