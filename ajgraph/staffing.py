"""Staffing tables (koosseis): posts, units and places from CSV or a workbook, with Estonian or English headers.

Columns in any order: organisation, unit (path with " > ", or a column for each level), title, specialisation, places,
manager, substituted_by, substitutes (lists with ";"), service_group, kind (ametikoht/töökoht), id; ``ajgraph.headers``
knows what else they may be called. Other columns are kept as notes and said so, but for those of personal data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from ajgraph import calendars
from ajgraph.description import Mention, Problem, Text
from ajgraph.documents import load_bytes, name_of
from ajgraph.documents.personal_codes import masked
from ajgraph.errors import StaffingTableError
from ajgraph.estonian import key
from ajgraph.headers import COLUMNS, NOTE, SEVERAL, TITLES, Column, columns_of, is_title, unknown
from ajgraph.language import Bilingual
from ajgraph.reading import mentions
from ajgraph.reading.rows import Row
from ajgraph.tables import Row as TableRow
from ajgraph.tables import Table, heading_row, table_of

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
    records = list(_records(table, columns, problems))
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


@dataclass(frozen=True, slots=True)
class _Record:
    """A row of the table, and where the columns of each meaning stand in it."""

    row: TableRow
    columns: Mapping[str, Sequence[int]]
    headers: Sequence[str] = ()

    def notes(self) -> Iterator[Text]:
        """Yield what stands in each column that is only kept, after its header."""
        for place in self.columns.get(NOTE, ()):
            if place < len(self.row.cells) and (value := self.row.cells[place]):
                yield Text(masked(f"{self.headers[place]}: {value}"), self.row.number)

    def all(self, name: str) -> list[str]:
        """Return the cells of a column, from left to right, without those that are empty."""
        cells = self.row.cells
        return [cells[place] for place in self.columns.get(name, ()) if place < len(cells) and cells[place]]

    def get(self, name: str) -> str:
        """Return the cell of a column that stands once, "" where there is none."""
        return next(iter(self.all(name)), "")

    def problem(self, message: Bilingual, column: str | None = None) -> Problem:
        """Return a problem of this row, or of one of its cells."""
        place = self.columns[column][0] if column else None
        return Problem(self.row.number, _at(self.row, place, message))


def _records(table: Table, columns: list[Column], problems: list[Problem]) -> Iterator[_Record]:
    """Yield the rows below each sheet's headers, and enter its columns; sheets that list no posts are said."""
    sheets = {name: list(rows) for name, rows in groupby(table.rows, key=lambda row: row.sheet)}
    headings = {name: heading_row(rows, is_title) for name, rows in sheets.items()}
    if table.rows and all(at is None for at in headings.values()):
        raise _no_titles(table)
    for name, rows in sheets.items():
        at = headings[name]
        if at is None or _is_calendar(rows):
            problems.append(Problem(rows[0].number, _left_out(name or "", calendar=at is not None)))
            continue
        found = _columns(table.path, rows[at], rows[at + 1 :], problems)
        columns += found
        places: dict[str, list[int]] = {}
        for column in found:
            if column.meaning:
                places.setdefault(column.meaning, []).append(column.number)
        for row in rows[at + 1 :]:
            if any(row.cells[len(found) :]):
                problems.append(Problem(row.number, _at(row, None, _TOO_MANY_CELLS)))
            yield _Record(row, places, rows[at].cells)


def is_leave_calendar(table: Table) -> bool:
    """Say whether a table holds leave calendars and lists no posts."""
    sheets = [list(rows) for _, rows in groupby(table.rows, key=lambda row: row.sheet)]
    calendar = [_is_calendar(rows) for rows in sheets]
    posts = (heading_row(rows, is_title) is not None for rows in sheets)
    return any(calendar) and not any(has and not it for has, it in zip(posts, calendar, strict=True))


def _is_calendar(rows: Sequence[TableRow]) -> bool:
    """Say whether a sheet is a leave calendar: its columns are, and none of them is of staffing tables alone."""
    at = heading_row(rows, is_title)
    meant = {column.meaning for column in columns_of(rows[at].cells)} if at is not None else set()
    return calendars.is_calendar(rows) and meant.isdisjoint(_OF_STAFFING)


def _columns(
    path: str, row: TableRow, below: Iterable[TableRow], problems: list[Problem]
) -> tuple[Column, ...]:
    found = columns_of(row.cells, row.sheet)
    seen = set[str]()
    for column in found:
        if column.header and column.meaning not in COLUMNS:
            problems.append(Problem(row.number, _at(row, column.number, unknown(column))))
        elif column.meaning in seen - SEVERAL:
            raise StaffingTableError(
                Bilingual(
                    f"two columns mean “{column.meaning}”", f"kaks veergu tähendavad „{column.meaning}“"
                ),
                where=f"{path}:{row.place(column.number) if row.sheet else row.number}",
                remedy=Bilingual("Keep one of them.", "Jäta neist alles üks."),
            )
        seen.add(column.meaning or "")
    filled = {number for one in below for number, cell in enumerate(one.cells) if cell}
    problems += [
        Problem(row.number, _at(row, column.number, _no_header(row.place(column.number))))
        for column in found
        if not column.header and column.number in filled
    ]
    return found


