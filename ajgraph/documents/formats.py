"""What kind of file it is, by its first bytes: never by its name."""

from __future__ import annotations

import codecs
import re
from typing import Final

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_MARKS: Final = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HTML: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.{0,400}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta)\b",
    re.IGNORECASE | re.DOTALL,
)

_MAGIC: Final = (
    (b"%PDF", "PDF"),
    (_OLE, "DOC (Word 97-2003)"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "RAR"),
)
_ZIP: Final = b"PK\x03\x04"
_ZIP_KINDS: Final = (
    (b"opendocument.text", "ODT"),
    (b"etsi.asic", "ASiC-E"),
    (b"word/", "DOCX"),
    (b"xl/", "XLSX"),
)


def format_of(content: bytes) -> str:
    """Return the name of the format that the first bytes announce; "text" if they announce none."""
    if content.startswith(_ZIP):
        return next((name for mark, name in _ZIP_KINDS if mark in content[:65536]), "ZIP")
    if content.startswith(_OLE) and _ENCRYPTED in content:
        return "DOCX"  # with a password: its reader says so
    for magic, name in _MAGIC:
        if content.startswith(magic):
            return name
    start = content[:1024]
    for mark in _MARKS:
        start = start.removeprefix(mark)
    return "HTML" if _HTML.match(start.replace(b"\x00", b"")) else "text"
