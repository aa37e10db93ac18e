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
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from itertools import count

from ajgraph.documents.personal_codes import masked
from ajgraph.errors import UnreadableInput
from ajgraph.language import Bilingual

MAX_MEMBERS = 2_000
"""Files in one archive, those of archives inside it included."""
MAX_MEMBER = 8 * 1024 * 1024
"""Bytes of one file, unpacked: as much as is read of a file on its own."""
MAX_TOTAL = 192 * 1024 * 1024
"""Bytes of all files together, unpacked, those of archives inside included."""
MAX_SIGNATURES = 200
"""Signatures that are checked, those of containers inside included."""
MAX_SIGNATURE_SIZE = 16 * 1024 * 1024
"""Bytes of all signature files together: canonical XML of the worst kind takes a tenth of a second for each MiB."""
MAX_RATIO = 200
"""Bytes out for one byte in, beyond the first MiB; text and office files stay under 50."""

_RATIO_FROM = 1024 * 1024
_CHUNK = 256 * 1024
_ENTRY = b"PK\x01\x02"
_MAX_MARKS = 50 * MAX_MEMBERS
"""Entries in the directories of a container and all archives in it: an office file has a dozen or two."""
_START = struct.Struct("<4s5H3I2H")
_FIRST_NAME = b"mimetype"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError,
    ValueError, OSError, EOFError, OverflowError,
)  # fmt: skip
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_NO_PLAIN_SIZE = 0x9
"""Encrypted, or the size comes after the content."""
_MAX_MIMETYPE = 256
_CODE_PAGE = "cp775"
"""What Estonian Windows writes names in where it does not say UTF-8; the same as cp437 for ä, ö and ü."""

AGAIN = Bilingual(
    en="Unpack the container yourself and give the documents one by one.",
    et="Paki ümbrik ise lahti ja anna dokumendid ükshaaval.",
)


@dataclass(slots=True)
class Budget:
    """What may still be unpacked; one for a container and everything inside it."""

    members: int = MAX_MEMBERS
    size: int = MAX_TOTAL
    marks: int = _MAX_MARKS
    signatures: int = MAX_SIGNATURES
    signature_size: int = MAX_SIGNATURE_SIZE


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
    """Return what the entry ``mimetype`` says ("" without one) and all names; None for no readable archive.

    Where ``mimetype`` comes first and is not compressed, as ASiC and OpenDocument demand, nothing else is looked at.
    """
    if (first := _first(content)) is not None:
        return first, ()
    try:
        archive, _ = _open(content, "", Budget())
        names = tuple(map(_name, archive.infolist()))
        mimetype = next((info for info in archive.infolist() if info.filename == "mimetype"), None)
        if mimetype is None or mimetype.compress_type not in _METHODS:
            return "", names
        with archive.open(mimetype) as file:
            return file.read(_MAX_MIMETYPE).decode("utf-8-sig", "replace").strip(), names
    except (UnreadableInput, *_DAMAGE):
        return None


def _first(content: bytes) -> str | None:
    head = content[: _START.size]
    if len(head) < _START.size:
        return None
    _, _, flags, method, _, _, _, size, _, name, extra = _START.unpack(head)
    start = _START.size + name + extra
    named = content[_START.size : _START.size + name] == _FIRST_NAME
    if not named or method != zipfile.ZIP_STORED or flags & _NO_PLAIN_SIZE or not 0 < size <= _MAX_MIMETYPE:
        return None
    return content[start : start + size].decode("utf-8-sig", "replace").strip()


def entries(content: bytes, where: str, budget: Budget) -> Iterator[Entry]:
    """Unpack the files of an archive one by one, in its order; folders are left out.

    Raises
    ------
    UnreadableInput
        The archive cannot be opened, holds too many files, or unpacks to too much altogether.

    """
    archive, source = _open(content, where, budget)
    for info in archive.infolist():
        name = _name(info)
        if name.endswith(("/", "\\")):
            continue
        charge(budget, where, files=1)
        if (problem := _unwanted(info)) is not None:
            yield Entry(name, None, problem)
            continue
        yield _unpacked(archive, source, info, name, where, budget)


def charge(budget: Budget, where: str, *, files: int = 0, size: int = 0, marks: int = 0) -> None:
    """Take from the budget; raises ``UnreadableInput`` where it does not reach, and takes nothing."""
    if files > budget.members or marks > budget.marks:
        raise _too_many(where)
    if size > budget.size:
        raise UnreadableInput(
            Bilingual(
                en=f"the container unpacks to more than {MAX_TOTAL >> 20} MiB",
                et=f"ümbriku sisu on lahtipakituna suurem kui {MAX_TOTAL >> 20} MiB",
            ),
            where=where,
            remedy=AGAIN,
        )
    budget.members -= files
    budget.size -= size
    budget.marks -= marks


def label_of(name: str) -> str:
    r"""Return a name as a harmless label: no way up, no root, no drive, no control characters, no personal code.

    >>> label_of("../../etc/passwd"), label_of("C:\\a\\b.txt"), label_of("/a//./b\x00.txt")
    ('etc/passwd', 'a/b.txt', 'a/b_.txt')
    """
    text = masked(unicodedata.normalize("NFC", name[:1000].replace("\\", "/")))
    # Category C: controls, marks that turn the direction of writing, halves of characters.
    text = "".join("_" if unicodedata.category(sign).startswith("C") else sign for sign in text)
    parts = [part.strip() for part in text.split("/")]
    if parts and len(parts[0]) > 1 and parts[0][1] == ":":
        parts[0] = parts[0][2:]
    return "/".join(part for part in parts if part.strip("."))[-200:].strip("/ ") or "_"


def entries_in(content: bytes) -> int:
    """Return how many entries an archive may have at most, those of archives stored in it included."""
    return content.count(_ENTRY)


class Names:
    """Labels given so far: none twice, and none inside another one, which may be an archive with names of its own.

    >>> names = Names()
    >>> [names.free(name) for name in ("a.zip", "a.zip", "a.zip/b.txt", "c/d.txt", "c")]
    ['a.zip', 'a (2).zip', 'a (3).zip/b.txt', 'c/d.txt', 'c (2)']
    """

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._folders: set[str] = set()
        self._tried: dict[str, int] = {}

    def free(self, label: str) -> str:
        """Return ``label``, or the first like it with a number that is still free, and take it."""
        *folders, name = label.split("/")
        place = ""
        for folder in folders:
            place = self._first(place + folder, self._taken) + "/"
            self._folders.add(place[:-1])
        found = self._first(place + name, self._taken, self._folders)
        self._taken.add(found)
        return found

    def _first(self, label: str, *taken: Set[str]) -> str:
        if not any(label in names for names in taken):
            return label
        head, dot, end = label.rpartition(".")
        named = bool(dot) and "/" not in end
        for number in count(self._tried.get(label, 2)):
            other = f"{head} ({number}).{end}" if named else f"{label} ({number})"
            if not any(other in names for names in taken):
                self._tried[label] = number
                return other
        raise AssertionError("there is always another number")


def _open(content: bytes, where: str, budget: Budget) -> tuple[zipfile.ZipFile, _Counted]:
    # Before the directory is read into objects: a few MiB could hold a hundred thousand entries.
    charge(budget, where, marks=entries_in(content))
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
        remedy=AGAIN,
    )
