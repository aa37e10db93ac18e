"""Tables from files: CSV and workbooks (XLSX, XLSM, XLS, ODS) as rows of text, each cell with its place.

What a table means (a koosseis, a leave calendar) is for others; here are encodings, delimiters, merged cells and
numbers that a spreadsheet writes as 1.0.
"""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ajgraph.documents.text import decode
from ajgraph.errors import UnreadableInput
from ajgraph.language import Bilingual

WORKBOOKS: Final = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
ENDINGS: Final = frozenset({".csv", ".tsv", *WORKBOOKS})
"""Endings of files that are taken for tables: by their name, because any text could be a CSV."""

_MOST_ABOVE: Final = 20
"""In how many rows the headers are looked for: a title may stand above them."""
_MOST_CELLS: Final = 2_000_000
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MEDIA_TYPES: Final = {
    ".xls": "application/vnd.ms-excel",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row that is not empty: its cells as text, its number from 1, and its sheet (None in a CSV)."""

    number: int
    cells: tuple[str, ...]
    sheet: str | None = None

    def place(self, column: int | None = None) -> str:
        """Return where the row, or one of its cells, stands: "12", "Koosseis!B12".

        >>> Row(12, ("a", "b"), "Koosseis").place(1), Row(12, ("a",)).place()
        ('Koosseis!B12', '12')
        """
        cell = str(self.number) if column is None else f"{_letters(column)}{self.number}"
        return cell if self.sheet is None else f"{self.sheet}!{cell}"


@dataclass(frozen=True, slots=True)
class Table:
    """A file's rows, sheet by sheet; hidden sheets are left out.

    ``assumed`` says that nothing in a CSV told its ``encoding``.
    """

    path: str
    sha256: str
    media_type: str
    rows: tuple[Row, ...]
    encoding: str = "utf-8"
    assumed: bool = False


def is_table(name: str) -> bool:
    """Say whether a file of this name is taken for a table."""
    return Path(name).suffix.lower() in ENDINGS


def table_of(content: bytes, where: str) -> Table:
    """Return the table in the bytes of a file; raises :class:`~ajgraph.errors.UnreadableInput` for what is none."""
    sha256 = hashlib.sha256(content).hexdigest()
    ending = Path(where).suffix.lower()
    if ending in WORKBOOKS:
        return Table(where, sha256, _MEDIA_TYPES.get(ending, _XLSX), _workbook(content, where))
    text, encoding, assumed = decode(content, where)
    return Table(where, sha256, "text/csv", _csv(text, where), encoding, assumed)


def _csv(text: str, where: str) -> tuple[Row, ...]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    before = 0
    try:
        for cells in reader:
            number, before = before + 1, reader.line_num
            if any(cell.strip() for cell in cells):
                rows.append(Row(number, tuple(cell.strip() for cell in cells)))
    except csv.Error as error:
        raise UnreadableInput(
            Bilingual(f"this line is no CSV: {error}", f"see rida pole CSV: {error}"),
            where=f"{where}:{reader.line_num}",
            remedy=Bilingual("Save the table as CSV again.", "Salvesta tabel uuesti CSV-na."),
        ) from error
    return tuple(rows)


def _workbook(content: bytes, where: str) -> tuple[Row, ...]:
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        rows: list[Row] = []
        for about in workbook.sheets_metadata:
            if about.visible != SheetVisibleEnum.Visible or about.typ != SheetTypeEnum.WorkSheet:
                continue
            sheet = workbook.get_sheet_by_name(about.name)
            if sheet.total_height * sheet.total_width > _MOST_CELLS:
                raise _unreadable(where, about.name, _TOO_LARGE)
            values = [[_text(cell) for cell in cells] for cells in sheet.to_python(skip_empty_area=False)]
            _fill_merged(values, sheet.merged_cell_ranges or ())
            rows += [
                Row(number, tuple(cells), about.name)
                for number, cells in enumerate(values, start=1)
                if any(cells)
            ]
    except PasswordError as error:
        raise _unreadable(where, None, _ENCRYPTED) from error
    except CalamineError as error:
        message = Bilingual(f"this is no workbook: {error}", f"see pole töövihik: {error}")
        raise _unreadable(where, None, message) from error
    return tuple(rows)


def _fill_merged(values: list[list[str]], ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Write the text of a merged cell into each of its rows; over columns it stands once, as it is seen."""
    for (top, left), (bottom, _) in ranges:
        if top < len(values) and left < len(values[top]):
            for row in values[top + 1 : bottom + 1]:
                row[left] = values[top][left]


def _text(value: object) -> str:
    """Return a cell as text: 2.0 as "2", dates as ISO."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, datetime.date | datetime.time | datetime.datetime):
        return value.isoformat()
    return " ".join(str(value).split())


def _letters(column: int) -> str:
    """Return the letters of a column, counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _unreadable(where: str, sheet: str | None, message: Bilingual) -> UnreadableInput:
    return UnreadableInput(
        message,
        where=f"{where}:{sheet}" if sheet else where,
        remedy=Bilingual("Save the table as CSV or XLSX again.", "Salvesta tabel uuesti CSV või XLSX-ina."),
    )


def heading_row(rows: Sequence[Row], known: Callable[[str], bool]) -> int | None:
    """Return the index of the row of headers: among the first rows, the first with a cell that is ``known``."""
    for index, row in enumerate(rows[:_MOST_ABOVE]):
        if any(known(cell) for cell in row.cells):
            return index
    return None


_ENCRYPTED: Final = Bilingual("the workbook is encrypted", "töövihik on krüptitud")
_TOO_LARGE: Final = Bilingual("the sheet is too large", "leht on liiga suur")
