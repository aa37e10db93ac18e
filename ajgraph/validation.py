"""The check: shapes over the graph, every result a finding with its evidence, basis and remedy.

The shapes are ``shapes/*.ttl``; they run on a flat copy in memory, so the data given is never changed.
Descriptions that a newer one has replaced (``dcterms:isReplacedBy``) are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rdflib import Dataset, Graph, Literal
from rdflib.term import Node

from ajgraph import resources, shacl
from ajgraph.description import months_after
from ajgraph.evidence import Evidence
from ajgraph.findings import BasisKind, Finding, Report, Severity, in_order
from ajgraph.language import Bilingual
from ajgraph.vocabulary import AJ, DCTERMS, SH, XSD

_SEVERITIES: dict[Node, Severity] = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}
_BASIS_KINDS: dict[str, BasisKind] = {"law": "law", "custom": "custom", "advice": "advice"}


def check(data: Graph, *, on: date, shapes: Sequence[Path] | None = None) -> Report:
    """Return what the shapes find in ``data``.

    Parameters
    ----------
    data
        A graph or a dataset; of a dataset all graphs are taken together. It is not changed.
    on
        The date as of which reviews are due.
    shapes
        Turtle files; those that come with ajgraph by default.

    Raises
    ------
    AjgraphError
        If the shapes are missing or cannot be run.

    """
    rules = shacl.load_shapes(resources.shape_files() if shapes is None else shapes)
    flat = _flat(data)
    _leave_out_superseded(flat)
    _add_dates(flat, on)
    results = shacl.run(flat, rules)
    evidence = Evidence(flat)
    findings = in_order(_finding(result, rules, evidence) for result in results)
    return Report(findings, conforms=not results, graph=shacl.report_graph(results))


def _flat(data: Graph) -> Graph:
    """Return all triples as one graph, strings without a datatype (Oxigraph writes it, RDFLib does not)."""
    flat = Graph()
    triples = ((s, p, o) for s, p, o, _ in data.quads()) if isinstance(data, Dataset) else data
    for s, p, o in triples:
        flat.add((s, p, Literal(str(o)) if isinstance(o, Literal) and o.datatype == XSD.string else o))
    return flat


def _leave_out_superseded(flat: Graph) -> None:
    """Remove the descriptions that a newer one of the same post has replaced, with their parts."""
    old = {str(description) for description in flat.subjects(DCTERMS.isReplacedBy)}
    parts = {node for node in flat.subjects(unique=True) if str(node).partition("#")[0] in old}
    for node in parts if old else ():
        flat.remove((node, None, None))
        flat.remove((None, None, node))


def _add_dates(flat: Graph, on: date) -> None:
    """Add the date of the check to each description, and when its review is due if the graph does not say."""
    for description, months in list(flat.subject_objects(AJ.reviewMonths)):
        if (issued := _date(flat.value(description, DCTERMS.issued))) and str(months).isdecimal():
            flat.add((description, AJ.reviewDue, Literal(months_after(issued, int(str(months))))))
            flat.add((description, AJ.checkedOn, Literal(on)))


def _date(node: Node | None) -> date | None:
    value = node.toPython() if isinstance(node, Literal) else None
    return value if isinstance(value, date) else None


def _finding(result: shacl.Result, rules: Graph, evidence: Evidence) -> Finding:
    rule = str(result.shape)
    place = evidence.place(result.focus, result.value, rule)
    annotated = [node for node in (result.constraint, result.shape) if node is not None]
    annotated += sorted(rules.subjects(SH.property, result.shape), key=str)
    kinds = [str(kind) for node in annotated for kind in rules.objects(node, AJ.basisKind)]
    return Finding(
        rule=rule,
        severity=_SEVERITIES.get(result.severity, "violation"),
        message=_with_gaps(result, evidence),
        basis=_bilingual(rules, annotated, AJ.basis),
        basis_kind=_BASIS_KINDS.get(kinds[0]) if kinds else None,
        remedy=_bilingual(rules, annotated, AJ.remedy),
        post=place.post,
        post_label=place.post_label,
        value=evidence.value(result.focus, result.value),
        document=place.document,
        line=place.line,
        sentence=place.sentence,
    )


def _with_gaps(result: shacl.Result, evidence: Evidence) -> Bilingual:
    """Return the message, with what a link's substitute lacks (any number of items, so not in SPARQL)."""
    en, et = (evidence.texts(result.focus, AJ.gap, language) for language in ("en", "et"))
    if not en or not et:
        return result.message
    return Bilingual(en=f"{result.message.en}: {'; '.join(en)}", et=f"{result.message.et}: {'; '.join(et)}")


def _bilingual(rules: Graph, nodes: Sequence[Node], predicate: Node) -> Bilingual | None:
    for node in nodes:
        texts = {o.language: str(o) for o in rules.objects(node, predicate) if isinstance(o, Literal)}
        if "en" in texts and "et" in texts:
            return Bilingual(en=texts["en"], et=texts["et"])
    return None
