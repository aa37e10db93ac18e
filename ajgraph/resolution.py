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
from ajgraph.directory import Directory, KnownPost, KnownUnit, plain_title
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


@dataclass(frozen=True, slots=True)
class _Scope:
    """Where a mention looks: the units its phrase names, and the title without them."""

    title: str
    units: tuple[KnownUnit, ...] = ()
    rest: str = ""
    unknown: str | None = None
    """The name of a unit that no source has."""
    of_kind: bool = False
    """Whether only a kind of unit is named ("talituse juhataja"): of one nearby, not of just any."""


@dataclass
class Resolver:
    """Resolves claims against a directory; enters undocumented posts where a mention names one.

    ``complete`` holds the IRIs of organisations whose staffing table is known: there, a post that is not
    listed does not exist, so a mention of it dangles instead of naming an undocumented post.
    """

    directory: Directory
    complete: frozenset[str] = frozenset()
    _managers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _entering: bool = False
    """Whether mentions may enter posts; false while they are looked up among those that sources state."""

    def resolve_all(self, claims: Iterable[Claim]) -> tuple[Resolution, ...]:
        """Return the resolution of every claim, in the order given; that order has no influence.

        First everything is looked up among the posts that a source states. What is left names undocumented
        posts: those of a unit named in words first, then those of larger units, so that a smaller unit's
        mention finds what a larger one's has entered. "Vahetu juht" comes last, when the managers are known.
        """
        ordered = list(claims)
        done: dict[str, Resolution] = {}
        pending = [claim for claim in ordered if not self._means_own_manager(claim)]
        for entering in (False, True):
            self._entering = entering
            for claim in sorted(pending, key=self._turn):
                if found := self._resolve(claim):
                    done[claim.iri] = found
            pending = [claim for claim in pending if claim.iri not in done]
        for found in done.values():
            if found.claim.field == "manager" and found.state in {"resolved", "ambiguous"}:
                known = self._managers.get(found.claim.post, ())
                self._managers[found.claim.post] = tuple(sorted({*known, *found.posts}))
        by_others: dict[str, set[str]] = {}
        for found in done.values():
            if found.claim.field == "subordinates" and found.state == "resolved":
                for post in found.posts:
                    by_others.setdefault(post, set()).add(found.claim.post)
        for post, bosses in by_others.items():  # counts where the post itself names no manager
            self._managers.setdefault(post, tuple(sorted(bosses - {post})))
        return tuple(done.get(claim.iri) or self._own_manager(claim) for claim in ordered)

    def _turn(self, claim: Claim) -> tuple[bool, int, str]:
        own = self.directory.posts[claim.post]
        named = claim.mention.unit or division(claim.alias or claim.mention.title or "")[0]
        return named is None, len(self.directory.chain(own.unit)), claim.iri

    def _resolve(self, claim: Claim) -> Resolution | None:
        """Return what became of one claim; None if it names a post that would have to be entered first."""
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
        if mention.kind == "peer":
            return self._peer(claim)
        if claim.alternative:
            return self._either_bracket(claim, title, claim.alternative)
        return self._settle(claim, self._lookup(claim, title, mention.specialisation))

    # The kinds of mention.

    @staticmethod
    def _means_own_manager(claim: Claim) -> bool:
        title = claim.alias or claim.mention.title
        return claim.mention.kind == "post" and title is not None and key(title) in MANAGER_TITLES

    def _own_manager(self, claim: Claim) -> Resolution:
        managers = self._managers.get(claim.post, ())
        if not managers:
            return Resolution(claim, "unresolved", reason=reasons.NO_MANAGER)
        if len(managers) > 1:
            several = reasons.several(self.directory, [self.directory.posts[iri] for iri in managers])
            return Resolution(claim, "ambiguous", managers, several)
        return Resolution(claim, "resolved", managers, reasons.MANAGER)

    def _peer(self, claim: Claim) -> Resolution:
        own = self.directory.posts[claim.post]
        if claim.mention.specialisation is None and own.specialisation is not None:
            title = claim.mention.title or own.title
            for unit in self.directory.chain(own.unit):
                if bare := _stated(self.directory.find(unit.iri, title, None)):
                    return Resolution(claim, "resolved", _iris(bare), reasons.in_unit(self.directory, bare))
            alike = _stated(self.directory.titled(own.unit, title))
            if len(alike) > 1:
                return Resolution(claim, "ambiguous", _iris(alike), reasons.several(self.directory, alike))
        return Resolution(claim, "resolved", (claim.post,), reasons.PEER)

    def _members(self, claim: Claim) -> Resolution:
        own = self.directory.posts[claim.post]
        named = claim.mention.unit
        units = self._named_units(own, named) if named else (self.directory.units[own.unit],)
        others = {
            unit: tuple(
                post.iri for post in _stated(self.directory.members(unit.iri)) if post.iri != claim.post
            )
            for unit in units
        }
        found = tuple(sorted({post for posts in others.values() for post in posts}))
        if not found:
            return Resolution(
                claim, "unresolved", reason=reasons.nobody_in(units[0].name if units else named or "")
            )
        if len(units) > 1:
            return Resolution(claim, "ambiguous", found, reasons.several_units(self.directory, units))
        return Resolution(claim, "resolved", found, reasons.members(units[0].name))

    def _either_bracket(self, claim: Claim, title: str, alternative: str) -> Resolution | None:
        """Keep both readings of a bracket at the end of a list, unless a complete table has only one of them."""
        readings = [self._lookup(claim, title, specialisation) for specialisation in (None, alternative)]
        if (
            None in readings
            and not self._entering
            and not self._is_complete(self.directory.posts[claim.post])
        ):
            return None
        posts = tuple(dict.fromkeys(post for found in readings if found for post in found.posts))
        if len(posts) == 1:
            return Resolution(claim, "resolved", _iris(posts), reasons.bracket_settled(posts[0]))
        if not posts:
            return Resolution(claim, "unresolved", reason=self._dangling(claim, title))
        return Resolution(
            claim, "ambiguous", _iris(posts), reasons.either_bracket(self.directory, alternative, posts)
        )

    # The scopes.

    def _settle(self, claim: Claim, found: _Found | None) -> Resolution | None:
        if found is None:
            own, title = self.directory.posts[claim.post], claim.alias or claim.mention.title or ""
            if not self._is_complete(own) or self._of_other_body(own, title):
                return None
            return Resolution(claim, "unresolved", reason=self._dangling(claim, claim.mention.title or ""))
        state: State = "resolved" if len(found.posts) == 1 else "ambiguous"
        return Resolution(claim, state, _iris(found.posts), found.reason)

    def _lookup(self, claim: Claim, title: str, specialisation: str | None) -> _Found | None:
        """Return the posts a title means; None where it names none that is known, nor may be entered (yet)."""
        own = self.directory.posts[claim.post]
        scope = self._scope(own, claim.mention, title)
        for units, wanted in self._scopes(own, scope):
            hits = _stated(
                post for unit in units for post in self.directory.find(unit.iri, wanted, specialisation)
            )
            if hits:
                reason = reasons.in_unit(self.directory, hits)
                return _Found(hits, reasons.via_alias(claim.alias, reason))
        if not (scope.units or scope.unknown) and (found := self._anywhere(own, scope, specialisation)):
            reason = reasons.several(self.directory, found) if len(found) > 1 else reasons.ONLY_ONE
            return _Found(found, reasons.via_alias(claim.alias, reason))
        if self._is_complete(own) and not self._of_other_body(own, title):
            return self._only_specialised(own, scope) if specialisation is None else None
        return self._undocumented(claim, own, scope, specialisation) if self._entering else None

    def _scopes(self, own: KnownPost, scope: _Scope) -> Iterator[tuple[tuple[KnownUnit, ...], str]]:
        """Yield where to look, in turn: units with what is the title there. A unit that is named is the only place."""
        if scope.units:
            yield scope.units, scope.rest
            return
        for unit in self.directory.chain(own.unit):
            yield (unit,), scope.title

    def _scope(self, own: KnownPost, mention: Mention, title: str) -> _Scope:
        """Return the units a phrase names ("lennutegevuse osakonna juhataja") and what is left of the title."""
        phrase, rest = division(title)
        if phrase is None:
            return _Scope(title, self._named_units(own, mention.unit) if mention.unit else (), title)
        units = self._named_units(own, phrase)
        by_kind = key(phrase) == key(unit_kind(phrase) or "")
        complete = self._is_complete(own) and not self._of_other_body(own, title)
        unknown = None if units or by_kind or complete else phrase
        return _Scope(title, units, rest, unknown, by_kind)

    def _named_units(self, own: KnownPost, phrase: str) -> tuple[KnownUnit, ...]:
        """Return the units of that name nearest to a post: its own, those above, those below these; else all.

        A kind alone ("talitus") means the nearest unit of that kind above the post, else those below it.
        """
        chain = self.directory.chain(own.unit)
        kind = key(unit_kind(phrase) or "")
        if key(phrase) == kind:
            above = tuple(unit for unit in chain if key(unit_kind(unit.name) or "") == kind)[:1]
            below = (
                unit for unit in self.directory.within(own.unit) if key(unit_kind(unit.name) or "") == kind
            )
            return above or tuple(below)
        called = [(unit, self.directory.chain(unit.iri)) for unit in self.directory.units_called(phrase)]
        for level in chain:
            if found := tuple(unit for unit, above in called if level in above):
                return (level,) if level in found else found
        return ()

    def _anywhere(self, own: KnownPost, scope: _Scope, specialisation: str | None) -> tuple[KnownPost, ...]:
        """Return the posts of that title in any unit; of "talituse juhataja" none that is the head of just any talitus."""
        organisation = self.directory.chain(own.unit)[-1].iri
        found = self.directory.anywhere(organisation, scope.title, specialisation)
        if not scope.of_kind:
            return found
        return tuple(
            post
            for post in found
            if plain_title(scope.title, self.directory.units[post.unit].name) == scope.title
        )

    def _only_specialised(self, own: KnownPost, scope: _Scope) -> _Found | None:
        """Settle a bare title where the complete scope has only posts with a specialisation."""
        for units, wanted in self._scopes(own, scope):
            hits = tuple(post for unit in units for post in self.directory.titled(unit.iri, wanted))
            if len(hits) > 1:
                return _Found(hits, reasons.several(self.directory, hits))
            if hits:
                return _Found(hits, reasons.only_specialised(units[0].name, hits[0]))
        return None

    def _undocumented(
        self, claim: Claim, own: KnownPost, scope: _Scope, specialisation: str | None
    ) -> _Found:
        """Enter the post that a mention names, in the unit it names or in its own.

        A post that a mention of a larger unit has entered is the same one. Where several units are called so,
        each gives a candidate.
        """
        chain = self.directory.chain(own.unit)
        units = scope.units
        if scope.unknown:  # a unit by its own name that no source has exists all the same
            units = (self.directory.outside(chain[-1], scope.unknown),)
        elif not units:
            entered = (unit for unit in chain if self.directory.find(unit.iri, scope.title, specialisation))
            units = (next(entered, chain[-1] if _leads_the_organisation(scope.title) else chain[0]),)
        others = [
            post for unit in chain for post in self.directory.titled(unit.iri, scope.title) if post.documented
        ]
        posts = tuple(self.directory.post(unit.iri, scope.title, specialisation) for unit in units)
        reason = reasons.undocumented(self.directory, units, others)
        return _Found(posts, reasons.via_alias(claim.alias, reason))

    def _is_complete(self, post: KnownPost) -> bool:
        return self.directory.chain(post.unit)[-1].iri in self.complete

    def _of_other_body(self, own: KnownPost, title: str) -> bool:
        phrase = division(title)[0]
        return phrase is not None and self.directory.is_other_body(self.directory.chain(own.unit)[-1], phrase)

    def _dangling(self, claim: Claim, title: str) -> Bilingual:
        own = self.directory.posts[claim.post]
        organisation = self.directory.chain(own.unit)[-1]
        return reasons.not_listed(self.directory.called(organisation.iri, title))


def _leads_the_organisation(title: str) -> bool:
    first = title.split()[0] if title.split() else ""
    return key(title) in HEADS_OF_ORGANISATIONS or any(
        key(first) in {head, f"{head}i"} for head in HEADS_OF_ORGANISATIONS
    )


def _stated(posts: Iterable[KnownPost]) -> tuple[KnownPost, ...]:
    """Return the posts that a source states, without those that are only mentioned."""
    return tuple(post for post in posts if post.documented or post.listed)


def _iris(posts: Iterable[KnownPost]) -> tuple[str, ...]:
    return tuple(post.iri for post in posts)
