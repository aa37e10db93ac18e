"""Staffing tables (koosseis): posts, units and places from a CSV file, with Estonian or English headers.

Columns in any order: organisation, unit (path with " > "), title, specialisation, places, manager,
substituted_by, substitutes (lists with ";"), service_group, kind (ametikoht/töökoht), id. Columns it does not
know are kept as notes of the row and said so.
"""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ajgraph.description import Mention, Problem, Text
from ajgraph.documents import load_text, name_of
from ajgraph.errors import StaffingTableError
from ajgraph.estonian import key
from ajgraph.language import Bilingual
from ajgraph.reading import mentions
from ajgraph.reading.rows import Row

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
KINDS: Final = ("ametikoht", "töökoht")
"""Official (ATS § 7) or employee post."""


@dataclass(frozen=True, slots=True)
class StaffingRow:
    """One row: a post and its number of places (None where the cell is empty, 0 where the post is on paper only)."""

    line: int
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
    rows: tuple[StaffingRow, ...]
    states: tuple[str, ...]
    problems: tuple[Problem, ...]


def read_staffing(path: Path) -> StaffingTable:
    """Read a staffing table.

    Raises :class:`~ajgraph.errors.StaffingTableError` where there is no title column or no row, and
    :class:`~ajgraph.errors.UnreadableInput` where the file is no text.
    """
    text, sha256 = load_text(path)
    problems: list[Problem] = []
    records, columns = _records(path, text, problems)
    rows = tuple(_row(line, record, problems) for line, record in records if _named(line, record, problems))
    if not rows:
        raise StaffingTableError(
            Bilingual("the table names no post", "tabelis pole ühtki ametikohta"),
            where=name_of(path),
            remedy=Bilingual(
                "Fill the column “title” (ametinimetus) of at least one row.",
                "Täida vähemalt ühes reas veerg „ametinimetus“ (title).",
            ),
        )
    problems += _manager_cycles(rows)
    states = tuple(name for name in ("substituted_by", "substitutes") if name in columns)
    return StaffingTable(name_of(path), sha256, rows, states, tuple(sorted(problems, key=lambda p: p.line)))


def is_staffing_table(path: Path) -> bool:
    """Say whether a file is taken for a staffing table: by its name, as nothing else here is CSV."""
    return path.suffix.lower() == ".csv"


def _records(
    path: Path, text: str, problems: list[Problem]
) -> tuple[list[tuple[int, dict[str, str]]], frozenset[str]]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    records: list[tuple[int, dict[str, str]]] = []
    columns: list[str] | None = None
    before = 0
    try:
        for cells in reader:
            line, before = before + 1, reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if columns is None:
                columns = _columns(path, line, cells, problems)
                continue
            if len(cells) > len(columns):
                problems.append(Problem(line, _TOO_MANY_CELLS))
            records.append((line, {name: cell.strip() for name, cell in zip(columns, cells, strict=False)}))
    except csv.Error as error:
        raise StaffingTableError(
            Bilingual(f"this line is no CSV: {error}", f"see rida pole CSV: {error}"),
            where=f"{name_of(path)}:{reader.line_num}",
            remedy=Bilingual("Save the table as CSV again.", "Salvesta tabel uuesti CSV-na."),
        ) from error
    return records, frozenset(columns or ())


def _columns(path: Path, line: int, cells: Sequence[str], problems: list[Problem]) -> list[str]:
    columns = []
    known = {key(name): column for name, column in HEADERS.items()} | {key(name): name for name in COLUMNS}
    for cell in cells:
        name = known.get(key(cell.replace("_", " "))) or known.get(key(cell))
        if name is None:
            name = cell.strip()
            problems.append(Problem(line, _unknown_column(name)))
        if name in columns:
            raise StaffingTableError(
                Bilingual(f"two columns mean “{name}”", f"kaks veergu tähendavad „{name}“"),
                where=f"{name_of(path)}:{line}",
                remedy=Bilingual("Keep one of them.", "Jäta neist alles üks."),
            )
        columns.append(name)
    if "title" not in columns:
        given = ", ".join(cell.strip() for cell in cells)
        takes = ", ".join(name for name, column in HEADERS.items() if column == "title")
        raise StaffingTableError(
            Bilingual(
                f"no column for the title of the post among: {given}",
                f"ametinimetuse veergu pole; on: {given}",
            ),
            where=f"{name_of(path)}:{line}",
            remedy=Bilingual(
                f"Name one column “title” (or: {takes}); the first row must hold the headers.",
                f"Pane ühe veeru nimeks „ametinimetus“ (või: {takes}, title); esimeses reas peavad olema päised.",
            ),
        )
    return columns


