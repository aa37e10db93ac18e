"""Whom a claim means: mentions resolved in scope, with the reason, never by silent guess.

Order (each step only if the one before finds nothing): the names the document defines itself; the unit the
phrase names; the post's own unit, then the units above it, the organisation, then any unit of the organisation.
Titles compare without spaces, hyphens and case; another specialisation is another post. What nothing settles
stays ``ambiguous`` (all candidates kept) or ``unresolved``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from ajgraph import reasons
from ajgraph.claims import Claim
from ajgraph.description import Mention
from ajgraph.directory import Directory, KnownPost, KnownUnit
from ajgraph.estonian import division, key, unit_kind
from ajgraph.language import Bilingual

State = Literal["resolved", "ambiguous", "unresolved", "none", "open"]

MANAGER_TITLES: Final = frozenset({"vahetujuht", "vahetuülem", "otseneülem", "otsenejuht"})
"""Keys of mentions that mean the post's own manager."""

HEADS_OF_ORGANISATIONS: Final = frozenset(
    {
        "peadirektor",
        "kantsler",
        "riigisekretär",
        "minister",
        "vallavanem",
        "linnapea",
        "vallasekretär",
        "linnasekretär",
        "direktor",
        "rektor",
    }
)
"""Titles that, where nobody documents them, belong to the organisation itself and not to a unit of it."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What became of one claim.

    ``posts``: the post meant where ``resolved`` (several for a unit's members), every candidate where
    ``ambiguous``. ``open``: nobody until somebody decides (designated, or by another document).
    """

    claim: Claim
    state: State
    posts: tuple[str, ...] = ()
    reason: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    posts: tuple[KnownPost, ...]
    reason: Bilingual


