"""Files to what they hold: read in workers, so that a hostile one costs nobody anything but itself.

Results come in the order of the files. Files are told apart by content: of several with the same content one is
read, and none whose content the caller knows already.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from ajgraph.description import JobDescription
from ajgraph.documents import document, load_bytes, name_of
from ajgraph.errors import UnreadableInput
from ajgraph.language import Bilingual
from ajgraph.reading import read
from ajgraph.sources import Note
from ajgraph.staffing import StaffingTable, staffing_of
from ajgraph.tables import is_table, table_of
from ajgraph.workers import Limits, each

Progress = Callable[[str], None]
"""Called with the path of each file when it has been read."""

LIMITS: Final = Limits(seconds=60, megabytes=2048)


@dataclass(frozen=True, slots=True)
class Content:
    """One document or table: the job descriptions or the posts in it, and what is to be said of it."""

    path: str
    sha256: str
    descriptions: tuple[JobDescription, ...] = ()
    table: StaffingTable | None = None
    notes: tuple[Note, ...] = ()
    lines: tuple[tuple[int, str], ...] = ()
    """The document's lines with their numbers, where they were asked for."""


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
        What could not be read, and why.
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
    known: Collection[str] = (),
    workers: int | None = None,
    limits: Limits = LIMITS,
    lines: bool = False,
    progress: Progress | None = None,
) -> Iterator[FileReading]:
    """Yield what each file holds, in the order of ``paths``.

    Parameters
    ----------
    known
        Hashes of contents that need no reading.
    workers
        Processes to read with: one for each core by default.
    limits
        What one file may take in time and memory.
    lines
        Whether the lines of the documents are wanted as well.

    """
    planned = list(_planned(paths, known))
    done = each(
        partial(read_file, lines=lines),
        [reading.path for reading, wanted in planned if wanted],
        limits=limits,
        workers=workers,
        preload=("ajgraph.files",),
    )
    for reading, wanted in planned:
        found = reading
        if wanted:
            outcome = next(done)
            found = outcome.result or reading
            if outcome.failure:
                found = replace(reading, failed=(Note(reading.name, outcome.failure),))
        if progress:
            progress(reading.name)
        yield found


def _planned(paths: Sequence[Path], known: Collection[str]) -> Iterator[tuple[FileReading, bool]]:
    """Yield each file with its hash, and whether it is to be read."""
    first: dict[tuple[str, bool], str] = {}  # the same bytes are read another way under the name of a table
    for path in paths:
        name = name_of(path)
        try:
            _, sha256 = load_bytes(path)
        except UnreadableInput as error:
            yield FileReading(path, name, failed=(Note.of(error, name),)), False
            continue
        same = first.setdefault((sha256, is_table(name)), name)
        if same != name:
            yield FileReading(path, name, sha256, known=sha256 in known, same_as=same), False
            continue
        yield FileReading(path, name, sha256, known=sha256 in known), sha256 not in known


def read_file(path: Path, *, lines: bool = False) -> FileReading:
    """Return what one file holds, read in this process: for files that are trusted."""
    name = name_of(path)
    try:
        content, sha256 = load_bytes(path)
    except UnreadableInput as error:
        return FileReading(path, name, failed=(Note.of(error, name),))
    try:
        return FileReading(path, name, sha256, (_content(content, name, lines),))
    except UnreadableInput as error:
        return FileReading(path, name, sha256, failed=(Note.of(error, name),))


def _content(content: bytes, where: str, lines: bool) -> Content:
    if is_table(where):
        table = table_of(content, where)
        posts = staffing_of(table)
        notes = [Note(where, problem.message, problem.line) for problem in posts.problems]
        if table.assumed:
            notes.insert(0, Note(where, _assumed(table.encoding)))
        return Content(where, table.sha256, table=posts, notes=tuple(notes))
    loaded = document(content, where)
    found = read(loaded)
    notes = [Note(where, problem.message, problem.line) for problem in found.problems]
    if loaded.assumed:
        notes.insert(0, Note(where, _assumed(loaded.encoding)))
    text = tuple((line.number, line.text) for block in loaded.blocks for line in block.lines) if lines else ()
    return Content(where, loaded.sha256, found.descriptions, notes=tuple(notes), lines=text)


def _assumed(encoding: str) -> Bilingual:
    return Bilingual(
        f"the character encoding is not stated; read as {encoding}",
        f"märgikodeering on märkimata; loetud kui {encoding}",
    )
