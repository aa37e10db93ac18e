"""The graph of the sample agency: build it, ask it, check it."""

from __future__ import annotations

import statistics
import tempfile
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pyshacl
from rdflib import Dataset, Graph, Literal
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query

from ajgraph import query, resources
from ajgraph.build import build
from ajgraph.network import organisation_of
from ajgraph.serialisation import to_rdflib
from ajgraph.shacl import load_shapes
from ajgraph.store import GraphStore
from ajgraph.validation import check
from ajgraph.vocabulary import AJ, PREFIXES, RDF, SH, XSD
from benchmarks.report import Size, Table, figure, in_turns, milliseconds, seconds, times

DAY = date(2026, 11, 21)


def run(size: Size) -> list[Table]:
    """Return the tables of building, asking and checking."""
    with tempfile.TemporaryDirectory() as folder:
        built = _build(Path(folder), size)
        store = GraphStore.open(Path(folder) / "store")
        return [built, _organisation(store, size), _ask(store, size), _check(store, size)]


def _build(folder: Path, size: Size) -> Table:
    store = folder / "store"
    sources = size.sources()
    summary = build(sources, store)
    anew = statistics.median(seconds(lambda: build(sources, store, anew=True)) for _ in range(size.rounds))
    again = statistics.median(seconds(lambda: build(sources, store)) for _ in range(size.rounds))
    quads = sum(1 for _ in GraphStore.open(store).quads())
    return Table(
        "Building the graph of the sample agency",
        f"{summary.descriptions} descriptions and a staffing table into a store on disk: {summary.posts} posts, "
        f"{summary.links} substitution links, {quads:,} quads.",
        ("build", "time"),
        (
            ("everything is new", milliseconds(anew)),
            ("nothing has changed", milliseconds(again)),
        ),
    )


def _organisation(store: GraphStore, size: Size) -> Table:
    """Return how long posts and links take out of the graph, and from what is kept beside it."""
    taken = replace(store, folder=None)
    organisation_of(store)
    rows = list(zip(("the graph", "what is kept beside it"), (taken, store), strict=True))
    times_taken = in_turns(size.rounds, *(partial(organisation_of, one) for _, one in rows))
    return Table(
        "Taking the organisation out of the graph",
        "Every analysis begins with the posts and links of the sample agency. Once taken out of the graph they are kept "
        "beside it, until the graph changes.",
        ("from", "time", "times as fast"),
        tuple(
            (name, milliseconds(took), times(took, times_taken[0]))
            for (name, _), took in zip(rows, times_taken, strict=True)
        ),
    )


def _ask(store: GraphStore, size: Size) -> Table:
    dataset = _in_memory(store)
    durations: list[list[float]] = []
    different = 0
    for one in query.named_queries():
        # ajgraph gives ?lang a value; for RDFLib it is written into the text.
        text = one.text.replace("= ?lang", '= "en"')
        ready = prepareQuery(text, initNs=PREFIXES)
        ask = partial(query.run, store, one, {}, "table")
        found = ask()
        assert isinstance(found, query.Rows)
        different += len(found.rows) != len(_answers(dataset, ready))
        works = (ask, partial(_answers, dataset, text), partial(_answers, dataset, ready))
        durations.append(in_turns(size.rounds, *works))
    ours, *others = zip(*durations, strict=True)
    rows = []
    for name, theirs in zip(("query given as text", "query prepared before"), others, strict=True):
        ratios = [other / mine for mine, other in zip(ours, theirs, strict=True)]
        rows.append(
            (
                name,
                milliseconds(sum(ours)),
                milliseconds(sum(theirs)),
                f"{figure(statistics.median(ratios))} ×",
                f"{figure(min(ratios))} × to {figure(max(ratios))} ×",
            )
        )
    agreement = "all give" if not different else f"all but {different} give"
    return Table(
        "Asking: the named queries",
        f"The {len(ours)} named queries on the sample agency's graph: ajgraph (Oxigraph, on disk, always from the text) "
        f"next to RDFLib in memory; {agreement} as many rows in both. All together, and how many times as long RDFLib "
        "takes for one: the median over the queries, the least and the most.",
        ("RDFLib", "ajgraph, all queries", "RDFLib, all queries", "median", "range"),
        tuple(rows),
    )


def _answers(dataset: Dataset, sparql: str | Query) -> list[object]:
    return list(dataset.query(sparql, initNs=PREFIXES) if isinstance(sparql, str) else dataset.query(sparql))


def _in_memory(store: GraphStore) -> Dataset:
    """Return the graph as RDFLib would have parsed it: plain strings without a datatype, or its queries miss them."""
    dataset = Dataset(default_union=True)
    for s, p, o, graph in store.as_rdflib().quads():
        plain = isinstance(o, Literal) and o.datatype == XSD.string
        dataset.graph(graph).add((s, p, Literal(str(o)) if plain else o))
    return dataset


def _check(store: GraphStore, size: Size) -> Table:
    data = to_rdflib(store.quads())
    shapes = load_shapes(resources.shape_files())
    flat = Graph()
    for s, p, o, _ in _in_memory(store).quads():
        flat.add((s, p, o))
    for description in set(flat.subjects(AJ.reviewMonths)):
        flat.add((description, AJ.checkedOn, Literal(DAY)))

    def plain() -> Graph:
        _, report, _ = pyshacl.validate(flat, shacl_graph=shapes, inference="none")
        assert isinstance(report, Graph)
        return report

    found = len(check(data, on=DAY).findings)
    results = len(set(plain().subjects(RDF.type, SH.ValidationResult)))
    mine, theirs = in_turns(min(size.rounds, 3), lambda: check(data, on=DAY), plain)
    posts = len(set(flat.subjects(AJ.describedBy)))
    return Table(
        "Checking: the shapes",
        f"All shapes on the sample agency ({posts} posts with a document). ajgraph runs pySHACL, too, but has Oxigraph "
        "answer the SPARQL constraints, and gives each result its sentence, document, line and remedy.",
        ("check", "time", "results", "ratio"),
        (
            ("ajgraph", milliseconds(mine), str(found), ""),
            ("pySHACL on an RDFLib graph", milliseconds(theirs), str(results), times(mine, theirs)),
        ),
    )
