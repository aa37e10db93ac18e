"""One file opened whole for the tests of containers: every document in it, what could not be read, the signatures."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ajgraph.blocks import Document
from ajgraph.documents import Signature, Unread, container_of, document, load_bytes, name_of
from ajgraph.errors import UnreadableInput


@dataclass(frozen=True)
class Opened:
    """The documents of a file in order; paths as the product names them: ``container.asice/name``."""

    documents: tuple[Document, ...]
    unread: tuple[Unread, ...] = ()
    signatures: tuple[Signature, ...] = ()


def opened(path: Path) -> Opened:
    """Open one file, or every document of a container; raises ``UnreadableInput`` where that cannot be done."""
    where = name_of(path)
    content, _ = load_bytes(path)
    held = container_of(content, where)
    if held is None:
        return Opened((document(content, where),))
    found: list[Document] = []
    unread = [one.inside(where) for one in held.unread]
    for member in held.members:
        inside = f"{where}/{member.name}"
        try:
            found.append(document(member.content, inside))
        except UnreadableInput as error:
            unread.append(Unread(inside, error.message, error.remedy))
    return Opened(tuple(found), tuple(unread), tuple(one.inside(where) for one in held.signatures))
