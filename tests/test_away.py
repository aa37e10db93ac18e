"""Leave calendars as absences: names, people and places settled, and the days on which the same places are away."""

from __future__ import annotations

import datetime
import itertools
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ajgraph.analysis.leave.away import Absence, Away, away_of, periods
from ajgraph.calendars import Leave, LeaveCalendar, read_calendar
from ajgraph.organisation import Organisation, Post
from tests.test_tables import workbook

ORGANISATION = Organisation(
    (
        Post("x:j", "Jurist", id="RA-1", unit_path=("õigusosakond",), places_known=True),
        Post("x:n1", "Nõunik", id="RA-2", unit_path=("õigusosakond",), places=2, places_known=True),
        Post("x:n2", "Nõunik", id="RA-3", unit_path=("mereosakond",)),
        Post("x:s", "Sekretär", unit_path=("mereosakond",)),
        Post("x:a", "Arhivaar"),
        Post("x:0", "Praktikant", places=0, places_known=True),
    )
)


def july(day: int) -> datetime.date:
    return datetime.date(2026, 7, day)


def leave(
    post: str, first: int, last: int, line: int = 2, holder: str | None = None, **more: object
) -> Leave:
    unit = more.pop("unit", None)
    assert unit is None or isinstance(unit, str)
    return Leave(post, None, unit, holder, july(first), july(last), line, **more)  # type: ignore[arg-type]


def away(*leaves: Leave) -> Away:
    return away_of(ORGANISATION, [LeaveCalendar("a.csv", "", leaves)])


def spans(found: Away) -> list[tuple[str, str, int, int]]:
    return [(one.post, one.place, one.begin.day, one.end.day) for one in found.absences]


def test_names_are_an_id_a_title_in_its_unit_or_a_title() -> None:
    by_id = replace(leave("", 1, 2), id="ra-1")
    found = away(
        by_id, leave("nõunik", 3, 4, unit="mereosakond"), leave("SEKRETÄR", 5, 6, unit="mere osakond")
    )
    assert spans(found) == [("x:j", "1", 1, 2), ("x:n2", "1", 3, 4), ("x:s", "1", 5, 6)]
    assert (found.problems, found.notes) == ((), ())


def test_what_is_not_found_or_ambiguous_is_a_problem_with_its_place_and_the_rest_stays() -> None:
    found = away(
        leave("Juris", 1, 2, 2),
        leave("Nõunik", 1, 2, 3),
        leave("Jurist", 1, 2, 4),
        replace(leave("Nõunik", 1, 2, 5), sheet="Leht", cell="Leht!B5"),
    )
    assert spans(found) == [("x:j", "1", 1, 2)]
    said = [str(problem) for problem in found.problems]
    assert said[0] == "a.csv:2: there is no post “Juris”. Nearest: Jurist"
    assert said[1].startswith("a.csv:3: “Nõunik” may be any of 2 posts:\n  Nõunik — mereosakond — RA-3\n")
    assert said[2].startswith("a.csv:Leht!B5: “Nõunik” may be")


def test_a_name_followed_another_way_than_written_is_said() -> None:
    unknown_id = replace(leave("Jurist", 1, 2), id="RA-9")
    other_title = replace(leave("Sekretär", 5, 6), id="RA-1")
    found = away(unknown_id, leave("Arhivaar", 1, 2, 3, unit="õigusosakond"), other_title)
    assert {(one.post, one.begin.day) for one in found.absences} == {("x:j", 1), ("x:a", 1), ("x:j", 5)}
    assert [note.message.en for note in found.notes] == [
        "there is no post “RA-9”; taken for Jurist by its title",
        "there is no post “õigusosakond / Arhivaar”; taken for Arhivaar by its title",
        "the row says “Sekretär”, but RA-1 is Jurist; the id decides",
    ]


