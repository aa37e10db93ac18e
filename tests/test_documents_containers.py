"""Containers: the documents in them, who signed and what of it agrees, and what hostile ones get."""

from __future__ import annotations

import base64
import hashlib
import re
import struct
import zipfile
from dataclasses import FrozenInstanceError, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ajgraph import documents
from ajgraph.documents import Signature, archive
from ajgraph.documents.containers import MAX_DEPTH
from ajgraph.errors import UnreadableInput
from ajgraph.signature import NOT_LOOKED_AT
from tests import made_pdf_fpdf
from tests.made import Paragraph
from tests.made_containers import (
    ASICE,
    C14N,
    C14N11,
    CODE,
    EXCLUSIVE,
    RSA_SHA1,
    Signer,
    Spec,
    asice,
    ddoc,
    digest,
    manifest,
    signature_xml,
    signer,
    stamped_at,
    zipped,
)
from tests.opened import Opened
from tests.opened import opened as opened_file

TEXT = "AMETIJUHEND\n\nAmetikoht: nõunik\n".encode()
OTHER = b"AMETIJUHEND\n\nAmetikoht: juhataja\n"
FILES = {"nõunik.txt": TEXT, "kaust/juhataja.txt": OTHER}


@pytest.fixture
def opened(tmp_path: Path):
    def of(content: bytes, name: str = "k.asice") -> Opened:
        """Load ``content`` as a file; paths in the result are as if its folder were the current one."""
        path = tmp_path / name
        path.write_bytes(content)
        return opened_file(path)

    return of


def inner(loaded: Opened) -> list[str]:
    """Return the paths of the documents, from the name of the container on."""
    return [re.sub(r"^.*?/(?=k\.)", "", one.path) for one in loaded.documents]


def one(loaded: Opened) -> Signature:
    (signature,) = loaded.signatures
    assert not re.search(r"\bvalid|kehti", f"{signature.statement.en} {signature.statement.et}")
    return signature


def problem(signature: Signature) -> str:
    assert signature.problem is not None
    assert signature.problem.et != signature.problem.en
    return signature.problem.en


def outputs(loaded: Opened) -> str:
    """Everything that could be shown of it."""
    said = [f"{one.statement.en} {one.statement.et}" for one in loaded.signatures]
    return repr(loaded) + repr([d.blocks for d in loaded.documents]) + " ".join(said)


