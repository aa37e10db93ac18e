"""Staffing tables: headers in both languages, what is kept, and what is said about bad ones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ajgraph.errors import UnreadableInput
from ajgraph.headers import NOTE, columns_of, unknown
from ajgraph.pages.staffing import staffing_page
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


def test_unknown_columns_are_notes_but_for_those_of_persons_which_are_said_by_their_headers_alone(
    tmp_path: Path,
) -> None:
    found = table(
        tmp_path,
        "title,plases,Palk,Nimi,Asendaja nimi,Isikukood,\nJurist,2,1834,Mari Muster,Jaan Muster,38001085718,salajane\n",
    )
    said = problems(found)
    assert [line for line, _ in said] == [1] * 6
    assert "“plases”" in said[0][1]
    assert "did you mean “places”?" in said[0][1]
    assert [note.value for note in found.rows[0].notes] == ["plases: 2"]
    for header, (_, message) in zip(
        ("Palk", "Nimi", "Asendaja nimi", "Isikukood", "G1"), said[1:], strict=True
    ):
        assert header in message
        assert "not read" in message
    for value in ("1834", "Muster", "38001085718", "salajane"):
        assert value not in repr(found)


@pytest.mark.parametrize(
    ("headers", "meaning"),
    [
        (
            "Asendaja|asendajad|Asendaja(d)|ASENDAJA|Asendaja ametinimi|Kes teda asendab|Asendajaks|Esimene asendaja",
            "substituted_by",
        ),
        ("Substitute|Substitute(s)|Deputy|substituted by|Substituted_by|Replaced by", "substituted_by"),
        ("Asendab|Keda asendab|keda ta asendab|Asendatav|Asendatavad ametikohad", "substitutes"),
        ("substitutes|Substitutes for|Stands in for|Deputy for", "substitutes"),
        ("Vahetu juht|Otsene ülemus|Kellele allub|Juht|Reports to|Line manager", "manager"),
        ("Ametinimetus|AMETIKOHT:|Ametikoht / Position|Job title|Ametikoht (nimetus)|Positsioon", "title"),
        ("Üksus|Talitus|Struktuuriüksus|Department|Struktuuriüksuse nimi", "unit"),
        ("Kohti|Koosseisukohti|Ametikohtade arv|Kohti (2026)|Headcount", "places"),
        ("Ametikoha liik|kind", "kind"),
        ("Ametikoha põhigrupp|Teenistusgrupp", "service_group"),
        ("Ametikoha kood|ID|Position ID", "id"),
        ("Asutus|Asutuse nimetus|Agency", "organisation"),
    ],
)
def test_columns_are_known_by_what_their_headers_mean(headers: str, meaning: str) -> None:
    for header in headers.split("|"):
        (column,) = columns_of([header])
        assert (header, column.meaning) == (header, meaning)


NOT_READ = (
    "Palk|Nimi|Teenistuja|Teenistuja nimi|Töötaja|Isikukood|Asendaja nimi|Juhi nimi|Asendaja telefon|Deputy name|Name"
    "|Salary|Palgaaste|E-post|Sünniaeg|Sugu|Puudumise põhjus|Lapsehoolduspuhkusel|Pangakonto|Eelmine täitis"
)
NOTES = "Märkused|Ülesanded|Alluvad|Nõuded|Asendus|Haridus|Asukoht|Valdkond|Kuupäev"


@pytest.mark.parametrize("header", NOT_READ.split("|"))
def test_columns_of_persons_and_pay_are_not_read(header: str) -> None:
    (column,) = columns_of([header])
    assert column.meaning is None
    for message in (unknown(column).en, unknown(column).et):
        assert header in message


@pytest.mark.parametrize("header", NOTES.split("|"))
def test_columns_without_a_meaning_here_are_notes(header: str) -> None:
    (column,) = columns_of([header])
    assert column.meaning == NOTE
    for message in (unknown(column).en, unknown(column).et):
        assert header in message


def test_what_is_said_of_a_column_that_is_known_elsewhere() -> None:
    said = [unknown(columns_of([header])[0]).en for header in ("Ülesanded", "Asendamine")]
    assert "job descriptions" in said[0]
    assert "who stands in for whom" in said[1]


def test_a_personal_code_in_a_note_is_masked(tmp_path: Path) -> None:
    found = table(tmp_path, "title,Märkus\nJurist,lapsehoolduspuhkusel 38001085718\n")
    (note,) = found.rows[0].notes
    assert note.value.startswith("Märkus: lapsehoolduspuhkusel")
    assert "38001085718" not in note.value


def test_both_directions_under_the_labels_of_descriptions(tmp_path: Path) -> None:
    found = table(
        tmp_path,
        "Ametikoht;Asendaja(d);Teine asendaja;Asendab\nJurist;nõunik;arst;\nNõunik;;;jurist\n",
    )
    assert [[one.title for one in row.substituted_by] for row in found.rows] == [["nõunik", "arst"], []]
    assert [[one.title for one in row.substitutes] for row in found.rows] == [[], ["jurist"]]
    assert found.states == ("substituted_by", "substitutes")
    assert not found.problems


def test_a_column_for_each_level_gives_the_path_of_units(tmp_path: Path) -> None:
    found = table(
        tmp_path,
        "Osakond,Talitus,Ametinimetus\nMereosakond,Sadamatalitus,Jurist\nMereosakond,,Arst\nMereosakond,mere-osakond,Kokk\n",
    )
    assert [row.unit for row in found.rows] == [
        ("Mereosakond", "Sadamatalitus"),
        ("Mereosakond",),
        ("Mereosakond",),
    ]


def test_a_listed_header_counts_before_another_one_of_its_meaning(tmp_path: Path) -> None:
    found = table(tmp_path, "Positsioon,Ametinimetus\n12,Jurist\n")
    assert [row.title for row in found.rows] == ["Jurist"]
    assert [(column.header, column.meaning) for column in found.columns] == [
        ("Positsioon", NOTE),
        ("Ametinimetus", "title"),
    ]
    assert ["Positsioon" in message for _, message in problems(found)] == [True]
    again = table(tmp_path, "Ametinimetus,Juht,Allub\nJurist,direktor,nõunik\n")
    assert [[one.title for one in row.manager] for row in again.rows] == [["direktor"]]
    assert ["Allub" in message for _, message in problems(again)] == [True]


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
        ("Mari,38001085718\n", "no column for the title of the post among: Mari, _"),
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


def test_the_page_shows_what_each_column_was_taken_for_and_no_value_of_the_rest(tmp_path: Path) -> None:
    text = "Ametikoht;Kohti;Asendaja;Palk;Nimi\nJurist;2;nõunik;1834;Mari Muster\nNõunik;;;;Jaan Muster\n"
    lines = staffing_page(table(tmp_path, text)).splitlines()
    assert "Rows with a post: 2. Places: 2 (rows where they are not stated: 1)." in lines[1]
    assert [" ".join(line.split()) for line in lines[3:]] == [
        "Ametikoht title of the post",
        "Kohti number of places",
        "Asendaja who stands in for the post",
        "Palk – not read",
        "Nimi – not read",
    ]
    assert "Muster" not in "".join(lines)


def test_the_page_parts_the_sheets(tmp_path: Path) -> None:
    book = workbook(tmp_path / "k.xlsx", {"A": [("ametikoht",), ("Jurist",)], "B": [("post",), ("Arst",)]})
    lines = staffing_page(read_staffing(book)).splitlines()
    assert [line.strip() for line in lines if line.startswith("  Columns")] == [
        "Columns (A):",
        "Columns (B):",
    ]


def test_a_leave_calendar_in_a_workbook_of_posts_is_left_out_and_said(tmp_path: Path) -> None:
    book = workbook(
        tmp_path / "k.xlsx",
        {
            "Koosseis": [("ametikoht", "kohti", "alates"), ("Jurist", 1, "2026-01-01")],
            "Puhkused": [("ametikoht", "algus", "lõpp"), ("Arst", "2026-07-01", "2026-07-02")],
        },
    )
    found = read_staffing(book)
    assert [row.title for row in found.rows] == ["Jurist"]
    assert (1, "the sheet “Puhkused” is a leave calendar and is left out") in problems(found)


def test_rows_of_totals_and_headers_are_no_posts_and_half_a_place_is_said(tmp_path: Path) -> None:
    found = table(tmp_path, 'Ametikoht,Kohti\nJurist,1 koht\nNõunik,"0,5"\nAmetikoht,Kohti\nKOKKU,"1,5"\n')
    assert [(row.title, row.places) for row in found.rows] == [("Jurist", 1), ("Nõunik", None)]
    assert [line for line, _ in problems(found)] == [3, 4, 5]


def test_the_name_of_a_person_is_no_post_and_is_said_without_the_name(tmp_path: Path) -> None:
    found = table(tmp_path, "Ametikoht,Asendaja\nJurist,Jaan Tamm\nNõunik,Jurist\n")
    assert [len(row.substituted_by) for row in found.rows] == [0, 1]
    ((line, message),) = problems(found)
    assert line == 2
    assert "Tamm" not in message
