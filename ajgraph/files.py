"""Files to what they hold: read in workers, so that a hostile one costs nobody anything but itself.

Results come in the order of the files. Files are told apart by content: of several with the same content one is
read, and none whose content the caller knows already. The documents and tables of a container (zip, ASiC-E, …) are
contents of their own. A container that is too much for one worker is read again document by document.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from ajgraph.content import Content, content_of
from ajgraph.description import JobDescription
from ajgraph.documents import Contents, container_of, load_bytes, name_of
from ajgraph.documents import Signature as ContainerSignature
from ajgraph.errors import UnreadableInput
from ajgraph.estonian import morphology
from ajgraph.language import Bilingual
from ajgraph.signature import Signature, united
from ajgraph.sources import Note
from ajgraph.tables import is_table
from ajgraph.workers import Limits, each

__all__ = ["LIMITS", "Content", "FileReading", "Progress", "descriptions_in", "read_file", "read_files"]

Progress = Callable[[str], None]
"""Called with the path of each file when it has been read."""

LIMITS: Final = Limits(seconds=60, megabytes=2048)
_CONTAINER_TIMES: Final = 5
"""How many times the time of one file a container may take whose documents are read one by one."""
_PRELOAD: Final = ("ajgraph.files",)


@dataclass(frozen=True, slots=True)
class FileReading:
    """What one file holds.

    Attributes
    ----------
    name, sha256
        Its path in words, and the hash of its bytes; None where it could not be opened.
    contents
        The documents and tables in it: none where it was not read.
    failed
        What could not be read, and why: the file, or documents in it.
    known
        Its content was known to the caller and was not read.
    same_as
        The file before it that has the same content.

    """

    path: Path
    name: str
    sha256: str | None = None
    contents: tuple[Content, ...] = ()
    failed: tuple[Note, ...] = ()
    known: bool = False
    same_as: str | None = None


def read_files(
    paths: Sequence[Path],
    *,
    known: Collection[tuple[str, bool]] = (),
    workers: int | None = None,
    limits: Limits = LIMITS,
    lines: bool = False,
    progress: Progress | None = None,
) -> Iterator[FileReading]:
    """Yield what each file holds, in the order of ``paths``.

    Parameters
    ----------
    known
        Contents that need no reading: the hash of each, and whether its name is that of a table.
    workers
        Processes to read with: one for each core by default.
    limits
        What one file may take in time and memory; a container, one document of it.
    lines
        Whether the lines of the documents are wanted as well.

    """
    planned = list(_planned(paths, known))
    done = each(
        partial(read_file, lines=lines, vabamorf=morphology.in_use()),
        [reading.path for reading, wanted in planned if wanted],
        limits=limits,
        workers=workers,
        preload=_PRELOAD,
    )
    first: dict[tuple[str, bool], str] = {}
    for reading, wanted in planned:
        found = reading
        if wanted:
            outcome = next(done)
            found = outcome.result or reading
            if outcome.failure:
                found = _one_by_one(reading, outcome.failure, limits, workers, lines)
        if progress:
            progress(reading.name)
        yield replace(found, contents=tuple(_once(found.contents, first)))


def descriptions_in(files: Iterable[FileReading]) -> Iterator[tuple[JobDescription, Content]]:
    """Yield every job description with the content that holds it.

    Its signatures are those of all places that hold the same content.
    """
    contents = [content for file in files for content in file.contents]
    signatures: dict[str, tuple[Signature, ...]] = {}
    for content in contents:
        signatures[content.sha256] = united(signatures.get(content.sha256, ()), content.signatures)
    for content in contents:
        for one in content.descriptions:
            source = replace(one.source, signatures=signatures[content.sha256])
            yield replace(one, source=source), content


def _planned(
    paths: Sequence[Path], known: Collection[tuple[str, bool]]
) -> Iterator[tuple[FileReading, bool]]:
    """Yield each file with its hash, and whether it is to be read."""
    first: dict[tuple[str, bool], str] = {}  # the same bytes are read another way under the name of a table
    for path in paths:
        name = name_of(path)
        try:
            _, sha256 = load_bytes(path)
        except UnreadableInput as error:
            yield FileReading(path, name, failed=(Note.of(error, name),)), False
            continue
        content = (sha256, is_table(name))
        is_known, same = content in known, first.setdefault(content, name)
        if same != name:
            yield FileReading(path, name, sha256, known=is_known, same_as=same), False
            continue
        yield FileReading(path, name, sha256, known=is_known), not is_known


def _once(contents: Iterable[Content], first: dict[tuple[str, bool], str]) -> Iterator[Content]:
    """Yield the contents; of one that stood before in another place, only where it is and who signed it."""
    for content in contents:
        same = first.setdefault((content.sha256, is_table(content.path)), content.path)
        yield (
            content
            if same == content.path
            else Content(
                content.path,
                content.sha256,
                signatures=content.signatures,
                same_as=same,
                around=content.around,
            )
        )


def read_file(
    path: Path, *, lines: bool = False, only: str | None = None, vabamorf: bool = False
) -> FileReading:
    """Return what one file holds, read in this process: for files that are trusted.

    ``only`` is the name of the one document of a container that is wanted; with ``vabamorf``, words that no table has
    are looked up in Vabamorf from here on (:func:`ajgraph.estonian.morphology.use`).
    """
    if vabamorf:
        morphology.use()
    name = name_of(path)
    sha256 = None
    try:
        data, sha256 = load_bytes(path)
        held = None if is_table(name) else container_of(data, name)
        if held is None:
            return FileReading(path, name, sha256, (content_of(data, name, lines=lines),))
    except UnreadableInput as error:
        return FileReading(path, name, sha256, failed=(Note.of(error, name),))
    failed = [] if only else list(_unread(held, name))
    contents = []
    for member in held.members:
        if only not in (None, member.name):
            continue
        inside = f"{name}/{member.name}"
        try:
            content = content_of(member.content, inside, lines=lines)
        except UnreadableInput as error:
            failed.append(Note.of(error, inside))
        else:
            contents.append(_signed(content, member.name, held.signatures))
    return FileReading(path, name, sha256, tuple(contents), tuple(failed))


def _signed(content: Content, member: str, signatures: Iterable[ContainerSignature]) -> Content:
    """Return the content of the document ``member`` with the signatures that speak of it.

    Those that carry its digest; and those of a container around it that are not intact, whatever they carry.
    """
    around = [one for one in signatures if not one.container or member.startswith(f"{one.container}/")]
    found = [
        one.plain
        for one in around
        if not one.intact or any(member == name or member.startswith(f"{name}/") for name in one.covers)
    ]
    said = (Note(content.path, _NOT_COVERED),) if around and not found else ()
    return replace(content, signatures=united(found), around=said)


def _unread(held: Contents, name: str) -> Iterator[Note]:
    for one in held.unread:
        yield Note(f"{name}/{one.path}", one.message, remedy=one.remedy)


def _listed(path: Path) -> tuple[tuple[str, ...], tuple[Note, ...]] | None:
    """Return the names of a container's documents and what cannot be unpacked; None for no container."""
    name = name_of(path)
    if is_table(name) or (held := container_of(load_bytes(path)[0], name)) is None:
        return None
    return tuple(member.name for member in held.members), tuple(_unread(held, name))


