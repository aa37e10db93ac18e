"""One document or one table, wherever it lies: the job descriptions or the posts in it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ajgraph import icalendars
from ajgraph.description import JobDescription
from ajgraph.documents import document
from ajgraph.language import Bilingual
from ajgraph.reading import read
from ajgraph.signature import Signature
from ajgraph.sources import Note
from ajgraph.staffing import StaffingTable, staffing_of
from ajgraph.staffing_records import is_leave_calendar
from ajgraph.tables import is_table, table_of


@dataclass(frozen=True, slots=True)
class Content:
    """One document or table: the job descriptions or the posts in it, and what is to be said of it.

    Attributes
    ----------
    path
        That of its file, or ``container.asice/name``.
    lines
        The document's lines with their numbers, where they were asked for.
    signatures
        Those of the containers around it that speak of it.
    same_as
        The one before it that has the same content, and was read in its place.
    around
        What is to be said of its place: a signed container whose signatures leave it out.

    """

    path: str
    sha256: str
    descriptions: tuple[JobDescription, ...] = ()
    table: StaffingTable | None = None
    notes: tuple[Note, ...] = ()
    lines: tuple[tuple[int, str], ...] = ()
    signatures: tuple[Signature, ...] = ()
    same_as: str | None = None
    around: tuple[Note, ...] = ()

    @property
    def by_number(self) -> dict[int, str]:
        """The document's lines by their number; cells that stand on one line are parted by strokes."""
        found: dict[int, str] = {}
        for number, text in self.lines:
            found[number] = f"{found[number]} | {text}" if number in found else text
        return found


def content_of(data: bytes, where: str, *, lines: bool = False) -> Content:
    """Return what the bytes of one document or table hold; by its name it is a table.

    Raises :class:`~ajgraph.errors.UnreadableInput` for what is neither.
    """
    if is_table(where):
        table = table_of(data, where)
        if is_leave_calendar(table):
            return Content(where, table.sha256, notes=(Note(where, _CALENDAR),))
        posts = staffing_of(table)
        notes = [Note(where, problem.message, problem.line) for problem in posts.problems]
        if table.assumed:
            notes.insert(0, Note(where, _assumed(table.encoding)))
        return Content(where, table.sha256, table=posts, notes=tuple(notes))
    if Path(where).suffix.lower() in icalendars.ENDINGS:
        return Content(where, hashlib.sha256(data).hexdigest(), notes=(Note(where, _CALENDAR),))
    loaded = document(data, where)
    found = read(loaded)
    # Where there is no description the whole file is meant, so no line is named.
    notes = [Note(where, problem.message, remedy=found.remedy) for problem in found.problems]
    if loaded.assumed:
        notes.insert(0, Note(where, _assumed(loaded.encoding)))
    text = tuple((line.number, line.text) for block in loaded.blocks for line in block.lines) if lines else ()
    return Content(where, loaded.sha256, found.descriptions, notes=tuple(notes), lines=text)


def _assumed(encoding: str) -> Bilingual:
    return Bilingual(
        f"the character encoding is not stated; read as {encoding}",
        f"märgikodeering on märkimata; loetud kui {encoding}",
    )


_CALENDAR: Final = Bilingual(
    "a leave calendar, not a staffing table: it says who is away when, and nothing of it goes into the graph",
    "puhkuste ajakava, mitte koosseis: selles on, kes millal puudub, ja graafi sealt midagi ei jõua",
)
