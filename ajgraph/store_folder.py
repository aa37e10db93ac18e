"""The folder of a store: which generation is current, who may write, what is cleared away."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from ajgraph.errors import StoreError
from ajgraph.language import Bilingual

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows
    fcntl = None  # type: ignore[assignment]

FORMAT: Final = 3
"""Layout of the folder and of the graph in it; raised when an older store has to be built anew."""
POINTER: Final = "ajgraph.json"
GENERATION: Final = "generation-"
GRAPH: Final = "graph"
SOURCES: Final = "sources.jsonl"
LOCK: Final = ".lock"


def base_of(where: Path) -> str | None:
    """Return the base IRI of the store in a folder, or None where there is no store."""
    settings = settings_of(where)
    return settings["base"] if settings else None


@contextmanager
def undamaged(where: Path) -> Iterator[None]:
    """Turn what the database says of its files into an error that says what to do."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise StoreError(
            Bilingual(f"the graph here cannot be read: {error}", f"siinset graafi ei saa lugeda: {error}"),
            where=str(where),
            remedy=Bilingual(
                "If it is damaged, build it anew from the documents: ajgraph build DOCUMENTS --replace",
                "Kui see on vigane, ehita see dokumentidest uuesti: ajgraph build DOKUMENDID --replace",
            ),
        ) from error


@contextmanager
def unwritable(where: Path) -> Iterator[None]:
    """Turn a full disk and the like into an error that says what to do."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise StoreError(
            Bilingual(f"the graph cannot be written: {error}", f"graafi ei saa kirjutada: {error}"),
            where=str(where),
            remedy=Bilingual(
                "Make room, or give another place with -s; the graph is as it was.",
                "Tee ruumi või anna valikuga -s teine koht; graaf on endine.",
            ),
        ) from error


@contextmanager
def only_one(where: Path) -> Iterator[None]:
    """Make the folder, and keep a second build out while one is writing.

    The system lets go of the lock even if we are killed. The folder goes again if nothing came into it.
    """
    ours = not where.exists()
    try:
        where.mkdir(parents=True, exist_ok=True)
        file = (where / LOCK).open("w")
    except OSError as error:
        raise StoreError(
            Bilingual(
                f"no graph can be written here: {error.strerror}",
                f"siia ei saa graafi kirjutada: {error.strerror}",
            ),
            where=str(where),
            remedy=Bilingual("Give another place with -s.", "Anna valikuga -s teine koht."),
        ) from error
    with file:
        try:
            if fcntl is not None:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StoreError(
                Bilingual("another build is writing here", "siia kirjutab praegu teine ehitamine"),
                where=str(where),
                remedy=Bilingual("Wait until it has ended.", "Oota, kuni see lõpeb."),
            ) from error
        try:
            yield
        finally:
            if [entry.name for entry in where.iterdir()] == [LOCK]:
                (where / LOCK).unlink(missing_ok=True)
                if ours:
                    where.rmdir()


def settings_of(where: Path) -> dict[str, str] | None:
    """Return what ``ajgraph.json`` says, or None where there is none; raises StoreError where it is damaged."""
    pointer = where / POINTER
    if not pointer.is_file():
        return None
    try:
        settings = json.loads(pointer.read_text(encoding="utf-8"))
        known = (
            settings["format"] == FORMAT
            and (where / settings["generation"] / GRAPH).is_dir()
            and settings["base"]
        )
    except (ValueError, KeyError, TypeError):
        known = False
    if not known:
        raise StoreError(
            Bilingual(
                "the graph here was written by another version, or is damaged",
                "siinse graafi on kirjutanud teine versioon või see on vigane",
            ),
            where=str(pointer),
            remedy=Bilingual("Build it anew: add --replace.", "Ehita see uuesti: lisa --replace."),
        )
    found: dict[str, str] = settings
    return found


def refuse(where: Path, base: str, settings: dict[str, str] | None) -> None:
    """Refuse to write over what is not ours, or under another base than the graph has."""
    if where.exists() and not where.is_dir():
        raise StoreError(
            Bilingual("a store is a folder, and this is a file", "graaf on kaust, aga see on fail"),
            where=str(where),
            remedy=Bilingual("Give another place with -s.", "Anna valikuga -s teine koht."),
        )
    ours = not where.is_dir() or (where / POINTER).exists()
    if not ours and not all(entry.name.startswith((GENERATION, LOCK, POINTER)) for entry in where.iterdir()):
        raise StoreError(
            Bilingual(
                "the folder holds other things; nothing was written", "kaustas on muud; midagi ei kirjutatud"
            ),
            where=str(where),
            remedy=Bilingual("Give a new or empty folder with -s.", "Anna valikuga -s uus või tühi kaust."),
        )
    if settings and settings["base"] != base:
        raise StoreError(
            Bilingual(
                f"the graph here has the base {settings['base']}, not {base}",
                f"siinse graafi baas on {settings['base']}, mitte {base}",
            ),
            where=str(where),
            remedy=Bilingual(
                "Use that base, or build anew with --replace.",
                "Kasuta seda baasi või ehita uuesti: --replace.",
            ),
        )


def publish(where: Path, settings: Mapping[str, str | int]) -> None:
    """Make a generation the current one, in one step."""
    temporary = where / f"{POINTER}.new"
    with temporary.open("w", encoding="utf-8") as file:
        json.dump(settings, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(where / POINTER)


def sweep(where: Path) -> None:
    """Remove every generation but the current one, and what an interrupted build left."""
    try:
        current = json.loads((where / POINTER).read_text(encoding="utf-8"))["generation"]
    except (OSError, ValueError, KeyError):
        current = None
    for entry in where.glob(f"{GENERATION}*"):
        if entry.name != current:
            shutil.rmtree(entry, ignore_errors=True)
    (where / f"{POINTER}.new").unlink(missing_ok=True)
