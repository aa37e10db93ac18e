"""The store on disk: whole generations or nothing, and clear words where it is not one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad

from ajgraph.errors import StoreError
from ajgraph.sources import Place, SourceFile
from ajgraph.store import GraphStore, writing
from ajgraph.store_folder import base_of
from tests.helpers import BASE, description

GRAPH = f"{BASE}g"


def quad(value: str, graph: str = GRAPH) -> Quad:
    return Quad(NamedNode(f"{BASE}s"), NamedNode(f"{BASE}p"), Literal(value), NamedNode(graph))


def values(where: Path) -> set[str | None]:
    return {row["o"] for row in GraphStore.open(where).select("SELECT ?o { ?s ?p ?o }")}


def test_what_was_written_is_there_after_the_block(tmp_path: Path) -> None:
    store = tmp_path / "store"
    with writing(store, BASE) as generation:
        generation.write([[quad("one")]], ())
    assert values(store) == {"one"}
    assert base_of(store) == BASE


SOURCE = SourceFile("0" * 64, (Place("a.txt", "/a.txt"),), "Rannaamet", (description("Jurist", ["Osakond"]),))


def test_the_next_generation_knows_the_sources_and_replaces_the_whole(tmp_path: Path) -> None:
    store = tmp_path / "store"
    with writing(store, BASE) as generation:
        generation.write([[quad("one"), quad("two")], [quad("other", f"{BASE}h")]], [SOURCE])
    assert values(store) == {"one", "two", "other"}
    with writing(store, BASE) as generation:
        assert generation.known == (SOURCE,)
        assert not generation.outdated
        generation.write([[quad("three")]], ())
    assert values(store) == {"three"}
    assert len(list(store.glob("generation-*"))) == 1


def test_a_block_that_writes_nothing_changes_nothing(tmp_path: Path) -> None:
    store = tmp_path / "store"
    with writing(store, BASE) as generation:
        generation.write([[quad("one")]], [SOURCE])
    before = sorted(path for path in store.rglob("*") if path.name != ".lock")
    with writing(store, BASE):
        pass
    assert sorted(path for path in store.rglob("*") if path.name != ".lock") == before


def test_what_another_version_wrote_is_outdated(tmp_path: Path) -> None:
    store = tmp_path / "store"
    with writing(store, BASE) as generation:
        generation.write([[quad("one")]], [SOURCE])
    pointer = store / "ajgraph.json"
    pointer.write_text(json.dumps(json.loads(pointer.read_text()) | {"version": "0.0.0"}))
    with writing(store, BASE) as generation:
        assert generation.outdated
        assert generation.known == (SOURCE,)


@pytest.mark.parametrize("left", ["generation-dead", "ajgraph.json.new", ".lock"])
def test_what_a_killed_first_build_leaves_is_no_obstacle(tmp_path: Path, left: str) -> None:
    (tmp_path / left).mkdir() if "generation" in left else (tmp_path / left).touch()
    with writing(tmp_path, BASE) as generation:
        generation.write([[quad("one")]], ())
    assert values(tmp_path) == {"one"}
    assert len(list(tmp_path.iterdir())) == 3


def test_a_first_build_that_is_kept_out_leaves_the_folder_of_the_other(tmp_path: Path) -> None:
    store = tmp_path / "store"
    with writing(store, BASE) as generation:
        with pytest.raises(StoreError, match="another build"), writing(store, BASE):
            pass
        assert generation.folder.is_dir()
        generation.write([[quad("one")]], ())
    assert values(store) == {"one"}


def test_a_damaged_list_of_sources_says_what_to_do(tmp_path: Path) -> None:
    with writing(tmp_path, BASE) as generation:
        generation.write([[quad("one")]], [SOURCE])
    (sources,) = tmp_path.glob("generation-*/sources.jsonl")
    sources.write_text('{"sha256": 3}\n')
    with pytest.raises(StoreError, match="list of what the graph was built from"), writing(tmp_path, BASE):
        pass
    with writing(tmp_path, BASE, anew=True) as generation:
        assert generation.known == ()


def interrupted(store: Path) -> None:
    with writing(store, BASE) as generation:
        generation.write([[quad("half")]], ())
        raise KeyboardInterrupt


def test_an_interrupted_build_leaves_the_graph_as_it_was(tmp_path: Path) -> None:
    store = tmp_path / "store"
    with writing(store, BASE) as generation:
        generation.write([[quad("one")]], ())
    before = (store / "ajgraph.json").read_bytes()
    with pytest.raises(KeyboardInterrupt):
        interrupted(store)
    assert values(store) == {"one"}
    assert (store / "ajgraph.json").read_bytes() == before
    assert len(list(store.glob("generation-*"))) == 1


def test_starting_anew_forgets_the_old_graph_and_its_base(tmp_path: Path) -> None:
    store = tmp_path / "store"
    with writing(store, BASE) as generation:
        generation.write([[quad("one")]], ())
    with writing(store, "https://other.example/", anew=True) as generation:
        generation.write([[quad("two")]], ())
    assert values(store) == {"two"}
    assert base_of(store) == "https://other.example/"


def test_another_base_is_refused(tmp_path: Path) -> None:
    with writing(tmp_path / "store", BASE) as generation:
        generation.write([], ())
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
        generation.write([[quad("one")]], ())
    view = GraphStore.open(tmp_path / "store").as_rdflib()
    assert {str(value) for value in view.objects(rdflib.URIRef(f"{BASE}s"), rdflib.URIRef(f"{BASE}p"))} == {
        "one"
    }
    assert json.loads((tmp_path / "store" / "ajgraph.json").read_text())["format"] == 3
