"""The ontology is complete, agrees with Python, the shapes and the model page, and reads alike everywhere."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph
import pyshacl
import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import OWL, DefinedNamespace

from ajgraph import resources
from ajgraph.description import CEFR_LEVELS, EDUCATION_LEVELS
from ajgraph.vocabulary import (
    AJ,
    AJS,
    CEFR,
    DCTERMS,
    EDU,
    LANGUAGE_CODES,
    LANGUAGES,
    PREFIXES,
    RDF,
    RDFS,
    SKOS,
    XSD,
)

ROOT = Path(__file__).resolve().parents[1]
ONTOLOGY = URIRef("https://w3id.org/ajgraph/ns")
TURTLE = (*resources.ontology_files(), *resources.shape_files())


@pytest.fixture(scope="module")
def ontology() -> Graph:
    graph = Graph()
    for path in resources.ontology_files():
        graph.parse(path)
    return graph


def names(namespace: type[DefinedNamespace]) -> set[str]:
    return {str(term).removeprefix(str(namespace)) for term in dir(namespace)}


def defined(graph: Graph, namespace: object) -> set[str]:
    prefix = str(namespace)
    return {str(s).removeprefix(prefix) for s in set(graph.subjects()) if str(s).startswith(prefix)}


def test_passes_its_own_shapes(ontology: Graph) -> None:
    lint = ROOT / "tests" / "shapes-of-the-ontology.ttl"

    conforms, _, text = pyshacl.validate(ontology, shacl_graph=Graph().parse(lint), inference="none")

    assert conforms, text


@pytest.mark.parametrize(
    "triple",
    [
        (AJ.Duty, RDFS.domain, AJ.Duty),
        (AJ.text, RDFS.range, RDFS.Literal),
        (AJ.text, RDFS.label, Literal("teine", lang="et")),
        (URIRef(f"{AJ}madeUp"), RDF.type, OWL.Class),
        (ONTOLOGY, OWL.versionInfo, Literal("next")),
    ],
    ids=lambda triple: str(triple[1]).rpartition("#")[2],
)
def test_the_shapes_of_the_ontology_can_fail(
    ontology: Graph, triple: tuple[URIRef, URIRef, URIRef | Literal]
) -> None:
    lint = ROOT / "tests" / "shapes-of-the-ontology.ttl"
    spoilt = Graph()
    spoilt += ontology
    spoilt.add(triple)

    conforms, _, _ = pyshacl.validate(spoilt, shacl_graph=Graph().parse(lint), inference="none")

    assert not conforms


def test_has_one_header_and_no_blank_nodes(ontology: Graph) -> None:
    assert list(ontology.subjects(RDF.type, OWL.Ontology)) == [ONTOLOGY]
    assert not [triple for triple in ontology if any(isinstance(node, BNode) for node in triple)]


@pytest.mark.parametrize("namespace", [AJ, CEFR, EDU], ids=lambda namespace: namespace.__name__)
def test_python_and_turtle_have_the_same_terms(ontology: Graph, namespace: type[DefinedNamespace]) -> None:
    assert names(namespace) == defined(ontology, namespace)


def test_a_misspelt_term_is_an_error() -> None:
    with pytest.raises(AttributeError, match="maySubstitut"):
        AJ.maySubstitut  # noqa: B018


def test_every_term_that_files_use_exists(ontology: Graph) -> None:
    files = [
        *(ROOT / "ajgraph").rglob("*.rq"),
        *resources.shape_files(),
        *resources.ontology_files(),
        *(ROOT / "tests" / "shapes").rglob("*.ttl"),
        ROOT / "docs" / "model.md",
        ROOT / "ontology" / "README.md",
    ]
    used = {
        (name, path.relative_to(ROOT).as_posix())
        for path in files
        for name in re.findall(r"(?<![\w:])aj:([A-Za-z]\w*)", path.read_text(encoding="utf-8"))
    }
    used |= {
        (name, path.relative_to(ROOT).as_posix())
        for path in (ROOT / "ajgraph").rglob("*.py")
        for name in re.findall(r"\bAJ\.([A-Za-z]\w*)", path.read_text(encoding="utf-8"))
    }
    assert len(used) > 100
    assert {(name, path) for name, path in used if name not in defined(ontology, AJ)} == set()


def test_every_term_of_the_model_is_documented_there(ontology: Graph) -> None:
    page = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
    assert {name for name in defined(ontology, AJ) if f"aj:{name}" not in page} == set()


def test_superclasses_and_superproperties_are_terms_that_exist(ontology: Graph) -> None:
    known = {
        f"{PREFIXES['prov']}Entity",
        f"{PREFIXES['prov']}wasDerivedFrom",
        f"{PREFIXES['skos']}Concept",
        f"{PREFIXES['cccev']}Criterion",
        *map(str, (DCTERMS.subject, DCTERMS.relation, DCTERMS.hasPart)),
        *map(str, dir(AJ)),
    }
    above = {*ontology.objects(None, RDFS.subClassOf), *ontology.objects(None, RDFS.subPropertyOf)}
    assert {str(node) for node in above} <= known


@pytest.mark.parametrize(
    ("scheme", "levels"), [(CEFR, CEFR_LEVELS), (EDU, EDUCATION_LEVELS)], ids=["cefr", "edu"]
)
def test_levels_are_ranked_in_the_order_the_reader_knows(
    ontology: Graph, scheme: type[DefinedNamespace], levels: tuple[str, ...]
) -> None:
    ranked = sorted(levels, key=lambda level: int(str(ontology.value(scheme[level], AJ.rank))))
    assert ranked == list(levels)
    assert [ontology.value(scheme[level], AJ.nextLevel) for level in levels] == [
        *(scheme[level] for level in levels[1:]),
        None,
    ]
    assert {str(o) for level in levels for o in ontology.objects(scheme[level], SKOS.notation)} == set(levels)
    assert set(ontology.objects(scheme.Scheme, SKOS.hasTopConcept)) == {scheme[level] for level in levels}


def test_languages_have_the_codes_of_the_table(ontology: Graph) -> None:
    authority = str(LANGUAGES["et"]).removesuffix("EST")
    assert LANGUAGE_CODES[str(LANGUAGES["et"])] == "et"
    assert {
        str(iri): str(ontology.value(iri, SKOS.notation))
        for iri in set(ontology.subjects())
        if str(iri).startswith(authority)
    } == dict(LANGUAGE_CODES)


def test_the_change_log_begins_with_this_version(ontology: Graph) -> None:
    info = str(ontology.value(ONTOLOGY, OWL.versionInfo))
    assert str(ontology.value(ONTOLOGY, OWL.versionIRI)) == f"{ONTOLOGY}/{info}"
    changes = (ROOT / "ontology" / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\S+)", changes, flags=re.MULTILINE)[0] == info


@pytest.mark.parametrize("path", TURTLE, ids=lambda path: path.name)
def test_rdflib_and_oxigraph_read_the_same_triples(path: Path) -> None:
    """Compared as N-Triples, because RDFLib tells "A1" from "A1"^^xsd:string and RDF does not."""
    parsed = pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
    lines = pyoxigraph.serialize((quad.triple for quad in parsed), format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert lines is not None

    assert isomorphic(Graph().parse(data=lines, format="nt"), Graph().parse(path))


def test_prefixes_are_those_the_files_use() -> None:
    for path in TURTLE:
        for prefix, namespace in re.findall(
            r"^@prefix (\w+): <(.+?)>", path.read_text(encoding="utf-8"), re.MULTILINE
        ):
            if prefix in PREFIXES:
                assert PREFIXES[prefix] == namespace, path.name
    assert PREFIXES["ajs"] == str(AJS)
    assert PREFIXES["xsd"] == str(XSD)
    assert list(PREFIXES) == sorted(PREFIXES)