def test_a_title_in_another_unit_than_the_row_says_is_a_problem_unless_an_id_decides() -> None:
    found = away(
        leave("Sekretär", 1, 2, 2, unit="kolmas osakond"),
        leave("Sekretär", 1, 2, 3, unit="õigusosakond"),
        replace(leave("Jurist", 3, 4, 4, unit="kolmas osakond"), id="RA-1"),
        replace(leave("Jurist", 5, 6, 5, unit="kolmas osakond"), id="RA-9"),
    )
    assert spans(found) == [("x:j", "1", 3, 4)]
    assert [(problem.line, problem.message.en) for problem in found.problems] == [
        (2, "there is no Sekretär in “kolmas osakond”; the one there is, is in “mereosakond”"),
        (3, "there is no Sekretär in “õigusosakond”; the one there is, is in “mereosakond”"),
        (5, "there is no Jurist in “kolmas osakond”; the one there is, is in “õigusosakond”"),
    ]
    assert "give the id of the post" in str(found.problems[0])


def test_rows_of_one_holder_that_overlap_are_one_absence_and_move_no_further_than_either() -> None:
    found = away(
        leave("Jurist", 1, 10, 2, "A B", earliest=july(1), latest=july(20)),
        leave("Jurist", 8, 14, 3, " a  b", fixed=True, latest=july(16)),
        leave("Jurist", 15, 16, 4, "A B"),
    )
    one, other = found.absences
    assert (one.begin, one.end, one.fixed) == (july(1), july(14), True)
    assert (one.earliest, one.latest, one.line) == (july(1), july(16), 2)
    assert (other.begin, other.end, other.place) == (july(15), july(16), "A B")
    assert [note.line for note in found.notes] == [3]


def test_rows_that_name_nobody_are_different_places_while_they_overlap() -> None:
    found = away(
        leave("RA-2", 1, 5), leave("RA-2", 4, 9, 3), leave("RA-2", 6, 7, 4), leave("RA-2", 10, 11, 5)
    )
    assert spans(found) == [
        ("x:n1", "1", 1, 5),
        ("x:n1", "2", 4, 9),
        ("x:n1", "1", 6, 7),
        ("x:n1", "1", 10, 11),
    ]


def test_more_than_the_known_places_is_a_problem_and_the_surplus_row_is_left_out() -> None:
    found = away(
        leave("Jurist", 1, 10, 2, "A"), leave("Jurist", 10, 12, 3, "B"), leave("Jurist", 11, 12, 4, "B"),
        leave("Praktikant", 1, 2, 5),
    )  # fmt: skip
    assert spans(found) == [("x:j", "A", 1, 10)]
    # B's two rows overlap and are one, which as a whole meets A.
    assert [(problem.line, problem.message.en) for problem in found.problems] == [
        (3, "Jurist has 1 place, and 2 would be away on 2026-07-10; the row is left out"),
        (5, "Praktikant has 0 places, and 1 would be away on 2026-07-01; the row is left out"),
    ]
    assert found.organisation is ORGANISATION


def test_people_away_at_once_prove_places_nobody_has_counted_and_others_do_not() -> None:
    found = away(
        leave("Sekretär", 1, 5, 2, "A"), leave("Sekretär", 5, 6, 3, "B"), leave("Sekretär", 7, 8, 4, "C"),
        leave("RA-3", 1, 2, 5, "A B"), leave("RA-3", 5, 6, 6, "B A"),
    )  # fmt: skip
    places = {post.iri: post.places for post in found.organisation.posts}
    assert (places["x:s"], places["x:n2"]) == (2, 1)
    assert [found.organisation.by_iri["x:s"].present(away) for away in (0, 1, 2)] == [1, 0, 0]
    assert not found.organisation.by_iri["x:s"].places_known
    assert [note.message.en for note in found.notes] == [
        "Sekretär: 2 people of this post are away at once, so it has at least 2 places (no staffing table says how many)"
    ]