@dataclass
class Resolver:
    """Resolves claims against a directory; enters undocumented posts where a mention names one.

    ``complete`` holds the IRIs of organisations whose staffing table is known: there, a post that is not
    listed does not exist, so a mention of it dangles instead of naming an undocumented post.
    """

    directory: Directory
    complete: frozenset[str] = frozenset()
    _managers: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def resolve_all(self, claims: Iterable[Claim]) -> tuple[Resolution, ...]:
        """Return the resolution of every claim, in the order given.

        Managers come first, because others are named by them ("vahetu juht").
        """
        ordered = list(claims)
        done: dict[str, Resolution] = {}
        for claim in sorted(ordered, key=lambda claim: (claim.field != "manager", claim.iri)):
            done[claim.iri] = found = self.resolve(claim)
            if claim.field == "manager" and found.state == "resolved":
                self._managers[claim.post] = (*self._managers.get(claim.post, ()), *found.posts)
        return tuple(done[claim.iri] for claim in ordered)

    def resolve(self, claim: Claim) -> Resolution:
        """Return what became of one claim."""
        mention = claim.mention
        if mention.kind == "none":
            return Resolution(claim, "none", reason=reasons.STATED_NONE)
        if mention.kind in {"designated", "rule"}:
            return Resolution(
                claim, "open", reason=reasons.DESIGNATED if mention.kind == "designated" else reasons.RULE
            )
        if mention.kind == "unit-member":
            return self._members(claim)
        title = claim.alias or mention.title
        if title is None:
            return Resolution(claim, "unresolved", reason=reasons.UNREADABLE)
        if key(title) in MANAGER_TITLES:
            return self._own_manager(claim)
        if mention.kind == "peer":
            return self._peer(claim)
        if claim.alternative:
            return self._either_bracket(claim, title, claim.alternative)
        return self._settle(claim, self._lookup(claim, title, mention.specialisation, mint=True))

    # The kinds of mention.

    def _own_manager(self, claim: Claim) -> Resolution:
        managers = self._managers.get(claim.post, ())
        if not managers:
            return Resolution(claim, "unresolved", reason=reasons.NO_MANAGER)
        return Resolution(claim, "resolved", managers, reasons.MANAGER)

    def _peer(self, claim: Claim) -> Resolution:
        own = self.directory.posts[claim.post]
        if claim.mention.specialisation is None and own.specialisation is not None:
            title = claim.mention.title or own.title
            bare = self.directory.find(own.unit, title, None)
            if bare:
                return Resolution(
                    claim, "resolved", _iris(bare), reasons.in_unit(self.directory.units[own.unit].name, bare)
                )
            alike = self.directory.titled(own.unit, title)
            if self._is_complete(own) and len(alike) > 1:
                return Resolution(claim, "ambiguous", _iris(alike), reasons.several(alike))
        return Resolution(claim, "resolved", (claim.post,), reasons.PEER)

    def _members(self, claim: Claim) -> Resolution:
        own = self.directory.posts[claim.post]
        unit = (
            self._named_unit(own, claim.mention.unit)
            if claim.mention.unit
            else self.directory.units[own.unit]
        )
        members = self.directory.members(unit.iri) if unit else ()
        others = tuple(
            post.iri for post in members if post.iri != claim.post and (post.documented or post.listed)
        )
        if unit is None or not others:
            name = unit.name if unit else claim.mention.unit or ""
            return Resolution(claim, "unresolved", reason=reasons.nobody_in(name))
        return Resolution(claim, "resolved", others, reasons.members(unit.name))

    def _either_bracket(self, claim: Claim, title: str, alternative: str) -> Resolution:
        """Keep both readings of a bracket at the end of a list, unless a complete table has only one of them."""
        readings = [
            self._lookup(
                claim, title, specialisation, mint=not self._is_complete(self.directory.posts[claim.post])
            )
            for specialisation in (None, alternative)
        ]
        posts = tuple(dict.fromkeys(post for found in readings if found for post in found.posts))
        if len(posts) == 1:
            return Resolution(claim, "resolved", _iris(posts), reasons.bracket_settled(posts[0]))
        if not posts:
            return Resolution(claim, "unresolved", reason=self._dangling(claim, title))
        return Resolution(claim, "ambiguous", _iris(posts), reasons.either_bracket(alternative, posts))

    # The scopes.

    def _settle(self, claim: Claim, found: _Found | None) -> Resolution:
        if found is None:
            return Resolution(claim, "unresolved", reason=self._dangling(claim, claim.mention.title or ""))
        state: State = "resolved" if len(found.posts) == 1 else "ambiguous"
        return Resolution(claim, state, _iris(found.posts), found.reason)

    def _lookup(self, claim: Claim, title: str, specialisation: str | None, *, mint: bool) -> _Found | None:
        own = self.directory.posts[claim.post]
        named, rest = self._unit_in(own, claim.mention, title)
        for scope, wanted in self._scopes(own, named, title, rest):
            hits = self.directory.find(scope.iri, wanted, specialisation)
            if hits:
                return _Found(hits, reasons.via_alias(claim.alias, reasons.in_unit(scope.name, hits)))
        anywhere = self._anywhere(own, title, specialisation) if named is None else ()
        if anywhere:
            reason = reasons.several(anywhere) if len(anywhere) > 1 else reasons.ONLY_ONE
            return _Found(anywhere, reasons.via_alias(claim.alias, reason))
        if self._is_complete(own):
            return self._only_specialised(own, named, title, rest) if specialisation is None else None
        return self._undocumented(claim, own, named, title, specialisation) if mint else None

    def _scopes(
        self, own: KnownPost, named: KnownUnit | None, title: str, rest: str
    ) -> Iterator[tuple[KnownUnit, str]]:
        if named is not None:
            yield named, rest
        for unit in self.directory.chain(own.unit):
            yield unit, title

    def _unit_in(self, own: KnownPost, mention: Mention, title: str) -> tuple[KnownUnit | None, str]:
        """Return the unit a phrase names ("lennutegevuse osakonna juhataja") and what is left of the title."""
        phrase, rest = division(title)
        if phrase is None:
            return (self._named_unit(own, mention.unit), title) if mention.unit else (None, title)
        unit = self._named_unit(own, phrase)
        if unit is None and key(phrase) != key(unit_kind(phrase) or ""):
            # A unit by its own name that no source has: it exists all the same, somewhere in the organisation.
            if self._is_complete(own):
                return None, title
            organisation = self.directory.chain(own.unit)[-1].iri
            unit = self.directory.units[self.directory.unit(organisation, [phrase])]
        return unit, rest if unit else title

    def _named_unit(self, own: KnownPost, phrase: str) -> KnownUnit | None:
        chain = self.directory.chain(own.unit)
        kind = key(unit_kind(phrase) or "")
        if key(phrase) == kind:  # "talitus" alone: the nearest talitus above the post
            return next((unit for unit in chain if key(unit_kind(unit.name) or "") == kind), None)
        known = [*chain, *self.directory.within(chain[-1].iri)]
        return next((unit for unit in known if key(unit.name) == key(phrase)), None)

    def _anywhere(self, own: KnownPost, title: str, specialisation: str | None) -> tuple[KnownPost, ...]:
        organisation = self.directory.chain(own.unit)[-1].iri
        found = self.directory.anywhere(organisation, title, specialisation)
        return tuple(post for post in found if post.documented or post.listed)

    def _only_specialised(
        self, own: KnownPost, named: KnownUnit | None, title: str, rest: str
    ) -> _Found | None:
        """Settle a bare title where the complete scope has only posts with a specialisation."""
        for scope, wanted in self._scopes(own, named, title, rest):
            hits = self.directory.titled(scope.iri, wanted)
            if len(hits) > 1:
                return _Found(hits, reasons.several(hits))
            if hits:
                return _Found(hits, reasons.only_specialised(scope.name, hits[0]))
        return None

    def _undocumented(
        self, claim: Claim, own: KnownPost, named: KnownUnit | None, title: str, specialisation: str | None
    ) -> _Found:
        chain = self.directory.chain(own.unit)
        unit = named or (chain[-1] if _leads_the_organisation(title) else chain[0])
        others = [
            post for scope in chain for post in self.directory.titled(scope.iri, title) if post.documented
        ]
        post = self.directory.post(unit.iri, title, specialisation)
        return _Found((post,), reasons.via_alias(claim.alias, reasons.undocumented(unit.name, others)))

    def _is_complete(self, post: KnownPost) -> bool:
        return self.directory.chain(post.unit)[-1].iri in self.complete

    def _dangling(self, claim: Claim, title: str) -> Bilingual:
        own = self.directory.posts[claim.post]
        organisation = self.directory.chain(own.unit)[-1]
        alike = (post for post in self.directory.members(organisation.iri) if key(post.title) == key(title))
        return reasons.not_listed(alike)


def _leads_the_organisation(title: str) -> bool:
    first = title.split()[0] if title.split() else ""
    return key(title) in HEADS_OF_ORGANISATIONS or any(
        key(first) in {head, f"{head}i"} for head in HEADS_OF_ORGANISATIONS
    )


def _iris(posts: Iterable[KnownPost]) -> tuple[str, ...]:
    return tuple(post.iri for post in posts)
