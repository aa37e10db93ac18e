"""The store: a folder that keeps the graph on disk, read by many, replaced as a whole by one writer.

    STORE/ajgraph.json      which generation is current, its base IRI, what wrote it
    STORE/generation-…/     a pyoxigraph (RocksDB) database
    STORE/.lock             held while a build writes

A build writes a new generation (hard links to what it keeps, so cheap) and then replaces ``ajgraph.json`` in one
step: a build that is interrupted leaves the old graph as it was.

What the sources say stands in named graphs; the default graph holds their merge, each triple once, so that a plain
query counts a post once though a document and a table both state it.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, QuerySolutions

from ajgraph.errors import StoreError
from ajgraph.language import Bilingual
from ajgraph.serialisation import load_rdf
from ajgraph.vocabulary import PREFIXES

if TYPE_CHECKING:
    import rdflib

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows
    fcntl = None  # type: ignore[assignment]

FORMAT: Final = 1
"""Layout of the folder and of the graph in it; raised when an older store has to be built anew."""
_POINTER: Final = "ajgraph.json"
_GENERATION: Final = "generation-"
_LOCK: Final = ".lock"

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

    """

    where: Path
    database: pyoxigraph.Store
    base: str | None = None
    merged: bool = True

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
        settings = _settings(where)
        if settings is None:
            raise StoreError(
                Bilingual("there is no graph here", "siin pole graafi"),
                where=str(where),
                remedy=Bilingual(
                    f"Build one first: ajgraph build DOCUMENTS -s {where}",
                    f"Ehita see enne: ajgraph build DOKUMENDID -s {where}",
                ),
            )
        with _undamaged(where):
            database = pyoxigraph.Store.read_only(str(where / settings["generation"]))
        return cls(where, database, settings["base"])

    def select(self, query: str) -> Iterator[Row]:
        """Yield the rows of a SELECT over all graphs, as strings by variable."""
        with _undamaged(self.where):
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


@dataclass
class Generation:
    """The next state of a store while it is being written."""

    database: pyoxigraph.Store
    base: str
    fresh: bool
    changed: bool = False

    def replace(self, graph: str, quads: Iterable[Quad]) -> None:
        """Put ``quads`` in the place of what the named graph ``graph`` held."""
        self.remove(graph)
        self.database.extend(quads)

    def remove(self, graph: str) -> None:
        """Remove a named graph."""
        if not self.changed:
            self.database.clear_graph(DefaultGraph())  # the merge is made anew at the end
            self.changed = True
        self.database.remove_graph(NamedNode(graph))

    def reading(self) -> GraphStore:
        """Return what has been written so far, for queries."""
        return GraphStore(Path(), self.database, self.base, merged=not self.changed)


@contextmanager
def writing(where: Path, base: str, *, anew: bool = False) -> Iterator[Generation]:
    """Open a store folder for writing; what was written appears at once when the block ends without an error.

    ``anew`` starts from nothing. A block that writes nothing leaves the store as it is. Raises
    :class:`~ajgraph.errors.StoreError` if the folder holds something else, or a graph under another base IRI.
    """
    _refuse(where, base, None if anew else _settings(where))
    with _kept_clean(where), _only_one(where):
        settings = None if anew else _settings(where)  # another build may just have ended
        name = _GENERATION + os.urandom(6).hex()
        if settings:
            old = str(where / settings["generation"])
            with _undamaged(where):
                pyoxigraph.Store.read_only(old)  # a damaged database opened for writing would begin empty
                pyoxigraph.Store(old).backup(str(where / name))
        generation = Generation(pyoxigraph.Store(str(where / name)), base, fresh=settings is None)
        try:
            yield generation
            if generation.changed or generation.fresh:
                _merge(generation.database)
                generation.database.flush()
                _publish(where, {"format": FORMAT, "base": base, "generation": name})
        finally:
            del generation.database  # a database that is still open would write into its folder again
            _sweep(where)


