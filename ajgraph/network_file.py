"""The organisation of a store, kept beside its graph: taking posts and links out of a graph costs far more than any answer.

It lies in the folder of the generation it was taken from, so a build leaves it behind; its key says which files of the
graph, which version and which language (of the gaps) it is of. Where it cannot be read or written, all goes on without.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from dataclasses import fields
from importlib.metadata import version
from pathlib import Path
from typing import Final

import msgspec

from ajgraph.language import current
from ajgraph.organisation import Link, Organisation, Post, Reporting, Unit
from ajgraph.store import GraphStore
from ajgraph.store_folder import GRAPH

_NAME: Final = "organisation-{}.msgpack"
_SHAPE: Final = " ".join(
    one.name for kind in (Organisation, Post, Link, Reporting, Unit) for one in fields(kind)
)
"""What the organisation is made of: a file of other fields does not count, either."""


class _Kept(msgspec.Struct, array_like=True):
    key: str
    organisation: Organisation


def read(store: GraphStore) -> Organisation | None:
    """Return the organisation kept for this very graph; None where there is none."""
    if (folder := store.folder) is None:
        return None
    try:
        key = _key(folder)
        kept = msgspec.msgpack.decode((folder / _NAME.format(current())).read_bytes(), type=_Kept)
    except (OSError, msgspec.DecodeError):
        return None
    return kept.organisation if kept.key == key else None


def write(store: GraphStore, organisation: Organisation) -> None:
    """Keep the organisation taken from ``store``, in one step; a folder that cannot be written is left as it is."""
    if (folder := store.folder) is None:
        return
    with contextlib.suppress(OSError):
        data = msgspec.msgpack.encode(_Kept(_key(folder), organisation))
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=".organisation.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.replace(temporary, folder / _NAME.format(current()))
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise


def _key(folder: Path) -> str:
    files = sorted(entry for entry in (folder / GRAPH).iterdir() if entry.is_file())
    stated = "\n".join(f"{file.name} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in files)
    return hashlib.blake2b(f"{version('ajgraph')} {_SHAPE}\n{stated}".encode(), digest_size=16).hexdigest()
