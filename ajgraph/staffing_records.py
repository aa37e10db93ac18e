"""The records of a staffing table: its rows below their headers, each with the places of its columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from ajgraph import calendars
from ajgraph.description import Problem, Text
from ajgraph.documents.personal_codes import masked
from ajgraph.errors import StaffingTableError
from ajgraph.headers import COLUMNS, NOTE, SEVERAL, TITLES, Column, columns_of, is_title, unknown
from ajgraph.language import Bilingual
from ajgraph.tables import Row as TableRow
from ajgraph.tables import Table, heading_row

_OF_STAFFING: Final = frozenset({"places", "manager", "substituted_by", "substitutes"})
_TOO_MANY_CELLS: Final = Bilingual(
    "the row has more cells than there are headers; the rest is left out",
    "real on rohkem lahtreid kui päiseid; ülejäänud jäid välja",
)


@dataclass(frozen=True, slots=True)
class Record:
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


def records_of(table: Table, columns: list[Column], problems: list[Problem]) -> Iterator[Record]:
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
            yield Record(row, places, rows[at].cells)


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
