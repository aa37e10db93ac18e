"""Files to documents: find them, see what format they are in, cut them into blocks.

Each format has a module of its own whose ``blocks`` turns the bytes of a file into blocks; everything after works
on blocks alone.
"""

from __future__ import annotations

import hashlib
from importlib import import_module
from pathlib import Path
from typing import get_args

from ajgraph.blocks import Block, Document
from ajgraph.documents.contents import Contents, Kind, Signature, Unread
from ajgraph.documents.finding import find, name_of
from ajgraph.documents.formats import ARCHIVES, DOC, PICTURES, format_of, may_be_container
from ajgraph.documents.text import AS_TEXT, RECOGNISE, decode, paragraphs
from ajgraph.errors import UnreadableInput
from ajgraph.language import Bilingual

__all__ = [
    "MAX_BYTES",
    "Contents",
    "Signature",
    "Unread",
    "container_of",
    "document",
    "find",
    "from_text",
    "load",
    "load_bytes",
    "name_of",
]

MAX_BYTES = 8 * 1024 * 1024
"""The largest file that is read: a hundred times the longest job description seen."""
MAX_CONTAINER_BYTES = 64 * 1024 * 1024
"""The largest container that is opened; each document in it may have ``MAX_BYTES``."""

_READERS = {
    DOC: ("ajgraph.documents.doc", "application/msword"),
    "DOCX": (
        "ajgraph.documents.docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "HTML": ("ajgraph.documents.html", "text/html"),
    "ODT": ("ajgraph.documents.odt", "application/vnd.oasis.opendocument.text"),
    "PDF": ("ajgraph.documents.pdf", "application/pdf"),
    "RTF": ("ajgraph.documents.doc", "application/rtf"),
}
"""By format: the module whose ``blocks`` reads it, imported when it is needed, and the media type."""


def load(path: Path) -> Document:
    """Read one file into a :class:`~ajgraph.blocks.Document`; a paragraph is a block.

    Raises
    ------
    UnreadableInput
        The file cannot be opened, is empty, too large, or no text.

    """
    where = name_of(path)
    return document(_bytes(path, where), where)


def container_of(content: bytes, where: str) -> Contents | None:
    """Return what a container holds, unread; None for a file that is none.

    Raises :class:`~ajgraph.errors.UnreadableInput` for a container that cannot be opened or holds nothing.
    """
    if format_of(content) not in get_args(Kind):
        return None
    containers = import_module("ajgraph.documents.containers")  # with what plain text never needs
    found: Contents = containers.members(content, where)
    return found


def document(content: bytes, where: str) -> Document:
    """Return the bytes of one file as a document; ``where`` is its path in words.

    Raises :class:`~ajgraph.errors.UnreadableInput` for what is empty or no text.
    """
    encoding, assumed, media_type = "utf-8", False, "text/plain"
    blocks: tuple[Block, ...]
    if (reader := _READERS.get(name := format_of(content))) is not None:
        module, media_type = import_module(reader[0]), reader[1]
        blocks = module.blocks(content, where)
        if name == "HTML":
            encoding, assumed = module.encoding_of(content)
    else:
        text, encoding, assumed = decode(_plain(content, where), where)
        blocks = paragraphs(text)
    if not blocks and reader and name == "PDF":
        raise import_module(reader[0]).without_text(content, where)
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
        media_type=media_type,
        blocks=blocks,
        encoding=encoding,
        assumed=assumed,
    )


def load_bytes(path: Path) -> tuple[bytes, str]:
    """Return the bytes of one file and their SHA-256; raises :class:`~ajgraph.errors.UnreadableInput`."""
    content = _bytes(path, name_of(path))
    return content, hashlib.sha256(content).hexdigest()


def from_text(text: str, path: str = "text") -> Document:
    r"""Return ``text`` as a document, as if it had been read from the UTF-8 file ``path``.

    >>> len(from_text("one\n\ntwo\nthree").blocks)
    2
    """
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(path=path, sha256=digest, media_type="text/plain", blocks=paragraphs(text))


def _bytes(path: Path, where: str) -> bytes:
    try:
        if not path.is_file():
            raise UnreadableInput(
                Bilingual(en="not an ordinary file", et="see ei ole tavaline fail")
                if path.exists()
                else Bilingual(en="there is no such file", et="sellist faili ei ole"),
                where=where,
                remedy=Bilingual(en="Give the path of a document.", et="Anna dokumendi tee."),
            )
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
            limit = MAX_CONTAINER_BYTES if may_be_container(content) else MAX_BYTES
            if len(content) > MAX_BYTES:
                content += file.read(limit - MAX_BYTES)
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
    if len(content) > limit:
        raise _too_large(where, limit)
    if len(content) > MAX_BYTES and format_of(content) not in get_args(Kind):
        raise _too_large(where, MAX_BYTES)
    return content


def _too_large(where: str, limit: int) -> UnreadableInput:
    size = limit // (1024 * 1024)
    return UnreadableInput(
        Bilingual(
            en=f"the file is larger than {size} MiB, too large for a job description",
            et=f"fail on suurem kui {size} MiB, ametijuhendi jaoks liiga suur",
        ),
        where=where,
        remedy=AS_TEXT,
    )


_UNPACK = Bilingual(
    en="Unpack it and give the folder, or pack the documents as a zip archive.",
    et="Paki see lahti ja anna kaust või paki dokumendid zip-arhiiviks.",
)


def _plain(content: bytes, where: str) -> bytes:
    """Return the bytes of a plain text; raises ``UnreadableInput`` for another format."""
    name = format_of(content)
    if name in get_args(Kind):
        raise UnreadableInput(
            Bilingual(
                en=f"this is a container of documents ({name}), not one document",
                et=f"see on dokumentide ümbrik ({name}), mitte üks dokument",
            ),
            where=where,
            remedy=Bilingual(
                en="Take the document out of it and give that file.",
                et="Võta dokument sealt välja ja anna see fail.",
            ),
        )
    if name != "text":
        picture = name in PICTURES
        raise UnreadableInput(
            Bilingual(en=f"this is a picture ({name}), not text", et=f"see on pilt ({name}), mitte tekst")
            if picture
            else Bilingual(
                en=f"this is a file in the format {name}, which cannot be read yet",
                et=f"see on {name}-vormingus fail, mida veel lugeda ei saa",
            ),
            where=where,
            remedy=RECOGNISE if picture else _UNPACK if name in ARCHIVES else AS_TEXT,
        )
    return content
