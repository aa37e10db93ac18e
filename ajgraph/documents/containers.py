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
from ajgraph.documents.archive import (
    AGAIN,
    MAX_SIGNATURES,
    Budget,
    Entry,
    Names,
    charge,
    entries,
    entries_in,
    label_of,
)
from ajgraph.documents.contents import Contents, Kind, Member, Signature, Unread
from ajgraph.documents.formats import format_of
from ajgraph.documents.manifest import absent
from ajgraph.documents.signatures import DataFiles, read, unknown
from ajgraph.errors import UnreadableInput
from ajgraph.language import Bilingual

__all__ = ["MAX_DEPTH", "members"]

MAX_DEPTH: Final = 3
"""Containers inside one another, the outermost included."""

_META: Final = "META-INF/"
_MANIFEST: Final = "META-INF/manifest.xml"
_XADES_NAME: Final = re.compile(r"META-INF/[^/]*signatures[^/]*\.xml", re.IGNORECASE)
_CADES_NAME: Final = re.compile(r"META-INF/[^/]*\.p7s", re.IGNORECASE)
_LITTER: Final = ("__MACOSX", "Thumbs.db", "desktop.ini")


def members(content: bytes, where: str) -> Contents:
    """Return the documents of a container, sorted by name, with its signatures and what could not be read.

    A container inside is opened too: its members are called ``inner.zip/name``; a signature of the outer one covers
    it as ``inner.zip``. Two members of one name are told apart as ``a.txt`` and ``a (2).txt``. Hidden files and the
    container's own (``META-INF``, ``mimetype``) are no documents; time stamps of a whole container are left out.

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
    meta: dict[str, Entry] = {}
    if kind == "DDOC":
        found, signatures = ddoc.read(content, where, budget)
        files = _labelled(found)
    else:
        files = _labelled(_without_meta(entries(content, where, budget), meta))
        signatures = _signatures(meta, files, budget, known=kind != "ZIP")
    documents: list[Member] = []
    unread = list(_missing(meta, files))
    inner_signatures: list[Signature] = []
    for label, entry in sorted(files.values(), key=lambda file: file[0]):
        if _is_litter(label):
            continue
        if entry.content is None:
            unread.append(Unread(label, entry.problem or _DAMAGED, AGAIN))
            continue
        charge(budget, where, marks=entries_in(entry.content))  # looking at what it is reads its directory
        if format_of(entry.content) not in get_args(Kind):
            documents.append(Member(label, entry.content))
            continue
        inner = _inner(entry.content, label, where, budget, depth)
        if isinstance(inner, Unread):
            unread.append(inner)
            continue
        documents += (Member(f"{label}/{one.name}", one.content) for one in inner.members)
        unread += (one.inside(label) for one in inner.unread)
        inner_signatures += (one.inside(label) for one in inner.signatures)
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


def _without_meta(found: Iterable[Entry], meta: dict[str, Entry]) -> Iterable[Entry]:
    """Pass on the files that are content; put those of the container itself into ``meta``, the first of each name."""
    for entry in found:
        name = entry.name.replace("\\", "/")
        if name.startswith(_META) or name == "mimetype":
            meta.setdefault(name, entry)
        else:
            yield entry


def _labelled(found: Iterable[Entry]) -> dict[str, tuple[str, Entry]]:
    """Return name as written (in NFC, told apart) → label and file."""
    files: dict[str, tuple[str, Entry]] = {}
    names = Names()
    for entry in found:
        label = names.free(label_of(entry.name))
        name = unicodedata.normalize("NFC", entry.name)
        # The second file of a name is found under none: no signature speaks of it.
        files[name if name not in files else f"{name}\0{label}"] = (label, entry)
    return files


def _is_litter(label: str) -> bool:
    return any(part.startswith(".") or part in _LITTER for part in label.split("/"))


def _missing(meta: dict[str, Entry], files: dict[str, tuple[str, Entry]]) -> Iterable[Unread]:
    """Give the files that the manifest lists and the container does not hold; or the manifest, if it is unreadable."""
    if (entry := meta.get(_MANIFEST)) is None:
        return
    listed = absent(entry.content, files.keys() | meta.keys()) if entry.content is not None else None
    if listed is None:
        yield Unread(
            _MANIFEST,
            Bilingual(
                en="the container's list of its files cannot be read; the documents are read without it",
                et="ümbriku failide loetelu ei saa lugeda; dokumendid loetakse ilma selleta",
            ),
        )
    for name in listed or ():
        yield Unread(
            label_of(name),
            Bilingual(
                en="the container lists this file but does not hold it",
                et="fail on ümbriku loetelus, kuid ümbrikus seda ei ole",
            ),
            Bilingual(
                en="Fetch the container again from its source.", et="Hangi ümbrik selle allikast uuesti."
            ),
        )


def _signatures(
    meta: dict[str, Entry], files: dict[str, tuple[str, Entry]], budget: Budget, *, known: bool
) -> tuple[Signature, ...]:
    data = DataFiles(
        {name: (label, entry.content) for name, (label, entry) in files.items()},
        {name: entry.content for name, entry in meta.items()},
    )
    found: list[Signature] = []
    for name in sorted(meta, key=lambda name: (len(name), name)):
        if len(found) > MAX_SIGNATURES:
            break
        content = meta[name].content
        if _CADES_NAME.fullmatch(name):
            found.append(unknown("not checked", _CADES))
        elif not _XADES_NAME.fullmatch(name):
            continue
        elif content is None:
            found.append(unknown("not checked", meta[name].problem or _DAMAGED))
        elif len(content) > budget.signature_size:
            found.append(unknown("not checked", _TOO_LARGE))
        else:
            budget.signature_size -= len(content)
            read_here = read(content, data, budget.signatures)
            budget.signatures = max(0, budget.signatures - len(read_here))
            found += read_here
    if known:
        return tuple(found)
    return tuple(
        replace(one, problem=_NO_MIMETYPE) if one.intact and one.problem is None else one for one in found
    )


_CADES: Final = Bilingual(
    en="it is of a kind that is not checked here (CAdES)", et="see on liiki, mida siin ei kontrollita (CAdES)"
)
_TOO_LARGE: Final = Bilingual(
    en="the signature files are too large altogether", et="allkirjafailid on kokku liiga suured"
)
_DAMAGED: Final = Bilingual(en="the file cannot be read", et="faili ei saa lugeda")
_NO_MIMETYPE: Final = Bilingual(
    en="the container does not say what it is (mimetype missing or different)",
    et="ümbrik ei ütle, mis liiki see on (mimetype puudub või on teistsugune)",
)
