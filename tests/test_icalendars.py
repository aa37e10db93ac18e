"""Leave calendars from iCalendar: posts, days and windows of events; broken and hostile files are safe."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ajgraph.analysis.leave.away import away_of
from ajgraph.calendars import Leave, LeaveCalendar, read_calendar
from ajgraph.content import content_of
from ajgraph.errors import UnreadableInput
from ajgraph.organisation import Organisation, Post


def calendar(tmp_path: Path, *events: str) -> LeaveCalendar:
    body = "\n".join(
        f"BEGIN:VEVENT\nUID:{n}@x\n{event.strip()}\nEND:VEVENT" for n, event in enumerate(events)
    )
    path = tmp_path / "puhkused.ics"
    path.write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{body}\nEND:VCALENDAR\n", encoding="utf-8")
    return read_calendar(path)


def days(found: LeaveCalendar) -> list[tuple[str, str]]:
    return [(one.begin.isoformat(), one.end.isoformat()) for one in found.leaves]


JULY = "DTSTART;VALUE=DATE:20260701\nDTEND;VALUE=DATE:20260715"


def test_an_event_of_whole_days_ends_the_day_before_dtend(tmp_path: Path) -> None:
    found = calendar(
        tmp_path, f"SUMMARY:Puhkus: Jurist\nLOCATION:õigusosakond\nATTENDEE;CN=A B:mailto:a@x.ee\n{JULY}"
    )
    first, last = datetime.date(2026, 7, 1), datetime.date(2026, 7, 14)
    assert found.leaves == (Leave("Jurist", None, "õigusosakond", "A B", first, last, 4, private=True),)
    assert found.problems == ()


@pytest.mark.parametrize(
    ("summary", "post"),
    [
        ("Jurist", "Jurist"),
        ("Puhkus – Nõunik (perelepitus)", "Nõunik (perelepitus)"),
        ("Jurist - puhkus", "Jurist"),
        ("On leave: jurist", "On leave: jurist"),
        ("Leave: õigusosakond / jurist", "õigusosakond / jurist"),
        ("IT-juht", "IT-juht"),
        ("Puhkusekorraldaja", "Puhkusekorraldaja"),
        ("Lapsehoolduspuhkus: Arst", "Arst"),
        ("Haigusleht – Nõunik", "Nõunik"),
        ("Haige: õde", "õde"),
        ("Hooldusleht (laps): Jurist", "Jurist"),
        ("Jurist – taastusravi", "Jurist"),
        ("Sick leave: Jurist", "Jurist"),
        ("Raviarst", "Raviarst"),
        ("Haiglaravi spetsialist", "Haiglaravi spetsialist"),
    ],
)
def test_the_post_is_the_summary_without_the_word_for_leave(tmp_path: Path, summary: str, post: str) -> None:
    assert [one.post for one in calendar(tmp_path, f"SUMMARY:{summary}\n{JULY}").leaves] == [post]


def test_properties_of_ours_come_first(tmp_path: Path) -> None:
    (one,) = calendar(
        tmp_path,
        f"SUMMARY:Mari puhkab\nX-AJGRAPH-POST:RA-001\nX-AJGRAPH-HOLDER:M\nCATEGORIES:PUHKUS,FIXED\n{JULY}\n"
        "X-AJGRAPH-EARLIEST:2026-06-01\nX-AJGRAPH-LATEST:2026-08-31",
    ).leaves
    assert (one.post, one.holder, one.fixed) == ("RA-001", "M", True)
    assert (one.earliest, one.latest) == (datetime.date(2026, 6, 1), datetime.date(2026, 8, 31))


def test_no_reason_for_an_absence_is_told_further(tmp_path: Path) -> None:
    organisation = Organisation((Post("x:1", "Nõunik"), Post("x:2", "Arst")))
    found = away_of(
        organisation,
        [
            calendar(
                tmp_path,
                f"SUMMARY:Haigusleht – Mari Maasikas\n{JULY}",
                f"SUMMARY:Nõunik\nLOCATION:Haigla\nATTENDEE;CN=Mari (haige):mailto:a@x.ee\n{JULY}",
                f"SUMMARY:Mari operatsioonil\nLOCATION:Haigla / Nõunik\n{JULY}",
                f"SUMMARY:Lapsehoolduspuhkus: Arst\nATTENDEE;CN=Kai - haiguslehel:mailto:b@x.ee\n{JULY}",
                f"SUMMARY:Haigusleht\nLOCATION:Haigla\n{JULY}",
                f"SUMMARY:Arst\nX-AJGRAPH-EARLIEST:ravi\nATTENDEE;CN=Kai:mailto:b@x.ee\n{JULY}",
            )
        ],
    )
    assert [(one.post, one.place) for one in found.absences] == [("x:1", "Mari"), ("x:2", "Kai")]
    said = " ".join(str(note) for note in (*found.problems, *found.notes)).casefold()
    assert len(found.problems) == 4
    assert not [word for word in ("haig", "maasikas", "operatsioon", "ravi", "hooldus") if word in said]


@pytest.mark.parametrize(
    ("when", "span"),
    [
        ("DTSTART;VALUE=DATE:20260701", ("2026-07-01", "2026-07-01")),
        ("DTSTART;VALUE=DATE:20260701\nDTEND;VALUE=DATE:20260701", ("2026-07-01", "2026-07-01")),
        ("DTSTART;VALUE=DATE:20260701\nDURATION:P2D", ("2026-07-01", "2026-07-02")),
        ("DTSTART:20260701T090000\nDTEND:20260703T170000", ("2026-07-01", "2026-07-03")),
        ("DTSTART:20260701T000000\nDTEND:20260703T000000", ("2026-07-01", "2026-07-02")),
        ("DTSTART:20260630T210000Z\nDTEND:20260702T210000Z", ("2026-07-01", "2026-07-02")),
        (
            "DTSTART;TZID=Europe/Tallinn:20260701T000000\nDTEND;TZID=Europe/Tallinn:20260702T000000",
            ("2026-07-01",) * 2,
        ),
    ],
)
def test_the_days_an_event_touches(tmp_path: Path, when: str, span: tuple[str, str]) -> None:
    assert days(calendar(tmp_path, f"SUMMARY:Jurist\n{when}")) == [span]


def test_what_is_no_absence_is_left_out_and_said(tmp_path: Path) -> None:
    found = calendar(
        tmp_path,
        f"SUMMARY:Jurist\nCATEGORIES:Puhkus\n{JULY}",
        f"SUMMARY:Koosolek\n{JULY}",
        f"SUMMARY:Puhkus\nCATEGORIES:puhkus\n{JULY}",
        "SUMMARY:Nõunik\nCATEGORIES:puhkus",
        "SUMMARY:Arst\nCATEGORIES:puhkus\nDTSTART:20260701T090000\nDTEND:20260701T093000",
        "SUMMARY:Arst\nCATEGORIES:puhkus\nDTSTART;VALUE=DATE:20260705\nDTEND;VALUE=DATE:20260701",
        f"SUMMARY:Arst\nCATEGORIES:puhkus\nSTATUS:CANCELLED\n{JULY}",
        "SUMMARY:Arst\nCATEGORIES:puhkus\nDTSTART;VALUE=DATE:20260705\nDTEND;VALUE=DATE:20460701",
    )
    assert [one.post for one in found.leaves] == ["Jurist"]
    said = [problem.message.en.partition(";")[0] for problem in found.problems]
    assert [text[:30] for text in said] == [
        "other events here are marked a",
        "the event names no post (X-AJG",
        "the event has no day (DTSTART)",
        "this lasts less than four hour",
        "the absence ends before it beg",
        "this lasts over ten years",
    ]


def test_a_rule_repeats_an_absence(tmp_path: Path) -> None:
    found = calendar(
        tmp_path,
        "SUMMARY:Jurist\nDTSTART;VALUE=DATE:20260105\nDTEND;VALUE=DATE:20260107\n"
        "RRULE:FREQ=MONTHLY;COUNT=4\nEXDATE;VALUE=DATE:20260205",
    )
    assert days(found) == [
        ("2026-01-05", "2026-01-06"),
        ("2026-03-05", "2026-03-06"),
        ("2026-04-05", "2026-04-06"),
    ]
    assert found.problems == ()
    yearly = calendar(tmp_path, f"SUMMARY:Jurist\nRRULE:FREQ=YEARLY\n{JULY}")
    assert [one.begin.year for one in yearly.leaves] == list(range(2026, 2036 + 1))
    assert "without end; taken up to 2036-07-01" in yearly.problems[0].message.en


def test_one_time_of_many_that_was_moved(tmp_path: Path) -> None:
    path = tmp_path / "a.ics"
    event = "BEGIN:VEVENT\nUID:1\nSUMMARY:Jurist\n{}\nEND:VEVENT\n"
    path.write_text(
        "BEGIN:VCALENDAR\n"
        + event.format("DTSTART;VALUE=DATE:20260105\nRRULE:FREQ=WEEKLY;UNTIL=20260119")
        + event.format("DTSTART;VALUE=DATE:20260113\nRECURRENCE-ID;VALUE=DATE:20260112")
        + "END:VCALENDAR\n",
        encoding="utf-8",
    )
    assert [one.begin.day for one in read_calendar(path).leaves] == [5, 19, 13]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;COUNT=999999999",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY",
        "FREQ=DAILY;COUNT=999999999",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYSECOND=1,2,3;UNTIL=99991231",
        "FREQ=YEARLY;INTERVAL=99999999",
        "FREQ=NEVER",
        "nonsense",
    ],
)
def test_no_rule_goes_on_for_ever(tmp_path: Path, rule: str) -> None:
    found = calendar(tmp_path, f"SUMMARY:Jurist\nRRULE:{rule}\n{JULY}", f"SUMMARY:Arst\n{JULY}")
    assert len(found.leaves) <= 601
    assert found.leaves[-1].post == "Arst"
    assert found.problems


def test_a_broken_event_has_its_line_and_the_others_stay(tmp_path: Path) -> None:
    found = calendar(
        tmp_path,
        "SUMMARY:Jurist\nDTSTART;VALUE=DATE:20261399",
        "BEGIN:VALARM\nSUMMARY:x",
        f"SUMMARY:Arst\n{JULY}",
        "BEGIN:VEVENT\nSUMMARY:Nõunik",
    )
    assert [one.post for one in found.leaves] == ["Arst"]
    assert [problem.line for problem in found.problems][:2] == [4, 9]


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02", b"PK\x03\x04", b"post,from,to\n", b"BEGIN:VEVENT\n"]
)
def test_what_is_no_calendar_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.ics"
    path.write_bytes(content)
    with pytest.raises(UnreadableInput):
        read_calendar(path)


def test_a_calendar_among_documents_is_passed_over_with_a_word() -> None:
    found = content_of(b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", "puhkused.ics")
    assert (found.descriptions, found.table) == ((), None)
    assert "a leave calendar" in found.notes[0].message.en


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([
    "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VALARM", "END:VALARM", "SUMMARY:Jurist", "DTSTART:20260701", "DTEND;VALUE=DATE:9",
    "DTSTART;VALUE=DATE:20260701", "RRULE:FREQ=WEEKLY", "EXDATE:x", "ATTENDEE:", "RRULE:FREQ=DAILY;UNTIL=2", " folded",
    ";;:",    "RECURRENCE-ID:20260701", "DURATION:-P9999999D", "DTSTART:99991231T235959Z", "END:VCALENDAR", "CATEGORIES:,",
]), max_size=25))  # fmt: skip
def test_any_mixture_of_lines_is_read_or_said(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    path = tmp_path_factory.mktemp("ics") / "a.ics"
    path.write_text("\n".join(["BEGIN:VCALENDAR", *lines]) + "\n", encoding="utf-8")
    for one in read_calendar(path).leaves:
        assert one.begin <= one.end
