"""Writes the documents of the sample agency that are no plain text: ``python -m tests.made_agency``.

Their pages stand in ``agency_pages.json``: ``p`` a paragraph, ``h`` a heading, ``b`` a bullet, ``rows`` a table. The
same pages give the same bytes with the same versions of the libraries that write them.
"""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from reportlab import rl_config

from tests import made_containers, made_docx, made_html, made_odt, made_pdf_reportlab
from tests.made import Page, Paragraph, table

DESCRIPTIONS = Path(__file__).resolve().parents[1] / "data" / "agency" / "descriptions"
PAGES = Path(__file__).with_name("agency_pages.json")
_THEN = (2026, 4, 13, 9, 0, 0)
"""The date of every entry of an archive, and the time of signing."""
_PRIMES = (2**1279 - 1, 2**2203 - 1)
"""Mersenne primes: a key that everybody knows, so that the signature is the same every time. It protects nothing."""


def pages() -> dict[str, Page]:
    """Return every page by the name of its file, without the ending."""
    data: dict[str, list[dict[str, Any]]] = json.loads(PAGES.read_text(encoding="utf-8"))
    return {name: tuple(map(_item, items)) for name, items in data.items()}


def _item(item: Mapping[str, Any]) -> Any:
    if "rows" in item:
        rows = ([tuple(one) if isinstance(one, list) else one for one in row] for row in item["rows"])
        return table(*map(tuple, rows))
    ((kind, text),) = item.items()
    return Paragraph(text, heading=kind == "h", bullet=kind == "b")


def _written(write: Callable[[Page, Path], object], page: Page) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page"
        write(page, path)
        return path.read_bytes()


def _timeless(archive: bytes) -> bytes:
    """Return a zip archive with the same date on every entry."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(made, "w") as new:
        for info in old.infolist():
            entry = zipfile.ZipInfo(info.filename, _THEN)
            entry.compress_type = info.compress_type
            new.writestr(entry, old.read(info))
    return made.getvalue()


def docx(page: Page) -> bytes:
    return _timeless(_written(made_docx.write, page))


def odt(page: Page) -> bytes:
    return _timeless(_written(made_odt.write, page))


def pdf(page: Page) -> bytes:
    rl_config.invariant = 1
    return _written(lambda one, path: made_pdf_reportlab.write(one, path, footer=False), page)


def html(page: Page) -> bytes:
    return _written(made_html.write, page)


@cache
def director() -> made_containers.Signer:
    """Return the invented director general, with a certificate like that of an identity card, less the code."""
    p, q = _PRIMES
    exponent = 65537
    d = pow(exponent, -1, (p - 1) * (q - 1))
    numbers = rsa.RSAPublicNumbers(exponent, p * q)
    key = rsa.RSAPrivateNumbers(
        p, q, d, rsa.rsa_crt_dmp1(d, p), rsa.rsa_crt_dmq1(d, q), rsa.rsa_crt_iqmp(p, q), numbers
    ).private_key()
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "EE"),
            x509.NameAttribute(NameOID.COMMON_NAME, "LUIDEPUU,RANNO"),
            x509.NameAttribute(NameOID.SURNAME, "LUIDEPUU"),
            x509.NameAttribute(NameOID.GIVEN_NAME, "RANNO"),
        ]
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Nobody's authority")]))
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2025, 1, 1))
        .not_valid_after(datetime(2030, 1, 1))
        .sign(key, hashes.SHA256())
    )
    return made_containers.Signer(key, certificate, "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256")


def documents() -> dict[str, bytes]:
    """Return the files of the sample agency that are no plain text, by name."""
    page = pages()

    def named(start: str) -> tuple[str, Page]:
        return next((name, one) for name, one in page.items() if name.startswith(start))

    def file(start: str, ending: str, write: Callable[[Page], bytes]) -> tuple[str, bytes]:
        name, one = named(start)
        return f"{name}.{ending}", write(one)

    inspector, signed = file("RA-033", "docx", docx)
    spec = made_containers.Spec(
        by=director(), role="peadirektor", time=datetime(*_THEN, tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    )
    archive = made_containers.zipped(file("RA-042", "docx", docx), file("RA-067", "html", html))
    return dict(
        [
            file("RA-013", "docx", docx),
            file("RA-014", "pdf", pdf),
            file("RA-018", "docx", docx),
            ("RA-042-RA-067.zip", _timeless(archive)),
            (
                inspector.replace(".docx", ".asice"),
                _timeless(made_containers.asice({inspector: signed}, spec)),
            ),
            file("RA-048", "odt", odt),
            file("RA-051", "html", html),
        ]
    )


if __name__ == "__main__":
    for made, content in documents().items():
        (DESCRIPTIONS / made).write_bytes(content)
