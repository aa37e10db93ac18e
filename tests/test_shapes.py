"""Every shape on data that passes and data that fails.

`tests/shapes/<Shape>/` holds `valid.ttl`, `invalid.ttl` and `expected.json`, which lists the results of
that shape alone: shape or property shape, focus, severity, value.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.term import Node

from ajgraph import resources
from ajgraph.validation import check
from ajgraph.vocabulary import AJ, AJS, PREFIXES, RDF, SH

FOLDER = Path(__file__).parent / "shapes"
SHORT = {**PREFIXES, "ex": "https://example.org/id/"}


@pytest.fixture(scope="module")
def shapes() -> Graph:
    graph = Graph()
    for path in resources.shape_files():
        graph.parse(path)
    return graph


def short(node: Node | None) -> str | None:
    """Write an IRI with its prefix, a literal as it is."""
    text = None if node is None else str(node)
    for prefix, namespace in SHORT.items():
        if text and isinstance(node, URIRef) and text.startswith(namespace):
            return f"{prefix}:{text.removeprefix(namespace)}"
    return text


def results(name: str, data: str, on: str) -> list[dict[str, str | None]]:
    """Return the results of the node shape ``name`` and its property shapes on one file."""
    report = check(Graph().parse(FOLDER / name / data), on=date.fromisoformat(on)).graph
    found = []
    for node in report.subjects(RDF.type, SH.ValidationResult):
        shape = short(report.value(node, SH.sourceShape)) or ""
        if shape == f"ajs:{name}" or shape.startswith(f"ajs:{name}-"):
            severity = short(report.value(node, SH.resultSeverity)) or ""
            row = {
                "shape": shape,
                "focus": short(report.value(node, SH.focusNode)),
                "severity": severity.removeprefix("sh:").lower(),
                "value": short(report.value(node, SH.value)),
            }
            found.append({key: value for key, value in row.items() if value is not None})
    return sorted(found, key=str)


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.iterdir()))
def test_shape(name: str) -> None:
    expected = json.loads((FOLDER / name / "expected.json").read_text(encoding="utf-8"))

    assert results(name, "valid.ttl", expected["on"]) == []
    assert results(name, "invalid.ttl", expected["on"]) == sorted(expected["results"], key=str)


def test_every_shape_has_a_directory_and_fails_at_least_once(shapes: Graph) -> None:
    named = {str(node).removeprefix(str(AJS)) for node in shapes.subjects(RDF.type, SH.NodeShape)}
    assert {path.name for path in FOLDER.iterdir()} == named

    failing = {
        row["shape"]
        for path in FOLDER.glob("*/expected.json")
        for row in json.loads(path.read_text(encoding="utf-8"))["results"]
    }
    able_to_fail = set(shapes.subjects(RDF.type, SH.PropertyShape)) | set(shapes.subjects(SH.sparql))
    assert failing == {short(node) for node in able_to_fail}


def test_the_rules_in_python_are_the_rules_in_turtle(shapes: Graph) -> None:
    assert set(dir(AJS)) == set(shapes.subjects(SH.sparql))


def test_every_shape_and_constraint_is_named_and_explained_in_both_languages(shapes: Graph) -> None:
    parent = {child: node for node, child in shapes.subject_objects(SH.property)}
    parent |= {child: node for node, child in shapes.subject_objects(SH.sparql)}
    assert parent

    def languages(node: Node, predicate: URIRef, *, inherited: bool) -> set[str | None]:
        texts = set(shapes.objects(node, predicate))
        if not texts and inherited:
            texts = set(shapes.objects(parent[node], predicate))
        assert all(str(text).strip() for text in texts)
        return {getattr(text, "language", None) for text in texts}

    for constraint, shape in parent.items():
        assert isinstance(constraint, URIRef), constraint
        assert str(constraint).startswith(f"{shape}-"), "a constraint is called after its shape"
        assert languages(constraint, SH.message, inherited=False) == {"en", "et"}, constraint
        assert languages(constraint, SH.name, inherited=True) == {"en", "et"}, constraint
        assert languages(constraint, AJ.basis, inherited=True) == {"en", "et"}, constraint
        assert languages(constraint, AJ.remedy, inherited=True) == {"en", "et"}, constraint
        kinds = set(shapes.objects(constraint, AJ.basisKind)) or set(shapes.objects(shape, AJ.basisKind))
        assert {str(kind) for kind in kinds} <= {"law", "custom", "advice"}, constraint
        assert len(kinds) == 1, constraint
        holder = shape if (shape, SH.sparql, constraint) in shapes else constraint
        assert shapes.value(holder, SH.severity) in {SH.Violation, SH.Warning, SH.Info}, constraint
        assert shapes.value(shape, SH.name) is not None


def test_law_is_cited_with_paragraph_and_date(shapes: Graph) -> None:
    annotated = set(shapes.subjects(AJ.basisKind, None))
    cited = [
        (str(text), text.language)
        for node in annotated
        for text in shapes.objects(node, AJ.basis)
        if str(shapes.value(node, AJ.basisKind)) == "law"
    ]
    assert cited
    for text, language in cited:
        assert "§" in text
        assert ("21.11.2026" if language == "et" else "2026-11-21") in text
