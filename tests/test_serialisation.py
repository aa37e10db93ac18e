"""RDF out and in: real readers agree, the same quads give the same bytes."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from ajgraph.errors import StoreError
from ajgraph.serialisation import FORMATS, from_rdflib, load_rdf, to_rdf, to_rdflib

ENDINGS = {"turtle": "ttl", "trig": "trig", "nquads": "nq", "jsonld": "jsonld"}

nodes = st.sampled_from(
    [NamedNode(f"https://data.example/{name}") for name in ("nõunik", "a~b", "ns#x", "y/z")]
)
literals = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20).map(Literal),
    st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8).map(
        lambda text: Literal(text, language="et")
    ),
    st.integers().map(Literal),
    st.booleans().map(Literal),
)
quads = st.lists(st.builds(Quad, nodes, nodes, st.one_of(nodes, literals), nodes), max_size=12)


@given(quads, st.randoms(use_true_random=False))
def test_the_order_of_quads_does_not_matter_and_nothing_is_lost(
    found: list[Quad], random: random.Random
) -> None:
    shuffled = random.sample(found, len(found))
    for name in FORMATS:
        assert to_rdf(found, name) == to_rdf(shuffled, name)
    parsed = rdflib.Dataset()
    parsed.parse(data=to_rdf(found, "nquads"), format="nquads")
    assert sum(1 for _ in parsed.quads()) == len(set(found))


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_written_is_read_back_by_us_and_by_rdflib(tmp_path: Path, name: str) -> None:
    graph = NamedNode("https://data.example/g")
    found = {
        Quad(
            NamedNode("https://data.example/post/nõunik~x"),
            NamedNode("http://www.w3.org/ns/org#postIn"),
            graph,
            graph,
        ),
        Quad(
            graph,
            NamedNode("https://w3id.org/ajgraph/ns#title"),
            Literal('„Nõunik“ "x"\n', language="et"),
            graph,
        ),
    }
    path = tmp_path / f"out.{ENDINGS[name]}"
    path.write_text(to_rdf(found, name), encoding="utf-8")
    named = FORMATS[name].supports_datasets
    back = {
        quad if named else Quad(quad.subject, quad.predicate, quad.object, graph) for quad in load_rdf(path)
    }
    assert back == found
    parsed = rdflib.Dataset()
    parsed.parse(path, format={"jsonld": "json-ld"}.get(name, name))
    assert {str(subject) for subject, _, _, _ in parsed.quads()} == {
        str(quad.subject.value) for quad in found
    }


def test_json_ld_is_json_with_the_prefixes_as_its_context() -> None:
    one = Quad(
        NamedNode("https://data.example/p"),
        NamedNode("https://w3id.org/ajgraph/ns#title"),
        Literal("Jurist"),
        NamedNode("https://data.example/g"),
    )
    document = json.loads(to_rdf([one], "jsonld"))
    assert document["@context"]["aj"] == "https://w3id.org/ajgraph/ns#"
    assert document["@graph"][0]["@graph"] == [
        {"@id": "https://data.example/p", "aj:title": [{"@value": "Jurist"}]}
    ]


def test_rdflib_and_back_is_the_same_with_graphs_merged() -> None:
    graph = NamedNode("https://data.example/g")
    one = Quad(graph, graph, Literal("õ", language="et"), graph)
    (back,) = from_rdflib(to_rdflib([one]))
    assert (back.subject, back.object) == (one.subject, one.object)


@pytest.mark.parametrize(("name", "text"), [("x.ttl", "<a> <b>"), ("x.nq", "nonsense"), ("x.jsonld", "{")])
def test_a_broken_file_says_what_and_where(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(StoreError) as caught:
        load_rdf(tmp_path / name)
    assert caught.value.where == str(tmp_path / name)


def test_an_unknown_ending_names_those_that_are_known(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="not the ending") as caught:
        load_rdf(tmp_path / "x.docx")
    assert caught.value.remedy
    assert ".trig" in caught.value.remedy.en
