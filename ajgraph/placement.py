"""Where each source stands: the body, the unit and the post that its names mean, settled from all sources together.

Nothing here depends on the order in which files were given: every choice (a spelling, a unit that is named without
what is above it, the version in force) is made over the whole set.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ajgraph.claims import Claim, Speakers, claims_of, claims_of_row
from ajgraph.description import JobDescription
from ajgraph.directory import Directory, KnownPost
from ajgraph.fitness import Profile
from ajgraph.iris import Iris
from ajgraph.language import Bilingual
from ajgraph.signature import Signature, united
from ajgraph.sources import Note, SourceFile
from ajgraph.staffing import StaffingRow, StaffingTable
from ajgraph.structure import Structure, most_used
from ajgraph.versions import Succession, Version, succession

_Named = tuple[str, str, str | None]
"""Unit (IRI), title and specialisation, as a source names a post."""


@dataclass(frozen=True, slots=True)
class PlacedDescription:
    """A description with its IRI, the post it describes, the IRI of its file, and its claims."""

    iri: str
    description: JobDescription
    post: KnownPost
    document: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A staffing table with its IRI, the post of each of its rows, and its claims."""

    iri: str
    table: StaffingTable
    posts: tuple[KnownPost, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class Placement:
    """All sources in their places; ``notes`` say what had to be assumed."""

    directory: Directory
    tables: tuple[PlacedTable, ...]
    descriptions: tuple[PlacedDescription, ...]
    notes: tuple[Note, ...]

    @cached_property
    def succession(self) -> Succession:
        """Which descriptions newer ones have replaced, and which are repealed."""
        return succession(
            Version(one.iri, one.post.iri, body_of(self.directory, one.post), one.post.label, one.description)
            for one in self.descriptions
        )

    @property
    def replaced(self) -> Mapping[str, str]:
        """The superseded descriptions: older → newest of the same post."""
        return self.succession.replaced

    @property
    def in_force(self) -> list[PlacedDescription]:
        """The descriptions that no newer one supersedes."""
        return [one for one in self.descriptions if one.iri not in self.replaced]

    @property
    def claims(self) -> list[Claim]:
        """What the sources in force claim."""
        of_tables = [claim for table in self.tables for claim in table.claims]
        return of_tables + [claim for one in self.in_force for claim in one.claims]

    @property
    def complete(self) -> frozenset[str]:
        """The organisations (IRIs) whose staffing table is known."""
        return frozenset(body_of(self.directory, post) for table in self.tables for post in table.posts)

    @property
    def speakers(self) -> Speakers:
        """Which posts could state a substitution: the documented, and those of a table with such columns."""
        documented = {one.post.iri for one in self.descriptions}

        def stated(column: str) -> frozenset[str]:
            tables = (table for table in self.tables if column in table.table.states)
            return frozenset(documented | {post.iri for table in tables for post in table.posts})

        return Speakers(stated("substituted_by"), stated("substitutes"))

    @property
    def profiles(self) -> dict[str, Profile]:
        """What every post asks whose description in force states requirements or competencies."""
        found = (
            (one.post.iri, Profile.of(one.description.requirements, one.description.competencies))
            for one in sorted(self.in_force, key=lambda one: one.iri)
        )
        return {post: profile for post, profile in found if profile}


def body_of(directory: Directory, post: KnownPost) -> str:
    """Return the IRI of the organisation a post belongs to."""
    return directory.chain(post.unit)[-1].iri


def place(sources: Iterable[SourceFile], iris: Iris) -> Placement:
    """Return where everything in ``sources`` stands under the base of ``iris``."""
    placement = _Placing(list(sources), iris).placement()
    found = (*placement.notes, *placement.succession.notes, *_doubled(placement.in_force))
    return replace(placement, notes=found)


class _Placing:
    """The steps of :func:`place`: bodies, then units, then posts."""

    def __init__(self, sources: Sequence[SourceFile], iris: Iris) -> None:
        self.signatures: dict[str, tuple[Signature, ...]] = {}
        for held in (held for source in sources for held in source.holds):
            self.signatures[held.sha256] = united(self.signatures.get(held.sha256, ()), held.signatures)
        self.directory = Directory(iris)
        self.notes: list[Note] = []
        self.rows = [(source, row) for source in sources if source.table for row in source.table.rows]
        self.found = [(source, one) for source in sources for one in source.descriptions]
        self.tables = [(source, source.table) for source in sources if source.table]

    def placement(self) -> Placement:
        self._enter_bodies()
        self._enter_units()
        self._enter_posts()
        tables = tuple(self._table(source, table) for source, table in self.tables)
        return Placement(self.directory, tables, self._descriptions(), tuple(self.notes))

    # Bodies.

    def _enter_bodies(self) -> None:
        stated = [(source, row.organisation) for source, row in self.rows]
        stated += [
            (source, one.organisation.value if one.organisation else None) for source, one in self.found
        ]
        names = [name or source.organisation for source, name in stated]
        spellings = most_used(name for name in names if name)
        self.only = next(iter(spellings.values())) if len(spellings) == 1 else None
        for name in sorted(spellings.values()):
            self.directory.organisation(name)
        nameless = {source.path for (source, _), name in zip(stated, names, strict=True) if not name}
        self.notes += [Note(path, _nameless(self.only)) for path in sorted(nameless)]

    def _body(self, source: SourceFile, name: str | None) -> str:
        return self.directory.organisation(name or source.organisation or self.only)

    def _body_of_row(self, source: SourceFile, row: StaffingRow) -> str:
        return self._body(source, row.organisation)

    def _body_of(self, source: SourceFile, one: JobDescription) -> str:
        return self._body(source, one.organisation.value if one.organisation else None)

    # Units.

    def _enter_units(self) -> None:
        self.structures: dict[str, Structure] = {}
        paths = [(source, self._body_of_row(source, row), row.unit) for source, row in self.rows]
        for _, body, path in paths:
            self.structures.setdefault(body, Structure()).state(path, table=True)
        in_documents = [(source, self._body_of(source, one), _units(one)) for source, one in self.found]
        for _, body, path in in_documents:
            self.structures.setdefault(body, Structure()).state(path, table=False)
        for body, structure in sorted(self.structures.items()):
            for path in structure.all():
                self.directory.unit(body, path)
        unclear = {
            (source.path, choices)
            for source, body, path in (*paths, *in_documents)
            if (choices := self.structures[body].choices(path))
        }
        self.notes += [Note(path, _several_units(choices)) for path, choices in sorted(unclear)]

    def _unit(self, body: str, path: tuple[str, ...]) -> str:
        return self.directory.unit(body, self.structures[body].full(path))

    # Posts.

    def _enter_posts(self) -> None:
        """Enter every post under its most used spelling, tables first."""
        listed = Counter(self._name_of_row(source, row) for source, row in self.rows)
        described = Counter(self._name_of(source, one) for source, one in self.found)
        for counts in (listed, described):
            for unit, title, specialisation in sorted(
                counts, key=lambda name: (name[0], -counts[name], name[1], name[2] or "")
            ):
                self.directory.post(unit, title, specialisation)

    def _name_of_row(self, source: SourceFile, row: StaffingRow) -> _Named:
        return self._unit(self._body_of_row(source, row), row.unit), row.title, row.specialisation

    def _name_of(self, source: SourceFile, one: JobDescription) -> _Named:
        specialisation = one.specialisation.value if one.specialisation else None
        return self._unit(self._body_of(source, one), _units(one)), one.title.value, specialisation

    def _table(self, source: SourceFile, table: StaffingTable) -> PlacedTable:
        iri = self.directory.iris.staffing(source.sha256)
        posts = tuple(
            self.directory.add(replace(self.directory.post(*self._name_of_row(source, row)), listed=True))
            for row in table.rows
        )
        claims = tuple(
            claim
            for row, post in zip(table.rows, posts, strict=True)
            for claim in claims_of_row(row, iri, post.iri)
        )
        return PlacedTable(iri, replace(table, path=source.path), posts, claims)

    def _descriptions(self) -> tuple[PlacedDescription, ...]:
        placed, times = [], Counter[str]()
        for source, one in self.found:
            post = self.directory.add(
                replace(self.directory.post(*self._name_of(source, one)), documented=True)
            )
            iri = self.directory.iris.description(post.iri, source.sha256)
            times[iri] += 1
            if times[iri] > 1:  # one file describes the same post twice
                iri += f"-{times[iri]}"
            document = self.directory.iris.document(source.sha256)
            signatures = self.signatures.get(source.sha256, ())
            named = replace(one, source=replace(one.source, path=source.path, signatures=signatures))
            placed.append(
                PlacedDescription(iri, named, post, document, claims_of(one, iri, post.iri, document))
            )
        return tuple(placed)


def _units(description: JobDescription) -> tuple[str, ...]:
    return tuple(unit.value for unit in description.units)


def _nameless(taken: str | None) -> Bilingual:
    if taken:
        return Bilingual(
            f"names no organisation; taken to be of “{taken}”, the only one that any source names",
            f"asutust ei nimeta; loetud asutuse „{taken}“ omaks, teist ükski allikas ei nimeta",
        )
    return Bilingual(
        "names no organisation; give it with --organisation, else its posts stand apart",
        "asutust ei nimeta; anna see valikuga --organisation, muidu jäävad selle ametikohad eraldi",
    )


def _several_units(choices: Iterable[Sequence[str]]) -> Bilingual:
    paths = "; ".join(" > ".join(path) for path in choices)
    return Bilingual(
        f"names a unit without what is above it, and several are called so: {paths}; taken as one more",
        f"nimetab üksust ilma kõrgemal seisvata ja samanimelisi on mitu: {paths}; loetud veel üheks",
    )


def _doubled(in_force: Iterable[PlacedDescription]) -> list[Note]:
    """Name the posts that two descriptions in force describe: two versions without dates, or two posts."""
    versions: dict[str, list[PlacedDescription]] = {}
    for one in in_force:
        versions.setdefault(one.post.iri, []).append(one)
    notes = []
    for _, found in sorted(versions.items()):
        if len(found) > 1:
            label, paths = found[0].post.label, sorted(one.description.source.path for one in found)
            listed = ", ".join(paths)
            message = Bilingual(
                f"“{label}” is described {len(paths)} times, none clearly newer: {listed}",
                f"ametikohta „{label}“ kirjeldab {len(paths)} juhendit, ükski pole selgelt uuem: {listed}",
            )
            notes.append(Note(paths[0], message))
    return notes
