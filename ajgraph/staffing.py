"""Staffing tables (koosseis): posts, units and places from CSV or a workbook, with Estonian or English headers.

Columns in any order: organisation, unit (path with " > "), title, specialisation, places, manager,
substituted_by, substitutes (lists with ";"), service_group, kind (ametikoht/töökoht), id. Columns it does not
know are kept as notes of the row and said so.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from ajgraph.description import Mention, Problem, Text
from ajgraph.documents import load_bytes, name_of
from ajgraph.errors import StaffingTableError
from ajgraph.estonian import key
from ajgraph.language import Bilingual
from ajgraph.reading import mentions
from ajgraph.reading.rows import Row
from ajgraph.tables import Row as TableRow
from ajgraph.tables import Table, heading_row, table_of

HEADERS: Final[Mapping[str, str]] = {
    "asutus": "organisation",
    "üksus": "unit",
    "struktuuriüksus": "unit",
    "struktuuriüksuse nimetus": "unit",
    "osakond": "unit",
    "ametinimetus": "title",
    "ametikoht": "title",
    "ametikoha nimetus": "title",
    "ametikoha nimi": "title",
    "teenistuskoht": "title",
    "teenistuskoha nimetus": "title",
    "töökoha nimetus": "title",
    "täpsustus": "specialisation",
    "spetsialiseerumine": "specialisation",
    "kohti": "places",
    "kohtade arv": "places",
    "kohti kokku": "places",
    "vahetu juht": "manager",
    "otsene juht": "manager",
    "kes asendab": "substituted_by",
    "keda asendab": "substitutes",
    "teenistusgrupp": "service_group",
    "põhigrupp": "service_group",
    "liik": "kind",
    "kood": "id",
    "tunnus": "id",
}
"""Estonian header → column; the English names are the columns themselves."""

COLUMNS: Final = (
    "organisation",
    "unit",
    "title",
    "specialisation",
    "places",
    "manager",
    "substituted_by",
    "substitutes",
    "service_group",
    "kind",
    "id",
)
_KNOWN: Final = {key(name): column for name, column in HEADERS.items()} | {
    key(name): name for name in COLUMNS
}
_TITLES: Final = frozenset({"title", *(name for name, column in HEADERS.items() if column == "title")})
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
    notes: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class StaffingTable:
    """A whole table; ``states`` are the substitution columns it has, so that an empty cell says "nobody"."""

    path: str
    sha256: str
    media_type: str
    rows: tuple[StaffingRow, ...]
    states: tuple[str, ...]
    problems: tuple[Problem, ...]


def read_staffing(path: Path) -> StaffingTable:
    """Read a staffing table from a file; raises as :func:`staffing_of`, or where the file is no table at all."""
    content, _ = load_bytes(path)
    return staffing_of(table_of(content, name_of(path)))


def staffing_of(table: Table) -> StaffingTable:
    """Return the posts of a table: of a CSV, or of the sheets of a workbook that have a column of titles.

    Raises :class:`~ajgraph.errors.StaffingTableError` where there is no title column or no row.
    """
    problems: list[Problem] = []
    records = list(_records(table, problems))
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
    states = tuple(
        name
        for name in ("substituted_by", "substitutes")
        if any(name in record.columns for record in records)
    )
    ordered = tuple(sorted(problems, key=lambda problem: problem.line))
    return StaffingTable(table.path, table.sha256, table.media_type, rows, states, ordered)


@dataclass(frozen=True, slots=True)
class _Record:
    """A row of the table and where each column stands in it."""

    row: TableRow
    columns: Mapping[str, int]

    def get(self, name: str) -> str:
        """Return the cell of a column, "" where there is none."""
        place = self.columns.get(name, len(self.row.cells))
        return self.row.cells[place] if place < len(self.row.cells) else ""

    def problem(self, message: Bilingual, column: str | None = None) -> Problem:
        """Return a problem of this row, or of one of its cells."""
        place = self.columns[column] if column else None
        return Problem(self.row.number, _at(self.row, place, message))


def _records(table: Table, problems: list[Problem]) -> Iterator[_Record]:
    """Yield the rows below each sheet's headers; sheets without a title column are said."""
    sheets = {name: list(rows) for name, rows in groupby(table.rows, key=lambda row: row.sheet)}
    headings = {name: heading_row(rows, _TITLES) for name, rows in sheets.items()}
    if table.rows and all(at is None for at in headings.values()):
        raise _no_titles(table)
    for name, rows in sheets.items():
        at = headings[name]
        if at is None:
            problems.append(Problem(rows[0].number, _left_out(name or "")))
            continue
        columns = _columns(table.path, rows[at], problems)
        for row in rows[at + 1 :]:
            if len(row.cells) > len(columns) and any(row.cells[len(columns) :]):
                problems.append(Problem(row.number, _at(row, None, _TOO_MANY_CELLS)))
            yield _Record(row, {name: place for place, name in enumerate(columns) if name})


