"""Files that are zip archives of XML parts (DOCX, ODT): opened so that no file can do harm.

Nothing is unpacked to the disk and no name in the archive is used as a path. Parts are read up to a limit for them
all, in pieces, whatever their headers say of their sizes; only the two compressions that both standards allow are
undone, for those alone give their output in bounded pieces. A part with a document type declaration is refused, so
there are no entities; the parser has no network.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from typing import Any, Final, TypeVar

from lxml import etree

from ajgraph.errors import UnreadableInput
from ajgraph.language import Bilingual

MAX_UNPACKED: Final = 24 * 1024 * 1024
"""The most bytes that the parts read of one file may have when unpacked: over twenty thousand paragraphs."""

MAX_MARKUP: Final = 1_500_000
"""The most tags and attributes of a file's parts: what keeps their trees, and what is made of them, under 400 MB."""

MAX_ENTRIES: Final = 5_000
"""The most parts of a package; those of a document with a hundred pictures are under two hundred."""

_PIECE: Final = 1 << 16
_OLE: Final = b"\xd0\xcf\x11\xe0"
_ENTRY: Final = b"PK\x01\x02"
_COMPRESSIONS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGED: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, OverflowError, RuntimeError, ValueError,
)  # fmt: skip
_SAVE_AGAIN: Final = Bilingual(
    en="Open it in the program that made it and save it again, or save it as plain text (UTF-8).",
    et="Ava see programmis, millega see tehti, ja salvesta uuesti või salvesta lihttekstina (UTF-8).",
)

Element = Any
"""An element of lxml, which brings no types."""

Made = TypeVar("Made")


class Package:
    """A zip archive of XML parts; ``kind`` names its format in messages, ``where`` the file."""

    def __init__(self, content: bytes, where: str, kind: str) -> None:
        self.where, self.kind = where, kind
        if content.startswith(_OLE):
            raise self.encrypted()  # Word wraps a document with a password into an OLE file
        if content.count(_ENTRY) > MAX_ENTRIES:
            raise self.too_large()
        self.unpacked = self.markup = 0
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(content))
        except _DAMAGED as error:
            raise self.damaged() from error
        self.names = frozenset(self.archive.namelist())

    def xml(self, name: str, *also: tuple[bytes, bytes]) -> Element | None:
        """Return the root of the part ``name``, None where there is none; raises ``UnreadableInput``.

        ``also`` are replacements made in the bytes before they are parsed.
        """
        return self.made(tree, name, *also)

    def made(self, make: Callable[[bytes], Made], name: str, *also: tuple[bytes, bytes]) -> Made | None:
        """Return what ``make`` makes of the bytes of the part ``name``, as :meth:`xml` does of :func:`tree`."""
        if name not in self.names:
            return None
        data = self._read(name)
        for old, new in also:
            data = data.replace(old, new)
        self.markup += data.count(b"<") + data.count(b"=")
        if self.markup > MAX_MARKUP:
            raise self.too_large()
        try:
            return make(data)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self.damaged() from error

    def need(self, name: str, *also: tuple[bytes, bytes]) -> Element:
        """Return the root of a part without which there is no document; raises ``UnreadableInput``."""
        root = self.xml(name, *also)
        if root is None:
            raise self.damaged()
        return root

    def _read(self, name: str) -> bytes:
        info = self.archive.getinfo(name)
        if info.flag_bits & 1:
            raise self.encrypted()
        if info.compress_type not in _COMPRESSIONS:
            raise self.damaged()
        pieces: list[bytes] = []
        try:
            with self.archive.open(info) as file:
                while piece := file.read(_PIECE):
                    self.unpacked += len(piece)
                    if self.unpacked > MAX_UNPACKED:
                        raise self.too_large()
                    pieces.append(piece)
        except _DAMAGED as error:
            raise self.damaged() from error
        return b"".join(pieces)

    def damaged(self) -> UnreadableInput:
        """Return the error of a file that breaks its format."""
        return UnreadableInput(
            Bilingual(
                en=f"the file looks like {self.kind} but is damaged",
                et=f"fail näeb välja nagu {self.kind}, kuid on rikutud",
            ),
            where=self.where,
            remedy=_SAVE_AGAIN,
        )

    def encrypted(self) -> UnreadableInput:
        """Return the error of a file with a password."""
        return UnreadableInput(
            Bilingual(en="the file is protected with a password", et="fail on kaitstud parooliga"),
            where=self.where,
            remedy=Bilingual(
                en="Save it without a password and give that file.",
                et="Salvesta see ilma paroolita ja anna see fail.",
            ),
        )

    def too_large(self) -> UnreadableInput:
        """Return the error of a file whose text is beyond any job description."""
        return too_large(self.where)


def tree(data: bytes) -> Element:
    """Return the root of XML without a document type; raises ``XMLSyntaxError`` or ``ValueError``."""
    if b"<!DOCTYPE" in (data.replace(b"\x00", b"") if b"\x00" in data else data):
        raise ValueError("a document type declaration")
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, collect_ids=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("a document type declaration")
    return root


def too_large(where: str) -> UnreadableInput:
    """Return the error of a file that holds more than any job description, however small it looks."""
    return UnreadableInput(
        Bilingual(
            en="the file holds far more than a job description when it is unpacked",
            et="faili lahtipakitud sisu on ametijuhendi jaoks liiga suur",
        ),
        where=where,
        remedy=Bilingual(
            en="Save the job description alone, without other content, and give that file.",
            et="Salvesta ametijuhend eraldi, ilma muu sisuta, ja anna see fail.",
        ),
    )


def whole(value: str | None, default: int) -> int:
    """Return a number written in an attribute, ``default`` for what is none; never beyond a million.

    >>> whole("3", 1), whole(None, 1), whole("x", 1), whole("9" * 5000, 1)
    (3, 1, 1, 1)
    """
    text = (value or "").strip()
    digits = text.removeprefix("-")
    if not digits.isascii() or not digits.isdigit() or len(digits) > 6:
        return default
    return int(text)
