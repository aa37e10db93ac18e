"""The whole line: documents and tables in, the graph in a store out.

What is unchanged (by content) is not read again; a file that changed replaces what it held; what follows from
all files together is derived anew. The store changes at the end, in one step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ajgraph.blocks import Document
from ajgraph.derivation import derive
from ajgraph.description import JobDescription, Text
from ajgraph.directory import Directory, KnownPost
from ajgraph.documents import find, load, name_of
from ajgraph.errors import AjgraphError, UnreadableInput
from ajgraph.estonian import key
from ajgraph.graph import facts
from ajgraph.graph.derived import derived_quads
from ajgraph.graph.descriptions import description_quads
from ajgraph.graph.staffing import staffing_quads
from ajgraph.iris import DEFAULT_BASE, NAMELESS, Iris
from ajgraph.language import Bilingual
from ajgraph.reading import read
from ajgraph.staffing import StaffingTable, is_staffing_table, read_staffing
from ajgraph.store import Generation, GraphStore, writing

Progress = Callable[[str], None]
"""Called with the path of each file before it is read."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that gave nothing, and why."""

    path: str
    message: Bilingual
    line: int | None = None


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What a build did: files read, left as they were, without descriptions; and the size of the result."""

    descriptions: int = 0
    tables: int = 0
    unchanged: int = 0
    removed: int = 0
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[Skipped, ...] = ()
    posts: int = 0
    links: int = 0


@dataclass
class _Work:
    """What has been read and is about to be written."""

    documents: list[tuple[Document, tuple[JobDescription, ...]]] = field(default_factory=list)
    tables: list[StaffingTable] = field(default_factory=list)
    unchanged: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    notes: list[Skipped] = field(default_factory=list)
    seen: dict[str, str] = field(default_factory=dict)

    def is_new(self, path: str, content: str, in_graph: Mapping[str, str]) -> bool:
        """Say whether this content is neither in the graph nor met before in this build."""
        first = self.seen.setdefault(content, path)
        if first != path:
            self.notes.append(
                Skipped(path, Bilingual(f"the same content as {first}", f"sama sisu mis failis {first}"))
            )
            return False
        if content in in_graph:
            self.unchanged += 1
            return False
        return True


def build(
    paths: Sequence[Path],
    store: Path,
    *,
    base: str = DEFAULT_BASE,
    organisation: str | None = None,
    anew: bool = False,
    progress: Progress | None = None,
) -> BuildSummary:
    """Read documents and staffing tables into the graph at ``store``.

    Parameters
    ----------
    paths
        Files and folders: job descriptions as text, staffing tables as CSV.
    base
        Base IRI of the data; a store keeps the one it was begun with.
    organisation
        The body that documents and rows belong to where they name none.
    anew
        Forget what the store held.

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
        known = {} if generation.fresh else _known_files(generation)
        work = _read(files, known, organisation, progress)
        work.skipped[:0] = missing
        if not (work.documents or work.tables or work.unchanged):
            raise _nothing(work)
        outdated = [
            content
            for path, content in known.items()
            if path in work.seen.values() and content not in work.seen
        ]
        removed = 0
        if work.documents or work.tables or outdated:
            removed = _write(work, outdated, generation, iris, organisation)
            _derive(generation, iris)
        view = generation.reading()
        doubled = _doubled(view)
        posts, links = (_count(view, kind) for kind in ("org:Post", "aj:SubstitutionLink"))
    return BuildSummary(
        descriptions=sum(len(found) for _, found in work.documents),
        tables=len(work.tables),
        unchanged=work.unchanged,
        removed=removed,
        skipped=tuple(work.skipped),
        notes=(*work.notes, *doubled),
        posts=posts,
        links=links,
    )


def files_of(paths: Sequence[Path]) -> tuple[list[Path], list[Skipped]]:
    """Return the files that ``paths`` name, and the paths that name none with the reason."""
    files: list[Path] = []
    missing: list[Skipped] = []
    for path in paths:
        try:
            files += find([path])
        except AjgraphError as error:
            missing.append(Skipped(error.where or name_of(path), error.message))
    return list(dict.fromkeys(files)), missing


def _known_files(generation: Generation) -> dict[str, str]:
    """Return path → content hash of every file in the graph."""
    rows = generation.reading().select(
        "SELECT ?path ?hash WHERE { ?file dcterms:source ?path ; aj:sha256 ?hash }"
    )
    return {row["path"] or "": row["hash"] or "" for row in rows}


def _read(
    files: Sequence[Path], known: Mapping[str, str], organisation: str | None, progress: Progress | None
) -> _Work:
    work = _Work()
    in_graph = {content: path for path, content in known.items()}
    for path in files:
        if progress:
            progress(name_of(path))
        try:
            if is_staffing_table(path):
                table = read_staffing(path)
                if work.is_new(table.path, table.sha256, in_graph):
                    work.tables.append(table)
                    work.notes += [Skipped(table.path, note.message, note.line) for note in table.problems]
                continue
            document = load(path)
            if not work.is_new(document.path, document.sha256, in_graph):
                continue
            reading = read(document)
        except AjgraphError as error:
            work.skipped.append(Skipped(error.where or name_of(path), error.message))
            continue
        if not reading.descriptions:
            work.notes += [
                Skipped(document.path, problem.message, problem.line) for problem in reading.problems
            ]
            continue
        work.documents.append((document, tuple(_of(found, organisation) for found in reading.descriptions)))
    return work


def _of(description: JobDescription, organisation: str | None) -> JobDescription:
    if description.organisation or not organisation:
        return description
    return replace(description, organisation=Text(organisation, description.title.line))


