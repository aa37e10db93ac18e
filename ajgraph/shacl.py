"""The SHACL engine: pySHACL in, plain results out, and results as a report without blank nodes."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pyshacl
from oxrdflib import OxigraphStore
from pyoxigraph import Store
from pyshacl.errors import ReportableRuntimeError, ValidationFailure
from rdflib import Graph, Literal, URIRef
from rdflib.exceptions import ParserError
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result as QueryResult
from rdflib.term import Node

from ajgraph.errors import AjgraphError
from ajgraph.language import Bilingual, Language
from ajgraph.vocabulary import PREFIXES, RDF, SH

_PLACEHOLDER = re.compile(r"\{[?$]\w+\}")


@dataclass(frozen=True, slots=True)
class Result:
    """One SHACL result.

    Attributes
    ----------
    shape
        The shape that found it (``sh:sourceShape``); ``constraint`` its SPARQL constraint, where it has one.
    component
        ``sh:MinCountConstraintComponent`` and the like; ``path`` the property, for property shapes.
    focus, value
        The node checked, and the offending value, where it is not the focus itself.
    message
        The shape's own message in both languages, placeholders filled.

    """

    shape: Node
    constraint: Node | None
    component: Node
    severity: Node
    focus: Node
    value: Node | None
    path: Node | None
    message: Bilingual


def load_shapes(paths: Sequence[Path]) -> Graph:
    """Return the shapes of Turtle files as one graph; raises ``AjgraphError`` for an unreadable one."""
    graph = Graph()
    for path in paths:
        try:
            graph.parse(path, format="turtle")
        except (OSError, SyntaxError, ParserError) as error:
            raise AjgraphError(
                Bilingual(
                    en=f"these shapes cannot be read: {error}", et=f"neid kujundeid ei saa lugeda: {error}"
                ),
                where=str(path),
                remedy=Bilingual(
                    en="Give SHACL shapes in Turtle.", et="Anna SHACL-kujundid Turtle-vormingus."
                ),
            ) from error
    return graph


def run(data: Graph, shapes: Graph) -> tuple[Result, ...]:
    """Return the results of ``shapes`` on ``data``, sorted; raises ``AjgraphError`` if they cannot run.

    Nothing is inferred and nothing is fetched; ``data`` is not changed.
    """
    copy = _QueriedByOxigraph((s, p, _escaped(o)) for s, p, o in data)
    try:
        _, report, text = pyshacl.validate(copy, shacl_graph=shapes, inference="none", inplace=True)
    except (ReportableRuntimeError, ValidationFailure) as error:
        raise _unusable(str(error)) from error
    if not isinstance(report, Graph):  # pySHACL returns a failure instead of raising it
        raise _unusable(str(text))
    return _distinct(_result(report, node, shapes) for node in report.subjects(RDF.type, SH.ValidationResult))


def report_graph(results: Iterable[Result]) -> Graph:
    """Return results as a SHACL validation report, every node named by its content."""
    results = tuple(results)
    report = Graph()
    for prefix, namespace in PREFIXES.items():
        report.bind(prefix, namespace)
    named = [(_name(result), result) for result in results]
    whole = URIRef(uuid.uuid5(uuid.NAMESPACE_URL, "\n".join(sorted(name for name, _ in named))).urn)
    report.add((whole, RDF.type, SH.ValidationReport))
    report.add((whole, SH.conforms, Literal(not results)))
    for name, result in named:
        report.add((whole, SH.result, name))
        report.add((name, RDF.type, SH.ValidationResult))
        for predicate, node in (
            (SH.sourceShape, result.shape),
            (SH.sourceConstraint, result.constraint),
            (SH.sourceConstraintComponent, result.component),
            (SH.resultSeverity, result.severity),
            (SH.focusNode, result.focus),
            (SH.value, result.value),
            (SH.resultPath, result.path if isinstance(result.path, URIRef) else None),
            (SH.resultMessage, Literal(result.message.en, lang="en")),
            (SH.resultMessage, Literal(result.message.et, lang="et")),
        ):
            if node is not None:
                report.add((name, predicate, node))
    return report


class _QueriedByOxigraph(Graph):
    """A graph in memory whose SPARQL is answered by Oxigraph from a copy.

    pySHACL asks one query per focus node. RDFLib parses each anew and orders its patterns before it knows the
    focus, so that 200 posts take ten times as long. Everything but SPARQL stays with RDFLib: the other way round,
    many small look-ups in Oxigraph, is slower still.
    """

    def __init__(self, triples: Iterable[tuple[Node, Node, Node]]) -> None:
        super().__init__()
        self._twin = Graph(store=OxigraphStore(store=Store()), identifier=DATASET_DEFAULT_GRAPH_ID)
        for triple in triples:
            self.add(triple)
        self._twin.addN((s, p, o, self._twin) for s, p, o in self)

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> QueryResult:
        try:
            return self._twin.query(query_object, *args, **kwargs)
        except (SyntaxError, ValueError) as error:
            raise ReportableRuntimeError(f"{error}\n{query_object}") from error


def _escaped(node: Node) -> Node:
    """Double backslashes: pySHACL fills messages with ``re.sub``, which would take them for escapes."""
    if isinstance(node, Literal) and "\\" in node:
        return Literal(node.replace("\\", "\\\\"), lang=node.language, datatype=node.datatype)
    return node


def _plain(node: Node | None) -> Node | None:
    if isinstance(node, Literal) and "\\" in node:
        return Literal(node.replace("\\\\", "\\"), lang=node.language, datatype=node.datatype)
    return node


def _result(report: Graph, node: Node, shapes: Graph) -> Result:
    focus = cast("Node", report.value(node, SH.focusNode))
    value = report.value(node, SH.value)
    shape = cast("Node", report.value(node, SH.sourceShape))
    constraint = report.value(node, SH.sourceConstraint)
    filled = sorted(str(message) for message in report.objects(node, SH.resultMessage))
    return Result(
        shape=shape,
        constraint=constraint,
        component=cast("Node", report.value(node, SH.sourceConstraintComponent)),
        severity=report.value(node, SH.resultSeverity) or SH.Violation,
        focus=focus,
        value=None if value == focus else _plain(value),
        path=report.value(node, SH.resultPath),
        message=_message(filled, shapes, (constraint, shape)),
    )


def _message(filled: Sequence[str], shapes: Graph, sources: Iterable[Node | None]) -> Bilingual:
    """Return the filled messages by language, which pySHACL loses when it fills placeholders."""
    templates = [t for source in sources if source is not None for t in shapes.objects(source, SH.message)]

    def in_(language: Language) -> str | None:
        own = (t for t in templates if isinstance(t, Literal) and t.language == language)
        return next((text for t in own for text in filled if _fits(text, str(t))), None)

    fallback = filled[0] if filled else ""
    en, et = in_("en"), in_("et")
    return Bilingual(en=en or et or fallback, et=et or en or fallback)


def _fits(text: str, template: str) -> bool:
    pattern = ".*".join(re.escape(part) for part in _PLACEHOLDER.split(template))
    return re.fullmatch(pattern, text, flags=re.DOTALL) is not None


def _distinct(results: Iterable[Result]) -> tuple[Result, ...]:
    """Return one result for each shape, constraint, component, focus and value, sorted by these."""
    by_key: dict[tuple[str, ...], Result] = {}
    for result in results:
        key = _key(result)
        if key not in by_key or result.message.en < by_key[key].message.en:
            by_key[key] = result
    return tuple(result for _, result in sorted(by_key.items()))


def _key(result: Result) -> tuple[str, ...]:
    nodes = (result.shape, result.constraint, result.component, result.focus, result.value)
    return tuple("" if node is None else node.n3() for node in nodes)


def _name(result: Result) -> URIRef:
    return URIRef(uuid.uuid5(uuid.NAMESPACE_URL, "\n".join(_key(result))).urn)


def _unusable(why: str) -> AjgraphError:
    return AjgraphError(
        Bilingual(en=f"the shapes cannot be run: {why}", et=f"kujundeid ei saa käivitada: {why}"),
        remedy=Bilingual(
            en="Check the shapes you gave; without any, ajgraph's own are used.",
            et="Kontrolli antud kujundeid; kui neid ei anta, kasutab ajgraph enda omi.",
        ),
    )
