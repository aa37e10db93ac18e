"""``ajgraph leave`` on the sample agency: formats, exit codes, what is said of odd calendars, and the files it writes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import icalendar
import pytest

from ajgraph import language
from ajgraph.analysis.leave.away import Absence, away_of
from ajgraph.calendars import read_calendar
from ajgraph.cli import main
from ajgraph.exports.calendar_file import to_icalendar
from ajgraph.network import organisation_of
from ajgraph.organisation import Organisation, Post
from ajgraph.store import GraphStore
from tests.helpers import ROOT

CALENDARS = ROOT / "data" / "leave"
CSV = CALENDARS / "puhkused-2026.csv"


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "AJGRAPH_STORE"):
        monkeypatch.delenv(name, raising=False)
    yield
    language.use("en")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("agency") / "graph"
    with pytest.raises(SystemExit):
        main(["build", str(ROOT / "data" / "agency" / "koosseis.csv"), str(ROOT / "data" / "agency" / "descriptions"),
              "-s", str(path)])  # fmt: skip
    return path


@pytest.fixture
def run(store: Path, capsys: pytest.CaptureFixture[str]):
    def run(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(["leave", "-s", str(store), *map(str, arguments)])
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return run


def test_the_page_tells_what_is_broken_and_how_to_mend_it(run) -> None:
    code, page, err = run(CSV, "--format", "page")
    assert (code, err) == (1, "")
    assert page.startswith("91 days with somebody away: 37 broken, 8 more not known.\n\nBroken days\n")
    for line in (
        "  2026-06-26 – 2026-06-28  nobody who is present may stand in for Nõunik (rannaprotsessid)",
        "  2026-08-03 – 2026-08-16  nobody who is present may stand in for Personalijuht",
        "Nobody may stand in, whenever it is\n  Personalijuht 2026-08-03 – 2026-08-16",
        "Smallest repair: 28 days moved, 5 people; 3 leaves that no move can mend\n",
        "  Nõunik (rannaprotsessid) 2026-06-15 – 2026-06-28 → 2026-06-12 – 2026-06-25  (3 days earlier)",
        "  After that: 21 days broken, 21 more not known\n",
        "  Peadirektor 2026-07-06 – 2026-07-19 ← not known",
        "Days of standing in: over 60 calendar days a year need written consent, ATS § 57 (2)\n",
    ):
        assert line in page
    # Three whose substitutes are two: no pair of them collides.
    assert "Peaspetsialist (süvendustööd) 2026-07-29 – 2026-08-11; together 2026-07-29 – 2026-08-09" in page
    assert "No room within the days they may move: " in page


def test_json_holds_every_day_and_the_repair(run) -> None:
    code, text, _ = run(CSV, "--format", "json")
    found = json.loads(text)
    assert code == 1
    assert len(found["days"]) == 91
    assert [day["date"] for day in found["days"]] == sorted({day["date"] for day in found["days"]})
    broken = [day for day in found["days"] if set(day["uncovered"]) - set(day["unknown"])]
    assert len(broken) == 37
    assert all(day["proof"] and not day["covered"] for day in broken)
    repair = found["repair"]
    assert (repair["days_moved"], repair["exact"], repair["people_moved"], len(repair["moves"])) == (
        28,
        True,
        5,
        5,
    )
    assert {"post", "from", "to", "new_from", "new_to"} <= repair["moves"][0].keys()
    assert len(repair["alone"]) == 1
    assert len(repair["blocked"]) == 1


def test_the_three_files_say_the_same(run) -> None:
    answers = {
        run(CALENDARS / f"puhkused-2026.{ending}", "--format", "json")[1] for ending in ("csv", "ics", "xlsx")
    }
    assert len(answers) == 1


def test_the_repaired_calendar_breaks_no_more_than_what_cannot_be_mended(run, tmp_path: Path) -> None:
    path = tmp_path / "uus.ics"
    code, text, _ = run(CSV, "--format", "ics", "-o", path)
    assert (code, text) == (1, "")
    _, again, _ = run(path, "--format", "json")
    found = json.loads(again)
    assert found["repair"]["moves"] == []
    assert len(found["collisions"]) == 1
    assert run(CSV, "--format", "ics")[1].encode() == path.read_bytes(), "the clock is in it"
    events = icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert len(events) == 30
    assert sum("was 2026" in str(event.get("description")) for event in events) == 5


def test_csv_and_table_have_a_row_for_each_period(run) -> None:
    rows = list(csv.DictReader(io.StringIO(run(CSV, "--format", "csv")[1])))
    assert sum(int(row["days"]) for row in rows) == 91
    assert sum(int(row["days"]) for row in rows if row["uncovered"]) == 37
    table = run(CSV, "--format", "table")[1].splitlines()
    assert len(table) == len(rows) + 2


@pytest.mark.parametrize(
    "options", [(), ("--no-repair",), ("--lang", "et"), ("--from", "2026-07-01", "--to", "2026-07-31")]
)
def test_the_picture_is_sound_and_says_what_it_shows(run, options: tuple[str, ...]) -> None:
    _, text, _ = run(CSV, "--format", "svg", *options)
    root = ElementTree.fromstring(text)
    name = "{http://www.w3.org/2000/svg}"
    title, description = root.find(f"{name}title"), root.find(f"{name}desc")
    assert title is not None
    assert description is not None
    assert "2026" in str(title.text)
    assert root.attrib["role"] == "img"
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    for rect in root.iter(f"{name}rect"):
        if rect.attrib["width"] != "100%":
            assert (
                0 <= float(rect.attrib["x"]) <= float(rect.attrib["x"]) + float(rect.attrib["width"]) <= width
            )
            assert 0 <= float(rect.attrib["y"]) + float(rect.attrib["height"]) <= height
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")
    assert ("stroke-dasharray" in text) == ("--no-repair" not in options)


def test_days_and_fixed_posts_bound_the_repair(run) -> None:
    _, text, _ = run(CSV, "--format", "json", "--from", "2026-06-20", "--to", "2026-07-08", "--fix", "RA-013")
    found = json.loads(text)
    # The one leave began before, the other may not be moved.
    assert found["repair"]["moves"] == []
    assert len(found["repair"]["blocked"]) == 1
    assert {day["date"] for day in found["days"]} <= {f"2026-06-{n}" for n in range(20, 31)} | {
        f"2026-07-0{n}" for n in range(1, 9)
    }
    assert json.loads(run(CSV, "--format", "json", "--no-repair")[1])["repair"] is None


def test_bad_input_is_told_and_the_rest_goes_on(run, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "ametikoht,algus,lõpp\nJuris,2026-07-01,2026-07-02\nOsakonnajuhataja,2026-07-01,2026-07-02\n"
        "Juhtivjurist,2026-07-05,2026-07-01\nJuhtivjurist,2026-07-01,2026-07-02\nJuhtivjurist,2026-07-02,2026-07-03\n",
        encoding="utf-8",
    )
    code, text, err = run(path, "--format", "json")
    assert code == 1  # what is left out is a finding, on the page and in JSON
    found = json.loads(text)
    assert [day["verdict"] for day in found["days"]] == ["covered", "covered"]
    assert sorted(one["line"] for one in found["left_out"]) == [2, 3, 4, 6]
    _, page, _ = run(path, "--format", "page")
    assert page.startswith(f"4 rows are left out of what follows:\n  {path}:")
    for said in (":2: there is no post “Juris”", ":3: “Osakonnajuhataja” may be any of 5", ":4: the absence ends before",
                 ":6: Juhtivjurist has 1 place, and 2 would be away on 2026-07-02"):  # fmt: skip
        assert f"{path}{said}" in err


def test_a_calendar_of_another_year(run) -> None:
    code, text, err = run(CSV, "--from", "2027-01-01", "--format", "json")
    assert (code, json.loads(text)["days"]) == (0, [])
    assert err.startswith(
        "nobody is away on the days asked about: the calendar is of 2026-06-01 – 2026-08-30\n"
    )


def test_what_cannot_be_asked(run, tmp_path: Path) -> None:
    assert run(CSV, "--from", "2026-07-02", "--to", "2026-07-01")[0] == 2
    assert run(CSV, "--from", "juulis")[0] == 2
    assert run(CSV, "--fix", "Juris")[0] == 2
    assert run(tmp_path / "none.csv")[0] == 3
    path = tmp_path / "a.csv"
    path.write_text("ametikoht,algus,lõpp\nJuris,2026-07-01,2026-07-02\n", encoding="utf-8")
    code, _, err = run(path)
    assert code == 3
    assert "no absence in it can be used" in err


def test_without_a_solver_the_days_are_told_all_the_same(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "ortools.sat.python.cp_model", None)
    code, text, err = run(CSV, "--format", "json")
    assert (code, json.loads(text)["repair"]) == (1, None)
    assert "pip install '.[solve]'" in err


def test_without_a_solver_no_calendar_passes_for_the_repaired_one(
    run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "ortools.sat.python.cp_model", None)
    path = tmp_path / "uus.ics"
    code, text, err = run(CSV, "--format", "ics", "-o", path)
    assert (code, text, path.exists()) == (3, "", False)
    assert "pip install '.[solve]'" in err
    assert run(CSV, "--format", "ics", "--no-repair", "-o", path)[0] == 1
    assert path.exists()


def test_a_calendar_written_and_read_again_is_the_same(store: Path, tmp_path: Path) -> None:
    organisation = organisation_of(GraphStore.open(store))
    absences = away_of(organisation, [read_calendar(CSV)]).absences
    path = tmp_path / "a.ics"
    path.write_text(to_icalendar(organisation, absences), encoding="utf-8", newline="")
    again = away_of(organisation, [read_calendar(path)])
    assert (again.problems, again.notes) == ((), ())
    assert {replace(one, line=0, path="") for one in again.absences} == {
        replace(one, line=0, path="") for one in absences
    }


def test_names_that_would_break_a_line_do_not(tmp_path: Path) -> None:
    odd = Organisation((Post("x:1", "Jurist, nõunik; „\n“", places=2, places_known=True),))
    first = read_calendar(CSV).leaves[0].begin
    absences = [Absence("x:1", place, first, first) for place in ("A\nB", "C, D; E\\n:F")]
    path = tmp_path / "a.ics"
    path.write_text(to_icalendar(odd, absences), encoding="utf-8", newline="")
    again = away_of(odd, [read_calendar(path)])
    assert [one.place for one in again.absences] == ["A B", "C, D; E\\n:F"]
    (event, _) = icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert str(event["summary"]) == "Jurist, nõunik; „ “"


def test_the_kind_of_a_post_comes_from_the_staffing_table(store: Path) -> None:
    kinds = {post.id: post.kind for post in organisation_of(GraphStore.open(store)).posts}
    assert (kinds["RA-001"], kinds["RA-063"]) == ("ametikoht", "töökoht")
