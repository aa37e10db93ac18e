"""The whole line: documents and tables in, the graph in a store out.

What is unchanged (by content) is not read again; a file that changed replaces what it held. The graph is written
anew from all sources together, old and new, so it is the same whatever the order in which they came. The store
changes at the end, in one step.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from pyoxigraph import Quad

from ajgraph.derivation import Derivation, derive
from ajgraph.documents import find, name_of
from ajgraph.errors import AjgraphError, UnreadableInput
from ajgraph.estonian import morphology
from ajgraph.files import FileReading, Progress, read_files
from ajgraph.graph.derived import derived_quads
from ajgraph.graph.descriptions import description_quads
from ajgraph.graph.staffing import staffing_quads
from ajgraph.iris import DEFAULT_BASE, Iris
from ajgraph.language import Bilingual
from ajgraph.placement import Placement, place
from ajgraph.sources import Held, Note, Place, SourceFile, updated
from ajgraph.store import writing
from ajgraph.tables import is_table


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What a build did, and the size of the result.

    Attributes
    ----------
    descriptions, tables
        Read in this build.
    unchanged
        Files whose content was read by a build before this one.
    without
        Files, and documents in containers, that hold neither a description nor a staffing table.
    removed
        Contents that no file holds any more and that are gone from the graph.
    skipped, notes
        Files that could not be read; what is to be known of others.
    posts, links
        In the graph now: posts, and substitution links between them.

    """

    descriptions: int = 0
    tables: int = 0
    unchanged: int = 0
    without: int = 0
    removed: int = 0
    skipped: tuple[Note, ...] = ()
    notes: tuple[Note, ...] = ()
    posts: int = 0
    links: int = 0


@dataclass
class _Reading:
    """What the files of this build hold."""

    given: dict[Place, str] = field(default_factory=dict)
    """Each file that could be opened, with the hash of its content."""
    read: dict[str, SourceFile] = field(default_factory=dict)
    held: list[Held] = field(default_factory=list)
    """Each file given and each document and table in it, by its path in words, in the order of the files."""
    unchanged: int = 0
    skipped: list[Note] = field(default_factory=list)

    def take(self, file: FileReading, version: str, before: Sequence[Held]) -> tuple[Held, ...]:
        """Keep what a file holds; return the documents and tables inside it, where it is a container.

        ``before`` is what the same container held when it was read before: what cannot be read now stays.
        """
        for content in file.contents:
            if not content.same_as:
                self._keep(
                    SourceFile(
                        content.sha256,
                        (),
                        None,
                        content.descriptions,
                        content.table,
                        version,
                        notes=content.notes,
                    )
                )
        failed = {note.path for note in file.failed}
        inside = [
            Held(
                content.path.removeprefix(f"{file.name}/"),
                content.sha256,
                content.signatures,
                content.around,
            )
            for content in file.contents
            if content.path != file.name
        ]
        inside += (one for one in before if f"{file.name}/{one.path}" in failed)
        if inside and file.sha256:
            # What is read in part is read again, so that every build says what is missing.
            reader = "" if file.failed else version
            self._keep(SourceFile(file.sha256, (), reader=reader, holds=tuple(inside)))
        return tuple(inside)

    def _keep(self, source: SourceFile) -> None:
        """Keep a source; one that is empty as a text may be a table under another name."""
        if not source.empty or source.sha256 not in self.read:
            self.read[source.sha256] = source

    def notes(self, sources: Mapping[str, SourceFile]) -> Iterator[Note]:
        """Yield what is to be said of everything given, whether it was read now or before."""
        first: dict[tuple[str, bool], str] = {}
        for one in self.held:
            same = first.setdefault((one.sha256, is_table(one.path)), one.path)
            source = sources.get(one.sha256)
            if same != one.path:
                yield Note(one.path, _same_as(same))
            elif source:
                yield from (replace(note, path=one.path) for note in source.notes)
            yield from (replace(note, path=one.path) for note in one.notes)

    def useful(self, sources: Mapping[str, SourceFile]) -> bool:
        """Say whether anything given holds a description or a staffing table."""
        found = (sources[one.sha256] for one in self.held if one.sha256 in sources)
        return any(source.descriptions or source.table for source in found)

    def without(self, sources: Mapping[str, SourceFile]) -> int:
        """Count the files and documents given that hold neither a description nor a staffing table."""
        return sum(one.sha256 in sources and sources[one.sha256].empty for one in self.held)


def build(
    paths: Sequence[Path],
    store: Path,
    *,
    base: str = DEFAULT_BASE,
    organisation: str | None = None,
    anew: bool = False,
    workers: int | None = None,
    progress: Progress | None = None,
) -> BuildSummary:
    """Read documents and staffing tables into the graph at ``store``.

    Parameters
    ----------
    paths
        Files and folders: job descriptions and staffing tables.
    base
        Base IRI of the data; a store keeps the one it was begun with.
    organisation
        The body that these files belong to where they name none.
    anew
        Forget what the store held.
    workers
        Processes to read with: one for each core by default.

    Raises
    ------
    UnreadableInput
        If nothing at all could be read; the store is then as it was.
    StoreError
        If the store cannot be written, or has another base.

    """
    iris = Iris(base)
    files, missing = files_of(paths)
    with writing(store, base, anew=anew) as generation:
        known = generation.known
        own = store.resolve()
        files = [path for path in files if own not in path.absolute().parents]  # the store may lie among them
        reader = f"{generation.version}+vabamorf" if morphology.in_use() else generation.version
        current = {one.sha256: one for one in known if one.reader == reader}
        reading = _read(files, known, current, reader, workers, progress)
        reading.skipped[:0] = missing
        sources = updated(known, reading.read.values(), reading.given, organisation=organisation)
        contents = {source.sha256: source for source in sources}
        if not reading.useful(contents):
            raise _nothing((*reading.skipped, *reading.notes(contents)))
        placement = place(sources, iris)
        derivation = _derived(placement)
        if sources != known or generation.outdated:
            generation.write(graphs(placement, derivation), sources)
    return BuildSummary(
        descriptions=sum(len(source.descriptions) for source in reading.read.values()),
        tables=sum(source.table is not None for source in reading.read.values()),
        unchanged=reading.unchanged,
        without=reading.without(contents),
        removed=sum(source.sha256 not in contents for source in known if not (source.holds or source.empty)),
        skipped=tuple(reading.skipped),
        notes=(
            *reading.notes(contents),
            *_kept(reading.skipped, known),
            *_gone(sources, paths, reading.given),
            *placement.notes,
        ),
        posts=len(placement.directory.posts),
        links=len(derivation.links),
    )