class TestDocuments:
    def test_a_plain_file_is_one_document(self, opened) -> None:
        loaded = opened(TEXT, "a.txt")
        assert [d.path.rsplit("/", 1)[-1] for d in loaded.documents] == ["a.txt"]
        assert (loaded.unread, loaded.signatures) == ((), ())

    def test_inner_paths_and_digests_in_the_order_of_names(self, opened) -> None:
        loaded = opened(asice(FILES, Spec()))
        assert inner(loaded) == ["k.asice/kaust/juhataja.txt", "k.asice/nõunik.txt"]
        assert [d.sha256 for d in loaded.documents] == [
            hashlib.sha256(data).hexdigest() for data in (OTHER, TEXT)
        ]
        assert loaded.documents[1].blocks == documents.from_text(TEXT.decode()).blocks
        assert loaded.unread == ()

    @pytest.mark.parametrize(
        "mimetype", [ASICE, "application/vnd.etsi.asic-s+zip", "application/vnd.bdoc-1.0", f"\ufeff{ASICE}\n"]
    )
    def test_every_kind_by_its_mimetype_and_no_name(self, opened, mimetype: str) -> None:
        loaded = opened(asice({"a.txt": TEXT}, Spec(), mimetype=mimetype), "k.bin")
        assert inner(loaded) == ["k.bin/a.txt"]
        assert one(loaded).statement.en == "signature intact, signer as stated in the certificate"

    def test_a_zip_and_containers_inside_one_another(self, opened) -> None:
        packed = zipped(("b.zip", zipped(("c.asice", asice({"d.txt": TEXT}, Spec())))), ("a.txt", OTHER))
        loaded = opened(packed, "k.zip")
        assert inner(loaded) == ["k.zip/a.txt", "k.zip/b.zip/c.asice/d.txt"]
        assert one(loaded).covers == (loaded.documents[1].path,)
        assert one(loaded).container == loaded.documents[1].path.removesuffix("/d.txt")

    def test_a_signed_container_inside_a_signed_container(self, opened) -> None:
        loaded = opened(asice({"b.zip": zipped(("a.txt", TEXT))}, Spec()))
        assert inner(loaded) == ["k.asice/b.zip/a.txt"]
        assert one(loaded).intact
        assert [path.rsplit("/", 1)[-1] for path in one(loaded).covers] == ["b.zip"]

    def test_what_cannot_be_read_is_said_and_the_rest_is_read(self, opened) -> None:
        loaded = opened(zipped(("a.png", b"\x89PNG...."), ("b.txt", TEXT), ("c.txt", b"")), "k.zip")
        assert inner(loaded) == ["k.zip/b.txt"]
        assert [(one.path.rsplit("/", 1)[-1], one.message.en) for one in loaded.unread] == [
            ("a.png", "this is a picture (PNG), not text"),
            ("c.txt", "the file is empty"),
        ]
        assert all(one.remedy is not None for one in loaded.unread)

    def test_every_format_is_read_inside(self, opened, tmp_path: Path) -> None:
        made = made_pdf_fpdf.write(
            (Paragraph("AMETIJUHEND"), Paragraph("Ametikoht: nõunik")), tmp_path / "a.pdf"
        )
        loaded = opened(asice({"juhend.pdf": made.read_bytes()}, Spec()))
        assert [(d.media_type, d.blocks[0].text) for d in loaded.documents] == [
            ("application/pdf", "AMETIJUHEND")
        ]
        assert one(loaded).covers == (loaded.documents[0].path,)

    def test_litter_and_the_containers_own_files_are_no_documents(self, opened) -> None:
        litter = [
            (name, b"x") for name in ("__MACOSX/._a.txt", ".DS_Store", "Thumbs.db", "META-INF/note.txt")
        ]
        loaded = opened(zipped(("a.txt", TEXT), ("folder/", b""), *litter), "k.zip")
        assert inner(loaded) == ["k.zip/a.txt"]
        assert loaded.unread == ()

    def test_names_in_the_code_page_of_old_programs(self, opened) -> None:
        info = zipfile.ZipInfo("xxxxxx.txt")
        raw = zipped((info, TEXT)).replace(b"xxxxxx", "nõunik".encode("cp775"))
        assert inner(opened(raw, "k.zip")) == ["k.zip/nõunik.txt"]
        assert inner(
            opened(zipped(("yyyyyyy.txt", TEXT)).replace(b"yyyyyyy", "nõunik".encode()), "k.zip")
        ) == ["k.zip/nõunik.txt"]

    def test_an_archive_with_an_office_file_in_it_is_no_office_file(self, opened) -> None:
        office = zipped(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>"))
        loaded = opened(zipped(("a.docx", office), ("b.txt", TEXT), stored=True), "k.zip")
        assert "k.zip/b.txt" in inner(loaded)

    def test_results_are_frozen(self, opened) -> None:
        loaded = opened(asice({"a.txt": TEXT}, Spec()))
        signature = one(loaded)
        with pytest.raises((FrozenInstanceError, TypeError)):
            signature.state = "not checked"  # type: ignore[misc]
        assert not hasattr(signature, "__dict__")

    def test_load_says_that_a_container_is_not_one_document(self, tmp_path: Path) -> None:
        path = tmp_path / "k.asice"
        path.write_bytes(asice({"a.txt": TEXT}, Spec()))
        with pytest.raises(UnreadableInput, match=r"container of documents \(ASiC-E\)"):
            documents.load(path)

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"PK\x05\x06" + bytes(18), "holds no documents"),
            (zipped(("mimetype", ASICE.encode())), "holds no documents"),
            (zipped(("a.txt", TEXT))[:-30], "damaged or incomplete"),
            (asice({"a.txt": TEXT}, Spec())[:300], "damaged or incomplete"),
            (b"", "empty"),
        ],
    )
    def test_nothing_to_read(self, opened, content: bytes, words: str) -> None:
        with pytest.raises(UnreadableInput, match=words) as caught:
            opened(content)
        assert caught.value.remedy is not None


