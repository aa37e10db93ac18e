"""Leave calendars from iCalendar: posts, days and windows of events; broken and hostile files are safe."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ajgraph.analysis.leave.away import away_of
from ajgraph.calendars import Leave, LeaveCalendar, read_calendar
from ajgraph.content import content_of
from ajgraph.errors import UnreadableInput
from ajgraph.exports.calendar_file import to_icalendar
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
    assert found.leaves == (
        Leave("Jurist", None, "õigusosakond", "A B", first, last, 4, private=True, uid="0@x"),
    )
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


def test_a_rule_whose_times_overlap_is_not_followed(tmp_path: Path) -> None:
    nine_years = "DTSTART;VALUE=DATE:20200101\nDTEND;VALUE=DATE:20290101"
    found = calendar(
        tmp_path,
        *[f"SUMMARY:Jurist\nRRULE:FREQ=DAILY\n{nine_years}"] * 2,
        f"SUMMARY:Arst\nRRULE:FREQ=WEEKLY;COUNT=3\n{JULY}",
        f"SUMMARY:Arst\nRRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=3\n{JULY}",
    )
    assert len(found.leaves) == 1 + 1 + 1 + 3
    assert [problem.message.en for problem in found.problems] == [
        "this lasts longer than the step in which it repeats; only its first time is taken"
    ] * 3


def test_the_times_of_all_rules_of_a_file_are_bounded_and_what_is_told_of_them(tmp_path: Path) -> None:
    daily = "SUMMARY:Jurist\nATTENDEE;CN=A:mailto:a@x.ee\nRRULE:FREQ=DAILY\nDTSTART;VALUE=DATE:20260101"
    found = calendar(tmp_path, *[daily] * 200)
    assert len(found.leaves) == 5_000 + 200 - 5_000 // 600 - 1
    assert "repeat more than 5000 times" in found.problems[-1].message.en
    away = away_of(Organisation((Post("x:1", "Jurist", places=1, places_known=True),)), [found])
    assert len(away.notes) <= 30
    assert any("more like this: this absence overlaps another" in str(note) for note in away.notes)


@pytest.mark.parametrize(
    ("rule", "last", "cut"),
    [
        ("FREQ=WEEKLY;COUNT=2000", "2036-01-03", True),
        ("FREQ=YEARLY;UNTIL=20500101", "2036-01-01", True),
        ("FREQ=YEARLY;COUNT=12", "2036-01-01", True),
        ("FREQ=DAILY;COUNT=601", "2027-08-23", True),
        ("FREQ=DAILY;COUNT=600", "2027-08-23", False),
        ("FREQ=YEARLY;COUNT=11", "2036-01-01", False),
        ("FREQ=YEARLY;UNTIL=20350101", "2035-01-01", False),
    ],
)
def test_a_rule_that_is_cut_is_said(tmp_path: Path, rule: str, last: str, cut: bool) -> None:
    found = calendar(tmp_path, f"SUMMARY:Jurist\nRRULE:{rule}\nDTSTART;VALUE=DATE:20260101")
    assert [f"taken up to {found.leaves[-1].begin}" in one.message.en for one in found.problems] == [
        True
    ] * cut
    assert cut is (found.leaves[-1].begin.isoformat() <= last and bool(found.problems))


@pytest.mark.parametrize(
    ("begins", "expected"),
    [("MO", ["1997-08-05", "1997-08-10", "1997-08-19"]), ("SU", ["1997-08-05", "1997-08-17", "1997-08-19"])],
)
def test_weeks_begin_where_the_rule_says(tmp_path: Path, begins: str, expected: list[str]) -> None:
    # The example of RFC 5545, section 3.3.10.
    rule = f"RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=3;BYDAY=TU,SU;WKST={begins}"
    found = calendar(tmp_path, f"SUMMARY:Jurist\nDTSTART;VALUE=DATE:19970805\n{rule}")
    assert [first for first, _ in days(found)] == expected


@pytest.mark.parametrize(
    "when",
    [
        "DTSTART;VALUE=DATE:99991231",
        "DTSTART;VALUE=DATE:02020701\nDTEND;VALUE=DATE:02020705",
        "DTSTART;VALUE=DATE:21001231\nDTEND;VALUE=DATE:21010105",
        "DTSTART;VALUE=DATE:99991230\nDTEND;VALUE=DATE:99991231\nRRULE:FREQ=YEARLY",
    ],
)
def test_days_of_no_likely_year_are_left_out(tmp_path: Path, when: str) -> None:
    found = calendar(tmp_path, f"SUMMARY:Jurist\n{when}")
    assert (found.leaves, len(found.problems)) == ((), 1)


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


@pytest.mark.parametrize("at", [1, 2])
def test_a_fold_within_a_letter_garbles_nothing(tmp_path: Path, at: int) -> None:
    path = tmp_path / "a.ics"
    first, second = b"SUMMARY:Jurist", "LOCATION:õigus– ja ž-talitus".encode()
    place = second.index("–".encode()) + at
    second = second[:place] + b"\r\n " + second[place:]
    event = [b"BEGIN:VEVENT", first, second, JULY.encode().replace(b"\n", b"\r\n"), b"END:VEVENT"]
    path.write_bytes(b"\r\n".join([b"BEGIN:VCALENDAR", *event, *event, b"END:VCALENDAR", b""]))
    assert [(one.unit, one.line) for one in read_calendar(path).leaves] == [
        ("õigus– ja ž-talitus", 2),
        ("õigus– ja ž-talitus", 9),
    ]


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


def events(tmp_path: Path, name: str, *events: str) -> LeaveCalendar:
    body = "\n".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT" for event in events)
    path = tmp_path / name
    path.write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{body}\nEND:VCALENDAR\n", encoding="utf-8")
    return read_calendar(path)


AUGUST = "DTSTART;VALUE=DATE:20260801\nDTEND;VALUE=DATE:20260815"
JURIST = Organisation((Post("x", "Jurist"),))


def test_the_newest_version_of_an_event_counts_wherever_it_stands(tmp_path: Path) -> None:
    old, new = f"UID:a\nSUMMARY:Jurist\n{JULY}", f"UID:a\nSEQUENCE:1\nSUMMARY:Jurist\n{AUGUST}"
    for order in ((old, new), (new, old)):
        assert days(events(tmp_path, "one.ics", *order)) == [("2026-08-01", "2026-08-14")]
    earlier, later = events(tmp_path, "a.ics", old), events(tmp_path, "b.ics", new)
    for calendars in ([earlier, later], [later, earlier]):
        found = away_of(JURIST, calendars)
        assert [one.begin.month for one in found.absences] == [8]
        assert (found.problems, found.organisation.posts[0].places) == ((), 1)
        (note,) = found.notes
        assert str(tmp_path / "b.ics") in note.message.en


def test_the_same_event_in_two_files_is_one_person(tmp_path: Path) -> None:
    event = f"UID:a\nSUMMARY:Jurist\n{JULY}"
    one, other = (
        events(tmp_path, "a.ics", event),
        events(tmp_path, "b.ics", event, f"UID:b\nSUMMARY:Jurist\n{AUGUST}"),
    )
    found = away_of(JURIST, [one, other])
    assert [(away.place, away.begin.month) for away in found.absences] == [("1", 7), ("1", 8)]
    assert len(found.notes) == 1


def test_a_cancelled_newer_version_takes_an_event_out(tmp_path: Path) -> None:
    event = f"UID:a\nSUMMARY:Jurist\n{JULY}"
    cancelled = f"UID:a\nSEQUENCE:2\nSTATUS:CANCELLED\nSUMMARY:Jurist\n{JULY}"
    assert days(events(tmp_path, "a.ics", event, cancelled)) == []


def test_what_is_written_is_read_back_even_with_numbers_for_names_and_shared_ids(tmp_path: Path) -> None:
    posts = Post("x:1", "Jurist", id="1"), Post("x:2", "Arst", id="1"), Post("x:3", "Nõunik", id="3")
    organisation = Organisation(tuple(replace(post, places=2, places_known=True) for post in posts))
    day = datetime.date
    rows = tuple(
        Leave(post.title, None, None, holder, day(2026, 7, 1), day(2026, 7, 9), line)
        for line, (post, holder) in enumerate(
            ((posts[0], "101"), (posts[0], "102"), (posts[1], None), (posts[2], "7"))
        )
    )
    found = away_of(organisation, [LeaveCalendar("a.csv", "", rows)])
    path = tmp_path / "again.ics"
    path.write_text(to_icalendar(organisation, found.absences), encoding="utf-8")
    again = away_of(organisation, [read_calendar(path)])
    assert again.problems == ()
    assert [(one.post, one.place, one.begin) for one in again.absences] == [
        (one.post, one.place, one.begin) for one in found.absences
    ]
