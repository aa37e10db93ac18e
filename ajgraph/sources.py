"""The files a graph was built from: where each lies, its content, what was read from it, and what was said of it.

Kept beside the graph, one line of JSON for each content, and a last one that counts them. So a file that is unchanged
is not read again, and yet every build sees all sources together and says what is to be said of each: the order in
which they came never shows in the graph.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from ajgraph.description import JobDescription
from ajgraph.errors import AjgraphError, StoreError
from ajgraph.language import Bilingual
from ajgraph.signature import Signature
from ajgraph.staffing import StaffingTable


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell the user about a file, and what to do about it."""

    path: str
    message: Bilingual
    line: int | None = None
    remedy: Bilingual | None = None

    @classmethod
    def of(cls, error: AjgraphError, path: str) -> Note:
        """Return what an error says; of the file at ``path`` where it names no other place."""
        return cls(error.where or path, error.message, remedy=error.remedy)

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        head = f"{where}: {self.message}"
        if not self.remedy:
            return head
        return f"{head}{'' if head.endswith(('.', '!', '?')) else '.'} {self.remedy}"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a file lies: its path as the user gave it, and its absolute one, which says whether it is the same."""

    path: str
    location: str

    @classmethod
    def of(cls, path: Path, name: str) -> Place:
        """Return the place of the file at ``path``; ``name`` is the path in words."""
        return cls(name, os.path.realpath(path).encode("utf-8", "backslashreplace").decode())


@dataclass(frozen=True, slots=True)
class Held:
    """One document or table in a container: its path there, its hash, and the signatures that speak of it.

    ``notes`` are about its place there, not about its content.
    """

    path: str
    sha256: str
    signatures: tuple[Signature, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One content with all the places that hold it, and the descriptions or the staffing table read from it, if any.

    ``organisation`` is the body the user gave for it, for where it names none; ``reader`` the version of ajgraph
    that read it: another one may read it otherwise. ``holds`` names what a container holds; those are sources of their own.
    ``notes`` is what was said of it when it was read, and is said at every build.
    """

    sha256: str
    places: tuple[Place, ...]
    organisation: str | None = None
    descriptions: tuple[JobDescription, ...] = ()
    table: StaffingTable | None = None
    reader: str = ""
    holds: tuple[Held, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing of it is in the graph: an order without its annexes, a leave calendar, another text."""
        return not (self.descriptions or self.table or self.holds)

    @property
    def path(self) -> str:
        """The path it goes by: the first in alphabetical order."""
        return self.places[0].path


def updated(
    known: Iterable[SourceFile],
    read: Iterable[SourceFile],
    given: Mapping[Place, str],
    *,
    organisation: str | None,
    exists: Callable[[str], bool] = lambda location: Path(location).exists(),
) -> tuple[SourceFile, ...]:
    """Return all sources after a build, by path: what was known and what was read, each with its present places.

    Parameters
    ----------
    known, read
        Sources of the store, and those that were read now.
    given
        The files of this build that could be opened, with the hash of their content. What such a file held
        before is no longer its; a content that no file holds any more is gone. A file that was not given again
        keeps what it held, unless its content has moved to another place. One that held nothing for the graph is
        forgotten when it is gone.
    organisation
        The body for the files given.

    """
    locations = {place.location for place in given}
    found: dict[str, SourceFile] = {}
    for source in (*known, *read):
        before = found.get(source.sha256)  # read again by a newer reader: what it was given before stays
        found[source.sha256] = (
            replace(source, places=before.places, organisation=before.organisation) if before else source
        )
    sources = []
    for source in found.values():
        here = {place for place, content in given.items() if content == source.sha256}
        elsewhere = [
            place
            for place in source.places
            if place.location not in locations and (not (here or source.empty) or exists(place.location))
        ]
        body = organisation if here and organisation else source.organisation
        if places := tuple(sorted({*here, *elsewhere})):
            sources.append(replace(source, places=places, organisation=body))
    return tuple(sorted(sources, key=lambda source: (source.path, source.sha256)))


def encode(sources: Iterable[SourceFile]) -> bytes:
    """Return the sources as lines of JSON, the last of them their number."""
    lines = [msgspec.json.encode(source) + b"\n" for source in sources]
    return b"".join([*lines, msgspec.json.encode({"sources": len(lines)}) + b"\n"])


def decode(lines: bytes, where: str) -> tuple[SourceFile, ...]:
    """Return the sources again; raises :class:`~ajgraph.errors.StoreError` where they are damaged (in ``where``)."""
    decoder = msgspec.json.Decoder(SourceFile)
    *found, last = lines.splitlines() or [b""]
    try:
        sources = tuple(decoder.decode(line) for line in found)
        if msgspec.json.decode(last, type=dict[str, int]) == {"sources": len(sources)}:
            return sources
    except msgspec.DecodeError as error:
        raise _damaged(where) from error
    raise _damaged(where)  # cut off at the end of a line


def _damaged(where: str) -> StoreError:
    return StoreError(
        Bilingual(
            "the list of what the graph was built from is damaged",
            "loetelu sellest, millest graaf ehitati, on vigane",
        ),
        where=where,
        remedy=Bilingual("Build it anew: add --replace.", "Ehita see uuesti: lisa --replace."),
    )
