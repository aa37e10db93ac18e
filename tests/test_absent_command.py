"""``ajgraph absent`` with days, calendars, capacities and designations, as a script sees it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ajgraph import cli, language
from ajgraph.build import build
from tests.helpers import ROOT

CALENDAR = ROOT / "data" / "leave" / "puhkused-2026.csv"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("absent") / "store"
    build([ROOT / "data" / "agency"], where)
    return where


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], store: Path) -> Iterator[Run]:
    def run(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main(["absent", *map(str, arguments), "-s", str(store), "--lang", "en"])
        captured = capsys.readouterr()
        return int(ended.value.code or 0), captured.out, captured.err

    yield run
    language.use("en")


def test_one_day_is_the_object_of_the_contract_with_its_day(run: Run) -> None:
    code, text, err = run("--on", "22.07.2026", "--calendar", CALENDAR)
    found = json.loads(text)
    assert (code, err) == (1, "")
    assert (found["from"], found["to"], found["covered"], found["left_out"]) == (
        "2026-07-22",
        "2026-07-22",
        False,
        [],
    )
    assert len(found["away"]) == len(found["assignment"]) + len(found["uncovered"]) == 8
    assert len(found["unknown"]) == 1


def test_several_days_are_periods_without_a_gap(run: Run) -> None:
    code, text, _ = run("RA-044", "--from", "2026-05-30", "--to", "2026-06-10", "--calendar", CALENDAR)
    found = json.loads(text)
    assert (code, found["covered"]) == (0, True)
    assert [(one["from"], one["to"], len(one["away"])) for one in found["periods"]] == [
        ("2026-05-30", "2026-05-31", 1), ("2026-06-01", "2026-06-07", 2), ("2026-06-08", "2026-06-10", 4),
    ]  # fmt: skip


def test_the_page_and_the_table_bear_the_days(run: Run) -> None:
    days = ("--from", "2026-05-30", "--to", "2026-06-01", "--calendar", CALENDAR)
    _, page, _ = run(*days, "--format", "page")
    assert page.startswith("2026-05-30 – 2026-05-31: nobody is away\n\n2026-06-01, away: Talitusejuhataja")
    _, table, _ = run("RA-044", *days, "--format", "table")
    assert table.splitlines()[0].split() == ["from", "to", "absent", "substitute", "status"]
    assert table.count("2026-05-30   2026-05-31") == 1


def test_designating_and_capacity_cover_what_was_uncovered(run: Run) -> None:
    three = ("RA-044", "RA-045", "RA-046")
    assert run(*three)[0] == 1
    code, page, _ = run(*three, "--designate", "RA-044 = RA-001", "--format", "page")
    assert (code, "Peaspetsialist (kallasrada) ← Peadirektor  (as you decide)" in page) == (0, True)
    code, text, _ = run(*three, "--capacity", 2)
    assert (code, json.loads(text)["capacity"]) == (0, 2)


def test_rows_that_cannot_be_used_are_findings(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "kood,algus,lõpp\nRA-045,2026-07-01,2026-07-02\nRA-999,2026-07-01,2026-07-02\n", encoding="utf-8"
    )
    code, text, err = run("--on", "2026-07-01", "--calendar", path)
    found = json.loads(text)
    assert (code, found["covered"], [one["line"] for one in found["left_out"]]) == (1, True, [3])
    assert f"{path}:3: there is no post “RA-999”" in err
    assert run("--on", "2026-07-01", "--calendar", path, "--format", "page")[1].startswith(
        "1 row is left out"
    )
    path.write_text("kood,algus,lõpp\nRA-999,2026-07-01,2026-07-02\n", encoding="utf-8")
    code, text, err = run("RA-044", "--on", "2026-07-01", "--calendar", path)
    assert (code, text) == (3, "")
    assert "no absence in it can be used" in err


def test_a_calendar_of_another_year_is_told(run: Run) -> None:
    code, _, err = run("RA-044", "--on", "2027-07-01", "--calendar", CALENDAR)
    assert code == 0
    assert err.startswith(
        "nobody is away on the days asked about: the calendar is of 2026-06-01 – 2026-08-30\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "no post is named"),
        (("RA-044", "--calendar", CALENDAR), "a calendar needs a day"),
        (("RA-044", "--from", "2026-07-02"), "--from and --to go together"),
        (
            ("RA-044", "--from", "2026-07-02", "--to", "2026-07-01"),
            "ends (2026-07-01) before it begins (2026-07-02)",
        ),
        (("RA-044", "--on", "2026-07-02", "--to", "2026-07-03"), "--on is one day"),
        (("RA-044", "--on", ""), "“” is no date"),
        (("RA-044", "--designate", "RA-044"), "“RA-044” names no post and substitute"),
        (("RA-044", "--designate", "RA-044=Keegi"), "there is no post “Keegi”"),
        (("RA-044", "--capacity", "0"), "--capacity"),
        (("RA-044", "RA-044"), "2 places of Peaspetsialist (kallasrada) are to be absent, but it has 1"),
    ],
)
def test_what_cannot_be_asked(run: Run, arguments: tuple[object, ...], said: str) -> None:
    code, text, err = run(*arguments)
    assert (code, text) == (2, "")
    assert said in err
