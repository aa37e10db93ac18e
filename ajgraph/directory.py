"""The directory: every organisation, unit and post that is known, found by name.

Sources spell names differently ("Talitusejuhataja", "talituse juhataja", "juhataja" of that talitus). The
directory compares by key (no spaces, hyphens, case) and takes a unit's own name off the title of its post, so
that one post has one IRI whatever the spelling.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ajgraph.estonian import division, is_organisation, key, unit_kind
from ajgraph.iris import NAMELESS, Iris, short_hash


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit, or an organisation (``parent`` is None)."""

    iri: str
    name: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class KnownPost:
    """A post: ``unit`` is the IRI of its unit or organisation.

    ``documented``: a description of it is here; ``listed``: a staffing table has it; neither: only mentioned.
    """

    iri: str
    title: str
    specialisation: str | None
    unit: str
    documented: bool = False
    listed: bool = False

    @property
    def label(self) -> str:
        """The title with its specialisation in brackets."""
        return f"{self.title} ({self.specialisation})" if self.specialisation else self.title


def plain_title(title: str, unit_name: str) -> str:
    """Return the title without the unit it stands in: "talitusejuhataja" of a talitus is its "juhataja"."""
    prefix, rest = division(title)
    if prefix is None:
        return title
    return rest if key(prefix) in {key(unit_name), key(unit_kind(unit_name) or "")} else title


