"""Files and containers to contents: every document and table by itself, with its place, its hash and its signatures."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ajgraph import files
from ajgraph.build import BuildSummary, build
from ajgraph.description_json import from_json, to_json
from ajgraph.documents import archive
from ajgraph.files import FileReading, descriptions_in, read_files
from ajgraph.language import Bilingual
from ajgraph.pages.description import description_page
from ajgraph.pages.reading import reading_page
from ajgraph.serialisation import to_rdf
from ajgraph.signature import NOT_LOOKED_AT
from ajgraph.sources import Note
from ajgraph.store import GraphStore
from ajgraph.workers import Limits
from tests.helpers import BASE
from tests.made import Page, Paragraph
from tests.made_containers import CODE, Spec, asice, signer, stamped_at, zipped
from tests.made_docx import write as write_docx

TEXT = """AMETIJUHEND

Asutus: Rannaamet
Struktuuriüksus: Mereosakond
Ametinimetus: {title}
Vahetu juht: osakonnajuhataja
Asendaja: {other}
Asendab: {other}
"""
TABLE = "asutus;üksus;ametinimetus;kohti\nRannaamet;Mereosakond;Jurist;2\n"


def text(title: str = "Jurist", other: str = "puudub") -> bytes:
    return TEXT.format(title=title, other=other).encode()


def docx(folder: Path, title: str = "Nõunik") -> bytes:
    page: Page = tuple(Paragraph(line) for line in TEXT.format(title=title, other="jurist").splitlines())
    write_docx(page, folder / "made.docx")
    data = (folder / "made.docx").read_bytes()
    (folder / "made.docx").unlink()
    return data


def workbook() -> bytes:
    book, file = openpyxl.Workbook(), io.BytesIO()
    assert book.active is not None
    for row in (("ametinimetus", "kohti"), ("Kokk", 3)):
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def write(folder: Path, contents: Mapping[str, bytes]) -> list[Path]:
    folder.mkdir(exist_ok=True)
    for name, data in contents.items():
        (folder / name).write_bytes(data)
    return sorted(folder / name for name in contents)


def inside(found: FileReading) -> dict[str, str]:
    """Return what stands in each content of a file, by its path in the container."""
    return {
        content.path.removeprefix(f"{found.name}/"): ", ".join(
            [one.label for one in content.descriptions]
            + [row.title for row in (content.table.rows if content.table else ())]
        )
        for content in found.contents
    }


# --- containers


def test_every_document_and_table_of_a_container_is_read_by_itself(tmp_path: Path) -> None:
    word = docx(tmp_path)
    held = {
        "a.docx": word,
        "b/jurist.txt": text(),
        "koosseis.csv": TABLE.encode(),
        "koosseis.XLSX": workbook(),
        "pilt.jpg": b"\xff\xd8\xff\xe0" + bytes(40),
        "more.zip": zipped(("vana/kokk.txt", text("Kokk"))),
    }
    (found,) = read_files(write(tmp_path, {"kõik.zip": zipped(*held.items())}))
    assert inside(found) == {
        "a.docx": "Nõunik",
        "b/jurist.txt": "Jurist",
        "koosseis.csv": "Jurist",
        "koosseis.XLSX": "Kokk",
        "more.zip/vana/kokk.txt": "Kokk",
    }
    assert {one.path.removeprefix(found.name): one.sha256 for one in found.contents}["/a.docx"] == (
        hashlib.sha256(word).hexdigest()
    )
    assert found.contents[0].descriptions[0].source.path == f"{found.name}/a.docx"
    assert [one.path for one in found.failed] == [f"{found.name}/pilt.jpg"]
    assert "JPEG" in found.failed[0].message.et
    assert found.failed[0].remedy


def test_what_a_container_lacks_is_said_with_its_place(tmp_path: Path) -> None:
    whole = asice({"a.txt": text(), "b.txt": text("Kokk")})
    without = asice({"a.txt": text(), "b.txt": text("Kokk")}, swapped={"a.txt": text()})
    assert len(whole) > len(without)
    (found,) = read_files(write(tmp_path, {"x.asice": without}))
    assert inside(found) == {"a.txt": "Jurist"}
    assert [one.path for one in found.failed] == [f"{found.name}/b.txt"]
    assert "does not hold it" in found.failed[0].message.en


def test_a_spreadsheet_of_libreoffice_in_an_archive_is_no_archive(tmp_path: Path) -> None:
    ods = zipped(("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b"<a/>"))
    (found,) = read_files(write(tmp_path, {"x.zip": zipped(("k.ods", ods), ("k.bin", ods))}))
    assert {one.path.removeprefix(found.name).partition(":")[0] for one in found.failed} == {
        "/k.ods",
        "/k.bin",
    }


def test_the_same_document_in_several_places_is_read_once(tmp_path: Path) -> None:
    found = list(
        read_files(
            write(
                tmp_path,
                {
                    "1.asice": asice({"j.txt": text()}, Spec(by=signer(), role="direktor")),
                    "2.zip": zipped(("j.txt", text()), ("koopia.txt", text())),
                    "3.txt": text(),
                },
            )
        )
    )
    descriptions = [(one.label, content.path) for one, content in descriptions_in(found)]
    assert descriptions == [("Jurist", f"{found[0].name}/j.txt")]
    assert {content.same_as for file in found[1:] for content in file.contents} == {descriptions[0][1]}
    said = reading_page(found)
    assert said.count("the same content as") == 3
    assert "No job description in" not in said


# --- a container that is too much


def test_a_container_of_too_many_files_or_bytes_is_refused_and_the_next_file_is_read(tmp_path: Path) -> None:
    many = zipped(*((f"{n}.txt", b"x") for n in range(archive.MAX_MEMBERS + 1)))
    large = zipped(*((f"{n}.txt", bytes(1 << 20)) for n in range(193)))
    found = list(read_files(write(tmp_path, {"a.zip": many, "b.zip": large, "c.txt": text()})))
    assert [[one.message.en.partition(",")[0] for one in file.failed] for file in found[:2]] == [
        ["the container holds more than 2000 files"],
        ["the container unpacks to more than 192 MiB"],
    ]
    assert [one.label for one, _ in descriptions_in(found)] == ["Jurist"]


def slow() -> bytes:
    return b"".join(b"%d. Rand ja meri on koik.\n" % number for number in range(240_000))


def test_one_slow_document_costs_itself_alone(tmp_path: Path) -> None:
    archive = zipped(
        ("a.txt", text()), ("m.txt", slow()), ("z.txt", text("Kokk")), ("z.png", b"\x89PNG"), stored=True
    )
    (found,) = read_files(write(tmp_path, {"x.zip": archive}), limits=Limits(seconds=1.5), workers=2)
    assert inside(found) == {"a.txt": "Jurist", "z.txt": "Kokk"}
    failed = {one.path.removeprefix(found.name): one.message.en for one in found.failed}
    assert set(failed) == {"/m.txt", "/z.png"}
    assert "longer than 1.5 seconds" in failed["/m.txt"]


def test_documents_for_which_no_time_is_left_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_CONTAINER_TIMES", 0)
    archive = zipped(("a.txt", slow()), ("b.txt", text()), stored=True)
    (found,) = read_files(write(tmp_path, {"x.zip": archive}), limits=Limits(seconds=1.5), workers=1)
    assert found.contents == ()
    assert [one.path.removeprefix(found.name) for one in found.failed] == ["/a.txt", "/b.txt"]
    assert all("not read" in one.message.en and one.remedy for one in found.failed)


# --- signatures


def signed(tmp_path: Path, *specs: Spec, **more: Any) -> list[FileReading]:
    data = asice({"jurist.txt": text(), "kokk.txt": text("Kokk")}, *specs, **more)
    return list(read_files(write(tmp_path, {"x.asice": data})))


def test_a_document_carries_the_signatures_of_its_container(tmp_path: Path) -> None:
    spec = Spec(role="direktor", stamped=stamped_at())
    found = [one for one, _ in descriptions_in(signed(tmp_path, spec))]
    data = to_json(found[0])
    assert data["source"]["signatures"] == [
        {
            "signer": "ANNE-LIIS VÕSAMÄE",
            "role": "direktor",
            "signed_at": "2024-02-12T09:30:00+00:00",
            "stamped_at": "2024-02-12T09:31:00+00:00",
            "state": "intact",
            "problem": None,
        }
    ]
    assert from_json(json.loads(json.dumps(data))).source == found[0].source
    assert data["approval"] == {"date": None, "order": None, "by": None, "signer": None}
    page = description_page(found[0])
    assert "signature intact, signer as stated in the certificate" in page
    assert "ANNE-LIIS VÕSAMÄE, direktor, 2024-02-12 09:30 UTC, time stamp 2024-02-12 09:31 UTC" in page
    assert NOT_LOOKED_AT.en in page
    assert "valid" not in page
    assert CODE not in page + json.dumps(data)


def test_a_document_that_was_changed_is_said_to_be(tmp_path: Path) -> None:
    (one, _), *_ = descriptions_in(
        signed(tmp_path, Spec(), swapped={"jurist.txt": text("Jurist", "kokk"), "kokk.txt": text("Kokk")})
    )
    (signature,) = one.source.signatures
    assert signature.state == "not intact"
    again = from_json(json.loads(json.dumps(to_json(one)))).source.signatures[0]
    assert (again.state, again.problem and again.problem.en) == (
        "not intact",
        signature.problem and signature.problem.en,
    )


def test_a_document_that_no_signature_covers_has_none_and_that_is_said(tmp_path: Path) -> None:
    found = signed(tmp_path, Spec(), besides=[("lisa.txt", text("Valvur"))])
    by_name = {one.label: one.source.signatures for one, _ in descriptions_in(found)}
    assert {name: len(signatures) for name, signatures in by_name.items()} == {
        "Jurist": 1,
        "Kokk": 1,
        "Valvur": 0,
    }
    notes = [note.message.en for content in found[0].contents for note in content.around]
    assert notes == ["the container is signed, but no signature covers this document"]


def test_a_document_without_a_signature_has_no_such_key(tmp_path: Path) -> None:
    ((one, _),) = descriptions_in(read_files(write(tmp_path, {"x.zip": zipped(("a.txt", text()))})))
    assert set(to_json(one)["source"]) == {"path", "sha256", "media_type", "first_line", "last_line"}


# --- build


def dump(store: Path) -> str:
    return to_rdf(GraphStore.open(store).quads(), "nquads")


def built(folder: Path, store: Path, **more: Any) -> BuildSummary:
    return build([folder], store, base=BASE, workers=1, **more)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    where = tmp_path / "docs"
    write(
        where,
        {
            "1.asice": asice(
                {"nõunik.docx": docx(tmp_path), "koosseis.csv": TABLE.encode()}, Spec(role="direktor")
            ),
            "2.txt": text("Jurist", "nõunik"),
        },
    )
    return where


def test_a_container_is_built_and_found_unchanged(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    first = built(folder, store)
    assert (first.descriptions, first.tables, first.skipped) == (2, 1, ())
    before = dump(store)
    assert '1.asice/nõunik.docx"' in before
    again = built(folder, store)
    assert (again.descriptions, again.unchanged, again.removed) == (0, 2, 0)
    assert dump(store) == before


def test_the_graph_says_who_signed_and_invents_no_approval(folder: Path, tmp_path: Path) -> None:
    built(folder, tmp_path / "store")
    rows = GraphStore.open(tmp_path / "store").select(
        "SELECT ?signer ?role ?at ?state ?comment { ?file aj:hasSignature ?s . ?s a aj:Signature ; aj:signer ?signer ; "
        "aj:signerRole ?role ; aj:signedAt ?at ; aj:signatureState ?state ; rdfs:comment ?comment "
        'FILTER (LANG(?comment) = "et") }'
    )
    assert [tuple(row.values()) for row in rows] == [
        (
            "ANNE-LIIS VÕSAMÄE",
            "direktor",
            "2024-02-12T09:30:00Z",
            "intact",
            "allkiri on terviklik, allkirjastaja nimi on võetud sertifikaadist",
        )
    ]
    assert not list(GraphStore.open(tmp_path / "store").select("SELECT ?d { ?d dcterms:issued ?day }"))
    assert CODE not in dump(tmp_path / "store")


def test_a_container_that_is_replaced_or_removed_takes_its_documents_along(
    folder: Path, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    built(folder, store)
    write(folder, {"1.asice": asice({"kokk.txt": text("Kokk")}, Spec())})
    summary = built(folder, store)
    assert (summary.descriptions, summary.unchanged, summary.removed) == (1, 1, 2)
    built(folder, tmp_path / "fresh")
    assert dump(store) == dump(tmp_path / "fresh")
    (folder / "1.asice").unlink()
    gone = built(folder, store)
    assert [Path(note.path).name for note in gone.notes if "no longer there" in note.message.en] == [
        "kokk.txt"
    ]
    built(folder, tmp_path / "other")
    built(folder, store, anew=True)
    assert dump(store) == dump(tmp_path / "other")


def test_a_document_lies_loose_and_in_two_containers_in_any_order(folder: Path, tmp_path: Path) -> None:
    """One content, three places: the signatures of both containers, and the same bytes in every order of building."""
    word = docx(tmp_path)
    write(
        folder,
        {
            "0.docx": word,
            "3.asice": asice(
                {"teine.docx": word},
                Spec(by=signer(surname="TAMM", given="ÜLO"), time="2025-01-01T10:00:00Z"),
            ),
        },
    )
    built(folder, tmp_path / "store")
    whole = dump(tmp_path / "store")
    assert whole.count("<https://w3id.org/ajgraph/ns#Signature>") == 2
    for turn, order in enumerate(([3, 0, 1, 2], [2, 3, 1, 0], [1, 3, 0, 2])):
        paths = sorted(folder.iterdir())
        for number in order:
            build([paths[number]], tmp_path / f"s{turn}", base=BASE, workers=1)
        assert dump(tmp_path / f"s{turn}") == whole
    (folder / "1.asice").unlink()
    (folder / "0.docx").unlink()
    assert built(folder, tmp_path / "store", anew=True).descriptions == 2
    assert dump(tmp_path / "store").count("<https://w3id.org/ajgraph/ns#Signature>") == 1


def test_what_cannot_be_read_of_a_container_is_said_at_every_build(tmp_path: Path) -> None:
    folder, store = tmp_path / "docs", tmp_path / "store"
    write(folder, {"x.zip": zipped(("a.txt", text()), ("pilt.png", b"\x89PNG"))})
    for _ in range(2):
        summary = built(folder, store)
        assert [Path(note.path).name for note in summary.skipped] == ["pilt.png"]
        assert summary.skipped[0].remedy
        assert summary.posts == 2


def test_what_can_no_longer_be_read_of_a_container_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slow machine may run out of time on what it could read before."""
    folder, store = tmp_path / "docs", tmp_path / "store"
    data = zipped(("a.txt", text()), ("m.txt", text("Kokk")), ("pilt.png", b"\x89PNG"))
    write(folder, {"x.zip": data})
    built(folder, store)
    before = dump(store)

    def short_of_time(*arguments: Any, **more: Any) -> Iterator[FileReading]:
        for file in read_files(*arguments, **more):
            missing = Note(f"{file.name}/m.txt", Bilingual("took too long", "kestis liiga kaua"))
            kept = tuple(one for one in file.contents if not one.path.endswith("/m.txt"))
            yield replace(file, contents=kept, failed=(*file.failed, missing))

    monkeypatch.setattr(import_module("ajgraph.build"), "read_files", short_of_time)
    later = built(folder, store)
    assert {Path(note.path).name for note in later.skipped} == {"m.txt", "pilt.png"}
    said = [Path(note.path).name for note in later.notes if "stays in the graph" in note.message.en]
    assert said == ["m.txt"]
    assert dump(store) == before
    assert '"Kokk"' in before