class TestSignatures:
    @pytest.mark.parametrize("form", [C14N, C14N11, EXCLUSIVE])
    @pytest.mark.parametrize("kind", ["rsa", "pss", "p256", "p384"])
    def test_intact_with_signer_role_and_times(self, opened, kind: str, form: str) -> None:
        spec = Spec(by=signer(kind), form=form, role="direktor", stamped=stamped_at())
        loaded = opened(asice(FILES, spec))
        assert one(loaded) == Signature(
            signer="ANNE-LIIS VÕSAMÄE",
            role="direktor",
            signed_at=datetime(2024, 2, 12, 9, 30, tzinfo=UTC),
            state="intact",
            covers=tuple(d.path for d in loaded.documents),
            stamped_at=stamped_at(),
            container=one(loaded).container,
        )
        assert str(one(loaded).statement) == "signature intact, signer as stated in the certificate"
        assert one(loaded).statement.et == "allkiri on terviklik, allkirjastaja nimi on võetud sertifikaadist"

    def test_several_signers_in_the_order_of_their_files(self, opened) -> None:
        second = signer("rsa", "TUISK", "KAAREL", "TUISK,KAAREL,47001010000", "PNOEE-47001010000")
        loaded = opened(asice(FILES, Spec(), Spec(by=second)))
        assert [(one.signer, one.state) for one in loaded.signatures] == [
            ("ANNE-LIIS VÕSAMÄE", "intact"),
            ("KAAREL TUISK", "intact"),
        ]

    def test_the_key_of_an_old_card_whose_number_lacks_its_sign(self, opened) -> None:
        good = signer("rsa")
        parsed = asn1_x509.Certificate.load(good.der)
        numbers = parsed.public_key["public_key"].parsed
        modulus = numbers["modulus"].native
        numbers["modulus"] = modulus - (1 << modulus.bit_length())
        parsed.public_key["public_key"] = numbers
        old = x509.load_der_x509_certificate(parsed.dump(force=True))
        with pytest.raises(ValueError, match="key"):
            old.public_key()
        assert one(opened(asice(FILES, Spec(by=replace(good, certificate=old))))).intact

    def test_what_is_not_checked_is_named(self) -> None:
        assert NOT_LOOKED_AT.en.startswith("not checked: who issued the certificate")
        assert NOT_LOOKED_AT.et.startswith("kontrollimata: kes sertifikaadi väljastas")

    def test_a_changed_document(self, opened) -> None:
        signature = one(opened(asice(FILES, Spec(), swapped={**FILES, "nõunik.txt": OTHER})))
        assert (signature.state, signature.signer) == ("not intact", "ANNE-LIIS VÕSAMÄE")
        assert problem(signature) == "the document nõunik.txt has changed since it was signed"
        assert [path.rsplit("/", 1)[-1] for path in signature.covers] == ["juhataja.txt"]
        assert signature.statement.en.startswith("signature not intact: ")

    def test_a_signed_document_that_is_absent(self, opened) -> None:
        loaded = opened(asice(FILES, Spec(), swapped={"nõunik.txt": TEXT}))
        assert problem(one(loaded)) == "the signed document kaust/juhataja.txt is missing from the container"
        assert one(loaded).state == "not intact"
        assert [u.message.en for u in loaded.unread] == ["the container lists this file but does not hold it"]

    def test_documents_that_no_signature_covers(self, opened) -> None:
        loaded = opened(asice(FILES, Spec(), besides=[(f"lisa{n}.txt", TEXT) for n in range(5)]))
        assert problem(one(loaded)) == "it does not cover lisa0.txt, lisa1.txt, lisa2.txt and 2 more"
        assert one(loaded).state == "intact"
        assert one(loaded).statement.et.endswith(
            "; see ei hõlma järgmisi dokumente: lisa0.txt, lisa1.txt, lisa2.txt ja veel 2"
        )

    def test_the_second_file_of_a_name_is_not_the_signed_one(self, opened) -> None:
        loaded = opened(asice({"a.txt": TEXT}, Spec(), besides=[("a.txt", OTHER)]))
        assert inner(loaded) == ["k.asice/a (2).txt", "k.asice/a.txt"]
        assert problem(one(loaded)) == "it does not cover a (2).txt"
        assert one(loaded).covers == (loaded.documents[1].path,)
        first = opened(
            asice({"a.txt": TEXT}, Spec(), swapped={}, besides=[("a.txt", OTHER), ("a.txt", TEXT)])
        )
        assert one(first).state == "not intact"

    def test_a_signed_document_that_cannot_be_unpacked_is_not_checked(self, opened) -> None:
        huge = {"a.txt": bytes(archive.MAX_MEMBER + 1), "b.txt": TEXT}
        loaded = opened(asice(huge, Spec()))
        assert (one(loaded).state, problem(one(loaded))) == (
            "not checked",
            "the signed document a.txt cannot be unpacked",
        )

    @pytest.mark.parametrize(
        ("spec", "words"),
        [
            (Spec(change=lambda xml: xml.replace("2024-02-12T", "2024-02-13T")), "what it says of itself"),
            (Spec(role="nõunik", change=lambda xml: xml.replace("nõunik", "direktor")), "what it says of itself"),
            (Spec(signs_properties=False), "what it says of itself"),
            (Spec(change=lambda xml: xml.replace('"r0"', '"r9"')), "signature value does not match"),
            (Spec(change=lambda xml: re.sub(r"(value\">)....", r"\1AAAA", xml)), "signature value does not match"),
            (Spec(change=lambda xml: re.sub(r"(value\">)[^<]+", r"\1", xml)), "signature value does not match"),
            (Spec(by=signer("p256"), certificate=signer("rsa")), "not the one that it names"),
            (Spec(by=signer("p256"), method=signer("rsa").method), "signature value does not match"),
            (Spec(change=lambda xml: re.sub(r"<ds:X509Certificate>[^<]+", "<ds:X509Certificate>AA", xml)), "certificate"),
            (Spec(change=lambda xml: re.sub(r"<ds:Object>.*</ds:Object>", "", xml)), "does not state when"),
            (Spec(change=lambda xml: re.sub(r"<ds:Signature .*</ds:Signature>", "", xml)), "holds no signature"),
            (Spec(change=lambda xml: xml[:-20]), "cannot be read"),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )  # fmt: skip
    def test_not_intact(self, opened, spec: Spec, words: str) -> None:
        signature = one(opened(asice(FILES, spec)))
        assert signature.state == "not intact"
        assert words in problem(signature)

    def test_signed_parts_cannot_be_swapped_for_others_with_the_same_id(self, opened) -> None:
        forged = (
            '<ds:Object><xades:QualifyingProperties><xades:SignedProperties Id="S0-props">'
            "<xades:SignedSignatureProperties><xades:SigningTime>2001-01-01T00:00:00Z</xades:SigningTime>"
            "</xades:SignedSignatureProperties></xades:SignedProperties></xades:QualifyingProperties></ds:Object>"
        )
        for place in ("<ds:KeyInfo>", "</ds:Signature>"):
            change = lambda xml, place=place: xml.replace(place, forged + place)  # noqa: E731
            signature = one(opened(asice(FILES, Spec(change=change))))
            assert (signature.state, signature.signed_at) == ("not intact", None)

    def test_a_comment_put_in_later_cuts_no_name_short(self, opened) -> None:
        change = lambda xml: xml.replace("direktor<", "direk<!-- -->tor<")  # noqa: E731
        signature = one(opened(asice(FILES, Spec(role="direktor", change=change))))
        assert (signature.role, signature.state) == ("direktor", "intact")

    @pytest.mark.parametrize(
        ("spec", "words"),
        [
            (Spec(by=signer("rsa"), method=RSA_SHA1), "it uses xmldsig#rsa-sha1, which is not checked here"),
            (Spec(form="http://example.org/form"), "it uses form, which"),
            (
                Spec(besides='<ds:Reference URI="#elsewhere"></ds:Reference>'),
                "it also signs something that is no file",
            ),
        ],
    )
    def test_not_checked(self, opened, spec: Spec, words: str) -> None:
        signature = one(opened(asice(FILES, spec)))
        assert signature.state == "not checked"
        assert words in problem(signature)
        assert signature.signer == "ANNE-LIIS VÕSAMÄE"
        assert signature.statement.et.startswith("allkiri on kontrollimata: ")

    def test_what_is_wrong_comes_before_what_is_not_checked(self, opened) -> None:
        spec = Spec(besides='<ds:Reference URI="#elsewhere"></ds:Reference>')
        assert one(opened(asice(FILES, spec, swapped={**FILES, "nõunik.txt": OTHER}))).state == "not intact"

    def test_a_signature_of_another_kind(self, opened) -> None:
        signature = one(opened(asice(FILES, besides=[("META-INF/signature001.p7s", b"0")])))
        assert (signature.state, signature.signer) == ("not checked", "")
        assert "CAdES" in problem(signature)

    def test_a_container_that_does_not_say_what_it_is(self, opened) -> None:
        for kind in (None, "text/plain"):
            signature = one(opened(asice(FILES, Spec(), mimetype=kind)))
            assert signature.intact
            assert "mimetype missing or different" in problem(signature)

    def test_a_time_stamp_of_something_else_says_nothing(self, opened) -> None:
        signature = one(opened(asice(FILES, Spec(stamped=stamped_at(), stamp_of=b"other"))))
        assert (signature.stamped_at, signature.state) == (None, "intact")

    @pytest.mark.parametrize("time", ["", "yesterday", "0001-01-01T00:00:00+14:00", "9" * 50])
    def test_a_time_that_is_none(self, opened, time: str) -> None:
        signature = one(opened(asice(FILES, Spec(time=time))))
        assert (signature.signed_at, signature.state) == (None, "intact")

    def test_a_time_of_another_zone_is_given_in_utc(self, opened) -> None:
        signature = one(opened(asice(FILES, Spec(time="2024-02-12T01:30:00+02:00"))))
        assert str(signature.signed_at) == "2024-02-11 23:30:00+00:00"


class TestDdoc:
    def test_is_opened_and_named_as_not_checked(self, opened) -> None:
        loaded = opened(ddoc(FILES), "k.ddoc")
        assert inner(loaded) == ["k.ddoc/kaust/juhataja.txt", "k.ddoc/nõunik.txt"]
        assert one(loaded).statement.en == (
            "signature not checked: it is of the old format DDOC, which rests on SHA-1"
        )
        assert one(loaded).statement.et == (
            "allkiri on kontrollimata: see on vanas DDOC-vormingus, mille aluseks on SHA-1"
        )
        assert (one(loaded).signer, one(loaded).signed_at) == (
            "ANNE-LIIS VÕSAMÄE",
            datetime(2012, 2, 12, 9, 30, tzinfo=UTC),
        )
        assert one(loaded).covers == ()

    def test_byte_order_marks_before_it(self, opened) -> None:
        assert inner(opened(b"\xef\xbb\xbf" * 3 + ddoc({"a.txt": TEXT}), "k.ddoc")) == ["k.ddoc/a.txt"]

    def test_documents_kept_elsewhere(self, opened) -> None:
        loaded = opened(ddoc({"a.txt": TEXT}, kind="HASHCODE"), "k.ddoc")
        assert loaded.documents == ()
        assert "does not hold the document itself" in loaded.unread[0].message.en

    def test_damaged(self, opened) -> None:
        with pytest.raises(UnreadableInput, match="DDOC container is damaged"):
            opened(ddoc({"a.txt": TEXT})[:-9], "k.ddoc")


class TestPersonalCode:
    @pytest.mark.parametrize(
        ("by", "name"),
        [
            (signer(), "ANNE-LIIS VÕSAMÄE"),
            (signer("rsa", None, None), "ANNE-LIIS VÕSAMÄE"),
            (signer("p256", None, None, f"ANNE-LIIS VÕSAMÄE {CODE}"), "ANNE-LIIS VÕSAMÄE"),
            (signer("p256", None, None, f"{CODE}", CODE), ""),
            (signer("p256", "MÄRTS-KUUSE PNOEE-" + CODE, "MAIRE"), "MAIRE MÄRTS-KUUSE"),
            (signer("p256", "OZOLIŅA", "ILZE", "ILZE OZOLIŅA", "PNOLV-010190-12345"), "ILZE OZOLIŅA"),
            (signer("p256", "KASK 380 01 08 57 18", "TIIU", "x", ""), "TIIU KASK"),
            (signer("p256", None, None, "Rannaamet, arhiiv", "70000000"), "Rannaamet, arhiiv"),
            (signer("p256", None, None, "RANNAAMET", "NTREE-70000000"), "RANNAAMET"),
        ],
    )
    def test_only_the_name_of_a_signer_is_given(self, opened, by: Signer, name: str) -> None:
        for content in (asice(FILES, Spec(by=by)), ddoc(FILES, by)):
            loaded = opened(content)
            assert one(loaded).signer == name
            assert not re.search(r"\d{10,}|380 01|12345", outputs(loaded).replace(repr_digests(loaded), ""))

    def test_nowhere_in_what_is_said(self, opened) -> None:
        names = {f"Juhend {CODE}.txt": TEXT, f"{CODE}/PNOEE-{CODE}.png": b"\x89PNG", f"{CODE}.txt": TEXT}
        role = f"direktor {CODE}"
        hostile = Spec(
            role=role, besides=f'<ds:Reference URI="{CODE}"></ds:Reference>', form=f"http://x/{CODE}"
        )
        for content in (
            asice(names, Spec(role=role)),
            asice(names, Spec(), swapped={"b.txt": TEXT}),
            asice(names, Spec(), swapped=dict.fromkeys(names, b"x")),
            asice({"a.txt": TEXT}, Spec(), besides=[*names.items()]),
            asice(names, hostile),
            asice(names, Spec(besides=f'<ds:Reference URI="#{CODE}"></ds:Reference>')),
            asice(names, Spec(method=f"http://x/{CODE}")),
            zipped(*((f"{name}.zip", zipped((name, data))) for name, data in names.items())),
            ddoc(names),
        ):
            assert CODE not in outputs(opened(content))

    def test_names_stay_apart_without_it(self, opened) -> None:
        loaded = opened(zipped((f"{CODE}.txt", TEXT), ("47001010000.txt", OTHER)), "k.zip")
        assert inner(loaded) == ["k.zip/_ (2).txt", "k.zip/_.txt"]


def repr_digests(loaded: Opened) -> str:
    return "".join(d.sha256 for d in loaded.documents[:1])


class TestHostileArchives:
    @pytest.mark.parametrize(
        ("name", "label"),
        [
            ("../../etc/passwd", "etc/passwd"),
            ("/etc/passwd", "etc/passwd"),
            ("..\\..\\a.txt", "a.txt"),
            ("C:\\Windows\\a.txt", "Windows/a.txt"),
            ("a/./../b.txt", "a/b.txt"),
            ("\u202etxt.exe", "_txt.exe"),
            ("a\x1b[31m\nb.txt", "a_[31m_b.txt"),
            ("...", "_"),
            ("ü" * 3000 + ".txt", "ü" * 200),
        ],
    )
    def test_names_are_labels_and_nothing_is_written(
        self, opened, tmp_path: Path, name: str, label: str
    ) -> None:
        loaded = opened(zipped((name, TEXT)), "k.zip")
        assert inner(loaded) == [f"k.zip/{label}"]
        assert [path.name for path in tmp_path.rglob("*")] == ["k.zip"]

    def test_no_two_documents_share_a_path(self, opened) -> None:
        names = [
            "a.zip",
            "a.zip",
            "a.zip/b.txt",
            "b.txt",
            "b.txt",
            "b (2).txt",
            "../b.txt",
            "b.txt/c.txt",
            "B.txt",
        ]
        entries = [(name, zipped(("b.txt", TEXT)) if name == "a.zip" else TEXT) for name in names]
        paths = inner(opened(zipped(*entries), "k.zip"))
        assert len(set(paths)) == len(paths) == len(names)

    def test_a_link_is_not_followed(self, opened) -> None:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        loaded = opened(zipped((link, b"/etc/passwd"), ("a.txt", TEXT)), "k.zip")
        assert inner(loaded) == ["k.zip/a.txt"]
        assert "a link to another file" in loaded.unread[0].message.en

    def test_encrypted_and_strangely_packed_entries_are_named(self, opened) -> None:
        packed = bytearray(zipped(("a.txt", TEXT), ("b.txt", TEXT), ("c.txt", TEXT)))
        for mark, flags, method in ((b"PK\x03\x04", 6, 8), (b"PK\x01\x02", 8, 10)):
            first = packed.index(mark)
            second = packed.index(mark, first + 1)
            packed[first + flags] |= 1
            packed[second + method] = 12  # bzip2
        loaded = opened(bytes(packed), "k.zip")
        assert inner(loaded) == ["k.zip/c.txt"]
        assert [u.message.en.split(" ")[3] for u in loaded.unread] == ["encrypted", "compressed"]

    def test_one_huge_file(self, opened) -> None:
        loaded = opened(zipped(("a.txt", bytes(40 << 20)), ("b.txt", TEXT)), "k.zip")
        assert inner(loaded) == ["k.zip/b.txt"]
        assert "200 times its size" in loaded.unread[0].message.en

    def test_a_file_larger_than_its_header_says(self, opened) -> None:
        packed = bytearray(zipped(("a.txt", bytes(4 << 20)), ("b.txt", TEXT)))
        place = packed.index(b"PK\x01\x02") + 24
        packed[place : place + 4] = struct.pack("<I", 10)
        loaded = opened(bytes(packed), "k.zip")
        assert inner(loaded) == ["k.zip/b.txt"]
        assert "damaged inside the archive" in loaded.unread[0].message.en

    def test_many_files_that_are_large_together(self, opened) -> None:
        entry = bytes(1 << 20)
        with pytest.raises(UnreadableInput, match="unpacks to more than 192 MiB"):
            opened(zipped(*((f"{n}.txt", entry) for n in range(193))), "k.zip")

    def test_many_files(self, opened) -> None:
        with pytest.raises(UnreadableInput, match="more than 2000 files"):
            opened(zipped(*((f"{n}.txt", b"x") for n in range(archive.MAX_MEMBERS + 1))), "k.zip")

    def test_many_files_in_archives_inside(self, opened) -> None:
        inside = zipped(*((f"{n}.txt", b"") for n in range(600)))
        loaded = opened(zipped(*((f"{n}.zip", inside) for n in range(5))), "k.zip")
        assert sum("more than 2000 files" in u.message.en for u in loaded.unread) == 2

    def test_a_directory_too_long_to_be_read(self, opened) -> None:
        packed = zipped(("a.bin", b"PK\x01\x02" * 100_001), stored=True)
        with pytest.raises(UnreadableInput, match="more than 2000 files"):
            opened(packed, "k.zip")
        inside = zipped(("a.bin", b"PK\x01\x02" * 60_000))
        with pytest.raises(UnreadableInput, match="more than 2000 files"):
            opened(
                zipped(*((f"{n}.zip", inside) for n in range(4)), ("a.bin", b"PK\x01\x02" * 110_000)), "k.zip"
            )

    def test_entries_that_share_their_bytes(self, opened) -> None:
        packed = zipped(("a.txt", TEXT))
        start, end = packed.index(b"PK\x01\x02"), packed.index(b"PK\x05\x06")
        directory = packed[start:end] * 300
        tail = packed[end : end + 8] + struct.pack("<HHIIH", 300, 300, len(directory), start, 0)
        loaded = opened(packed[:start] + directory + tail, "k.zip")
        assert len(loaded.documents) + len(loaded.unread) == 300

    def test_archives_inside_archives_end_somewhere(self, opened) -> None:
        packed = zipped(("a.txt", TEXT))
        for _ in range(20):
            packed = zipped(("b.txt", OTHER), ("a.zip", packed))
        loaded = opened(packed, "k.zip")
        assert len(loaded.documents) == MAX_DEPTH
        assert [u.message.en for u in loaded.unread] == ["containers are opened 3 deep at most"]

    def test_a_mimetype_that_lies(self, opened) -> None:
        odt = "application/vnd.oasis.opendocument.text"
        with pytest.raises(UnreadableInput, match="ODT"):
            opened(asice(FILES, Spec(), mimetype=odt))
        office = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}
        assert one(opened(asice(office, Spec()))).intact
        assert inner(opened(asice(FILES, Spec(), mimetype="x" * 5000))) == [
            "k.asice/kaust/juhataja.txt",
            "k.asice/nõunik.txt",
        ]

    def test_a_container_too_large_is_not_read_whole(self, tmp_path: Path) -> None:
        path = tmp_path / "k.zip"
        with path.open("wb") as file:
            file.write(b"PK\x03\x04")
            file.truncate(1 << 40)
        with pytest.raises(UnreadableInput, match="larger than 64 MiB"):
            opened_file(path)

    def test_a_container_may_be_larger_than_a_document(self, tmp_path: Path) -> None:
        words = "".join(hashlib.sha256(b"%d" % n).hexdigest() + "\n" for n in range(60_000)).encode()
        large = zipped(*((f"{n}.txt", words) for n in range(3)), stored=True)
        assert len(large) > documents.MAX_BYTES
        path = tmp_path / "k.zip"
        path.write_bytes(large)
        assert len(opened_file(path).documents) == 3
        content, sha256 = documents.load_bytes(path)
        assert (len(content), sha256) == (len(large), hashlib.sha256(large).hexdigest())
        path.write_bytes(zipped(("[Content_Types].xml", words * 3), ("word/document.xml", b""), stored=True))
        with pytest.raises(UnreadableInput, match="larger than 8 MiB"):
            opened_file(path)

    def test_a_plain_file_keeps_its_own_limit(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes(b"a b\n" * (3 << 20))
        with pytest.raises(UnreadableInput, match="larger than 8 MiB"):
            opened_file(path)


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
DOCTYPES = [
    f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]>',
    '<!DOCTYPE x [<!ENTITY a11 SYSTEM "file:///etc/hostname">]>',
    '<!DOCTYPE x [<!ENTITY a11 SYSTEM "http://127.0.0.1:9/x">]>',
    '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
]