@dataclass
class Directory:
    """Known units and posts; grows as sources are added (:meth:`organisation`, :meth:`unit`, :meth:`post`)."""

    iris: Iris
    units: dict[str, KnownUnit] = field(default_factory=dict)
    posts: dict[str, KnownPost] = field(default_factory=dict)
    _called: dict[str, list[str]] = field(default_factory=dict)
    _child: dict[tuple[str, str], str] = field(default_factory=dict)
    _with_title: dict[str, list[str]] = field(default_factory=dict)
    _children: dict[str, list[str]] = field(default_factory=dict)
    _posts_in: dict[str, list[str]] = field(default_factory=dict)
    _by_title: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, iris: Iris, units: Iterable[KnownUnit], posts: Iterable[KnownPost]) -> Directory:
        """Return a directory of what is already known."""
        directory = cls(iris)
        for unit in units:
            directory._add_unit(unit)
        for post in posts:
            directory.add(post)
        return directory

    # Naming: the same thing under another spelling gets the same IRI.

    def organisation(self, name: str | None) -> str:
        """Return the IRI of the organisation of that name, entering it if it is new."""
        iri = self.iris.organisation(name)
        for unit in self.units.values():
            if unit.parent is None and key(unit.name) == key(name or NAMELESS):
                return unit.iri
        self._add_unit(KnownUnit(iri, name or NAMELESS, None))
        return iri

    def unit(self, organisation: str, path: Sequence[str]) -> str:
        """Return the IRI of the unit at the end of ``path`` (largest first), entering what is new."""
        here = organisation
        for name in path:
            found = self._child.get((here, key(name)))
            if found is None:
                iri = self.iris.unit(here, name)
                if iri in self.units:  # another name that is read alike only by an IRI
                    iri += f"-{short_hash(key(name))}"
                found = self._add_unit(KnownUnit(iri, name, here))
            here = found
        return here

    def outside(self, organisation: KnownUnit, name: str) -> KnownUnit:
        """Return the unit of a name that no source of a body has, entering it if it is new: maybe another body."""
        if self.is_other_body(organisation, name):
            return self.units[self.organisation(name)]
        return self.units[self.unit(organisation.iri, [name])]

    @staticmethod
    def is_other_body(organisation: KnownUnit, name: str) -> bool:
        """Say whether a name is that of another body: "Mereamet" is no unit of "Rannaamet"."""
        own = organisation.name
        alone = key(name) == key(unit_kind(name) or "")
        return not alone and key(name) != key(own) and is_organisation(name) and is_organisation(own)

    def post(self, unit: str, title: str, specialisation: str | None) -> KnownPost:
        """Return the post of that name in ``unit``, entering it if it is new (undocumented, unlisted)."""
        found = self.find(unit, title, specialisation)
        if found:
            return found[0]
        iri = self.iris.post(unit, plain_title(title, self.units[unit].name), specialisation)
        if iri in self.posts:  # "haldur/laborant" and "haldur-laborant" are read alike only by an IRI
            iri += f"-{short_hash(key(title) + key(specialisation or ''))}"
        return self.add(KnownPost(iri, title, specialisation, unit))

    def add(self, post: KnownPost) -> KnownPost:
        """Enter a post, or add what another source knows of it (documented, listed)."""
        known = self.posts.get(post.iri)
        if known is None:
            self._posts_in.setdefault(post.unit, []).append(post.iri)
            self.posts[post.iri] = post
            for title in self._titles(post.title, post.unit):
                self._by_title.setdefault((post.unit, title), []).append(post.iri)
                self._with_title.setdefault(title, []).append(post.iri)
        else:
            self.posts[post.iri] = replace(
                known, documented=known.documented or post.documented, listed=known.listed or post.listed
            )
        return self.posts[post.iri]

    # Looking up.

    def find(self, unit: str, title: str, specialisation: str | None) -> tuple[KnownPost, ...]:
        """Return the posts of exactly that title and specialisation directly in ``unit``."""
        wanted = key(specialisation or "")
        return tuple(post for post in self.titled(unit, title) if key(post.specialisation or "") == wanted)

    def titled(self, unit: str, title: str) -> tuple[KnownPost, ...]:
        """Return the posts of that title directly in ``unit``, whatever their specialisation."""
        found = {
            iri for wanted in self._titles(title, unit) for iri in self._by_title.get((unit, wanted), ())
        }
        return tuple(self.posts[iri] for iri in sorted(found))

    def anywhere(self, organisation: str, title: str, specialisation: str | None) -> tuple[KnownPost, ...]:
        """Return the posts of exactly that title and specialisation that a source states in a unit of a body."""
        wanted = key(specialisation or "")
        return tuple(
            post
            for post in self.called(organisation, title, division(title)[1])
            if (post.documented or post.listed)
            and post.unit != organisation
            and key(post.specialisation or "") == wanted
            and self._titles(title, post.unit) & self._titles(post.title, post.unit)
        )

    def called(self, organisation: str, *titles: str) -> tuple[KnownPost, ...]:
        """Return the posts of an organisation with one of these titles, with or without their unit, by IRI."""
        found = {iri for title in titles for iri in self._with_title.get(key(title), ())}
        posts = (self.posts[iri] for iri in sorted(found))
        return tuple(post for post in posts if self.chain(post.unit)[-1].iri == organisation)

    def _titles(self, title: str, unit: str) -> set[str]:
        """Return the keys under which a title of a post of ``unit`` is found."""
        return {key(title), key(plain_title(title, self.units[unit].name))}

    def units_called(self, name: str) -> tuple[KnownUnit, ...]:
        """Return the units of that name, of whatever organisation, by IRI."""
        return tuple(self.units[iri] for iri in sorted(self._called.get(key(name), ())))

    def chain(self, unit: str) -> tuple[KnownUnit, ...]:
        """Return the unit, its parents and the organisation: smallest first."""
        chain: list[KnownUnit] = []
        here: str | None = unit
        while here is not None and here in self.units and self.units[here] not in chain:
            chain.append(self.units[here])
            here = self.units[here].parent
        return tuple(chain)

    def within(self, unit: str) -> Iterator[KnownUnit]:
        """Yield the units below ``unit``, parents before children, by IRI."""
        for child in sorted(self._children.get(unit, ())):
            yield self.units[child]
            yield from self.within(child)

    def members(self, unit: str) -> tuple[KnownPost, ...]:
        """Return the posts of ``unit`` and of the units below it, by IRI."""
        places = [unit, *(below.iri for below in self.within(unit))]
        return tuple(
            self.posts[iri]
            for iri in sorted(iri for place in places for iri in self._posts_in.get(place, ()))
        )

    def _add_unit(self, unit: KnownUnit) -> str:
        if unit.iri not in self.units:
            self.units[unit.iri] = unit
            self._called.setdefault(key(unit.name), []).append(unit.iri)
            if unit.parent is not None:
                self._child.setdefault((unit.parent, key(unit.name)), unit.iri)
                self._children.setdefault(unit.parent, []).append(unit.iri)
        return unit.iri
