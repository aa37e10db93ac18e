"""Resilience: the smallest number of absent places that breaks cover (M4), with places, colleagues and capacities.

Posts p have n(p) places; N(p) are the posts that may stand in for p (p itself among them where it has a
peer link and two or more places); one person covers up to c places at once, one unless said otherwise. Asked is
the cover of a set P of posts: all of them, those of a unit, or a single one. Absences are anybody's, in P or not,
and substitutes serve P alone: that somebody else needs the same substitute is another question.

Let a(p) places be absent. By Hall's theorem the absent places of the posts of P with a substitute cannot all be
covered iff some non-empty set S of such posts, with T = N(S), has

    sum of a(p) over S  >  c · sum of n(q) − a(q) over T,   that is
    sum of a over S  +  c · sum of a over T  ≥  c · n(T) + 1.

An absence in S ∩ T counts c + 1 on the left, one in T ∖ S counts c, one in S ∖ T counts one. So the cheapest way to
break S takes places of S ∩ T first, then of T ∖ S, then of S ∖ T, and needs

    cost(S) = max( ⌈(c · n(T) + 1) / (c + 1)⌉ ,  n(T) − ⌊(n(S ∩ T) − 1) / c⌋ )

absences (there are always enough: c · n(T) + n(S) ≥ c · n(T) + 1). Resilience is the least cost(S). With c = 1 that is
max( ⌈(n(T) + 1) / 2⌉ , n(T ∖ S) + 1 ), and with one place each the minimum is that of max(|S|, |N(S) ∖ S| + 1)
of design § 2.8: the two differ for some sets, never in the minimum.

Small answers come from a search of the sets (``breaking_search``), the others from CP-SAT (``breaking_solver``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ajgraph.analysis.assignment import ALIKE, assign
from ajgraph.analysis.breaking_search import Question, Search
from ajgraph.analysis.breaking_solver import Improved
from ajgraph.analysis.cover import single_cover
from ajgraph.analysis.extras import installed
from ajgraph.errors import UsageError
from ajgraph.language import Bilingual
from ajgraph.organisation import COUNTED, Organisation
from ajgraph.posts import known_post, listed, names
from ajgraph.result import Result

WORK_BUDGET = 10_000_000
"""Posts looked at, in all sets together, before the search stops with bounds (a second or two)."""
SOLVER_EFFORT = 5.0
"""What the solver may spend, in its own deterministic measure (some seconds); with 0 it is not asked."""

_BEFORE_SOLVER = 1_000_000
"""The budget of the search where the solver goes on."""


@dataclass(frozen=True, slots=True)
class Resilience(Result):
    """How many places may be empty before some cover breaks.

    Attributes
    ----------
    size
        The smallest number of absent places that leaves one without a substitute of its own, among posts that
        have a substitute; None where no post has one.
    witness
        Posts (IRIs, sorted, once per place) whose absence breaks it.
    exact
        Whether ``size`` is proved to be the smallest; else the work budget ran out, and the smallest is from
        ``at_least`` to ``size``.
    left_out
        Posts without a substitute: any absence of theirs is uncovered, so resilience speaks of the others. Posts
        without a place cannot be absent and are in neither part.
    posts, capacity
        What was asked: whose cover (None: that of all posts), and how many places one person may cover.
    solver_missing
        Whether the answer is not exact for want of the extra ``solve``.
    organisation
        Whose answer it is, to name the posts.

    """

    size: int | None
    witness: tuple[str, ...]
    exact: bool
    left_out: tuple[str, ...] = ()
    at_least: int | None = None
    posts: tuple[str, ...] | None = field(default=None, repr=False)
    capacity: int = field(default=1, repr=False)
    solver_missing: bool = field(default=False, repr=False)
    organisation: Organisation | None = field(default=None, repr=False, compare=False)

    def to_json(self) -> dict[str, Any]:
        """Return a ``resilience`` object of ``coverage --format json`` (design § 7); ``at_least`` is beside it."""
        return {
            "size": self.size,
            "witness": list(self.witness),
            "exact": self.exact,
            "at_least": self.at_least,
        }

    def records(self) -> list[dict[str, str | int | bool | None]]:
        """Return the answer as one flat row."""
        name = names(self.organisation, self.organisation.by_iri) if self.organisation else {}
        return [
            {
                "size": self.size,
                "at_least": self.at_least,
                "exact": self.exact,
                **listed("witness", self.witness, name),
                **listed("left_out", self.left_out, name),
            }
        ]

    def __str__(self) -> str:
        if self.size is None:
            return str(Bilingual("no post has a substitute", "ühelgi ametikohal ei ole asendajat"))
        if self.exact:
            return str(
                Bilingual("1 absence breaks cover", "katmata jääb midagi juba 1 puudumise korral")
                if self.size == 1
                else Bilingual(
                    f"{self.size} absences break cover",
                    f"katmata jääb midagi alles {self.size} puudumise korral",
                )
            )
        return str(
            Bilingual(
                f"{self.size} absences break cover, perhaps fewer (at least {self.at_least})"
                + ("; the extra solve would settle it" if self.solver_missing else ""),
                f"katmata jääb midagi {self.size} puudumise korral, võib-olla ka varem (vähemalt {self.at_least})"
                + ("; täpse vastuse annaks lisa solve" if self.solver_missing else ""),
            )
        )


def resilience(
    organisation: Organisation,
    posts: Iterable[str] | None = None,
    *,
    capacity: int = 1,
    budget: int = WORK_BUDGET,
    effort: float = SOLVER_EFFORT,
) -> Resilience:
    """Return the smallest number of absent places that breaks the cover of ``posts`` (IRIs; None: all), and which.

    For a set of posts anybody may be absent, and substitutes serve the set alone. ``capacity`` is how many places
    one present person may cover. ``budget`` bounds the search: the number of posts that it may look at, in all its
    sets together; ``effort`` bounds the solver that goes on beyond it (the extra ``solve``).

    Raises
    ------
    UnknownPost
        The organisation has no post of that IRI.
    UsageError
        ``capacity`` is less than 1.

    >>> from ajgraph.organisation import Link, Post
    >>> links = tuple(Link(absent, substitute) for absent in "abc" for substitute in "xy")
    >>> one = Organisation(tuple(Post(iri, iri) for iri in "abcxy"), links)
    >>> resilience(one)
    Resilience(size=3, witness=('a', 'x', 'y'), exact=True, left_out=('x', 'y'), at_least=3)

    """
    if capacity < 1:
        raise UsageError(
            Bilingual(f"a capacity of {capacity} covers nobody", f"asendusmaht {capacity} ei kata kedagi"),
            remedy=Bilingual("Give 1 or more.", "Anna 1 või rohkem."),
        )
    asked = tuple(sorted(organisation.by_iri if posts is None else set(posts)))
    cover = {iri: single_cover(organisation, known_post(organisation, iri).iri) for iri in asked}
    return resilience_of(
        organisation, cover, whole=posts is None, capacity=capacity, budget=budget, effort=effort
    )


def resilience_of(
    organisation: Organisation,
    cover: Mapping[str, Mapping[str, int]],
    *,
    whole: bool = False,
    capacity: int = 1,
    budget: int = WORK_BUDGET,
    effort: float = SOLVER_EFFORT,
) -> Resilience:
    """Return the resilience of the posts of ``cover``, whose substitutes (``single_cover``) are known already."""
    asked = None if whole else tuple(sorted(cover))
    there = [iri for iri in sorted(cover) if organisation.by_iri[iri].places > 0]
    linked = {iri: frozenset(cover[iri]) for iri in there if cover[iri]}
    left_out = tuple(iri for iri in there if iri not in linked)
    if not linked:
        return Resilience(None, (), True, left_out, posts=asked, capacity=capacity, organisation=organisation)
    around = frozenset[str]().union(linked, *linked.values())
    places = {iri: organisation.by_iri[iri].places for iri in around}
    question = Question(linked, places, capacity)
    search = Search(question, min(budget, _BEFORE_SOLVER))
    best, best_set, at_least = search.best, search.best_set, search.at_least
    missing = False
    if search.left and effort > 0 and installed("ortools"):
        solved = Improved(question, search.left, best_set, effort)
        best, best_set, at_least = solved.best, solved.best_set, max(at_least, solved.at_least)
    elif search.left:
        search = Search(question, budget)
        best, best_set, at_least = search.best, search.best_set, search.at_least
        missing = effort > 0 and at_least < best
    return Resilience(
        best,
        question.witness(best_set),
        at_least >= best,
        left_out,
        min(at_least, best),
        asked,
        capacity,
        missing,
        organisation,
    )


def verify_resilience(organisation: Organisation, found: Resilience) -> list[str]:
    """Return what is wrong with the witness of ``found``; an empty list means that it does break cover.

    Independent of the search: the absences are tried as an assignment. That no fewer absences do it has no short
    certificate and is not checked here; that one place less of an exact witness does not break it is.
    """
    asked = set(organisation.by_iri if found.posts is None else found.posts)
    linked = {
        iri: {
            link.substitute
            for link in organisation.links_of(iri)
            if link.status in COUNTED
            and organisation.by_iri[link.substitute].places > (1 if link.substitute == iri else 0)
        }
        for iri in asked
        if organisation.by_iri[iri].places > 0
    }
    wrong = []
    if found.left_out != tuple(sorted(iri for iri in linked if not linked[iri])):
        wrong.append("what is left out is not what has no substitute")
    if found.size is None:
        return [*wrong, "some post has a substitute"] if any(linked.values()) else wrong
    away = Counter(found.witness)
    wrong += [
        f"{count} places of {iri} are away, of {organisation.by_iri[iri].places}"
        for iri, count in away.items()
        if count > organisation.by_iri[iri].places
    ]
    if len(found.witness) != found.size:
        wrong.append("the witness is not as long as the size says")
    if found.at_least is None or found.exact != (found.at_least == found.size) or found.at_least > found.size:
        wrong.append("size, bound and exactness contradict each other")

    def breaks(gone: Counter[str]) -> bool:
        asking = {iri: count for iri, count in gone.items() if linked.get(iri)}
        room = {
            person: max(0, organisation.by_iri[person].places - gone[person]) * found.capacity
            for iri in asking
            for person in linked[iri]
        }
        options = {iri: [(person, ALIKE) for person in sorted(linked[iri])] for iri in asking}
        return bool(assign(asking, options, room, frozenset()).uncovered)

    if not breaks(away):
        wrong.append("the witness does not break cover")
    if found.exact and any(breaks(away - Counter([iri])) for iri in away):
        wrong.append("fewer of these absences break cover as well")
    return wrong
