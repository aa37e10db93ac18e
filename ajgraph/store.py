"""The store: a folder that keeps the graph on disk, read by many, replaced as a whole by one writer.

    STORE/ajgraph.json                 which generation is current, its base IRI, what wrote it
    STORE/generation-…/graph/          a pyoxigraph (RocksDB) database
    STORE/generation-…/sources.jsonl   what it was built from
    STORE/.lock                        held while a build writes

A build writes a new generation and then replaces ``ajgraph.json`` in one step: a build that is interrupted leaves
the old graph as it was.

What the sources say stands in named graphs; the default graph holds their merge, each triple once, so that a plain
query counts a post once though a document and a table both state it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import metadata
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph
from pyoxigraph import DefaultGraph, Quad, QuerySolutions

from ajgraph.errors import StoreError
from ajgraph.language import Bilingual
from ajgraph.serialisation import load_rdf
from ajgraph.sources import SourceFile, decode, encode
from ajgraph.store_folder import (
    FORMAT,
    GENERATION,
    GRAPH,
    SOURCES,
    only_one,
    publish,
    refuse,
    settings_of,
    sweep,
    undamaged,
    unwritable,
)
from ajgraph.vocabulary import PREFIXES

if TYPE_CHECKING:
    import rdflib


Row = Mapping[str, str | None]
"""One row of a SELECT: values as strings, None where a variable is unbound."""


def bound(row: Row, name: str) -> str:
    """Return a value that the query always binds."""
    value = row[name]
    assert value is not None, f"?{name} is unbound"
    return value


@dataclass(frozen=True)
class GraphStore:
    """An open graph, for reading: a store folder or an RDF file.

    Attributes
    ----------
    where
        The folder or file.
    base
        The base IRI of its data, where it is a store folder.
    merged
        Whether the default graph holds the merge of the named ones already.
    folder
        The folder of the generation that is open, where it is a store folder.

    """

    where: Path
    database: pyoxigraph.Store
    base: str | None = None
    merged: bool = True
    folder: Path | None = None

    @classmethod
    def open(cls, where: Path) -> GraphStore:
        """Open a store folder or an RDF file for reading.

        Raises :class:`~ajgraph.errors.StoreError` where there is none, or one that another version wrote.
        """
        if str(where).startswith(("http:/", "https:/")):
            raise StoreError(
                Bilingual(
                    "SPARQL endpoints cannot be used as a store by this version",
                    "see versioon ei oska SPARQL-otspunkti graafina kasutada",
                ),
                where=where.as_posix().replace(":/", "://", 1),  # as it was before it became a path
                remedy=Bilingual("Give a store folder or an RDF file.", "Anna graafi kaust või RDF-fail."),
            )
        if where.is_file():
            database = load_rdf(where)
            _merge(database)
            return cls(where, database)
        settings = settings_of(where)
        if settings is None:
            raise StoreError(
                Bilingual("there is no graph here", "siin pole graafi"),
                where=str(where),
                remedy=Bilingual(
                    f"Build one first: ajgraph build DOCUMENTS -s {where}",
                    f"Ehita see enne: ajgraph build DOKUMENDID -s {where}",
                ),
            )
        folder = where / settings["generation"]
        with undamaged(where):
            database = pyoxigraph.Store.read_only(str(folder / GRAPH))
        return cls(where, database, settings["base"], folder=folder)

    def select(self, query: str) -> Iterator[Row]:
        """Yield the rows of a SELECT over all graphs, as strings by variable."""
        with undamaged(self.where):
            solutions = self.query(query)
            assert isinstance(solutions, QuerySolutions)
            names = [variable.value for variable in solutions.variables]
            for solution in solutions:
                yield {name: None if (term := solution[name]) is None else term.value for name in names}

    def query(
        self, query: str
    ) -> pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples:
        """Run SPARQL over all graphs at once; ``GRAPH`` still names single ones. Raises ``SyntaxError``."""
        return self.database.query(query, prefixes=PREFIXES, use_default_graph_as_union=not self.merged)

    def quads(self) -> Iterator[Quad]:
        """Yield what the sources say, in no particular order: named graphs, and triples that are in none."""
        named: set[pyoxigraph.Triple] = set()
        for quad in self.database.quads_for_pattern(None, None, None, None):
            if not isinstance(quad.graph_name, DefaultGraph):
                named.add(quad.triple)
                yield quad
        for quad in self.database.quads_for_pattern(None, None, None, DefaultGraph()):
            if quad.triple not in named:
                yield quad

    def as_rdflib(self) -> rdflib.Dataset:
        """Return the same graph through RDFLib's API (slower for many small look-ups: ask in SPARQL)."""
        import rdflib
        from oxrdflib import OxigraphStore

        return rdflib.Dataset(store=OxigraphStore(store=self.database))


_BATCH: Final = 50_000
"""Quads that are loaded at once: each load writes files of its own, and holds its quads in memory."""


@dataclass
class Generation:
    """The next state of a store, while it is being written; ``known`` are the sources of the present one.

    ``version`` is the ajgraph that writes; ``outdated``: another one wrote the present generation.
    """

    folder: Path
    known: tuple[SourceFile, ...]
    version: str
    outdated: bool
    written: bool = False

    def write(self, graphs: Iterable[Iterable[Quad]], sources: Iterable[SourceFile]) -> None:
        """Write the whole graph: quads of named graphs, and their merge; and what it is built from."""
        with unwritable(self.folder.parent):
            self._write(graphs, sources)
        self.written = True

    def _write(self, graphs: Iterable[Iterable[Quad]], sources: Iterable[SourceFile]) -> None:
        database = pyoxigraph.Store(str(self.folder / GRAPH))
        stated = (quad for quads in graphs for quad in quads)
        while batch := list(islice(stated, _BATCH)):
            database.bulk_extend(batch)
            database.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in batch)
        database.flush()
        (self.folder / SOURCES).write_bytes(encode(sources))


@contextmanager
def writing(where: Path, base: str, *, anew: bool = False) -> Iterator[Generation]:
    """Open a store folder for writing; what was written appears at once when the block ends without an error.

    ``anew`` starts from nothing. A block that writes nothing leaves the store as it is. Raises
    :class:`~ajgraph.errors.StoreError` if the folder holds something else, or a graph under another base IRI.
    """
    refuse(where, base, None if anew else settings_of(where))
    with only_one(where):
        settings = None if anew else settings_of(where)  # another build may just have ended
        refuse(where, base, settings)
        known: tuple[SourceFile, ...] = ()
        if settings:
            present = where / settings["generation"]
            with undamaged(where):
                pyoxigraph.Store.read_only(str(present / GRAPH))
                known = decode((present / SOURCES).read_bytes(), str(present / SOURCES))
        name = GENERATION + os.urandom(6).hex()
        version = metadata.version("ajgraph")
        generation = Generation(
            where / name, known, version, bool(settings and settings.get("version") != version)
        )
        try:
            generation.folder.mkdir()
            yield generation
            if generation.written:
                publish(where, {"format": FORMAT, "version": version, "base": base, "generation": name})
        finally:
            sweep(where)


def _merge(database: pyoxigraph.Store) -> None:
    """Put the merge of all named graphs into the default graph (what a file had there stays)."""
    if any(database.named_graphs()):
        database.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")