def _no_header(place: str) -> Bilingual:
    return Bilingual(
        f"the column of {place} has no header and was not read", f"veerul {place} pole päist; jäi lugemata"
    )


def _no_titles(table: Table) -> StaffingTableError:
    given = ", ".join(masked(cell) for cell in table.rows[0].cells if cell)
    return StaffingTableError(
        Bilingual(
            f"no column for the title of the post among: {given}", f"ametinimetuse veergu pole; on: {given}"
        ),
        where=f"{table.path}:{table.rows[0].number}",
        remedy=Bilingual(
            f"Name one column “title” (or: {TITLES}); the headers must be among the first 20 rows.",
            f"Pane ühe veeru nimeks „ametinimetus“ (või: {TITLES}, title); päised peavad olema esimeses 20 reas.",
        ),
    )


def _left_out(sheet: str, *, calendar: bool) -> Bilingual:
    why = Bilingual("is a leave calendar", "see on puhkuste ajakava")
    if not calendar:
        why = Bilingual("has no column of titles", "ametinimetuse veergu pole")
    return Bilingual(f"the sheet “{sheet}” {why.en} and is left out", f"leht „{sheet}“ jäi välja: {why.et}")


def _at(row: TableRow, column: int | None, message: Bilingual) -> Bilingual:
    """Return a message with the sheet and cell it speaks of, where there are sheets."""
    if row.sheet is None:
        return message
    return Bilingual(f"{row.place(column)}: {message.en}", f"{row.place(column)}: {message.et}")


def _named(record: _Record, problems: list[Problem]) -> bool:
    title = record.get("title")
    if title and not _TOTAL.fullmatch(title) and not is_title(title):
        return True
    problems.append(record.problem(_NO_POST if title else _NO_TITLE))
    return False


def _row(record: _Record, problems: list[Problem]) -> StaffingRow:
    title, specialisation = _split_bracket(record.get("title"))
    return StaffingRow(
        line=record.row.number,
        sheet=record.row.sheet,
        organisation=_named_in(record.get("organisation")),
        unit=_unit(record),
        title=title,
        specialisation=_named_in(record.get("specialisation")) or specialisation,
        places=_places(record, problems),
        manager=_mentions(record, "manager", title),
        substituted_by=_mentions(record, "substituted_by", title),
        substitutes=_mentions(record, "substitutes", title),
        service_group=record.get("service_group") or None,
        kind=_kind(record, problems),
        id=_named_in(record.get("id")),
        notes=tuple(record.notes()),
    )


def _unit(record: _Record) -> tuple[str, ...]:
    """Return the path of units, from columns of several levels as well: what repeats the level above is left out."""
    path: list[str] = []
    for part in (part for cell in record.all("unit") for part in cell.split(">")):
        if (name := _named_in(part)) and (not path or key(name) != key(path[-1])):
            path.append(name)
    return tuple(path)


def _named_in(cell: str) -> str | None:
    """Return what a cell names; a dash or other sign alone names nothing."""
    return cell.strip() if any(letter.isalnum() for letter in cell) else None


def _kind(record: _Record, problems: list[Problem]) -> str | None:
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


def _places(record: _Record, problems: list[Problem]) -> int | None:
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


def _mentions(record: _Record, name: str, title: str) -> tuple[Mention, ...]:
    line = record.row.number
    own = Text(title, line)
    parts = (part.strip() for cell in record.all(name) for part in cell.split(";"))
    return tuple(
        mention for part in parts if part for mention in mentions.read([Row(part, line)], own).mentions
    )


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


_OF_STAFFING: Final = frozenset({"places", "manager", "substituted_by", "substitutes"})
_NO_TITLE: Final = Bilingual("the row has no title and is left out", "real pole ametinimetust; jäi välja")
_TOTAL: Final = re.compile(r"(?:\w+\s+)?(?:kokku|ühtekokku|summa|total|sum)\s*:?|kokku\s+.*", re.IGNORECASE)
_NO_POST: Final = Bilingual("a row of totals or headers, left out", "kokkuvõtte- või päiserida, jäi välja")
_TOO_MANY_CELLS: Final = Bilingual(
    "the row has more cells than there are headers; the rest is left out",
    "real on rohkem lahtreid kui päiseid; ülejäänud jäid välja",
)
