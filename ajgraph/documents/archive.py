"""Zip archives opened without trusting them: everything is unpacked in memory, within limits, and nothing is written.

What the headers say of sizes is never believed: bytes are counted while they come out. Names are labels only.
"""

from __future__ import annotations

import io
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from ajgraph.errors import UnreadableInput
from ajgraph.language import Bilingual

MAX_MEMBERS = 500
"""Files in one archive, those of archives inside it included."""
MAX_MEMBER = 8 * 1024 * 1024
"""Bytes of one file, unpacked: as much as is read of a file on its own."""
MAX_TOTAL = 64 * 1024 * 1024
"""Bytes of all files together, unpacked, those of archives inside included."""
MAX_RATIO = 200
"""Bytes out for one byte in, beyond the first MiB; text and office files stay under 50."""

_RATIO_FROM = 1024 * 1024
_CHUNK = 256 * 1024
_ENTRY = b"PK\x01\x02"
_MAX_ENTRY_MARKS = 20 * MAX_MEMBERS
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError,
    ValueError, OSError, EOFError, OverflowError,
)  # fmt: skip
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_CODE_PAGE = "cp775"
"""What Estonian Windows writes names in where it does not say UTF-8; the same as cp437 for ä, ö and ü."""

_AGAIN = Bilingual(
    en="Unpack the container yourself and give the documents one by one.",
    et="Paki ümbrik ise lahti ja anna dokumendid ükshaaval.",
)


