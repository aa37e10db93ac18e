"""Leave calendars: the same absences from CSV and a workbook, in both languages, problems with their place."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from ajgraph.calendars import Leave, read_calendar
from ajgraph.content import content_of
from ajgraph.errors import UnreadableInput
from tests.test_tables import workbook

JULY = (datetime.date(2026, 7, 1), datetime.date(2026, 7, 14))
JURIST = Leave("Jurist", None, "õigusosakond", "A", *JULY, 2)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1257"])
@pytest.mark.parametrize(
    "head", [("ametikoht", "üksus", "nimi", "algus", "lõpp"), ("post", "unit", "holder", "from", "to")]
)
def test_csv_in_both_languages(tmp_path: Path, delimiter: str, encoding: str, head: tuple[str, ...]) -> None:
    path = tmp_path / "puhkused.csv"
    lines = [head, ("Jurist", "õigusosakond", "A", "2026-07-01", "14.07.2026")]
    path.write_bytes("\n".join(delimiter.join(line) for line in lines).encode(encoding))
    found = read_calendar(path)
    assert (found.leaves, found.problems) == ((JURIST,), ())


def test_a_workbook_with_a_title_above_merged_units_and_real_dates(tmp_path: Path) -> None:
    rows: list[tuple[object, ...]] = [
        ("Puhkuste ajakava 2026",),
        ("Üksus", "Ametikoht", "Puhkuse algus", "Puhkuse lõpp"),
        ("õigusosakond", "Jurist", *JULY),
        (None, "Nõunik", *JULY),
    ]
    found = read_calendar(workbook(tmp_path / "puhkused.xlsx", {"2026": rows}, merged=("A3:A4",)))
    assert [(one.post, one.unit, one.begin, one.end, one.sheet) for one in found.leaves] == [
        ("Jurist", "õigusosakond", *JULY, "2026"),
        ("Nõunik", "õigusosakond", *JULY, "2026"),
    ]


def test_problems_have_their_sheet_and_cell(tmp_path: Path) -> None:
    rows: list[tuple[object, ...]] = [
        ("id", "from", "to"),
        ("RA-1", "juulis", "2026-07-14"),
        ("RA-2", "2026-07-14", "2026-07-01"),
        ("", "2026-07-14", "2026-07-15"),
        ("RA-3", "2026-07-01", "2026-07-14"),
    ]
    found = read_calendar(workbook(tmp_path / "p.xlsx", {"Leht": rows, "Muu": [("x", "y")]}))
    assert [one.id for one in found.leaves] == ["RA-3"]
    assert [problem.message.en.partition(":")[0] for problem in found.problems] == [
        "Leht!B2",
        "Leht!C3",
        "Leht!A4",
        "Muu!1",
    ]


def test_a_table_of_something_else_is_no_calendar(tmp_path: Path) -> None:
    path = tmp_path / "koosseis.csv"
    path.write_text("ametinimetus,kohti\nJurist,2\n", encoding="utf-8")
    with pytest.raises(UnreadableInput) as caught:
        read_calendar(path)
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("head", "is_calendar"),
    [
        ("ametikoht,nimi,algus,lõpp", True),
        ("kood,alates,kuni", True),
        ("Job title,Start date,End date", True),
        ("ametikoht,kohti,alates,kuni", False),
        ("ametikoht,asendaja,algus,lõpp", False),
        ("ametikoht,algus", False),
    ],
)
def test_a_calendar_among_documents_is_no_staffing_table(head: str, is_calendar: bool) -> None:
    cells = ",".join("2026-07-01" if "a" in one else "Jurist" for one in head.split(","))
    found = content_of(f"{head}\n{cells}\n".encode(), "puhkused.csv")
    assert (found.table is None) == is_calendar
    assert any("a leave calendar" in note.message.en for note in found.notes) == is_calendar


def test_what_may_move_and_within_which_days(tmp_path: Path) -> None:
    path = tmp_path / "puhkused.csv"
    path.write_text(
        "kood;algus;lõpp;kindel;varaseim;hiliseim\n"
        "RA-1;1.7.2026;14.7.2026;jah;;\n"
        "RA-2;1.7.2026;14.7.2026;;1.6.2026;31.8.2026\n"
        "RA-3;1.7.2026;14.7.2026;võib-olla;2.7.2026;juulis\n",
        encoding="utf-8",
    )
    found = read_calendar(path)
    july = JULY[0]
    assert [(one.fixed, one.earliest, one.latest) for one in found.leaves] == [
        (True, None, None),
        (False, july.replace(month=6), datetime.date(2026, 8, 31)),
        (True, july, None),
    ]
    assert [(problem.line, problem.message.en) for problem in found.problems] == [
        (4, "“võib-olla” is neither yes nor no; the absence is taken as fixed"),
        (4, "“juulis” is no date like 2026-07-01 or 1.7.2026"),
        (4, "it begins before the earliest day"),
    ]


def test_days_of_no_likely_year_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "puhkused.csv"
    path.write_text(
        "kood,algus,lõpp,varaseim,hiliseim\n"
        "RA-1,9999-12-31,9999-12-31,,\n"
        "RA-2,01.07.0202,05.07.0202,,\n"
        "RA-3,2026-07-01,2026-07-05,0202-01-01,9999-12-31\n"
        "RA-4,1990-01-01,1990-01-02,,\n"
        "RA-5,2100-12-30,2100-12-31,,\n",
        encoding="utf-8",
    )
    found = read_calendar(path)
    assert [one.id for one in found.leaves] == ["RA-3", "RA-4", "RA-5"]
    assert (found.leaves[0].earliest, found.leaves[0].latest) == (
        datetime.date(1990, 1, 1),
        datetime.date(2100, 12, 31),
    )
    assert [problem.line for problem in found.problems] == [2, 3, 4, 4]


@pytest.mark.parametrize(
    "cell", ["7/1/2026", "01.07.2026-05.07.2026", "1.7.2026 kuni õhtuni", "juuli 2026", ""]
)
def test_a_cell_that_holds_no_day_or_more_than_one_is_left_out_and_told(tmp_path: Path, cell: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        f"ametikoht,algus,lõpp\nJurist,{cell},2026-07-09\nJurist,2026-07-01,9.7.2026\n", encoding="utf-8"
    )
    found = read_calendar(path)
    assert [leave.line for leave in found.leaves] == [3]
    (problem,) = found.problems
    assert (problem.line, problem.message.en.endswith("; left out")) == (2, True)
