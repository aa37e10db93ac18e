"""The store on disk: whole generations or nothing, and clear words where it is not one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad

from ajgraph.errors import StoreError
from ajgraph.store import GraphStore, writing
from ajgraph.store_folder import base_of
from tests.helpers import BASE

GRAPH = f"{BASE}g"


def quad(value: str, graph: str = GRAPH) -> Quad:
    return Quad(NamedNode(f"{BASE}s"), NamedNode(f"{BASE}p"), Literal(value), NamedNode(graph))


def values(where: Path) -> set[str | None]:
    return {row["o"] for row in GraphStore.open(where).select("SELECT ?o { ?s ?p ?o }")}


def test_what_was_written_is_there_after_the_block(tmp_path: Path) -> None:
    store = tmp_path / "store"
    with writing(store, BASE) as generation:
        generation.replace(GRAPH, [quad("one")])
    assert values(store) == {"one"}
    assert base_of(store) == BASE


def test_the_next_generation_keeps_other_graphs_and_leaves_one_folder(tmp_path: Path) -> None:
    store = tmp_path / "store"
    with writing(store, BASE) as generation:
        generation.replace(GRAPH, [quad("one"), quad("two")])
        generation.replace(f"{BASE}h", [quad("other", f"{BASE}h")])
    with writing(store, BASE) as generation:
        generation.replace(GRAPH, [quad("three")])
    assert values(store) == {"three", "other"}
    assert len(list(store.glob("generation-*"))) == 1


def interrupted(store: Path) -> None:
    with writing(store, BASE) as generation:
        generation.replace(GRAPH, [quad("half")])
        raise KeyboardInterrupt


def test_an_interrupted_build_leaves_the_graph_as_it_was(tmp_path: Path) -> None:
    store = tmp_path / "store"
    with writing(store, BASE) as generation:
        generation.replace(GRAPH, [quad("one")])
    before = (store / "ajgraph.json").read_bytes()
    with pytest.raises(KeyboardInterrupt):
        interrupted(store)
    assert values(store) == {"one"}
    assert (store / "ajgraph.json").read_bytes() == before
    assert len(list(store.glob("generation-*"))) == 1


def test_a_killed_build_is_cleared_away_by_the_next(tmp_path: Path) -> None:
    store = tmp_path / "store"
    (store / "generation-dead").mkdir(parents=True)
    with writing(store, BASE) as generation:
        generation.replace(GRAPH, [quad("one")])
    assert [path.name for path in store.glob("generation-dead")] == []


def test_two_builds_at_once_do_not_mix(tmp_path: Path) -> None:
    store = tmp_path / "store"
    with writing(store, BASE) as generation:
        with pytest.raises(StoreError, match="another build"), writing(store, BASE):
            pass
        generation.replace(GRAPH, [quad("one")])
    assert values(store) == {"one"}


def test_starting_anew_forgets_the_old_graph_and_its_base(tmp_path: Path) -> None:
    store = tmp_path / "store"
    with writing(store, BASE) as generation:
        generation.replace(GRAPH, [quad("one")])
    with writing(store, "https://other.example/", anew=True) as generation:
        generation.replace(GRAPH, [quad("two")])
    assert values(store) == {"two"}
    assert base_of(store) == "https://other.example/"


def test_another_base_is_refused(tmp_path: Path) -> None:
    with writing(tmp_path / "store", BASE):
        pass
    with (
        pytest.raises(StoreError, match="has the base"),
        writing(tmp_path / "store", "https://other.example/"),
    ):
        pass


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(StoreError, match="other things"), writing(tmp_path, BASE):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_is_no_store_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="a store is a folder"), writing(tmp_path / "file", BASE):
        pass


@pytest.mark.parametrize(
    "text", ["", "[]", '{"format": 99, "base": "x", "generation": "g"}', '{"format": 1}']
)
def test_a_damaged_or_foreign_store_says_so(tmp_path: Path, text: str) -> None:
    (tmp_path / "ajgraph.json").write_text(text)
    with pytest.raises(StoreError, match=r"another version, or is damaged"):
        GraphStore.open(tmp_path)


def test_no_store_names_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        GraphStore.open(tmp_path / "nothing")
    assert caught.value.remedy
    assert "ajgraph build" in caught.value.remedy.en


def test_an_endpoint_is_refused_with_a_reason() -> None:
    with pytest.raises(StoreError, match="endpoints"):
        GraphStore.open(Path("http://localhost:7878/"))


def test_an_rdf_file_reads_like_a_store(tmp_path: Path) -> None:
    path = tmp_path / "x.nq"
    path.write_text(f'<{BASE}s> <{BASE}p> "one" <{GRAPH}> .\n<{BASE}s> <{BASE}p> "two" .\n')
    assert values(path) == {"one", "two"}


def test_the_rdflib_view_shows_the_same_graph(tmp_path: Path) -> None:
    with writing(tmp_path / "store", BASE) as generation:
        generation.replace(GRAPH, [quad("one")])
    view = GraphStore.open(tmp_path / "store").as_rdflib()
    assert {str(value) for value in view.objects(rdflib.URIRef(f"{BASE}s"), rdflib.URIRef(f"{BASE}p"))} == {
        "one"
    }
    assert json.loads((tmp_path / "store" / "ajgraph.json").read_text())["format"] == 1