@dataclass(slots=True)
class Budget:
    """What may still be unpacked; one for a container and everything inside it."""

    members: int = MAX_MEMBERS
    size: int = MAX_TOTAL


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of an archive: its name as written, and its bytes or why there are none."""

    name: str
    content: bytes | None = field(repr=False)
    problem: Bilingual | None = None


class _Counted(io.BytesIO):
    """Counts the bytes that are taken out: how much a member really has, whatever its header says."""

    taken = 0

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        self.taken += len(data)
        return data


def overview(content: bytes) -> tuple[str, tuple[str, ...]] | None:
    """Return what the entry ``mimetype`` says ("" without one) and all names; None for no readable archive."""
    try:
        archive, _ = _open(content, "")
        names = tuple(map(_name, archive.infolist()))
        mimetype = next((info for info in archive.infolist() if info.filename == "mimetype"), None)
        if mimetype is None or mimetype.compress_type not in _METHODS:
            return "", names
        with archive.open(mimetype) as file:
            return file.read(256).decode("utf-8-sig", "replace").strip(), names
    except (UnreadableInput, *_DAMAGE):
        return None


def entries(content: bytes, where: str, budget: Budget) -> Iterator[Entry]:
    """Unpack the files of an archive one by one, in its order; folders are left out.

    Raises
    ------
    UnreadableInput
        The archive cannot be opened, holds too many files, or unpacks to too much altogether.

    """
    archive, source = _open(content, where)
    for info in archive.infolist():
        name = _name(info)
        if name.endswith(("/", "\\")):
            continue
        charge(budget, where, files=1)
        if (problem := _unwanted(info)) is not None:
            yield Entry(name, None, problem)
            continue
        yield _unpacked(archive, source, info, name, where, budget)


def charge(budget: Budget, where: str, *, files: int = 0, size: int = 0) -> None:
    """Take from the budget; raises ``UnreadableInput`` where it does not reach."""
    budget.members -= files
    budget.size -= size
    if budget.members < 0:
        raise _too_many(where)
    if budget.size < 0:
        raise UnreadableInput(
            Bilingual(
                en=f"the container unpacks to more than {MAX_TOTAL >> 20} MiB",
                et=f"ümbriku sisu on lahtipakituna suurem kui {MAX_TOTAL >> 20} MiB",
            ),
            where=where,
            remedy=_AGAIN,
        )


def label_of(name: str) -> str:
    r"""Return a name as a harmless label: no way up, no root, no drive, no control characters.

    >>> label_of("../../etc/passwd"), label_of("C:\\a\\b.txt"), label_of("/a//./b\x00.txt")
    ('etc/passwd', 'a/b.txt', 'a/b_.txt')
    """
    text = unicodedata.normalize("NFC", name[:1000].replace("\\", "/"))
    # Category C: controls, marks that turn the direction of writing, halves of characters.
    text = "".join("_" if unicodedata.category(sign).startswith("C") else sign for sign in text)
    parts = [part.strip() for part in text.split("/")]
    if parts and len(parts[0]) > 1 and parts[0][1] == ":":
        parts[0] = parts[0][2:]
    return "/".join(part for part in parts if part.strip("."))[-200:].strip("/ ") or "_"


def _open(content: bytes, where: str) -> tuple[zipfile.ZipFile, _Counted]:
    # Before the directory is read into objects: a few MiB could hold a hundred thousand entries.
    if content.count(_ENTRY) > _MAX_ENTRY_MARKS:
        raise _too_many(where)
    source = _Counted(content)
    try:
        return zipfile.ZipFile(source, metadata_encoding=_CODE_PAGE), source
    except _DAMAGE:
        raise UnreadableInput(
            Bilingual(en="the archive is damaged or incomplete", et="arhiiv on vigane või poolik"),
            where=where,
            remedy=Bilingual(
                en="Fetch the file again from its source.", et="Hangi fail selle allikast uuesti."
            ),
        ) from None


def _name(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    try:  # many programs write UTF-8 and do not say so
        return info.filename.encode(_CODE_PAGE).decode("utf-8")
    except UnicodeError:
        return info.filename


def _unwanted(info: zipfile.ZipInfo) -> Bilingual | None:
    if info.flag_bits & _ENCRYPTED:
        return Bilingual(en="the file is encrypted with a password", et="fail on parooliga krüpteeritud")
    if info.compress_type not in _METHODS:
        return Bilingual(
            en="the file is compressed in a way that is not read here",
            et="fail on pakitud viisil, mida siin ei loeta",
        )
    if stat.S_ISLNK(info.external_attr >> 16):
        return Bilingual(
            en="a link to another file, not a file", et="see on viide teisele failile, mitte fail"
        )
    return None


def _unpacked(
    archive: zipfile.ZipFile, source: _Counted, info: zipfile.ZipInfo, name: str, where: str, budget: Budget
) -> Entry:
    chunks: list[bytes] = []
    size, before = 0, source.taken
    try:
        with archive.open(info) as file:
            while chunk := file.read(_CHUNK):
                size += len(chunk)
                charge(budget, where, size=len(chunk))
                if size > MAX_MEMBER:
                    return Entry(name, None, _too_large())
                if size > _RATIO_FROM and size > MAX_RATIO * (source.taken - before):
                    return Entry(name, None, _too_dense())
                chunks.append(chunk)
    except _DAMAGE:
        return Entry(
            name,
            None,
            Bilingual(en="the file is damaged inside the archive", et="fail on arhiivis vigane"),
        )
    return Entry(name, b"".join(chunks))


def _too_large() -> Bilingual:
    return Bilingual(
        en=f"the file is larger than {MAX_MEMBER >> 20} MiB, too large for a job description",
        et=f"fail on suurem kui {MAX_MEMBER >> 20} MiB, ametijuhendi jaoks liiga suur",
    )


def _too_dense() -> Bilingual:
    return Bilingual(
        en=f"the file unpacks to more than {MAX_RATIO} times its size, as no document does",
        et=f"fail paisub lahtipakkimisel üle {MAX_RATIO} korra, nagu ükski dokument ei tee",
    )


def _too_many(where: str) -> UnreadableInput:
    return UnreadableInput(
        Bilingual(
            en=f"the container holds more than {MAX_MEMBERS} files",
            et=f"ümbrikus on üle {MAX_MEMBERS} faili",
        ),
        where=where,
        remedy=_AGAIN,
    )
