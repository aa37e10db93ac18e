"""Files to documents: find them, decode them, cut them into blocks.

Plain text for now. Encodings: a byte order mark decides; else UTF-8; else one of the single-byte encodings of
Estonian (Windows-1257, ISO 8859-15, Windows-1252), chosen by where š and ž stand and marked as ``assumed``.
"""

from __future__ import annotations

import codecs
import hashlib
import os
import re
from collections.abc import Sequence
from pathlib import Path

from ajgraph.blocks import Block, Document, Line
from ajgraph.errors import UnreadableInput
from ajgraph.language import Bilingual

MAX_BYTES = 8 * 1024 * 1024
"""The largest file that is read: a hundred times the longest job description seen."""

_MAX_CONTROL_SHARE = 0.01
_MAX_WORD = 5_000
"""Letters without a blank: far beyond any word or address, so it is data in disguise (Base64, say)."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_MAGIC = (
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
_ZIP = b"PK\x03\x04"
_ZIP_KINDS = (
    (b"opendocument.text", "ODT"),
    (b"etsi.asic", "ASiC-E"),
    (b"word/", "DOCX"),
    (b"xl/", "XLSX"),
)

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]")
_LINE_END = re.compile(r"\r\n|\n|\r")
_LATIN9_CARON = re.compile(rb"[\xa6\xa8\xb4\xb8][A-Za-z\xc0-\xff]")
_WINDOWS_1252_CARON = re.compile(rb"[\x8a\x8e\x9a\x9e]")

_AS_TEXT = Bilingual(
    en="Save the document as plain text (UTF-8) and give that file.",
    et="Salvesta dokument lihttekstina (UTF-8) ja anna see fail.",
)


def name_of(path: Path) -> str:
    """Return a path in words: with ``/`` between folders, bytes that are no text as escapes."""
    return path.as_posix().encode("utf-8", "backslashreplace").decode()


def find(paths: Sequence[Path]) -> list[Path]:
    """Return the files that ``paths`` name: files as given, folders searched through.

    Sorted, each file once; hidden files and folders inside a folder are skipped.

    Raises
    ------
    UnreadableInput
        A path does not exist, or a folder holds no files.

    """
    found: set[Path] = set()
    for path in paths:
        if path.is_dir():
            inside = _files_under(path)
            if not inside:
                raise UnreadableInput(
                    Bilingual(en="the folder holds no files", et="kaustas ei ole ühtegi faili"),
                    where=name_of(path),
                    remedy=Bilingual(
                        en="Give a folder with job descriptions, or the files themselves.",
                        et="Anna kaust, milles on ametijuhendid, või failid ise.",
                    ),
                )
            found.update(inside)
        elif path.exists():
            found.add(path)
        else:
            raise UnreadableInput(
                Bilingual(en="there is no such file or folder", et="sellist faili ega kausta ei ole"),
                where=name_of(path),
                remedy=Bilingual(en="Check the spelling of the path.", et="Kontrolli tee kirjapilti."),
            )
    return sorted(found, key=lambda path: path.as_posix())


def _files_under(folder: Path) -> list[Path]:
    found: list[Path] = []
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found.extend(Path(parent, name) for name in files if not name.startswith("."))
    return found


def load(path: Path) -> Document:
    """Read one file into a :class:`~ajgraph.blocks.Document`; a paragraph is a block.

    Raises
    ------
    UnreadableInput
        The file cannot be opened, is empty, too large, or no text.

    """
    where = name_of(path)
    content = _bytes(path, where)
    text, encoding, assumed = _decode(content, where)
    blocks = _paragraphs(text)
    if not blocks:
        raise UnreadableInput(
            Bilingual(en="the file is empty", et="fail on tühi"),
            where=where,
            remedy=Bilingual(
                en="Check that the document was saved with its text.",
                et="Kontrolli, kas dokument salvestati koos tekstiga.",
            ),
        )
    return Document(
        path=where,
        sha256=hashlib.sha256(content).hexdigest(),
        media_type="text/plain",
        blocks=blocks,
        encoding=encoding,
        assumed=assumed,
    )


def load_text(path: Path) -> tuple[str, str]:
    """Return the text of one file, decoded as :func:`load` does, and the SHA-256 of its bytes.

    Raises :class:`~ajgraph.errors.UnreadableInput` as :func:`load` does, but for an empty file.
    """
    where = name_of(path)
    content = _bytes(path, where)
    return _decode(content, where)[0], hashlib.sha256(content).hexdigest()


def from_text(text: str, path: str = "text") -> Document:
    r"""Return ``text`` as a document, as if it had been read from the UTF-8 file ``path``.

    >>> len(from_text("one\n\ntwo\nthree").blocks)
    2
    """
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(path=path, sha256=digest, media_type="text/plain", blocks=_paragraphs(text))


def _bytes(path: Path, where: str) -> bytes:
    try:
        if not path.is_file():
            raise UnreadableInput(
                Bilingual(en="not an ordinary file", et="see ei ole tavaline fail")
                if path.exists()
                else Bilingual(en="there is no such file", et="sellist faili ei ole"),
                where=where,
                remedy=Bilingual(en="Give the path of a text file.", et="Anna tekstifaili tee."),
            )
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableInput(
            Bilingual(
                en=f"the file cannot be opened ({error.strerror})",
                et=f"faili ei saa avada ({error.strerror})",
            ),
            where=where,
            remedy=Bilingual(
                en="Check that the file exists and that you may read it.",
                et="Kontrolli, kas fail on olemas ja kas sul on õigus seda lugeda.",
            ),
        ) from error
    if len(content) > MAX_BYTES:
        limit = MAX_BYTES // (1024 * 1024)
        raise UnreadableInput(
            Bilingual(
                en=f"the file is larger than {limit} MiB, too large for a job description",
                et=f"fail on suurem kui {limit} MiB, ametijuhendi jaoks liiga suur",
            ),
            where=where,
            remedy=_AS_TEXT,
        )
    return content


def _decode(content: bytes, where: str) -> tuple[str, str, bool]:
    """Return the text, the encoding used and whether it was assumed."""
    if name := _format_of(content):
        raise UnreadableInput(
            Bilingual(
                en=f"this is a file in the format {name}, which cannot be read yet",
                et=f"see on {name}-vormingus fail, mida veel lugeda ei saa",
            ),
            where=where,
            remedy=_AS_TEXT,
        )
    encoding, assumed = _encoding_of(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text, encoding, assumed = content.decode("iso8859-15"), "iso8859-15", True
    longest = max(map(len, text.split()), default=0)
    if "\x00" in text or len(_CONTROLS.findall(text)) > _MAX_CONTROL_SHARE * len(text) or longest > _MAX_WORD:
        raise UnreadableInput(
            Bilingual(en="the file is no text", et="fail ei sisalda teksti"), where=where, remedy=_AS_TEXT
        )
    return text, encoding.removesuffix("-sig"), assumed


def _format_of(content: bytes) -> str | None:
    """Return the name of the format that the first bytes announce, if it is no plain text."""
    if content.startswith(_ZIP):
        return next((name for mark, name in _ZIP_KINDS if mark in content[:65536]), "ZIP")
    for magic, name in _MAGIC:
        if content.startswith(magic):
            return name
    start = content[:256].lstrip().lower()
    return "HTML" if start.startswith((b"<!doctype html", b"<html")) else None


def _encoding_of(content: bytes) -> tuple[str, bool]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding, False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8", False
    # õ, ä, ö and ü have the same codes in all of them; only š and ž tell them apart.
    if _WINDOWS_1252_CARON.search(content):
        return "windows-1252", True
    if _LATIN9_CARON.search(content):
        return "iso8859-15", True
    return "windows-1257", True


def _paragraphs(text: str) -> tuple[Block, ...]:
    """Cut at blank lines and page breaks; lines count from 1, as in an editor."""
    blocks: list[Block] = []
    lines: list[Line] = []
    for number, raw in enumerate(_LINE_END.split(text), 1):
        if lines and ("\f" in raw or not raw.strip()):
            blocks.append(Block(tuple(lines)))
            lines = []
        if raw.strip():
            lines.append(Line(raw.replace("\f", "").rstrip(), number))
    if lines:
        blocks.append(Block(tuple(lines)))
    return tuple(blocks)
