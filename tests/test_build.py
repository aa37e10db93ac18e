"""The whole line in Python: files in, graph out; again, changed, broken, superseded."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from ajgraph.build import build
from ajgraph.errors import UnreadableInput, UsageError
from ajgraph.files import FileReading, read_files
from ajgraph.network import organisation_of
from ajgraph.serialisation import to_rdf
from ajgraph.store import GraphStore
from tests.helpers import AGENCY, BASE
from tests.made_containers import zipped

PAGE = """KINNITATUD
Rannaameti peadirektori {date}
käskkirjaga nr {order}

AMETIJUHEND

1. Üldosa

Struktuuriüksus {unit}

Teenistuskoht {title}

Vahetu juht Osakonna juhataja

Teenistuja asendaja {who}

Teenistuja asendab {whom}

Teenistuskoha eesmärk Ranna hoidmine.
"""


def page(
    folder: Path,
    name: str,
    title: str,
    who: str,
    whom: str,
    *,
    unit: str = "Mereosakond",
    date: str = "05.02.2026",
    order: str = "7",
) -> Path:
    path = folder / f"{name}.txt"
    path.write_text(
        PAGE.format(title=title, who=who, whom=whom, unit=unit, date=date, order=order), encoding="utf-8"
    )
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    documents = tmp_path / "documents"
    documents.mkdir()
    page(documents, "jurist", "Jurist", "Nõunik", "nõunikku")
    page(documents, "nõunik", "Nõunik", "Jurist", "juristi")
    return documents


def dump(store: Path) -> str:
    return to_rdf(GraphStore.open(store).quads(), "nquads")


def links(store: Path) -> set[tuple[str, str, str]]:
    organisation = organisation_of(GraphStore.open(store))
    name = {post.iri: post.label for post in organisation.posts}
    return {(name[link.absent], name[link.substitute], link.status) for link in organisation.links}


def test_two_documents_become_two_confirmed_links(folder: Path, tmp_path: Path) -> None:
    summary = build([folder], tmp_path / "store", base=BASE)
    assert (summary.descriptions, summary.posts, summary.links) == (2, 3, 2)
    assert links(tmp_path / "store") == {("Jurist", "Nõunik", "confirmed"), ("Nõunik", "Jurist", "confirmed")}


def test_building_twice_changes_nothing_and_reads_nothing(folder: Path, tmp_path: Path) -> None:
    build([folder], tmp_path / "store", base=BASE)
    before = dump(tmp_path / "store")
    summary = build([folder], tmp_path / "store", base=BASE)
    assert (summary.descriptions, summary.unchanged) == (0, 2)
    assert dump(tmp_path / "store") == before


def test_the_graph_does_not_depend_on_the_order_or_the_steps_of_building(tmp_path: Path) -> None:
    """Ten random orders of the sample agency, each cut into up to five builds, give the bytes of one build."""
    files = [*sorted((AGENCY / "descriptions").iterdir()), AGENCY / "koosseis.csv"]
    build(files, tmp_path / "whole", base=BASE)
    expected = dump(tmp_path / "whole")
    for seed in range(10):
        dice = random.Random(seed)
        order = dice.sample(files, len(files))
        cuts = sorted(dice.sample(range(1, len(files)), dice.randint(1, 4)))
        store = tmp_path / f"store-{seed}"
        for begin, end in pairwise([0, *cuts, len(files)]):
            with suppress(UnreadableInput):  # an order without descriptions may come alone
                build(order[begin:end], store, base=BASE)
        assert dump(store) == expected, f"seed {seed}"


def test_a_changed_file_replaces_what_it_held_and_nothing_else(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    build([folder], store, base=BASE)
    page(folder, "jurist", "Jurist", "puudub", "puudub")
    summary = build([folder], store, base=BASE)
    assert (summary.descriptions, summary.unchanged, summary.removed) == (1, 1, 1)
    assert links(store) == {("Jurist", "Nõunik", "one-sided"), ("Nõunik", "Jurist", "one-sided")}
    fresh = tmp_path / "fresh"
    build([folder], fresh, base=BASE)
    assert dump(store) == dump(fresh)


def test_a_newer_version_supersedes_the_older_one_which_stays(folder: Path, tmp_path: Path) -> None:
    page(folder, "jurist-vana", "Jurist", "Koka abi", "koka abi", date="03.01.2024", order="1")
    store = tmp_path / "store"
    build([folder], store, base=BASE)
    assert links(store) == {("Jurist", "Nõunik", "confirmed"), ("Nõunik", "Jurist", "confirmed")}
    rows = GraphStore.open(store).select("SELECT ?old ?new { ?old dcterms:isReplacedBy ?new }")
    assert [(str(row["old"]).rpartition("/")[0], str(row["new"]).rpartition("/")[0]) for row in rows] == [
        (f"{BASE}description/rannaamet/mereosakond/jurist",) * 2
    ]


def test_two_descriptions_of_one_post_without_an_order_between_them_are_said(
    folder: Path, tmp_path: Path
) -> None:
    page(folder, "jurist-teine", "Jurist", "Nõunik", "nõunikku", order="8")
    summary = build([folder], tmp_path / "store", base=BASE)
    assert ["described 2 times" in note.message.en for note in summary.notes] == [True]


def test_the_same_content_twice_is_read_once_and_said(folder: Path, tmp_path: Path) -> None:
    (folder / "koopia.txt").write_bytes((folder / "jurist.txt").read_bytes())
    summary = build([folder], tmp_path / "store", base=BASE)
    assert summary.descriptions == 2
    assert [(Path(one.path).name, "same content" in one.message.en) for one in summary.notes] == [
        ("koopia.txt", True)
    ]


def test_a_file_is_the_same_under_every_spelling_of_its_path(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store"
    monkeypatch.chdir(tmp_path)
    build([Path("documents")], store, base=BASE)
    page(folder, "jurist", "Jurist", "puudub", "puudub")
    summary = build([folder], store, base=BASE)
    assert (summary.descriptions, summary.removed) == (1, 1)
    assert {status for _, _, status in links(store)} == {"one-sided"}


def test_a_folder_given_twice_is_read_once(folder: Path, tmp_path: Path) -> None:
    summary = build([folder, folder / ".." / "documents"], tmp_path / "store", base=BASE)
    assert (summary.descriptions, summary.notes) == (2, ())


def test_a_file_that_was_renamed_and_then_edited_leaves_nothing_behind(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    build([folder], store, base=BASE)
    (folder / "jurist.txt").rename(folder / "uus.txt")
    assert build([folder], store, base=BASE).unchanged == 2
    rows = GraphStore.open(store).select("SELECT ?path { ?file dcterms:source ?path }")
    assert {Path(row["path"] or "").name for row in rows} == {"uus.txt", "nõunik.txt"}
    page(folder, "uus", "Jurist", "puudub", "puudub")
    build([folder], store, base=BASE)
    fresh = tmp_path / "fresh"
    build([folder], fresh, base=BASE)
    assert dump(store) == dump(fresh)


def test_a_file_that_becomes_a_copy_of_another_no_longer_holds_its_own(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    build([folder], store, base=BASE)
    (folder / "jurist.txt").write_bytes((folder / "nõunik.txt").read_bytes())
    assert build([folder], store, base=BASE).removed == 1
    assert links(store) == {("jurist", "Nõunik", "undocumented"), ("Nõunik", "jurist", "undocumented")}


def test_one_of_two_copies_may_change(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    (folder / "koopia.txt").write_bytes((folder / "jurist.txt").read_bytes())
    build([folder], store, base=BASE)
    page(folder, "jurist", "Kokk", "puudub", "puudub")
    build([folder / "jurist.txt"], store, base=BASE)
    fresh = tmp_path / "fresh"
    build([folder], fresh, base=BASE)
    assert dump(store) == dump(fresh)


def test_a_file_that_is_gone_stays_in_the_graph_and_is_said(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    build([folder], store, base=BASE)
    (folder / "jurist.txt").unlink()
    summary = build([folder], store, base=BASE)
    assert summary.removed == 0
    assert [(Path(one.path).name, "no longer there" in one.message.en) for one in summary.notes] == [
        ("jurist.txt", True)
    ]
    assert ("Nõunik", "Jurist", "confirmed") in links(store)


def test_a_file_that_can_no_longer_be_read_keeps_what_it_gave(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    build([folder], store, base=BASE)
    before = dump(store)
    (folder / "jurist.txt").write_bytes(bytes(range(256)) * 20)
    assert len(build([folder], store, base=BASE).skipped) == 1
    assert dump(store) == before


def test_an_organisation_can_be_given_later(tmp_path: Path) -> None:
    table = tmp_path / "koosseis.csv"
    table.write_text("title\nJurist\n", encoding="utf-8")
    store, fresh = tmp_path / "store", tmp_path / "fresh"
    build([table], store, base=BASE)
    summary = build([table], store, base=BASE, organisation="Rannaamet")
    assert (summary.unchanged, summary.notes) == (1, ())
    build([table], fresh, base=BASE, organisation="Rannaamet")
    assert dump(store) == dump(fresh)
    assert build([table], store, base=BASE).notes == ()


def test_a_source_that_names_the_organisation_may_come_later(folder: Path, tmp_path: Path) -> None:
    table = tmp_path / "koosseis.csv"
    table.write_text("unit,title,places\nMereosakond,Jurist,3\n", encoding="utf-8")
    store = tmp_path / "store"
    build([table], store, base=BASE)
    build([folder], store, base=BASE)
    places = {post.title: post.places for post in organisation_of(GraphStore.open(store)).posts}
    assert places["Jurist"] == 3


def test_an_edit_leaves_the_graphs_of_other_files_alone(folder: Path, tmp_path: Path) -> None:
    def others() -> set[str]:
        quads = (line for line in dump(tmp_path / "store").splitlines() if "/derived>" not in line)
        return {line for line in quads if "/jurist/" not in line.rsplit(" ", 2)[1]}

    build([folder], tmp_path / "store", base=BASE)
    before = others()
    page(folder, "jurist", "Jurist", "puudub", "puudub")
    build([folder], tmp_path / "store", base=BASE)
    assert others() == before
    assert any("/nõunik/" in line for line in before)


def test_bad_files_are_said_and_the_rest_goes_on(folder: Path, tmp_path: Path) -> None:
    (folder / "pilt.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "koosseis.csv").write_text("nimi\nJurist\n")
    (folder / "käskkiri.txt").write_text(
        "KÄSKKIRI\n25.01.2026 nr 4\nAmetijuhendite kinnitamine\n1. Kinnitan ametijuhendid (lisad 1-3).\n",
        encoding="utf-8",
    )
    summary = build([folder, tmp_path / "nowhere"], tmp_path / "store", base=BASE)
    assert summary.descriptions == 2
    assert {Path(one.path.partition(":")[0]).name for one in summary.skipped} == {
        "pilt.txt",
        "koosseis.csv",
        "nowhere",
    }
    assert {Path(one.path).name for one in summary.notes} == {"käskkiri.txt"}


def test_nothing_readable_leaves_the_store_as_it_was(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    build([folder], store, base=BASE)
    before = dump(store)
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "x.txt").write_bytes(b"\x00\x01\x02" * 100)
    with pytest.raises(UnreadableInput, match="nothing could be read"):
        build([bad], store, base=BASE)
    with pytest.raises(UnreadableInput, match="nothing could be read"):
        build([bad], tmp_path / "never", base=BASE)
    assert dump(store) == before
    assert not (tmp_path / "never" / "ajgraph.json").exists()


def test_an_organisation_can_be_built_from_a_staffing_table_alone(tmp_path: Path) -> None:
    table = tmp_path / "koosseis.csv"
    table.write_text(
        "asutus,üksus,ametinimetus,kohti,vahetu juht,kes asendab,keda asendab,kood\n"
        "Rannaamet,Mereosakond,Osakonna juhataja,1,,Nõunik,,R-1\n"
        "Rannaamet,Mereosakond,Nõunik,1,osakonnajuhataja,Jurist; nõunik,osakonna juhataja,R-2\n"
        "Rannaamet,Mereosakond,Jurist,2,osakonnajuhataja,,,R-3\n",
        encoding="utf-8",
    )
    store = tmp_path / "store"
    build([table], store, base=BASE)
    organisation = organisation_of(GraphStore.open(store))
    assert [(post.id, post.title, post.places, post.places_known) for post in organisation.posts] == [
        ("R-1", "Osakonna juhataja", 1, True),
        ("R-3", "Jurist", 2, True),
        ("R-2", "Nõunik", 1, True),
    ]
    assert links(store) == {
        ("Osakonna juhataja", "Nõunik", "confirmed"),
        ("Nõunik", "Jurist", "one-sided"),
        ("Nõunik", "Nõunik", "one-sided"),
    }
    assert {post.substitution_stated for post in organisation.posts} == {True}
    assert len(organisation.reporting) == 2


def test_rows_of_the_same_post_add_up(tmp_path: Path) -> None:
    table = tmp_path / "koosseis.csv"
    table.write_text("title,places,id\nJurist,1,R-2\njurist,2,R-1\n", encoding="utf-8")
    build([table], tmp_path / "store", base=BASE, organisation="Rannaamet")
    (post,) = organisation_of(GraphStore.open(tmp_path / "store")).posts
    assert (post.places, post.id, post.organisation) == (3, "R-1", "Rannaamet")


@pytest.mark.parametrize(
    "base",
    [
        "data.agency.ee/id/",
        "https://data.agency.ee/id",
        "https://data.agency.ee/id#",
        "file:///tmp/",
        "https://a b/",
        "",
    ],
)
def test_an_unusable_base_is_refused(folder: Path, tmp_path: Path, base: str) -> None:
    with pytest.raises(UsageError, match="base IRI"):
        build([folder], tmp_path / "store", base=base)


def test_every_quad_has_a_named_graph_and_no_blank_node(folder: Path, tmp_path: Path) -> None:
    build([folder], tmp_path / "store", base=BASE)
    assert "_:" not in dump(tmp_path / "store")
    graphs = {
        str(row["g"]).removeprefix(BASE).split("/")[0]
        for row in GraphStore.open(tmp_path / "store").select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
    }
    assert graphs == {"description", "derived"}


def test_another_spelling_in_the_table_is_the_same_post_described_once(folder: Path, tmp_path: Path) -> None:
    (folder / "koosseis.csv").write_text(
        "asutus,üksus,ametinimetus,kohti\nRANNAAMET,mere-osakond,JURIST,1\nRannaamet,Mereosakond,nõunik,2\n",
        encoding="utf-8",
    )
    summary = build([folder], tmp_path / "store", base=BASE)
    assert summary.notes == ()
    assert summary.posts == 2
    assert links(tmp_path / "store") >= {("JURIST", "nõunik", "confirmed")}


def test_a_table_without_an_organisation_belongs_to_the_only_one_that_is_named(
    folder: Path, tmp_path: Path
) -> None:
    (folder / "koosseis.csv").write_text(
        "Ametikoha nimi;Struktuuriüksus;Kohtade arv\nJurist;Mereosakond;1,0\nNõunik;Mereosakond;2\n",
        encoding="cp1257",
    )
    summary = build([folder], tmp_path / "store", base=BASE)
    posts = organisation_of(GraphStore.open(tmp_path / "store")).posts
    assert [(post.title, post.places, post.organisation) for post in posts] == [
        ("Jurist", 1, "Rannaamet"),
        ("Nõunik", 2, "Rannaamet"),
    ]
    assert [note.message.en for note in summary.notes] == [
        "the character encoding is not stated; read as windows-1257",
        "names no organisation; taken to be of “Rannaamet”, the only one that any source names",
    ]


def test_a_table_alone_without_an_organisation_says_how_to_name_it(tmp_path: Path) -> None:
    (tmp_path / "koosseis.csv").write_text("title\nJurist\n", encoding="utf-8")
    summary = build([tmp_path / "koosseis.csv"], tmp_path / "store", base=BASE)
    assert ["--organisation" in note.message.en for note in summary.notes] == [True]
    named = build([tmp_path / "koosseis.csv"], tmp_path / "named", base=BASE, organisation="Rannaamet")
    assert named.notes == ()


def test_what_an_older_version_read_is_read_again(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    build([folder], store, base=BASE)
    (sources,) = store.glob("generation-*/sources.jsonl")
    old = sources.read_text(encoding="utf-8").replace('"reader":"', '"reader":"0.0.')
    sources.write_text(old.replace('"Jurist"', '"Vale"'), encoding="utf-8")
    summary = build([folder / "nõunik.txt"], store, base=BASE)
    assert summary.descriptions == 1
    assert build([folder], store, base=BASE).descriptions == 1
    fresh = tmp_path / "fresh"
    build([folder], fresh, base=BASE)
    assert dump(store) == dump(fresh)


def test_the_store_may_lie_in_the_folder_of_the_documents(folder: Path) -> None:
    build([folder], folder / "graaf", base=BASE)
    summary = build([folder], folder / "graaf", base=BASE)
    assert (summary.unchanged, summary.skipped, summary.notes) == (2, (), ())


def test_a_link_that_leads_to_itself_is_said(folder: Path, tmp_path: Path) -> None:
    (folder / "ring.txt").symlink_to(folder / "ring.txt")
    summary = build([folder], tmp_path / "store", base=BASE)
    assert summary.descriptions == 2
    assert [Path(one.path).name for one in summary.skipped] == ["ring.txt"]


def test_a_table_is_read_though_a_text_holds_the_same(tmp_path: Path) -> None:
    for name in ("a.txt", "koosseis.csv"):
        (tmp_path / name).write_text("asutus,ametinimetus\nRannaamet,Jurist\n", encoding="utf-8")
    assert build([tmp_path], tmp_path / "store", base=BASE).tables == 1


def test_a_dash_in_a_cell_names_nothing(tmp_path: Path) -> None:
    table = tmp_path / "koosseis.csv"
    table.write_text("asutus;üksus;ametinimetus;täpsustus;kood\nRannaamet;-;Jurist;–;-\n", encoding="utf-8")
    build([table], tmp_path / "store", base=BASE)
    (post,) = organisation_of(GraphStore.open(tmp_path / "store")).posts
    assert (post.label, post.unit_path, post.id) == ("Jurist", (), None)


def test_units_that_are_read_alike_only_by_an_iri_stay_apart(tmp_path: Path) -> None:
    table = tmp_path / "koosseis.csv"
    table.write_text(
        "asutus;üksus;ametinimetus;kohti\nRannaamet;Haldus/IT osakond;Jurist;1\nRannaamet;Haldus IT osakond;Jurist;2\n",
        encoding="utf-8",
    )
    build([table], tmp_path / "store", base=BASE)
    posts = organisation_of(GraphStore.open(tmp_path / "store")).posts
    assert sorted((post.unit_path, post.places) for post in posts) == [
        (("Haldus IT osakond",), 2),
        (("Haldus/IT osakond",), 1),
    ]


ORDER = "KÄSKKIRI\n25.01.2026 nr 4\nAmetijuhendite kinnitamine\n1. Kinnitan ametijuhendid (lisad 1-3).\n"


@pytest.fixture
def mixed(folder: Path) -> Path:
    """Beside two descriptions: an order, a page of another kind, a leave calendar, a table with more columns."""
    (folder / "käskkiri.txt").write_text(ORDER, encoding="utf-8")
    (folder / "README.md").write_text("Siin on ametijuhendid.\n", encoding="utf-8")
    (folder / "koopia.md").write_text("Siin on ametijuhendid.\n", encoding="utf-8")
    (folder / "puhkused.csv").write_text(
        "ametikoht,algus,lõpp\nJurist,2026-07-01,2026-07-02\n", encoding="utf-8"
    )
    (folder / "koosseis.csv").write_text(
        "asutus,üksus,ametinimetus,kohti,Palk\nRannaamet,Mereosakond,Jurist,paar,1834\n", encoding="utf-8"
    )
    return folder


def test_an_unchanged_build_reads_nothing_again_and_says_the_same(
    mixed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[bool] = []
    module = import_module("ajgraph.build")

    def watched(*arguments: Any, **more: Any) -> Iterator[FileReading]:
        for file in read_files(*arguments, **more):
            read.append(bool(file.contents))
            yield file

    monkeypatch.setattr(module, "read_files", watched)
    first = build([mixed], tmp_path / "store", base=BASE)
    assert (sum(read), first.unchanged, first.without) == (6, 0, 4)
    before = dump(tmp_path / "store")
    read.clear()
    again = build([mixed], tmp_path / "store", base=BASE)
    assert (sum(read), again.unchanged, again.without) == (0, 6, 4)
    assert again.notes == first.notes
    assert {Path(note.path).name for note in again.notes} == {
        "käskkiri.txt", "README.md", "koopia.md", "puhkused.csv", "koosseis.csv",
    }  # fmt: skip
    assert dump(tmp_path / "store") == before


def test_no_value_of_a_column_that_is_not_understood_is_in_the_graph_or_beside_it(
    mixed: Path, tmp_path: Path
) -> None:
    build([mixed], tmp_path / "store", base=BASE)
    assert "Palk" in dump(tmp_path / "store")
    assert "1834" not in dump(tmp_path / "store")
    (sources,) = (tmp_path / "store").glob("generation-*/sources.jsonl")
    assert "1834" not in sources.read_text(encoding="utf-8")


def test_a_file_that_held_nothing_is_read_again_when_it_changes_and_forgotten_when_it_is_gone(
    mixed: Path, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    build([mixed], store, base=BASE)
    page(mixed, "käskkiri", "Kokk", "puudub", "puudub")
    (mixed / "README.md").unlink()
    (mixed / "koopia.md").unlink()
    summary = build([mixed], store, base=BASE)
    assert (summary.descriptions, summary.without, summary.removed) == (1, 1, 0)
    assert not any("README" in note.path for note in summary.notes)
    build([mixed], tmp_path / "fresh", base=BASE)
    assert dump(store) == dump(tmp_path / "fresh")


def test_a_text_without_use_is_read_when_it_gets_the_name_of_a_table(folder: Path, tmp_path: Path) -> None:
    (folder / "koosseis.txt").write_text("asutus,ametinimetus\nRannaamet,Kokk\n", encoding="utf-8")
    assert build([folder], tmp_path / "store", base=BASE).tables == 0
    (folder / "koosseis.txt").rename(folder / "koosseis.csv")
    assert build([folder], tmp_path / "store", base=BASE).tables == 1
    build([folder], tmp_path / "fresh", base=BASE)
    assert dump(tmp_path / "store") == dump(tmp_path / "fresh")


def test_a_file_whose_name_is_no_text_is_not_said_to_be_gone(folder: Path, tmp_path: Path) -> None:
    (folder / "jurist.txt").rename(os.fsdecode(os.fsencode(folder) + b"/jurist-\xff.txt"))
    for _ in range(2):
        assert build([folder], tmp_path / "store", base=BASE).notes == ()


def test_the_same_container_twice_is_said_at_every_build(folder: Path, tmp_path: Path) -> None:
    data = zipped(("kokk.txt", (folder / "jurist.txt").read_bytes()))
    for name in ("x.zip", "y.zip"):
        (folder / name).write_bytes(data)
    said = [
        [
            (Path(note.path).name, note.message.en)
            for note in build([folder], tmp_path / "store", base=BASE).notes
        ]
        for _ in range(2)
    ]
    assert [name for name, _ in said[0]] == ["kokk.txt", "y.zip"]
    assert said[0] == said[1]