class TestHostileXml:
    @pytest.mark.parametrize("doctype", DOCTYPES)
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    def test_entities_are_never_resolved(self, opened, doctype: str, encoding: str) -> None:
        def spoilt(xml: str) -> bytes:
            head, body = xml.split("?>", 1)
            body = body.replace("nõunik<", "&a11;<").replace('path="a.txt"', 'path="&a11;"')
            return f"{head.replace('UTF-8', encoding)}?>{doctype}{body}".encode(encoding)

        signature = spoilt(signature_xml({"a.txt": TEXT}, Spec(role="nõunik")).decode())
        loaded = opened(
            asice(
                {"a.txt": TEXT},
                listed=spoilt(manifest(["a.txt"]).decode()),
                besides=[("META-INF/signatures0.xml", signature)],
            )
        )
        assert inner(loaded) == ["k.asice/a.txt"]
        assert problem(one(loaded)) == "the signature file cannot be read"
        assert one(loaded).role is None
        assert "list of its files cannot be read" in loaded.unread[0].message.en
        with pytest.raises(UnreadableInput, match="DDOC container is damaged"):
            opened(b"<SignedDoc " + doctype.encode() + ddoc({"a.txt": TEXT}), "k.ddoc")

    def test_trees_that_take_long(self, opened) -> None:
        deep = b"<a>" * 100_000 + b"</a>" * 100_000
        wide = b"<a>" + b"<b/>" * 100_000 + b"</a>"
        attributes = b"<a " + b" ".join(b'a%d=""' % n for n in range(30_000)) + b"/>"
        spaces = b"<a>" + b"".join(b'<b xmlns:n%d="x"/>' % n for n in range(5_000)) + b"</a>"
        for xml in (deep, wide, attributes, spaces):
            loaded = opened(asice({"a.txt": TEXT}, listed=xml, besides=[("META-INF/signatures0.xml", xml)]))
            assert problem(one(loaded)) in (
                "the signature file cannot be read",
                "the signature file holds no signature",
            )

    def test_many_signatures_in_one_file_and_in_many(self, opened) -> None:
        one_signature = signature_xml(FILES).decode()
        start, end = one_signature.index("<ds:Signature "), one_signature.index("</asic:")
        many = one_signature[:start] + one_signature[start:end] * 300 + one_signature[end:]
        besides = [(f"META-INF/signatures{n}.xml", many.encode()) for n in range(3)]
        states = [s.state for s in opened(asice(FILES, besides=besides)).signatures]
        assert states.count("intact") == archive.MAX_SIGNATURES
        assert set(states) == {"intact", "not checked"}

    def test_many_references_to_the_same(self, opened) -> None:
        for xml in (f'<ds:Reference URI="n">{digest(b"")}</ds:Reference>', '<ds:Reference URI="#S0-props"/>'):
            spec = Spec(besides=xml.replace("/>", "></ds:Reference>") * 2_500)
            assert one(opened(asice({"a.txt": TEXT}, spec))).state == "not intact"

    def test_signature_files_that_are_large_together(self, opened) -> None:
        words = (hashlib.sha256(b"%d" % n).hexdigest() for n in range(100_000))
        comment = f"<!--{''.join(words)}-->"
        spec = Spec(change=lambda xml: xml.replace("<ds:KeyInfo>", f"{comment}<ds:KeyInfo>"))
        states = [(s.state, s.problem) for s in opened(asice(FILES, spec, spec, spec)).signatures]
        assert [state for state, _ in states] == ["intact", "intact", "not checked"]
        assert "too large altogether" in str(states[2][1])

    def test_xml_without_a_canonical_form(self, opened) -> None:
        spec = Spec(change=lambda xml: xml.replace("<ds:SignedInfo ", '<ds:SignedInfo xmlns:r="relative" '))
        assert problem(one(opened(asice(FILES, spec)))) == "the signature file cannot be read"

    def test_a_manifest_that_lists_what_is_not_there(self, opened) -> None:
        loaded = opened(asice({"a.txt": TEXT}, Spec(), listed=manifest(["a.txt", "../../b.txt", "c/"])))
        assert [u.path.split("k.asice/")[1] for u in loaded.unread] == ["b.txt"]
        assert one(loaded).intact


