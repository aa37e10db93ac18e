"""What kind of file it is, by its first bytes: never by its name."""

from __future__ import annotations

import codecs
import re
from typing import Final

from ajgraph.documents.archive import overview

DOC: Final = "DOC (Word 97-2003)"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_WORD: Final = "WordDocument".encode("utf-16-le")
_STREAMS: Final = (
    ("Workbook".encode("utf-16-le"), "XLS (Excel 97-2003)"),
    ("PowerPoint Document".encode("utf-16-le"), "PPT (PowerPoint 97-2003)"),
    ("__properties_version1.0".encode("utf-16-le"), "MSG (Outlook)"),
)
"""Names of streams that tell apart the files that are built like a Word document of old."""
_MARKS: Final = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HTML: Final = re.compile(
    rb"\s*+(?:(?><\?xml[^>]*>|<!--.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body|meta|title|style|link|script|div|"
    rb"table|p|h[1-6]|center|section|article|main|span|font|b|ul|ol|dl)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_XML: Final = re.compile(rb"\s*+<\?xml\s")

_MAGIC: Final = (
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "RAR"),
    (b"MIME-Version:", "MHTML"),
)
PICTURES: Final = frozenset({"PNG", "JPEG", "GIF", "TIFF"})
"""Formats of pictures: text in them is to be recognised first."""
ARCHIVES: Final = frozenset({"gzip", "7z", "RAR"})
"""Archives that are not opened."""
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_DDOC: Final = re.compile(rb"(?:\xef\xbb\xbf){0,50}\s{0,50}(?:<\?xml[^>]{0,200}\?>\s{0,50})?<SignedDoc[\s>]")
_MIMETYPES: Final = (
    ("vnd.oasis.opendocument.text", "ODT"),
    ("vnd.oasis.opendocument.spreadsheet", "ODS"),
    ("vnd.oasis.opendocument.presentation", "ODP"),
    ("vnd.etsi.asic-e+zip", "ASiC-E"),
    ("vnd.etsi.asic-s+zip", "ASiC-S"),
    ("vnd.bdoc", "BDOC"),
)
_ZIP_KINDS: Final = (
    (b"opendocument.text", "ODT"),
    (b"etsi.asic", "ASiC-E"),
    (b"word/", "DOCX"),
    (b"xl/", "XLSX"),
)


def format_of(content: bytes) -> str:
    """Return the name of the format that the first bytes announce; "text" if they announce none."""
    if content.startswith(_ZIP):
        return _zip_kind(content)
    if _DDOC.match(content[:1024]):
        return "DDOC"
    if content.startswith(_OLE):
        return _ole_kind(content)
    for magic, name in _MAGIC:
        if content.startswith(magic):
            return name
    start = content[:1024]
    for mark in _MARKS:
        start = start.removeprefix(mark)
    start = start.replace(b"\x00", b"")
    if _HTML.match(start):
        return "HTML"
    return "XML" if _XML.match(start) else "text"


def _ole_kind(content: bytes) -> str:
    if _ENCRYPTED in content:
        return "DOCX"  # with a password: its reader says so
    if _WORD in content:
        return DOC  # asked first, for a workbook may be embedded in it
    return next((name for mark, name in _STREAMS if mark in content), DOC)


def may_be_container(start: bytes) -> bool:
    """Tell whether the first bytes of a file are those of a zip archive or a DDOC."""
    return start.startswith(_ZIP) or _DDOC.match(start[:1024]) is not None


def _zip_kind(content: bytes) -> str:
    if (found := overview(content)) is None:  # damaged: what it was meant to be
        return next((name for mark, name in _ZIP_KINDS if mark in content[:65536]), "ZIP")
    mimetype, names = found
    for mark, name in _MIMETYPES:
        if mimetype.startswith(f"application/{mark}"):
            return name
    # Asked of the names alone: an archive may well hold an office file that is not compressed again.
    for folder, name in (("word/", "DOCX"), ("xl/", "XLSX"), ("ppt/", "PPTX")):
        if "[Content_Types].xml" in names and any(one.startswith(folder) for one in names):
            return name
    return "ZIP"