def _member(name: str, path: Path, *, lines: bool, vabamorf: bool) -> FileReading:
    return read_file(path, lines=lines, only=name, vabamorf=vabamorf)


def _one_by_one(
    file: FileReading, failure: Bilingual, limits: Limits, workers: int | None, lines: bool
) -> FileReading:
    """Return a container on which a worker failed, each document read by itself; another file as not read."""
    whole = replace(file, failed=(Note(file.name, failure),))
    (listing,) = each(_listed, [file.path], limits=limits, workers=1, preload=_PRELOAD)
    if listing.result is None:
        return whole
    names, unread = listing.result
    contents: list[Content] = []
    failed = [*unread]
    until = time.monotonic() + _CONTAINER_TIMES * limits.seconds
    work = partial(_member, path=file.path, lines=lines, vabamorf=morphology.in_use())
    with closing(each(work, names, limits=limits, workers=workers, preload=_PRELOAD)) as done:
        for name in names:
            inside = f"{file.name}/{name}"
            if time.monotonic() > until:
                failed.append(Note(inside, _no_time(limits), remedy=_BY_ITSELF))
                continue
            outcome = next(done)
            if outcome.result is None:
                failed.append(Note(inside, outcome.failure or failure))
            else:
                contents += outcome.result.contents
                failed += outcome.result.failed
    return replace(file, contents=tuple(contents), failed=tuple(failed))


def _no_time(limits: Limits) -> Bilingual:
    seconds = _CONTAINER_TIMES * limits.seconds
    return Bilingual(
        f"not read: the documents before it in the container took {seconds:g} seconds",
        f"lugemata: ümbriku eelmised dokumendid võtsid {seconds:g} sekundit",
    )


_BY_ITSELF: Final = Bilingual(
    "Take it out of the container and give it by itself.", "Võta see ümbrikust välja ja anna eraldi."
)
_NOT_COVERED: Final = Bilingual(
    "the container is signed, but no signature covers this document",
    "ümbrik on allkirjastatud, kuid ükski allkiri seda dokumenti ei hõlma",
)