WHOLE = asice({"a.txt": TEXT, "b.txt": OTHER}, Spec(role="nõunik", stamped=stamped_at()))
FLAT = zipped(
    ("mimetype", ASICE.encode()),
    ("META-INF/manifest.xml", manifest(["a.txt"])),
    ("META-INF/signatures0.xml", signature_xml({"a.txt": TEXT}, Spec(stamped=stamped_at()))),
    ("a.txt", TEXT),
    stored=True,
)
OLD = ddoc({"a.txt": TEXT})
SIGNED = {hashlib.sha256(data).hexdigest() for data in (TEXT, OTHER)}


class TestDamage:
    """Whatever the bytes: a result or an error with words, and never an intact signature over changed documents."""

    @staticmethod
    def check(content: bytes, path: Path) -> None:
        path.write_bytes(content)
        try:
            loaded = opened_file(path)
        except UnreadableInput as error:
            assert error.message.et  # noqa: PT017 - either way is right
            return
        covered = {path for one in loaded.signatures if one.intact for path in one.covers}
        assert all(d.sha256 in SIGNED for d in loaded.documents if d.path in covered)
        assert all(one.signer == "ANNE-LIIS VÕSAMÄE" for one in loaded.signatures if one.intact)
        assert CODE not in repr(loaded)

    @settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(whole=st.sampled_from([WHOLE, FLAT, OLD]), share=st.floats(0, 1))
    def test_truncated(self, tmp_path: Path, whole: bytes, share: float) -> None:
        self.check(whole[: int(share * len(whole))], tmp_path / "k.asice")

    @settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        whole=st.sampled_from([WHOLE, FLAT, OLD]),
        changes=st.lists(
            st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=6)), min_size=1, max_size=8
        ),
    )
    def test_overwritten(self, tmp_path: Path, whole: bytes, changes: list[tuple[float, bytes]]) -> None:
        content = bytearray(whole)
        for share, data in changes:
            place = int(share * (len(content) - len(data)))
            content[place : place + len(data)] = data
        self.check(bytes(content), tmp_path / "k.asice")

    @settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.binary(max_size=2000), st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", b"<SignedDoc "]))
    @example(b"", b"PK\x03\x04")
    def test_random(self, tmp_path: Path, content: bytes, start: bytes) -> None:
        self.check(start + content, tmp_path / "k.asice")

    @settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.floats(0, 1), st.binary(min_size=1, max_size=4))
    def test_a_signature_file_with_other_bytes(self, tmp_path: Path, share: float, data: bytes) -> None:
        xml = bytearray(signature_xml({"a.txt": TEXT}, Spec(stamped=stamped_at())))
        place = int(share * (len(xml) - len(data)))
        xml[place : place + len(data)] = data
        packed = asice({"a.txt": TEXT}, besides=[("META-INF/signatures0.xml", bytes(xml))])
        self.check(packed, tmp_path / "k.asice")

    @settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        st.binary(max_size=60),
        st.integers(0, 700),
        st.sampled_from(["X509Certificate", "EncapsulatedTimeStamp"]),
    )
    def test_certificates_and_stamps_with_other_bytes(
        self, tmp_path: Path, data: bytes, place: int, element: str
    ) -> None:
        xml = signature_xml({"a.txt": TEXT}, Spec(by=signer("rsa"), stamped=stamped_at())).decode()
        start = xml.index(f"{element}>") + len(element) + 1
        end = xml.index("<", start)
        raw = bytearray(base64.b64decode(xml[start:end]))
        raw[place : place + len(data)] = data
        spoilt = xml[:start] + base64.b64encode(bytes(raw)).decode() + xml[end:]
        # The digest of the spoilt certificate is put in, so that the reader goes on to its name and key.
        if element == "X509Certificate":
            spoilt = spoilt.replace(digest(signer("rsa").der), digest(bytes(raw)))
        packed = asice({"a.txt": TEXT}, besides=[("META-INF/signatures0.xml", spoilt.encode())])
        path = tmp_path / "k.asice"
        path.write_bytes(packed)
        loaded = opened_file(path)
        assert len(loaded.signatures) == 1
