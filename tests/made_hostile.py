"""Makes a folder of files that are hostile or broken, each in its own way."""

from __future__ import annotations

import io
import os
import random
import zipfile
from pathlib import Path

import openpyxl
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from tests import made_docx, made_html, made_odt, made_pdf_reportlab
from tests.hostile import BILLION_LAUGHS, bomb, encrypted, external
from tests.made import Page, Paragraph
from tests.made_containers import asice, zipped

PAGE: Page = (Paragraph("AMETIJUHEND"), Paragraph("Ametinimetus: Jurist"), Paragraph("Asendaja: nõunik"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _bytes(write: object, folder: Path) -> bytes:
    path = folder / ".made"
    write(PAGE, path)  # type: ignore[operator]
    data = path.read_bytes()
    path.unlink()
    return data


def _locked_pdf() -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, invariant=1, encrypt=StandardEncryption("saladus"))
    canvas.drawString(72, 700, "AMETIJUHEND")
    canvas.save()
    return file.getvalue()


def long_pdf(pages: int) -> bytes:
    """Return a PDF of so many pages with nothing on them."""
    kids = " ".join(f"{number} 0 R" for number in range(3, pages + 3))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {pages}/Kids[{kids}]>>",
        *["<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"] * pages,
    ]
    body, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj{one}endobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF"
    return body + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode()


def _in_a_ring() -> bytes:
    """Return a PDF whose tree of pages leads back to itself."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )


def _workbook() -> bytes:
    file = io.BytesIO()
    openpyxl.Workbook().save(file)
    return file.getvalue()


def _paragraph(doctype: str, entity: str) -> bytes:
    """Return a DOCX whose text is an entity of its document type."""
    made = made_docx.docx_of(made_docx.p("AMETIJUHEND"))
    xml = f"{doctype}<w:document {made_docx.NAMES}><w:body>{made_docx.p(f'&{entity};')}</w:body></w:document>"
    return _replaced(made, "word/document.xml", xml.encode())


def _replaced(archive: bytes, name: str, part: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(archive)) as old:
        return made_docx.zipped({one: part if one == name else old.read(one) for one in old.namelist()})


def make(folder: Path) -> set[str]:
    """Fill ``folder``; return what each file is called. Nothing in it gives a job description."""
    folder.mkdir()
    dice = random.Random(3)
    word, odt, page = (_bytes(one, folder) for one in (made_docx.write, made_odt.write, made_html.write))
    pdf = _bytes(made_pdf_reportlab.write, folder)
    secret = folder.parent / "saladus.txt"
    secret.write_text("SALADUS", encoding="utf-8")
    files = {
        "pomm.zip": bomb(zipped(("a.txt", b"x")), "pomm.txt", 512 * 1024 * 1024),
        "pomm.docx": bomb(word, "word/document.xml", 256 * 1024 * 1024, lies=True),
        "xml-pomm.docx": _paragraph(BILLION_LAUGHS, "l9"),
        "xml-pomm.odt": _replaced(odt, "content.xml", f"{BILLION_LAUGHS}<a>&l9;</a>".encode()),
        "valine.docx": _paragraph(external(secret.as_uri()), "x"),
        "valine.odt": _replaced(odt, "content.xml", f"{external('http://127.0.0.1:9/x')}<a>&x;</a>".encode()),
        "pomm.asice": asice(
            {"pilt.jpg": b"\xff\xd8\xff"}, besides=[("META-INF/signatures1.xml", BILLION_LAUGHS.encode())]
        ),
        "rada.zip": zipped(
            ("../../pahatahtlik.pdf", b"%PDF-1.4 katki"), ("/etc/pahatahtlik.docx", word[:500])
        ),
        "lukus.docx": OLE + "EncryptedPackage".encode("utf-16-le") * 40,
        "lukus.pdf": _locked_pdf(),
        "lukus.zip": encrypted(zipped(("a.txt", b"AMETIJUHEND"), stored=True), "a.txt"),
        "pikk.pdf": long_pdf(10_000),
        "ring.pdf": _in_a_ring(),
        "poolik.docx": word[: len(word) // 2],
        "poolik.odt": odt[: len(odt) // 2],
        "poolik.pdf": pdf[: len(pdf) // 3],
        "poolik.asice": asice({"a.docx": word})[:2000],
        "poolik.xlsx": _workbook()[:2000],
        "juhuslik.pdf": b"%PDF-1.7\n" + dice.randbytes(20_000),
        "juhuslik.docx": b"PK\x03\x04" + dice.randbytes(20_000),
        "juhuslik.doc": OLE + dice.randbytes(20_000),
        "juhuslik.txt": dice.randbytes(20_000),
        "juhuslik.xlsx": dice.randbytes(20_000),
        "juhuslik.html": b"<html>" + dice.randbytes(20_000),
        "pilt.docx": b"\x89PNG\r\n\x1a\n" + dice.randbytes(2_000),
        "tabel.csv": pdf,
        "tühi.txt": b"",
        "tühi.docx": b"",
        "suur.txt": b"a\n" * (5 * 1024 * 1024),
    }
    assert page
    for name, data in files.items():
        (folder / name).write_bytes(data)
    made = set(files)
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "toru.txt")
        (folder / "silmus.txt").symlink_to(folder / "silmus.txt")
        (folder / "kaust").symlink_to(folder)  # a folder that leads back: never followed
        (folder / "seade.txt").symlink_to("/dev/zero")
        (folder / "katki.txt").symlink_to(folder / "kadunud.txt")
        made |= {"toru.txt", "silmus.txt", "seade.txt", "katki.txt"}
    return made


def make_undecodable(folder: Path) -> str:
    """Add a file whose name is no text; return the name as it is to be shown. Raises OSError where none is allowed."""
    Path(os.fsdecode(os.fsencode(folder) + b"/n\xf5unik.txt")).write_bytes(b"\x00\x01" * 50)
    return "n\\udcf5unik.txt"