def _nothing(work: _Work) -> UnreadableInput:
    failed = (*work.skipped, *work.notes)
    return UnreadableInput(
        Bilingual(
            "nothing could be read: " + "; ".join(f"{item.path}: {item.message.en}" for item in failed),
            "midagi ei õnnestunud lugeda: " + "; ".join(f"{item.path}: {item.message.et}" for item in failed),
        )
        if failed
        else Bilingual("nothing to read", "pole midagi lugeda"),
        remedy=Bilingual(
            "Give job descriptions as text or a staffing table as CSV.",
            "Anna ametijuhendid tekstina või koosseis CSV-na.",
        ),
    )


def _write(
    work: _Work, outdated: Sequence[str], generation: Generation, iris: Iris, organisation: str | None
) -> int:
    """Write what was read into the new generation; return how many graphs of outdated contents were removed.

    Tables first and deep units before shallow ones, so that a post gets the fullest path any source knows.
    """
    directory = facts.stated(generation.reading(), iris)
    graphs = [graph for content in outdated for graph in _graphs_of(generation, iris, content)]
    for graph in (iris.derived, *graphs):
        generation.remove(graph)
    found = [description for _, descriptions in work.documents for description in descriptions]
    body = organisation or _only_organisation(work, found, directory)
    for table in work.tables:
        generation.replace(iris.staffing(table.sha256), staffing_quads(table, body, directory))
    used: set[str] = set()
    for description in sorted(
        found, key=lambda one: (-len(one.units), one.source.path, one.source.first_line)
    ):
        name = description.organisation.value if description.organisation else body
        unit = directory.unit(directory.organisation(name), [unit.value for unit in description.units])
        specialisation = description.specialisation.value if description.specialisation else None
        post = directory.post(unit, description.title.value, specialisation)
        post = directory.add(KnownPost(post.iri, post.title, post.specialisation, unit, documented=True))
        iri = _unused(iris.description(post.iri, description.source.sha256), used)
        generation.replace(iri, description_quads(description, iri, post, directory))
    return len(graphs)


def _only_organisation(work: _Work, found: Sequence[JobDescription], directory: Directory) -> str | None:
    """Return the one body that any source names, for the sources that name none; each of these is noted."""
    nameless = [one.source.path for one in found if one.organisation is None]
    nameless += [table.path for table in work.tables if any(row.organisation is None for row in table.rows)]
    if not nameless:
        return None
    named = [one.organisation.value for one in found if one.organisation]
    named += [row.organisation for table in work.tables for row in table.rows if row.organisation]
    named += [unit.name for unit in directory.units.values() if unit.parent is None and unit.name != NAMELESS]
    bodies = {key(name): name for name in sorted(named, reverse=True)}
    only = next(iter(bodies.values())) if len(bodies) == 1 else None
    work.notes += [Skipped(path, _nameless(only)) for path in sorted(set(nameless))]
    return only


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


def _graphs_of(generation: Generation, iris: Iris, content: str) -> list[str]:
    """Return the named graphs that a file of this content gave."""
    query = f"SELECT ?graph {{ ?graph a aj:JobDescription ; prov:wasDerivedFrom <{iris.document(content)}> }}"
    rows = generation.reading().select(query)
    return [*sorted(row["graph"] or "" for row in rows), iris.staffing(content)]


def _unused(iri: str, used: set[str]) -> str:
    """Return ``iri``, numbered where one file describes the same post twice."""
    number, candidate = 1, iri
    while candidate in used:
        number += 1
        candidate = f"{iri}-{number}"
    used.add(candidate)
    return candidate


def _derive(generation: Generation, iris: Iris) -> None:
    """Derive what follows from all sources."""
    view = generation.reading()
    directory = facts.known(view, iris)
    replaced = facts.replaced(view)
    old = frozenset(replaced)
    derivation = derive(
        facts.claims(view, old),
        directory,
        complete=facts.complete(view),
        speakers=facts.speakers(view, directory),
        requirements=facts.requirements(view, old),
    )
    generation.add(derived_quads(derivation, directory, replaced))


def _count(view: GraphStore, kind: str) -> int:
    (row,) = view.select(f"SELECT (COUNT(DISTINCT ?one) AS ?number) {{ ?one a {kind} }}")
    return int(row["number"] or 0)


def _doubled(view: GraphStore) -> list[Skipped]:
    """Name the posts that two descriptions in force describe: two versions without dates, or two posts."""
    versions: dict[str, dict[str, str]] = {}
    labels: dict[str, str] = {}
    rows = view.select(
        """SELECT DISTINCT ?post ?label ?description ?path WHERE {
        ?description aj:describes ?post ; prov:wasDerivedFrom/dcterms:source ?path . ?post skos:prefLabel ?label
        OPTIONAL { ?description dcterms:isReplacedBy ?newer } FILTER (!BOUND(?newer)) }"""
    )
    for row in rows:
        versions.setdefault(row["post"] or "", {})[row["description"] or ""] = row["path"] or ""
        labels[row["post"] or ""] = row["label"] or ""
    return [
        Skipped(
            paths[0],
            Bilingual(
                f"“{labels[post]}” is described {len(paths)} times, none clearly newer: {', '.join(paths)}",
                f"ametikohta „{labels[post]}“ kirjeldab {len(paths)} juhendit, ükski pole selgelt uuem: "
                f"{', '.join(paths)}",
            ),
        )
        for post, paths in sorted((post, sorted(found.values())) for post, found in versions.items())
        if len(paths) > 1
    ]
