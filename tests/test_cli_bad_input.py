"""Bad input: a clear message in both languages, the right exit code, no traceback, and the store as it was."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from ajgraph.serialisation import to_rdf
from ajgraph.store import GraphStore
from tests import small_body
from tests.test_cli import BASE, Result, Run, _plain, body, run, store

__all__ = ["_plain", "body", "run", "store"]  # fixtures

Said = tuple[str, str]
"""What the message holds in English and in Estonian."""


def refused(run: Run, code: int, said: Said, *arguments: str | Path) -> Result:
    """Run in both languages; check the code, the words, and that nothing came out as data."""
    results = []
    for speech, words in zip(("en", "et"), said, strict=True):
        result = run(*arguments, "--lang", speech)
        assert (result.code, result.out) == (code, "")
        assert words in result.err
        assert "Traceback" not in result.err
        results.append(result)
    assert results[0].err != results[1].err
    return results[0]


def dump(store: Path) -> str:
    return to_rdf(GraphStore.open(store).quads(), "nquads")


@pytest.fixture
def own(store: Path, tmp_path: Path) -> Path:
    """Return a store of this test alone."""
    return Path(shutil.copytree(store, tmp_path / "own"))


# --- files that give nothing

ORDER = "KÄSKKIRI\n25.01.2026 nr 4\nAmetijuhendite kinnitamine\n1. Kinnitan ametijuhendid (lisad 1-3).\n"
NOTHING: dict[str, tuple[bytes | None, Said]] = {
    "missing": (None, ("no such file or folder", "sellist faili ega kausta ei ole")),
    "empty": (b"", ("the file is empty", "fail on tühi")),
    "blank": (b" \n\n \n", ("the file is empty", "fail on tühi")),
    "binary": (bytes(range(256)) * 20, ("is no text", "ei sisalda teksti")),
    "pdf": (b"%PDF-1.7\n...", ("the PDF is damaged", "PDF on vigane")),
    "long": (b"a" * 1_000_000, ("is no text", "ei sisalda teksti")),
}


@pytest.mark.parametrize("kind", NOTHING)
def test_read_of_nothing_readable(run: Run, tmp_path: Path, kind: str) -> None:
    content, said = NOTHING[kind]
    path = tmp_path / "x.txt"
    if content is not None:
        path.write_bytes(content)
    result = refused(run, 3, said, "read", path)
    assert path.as_posix() in result.err


@pytest.mark.parametrize("kind", NOTHING)
def test_build_of_nothing_readable_leaves_the_store_as_it_was(
    run: Run, own: Path, tmp_path: Path, kind: str
) -> None:
    content, said = NOTHING[kind]
    path, before = tmp_path / "x.txt", dump(own)
    if content is not None:
        path.write_bytes(content)
    refused(run, 3, said, "build", path, "-s", own)
    refused(run, 3, said, "build", path, "-s", own, "--replace")
    refused(run, 3, said, "build", path, "-s", tmp_path / "never")
    assert dump(own) == before
    assert not (tmp_path / "never").exists()


@pytest.mark.parametrize("kind", NOTHING)
def test_the_rest_goes_on(run: Run, body: Path, tmp_path: Path, kind: str) -> None:
    content, (en, _) = NOTHING[kind]
    bad, good = tmp_path / "x.txt", body / "valvur.txt"
    if content is not None:
        bad.write_bytes(content)
    reading = run("read", bad, good)
    assert (reading.code, [one["title"] for one in reading.json]) == (1, ["Valvur"])
    assert en in reading.err
    building = run("build", bad, good, "-s", tmp_path / "store")
    assert (building.code, building.out) == (1, "")
    assert en in building.err
    assert "1 description and 0 staffing tables read" in building.err
    assert run("query", "posts", "-s", tmp_path / "store", "--format", "csv").out.count("Valvur") == 1


def test_an_empty_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    said = ("the folder holds no files", "kaustas ei ole ühtegi faili")
    refused(run, 3, said, "read", tmp_path / "empty")
    refused(run, 3, said, "build", tmp_path / "empty", "-s", tmp_path / "s")


def test_an_order_without_descriptions(run: Run, body: Path, tmp_path: Path) -> None:
    order = tmp_path / "käskkiri.txt"
    order.write_text(ORDER, encoding="utf-8")
    for speech, words in (("en", "without the job descriptions"), ("et", "ametijuhend")):
        reading = run("read", order, "--lang", speech)
        assert (reading.code, reading.json) == (0, [])
        assert f"{order.as_posix()}: " in reading.err  # of the whole file, so of no line
        assert words in reading.err
    refused(
        run, 3, ("nothing could be read", "midagi ei õnnestunud lugeda"), "build", order, "-s", tmp_path / "s"
    )
    assert run("build", order, body / "valvur.txt", "-s", tmp_path / "s").code == 0


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1257", "latin-1", "iso8859-15"])
def test_other_encodings_read_the_same(run: Run, body: Path, tmp_path: Path, encoding: str) -> None:
    text = (body / "nõunik.txt").read_text(encoding="utf-8")
    (tmp_path / "x.txt").write_text(text, encoding=encoding)
    (found,) = run("read", tmp_path / "x.txt").json
    (expected,) = run("read", body / "nõunik.txt").json
    assert found | {"source": None} == expected | {"source": None}


def test_broken_utf_8_is_read_with_doubt(run: Run, body: Path, tmp_path: Path) -> None:
    content = (body / "nõunik.txt").read_bytes().replace(b"Ranna hoidmine", b"Ranna \xff\xc3 hoidmine")
    (tmp_path / "x.txt").write_bytes(content)
    result = run("read", tmp_path / "x.txt")
    assert result.code == 0
    assert result.json[0]["title"].endswith("unik")


def test_a_line_of_a_million_letters_in_words(run: Run, body: Path, tmp_path: Path) -> None:
    text = (body / "valvur.txt").read_text(encoding="utf-8")
    (tmp_path / "x.txt").write_text(
        text.replace("Ranna hoidmine.", "Ranna hoidmine ja muu. " * 45_000), encoding="utf-8"
    )
    (found,) = run("read", tmp_path / "x.txt").json
    assert found["title"] == "Valvur"


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs symbolic links")
def test_a_folder_with_a_loop_of_links(run: Run, tmp_path: Path) -> None:
    small_body.page(tmp_path, "valvur", "Valvur", who="puudub", whom="puudub")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    result = run("read", tmp_path)
    assert [one["title"] for one in result.json] == ["Valvur"]
    assert result.code == 1
    assert "gone.txt: there is no such file" in result.err


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(run: Run, tmp_path: Path) -> None:
    path = small_body.page(tmp_path, "valvur", "Valvur", who="puudub", whom="puudub")
    path.chmod(0)
    refused(run, 3, ("cannot be opened", "ei saa avada"), "read", path)


@pytest.mark.parametrize(
    "name", ["a b'c\"d", "rida\nteine", "õ ä – „“", b"m\xff\xfe".decode("utf-8", "surrogateescape")]
)
def test_odd_names_of_folders_and_files(run: Run, tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    try:
        folder.mkdir()
    except (OSError, UnicodeError):
        pytest.skip("this file system takes no such names")
    small_body.page(folder, name, "Valvur", who="Kokk", whom="puudub")
    (folder / "bad.csv").write_text("x\n1\n")
    result = run("build", folder, "-s", tmp_path / "store")
    assert result.code == 1
    assert "bad.csv" in result.err
    shown = run("absent", "Valvur", "-s", tmp_path / "store", "--format", "page")
    assert (shown.code, "Kokk" in shown.out) == (0, True)
    assert run("read", folder / f"{name}.txt").json[0]["title"] == "Valvur"
    assert "2 files unchanged" in run("build", folder, "-s", tmp_path / "store").err or result.code == 1


# --- staffing tables

TABLES: dict[str, tuple[str, Said]] = {
    "no title": ("asutus,kohti\nRannaamet,2\n", ("no column for the title", "ametinimetuse veergu pole")),
    "two titles": ("title,ametinimetus\na,b\n", ("two columns mean", "kaks veergu tähendavad")),
    "empty": ("", ("the table names no post", "tabelis pole ühtki ametikohta")),
    "header only": ("title,places\n", ("the table names no post", "tabelis pole ühtki ametikohta")),
    "unclosed quote": ('title,places\n"Jurist,1\n', ("no CSV", "pole CSV")),
}


@pytest.mark.parametrize("kind", TABLES)
def test_unusable_tables(run: Run, own: Path, tmp_path: Path, kind: str) -> None:
    text, said = TABLES[kind]
    (tmp_path / "koosseis.csv").write_text(text, encoding="utf-8")
    before = dump(own)
    result = refused(run, 3, said, "build", tmp_path / "koosseis.csv", "-s", own)
    assert "koosseis.csv" in result.err
    assert dump(own) == before


NOTED: dict[str, tuple[str, Said]] = {
    "unknown column": ("title,plases\nJurist,2\n", ("did you mean “places”?", "kas mõtlesid „places“?")),
    "cycle": (
        "title,manager\nJurist,Nõunik\nNõunik,Kokk\nKokk,Jurist\n",
        ("the managers go round", "juhid käivad ringi"),
    ),
    "places": ("title,places\nJurist,palju\n", ("no number of places", "pole kohtade arv")),
    "kind": ("title,kind\nJurist,abi\n", ("neither ametikoht nor töökoht", "pole ei ametikoht ega töökoht")),
    "no name": ("title,places\nJurist,1\n,2\n", ("has no title", "pole ametinimetust")),
}


@pytest.mark.parametrize("kind", NOTED)
def test_doubtful_tables_are_read_and_said(run: Run, tmp_path: Path, kind: str) -> None:
    text, said = NOTED[kind]
    (tmp_path / "koosseis.csv").write_text(text, encoding="utf-8")
    for speech, words in zip(("en", "et"), said, strict=True):
        result = run("build", tmp_path / "koosseis.csv", "-s", tmp_path / f"store-{speech}", "--lang", speech)
        assert result.code == 0
        assert words in result.err
        assert "koosseis.csv:" in result.err
    assert "Jurist" in run("query", "posts", "-s", tmp_path / "store-en").out
    assert run("chain", "jurist", "--depth", "5", "-s", tmp_path / "store-en").code == 0


# --- questions that cannot be asked


@pytest.mark.parametrize(
    ("code", "said", "arguments"),
    [
        (2, ("there is no post “nõunikk”", "ametikohta „nõunikk“ ei ole"), ["absent", "nõunikk"]),
        (2, ("Nearest: Nõunik", "Lähimad: Nõunik"), ["chain", "nõunikk"]),
        (2, ("Jõelabor — R-7", "Merelabor — R-8"), ["absent", "laborant"]),
        (2, ("may be any of 2 posts", "2"), ["chain", "laborant"]),
        (2, ("to be absent, but it has 1", "1"), ["absent", "nõunik", "nõunik"]),
        (2, ("the name of the post is empty", "ametikoha nimi on tühi"), ["absent", ""]),
        (2, ("near it: one-sided", "lähedased: one-sided"), ["query", "onesided"]),
        (2, ("it takes: post", "on: post"), ["query", "posts", "--with", "colour=red"]),
        (2, ("gives no value", "ei anna väärtust"), ["query", "posts", "--with", "post"]),
        (2, ("is no date", "pole kuupäev"), ["query", "versions", "--with", "on=eile"]),
        (2, ("is no date", "pole kuupäev"), ["check", "--on", "31.02.2026"]),
        (2, ("the list has no XML form", "loetelul pole XML-kuju"), ["query", "--list", "--format", "xml"]),
        (2, ("'soup' is not one of", "„soup“ ei ole lubatud"), ["coverage", "--format", "soup"]),
        (2, ("is not one of", "ei ole lubatud"), ["export", "soup"]),
        (2, ("No such option: --deep", "valikut --deep ei ole"), ["chain", "nõunik", "--deep", "2"]),
        (2, ("less than or equal to 20", "lubatud on kuni 20"), ["chain", "nõunik", "--depth", "99"]),
        (3, ("no SPARQL query: error in line 1, column 12", "pole SPARQL-päring"), ["query", "SELECT ?x {"]),
        (3, ("would change the graph", "muudaks graafi"), ["query", "DELETE WHERE { ?s ?p ?o }"]),
        (3, ("would change the graph", "muudaks graafi"), ["query", "DROP ALL"]),
    ],
)
def test_questions_that_cannot_be_asked(
    run: Run, store: Path, code: int, said: Said, arguments: list[str]
) -> None:
    before = dump(store)
    refused(run, code, said, *arguments, "-s", store)
    assert dump(store) == before


@pytest.mark.parametrize("base", ["data.example/id/", "https://data.example/id", "https://a b/", "mailto:x/"])
def test_a_base_that_cannot_be(run: Run, body: Path, tmp_path: Path, base: str) -> None:
    said = ("cannot be a base IRI", "ei sobi baas-IRI-ks")
    refused(run, 2, said, "build", body, "-s", tmp_path / "s", "--base", base)
    assert not (tmp_path / "s").exists()


def test_another_base_than_the_graph_has(run: Run, body: Path, own: Path) -> None:
    before = dump(own)
    said = (f"has the base {BASE}", f"baas on {BASE}")
    refused(run, 3, said, "build", body, "-s", own, "--base", "https://other.example/")
    assert dump(own) == before
    assert run("build", body, "-s", own, "--base", "https://other.example/", "--replace").code == 0


# --- stores

READING = [["check"], ["coverage"], ["absent", "x"], ["chain", "x"], ["query", "posts"], ["export", "turtle"]]


@pytest.mark.parametrize("arguments", READING)
def test_a_missing_store(run: Run, tmp_path: Path, arguments: list[str]) -> None:
    refused(run, 3, ("there is no graph here", "siin pole graafi"), *arguments, "-s", tmp_path / "none")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("arguments", READING)
def test_a_file_that_is_no_graph(run: Run, body: Path, tmp_path: Path, arguments: list[str]) -> None:
    refused(run, 3, ("is not the ending", "pole RDF-faili laiend"), *arguments, "-s", body / "koosseis.csv")
    broken = tmp_path / "broken.ttl"
    broken.write_text("<a> <b> .")
    refused(run, 3, ("the file is no Turtle", "fail pole Turtle"), *arguments, "-s", broken)


@pytest.mark.parametrize("arguments", READING)
def test_an_address_is_no_store_yet(run: Run, arguments: list[str]) -> None:
    address = "http://localhost:1/sparql"
    result = refused(
        run, 3, ("SPARQL endpoints cannot", "ei oska SPARQL-otspunkti"), *arguments, "-s", address
    )
    assert address in result.err


@pytest.mark.parametrize("harm", ["pointer", "generation", "database", "tables"])
@pytest.mark.parametrize("arguments", [["coverage"], ["query", "posts"], ["export", "nquads"]])
def test_a_damaged_store_is_said_and_can_be_built_anew(
    run: Run, body: Path, own: Path, harm: str, arguments: list[str]
) -> None:
    (generation,) = own.glob("generation-*")
    if harm == "pointer":
        (own / "ajgraph.json").write_text("{")
    elif harm == "generation":
        shutil.rmtree(generation)
    elif harm == "database":
        (generation / "graph" / "CURRENT").unlink()
    else:
        for table in [*generation.rglob("*.sst"), *generation.rglob("*.log")]:
            table.write_bytes(b"\x00" * 64)
    result = refused(run, 3, ("--replace", "--replace"), *arguments, "-s", own)
    assert "something went wrong inside" not in result.err
    refused(run, 3, ("--replace", "--replace"), "build", body, "-s", own)
    assert run("build", body, "-s", own, "--replace", "--organisation", "Rannaamet").code == 0
    assert run(*arguments, "-s", own).code in {0, 1}


def test_a_store_that_cannot_be_there(run: Run, body: Path, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("kept")
    refused(run, 3, ("a store is a folder", "graaf on kaust"), "build", body, "-s", file)
    refused(
        run, 3, ("no graph can be written here", "ei saa graafi kirjutada"), "build", body, "-s", file / "s"
    )
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "diary.txt").write_text("kept")
    refused(run, 3, ("holds other things", "kaustas on muud"), "build", body, "-s", tmp_path / "mine")
    refused(
        run, 3, ("holds other things", "kaustas on muud"), "build", body, "-s", tmp_path / "mine", "--replace"
    )
    assert [path.read_text() for path in (file, tmp_path / "mine" / "diary.txt")] == ["kept", "kept"]


def test_a_graph_without_posts(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.ttl").write_text("")
    for arguments in (["coverage"], ["absent", "x"], ["chain", "x"]):
        refused(run, 3, ("holds no posts", "pole ühtki ametikohta"), *arguments, "-s", tmp_path / "empty.ttl")
    assert run("query", "posts", "-s", tmp_path / "empty.ttl").code == 0


@pytest.mark.parametrize("arguments", [["coverage"], ["export", "dot"], ["query", "load"]])
def test_output_that_cannot_be_written(run: Run, store: Path, tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "file").write_text("kept")
    said = ("cannot be written", "ei saa kirjutada")
    refused(run, 3, said, *arguments, "-s", store, "-o", tmp_path / "file" / "x")
    refused(run, 3, said, *arguments, "-s", store, "-o", tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file"]


def test_building_anew_keeps_the_base(run: Run, body: Path, tmp_path: Path) -> None:
    store = tmp_path / "s"
    base = "https://andmed.example/id/"
    assert run("build", body, "-s", store, "--base", base, "--organisation", "Rannaamet").code == 0
    assert run("build", body, "-s", store, "--replace", "--organisation", "Rannaamet").code == 0
    assert json.loads((store / "ajgraph.json").read_text(encoding="utf-8"))["base"] == base