@contextmanager
def _undamaged(where: Path) -> Iterator[None]:
    """Turn what the database says of its files into an error that says what to do."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise StoreError(
            Bilingual(f"the graph here cannot be read: {error}", f"siinset graafi ei saa lugeda: {error}"),
            where=str(where),
            remedy=Bilingual(
                "If it is damaged, build it anew from the documents: ajgraph build DOCUMENTS --replace",
                "Kui see on vigane, ehita see dokumentidest uuesti: ajgraph build DOKUMENDID --replace",
            ),
        ) from error


@contextmanager
def _kept_clean(where: Path) -> Iterator[None]:
    """Make the folder, and take it away again if nothing came into it."""
    new = not where.exists()
    try:
        where.mkdir(parents=True, exist_ok=True)
        (where / _LOCK).touch()
    except OSError as error:
        raise StoreError(
            Bilingual(
                f"no graph can be written here: {error.strerror}",
                f"siia ei saa graafi kirjutada: {error.strerror}",
            ),
            where=str(where),
            remedy=Bilingual("Give another place with -s.", "Anna valikuga -s teine koht."),
        ) from error
    try:
        yield
    finally:
        if new and not (where / _POINTER).exists():
            shutil.rmtree(where, ignore_errors=True)


@contextmanager
def _only_one(where: Path) -> Iterator[None]:
    """Keep a second build out while one is writing; the system lets go of the lock even if we are killed."""
    if fcntl is None:  # pragma: no cover - no such locks on Windows
        yield
        return
    with (where / _LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StoreError(
                Bilingual("another build is writing here", "siia kirjutab praegu teine ehitamine"),
                where=str(where),
                remedy=Bilingual("Wait until it has ended.", "Oota, kuni see lõpeb."),
            ) from error
        yield


def base_of(where: Path) -> str | None:
    """Return the base IRI of the store in a folder, or None where there is no store."""
    settings = _settings(where)
    return settings["base"] if settings else None


def _merge(database: pyoxigraph.Store) -> None:
    """Put the merge of all named graphs into the default graph (what a file had there stays)."""
    if any(database.named_graphs()):
        database.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")


def _settings(where: Path) -> dict[str, str] | None:
    pointer = where / _POINTER
    if not pointer.is_file():
        return None
    try:
        settings = json.loads(pointer.read_text(encoding="utf-8"))
        known = (
            settings["format"] == FORMAT and (where / settings["generation"]).is_dir() and settings["base"]
        )
    except (ValueError, KeyError, TypeError):
        known = False
    if not known:
        raise StoreError(
            Bilingual(
                "the graph here was written by another version, or is damaged",
                "siinse graafi on kirjutanud teine versioon või see on vigane",
            ),
            where=str(pointer),
            remedy=Bilingual("Build it anew: add --replace.", "Ehita see uuesti: lisa --replace."),
        )
    found: dict[str, str] = settings
    return found


def _refuse(where: Path, base: str, settings: dict[str, str] | None) -> None:
    """Refuse to write over what is not ours, or under another base than the graph has."""
    if where.exists() and not where.is_dir():
        raise StoreError(
            Bilingual("a store is a folder, and this is a file", "graaf on kaust, aga see on fail"),
            where=str(where),
            remedy=Bilingual("Give another place with -s.", "Anna valikuga -s teine koht."),
        )
    ours = where.is_dir() and ((where / _POINTER).exists() or not any(where.iterdir()))
    leftovers = where.is_dir() and all(
        entry.name.startswith((_GENERATION, _LOCK)) for entry in where.iterdir()
    )
    if where.is_dir() and not ours and not leftovers:
        raise StoreError(
            Bilingual(
                "the folder holds other things; nothing was written", "kaustas on muud; midagi ei kirjutatud"
            ),
            where=str(where),
            remedy=Bilingual("Give a new or empty folder with -s.", "Anna valikuga -s uus või tühi kaust."),
        )
    if settings and settings["base"] != base:
        raise StoreError(
            Bilingual(
                f"the graph here has the base {settings['base']}, not {base}",
                f"siinse graafi baas on {settings['base']}, mitte {base}",
            ),
            where=str(where),
            remedy=Bilingual(
                "Use that base, or build anew with --replace.",
                "Kasuta seda baasi või ehita uuesti: --replace.",
            ),
        )


def _publish(where: Path, settings: Mapping[str, str | int]) -> None:
    temporary = where / f"{_POINTER}.new"
    with temporary.open("w", encoding="utf-8") as file:
        json.dump(settings, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(where / _POINTER)


def _sweep(where: Path) -> None:
    """Remove every generation but the current one, and what an interrupted build left."""
    try:
        current = json.loads((where / _POINTER).read_text(encoding="utf-8"))["generation"]
    except (OSError, ValueError, KeyError):
        current = None
    for entry in where.glob(f"{_GENERATION}*"):
        if entry.name != current:
            shutil.rmtree(entry, ignore_errors=True)
    (where / f"{_POINTER}.new").unlink(missing_ok=True)
