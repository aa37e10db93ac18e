"""Staffing tables: headers in both languages, what is kept, and what is said about bad ones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ajgraph.errors import UnreadableInput
from ajgraph.staffing import StaffingTable, read_staffing
from tests.test_tables import workbook


def table(tmp_path: Path, text: str | bytes) -> StaffingTable:
    path = tmp_path / "koosseis.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_staffing(path)


def problems(found: StaffingTable) -> list[tuple[int, str]]:
    return [(problem.line, problem.message.en) for problem in found.problems]


ENGLISH = """organisation,unit,title,specialisation,places,manager,substituted_by,substitutes,service_group,kind,id
Rannaamet,Mereosakond > Sadamatalitus,Nõunik,sadamad,2,talituse juhataja,jurist; nõunik,jurist,spetsialist,ametikoht,RA-1
"""
ESTONIAN = """asutus;üksus;ametinimetus;täpsustus;kohti;vahetu juht;kes asendab;keda asendab;teenistusgrupp;liik;kood
Rannaamet;Mereosakond > Sadamatalitus;Nõunik;sadamad;2;talituse juhataja;"jurist; nõunik";jurist;spetsialist;ametikoht;RA-1
"""


@pytest.mark.parametrize(
    "text", [ENGLISH, ESTONIAN, ESTONIAN.replace(";", "\t").replace('"jurist\t', '"jurist;')]
)
def test_the_same_row_under_english_and_estonian_headers_and_any_delimiter(tmp_path: Path, text: str) -> None:
    found = table(tmp_path, text)
    (row,) = found.rows
    assert (row.organisation, row.unit, row.title, row.specialisation) == (
        "Rannaamet",
        ("Mereosakond", "Sadamatalitus"),
        "Nõunik",
        "sadamad",
    )
    assert (row.places, row.service_group, row.kind, row.id, row.line) == (
        2,
        "spetsialist",
        "ametikoht",
        "RA-1",
        2,
    )
    assert [one.title for one in row.manager] == ["talituse juhataja"]
    assert [(one.title, one.kind) for one in row.substituted_by] == [("jurist", "post"), ("nõunik", "peer")]
    assert [one.title for one in row.substitutes] == ["jurist"]
    assert found.states == ("substituted_by", "substitutes")
    assert not found.problems


def test_a_bracket_in_the_title_is_its_specialisation_and_places_may_be_unknown(tmp_path: Path) -> None:
    (row,) = table(tmp_path, "title,places\nNõunik (sadamad),\n").rows
    assert (row.title, row.specialisation, row.places, row.unit, row.organisation) == (
        "Nõunik",
        "sadamad",
        None,
        (),
        None,
    )


@pytest.mark.parametrize(
    ("cell", "places"),
    [("0", 0), ("0,0", 0), ("00", 0), ("2,0", 2), ("010", 10), ("", None), ("0,5", None), ("-1", None)],
)
def test_no_place_is_a_number_of_places(tmp_path: Path, cell: str, places: int | None) -> None:
    found = table(tmp_path, f"title;places\nNõunik;{cell}\n")
    assert found.rows[0].places == places
    assert bool(found.problems) == (places is None and cell != "")


def test_unknown_columns_are_kept_as_notes_and_said(tmp_path: Path) -> None:
    found = table(tmp_path, "title,plases,ruum\nNõunik,2,305\n")
    assert [note.value for note in found.rows[0].notes] == ["plases: 2", "ruum: 305"]
    said = problems(found)
    assert [line for line, _ in said] == [1, 1]
    assert "“plases”" in said[0][1]
    assert "“places”" in said[0][1]
    assert "“ruum”" in said[1][1]


def test_rows_that_cannot_be_used_are_said_and_the_rest_goes_on(tmp_path: Path) -> None:
    found = table(
        tmp_path, "title,places,kind\n,3,ametikoht\n\nJurist,paar,ametnik\nNõunik,1,töökoht,liigne\n"
    )
    assert [(row.title, row.places, row.kind) for row in found.rows] == [
        ("Jurist", None, None),
        ("Nõunik", 1, "töökoht"),
    ]
    assert [line for line, _ in problems(found)] == [2, 4, 4, 5]


def test_managers_that_go_round_are_said_once_with_their_path(tmp_path: Path) -> None:
    rows = "title,manager\nJuhataja,nõunik\nNõunik,jurist\nJurist,juhataja\nArst,juhataja\n"
    said = problems(table(tmp_path, rows))
    assert said == [(2, "the managers go round: Juhataja → Nõunik → Jurist → Juhataja")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("nimi,kohti\nJurist,1\n", "no column for the title"),
        ("", "no post"),
        ("title,places\n", "no post"),
        ("title,ametinimetus\nJurist,Jurist\n", "two columns"),
        ('title,places\n"Jurist,1\n', "no CSV"),
    ],
)
def test_an_unusable_table_says_what_and_where(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(UnreadableInput, match=words) as caught:
        table(tmp_path, text)
    assert caught.value.where
    assert "koosseis.csv" in caught.value.where
    assert caught.value.remedy


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput):
        table(tmp_path, b"PK\x03\x04" + bytes(range(256)))


def test_an_old_encoding_is_read(tmp_path: Path) -> None:
    assert table(tmp_path, "title,unit\nNõunik,Häirekeskus\n".encode("cp1257")).rows[0].title == "Nõunik"


def test_headers_may_stand_below_a_title(tmp_path: Path) -> None:
    found = table(tmp_path, "Rannaameti koosseis 1.1.2026;;\n;;\nJrk;Ametinimetus;Kohti\n1;Jurist;2\n")
    assert [(row.title, row.places, row.line) for row in found.rows] == [("Jurist", 2, 4)]


def test_a_workbook_gives_the_rows_of_every_sheet_with_titles(tmp_path: Path) -> None:
    head = ("üksus", "ametinimetus", "kohti", "kes asendab")
    path = workbook(
        tmp_path / "koosseis.xlsx",
        {
            "Keskus": [
                head,
                ("Mereosakond", "Jurist", 2, "nõunik"),
                (None, "Nõunik (sadamad)", "paar", None),
            ],
            "Piirkond": [head, ("Lõunaosakond", "Arst", 1.0, None)],
            "Märkused": [("Kinnitatud", "1.1.2026")],
        },
        merged=("A2:A3",),
    )
    found = read_staffing(path)
    assert [
        (row.sheet, row.line, row.unit, row.title, row.specialisation, row.places) for row in found.rows
    ] == [
        ("Keskus", 2, ("Mereosakond",), "Jurist", None, 2),
        ("Keskus", 3, ("Mereosakond",), "Nõunik", "sadamad", None),
        ("Piirkond", 2, ("Lõunaosakond",), "Arst", None, 1),
    ]
    assert problems(found) == [
        (1, "the sheet “Märkused” has no column of titles and is left out"),
        (3, "Keskus!C3: “paar” is no number of places; taken as unknown"),
    ]
    assert found.states == ("substituted_by",)
    assert found.media_type.endswith("spreadsheetml.sheet")


def test_csv_and_workbook_say_the_same(tmp_path: Path) -> None:
    rows = [
        line.split(";")
        for line in ESTONIAN.replace('"', "").replace("jurist; nõunik", "jurist, nõunik").splitlines()
    ]
    book = read_staffing(workbook(tmp_path / "k.xlsx", {"Leht1": [tuple(row) for row in rows]}))
    plain = table(tmp_path, "\n".join(";".join(row) for row in rows))
    assert [replace(row, sheet=None) for row in book.rows] == list(plain.rows)