def test_the_same_file_counts_once(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,from,to\nRA-2,2026-07-01,2026-07-02\n", encoding="utf-8")
    once, twice = (away_of(ORGANISATION, [read_calendar(path)] * count) for count in (1, 2))
    assert (twice.absences, len(twice.notes)) == (once.absences, 1)


def test_a_workbook_says_its_cell(tmp_path: Path) -> None:
    rows: list[tuple[object, ...]] = [("Algus", "Ametikoht", "Lõpp"), ("1.7.2026", "Arst", "2.7.2026")]
    found = away_of(ORGANISATION, [read_calendar(workbook(tmp_path / "p.xlsx", {"Leht": rows}))])
    assert str(found.problems[0]).startswith(f"{tmp_path / 'p.xlsx'}:Leht!B2: there is no post “Arst”")


def test_a_calendar_of_a_million_years() -> None:
    forever = Absence("x", "1", datetime.date.min, datetime.date.max)
    assert [(one.begin, one.end) for one in periods([forever])] == [(datetime.date.min, datetime.date.max)]
    assert periods([forever], july(1), july(2))[0].end == july(2)
    assert periods([forever], july(2), july(1)) == ()


@st.composite
def calendars(draw: st.DrawFn) -> list[Absence]:
    spans = draw(
        st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 12), st.integers(0, 6)), max_size=9)
    )
    return [
        Absence(post, str(n), july(first), july(first + more)) for n, (post, first, more) in enumerate(spans)
    ]


@given(calendars(), st.integers(1, 18), st.integers(1, 18))
def test_periods_are_the_days_counted_one_by_one(absences: list[Absence], first: int, last: int) -> None:
    found = periods(absences, july(first), july(last))
    by_day = {day: period.away for period in found for day in period.days}
    for number in range(1, 31):
        day = july(number)
        there = tuple(sorted(one.post for one in absences if one.begin <= day <= one.end))
        assert by_day.get(day, ()) == (there if first <= number <= last else ())
    for one, other in itertools.pairwise(found):
        assert one.end < other.begin
        assert one.away != other.away or (other.begin - one.end).days > 1


@pytest.mark.parametrize("seed", range(200))
def test_no_day_has_more_away_than_places_and_a_row_left_out_would_have_been_too_much(seed: int) -> None:
    rng = random.Random(seed)
    rows = []
    for line in range(rng.randint(1, 9)):
        first = rng.randint(1, 20)
        rows.append(
            leave(rng.choice(("Jurist", "RA-2", "RA-3", "Sekretär")), first, first + rng.randint(0, 8), line + 2,
                  rng.choice((None, None, "A", "B", "C")))
        )  # fmt: skip
    found = away(*rows)
    for period in periods(found.absences):
        for iri, count in Counter(period.away).items():
            assert count <= found.organisation.by_iri[iri].places
    assert days_of(found.absences, "x:n2") == days_of_rows(rows, "RA-3")
    assert days_of(found.absences, "x:s") == days_of_rows(rows, "Sekretär")
    people = Counter[tuple[str, str, int]]()
    for one in found.absences:
        people.update((one.post, one.place, day) for day in range(one.begin.day, one.end.day + 1))
    assert max(people.values(), default=1) == 1, "one person is away twice on a day"


def days_of(absences: Sequence[Absence], post: str) -> Counter[int]:
    chosen = (one for one in absences if one.post == post)
    return Counter(day for one in chosen for day in range(one.begin.day, one.end.day + 1))


def days_of_rows(rows: Sequence[Leave], post: str) -> Counter[int]:
    """Count the places away on each day, a holder once however many rows name him."""
    found = Counter[int]()
    for day in range(1, 32):
        there = [one for one in rows if one.post == post and one.begin.day <= day <= one.end.day]
        found[day] = sum(one.holder is None for one in there) + len({one.holder for one in there} - {None})
    return +found


def test_a_holder_is_one_person_however_the_accents_are_coded() -> None:
    found = away(leave("RA-2", 1, 5, 2, "\u00d5ie"), leave("RA-2", 4, 9, 3, "O\u0303ie"))
    assert spans(found) == [("x:n1", "\u00d5ie", 1, 9)]
