"""The organisation kept beside its graph: the same as taken anew, and never one of another graph."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from ajgraph import language, network, network_file
from ajgraph.build import build
from ajgraph.network import organisation_of
from ajgraph.organisation import Organisation
from ajgraph.store import GraphStore
from tests.helpers import ROOT

AGENCY = ROOT / "data" / "agency"
ROWS = "asutus,üksus,ametinimetus,kohti,kood,vahetu juht,kes asendab\nRannaamet,A,Jurist,1,R-1,,Nõunik\n"


def table(folder: Path, more: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "koosseis.csv").write_text(ROWS + more, encoding="utf-8")
    return folder


def kept(store: GraphStore) -> Path:
    assert store.folder is not None
    return store.folder / f"organisation-{language.current()}.msgpack"


def taken_anew(store: GraphStore) -> Organisation:
    return network._taken_from(store)


def test_the_second_time_it_comes_from_the_file_and_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([AGENCY], tmp_path / "store")
    store = GraphStore.open(tmp_path / "store")
    first = organisation_of(store)
    assert first == taken_anew(store)
    assert len(first.posts) > 40
    monkeypatch.setattr(network, "_taken_from", None)
    again = organisation_of(GraphStore.open(tmp_path / "store"))
    assert again == first
    assert again.links_of(first.links[0].absent)


def test_a_build_leaves_the_file_behind(tmp_path: Path) -> None:
    build([table(tmp_path / "in")], tmp_path / "store")
    assert [post.title for post in organisation_of(GraphStore.open(tmp_path / "store")).posts if post.id] == [
        "Jurist"
    ]
    build([table(tmp_path / "in", "Rannaamet,A,Arst,1,R-2,,\n")], tmp_path / "store")
    found = organisation_of(GraphStore.open(tmp_path / "store"))
    assert sorted(post.title for post in found.posts if post.id) == ["Arst", "Jurist"]


def test_a_reader_that_opened_before_a_build_spoils_nothing(tmp_path: Path) -> None:
    build([table(tmp_path / "in")], tmp_path / "store")
    before = GraphStore.open(tmp_path / "store")
    build([table(tmp_path / "in", "Rannaamet,A,Arst,1,R-2,,\n")], tmp_path / "store")
    organisation_of(before)
    found = organisation_of(GraphStore.open(tmp_path / "store"))
    assert sorted(post.title for post in found.posts if post.id) == ["Arst", "Jurist"]


@pytest.mark.parametrize("content", [b"", b"\x93", b"\x92\xa1x\x90", os.urandom(64)])
def test_a_damaged_file_is_taken_anew(tmp_path: Path, content: bytes) -> None:
    build([table(tmp_path / "in")], tmp_path / "store")
    store = GraphStore.open(tmp_path / "store")
    found = organisation_of(store)
    kept(store).write_bytes(content)
    assert organisation_of(store) == found
    assert kept(store).read_bytes() != content


def test_a_file_of_another_graph_does_not_count(tmp_path: Path) -> None:
    build([table(tmp_path / "in")], tmp_path / "store")
    store = GraphStore.open(tmp_path / "store")
    organisation_of(store)
    other = replace(taken_anew(store), posts=())
    network_file.write(store, other)
    assert organisation_of(store) == other  # a file with the right key is believed …
    assert store.folder is not None
    (store.folder / "graph" / "more.sst").touch()
    assert organisation_of(store) == taken_anew(store)  # … and no longer once the graph's files change


def test_each_language_has_its_own(tmp_path: Path) -> None:
    build([AGENCY], tmp_path / "store")
    store = GraphStore.open(tmp_path / "store")
    said = {}
    before = language.current()
    try:
        for one in ("en", "et", "en"):
            language.use(one)
            said.setdefault(one, [link.gaps for link in organisation_of(store).links if link.gaps])
    finally:
        language.use(before)
    assert said["en"]
    assert said["en"] != said["et"]


def test_an_rdf_file_and_a_folder_that_cannot_be_written_do_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([table(tmp_path / "in")], tmp_path / "store")
    store = GraphStore.open(tmp_path / "store")
    found = taken_anew(store)

    def refused(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr("tempfile.mkstemp", refused)
    assert organisation_of(store) == found
    assert not kept(store).exists()
    assert organisation_of(replace(store, folder=None)) == found