def graphs(placement: Placement, derivation: Derivation) -> Iterator[set[Quad]]:
    """Yield the quads of each named graph: tables, descriptions, and what is derived from all of them."""
    directory = placement.directory
    for table in placement.tables:
        yield staffing_quads(table, directory)
    for description in placement.descriptions:
        yield description_quads(description, directory)
    yield derived_quads(derivation, directory, placement.succession)


def files_of(paths: Sequence[Path]) -> tuple[list[Path], list[Note]]:
    """Return the files that ``paths`` name, each once, and the paths that name none with the reason."""
    files: dict[Path, Path] = {}
    missing: list[Note] = []
    for path in paths:
        try:
            for file in find([path]):
                files.setdefault(Path(os.path.realpath(file)), file)
        except AjgraphError as error:
            missing.append(Note.of(error, name_of(path)))
    return list(files.values()), missing


def _derived(placement: Placement) -> Derivation:
    return derive(
        placement.claims,
        placement.directory,
        complete=placement.complete,
        speakers=placement.speakers,
        profiles=placement.profiles,
    )


def _read(
    files: Sequence[Path],
    known: Iterable[SourceFile],
    current: Mapping[str, SourceFile],
    version: str,
    workers: int | None,
    progress: Progress | None,
) -> _Reading:
    reading = _Reading()
    before = {source.sha256: source.holds for source in known}
    holds = {sha256: source.holds for sha256, source in current.items()}
    for file in read_files(files, known=set(_known(current.values())), workers=workers, progress=progress):
        reading.skipped += file.failed
        if file.known and not file.same_as:
            reading.unchanged += 1
        elif file.sha256 and file.contents:
            holds[file.sha256] = reading.take(file, version, before.get(file.sha256, ()))
        if file.sha256 not in holds:
            if file.same_as:
                reading.skipped.append(Note(file.name, _same_as(file.same_as)))
            continue
        place_of = partial(Place.of, file.path)
        reading.given[place_of(file.name)] = file.sha256
        inside = [replace(held, path=f"{file.name}/{held.path}") for held in holds[file.sha256]]
        reading.given |= {place_of(held.path): held.sha256 for held in inside}
        reading.held += [Held(file.name, file.sha256), *(() if file.same_as else inside)]
    return reading


def _known(sources: Iterable[SourceFile]) -> Iterator[tuple[str, bool]]:
    """Yield the contents that need no reading; one without use as a text may still be a table by another name."""
    for source in sources:
        tables = {is_table(place.path) for place in source.places} if source.empty else (True, False)
        yield from ((source.sha256, table) for table in tables)


def _kept(skipped: Iterable[Note], known: Iterable[SourceFile]) -> Iterator[Note]:
    """Name the files that could not be read this time but were before: what they held stays."""
    paths = {place.path for source in known for place in source.places}
    for note in skipped:
        if note.path in paths:
            yield Note(note.path, _KEPT)


def _gone(sources: Iterable[SourceFile], paths: Sequence[Path], given: Iterable[Place]) -> Iterator[Note]:
    """Name what is in the graph though its file is no longer in a folder that was given."""
    folders = [path.resolve() for path in paths if path.is_dir()]
    there = {place.location for place in given}  # also where the name is no text, and so no path
    for source in sources:
        if source.holds or source.empty or any(place.location in there for place in source.places):
            continue
        places = [Path(place.location) for place in source.places]
        inside = any(place.is_relative_to(folder) for place in places for folder in folders)
        if inside and not any(place.exists() for place in places):
            yield Note(source.path, _GONE)


def _same_as(first: str) -> Bilingual:
    return Bilingual(f"the same content as {first}", f"sama sisu mis failis {first}")


_KEPT = Bilingual(
    "what it held when it could be read stays in the graph",
    "graafi jääb see, mis failis oli, kui seda lugeda sai",
)
_GONE = Bilingual(
    "is no longer there but stays in the graph; --replace builds without it",
    "seda faili enam pole, kuid selle sisu jääb graafi; --replace ehitab ilma selleta",
)


def _nothing(failed: Sequence[Note]) -> UnreadableInput:
    return UnreadableInput(
        Bilingual(
            "nothing could be read: " + "; ".join(f"{item.path}: {item.message.en}" for item in failed),
            "midagi ei õnnestunud lugeda: " + "; ".join(f"{item.path}: {item.message.et}" for item in failed),
        )
        if failed
        else Bilingual("nothing to read", "pole midagi lugeda"),
        remedy=Bilingual(
            "Give job descriptions (text, PDF, Word, OpenDocument, HTML) or a staffing table (CSV, Excel).",
            "Anna ametijuhendid (tekst, PDF, Word, OpenDocument, HTML) või koosseis (CSV, Excel).",
        ),
    )
