"""Hostile files that are zip archives, and a guard that nothing is fetched; for the tests of every such format."""

from __future__ import annotations

import io
import socket
import struct
import zipfile
from collections.abc import Callable, Mapping

import pytest

BILLION_LAUGHS = (
    '<!DOCTYPE l [<!ENTITY l0 "ha">'
    + "".join(f'<!ENTITY l{place} "{f"&l{place - 1};" * 10}">' for place in range(1, 10))
    + "]>"
)
"""A document type whose entity ``&l9;`` is a billion times as long as its text here."""


def external(address: str) -> str:
    """Return a document type whose entity ``&x;`` is the file at ``address``."""
    return f'<!DOCTYPE x [<!ENTITY x SYSTEM "{address}">]>'


def without_network(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Refuse every connection from now on; returns the list of those that were tried."""
    tried: list[object] = []

    def refuse(*arguments: object, **_: object) -> None:
        tried.append(arguments)
        raise OSError("no network in this test")

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    return tried


def replaced(content: bytes, parts: Mapping[str, str | bytes]) -> bytes:
    """Return the archive ``content`` with these parts in it, in place of those of the same name."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename not in parts:
                new.writestr(info.filename, old.read(info), info.compress_type)
        for name, part in parts.items():
            new.writestr(name, part)
    return file.getvalue()


def edited(content: bytes, name: str, edit: Callable[[str], str]) -> bytes:
    """Return the archive ``content`` with the text of one part changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return replaced(content, {name: edit(archive.read(name).decode())})


def bomb(content: bytes, name: str, size: int, *, lies: bool = False) -> bytes:
    """Return the archive with a part of ``size`` blanks, whose header may lie that it is small."""
    made = bytearray(replaced(content, {name: b"<a>" + b" " * size + b"</a>"}))
    if not lies:
        return bytes(made)
    at = made.rfind(name.encode()) - 46  # in the list at the end of the archive
    assert made[at : at + 4] == b"PK\x01\x02"
    struct.pack_into("<I", made, at + 24, 100)
    return bytes(made)


def encrypted(content: bytes, name: str) -> bytes:
    """Return the archive with the part ``name`` marked as encrypted."""
    made = bytearray(content)
    at = made.rfind(name.encode()) - 46
    assert made[at : at + 4] == b"PK\x01\x02"
    made[at + 8] |= 1
    made[made.find(name.encode()) - 24] |= 1
    return bytes(made)
