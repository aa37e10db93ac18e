"""Containers: zip archives, ASiC-E (``.asice``, ``.sce``), ASiC-S, BDOC and DDOC; also one inside the other.

Everything happens in memory. The names inside are labels, cleaned; nothing is ever written under them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from typing import Final, cast, get_args

from ajgraph.documents import ddoc
from ajgraph.documents.archive import Budget, Entry, entries, label_of
from ajgraph.documents.contents import Contents, Kind, Member, Signature, Unread
from ajgraph.documents.formats import format_of
from ajgraph.documents.signatures import DataFiles, read, unchecked
from ajgraph.errors import UnreadableInput
from ajgraph.language import Bilingual

__all__ = ["MAX_DEPTH", "Contents", "Member", "Signature", "Unread", "members"]

MAX_DEPTH: Final = 3
"""Containers inside one another, the outermost included."""
_MAX_SIGNATURE_FILES: Final = 100

_META: Final = "META-INF/"
_XADES_NAME: Final = re.compile(r"META-INF/[^/]*signatures[^/]*\.xml", re.IGNORECASE)
_CADES_NAME: Final = re.compile(r"META-INF/[^/]*\.p7s", re.IGNORECASE)
_LITTER: Final = ("__MACOSX", "Thumbs.db", "desktop.ini")


def members(content: bytes, where: str) -> Contents:
    """Return the documents of a container, sorted by name, with its signatures and what could not be read.

    A container inside is opened too: its members are called ``inner.zip/name``; a signature of the outer one covers
    it as ``inner.zip``. Two members of one name are told apart as ``a.txt`` and ``a (2).txt``. Time stamps are not signatures and left out. Hidden files and the
    container's own (``META-INF``, ``mimetype``) are no documents.

    Raises
    ------
    UnreadableInput
        No container, a damaged one, one that holds no documents, or more than is ever unpacked
        (:mod:`ajgraph.documents.archive`).

    """
    return _contents(content, where, Budget(), MAX_DEPTH)


def _contents(content: bytes, where: str, budget: Budget, depth: int) -> Contents:
    kind = format_of(content)
    if kind not in get_args(Kind):
        raise UnreadableInput(
            Bilingual(en="this is no container", et="see ei ole ümbrik ega arhiiv"), where=where
        )
    if kind == "DDOC":
        found, signatures = ddoc.read(content, where, budget)
        files, unread = _sorted_out(found)
    else:
        meta: list[Entry] = []
        files, unread = _sorted_out(_without_meta(entries(content, where, budget), meta))
        signatures = _signatures(meta, DataFiles(files), known=kind != "ZIP")
    documents: list[Member] = []
    inner_signatures: list[Signature] = []
    for label, data in sorted(files.values()):
        if _is_litter(label):
            continue
        if format_of(data) not in get_args(Kind):
            documents.append(Member(label, data))
            continue
        inner = _inner(data, label, where, budget, depth)
        if isinstance(inner, Unread):
            unread.append(inner)
            continue
        documents += (Member(f"{label}/{one.name}", one.content) for one in inner.members)
        unread += (replace(one, path=f"{label}/{one.path}") for one in inner.unread)
        inner_signatures += (
            replace(one, covers=tuple(f"{label}/{name}" for name in one.covers)) for one in inner.signatures
        )
    if not documents and not unread:
        raise UnreadableInput(
            Bilingual(en="the container holds no documents", et="ümbrikus ei ole ühtegi dokumenti"),
            where=where,
            remedy=Bilingual(
                en="Check that the documents were saved into it.",
                et="Kontrolli, kas dokumendid on sinna salvestatud.",
            ),
        )
    return Contents(cast("Kind", kind), tuple(documents), (*signatures, *inner_signatures), tuple(unread))


def _inner(data: bytes, label: str, where: str, budget: Budget, depth: int) -> Contents | Unread:
    if depth <= 1:
        return Unread(
            label,
            Bilingual(
                en=f"containers are opened {MAX_DEPTH} deep at most",
                et=f"ümbrikke avatakse üksteise seest kuni {MAX_DEPTH} taset",
            ),
            Bilingual(en="Give this one by itself.", et="Anna see eraldi."),
        )
    try:
        return _contents(data, f"{where}/{label}", budget, depth - 1)
    except UnreadableInput as error:
        return Unread(label, error.message, error.remedy)


def _without_meta(found: Iterable[Entry], meta: list[Entry]) -> Iterable[Entry]:
    """Pass on the files that are content; put those of the container itself into ``meta``."""
    for entry in found:
        name = entry.name.replace("\\", "/")
        if name.startswith(_META):
            meta.append(entry)
        elif name != "mimetype":
            yield entry


def _sorted_out(found: Iterable[Entry]) -> tuple[dict[str, tuple[str, bytes]], list[Unread]]:
    """Return name as written (in NFC, told apart) → label and bytes, and what has no bytes."""
    files: dict[str, tuple[str, bytes]] = {}
    unread: list[Unread] = []
    taken: set[str] = set()
    for entry in found:
        label = _free(label_of(entry.name), taken)
        taken.add(label)
        if entry.content is not None:
            name = unicodedata.normalize("NFC", entry.name)
            # The second file of a name is found under none: no signature speaks of it.
            files[name if name not in files else f"{name}\0{label}"] = (label, entry.content)
        elif entry.problem is not None and not _is_litter(label):
            unread.append(Unread(label, entry.problem))
    return files, unread


def _free(label: str, taken: set[str]) -> str:
    if label not in taken:
        return label
    head, dot, end = label.rpartition(".")
    for number in range(2, len(taken) + 3):
        other = f"{head} ({number}).{end}" if dot and "/" not in end else f"{label} ({number})"
        if other not in taken:
            return other
    raise AssertionError("there are more numbers than labels")


def _is_litter(label: str) -> bool:
    return any(part.startswith(".") or part in _LITTER for part in label.split("/"))


def _signatures(meta: list[Entry], files: DataFiles, *, known: bool) -> tuple[Signature, ...]:
    found: list[Signature] = []
    for entry in sorted(meta, key=lambda entry: (len(entry.name), entry.name))[:_MAX_SIGNATURE_FILES]:
        if _CADES_NAME.fullmatch(entry.name):
            found.append(
                unchecked(
                    Bilingual(
                        en="a signature of a kind that is not checked here (CAdES)",
                        et="allkiri on liiki, mida siin ei kontrollita (CAdES)",
                    )
                )
            )
        elif _XADES_NAME.fullmatch(entry.name):
            if entry.content is None:
                found.append(unchecked(entry.problem or Bilingual(en="unreadable", et="loetamatu")))
            else:
                found += read(entry.content, files)
    if known:
        return tuple(found)
    return tuple(
        replace(one, problem=_NO_MIMETYPE) if one.intact and one.problem is None else one for one in found
    )


_NO_MIMETYPE: Final = Bilingual(
    en="the container does not say what it is (mimetype missing or different)",
    et="ümbrik ei ütle, mis liiki see on (mimetype puudub või on teistsugune)",
)
