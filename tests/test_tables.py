"""Tables from files: the same rows from CSV and workbooks, and clear words for what is no table."""

from __future__ import annotations

import datetime
import tempfile
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ajgraph.errors import UnreadableInput
from ajgraph.tables import Row, Table, heading_row, is_table, table_of


def load_table(path: Path) -> Table:
    return table_of(path.read_bytes(), path.as_posix())


HEAD = ("üksus", "ametinimetus", "kohti")


def workbook(path: Path, sheets: dict[str, list[tuple[object, ...]]], merged: tuple[str, ...] = ()) -> Path:
    """Write an XLSX file; ``merged`` are ranges of the first sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    for cells in merged:
        book.worksheets[0].merge_cells(cells)
    book.save(path)
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1257", "iso8859-15"])
def test_csv_in_every_delimiter_and_encoding(tmp_path: Path, delimiter: str, encoding: str) -> None:
    path = tmp_path / "k.csv"
    lines = [HEAD, ("Õigusosakond", "Jurist žüriis", "2"), ("", "", ""), ("Õigusosakond", "Nõunik", "1")]
    path.write_bytes("\r\n".join(delimiter.join(line) for line in lines).encode(encoding))
    assert load_table(path).rows == (Row(1, HEAD), Row(2, lines[1]), Row(4, lines[3]))


def test_a_workbook_gives_what_is_seen(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "k.xlsx",
        {
            "Koosseis": [
                HEAD,
                ("Osakond", "Jurist", 2.0),
                (None, " Nõunik\n(õigus) ", 1),
                (None, None, None),
                ("Talitus", "Arst", 0.5),
            ],
            "Muu": [("x", datetime.date(2026, 3, 1), True)],
        },
        merged=("A2:A3",),
    )
    table = load_table(path)
    assert table.rows == (
        Row(1, HEAD, "Koosseis"),
        Row(2, ("Osakond", "Jurist", "2"), "Koosseis"),
        Row(3, ("Osakond", "Nõunik (õigus)", "1"), "Koosseis"),
        Row(5, ("Talitus", "Arst", "0.5"), "Koosseis"),
        Row(1, ("x", "2026-03-01", "true"), "Muu"),
    )
    assert table.rows[1].place(1) == "Koosseis!B2"
    assert table.media_type.endswith("spreadsheetml.sheet")


def test_hidden_sheets_are_left_out(tmp_path: Path) -> None:
    path = workbook(tmp_path / "k.xlsx", {"A": [("a",)], "B": [("b",)]})
    book = openpyxl.load_workbook(path)
    book["B"].sheet_state = "hidden"
    book.save(path)
    assert [row.sheet for row in load_table(path).rows] == ["A"]


def test_the_heading_may_stand_below_a_title() -> None:
    rows = [
        Row(1, ("Rannaameti koosseis",)),
        Row(3, ("Jrk", "AMETI NIMETUS", "Kohti ")),
        Row(4, ("1", "Jurist", "2")),
    ]
    assert heading_row(rows, lambda header: header == "Kohti ") == 1
    assert heading_row(rows, lambda header: header == "Puhkus") is None


def test_files_are_tables_by_their_name() -> None:
    assert [is_table(name) for name in ("a.CSV", "a.xlsx", "a.ods", "a.xls", "a.txt")] == [True] * 4 + [False]


@pytest.mark.parametrize("name", ["k.xlsx", "k.xls", "k.ods"])
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"title\nJurist\n"])
def test_what_is_no_workbook_is_said(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableInput, match="no workbook") as caught:
        load_table(tmp_path / name)
    assert caught.value.remedy


def test_a_sheet_that_claims_millions_of_cells_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "k.xlsx", {"A": [("a",)]})
    book = openpyxl.load_workbook(path)
    book["A"].cell(1_000_000, 5, "far")
    book.save(path)
    with pytest.raises(UnreadableInput, match="too large"):
        load_table(path)


def test_entities_in_a_workbook_are_not_followed(tmp_path: Path) -> None:
    path = workbook(tmp_path / "k.xlsx", {"A": [("a",)]})
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    target = tmp_path / "evil.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'.encode()
                head, _, rest = data.partition(b"<worksheet")
                data = head + entity + b"<worksheet" + rest.replace(b"<v>0</v>", b"<v>&e;</v>")
            new.writestr(name, data)
    try:
        found = load_table(target).rows
    except UnreadableInput:
        return
    assert "SECRET" not in str(found)


def rows_or_remedy(path: Path) -> bool:
    """Say whether a file gives rows, or an error that says what to do."""
    try:
        return isinstance(load_table(path).rows, tuple)
    except UnreadableInput as error:
        return error.remedy is not None


@given(st.binary(max_size=300))
def test_random_bytes_end_in_rows_or_a_clear_word(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name in ("k.xlsx", "k.csv", "k.xls", "k.ods"):
            Path(folder, name).write_bytes(content)
            assert rows_or_remedy(Path(folder, name))


def test_truncated_workbooks_end_in_rows_or_a_clear_word(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "k.xlsx", {"A": [HEAD, ("Osakond", "Jurist", 1)]}).read_bytes()
    for end in range(0, len(whole), 97):
        (tmp_path / "t.xlsx").write_bytes(whole[:end])
        assert rows_or_remedy(tmp_path / "t.xlsx")
