"""What follows from all claims together: substitution links with their status, and reporting lines.

Pure: claims and requirements in, a :class:`Derivation` out. The rules are those of the design: a link is
``confirmed`` if both sides state it, ``one-sided`` if the other side has a document that does not, and
``undocumented`` if the other side has none here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ajgraph.claims import Claim, Speakers
from ajgraph.directory import Directory
from ajgraph.fitness import Fitness, Profile, compare
from ajgraph.organisation import LinkKind, LinkStatus, Reporting
from ajgraph.resolution import Resolution, Resolver


@dataclass(frozen=True, slots=True)
class DerivedLink:
    """``substitute`` may stand in for ``absent``, as far as the documents go; ``fitness`` says with which gaps."""

    absent: str
    substitute: str
    kind: LinkKind
    status: LinkStatus
    fitness: Fitness
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Derivation:
    """Everything that is derived, sorted by IRI.

    ``status`` gives each substitution claim the status of the link it states, or its own where it has none.
    """

    resolutions: tuple[Resolution, ...]
    links: tuple[DerivedLink, ...]
    reporting: tuple[Reporting, ...]
    status: Mapping[str, LinkStatus]


@dataclass(frozen=True, slots=True)
class _Statement:
    """One resolved substitution claim about one pair of posts."""

    absent: str
    substitute: str
    by_absent: bool
    member: bool
    claim: str


def derive(
    claims: Iterable[Claim],
    directory: Directory,
    *,
    complete: frozenset[str],
    speakers: Speakers,
    profiles: Mapping[str, Profile],
) -> Derivation:
    """Resolve the claims and derive links and reporting lines.

    ``complete`` are organisations with a staffing table; ``profiles`` what documented posts ask.
    Posts that are only mentioned are entered in ``directory``.
    """
    resolver = Resolver(directory, complete)
    resolutions = resolver.resolve_all(sorted(claims, key=lambda claim: claim.iri))
    statements = [statement for resolution in resolutions for statement in _statements(resolution)]
    status_of = _status_rule(statements, speakers)
    links = _links(statements, status_of, profiles)
    links += _ambiguous_links(resolutions, {(link.absent, link.substitute) for link in links}, profiles)
    return Derivation(
        resolutions=resolutions,
        links=tuple(sorted(links, key=lambda link: (link.absent, link.substitute))),
        reporting=_reporting(resolutions),
        status=_claim_statuses(resolutions, statements, status_of),
    )


def _statements(resolution: Resolution) -> list[_Statement]:
    claim = resolution.claim
    if resolution.state != "resolved" or claim.field not in {"substituted_by", "substitutes"}:
        return []
    member = claim.mention.kind == "unit-member"
    by_absent = claim.field == "substituted_by"
    return [
        _Statement(*((claim.post, other) if by_absent else (other, claim.post)), by_absent, member, claim.iri)
        for other in resolution.posts
    ]


def _status_rule(statements: Iterable[_Statement], speakers: Speakers) -> Callable[[str, str], LinkStatus]:
    sides: dict[tuple[str, str], set[bool]] = {}
    for statement in statements:
        sides.setdefault((statement.absent, statement.substitute), set()).add(statement.by_absent)

    def status_of(absent: str, substitute: str) -> LinkStatus:
        stated = sides[absent, substitute]
        if len(stated) == 2:
            return "confirmed"
        silent_speaks = (
            substitute in speakers.substitutes if True in stated else absent in speakers.substituted_by
        )
        return "one-sided" if silent_speaks else "undocumented"

    return status_of


def _links(
    statements: Iterable[_Statement],
    status_of: Callable[[str, str], LinkStatus],
    profiles: Mapping[str, Profile],
) -> list[DerivedLink]:
    by_pair: dict[tuple[str, str], list[_Statement]] = {}
    for statement in statements:
        by_pair.setdefault((statement.absent, statement.substitute), []).append(statement)
    links = []
    for (absent, substitute), stated in by_pair.items():
        kind: LinkKind = (
            "peer" if absent == substitute else "unit-member" if all(s.member for s in stated) else "post"
        )
        fitness = _fitness(absent, substitute, profiles)
        claims = tuple(sorted({statement.claim for statement in stated}))
        links.append(DerivedLink(absent, substitute, kind, status_of(absent, substitute), fitness, claims))
    return links


def _ambiguous_links(
    resolutions: Iterable[Resolution], settled: set[tuple[str, str]], profiles: Mapping[str, Profile]
) -> list[DerivedLink]:
    """One link per candidate of an ambiguous mention, so that the candidates are seen; none of them counts."""
    claims: dict[tuple[str, str], list[str]] = {}
    for resolution in resolutions:
        claim = resolution.claim
        if resolution.state == "ambiguous" and claim.field in {"substituted_by", "substitutes"}:
            for other in resolution.posts:
                pair = (claim.post, other) if claim.field == "substituted_by" else (other, claim.post)
                if pair not in settled:
                    claims.setdefault(pair, []).append(claim.iri)
    links = []
    for (absent, substitute), stated in claims.items():
        kind: LinkKind = "peer" if absent == substitute else "post"
        fitness = _fitness(absent, substitute, profiles)
        links.append(DerivedLink(absent, substitute, kind, "ambiguous", fitness, tuple(sorted(set(stated)))))
    return links


def _fitness(absent: str, substitute: str, profiles: Mapping[str, Profile]) -> Fitness:
    if absent == substitute:
        return Fitness("fit")
    return compare(profiles.get(substitute), profiles.get(absent))


def _reporting(resolutions: Iterable[Resolution]) -> tuple[Reporting, ...]:
    """Return who reports to whom: what a post says of its manager, else what the manager says of subordinates."""
    stated: set[tuple[str, str]] = set()
    by_manager: set[tuple[str, str]] = set()
    for resolution in resolutions:
        claim = resolution.claim
        if resolution.state != "resolved" or claim.mention.kind == "unit-member":
            continue
        if claim.field == "manager":
            stated |= {(claim.post, manager) for manager in resolution.posts}
        elif claim.field == "subordinates":
            by_manager |= {(subordinate, claim.post) for subordinate in resolution.posts}
    silent = {pair for pair in by_manager if pair[0] not in {post for post, _ in stated}}
    return tuple(Reporting(post, manager) for post, manager in sorted(stated | silent))


def _claim_statuses(
    resolutions: Iterable[Resolution],
    statements: Iterable[_Statement],
    status_of: Callable[[str, str], LinkStatus],
) -> dict[str, LinkStatus]:
    """Return the status of each substitution claim: of a unit's members, the weakest of its links."""
    weakest: tuple[LinkStatus, ...] = ("one-sided", "undocumented", "confirmed")
    status: dict[str, LinkStatus] = {}
    for statement in statements:
        found = status_of(statement.absent, statement.substitute)
        status[statement.claim] = min(found, status.get(statement.claim, "confirmed"), key=weakest.index)
    for resolution in resolutions:
        if resolution.claim.field in {"substituted_by", "substitutes"}:
            if resolution.state == "ambiguous":
                status[resolution.claim.iri] = "ambiguous"
            elif resolution.state == "unresolved":
                status[resolution.claim.iri] = "unresolved"
    return status