def _columns(path: str, row: TableRow, problems: list[Problem]) -> list[str]:
    columns: list[str] = []
    for place, cell in enumerate(row.cells):
        name = _KNOWN.get(key(cell.replace("_", " "))) or _KNOWN.get(key(cell))
        if name is None:
            name = cell
            if cell:
                problems.append(Problem(row.number, _at(row, place, _unknown_column(name))))
        if name and name in columns:
            raise StaffingTableError(
                Bilingual(f"two columns mean “{name}”", f"kaks veergu tähendavad „{name}“"),
                where=f"{path}:{row.place(place) if row.sheet else row.number}",
                remedy=Bilingual("Keep one of them.", "Jäta neist alles üks."),
            )
        columns.append(name)
    return columns


def _no_titles(table: Table) -> StaffingTableError:
    given = ", ".join(cell for cell in table.rows[0].cells if cell)
    takes = ", ".join(name for name, column in HEADERS.items() if column == "title")
    return StaffingTableError(
        Bilingual(
            f"no column for the title of the post among: {given}", f"ametinimetuse veergu pole; on: {given}"
        ),
        where=f"{table.path}:{table.rows[0].number}",
        remedy=Bilingual(
            f"Name one column “title” (or: {takes}); the headers must be among the first 20 rows.",
            f"Pane ühe veeru nimeks „ametinimetus“ (või: {takes}, title); päised peavad olema esimeses 20 reas.",
        ),
    )


def _left_out(sheet: str) -> Bilingual:
    return Bilingual(
        f"the sheet “{sheet}” has no column of titles and is left out",
        f"lehel „{sheet}“ pole ametinimetuse veergu; jäi välja",
    )


def _at(row: TableRow, column: int | None, message: Bilingual) -> Bilingual:
    """Return a message with the sheet and cell it speaks of, where there are sheets."""
    if row.sheet is None:
        return message
    return Bilingual(f"{row.place(column)}: {message.en}", f"{row.place(column)}: {message.et}")


def _unknown_column(name: str) -> Bilingual:
    near = difflib.get_close_matches(name.lower(), [*COLUMNS, *HEADERS], n=1)
    hint = (f"; did you mean “{near[0]}”?", f"; kas mõtlesid „{near[0]}“?") if near else ("", "")
    return Bilingual(
        f"the column “{name}” is not known and is kept as a note{hint[0]}",
        f"veerg „{name}“ pole tuttav ja jääb märkuseks{hint[1]}",
    )


def _named(record: _Record, problems: list[Problem]) -> bool:
    if record.get("title"):
        return True
    problems.append(record.problem(_NO_TITLE))
    return False


def _row(record: _Record, problems: list[Problem]) -> StaffingRow:
    line = record.row.number
    title, specialisation = _split_bracket(record.get("title"))
    return StaffingRow(
        line=line,
        sheet=record.row.sheet,
        organisation=_named_in(record.get("organisation")),
        unit=tuple(part.strip() for part in record.get("unit").split(">") if _named_in(part)),
        title=title,
        specialisation=_named_in(record.get("specialisation")) or specialisation,
        places=_places(record, problems),
        manager=_mentions(record, "manager", title),
        substituted_by=_mentions(record, "substituted_by", title),
        substitutes=_mentions(record, "substitutes", title),
        service_group=record.get("service_group") or None,
        kind=_kind(record, problems),
        id=_named_in(record.get("id")),
        notes=tuple(
            Text(f"{name}: {value}", line)
            for name in sorted(record.columns)
            if name not in COLUMNS and (value := record.get(name))
        ),
    )


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
    whole = re.fullmatch(r"(\d+)(?:[.,]0+)?", text)  # a spreadsheet may write 1 as 1,0
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
    parts = (part.strip() for part in record.get(name).split(";"))
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


_NO_TITLE: Final = Bilingual("the row has no title and is left out", "real pole ametinimetust; jäi välja")
_TOO_MANY_CELLS: Final = Bilingual(
    "the row has more cells than there are headers; the rest is left out",
    "real on rohkem lahtreid kui päiseid; ülejäänud jäid välja",
)
