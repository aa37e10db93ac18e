"""Staffing tables (koosseis): posts, units and places from CSV or a workbook, with Estonian or English headers.

Columns in any order: organisation, unit (path with " > ", or a column for each level), title, specialisation, places,
manager, substituted_by, substitutes (lists with ";"), service_group, kind (ametikoht/töökoht), id; ``ajgraph.headers``
knows what else they may be called. Other columns are kept as notes and said so, but for those of personal data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ajgraph.description import Mention, Problem, Text
from ajgraph.documents import load_bytes, name_of
from ajgraph.errors import StaffingTableError
from ajgraph.estonian import key
from ajgraph.headers import Column, is_title
from ajgraph.language import Bilingual
from ajgraph.reading import mentions
from ajgraph.reading.row import Row
from ajgraph.staffing_records import Record, records_of
from ajgraph.tables import Table, table_of

KINDS: Final = ("ametikoht", "töökoht")
"""Official (ATS § 7) or employee post."""


@dataclass(frozen=True, slots=True)
class StaffingRow:
    """One row: a post and its number of places (None where the cell is empty, 0 where the post is on paper only)."""

    line: int
    sheet: str | None
    organisation: str | None
    unit: tuple[str, ...]
    title: str
    specialisation: str | None
    places: int | None
    manager: tuple[Mention, ...]
    substituted_by: tuple[Mention, ...]
    substitutes: tuple[Mention, ...]
    service_group: str | None
    kind: str | None
    id: str | None
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class StaffingTable:
    """A whole table; ``states`` are the substitution columns it has, so that an empty cell says "nobody".

    ``columns`` are those with a header, and what each was understood as.
    """

    path: str
    sha256: str
    media_type: str
    rows: tuple[StaffingRow, ...]
    states: tuple[str, ...]
    problems: tuple[Problem, ...]
    columns: tuple[Column, ...] = ()


def read_staffing(path: Path) -> StaffingTable:
    """Read a staffing table from a file; raises as :func:`staffing_of`, or where the file is no table at all."""
    content, _ = load_bytes(path)
    return staffing_of(table_of(content, name_of(path)))


def staffing_of(table: Table) -> StaffingTable:
    """Return the posts of a table: of a CSV, or of the sheets of a workbook that have a column of titles.

    Raises :class:`~ajgraph.errors.StaffingTableError` where there is no title column or no row.
    """
    problems: list[Problem] = []
    columns: list[Column] = []
    records = list(records_of(table, columns, problems))
    rows = tuple(_row(record, problems) for record in records if _named(record, problems))
    if not rows:
        raise StaffingTableError(
            Bilingual("the table names no post", "tabelis pole ühtki ametikohta"),
            where=table.path,
            remedy=Bilingual(
                "Fill the column “title” (ametinimetus) of at least one row.",
                "Täida vähemalt ühes reas veerg „ametinimetus“ (title).",
            ),
        )
    problems += _manager_cycles(rows)
    meant = {column.meaning for column in columns}
    states = tuple(name for name in ("substituted_by", "substitutes") if name in meant)
    ordered = tuple(sorted(problems, key=lambda problem: problem.line))
    shown = tuple(column for column in columns if column.header)
    return StaffingTable(table.path, table.sha256, table.media_type, rows, states, ordered, shown)


def _named(record: Record, problems: list[Problem]) -> bool:
    title = record.get("title")
    if title and not _TOTAL.fullmatch(title) and not is_title(title):
        return True
    problems.append(record.problem(_NO_POST if title else _NO_TITLE))
    return False


def _row(record: Record, problems: list[Problem]) -> StaffingRow:
    title, specialisation = _split_bracket(record.get("title"))
    return StaffingRow(
        line=record.row.number,
        sheet=record.row.sheet,
        organisation=_named_in(record.get("organisation")),
        unit=_unit(record),
        title=title,
        specialisation=_named_in(record.get("specialisation")) or specialisation,
        places=_places(record, problems),
        manager=_mentions(record, "manager", title, problems),
        substituted_by=_mentions(record, "substituted_by", title, problems),
        substitutes=_mentions(record, "substitutes", title, problems),
        service_group=record.get("service_group") or None,
        kind=_kind(record, problems),
        id=_named_in(record.get("id")),
        notes=tuple(record.notes()),
    )


def _unit(record: Record) -> tuple[str, ...]:
    """Return the path of units, from columns of several levels as well: what repeats the level above is left out."""
    path: list[str] = []
    for part in (part for cell in record.all("unit") for part in cell.split(">")):
        if (name := _named_in(part)) and (not path or key(name) != key(path[-1])):
            path.append(name)
    return tuple(path)


def _named_in(cell: str) -> str | None:
    """Return what a cell names; a dash or other sign alone names nothing."""
    return cell.strip() if any(letter.isalnum() for letter in cell) else None


def _kind(record: Record, problems: list[Problem]) -> str | None:
    kind = record.get("kind").lower()
    if not kind or kind in KINDS:
        return kind or None
    message = Bilingual(
        f"“{kind}” is neither ametikoht nor töökoht", f"„{kind}“ pole ei ametikoht ega töökoht"
    )
    problems.append(record.problem(message, "kind"))
    return None


def _split_bracket(title: str) -> tuple[str, str | None]:
    head, bracket, rest = title.partition("(")
    return (head.strip(), rest.rstrip(") ").strip() or None) if bracket and head.strip() else (title, None)


def _places(record: Record, problems: list[Problem]) -> int | None:
    text = record.get("places")
    if not text:
        return None
    whole = re.fullmatch(r"(\d+)(?:[.,]0+)?(?:\s*koh(?:t|ta))?", text)  # a spreadsheet may write 1 as 1,0
    if whole:
        return int(whole[1])
    message = Bilingual(
        f"“{text}” is no number of places; taken as unknown",
        f"„{text}“ pole kohtade arv; loetud teadmata arvuks",
    )
    problems.append(record.problem(message, "places"))
    return None


def _mentions(record: Record, name: str, title: str, problems: list[Problem]) -> tuple[Mention, ...]:
    line = record.row.number
    own = Text(title, line)
    found: list[Mention] = []
    for part in (part.strip() for cell in record.all(name) for part in cell.split(";")):
        read = mentions.read([Row(part, line)], own) if part else mentions.Cell()
        found.extend(read.mentions)
        if read.unread or (part and not read.mentions):
            problems.append(record.problem(_NAMES_NO_POST, name))
    return tuple(found)


def _manager_cycles(rows: Iterable[StaffingRow]) -> list[Problem]:
    """Name every cycle of the manager column once, at its first row; rows are matched by title within the table."""
    by_title: dict[str, list[StaffingRow]] = {}
    for row in rows:
        by_title.setdefault(key(row.title), []).append(row)

    def manager_of(row: StaffingRow) -> StaffingRow | None:
        for mention in row.manager:
            named = by_title.get(key(mention.title or ""), [])
            if len(named) == 1:
                return named[0]
        return None

    problems, seen = [], set[int]()
    for row in rows:
        path: list[StaffingRow] = []
        here: StaffingRow | None = row
        while here is not None and id(here) not in seen:
            if here in path:
                cycle = path[path.index(here) :]
                names = " → ".join([*(step.title for step in cycle), here.title])
                message = Bilingual(f"the managers go round: {names}", f"juhid käivad ringi: {names}")
                problems.append(Problem(min(step.line for step in cycle), message))
                break
            path.append(here)
            here = manager_of(here)
        seen |= {id(step) for step in path}
    return problems


_NO_TITLE: Final = Bilingual("the row has no title and is left out", "real pole ametinimetust; jäi välja")
_NAMES_NO_POST: Final = Bilingual(
    "what stands here is not read as a post (the name of a person is none)",
    "siin olevat ei loetud ametikohaks (isiku nimi seda ei ole)",
)
_TOTAL: Final = re.compile(r"(?:\w+\s+)?(?:kokku|ühtekokku|summa|total|sum)\s*:?|kokku\s+.*", re.IGNORECASE)
_NO_POST: Final = Bilingual("a row of totals or headers, left out", "kokkuvõtte- või päiserida, jäi välja")