def _unknown_column(name: str) -> Bilingual:
    near = difflib.get_close_matches(name.lower(), [*COLUMNS, *HEADERS], n=1)
    hint = (f"; did you mean “{near[0]}”?", f"; kas mõtlesid „{near[0]}“?") if near else ("", "")
    return Bilingual(
        f"the column “{name}” is not known and is kept as a note{hint[0]}",
        f"veerg „{name}“ pole tuttav ja jääb märkuseks{hint[1]}",
    )


def _named(line: int, record: Mapping[str, str], problems: list[Problem]) -> bool:
    if record.get("title"):
        return True
    problems.append(Problem(line, _NO_TITLE))
    return False


def _row(line: int, record: Mapping[str, str], problems: list[Problem]) -> StaffingRow:
    title, specialisation = _split_bracket(record["title"])
    kind = record.get("kind", "").lower() or None
    if kind and kind not in KINDS:
        problems.append(
            Problem(
                line,
                Bilingual(
                    f"“{kind}” is neither ametikoht nor töökoht", f"„{kind}“ pole ei ametikoht ega töökoht"
                ),
            )
        )
        kind = None
    return StaffingRow(
        line=line,
        organisation=_named_in(record.get("organisation", "")),
        unit=tuple(part.strip() for part in record.get("unit", "").split(">") if _named_in(part)),
        title=title,
        specialisation=_named_in(record.get("specialisation", "")) or specialisation,
        places=_places(line, record.get("places", ""), problems),
        manager=_mentions(record, "manager", line, title),
        substituted_by=_mentions(record, "substituted_by", line, title),
        substitutes=_mentions(record, "substitutes", line, title),
        service_group=record.get("service_group") or None,
        kind=kind,
        id=_named_in(record.get("id", "")),
        notes=tuple(
            Text(f"{name}: {value}", line)
            for name, value in sorted(record.items())
            if name not in COLUMNS and value
        ),
    )


def _named_in(cell: str) -> str | None:
    """Return what a cell names; a dash or other sign alone names nothing."""
    return cell.strip() if any(letter.isalnum() for letter in cell) else None


def _split_bracket(title: str) -> tuple[str, str | None]:
    head, bracket, rest = title.partition("(")
    return (head.strip(), rest.rstrip(") ").strip() or None) if bracket and head.strip() else (title, None)


def _places(line: int, text: str, problems: list[Problem]) -> int | None:
    if not text:
        return None
    whole = re.fullmatch(r"(\d+)(?:[.,]0+)?", text)  # a spreadsheet may write 1 as 1,0
    if whole:
        return int(whole[1])
    problems.append(
        Problem(
            line,
            Bilingual(
                f"“{text}” is no number of places; taken as unknown",
                f"„{text}“ pole kohtade arv; loetud teadmata arvuks",
            ),
        )
    )
    return None


def _mentions(record: Mapping[str, str], name: str, line: int, title: str) -> tuple[Mention, ...]:
    parts = (part.strip() for part in record.get(name, "").split(";"))
    own = Text(title, line)
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
        while here is not None and here.line not in seen:
            if here in path:
                cycle = path[path.index(here) :]
                names = " → ".join([*(step.title for step in cycle), here.title])
                message = Bilingual(f"the managers go round: {names}", f"juhid käivad ringi: {names}")
                problems.append(Problem(min(step.line for step in cycle), message))
                break
            path.append(here)
            here = manager_of(here)
        seen |= {step.line for step in path}
    return problems


_NO_TITLE: Final = Bilingual("the row has no title and is left out", "real pole ametinimetust; jäi välja")
_TOO_MANY_CELLS: Final = Bilingual(
    "the row has more cells than there are headers; the rest is left out",
    "real on rohkem lahtreid kui päiseid; ülejäänud jäid välja",
)
