"""What kind of file it is, by its first bytes: never by its name."""

from __future__ import annotations

from typing import Final

_MAGIC: Final = (
    (b"%PDF", "PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC (Word 97-2003)"),
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
    for magic, name in _MAGIC:
        if content.startswith(magic):
            return name
    start = content[:256].lstrip().lower()
    return "HTML" if start.startswith((b"<!doctype html", b"<html")) else "text"
