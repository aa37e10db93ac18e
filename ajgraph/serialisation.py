"""RDF in and out: the same quads give the same bytes in Turtle, TriG, N-Quads and JSON-LD.

Pyoxigraph writes in the order it is given (``findings``: RDFLib is 5–20 times slower), so sorting is all it takes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse, serialize

from ajgraph.errors import StoreError
from ajgraph.language import Bilingual
from ajgraph.vocabulary import PREFIXES, RDF

if TYPE_CHECKING:
    import rdflib

FORMATS: Final = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
}
"""Name on the command line → format. Turtle and its like have no named graphs: the graphs are merged."""

_TYPE: Final = NamedNode(RDF.type)


def to_rdf(quads: Iterable[Quad], format: str) -> str:  # noqa: A002 - the word of the command line
    """Return the quads in one of :data:`FORMATS`, sorted by graph, subject, predicate, object."""
    chosen = FORMATS[format]
    if not chosen.supports_datasets:
        quads = {Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in quads}
    ordered = sorted(quads, key=_order)
    if chosen == RdfFormat.JSON_LD:
        return _json_ld(ordered)
    prefixes = None if chosen == RdfFormat.N_QUADS else PREFIXES
    return _text(serialize(ordered, format=chosen, prefixes=prefixes))


def is_rdf(path: Path) -> bool:
    """Return whether the name of a file says that it holds RDF."""
    return RdfFormat.from_extension(path.suffix.removeprefix(".").lower()) is not None


def load_rdf(path: Path) -> Store:
    """Return an in-memory store of an RDF file; raises :class:`~ajgraph.errors.StoreError` if it is none."""
    chosen = RdfFormat.from_extension(path.suffix.removeprefix(".").lower())
    if chosen is None:
        raise StoreError(
            Bilingual(
                f"“{path.suffix}” is not the ending of an RDF file", f"„{path.suffix}“ pole RDF-faili laiend"
            ),
            where=str(path),
            remedy=Bilingual(
                "Give a store folder, or a file that ends in .ttl, .trig, .nq, .nt, .jsonld or .rdf.",
                "Anna graafi kaust või fail laiendiga .ttl, .trig, .nq, .nt, .jsonld või .rdf.",
            ),
        )
    store = Store()
    try:
        with path.open("rb") as file:
            store.extend(parse(file, format=chosen))
    except (SyntaxError, ValueError) as error:
        raise StoreError(
            Bilingual(f"the file is no {chosen.name}: {error}", f"fail pole {chosen.name}: {error}"),
            where=str(path),
            remedy=Bilingual("Check the file at that line.", "Kontrolli faili sellel real."),
        ) from error
    return store


def to_rdflib(quads: Iterable[Quad]) -> rdflib.Graph:
    """Return the quads as one in-memory RDFLib graph, named graphs merged.

    RDFLib parses them itself, as it does the shapes: literals of two parsers do not compare equal.
    """
    import rdflib

    triples = {Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in quads}
    data = serialize(sorted(triples, key=_order), format=RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=_text(data), format="nt")


def from_rdflib(graph: rdflib.Graph) -> list[Quad]:
    """Return an RDFLib graph as quads of the default graph."""
    return [
        Quad(triple.subject, triple.predicate, triple.object, DefaultGraph())
        for triple in parse(graph.serialize(format="nt").encode(), format=RdfFormat.N_TRIPLES)
    ]


def _order(quad: Quad) -> tuple[str, str, bool, str, str]:
    return (
        str(quad.graph_name),
        str(quad.subject),
        quad.predicate != _TYPE,
        quad.predicate.value,
        str(quad.object),
    )


def _json_ld(quads: list[Quad]) -> str:
    """Return JSON-LD with the project's prefixes as its context, indented for people and diffs."""
    expanded = json.loads(serialize(quads, format=RdfFormat.JSON_LD) or b"[]")
    document = {"@context": PREFIXES, "@graph": _compacted(expanded)}
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _compacted(node: object) -> object:
    """Shorten the names of properties and types by the prefixes; everything else stays as it is."""
    if isinstance(node, list):
        return [_compacted(item) for item in node]
    if not isinstance(node, dict):
        return node
    compact: dict[str, object] = {}
    for name, value in node.items():
        if name == RDF.type or name == "@type":
            types = value if isinstance(value, list) else [value]
            compact["@type"] = [_short(one["@id"] if isinstance(one, dict) else one) for one in types]
        else:
            compact[_short(name)] = _compacted(value)
    return compact


def _short(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and re.fullmatch(r"[\w.-]+", iri[len(namespace) :]):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def _text(data: bytes | None) -> str:
    return (data or b"").decode()
